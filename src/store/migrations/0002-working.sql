-- Texts that are being written and are no revision yet: local, one an article and person. The base
-- is the revision that the text grew from; the text is a manuscript in its canonical bytes.
CREATE TABLE working (
  article  BLOB    NOT NULL CHECK (length(article) = 16),
  person   BLOB    NOT NULL CHECK (length(person) = 16),
  base     BLOB    NOT NULL CHECK (length(base) = 32),
  text     BLOB    NOT NULL CHECK (length(text) BETWEEN 2 AND 67108864),
  saved_ms INTEGER NOT NULL,
  PRIMARY KEY (article, person)
) STRICT;

-- An export looks at each article that has a page or a notice, and at nothing of it but this. The
-- condition is word for word that of the query: else the index is not used.
CREATE INDEX outgoing ON article (row, stage, flags, touched)
  WHERE flags & 2 OR stage NOT IN ('draft', 'submitted');
