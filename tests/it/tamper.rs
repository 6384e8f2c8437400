//! Somebody changes the file behind the program's back: a walk over the ledger must see it, and
//! say what it is. A walk over an untouched copy must say nothing.

use ed25519_dalek::{Signer as _, SigningKey};
use redaksi::desk::people::NewKey;
use redaksi::desk::publish::{Outgoing, Take};
use redaksi::domain::ids::{Digest, WriterKey, hex_of};
use redaksi::domain::people::Role;
use redaksi::domain::record::{Deed, Header, Said};
use redaksi::domain::seal::sshsig;
use redaksi::domain::time::Timestamp;
use redaksi::store::verify::ProblemKind;
use rusqlite::types::Value;
use rusqlite::{Connection, params};

use crate::support::{Office, kinds, raw};

/// A ledger with some of everything; its last record is of the office alone.
fn busy() -> Office {
    let mut office = Office::new();
    let public = office.published("Pleno kabupaten");
    let kepala = office.me("kepala");
    office.desk.correct(&kepala, &public, "Salah tanggal.", false).unwrap();
    office
        .edit("ali", &public, "Isi yang benar.\n\nAlinea kedua untuk membuatnya cukup panjang.")
        .unwrap();
    let sent = office.draft("sri", "Sosialisasi pemilih pemula");
    office.submit("sri", &sent);
    let waiting = office.approved("Pengumuman lelang");
    office.set("ali", &waiting, "due", "2025-12-01");
    let plain = office.draft("ali", "Bimbingan teknis");
    office.edit("nur", &plain, "Isi baru.").unwrap();
    let settings = [("place".to_owned(), "Banyumas".to_owned())];
    office.desk.set_office(&kepala, &settings).unwrap();
    office
}

fn triggers(file: &Connection) -> Vec<(String, String)> {
    file.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

/// Takes the triggers away, changes something, and puts them back as they were.
fn behind(file: &Connection, act: impl FnOnce(&Connection)) {
    let triggers = triggers(file);
    assert_eq!(triggers.len(), 2, "a new trigger: is it put back?");
    file.execute_batch("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF;").unwrap();
    for (name, _) in &triggers {
        file.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    act(file);
    for (_, sql) in &triggers {
        file.execute_batch(sql).unwrap();
    }
}

/// A copy of the desk after `act`: what a walk finds with the heads that were noted outside.
fn found_after(office: &Office, act: impl FnOnce(&Connection)) -> Vec<(ProblemKind, Option<i64>)> {
    let copy = office.copy().between(|dir| behind(&raw(dir), act));
    let problems = copy.problems(&copy.noted());
    problems.into_iter().map(|problem| (problem.kind, problem.row)).collect()
}

/// The row of the newest record of a kind.
fn row_of(office: &Office, kind: &str) -> i64 {
    let query = "SELECT max(id) FROM record WHERE kind = ?1";
    office.file().query_row(query, [kind], |row| row.get(0)).unwrap()
}

/// Changes one bit or one digit of a value, whatever its type.
fn bend(file: &Connection, row: i64, column: &str, byte: usize) {
    let query = format!("SELECT {column} FROM record WHERE id = ?1");
    let value: Value = file.query_row(&query, [row], |row| row.get(0)).unwrap();
    let bent = match value {
        Value::Integer(number) => Value::Integer(number + 1_000),
        Value::Blob(mut bytes) => {
            bytes[byte] ^= 1;
            Value::Blob(bytes)
        }
        Value::Text(text) => {
            let mut bytes = text.into_bytes();
            bytes[byte] ^= 1;
            Value::Text(String::from_utf8(bytes).unwrap())
        }
        other => panic!("{column} holds {other:?}"),
    };
    put(file, row, column, &bent);
}

fn put(file: &Connection, row: i64, column: &str, value: &Value) {
    let changed = file
        .execute(&format!("UPDATE record SET {column} = ?1 WHERE id = ?2"), params![value, row])
        .unwrap();
    assert_eq!(changed, 1);
}

fn text(file: &Connection, row: i64, column: &str) -> String {
    let query = format!("SELECT {column} FROM record WHERE id = ?1");
    file.query_row(&query, [row], |row| row.get(0)).unwrap()
}

#[track_caller]
fn check(office: &Office, want: ProblemKind, row: Option<i64>, act: impl FnOnce(&Connection)) {
    let found = found_after(office, act);
    assert!(found.contains(&(want, row)), "{want:?} at {row:?} is not in {found:?}");
}

/// One statement, and what a walk must say of it, of no row in particular.
#[track_caller]
fn check_sql(office: &Office, want: ProblemKind, sql: &str) {
    let found = found_after(office, |file| file.execute_batch(sql).unwrap());
    assert!(found.iter().any(|(kind, _)| *kind == want), "{sql}: no {want:?} in {found:?}");
}

#[test]
fn an_untouched_copy_is_sound() {
    let office = busy();
    office.assert_sound();
    assert!(office.noted().len() >= 4, "the heads were not noted");
    assert_eq!(found_after(&office, |_file| ()), []);
}

#[test]
fn each_column_of_a_record_is_held_to_its_header() {
    let office = busy();
    let row = row_of(&office, "article.approved");
    for (column, want) in [
        ("writer", ProblemKind::Column),
        ("seq", ProblemKind::Column),
        ("digest", ProblemKind::Digest),
        ("kind", ProblemKind::Column),
        ("article", ProblemKind::Column),
        ("lamport", ProblemKind::Column),
        ("at_ms", ProblemKind::Column),
        ("signature", ProblemKind::Signature),
    ] {
        check(&office, want, Some(row), |file| bend(file, row, column, 5));
    }
    check(&office, ProblemKind::Signature, Some(row), |file| bend(file, row, "signature", 63));
    check(&office, ProblemKind::Column, Some(row), |file| put(file, row, "article", &Value::Null));
    let short = Value::Blob(vec![7; 5]);
    check(&office, ProblemKind::Digest, Some(row), |file| put(file, row, "digest", &short));
    check(&office, ProblemKind::Signature, Some(row), |file| put(file, row, "signature", &short));
}

#[test]
fn every_byte_of_a_header_counts() {
    let office = busy();
    let row = row_of(&office, "article.approved");
    let header = text(&office.file(), row, "header");
    let places = (0..header.len()).step_by(97);
    for at in places.chain([header.len() - 1]) {
        check(&office, ProblemKind::Digest, Some(row), |file| bend(file, row, "header", at));
    }
    for (from, to, want) in [
        ("\"at\":\"2025", "\"at\":\"2024", ProblemKind::Signature),
        ("\"at\":\"2025", "\"at\":\"2024", ProblemKind::Column),
        ("article.approved", "article.applauded", ProblemKind::Signature),
        ("{", "{ ", ProblemKind::Unreadable),
        ("\"v\":1", "\"v\":2", ProblemKind::Unreadable),
    ] {
        let other = header.replacen(from, to, 1);
        assert_ne!(other, header);
        // The digest is made to fit: only the signature and the chain are left to tell.
        let digest = Value::Blob(Digest::of(other.as_bytes()).0.to_vec());
        check(&office, want, Some(row), |file| {
            put(file, row, "header", &Value::Text(other));
            put(file, row, "digest", &digest);
        });
    }
}

#[test]
fn records_cannot_be_taken_out_swapped_or_put_in_another_order() {
    let office = busy();
    let (first, second): (i64, i64) = office
        .file()
        .query_row(
            "SELECT id, (SELECT min(id) FROM record AS later
                         WHERE later.writer = record.writer AND later.id > record.id)
             FROM record WHERE kind = 'revision.saved' ORDER BY id LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    check(&office, ProblemKind::Chain, Some(second), |file| {
        file.execute("DELETE FROM record WHERE id = ?1", [first]).unwrap();
    });
    check(&office, ProblemKind::Signature, Some(first), |file| {
        let swap = "UPDATE record SET signature = (SELECT signature FROM record AS other
                    WHERE other.id = CASE record.id WHEN ?1 THEN ?2 ELSE ?1 END)
                    WHERE id IN (?1, ?2)";
        file.execute(swap, [first, second]).unwrap();
    });
    check(&office, ProblemKind::Chain, Some(first), |file| {
        for (from, to) in [(first, -1), (second, first), (-1, second)] {
            file.execute("UPDATE record SET id = ?2 WHERE id = ?1", [from, to]).unwrap();
        }
    });
}

/// Puts a record at the end of the ledger, well made and signed by `secret`, without asking the
/// law.
fn forge(file: &Connection, secret: &SigningKey, like: i64, change: impl FnOnce(&mut Header)) {
    let mut header = Header::from_bytes(text(file, like, "header").as_bytes()).unwrap();
    let writer = WriterKey(secret.verifying_key().to_bytes());
    let (seq, prev) = file
        .query_row(
            "SELECT seq, digest FROM record WHERE writer = ?1 ORDER BY seq DESC LIMIT 1",
            [writer.0],
            |row| Ok((row.get::<_, i64>(0)?.cast_unsigned(), Digest(row.get(1)?))),
        )
        .unwrap_or((0, Digest::ZERO));
    let lamport: i64 =
        file.query_row("SELECT max(lamport) FROM record", [], |row| row.get(0)).unwrap();
    (header.writer, header.seq, header.prev) = (writer, seq + 1, prev);
    header.lamport = lamport.cast_unsigned() + 1;
    change(&mut header);
    let bytes = header.to_bytes();
    file.execute(
        "INSERT INTO record (writer, seq, digest, kind, article, lamport, at_ms, header, signature)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            header.writer.0,
            header.seq.cast_signed(),
            Digest::of(&bytes).0,
            header.said.kind(),
            header.article.map(|id| id.0.into_bytes()),
            header.lamport.cast_signed(),
            header.at.ms(),
            String::from_utf8(bytes.clone()).unwrap(),
            secret.sign(&sshsig::signed_form(&bytes)).to_bytes(),
        ],
    )
    .unwrap();
}

/// The secret half of a person's key, as whoever holds its file has it.
fn secret_of(office: &mut Office, name: &str) -> SigningKey {
    let person = office.desk.who(Some(name)).unwrap();
    let all = office.desk.store().office().unwrap().writers.clone();
    let key = all.iter().find(|(_, writer)| writer.person == Some(person.id)).unwrap().0;
    let file = std::fs::read_to_string(office.desk.keyring().path(key)).unwrap();
    let pair = ssh_key::PrivateKey::from_openssh(file).unwrap();
    SigningKey::from_bytes(pair.key_data().ed25519().unwrap().private.as_ref())
}

#[test]
fn a_well_made_record_that_the_law_refuses_is_named() {
    let mut office = busy();
    let last = office.records();
    let stranger = SigningKey::from_bytes(&[3; 32]);
    let approved = row_of(&office, "article.approved");
    check(&office, ProblemKind::Law, Some(last + 1), |file| {
        forge(file, &stranger, approved, |_header| ());
    });
    // Somebody with a key approves their own text without the program.
    let sri = secret_of(&mut office, "sri");
    let submitted = row_of(&office, "article.submitted");
    check(&office, ProblemKind::Law, Some(last + 1), |file| {
        let own = own_submission(file);
        forge(file, &sri, own, |header| approve_it(file, header, false));
    });
    // And gives a role away that was not theirs to give.
    let setting = row_of(&office, "setting.changed");
    check(&office, ProblemKind::Law, Some(last + 1), |file| forge(file, &sri, setting, |_same| ()));
    // Nobody takes another's place without that one's signature.
    let nur = WriterKey(secret_of(&mut office, "nur").verifying_key().to_bytes());
    let person = office.desk.who(Some("nur")).unwrap().id;
    let own_vouch = stranger.sign(&sshsig::signed_form(b"saya sendiri")).to_bytes();
    let own_vouch = hex_of(&own_vouch);
    for vouch in [None, Some(String::new()), Some(own_vouch)] {
        check(&office, ProblemKind::Law, Some(last + 1), |file| {
            forge(file, &stranger, setting, |header| {
                header.said = Said::Deed(Deed::WriterEnrolled {
                    person: Some(person),
                    key: header.writer,
                    replaces: Some(nur),
                    vouch,
                });
            });
        });
    }
    // A parent that is not there, and a clock value out of all bounds.
    let ali = secret_of(&mut office, "ali");
    check(&office, ProblemKind::Parent, Some(last + 1), |file| {
        forge(file, &ali, submitted, |header| header.parents = vec![Digest::of(b"tiada")]);
    });
    check(&office, ProblemKind::Chain, Some(last + 1), |file| {
        forge(file, &ali, submitted, |header| header.lamport += 1 << 33);
    });
    check(&office, ProblemKind::Content, Some(last + 1), |file| {
        let saved = row_of(&office, "revision.saved");
        forge(file, &ali, saved, |header| header.content = Some(Digest::of(b"tiada")));
    });
}

/// The record with which Sri's own text was submitted.
fn own_submission(file: &Connection) -> i64 {
    file.query_row(
        "SELECT record.id FROM record JOIN article ON article.id = record.article
         WHERE article.stage = 'submitted' AND kind = 'article.submitted'",
        [],
        |row| row.get(0),
    )
    .unwrap()
}

/// Makes of the header of a submission that of an approval.
fn approve_it(file: &Connection, header: &mut Header, single_eye: bool) {
    let Some(Deed::ArticleSubmitted { revision, .. }) = header.deed() else { panic!("{header:?}") };
    let revision = *revision;
    let content = file
        .query_row("SELECT content FROM revision WHERE record = ?1", [revision.0], |row| row.get(0))
        .unwrap();
    header.content = Some(Digest(content));
    header.said = Said::Deed(Deed::ArticleApproved {
        revision,
        note: None,
        slug: "curang-00000a".to_owned(),
        path: "/2025/10/curang-00000a.html".to_owned(),
        single_eye,
    });
}

/// Whoever the table names as the reviewer: the gate asks the ledger.
const NOBODY: &str = "01999f5e-7a00-7000-8000-00000000000f";

/// Makes the tables say that the newest record approved what it speaks of.
fn show_as_approved(file: &Connection) {
    let (digest, header): ([u8; 32], String) = file
        .query_row("SELECT digest, header FROM record ORDER BY id DESC LIMIT 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    let header = Header::from_bytes(header.as_bytes()).unwrap();
    let Some(Deed::ArticleApproved { revision, slug, path, .. }) = header.deed() else {
        panic!("{header:?}")
    };
    let state = serde_json::json!({
        "stage": { "stage": "approved", "revision": revision },
        "clearance": {
            "approval": Digest(digest), "revision": revision, "at": header.at, "by": NOBODY,
        },
        "live": null, "correction": null, "corrections": [], "readdress": false, "moved": [],
        "address": { "slug": slug, "path": path },
        "plan": { "slug": null, "due": null, "embargo": null, "assignee": null, "priority": null },
    });
    let row = "SELECT row FROM article WHERE id = ?1";
    let row: i64 =
        file.query_row(row, [header.article.unwrap().0.as_bytes()], |row| row.get(0)).unwrap();
    let change = "UPDATE article_state SET state = ?1 WHERE article = ?2";
    assert_eq!(file.execute(change, params![state.to_string(), row]).unwrap(), 1);
}

#[test]
fn a_forged_approval_opens_no_gate() {
    let mut office = busy();
    let kepala = office.me("kepala");
    office.desk.add_person(&kepala, "budi", None, &[Role::Reviewer], NewKey::Made(None)).unwrap();
    let gone = secret_of(&mut office, "budi");
    office.desk.revoke_person(&kepala, "budi", "Pindah.").unwrap();
    let stranger = SigningKey::from_bytes(&[3; 32]);
    let secrets = ["nur", "ali", "sri", "sri"].map(|name| secret_of(&mut office, name));
    let [nur, ali, sri, sri_alone] = secrets;
    let end = Timestamp::from_ms(i64::MAX);
    for (name, secret, single_eye, opens) in [
        ("a reviewer", nur, false, true),
        ("an editor", ali, false, false),
        ("the writer", sri, false, false),
        ("the writer, who says that the office lets them", sri_alone, true, false),
        ("nobody of the office", stranger, false, false),
        ("who was let go", gone, false, false),
    ] {
        let copy = office.copy().between(|dir| {
            behind(&raw(dir), |file| {
                let own = own_submission(file);
                forge(file, &secret, own, |header| approve_it(file, header, single_eye));
                show_as_approved(file);
            });
        });
        let row = "SELECT article FROM article_state WHERE instr(state, 'curang')";
        let row = copy.file().query_row(row, [], |row| row.get(0)).unwrap();
        let out = copy.desk.outgoing(row, Take::Due, end);
        assert_eq!(matches!(out, Ok(Outgoing::Page(_, _))), opens, "{name}: {out:?}");
        assert_eq!(out.is_err(), !opens, "{name}");
    }
}

#[test]
fn only_noted_heads_tell_of_an_end_that_was_cut() {
    let office = busy();
    let last = office.records();
    let cut = office.copy().between(|dir| {
        behind(&raw(dir), |file| {
            file.execute("DELETE FROM record WHERE id = ?1", [last]).unwrap();
            file.execute("UPDATE setting SET value = 'Purwokerto' WHERE key = 'place'", [])
                .unwrap();
        });
    });
    assert_eq!(cut.problems(&[]), [], "nothing inside the file can tell");
    assert_eq!(kinds(&cut.problems(&cut.noted())), [ProblemKind::Head]);
}

#[test]
fn only_noted_heads_tell_of_an_older_file() {
    let mut office = busy();
    let older = office.copy();
    let id = office.published("Berita yang akan hilang");
    let noted = office.noted();
    assert_eq!(older.problems(&[]), []);
    assert_eq!(kinds(&older.problems(&noted)), [ProblemKind::Head]);
    // As it happens: the file alone is put back, the notes beside the keys are newer.
    let from = older.desk.dir().join(redaksi::desk::FILE);
    older.desk.close();
    let office = office.between(|dir| {
        std::fs::copy(&from, dir.join(redaksi::desk::FILE)).unwrap();
    });
    assert!(office.desk.find(&id).is_err());
    assert_eq!(kinds(&office.problems(&office.noted())), [ProblemKind::Head]);
}

#[test]
fn changed_and_missing_texts_are_found() {
    let office = busy();
    for sql in [
        "UPDATE content SET data = x'00' WHERE id % 3 = 0",
        "UPDATE content SET data = (SELECT data FROM content WHERE enc = 'zstd' LIMIT 1)
         WHERE enc = 'zstd' AND id > (SELECT min(id) FROM content WHERE enc = 'zstd')",
        "UPDATE content SET len = len + 1 WHERE enc = 'plain'",
        "UPDATE content SET data = NULL WHERE id = (SELECT max(id) FROM content)",
        "UPDATE content SET digest = zeroblob(32) WHERE id = (SELECT max(id) FROM content)",
        "UPDATE content SET enc = 'plain', base = NULL, depth = 0 WHERE enc = 'delta'",
        "UPDATE content SET base = digest WHERE enc = 'delta'",
        "DELETE FROM content WHERE id = (SELECT max(id) FROM content)",
        "DELETE FROM content WHERE id IN (SELECT id FROM content WHERE enc = 'zstd')",
    ] {
        check_sql(&office, ProblemKind::Content, sql);
    }
}

#[test]
fn lists_that_differ_from_the_ledger_are_found() {
    let office = busy();
    for sql in [
        "UPDATE article SET stage = 'published' WHERE stage = 'submitted'",
        "UPDATE article SET number = number + 1 WHERE row = 1",
        // A draft that is hidden as if it lay in the trash.
        "UPDATE article SET flags = 7 - flags WHERE row = 1",
        "UPDATE article_state SET state = json_set(state, '$.stage.stage', 'draft',
           '$.stage.returned', json('false')) WHERE json_extract(state, '$.stage.stage') = 'approved'",
        "UPDATE article_state SET state = json_set(state, '$.live.path', '/2025/10/lain.html')
         WHERE json_extract(state, '$.live') IS NOT NULL",
        "UPDATE article_state SET state = '{}' WHERE article = 1",
        "DELETE FROM article_state WHERE article = 1",
        "DELETE FROM article WHERE row = 1",
        "UPDATE revision SET head = 0 WHERE article = 1",
        "UPDATE revision SET head = 1 - head WHERE article = 1",
        "UPDATE revision SET head = 1 WHERE article = 1",
        "UPDATE revision SET contributors = ',' WHERE head = 1 AND article = 2",
        "UPDATE revision SET approved = 1 - approved WHERE head = 1 AND article = 2",
        "UPDATE article SET contributors = ',1,' WHERE row = 2",
        "UPDATE person SET roles = 'admin,editor,reviewer' WHERE name = 'ali'",
        "UPDATE person SET name = CASE name WHEN 'ali' THEN 'nur_' ELSE name END",
        "UPDATE person SET revoked = 1 WHERE name = 'nur'",
        "DELETE FROM person WHERE name = 'tata'",
        "UPDATE setting SET value = 'true' WHERE key = 'single_eye'",
        "UPDATE setting SET value = 'Tempat lain' WHERE key = 'place'",
        "DELETE FROM setting WHERE key = 'name'",
        "INSERT INTO setting VALUES ('site_url', 'https://contoh.invalid')",
    ] {
        check_sql(&office, ProblemKind::Projection, sql);
    }
}

#[test]
fn a_file_without_its_guards_is_found() {
    let office = busy();
    for sql in [
        "DROP TRIGGER record_is_never_changed",
        "DROP TRIGGER record_is_never_deleted",
        "DROP TRIGGER record_is_never_changed;
         CREATE TRIGGER record_is_never_changed BEFORE UPDATE ON record BEGIN SELECT 1; END",
        "DROP INDEX article_by_slug",
        "CREATE TRIGGER helper AFTER INSERT ON revision
         BEGIN UPDATE revision SET contributors = ',' WHERE record = new.record; END",
        "CREATE VIEW helper AS SELECT * FROM record",
    ] {
        let copy = office.copy().between(|dir| raw(dir).execute_batch(sql).unwrap());
        assert_eq!(kinds(&copy.problems(&copy.noted())), [ProblemKind::Schema], "{sql}");
    }
}

#[test]
fn the_guards_stop_whoever_forgets_them() {
    let office = busy();
    let file = office.file();
    file.execute_batch("PRAGMA recursive_triggers = ON").unwrap();
    for sql in [
        "UPDATE record SET at_ms = 0",
        "DELETE FROM record WHERE id = 1",
        "INSERT OR REPLACE INTO record SELECT * FROM record WHERE id = 1",
    ] {
        let error = file.execute(sql, []).unwrap_err().to_string();
        assert!(error.starts_with("a record is never"), "{sql}: {error}");
    }
    office.assert_sound();
}
