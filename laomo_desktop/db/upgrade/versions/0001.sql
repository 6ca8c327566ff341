CREATE TABLE attachments (
    hash TEXT NOT NULL,
    media_type TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (hash)
);
CREATE TABLE attendance (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    enrolment BLOB,
    period BLOB,
    mark TEXT,
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
CREATE INDEX ix_attendance_enrolment ON attendance (enrolment);
CREATE INDEX ix_attendance_order ON attendance (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_attendance_own ON attendance (own);
CREATE INDEX ix_attendance_period ON attendance (period);
CREATE TABLE certificates (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    number TEXT,
    kind TEXT,
    person BLOB,
    holder TEXT,
    training BLOB,
    issued TEXT,
    state TEXT,
    reason TEXT,
    office TEXT,
    year INTEGER,
    sequence INTEGER,
    body TEXT,
    signed TEXT,
    prints INTEGER,
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
CREATE INDEX ix_certificates_issued ON certificates (issued);
CREATE INDEX ix_certificates_number ON certificates (number);
CREATE INDEX ix_certificates_office ON certificates (office);
CREATE INDEX ix_certificates_order ON certificates (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_certificates_own ON certificates (own);
CREATE INDEX ix_certificates_person ON certificates (person);
CREATE INDEX ix_certificates_training ON certificates (training);
CREATE TABLE changes (
    operation INTEGER NOT NULL,
    register TEXT NOT NULL,
    "row" BLOB NOT NULL,
    "before" TEXT
);
CREATE INDEX ix_changes_operation ON changes (operation);
CREATE INDEX ix_changes_row ON changes ("row");
CREATE TABLE distinctions (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    "left" BLOB,
    "right" BLOB,
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
CREATE INDEX ix_distinctions_left ON distinctions ("left");
CREATE INDEX ix_distinctions_order ON distinctions (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_distinctions_own ON distinctions (own);
CREATE INDEX ix_distinctions_right ON distinctions ("right");
CREATE TABLE enrolments (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    training BLOB,
    person BLOB,
    number INTEGER,
    walk_in INTEGER,
    theory INTEGER,
    practice INTEGER,
    result TEXT,
    remark TEXT,
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
CREATE INDEX ix_enrolments_order ON enrolments (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_enrolments_own ON enrolments (own);
CREATE INDEX ix_enrolments_person ON enrolments (person);
CREATE INDEX ix_enrolments_training ON enrolments (training);
CREATE TABLE enterprises (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    name TEXT,
    uscc TEXT,
    office TEXT,
    chain TEXT,
    industry TEXT,
    size TEXT,
    role TEXT,
    innovative INTEGER,
    workers INTEGER,
    contact TEXT,
    phone TEXT,
    address TEXT,
    union_name TEXT,
    remark TEXT,
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
CREATE INDEX ix_enterprises_name ON enterprises (name);
CREATE INDEX ix_enterprises_office ON enterprises (office);
CREATE INDEX ix_enterprises_order ON enterprises (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_enterprises_own ON enterprises (own);
CREATE INDEX ix_enterprises_uscc ON enterprises (uscc);
CREATE TABLE honours (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    person BLOB,
    honour TEXT,
    level TEXT,
    year INTEGER,
    document TEXT,
    giver TEXT,
    remark TEXT,
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
CREATE INDEX ix_honours_order ON honours (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_honours_own ON honours (own);
CREATE INDEX ix_honours_person ON honours (person);
CREATE TABLE identity (
    store BLOB NOT NULL,
    epoch BLOB NOT NULL,
    next INTEGER NOT NULL,
    PRIMARY KEY (store)
);
CREATE TABLE instructors (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    training BLOB,
    person BLOB,
    topic TEXT,
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
CREATE INDEX ix_instructors_order ON instructors (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_instructors_own ON instructors (own);
CREATE INDEX ix_instructors_person ON instructors (person);
CREATE INDEX ix_instructors_training ON instructors (training);
CREATE TABLE members (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    team BLOB,
    person BLOB,
    role TEXT,
    since TEXT,
    until TEXT,
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
CREATE INDEX ix_members_order ON members (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_members_own ON members (own);
CREATE INDEX ix_members_person ON members (person);
CREATE INDEX ix_members_team ON members (team);
CREATE TABLE operations (
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    user TEXT NOT NULL,
    kind TEXT NOT NULL,
    sentence TEXT NOT NULL,
    undoes INTEGER,
    undone_by INTEGER,
    PRIMARY KEY (number)
);
CREATE TABLE packages (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    direction TEXT,
    number INTEGER,
    office TEXT,
    state TEXT,
    reason TEXT,
    file TEXT,
    hash TEXT,
    store TEXT,
    epoch TEXT,
    since INTEGER,
    until INTEGER,
    code TEXT,
    counts TEXT,
    receipt TEXT,
    at TEXT,
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
CREATE INDEX ix_packages_hash ON packages (hash);
CREATE INDEX ix_packages_office ON packages (office);
CREATE INDEX ix_packages_order ON packages (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_packages_own ON packages (own);
CREATE TABLE pending (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    kind TEXT,
    register TEXT,
    title TEXT,
    evidence TEXT,
    origin TEXT,
    "row" TEXT,
    incoming TEXT,
    decision TEXT,
    note TEXT,
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
CREATE INDEX ix_pending_decision ON pending (decision);
CREATE INDEX ix_pending_order ON pending (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_pending_own ON pending (own);
CREATE INDEX ix_pending_register ON pending (register);
CREATE INDEX ix_pending_row ON pending ("row");
CREATE TABLE people (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    name TEXT,
    sex TEXT,
    id_number TEXT,
    birth TEXT,
    phone TEXT,
    phone2 TEXT,
    enterprise BLOB,
    department TEXT,
    post TEXT,
    trade TEXT,
    skill TEXT,
    rank TEXT,
    education TEXT,
    kind TEXT,
    specialties TEXT,
    cooperation TEXT,
    politics TEXT,
    office TEXT,
    consent INTEGER,
    photo TEXT,
    remark TEXT,
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
CREATE INDEX ix_people_enterprise ON people (enterprise);
CREATE INDEX ix_people_id_number ON people (id_number);
CREATE INDEX ix_people_name ON people (name);
CREATE INDEX ix_people_office ON people (office);
CREATE INDEX ix_people_order ON people (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_people_own ON people (own);
CREATE INDEX ix_people_phone ON people (phone);
CREATE TABLE periods (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    training BLOB,
    number INTEGER,
    day TEXT,
    half TEXT,
    starts TEXT,
    stops TEXT,
    topic TEXT,
    instructor BLOB,
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
CREATE INDEX ix_periods_instructor ON periods (instructor);
CREATE INDEX ix_periods_order ON periods (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_periods_own ON periods (own);
CREATE INDEX ix_periods_training ON periods (training);
CREATE TABLE settings (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    "key" TEXT,
    value TEXT,
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
CREATE INDEX ix_settings_key ON settings ("key");
CREATE INDEX ix_settings_order ON settings (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_settings_own ON settings (own);
CREATE TABLE teams (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    name TEXT,
    level TEXT,
    office TEXT,
    chain TEXT,
    enterprise BLOB,
    leader BLOB,
    founded TEXT,
    specialties TEXT,
    remark TEXT,
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
CREATE INDEX ix_teams_enterprise ON teams (enterprise);
CREATE INDEX ix_teams_leader ON teams (leader);
CREATE INDEX ix_teams_name ON teams (name);
CREATE INDEX ix_teams_office ON teams (office);
CREATE INDEX ix_teams_order ON teams (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_teams_own ON teams (own);
CREATE TABLE terms (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    dictionary TEXT,
    word TEXT,
    synonyms TEXT,
    place INTEGER,
    state TEXT,
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
CREATE INDEX ix_terms_dictionary ON terms (dictionary);
CREATE INDEX ix_terms_order ON terms (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_terms_own ON terms (own);
CREATE TABLE trainings (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    title TEXT,
    kind TEXT,
    state TEXT,
    begins TEXT,
    ends TEXT,
    place TEXT,
    host TEXT,
    enterprise BLOB,
    office TEXT,
    chain TEXT,
    hours INTEGER,
    pass_share INTEGER,
    pass_score INTEGER,
    contact TEXT,
    contact_phone TEXT,
    remark TEXT,
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
CREATE INDEX ix_trainings_begins ON trainings (begins);
CREATE INDEX ix_trainings_enterprise ON trainings (enterprise);
CREATE INDEX ix_trainings_office ON trainings (office);
CREATE INDEX ix_trainings_order ON trainings (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_trainings_own ON trainings (own);
CREATE INDEX ix_trainings_title ON trainings (title);
CREATE TABLE users (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    login TEXT,
    role TEXT,
    active INTEGER,
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
CREATE INDEX ix_users_order ON users (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_users_own ON users (own);
CREATE TABLE writers (
    number INTEGER NOT NULL,
    store BLOB NOT NULL,
    epoch BLOB NOT NULL,
    PRIMARY KEY (number)
);
CREATE UNIQUE INDEX ix_writers_pair ON writers (store, epoch);
CREATE VIRTUAL TABLE terms_search USING fts5(tokens, content='', contentless_delete=1, detail=none, prefix='1 2 3 4', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Cn M*'");
CREATE VIRTUAL TABLE enterprises_search USING fts5(tokens, content='', contentless_delete=1, detail=none, prefix='1 2 3 4', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Cn M*'");
CREATE VIRTUAL TABLE people_search USING fts5(tokens, content='', contentless_delete=1, detail=none, prefix='1 2 3 4', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Cn M*'");
CREATE VIRTUAL TABLE honours_search USING fts5(tokens, content='', contentless_delete=1, detail=none, prefix='1 2 3 4', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Cn M*'");
CREATE VIRTUAL TABLE teams_search USING fts5(tokens, content='', contentless_delete=1, detail=none, prefix='1 2 3 4', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Cn M*'");
CREATE VIRTUAL TABLE trainings_search USING fts5(tokens, content='', contentless_delete=1, detail=none, prefix='1 2 3 4', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Cn M*'");
CREATE VIRTUAL TABLE certificates_search USING fts5(tokens, content='', contentless_delete=1, detail=none, prefix='1 2 3 4', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Cn M*'");
