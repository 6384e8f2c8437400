//! Random people do random deeds while a random network comes and goes: at every moment the outbox
//! holds to its laws, and in the end every destination has exactly what the office cleared for it.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use redaksi::desk::DeskError;
use redaksi::domain::delivery::{Op, Standing};
use redaksi::domain::ids::ArticleId;
use redaksi::domain::outbox::{Entry, Has};
use redaksi::store::outbox::Wanted;

use super::desk::{drain, office};
use super::script::{KILLED, Luck, Shared};
use crate::support::Office;

const DESTINATIONS: [&str; 2] = ["kab", "prov"];

#[derive(Debug, Clone)]
enum Act {
    New,
    Edit,
    Submit,
    Approve,
    /// Both, one after the other.
    Review,
    /// A destination is out of reach, or back, until somebody says otherwise.
    Cut {
        which: usize,
        down: bool,
    },
    Schedule {
        minutes: u8,
    },
    Unschedule,
    Embargo {
        minutes: Option<u8>,
    },
    Correct,
    Withdraw,
    /// A reviewer acts on a parcel: 0 tries again, 1 gives up.
    Decide {
        parcel: u8,
        what: u8,
    },
    Work {
        luck: Vec<Luck>,
    },
    Wait {
        minutes: u8,
    },
}

fn luck() -> impl Strategy<Value = Luck> {
    prop_oneof![
        3 => Just(Luck::Good),
        1 => Just(Luck::Hidden),
        2 => Just(Luck::Offline),
        2 => Just(Luck::LostRequest),
        2 => Just(Luck::LostAnswer),
        1 => Just(Luck::Refused),
        1 => Just(Luck::Killed),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        1 => Just(Act::New),
        4 => Just(Act::Edit),
        4 => Just(Act::Submit),
        4 => Just(Act::Approve),
        8 => Just(Act::Review),
        3 => (0..2usize, any::<bool>()).prop_map(|(which, down)| Act::Cut { which, down }),
        1 => any::<u8>().prop_map(|minutes| Act::Schedule { minutes }),
        1 => Just(Act::Unschedule),
        1 => proptest::option::of(any::<u8>()).prop_map(|minutes| Act::Embargo { minutes }),
        8 => Just(Act::Correct),
        2 => Just(Act::Withdraw),
        2 => (any::<u8>(), 0..2u8).prop_map(|(parcel, what)| Act::Decide { parcel, what }),
        8 => proptest::collection::vec(luck(), 0..4).prop_map(|luck| Act::Work { luck }),
        3 => any::<u8>().prop_map(|minutes| Act::Wait { minutes }),
    ]
}

fn run(office: &mut Office, world: &Shared, ids: &mut Vec<String>, article: u8, act: &Act) {
    match act {
        Act::New => {
            let number = ids.len();
            ids.push(office.draft("ali", &format!("Berita {number}")));
            return;
        }
        Act::Cut { which, down } => {
            let down_now = &mut world.borrow_mut().down;
            let name = DESTINATIONS[*which].to_owned();
            let _changed = if *down { down_now.insert(name) } else { down_now.remove(&name) };
            return;
        }
        Act::Wait { minutes } => return office.clock.advance(i64::from(*minutes) * 60_000),
        Act::Work { luck } => {
            world.borrow_mut().luck = luck.iter().copied().collect();
            let died = catch_unwind(AssertUnwindSafe(|| drop(drain(office, world))));
            if let Err(death) = died {
                assert_eq!(death.downcast_ref(), Some(&KILLED));
            }
            world.borrow_mut().luck.clear();
            return;
        }
        _ => {}
    }
    let Some(id) = ids.get(usize::from(article) % ids.len().max(1)).cloned() else { return };
    let (ali, nur) = (office.me("ali"), office.me("nur"));
    let soon = |office: &Office, minutes: u8| {
        office.clock.now().plus_ms(60_000 * (1 + i64::from(minutes)))
    };
    // What the law refuses changes nothing, and is not the subject here.
    let _lawful: Result<(), DeskError> = match act {
        Act::Edit => {
            let body = format!("Isi ke-{}.", office.number(&id) + 1);
            office.edit("ali", &id, &body).map(drop)
        }
        Act::Submit => office.desk.submit(&ali, &id).map(drop),
        Act::Approve => office.approve("nur", &id),
        Act::Review => {
            office.desk.submit(&ali, &id).map(drop).and_then(|()| office.approve("nur", &id))
        }
        Act::Schedule { minutes } => {
            let at = soon(office, *minutes);
            office.desk.schedule(&nur, &id, at).map(drop)
        }
        Act::Unschedule => office.desk.unschedule(&nur, &id).map(drop),
        Act::Embargo { minutes } => {
            let at = minutes.map(|minutes| soon(office, minutes).to_string());
            let change = redaksi::desk::edit::Change::new("embargo", at.unwrap_or_default());
            office.desk.edit_article(&ali, &id, &[change], None).map(drop)
        }
        Act::Correct => office.desk.correct(&nur, &id, "Keliru.", false).map(drop),
        Act::Withdraw => office.desk.withdraw(&nur, &id, "Tidak jadi.").map(drop),
        Act::Decide { parcel, what } => {
            let rows = rows(office);
            let Some(row) = rows.get(usize::from(*parcel) % rows.len().max(1)) else { return };
            let id = row.parcel.id;
            let decided =
                if *what == 0 { office.desk.retry(&nur, id) } else { office.desk.cancel(&nur, id) };
            decided.map(drop)
        }
        Act::New | Act::Cut { .. } | Act::Wait { .. } | Act::Work { .. } => Ok(()),
    };
}

fn rows(office: &Office) -> Vec<Entry> {
    office.desk.store().outbox(&Wanted::default(), usize::MAX).unwrap()
}

/// What holds at every moment.
fn holds(office: &Office, world: &Shared, sent_before: usize) {
    let mut live = BTreeMap::new();
    for row in rows(office) {
        let parcel = &row.parcel;
        let standing = parcel.standing;
        let state = office.state(&parcel.article.to_string());
        if standing.is_open() || standing.is_stuck() {
            let place = (parcel.article, parcel.destination.clone());
            assert_eq!(live.insert(place, parcel.id), None, "two of a kind: {parcel:?}");
            assert!(row.void || state.wants(parcel), "nobody wants {parcel:?}, {state:?}");
        }
        assert_eq!(row.due.is_some(), row.due.is_some() && standing != Standing::Cancelled);
        assert!(!standing.is_open() || row.due.is_some(), "it never goes on: {parcel:?}");
    }
    // Nothing new went out that nobody cleared at that moment.
    for (_, op, revision) in world.borrow().sent.iter().skip(sent_before) {
        let revision = office.desk.store().revision(revision).unwrap();
        let state = office.desk.store().state(revision.article).unwrap();
        let public = state.live.as_ref().is_some_and(|live| live.revision == revision.record);
        let cleared =
            state.clearance.as_ref().is_some_and(|cleared| cleared.revision == revision.record);
        let wanted = if *op == Op::Withdraw { !public && !cleared } else { public || cleared };
        assert!(wanted, "{op:?} of {state:?}");
    }
}

/// Where nobody gives anything up, nothing is lost: what a destination was to get and has not got
/// is on its way, or overtaken by something that is.
fn nothing_is_lost(office: &Office) {
    let mut places: BTreeMap<_, Vec<Entry>> = BTreeMap::new();
    for row in rows(office) {
        let place = (row.parcel.article, row.parcel.destination.clone());
        places.entry(place).or_default().push(row);
    }
    for ((article, name), rows) in places {
        let state = office.state(&article.to_string());
        let is_on_its_way = rows.iter().any(|row| {
            let standing = row.parcel.standing;
            (standing.is_open() || standing.is_stuck()) && !row.void
        });
        let of_live = |row: &&Entry| {
            let parcel = &row.parcel;
            let live = state.live.as_ref().is_some_and(|live| live.revision == parcel.revision);
            live && parcel.op != Op::Withdraw
        };
        let mut wanted = rows.iter().filter(of_live).peekable();
        let lacks = wanted.peek().is_some() && wanted.all(|row| !row.parcel.standing.is_done());
        let stays = state.live.is_none() && state.withdrawal.is_some() && rows[0].has != Has::No;
        assert!(is_on_its_way || !(lacks || stays), "{name}: {state:?}, {rows:?}");
    }
}

/// The network is good again, and everybody who was asked has tried again.
fn settle(office: &mut Office, world: &Shared) {
    let nur = office.me("nur");
    world.borrow_mut().down.clear();
    for _ in 0..6 {
        for row in rows(office) {
            if row.parcel.standing.is_stuck() {
                office.desk.retry(&nur, row.parcel.id).unwrap();
            }
        }
        office.clock.advance(48 * 3_600_000);
        drain(office, world);
    }
    assert!(rows(office).iter().all(|row| !row.parcel.standing.is_open()), "{:?}", rows(office));
}

/// What each destination should have of an article, given that nobody gave anything up.
fn check_end(office: &mut Office, world: &Shared, ids: &[String], given_up: bool) {
    settle(office, world);
    let nur = office.me("nur");
    for id in ids {
        if given_up {
            // Somebody gave a parcel up: what is owed can be asked for.
            office.desk.queue(&nur, id, None).unwrap();
        }
    }
    settle(office, world);
    for id in ids {
        let state = office.state(id);
        let article: ArticleId = id.parse().unwrap();
        for name in DESTINATIONS {
            let held = world.borrow().held.get(&(name.to_owned(), article)).map(|held| held.0);
            match (&state.live, &state.withdrawal) {
                (Some(live), _) => assert_eq!(held, Some(live.revision), "{name}: {state:?}"),
                (None, Some(_)) => assert_eq!(held, None, "{name}: {state:?}"),
                // Only what was on its way when its approval fell.
                (None, None) => assert!(
                    held.is_none() || rows(office).iter().any(|row| row.void),
                    "{name}: {state:?}"
                ),
            }
        }
    }
    office.assert_sound();
}

#[test]
fn in_the_end_every_destination_has_what_was_cleared() {
    let config = Config { cases: 60, failure_persistence: None, ..Config::default() };
    let deeds = proptest::collection::vec((0..2u8, act()), 1..120);
    TestRunner::new(config)
        .run(&(any::<bool>(), deeds), |(patient, mut deeds)| {
            // In every second run nobody gives anything up: then nothing may have to be asked for.
            if patient {
                deeds.retain(|(_, act)| !matches!(act, Act::Decide { what: 1, .. }));
            }
            let (mut office, world) = office(&DESTINATIONS);
            let mut ids = vec![office.draft("ali", "Berita pertama")];
            let mut given_up = false;
            for (article, act) in &deeds {
                let sent = world.borrow().sent.len();
                run(&mut office, &world, &mut ids, *article, act);
                given_up |= matches!(act, Act::Decide { what: 1, .. });
                holds(&office, &world, sent);
                if patient {
                    nothing_is_lost(&office);
                }
            }
            check_end(&mut office, &world, &ids, given_up);
            Ok(())
        })
        .unwrap();
}
