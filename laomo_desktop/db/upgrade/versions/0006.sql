ALTER TABLE awards ADD COLUMN studio BLOB;
ALTER TABLE awards ADD COLUMN alliance BLOB;
CREATE INDEX ix_awards_studio ON awards (studio);
CREATE INDEX ix_awards_alliance ON awards (alliance);
ALTER TABLE funding_rules ADD COLUMN kind TEXT;
UPDATE awards SET studio = unhex(json_extract(extra, '$.studio')), alliance = unhex(json_extract(extra, '$.alliance')),
    extra = nullif(json_remove(extra, '$.studio', '$.alliance'), '{}')
    WHERE json_type(extra, '$.studio') = 'text' OR json_type(extra, '$.alliance') = 'text';
UPDATE funding_rules SET kind = json_extract(extra, '$.kind'), extra = nullif(json_remove(extra, '$.kind'), '{}')
    WHERE json_type(extra, '$.kind') = 'text';
