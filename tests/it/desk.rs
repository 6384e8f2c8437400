//! The desk when things go wrong: faults in the middle of a deed, two programs at once, damaged
//! texts; and the rules that hold between deeds.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use redaksi::desk::edit::Change;
use redaksi::desk::people::NewKey;
use redaksi::desk::publish::{Outgoing, Take};
use redaksi::desk::{Desk, DeskError, FILE, Intent};
use redaksi::domain::note::Note;
use redaksi::domain::people::Role;
use redaksi::domain::stage::{Refusal, StageName};
use redaksi::domain::time::Timestamp;
use redaksi::domain::view::Sort;
use redaksi::store::verify::ProblemKind;
use redaksi::store::{Fault, StoreError};

use crate::support::{self, Office, PEOPLE, dump, founding, kinds, me, raw, refusal};

const HOUR: i64 = 3_600_000;

// ── Whole or not at all ───────────────────────────────────────────────────────────────────────

#[test]
fn a_fault_in_the_middle_of_a_deed_leaves_nothing() {
    let mut office = Office::new();
    let id = office.draft("ali", "Rapat koordinasi");
    let before = dump(&office.file());
    let mut store = redaksi::store::Store::open(
        &office.desk.dir().join(FILE),
        redaksi::store::open::How::default(),
    )
    .unwrap();
    let error = store
        .write("try", |tx| {
            tx.put_note(&Note::new("tinggal separuh", [1; 16]))?;
            tx.put(b"sebuah naskah yang tidak pernah disimpan", None)?;
            tx.set_local("percobaan", "1")?;
            Err::<(), _>(StoreError::damaged("try", "the fault"))
        })
        .unwrap_err();
    assert!(matches!(error.fault, Fault::Damaged(_)));
    assert_eq!(dump(&office.file()), before);
    // The same connection goes on as if nothing had been.
    store.write("try", |tx| tx.set_local("percobaan", "2")).unwrap();
    assert_eq!(store.local("percobaan").unwrap().as_deref(), Some("2"));
    office.submit("ali", &id);
    office.assert_sound();
}

#[test]
fn a_deed_of_two_records_that_fails_at_the_second_leaves_none() {
    let mut office = Office::new();
    let first = office.draft("ali", "Satu");
    let second = office.draft("ali", "Dua");
    office.set("ali", &first, "slug", "sudah-ada");
    let before = dump(&office.file());
    // The text and the plan are two records of one deed; the slug belongs to another article.
    let ali = office.me("ali");
    let changes = [Change::new("body", "Isi lain."), Change::new("slug", "sudah-ada")];
    assert!(matches!(
        office.desk.edit_article(&ali, &second, &changes, None),
        Err(DeskError::Invalid { field, .. }) if field == "slug"
    ));
    assert!(matches!(
        office.desk.new_article(&ali, &changes),
        Err(DeskError::Invalid { field, .. }) if field == "slug"
    ));
    // Two settings, of which the second is none.
    let kepala = office.me("kepala");
    let settings = [("place", "Solo"), ("gate", "apa saja")]
        .map(|(key, value)| (key.to_owned(), value.to_owned()));
    assert!(office.desk.set_office(&kepala, &settings).is_err());
    assert_eq!(dump(&office.file()), before);
    office.assert_sound();
}

#[test]
fn a_disk_error_while_a_record_is_written_leaves_nothing() {
    let mut office = Office::new();
    let id = office.draft("ali", "Rapat koordinasi");
    // A stand-in for a disk that fails at the last of the rows that a deed writes.
    let fault = "CREATE TRIGGER fault BEFORE UPDATE ON article WHEN new.stage = 'submitted'
                 BEGIN SELECT RAISE(ABORT, 'the disk says no'); END";
    office.file().execute_batch(fault).unwrap();
    let before = dump(&office.file());
    let ali = office.me("ali");
    assert!(matches!(office.desk.submit(&ali, &id), Err(DeskError::Store(_))));
    assert_eq!(dump(&office.file()), before);
    office.file().execute_batch("DROP TRIGGER fault").unwrap();
    office.desk.submit(&ali, &id).unwrap();
    office.assert_sound();
}

#[test]
fn clocks_that_jump_stop_nobody_and_change_no_order() {
    let mut office = Office::new();
    let id = office.draft("ali", "Jam rusak");
    for (years, body) in [(10, "Satu."), (-20, "Dua."), (10, "Tiga.")] {
        office.clock.advance(years * 365 * 24 * HOUR);
        office.edit("ali", &id, body).unwrap();
    }
    let numbers: Vec<u64> =
        office.desk.history(&id).unwrap().iter().map(|revision| revision.number).collect();
    assert_eq!(numbers, [4, 3, 2, 1]);
    assert_eq!(office.desk.article(&id, None).unwrap().manuscript.body, "Tiga.");
    office.submit("ali", &id);
    office.approve("nur", &id).unwrap();
    office.assert_sound();
}

// ── Damage ────────────────────────────────────────────────────────────────────────────────────

#[test]
fn a_damaged_text_is_told_and_never_leaves() {
    let mut office = Office::new();
    let id = office.draft("ali", "Hasil rekapitulasi");
    office.edit("ali", &id, &"Isi yang panjang sekali. ".repeat(40)).unwrap();
    office.submit("ali", &id);
    office.approve("nur", &id).unwrap();
    let row = office.row(&id);
    let head = office.desk.store().head(row).unwrap();
    office
        .file()
        .execute("UPDATE content SET data = x'28b52ffd00' WHERE digest = ?1", [head.content.0])
        .unwrap();
    let is_damage = |error: DeskError| {
        matches!(error, DeskError::Store(StoreError { fault: Fault::Damaged(_), .. }))
    };
    assert!(is_damage(office.desk.article(&id, None).unwrap_err()));
    let end = Timestamp::from_ms(i64::MAX);
    assert!(is_damage(office.desk.outgoing(row, Take::Live, end).unwrap_err()));
    // The older revision can be read and brought back.
    let older = office.desk.article(&id, Some("1")).unwrap();
    assert_eq!(older.manuscript.body, "Isi Hasil rekapitulasi.");
    assert_eq!(kinds(&office.problems(&[])), [ProblemKind::Content]);
    let ali = office.me("ali");
    office.desk.restore(&ali, &id, "1").unwrap();
    assert_eq!(office.desk.article(&id, None).unwrap().manuscript, older.manuscript);
    assert_eq!(office.stage(&id), StageName::Draft);
}

#[test]
fn who_writes_a_damaged_text_again_mends_it() {
    let mut office = Office::new();
    let id = office.draft("ali", "Ditulis dua kali");
    let long = ["Kalimat yang cukup panjang untuk dipadatkan."; 30].join(" ");
    office.edit("ali", &id, &long).unwrap();
    let middle = office.desk.store().head(office.row(&id)).unwrap().content;
    office.edit("ali", &id, &format!("{long}Dan satu kalimat lagi.")).unwrap();
    for damage in ["x'28b52ffd00'", "NULL"] {
        let sql = format!("UPDATE content SET data = {damage} WHERE digest = ?1");
        office.file().execute(&sql, [middle.0]).unwrap();
        assert_eq!(kinds(&office.problems(&[])), [ProblemKind::Content]);
        // The newest text leans on the damaged one and cannot be read either; its first can.
        let ali = office.me("ali");
        office.desk.restore(&ali, &id, "1").unwrap();
        office.edit("ali", &id, &long).unwrap();
        assert_eq!(office.desk.article(&id, None).unwrap().manuscript.body, long);
        office.assert_sound();
    }
}

#[test]
fn a_text_that_others_changed_in_the_file_never_leaves() {
    let mut office = Office::new();
    let id = office.published("Jadwal kampanye");
    let other = office.draft("sri", "Naskah yang tidak pernah disetujui");
    let row = office.row(&id);
    let digest =
        |office: &Office, id: &str| office.desk.store().head(office.row(id)).unwrap().content.0;
    let (approved, smuggled) = (digest(&office, &id), digest(&office, &other));
    office
        .file()
        .execute(
            "UPDATE content SET (data, len, enc) = (SELECT data, len, enc FROM content
               WHERE digest = ?2) WHERE digest = ?1",
            [approved, smuggled],
        )
        .unwrap();
    let end = Timestamp::from_ms(i64::MAX);
    assert!(office.desk.outgoing(row, Take::Live, end).is_err());
    // The other text's own records do not help: nobody approved them.
    let other_row = office.row(&other);
    office
        .file()
        .execute(
            "UPDATE article_state SET state = (SELECT state FROM article_state WHERE article = ?1)
             WHERE article = ?2",
            [row, other_row],
        )
        .unwrap();
    assert!(office.desk.outgoing(other_row, Take::Live, end).is_err());
}

// ── Two programs ──────────────────────────────────────────────────────────────────────────────

#[test]
fn of_two_reviewers_one_is_first_and_the_other_is_told() {
    let mut office = Office::new();
    let id = office.draft("ali", "Dua peninjau");
    office.submit("ali", &id);
    let mut second = office.second();
    let (nur, sri) = (office.me("nur"), me(&mut second, "sri"));
    office.desk.approve(&nur, &id, "1", None).unwrap();
    let late = refusal(second.send_back(&sri, &id, "Belum lengkap."));
    assert_eq!(late, Refusal::OutOfTurn { action: "return", stage: StageName::Approved });
    let late = refusal(second.approve(&sri, &id, "1", None));
    assert_eq!(late, Refusal::OutOfTurn { action: "approve", stage: StageName::Approved });
    office.assert_sound();
}

#[test]
fn what_was_submitted_is_taken_back_until_somebody_decides() {
    let mut office = Office::new();
    let id = office.draft("ali", "Ditarik kembali");
    let words = |office: &Office| office.desk.article(&id, None).unwrap().manuscript;
    let before = words(&office);
    let ali = office.me("ali");
    let early = refusal(office.desk.take_back(&ali, &id));
    assert_eq!(early, Refusal::OutOfTurn { action: "take-back", stage: StageName::Draft });
    office.submit("ali", &id);
    let standing = office.desk.take_back(&ali, &id).unwrap();
    assert_eq!((standing.stage, standing.revision.as_str()), (StageName::Draft, "2"));
    assert_eq!(words(&office), before);
    // What the reviewer had on the screen is waiting no more.
    let late = refusal(office.approve("nur", &id));
    assert_eq!(late, Refusal::OutOfTurn { action: "approve", stage: StageName::Draft });
    office.submit("ali", &id);
    office.approve("nur", &id).unwrap();
    let late = refusal(office.desk.take_back(&ali, &id));
    assert_eq!(late, Refusal::OutOfTurn { action: "take-back", stage: StageName::Approved });
    office.assert_sound();
}

#[test]
fn two_programs_that_race_make_one_approval() {
    for _round in 0..8 {
        let mut office = Office::new();
        let id = office.draft("ali", "Serentak");
        office.submit("ali", &id);
        let rivals = [("nur", office.second()), ("sri", office.second())];
        let start = std::sync::Barrier::new(rivals.len());
        let won: usize = std::thread::scope(|scope| {
            let threads = rivals.map(|(name, mut desk)| {
                let (start, id) = (&start, &id);
                scope.spawn(move || {
                    let rival = me(&mut desk, name);
                    start.wait();
                    match desk.approve(&rival, id, "1", None) {
                        Ok(_standing) => 1,
                        Err(DeskError::Refused { refusal, .. })
                            if matches!(*refusal, Refusal::OutOfTurn { .. }) =>
                        {
                            0
                        }
                        Err(error) => panic!("{name}: {error:?}"),
                    }
                })
            });
            threads.map(|thread| thread.join().unwrap()).iter().sum()
        });
        assert_eq!(won, 1);
        office.assert_sound();
    }
}

#[test]
fn writers_at_once_wait_for_each_other_and_lose_nothing() {
    const EACH: usize = 25;
    let office = Office::new();
    let desks = ["ali", "nur", "sri"].map(|name| (name, office.second()));
    std::thread::scope(|scope| {
        for (name, mut desk) in desks {
            scope.spawn(move || {
                let writer = me(&mut desk, name);
                for number in 0..EACH {
                    let headline = Change::new("headline", format!("{name} {number}"));
                    desk.new_article(&writer, &[headline]).unwrap();
                }
            });
        }
    });
    let counts = office.desk.store().stage_counts().unwrap();
    assert_eq!(counts, [(StageName::Draft, 3 * EACH as u64)]);
    office.assert_sound();
}

#[test]
fn who_saves_on_a_moved_head_gets_the_text_back_and_overwrites_nothing() {
    let mut office = Office::new();
    let id = office.draft("ali", "Dua penulis");
    let mut second = office.second();
    let sri = me(&mut second, "sri");
    second.edit_article(&sri, &id, &[Change::new("body", "Dari Sri.")], Some("1")).unwrap();
    let ali = office.me("ali");
    let mine = [Change::new("body", "Dari Ali.")];
    let error = office.desk.edit_article(&ali, &id, &mine, Some("1")).unwrap_err();
    let DeskError::Conflict { base, head, rescued: Some(rescued) } = error else {
        panic!("{error:?}")
    };
    assert_eq!((base.as_str(), head.as_str()), ("1", "2"));
    let kept = std::fs::read(&rescued).unwrap();
    let kept = redaksi::domain::manuscript::Manuscript::from_bytes(&kept).unwrap();
    assert_eq!(kept.body, "Dari Ali.");
    assert!(rescued.starts_with(office.desk.dir().join("rescued")));
    assert_eq!(mode(&rescued), 0o600);
    assert_eq!(office.desk.article(&id, None).unwrap().manuscript.body, "Dari Sri.");
    assert_eq!(office.number(&id), 2);
    office.assert_sound();
}

// ── What was read is what is approved ─────────────────────────────────────────────────────────

#[test]
fn an_edit_after_the_submission_makes_the_approval_void() {
    let mut office = Office::new();
    let id = office.draft("ali", "Berubah");
    office.submit("ali", &id);
    office.edit("ali", &id, "Isi yang berubah.").unwrap();
    assert_eq!(office.stage(&id), StageName::Draft);
    let nur = office.me("nur");
    let void = refusal(office.desk.approve(&nur, &id, "1", None));
    assert_eq!(void, Refusal::OutOfTurn { action: "approve", stage: StageName::Draft });
    office.submit("ali", &id);
    let DeskError::Refused { read, waiting, refusal, .. } =
        office.desk.approve(&nur, &id, "1", None).unwrap_err()
    else {
        panic!("an old revision was approved")
    };
    assert!(matches!(*refusal, Refusal::Stale { .. }));
    assert_eq!((read.as_str(), waiting.as_deref()), ("1", Some("2")));
    office.approve("nur", &id).unwrap();
    // And after the approval: what was cleared is cleared no more.
    office.edit("ali", &id, "Isi lain lagi.").unwrap();
    let end = Timestamp::from_ms(i64::MAX);
    let out = office.desk.outgoing(office.row(&id), Take::Due, end).unwrap();
    assert!(matches!(out, Outgoing::Nothing), "{out:?}");
    // A run that took it before the edit notes nothing.
    office.publish(&id).unwrap();
    assert_eq!(office.stage(&id), StageName::Draft);
}

#[test]
fn nobody_approves_their_own_text_under_either_hat() {
    let mut office = Office::new();
    let id = office.draft("ali", "Empat mata");
    office.edit("sri", &id, "Sri menambah satu kalimat.").unwrap();
    office.edit("ali", &id, "Ali menghapusnya lagi.").unwrap();
    office.submit("ali", &id);
    let own = refusal(office.approve("sri", &id));
    assert!(matches!(own, Refusal::OwnWork { .. }), "{own:?}");
    let kepala = office.me("kepala");
    let on = [("single_eye".to_owned(), "true".to_owned())];
    office.desk.set_office(&kepala, &on).unwrap();
    office.approve("sri", &id).unwrap();
    let end = Timestamp::from_ms(i64::MAX);
    let Outgoing::Page(page, _) = office.desk.outgoing(office.row(&id), Take::Due, end).unwrap()
    else {
        panic!("nothing leaves")
    };
    assert!(page.single_eye(), "the page does not say that one person cleared it");
    office.assert_sound();
}

#[test]
fn what_waits_for_review_is_counted_as_it_is_listed() {
    let mut office = Office::new();
    let counts = |office: &Office| {
        PEOPLE.map(|name| {
            let filter = office.desk.review_filter(name).unwrap();
            let listed = office.desk.store().page(&filter, Sort::Updated, 99, None).unwrap();
            let counted = office.desk.count_to_review(name, 99).unwrap();
            assert_eq!(counted, listed.rows.len() as u64, "{name}");
            assert_eq!(office.desk.count_to_review(name, 1).unwrap(), counted.min(1), "{name}");
            counted
        })
    };
    for who in ["ali", "ali", "sri", "kepala"] {
        let id = office.draft(who, "Menunggu");
        office.submit(who, &id);
    }
    office.draft("ali", "Belum diajukan");
    office.approved("Sudah disetujui");
    assert_eq!(counts(&office), [3, 0, 4, 3, 0]);
    let kepala = office.me("kepala");
    office.desk.set_office(&kepala, &[("single_eye".to_owned(), "true".to_owned())]).unwrap();
    assert_eq!(counts(&office), [4, 0, 4, 4, 0]);
}

// ── Addresses, times ──────────────────────────────────────────────────────────────────────────

#[test]
fn the_first_approval_fixes_the_address() {
    let mut office = Office::new();
    let id = office.draft("ali", "Judul pertama");
    office.set("ali", &id, "date", "2025-09-30");
    office.set("ali", &id, "slug", "pilihan-kami");
    office.submit("ali", &id);
    office.approve("nur", &id).unwrap();
    let path = |office: &Office| office.state(&id).address.unwrap().path;
    assert_eq!(path(&office), "/2025/09/pilihan-kami.html");
    let ali = office.me("ali");
    let other = [Change::new("slug", "lain")];
    let error = office.desk.edit_article(&ali, &id, &other, None).unwrap_err();
    assert!(matches!(error, DeskError::Invalid { field, .. } if field == "slug"));
    office.publish(&id).unwrap();
    // Neither headline nor date move it, but `correct --path` does.
    let nur = office.me("nur");
    office.desk.correct(&nur, &id, "Salah tanggal.", false).unwrap();
    office.set("ali", &id, "headline", "Judul kedua");
    office.set("ali", &id, "date", "2025-10-01");
    office.submit("ali", &id);
    office.approve("nur", &id).unwrap();
    office.publish(&id).unwrap();
    assert_eq!(path(&office), "/2025/09/pilihan-kami.html");
    office.desk.correct(&nur, &id, "Nama halaman menyesatkan.", true).unwrap();
    office.set("ali", &id, "slug", "nama-baru");
    office.submit("ali", &id);
    office.approve("nur", &id).unwrap();
    assert_eq!(office.state(&id).live.unwrap().path, "/2025/09/pilihan-kami.html");
    office.publish(&id).unwrap();
    let state = office.state(&id);
    assert_eq!(state.live.unwrap().path, "/2025/10/nama-baru.html");
    assert_eq!(state.moved, ["/2025/09/pilihan-kami.html"]);
    office.assert_sound();
}

#[test]
fn two_articles_never_have_one_page() {
    let mut office = Office::new();
    let first = office.draft("ali", "Yang pertama");
    office.set("ali", &first, "slug", "satu-alamat");
    office.submit("ali", &first);
    office.approve("nur", &first).unwrap();
    office.publish(&first).unwrap();
    let nur = office.me("nur");
    // While a new path is in work the old one is still public.
    office.desk.correct(&nur, &first, "Nama halaman menyesatkan.", true).unwrap();
    office.set("ali", &first, "slug", "alamat-lain");
    let second = office.draft("ali", "Yang kedua");
    let ali = office.me("ali");
    let same = [Change::new("slug", "satu-alamat")];
    let error = office.desk.edit_article(&ali, &second, &same, None).unwrap_err();
    assert!(matches!(error, DeskError::Invalid { ref field, .. } if field == "slug"), "{error:?}");
}

#[test]
fn nothing_goes_out_before_its_time() {
    let mut office = Office::new();
    let id = office.approved("Tertahan");
    let now = office.clock.now();
    let nur = office.me("nur");
    let error = office.desk.schedule(&nur, &id, now.plus_ms(-1)).unwrap_err();
    assert!(matches!(error, DeskError::Invalid { field, .. } if field == "at"));
    let embargo = now.plus_ms(5 * HOUR);
    office.set("ali", &id, "embargo", &embargo.to_string());
    assert_eq!(office.stage(&id), StageName::Approved, "an embargo is no part of the text");
    let early = refusal(office.desk.schedule(&nur, &id, now.plus_ms(4 * HOUR)));
    let Refusal::Embargoed { until } = early else { panic!("{early:?}") };
    let row = office.row(&id);
    let leaves = |office: &Office, at| {
        matches!(office.desk.outgoing(row, Take::Due, at).unwrap(), Outgoing::Page(_, _))
    };
    assert!(!leaves(&office, until.plus_ms(-1)));
    assert!(leaves(&office, until));
    office.desk.schedule(&nur, &id, now.plus_ms(6 * HOUR)).unwrap();
    assert!(!leaves(&office, now.plus_ms(6 * HOUR - 1)));
    assert!(leaves(&office, now.plus_ms(6 * HOUR)));
    // The embargo may not be put after the time that is set.
    let ali = office.me("ali");
    let later = [Change::new("embargo", now.plus_ms(7 * HOUR).to_string())];
    let error = office.desk.edit_article(&ali, &id, &later, None).unwrap_err();
    assert!(matches!(error, DeskError::Invalid { field, .. } if field == "embargo"));
    office.desk.unschedule(&nur, &id).unwrap();
    assert!(!leaves(&office, until.plus_ms(-1)) && leaves(&office, until));
    // More than five minutes late is told.
    office.desk.schedule(&nur, &id, now.plus_ms(6 * HOUR)).unwrap();
    office.clock.advance(7 * HOUR);
    let head = office.desk.store().head(row).unwrap().record;
    let late = office.desk.note_taken("folder", &[(id.parse().unwrap(), head)]).unwrap();
    assert_eq!(late.len(), 1);
    office.assert_sound();
}

#[test]
fn what_would_go_out_is_counted_and_named_beforehand() {
    let mut office = Office::new();
    office.draft("ali", "Masih ditulis");
    office.published("Sudah terbit");
    let held = office.approved("Tertahan");
    let until = office.clock.now().plus_ms(5 * HOUR);
    office.set("ali", &held, "embargo", &until.to_string());
    assert_eq!(office.desk.due(5).unwrap(), (0, Vec::new()));
    office.approved("Siap satu");
    let second = office.approved("Siap dua");
    let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert_eq!(office.desk.due(5).unwrap(), (2, named(&["Siap satu", "Siap dua"])));
    office.clock.advance(6 * HOUR);
    assert_eq!(office.desk.due(1).unwrap(), (3, named(&["Tertahan"])));
    office.publish(&second).unwrap();
    assert_eq!(office.desk.due(5).unwrap(), (2, named(&["Tertahan", "Siap satu"])));
}

#[test]
fn a_withdrawn_text_leaves_a_notice() {
    let mut office = Office::new();
    let id = office.published("Ditarik nanti");
    let path = office.state(&id).live.unwrap().path;
    let nur = office.me("nur");
    assert!(matches!(office.desk.withdraw(&nur, &id, " "), Err(DeskError::Invalid { .. })));
    office.desk.withdraw(&nur, &id, "Narasumber keliru.").unwrap();
    let end = Timestamp::from_ms(i64::MAX);
    let out = office.desk.outgoing(office.row(&id), Take::Live, end).unwrap();
    let Outgoing::Notice { path: told, reason, .. } = out else { panic!("{out:?}") };
    assert_eq!(told, path);
    assert_eq!(office.desk.note_text(&reason).unwrap(), "Narasumber keliru.");
    let again = refusal(office.desk.withdraw(&nur, &id, "Sekali lagi."));
    assert!(matches!(again, Refusal::OutOfTurn { .. }));
}

// ── Files ─────────────────────────────────────────────────────────────────────────────────────

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

fn all_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = vec![folder.to_owned()];
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(all_files(&path)) } else { found.push(path) }
    }
    found
}

#[test]
fn every_file_of_a_desk_is_its_owners_alone() {
    let folder = support::folder();
    let clock = std::sync::Arc::new(redaksi::clock::Clock::stepping(support::morning(), 1_000));
    let (dir, state) = (folder.path().join("desk"), folder.path().join("state"));
    let mut desk = Desk::create(&dir, &state, clock, &founding()).unwrap();
    let kepala = me(&mut desk, "kepala");
    desk.add_person(&kepala, "ali", None, &[Role::Editor], NewKey::Made(None)).unwrap();
    desk.new_article(&kepala, &[Change::new("headline", "Rahasia")]).unwrap();
    let files = all_files(&dir);
    assert!(files.len() > 10, "{files:?}");
    for path in files {
        // Public keys are for everybody, and still nobody else's business here.
        let want = if path.is_dir() { 0o700 } else { 0o600 };
        let found = mode(&path);
        assert_eq!(found & !want, 0, "{}: {found:o}", path.display());
    }
}

#[test]
fn a_desk_is_not_made_over_another_nor_opened_where_none_is() {
    let office = Office::new();
    let dir = office.desk.dir().to_owned();
    let again = Desk::create(&dir, &dir, office.clock.clone(), &founding());
    assert!(matches!(again, Err(DeskError::DeskExists { .. })));
    office.assert_sound();
    let folder = support::folder();
    std::fs::create_dir(folder.path().join("backups")).unwrap();
    let open = || Desk::open(folder.path(), folder.path(), office.clock.clone(), Intent::Write);
    assert!(matches!(open(), Err(DeskError::NoDesk { has_backups: false, .. })));
    std::fs::copy(dir.join(FILE), folder.path().join("backups/satu.db")).unwrap();
    assert!(matches!(open(), Err(DeskError::NoDesk { has_backups: true, .. })));
    let founded = Desk::create(folder.path(), folder.path(), office.clock.clone(), &founding());
    assert!(matches!(founded, Err(DeskError::DeskExists { has_backups: true, .. })));
}

#[test]
fn a_desk_that_is_only_read_is_not_written() {
    let mut office = Office::new();
    let id = office.draft("ali", "Hanya dibaca");
    let dir = office.desk.dir().to_owned();
    let mut reader = Desk::open(&dir, &dir, office.clock.clone(), Intent::Read).unwrap();
    assert_eq!(reader.article(&id, None).unwrap().row.headline, "Hanya dibaca");
    let ali = office.me("ali");
    let error = reader.submit(&ali, &id).unwrap_err();
    assert!(matches!(error, DeskError::Store(StoreError { fault: Fault::ReadOnly, .. })));
}

#[test]
fn a_file_of_another_program_or_a_newer_one_is_left_alone() {
    for (change, newer) in [("application_id = 7", false), ("user_version = 99", true)] {
        let office = Office::new();
        let dir = office.desk.dir().to_owned();
        let clock = office.clock.clone();
        raw(&dir).execute_batch(&format!("PRAGMA {change}")).unwrap();
        let Err(DeskError::Store(error)) = Desk::open(&dir, &dir, clock, Intent::Write) else {
            panic!("{change}: opened")
        };
        assert_eq!(matches!(error.fault, Fault::Newer { .. }), newer, "{change}: {error:?}");
        assert_eq!(matches!(error.fault, Fault::Foreign), !newer, "{change}: {error:?}");
    }
}
