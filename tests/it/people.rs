//! People and their keys: passphrases, people who left, one head with two names, and copies of the
//! desk that came back from a backup.

use redaksi::desk::edit::Change;
use redaksi::desk::people::NewKey;
use redaksi::desk::publish::{Outgoing, Take};
use redaksi::desk::{Desk, DeskError, FILE};
use redaksi::domain::people::Role;
use redaksi::domain::record::Deed;
use redaksi::domain::stage::{Refusal, StageName};
use redaksi::domain::time::Timestamp;
use redaksi::keys::{KeyError, Passphrase};

use crate::support::{self, Office, dump, founding, refusal, try_me};

fn passphrase(words: &str) -> Passphrase {
    let folder = support::folder();
    let path = folder.path().join("sandi");
    redaksi::paths::private::replace_private(&path, words.as_bytes()).unwrap();
    Passphrase::from_file(&path).unwrap()
}

// ── People and keys ───────────────────────────────────────────────────────────────────────────

#[test]
fn a_key_with_a_passphrase_opens_with_it_alone() {
    let folder = support::folder();
    let clock = std::sync::Arc::new(redaksi::clock::Clock::stepping(support::morning(), 1_000));
    let (dir, state) = (folder.path().join("desk"), folder.path().join("state"));
    let (right, wrong) = (passphrase("kopi pagi"), passphrase("teh sore"));
    let founding = redaksi::desk::create::Founding { passphrase: Some(&right), ..founding() };
    let mut desk = Desk::create(&dir, &state, clock, &founding).unwrap();
    let person = desk.who(None).unwrap();
    assert!(desk.needs_passphrase(&person).unwrap());
    for (given, want) in [(None, "missing"), (Some(&wrong), "wrong"), (Some(&right), "opens")] {
        let answer = match desk.unlock(person.clone(), given) {
            Ok(_me) => "opens",
            Err(DeskError::Key { source: KeyError::PassphraseMissing, .. }) => "missing",
            Err(DeskError::Key { source: KeyError::PassphraseWrong, .. }) => "wrong",
            Err(error) => panic!("{error:?}"),
        };
        assert_eq!(answer, want);
    }
    let kepala = desk.unlock(person.clone(), Some(&right)).unwrap();
    let id = desk.new_article(&kepala, &[Change::new("headline", "Terkunci")]).unwrap();
    desk.change_passphrase("kepala", Some(&right), None).unwrap();
    let kepala = desk.unlock(person, None).unwrap();
    let body = [Change::new("body", "Terbuka.")];
    desk.edit_article(&kepala, &id.to_string(), &body, None).unwrap();
}

#[test]
fn a_revoked_person_acts_no_more_and_what_they_did_stays() {
    let mut office = Office::new();
    let public = office.published("Sebelum pergi");
    let waiting = office.draft("sri", "Menunggu");
    office.submit("sri", &waiting);
    let nur = office.me("nur");
    let kepala = office.me("kepala");
    office.desk.revoke_person(&kepala, "nur", "Pindah kantor.").unwrap();
    assert!(matches!(try_me(&mut office.desk, "nur"), Err(DeskError::Revoked { .. })));
    // Also with a key that was open before.
    let before = office.records();
    assert_eq!(refusal(office.desk.approve(&nur, &waiting, "1", None)), Refusal::Revoked);
    assert_eq!(refusal(office.desk.send_back(&nur, &waiting, "Tidak.")), Refusal::Revoked);
    assert_eq!(office.records(), before);
    let end = Timestamp::from_ms(i64::MAX);
    let out = office.desk.outgoing(office.row(&public), Take::Live, end).unwrap();
    assert!(matches!(out, Outgoing::Page(_, _)), "{out:?}");
    // The name is free again, for another person with another key.
    office.desk.add_person(&kepala, "nur", None, &[Role::Reviewer], NewKey::Made(None)).unwrap();
    office.approve("nur", &waiting).unwrap();
    office.assert_sound();
}

#[test]
fn one_head_has_one_name() {
    let mut office = Office::new();
    let kepala = office.me("kepala");
    let writers = office.desk.store().office().unwrap().writers.clone();
    let ali = office.desk.who(Some("ali")).unwrap().id;
    let key = *writers.iter().find(|(_, writer)| writer.person == Some(ali)).unwrap().0;
    let before = dump(&office.file());
    for (name, key) in [("alias", NewKey::Brought(key)), ("ali", NewKey::Made(None))] {
        let error = office.desk.add_person(&kepala, name, None, &[Role::Reviewer], key);
        assert!(matches!(error, Err(DeskError::DuplicateName { .. })), "{name}: {error:?}");
    }
    // A revoked key does not come back under a new name either.
    office.desk.revoke_person(&kepala, "ali", "Pindah.").unwrap();
    let again =
        office.desk.add_person(&kepala, "alias", None, &[Role::Reviewer], NewKey::Brought(key));
    assert!(matches!(again, Err(DeskError::DuplicateName { .. })), "{again:?}");
    assert_ne!(dump(&office.file()), before);
    office.assert_sound();
}

#[test]
fn somebody_must_remain_who_can_let_others_in() {
    let mut office = Office::new();
    let kepala = office.me("kepala");
    office.desk.revoke_person(&kepala, "tata", "Pensiun.").unwrap();
    let before = dump(&office.file());
    let error = office.desk.revoke_person(&kepala, "kepala", "Pensiun juga.").unwrap_err();
    assert!(matches!(error, DeskError::LastAdmin), "{error:?}");
    assert_eq!(dump(&office.file()), before);
    // Who is no administrator lets nobody in or out.
    let sri = office.me("sri");
    let needs = Refusal::NotAllowed { needs: Role::Admin };
    assert_eq!(refusal(office.desk.revoke_person(&sri, "ali", "Tidak suka.")), needs);
    let place = [("place".to_owned(), "Solo".to_owned())];
    assert_eq!(refusal(office.desk.set_office(&sri, &place)), needs);
}

#[test]
fn who_has_no_key_here_is_told_so() {
    let mut office = Office::new();
    let keys = office.desk.store().office().unwrap().writers.clone();
    for key in keys.keys() {
        redaksi::paths::private::remove_private(&office.desk.keyring().path(key)).unwrap();
    }
    assert!(matches!(try_me(&mut office.desk, "ali"), Err(DeskError::NoKey { .. })));
    assert!(matches!(try_me(&mut office.desk, "siapa"), Err(DeskError::NotFound { .. })));
}

// ── A copy that came back ─────────────────────────────────────────────────────────────────────

/// The desk after its file was put back to what it was before `later`, with all notes left.
fn came_back(mut office: Office, later: impl FnOnce(&mut Office)) -> Office {
    let older = office.copy();
    let from = older.desk.dir().join(FILE);
    older.desk.close();
    later(&mut office);
    office.between(|dir| {
        std::fs::copy(&from, dir.join(FILE)).unwrap();
    })
}

#[test]
fn after_a_backup_came_back_each_writer_begins_a_new_chain() {
    let mut office = Office::new();
    let id = office.approved("Sebelum cadangan");
    let mut office = came_back(office, |office| {
        office.edit("ali", &id, "Hilang.").unwrap();
        office.draft("nur", "Hilang juga");
    });
    let before = office.records();
    office.edit("ali", &id, "Ditulis lagi.").unwrap();
    let log = office.desk.log(None, None, 2).unwrap();
    assert!(matches!(
        log[1].header.deed(),
        Some(Deed::WriterEnrolled { replaces: Some(_), vouch: Some(_), .. })
    ));
    assert_eq!(log[1].header.seq, 1, "the new chain begins with its own record");
    assert_eq!(log[0].person.as_deref(), Some("ali"));
    // Once: the next deed goes on with the new key.
    office.edit("ali", &id, "Dan lagi.").unwrap();
    assert_eq!(office.records(), before + 3);
    office.submit("ali", &id);
    office.approve("nur", &id).unwrap();
    assert_eq!(office.records(), before + 6);
    // Who wrote is one person with two keys, and still the same pair of eyes.
    let own = office.draft("sri", "Milik sendiri");
    office.submit("sri", &own);
    assert!(matches!(refusal(office.approve("sri", &own)), Refusal::OwnWork { .. }));
    office.assert_sound();
}

#[test]
fn after_a_backup_came_back_the_desk_itself_begins_a_new_chain() {
    let mut office = Office::new();
    let (first, second) = (office.approved("Satu"), office.approved("Dua"));
    let mut office = came_back(office, |office| {
        office.publish(&first).unwrap();
        office.publish(&second).unwrap();
    });
    assert_eq!(office.stage(&first), StageName::Approved);
    office.publish(&second).unwrap();
    office.publish(&first).unwrap();
    assert_eq!(office.stage(&first), StageName::Published);
    office.assert_sound();
}

#[test]
fn the_passphrase_of_the_key_in_use_is_changed() {
    let office = Office::new();
    let mut office = came_back(office, |office| {
        office.draft("ali", "Hilang");
    });
    // Several times, so that no order of the keys hides it.
    for _round in 0..4 {
        office = came_back(office, |office| {
            office.draft("ali", "Hilang lagi");
        });
        office.draft("ali", "Ada");
    }
    let secret = passphrase("kopi pagi");
    office.desk.change_passphrase("ali", None, Some(&secret)).unwrap();
    let ali = office.desk.who(Some("ali")).unwrap();
    assert!(office.desk.needs_passphrase(&ali).unwrap());
    office.desk.unlock(ali, Some(&secret)).unwrap();
}
