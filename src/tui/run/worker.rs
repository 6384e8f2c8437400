//! The thread that owns the desk: takes requests one by one, and answers each.

mod checks;
mod counting;
mod destinations;
mod drafts;
mod house;
mod hurry;
mod lists;
mod names;
mod past;
mod publishing;
mod reader;
mod save;
mod writing;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use std::time::SystemTime;

use self::checks::SUGGESTIONS;
use self::counting::Counting;
pub(super) use self::hurry::AtOnce;
use self::reader::Reader;
use super::approved::Approved;
use super::{Event, Lender, files};
use crate::desk::edit::Change;
use crate::desk::import::File;
use crate::desk::register::Learning;
use crate::desk::{Desk, DeskError, Me, SignedIn};
use crate::domain::ids::{ArticleId, Digest};
use crate::domain::manuscript::Manuscript;
use crate::domain::record::RevisionId;
use crate::domain::view::{ArticleView, HistoryRow, PersonRow};
use crate::keys::Passphrase;
use crate::lang::Lang;
use crate::rules::{Keeper, Report};
use crate::text::changed::Run;
use crate::tui::msg::past::Past;
use crate::tui::msg::typed::{Coming, Ready};
use crate::tui::msg::{
    Aim, Base, Came, Compared, Deed, Fields, LONG, Opened, Reply, Request, Source, Told, Unsaved,
    What,
};

/// Revisions that are looked through for the last approved one.
const DEEP: usize = 500;

pub(super) struct Worker {
    desk: Desk,
    me: Option<Me>,
    /// Who is signed in for the first picture, until their key is opened.
    assumed: Option<PersonRow>,
    lender: Box<dyn Lender>,
    lang: Lang,
    /// Revisions that this program itself followed by others.
    moved: BTreeMap<(ArticleId, RevisionId), Base>,
    /// Of the text that was opened last.
    approved: Option<Approved>,
    /// For long texts.
    reader: Reader,
    replies: Sender<Event>,
    /// The names of the desk, as far as they were read.
    learning: Option<Learning>,
    /// What the office's list of names looked like then.
    listed: Option<(SystemTime, u64)>,
    names: names::Names,
    /// What the paragraphs of the text that is typed looked like.
    kept: Option<(ArticleId, Arc<Keeper>)>,
    counting: Counting,
    /// What the file looked like when this program wrote or read last.
    seen: i64,
    /// The newest record that is known, on desks that publish.
    newest: Option<Digest>,
}

/// Why a request was not done.
enum Failed {
    Desk(DeskError),
    Told(Told),
}

impl From<DeskError> for Failed {
    fn from(error: DeskError) -> Self {
        Self::Desk(error)
    }
}

type Answer = Result<Reply, Failed>;

impl Worker {
    pub(super) fn new(
        desk: Desk,
        signed_in: Option<SignedIn>,
        lender: Box<dyn Lender>,
        lang: Lang,
        replies: Sender<Event>,
    ) -> Self {
        let seen = desk.store().data_version().unwrap_or_default();
        let (me, assumed) = match signed_in {
            Some(SignedIn::Shown(me)) => (Some(*me), None),
            Some(SignedIn::Assumed(person)) => (None, Some(person)),
            None => (None, None),
        };
        Self {
            desk,
            me,
            assumed,
            lender,
            lang,
            moved: BTreeMap::new(),
            approved: None,
            reader: Reader::default(),
            replies,
            learning: None,
            listed: None,
            names: names::Names::default(),
            kept: None,
            counting: Counting::default(),
            seen,
            newest: None,
        }
    }

    /// Serves until nobody asks any more, beginning with what could not be answered at once; then
    /// the desk is closed cleanly.
    pub(super) fn serve(mut self, undone: Vec<Request>, requests: &Receiver<Request>) {
        for reply in self.no_longer_assumed() {
            let _nobody_asks = self.replies.send(Event::Reply(Box::new(reply)));
        }
        let mut undone = undone.into_iter();
        while let Some(request) = undone.next().or_else(|| self.next(requests)) {
            let what = what(&request);
            let reply = match self.answer(request) {
                Ok(Some(reply)) => reply,
                Ok(None) => continue,
                Err(failed) => self.refused(what, failed),
            };
            if self.replies.send(Event::Reply(Box::new(reply))).is_err() {
                break;
            }
        }
        self.desk.close();
    }

    fn refused(&mut self, what: What, failed: Failed) -> Reply {
        let told = match failed {
            Failed::Told(told) => told,
            Failed::Desk(error) => {
                let cause = causes(&error);
                let told = self.lender.tell(error, self.lang);
                tracing::warn!(kind = %told.kind, cause, "refused");
                told
            }
        };
        Reply::Refused { what, told }
    }

    fn answer(&mut self, request: Request) -> Result<Option<Reply>, Failed> {
        let reply = match request {
            Request::House => self.house()?,
            Request::Locked => Reply::Locked(self.locked(&self.desk.store().people()?)),
            Request::SignIn { name, passphrase } => {
                let passphrase = passphrase.map(|words| Passphrase::new(words.bytes()));
                self.sign_in(&name, passphrase.transpose())?
            }
            Request::SignOut => self.sign_out()?,
            Request::Page { ticket, look, at, limit } => self.page(ticket, &look, at, limit)?,
            Request::Counts => self.counts()?,
            Request::Open { article, revision, aim } => {
                self.open(&article, revision.as_deref(), aim)?
            }
            Request::Draft { fields, found } => self.draft(&fields, found)?,
            Request::New { template } => self.new_article(template.as_deref())?,
            Request::Check { version, article, text } => {
                return self.check(version, &article, *text);
            }
            Request::Keep { version, article, base, text } => {
                self.keep(version, article, &base, text.into_manuscript())?
            }
            Request::Save { version, article, base, fields, then } => {
                self.save(version, article, &base, fields, then)?
            }
            Request::Act { article, deed } => self.act(article, deed)?,
            Request::SetAside { article, text } => self.set_aside(article, &text)?,
            Request::History { article } => self.history(article)?,
            Request::KeepPast(keep) => return self.keep_past(*keep),
            Request::Compare { article, from, to } => {
                self.compare(article, from.as_deref(), to.as_deref())?
            }
            Request::Import { source } => self.import(source)?,
            Request::Templates => Reply::Templates(self.lender.templates(&self.desk, self.lang)),
            Request::Writing(ask) => return self.writing(ask),
            Request::Publishing(ask) => return self.publishing(ask),
            Request::Session => self.session()?,
            Request::Tags => Reply::Tags(self.desk.tags()?),
            Request::Export { publish } => self.export(publish)?,
            Request::Checks(ask) => self.checks(ask)?,
            Request::Drafts(ask) => self.drafts(ask)?,
            Request::Look => return self.look(),
            Request::Rest => self.rest(),
            Request::AddPerson { name, full_name, roles } => {
                self.add_person(name, &full_name, &roles)?
            }
            Request::Speak(lang) => {
                self.lang = lang;
                return Ok(None);
            }
            Request::Remember { key, value } => return self.remember(key, &value),
        };
        Ok(Some(reply))
    }

    fn open(&mut self, article: &ArticleId, revision: Option<&str>, aim: Aim) -> Answer {
        if aim == Aim::Edit && revision.is_none() {
            self.show_beginning(article);
        }
        let mut opened = self.opened(article, revision, aim)?;
        if aim != Aim::Refresh && revision.is_none() {
            opened.past = self.past_of(&opened);
        }
        Ok(Reply::Opened { aim, opened: Box::new(opened) })
    }

    /// That of a long text is looked at while all of it is read and held to its digest. If it cannot
    /// be read, opening the text tells why.
    fn show_beginning(&self, article: &ArticleId) {
        if let Ok(Some((headline, body))) = self.desk.beginning(self.me.as_ref(), article) {
            let coming = Reply::Coming(Box::new(Coming::of(&headline, &body)));
            let _nobody_left = self.replies.send(Event::Reply(Box::new(coming)));
        }
    }

    fn remember(&mut self, key: &str, value: &str) -> Result<Option<Reply>, Failed> {
        // The tour leads through the work of two people, and a text looks to all as it does.
        let person = self.me.as_ref().map(|me| &me.person);
        let person = person.filter(|_| !["tour", SUGGESTIONS].contains(&key));
        self.desk.remember(person, key, value)?;
        Ok(None)
    }

    fn session(&self) -> Answer {
        let kept = self.desk.recall(self.person(), "session")?;
        Ok(Reply::Session(kept.unwrap_or_default()))
    }

    fn history(&self, article: ArticleId) -> Answer {
        let rows = self.desk.history(&article.to_string())?;
        Ok(Reply::History { article, rows })
    }

    /// Did another program write, or somebody in the list of names?
    fn look(&mut self) -> Result<Option<Reply>, Failed> {
        let seen = self.desk.store().data_version()?;
        let before = std::mem::replace(&mut self.seen, seen);
        let moved = self.list_moved();
        let listed = moved || self.learning.is_some() && self.desk.register_stamp() != self.listed;
        let changed = (before != seen || listed).then_some(Reply::Changed);
        Ok(if listed || changed.is_none() { changed } else { self.what_moved()? })
    }

    fn add_person(&mut self, name: String, full_name: &str, roles: &[String]) -> Answer {
        let me = self.me.as_ref().ok_or(DeskError::Who { names: Vec::new() })?;
        self.lender.add_person(&mut self.desk, me, &name, full_name, roles)?;
        Ok(Reply::PersonAdded { name })
    }

    /// What a text grew from, seen through the saves of this very program: a second save may have
    /// been asked for before the first was answered.
    fn newest(&self, article: ArticleId, base: &Base) -> Base {
        let mut base = base;
        while let Some(next) = self.moved.get(&(article, base.record)) {
            base = next;
        }
        base.clone()
    }

    fn opened(
        &mut self,
        article: &ArticleId,
        revision: Option<&str>,
        aim: Aim,
    ) -> Result<Opened, Failed> {
        let mut view = self.desk.article(&article.to_string(), revision)?;
        let later = aim == Aim::Edit && view.manuscript.body.len() > LONG;
        let found = if later { Report::default() } else { self.desk.report_in(&view)? };
        let base = base_of(&view);
        let copy = match &self.me {
            Some(me) if revision.is_none() => self.desk.working(me, article)?,
            _ => None,
        };
        let working = copy
            .map(|copy| {
                let label = self.desk.label_of(&copy.base)?;
                let base = Base { label, record: copy.base };
                Ok::<_, DeskError>(Unsaved {
                    fields: Vec::from(copy.text.into_fields()),
                    base,
                    at: copy.saved,
                })
            })
            .transpose()?;
        let changed = match revision {
            None => self.changed(article, &view)?,
            Some(_) => Vec::new(),
        };
        let fields = self.fields(&mut view, aim)?;
        let remark = self.desk.last_remark(article)?;
        let reasons = self.desk.correction_reasons(&view.state.corrections)?;
        let past = Past::None;
        let long = fields.iter().find(|(name, text)| *name == "body" && text.len() > LONG);
        let long = long.filter(|_| aim == Aim::Edit);
        let ready = long.map(|(_, body)| Box::new(Ready::of(body)));
        let goal = self.desk.goal(article)?;
        Ok(Opened {
            view,
            findings: found.findings,
            dismissed: found.dismissed,
            fields,
            base,
            working,
            remark,
            reasons,
            goal,
            changed,
            past,
            ready,
        })
    }

    /// The fields of a text. Whoever writes it needs its words once: a long body is not copied.
    fn fields(&self, view: &mut ArticleView, aim: Aim) -> Result<Fields, Failed> {
        if aim != Aim::Edit {
            return Ok(self.desk.fields_of(view)?);
        }
        let words = std::mem::take(&mut view.manuscript.body);
        let mut fields = self.desk.fields_of(view)?;
        let body = fields.iter_mut().find(|(name, _)| *name == "body");
        if let Some((_, body)) = body {
            *body = words;
        }
        Ok(fields)
    }

    /// The lines that are not as they were approved; what that was is kept for what is typed next.
    fn changed(&mut self, article: &ArticleId, view: &ArticleView) -> Result<Vec<Run>, Failed> {
        self.approved = Approved::of(&self.desk, article, view)?;
        let approved = self.approved.as_ref();
        Ok(approved.map(|approved| approved.changed(&view.manuscript.body)).unwrap_or_default())
    }

    fn new_article(&mut self, template: Option<&str>) -> Answer {
        let me = self.me.as_ref().ok_or(DeskError::Who { names: Vec::new() })?;
        let (changes, words) = match template {
            Some(name) => {
                self.lender.template(&self.desk, me, name, self.lang).map_err(Failed::Told)?
            }
            None => Default::default(),
        };
        let id = self.desk.new_article(me, &changes)?;
        if words.is_some() {
            self.desk.set_goal(&id, words)?;
        }
        Ok(Reply::Opened { aim: Aim::Edit, opened: Box::new(self.opened(&id, None, Aim::Edit)?) })
    }

    /// A new article that begins with these words.
    fn draft(&mut self, fields: &Fields, found: usize) -> Answer {
        let changes: Vec<Change> =
            fields.iter().map(|(field, value)| Change::new(*field, value)).collect();
        let me = self.me.as_ref().ok_or(DeskError::Who { names: Vec::new() })?;
        let id = self.desk.new_article(me, &changes)?;
        Ok(Reply::Drafted { opened: Box::new(self.opened(&id, None, Aim::Edit)?), found })
    }

    fn set_aside(&mut self, article: ArticleId, text: &Manuscript) -> Answer {
        let me = self.me.as_ref().ok_or(DeskError::Who { names: Vec::new() })?;
        let path = self.desk.set_aside(me, &article, text)?;
        Ok(Reply::SetAside { article, path: path.to_string_lossy().into_owned() })
    }

    fn keep(&mut self, version: u64, article: ArticleId, base: &Base, text: Manuscript) -> Answer {
        let base = self.newest(article, base);
        let me = self.me.as_ref().ok_or(DeskError::Who { names: Vec::new() })?;
        self.desk.keep_working(me, &article, &base.record, text, true)?;
        let at = self.desk.clock().now();
        Ok(Reply::Kept { version, article, at })
    }

    fn act(&mut self, article: ArticleId, deed: Deed) -> Answer {
        let me = self.me.as_ref().ok_or(DeskError::Who { names: Vec::new() })?;
        let name = article.to_string();
        match &deed {
            Deed::Submit => self.desk.submit(me, &name).map(drop)?,
            Deed::TakeBack => self.desk.take_back(me, &name).map(drop)?,
            Deed::Approve { revision, note } => {
                self.desk.approve(me, &name, revision, note.as_deref()).map(drop)?;
            }
            Deed::Return { note } => self.desk.send_back(me, &name, note).map(drop)?,
            Deed::Schedule { at } => self.desk.schedule(me, &name, *at).map(drop)?,
            Deed::Unschedule => self.desk.unschedule(me, &name).map(drop)?,
            Deed::Correct { reason, path } => {
                self.desk.correct(me, &name, reason, *path).map(drop)?;
            }
            Deed::Withdraw { reason } => self.desk.withdraw(me, &name, reason).map(drop)?,
            Deed::Restore { revision } => self.desk.restore(me, &name, revision).map(drop)?,
            Deed::Trash => self.desk.trash(me, &name).map(drop)?,
            Deed::Untrash => self.desk.untrash(me, &name).map(drop)?,
        }
        let view = self.desk.article(&name, None)?;
        let (stage, headline, plan) = (view.state.name(), view.row.headline, view.state.plan);
        Ok(Reply::Acted { deed, article, stage, headline, plan })
    }

    /// The text that a reviewer reads beside the one that was approved last.
    fn compare(&self, article: ArticleId, from: Option<&str>, to: Option<&str>) -> Answer {
        let name = article.to_string();
        let text = |view: ArticleView| Box::new((view.revision, view.manuscript));
        let to = self.desk.article(&name, to)?;
        let rows: Vec<HistoryRow> = self.desk.history(&name)?;
        let from = match from {
            Some(label) => Some(label.to_owned()),
            None => approved_before(&to, &rows, self.desk.last_approved(&article)?),
        };
        let from = from.map(|label| self.desk.article(&name, Some(&label))).transpose()?;
        let compared = Box::new(Compared { from: from.map(text), to: text(to) });
        Ok(Reply::Compared { article, compared })
    }

    fn import(&mut self, source: Source) -> Answer {
        let given = |path: String| files::read(&path).map(|bytes| (path, bytes));
        let read: Vec<_> = match source {
            Source::Pasted(text) => {
                vec![Ok((self.lender.pasted_name(self.lang), text.into_bytes()))]
            }
            Source::Path(typed) => files::named(&typed).into_iter().map(given).collect(),
            Source::Paths(paths) => paths.into_iter().map(given).collect(),
        };
        let mut came = Vec::new();
        for one in read {
            came.push(match one {
                Ok((name, bytes)) => self.import_one(&name, &bytes)?,
                Err(error) => Err(self.lender.tell(error, self.lang)),
            });
        }
        Ok(Reply::Came(came))
    }

    fn import_one(&mut self, name: &str, bytes: &[u8]) -> Result<Result<Came, Told>, Failed> {
        let me = self.me.as_ref().ok_or(DeskError::Who { names: Vec::new() })?;
        let file = File { name, bytes, format: None, section: None, again: false };
        let Some(result) = self.desk.import(me, &[file])?.pop() else {
            return Ok(Err(Told::default()));
        };
        Ok(match result {
            Ok(imported) => {
                let view = self.desk.article(&imported.id.to_string(), None)?;
                Ok(Came {
                    article: imported.id,
                    headline: view.manuscript.headline,
                    notes: self.lender.notes(&imported, self.lang),
                    duplicate: imported.duplicate,
                })
            }
            Err(error) => Err(self.lender.tell(error, self.lang)),
        })
    }

    fn export(&mut self, publish: bool) -> Answer {
        let exported = self
            .lender
            .export(&mut self.desk, self.me.as_ref(), publish, self.lang)
            .map_err(Failed::Told)?;
        Ok(Reply::Exported(exported))
    }

    /// A backup when one is due, and the log of the file emptied: while nobody waits.
    fn rest(&mut self) -> Reply {
        let backup = self.lender.backup(&self.desk, self.lang);
        self.desk.store().tidy();
        self.prune_past();
        Reply::Rested { backup }
    }
}

/// The newest revision before this one that was approved, or public.
fn approved_before(
    view: &ArticleView,
    rows: &[HistoryRow],
    last: Option<RevisionId>,
) -> Option<String> {
    let live: Option<RevisionId> = view.state.live.as_ref().map(|live| live.revision);
    rows.iter()
        .take(DEEP)
        .filter(|row| row.record != view.revision.record)
        .find(|row| Some(row.record) == live || Some(row.record) == last)
        .map(|row| row.label.clone())
}

fn base_of(view: &ArticleView) -> Base {
    Base { label: view.revision.label.clone(), record: view.revision.record }
}

/// What lies below an error. The error itself may quote what somebody wrote.
fn causes(error: &DeskError) -> String {
    let first = std::error::Error::source(error);
    let chain = std::iter::successors(first, |error| error.source());
    chain.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// What a request is called when it is refused.
fn what(request: &Request) -> What {
    match request {
        Request::SignIn { .. } => What::SignIn,
        Request::Page { ticket, .. } => What::Page { ticket: *ticket },
        Request::Open { article, .. } => What::Open { article: *article },
        Request::Save { article, version, .. } => {
            What::Save { article: *article, version: *version }
        }
        Request::Keep { version, .. } => What::Keep { version: *version },
        Request::Act { article, deed } => What::Act { article: *article, deed: deed.clone() },
        Request::Export { .. } => What::Export,
        Request::KeepPast(_) => What::Past,
        Request::Checks(_) => What::Check,
        _ => What::Other,
    }
}
