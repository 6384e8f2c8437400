//! What helps with writing, by keys alone: forms, names, dropped files, the clipboard.

use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use super::pty::{Room, key};

fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    let mut file = std::fs::File::create(&path).unwrap();
    file.write_all(text.as_bytes()).unwrap();
    path
}

const FORM: &str = "+++\ntitle.id = \"Rapat pagi\"\nheadline = \"Rapat {{nama}}\"\nwords = 50\n\
                    +++\n{{office}} rapat di {{tempat}}.\n";

#[test]
fn a_form_is_filled_by_tab_and_names_are_completed() {
    let room = Room::sample();
    let forms = room.desk().join("forms");
    std::fs::create_dir(&forms).unwrap();
    file(&forms, "pagi.md", FORM);
    file(&forms, "rusak.md", "+++\nsectoin = \"x\"\n+++\nIsi.\n");
    file(&room.desk(), "register.toml", "[[person]]\nname = \"Siti Rahmawati Nasution\"\n");
    let mut desk = room.open("ali", 100, 30);
    desk.shows(&["Semua 47"]);
    desk.keys("N");
    desk.shows(&["pagi", "Rapat pagi", "baris 2", "Siaran pers"]);
    desk.keys("rusak\r");
    desk.shows(&["rusak.md", "baris 2"]);
    desk.escape();
    desk.keys("N");
    desk.shows(&["Rapat pagi"]);
    desk.keys("pagi\r");
    desk.shows(&["Rapat {{nama}}", "/50 kata", "Isian berikut"]);
    desk.keys("Siti Rah");
    desk.shows(&["mawati Nasution⇥", "Tab …mawati Nasution"]);
    desk.keys("\t");
    desk.shows(&["Rapat Siti Rahmawati Nasution"]);
    desk.keys("\t");
    desk.keys("aula");
    desk.shows(&["KPU Kabupaten Tanjung Damar rapat di aula."]);
    desk.keys("\t");
    desk.lacks("Isian berikut");
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
}

#[test]
fn a_list_of_names_that_cannot_be_read_is_told_by_its_line() {
    let room = Room::sample();
    file(&room.desk(), "register.toml", "[[person]]\nnama = \"Siti\"\n");
    let desk = room.open("ali", 100, 30);
    desk.shows(&["Semua 47"]);
    desk.keys("n");
    desk.shows(&["register.toml", "baris 2"]);
}

const OURS: &str = "# Daftar kantor Tanjung Damar\n\n[[person]]\nnama = \"Siti\"\n\n# tempat\n\
    [[place]]\nname = \"Muara Jernih\"\n";

#[test]
fn a_person_is_added_to_the_list_by_keys_and_offered_in_the_text() {
    let room = Room::sample();
    let list = file(&room.desk(), "register.toml", OURS);
    let mut desk = room.open("ali", 80, 24);
    desk.shows(&["Semua 47"]);
    desk.keys("n");
    desk.shows(&["Tulis judul di sini"]);
    desk.keys("\x10");
    desk.keys("nama kantor");
    desk.shows(&["Nama kantor…"]);
    desk.keys(key::ENTER);
    desk.shows(&["Nama kantor 1/1", "baris 4", "Muara Jernih", "+ tambah"]);
    desk.keys("+");
    desk.shows(&["Nama baru", "Jenis: Tempat"]);
    desk.keys("\x1b[D\x1b[D");
    desk.shows(&["Jenis: Orang"]);
    desk.keys("Siti Rahmawati Nasution\t");
    desk.keys("Ketua Panitia\tkemarin\t\t");
    desk.keys(key::ENTER);
    desk.shows(&["Nama kantor 2/2", "Disimpan: Siti Rahmawati Nasution", "Ketua Panitia"]);
    let text = std::fs::read_to_string(&list).unwrap();
    let added = text.strip_prefix(OURS).unwrap();
    let head =
        "\n[[person]]\nname = \"Siti Rahmawati Nasution\"\ntitle = \"Ketua Panitia\"\nfrom = 2";
    assert!(added.starts_with(head), "{text}");
    // Taken away and put back, it stands where it stood.
    desk.keys("\x1b[3~");
    desk.shows(&["Nama kantor 1/1", "Dihapus: Siti", "^Z kembalikan"]);
    assert_eq!(std::fs::read_to_string(&list).unwrap().trim_end(), OURS.trim_end());
    desk.keys("\x1a");
    desk.shows(&["Nama kantor 2/2", "Dikembalikan"]);
    assert_eq!(std::fs::read_to_string(&list).unwrap(), text);
    desk.escape();
    desk.lacks("Nama kantor");
    desk.keys("Ketua P");
    desk.shows(&["anitia Siti Rahmawati Nasution⇥"]);
    desk.keys(key::CTRL_Q);
    assert_eq!(desk.ended(), 0);
}

#[test]
fn dropped_files_are_asked_about_and_do_what_was_answered() {
    let room = Room::sample();
    let one = file(room.dir.path(), "rilis satu.txt", "Judul Satu\n\nIsi berkas satu.\n");
    let two = file(room.dir.path(), "dua.md", "# Judul Dua\n\nIsi **dua**.\n");
    let desk = room.open("ali", 100, 30);
    desk.shows(&["Semua 47"]);
    desk.keys("n");
    desk.shows(&["Tulis judul di sini"]);
    desk.keys("Berkas\r");
    let dropped = format!("'{}' {}", one.display(), two.display());
    desk.paste(&dropped);
    desk.shows(&["Berkas ditempelkan", "rilis satu.txt", "dua.md", "Impor 2 naskah"]);
    desk.keys("\t");
    desk.keys(key::ENTER);
    desk.shows(&["Isi berkas satu.", "# Judul Dua", "Isi **dua**."]);
    desk.paste(&format!("{}.tiada", two.display()));
    desk.shows(&["dua.md.tiada"]);
    desk.lacks("Berkas ditempelkan");
    desk.keys("\x1b1");
    desk.paste(&two.display().to_string());
    desk.shows(&["Berkas ditempelkan", "Impor 1 naskah"]);
    desk.keys(key::ENTER);
    desk.shows(&["Judul Dua", "Semua 49"]);
}

#[test]
fn what_is_copied_reaches_the_desktop_by_its_program() {
    let room = Room::sample();
    let taken = room.dir.path().join("taken");
    let line = format!("#!/bin/sh\nexec /bin/cat > '{}'\n", taken.display());
    let program = file(room.dir.path(), "xclip", &line);
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).unwrap();
    let path = room.dir.path().to_str().unwrap();
    let desk = room.open_with("ali", &[("DISPLAY", ":0"), ("PATH", path)]);
    desk.shows(&["Semua 47"]);
    desk.keys("n");
    desk.shows(&["Tulis judul di sini"]);
    desk.keys("Salin\r");
    desk.keys("Rapat **kerja**.");
    desk.shows(&["Rapat **kerja**."]);
    desk.keys("\x10");
    desk.keys("sebagai HTML");
    desk.shows(&["Salin sebagai HTML"]);
    desk.keys(key::ENTER);
    desk.shows(&["Disalin sebagai HTML"]);
    let mut text = String::new();
    for _ in 0..200 {
        text = std::fs::read_to_string(&taken).unwrap_or_default();
        if text.contains("</h1>") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(text.starts_with("<h1>Salin</h1>\n<p>Tanjung Damar, "), "{text}");
    assert!(text.ends_with("Rapat <strong>kerja</strong>.</p>"), "{text}");
    // One that fails is told, and nothing waits for it.
    file(room.dir.path(), "xclip", "#!/bin/sh\nexit 1\n");
    desk.keys("\x01");
    desk.keys("\x03");
    desk.shows(&["xclip", "tidak mengambil"]);
}

#[test]
fn the_list_of_names_is_read_again_when_it_changes() {
    let room = Room::sample();
    let desk = room.open("ali", 100, 30);
    desk.shows(&["Semua 47"]);
    let list = "[[person]]\nname = \"Zulfikar Harun\"\ntitle = \"Wakil Ketua Panitia\"\n\n[[place]]\nnam = 1\n";
    desk.keys("n");
    desk.shows(&["2 Naskah", "Simpan"]);
    file(&room.desk(), "register.toml", list);
    desk.shows(&["register.toml, baris 6"]);
    desk.keys("Wakil Ketua P");
    desk.shows(&["anitia Zulfikar Harun⇥"]);
    desk.keys("\t dan Wakil Ketua P");
    desk.lacks("⇥");
}

#[test]
fn the_machines_dictionary_adds_to_what_may_be_meant() {
    let room = Room::sample();
    let folder = room.dir.path();
    file(folder, "kamus.aff", "SET UTF-8\nTRY aeiougtrnkm\n");
    let dictionary = file(folder, "kamus.dic", "1\nkegitar\n");
    let body = file(folder, "isi.md", "Kegitan itu ramai. Kegiatan ditutup.");
    room.json(&[
        "new",
        "--headline",
        "Zigzag",
        "--body-file",
        body.to_str().unwrap(),
        "--as",
        "ali",
    ]);
    let desk = room.open_with("ali", &[("REDAKSI_HUNSPELL", dictionary.to_str().unwrap())]);
    desk.shows(&["Semua 48"]);
    desk.keys("/Zigzag\r");
    desk.shows(&["1/1"]);
    desk.keys(key::ENTER);
    desk.shows(&["Kegitan itu ramai"]);
    // The copy desk first, which knows the text; then the dictionary, in the case of the word.
    for _ in 0..10 {
        desk.keys(key::F8);
        desk.steady();
        desk.keys(key::F4);
        desk.steady();
        if desk.text().contains("Kegitar") {
            break;
        }
        desk.escape();
        desk.steady();
    }
    desk.shows(&["«Kegiatan»", "«Kegitar»"]);
}
