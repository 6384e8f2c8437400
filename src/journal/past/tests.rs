//! The files of pasts: their person, their limits, and what damage makes of them.

use super::*;

fn article(n: u8) -> ArticleId {
    format!("0192f0c1-2345-7abc-8def-0000000000{n:02x}").parse().unwrap()
}

fn step(parent: usize, words: &str, at_ms: i64) -> Step {
    let edit = Edit { at: 0, removed: "é".to_owned(), inserted: words.to_owned() };
    let place = Place { caret: 3, anchor: Some(1) };
    Step {
        parent,
        next: None,
        kind: Kind::Erasing,
        edits: vec![edit],
        before: Place::default(),
        after: place,
        at_ms,
    }
}

fn parts(text: &str) -> [Part; PARTS] {
    let mut tree = Tree::default();
    tree.steps[0].next = Some(2);
    tree.steps.push(step(0, "“satu”", 1_000));
    tree.steps.push(step(0, "dua", 2_000));
    tree.current = 1;
    [Part { text: "Judul".into(), tree: Tree::default() }, Part { text: text.into(), tree }]
}

fn at(ms: i64) -> Timestamp {
    Timestamp::from_ms(ms)
}

fn kept_in(folder: &Path, n: u8, person: &str, text: &str) -> PathBuf {
    let base = Digest::of(b"revisi");
    keep(folder, (article(n), person), (base, at(9)), &parts(text)).unwrap();
    path_of(folder, &article(n), person)
}

fn bytes_of(path: &Path) -> Vec<u8> {
    private::read_limited(path, LARGEST, Links::Refuse).unwrap()
}

#[test]
fn what_was_kept_comes_back_for_its_person_alone() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("undo");
    let path = kept_in(&folder, 1, "ali", "Pasar dibuka.");
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    assert!(name.starts_with(&format!("{}-", article(1).short())), "{name}");
    let kept = find(&folder, &article(1), "ali").unwrap().unwrap();
    assert!(kept.says(["Judul", "Pasar dibuka."]) && !kept.says(["Judul", "Pasar"]));
    assert_eq!(kept.trees[1], parts("")[1].tree);
    assert_eq!(kept.texts, [Some("Judul".to_owned()), Some("Pasar dibuka.".to_owned())]);
    assert!(find(&folder, &article(1), "nur").unwrap().is_none());
    assert!(find(&folder, &article(2), "ali").unwrap().is_none());
    // Somebody gives a file another name.
    std::fs::rename(&path, path_of(&folder, &article(1), "nur")).unwrap();
    assert!(matches!(find(&folder, &article(1), "nur"), Err(Unreadable::Foreign)));
    set_aside(&folder, &article(1), "nur").unwrap();
    assert!(find(&folder, &article(1), "nur").unwrap().is_none());
}

#[test]
fn files_are_private_and_a_past_without_steps_has_none() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("undo");
    let path = kept_in(&folder, 1, "ali", "Pasar.");
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&folder), mode(&path)), (0o700, 0o600));
    let bare = parts("Pasar.").map(|part| Part { tree: Tree::default(), ..part });
    keep(&folder, (article(1), "ali"), (Digest::of(b"x"), at(9)), &bare).unwrap();
    assert!(!path.exists());
    kept_in(&folder, 1, "ali", "Pasar.");
    forget(&folder, &article(1), "ali").unwrap();
    assert!(!path.exists());
}

#[test]
fn a_long_text_is_known_by_its_digest() {
    let dir = tempfile::tempdir().unwrap();
    let text = "kata ".repeat(LONGEST_TEXT / 5 + 1);
    let path = kept_in(dir.path(), 1, "ali", &text);
    assert!(std::fs::metadata(path).unwrap().len() < 2_000);
    let kept = find(dir.path(), &article(1), "ali").unwrap().unwrap();
    assert!(kept.says(["Judul", &text]) && kept.texts[1].is_none());
}

#[test]
fn a_damaged_file_is_told_and_never_believed() {
    let dir = tempfile::tempdir().unwrap();
    let path = kept_in(dir.path(), 1, "ali", "Pasar dibuka.");
    let whole = bytes_of(&path);
    let check = |bytes: &[u8], newer: bool| {
        private::replace_private_lightly(&path, bytes).unwrap();
        let found = find(dir.path(), &article(1), "ali").unwrap_err();
        assert_eq!(matches!(found, Unreadable::Newer(9)), newer, "{found:?}");
    };
    for len in 0..whole.len() {
        check(&whole[..len], false);
    }
    for at in 0..whole.len() {
        let mut flipped = whole.clone();
        flipped[at] ^= 1;
        if !(8..12).contains(&at) {
            check(&flipped, false);
        }
    }
    let mut newer = whole.clone();
    newer[8] = 9;
    check(&newer, true);
    let longer = [&whole[..], b"x"].concat();
    check(&longer, false);
}

/// With a good checksum, as nobody but this program makes it: still nothing is believed blindly.
#[test]
fn counts_without_end_and_trees_that_are_none_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let path = kept_in(dir.path(), 1, "ali", "Pasar dibuka.");
    let whole = bytes_of(&path);
    for at in 16..whole.len() - 3 {
        let mut spoiled = whole.clone();
        spoiled[at..at + 4].copy_from_slice(&[0xFF; 4]);
        let sum = crc32fast::hash(&spoiled[16..]).to_le_bytes();
        spoiled[12..16].copy_from_slice(&sum);
        if let Ok(kept) = bytes::parse(&spoiled) {
            assert!(kept.trees.iter().all(Tree::is_sound));
        }
    }
}

#[test]
fn what_nobody_wrote_for_a_month_goes() {
    let dir = tempfile::tempdir().unwrap();
    let path = kept_in(dir.path(), 1, "ali", "Pasar.");
    let now = crate::clock::Clock::system().now();
    assert_eq!(prune(dir.path(), now).unwrap(), 0);
    assert!(path.exists());
    assert_eq!(prune(dir.path(), now.plus_ms(KEPT_MS + 60_000)).unwrap(), 1);
    assert!(!path.exists());
    assert_eq!(prune(&dir.path().join("tiada"), now).unwrap(), 0);
}
