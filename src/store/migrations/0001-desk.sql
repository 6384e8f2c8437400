-- The first shape of a desk. A shipped migration never changes: mend it with the next number.

-- ── The ledger: the truth. Everything below "Projections" can be made again from it. ──────────

-- Immutable, append-only. An ordinary rowid table: WITHOUT ROWID doubled the file when tried.
-- All columns but `id` and `signature` are copies of what the signed header says, for queries;
-- `redaksi audit verify` compares them with it.
CREATE TABLE record (
  id        INTEGER PRIMARY KEY,
  writer    BLOB    NOT NULL CHECK (length(writer) = 32),
  seq       INTEGER NOT NULL CHECK (seq >= 1),
  digest    BLOB    NOT NULL UNIQUE CHECK (length(digest) = 32),
  kind      TEXT    NOT NULL CHECK (length(kind) BETWEEN 1 AND 64),
  article   BLOB             CHECK (length(article) = 16),
  lamport   INTEGER NOT NULL CHECK (lamport >= 1),
  at_ms     INTEGER NOT NULL,
  -- 64 KiB is far above the longest header: a record holds digests, never a text.
  header    TEXT    NOT NULL CHECK (length(header) BETWEEN 2 AND 65536),
  signature BLOB    NOT NULL CHECK (length(signature) = 64),
  -- A writer's chain has no gap and no fork; the law of gaps needs more than one row, so
  -- `audit verify` keeps it.
  UNIQUE (writer, seq)
) STRICT;

-- The one order that all desks agree on.
CREATE INDEX record_order ON record (lamport, writer);
-- The history of one article.
CREATE INDEX record_of_article ON record (article, lamport, writer) WHERE article IS NOT NULL;
-- The office's own records are few and wanted before every write.
CREATE INDEX record_of_office ON record (lamport, writer) WHERE article IS NULL;

CREATE TRIGGER record_is_never_changed BEFORE UPDATE ON record
BEGIN SELECT RAISE(ABORT, 'a record is never changed'); END;
-- With recursive_triggers=ON this also stops INSERT OR REPLACE, which deletes first.
CREATE TRIGGER record_is_never_deleted BEFORE DELETE ON record
BEGIN SELECT RAISE(ABORT, 'a record is never deleted'); END;

-- What records speak of by digest: manuscripts and notes, each stored once.
CREATE TABLE content (
  id     INTEGER PRIMARY KEY,
  digest BLOB    NOT NULL UNIQUE CHECK (length(digest) = 32),
  -- Bytes before packing; the digest is over those.
  len    INTEGER NOT NULL CHECK (len BETWEEN 0 AND 67108864),
  -- 'plain', 'zstd', or 'delta': zstd with the bytes of `base` as its dictionary.
  enc    TEXT    NOT NULL CHECK (enc IN ('plain', 'zstd', 'delta')),
  base   BLOB             CHECK (length(base) = 32),
  -- Deltas on the way to a whole text: bounded, so that reading is.
  depth  INTEGER NOT NULL CHECK (depth BETWEEN 0 AND 15),
  -- NULL once it was erased by law; the chain of digests still verifies.
  data   BLOB,
  CHECK ((enc = 'delta') = (base IS NOT NULL)),
  CHECK ((enc = 'delta') = (depth > 0))
) STRICT;

CREATE INDEX content_by_base ON content (base) WHERE base IS NOT NULL;

-- ── Projections: made from the ledger, and proved equal to it by `redaksi doctor --rebuild`. ──

CREATE TABLE setting (
  key   TEXT PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 64),
  value TEXT NOT NULL
) STRICT;

CREATE TABLE person (
  row       INTEGER PRIMARY KEY,
  id        BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
  name      TEXT    NOT NULL,
  full_name TEXT,
  roles     TEXT    NOT NULL,               -- words with commas between, sorted
  revoked   INTEGER NOT NULL CHECK (revoked IN (0, 1))
) STRICT;

-- Names are how people act (`--as`): one name, one person, but a revoked one gives it free.
CREATE UNIQUE INDEX person_by_name ON person (name) WHERE revoked = 0;

CREATE TABLE writer (
  key     BLOB    PRIMARY KEY CHECK (length(key) = 32),
  person  INTEGER REFERENCES person (row),  -- NULL: the desk's own service
  until   INTEGER,                          -- the last record that counts; NULL: still in use
  revoked INTEGER NOT NULL CHECK (revoked IN (0, 1)),
  replaced INTEGER NOT NULL CHECK (replaced IN (0, 1))
) STRICT;

-- One narrow row an article: what lists show. Its row number is the order of creation.
CREATE TABLE article (
  row          INTEGER PRIMARY KEY,
  id           BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
  short        TEXT    NOT NULL CHECK (length(short) = 8),
  slug         TEXT    NOT NULL,
  headline     TEXT    NOT NULL,
  section      TEXT    NOT NULL,
  stage        TEXT    NOT NULL
               CHECK (stage IN ('draft', 'submitted', 'approved', 'scheduled', 'published', 'withdrawn')),
  -- 1 sent back, 2 a correction is in work, 4 a text is public
  flags        INTEGER NOT NULL CHECK (flags BETWEEN 0 AND 7),
  author       INTEGER NOT NULL REFERENCES person (row),
  -- person rows with commas around each, such as ',1,3,': who wrote since the last approval
  contributors TEXT    NOT NULL,
  created_ms   INTEGER NOT NULL,
  updated_ms   INTEGER NOT NULL,
  -- The clock value of the newest record: the order of change, which no wrong clock disturbs.
  touched      INTEGER NOT NULL,
  -- The greatest integer stands for "no due date", so that one index serves the whole order.
  due_ms       INTEGER NOT NULL DEFAULT 9223372036854775807,
  words        INTEGER NOT NULL,
  number       INTEGER NOT NULL CHECK (number >= 1),
  -- A cache of the copy desk's counts for the newest revision, by version of the rules: local,
  -- no part of the ledger.
  rules        INTEGER,
  errors       INTEGER,
  warnings     INTEGER,
  suggestions  INTEGER
) STRICT;

CREATE INDEX article_by_short ON article (short);
-- Not UNIQUE: a slug that somebody chose may meet one that a headline gives later, which must not
-- make saving fail. An address is held to be free when it is chosen and when pages are written.
CREATE INDEX article_by_slug ON article (slug);
-- Covering indexes: a page of a list is read from one of them alone, by key, at any depth.
CREATE INDEX list_updated ON article (
  touched, row, id, short, headline, section, stage, flags, author, contributors, created_ms,
  updated_ms, due_ms, words, number, rules, errors, warnings, suggestions
);
CREATE INDEX list_updated_stage ON article (
  stage, touched, row, id, short, headline, section, flags, author, contributors, created_ms,
  updated_ms, due_ms, words, number, rules, errors, warnings, suggestions
);
CREATE INDEX list_updated_author ON article (
  author, touched, row, id, short, headline, section, stage, flags, contributors, created_ms,
  updated_ms, due_ms, words, number, rules, errors, warnings, suggestions
);
CREATE INDEX list_updated_section ON article (
  section, touched, row, id, short, headline, stage, flags, author, contributors, created_ms,
  updated_ms, due_ms, words, number, rules, errors, warnings, suggestions
);
CREATE INDEX list_created_stage ON article (
  stage, row, id, short, headline, section, flags, author, contributors, created_ms, updated_ms,
  touched, due_ms, words, number, rules, errors, warnings, suggestions
);
CREATE INDEX list_created_author ON article (
  author, row, id, short, headline, section, stage, flags, contributors, created_ms, updated_ms,
  touched, due_ms, words, number, rules, errors, warnings, suggestions
);
CREATE INDEX list_created_section ON article (
  section, row, id, short, headline, stage, flags, author, contributors, created_ms, updated_ms,
  touched, due_ms, words, number, rules, errors, warnings, suggestions
);
CREATE INDEX list_due ON article (
  due_ms, row, id, short, headline, section, stage, flags, author, contributors, created_ms,
  updated_ms, touched, words, number, rules, errors, warnings, suggestions
);
CREATE INDEX list_due_stage ON article (
  stage, due_ms, row, id, short, headline, section, flags, author, contributors, created_ms,
  updated_ms, touched, words, number, rules, errors, warnings, suggestions
);
CREATE INDEX list_due_author ON article (
  author, due_ms, row, id, short, headline, section, stage, flags, contributors, created_ms,
  updated_ms, touched, words, number, rules, errors, warnings, suggestions
);
CREATE INDEX list_due_section ON article (
  section, due_ms, row, id, short, headline, stage, flags, author, contributors, created_ms,
  updated_ms, touched, words, number, rules, errors, warnings, suggestions
);
CREATE INDEX list_headline ON article (
  headline COLLATE NOCASE, row, headline, id, short, section, stage, flags, author,
  contributors, created_ms, updated_ms, touched, due_ms, words, number, rules, errors, warnings,
  suggestions
);

-- The whole state, as the law made it. Apart from `article`, so that lists stay narrow.
CREATE TABLE article_state (
  article INTEGER PRIMARY KEY REFERENCES article (row),
  state   TEXT NOT NULL CHECK (json_valid(state))
) STRICT;

-- Records of an article that no other follows: the parents of the next one.
CREATE TABLE article_end (
  article BLOB NOT NULL CHECK (length(article) = 16),
  digest  BLOB NOT NULL CHECK (length(digest) = 32),
  PRIMARY KEY (article, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE revision (
  record       BLOB    PRIMARY KEY CHECK (length(record) = 32),
  article      INTEGER NOT NULL REFERENCES article (row),
  number       INTEGER NOT NULL CHECK (number >= 1),
  content      BLOB    NOT NULL CHECK (length(content) = 32),
  author       INTEGER REFERENCES person (row),
  at_ms        INTEGER NOT NULL,
  base         BLOB    NOT NULL CHECK (length(base) % 32 = 0),  -- digests, one after the other
  contributors TEXT    NOT NULL,
  words        INTEGER NOT NULL,
  approved     INTEGER NOT NULL CHECK (approved IN (0, 1)),
  head         INTEGER NOT NULL CHECK (head IN (0, 1))
) STRICT;

CREATE INDEX revision_of_article ON revision (article, number);
CREATE INDEX revision_head ON revision (article) WHERE head = 1;

-- Plain text of the newest revision; search stands on it.
CREATE TABLE article_text (
  article  INTEGER PRIMARY KEY REFERENCES article (row),
  headline TEXT NOT NULL,
  body     TEXT NOT NULL,
  names    TEXT NOT NULL,
  tags     TEXT NOT NULL
) STRICT;

-- Prefix indexes for one to three letters keep search-as-you-type flat from the first letter on;
-- longer prefixes are narrow enough without.
CREATE VIRTUAL TABLE word USING fts5 (
  headline, body, names, tags,
  content = 'article_text', content_rowid = 'article',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
-- Which words there are: the forms of an Indonesian stem are looked up here.
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (word, row);

CREATE TABLE stage_count (
  stage TEXT PRIMARY KEY,
  n     INTEGER NOT NULL CHECK (n >= 0)
) STRICT;

-- ── Local: true of this desk alone; a rebuild copies them over. ───────────────────────────────

CREATE TABLE local (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- Files that were imported before, by the digest of their bytes.
CREATE TABLE import_seen (
  file    BLOB PRIMARY KEY CHECK (length(file) = 32),
  article BLOB NOT NULL CHECK (length(article) = 16),
  at_ms   INTEGER NOT NULL
) STRICT;

-- Who does the work that is due: a name can be held once, and not for ever.
CREATE TABLE lease (
  name     TEXT PRIMARY KEY,
  holder   TEXT NOT NULL,
  until_ms INTEGER NOT NULL
) STRICT;
