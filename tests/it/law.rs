//! Laws that hold whatever people do: random people do random deeds in random order, and the
//! records alone must tell that nobody cleared their own text, that a refusal changes nothing,
//! and that every table is what the ledger says.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use redaksi::desk::edit::Change;
use redaksi::desk::publish::{Outgoing, Take};
use redaksi::desk::{Desk, DeskError};
use redaksi::domain::fold;
use redaksi::domain::ids::{ArticleId, Digest, PersonId, WriterKey};
use redaksi::domain::office::{History, SINGLE_EYE, Setting};
use redaksi::domain::people::Roles;
use redaksi::domain::record::{Deed, Header, Record};
use redaksi::domain::stage::{Stage, StageName, State};
use redaksi::domain::time::Timestamp;
use redaksi::store::lists::Filter;

use crate::support::{Office, PEOPLE, try_me};

const YEAR: i64 = 365 * 24 * 3_600_000;

/// What somebody tries. Articles and revisions are picked from those that are there.
#[derive(Debug, Clone)]
enum Act {
    New,
    Edit {
        text: u8,
        base: Option<u8>,
    },
    Plan {
        embargo: Option<i8>,
        slug: Option<u8>,
    },
    Submit,
    SendBack,
    /// The newest revision, or one so many before it.
    Approve {
        back: u8,
    },
    Schedule {
        minutes: i16,
    },
    Unschedule,
    Correct {
        path: bool,
    },
    Withdraw,
    Restore {
        number: u8,
    },
    Publish {
        back: u8,
    },
    Trash,
    Untrash,
    /// One revision, or all of them.
    Erase {
        number: Option<u8>,
    },
    SingleEye {
        on: bool,
    },
    Revoke {
        whom: usize,
    },
    /// The clock goes wrong by so many years.
    Jump {
        years: i64,
    },
    Wait {
        minutes: u16,
    },
}

#[derive(Debug, Clone)]
struct Try {
    who: usize,
    article: u8,
    act: Act,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => Just(Act::New),
        6 => (any::<u8>(), proptest::option::weighted(0.2, 0..5u8))
            .prop_map(|(text, base)| Act::Edit { text, base }),
        2 => (proptest::option::of(any::<i8>()), proptest::option::of(0..3u8))
            .prop_map(|(embargo, slug)| Act::Plan { embargo, slug }),
        9 => Just(Act::Submit),
        2 => Just(Act::SendBack),
        9 => prop_oneof![4 => Just(0), 1 => 1..3u8].prop_map(|back| Act::Approve { back }),
        3 => (-100..1000i16).prop_map(|minutes| Act::Schedule { minutes }),
        1 => Just(Act::Unschedule),
        4 => any::<bool>().prop_map(|path| Act::Correct { path }),
        2 => Just(Act::Withdraw),
        2 => (1..5u8).prop_map(|number| Act::Restore { number }),
        7 => prop_oneof![6 => Just(0), 1 => 1..3u8].prop_map(|back| Act::Publish { back }),
        4 => Just(Act::Trash),
        4 => Just(Act::Untrash),
        1 => proptest::option::of(1..5u8).prop_map(|number| Act::Erase { number }),
        1 => any::<bool>().prop_map(|on| Act::SingleEye { on }),
        1 => (0..PEOPLE.len()).prop_map(|whom| Act::Revoke { whom }),
        1 => prop_oneof![Just(10), Just(-10)].prop_map(|years| Act::Jump { years }),
        1 => any::<u16>().prop_map(|minutes| Act::Wait { minutes }),
    ]
}

fn attempt() -> impl Strategy<Value = Try> {
    (0..PEOPLE.len(), 0..3u8, act()).prop_map(|(who, article, act)| Try { who, article, act })
}

/// The articles of one run; a text has a word of its own for each time it was written.
#[derive(Default)]
struct Articles {
    ids: Vec<String>,
    words: u32,
}

impl Articles {
    fn pick(&self, number: u8) -> Option<&String> {
        self.ids.get(usize::from(number) % self.ids.len().max(1))
    }

    fn text(&mut self, seed: u8) -> [Change; 2] {
        self.words += 1;
        let word = self.words;
        [
            Change::new("headline", format!("Rapat pleno kata{word}kata")),
            Change::new("body", format!("Alinea {seed}.\n\nUcapan ke-{word}.")),
        ]
    }
}

fn minutes(from: Timestamp, count: i64) -> Timestamp {
    from.plus_ms(count * 60_000)
}

/// Does what somebody tries. `Ok(true)`: something may have been written.
fn attempt_it(office: &mut Office, all: &mut Articles, tried: &Try) -> Result<(), DeskError> {
    let now = office.clock.now();
    match tried.act {
        Act::Jump { years } => {
            office.clock.advance(years * YEAR);
            return Ok(());
        }
        Act::Wait { minutes } => {
            office.clock.advance(i64::from(minutes) * 60_000);
            return Ok(());
        }
        _ => {}
    }
    let desk = &mut office.desk;
    let me = try_me(desk, PEOPLE[tried.who])?;
    match &tried.act {
        Act::New => {
            let text = all.text(0);
            all.ids.push(desk.new_article(&me, &text)?.to_string());
            return Ok(());
        }
        Act::SingleEye { on } => {
            return desk.set_office(&me, &[(SINGLE_EYE.to_owned(), on.to_string())]);
        }
        Act::Revoke { whom } => return desk.revoke_person(&me, PEOPLE[*whom], "Pindah tugas."),
        _ => {}
    }
    let Some(id) = all.pick(tried.article).cloned() else { return Ok(()) };
    let newest = desk.store().head(desk.find(&id)?)?.number;
    let back = |by: u8| newest.saturating_sub(by.into()).max(1).to_string();
    match &tried.act {
        Act::Edit { text, base } => {
            let text = all.text(*text);
            let base = base.map(|base| base.to_string());
            desk.edit_article(&me, &id, &text, base.as_deref()).map(drop)
        }
        Act::Plan { embargo, slug } => {
            let embargo = embargo.map(|hours| minutes(now, i64::from(hours) * 60).to_string());
            let slug = slug.map(|number| format!("pilihan-{number}"));
            let changes = [
                Change::new("embargo", embargo.unwrap_or_default()),
                Change::new("slug", slug.unwrap_or_default()),
            ];
            desk.edit_article(&me, &id, &changes, None).map(drop)
        }
        Act::Submit => desk.submit(&me, &id).map(drop),
        Act::SendBack => desk.send_back(&me, &id, "Periksa angkanya.").map(drop),
        Act::Approve { back: by } => desk.approve(&me, &id, &back(*by), None).map(drop),
        Act::Schedule { minutes: count } => {
            desk.schedule(&me, &id, minutes(now, (*count).into())).map(drop)
        }
        Act::Unschedule => desk.unschedule(&me, &id).map(drop),
        Act::Correct { path } => desk.correct(&me, &id, "Salah sebut nama.", *path).map(drop),
        Act::Withdraw => desk.withdraw(&me, &id, "Tidak jadi.").map(drop),
        Act::Trash => desk.trash(&me, &id).map(drop),
        Act::Untrash => desk.untrash(&me, &id).map(drop),
        Act::Restore { number } => desk.restore(&me, &id, &number.to_string()).map(drop),
        Act::Publish { back: by } => {
            let row = desk.find(&id)?;
            let number = newest.saturating_sub((*by).into()).max(1);
            let revision = desk.store().revisions_numbered(row, number)?[0].record;
            desk.note_taken("folder", &[(id.parse().unwrap(), revision)]).map(drop)
        }
        Act::Erase { number } => {
            let number = number.map(|number| number.to_string());
            desk.erase(&me, &id, number.as_deref(), "Permintaan.").map(drop)
        }
        Act::New | Act::SingleEye { .. } | Act::Revoke { .. } => unreachable!("done above"),
        Act::Jump { .. } | Act::Wait { .. } => unreachable!("nobody does it"),
    }
}

/// All that a refusal must leave as it was.
fn traces(office: &Office) -> Vec<String> {
    let file = office.file();
    [
        "SELECT count(*) || ' ' || coalesce(max(id), 0) FROM record",
        "SELECT count(*) || ' ' || coalesce(max(id), 0) FROM content",
        "SELECT group_concat(state, '\n') FROM article_state",
        "SELECT group_concat(stage || touched || contributors || number, '\n') FROM article",
        "SELECT group_concat(hex(record) || head || approved, '\n') FROM revision",
        "SELECT group_concat(stage || n, '\n') FROM stage_count",
        "SELECT group_concat(key || value, '\n') FROM setting",
        "SELECT group_concat(name || roles || revoked, '\n') FROM person",
    ]
    .map(|query| {
        file.query_row(query, [], |row| row.get::<_, Option<String>>(0))
            .unwrap()
            .unwrap_or_default()
    })
    .to_vec()
}

/// The ledger, oldest first.
fn ledger(desk: &Desk) -> Vec<(Record, Header)> {
    let newest = desk.store().records(None, None, usize::MAX).unwrap();
    newest.into_iter().rev().map(|row| (row.record, row.header)).collect()
}

/// Who saved a revision, over which others, and the digest of its text.
type Saved = (Option<PersonId>, Vec<Digest>, Option<Digest>);

/// What the oracle knows of an article: nothing that the program keeps.
#[derive(Default)]
struct Known {
    revisions: BTreeMap<Digest, Saved>,
    approved: BTreeSet<Digest>,
    waiting: Option<Digest>,
    cleared: Option<Digest>,
    approver: Option<PersonId>,
    live: Option<Digest>,
    trashed: bool,
}

impl Known {
    /// Who wrote a revision, or one that it grew from, back to what was approved.
    fn writers(&self, revision: Digest) -> BTreeSet<PersonId> {
        let mut found = BTreeSet::new();
        let mut ways = vec![revision];
        while let Some(at) = ways.pop() {
            let (author, base, _) = &self.revisions[&at];
            found.extend(*author);
            ways.extend(base.iter().filter(|base| !self.approved.contains(base)));
        }
        found
    }
}

/// What a revoked person approved and nobody has taken waits for somebody else.
fn void(articles: &mut BTreeMap<ArticleId, Known>, person: PersonId) {
    for known in articles.values_mut().filter(|known| known.approver == Some(person)) {
        if let Some(cleared) = known.cleared.take() {
            known.waiting = Some(cleared);
            known.approved.remove(&cleared);
        }
    }
}

/// Reads the records from the first to the last and holds each to the rules of the newsroom, by
/// other means than the program's.
fn oracle(ledger: &[(Record, Header)]) {
    let mut owners: BTreeMap<WriterKey, Option<PersonId>> = BTreeMap::new();
    let mut roles: BTreeMap<PersonId, Roles> = BTreeMap::new();
    let mut gone = BTreeSet::new();
    let mut single_eye = false;
    let mut articles: BTreeMap<ArticleId, Known> = BTreeMap::new();
    for (record, header) in ledger {
        let deed = header.deed().unwrap();
        let who = owners.get(&header.writer).copied().flatten();
        if let Some(who) = who {
            assert!(!gone.contains(&who), "a revoked person signed {deed:?}");
        }
        let reviews = || who.is_some_and(|who| roles[&who].may_review());
        if let Deed::PersonRevoked { person, .. } = deed {
            void(&mut articles, *person);
        }
        let known = header.article.map(|id| articles.entry(id).or_default());
        // Words are erased by law wherever they lie.
        let is_for_trash = matches!(deed, Deed::ArticleUntrashed {} | Deed::ContentErased { .. });
        if let (Some(known), false) = (&known, is_for_trash) {
            assert!(!known.trashed, "in the trash: {deed:?}");
        }
        match (deed, known) {
            (Deed::WriterEnrolled { person, key, .. }, _) => {
                owners.insert(*key, *person);
            }
            (Deed::PersonAdded { person, roles: given, .. }, _) => {
                roles.insert(*person, given.clone());
            }
            (Deed::PersonRevoked { person, .. }, _) => {
                gone.insert(*person);
            }
            (Deed::SettingChanged { key, value: Setting::Flag(on) }, _) if key == SINGLE_EYE => {
                single_eye = *on;
            }
            (Deed::RevisionSaved { base, .. }, Some(known)) => {
                let saved = (who, base.clone(), header.content);
                known.revisions.insert(record.digest, saved);
                known.waiting = None;
                known.cleared = None;
            }
            (Deed::ArticleSubmitted { revision, .. }, Some(known)) => {
                known.waiting = Some(*revision);
            }
            (Deed::ArticleReturned { .. }, Some(known)) => {
                assert!(known.waiting.take().is_some() && reviews());
            }
            (Deed::ArticleApproved { revision, .. }, Some(known)) => {
                assert_eq!(known.waiting.take(), Some(*revision), "not what was submitted");
                let own = known.writers(*revision).contains(&who.unwrap());
                assert!(!own || single_eye, "own work was approved");
                assert!(reviews(), "approved without the role");
                assert_eq!(header.content, known.revisions[revision].2, "other bytes approved");
                known.approved.insert(*revision);
                known.cleared = Some(*revision);
                known.approver = who;
            }
            (Deed::ArticleScheduled { revision, .. }, Some(known)) => {
                assert!(known.cleared == Some(*revision) && reviews());
            }
            (Deed::ArticleCorrected { .. }, Some(known)) => {
                assert!(known.cleared.is_none() && reviews());
            }
            (Deed::ArticleWithdrawn { .. }, Some(known)) => {
                assert!(reviews());
                assert!(known.live.take().is_some() | known.cleared.take().is_some());
                known.waiting = None;
            }
            (Deed::ArticleTrashed { revision }, Some(known)) => {
                assert_eq!(known.writers(*revision), who.into_iter().collect(), "not only own");
                assert!(known.approved.is_empty() && known.live.is_none());
                assert!(known.waiting.is_none(), "a reviewer waits for it");
                known.trashed = true;
            }
            (Deed::ArticleUntrashed {}, Some(known)) => {
                assert!(std::mem::take(&mut known.trashed), "it was not in the trash");
            }
            (Deed::ContentErased { .. }, Some(known)) => {
                assert!(who.is_some_and(|who| roles[&who].may_administer()));
                assert_eq!(known.live, None, "erased under the eyes of readers");
                known.waiting = None;
                known.cleared = None;
            }
            (Deed::DeliveryTaken { revision, .. }, Some(known)) => {
                assert_eq!(who, None, "a person signed a delivery");
                assert!(known.cleared == Some(*revision) || known.live == Some(*revision));
                known.live = Some(*revision);
                known.cleared = None;
            }
            _ => {}
        }
    }
}

/// Folds the ledger in memory, after mixing it up and putting it in order again.
fn replay(ledger: &[(Record, Header)]) -> BTreeMap<ArticleId, fold::Article> {
    let mut mixed: Vec<_> = ledger.iter().collect();
    // By digest: as good as by chance, and the same in each run.
    mixed.sort_by_key(|(record, _)| record.digest);
    mixed.sort_by_key(|(_, header)| header.position());
    let mut history = History::default();
    for (_, header) in mixed.iter().filter(|(_, header)| header.article.is_none()) {
        history.push(header).unwrap();
    }
    let mut articles: BTreeMap<ArticleId, fold::Article> = BTreeMap::new();
    for (record, header) in &mixed {
        if let Some(id) = header.article {
            articles.entry(id).or_default().push(record, header, &history).unwrap();
        }
    }
    for article in articles.values_mut() {
        article.settle(&history, None);
    }
    articles
}

/// Holds the tables to the ledger.
fn compare(office: &Office, ledger: &[(Record, Header)]) {
    let desk = &office.desk;
    let people: BTreeMap<PersonId, (i64, String)> = desk
        .store()
        .people()
        .unwrap()
        .into_iter()
        .map(|person| (person.id, (person.row, person.name)))
        .collect();
    let folded = replay(ledger);
    let mut counts: BTreeMap<StageName, u64> = BTreeMap::new();
    for (id, article) in &folded {
        let state = article.state.as_ref().unwrap();
        let name = id.to_string();
        let row = office.row(&name);
        assert_eq!(desk.store().state(row).unwrap(), *state);
        let list = desk.store().list_row(row).unwrap();
        let [head] = article.heads.iter().collect::<Vec<_>>()[..] else { panic!("two heads") };
        let newest = &article.revisions[head];
        assert_eq!((list.stage, list.number), (state.name(), newest.number));
        assert_sensible(state);
        assert_eq!(list.flags.live(), state.live.is_some());
        assert_eq!(list.flags.returned(), state.returned());
        assert_eq!(list.flags.correcting(), state.correction.is_some());
        assert_eq!(list.flags.trashed(), state.trashed.is_some());
        assert!(state.trashed.is_none_or(|since| since == list.updated), "{state:?}");
        let mut rows: Vec<i64> = newest.contributors.iter().map(|id| people[id].0).collect();
        rows.sort_unstable();
        assert_eq!(list.contributors, rows);
        let mut told: Vec<_> = desk
            .history(&name)
            .unwrap()
            .into_iter()
            .map(|row| {
                (row.record, row.number, row.label, row.content, row.author, row.at, row.head)
            })
            .collect();
        told.sort();
        let kept: Vec<_> = article
            .revisions
            .iter()
            .map(|(record, row)| {
                let author = row.author.map(|id| people[&id].1.clone());
                let head = article.heads.contains(record);
                (*record, row.number, row.number.to_string(), row.content, author, row.at, head)
            })
            .collect();
        assert_eq!(told, kept);
        if state.trashed.is_none() {
            *counts.entry(state.name()).or_default() += 1;
        }
        assert_leaves(desk, row, state.live.is_some());
    }
    let mut told = desk.store().stage_counts().unwrap();
    told.retain(|(_, count)| *count > 0);
    told.sort();
    assert_eq!(told, counts.into_iter().collect::<Vec<_>>());
}

/// The parts of a state fit together.
fn assert_sensible(state: &State) {
    let waits = matches!(state.stage, Stage::Approved { .. } | Stage::Scheduled { .. });
    assert_eq!(state.clearance.is_some(), waits, "cleared in another stage: {state:?}");
    let public = matches!(state.stage, Stage::Published { .. });
    assert!(!public || state.live.is_some() && state.correction.is_none(), "{state:?}");
    let gone = matches!(state.stage, Stage::Withdrawn { .. });
    assert!(!gone || state.live.is_none() && !state.readdress, "{state:?}");
    assert!(state.live.is_none() || state.address.is_some(), "{state:?}");
    let working = matches!(state.stage, Stage::Draft { .. } | Stage::Submitted { .. });
    assert!(!working || state.live.is_none() || state.correction.is_some(), "{state:?}");
    let own = matches!(state.stage, Stage::Draft { .. }) && state.address.is_none();
    assert!(state.trashed.is_none() || own && state.live.is_none(), "{state:?}");
}

/// Whatever is public can leave the house, and whatever leaves passed the gate.
fn assert_leaves(desk: &Desk, row: i64, live: bool) {
    let end = Timestamp::from_ms(i64::MAX);
    for take in [Take::Live, Take::Due] {
        match desk.outgoing(row, take, end).unwrap() {
            Outgoing::Page(page, _) => {
                let text = desk.store().manuscript(&page.content()).unwrap();
                assert_eq!(*page.manuscript(), text);
            }
            Outgoing::Notice { .. } | Outgoing::Nothing => assert!(!live, "public and not there"),
        }
    }
}

/// Every word of the newest headline finds the article, where one looks for it, and none of an
/// older one does.
fn search(office: &Office, all: &Articles) {
    let store = office.desk.store();
    let mut newest = BTreeSet::new();
    for id in &all.ids {
        let row = office.row(id);
        let list = store.list_row(row).unwrap();
        let (headline, trashed) = (list.headline, list.flags.trashed());
        if headline.is_empty() {
            continue;
        }
        let there = Filter { trashed, ..Filter::default() };
        let elsewhere = Filter { trashed: !trashed, ..Filter::default() };
        for word in headline.split(' ') {
            let finds = |filter| {
                let found = store.search(&format!("\"{word}\""), filter, 99, None).unwrap();
                found.rows.iter().any(|found| found.row == row)
            };
            assert!(finds(&there), "{word} does not find {id}");
            assert!(!finds(&elsewhere), "{word} finds {id} where it is not");
        }
        if !trashed {
            newest.insert(headline.rsplit(' ').next().unwrap().to_owned());
        }
    }
    for word in (1..=all.words).map(|word| format!("kata{word}kata")) {
        let found = store.search(&format!("\"{word}\""), &Filter::default(), 99, None).unwrap();
        assert_eq!(found.rows.is_empty(), !newest.contains(&word), "{word}");
    }
}

/// How often the runs did what, so that a test that refuses everything fails.
#[derive(Default)]
struct Tally {
    done: u64,
    refused: u64,
    stages: BTreeSet<StageName>,
    own_work: u64,
    trashed: u64,
    taken_out: u64,
}

fn run(tries: &[Try], tally: &mut Tally) {
    let mut office = Office::new();
    let mut all = Articles::default();
    for tried in tries {
        let before = traces(&office);
        match attempt_it(&mut office, &mut all, tried) {
            Ok(()) => tally.done += 1,
            Err(error) => {
                assert!(is_an_answer(&error), "{tried:?}: {error:?}");
                assert_eq!(traces(&office), before, "{tried:?} was refused and left a trace");
                tally.refused += 1;
                let refused = format!("{error:?}");
                tally.own_work += u64::from(refused.contains("OwnWork"));
            }
        }
        if let Some(id) = all.pick(tried.article) {
            tally.stages.insert(office.stage(id));
        }
    }
    let ledger = ledger(&office.desk);
    for (_, header) in &ledger {
        tally.trashed += u64::from(header.said.kind() == "article.trashed");
        tally.taken_out += u64::from(header.said.kind() == "article.untrashed");
    }
    oracle(&ledger);
    compare(&office, &ledger);
    search(&office, &all);
    office.assert_sound();
}

/// Does this tell a person why, and not that something broke?
fn is_an_answer(error: &DeskError) -> bool {
    matches!(
        error,
        DeskError::Refused { .. }
            | DeskError::Revoked { .. }
            | DeskError::Conflict { .. }
            | DeskError::NotFound { .. }
            | DeskError::Invalid { .. }
            | DeskError::Erased { .. }
            | DeskError::LastAdmin
    )
}

#[test]
fn whatever_people_do_the_laws_hold() {
    // The long run is for a night; the short one is for each commit.
    let long = std::env::var_os("REDAKSI_LONG").is_some();
    let cases = if long { 5_000 } else { 500 };
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let tally = std::cell::RefCell::new(Tally::default());
    let lists = proptest::collection::vec(attempt(), 20..30);
    TestRunner::new(config)
        .run(&lists, |tries| {
            run(&tries, &mut tally.borrow_mut());
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
    let tally = tally.into_inner();
    println!("{} deeds, {} refused, {} own work", tally.done, tally.refused, tally.own_work);
    assert!(tally.done > tally.refused / 4, "hardly anything was allowed");
    assert!(tally.own_work > 0, "nobody tried to approve their own work");
    // Only what was thrown away can be taken out again.
    assert!(tally.trashed >= tally.taken_out && tally.taken_out > 0, "hardly any trash");
    assert_eq!(tally.stages.len(), StageName::ALL.len(), "a stage was never reached");
}
