ALTER TABLE awards ADD COLUMN studio BLOB;
ALTER TABLE awards ADD COLUMN alliance BLOB;
CREATE INDEX ix_awards_studio ON awards (studio);
CREATE INDEX ix_awards_alliance ON awards (alliance);
ALTER TABLE funding_rules ADD COLUMN kind TEXT;
