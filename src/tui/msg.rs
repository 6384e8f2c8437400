//! What goes between the screen and its shell: values only. The screen asks, the shell answers;
//! neither waits for the other.

pub mod checks;
pub mod drafts;
pub mod external;
mod house;
pub mod past;
pub mod publishing;
mod secret;
pub mod typed;
pub mod writing;

pub use self::house::{Founding, Office};
pub use self::secret::Secret;
use self::typed::{Coming, Typed, Words};
use super::input::Input;
use crate::domain::finding::Finding;
use crate::domain::ids::ArticleId;
use crate::domain::manuscript::Manuscript;
use crate::domain::query::Hint;
use crate::domain::record::RevisionId;
use crate::domain::stage::{Plan, StageName};
use crate::domain::time::Timestamp;
use crate::domain::view::{ArticleView, Cursor, HistoryRow, Page, PersonRow, Sort};
use crate::lang::Lang;
use crate::text::changed::Run;
use crate::text::edit::Edit;
use crate::visible::Visible;

/// The moment of a message: the screen itself knows no clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct Now {
    /// Milliseconds of a clock that never jumps.
    pub ms: u64,
    /// The time of day, for display.
    pub at: Timestamp,
}

impl Now {
    /// The time as the editor counts it.
    pub fn editing(self) -> i64 {
        i64::try_from(self.ms).unwrap_or(i64::MAX)
    }
}

/// What reaches the screen.
#[derive(Debug)]
pub enum Msg {
    Input(Input),
    /// A moment that the screen asked to be woken at has come.
    Tick,
    Reply(Box<Reply>),
    /// Back from another program or from being stopped.
    Resumed,
    /// The process is to end: save what there is.
    Ending,
    /// The journal cannot be written, or can again.
    Journal(JournalState),
    /// Journals of a program that ended without saving.
    Recovered(Vec<Recovered>),
    /// What was copied did not reach a clipboard outside.
    Uncopied(writing::Uncopied),
    /// The person's own editor has ended.
    External {
        article: ArticleId,
        returned: external::Returned,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JournalState {
    Good,
    /// It had to be written anew from memory, into another file.
    Rewritten,
    Failing(String),
}

/// What the screen wants done.
#[derive(Debug)]
pub enum Effect {
    Ask(Request),
    Journal(Scribe),
    /// To the terminal's clipboard.
    Copy(String),
    Title(Visible),
    /// The text in the person's own editor.
    External {
        article: ArticleId,
        text: String,
    },
    /// The editor's page at this path is not needed any more.
    Tidy(String),
    /// There is no desk yet: make one.
    Found(Founding),
    /// Shall the terminal tell of the mouse?
    Mouse(bool),
    /// The person's own key map, as it is to be from now on.
    WriteKeys(String),
    Redraw,
    Quit,
}

/// What the journals are told; each open text has its own.
#[derive(Debug)]
pub enum Scribe {
    /// A text was opened for writing: its fields as they are now, and what they grew from.
    Begin {
        article: ArticleId,
        base: Base,
        fields: Words,
    },
    Edit {
        article: ArticleId,
        field: &'static str,
        edit: Edit,
    },
    /// These words are durable: as a revision, whose name is given.
    Saved {
        article: ArticleId,
        base: Base,
        fields: Words,
    },
    /// The text was left with nothing unsaved.
    End {
        article: ArticleId,
    },
    /// Who writes from now on.
    Writer(String),
    /// A journal that was found at the start: taken over into the open text, or set aside.
    Settle {
        found: usize,
        keep: bool,
    },
    /// To the disk now: the terminal may go away.
    Sync,
}

/// A text that a journal held when the program started.
#[derive(Debug, Clone)]
pub struct Recovered {
    /// Its place among those that were found.
    pub found: usize,
    pub article: Option<ArticleId>,
    /// The revision that it grew from, if it had one.
    pub base: Option<RevisionId>,
    pub person: String,
    pub fields: Fields,
    /// The same fields as they were before.
    pub before: Fields,
    pub edits: usize,
    /// The end of the file could not be read.
    pub damaged: bool,
    pub at: Timestamp,
}

/// Which list is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Tab {
    #[default]
    Mine,
    Review,
    All,
}

impl Tab {
    pub const ALL: [Self; 3] = [Self::Mine, Self::Review, Self::All];
}

/// A list as it is looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    pub tab: Tab,
    pub query: String,
    pub sort: Sort,
}

/// Where a page of the list is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Where {
    /// From here on; from the beginning without a cursor.
    On(Option<Cursor>),
    /// Up to here; the end of the list without a cursor.
    Back(Option<Cursor>),
}

/// Questions and deeds for the desk. Each is answered by one [`Reply`] or refused.
#[derive(Debug)]
pub enum Request {
    /// The office, its people, and who is signed in.
    House,
    /// Whose key has a passphrase.
    Locked,
    SignIn {
        name: String,
        passphrase: Option<Secret>,
    },
    SignOut,
    Page {
        ticket: u64,
        look: Look,
        at: Where,
        limit: usize,
    },
    Counts,
    /// Opens an article: its newest text, or one revision of it.
    Open {
        article: ArticleId,
        revision: Option<String>,
        aim: Aim,
    },
    New {
        template: Option<String>,
    },
    /// A new draft of a text that the journal of this number held.
    Draft {
        fields: Fields,
        found: usize,
    },
    /// Findings of a text as it is typed, and what of it is not as it was approved.
    Check {
        version: u64,
        article: ArticleId,
        text: Box<Typed>,
    },
    /// The working copy: durable, but no revision, and nobody else sees it.
    Keep {
        version: u64,
        article: ArticleId,
        base: Base,
        text: Box<Typed>,
    },
    /// A revision.
    Save {
        version: u64,
        article: ArticleId,
        base: Base,
        fields: Words,
        then: Then,
    },
    Act {
        article: ArticleId,
        deed: Deed,
    },
    /// Keeps a text as a file beside the desk and drops the working copy: another one was chosen.
    SetAside {
        article: ArticleId,
        text: Box<Manuscript>,
    },
    History {
        article: ArticleId,
    },
    /// The way back of the open text, for another session.
    KeepPast(Box<past::Keep>),
    /// What changed between the last approved text and one that waits for review.
    Compare {
        article: ArticleId,
        from: Option<String>,
        to: Option<String>,
    },
    /// A pasted release, or a file by its path.
    Import {
        source: Source,
    },
    Templates,
    /// The tags that the desk knows.
    Tags,
    /// Where whoever is signed in was when they left.
    Session,
    Export {
        publish: bool,
    },
    Checks(checks::Ask),
    Drafts(drafts::Ask),
    Writing(writing::Ask),
    Publishing(publishing::Ask),
    /// Did another program change the desk?
    Look,
    /// What is done while nobody types: checkpoint, statistics, a backup if one is due.
    Rest,
    AddPerson {
        name: String,
        full_name: String,
        roles: Vec<String>,
    },
    Speak(Lang),
    /// Keeps what belongs to this machine and person: sizes of panes and the like.
    Remember {
        key: &'static str,
        value: String,
    },
}

/// The fields of an article by name, those of the text and those of the plan.
pub type Fields = Vec<(&'static str, String)>;

/// The revision that a text grew from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    pub label: String,
    pub record: RevisionId,
}

/// What an opened text is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    Edit,
    Review,
    /// The same text again, after something happened to it.
    Refresh,
}

/// What follows a save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    Stay,
    Submit,
    Leave,
    Quit,
}

#[derive(Debug, Clone)]
pub enum Source {
    Pasted(String),
    Path(String),
    Paths(Vec<String>),
}

/// A step of an article's way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    Submit,
    TakeBack,
    Approve { revision: String, note: Option<String> },
    Return { note: String },
    Schedule { at: Timestamp },
    Unschedule,
    Correct { reason: String, path: bool },
    Withdraw { reason: String },
    Restore { revision: String },
    Trash,
    Untrash,
}

impl Deed {
    /// The word that keys of the language files hold.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::TakeBack => "take-back",
            Self::Approve { .. } => "approve",
            Self::Return { .. } => "return",
            Self::Schedule { .. } => "schedule",
            Self::Unschedule => "unschedule",
            Self::Correct { .. } => "correct",
            Self::Withdraw { .. } => "withdraw",
            Self::Restore { .. } => "restore",
            Self::Trash => "trash",
            Self::Untrash => "untrash",
        }
    }
}

/// A refusal or a failure, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    pub kind: String,
    pub message: String,
    pub hint: Option<String>,
}

/// The copy desk reads a body of more bytes when it is on the screen, not before: that takes longer
/// than all the rest of opening it.
pub const LONG: usize = 128 << 10;

/// An opened article.
#[derive(Debug, Clone)]
pub struct Opened {
    pub view: ArticleView,
    /// None yet of a body that is [`LONG`], if it was opened to be written.
    pub findings: Vec<Finding>,
    /// What somebody let stand.
    pub dismissed: Vec<Finding>,
    /// Fields as text: those of the manuscript and of the plan.
    pub fields: Fields,
    pub base: Base,
    /// The writer's own unsaved text, and when it was kept.
    pub working: Option<Unsaved>,
    /// The last remark of a reviewer who sent it back.
    pub remark: Option<(String, String)>,
    pub reasons: Vec<(Timestamp, String)>,
    /// So many words are wanted of it, if it has a goal of its own.
    pub goal: Option<u32>,
    /// The lines of its body that are not as they were approved last.
    pub changed: Vec<Run>,
    pub past: past::Past,
    /// The editor of a long body.
    pub ready: Option<Box<typed::Ready>>,
}

impl Opened {
    /// With another body: none, once somebody else has it.
    #[must_use]
    pub fn with_body(mut self, body: &str) -> Self {
        // Room of a long text that was there does not stay.
        self.view.manuscript.body = String::from(body);
        if let Some((_, own)) = self.fields.iter_mut().find(|(name, _)| *name == "body") {
            *own = String::from(body);
        }
        self
    }
}

/// What somebody typed and has not saved as a revision.
#[derive(Debug, Clone)]
pub struct Unsaved {
    pub fields: Fields,
    /// What it grew from: not always the newest revision.
    pub base: Base,
    pub at: Timestamp,
}

/// A text that came in.
#[derive(Debug, Clone)]
pub struct Came {
    pub article: ArticleId,
    pub headline: String,
    pub notes: Vec<String>,
    pub duplicate: bool,
}

#[derive(Debug, Clone)]
pub struct Exported {
    pub out: String,
    pub written: usize,
    pub unchanged: usize,
    pub published: usize,
    pub notes: Vec<String>,
}

/// What the desk answers.
#[derive(Debug)]
pub enum Reply {
    House(Box<Office>),
    Locked(Vec<String>),
    SignedIn(Box<PersonRow>),
    Page {
        ticket: u64,
        at: Where,
        page: Page,
        hints: Vec<Hint>,
        total: Option<u64>,
    },
    Counts {
        review: u64,
        all: u64,
    },
    Opened {
        aim: Aim,
        opened: Box<Opened>,
    },
    /// The beginning of a long text that is being opened.
    Coming(Box<Coming>),
    /// The journal's text is a draft of its own.
    Drafted {
        opened: Box<Opened>,
        found: usize,
    },
    Checked(Box<checks::Checked>),
    Kept {
        version: u64,
        article: ArticleId,
        at: Timestamp,
    },
    Saved {
        version: u64,
        article: ArticleId,
        at: Timestamp,
        base: Base,
        /// The words that are a revision now: more may have been typed since.
        fields: Words,
        then: Then,
    },
    Acted {
        deed: Deed,
        article: ArticleId,
        stage: StageName,
        headline: String,
        plan: Plan,
    },
    History {
        article: ArticleId,
        rows: Vec<HistoryRow>,
    },
    Compared {
        article: ArticleId,
        compared: Box<Compared>,
    },
    Came(Vec<Result<Came, Told>>),
    Templates(Vec<(String, String)>),
    /// As it was remembered; empty if it never was.
    Session(String),
    /// Those that are used most come first.
    Tags(Vec<String>),
    Exported(Exported),
    Checks(checks::Answer),
    Drafts(drafts::Answer),
    Writing(writing::Answer),
    Publishing(publishing::Answer),
    /// Findings that lists tell of were counted.
    Counted,
    /// Somebody else changed the desk.
    Changed,
    Rested {
        backup: Option<String>,
    },
    PersonAdded {
        name: String,
    },
    Refused {
        what: What,
        told: Told,
    },
    /// The text has moved on under the writer: their own stays where it is.
    Conflict {
        article: ArticleId,
        told: Told,
        theirs: Box<Opened>,
        /// What was to be saved, and the same fields of the revision that it grew from.
        mine: Fields,
        before: Fields,
        then: Then,
    },
    /// A text was put aside, in a file of this name.
    SetAside {
        article: ArticleId,
        path: String,
    },
}

/// What was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    SignIn,
    Page { ticket: u64 },
    Open { article: ArticleId },
    Save { article: ArticleId, version: u64 },
    Keep { version: u64 },
    Act { article: ArticleId, deed: Deed },
    Export,
    Past,
    Check,
    Other,
}

/// Two texts side by side.
#[derive(Debug, Clone)]
pub struct Compared {
    pub from: Option<Box<(HistoryRow, Manuscript)>>,
    pub to: Box<(HistoryRow, Manuscript)>,
}
