//! Who works at a delivery, and what becomes of it when they die.

use super::*;

#[test]
fn two_workers_never_take_the_same_thing() {
    let (mut office, _world) = office(&["kab", "prov"]);
    office.approved("Satu");
    let mut second = office.second();
    let hand = |holder| Hand { holder, lease: 120_000, only: None, body: &body };
    let (a, b) = (hand("a"), hand("b"));
    let first = office.desk.take_up(&a).unwrap().unwrap();
    let other = second.take_up(&b).unwrap().unwrap();
    assert_ne!(first.entry.parcel.id, other.entry.parcel.id);
    assert_eq!(second.take_up(&b).unwrap(), None);
    let due = second.next_due(None).unwrap().unwrap();
    assert!(due > office.clock.now(), "it would look again and again");
    // The first one sleeps too long, and another takes its work.
    office.clock.advance(200_000);
    let taken = second.take_up(&b).unwrap().unwrap();
    assert_eq!(taken.entry.parcel.id, first.entry.parcel.id);
    let id = first.entry.parcel.id;
    assert!(!office.desk.note_sending(&a, id, &Remote::default(), &[]).unwrap());
    let wait = redaksi::domain::outbox::Wait { retry: due, sweep: due };
    let answer = redaksi::domain::delivery::Answer::Refused(trouble("x", due));
    assert!(office.desk.finish(&a, id, answer, &[], wait).unwrap().lost);
    assert!(second.note_sending(&b, id, &Remote::default(), &[]).unwrap());
}

#[test]
fn what_was_being_sent_when_the_program_died_is_looked_for() {
    let (mut office, world) = office(&["kab"]);
    let id = office.approved("Putus");
    luck(&world, &[Luck::Killed]);
    let died = catch_unwind(AssertUnwindSafe(|| drain(&mut office, &world)));
    assert_eq!(died.unwrap_err().downcast_ref(), Some(&KILLED));
    check(&office, &["kab publish sending"]);
    let mut office = office.between(|_dir| ());
    let ended = drain(&mut office, &world);
    assert_eq!(ended[0].entry.parcel.standing, Standing::Visible);
    assert_eq!(world.borrow().sent.len(), 1, "it was sent twice");
    assert_eq!(office.stage(&id), StageName::Published);
    assert_eq!(signs(&office).count(), 0);
}

/// What tells of workers on this machine.
fn signs(office: &Office) -> impl Iterator<Item = std::path::PathBuf> {
    let folder = std::fs::read_dir(office.desk.state_dir().join("push")).unwrap();
    folder.map(|file| file.unwrap().path())
}

/// Another machine's worker leaves no sign on this one, and one that lives keeps what it holds.
#[test]
fn what_a_worker_holds_that_may_live_is_left_to_it_for_a_while() {
    for lives in [false, true] {
        let (mut office, world) = office(&["kab"]);
        office.approved("Putus");
        luck(&world, &[Luck::Killed]);
        let died = catch_unwind(AssertUnwindSafe(|| drain(&mut office, &world)));
        assert_eq!(died.unwrap_err().downcast_ref(), Some(&KILLED));
        let signs: Vec<_> = signs(&office).collect();
        let [sign] = signs.as_slice() else { panic!("{signs:?}") };
        let held = lives.then(|| std::fs::File::open(sign).unwrap());
        match &held {
            Some(file) => file.lock().unwrap(),
            None => redaksi::paths::private::remove_private(sign).unwrap(),
        }
        assert_eq!(drain(&mut office, &world), [], "its lease still runs");
        office.clock.advance(130_000);
        let ended = drain(&mut office, &world);
        assert_eq!(ended[0].entry.parcel.standing, Standing::Visible);
        assert_eq!(sign.exists(), lives);
    }
}
