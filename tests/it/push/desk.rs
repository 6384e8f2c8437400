//! The outbox: nothing is approved and not queued, nothing is sent that nobody clears, nothing is
//! sent twice, and whatever dies in between is found again.

mod leases;

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::mpsc;

use redaksi::desk::deliver::{Finished, Hand};
use redaksi::desk::outbox::Resolution;
use redaksi::desk::{Desk, DeskError, Intent};
use redaksi::domain::delivery::{Destination, Kind, Name, Op, Remote, Seen, Standing};
use redaksi::domain::outbox::{Entry, Has};
use redaksi::domain::record::Deed;
use redaksi::domain::stage::{Refusal, StageName};
use redaksi::keys::secret::Secret;
use redaksi::push::speakers::body;
use redaksi::push::worker::{Call, News, Worker};
use redaksi::push::{Means, Waits};
use redaksi::store::Store;
use redaksi::store::open::How;
use redaksi::store::outbox::Wanted;

use super::script::{KILLED, Luck, Scripted, Shared, World, trouble};
use crate::support::{Office, raw, refusal};

pub(super) fn destination(name: &str) -> Destination {
    Destination {
        name: name.parse().unwrap(),
        kind: Kind::WordPress,
        url: format!("https://{name}.contoh.id"),
        settings: [("user".to_owned(), "redaksi".to_owned())].into(),
    }
}

/// An office whose texts go to these places.
pub(super) fn office(names: &[&str]) -> (Office, Shared) {
    let mut office = Office::new();
    let tata = office.me("tata");
    for name in names {
        office.desk.add_destination(&tata, &destination(name)).unwrap();
    }
    (office, Rc::new(RefCell::new(World::default())))
}

pub(super) fn means(office: &Office) -> Means {
    Means {
        clock: office.clock.clone(),
        waits: Waits::default(),
        office: "Kantor".into(),
        sections: Vec::new(),
    }
}

/// Does all that is due, and says what came of it.
pub(super) fn drain(office: &mut Office, world: &Shared) -> Vec<Finished> {
    let means = means(office);
    work(&mut office.desk, means, world)
}

fn work(desk: &mut Desk, means: Means, world: &Shared) -> Vec<Finished> {
    let mut ended = Vec::new();
    let mut make = |destination: &Destination| Ok(Scripted::of(world, destination));
    let mut tell = |news| {
        if let News::Ended(finished) = news {
            ended.push(*finished);
        }
    };
    Worker::new(means, &body, &mut make, &mut tell, &|| true).drain(desk).unwrap();
    ended
}

fn rows(office: &Office) -> Vec<Entry> {
    let mut rows = office.desk.store().outbox(&Wanted::default(), usize::MAX).unwrap();
    rows.reverse();
    rows
}

/// Each row in short, oldest first: `situs publish queued`.
#[track_caller]
fn check(office: &Office, want: &[&str]) {
    let told: Vec<String> = rows(office)
        .iter()
        .map(|row| {
            let parcel = &row.parcel;
            let void = if row.void { " void" } else { "" };
            let (name, op) = (&parcel.destination, parcel.op.word());
            format!("{name} {op} {}{void}", parcel.standing.word())
        })
        .collect();
    assert_eq!(told, want);
}

/// The kinds of the newest records, the newest first.
fn told(office: &Office, count: usize) -> Vec<String> {
    let rows = office.desk.store().records(None, None, count).unwrap();
    rows.iter().map(|row| row.header.said.kind().to_owned()).collect()
}

fn luck(world: &Shared, luck: &[Luck]) {
    world.borrow_mut().luck.extend(luck);
}

const HOUR: i64 = 3_600_000;

#[test]
fn an_approval_is_queued_for_each_destination_and_published_there() {
    let (mut office, world) = office(&["kab", "prov"]);
    let id = office.draft("ali", "Rapat pleno");
    office.submit("ali", &id);
    check(&office, &[]);
    office.approve("nur", &id).unwrap();
    check(&office, &["kab publish queued", "prov publish queued"]);
    let ended = drain(&mut office, &world);
    assert_eq!(ended.len(), 2);
    check(&office, &["kab publish visible", "prov publish visible"]);
    assert_eq!(office.stage(&id), StageName::Published);
    assert_eq!(told(&office, 3), ["delivery.taken", "delivery.taken", "article.approved"]);
    let held = world.borrow().held.clone();
    assert_eq!(held.len(), 2);
    let (_, frozen) = held.values().next().unwrap();
    assert_eq!((frozen.headline.as_str(), frozen.number), ("Rapat pleno", 1));
    assert!(frozen.html.contains("Isi Rapat pleno."), "{}", frozen.html);
    assert!(frozen.html.starts_with("<p>Purwokerto, "), "{}", frozen.html);
    assert_eq!(frozen.slug, office.state(&id).address.unwrap().slug);
    assert!(rows(&office)[0].exchange.iter().any(|line| line.contains("POST")));
    office.assert_sound();
}

#[test]
fn only_an_administrator_says_where_texts_go() {
    let (mut office, _world) = office(&["kab"]);
    for who in ["ali", "nur", "sri"] {
        let me = office.me(who);
        let answer = office.desk.add_destination(&me, &destination("lain"));
        assert!(matches!(refusal(answer), Refusal::NotAllowed { .. }), "{who}");
    }
    let tata = office.me("tata");
    let again = office.desk.add_destination(&tata, &destination("kab"));
    assert!(matches!(again, Err(DeskError::DuplicateName { .. })));
    let mut changed = destination("kab");
    changed.settings.insert("section.umum".to_owned(), "3".to_owned());
    office.desk.change_destination(&tata, &changed).unwrap();
    assert_eq!(office.desk.destinations().unwrap(), [changed]);
    assert_eq!(told(&office, 2), ["destination.changed", "destination.added"]);
    office.desk.remove_destination(&tata, &"kab".parse().unwrap()).unwrap();
    assert_eq!(office.desk.destinations().unwrap(), []);
    let gone = office.desk.remove_destination(&tata, &"kab".parse().unwrap());
    assert!(matches!(gone, Err(DeskError::NotFound { .. })));
    office.assert_sound();
}

#[test]
fn times_hold_a_parcel_back() {
    let (mut office, world) = office(&["kab"]);
    let id = office.approved("Nanti");
    let nur = office.me("nur");
    let at = office.clock.now().plus_ms(2 * HOUR);
    office.desk.schedule(&nur, &id, at).unwrap();
    assert_eq!(drain(&mut office, &world), []);
    assert_eq!(office.desk.next_due(None).unwrap(), Some(at));
    office.clock.advance(2 * HOUR + 6 * 60_000);
    let ended = drain(&mut office, &world);
    assert_eq!(ended[0].entry.parcel.standing, Standing::Visible);
    assert!(ended[0].late_ms > 5 * 60_000, "{ended:?}");

    let id = office.approved("Di bawah embargo");
    let until = office.clock.now().plus_ms(HOUR);
    office.clock.advance(120_000);
    office.set("ali", &id, "embargo", &until.to_string());
    assert_eq!(drain(&mut office, &world).len(), 1, "the later look at the first one");
    assert_eq!(office.desk.next_due(None).unwrap(), Some(until));
    office.set("ali", &id, "embargo", "");
    assert_eq!(drain(&mut office, &world).len(), 1);
    assert_eq!(office.stage(&id), StageName::Published);
}

#[test]
fn an_edit_stops_what_was_not_sent_and_looks_for_what_was() {
    let (mut office, world) = office(&["kab", "prov"]);
    let id = office.approved("Berubah");
    luck(&world, &[Luck::LostAnswer, Luck::Offline]);
    drain(&mut office, &world);
    check(&office, &["kab publish unknown", "prov publish waiting"]);
    office.edit("ali", &id, "Kata yang lain.").unwrap();
    check(&office, &["kab publish unknown void", "prov publish cancelled"]);
    office.clock.advance(HOUR);
    drain(&mut office, &world);
    // It is out there, and nobody clears it: told as what it is, and no text of ours is public.
    check(&office, &["kab publish visible void", "prov publish cancelled"]);
    assert_eq!(told(&office, 1), ["delivery.conflict"]);
    assert_eq!(office.stage(&id), StageName::Draft);
    assert_eq!(world.borrow().sent.len(), 1, "it was sent again");
    office.submit("ali", &id);
    office.approve("nur", &id).unwrap();
    drain(&mut office, &world);
    let want = [
        "kab publish visible void",
        "prov publish cancelled",
        "kab correct visible",
        "prov publish visible",
    ];
    check(&office, &want);
    office.assert_sound();
}

#[test]
fn a_void_parcel_that_never_arrived_ends_after_a_look() {
    let (mut office, world) = office(&["kab"]);
    let id = office.approved("Berubah");
    luck(&world, &[Luck::LostRequest]);
    drain(&mut office, &world);
    office.edit("ali", &id, "Kata yang lain.").unwrap();
    office.clock.advance(HOUR);
    drain(&mut office, &world);
    check(&office, &["kab publish cancelled void"]);
    assert_eq!(world.borrow().sent, []);
    // It may have been there: a withdrawal of the next approval would still go and look.
    office.submit("ali", &id);
    office.approve("nur", &id).unwrap();
    let nur = office.me("nur");
    office.desk.withdraw(&nur, &id, "Tidak jadi.").unwrap();
    check(&office, &["kab publish cancelled void", "kab publish cancelled", "kab withdraw queued"]);
}

#[test]
fn a_withdrawal_overtakes_and_takes_away() {
    let (mut office, world) = office(&["kab", "prov"]);
    let id = office.approved("Ditarik");
    luck(&world, &[Luck::Good, Luck::Offline]);
    drain(&mut office, &world);
    check(&office, &["kab publish visible", "prov publish waiting"]);
    let nur = office.me("nur");
    office.desk.withdraw(&nur, &id, "Salah nama.").unwrap();
    let want = ["kab publish visible", "prov publish cancelled", "kab withdraw queued"];
    check(&office, &want);
    // A newer text waits; what protects the public goes first.
    office.approved("Yang baru");
    office.clock.advance(HOUR);
    let ended = drain(&mut office, &world);
    assert_eq!(ended[0].entry.parcel.op, Op::Withdraw);
    let frozen = office.desk.store().frozen(&ended[0].entry.parcel.id).unwrap().unwrap();
    assert_eq!(frozen.withdrawn.map(|(_, reason)| reason).as_deref(), Some("Salah nama."));
    assert_eq!(frozen.headline, "Ditarik");
    assert!(!world.borrow().held.keys().any(|(_, article)| article.to_string() == id));
    let history = office.desk.store().records_of(&id.parse().unwrap()).unwrap();
    assert!(matches!(history.last().unwrap().header.deed(), Some(Deed::DeliveryRemoved { .. })));
    office.assert_sound();
}

#[test]
fn a_refusal_of_the_first_request_leaves_nothing_to_withdraw() {
    let (mut office, world) = office(&["kab"]);
    let id = office.approved("Ditolak");
    luck(&world, &[Luck::Refused]);
    drain(&mut office, &world);
    assert_eq!(rows(&office)[0].has, Has::No);
    let nur = office.me("nur");
    office.desk.withdraw(&nur, &id, "Tidak jadi.").unwrap();
    check(&office, &["kab publish cancelled"]);
}

#[test]
fn a_correction_goes_over_what_the_first_text_made() {
    let (mut office, world) = office(&["kab"]);
    let id = office.approved("Diralat");
    drain(&mut office, &world);
    let first = rows(&office)[0].parcel.remote.clone();
    assert!(first.id.is_some());
    let nur = office.me("nur");
    office.desk.correct(&nur, &id, "Angkanya keliru.", false).unwrap();
    office.edit("ali", &id, "Angka yang betul.").unwrap();
    office.submit("ali", &id);
    office.approve("nur", &id).unwrap();
    check(&office, &["kab publish visible", "kab correct queued"]);
    assert_eq!(rows(&office)[0].due, None, "what is replaced is not looked at again");
    assert_eq!(rows(&office)[1].parcel.remote, first, "it knows what the first one made");
    drain(&mut office, &world);
    let held = world.borrow().held.values().next().unwrap().1.clone();
    assert!(held.html.contains("Angka yang betul."));
    assert_eq!(held.corrections.len(), 1);
    assert!(held.updated > held.published);
    let old = rows(&office)[0].parcel.id;
    assert_eq!(office.desk.store().frozen(&old).unwrap(), None, "nobody asks for the old words");
}

#[test]
fn a_destination_that_comes_later_gets_nothing_by_itself() {
    let (mut office, world) = office(&["kab"]);
    let id = office.approved("Lama");
    drain(&mut office, &world);
    let (tata, nur) = (office.me("tata"), office.me("nur"));
    office.desk.add_destination(&tata, &destination("prov")).unwrap();
    check(&office, &["kab publish visible"]);
    assert_eq!(office.desk.queue(&nur, &id, None).unwrap(), 1);
    assert_eq!(office.desk.queue(&nur, &id, None).unwrap(), 0);
    check(&office, &["kab publish visible", "prov publish queued"]);
    assert_eq!(office.desk.remove_destination(&tata, &"prov".parse().unwrap()).unwrap(), 1);
    check(&office, &["kab publish visible", "prov publish cancelled"]);
    assert_eq!(office.desk.queue(&nur, &id, None).unwrap(), 0);
}

#[test]
fn who_loses_access_loses_what_waits_by_their_approval() {
    let (mut office, world) = office(&["kab"]);
    office.approved("Disetujui Nur");
    let kepala = office.me("kepala");
    office.desk.revoke_person(&kepala, "nur", "Pindah tugas.").unwrap();
    check(&office, &["kab publish cancelled"]);
    assert_eq!(drain(&mut office, &world), []);
}

#[test]
fn the_gate_is_asked_again_before_anything_leaves() {
    let (mut office, world) = office(&["kab"]);
    office.approved("Dipalsukan");
    let file = raw(office.desk.dir());
    file.execute_batch(
        "DROP TRIGGER record_is_never_changed;
         UPDATE record SET signature = zeroblob(64) WHERE kind = 'article.approved'",
    )
    .unwrap();
    assert_eq!(drain(&mut office, &world), []);
    check(&office, &["kab publish refused"]);
    assert_eq!(rows(&office)[0].parcel.trouble.as_ref().unwrap().key, "not-cleared");
    assert_eq!(world.borrow().sent, []);
}

#[test]
fn what_was_fixed_is_sent_and_nothing_else() {
    let (mut office, world) = office(&["kab"]);
    office.approved("Tetap");
    luck(&world, &[Luck::Offline]);
    drain(&mut office, &world);
    let row = rows(&office)[0].clone();
    let fixed = office.desk.store().frozen(&row.parcel.id).unwrap().unwrap();
    let kepala = office.me("kepala");
    office.desk.set_office(&kepala, &[("language".to_owned(), "en".to_owned())]).unwrap();
    office.clock.advance(HOUR);
    drain(&mut office, &world);
    assert_eq!(world.borrow().held.values().next().unwrap().1, fixed);
}

#[test]
fn a_receipt_and_its_record_come_together_or_not_at_all() {
    let (mut office, world) = office(&["kab"]);
    let id = office.approved("Kuitansi");
    let file = raw(office.desk.dir());
    file.execute_batch(
        "CREATE TRIGGER full BEFORE INSERT ON record WHEN new.kind = 'delivery.taken'
         BEGIN SELECT RAISE(ABORT, 'no'); END",
    )
    .unwrap();
    let mut make = |destination: &Destination| Ok(Scripted::of(&world, destination));
    let means = means(&office);
    let mut tell = |_news| ();
    let mut worker = Worker::new(means, &body, &mut make, &mut tell, &|| true);
    assert!(worker.drain(&mut office.desk).is_err());
    check(&office, &["kab publish looking"]);
    assert_eq!(office.stage(&id), StageName::Approved);
    file.execute_batch("DROP TRIGGER full").unwrap();
    office.clock.advance(130_000);
    drain(&mut office, &world);
    check(&office, &["kab publish visible"]);
    assert_eq!((office.stage(&id), world.borrow().sent.len()), (StageName::Published, 1));
}

#[test]
fn reviewers_decide_what_the_desk_cannot() {
    let (mut office, world) = office(&["kab"]);
    office.approved("Beda");
    luck(&world, &[Luck::Conflict]);
    drain(&mut office, &world);
    let id = rows(&office)[0].parcel.id;
    check(&office, &["kab publish conflict"]);
    assert_eq!(rows(&office)[0].theirs.as_deref(), Some("kata lain"));
    assert_eq!(told(&office, 1), ["delivery.conflict"]);
    let (ali, nur) = (office.me("ali"), office.me("nur"));
    for answer in [
        office.desk.retry(&ali, id),
        office.desk.cancel(&ali, id),
        office.desk.resolve(&ali, id, Resolution::Ours),
    ] {
        assert!(matches!(refusal(answer), Refusal::NotAllowed { .. }));
    }
    let decided = office.desk.resolve(&nur, id, Resolution::Ours).unwrap();
    assert_eq!(decided.parcel.remote.base.as_deref(), Some("kata lain"));
    drain(&mut office, &world);
    check(&office, &["kab publish visible"]);
    assert!(matches!(office.desk.cancel(&nur, id), Err(DeskError::Parcel { .. })));
    assert!(matches!(
        office.desk.resolve(&nur, id, Resolution::Theirs),
        Err(DeskError::Parcel { .. })
    ));
    office.approved("Ditolak");
    luck(&world, &[Luck::Refused]);
    drain(&mut office, &world);
    let refused = rows(&office)[1].parcel.id;
    office.desk.cancel(&nur, refused).unwrap();
    check(&office, &["kab publish visible", "kab publish cancelled"]);
    office.desk.retry(&nur, refused).unwrap();
    drain(&mut office, &world);
    check(&office, &["kab publish visible", "kab publish visible"]);
    let row = office.desk.outbox(&Wanted::default()).unwrap().swap_remove(0);
    assert_eq!(office.desk.parcel(&row.id).unwrap().parcel.id, refused);
}

#[test]
fn what_was_taken_is_looked_at_later() {
    let (mut office, world) = office(&["kab"]);
    office.approved("Dilihat");
    luck(&world, &[Luck::Hidden]);
    drain(&mut office, &world);
    check(&office, &["kab publish published"]);
    assert_eq!(drain(&mut office, &world), []);
    world.borrow_mut().seen.push_back(Seen::NotYet(Remote::default()));
    office.clock.advance(91_000);
    drain(&mut office, &world);
    check(&office, &["kab publish published"]);
    let now = office.clock.now();
    let theirs = Some("diubah".to_owned());
    let differs = Seen::Differs { trouble: trouble("edited", now), theirs };
    world.borrow_mut().seen.push_back(differs);
    office.clock.advance(HOUR);
    drain(&mut office, &world);
    check(&office, &["kab publish differs"]);
    assert_eq!(told(&office, 1), ["delivery.conflict"]);
    assert_eq!(office.desk.next_due(None).unwrap(), None);
    assert_eq!(world.borrow().looks, 2);
}

#[test]
fn a_worker_sleeps_until_something_is_due_or_somebody_calls() {
    let (mut office, world) = office(&["kab"]);
    office.approved("Bangun");
    let (call, calls) = mpsc::channel();
    let idle = RefCell::new(0);
    {
        let mut make = |destination: &Destination| Ok(Scripted::of(&world, destination));
        let mut tell = |news| {
            if let News::Idle(next) = news {
                *idle.borrow_mut() += 1;
                assert!(next.is_some(), "a later look is due");
                call.send(if *idle.borrow() == 1 { Call::Nudge } else { Call::Stop }).unwrap();
            }
        };
        let means = means(&office);
        Worker::new(means, &body, &mut make, &mut tell, &|| true).run(&mut office.desk, &calls);
    }
    assert_eq!((*idle.borrow(), world.borrow().sent.len()), (2, 1));
}

/// A word that stands nowhere but in the secret.
const CANARY: &str = "kenari-7f3a-rahasia";

#[test]
fn a_secret_is_nowhere_but_in_its_file() {
    let (mut office, world) = office(&["kab"]);
    let name: Name = "kab".parse().unwrap();
    office.desk.keep_secret(&name, &Secret::new(CANARY).unwrap()).unwrap();
    assert_eq!(office.desk.access().secret(&name).unwrap().expose(), CANARY);
    office.approved("Rahasia");
    luck(&world, &[Luck::Refused]);
    drain(&mut office, &world);
    let none = office.desk.access().secret(&"lain".parse().unwrap());
    assert!(!format!("{none:?} {:?}", office.desk.access()).contains(CANARY));
    let backup = office.desk.backup(None).unwrap();
    let dir = office.desk.dir().to_owned();
    office.desk.store().tidy();
    let mut ways = vec![dir.clone(), office.desk.state_dir().to_owned()];
    let mut files = 0;
    while let Some(at) = ways.pop() {
        for found in std::fs::read_dir(&at).unwrap() {
            let found = found.unwrap();
            if found.file_type().unwrap().is_dir() {
                ways.push(found.path());
            } else if found.path() != dir.join("secrets/kab") {
                let bytes = std::fs::read(found.path()).unwrap();
                let held = bytes.windows(CANARY.len()).any(|part| part == CANARY.as_bytes());
                assert!(!held, "{}", found.path().display());
                files += 1;
            }
        }
    }
    assert!(files > 3, "{backup:?}");
}

#[test]
fn what_is_erased_by_law_is_not_in_the_outbox_either() {
    let (mut office, world) = office(&["kab"]);
    let id = office.draft("ali", "Nama seseorang");
    office.set("ali", &id, "body", "Warga bernama Zulkarnaen.");
    office.submit("ali", &id);
    office.approve("nur", &id).unwrap();
    drain(&mut office, &world);
    let (nur, tata) = (office.me("nur"), office.me("tata"));
    office.desk.withdraw(&nur, &id, "Permintaan warga.").unwrap();
    office.desk.erase(&tata, &id, None, "Permintaan warga.").unwrap();
    for row in rows(&office) {
        let frozen = office.desk.store().frozen(&row.parcel.id).unwrap();
        assert!(frozen.is_none_or(|frozen| frozen.html.is_empty() && frozen.headline.is_empty()));
    }
    drain(&mut office, &world);
    check(&office, &["kab publish visible", "kab withdraw published"]);
    assert!(world.borrow().held.is_empty());
    office.assert_sound();
}

#[test]
fn a_desk_without_an_outbox_gets_one() {
    let (mut office, world) = office(&["kab"]);
    let id = office.approved("Dari program lama");
    let file = raw(office.desk.dir());
    file.execute_batch("DROP TABLE outbox; DROP TABLE remote; PRAGMA user_version = 2").unwrap();
    drop(file);
    let dir = office.desk.dir().to_owned();
    let reader = Desk::open(&dir, &dir, office.clock.clone(), Intent::Read).unwrap();
    assert_eq!(reader.outbox(&Wanted::default()).unwrap(), []);
    assert_eq!((reader.next_due(None).unwrap(), reader.outbox_counts().unwrap()), (None, vec![]));
    drop(reader);
    let mut office = office.between(|_dir| ());
    check(&office, &[]);
    let nur = office.me("nur");
    assert_eq!(office.desk.queue(&nur, &id, None).unwrap(), 1);
    drain(&mut office, &world);
    assert_eq!(office.stage(&id), StageName::Published);
    office.assert_sound();
}

#[test]
fn a_rebuilt_desk_has_the_same_outbox() {
    let (mut office, world) = office(&["kab", "prov"]);
    office.approved("Satu");
    luck(&world, &[Luck::Good, Luck::LostAnswer]);
    drain(&mut office, &world);
    let fresh = office.desk.dir().join("fresh.db");
    redaksi::paths::private::create_private_file(&fresh).unwrap();
    office.desk.store().rebuild_into(&fresh, &mut |_done| ()).unwrap();
    let rebuilt = Store::open(&fresh, How::default()).unwrap();
    assert_eq!(office.desk.store().compare(&rebuilt).unwrap(), []);
    let all = Wanted::default();
    let both = [office.desk.store(), &rebuilt].map(|store| store.outbox(&all, 99).unwrap());
    assert_eq!(both[0], both[1]);
    for row in &both[0] {
        let id = row.parcel.id;
        assert_eq!(office.desk.store().frozen(&id).unwrap(), rebuilt.frozen(&id).unwrap());
    }
}
