//! The tables are what the ledger makes of them, and a difference does not hide.

use std::collections::BTreeMap;
use std::path::Path;

use redaksi::domain::finding::Counts;
use redaksi::domain::record::Deed;
use redaksi::domain::stage::StageName;
use redaksi::store::Store;
use redaksi::store::compare::{Difference, What};
use redaksi::store::findings::Counted;
use redaksi::store::open::How;
use rusqlite::Connection;

use super::testdesk::{TestDesk, empty_file};

fn rebuilt(desk: &Store, fresh: &Path) -> Store {
    empty_file(fresh);
    let told = desk.rebuild_into(fresh, &mut |_| ()).unwrap();
    assert_eq!((told.refused, told.broken), (0, 0));
    assert!(told.records > 0);
    Store::open(fresh, How::default()).unwrap()
}

#[test]
fn a_rebuilt_desk_equals_the_desk() {
    let mut desk = TestDesk::new(1);
    desk.fill(150);
    let first = desk.store.list_rows_after(0, 1).unwrap().remove(0);
    let counts = Counts { error: 1, warning: 2, suggestion: 3 };
    desk.write(|_, tx| Ok(tx.set_local("last_person", "Sari")?)).unwrap();
    let counted = |touched| Counted { article: first.id, touched, counts };
    desk.store.note_findings(4, &[counted(first.touched)]).unwrap();
    // Of a text that has moved on nothing is noted.
    desk.store.note_findings(5, &[counted(first.touched - 1)]).unwrap();
    let fresh = rebuilt(&desk.store, &desk.beside("fresh.db"));
    assert_eq!(desk.store.compare(&fresh).unwrap(), []);
    fresh.check_search().unwrap();
    let report = fresh.verify(&[], &mut |_| ()).unwrap();
    assert_eq!(report.problems, []);
    assert_eq!(fresh.local("last_person").unwrap().as_deref(), Some("Sari"));
    let row = fresh.list_row(fresh.find(&first.id.to_string()).unwrap()).unwrap();
    assert_eq!((row.rules, row.findings), (Some(4), Some(counts)));
}

#[test]
fn every_table_is_compared() {
    let mut desk = TestDesk::new(2);
    desk.fill(12);
    let fresh = rebuilt(&desk.store, &desk.beside("fresh.db"));
    let cases = [
        ("setting", "UPDATE setting SET value = 'Desa lain'", What::Column("value")),
        ("person", "UPDATE person SET full_name = 'X' WHERE row = 2", What::Column("full_name")),
        ("writer", "UPDATE writer SET until = 4", What::Column("until")),
        (
            "article",
            "UPDATE article SET contributors = ',2,' WHERE row = 3",
            What::Column("contributors"),
        ),
        ("article", "UPDATE article SET due_ms = 5 WHERE row = 3", What::Column("due_ms")),
        ("article_state", "DELETE FROM article_state WHERE article = 3", What::Column("state")),
        ("article_end", "DELETE FROM article_end", What::Missing),
        ("article_end", "INSERT INTO article_end VALUES (zeroblob(16), zeroblob(32))", What::Extra),
        ("revision", "UPDATE revision SET words = 1", What::Column("words")),
        ("article_text", "UPDATE article_text SET body = body || '.'", What::Column("body")),
        ("stage_count", "UPDATE stage_count SET n = n + 1", What::Column("n")),
        ("revision", "UPDATE revision SET article = 999", What::Extra),
    ];
    let conn = Connection::open(&desk.path).unwrap();
    conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    for (table, change, what) in cases {
        conn.execute_batch(change).unwrap();
        let found = desk.store.compare(&fresh).unwrap();
        assert!(
            found.iter().any(|found: &Difference| found.table == table && found.what == what),
            "{change}: {found:?}"
        );
    }
}

/// What the law refuses is in the ledger and nowhere else, and what comes after is not harmed.
#[test]
fn a_record_that_the_law_refuses_changes_nothing() {
    let mut desk = TestDesk::new(3);
    desk.fill(5);
    // Two people of one name cannot be appended; a ledger from elsewhere may hold them.
    Connection::open(&desk.path).unwrap().execute_batch("DROP INDEX person_by_name").unwrap();
    let name = desk.store.people().unwrap().remove(0).name;
    desk.add_person_named(&name);
    desk.fill(5);
    let path = desk.beside("second.db");
    empty_file(&path);
    let told = desk.store.rebuild_into(&path, &mut |_| ()).unwrap();
    assert_eq!((told.refused, told.broken), (0, 1));
    let fresh = Store::open(&path, How::default()).unwrap();
    let found = desk.store.compare(&fresh).unwrap();
    assert!(matches!(found.as_slice(), [Difference { table: "person", what: What::Extra, .. }]));
}

#[test]
fn tables_and_ledger_agree_from_the_first_record_on() {
    let mut desk = TestDesk::without_people(4);
    desk.write(|desk, tx| {
        let deed = Deed::OfficeCreated { settings: BTreeMap::new() };
        desk.append(tx, desk.sari, None, deed, None)
    })
    .unwrap();
    assert_eq!(desk.store.verify(&[], &mut |_| ()).unwrap().problems, []);
    let fresh = rebuilt(&desk.store, &desk.beside("fresh.db"));
    assert_eq!(desk.store.compare(&fresh).unwrap(), []);
}

/// A revocation reaches into articles that its record does not name.
#[test]
fn what_a_revocation_voids_is_void_in_a_rebuilt_desk_too() {
    let mut desk = TestDesk::new(5);
    desk.fill(40);
    let approved = |store: &Store| {
        let counts = store.stage_counts().unwrap();
        counts.iter().find(|(stage, _)| *stage == StageName::Approved).map_or(0, |(_, n)| *n)
    };
    assert!(approved(&desk.store) > 0);
    desk.revoke_budi();
    assert_eq!(approved(&desk.store), 0);
    desk.fill(5);
    assert_eq!(desk.store.verify(&[], &mut |_| ()).unwrap().problems, []);
    let fresh = rebuilt(&desk.store, &desk.beside("fresh.db"));
    assert_eq!(desk.store.compare(&fresh).unwrap(), []);
}
