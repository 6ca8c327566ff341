CREATE TABLE visit_aliases (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    "gone" BLOB,
    "kept" BLOB,
    evidence TEXT,
    sort_key TEXT,
    rev INTEGER NOT NULL,
    own INTEGER NOT NULL,
    base INTEGER NOT NULL,
    dots TEXT NOT NULL,
    extra TEXT,
    deleted TEXT,
    PRIMARY KEY (n),
    UNIQUE (id)
);
CREATE INDEX ix_visit_aliases_gone ON visit_aliases ("gone");
CREATE INDEX ix_visit_aliases_kept ON visit_aliases ("kept");
CREATE INDEX ix_visit_aliases_order ON visit_aliases (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_visit_aliases_own ON visit_aliases (own);
CREATE TABLE visit_distinctions (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    "left" BLOB,
    "right" BLOB,
    evidence TEXT,
    sort_key TEXT,
    rev INTEGER NOT NULL,
    own INTEGER NOT NULL,
    base INTEGER NOT NULL,
    dots TEXT NOT NULL,
    extra TEXT,
    deleted TEXT,
    PRIMARY KEY (n),
    UNIQUE (id)
);
CREATE INDEX ix_visit_distinctions_left ON visit_distinctions ("left");
CREATE INDEX ix_visit_distinctions_right ON visit_distinctions ("right");
CREATE INDEX ix_visit_distinctions_order ON visit_distinctions (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_visit_distinctions_own ON visit_distinctions (own);
CREATE TABLE need_aliases (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    "gone" BLOB,
    "kept" BLOB,
    evidence TEXT,
    sort_key TEXT,
    rev INTEGER NOT NULL,
    own INTEGER NOT NULL,
    base INTEGER NOT NULL,
    dots TEXT NOT NULL,
    extra TEXT,
    deleted TEXT,
    PRIMARY KEY (n),
    UNIQUE (id)
);
CREATE INDEX ix_need_aliases_gone ON need_aliases ("gone");
CREATE INDEX ix_need_aliases_kept ON need_aliases ("kept");
CREATE INDEX ix_need_aliases_order ON need_aliases (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_need_aliases_own ON need_aliases (own);
CREATE TABLE need_distinctions (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    "left" BLOB,
    "right" BLOB,
    evidence TEXT,
    sort_key TEXT,
    rev INTEGER NOT NULL,
    own INTEGER NOT NULL,
    base INTEGER NOT NULL,
    dots TEXT NOT NULL,
    extra TEXT,
    deleted TEXT,
    PRIMARY KEY (n),
    UNIQUE (id)
);
CREATE INDEX ix_need_distinctions_left ON need_distinctions ("left");
CREATE INDEX ix_need_distinctions_right ON need_distinctions ("right");
CREATE INDEX ix_need_distinctions_order ON need_distinctions (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_need_distinctions_own ON need_distinctions (own);
DELETE FROM people_search WHERE rowid IN (
    SELECT n FROM people WHERE deleted IS NULL AND extra LIKE '%@made_of%'
    AND NOT EXISTS (SELECT 1 FROM unindexed WHERE register = 'people' AND n BETWEEN first AND last)
);
INSERT INTO unindexed
    SELECT 'people', n, n FROM people WHERE deleted IS NULL AND extra LIKE '%@made_of%'
    AND NOT EXISTS (SELECT 1 FROM unindexed WHERE register = 'people' AND n BETWEEN first AND last);
DELETE FROM enterprises_search WHERE rowid IN (
    SELECT n FROM enterprises WHERE deleted IS NULL AND extra LIKE '%@made_of%'
    AND NOT EXISTS (SELECT 1 FROM unindexed WHERE register = 'enterprises' AND n BETWEEN first AND last)
);
INSERT INTO unindexed
    SELECT 'enterprises', n, n FROM enterprises WHERE deleted IS NULL AND extra LIKE '%@made_of%'
    AND NOT EXISTS (SELECT 1 FROM unindexed WHERE register = 'enterprises' AND n BETWEEN first AND last);
DELETE FROM teams_search WHERE rowid IN (
    SELECT n FROM teams WHERE deleted IS NULL AND extra LIKE '%@made_of%'
    AND NOT EXISTS (SELECT 1 FROM unindexed WHERE register = 'teams' AND n BETWEEN first AND last)
);
INSERT INTO unindexed
    SELECT 'teams', n, n FROM teams WHERE deleted IS NULL AND extra LIKE '%@made_of%'
    AND NOT EXISTS (SELECT 1 FROM unindexed WHERE register = 'teams' AND n BETWEEN first AND last);
