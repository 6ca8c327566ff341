CREATE TABLE enterprise_aliases (
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
CREATE INDEX ix_enterprise_aliases_gone ON enterprise_aliases ("gone");
CREATE INDEX ix_enterprise_aliases_kept ON enterprise_aliases ("kept");
CREATE INDEX ix_enterprise_aliases_order ON enterprise_aliases (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_enterprise_aliases_own ON enterprise_aliases (own);
CREATE TABLE enterprise_distinctions (
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
CREATE INDEX ix_enterprise_distinctions_left ON enterprise_distinctions ("left");
CREATE INDEX ix_enterprise_distinctions_right ON enterprise_distinctions ("right");
CREATE INDEX ix_enterprise_distinctions_order ON enterprise_distinctions (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_enterprise_distinctions_own ON enterprise_distinctions (own);
CREATE TABLE team_aliases (
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
CREATE INDEX ix_team_aliases_gone ON team_aliases ("gone");
CREATE INDEX ix_team_aliases_kept ON team_aliases ("kept");
CREATE INDEX ix_team_aliases_order ON team_aliases (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_team_aliases_own ON team_aliases (own);
CREATE TABLE team_distinctions (
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
CREATE INDEX ix_team_distinctions_left ON team_distinctions ("left");
CREATE INDEX ix_team_distinctions_right ON team_distinctions ("right");
CREATE INDEX ix_team_distinctions_order ON team_distinctions (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_team_distinctions_own ON team_distinctions (own);
ALTER TABLE distinctions ADD COLUMN evidence TEXT;
