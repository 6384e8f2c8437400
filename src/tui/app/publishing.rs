//! What the screen knows of texts on their way: the words in the header, the badges in the list,
//! and what is told when something arrives.

use std::collections::BTreeMap;

use super::App;
use crate::domain::delivery::{Kind, Name, Op, Standing, Trouble};
use crate::domain::ids::ArticleId;
use crate::domain::outbox::Entry;
use crate::domain::stage::Plan;
use crate::lang::{Arg, Words, time};
use crate::tui::msg::publishing::{Answer, Ask, Decision, Live, News, Overview};
use crate::tui::msg::{Deed, Request};
use crate::tui::notes::Weight;
use crate::tui::theme::Role;

/// So long the header says that all has arrived.
const DONE_MS: u64 = 20_000;
/// So long after one look at what is on its way the next may follow: texts may arrive by the dozen.
const LOOK_MS: u64 = 250;
/// What went wrong when there is no way out of the house.
const OFFLINE: [&str; 6] = ["no-network", "no-name", "no-server", "portal", "timeout", "reset"];
/// A person copies by hand, or takes away by hand.
pub const BY_HAND: [&str; 4] = ["by-hand", "take-away-by-hand", "page-differs", "page-address"];

#[derive(Debug, Default)]
pub struct Publishing {
    pub destinations: Vec<(Name, Kind)>,
    live: Vec<Live>,
    /// What the list shows of an article.
    signs: BTreeMap<ArticleId, Sign>,
    /// Something is being sent right now.
    sends: bool,
    done_until: Option<u64>,
    /// When it was asked last what is on its way.
    looked: Option<u64>,
    /// Something moved since.
    owes_look: bool,
    /// A destination that was set up just now.
    pub kept: Option<Name>,
    /// Where the open article is.
    of: Option<(ArticleId, Vec<Entry>)>,
}

/// How a text stands on its way, the most pressing last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    OnItsWay,
    Unsure,
    Needed,
}

impl Sign {
    /// The arrow alone, or with what is to be thought of it.
    pub fn glyphs(self) -> &'static str {
        match self {
            Self::OnItsWay => "⇪",
            Self::Unsure => "⇪?",
            Self::Needed => "⇪!",
        }
    }

    pub fn role(self) -> Role {
        match self {
            Self::OnItsWay => Role::Accent,
            Self::Unsure => Role::Warn,
            Self::Needed => Role::Error,
        }
    }
}

/// What the header says about the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quiet {
    Needed(usize),
    Sending,
    Unsure(usize),
    Offline(usize),
    Queued(usize),
    Done,
}

impl Quiet {
    pub fn words(self, words: &Words) -> String {
        let (key, count) = match self {
            Self::Needed(count) => ("tray-head-needed", count),
            Self::Sending => ("tray-head-sending", 0),
            Self::Unsure(count) => ("tray-head-unsure", count),
            Self::Offline(count) => ("tray-head-offline", count),
            Self::Queued(count) => ("tray-head-queued", count),
            Self::Done => ("tray-head-done", 0),
        };
        words.say(key, &[("count", count.into())])
    }

    /// The same where words have no room.
    pub fn brief(self) -> String {
        match self {
            Self::Needed(count) => format!("!{count}"),
            Self::Unsure(count) => format!("?{count}"),
            Self::Offline(count) => format!("✗{count}"),
            Self::Queued(count) => count.to_string(),
            Self::Sending => "…".to_owned(),
            Self::Done => "✓".to_owned(),
        }
    }

    pub fn role(self) -> Role {
        match self {
            Self::Needed(_) => Role::Error,
            Self::Unsure(_) | Self::Offline(_) => Role::Warn,
            Self::Sending | Self::Queued(_) => Role::Accent,
            Self::Done => Role::Ok,
        }
    }
}

/// Does a person have to do something before it goes on?
pub fn needs_person(standing: Standing, trouble: Option<&str>) -> bool {
    standing.is_stuck()
        || standing == Standing::Differs
        || (standing == Standing::Waiting && trouble.is_some_and(|key| BY_HAND.contains(&key)))
}

impl Live {
    fn needs_person(&self) -> bool {
        needs_person(self.standing, self.trouble.as_deref())
    }

    fn sign(&self) -> Sign {
        match self.standing {
            _ if self.needs_person() => Sign::Needed,
            Standing::Unknown => Sign::Unsure,
            _ => Sign::OnItsWay,
        }
    }
}

impl Publishing {
    fn overview_is(&mut self, overview: Overview, now: u64) {
        if !self.live.is_empty() && overview.live.is_empty() {
            self.done_until = Some(now + DONE_MS);
        }
        self.destinations = overview.destinations;
        self.live = overview.live;
        self.signs.clear();
        for live in &self.live {
            let sign = self.signs.entry(live.article).or_insert(Sign::OnItsWay);
            *sign = live.sign().max(*sign);
        }
    }

    /// What the header says; nothing while there is nothing to say.
    pub fn quiet(&self) -> Option<Quiet> {
        if self.live.is_empty() && !self.sends {
            return self.done_until.map(|_| Quiet::Done);
        }
        let count = |is: &dyn Fn(&Live) -> bool| self.live.iter().filter(|live| is(live)).count();
        let needed = count(&Live::needs_person);
        if needed > 0 {
            return Some(Quiet::Needed(needed));
        }
        if self.sends {
            return Some(Quiet::Sending);
        }
        let unsure = count(&|live| live.standing == Standing::Unknown);
        if unsure > 0 {
            return Some(Quiet::Unsure(unsure));
        }
        let offline = |live: &Live| {
            let known = live.trouble.as_deref().is_some_and(|key| OFFLINE.contains(&key));
            known && live.standing == Standing::Waiting
        };
        match (count(&offline), self.live.len()) {
            (0, all) => Some(Quiet::Queued(all)),
            (_, all) => Some(Quiet::Offline(all)),
        }
    }

    pub fn sign(&self, article: &ArticleId) -> Option<Sign> {
        self.signs.get(article).copied()
    }

    /// Where the article is, if that was asked.
    pub fn places(&self, article: &ArticleId) -> &[Entry] {
        self.of.as_ref().filter(|(of, _)| of == article).map_or(&[], |(_, rows)| rows)
    }

    pub(super) fn tick(&mut self, now: u64) {
        self.done_until = self.done_until.filter(|until| *until > now);
    }

    pub(super) fn deadline(&self) -> Option<u64> {
        let look = self.looked.filter(|_| self.owes_look).map(|looked| looked + LOOK_MS);
        [self.done_until, look].into_iter().flatten().min()
    }

    fn is_time_to_look(&self, now: u64) -> bool {
        self.owes_look && self.looked.is_none_or(|looked| looked + LOOK_MS <= now)
    }

    /// The destinations by name, for a sentence.
    pub fn names(&self) -> String {
        let names: Vec<&str> = self.destinations.iter().map(|(name, _)| name.as_str()).collect();
        names.join(", ")
    }
}

impl App {
    /// Reads again what is on its way, with whatever moves a moment later.
    pub(super) fn parcels_moved(&mut self) {
        self.publishing.owes_look = true;
        self.look_if_due();
    }

    pub(super) fn look_if_due(&mut self) {
        if self.publishing.is_time_to_look(self.now.ms) {
            self.look_at_parcels();
        }
    }

    /// Reads again what is on its way: after a deed of the person, at once.
    pub(super) fn look_at_parcels(&mut self) {
        self.publishing.looked = Some(self.now.ms);
        self.publishing.owes_look = false;
        self.ask(Request::Publishing(Ask::Overview));
        self.look_where_it_is();
    }

    /// Asks where the open article is, on desks that publish.
    pub fn look_where_it_is(&mut self) {
        if let Some(doc) = self.doc.as_ref().filter(|_| !self.publishing.destinations.is_empty()) {
            let article = doc.id();
            self.ask(Request::Publishing(Ask::Of(article)));
        }
    }

    pub(super) fn published(&mut self, answer: Answer) {
        match answer {
            Answer::Overview(overview) => {
                let first = self.publishing.destinations.is_empty();
                self.publishing.overview_is(overview, self.now.ms);
                if first {
                    self.look_where_it_is();
                }
            }
            Answer::Of { article, rows } => self.publishing.of = Some((article, rows)),
            Answer::News(news) => self.news(news),
            Answer::Moved => {
                self.ask(Request::House);
                self.parcels_moved();
            }
            Answer::Decided { decision, row, clashes, unread } => {
                self.decided(&decision, row.entry.parcel.article, &row.headline);
                self.tell_both(&clashes);
                if unread {
                    self.toast(Weight::Warning, "tray-unread", &[]);
                }
            }
            Answer::Retried(count) => {
                self.toast(Weight::Note, "tray-retried", &[("count", count.into())]);
                self.look_at_parcels();
            }
            Answer::Kept(name) => {
                self.toast(Weight::Done, "dest-kept", &[("name", name.as_str().into())]);
                self.publishing.kept = Some(name);
                self.look_at_parcels();
            }
            Answer::Removed { name, ended } => {
                let values = [("name", name.as_str().into()), ("count", ended.into())];
                self.toast(Weight::Done, "dest-removed", &values);
                self.look_at_parcels();
            }
            // Those are for whoever asked.
            Answer::Tray(_)
            | Answer::Parcel(_)
            | Answer::Destinations(_)
            | Answer::Step { .. }
            | Answer::Checked(_) => {}
        }
    }

    fn decided(&mut self, decision: &Decision, article: ArticleId, headline: &str) {
        let key = format!("tray-did-{}", decision.word());
        let text = self.say(&key, &[("headline", headline.into())]);
        self.notes.say(self.now, Weight::Done, text);
        self.wrote();
        self.look_at_parcels();
        if matches!(decision, Decision::Theirs | Decision::Merged) {
            self.refresh();
            if self.doc.as_ref().is_some_and(|doc| doc.is(&article)) {
                let aim = crate::tui::msg::Aim::Refresh;
                self.ask(Request::Open { article, revision: None, aim });
            }
        }
    }

    /// Words that both sides changed stand side by side now: each pair is in the log.
    fn tell_both(&mut self, clashes: &[(String, String)]) {
        if clashes.is_empty() {
            return;
        }
        for (ours, theirs) in clashes {
            let values = [("ours", ours.as_str().into()), ("theirs", theirs.as_str().into())];
            let text = self.say("tray-both", &values);
            self.notes.log(self.now, Weight::Warning, text);
        }
        let values = [("count", clashes.len().into())];
        self.toast(Weight::Warning, "tray-both-count", &values);
    }

    fn news(&mut self, news: News) {
        match news {
            News::Begun { looks, .. } => self.publishing.sends = !looks,
            News::Idle => self.publishing.sends = false,
            // The next one may follow at once: that nothing is sent any more is told by itself.
            News::Ended { entry, headline, was } => {
                self.tell_end(&entry, &headline, was);
                self.parcels_moved();
            }
        }
    }

    /// Says what became of a parcel: that it is published only after it was read back.
    fn tell_end(&mut self, entry: &Entry, headline: &str, was: Standing) {
        let parcel = &entry.parcel;
        let checked = parcel.trouble.as_ref().is_some_and(|it| it.key.starts_with("page-"));
        if parcel.standing == was && !checked {
            return;
        }
        let withdraws = parcel.op == Op::Withdraw;
        let (weight, key) = match parcel.standing {
            Standing::Published if was == Standing::Visible => return,
            Standing::Published | Standing::Visible if withdraws => (Weight::Done, "tray-gone"),
            Standing::Published => (Weight::Done, "tray-published"),
            Standing::Visible if was.is_done() => (Weight::Done, "tray-visible"),
            Standing::Visible => (Weight::Done, "tray-published-visible"),
            Standing::Unknown => (Weight::Warning, "tray-unsure"),
            // Said once: the tray tells of each further try.
            Standing::Waiting if parcel.attempts > 1 && !checked => return,
            Standing::Waiting => {
                let by_hand = parcel.trouble.as_ref().map(|trouble| trouble.key.as_str());
                match by_hand {
                    Some("by-hand") => (Weight::Warning, "tray-by-hand"),
                    Some("take-away-by-hand") => (Weight::Warning, "tray-away-by-hand"),
                    Some(key) if BY_HAND.contains(&key) => (Weight::Warning, "tray-page"),
                    _ => (Weight::Note, "tray-waits"),
                }
            }
            Standing::Conflict => (Weight::Warning, "tray-conflict"),
            Standing::Refused => (Weight::Warning, "tray-refused"),
            Standing::Differs => (Weight::Warning, "tray-differs"),
            _ => return,
        };
        let why = parcel.trouble.as_ref().map(|trouble| trouble_words(&self.words, trouble));
        let values = [
            ("name", parcel.destination.as_str().into()),
            ("headline", headline.into()),
            ("why", why.unwrap_or_default().into()),
        ];
        self.toast(weight, key, &values);
    }

    /// After an approval or a withdrawal: where the text goes now, or from where it is taken.
    pub(super) fn tell_way(&mut self, deed: &Deed, article: ArticleId) {
        if self.publishing.destinations.is_empty() {
            return;
        }
        let names = self.publishing.names();
        match deed {
            Deed::Approve { .. } => {
                self.toast(Weight::Note, "tray-goes-to", &[("names", names.into())]);
            }
            Deed::Schedule { at } => {
                let when = time::near(*at, self.now.at, self.zone(), &self.words);
                let values = [("names", names.into()), ("when", when.into())];
                self.toast(Weight::Note, "tray-goes-to-at", &values);
            }
            Deed::Withdraw { .. } => {
                let places = self.taken_from(&article);
                if !places.is_empty() {
                    self.toast(Weight::Note, "tray-taken-from", &[("names", places.into())]);
                }
            }
            _ => {}
        }
        self.ask(Request::Publishing(Ask::Overview));
    }

    /// Where a text goes when it is approved, and when; nothing on desks without destinations.
    pub fn way_words(&self, plan: &Plan) -> Option<String> {
        let names = self.publishing.names();
        let ahead = plan.due.max(plan.embargo).filter(|at| *at > self.now.at);
        let values = [("names", names.as_str().into())];
        let text = match ahead {
            _ if names.is_empty() => return None,
            None => self.say("tray-goes-to", &values),
            Some(at) => {
                let when = time::near(at, self.now.at, self.zone(), &self.words);
                let [names] = values;
                self.say("tray-goes-to-at", &[names, ("when", when.into())])
            }
        };
        Some(text)
    }

    /// The destinations that have the article or may have it, by name; empty if none is known.
    pub fn taken_from(&self, article: &ArticleId) -> String {
        let rows = self.publishing.places(article).iter();
        let there = rows.filter(|row| row.has > crate::domain::outbox::Has::No);
        let names: Vec<&str> = there.map(|row| row.parcel.destination.as_str()).collect();
        names.join(", ")
    }
}

/// What went wrong, in words.
pub fn trouble_words(words: &Words, trouble: &Trouble) -> String {
    let key = format!("trouble-{}", trouble.key);
    let there = words.say("tray-there", &[]);
    // Those that speak of a host may not know which.
    let mut values = vec![("host", there.as_str().into()), ("key", trouble.key.as_str().into())];
    values.extend(values_of(trouble));
    words.say(if words.has(&key) { &key } else { "trouble-other" }, &values)
}

fn values_of(trouble: &Trouble) -> impl Iterator<Item = (&str, Arg<'_>)> {
    trouble.values.iter().map(|(name, value)| (name.as_str(), value.as_str().into()))
}

/// What can be done about it here: hints that name a command are for the command line.
pub fn trouble_hint(words: &Words, trouble: &Trouble) -> Option<String> {
    let key = format!("trouble-{}-hint", trouble.key);
    let values: Vec<(&str, Arg<'_>)> = values_of(trouble).collect();
    let hint = words.has(&key).then(|| words.say(&key, &values))?;
    (!hint.contains("“redaksi ")).then_some(hint)
}
