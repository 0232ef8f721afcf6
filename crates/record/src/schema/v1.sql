-- Version 1 of a record. docs/record-store.md says what each table holds; a test compares the two.

-- One report as the world knows it: by its address, or by the id of the input where it has none.
CREATE TABLE document (
  id       INTEGER PRIMARY KEY,
  key      TEXT NOT NULL UNIQUE
) STRICT;

-- One text of a document. A corrected report is a new version of it; the newest is the current one.
CREATE TABLE report (
  id         INTEGER PRIMARY KEY,
  document   INTEGER NOT NULL REFERENCES document (id),
  version    INTEGER NOT NULL,
  current    INTEGER NOT NULL CHECK (current IN (0, 1)),
  hash       TEXT NOT NULL,
  name       TEXT NOT NULL,
  title      TEXT,
  outlet     TEXT,
  url        TEXT,
  published  TEXT,
  byline     TEXT,
  dateline   TEXT,
  text       TEXT,
  blocks     TEXT,
  story      INTEGER NOT NULL,
  added      TEXT NOT NULL,
  UNIQUE (document, version),
  UNIQUE (document, hash)
) STRICT;
CREATE INDEX report_story ON report (story);
CREATE INDEX report_published ON report (published) WHERE current = 1;

-- Sketch of a report's words, by which reports with nearly the same text find one another.
CREATE TABLE report_band (
  band     INTEGER NOT NULL,
  report   INTEGER NOT NULL REFERENCES report (id),
  PRIMARY KEY (band, report)
) STRICT, WITHOUT ROWID;

-- What made records: codebook, lexicon and reader.
CREATE TABLE maker (
  id        INTEGER PRIMARY KEY,
  codebook  TEXT NOT NULL,
  lexicon   TEXT NOT NULL,
  model     TEXT NOT NULL,
  UNIQUE (codebook, lexicon, model)
) STRICT;

-- One coding of a report. Coding it again adds one; only the claims of the current one count.
CREATE TABLE coding (
  id       INTEGER PRIMARY KEY,
  report   INTEGER NOT NULL REFERENCES report (id),
  maker    INTEGER NOT NULL REFERENCES maker (id),
  current  INTEGER NOT NULL CHECK (current IN (0, 1)),
  coded    TEXT NOT NULL
) STRICT;
CREATE INDEX coding_report ON coding (report);

-- Sentences that say something: each stands here once, however many claims it makes.
CREATE TABLE sentence (
  id      INTEGER PRIMARY KEY,
  report  INTEGER NOT NULL REFERENCES report (id),
  number  INTEGER NOT NULL,
  start   INTEGER NOT NULL,
  "end"   INTEGER NOT NULL,
  text    TEXT NOT NULL,
  UNIQUE (report, number, start, "end")
) STRICT;

-- One event record of one coding of one report. It never changes.
CREATE TABLE claim (
  id             INTEGER PRIMARY KEY,
  key            TEXT NOT NULL,
  coding         INTEGER NOT NULL REFERENCES coding (id),
  sentence       INTEGER NOT NULL REFERENCES sentence (id),
  date           TEXT,
  enddate        TEXT,
  date_basis     TEXT NOT NULL,
  actor          TEXT NOT NULL,
  recipient      TEXT NOT NULL,
  event          TEXT NOT NULL,
  mode           TEXT,
  context        TEXT NOT NULL,
  quad_code      INTEGER NOT NULL,
  event_scale    REAL NOT NULL,
  cameo          TEXT,
  status         TEXT NOT NULL,
  historical     INTEGER NOT NULL CHECK (historical IN (0, 1)),
  measure        TEXT,
  quantity       TEXT NOT NULL,
  place          TEXT,
  said_by        TEXT NOT NULL,
  answers        TEXT NOT NULL,
  trigger        TEXT,
  trigger_start  INTEGER,
  trigger_end    INTEGER,
  confidence     REAL NOT NULL,
  UNIQUE (coding, key)
) STRICT;
CREATE INDEX claim_key ON claim (key);
CREATE INDEX claim_sentence ON claim (sentence);
CREATE INDEX claim_answers ON claim (measure, id) WHERE answers <> '[]';

-- A count of staff, or the state of a post, that a report states without an act.
CREATE TABLE presence (
  id          INTEGER PRIMARY KEY,
  key         TEXT NOT NULL,
  coding      INTEGER NOT NULL REFERENCES coding (id),
  sentence    INTEGER NOT NULL REFERENCES sentence (id),
  sender      TEXT,
  host        TEXT,
  post        TEXT,
  state       TEXT,
  staff       TEXT,
  date        TEXT,
  enddate     TEXT,
  date_basis  TEXT NOT NULL,
  UNIQUE (coding, key)
) STRICT;
CREATE INDEX presence_pair ON presence (sender, host);
CREATE INDEX presence_sentence ON presence (sentence);

-- What could not be coded in a report.
CREATE TABLE problem (
  id       INTEGER PRIMARY KEY,
  coding   INTEGER NOT NULL REFERENCES coding (id),
  kind     TEXT NOT NULL,
  source   TEXT NOT NULL,
  line     INTEGER,
  message  TEXT NOT NULL
) STRICT;
CREATE INDEX problem_coding ON problem (coding);

-- Events: the claims that speak of one act, and what they say on balance.
CREATE TABLE event (
  id              INTEGER PRIMARY KEY,
  key             TEXT NOT NULL UNIQUE,
  first_claim     TEXT NOT NULL,
  date            TEXT,
  enddate         TEXT,
  date_basis      TEXT NOT NULL,
  actor           TEXT NOT NULL,
  recipient       TEXT NOT NULL,
  event           TEXT NOT NULL,
  mode            TEXT,
  context         TEXT NOT NULL,
  quad_code       INTEGER NOT NULL,
  event_scale     REAL NOT NULL,
  cameo           TEXT,
  status          TEXT NOT NULL,
  historical      INTEGER NOT NULL CHECK (historical IN (0, 1)),
  measure         TEXT,
  quantity        TEXT NOT NULL,
  low             INTEGER,
  high            INTEGER,
  place           TEXT,
  place_country   TEXT,
  lat             REAL,
  lon             REAL,
  confidence      REAL NOT NULL,
  claims          INTEGER NOT NULL,
  sources         INTEGER NOT NULL,
  independent     INTEGER NOT NULL,
  first_reported  TEXT,
  last_reported   TEXT,
  shares          TEXT NOT NULL,
  disputed        TEXT NOT NULL,
  revision        INTEGER NOT NULL
) STRICT;
CREATE INDEX event_date ON event (date, id);
CREATE INDEX event_type ON event (event, date, id);
CREATE INDEX event_measure ON event (measure, date, id) WHERE measure IS NOT NULL;
CREATE INDEX event_place ON event (place_country, date, id) WHERE place_country IS NOT NULL;
CREATE INDEX event_revision ON event (revision);

-- Which event a current claim belongs to, and the earlier claim that brought it there.
CREATE TABLE membership (
  claim   INTEGER PRIMARY KEY REFERENCES claim (id),
  event   INTEGER NOT NULL REFERENCES event (id),
  root    INTEGER NOT NULL REFERENCES claim (id),
  parent  INTEGER REFERENCES claim (id),
  score   REAL
) STRICT;
CREATE INDEX membership_event ON membership (event);
CREATE INDEX membership_root ON membership (root);
CREATE INDEX membership_parent ON membership (parent) WHERE parent IS NOT NULL;

-- Keys under which claims look for others that may tell of the same act.
CREATE TABLE merge_key (
  key    INTEGER NOT NULL,
  day    INTEGER NOT NULL,
  claim  INTEGER NOT NULL REFERENCES claim (id),
  PRIMARY KEY (key, day, claim)
) STRICT, WITHOUT ROWID;

-- What a person decided about merging; merging again respects it.
CREATE TABLE decision (
  id      INTEGER PRIMARY KEY,
  kind    TEXT NOT NULL CHECK (kind IN ('join', 'split')),
  claim   TEXT NOT NULL,
  other   TEXT,
  reason  TEXT,
  made    TEXT NOT NULL,
  UNIQUE (kind, claim, other)
) STRICT;

-- Parties and pairs of parties of events, for finding them by date.
CREATE TABLE event_party (
  country  TEXT NOT NULL,
  side     TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
  date     TEXT NOT NULL,
  event    INTEGER NOT NULL REFERENCES event (id),
  PRIMARY KEY (country, side, date, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_party_event ON event_party (event);
CREATE TABLE event_dyad (
  actor      TEXT NOT NULL,
  recipient  TEXT NOT NULL,
  date       TEXT NOT NULL,
  event      INTEGER NOT NULL REFERENCES event (id),
  PRIMARY KEY (actor, recipient, date, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_dyad_event ON event_dyad (event);

-- Events that are no more: their claims now belong to others. Their ids lead to where their first claim is.
CREATE TABLE event_gone (
  key       TEXT PRIMARY KEY,
  claim     TEXT NOT NULL,
  revision  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Counters, kept with every change and checked by `chancery check`.
CREATE TABLE counter (
  name   TEXT PRIMARY KEY,
  value  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO counter VALUES ('documents', 0), ('reports', 0), ('claims', 0), ('presence', 0), ('events', 0), ('revision', 0);

-- Text search over sentences and titles; the words stand in the tables above.
CREATE VIRTUAL TABLE sentence_text USING fts5 (text, content = 'sentence', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE report_title USING fts5 (title, content = 'report', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2");
