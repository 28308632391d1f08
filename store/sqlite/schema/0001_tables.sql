-- What is kept. Times are epoch milliseconds (UTC); days are the shop's business days, in whole days since
-- 1970-01-01. People read the views of 0002_views.sql.

CREATE TABLE meta (
    -- One row.
    one INTEGER PRIMARY KEY CHECK (one = 1),
    uid TEXT NOT NULL,
    epoch TEXT NOT NULL,            -- drawn anew when a copy is restored
    demo INTEGER NOT NULL CHECK (demo IN (0, 1)),
    created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE kiosk (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
    label TEXT NOT NULL UNIQUE,
    shop TEXT NOT NULL DEFAULT '',
    seen_ms INTEGER NOT NULL DEFAULT 0, -- the newest moment it was at work, as of its last heartbeat
    answered_ms INTEGER                 -- its newest answer, as of then
) STRICT;

CREATE TABLE survey (
    -- One row a version.
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    version TEXT NOT NULL,          -- the hash of the parsed content
    source TEXT NOT NULL,           -- the file's text
    first_ms INTEGER NOT NULL,      -- when this store first met it
    UNIQUE (name, version)
) STRICT;

CREATE TABLE question (
    -- One row for what may be added up: across versions and wordings, never across scales or directions.
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- no number twice: who watches, and the log, know it by that
    survey TEXT NOT NULL,           -- the survey's name
    name TEXT NOT NULL,             -- the question's id in the survey
    kind TEXT NOT NULL,
    metric TEXT NOT NULL,           -- '' where there is no scale
    points INTEGER NOT NULL,        -- 0 where there is no scale
    low_is_good INTEGER NOT NULL,
    position INTEGER NOT NULL,      -- in the newest version
    parent TEXT,                    -- a follow-up's: the name of the question it follows
    wording TEXT NOT NULL,          -- the newest: JSON {"text": {language: words}, "options": [[id, {...}], ...]}
    UNIQUE (survey, name, kind, metric, points, low_is_good)
) STRICT;

CREATE TABLE survey_question (
    survey INTEGER NOT NULL REFERENCES survey (id),
    question INTEGER NOT NULL REFERENCES question (id),
    parent INTEGER REFERENCES question (id),
    PRIMARY KEY (survey, question)
) STRICT, WITHOUT ROWID;

CREATE TABLE response (
    -- The key begins with the business day (day * 2^24 + a number within it), so that the responses of a
    -- period are one range of keys, with no index to keep.
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL,      -- store-wide; every write to the response takes the next one
    survey INTEGER NOT NULL REFERENCES survey (id),
    kiosk INTEGER NOT NULL REFERENCES kiosk (id),
    touchpoint TEXT NOT NULL,
    agent TEXT,
    language TEXT NOT NULL,
    channel TEXT NOT NULL,
    reference TEXT,                 -- of a call, an order...
    status TEXT NOT NULL CHECK (status IN
        ('open', 'complete', 'partial', 'skipped', 'timed_out', 'refused', 'no_time', 'dropped')),
    started_ms INTEGER NOT NULL,
    ended_ms INTEGER,
    utc_offset_min INTEGER NOT NULL,
    hour INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23),
    clock_suspect INTEGER NOT NULL CHECK (clock_suspect IN (0, 1)),
    reward TEXT,
    erased INTEGER NOT NULL DEFAULT 0 CHECK (erased IN (0, 1)),
    counted INTEGER NOT NULL CHECK (counted IN (0, 1)),  -- no exclusion stands
    import INTEGER,                 -- the number of the import that brought it here; NULL: none did
    day INTEGER GENERATED ALWAYS AS (id >> 24) VIRTUAL
) STRICT;

CREATE UNIQUE INDEX response_revision ON response (revision);
CREATE INDEX response_open ON response (kiosk) WHERE status = 'open';
CREATE INDEX response_reference ON response (reference) WHERE reference IS NOT NULL;
CREATE INDEX response_reward ON response (reward) WHERE reward IS NOT NULL;  -- each code is given once
CREATE INDEX response_rewarded ON response (ended_ms) WHERE reward IS NOT NULL;

CREATE TABLE answer (
    response INTEGER NOT NULL REFERENCES response (id) ON UPDATE CASCADE,
    question INTEGER NOT NULL REFERENCES question (id),
    outcome INTEGER NOT NULL CHECK (outcome BETWEEN 0 AND 2),  -- 0 answered, 1 skipped, 2 timed out
    score INTEGER,
    shown_ms INTEGER NOT NULL,      -- since the response's start
    ended_ms INTEGER NOT NULL,      -- since the response's start
    PRIMARY KEY (response, question)
) STRICT, WITHOUT ROWID;

CREATE TABLE answer_choice (
    response INTEGER NOT NULL,
    question INTEGER NOT NULL,
    place INTEGER NOT NULL,         -- in the order chosen
    option TEXT NOT NULL,
    PRIMARY KEY (response, question, place),
    FOREIGN KEY (response, question) REFERENCES answer ON UPDATE CASCADE ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE written (
    -- What people wrote: the text of an answer, newest at the end, and the only place it is kept.
    day INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    response INTEGER NOT NULL,
    question INTEGER NOT NULL,
    text TEXT,
    consent INTEGER CHECK (consent IN (0, 1)),
    PRIMARY KEY (day, at_ms, response, question)
) STRICT, WITHOUT ROWID;

CREATE INDEX written_agreed ON written (day) WHERE consent = 1;  -- who may be called back

CREATE TABLE exclusion (
    -- Why a response is left out of the scores; it counts again when every one of its rows is lifted.
    response INTEGER NOT NULL REFERENCES response (id) ON UPDATE CASCADE,
    rule TEXT NOT NULL,
    by TEXT NOT NULL,               -- '' for the rule itself
    at_ms INTEGER NOT NULL,
    why TEXT NOT NULL,
    lifted_by TEXT,
    lifted_ms INTEGER,
    lifted_why TEXT,
    PRIMARY KEY (response, rule)
) STRICT, WITHOUT ROWID;

CREATE TABLE tally (
    -- A histogram: dimension 0 hour, 1 touchpoint, 2 agent, 3 kiosk, 4 language. Every response has one language,
    -- so the languages together are the total. Question 0 is the visit itself: shown is how many started, c0 to c7
    -- how many are open, complete, partial, skipped, timed out, refused, no time, dropped. It stands here, and not
    -- in a table of its own, because a tap that touches one page less is a tenth faster.
    day INTEGER NOT NULL,
    dimension INTEGER NOT NULL,
    key TEXT NOT NULL,
    question INTEGER NOT NULL,
    channel TEXT NOT NULL,
    counted INTEGER NOT NULL,
    c0 INTEGER NOT NULL DEFAULT 0,
    c1 INTEGER NOT NULL DEFAULT 0,
    c2 INTEGER NOT NULL DEFAULT 0,
    c3 INTEGER NOT NULL DEFAULT 0,
    c4 INTEGER NOT NULL DEFAULT 0,
    c5 INTEGER NOT NULL DEFAULT 0,
    c6 INTEGER NOT NULL DEFAULT 0,
    c7 INTEGER NOT NULL DEFAULT 0,
    c8 INTEGER NOT NULL DEFAULT 0,
    c9 INTEGER NOT NULL DEFAULT 0,
    c10 INTEGER NOT NULL DEFAULT 0,
    shown INTEGER NOT NULL DEFAULT 0,
    skipped INTEGER NOT NULL DEFAULT 0,
    timed_out INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (day, dimension, key, question, channel, counted)
) STRICT, WITHOUT ROWID;

CREATE TABLE choice_tally (
    -- How often an option was chosen, by where the parent's score stood; option '' is how many were asked.
    day INTEGER NOT NULL,
    dimension INTEGER NOT NULL,
    key TEXT NOT NULL,
    question INTEGER NOT NULL,
    channel TEXT NOT NULL,
    counted INTEGER NOT NULL,
    option TEXT NOT NULL,
    low INTEGER NOT NULL DEFAULT 0,
    middle INTEGER NOT NULL DEFAULT 0,
    high INTEGER NOT NULL DEFAULT 0,
    none INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (day, dimension, key, question, channel, counted, option)
) STRICT, WITHOUT ROWID;

CREATE TABLE change (
    -- The audit log: who did what, when, why. Never text or contact of a customer.
    id INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    by TEXT NOT NULL,
    what TEXT NOT NULL,             -- 'void', 'lift', 'erase', 'target'...
    subject TEXT NOT NULL,          -- the response's uid, the question's number...
    why TEXT NOT NULL
) STRICT;

CREATE INDEX change_time ON change (at_ms);  -- what another store's log tells was done before

CREATE TABLE kiosk_state (
    kiosk INTEGER PRIMARY KEY REFERENCES kiosk (id),
    state TEXT NOT NULL,            -- 'asking', 'paused', 'closed'
    beat_ms INTEGER NOT NULL,
    problem TEXT
) STRICT;

CREATE TABLE attempt (
    -- Tries at the operator's PIN, by the wall clock and by the clock that nobody can set.
    kiosk TEXT NOT NULL,
    at INTEGER NOT NULL,
    boot TEXT NOT NULL,
    boot_ms INTEGER NOT NULL,
    ok INTEGER NOT NULL CHECK (ok IN (0, 1)),
    clears INTEGER NOT NULL CHECK (clears IN (0, 1))  -- a right one that wipes out the wrong ones before
) STRICT;

CREATE INDEX attempt_kiosk ON attempt (kiosk, at);

CREATE TABLE target (
    question INTEGER PRIMARY KEY REFERENCES question (id),
    value REAL,                     -- in the score's own unit; NULL: it was taken away
    at_ms INTEGER NOT NULL          -- of two stores, the newer one holds
) STRICT;

CREATE TABLE note (
    -- What somebody wrote about a day, shown on the trend: a second till opened, a road closed.
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),  -- of a copy that meets this store again
    day INTEGER NOT NULL,
    text TEXT NOT NULL,
    by TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))  -- kept without its text: a copy has it yet
) STRICT;

CREATE INDEX note_day ON note (day);

CREATE TABLE alert (
    -- What somebody should know at once. It stands until a person acknowledges it.
    id INTEGER PRIMARY KEY,
    natural_key TEXT NOT NULL UNIQUE,   -- of the same event in every process, so that two raise one
    rule TEXT NOT NULL,
    subject TEXT NOT NULL,              -- the question's number, or the kiosk's label
    day INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    facts TEXT NOT NULL,                -- JSON: what the rule saw
    told TEXT NOT NULL DEFAULT '',      -- what came of the shop's own command: 'ok', a failure, '' for none
    acknowledged_by TEXT,
    acknowledged_ms INTEGER
) STRICT;

CREATE INDEX alert_open ON alert (at_ms) WHERE acknowledged_ms IS NULL;

CREATE TABLE call_back (
    -- Who asked to be called and has been; the contact itself stands with the response.
    response TEXT PRIMARY KEY,          -- its uid
    by TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    remark TEXT NOT NULL,               -- what came of it; erased with the response
    called INTEGER NOT NULL CHECK (called IN (0, 1))  -- 0: the mark was taken away again
) STRICT;

CREATE TABLE imported (
    -- Files of answers that were given elsewhere, and how far each has come: one that was stopped goes on there.
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- marks its responses; people note it, so no number twice
    digest TEXT NOT NULL UNIQUE,    -- of the file and of how it is read
    file TEXT NOT NULL,             -- its name
    survey TEXT NOT NULL,
    version TEXT NOT NULL,          -- of the survey, as the mapping makes it
    channel TEXT NOT NULL,
    columns TEXT NOT NULL,          -- its headings: JSON
    begun_ms INTEGER NOT NULL,
    ended_ms INTEGER,               -- NULL until all of it was looked at
    rows INTEGER NOT NULL DEFAULT 0,        -- that were dealt with
    added INTEGER NOT NULL DEFAULT 0,       -- responses
    changed INTEGER NOT NULL DEFAULT 0,     -- that were known and have other answers now
    known INTEGER NOT NULL DEFAULT 0,
    rejected INTEGER NOT NULL DEFAULT 0,    -- rows
    leaving INTEGER NOT NULL DEFAULT 0 CHECK (leaving IN (0, 1))  -- it is being taken back
) STRICT;

CREATE TABLE remembered (
    -- What holds though no response here tells it. 'reward': the name is a code that is somebody's, of a store
    -- that this one has replaced. 'erased': the name is the uid of a response that was erased, and then went
    -- with an import that was taken back; should it come again, it comes erased.
    what TEXT NOT NULL CHECK (what IN ('reward', 'erased')),
    name TEXT NOT NULL,
    PRIMARY KEY (what, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE merged (
    -- Other kiosks' stores, and up to which revision of each all of it is here. Stores that were copied from
    -- one another have one name, and a row each: only one of them has that response at that revision.
    store TEXT NOT NULL,            -- its uid
    epoch TEXT NOT NULL,
    last TEXT NOT NULL,             -- the uid of the response that took the revision
    revision INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (store, epoch, last)
) STRICT, WITHOUT ROWID;
