CREATE TABLE achievement_people (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    achievement BLOB,
    person BLOB,
    place INTEGER,
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
CREATE INDEX ix_achievement_people_achievement ON achievement_people (achievement);
CREATE INDEX ix_achievement_people_order ON achievement_people (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_achievement_people_own ON achievement_people (own);
CREATE INDEX ix_achievement_people_person ON achievement_people (person);
CREATE TABLE achievements (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    name TEXT,
    kind TEXT,
    studio BLOB,
    enterprise BLOB,
    day TEXT,
    benefit INTEGER,
    patent TEXT,
    summary TEXT,
    office TEXT,
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
CREATE INDEX ix_achievements_day ON achievements (day);
CREATE INDEX ix_achievements_enterprise ON achievements (enterprise);
CREATE INDEX ix_achievements_name ON achievements (name);
CREATE INDEX ix_achievements_office ON achievements (office);
CREATE INDEX ix_achievements_order ON achievements (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_achievements_own ON achievements (own);
CREATE INDEX ix_achievements_studio ON achievements (studio);
CREATE TABLE activities (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    title TEXT,
    day TEXT,
    studio BLOB,
    alliance BLOB,
    participants INTEGER,
    content TEXT,
    office TEXT,
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
CREATE INDEX ix_activities_alliance ON activities (alliance);
CREATE INDEX ix_activities_day ON activities (day);
CREATE INDEX ix_activities_office ON activities (office);
CREATE INDEX ix_activities_order ON activities (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_activities_own ON activities (own);
CREATE INDEX ix_activities_studio ON activities (studio);
CREATE INDEX ix_activities_title ON activities (title);
CREATE TABLE alliance_members (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    alliance BLOB,
    studio BLOB,
    enterprise BLOB,
    person BLOB,
    role TEXT,
    since TEXT,
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
CREATE INDEX ix_alliance_members_alliance ON alliance_members (alliance);
CREATE INDEX ix_alliance_members_enterprise ON alliance_members (enterprise);
CREATE INDEX ix_alliance_members_order ON alliance_members (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_alliance_members_own ON alliance_members (own);
CREATE INDEX ix_alliance_members_person ON alliance_members (person);
CREATE INDEX ix_alliance_members_studio ON alliance_members (studio);
CREATE TABLE alliances (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    name TEXT,
    kind TEXT,
    leader BLOB,
    enterprise BLOB,
    office TEXT,
    chain TEXT,
    founded TEXT,
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
CREATE INDEX ix_alliances_enterprise ON alliances (enterprise);
CREATE INDEX ix_alliances_leader ON alliances (leader);
CREATE INDEX ix_alliances_name ON alliances (name);
CREATE INDEX ix_alliances_office ON alliances (office);
CREATE INDEX ix_alliances_order ON alliances (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_alliances_own ON alliances (own);
CREATE TABLE apprenticeships (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    number TEXT,
    master BLOB,
    apprentice BLOB,
    enterprise BLOB,
    trade TEXT,
    begins TEXT,
    ends TEXT,
    goals TEXT,
    "plan" TEXT,
    state TEXT,
    reason TEXT,
    outcome TEXT,
    office TEXT,
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
CREATE INDEX ix_apprenticeships_apprentice ON apprenticeships (apprentice);
CREATE INDEX ix_apprenticeships_begins ON apprenticeships (begins);
CREATE INDEX ix_apprenticeships_ends ON apprenticeships (ends);
CREATE INDEX ix_apprenticeships_enterprise ON apprenticeships (enterprise);
CREATE INDEX ix_apprenticeships_master ON apprenticeships (master);
CREATE INDEX ix_apprenticeships_office ON apprenticeships (office);
CREATE INDEX ix_apprenticeships_order ON apprenticeships (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_apprenticeships_own ON apprenticeships (own);
CREATE INDEX ix_apprenticeships_state ON apprenticeships (state);
CREATE TABLE assignments (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    need BLOB,
    team BLOB,
    person BLOB,
    assigned TEXT,
    expected TEXT,
    answer TEXT,
    answered TEXT,
    reason TEXT,
    rating TEXT,
    why TEXT,
    number TEXT,
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
CREATE INDEX ix_assignments_answer ON assignments (answer);
CREATE INDEX ix_assignments_assigned ON assignments (assigned);
CREATE INDEX ix_assignments_need ON assignments (need);
CREATE INDEX ix_assignments_order ON assignments (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_assignments_own ON assignments (own);
CREATE INDEX ix_assignments_person ON assignments (person);
CREATE INDEX ix_assignments_team ON assignments (team);
CREATE TABLE awards (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    achievement BLOB,
    name TEXT,
    level TEXT,
    year INTEGER,
    amount INTEGER,
    paid TEXT,
    document TEXT,
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
CREATE INDEX ix_awards_achievement ON awards (achievement);
CREATE INDEX ix_awards_order ON awards (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_awards_own ON awards (own);
CREATE TABLE funding_rules (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    year INTEGER,
    subject TEXT,
    amount INTEGER,
    document TEXT,
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
CREATE INDEX ix_funding_rules_order ON funding_rules (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_funding_rules_own ON funding_rules (own);
CREATE TABLE needs (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    title TEXT,
    enterprise BLOB,
    category TEXT,
    detail TEXT,
    trade TEXT,
    specialties TEXT,
    chain TEXT,
    urgency TEXT,
    source TEXT,
    raised TEXT,
    due TEXT,
    state TEXT,
    contact TEXT,
    phone TEXT,
    result TEXT,
    reason TEXT,
    benefit INTEGER,
    satisfaction TEXT,
    closed TEXT,
    platform TEXT,
    office TEXT,
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
CREATE INDEX ix_needs_closed ON needs (closed);
CREATE INDEX ix_needs_due ON needs (due);
CREATE INDEX ix_needs_enterprise ON needs (enterprise);
CREATE INDEX ix_needs_office ON needs (office);
CREATE INDEX ix_needs_order ON needs (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_needs_own ON needs (own);
CREATE INDEX ix_needs_raised ON needs (raised);
CREATE INDEX ix_needs_state ON needs (state);
CREATE INDEX ix_needs_title ON needs (title);
CREATE TABLE offers (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    title TEXT,
    kind TEXT,
    person BLOB,
    institution TEXT,
    specialties TEXT,
    chain TEXT,
    cooperation TEXT,
    summary TEXT,
    until TEXT,
    contact TEXT,
    phone TEXT,
    office TEXT,
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
CREATE INDEX ix_offers_office ON offers (office);
CREATE INDEX ix_offers_order ON offers (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_offers_own ON offers (own);
CREATE INDEX ix_offers_person ON offers (person);
CREATE INDEX ix_offers_title ON offers (title);
CREATE TABLE recommendations (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    achievement BLOB,
    channel TEXT,
    day TEXT,
    result TEXT,
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
CREATE INDEX ix_recommendations_achievement ON recommendations (achievement);
CREATE INDEX ix_recommendations_order ON recommendations (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_recommendations_own ON recommendations (own);
CREATE TABLE reviews (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    apprenticeship BLOB,
    due TEXT,
    held TEXT,
    result TEXT,
    comment TEXT,
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
CREATE INDEX ix_reviews_apprenticeship ON reviews (apprenticeship);
CREATE INDEX ix_reviews_due ON reviews (due);
CREATE INDEX ix_reviews_order ON reviews (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_reviews_own ON reviews (own);
CREATE TABLE studio_members (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    studio BLOB,
    person BLOB,
    role TEXT,
    since TEXT,
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
CREATE INDEX ix_studio_members_order ON studio_members (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_studio_members_own ON studio_members (own);
CREATE INDEX ix_studio_members_person ON studio_members (person);
CREATE INDEX ix_studio_members_studio ON studio_members (studio);
CREATE TABLE studios (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    name TEXT,
    level TEXT,
    leader BLOB,
    enterprise BLOB,
    office TEXT,
    chain TEXT,
    specialties TEXT,
    cooperation TEXT,
    year INTEGER,
    document TEXT,
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
CREATE INDEX ix_studios_enterprise ON studios (enterprise);
CREATE INDEX ix_studios_leader ON studios (leader);
CREATE INDEX ix_studios_name ON studios (name);
CREATE INDEX ix_studios_office ON studios (office);
CREATE INDEX ix_studios_order ON studios (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_studios_own ON studios (own);
CREATE TABLE targets (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    office TEXT,
    year INTEGER,
    measure TEXT,
    value INTEGER,
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
CREATE INDEX ix_targets_office ON targets (office);
CREATE INDEX ix_targets_order ON targets (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_targets_own ON targets (own);
CREATE TABLE visit_enterprises (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    visit BLOB,
    enterprise BLOB,
    workers INTEGER,
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
CREATE INDEX ix_visit_enterprises_enterprise ON visit_enterprises (enterprise);
CREATE INDEX ix_visit_enterprises_order ON visit_enterprises (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_visit_enterprises_own ON visit_enterprises (own);
CREATE INDEX ix_visit_enterprises_visit ON visit_enterprises (visit);
CREATE TABLE visit_files (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    visit BLOB,
    image TEXT,
    caption TEXT,
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
CREATE INDEX ix_visit_files_order ON visit_files (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_visit_files_own ON visit_files (own);
CREATE INDEX ix_visit_files_visit ON visit_files (visit);
CREATE TABLE visit_needs (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    visit BLOB,
    need BLOB,
    outcome TEXT,
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
CREATE INDEX ix_visit_needs_need ON visit_needs (need);
CREATE INDEX ix_visit_needs_order ON visit_needs (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_visit_needs_own ON visit_needs (own);
CREATE INDEX ix_visit_needs_visit ON visit_needs (visit);
CREATE TABLE visit_people (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    visit BLOB,
    person BLOB,
    role TEXT,
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
CREATE INDEX ix_visit_people_order ON visit_people (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_visit_people_own ON visit_people (own);
CREATE INDEX ix_visit_people_person ON visit_people (person);
CREATE INDEX ix_visit_people_visit ON visit_people (visit);
CREATE TABLE visits (
    n INTEGER NOT NULL,
    id BLOB NOT NULL,
    title TEXT,
    kind TEXT,
    day TEXT,
    team BLOB,
    place TEXT,
    mode TEXT,
    workers INTEGER,
    hours INTEGER,
    done TEXT,
    theme TEXT,
    solved INTEGER,
    skill TEXT,
    innovation TEXT,
    patents INTEGER,
    hazards INTEGER,
    fixed INTEGER,
    management TEXT,
    benefit INTEGER,
    satisfaction TEXT,
    chain TEXT,
    office TEXT,
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
CREATE INDEX ix_visits_day ON visits (day);
CREATE INDEX ix_visits_kind ON visits (kind);
CREATE INDEX ix_visits_office ON visits (office);
CREATE INDEX ix_visits_order ON visits (sort_key, n) WHERE deleted IS NULL;
CREATE INDEX ix_visits_own ON visits (own);
CREATE INDEX ix_visits_team ON visits (team);
CREATE INDEX ix_visits_title ON visits (title);
CREATE VIRTUAL TABLE studios_search USING fts5(tokens, content='', contentless_delete=1, detail=none, prefix='1 2 3 4', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Cn M*'");
CREATE VIRTUAL TABLE alliances_search USING fts5(tokens, content='', contentless_delete=1, detail=none, prefix='1 2 3 4', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Cn M*'");
CREATE VIRTUAL TABLE activities_search USING fts5(tokens, content='', contentless_delete=1, detail=none, prefix='1 2 3 4', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Cn M*'");
CREATE VIRTUAL TABLE needs_search USING fts5(tokens, content='', contentless_delete=1, detail=none, prefix='1 2 3 4', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Cn M*'");
CREATE VIRTUAL TABLE offers_search USING fts5(tokens, content='', contentless_delete=1, detail=none, prefix='1 2 3 4', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Cn M*'");
CREATE VIRTUAL TABLE assignments_search USING fts5(tokens, content='', contentless_delete=1, detail=none, prefix='1 2 3 4', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Cn M*'");
CREATE VIRTUAL TABLE visits_search USING fts5(tokens, content='', contentless_delete=1, detail=none, prefix='1 2 3 4', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Cn M*'");
CREATE VIRTUAL TABLE apprenticeships_search USING fts5(tokens, content='', contentless_delete=1, detail=none, prefix='1 2 3 4', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Cn M*'");
CREATE VIRTUAL TABLE achievements_search USING fts5(tokens, content='', contentless_delete=1, detail=none, prefix='1 2 3 4', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Cn M*'");
