//! The keystroke journal as a crash leaves it: cut, damaged, twice, of another time.

use std::os::unix::fs::{MetadataExt as _, symlink};
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use redaksi::clock::Clock;
use redaksi::domain::ids::{ArticleId, Digest};
use redaksi::domain::manuscript::Manuscript;
use redaksi::journal::{
    Field, Found, Journal, JournalError, Recovered, Subject, Texts, Unreadable, find,
    find_set_aside, prune,
};
use redaksi::paths::private;
use redaksi::text::edit::Edit;

use crate::support::{folder, morning};

const DAY: i64 = 86_400_000;

fn article() -> ArticleId {
    "0192f0c1-2345-7abc-8def-00000000002f".parse().unwrap()
}

fn subject() -> Subject {
    Subject {
        desk: "meja".to_owned(),
        article: Some(article()),
        base: Some(Digest::of(b"revisi 1")),
        person: "sari".to_owned(),
    }
}

fn opening() -> Texts {
    Texts::from([(Field::Headline, "Pasar pagi"), (Field::Body, "Pasar dibuka “besok”.")])
}

fn begin(folder: &Path) -> Journal {
    Journal::begin(folder, subject(), opening(), &Clock::fixed(morning())).unwrap()
}

fn edit(at: usize, removed: &str, inserted: &str) -> Edit {
    Edit { at, removed: removed.to_owned(), inserted: inserted.to_owned() }
}

fn only(folder: &Path) -> Found {
    let mut found = find(folder).unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

fn left(folder: &Path) -> Recovered {
    only(folder).what.unwrap()
}

/// Types letters of one to three bytes into two fields: the texts after each, and the length of
/// the file then.
fn session(folder: &Path, keys: usize) -> Vec<(u64, Texts)> {
    let mut journal = begin(folder);
    let mut texts = opening();
    let length = |journal: &Journal| std::fs::metadata(journal.path()).unwrap().len();
    let mut states = vec![(length(&journal), texts.clone())];
    for key in 0..keys {
        let field = if key % 5 == 0 { Field::Headline } else { Field::Body };
        let text = texts.get(field);
        let start = key * 7 % (text.len() + 1);
        let at = (start..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap();
        let removed = text.get(at..).and_then(|rest| rest.chars().next()).filter(|_| key % 3 == 0);
        let removed = removed.map(String::from).unwrap_or_default();
        let edit = edit(at, &removed, ["a", "é", "—", "kata "][key % 4]);
        journal.edit(field, &edit).unwrap();
        let mut text = text;
        edit.apply(&mut text).unwrap();
        texts.set(field, &text);
        states.push((length(&journal), texts.clone()));
    }
    states
}

/// What is found of these bytes.
fn read(folder: &Path, bytes: &[u8]) -> Option<Found> {
    private::replace_private_lightly(&folder.join("new-1-0-0.rjl"), bytes).unwrap();
    find(folder).unwrap().pop()
}

fn bytes_of(path: &Path) -> Vec<u8> {
    private::read_limited(path, 1 << 24, private::Links::Refuse).unwrap()
}

#[test]
fn the_fields_are_those_that_a_desk_sets() {
    let of_text = Manuscript::default().fields().map(|(name, _)| name);
    let mut of_desk = [&of_text[..], &["slug", "due", "embargo"]].concat();
    let mut of_journal: Vec<_> = Field::ALL.into_iter().map(Field::name).collect();
    of_desk.sort_unstable();
    of_journal.sort_unstable();
    assert_eq!(of_desk, of_journal);
}

#[test]
fn every_key_is_in_the_file_when_it_was_handled() {
    let dir = folder();
    let at = dir.path().join("journal");
    let mut journal = begin(&at);
    journal.edit(Field::Headline, &edit(10, "", "!")).unwrap();
    journal.edit(Field::Body, &edit(13, "“besok”", "hari ini")).unwrap();
    let found = only(&at);
    assert!(found.live, "its process runs");
    let what = found.what.unwrap();
    assert_eq!(what.base, opening());
    assert_eq!(what.now.get(Field::Headline), "Pasar pagi!");
    assert_eq!(what.now.get(Field::Body), "Pasar dibuka hari ini.");
    assert_eq!((what.edits, what.damaged, what.has_unsaved()), (2, false, true));
    assert_eq!((what.head.article, what.head.base), (Some(article()), subject().base));
    assert_eq!((what.head.person.as_str(), what.head.begun), ("sari", morning()));
    assert_eq!(what.head.pid, std::process::id());
    let mode = |path: &Path| std::fs::metadata(path).unwrap().mode() & 0o7777;
    assert_eq!((mode(&at), mode(&journal.path())), (0o700, 0o600));
    let name = journal.path().file_name().unwrap().to_str().unwrap().to_owned();
    assert!(name.starts_with(&format!("0000001f-{}-", std::process::id())), "{name}");
    drop(journal);
    assert!(!only(&at).live);
}

#[test]
fn an_edit_that_does_not_fit_is_told_and_not_written() {
    let dir = folder();
    let mut journal = begin(dir.path());
    let misfit = journal.edit(Field::Body, &edit(0, "Warung", "W"));
    assert!(matches!(misfit, Err(JournalError::Misfit { field: "body", .. })));
    assert_eq!(left(dir.path()).now, opening());
    let other = Texts::from([(Field::Body, "Warung tutup.")]);
    journal.set(other.clone()).unwrap();
    journal.edit(Field::Body, &edit(0, "Warung", "Kedai")).unwrap();
    assert_eq!(left(dir.path()).now.get(Field::Body), "Kedai tutup.");
    assert_eq!(left(dir.path()).base, opening());
}

#[test]
fn a_file_that_was_cut_gives_all_that_stood_before() {
    let (dir, cut) = (folder(), folder());
    let states = session(dir.path(), 300);
    let bytes = bytes_of(&only(dir.path()).path);
    for len in (0..bytes.len()).step_by(37) {
        let whole = states.iter().rposition(|(end, _)| *end <= len as u64);
        let found = read(cut.path(), &bytes[..len]);
        let Some(whole) = whole else {
            assert_eq!(found.is_none(), len == 0);
            assert!(found.is_none_or(|found| found.what.is_err()), "{len}");
            continue;
        };
        let what = found.unwrap().what.unwrap();
        assert_eq!((what.edits, &what.now), (whole as u64, &states[whole].1), "{len}");
        assert_eq!(what.damaged, states[whole].0 != len as u64);
    }
}

#[test]
fn recovery_stops_before_the_damage_and_never_past_it() {
    let (dir, flipped) = (folder(), folder());
    let states = session(dir.path(), 300);
    let bytes = bytes_of(&only(dir.path()).path);
    for at in (0..bytes.len()).step_by(97) {
        let mut bytes = bytes.clone();
        bytes[at] ^= 1 << (at % 8);
        let whole = states.iter().rposition(|(end, _)| *end <= at as u64);
        match (whole, read(flipped.path(), &bytes).unwrap().what) {
            (None, what) => assert!(
                matches!(what, Err(Unreadable::Damaged | Unreadable::Foreign)),
                "{at}: {what:?}"
            ),
            (Some(whole), what) => {
                let what = what.unwrap();
                assert_eq!((what.edits, &what.now), (whole as u64, &states[whole].1), "{at}");
                assert!(what.damaged);
            }
        }
    }
}

#[test]
fn looking_changes_nothing() {
    let dir = folder();
    session(dir.path(), 40);
    let path = only(dir.path()).path;
    let before = (bytes_of(&path), std::fs::metadata(&path).unwrap().mtime_nsec());
    let first = left(dir.path());
    assert_eq!(first, left(dir.path()));
    assert_eq!(before, (bytes_of(&path), std::fs::metadata(&path).unwrap().mtime_nsec()));
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[test]
fn after_a_save_it_begins_again_with_what_was_typed_meanwhile() {
    let dir = folder();
    let mut journal = begin(dir.path());
    journal.edit(Field::Body, &edit(0, "", "A")).unwrap();
    let mut saved = opening();
    saved.set(Field::Body, "APasar dibuka “besok”.");
    journal.edit(Field::Body, &edit(0, "", "B")).unwrap();
    let revision = Digest::of(b"revisi 2");
    journal.saved(article(), revision, saved.clone()).unwrap();
    let what = left(dir.path());
    assert_eq!((what.head.base, &what.base), (Some(revision), &saved));
    assert_eq!(what.now.get(Field::Body), "BAPasar dibuka “besok”.");
    journal.edit(Field::Body, &edit(0, "B", "")).unwrap();
    assert!(!journal.has_unsaved() && !left(dir.path()).has_unsaved());
    assert!(only(dir.path()).live, "the new file is held too");
    assert!(journal.finish().unwrap());
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[test]
fn what_is_unsaved_is_never_taken_away() {
    let dir = folder();
    let mut journal = begin(dir.path());
    journal.edit(Field::Body, &edit(0, "", "A")).unwrap();
    assert!(!journal.finish().unwrap());
    assert!(!only(dir.path()).live && left(dir.path()).has_unsaved());

    let aside = begin(dir.path()).set_aside(morning()).unwrap();
    assert!(aside.exists());
    assert_eq!(find(dir.path()).unwrap().len(), 1);
}

#[test]
fn two_journals_of_one_text_are_both_given() {
    let dir = folder();
    let (mut one, mut two) = (begin(dir.path()), begin(dir.path()));
    one.edit(Field::Body, &edit(0, "", "satu ")).unwrap();
    two.edit(Field::Body, &edit(0, "", "dua ")).unwrap();
    drop((one, two));
    let texts = |found: &[Found]| {
        let body = |found: &Found| {
            found.what.as_ref().unwrap().now.get(Field::Body).chars().next().unwrap()
        };
        let mut texts: Vec<_> = found.iter().map(body).collect();
        texts.sort_unstable();
        texts
    };
    assert_eq!(texts(&find(dir.path()).unwrap()), ['d', 's']);
}

#[test]
fn a_declined_text_is_kept_for_thirty_days() {
    let dir = folder();
    session(dir.path(), 10);
    let found = only(dir.path());
    let aside = found.set_aside(morning()).unwrap();
    assert!(find(dir.path()).unwrap().is_empty());
    let kept = find_set_aside(dir.path()).unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].what.as_ref().unwrap().edits, 10);
    assert_eq!(prune(dir.path(), morning().plus_ms(30 * DAY)).unwrap(), 0);
    // A clock that was set back loses nothing.
    assert_eq!(prune(dir.path(), morning().plus_ms(-4_000 * DAY)).unwrap(), 0);
    assert!(aside.exists());
    assert_eq!(prune(dir.path(), morning().plus_ms(30 * DAY + 1)).unwrap(), 1);
    assert!(!aside.exists());
}

#[test]
fn a_journal_in_use_can_be_neither_removed_nor_set_aside() {
    let dir = folder();
    let journal = begin(dir.path());
    let found = only(dir.path());
    assert!(matches!(found.remove(), Err(JournalError::InUse { .. })));
    assert!(matches!(found.set_aside(morning()), Err(JournalError::InUse { .. })));
    drop(journal);
    // Even one that ended since.
    found.remove().unwrap();
    found.remove().unwrap();
    assert!(find(dir.path()).unwrap().is_empty());
}

#[test]
fn only_empty_and_unborn_files_are_swept_up() {
    let dir = folder();
    session(dir.path(), 3);
    for name in ["new-1-0-1.rjl", "new-1-0-2.tmp", "catatan.txt"] {
        drop(private::create_private_file(&dir.path().join(name)).unwrap());
    }
    assert_eq!(find(dir.path()).unwrap().len(), 1, "an empty file is none");
    assert_eq!(prune(dir.path(), Clock::system().now()).unwrap(), 0);
    assert_eq!(prune(dir.path(), Clock::system().now().plus_ms(2 * DAY)).unwrap(), 2);
    assert!(dir.path().join("catatan.txt").exists());
    assert_eq!(left(dir.path()).edits, 3);
    assert_eq!(prune(&dir.path().join("tiada"), morning()).unwrap(), 0);
    assert!(find(&dir.path().join("tiada")).unwrap().is_empty());
}

#[test]
fn files_of_others_are_told_and_not_believed() {
    let dir = folder();
    let at = |name: &str| dir.path().join(name);
    private::create_private_dir(&at("folder.rjl")).unwrap();
    symlink("/etc/passwd", at("link.rjl")).unwrap();
    private::replace_private_lightly(&at("foreign.rjl"), &[0xFF; 4096]).unwrap();
    let what = |name: &str| {
        let found = find(dir.path()).unwrap();
        let path: PathBuf = at(name);
        found.into_iter().find(|found| found.path == path).unwrap().what
    };
    assert!(matches!(what("folder.rjl"), Err(Unreadable::Path(_))));
    assert!(matches!(what("link.rjl"), Err(Unreadable::Path(_))));
    assert!(matches!(what("foreign.rjl"), Err(Unreadable::Foreign)));
}

fn an_edit() -> impl Strategy<Value = (usize, usize, usize, String)> {
    (0..Field::ALL.len(), any::<u16>(), 0..6_usize, "[a-e é—😀\\n]{0,5}")
        .prop_map(|(field, at, removed, inserted)| (field, usize::from(at), removed, inserted))
}

/// The nearest edit of this kind that fits: so many characters from one of the text's places.
fn fitting(text: &str, at: usize, removed: usize, inserted: String) -> Edit {
    let places: Vec<_> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let start = at % places.len();
    let (at, end) = (places[start], places[(start + removed).min(places.len() - 1)]);
    Edit { at, removed: text.get(at..end).unwrap().to_owned(), inserted }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn what_is_found_is_what_was_typed(
        edits in proptest::collection::vec((0..30_u8, an_edit()), 1..120),
    ) {
        let dir = folder();
        let mut journal = begin(dir.path());
        let (mut base, mut now) = (opening(), opening());
        for (turn, (field, at, removed, inserted)) in edits {
            match turn {
                0 => {
                    base = now.clone();
                    journal.saved(article(), Digest::of(&[turn]), base.clone()).unwrap();
                }
                1 => {
                    now.set(Field::Body, &inserted.repeat(9));
                    journal.set(now.clone()).unwrap();
                }
                2 => journal.sync_now().unwrap(),
                _ => {
                    let field = Field::ALL[field];
                    let edit = fitting(&now.get(field), at, removed, inserted);
                    journal.edit(field, &edit).unwrap();
                    let mut text = now.get(field);
                    edit.apply(&mut text).unwrap();
                    now.set(field, &text);
                }
            }
        }
        let what = left(dir.path());
        prop_assert_eq!(&what.base, &base);
        prop_assert_eq!(&what.now, &now);
        prop_assert!(!what.damaged);
        prop_assert_eq!(journal.has_unsaved(), base != now);
    }
}

#[test]
fn whole_texts_come_between_the_edits_of_a_long_session() {
    let dir = folder();
    let mut journal = begin(dir.path());
    let paragraph = "Pasar itu ramai sejak pagi. ".repeat(1_000);
    for _ in 0..100 {
        journal.edit(Field::Body, &edit(0, "", &paragraph)).unwrap();
        journal.edit(Field::Body, &edit(0, &paragraph, "")).unwrap();
    }
    journal.edit(Field::Body, &edit(0, "", "Di ")).unwrap();
    let what = left(dir.path());
    assert_eq!(what.now.get(Field::Body), "Di Pasar dibuka “besok”.");
    assert!(!what.damaged && what.edits < 201, "{} one by one", what.edits);
}
