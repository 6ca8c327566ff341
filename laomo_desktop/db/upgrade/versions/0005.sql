CREATE TABLE unindexed (
    register TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (register, first)
) WITHOUT ROWID;
CREATE INDEX ix_people_photo ON people (photo) WHERE photo IS NOT NULL;
CREATE INDEX ix_visit_files_image ON visit_files (image) WHERE image IS NOT NULL;
