-- What is to be brought where, and what is known of the other side: local, as machines differ in
-- what they may send. A rebuild copies both over.

CREATE TABLE outbox (
  row         INTEGER PRIMARY KEY,             -- the order of queueing
  id          BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
  article     BLOB    NOT NULL CHECK (length(article) = 16),
  destination TEXT    NOT NULL CHECK (length(destination) BETWEEN 1 AND 32),
  op          TEXT    NOT NULL CHECK (op IN ('publish', 'correct', 'withdraw')),
  revision    BLOB    NOT NULL CHECK (length(revision) = 32),
  standing    TEXT    NOT NULL CHECK (standing IN ('queued', 'looking', 'sending', 'unknown',
                'waiting', 'conflict', 'refused', 'published', 'visible', 'differs', 'cancelled')),
  -- 1: nobody clears it any more. It is looked for, and never sent again.
  void        INTEGER NOT NULL CHECK (void IN (0, 1)),
  attempts    INTEGER NOT NULL CHECK (attempts >= 0),
  looks       INTEGER NOT NULL CHECK (looks >= 0),
  queued_ms   INTEGER NOT NULL,
  -- Not sent before this, whatever anybody wishes: approval, schedule, embargo.
  earliest_ms INTEGER NOT NULL,
  -- When something is to be done next; NULL where nothing happens by itself.
  due_ms      INTEGER,
  -- 0 a withdrawal, 1 a text, 2 a later look: what protects the public goes first.
  rank        INTEGER NOT NULL CHECK (rank BETWEEN 0 AND 2),
  -- Did the destination perhaps have the article before the attempt that is under way?
  had         INTEGER NOT NULL CHECK (had BETWEEN 0 AND 2),
  trouble     TEXT             CHECK (json_valid(trouble)),
  -- What stood there instead, where that is a conflict.
  theirs      TEXT,
  -- What is sent: fixed before the first byte goes out, the same in every attempt; zstd.
  frozen      BLOB,
  exchange    TEXT    NOT NULL CHECK (json_valid(exchange))
) STRICT;

-- The next one is found in one step, however many were done before it.
CREATE INDEX outbox_due ON outbox (rank, due_ms, row) WHERE due_ms IS NOT NULL;
CREATE INDEX outbox_due_there ON outbox (destination, rank, due_ms, row) WHERE due_ms IS NOT NULL;
CREATE INDEX outbox_of_article ON outbox (article, destination, row);
CREATE INDEX outbox_standing ON outbox (standing, row);
-- One at a time: what is newer overtakes what is older.
CREATE UNIQUE INDEX outbox_live ON outbox (article, destination) WHERE standing IN
  ('queued', 'looking', 'sending', 'unknown', 'waiting', 'conflict', 'refused');

CREATE TABLE remote (
  article     BLOB    NOT NULL CHECK (length(article) = 16),
  destination TEXT    NOT NULL CHECK (length(destination) BETWEEN 1 AND 32),
  -- Has the destination the article? 0 no, 1 perhaps, 2 yes.
  has         INTEGER NOT NULL CHECK (has BETWEEN 0 AND 2),
  remote      TEXT    NOT NULL CHECK (json_valid(remote)),
  PRIMARY KEY (article, destination)
) STRICT, WITHOUT ROWID;
