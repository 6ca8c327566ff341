CREATE TABLE aliases (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    gone BLOB,
    kept BLOB,
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
CREATE INDEX ix_aliases_gone ON aliases (gone);
CREATE INDEX ix_aliases_kept ON aliases (kept);
CREATE INDEX ix_aliases_order ON aliases (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_aliases_own ON aliases (own);
