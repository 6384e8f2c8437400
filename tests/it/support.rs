//! A desk to throw away: people with keys, a clock that steps, and short ways to do deeds.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use redaksi::clock::Clock;
use redaksi::desk::create::Founding;
use redaksi::desk::edit::Change;
use redaksi::desk::people::NewKey;
use redaksi::desk::{Desk, DeskError, Intent, Me};
use redaksi::domain::ids::ArticleId;
use redaksi::domain::people::Role;
use redaksi::domain::stage::{Refusal, StageName, State};
use redaksi::domain::time::Timestamp;
use redaksi::paths::private;
use redaksi::store::verify::{Noted, Problem, ProblemKind};
use rusqlite::Connection;
use rusqlite::types::Value;
use tempfile::TempDir;

/// Ali writes, Nur reviews, Sri does both, Kepala administers and does both, Tata administers.
pub(crate) const PEOPLE: [&str; 5] = ["kepala", "ali", "nur", "sri", "tata"];

const ROLES: [&[Role]; 5] = [
    &[Role::Admin, Role::Editor, Role::Reviewer],
    &[Role::Editor],
    &[Role::Reviewer],
    &[Role::Editor, Role::Reviewer],
    &[Role::Admin],
];

/// A desk in a folder of its own, which goes when this does.
pub(crate) struct Office {
    pub(crate) desk: Desk,
    pub(crate) clock: Arc<Clock>,
    folder: TempDir,
}

/// A folder in memory where the machine has one: a test syncs its desk a thousand times.
pub(crate) fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    tempfile::tempdir_in(memory).or_else(|_none| tempfile::tempdir()).unwrap()
}

pub(crate) fn morning() -> Timestamp {
    "2025-10-21T09:00:00+07:00".parse().unwrap()
}

pub(crate) fn founding() -> Founding<'static> {
    let settings = [("name", "KPU Contoh"), ("place", "Purwokerto"), ("timezone", "Asia/Jakarta")];
    Founding {
        settings: settings.map(|(key, value)| (key, value.to_owned())).to_vec(),
        person: PEOPLE[0],
        full_name: Some("Kepala Kantor"),
        passphrase: None,
    }
}

/// Everybody's desk, made once and copied for each test.
static TEMPLATE: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = folder();
    let clock = Arc::new(Clock::stepping(morning(), 1_000));
    let (dir, state) = rooms(folder.path());
    let mut desk = Desk::create(&dir, &state, clock, &founding()).unwrap();
    let kepala = me(&mut desk, PEOPLE[0]);
    for (name, roles) in PEOPLE.iter().zip(ROLES).skip(1) {
        desk.add_person(&kepala, name, None, roles, NewKey::Made(None)).unwrap();
    }
    desk.close();
    folder
});

fn rooms(folder: &Path) -> (PathBuf, PathBuf) {
    (folder.join("desk"), folder.join("state"))
}

fn copy_files(from: &Path, to: &Path) {
    private::create_private_dir(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        // The reserve is large and says nothing.
        if file.file_type().unwrap().is_file() && file.metadata().unwrap().len() < 1 << 20 {
            std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
    }
}

/// A person with an open key.
pub(crate) fn me(desk: &mut Desk, name: &str) -> Me {
    try_me(desk, name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

pub(crate) fn try_me(desk: &mut Desk, name: &str) -> Result<Me, DeskError> {
    let person = desk.who(Some(name))?;
    desk.unlock(person, None)
}

impl Office {
    /// An office of five, at ten in the morning.
    pub(crate) fn new() -> Self {
        let folder = folder();
        let (from, (to, _)) = (rooms(TEMPLATE.path()).0, rooms(folder.path()));
        copy_files(&from, &to);
        copy_files(&from.join("keys"), &to.join("keys"));
        let clock = Arc::new(Clock::stepping(morning().plus_ms(3_600_000), 1_000));
        Self::in_folder(folder, clock)
    }

    fn in_folder(folder: TempDir, clock: Arc<Clock>) -> Self {
        let (dir, state) = rooms(folder.path());
        let desk = Desk::open(&dir, &state, Arc::clone(&clock), Intent::Write).unwrap();
        // As the log does on a real machine; the second note of each chain lies there.
        private::create_private_dir(desk.state_dir()).unwrap();
        Self { desk, clock, folder }
    }

    /// The same desk in another folder, as a copy made between two deeds.
    pub(crate) fn copy(&self) -> Self {
        let folder = folder();
        let (to, _) = rooms(folder.path());
        self.desk.store().tidy();
        copy_files(self.desk.dir(), &to);
        copy_files(&self.desk.dir().join("keys"), &to.join("keys"));
        Self::in_folder(folder, Arc::clone(&self.clock))
    }

    /// Closes the desk, does something to its folder, and opens it again.
    pub(crate) fn between(self, act: impl FnOnce(&Path)) -> Self {
        let Self { desk, clock, folder } = self;
        desk.close();
        act(&rooms(folder.path()).0);
        Self::in_folder(folder, clock)
    }

    /// A second program at the same desk.
    pub(crate) fn second(&self) -> Desk {
        let (dir, state) = rooms(self.folder.path());
        Desk::open(&dir, &state, Arc::clone(&self.clock), Intent::Write).unwrap()
    }

    pub(crate) fn me(&mut self, name: &str) -> Me {
        me(&mut self.desk, name)
    }

    /// The file itself, without the desk's care.
    pub(crate) fn file(&self) -> Connection {
        raw(self.desk.dir())
    }

    /// A text that may be submitted.
    pub(crate) fn draft(&mut self, who: &str, headline: &str) -> String {
        let me = self.me(who);
        let changes =
            [Change::new("headline", headline), Change::new("body", format!("Isi {headline}."))];
        self.desk.new_article(&me, &changes).unwrap().to_string()
    }

    pub(crate) fn edit(&mut self, who: &str, id: &str, body: &str) -> Result<ArticleId, DeskError> {
        let me = self.me(who);
        self.desk.edit_article(&me, id, &[Change::new("body", body)], None)
    }

    pub(crate) fn set(&mut self, who: &str, id: &str, field: &str, value: &str) {
        let me = self.me(who);
        self.desk.edit_article(&me, id, &[Change::new(field, value)], None).unwrap();
    }

    pub(crate) fn submit(&mut self, who: &str, id: &str) {
        let me = self.me(who);
        self.desk.submit(&me, id).unwrap();
    }

    /// Approves the newest revision.
    pub(crate) fn approve(&mut self, who: &str, id: &str) -> Result<(), DeskError> {
        let me = self.me(who);
        let newest = self.number(id).to_string();
        self.desk.approve(&me, id, &newest, None).map(|_standing| ())
    }

    /// A text of Ali's that Nur approved.
    pub(crate) fn approved(&mut self, headline: &str) -> String {
        let id = self.draft("ali", headline);
        self.submit("ali", &id);
        self.approve("nur", &id).unwrap();
        id
    }

    /// The same, and public.
    pub(crate) fn published(&mut self, headline: &str) -> String {
        let id = self.approved(headline);
        self.publish(&id).unwrap();
        id
    }

    /// Tells the desk that a folder has the newest revision.
    pub(crate) fn publish(&mut self, id: &str) -> Result<(), DeskError> {
        let row = self.row(id);
        let head = self.desk.store().head(row).unwrap().record;
        self.desk.note_taken("folder", &[(id.parse().unwrap(), head)]).map(|_late| ())
    }

    pub(crate) fn row(&self, id: &str) -> i64 {
        self.desk.find(id).unwrap()
    }

    pub(crate) fn state(&self, id: &str) -> State {
        self.desk.store().state(self.row(id)).unwrap()
    }

    pub(crate) fn stage(&self, id: &str) -> StageName {
        self.state(id).name()
    }

    /// The number of the newest revision.
    pub(crate) fn number(&self, id: &str) -> u64 {
        self.desk.store().head(self.row(id)).unwrap().number
    }

    /// How many records the ledger has.
    pub(crate) fn records(&self) -> i64 {
        self.file().query_row("SELECT count(*) FROM record", [], |row| row.get(0)).unwrap()
    }

    /// What the machine noted outside the file.
    pub(crate) fn noted(&self) -> Vec<Noted> {
        let office = self.desk.store().office().unwrap();
        let keyring = self.desk.keyring();
        let note = |key| keyring.noted_seq(key).map(|(seq, digest)| (*key, seq, digest));
        office.writers.keys().filter_map(note).collect()
    }

    pub(crate) fn problems(&self, noted: &[Noted]) -> Vec<Problem> {
        self.desk.store().verify(noted, &mut |_done| ()).unwrap().problems
    }

    #[track_caller]
    pub(crate) fn assert_sound(&self) {
        assert_eq!(self.problems(&self.noted()), []);
        self.desk.store().check_search().unwrap();
    }
}

/// The desk's file in `dir`, opened as a stranger would.
pub(crate) fn raw(dir: &Path) -> Connection {
    Connection::open(dir.join(redaksi::desk::FILE)).unwrap()
}

/// The tables that the ledger decides.
pub(crate) const TABLES: [&str; 11] = [
    "record",
    "content",
    "setting",
    "person",
    "writer",
    "article",
    "article_state",
    "article_end",
    "revision",
    "article_text",
    "stage_count",
];

type Row = (&'static str, Vec<Value>);

/// Every row of these tables, and of one or two more.
pub(crate) fn rows(file: &Connection, more: &[&'static str]) -> rusqlite::Result<Vec<Row>> {
    let mut all = Vec::new();
    for table in TABLES.iter().chain(more) {
        let mut statement = file.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2"))?;
        let columns = statement.column_count();
        let mut found = statement.query([])?;
        while let Some(row) = found.next()? {
            let values: rusqlite::Result<_> = (0..columns).map(|at| row.get(at)).collect();
            all.push((*table, values?));
        }
    }
    Ok(all)
}

/// Everything that a deed may change.
pub(crate) fn dump(file: &Connection) -> Vec<Row> {
    rows(file, &["local", "import_seen", "working", "outbox", "remote"]).unwrap()
}

pub(crate) fn kinds(problems: &[Problem]) -> Vec<ProblemKind> {
    let mut kinds: Vec<_> = problems.iter().map(|problem| problem.kind).collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

/// The law's answer, where it was one.
pub(crate) fn refusal<T: std::fmt::Debug>(answer: Result<T, DeskError>) -> Refusal {
    match answer {
        Err(DeskError::Refused { refusal, .. }) => *refusal,
        other => panic!("not refused: {other:?}"),
    }
}
