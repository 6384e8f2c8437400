//! The office's own list of names, changed through the desk: who may, what becomes of the file, and
//! who follows.

use std::path::{Path, PathBuf};

use redaksi::desk::names_file::{FILE, Unchanged};
use redaksi::desk::register::Learning;
use redaksi::desk::{Desk, DeskError, Intent};
use redaksi::domain::register::own::{Listed, Own, Sort};
use redaksi::domain::stage::Refusal;
use redaksi::paths::private;
use redaksi::store::{Fault, StoreError};

use crate::support::{Office, refusal};

fn own(sort: Sort, name: &str, full: &str) -> Own {
    Own { sort, name: name.into(), full: full.into(), ..Own::default() }
}

fn file(office: &Office) -> PathBuf {
    office.desk.dir().join(FILE)
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

fn write(path: &Path, text: impl AsRef<[u8]>) {
    private::replace_private(path, text.as_ref()).unwrap();
}

fn listed(office: &Office, name: &str) -> Listed {
    let (rows, _) = office.desk.own_names();
    rows.into_iter().find(|row| row.own.name == name).unwrap()
}

#[track_caller]
fn why<T: std::fmt::Debug>(answer: Result<T, DeskError>) -> Unchanged {
    match answer.unwrap_err() {
        DeskError::Names { why, .. } => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn whoever_writes_changes_the_list_and_nobody_else() {
    let mut office = Office::new();
    let place = own(Sort::Place, "Muara Jernih", "");
    for (name, may) in [("ali", true), ("sri", true), ("nur", true), ("tata", false)] {
        let me = office.me(name);
        let answer = office.desk.add_own_name(&me, &Own { name: name.into(), ..place.clone() });
        if may {
            answer.unwrap();
        } else {
            assert!(matches!(refusal(answer), Refusal::NotAllowed { .. }), "{name}");
        }
    }
    let ali = office.me("ali");
    let dir = office.desk.dir().to_owned();
    let before = text(&file(&office));
    let reader = Desk::open(&dir, &dir, office.clock.clone(), Intent::Read).unwrap();
    let error = reader.add_own_name(&ali, &place).unwrap_err();
    assert!(matches!(error, DeskError::Store(StoreError { fault: Fault::ReadOnly, .. })));
    assert_eq!(text(&file(&office)), before);
}

#[test]
fn what_is_added_is_offered_and_known_to_the_copy_desk_at_once() {
    let mut office = Office::new();
    let ali = office.me("ali");
    let id = office.draft("ali", "Rapat sistem data");
    office.edit("ali", &id, "Rapat XKTB dibuka di aula. Hasil XKTB dicatat.").unwrap();
    let finds = |office: &Office| {
        let article = office.desk.article(&id, None).unwrap();
        let found = office.desk.findings_in(&article).unwrap();
        found.iter().any(|finding| finding.rule == "A01" && finding.text == "XKTB")
    };
    let knows = |office: &Office| {
        let learning = office.desk.begin_register(Learning::default()).unwrap();
        learning.register().entries().iter().any(|entry| entry.name == "XKTB")
    };
    assert!(finds(&office) && !knows(&office));
    let known = Own { is_public: true, ..own(Sort::Acronym, "XKTB", "Sistem Data Kantor") };
    office.desk.add_own_name(&ali, &known).unwrap();
    assert!(!finds(&office) && knows(&office));
    let removed = office.desk.remove_own_name(&ali, &listed(&office, "XKTB")).unwrap();
    assert!(finds(&office) && !knows(&office));
    office.desk.put_back_name(&ali, &removed).unwrap();
    assert!(!finds(&office));
}

#[test]
fn what_was_removed_stands_where_it_stood_unless_the_file_has_moved_on() {
    let mut office = Office::new();
    let ali = office.me("ali");
    let path = file(&office);
    let list = "[[place]] # dekat\nname = \"Sambas\"\n\n# jauh\n[[place]]\nname = 'Landak'\n";
    write(&path, list);
    let removed = office.desk.remove_own_name(&ali, &listed(&office, "Sambas")).unwrap();
    assert_eq!(text(&path), "# jauh\n[[place]]\nname = 'Landak'\n");
    office.desk.put_back_name(&ali, &removed).unwrap();
    assert_eq!(text(&path), list);
    let removed = office.desk.remove_own_name(&ali, &listed(&office, "Sambas")).unwrap();
    write(&path, "# lain\n");
    office.desk.put_back_name(&ali, &removed).unwrap();
    assert_eq!(text(&path), "# lain\n\n[[place]]\nname = \"Sambas\"\n");
    assert_eq!(why(office.desk.put_back_name(&ali, &removed)), Unchanged::Twice);
    let two = office.desk.remove_own_name(&ali, &listed(&office, "Sambas")).unwrap();
    assert_eq!(
        why(office
            .desk
            .remove_own_name(&ali, &Listed { line: 1, own: two.own().clone(), by_hand: false })),
        Unchanged::Gone
    );
}

#[test]
fn what_cannot_be_changed_safely_stays_as_it_was() {
    let mut office = Office::new();
    let ali = office.me("ali");
    let path = file(&office);
    let place = own(Sort::Place, "Sambas", "");
    write(&path, b"# caf\xe9\n");
    assert_eq!(why(office.desk.add_own_name(&ali, &place)), Unchanged::NoText);
    assert_eq!(std::fs::read(&path).unwrap(), b"# caf\xe9\n");
    write(&path, "#".repeat((1 << 20) - 8));
    assert_eq!(why(office.desk.add_own_name(&ali, &place)), Unchanged::TooLong);
    assert_eq!(text(&path).len(), (1 << 20) - 8);
    write(&path, "#".repeat(1 << 21));
    assert!(matches!(office.desk.add_own_name(&ali, &place), Err(DeskError::Path(_))));
    let hidden = own(Sort::Place, "Sam\u{202e}bas", "");
    write(&path, "");
    assert_eq!(why(office.desk.add_own_name(&ali, &hidden)), Unchanged::Unfit);
    assert_eq!(text(&path), "");
}

#[test]
fn a_link_to_a_list_that_offices_share_stays_a_link() {
    let mut office = Office::new();
    let ali = office.me("ali");
    let shared = office.desk.dir().join("bersama.toml");
    write(&shared, "# bersama\n");
    std::os::unix::fs::symlink(&shared, file(&office)).unwrap();
    office.desk.add_own_name(&ali, &own(Sort::Place, "Sambas", "")).unwrap();
    assert!(std::fs::symlink_metadata(file(&office)).unwrap().file_type().is_symlink());
    assert!(text(&shared).starts_with("# bersama\n\n[[place]]"));
}
