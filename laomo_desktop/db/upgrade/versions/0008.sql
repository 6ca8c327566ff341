ALTER TABLE teams ADD COLUMN cooperation TEXT;
UPDATE teams SET cooperation = json_extract(extra, '$.cooperation'), extra = nullif(json_remove(extra, '$.cooperation'), '{}')
    WHERE json_type(extra, '$.cooperation') = 'text';
