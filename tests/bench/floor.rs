//! The floor: the statements that the desk would use, with nothing around them.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, params};

use crate::words::Words;

/// The columns that a list shows.
pub(crate) const LIST: &str = "row, id, short, headline, section, stage, flags, author,
    contributors, created_ms, updated_ms, touched, due_ms, words, number, rules, errors, warnings,
    suggestions";

/// Bytes of a header that says nothing.
const HEADER: usize = 520;

pub(crate) fn reader(file: &Path) -> Connection {
    let conn = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    conn.set_prepared_statement_cache_capacity(64);
    conn
}

/// What a search finds first, with each row of the list.
pub(crate) fn found(conn: &Connection, expression: &str, limit: usize) -> usize {
    let mut search = conn
        .prepare_cached(
            "SELECT rowid FROM word WHERE word MATCH ?1 AND rowid < ?2 ORDER BY rowid DESC",
        )
        .unwrap();
    let mut list =
        conn.prepare_cached(&format!("SELECT {LIST} FROM article WHERE row = ?1")).unwrap();
    let mut rows = search.query(params![expression, i64::MAX]).unwrap();
    let mut seen = 0;
    let mut bytes = 0;
    while seen < limit
        && let Some(row) = rows.next().unwrap()
    {
        let id: i64 = row.get(0).unwrap();
        bytes += list.query_row([id], |row| Ok(row.get_ref(3)?.as_bytes()?.len())).unwrap();
        seen += 1;
    }
    bytes
}

/// A file of the desk's shape that is written to without the desk.
pub(crate) struct Floor {
    conn: Connection,
    dice: Words,
    at: i64,
}

impl Floor {
    pub(crate) fn over(file: &Path) -> Self {
        let conn = Connection::open(file).unwrap();
        conn.set_prepared_statement_cache_capacity(64);
        conn.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
             PRAGMA wal_autocheckpoint = 400; PRAGMA secure_delete = FAST;
             PRAGMA recursive_triggers = ON; PRAGMA cell_size_check = ON;
             PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0;",
        )
        .unwrap();
        let at = conn.query_row("SELECT max(lamport) FROM record", [], |row| row.get(0)).unwrap();
        Self { conn, dice: Words::seeded(5), at }
    }

    pub(crate) fn import(&mut self, texts: &[(String, String)]) {
        self.act("BEGIN IMMEDIATE", []);
        for (headline, body) in texts {
            let id = self.bytes(16);
            let file = self.bytes(32);
            self.look("SELECT article FROM import_seen WHERE file = ?1", [&file]);
            let (record, content) = self.record(&id, body);
            self.act(
                "INSERT INTO article_end (article, digest) VALUES (?1, ?2)",
                params![id, record],
            );
            self.look(
                "SELECT article.row, article_state.state FROM article
                 JOIN article_state ON article_state.article = article.row WHERE id = ?1",
                [&id],
            );
            let short = format!("{:08x}", self.dice.dice() as u32);
            self.act(
                "INSERT INTO article (id, short, slug, headline, section, stage, flags, author,
                   contributors, created_ms, updated_ms, touched, words, number)
                 VALUES (?1, ?2, ?2, ?3, 'Umum', 'draft', 0, 1, ',1,', ?4, ?4, ?4, 300, 1)",
                params![id, short, headline, self.at],
            );
            let row = self.conn.last_insert_rowid();
            self.text(row, headline, body);
            self.revision(row, &record, &content);
            self.state(row, headline, &short);
            self.act(
                "INSERT INTO stage_count (stage, n) VALUES ('draft', 1)
                 ON CONFLICT (stage) DO UPDATE SET n = n + 1",
                [],
            );
            self.act(
                "INSERT INTO import_seen (file, article, at_ms) VALUES (?1, ?2, 0)",
                params![file, id],
            );
        }
        self.act("COMMIT", []);
    }

    pub(crate) fn save(&mut self, row: i64, headline: &str, body: &str) {
        let (id, short): (Vec<u8>, String) = self
            .conn
            .query_row("SELECT id, short FROM article WHERE row = ?1", [row], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .unwrap();
        self.look(&format!("SELECT {LIST} FROM article WHERE row = ?1"), [row]);
        self.look("SELECT state FROM article_state WHERE article = ?1", [row]);
        self.look("SELECT * FROM revision WHERE article = ?1 AND head = 1", [row]);
        self.look("SELECT key, value FROM setting ORDER BY key", []);
        self.look(
            "SELECT data FROM content WHERE digest = (SELECT content FROM revision
            WHERE article = ?1 AND head = 1)",
            [row],
        );
        self.act("BEGIN IMMEDIATE", []);
        let (record, content) = self.record(&id, body);
        self.act("DELETE FROM article_end WHERE article = ?1", [&id]);
        self.act("INSERT INTO article_end (article, digest) VALUES (?1, ?2)", params![id, record]);
        self.look("SELECT record FROM revision WHERE article = ?1 AND head = 1", [row]);
        self.act(
            "UPDATE article SET headline = ?2, section = section, contributors = ',2,',
               words = 301, number = number + 1, rules = NULL, errors = NULL, warnings = NULL,
               suggestions = NULL WHERE row = ?1",
            params![row, headline],
        );
        self.act(
            "INSERT INTO word (word, rowid, headline, body, names, tags)
             SELECT 'delete', article, headline, body, names, tags
             FROM article_text WHERE article = ?1",
            [row],
        );
        self.text(row, headline, body);
        self.act("UPDATE revision SET head = 0 WHERE article = ?1 AND head = 1", [row]);
        self.revision(row, &record, &content);
        self.state(row, headline, &short);
        self.act("COMMIT", []);
    }

    /// A content and a record of the usual sizes.
    fn record(&mut self, id: &[u8], body: &str) -> (Vec<u8>, Vec<u8>) {
        let (content, record, writer) = (self.bytes(32), self.bytes(32), self.bytes(32));
        self.look("SELECT len, enc, base, depth, data FROM content WHERE digest = ?1", [&content]);
        // What packing leaves of such a text.
        let packed = &body.as_bytes()[..body.len() / 2];
        self.act(
            "INSERT INTO content (digest, len, enc, base, depth, data)
             VALUES (?1, ?2, 'zstd', NULL, 0, ?3)",
            params![content, body.len() as i64, packed],
        );
        self.look(
            "SELECT seq, digest FROM record WHERE writer = ?1 ORDER BY seq DESC LIMIT 1",
            [&writer],
        );
        self.look("SELECT digest FROM article_end WHERE article = ?1 ORDER BY digest", [id]);
        self.look("SELECT coalesce(max(lamport), 0) FROM record", []);
        self.look("SELECT coalesce(max(+id), 0) FROM record WHERE article IS NULL", []);
        self.at += 1;
        self.act(
            "INSERT INTO record
               (writer, seq, digest, kind, article, lamport, at_ms, header, signature)
             VALUES (?1, ?2, ?3, 'revision.saved', ?4, ?2, 0, ?5, zeroblob(64))",
            params![writer, self.at, record, id, "x".repeat(HEADER)],
        );
        (record, content)
    }

    fn text(&self, row: i64, headline: &str, body: &str) {
        self.act(
            "INSERT INTO article_text (article, headline, body, names, tags)
             VALUES (?1, ?2, ?3, 'Umum', '')
             ON CONFLICT (article) DO UPDATE SET headline = excluded.headline,
               body = excluded.body, names = excluded.names, tags = excluded.tags",
            params![row, headline, body],
        );
        self.act(
            "INSERT INTO word (rowid, headline, body, names, tags)
             VALUES (?1, ?2, ?3, 'Umum', '')",
            params![row, headline, body],
        );
    }

    fn revision(&self, row: i64, record: &[u8], content: &[u8]) {
        self.act(
            "INSERT INTO revision (record, article, number, content, author, at_ms, base,
               contributors, words, approved, head)
             VALUES (?1, ?2, 1, ?3, 1, 0, x'', ',1,', 300, 0, 1)",
            params![record, row, content],
        );
    }

    fn state(&self, row: i64, headline: &str, short: &str) {
        self.act(
            "INSERT INTO article_state (article, state) VALUES (?1, json_object('a', ?2))
             ON CONFLICT (article) DO UPDATE SET state = excluded.state",
            params![row, "x".repeat(400)],
        );
        self.look("SELECT headline, short FROM article WHERE row = ?1", [row]);
        self.act(
            "UPDATE article SET stage = 'draft', flags = 0, slug = ?2, updated_ms = ?3,
               touched = ?3 WHERE row = ?1",
            params![row, format!("{}-{short}", headline.to_lowercase()), self.at],
        );
    }

    fn bytes(&mut self, length: usize) -> Vec<u8> {
        std::iter::repeat_with(|| self.dice.dice().to_le_bytes()).flatten().take(length).collect()
    }

    fn act(&self, statement: &str, params: impl rusqlite::Params) {
        self.conn.prepare_cached(statement).unwrap().execute(params).unwrap();
    }

    fn look(&self, query: &str, params: impl rusqlite::Params) {
        let mut statement = self.conn.prepare_cached(query).unwrap();
        let mut rows = statement.query(params).unwrap();
        while let Some(row) = rows.next().unwrap() {
            std::hint::black_box(row.get_ref(0).unwrap());
        }
    }
}
