//! A short day at the desk, deed by deed: what the store must keep whatever happens below it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ed25519_dalek::{Signer as _, SigningKey};
use redaksi::domain::ids::{ArticleId, Digest, OfficeId, PersonId, WriterKey};
use redaksi::domain::manuscript::Manuscript;
use redaksi::domain::note::Note;
use redaksi::domain::office::Setting;
use redaksi::domain::people::{Role, Roles};
use redaksi::domain::record::{Deed, Gate, Origin, SignError, Signer};
use redaksi::domain::seal::sshsig;
use redaksi::domain::time::Timestamp;
use redaksi::domain::view::Working;
use redaksi::store::append::{AppendError, Draft};
use redaksi::store::lists::{Filter, Sort};
use redaksi::store::open::How;
use redaksi::store::{Fault, Store, StoreError, Tx};
use uuid::Uuid;

/// 3 June 2026, eight in the morning in Kendari.
const MORNING: i64 = 1_780_444_800_000;

struct Key(SigningKey);

impl Key {
    fn number(number: u8) -> Self {
        Self(SigningKey::from_bytes(&[number; 32]))
    }
}

impl Signer for Key {
    fn key(&self) -> WriterKey {
        WriterKey(self.0.verifying_key().to_bytes())
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError> {
        Ok(self.0.sign(&sshsig::signed_form(message)).to_bytes())
    }
}

/// One thing that is done; each is one transaction, or reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Found,
    People,
    New(usize),
    Edit(usize),
    Submit(usize),
    Approve(usize),
    Publish(usize),
    /// Keeps what is being written; to survive a power cut, if so wished.
    Keep(usize, bool),
    /// Saves it: the revision, and the copy is dropped.
    SaveKept(usize),
    Search,
    Audit,
    Tidy,
    /// The program ends and begins again.
    Reopen,
}

/// Why a step did not happen.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// An error of the store: what a fault below must become.
    Store(StoreError),
    /// Anything else is a lie about the fault.
    Other(String),
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<AppendError> for Trouble {
    fn from(error: AppendError) -> Self {
        match error {
            AppendError::Store(error) => Self::Store(error),
            other => Self::Other(format!("{other:?}")),
        }
    }
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Store(error) => write!(f, "{error}: {}", error.fault),
            Self::Other(what) => f.write_str(what),
        }
    }
}

struct Written {
    head: Digest,
    content: Digest,
    text: Manuscript,
}

/// The records of a step, and the text that it saved.
type Done = (Vec<Digest>, Option<(usize, Written)>);

/// Bodies of working copies by the number of their article.
pub(crate) type Kept = BTreeMap<usize, String>;

/// The day so far.
pub(crate) struct Day {
    path: PathBuf,
    how: How<'static>,
    store: Option<Store>,
    articles: BTreeMap<usize, Written>,
    /// The working copies by their article, and how many were ever kept.
    pub(crate) kept: Kept,
    keeps: usize,
    /// What was acknowledged, in the ledger's order.
    pub(crate) acked: Vec<Digest>,
}

fn office() -> OfficeId {
    OfficeId(Uuid::from_u128(1))
}

fn person(number: u8) -> PersonId {
    PersonId(Uuid::from_u128(100 + u128::from(number)))
}

fn article(number: usize) -> ArticleId {
    ArticleId(Uuid::from_u128(1_000 + number as u128))
}

fn salt(number: usize) -> [u8; 16] {
    (number as u128).to_be_bytes()
}

/// The steps of a day with so many articles, in order.
pub(crate) fn steps(articles: usize) -> Vec<Step> {
    let mut steps = vec![Step::Found, Step::People];
    for number in 0..articles {
        steps.push(Step::New(number));
        steps.push(Step::Edit(number));
    }
    steps.extend([Step::Keep(0, false), Step::Keep(1, true), Step::Keep(0, true)]);
    steps.extend([Step::Search, Step::Tidy, Step::SaveKept(0), Step::Keep(1, false)]);
    for number in 0..articles {
        steps.extend([Step::Edit(number), Step::Submit(number)]);
        if number % 2 == 0 {
            steps.push(Step::Approve(number));
        }
        if number == articles / 2 {
            steps.extend([Step::Reopen, Step::Audit]);
        }
    }
    for number in (0..articles).step_by(4) {
        steps.push(Step::Publish(number));
    }
    steps.extend([Step::Search, Step::Reopen, Step::Edit(1), Step::Audit]);
    steps
}

/// Prose of a place, long enough to need more than one page, and different each time.
fn manuscript(number: usize, version: usize) -> Manuscript {
    let paragraphs = (0..12).map(|paragraph| {
        let people = 20 + (number * 7 + paragraph * 3) % 90;
        format!(
            "Rapat ke-{paragraph} di balai desa nomor {number} dihadiri {people} orang, dan \
             panitia mencatat {} pertanyaan tentang daftar pemilih.\n\n",
            people / 3
        )
    });
    let end = format!("Catatan ditutup pada versi {version}.");
    let body = paragraphs.chain([end]).collect();
    Manuscript {
        headline: format!("Balai desa {number} membuka rapat, versi {version}"),
        section: "Berita Terkini".into(),
        place: "Kendari".into(),
        date: chrono::NaiveDate::from_ymd_opt(2026, 6, 3),
        byline: "Sari".into(),
        language: "id".into(),
        body,
        ..Manuscript::default()
    }
}

impl Day {
    pub(crate) fn at(path: &Path, vfs: Option<&'static str>) -> Self {
        Self {
            path: path.to_owned(),
            how: How { vfs, ..How::default() },
            store: None,
            articles: BTreeMap::new(),
            kept: Kept::new(),
            keeps: 0,
            acked: Vec::new(),
        }
    }

    /// Does a step. What it wrote is acknowledged when it comes back without an error.
    pub(crate) fn step(&mut self, step: Step) -> Result<(), Trouble> {
        match step {
            Step::Found => return self.found(),
            Step::Reopen => return self.reopen(),
            Step::Search => return self.search(),
            Step::Audit => return self.audit(),
            Step::Keep(number, durable) => return self.keep(number, durable),
            Step::Tidy => {
                self.store()?.tidy();
                return Ok(());
            }
            _ => {}
        }
        let Some(mut store) = self.store.take() else {
            return Err(Trouble::Other("no store is open".into()));
        };
        let done = store.write("do a step", |tx| self.write(tx, step));
        self.store = Some(store);
        let (records, written) = done?;
        if let Some((number, written)) = written {
            self.articles.insert(number, written);
        }
        if let Step::SaveKept(number) = step {
            self.kept.remove(&number);
        }
        self.acked.extend(records);
        Ok(())
    }

    fn keep(&mut self, number: usize, durable: bool) -> Result<(), Trouble> {
        let (Some(store), Some(before)) = (&mut self.store, self.articles.get(&number)) else {
            return Err(Trouble::Other("there is nothing to write in".into()));
        };
        let body = format!("{}\n\nYang ditulis ke-{}.", before.text.body, self.keeps + 1);
        let copy = Working {
            article: article(number),
            person: person(1),
            base: before.head,
            text: Manuscript { body: body.clone(), ..before.text.clone() },
            saved: Timestamp::from_ms(MORNING),
        };
        store.keep_working(&copy, durable)?;
        self.keeps += 1;
        self.kept.insert(number, body);
        Ok(())
    }

    fn store(&self) -> Result<&Store, Trouble> {
        self.store.as_ref().ok_or_else(|| Trouble::Other("no store is open".into()))
    }

    /// Makes the desk's file. A half-made one of before is thrown away first, as the program
    /// does with its unfinished file.
    fn found(&mut self) -> Result<(), Trouble> {
        self.store = None;
        for end in ["", "-wal", "-shm", "-journal"] {
            let _absent = std::fs::remove_file(format!("{}{end}", self.path.display()));
        }
        std::fs::write(&self.path, b"").unwrap();
        let mut store = Store::create(&self.path, self.how)?;
        let records = store.write("make the desk", |tx| {
            let name = tx.put_note(&Note::new("Kantor Uji", salt(1)))?;
            let settings = BTreeMap::from([
                ("name".to_owned(), Setting::Note(name)),
                ("single_eye".to_owned(), Setting::Flag(false)),
            ]);
            let admin = tx.put_note(&Note::new("sari", salt(2)))?;
            let deeds = [
                Deed::OfficeCreated { settings },
                Deed::PersonAdded {
                    person: person(1),
                    name: admin,
                    full_name: None,
                    roles: Roles::all(),
                },
                enrolled(Some(1), 1),
                enrolled(None, 9),
            ];
            deeds.into_iter().map(|deed| self.office_deed(tx, deed)).collect()
        });
        let records: Vec<Digest> = records.map_err(|error: Trouble| error)?;
        self.store = Some(store);
        self.acked.extend(records);
        Ok(())
    }

    fn reopen(&mut self) -> Result<(), Trouble> {
        if let Some(store) = self.store.take() {
            store.tidy();
        }
        self.store = Some(Store::open(&self.path, self.how)?);
        Ok(())
    }

    fn search(&self) -> Result<(), Trouble> {
        let store = self.store()?;
        let page = store.search("\"balai\" \"desa\"", &Filter::default(), 20, None)?;
        if page.rows.len() != self.articles.len() {
            return Err(Trouble::Other(format!("the search found {}", page.rows.len())));
        }
        let list = store.page(&Filter::default(), Sort::Updated, 20, None)?;
        if list.rows.len() != self.articles.len() {
            return Err(Trouble::Other(format!("the list has {}", list.rows.len())));
        }
        Ok(())
    }

    fn audit(&self) -> Result<(), Trouble> {
        let report = self.store()?.verify(&[], &mut |_done| {})?;
        match report.problems.first() {
            None => Ok(()),
            Some(problem) => Err(Trouble::Other(format!("the audit says {problem:?}"))),
        }
    }

    fn office_deed(&self, tx: &Tx<'_>, deed: Deed) -> Result<Digest, Trouble> {
        self.deed(tx, 1, None, deed, None)
    }

    fn deed(
        &self,
        tx: &Tx<'_>,
        hand: u8,
        about: Option<usize>,
        deed: Deed,
        text: Option<(Digest, Option<&Manuscript>)>,
    ) -> Result<Digest, Trouble> {
        let minutes = i64::try_from(self.acked.len()).unwrap();
        let draft = Draft {
            office: office(),
            article: about.map(article),
            deed,
            content: text.map(|(content, _)| content),
            manuscript: text.and_then(|(_, manuscript)| manuscript),
            at: Timestamp::from_ms(MORNING + minutes * 60_000),
        };
        Ok(tx.append(&Key::number(hand), draft)?.digest)
    }

    fn write(&self, tx: &Tx<'_>, step: Step) -> Result<Done, Trouble> {
        match step {
            Step::People => {
                let name = tx.put_note(&Note::new("budi", salt(3)))?;
                let added = Deed::PersonAdded {
                    person: person(2),
                    name,
                    full_name: None,
                    roles: Roles::of([Role::Reviewer]),
                };
                let records =
                    [self.office_deed(tx, added)?, self.office_deed(tx, enrolled(Some(2), 2))?];
                Ok((records.to_vec(), None))
            }
            Step::New(number) | Step::Edit(number) => self.save(tx, number),
            Step::SaveKept(number) => {
                let done = self.save(tx, number)?;
                tx.drop_working(&article(number), &person(1))?;
                Ok(done)
            }
            Step::Submit(number) | Step::Approve(number) | Step::Publish(number) => {
                Ok((vec![self.review(tx, step, number)?], None))
            }
            other => Err(Trouble::Other(format!("{other:?} writes nothing"))),
        }
    }

    fn save(&self, tx: &Tx<'_>, number: usize) -> Result<Done, Trouble> {
        let before = self.articles.get(&number);
        let text = manuscript(number, self.acked.len());
        let content = tx.put(&text.to_bytes(), before.map(|before| before.content))?;
        let base: Vec<Digest> = before.map(|before| before.head).into_iter().collect();
        let origin = if before.is_some() { Origin::Edit } else { Origin::New };
        let saved = Deed::RevisionSaved { base, origin };
        let head = self.deed(tx, 1, Some(number), saved, Some((content, Some(&text))))?;
        Ok((vec![head], Some((number, Written { head, content, text }))))
    }

    fn review(&self, tx: &Tx<'_>, step: Step, number: usize) -> Result<Digest, Trouble> {
        let missing = || Trouble::Other(format!("there is no article {number}"));
        let Written { head, content, text } = self.articles.get(&number).ok_or_else(missing)?;
        let revision = *head;
        match step {
            Step::Submit(_) => {
                let findings = Gate::default();
                let deed = Deed::ArticleSubmitted { revision, findings, rules: "1".into() };
                self.deed(tx, 1, Some(number), deed, None)
            }
            Step::Approve(_) => {
                let note = tx.put_note(&Note::new(format!("Baik: {}", text.headline), salt(4)))?;
                let slug = format!("balai-desa-{number}");
                let path = format!("2026/06/03/{slug}/");
                let note = Some(note);
                let deed = Deed::ArticleApproved { revision, note, slug, path, single_eye: false };
                self.deed(tx, 2, Some(number), deed, Some((*content, None)))
            }
            _ => {
                let destination = "site".to_owned();
                let deed = Deed::DeliveryTaken { destination, revision, late_ms: 0 };
                self.deed(tx, 9, Some(number), deed, None)
            }
        }
    }

    /// One more small write: is the store still of use?
    pub(crate) fn touch(&mut self) -> Result<(), Trouble> {
        let Some(store) = &mut self.store else { return Ok(()) };
        Ok(store.write("touch", |tx| tx.set_local("touched", "yes"))?)
    }

    pub(crate) fn is_open(&self) -> bool {
        self.store.is_some()
    }

    /// A clean end.
    pub(crate) fn close(mut self) -> Vec<Digest> {
        if let Some(store) = self.store.take() {
            store.tidy();
        }
        self.acked
    }
}

fn enrolled(owner: Option<u8>, key: u8) -> Deed {
    Deed::WriterEnrolled {
        person: owner.map(person),
        key: Key::number(key).key(),
        replaces: None,
        vouch: None,
    }
}

/// Is the error one that a fault of the disk or of memory may become?
pub(crate) fn is_honest(trouble: &Trouble) -> bool {
    match trouble {
        Trouble::Store(error) => {
            matches!(
                error.fault,
                Fault::Sql(_) | Fault::Io(_) | Fault::DiskFull | Fault::Busy | Fault::ReadOnly
            )
        }
        Trouble::Other(_) => false,
    }
}

/// The working copies in a desk's file.
pub(crate) fn kept_in(path: &Path) -> Result<Kept, String> {
    let read = || -> Result<Kept, StoreError> {
        let store = Store::open(path, How { read_only: true, ..How::default() })?;
        let mut kept = Kept::new();
        for row in store.list_rows_after(0, usize::MAX)? {
            for copy in store.working_copies(&row.id)? {
                let number = copy.article.0.as_u128() - 1_000;
                kept.insert(usize::try_from(number).unwrap_or_default(), copy.text.body);
            }
        }
        Ok(kept)
    };
    read().map_err(|error| format!("working copies: {error:?}"))
}

/// What is wrong with a desk's file that was left behind: its pages, its chain, what was
/// acknowledged; with `whole` also each signature, text and table, and whether it can be written.
pub(crate) fn examine(path: &Path, acked: &[Digest], whole: bool) -> Result<(), String> {
    let mut store =
        Store::open(path, How::default()).map_err(|error| format!("open: {error:?}"))?;
    let rows = store.records(None, None, usize::MAX).map_err(|error| format!("read: {error:?}"))?;
    let mut found = rows.len();
    let mut chains = BTreeMap::new();
    for row in rows.iter().rev() {
        let (header, record) = (&row.header, &row.record);
        if Digest::of(&record.header) != record.digest {
            return Err(format!("record {} is changed", row.id));
        }
        let end = (header.seq, record.digest);
        let before = chains.insert(header.writer, end).unwrap_or((0, Digest::ZERO));
        if (header.seq - 1, header.prev) != before {
            return Err(format!("record {} is not in its chain", row.id));
        }
        found -= usize::from(acked.contains(&record.digest));
    }
    if rows.len() - found != acked.len() {
        return Err(format!("lost: {} of {} acknowledged", rows.len() - found, acked.len()));
    }
    if whole {
        let report = store.verify(&[], &mut |_done| {}).map_err(|error| format!("{error:?}"))?;
        if let Some(problem) = report.problems.first() {
            return Err(format!("the audit says {problem:?}"));
        }
        // It is not enough to be whole: the work goes on.
        store
            .write("touch", |tx| tx.set_local("touched", "yes"))
            .map_err(|error: StoreError| format!("a write afterwards: {error:?}"))?;
    }
    drop(store);
    sound(path)
}

/// `integrity_check` over the whole file.
pub(crate) fn sound(path: &Path) -> Result<(), String> {
    let said = rusqlite::Connection::open(path)
        .and_then(|conn| {
            conn.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0))
        })
        .map_err(|error| format!("integrity: {error}"))?;
    if said == "ok" { Ok(()) } else { Err(format!("integrity: {said}")) }
}
