//! What is being written and is no revision yet: kept, told, dropped with the revision that holds
//! it, and carried over. And the desk of an older program, which has no place for it.

use redaksi::desk::edit::Change;
use redaksi::desk::{Desk, DeskError, Intent};
use redaksi::domain::ids::ArticleId;
use redaksi::domain::manuscript::Manuscript;
use redaksi::domain::record::RevisionId;
use redaksi::domain::stage::Refusal;
use redaksi::store::backup::verify_file;
use redaksi::store::open::{How, SCHEMA};
use redaksi::store::{Fault, Store, StoreError};
use rusqlite::Connection;

use super::testdesk::empty_file;
use crate::support::{Office, dump, raw, refusal};

/// An article, its newest revision, and the text of that.
fn newest(office: &Office, id: &str) -> (ArticleId, RevisionId, Manuscript) {
    let view = office.desk.article(id, None).unwrap();
    (view.row.id, view.revision.record, view.manuscript)
}

fn keep(office: &mut Office, who: &str, id: &str, body: &str) {
    let (article, base, text) = newest(office, id);
    let me = office.me(who);
    let text = Manuscript { body: body.to_owned(), ..text };
    office.desk.keep_working(&me, &article, &base, text.clone(), false).unwrap();
}

fn kept(office: &mut Office, who: &str, id: &str) -> Option<String> {
    let me = office.me(who);
    let article = newest(office, id).0;
    office.desk.working(&me, &article).unwrap().map(|copy| copy.text.body)
}

fn unsaved(office: &Office, id: &str) -> bool {
    office.desk.article(id, None).unwrap().unsaved
}

#[test]
fn a_working_copy_is_its_writers_alone_and_makes_no_record() {
    let mut office = Office::new();
    let id = office.draft("ali", "Rapat pleno");
    let records = office.records();
    assert!(!unsaved(&office, &id));
    keep(&mut office, "ali", &id, "Isi yang baru\n");
    assert_eq!(kept(&mut office, "ali", &id).as_deref(), Some("Isi yang baru\n"), "as it is");
    assert_eq!(kept(&mut office, "sri", &id), None);
    assert!(unsaved(&office, &id));
    let shown = office.desk.article(&id, None).unwrap();
    assert_eq!((shown.manuscript.body.as_str(), office.number(&id)), ("Isi Rapat pleno.", 1));
    assert_eq!(office.records(), records);
    // What says the same as its revision is not unsaved.
    keep(&mut office, "ali", &id, "Isi Rapat pleno.\n\n");
    assert!(!unsaved(&office, &id));
    let (ali, article) = (office.me("ali"), newest(&office, &id).0);
    assert!(office.desk.drop_working(&ali, &article).unwrap());
    assert_eq!(kept(&mut office, "ali", &id), None);
    office.assert_sound();
}

#[test]
fn the_revision_that_holds_it_drops_it_and_no_other_does() {
    let mut office = Office::new();
    let id = office.draft("ali", "Daftar pemilih");
    keep(&mut office, "ali", &id, "Dua kalimat.\n");
    keep(&mut office, "sri", &id, "Kalimat Sri.");
    // Another change of the same hand is not what was being written.
    office.set("ali", &id, "place", "Cilacap");
    assert!(kept(&mut office, "ali", &id).is_some());
    office.edit("ali", &id, "Bukan itu.").unwrap();
    assert!(kept(&mut office, "ali", &id).is_some(), "it is still not in any revision");
    keep(&mut office, "ali", &id, "Dua kalimat.\n");
    office.edit("ali", &id, "Dua kalimat.").unwrap();
    assert_eq!(kept(&mut office, "ali", &id), None);
    assert_eq!(kept(&mut office, "sri", &id).as_deref(), Some("Kalimat Sri."), "hers stays");
    assert!(unsaved(&office, &id));
}

#[test]
fn a_save_that_is_refused_leaves_it() {
    let mut office = Office::new();
    let id = office.draft("ali", "Hitung cepat");
    keep(&mut office, "ali", &id, "Kalimat Ali.");
    office.edit("sri", &id, "Kalimat Sri.").unwrap();
    let ali = office.me("ali");
    let save = [Change::new("body", "Kalimat Ali.")];
    let answer = office.desk.edit_article(&ali, &id, &save, Some("1"));
    assert!(matches!(answer, Err(DeskError::Conflict { .. })));
    assert_eq!(kept(&mut office, "ali", &id).as_deref(), Some("Kalimat Ali."));
    assert!(unsaved(&office, &id), "against the revision that it grew from");
}

#[test]
fn who_may_not_write_keeps_nothing_and_a_base_must_fit() {
    let mut office = Office::new();
    let (id, other) = (office.draft("ali", "Satu"), office.draft("ali", "Dua"));
    let (article, base, text) = newest(&office, &id);
    let (tata, ali) = (office.me("tata"), office.me("ali"));
    let answer = office.desk.keep_working(&tata, &article, &base, text.clone(), true);
    assert!(matches!(refusal(answer), Refusal::NotAllowed { .. }));
    let foreign = newest(&office, &other).1;
    let answer = office.desk.keep_working(&ali, &article, &foreign, text.clone(), true);
    assert!(matches!(answer, Err(DeskError::Invalid { .. })), "{answer:?}");
    let endless = Manuscript { body: "a".repeat((16 << 20) + 1), ..text };
    let answer = office.desk.keep_working(&ali, &article, &base, endless.clone(), true);
    assert!(matches!(answer, Err(DeskError::Invalid { .. })), "{answer:?}");
    assert!(!unsaved(&office, &id));
}

/// The rest of the article is no worse for it, and a save goes through.
#[test]
fn a_damaged_working_copy_harms_nothing_else() {
    let mut office = Office::new();
    let id = office.draft("ali", "Rekapitulasi");
    keep(&mut office, "ali", &id, "Yang sedang ditulis.");
    raw(office.desk.dir()).execute("UPDATE working SET text = x'00ff'", []).unwrap();
    assert!(unsaved(&office, &id));
    office.edit("ali", &id, "Yang disimpan.").unwrap();
    let ali = office.me("ali");
    let error = office.desk.working(&ali, &newest(&office, &id).0).unwrap_err();
    assert!(matches!(error, DeskError::Store(StoreError { fault: Fault::Damaged(_), .. })));
}

#[test]
fn a_rebuild_and_a_backup_carry_it_over() {
    let mut office = Office::new();
    let id = office.draft("ali", "Surat suara");
    keep(&mut office, "ali", &id, "Belum disimpan.");
    let fresh = office.desk.dir().join("fresh.db");
    let copy = office.desk.dir().join("copy.db");
    empty_file(&fresh);
    empty_file(&copy);
    office.desk.store().rebuild_into(&fresh, &mut |_| ()).unwrap();
    office.desk.store().backup_to(&copy, || ()).unwrap();
    let (me, article) = (office.me("ali"), newest(&office, &id).0);
    for file in [fresh, copy] {
        let store = Store::open(&file, How::default()).unwrap();
        let found = store.working(&article, &me.person.id).unwrap();
        assert_eq!(found, office.desk.working(&me, &article).unwrap());
        assert!(found.is_some());
    }
}

/// A desk as the first program left it.
fn older(office: &Office) -> String {
    let file = raw(office.desk.dir());
    let ledger = records(&file);
    file.execute_batch(
        "DROP INDEX outgoing; DROP TABLE working; DROP TABLE outbox; DROP TABLE remote;
         PRAGMA user_version = 1",
    )
    .unwrap();
    ledger
}

fn records(file: &Connection) -> String {
    file.query_row("SELECT group_concat(hex(digest)) FROM record", [], |row| row.get(0)).unwrap()
}

fn version(file: &Connection) -> i64 {
    file.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

#[test]
fn a_desk_of_an_older_program_can_be_read_and_is_left_as_it_is() {
    let mut office = Office::new();
    let id = office.draft("ali", "Dari tahun lalu");
    older(&office);
    let dir = office.desk.dir().to_owned();
    let reader = Desk::open(&dir, &dir, office.clock.clone(), Intent::Read).unwrap();
    assert!(!reader.article(&id, None).unwrap().unsaved);
    assert_eq!(reader.store().verify(&[], &mut |_| ()).unwrap().problems, []);
    let fresh = dir.join("fresh.db");
    empty_file(&fresh);
    reader.store().rebuild_into(&fresh, &mut |_| ()).unwrap();
    let fresh = Store::open(&fresh, How::default()).unwrap();
    assert_eq!(reader.store().compare(&fresh).unwrap(), []);
    assert_eq!(version(&raw(&dir)), 1);
}

#[test]
fn an_older_desk_is_backed_up_before_it_gets_new_tables() {
    let mut office = Office::new();
    let id = office.draft("ali", "Dari tahun lalu");
    let ledger = older(&office);
    let dir = office.desk.dir().to_owned();
    office.desk = Desk::open(&dir, &dir, office.clock.clone(), Intent::Write).unwrap();
    assert_eq!((version(&raw(&dir)), records(&raw(&dir))), (SCHEMA, ledger.clone()));
    keep(&mut office, "ali", &id, "Sekarang ada tempatnya.");
    office.assert_sound();
    let backups: Vec<_> = std::fs::read_dir(dir.join("backups")).unwrap().collect();
    assert_eq!(backups.len(), 1);
    let backup = backups.into_iter().next().unwrap().unwrap().path();
    let before = std::fs::read(&backup).unwrap();
    // A backup stays good, and stays what it was, also when a newer program proves it.
    assert!(verify_file(&backup, &mut |_| ()).unwrap().is_good());
    assert_eq!(std::fs::read(&backup).unwrap(), before);
    let file = Connection::open(&backup).unwrap();
    assert_eq!((version(&file), records(&file)), (1, ledger));
}

/// The version says one thing and the tables another: nothing is guessed.
#[test]
fn tables_that_do_not_fit_their_version_are_damage() {
    let office = Office::new();
    let file = raw(office.desk.dir());
    let before = dump(&file);
    file.execute_batch("PRAGMA user_version = 1").unwrap();
    let error = Store::open(office.desk.store().path(), How::default()).err().unwrap();
    assert!(matches!(error.fault, Fault::Damaged(_)), "{error:?}");
    assert_eq!(dump(&file), before);
}

#[test]
fn what_is_erased_by_law_is_in_no_working_copy_either() {
    let mut office = Office::new();
    let (id, other) = (office.draft("ali", "Satu"), office.draft("ali", "Dua"));
    keep(&mut office, "ali", &id, "Nama yang harus hilang.");
    keep(&mut office, "ali", &other, "Tetap.");
    let admin = office.me("kepala");
    office.desk.erase(&admin, &id, None, "Permintaan pemilik data").unwrap();
    assert_eq!(kept(&mut office, "ali", &id), None);
    assert_eq!(kept(&mut office, "ali", &other).as_deref(), Some("Tetap."));
}
