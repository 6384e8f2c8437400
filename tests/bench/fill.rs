//! Desks to measure on: real records by real keys, a few hundred in a transaction.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use redaksi::clock::Clock;
use redaksi::desk::create::Founding;
use redaksi::desk::people::NewKey;
use redaksi::desk::{Desk, Intent};
use redaksi::domain::ids::{ArticleId, Digest, OfficeId};
use redaksi::domain::manuscript::Manuscript;
use redaksi::domain::people::Role;
use redaksi::domain::record::{Deed, Gate, Origin};
use redaksi::domain::slug;
use redaksi::domain::time::Timestamp;
use redaksi::keys::Unlocked;
use redaksi::store::append::{AppendError, Draft};
use redaksi::store::open::How;
use redaksi::store::{Store, Tx};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::floor;
use crate::words::Words;

/// Articles in a transaction: a filled desk is the same whatever this is.
const BATCH: usize = 500;
const MINUTE: i64 = 60_000;

pub(crate) const SECTIONS: [&str; 4] =
    ["Berita Terkini", "Pengumuman", "Siaran Pers", "KPU Dalam Berita"];
const WRITERS: [&str; 4] = ["kepala", "ali", "budi", "citra"];
const REVIEWER: &str = "nur";

/// A desk with articles.
pub(crate) struct Filled {
    pub(crate) articles: usize,
    pub(crate) published: Vec<ArticleId>,
    room: Room,
    seconds: f64,
    how: &'static str,
}

/// Where a desk stands: in a folder that goes with it, or in one that stays.
enum Room {
    Own(TempDir),
    Kept(PathBuf),
}

impl Room {
    fn path(&self) -> &Path {
        match self {
            Self::Own(folder) => folder.path(),
            Self::Kept(folder) => folder,
        }
    }
}

/// Keys of those who write, review and publish.
pub(crate) struct Hands {
    office: OfficeId,
    writers: Vec<Unlocked>,
    reviewer: Unlocked,
    service: Unlocked,
}

fn morning() -> Timestamp {
    "2024-01-02T09:00:00+07:00".parse().unwrap()
}

impl Filled {
    /// A desk of so many articles, of which some were published, evenly among the others.
    pub(crate) fn new(articles: usize, published: usize) -> Self {
        let began = Instant::now();
        let mut filled = Self {
            articles,
            published: Vec::new(),
            room: Room::Own(tempfile::tempdir().unwrap()),
            seconds: 0.0,
            how: "records through Tx::append with real keys",
        };
        found(&filled);
        let hands = filled.hands();
        let mut store = filled.store(false);
        let mut words = Words::seeded(articles as u64);
        let step = articles / published.max(1);
        for start in (0..articles).step_by(BATCH) {
            let out: Result<Vec<ArticleId>, AppendError> = store.write("fill", |tx| {
                let mut out = Vec::new();
                for number in start..(start + BATCH).min(articles) {
                    let goes_out = number % step == 0 && number / step < published;
                    let id = hands.article(tx, &mut words, number, goes_out)?;
                    out.extend(goes_out.then_some(id));
                }
                Ok(out)
            });
            filled.published.extend(out.unwrap());
        }
        store.tidy();
        filled.count();
        filled.seconds = began.elapsed().as_secs_f64();
        filled
    }

    /// What the copy desk would have counted: nobody waits for it in what is measured.
    fn count(&self) {
        let mark = self.desk(Intent::Read).rules_mark().unwrap();
        let counts = "UPDATE article SET rules = ?1, errors = 0, warnings = 0, suggestions = 0";
        Connection::open(self.file()).unwrap().execute(counts, [mark]).unwrap();
    }

    /// The same desk with rows of lists and search to this number: their texts repeat, and no
    /// record stands behind them. It serves lists and search, which read nothing else.
    ///
    /// In a folder that is given it stays, and is used again: such a desk takes long to make.
    pub(crate) fn grown_to(&self, articles: usize, kept: Option<PathBuf>) -> Self {
        let began = Instant::now();
        if let Some(found) = kept.as_deref().and_then(Self::kept) {
            return found;
        }
        let own = || Room::Own(tempfile::tempdir().unwrap());
        let grown = Self {
            articles,
            published: Vec::new(),
            room: kept.map_or_else(own, Room::Kept),
            seconds: 0.0,
            how: "list, text and search rows of the smaller desk, repeated",
        };
        std::fs::create_dir_all(grown.dir()).unwrap();
        std::fs::copy(self.file(), grown.file()).unwrap();
        // Whoever sits at it signs in.
        let keys = grown.dir().join("keys");
        redaksi::paths::private::create_private_dir(&keys).unwrap();
        for key in std::fs::read_dir(self.dir().join("keys")).unwrap().map(Result::unwrap) {
            std::fs::copy(key.path(), keys.join(key.file_name())).unwrap();
        }
        let conn = Connection::open(grown.file()).unwrap();
        conn.execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;").unwrap();
        let rows = self.articles as i64;
        for round in 1..(articles.div_ceil(self.articles) as i64) {
            let by = round * rows;
            conn.execute_batch(&format!(
                "BEGIN;
                 INSERT INTO article SELECT row + {by}, randomblob(16),
                   substr(lower(hex(randomblob(4))), 1, 8), slug || '-{round}', headline, section,
                   stage, flags, author, contributors, created_ms + {by}, updated_ms + {by},
                   touched + 10 * {by}, due_ms, words, number, rules, errors, warnings, suggestions
                   FROM article WHERE row <= {rows} AND row + {by} <= {articles};
                 INSERT INTO article_text SELECT article + {by}, headline, body, names, tags
                   FROM article_text WHERE article <= {rows} AND article + {by} <= {articles};
                 INSERT INTO word (rowid, headline, body, names, tags)
                   SELECT article, headline, body, names, tags FROM article_text
                   WHERE article > {by} AND article <= {by} + {rows};
                 COMMIT;"
            ))
            .unwrap();
        }
        Self { seconds: began.elapsed().as_secs_f64(), ..grown }
    }

    /// A desk that an earlier run made in this folder.
    fn kept(folder: &Path) -> Option<Self> {
        let mut found = Self {
            articles: 0,
            published: Vec::new(),
            room: Room::Kept(folder.to_owned()),
            seconds: 0.0,
            how: "kept from an earlier run",
        };
        if !found.file().exists() {
            return None;
        }
        let count = "SELECT max(row) FROM article";
        let rows: i64 =
            floor::reader(&found.file()).query_row(count, [], |row| row.get(0)).unwrap();
        found.articles = rows as usize;
        Some(found)
    }

    pub(crate) fn dir(&self) -> PathBuf {
        self.room.path().join("desk")
    }

    pub(crate) fn state(&self) -> PathBuf {
        self.room.path().join("state")
    }

    pub(crate) fn room(&self) -> &Path {
        self.room.path()
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.dir().join(redaksi::desk::FILE)
    }

    pub(crate) fn store(&self, read_only: bool) -> Store {
        Store::open(&self.file(), How { read_only, ..How::default() }).unwrap()
    }

    pub(crate) fn desk(&self, intent: Intent) -> Desk {
        let clock = Arc::new(Clock::fixed(morning().plus_ms(MINUTE * 3_000_000)));
        Desk::open(&self.dir(), &self.state(), clock, intent).unwrap()
    }

    pub(crate) fn hands(&self) -> Hands {
        let desk = self.desk(Intent::Read);
        let office = desk.store().office().unwrap();
        let people = desk.store().people().unwrap();
        let of = |name: Option<&str>| {
            let person = people.iter().find(|person| Some(person.name.as_str()) == name);
            let wanted = person.map(|person| person.id);
            let writer = office.writers.iter().find(|(_, writer)| writer.person == wanted);
            desk.keyring().unlock(writer.unwrap().0, None).unwrap()
        };
        Hands {
            office: office.id.unwrap(),
            writers: WRITERS.iter().map(|name| of(Some(name))).collect(),
            reviewer: of(Some(REVIEWER)),
            service: of(None),
        }
    }

    pub(crate) fn told(&self) -> String {
        let Self { articles, seconds, how, .. } = self;
        format!("{articles} articles in {seconds:.0} s: {how}")
    }
}

fn found(filled: &Filled) {
    let settings = [
        ("name", "KPU Contoh"),
        ("place", "Purwokerto"),
        ("timezone", "Asia/Jakarta"),
        ("site_url", "https://contoh.example"),
        ("sections", "Berita Terkini,Pengumuman,Siaran Pers,KPU Dalam Berita"),
    ];
    let founding = Founding {
        settings: settings.map(|(key, value)| (key, value.to_owned())).to_vec(),
        person: WRITERS[0],
        full_name: None,
        passphrase: None,
    };
    let clock = Arc::new(Clock::fixed(morning()));
    let mut desk = Desk::create(&filled.dir(), &filled.state(), clock, &founding).unwrap();
    let person = desk.who(Some(WRITERS[0])).unwrap();
    let me = desk.unlock(person, None).unwrap();
    for name in WRITERS.iter().skip(1) {
        desk.add_person(&me, name, None, &[Role::Editor], NewKey::Made(None)).unwrap();
    }
    desk.add_person(&me, REVIEWER, None, &[Role::Reviewer], NewKey::Made(None)).unwrap();
    desk.close();
}

impl Hands {
    /// One article: saved, sometimes planned, submitted, approved; published if it shall be.
    fn article(
        &self,
        tx: &Tx<'_>,
        words: &mut Words,
        number: usize,
        goes_out: bool,
    ) -> Result<ArticleId, AppendError> {
        let id = ArticleId(uuid::Uuid::from_u128(
            (u128::from(words.dice()) << 64 | u128::from(words.dice())) & !(0xf << 76) | 0x7 << 76,
        ));
        let at = morning().plus_ms(number as i64 * MINUTE);
        let text = Manuscript {
            headline: words.headline(),
            section: SECTIONS[words.below(4) as usize].to_owned(),
            place: "Purwokerto".to_owned(),
            date: Some(at.utc().date_naive()),
            byline: "Humas".to_owned(),
            language: "id".to_owned(),
            body: words.body(),
            ..Manuscript::default()
        };
        let writer = &self.writers[number % self.writers.len()];
        let saved = self.save(tx, writer, &id, &text, Vec::new(), None, at)?;
        let write = |signer: &Unlocked, deed, content| {
            let draft = Draft {
                office: self.office,
                article: Some(id),
                deed,
                content,
                manuscript: None,
                at,
            };
            tx.append(signer, draft)
        };
        if number % 5 == 1 {
            let due = Some(at.plus_ms(MINUTE * 60 * 24));
            let deed = Deed::ArticlePlanned {
                slug: None,
                due,
                embargo: None,
                assignee: None,
                priority: None,
            };
            write(writer, deed, None)?;
        }
        if goes_out || number % 4 == 3 {
            self.submit(tx, writer, &id, saved.0, at)?;
        }
        if goes_out {
            self.publish(tx, &id, &text, saved, at)?;
        }
        Ok(id)
    }

    #[expect(clippy::too_many_arguments, reason = "each is another thing")]
    fn save(
        &self,
        tx: &Tx<'_>,
        writer: &Unlocked,
        id: &ArticleId,
        text: &Manuscript,
        base: Vec<Digest>,
        grew_from: Option<Digest>,
        at: Timestamp,
    ) -> Result<(Digest, Digest), AppendError> {
        let content = tx.put(&text.to_bytes(), grew_from)?;
        let saved = tx.append(
            writer,
            Draft {
                office: self.office,
                article: Some(*id),
                deed: Deed::RevisionSaved { base, origin: Origin::Import },
                content: Some(content),
                manuscript: Some(text),
                at,
            },
        )?;
        Ok((saved.digest, content))
    }

    fn submit(
        &self,
        tx: &Tx<'_>,
        writer: &Unlocked,
        id: &ArticleId,
        revision: Digest,
        at: Timestamp,
    ) -> Result<(), AppendError> {
        let deed =
            Deed::ArticleSubmitted { revision, findings: Gate::default(), rules: "1".to_owned() };
        let office = self.office;
        let draft = Draft { office, article: Some(*id), deed, content: None, manuscript: None, at };
        tx.append(writer, draft).map(|_appended| ())
    }

    fn publish(
        &self,
        tx: &Tx<'_>,
        id: &ArticleId,
        text: &Manuscript,
        (revision, content): (Digest, Digest),
        at: Timestamp,
    ) -> Result<(), AppendError> {
        let slug = slug::slug(&text.headline, &id.short());
        let path = slug::path(text.date.unwrap(), &slug);
        let office = self.office;
        let draft = |deed, content| Draft {
            office,
            article: Some(*id),
            deed,
            content,
            manuscript: None,
            at,
        };
        let approved =
            Deed::ArticleApproved { revision, note: None, slug, path, single_eye: false };
        tx.append(&self.reviewer, draft(approved, Some(content)))?;
        let taken = Deed::DeliveryTaken { destination: "site".to_owned(), revision, late_ms: 0 };
        tx.append(&self.service, draft(taken, None)).map(|_appended| ())
    }

    /// A published text is corrected, and the corrected one published.
    pub(crate) fn correct(&self, store: &mut Store, id: &ArticleId, round: usize) {
        let row = store.find(&id.to_string()).unwrap();
        let head = store.head(row).unwrap();
        let mut text = store.manuscript(&head.content).unwrap();
        let address = store.state(row).unwrap().address.unwrap();
        text.body += &["\n\nTambahan ", &round.to_string(), "."].concat();
        let at = morning().plus_ms(MINUTE * 2_000_000 + round as i64 * MINUTE);
        let office = self.office;
        let draft = |deed, content| Draft {
            office,
            article: Some(*id),
            deed,
            content,
            manuscript: None,
            at,
        };
        let done: Result<_, AppendError> = store.write("correct", |tx| {
            let note = redaksi::domain::note::Note::new("Angka diperbaiki.", [7; 16]);
            let reason = tx.put_note(&note)?;
            let deed = Deed::ArticleCorrected { reason, path: false };
            tx.append(&self.reviewer, draft(deed, None))?;
            let writer = &self.writers[0];
            let (base, grew) = (vec![head.record], Some(head.content));
            let (revision, content) = self.save(tx, writer, id, &text, base, grew, at)?;
            self.submit(tx, writer, id, revision, at)?;
            let approved = Deed::ArticleApproved {
                revision,
                note: None,
                slug: address.slug,
                path: address.path,
                single_eye: false,
            };
            tx.append(&self.reviewer, draft(approved, Some(content)))?;
            let destination = "site".to_owned();
            let taken = Deed::DeliveryTaken { destination, revision, late_ms: 0 };
            tx.append(&self.service, draft(taken, None))
        });
        done.unwrap();
    }
}
