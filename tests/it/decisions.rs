//! Decisions about findings, by random people in random order: nobody lets an error stand in their
//! own text, nobody but who decides for all texts calls words right, and the tables say what the
//! ledger says.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use redaksi::desk::DeskError;
use redaksi::desk::edit::Change;
use redaksi::domain::finding::Level;
use redaksi::domain::fold;
use redaksi::domain::ids::{ArticleId, Digest, PersonId, WriterKey};
use redaksi::domain::office::History;
use redaksi::domain::people::Roles;
use redaksi::domain::record::{Deed, Header, Record};
use redaksi::domain::stage::Refusal;

use crate::support::{Office, PEOPLE, refusal, try_me};

/// A wrong weekday, which is an error, and a doubled blank, which is a warning.
const FAULTY: &str = "Rapat digelar pada Senin, 21 Oktober 2025.\n\nPeserta  hadir lengkap.";
const SOUND: &str = "Rapat digelar pada Selasa, 21 Oktober 2025.\n\nPeserta hadir lengkap.";

#[derive(Debug, Clone)]
enum Act {
    New,
    Edit { faulty: bool },
    Dismiss { error: bool },
    Undismiss { error: bool },
    Submit,
    Approve,
    Words { word: u8, add: bool },
    Erase,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        2 => Just(Act::New),
        3 => any::<bool>().prop_map(|faulty| Act::Edit { faulty }),
        9 => any::<bool>().prop_map(|error| Act::Dismiss { error }),
        2 => any::<bool>().prop_map(|error| Act::Undismiss { error }),
        4 => Just(Act::Submit),
        3 => Just(Act::Approve),
        3 => (0..3u8, any::<bool>()).prop_map(|(word, add)| Act::Words { word, add }),
        1 => Just(Act::Erase),
    ]
}

type Try = (usize, u8, Act);

fn attempt(office: &mut Office, ids: &mut Vec<String>, tried: &Try) -> Result<(), DeskError> {
    let (who, article, act) = tried;
    let me = try_me(&mut office.desk, PEOPLE[*who])?;
    let desk = &mut office.desk;
    let text = |faulty: bool| Change::new("body", if faulty { FAULTY } else { SOUND });
    match act {
        Act::New => {
            let changes = [Change::new("headline", "Rapat pleno terbuka"), text(true)];
            ids.push(desk.new_article(&me, &changes)?.to_string());
            return Ok(());
        }
        Act::Words { word, add } => {
            let words = [format!("kata{}", char::from(b'a' + word))];
            let done =
                if *add { desk.add_words(&me, &words) } else { desk.remove_words(&me, &words) };
            return done.map(drop);
        }
        _ => {}
    }
    let Some(id) = ids.get(usize::from(*article) % ids.len().max(1)).cloned() else {
        return Ok(());
    };
    let rule = |error: bool| if error { "T01" } else { "S01" };
    match act {
        Act::Edit { faulty } => desk.edit_article(&me, &id, &[text(*faulty)], None).map(drop),
        Act::Dismiss { error } => {
            desk.dismiss(&me, &id, rule(*error), None, "Memang begitu.").map(drop)
        }
        Act::Undismiss { error } => desk.undismiss(&me, &id, rule(*error), None).map(drop),
        Act::Submit => desk.submit(&me, &id).map(drop),
        Act::Approve => {
            let newest = desk.store().head(desk.find(&id)?)?.number.to_string();
            desk.approve(&me, &id, &newest, None).map(drop)
        }
        Act::Erase => desk.erase(&me, &id, None, "Permintaan.").map(drop),
        Act::New | Act::Words { .. } => unreachable!("done above"),
    }
}

fn ledger(office: &Office) -> Vec<(Record, Header)> {
    let newest = office.desk.store().records(None, None, usize::MAX).unwrap();
    newest.into_iter().rev().map(|row| (row.record, row.header)).collect()
}

/// What the records say, read by other means than the program's.
#[derive(Default)]
struct Seen {
    writers: BTreeMap<ArticleId, BTreeSet<PersonId>>,
    stands: BTreeMap<ArticleId, Vec<Digest>>,
    errors: usize,
    words: usize,
}

fn oracle(ledger: &[(Record, Header)]) -> Seen {
    let mut owners: BTreeMap<WriterKey, PersonId> = BTreeMap::new();
    let mut roles: BTreeMap<PersonId, Roles> = BTreeMap::new();
    let mut seen = Seen::default();
    for (record, header) in ledger {
        let who = owners.get(&header.writer).copied();
        match (header.deed().unwrap(), header.article) {
            (Deed::WriterEnrolled { person: Some(person), key, .. }, _) => {
                owners.insert(*key, *person);
            }
            (Deed::PersonAdded { person, roles: given, .. }, _) => {
                roles.insert(*person, given.clone());
            }
            (Deed::RevisionSaved { .. }, Some(id)) => {
                seen.writers.entry(id).or_default().insert(who.unwrap());
            }
            // Who wrote before an approval wrote another text.
            (Deed::ArticleApproved { .. }, Some(id)) => drop(seen.writers.remove(&id)),
            (Deed::FindingDismissed { level, .. }, Some(id)) => {
                let who = who.unwrap();
                let own = seen.writers[&id].contains(&who);
                assert!(roles[&who].may_write());
                if *level == Level::Error {
                    assert!(roles[&who].may_review() && !own, "an own error was let stand");
                    seen.errors += 1;
                }
                seen.stands.entry(id).or_default().push(record.digest);
            }
            (Deed::FindingUndismissed { dismissal }, Some(id)) => {
                let stands = seen.stands.get_mut(&id).unwrap();
                let at = stands.iter().position(|known| known == dismissal).unwrap();
                stands.remove(at);
            }
            (Deed::WordAdded { .. } | Deed::WordRemoved { .. }, None) => {
                let roles = &roles[&who.unwrap()];
                assert!(roles.may_review() || roles.may_administer());
                seen.words += 1;
            }
            _ => {}
        }
    }
    seen
}

fn compare(office: &Office, ledger: &[(Record, Header)], seen: &Seen) {
    let mut history = History::default();
    for (_, header) in ledger.iter().filter(|(_, header)| header.article.is_none()) {
        history.push(header).unwrap();
    }
    let mut folded: BTreeMap<ArticleId, fold::Article> = BTreeMap::new();
    for (record, header) in ledger {
        if let Some(id) = header.article {
            folded.entry(id).or_default().push(record, header, &history).unwrap();
        }
    }
    for (id, article) in folded {
        let state = office.state(&id.to_string());
        assert_eq!(article.state.as_ref(), Some(&state));
        let stands: Vec<Digest> = state.dismissed.iter().map(|one| one.record).collect();
        assert_eq!(stands, seen.stands.get(&id).cloned().unwrap_or_default());
        let view = office.desk.article(&id.to_string(), None).unwrap();
        let report = office.desk.report_in(&view).unwrap();
        let stood = office.desk.stood(&id).unwrap();
        assert!(report.dismissed.iter().all(|found| stood.iter().any(|one| one.is_of(found))));
        assert!(report.findings.iter().all(|found| !stood.iter().any(|one| one.is_of(found))));
    }
}

#[test]
fn whatever_is_decided_the_laws_hold() {
    let long = std::env::var_os("REDAKSI_LONG").is_some();
    let cases = if long { 2_000 } else { 120 };
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let tally = std::cell::Cell::new((0, 0, 0));
    let tries = proptest::collection::vec((0..PEOPLE.len(), 0..2u8, act()), 15..25);
    TestRunner::new(config)
        .run(&tries, |tries| {
            let (mut office, mut ids) = (Office::new(), Vec::new());
            for tried in &tries {
                let records = office.records();
                if let Err(error) = attempt(&mut office, &mut ids, tried) {
                    assert_eq!(office.records(), records, "{tried:?} left a trace: {error}");
                }
            }
            let ledger = ledger(&office);
            let seen = oracle(&ledger);
            compare(&office, &ledger, &seen);
            office.assert_sound();
            let (stands, errors, words) = tally.get();
            let count: usize = seen.stands.values().map(Vec::len).sum();
            tally.set((stands + count, errors + seen.errors, words + seen.words));
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
    let (stands, errors, words) = tally.get();
    assert!(stands > 20 && errors > 5 && words > 20, "hardly anything: {:?}", tally.get());
}

#[test]
fn an_error_needs_a_second_person() {
    let mut office = Office::new();
    let id = office.draft("sri", "Rapat pleno terbuka");
    office.edit("sri", &id, FAULTY).unwrap();
    let mut dismiss = |who: &str, rule: &str| {
        let me = office.me(who);
        office.desk.dismiss(&me, &id, rule, None, "Kutipan dari surat.")
    };
    // Sri reviews too, and wrote it; Ali writes alone; Tata does neither.
    let own = refusal(dismiss("sri", "T01"));
    assert!(matches!(own, Refusal::SecondPerson { is_own: true, .. }), "{own:?}");
    let no_reviewer = refusal(dismiss("ali", "T01"));
    assert!(matches!(no_reviewer, Refusal::SecondPerson { is_own: false, .. }), "{no_reviewer:?}");
    assert!(matches!(refusal(dismiss("tata", "S01")), Refusal::NotAllowed { .. }));
    assert_eq!(dismiss("nur", "T01").unwrap().level, Level::Error);
    assert_eq!(dismiss("sri", "s01").unwrap().standing.findings.warning, 0);
    assert!(matches!(dismiss("nur", "T01"), Err(DeskError::Stands { .. })));
    office.submit("sri", &id);
    office.approve("nur", &id).unwrap();
    let ledger = ledger(&office);
    let gate = ledger.iter().find_map(|(_, header)| match header.deed() {
        Some(Deed::ArticleSubmitted { findings, .. }) => Some(*findings),
        _ => None,
    });
    let gate = gate.unwrap();
    assert_eq!((gate.error, gate.warning, gate.dismissed), (0, 0, 2));
}

#[test]
fn erased_words_let_nothing_stand() {
    let mut office = Office::new();
    let id = office.draft("ali", "Rapat pleno terbuka");
    office.edit("ali", &id, FAULTY).unwrap();
    let nur = office.me("nur");
    office.desk.dismiss(&nur, &id, "T01", None, "Kutipan.").unwrap();
    let kepala = office.me("kepala");
    office.desk.erase(&kepala, &id, None, "Permintaan.").unwrap();
    let stood = office.desk.stood(&id.parse().unwrap()).unwrap();
    assert_eq!((stood[0].words.as_str(), stood[0].reason.as_str()), ("", ""));
    office.edit("ali", &id, FAULTY).unwrap();
    let view = office.desk.article(&id, None).unwrap();
    assert!(office.desk.findings_in(&view).unwrap().iter().any(|found| found.rule == "T01"));
    office.assert_sound();
}
