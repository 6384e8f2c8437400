//! What is whole comes out of a damaged file, and the file stays as it was.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use redaksi::domain::ids::{ArticleId, Digest, PersonId};
use redaksi::domain::manuscript::Manuscript;
use redaksi::domain::record::{Deed, Origin};
use redaksi::domain::time::Timestamp;
use redaksi::domain::view::Working;
use redaksi::store::content::Content;
use redaksi::store::open::How;
use redaksi::store::salvage::{Salvaged, salvage};
use redaksi::store::verify::ProblemKind;
use redaksi::store::{Store, Tx};
use rusqlite::Connection;
use uuid::Uuid;

use super::testdesk::{Dice, TestDesk, empty_file, text};

const PAGE: usize = 4_096;

/// The texts of all revisions, by their records.
fn revisions(path: &Path) -> BTreeMap<[u8; 32], [u8; 32]> {
    let conn = Connection::open(path).unwrap();
    let mut all = conn.prepare("SELECT record, content FROM revision").unwrap();
    let rows = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

/// How many of the revisions can still be read, record and text.
fn readable(store: &Store, wanted: &BTreeMap<[u8; 32], [u8; 32]>) -> usize {
    wanted
        .iter()
        .filter(|(record, content)| {
            store.record(&Digest(**record)).is_ok()
                && matches!(store.content(&Digest(**content)), Ok(Content::Bytes(_)))
        })
        .count()
}

/// A closed desk as one file beside the live one.
fn closed(desk: &TestDesk, name: &str) -> std::path::PathBuf {
    desk.store.tidy();
    let path = desk.beside(name);
    fs::copy(&desk.path, &path).unwrap();
    path
}

fn salvaged(desk: &TestDesk, damaged: &Path, name: &str) -> (Salvaged, Store) {
    let before = fs::read(damaged).unwrap();
    let fresh = desk.beside(name);
    empty_file(&fresh);
    let told = salvage(damaged, &fresh, &mut |_| ()).unwrap();
    assert_eq!(fs::read(damaged).unwrap(), before, "the damaged file is only read");
    (told, Store::open(&fresh, How::default()).unwrap())
}

#[test]
fn nothing_is_lost_from_a_whole_file_or_its_log() {
    let mut desk = TestDesk::new(11);
    desk.fill(150);
    assert!(fs::metadata(desk.beside("desk.db-wal")).unwrap().len() > 1_000_000);
    let (told, store) = salvaged(&desk, &desk.path, "fresh.db");
    assert_eq!((told.records_lost, told.records_refused, told.contents_lost), (0, 0, 0));
    assert!(told.harmed.is_empty());
    assert_eq!(desk.store.compare(&store).unwrap(), []);
    let report = store.verify(&[], &mut |_| ()).unwrap();
    assert_eq!(report.problems, []);
    assert_eq!(report.records, told.records_kept);
}

/// One page in two hundred is noise; what was on it is lost, and hardly more.
#[test]
fn nearly_all_revisions_survive_pages_of_noise() {
    let mut desk = TestDesk::new(12);
    desk.fill(1_500);
    let wanted = revisions(&desk.path);
    for seed in 1..2 {
        let mut dice = Dice(seed);
        let damaged = closed(&desk, &format!("damaged{seed}.db"));
        let mut bytes = fs::read(&damaged).unwrap();
        let pages = bytes.len() / PAGE;
        // The first page is always among them: without it no program opens the file.
        for n in 0..(pages / 200).max(2) {
            let page = if n == 0 { 0 } else { dice.below(pages) };
            let noise = dice.bytes(PAGE);
            bytes[page * PAGE..][..PAGE].copy_from_slice(&noise);
        }
        fs::write(&damaged, &bytes).unwrap();
        let (told, store) = salvaged(&desk, &damaged, &format!("fresh{seed}.db"));
        let left = readable(&store, &wanted);
        println!("{left} of {} revisions, {pages} pages, {told:?}", wanted.len());
        assert!(left * 100 >= wanted.len() * 98, "{left} of {}", wanted.len());
        assert!(told.records_lost + told.contents_lost > 0, "{told:?}");
        let report = store.verify(&[], &mut |_| ()).unwrap();
        for problem in &report.problems {
            assert!(
                matches!(
                    problem.kind,
                    ProblemKind::Chain
                        | ProblemKind::Parent
                        | ProblemKind::Content
                        | ProblemKind::Law
                ),
                "{problem:?}"
            );
        }
        store.check_search().unwrap();
    }
}

/// What was erased by law stays erased, though its bytes still lie in the file.
#[test]
fn what_was_erased_does_not_come_back() {
    let mut desk = TestDesk::new(13);
    desk.fill(3);
    let manuscript = text(&mut Dice(99));
    let secret = desk
        .write(|desk, tx: &Tx<'_>| {
            let article = "0192f0c1-2345-7abc-8def-0000000000ff".parse().unwrap();
            let deed = Deed::RevisionSaved { base: vec![], origin: Origin::New };
            desk.append(tx, desk.sari, Some(article), deed, Some(&manuscript))?;
            let reason = Digest::of(&manuscript.to_bytes());
            let deed = Deed::ContentErased { contents: vec![reason], reason };
            desk.append(tx, desk.sari, None, deed, None)?;
            Ok(reason)
        })
        .unwrap();
    // The row itself was not reached when the program died.
    let (told, store) = salvaged(&desk, &desk.path, "fresh.db");
    assert_eq!(store.content(&secret).unwrap(), Content::Erased);
    assert_eq!(told.contents_lost, 0);
}

/// What somebody was writing is in no record, and comes out all the same; what was saved or erased
/// does not come back as something that is being written.
#[test]
fn what_was_being_written_is_saved_too() {
    let mut desk = TestDesk::new(15);
    desk.fill(30);
    let copy = |number: u128, words: &str, minute: i64| Working {
        article: ArticleId(Uuid::from_u128(number)),
        person: PersonId(Uuid::from_u128(7)),
        base: Digest::ZERO,
        text: Manuscript { body: format!("{words} ").repeat(900), ..Manuscript::default() },
        saved: Timestamp::from_ms(minute),
    };
    let (old, new, saved) = (copy(1, "lama", 1), copy(1, "baru", 2), copy(2, "tersimpan", 3));
    for kept in [&old, &new, &saved] {
        desk.store.keep_working(kept, false).unwrap();
    }
    desk.write(|_, tx| Ok(tx.put(&saved.text.to_bytes(), None)?)).unwrap();
    let (told, store) = salvaged(&desk, &desk.path, "fresh.db");
    assert_eq!(told.copies_kept, 1);
    assert_eq!(store.working(&new.article, &new.person).unwrap(), Some(new));
    assert_eq!(store.working(&saved.article, &saved.person).unwrap(), None);
}

/// A desk that forgot what is out might publish it twice.
#[test]
fn what_is_out_and_on_its_way_is_known_after_it() {
    let mut desk = TestDesk::new(16);
    desk.fill(40);
    let file = Connection::open(&desk.path).unwrap();
    let texts: Vec<(Vec<u8>, Vec<u8>)> = {
        let mut all = file
            .prepare(
                "SELECT article.id, max(record) FROM revision
                 JOIN article ON article.row = revision.article GROUP BY article.row LIMIT 3",
            )
            .unwrap();
        let rows = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };
    let add = |number: u8, place: usize, standing: &str, frozen: bool| {
        let (article, revision) = &texts[place];
        file.execute(
            "INSERT INTO outbox (id, article, destination, op, revision, standing, void, attempts,
               looks, queued_ms, earliest_ms, due_ms, rank, had, frozen, exchange)
             VALUES (?1, ?2, 'kab', 'publish', ?3, ?4, 0, 1, 0, ?5, 5, NULL, 1, 0, ?6, '[]')",
            rusqlite::params![
                [number; 16],
                article,
                revision,
                standing,
                number,
                frozen.then_some([9_u8; 3])
            ],
        )
        .unwrap();
    };
    // A base as long as a text goes over many pages.
    let remote = format!("{{\"id\":\"12\",\"base\":\"{}\"}}", "kata ".repeat(3_000));
    for (number, (article, _)) in texts.iter().take(2).enumerate() {
        let has = i64::try_from(number).unwrap() + 1;
        let row = rusqlite::params![article, has, remote];
        file.execute("INSERT INTO remote VALUES (?1, 'kab', ?2, ?3)", row).unwrap();
    }
    add(1, 0, "cancelled", false);
    add(2, 0, "visible", false);
    add(3, 1, "sending", true);
    add(4, 2, "waiting", false);
    // Of a text that nobody knows.
    file.execute(
        "INSERT INTO outbox SELECT 99, x'63636363636363636363636363636363', zeroblob(16),
           destination, op, zeroblob(32), standing, void, attempts, looks, queued_ms, earliest_ms,
           due_ms, rank, had, trouble, theirs, frozen, exchange FROM outbox WHERE row = 1",
        [],
    )
    .unwrap();
    let (told, store) = salvaged(&desk, &desk.path, "fresh.db");
    assert_eq!(told.deliveries_kept, 6);
    drop(store);
    let fresh = Connection::open(desk.beside("fresh.db")).unwrap();
    let mut all = fresh.prepare("SELECT id, standing, due_ms FROM outbox ORDER BY row").unwrap();
    let rows = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    let rows: Vec<([u8; 16], String, Option<i64>)> = rows.collect::<Result<_, _>>().unwrap();
    let row = |number, standing: &str, due| ([number; 16], standing.to_owned(), due);
    assert_eq!(
        rows,
        [
            row(1, "cancelled", None),
            row(2, "visible", None),
            row(3, "unknown", Some(5)),
            row(4, "queued", Some(5)),
        ]
    );
    let known = |has: i64| {
        let query = "SELECT count(*) FROM remote WHERE has = ?1 AND remote = ?2";
        fresh.query_row(query, rusqlite::params![has, remote], |row| row.get::<_, i64>(0)).unwrap()
    };
    assert_eq!((known(1), known(2)), (1, 1));
}

#[test]
fn noise_is_no_desk_and_does_no_harm() {
    let desk = TestDesk::new(14);
    let mut dice = Dice(5);
    for (at, len) in [0, 1, 17, 100, 5_000, 300_000].into_iter().enumerate() {
        let damaged = desk.beside(&format!("noise{at}.db"));
        let mut noise = dice.bytes(len);
        // Pages that claim to be leaves are read further.
        noise.iter_mut().step_by(PAGE).for_each(|first| *first = 13);
        fs::write(&damaged, noise).unwrap();
        let (told, _) = salvaged(&desk, &damaged, &format!("fresh{at}.db"));
        assert_eq!(told, Salvaged::default());
    }
}
