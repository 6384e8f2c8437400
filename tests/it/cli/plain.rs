//! Plain mode, driven by lines: the whole main job in both languages, and what goes wrong.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Stdio};

use super::{Call, Office, Run};

/// A release with a day that does not fit its date.
const RELEASE: &str = "KPU Contoh Gelar Rapat\n\n\
    Contoh, 21 Oktober 2025 — KPU Contoh menggelar rapat pada Rabu (21/10/2025) di aula.\n\n\
    Rapat membahas persiapan rekapitulasi.\n";

impl Office {
    /// A conversation in which these lines are said.
    #[track_caller]
    pub(super) fn talk(&self, who: &str, lang: &str, lines: &[&str]) -> String {
        let run = self.call(&["--plain"]).by(who).lang(lang).stdin(lines.join("\n")).run();
        assert_eq!(run.code, 0, "{run:?}");
        holds(&run);
        run.out
    }

    /// The only article there is.
    fn only(&self) -> String {
        let list = self.json("ali", &["list"]);
        let [row] = list.as_array().unwrap().as_slice() else { panic!("{list}") };
        row["id"].as_str().unwrap().to_owned()
    }
}

/// What is true of all that is said: whole sentences, and nothing that moves or colours.
#[track_caller]
fn holds(run: &Run) {
    for line in run.out.lines() {
        let bare = line.trim_end_matches(['”', ')']);
        assert!(bare.ends_with(['.', '?', '!', '…']), "no end: {line}");
        assert!(!line.chars().any(char::is_control), "{line:?}");
        for sign in ["─", "│", "┌", "╭", "═"] {
            assert!(!line.contains(sign), "a box: {line}");
        }
    }
    assert!(!run.out.contains("{$") && !run.out.contains("plain-"), "{}", run.out);
    assert!(!run.err.contains('\u{1b}'), "{}", run.err);
}

#[track_caller]
fn says(out: &str, sentences: &[&str]) {
    let mut rest = out;
    for sentence in sentences {
        let Some((_, after)) = rest.split_once(sentence) else {
            panic!("not said: {sentence}\nin its place: {rest}\nof: {out}");
        };
        rest = after;
    }
}

#[test]
fn the_whole_main_job_in_indonesian() {
    let office = Office::new();
    let mut lines = vec!["tempel"];
    lines.extend(RELEASE.lines());
    lines.extend([
        ".",
        "isian",
        "1",
        "Rapat Pleno",
        "6",
        "21 oktober 2025",
        "0",
        "ajukan",
        "temuan",
        "1",
        "y",
        "sunting",
        "ganti 2",
        "Rapat itu membahas persiapan.",
        "sisip 2 Rapat selesai sore.",
        "pindah 3 1",
        "urung",
        "simpan",
        "perubahan",
        "ajukan",
        "setujui",
    ]);
    let out = office.talk("ali", "id", &lines);
    says(
        &out,
        &[
            "Anda ali, penyunting. Milik Anda 0 naskah",
            "DRAF, revisi 1, “KPU Contoh Gelar Rapat”, oleh ali",
            "Judul sekarang “Rapat Pleno”, revisi 2.",
            "Tanggal sekarang Selasa, 21 Oktober 2025, revisi 2.",
            "jatuh pada hari Selasa, bukan Rabu",
            "Temuan 1 dari 1, galat, Isi, paragraf 1: “Rabu (21/10/2025)”.",
            "1. Ganti “Rabu (21/10/2025)” menjadi “Selasa (21/10/2025)”.",
            "Disimpan sebagai revisi 3.",
            "Disimpan sebagai revisi 4.",
            "Isi, paragraf 2, sesudah “Rapat”: ditambah “itu”",
            "Isi, paragraf 3: ditambah “Rapat selesai sore.”",
            "“Rapat Pleno” sekarang TINJAU, revisi 4.",
            "“setujui” tidak dapat dilakukan sekarang: naskah ini TINJAU dan peran Anda penyunting.",
        ],
    );
    let id = office.only();
    assert_eq!(
        office.show(&id)["body"],
        "KPU Contoh menggelar rapat pada Selasa (21/10/2025) di aula.\n\n\
         Rapat itu membahas persiapan.\n\nRapat selesai sore."
    );
    let lines =
        ["tinjau", "1", "setujui", "baca", "", "p 1", "semua", "setujui", "y", "", "0", "0"];
    let publish = ["terbitkan", "tidak jadi", "terbitkan", "terbitkan", "keluar"];
    let out = office.talk("nur", "id", &[lines.as_slice(), &publish].concat());
    says(
        &out,
        &[
            "1. TINJAU, “Rapat Pleno”, ali, baru saja, 16 kata.",
            "Baca dulu revisi 4 sampai akhir",
            "Paragraf 1 dari 3: “KPU Contoh",
            "Akhir naskah, revisi 4.",
            "Setujui revisi 4 dari “Rapat Pleno” yang Anda baca sampai akhir, y atau t?",
            "sekarang SETUJU, revisi 4.",
            "1 naskah menjadi terbit:",
            "Rapat Pleno",
            "Tidak ada yang diterbitkan.",
            "1 naskah sekarang terbit.",
            "Sampai jumpa.",
        ],
    );
    assert_eq!(office.stage(&id), "published");
}

#[test]
fn the_whole_main_job_in_english_with_words_of_both_languages() {
    let office = Office::new();
    let file = office.file("rilis.txt", RELEASE);
    let import = format!("import {file}");
    let lines = [
        &import, "findings", "2", "1", "y", "s", // the letter of “submit” here
    ];
    let out = office.talk("ali", "en", &lines);
    says(&out, &["Finding 1 of 1, error, Body, paragraph 1", "is now REVIEW, revision 2."]);
    let id = office.only();
    // The author may not approve, and hears the law's reason; Indonesian words are understood.
    let lines = ["tinjau", "1", "baca", "all", "kembalikan kurang sumber", "keluar"];
    let out = office.talk("nur", "en", &lines);
    says(&out, &["Paragraph 2 of 2", "End of the text, revision 2.", "is now DRAFT, revision 2."]);
    let lines =
        ["mine", "1", "fields", "2", "Ringkasan rapat.", "0", "changes", "submit", "history"];
    let out = office.talk("ali", "en", &[lines.as_slice(), &["restore 1", "n", "0"]].concat());
    says(
        &out,
        &[
            "DRAFT returned, revision 2",
            "Returned by nur: “kurang sumber”.",
            "Summary is now “Ringkasan rapat.”, revision 3.",
            "Changes from revision 2 to revision 3.",
            "Summary: added “Ringkasan rapat.”",
            "is now REVIEW, revision 3.",
            "Revision 3, REVIEW, ali",
            "Make revision 1 the newest again, y or n?",
        ],
    );
    let lines = ["r", "1", "read", "all", "approve", "yes", "Good.", "schedule besok 07.00", "y"];
    let more = ["unschedule", "0", "0", "publish", "publish"];
    let out = office.talk("nur", "en", &[lines.as_slice(), &more].concat());
    says(
        &out,
        &[
            "is now APPROVED, revision 3.",
            "Publish at 22 Oct 2025 07:00 WIB, y or n?",
            "is now SCHEDULED, revision 3.",
            "is now APPROVED, revision 3.",
            "1 article is public now.",
        ],
    );
    assert_eq!(office.stage(&id), "published");
    let lines = ["all", "1", "correct Salah nama.", "0", "1", "edit", "0", "0", "0", "y"];
    let out = office.talk("nur", "en", &lines);
    says(&out, &["is now DRAFT, revision 3.", "DRAFT correction", "Editing, 2 paragraphs"]);
    assert_eq!(office.stage(&id), "draft");
}

#[test]
fn what_was_handed_in_is_taken_back_by_whoever_wrote_it() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    let out = office.talk("ali", "en", &["mine", "1", "?", "submit", "?", "cabut", "take-back"]);
    says(
        &out,
        &[
            "is now REVIEW, revision 1.",
            "b, take-back: take it back from review; it is a draft again.",
            "is now DRAFT, revision 2.",
            "“take-back” cannot be done now: this text is DRAFT",
        ],
    );
    office.talk("ali", "id", &["saya", "1", "ajukan"]);
    let out = office.talk("nur", "id", &["tinjau", "1", "c"]);
    says(&out, &["“cabut” tidak dapat dilakukan sekarang: naskah ini TINJAU"]);
    assert_eq!(office.stage(&id), "submitted");
    let out = office.talk("ali", "id", &["saya", "1", "cabut"]);
    says(&out, &["sekarang DRAF, revisi 3."]);
}

#[test]
fn hostile_text_says_nothing_of_its_own() {
    let office = Office::new();
    let body = office.file("jahat.md", "Baris\u{1b}[2J\u{7} jahat \u{202e}sini.\n\nDua.\r\n");
    office.json("ali", &["new", "--headline", "Judul \u{202e}jahat", "--body-file", &body]);
    let lines = ["semua", "1", "baca", "", "", "temuan", "0", "\u{1b}[31mxyz\u{7}", "\u{202e}"];
    let run = office.call(&["--plain"]).by("ali").lang("id").stdin(lines.join("\n")).run();
    holds(&run);
    says(
        &run.out,
        &["“Judul ⟦RLO⟧jahat”", "Hapus “⟦RLO⟧”, y atau t?", "31mxyz", "bukan pilihan di sini"],
    );
    assert!(!run.out.contains('\u{202e}'), "{run:?}");
}

#[test]
fn wrong_words_get_an_answer_that_helps() {
    let office = Office::new();
    office.article("Rapat pleno");
    let lines = [
        "entah",
        "99",
        "?",
        "",
        "saya",
        "7",
        "lanjut",
        "mundur",
        "1",
        "jadwalkan besok",
        "baca",
        "p 9",
        "p x",
        "0",
        "sunting",
        "ganti 8",
        "hapus",
        "",
        "simpan",
        "isian",
        "3",
        "Rubrik Tak Ada",
        "0",
        "buang",
        "mungkin",
        "t",
        "riwayat",
        "baca 9",
        "0",
    ];
    let out = office.talk("ali", "id", &lines);
    says(
        &out,
        &[
            "“entah” bukan pilihan di sini. Pilihannya: saya, tinjau",
            "“99” bukan pilihan",
            "Enter mengulang halaman ini",
            "Meja KPU Kabupaten Contoh",
            "“7” bukan pilihan",
            "Ini halaman terakhir.",
            "Ini halaman pertama.",
            "“jadwalkan” tidak dapat dilakukan sekarang: naskah ini DRAF",
            "“9” bukan nomor paragraf. Ada 2 paragraf.",
            "“x” bukan nomor paragraf",
            "“8” bukan nomor paragraf",
            "Paragraf berapa, 1 sampai 2?",
            "Tidak ada perubahan untuk disimpan.",
            "Rubrik Tak Ada",
            "Jawab y untuk ya atau t untuk tidak.",
        ],
    );
}

#[test]
fn the_end_of_the_input_loses_nothing() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    let out = office.talk("ali", "id", &["saya", "1", "sunting", "ganti 2 Kalimat yang baru."]);
    says(&out, &["Paragraf 2 diganti dan ditampung.", "tetap ada di meja ini"]);
    assert_eq!(office.show(&id)["revision"], 1);
    assert_eq!(office.show(&id)["unsaved"], true);
    let lines = ["saya", "1", "ajukan", "t", "isian", "1", "0", "sunting", "y", "semua", "simpan"];
    let out = office.talk("ali", "id", &lines);
    says(
        &out,
        &[
            "Ada tulisan Anda yang belum disimpan, dari 21 Okt 2025",
            "yang belum disimpan tidak ikut",
            "Simpan atau buang dulu",
            "Lanjutkan, y atau t?",
            "“Kalimat yang baru.”",
            "Disimpan sebagai revisi 2.",
            "Sampai jumpa.",
        ],
    );
    assert!(!out.contains("tetap ada di meja ini"), "{out}");
    assert!(office.show(&id)["body"].as_str().unwrap().ends_with("\n\nKalimat yang baru."));
    // It may also be thrown away, but not by a slip.
    office.talk("ali", "id", &["saya", "1", "sunting", "hapus 1"]);
    let out = office.talk("ali", "id", &["saya", "1", "sunting", "t", "t", "sunting", "t", "y"]);
    says(&out, &["Buang tulisan itu", "Buang tulisan itu", "sama dengan revisi terbaru"]);
    assert_eq!(office.show(&id)["unsaved"], false);
}

#[test]
fn lines_that_were_pasted_before_the_end_are_a_draft() {
    let office = Office::new();
    let mut lines = vec!["tempel"];
    lines.extend(RELEASE.lines().take(4));
    let out = office.talk("ali", "id", &lines);
    says(&out, &["Baris yang sudah masuk disimpan sebagai draf."]);
    assert_eq!(office.show(&office.only())["headline"], "KPU Contoh Gelar Rapat");
    let out = office.talk("ali", "id", &["tempel", "", "."]);
    says(&out, &["Tidak ada baris yang masuk."]);
    // The same lines again are known, and may be taken in all the same.
    let again = [lines.as_slice(), &[".", "t", "0"], &lines, &[".", "y"]].concat();
    let out = office.talk("ali", "id", &again);
    says(&out, &["Masukkan sekali lagi", "Masukkan sekali lagi"]);
    assert_eq!(office.json("ali", &["list"]).as_array().unwrap().len(), 2);
}

/// A conversation that goes on while other things happen.
struct Talking {
    child: Child,
    out: BufReader<std::process::ChildStdout>,
}

impl Talking {
    fn begin(office: &Office, who: &str) -> Self {
        let mut call: Call = office.call(&["--plain"]).by(who).lang("id");
        call.command.args(&call.args).stdin(Stdio::piped());
        let mut child = call.command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        Self { child, out }
    }

    /// Says some lines, and listens until something is answered.
    #[track_caller]
    fn say(&mut self, lines: &[&str], until: &str) -> String {
        let input = self.child.stdin.as_mut().unwrap();
        for line in lines {
            writeln!(input, "{line}").unwrap();
        }
        let mut heard = String::new();
        while !heard.contains(until) {
            let read = self.out.read_line(&mut heard).unwrap();
            assert!(read > 0, "it ended before “{until}”: {heard}");
        }
        heard
    }
}

#[test]
fn a_save_between_keeps_the_text_and_says_where() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    let mut talking = Talking::begin(&office, "ali");
    talking.say(&["saya", "1", "sunting", "ganti 2 Dari ali."], "ditampung");
    office.json("sri", &["edit", &id, "--set", "summary=Dari sri."]);
    let heard = talking.say(&["simpan"], "di atas revisi 2");
    says(&heard, &["rescued", "Yang disimpan sri", "Ringkasan: ditambah “Dari sri.”"]);
    let rescued = fs::read_dir(office.desk().join("rescued")).unwrap().next().unwrap().unwrap();
    assert!(fs::read_to_string(rescued.path()).unwrap().contains("Dari ali."));
    let heard = talking.say(&["y"], "revisi 3");
    says(&heard, &["Disimpan sebagai revisi 3."]);
    assert!(talking.child.wait_with_output().unwrap().status.success());
    let shown = office.show(&id);
    assert_eq!(shown["summary"], "Dari sri.");
    assert!(shown["body"].as_str().unwrap().ends_with("Dari ali."), "{shown}");
    assert_eq!(shown["unsaved"], false);
}

#[cfg(unix)]
#[test]
fn an_interrupt_says_that_the_text_is_kept() {
    use std::os::unix::process::ExitStatusExt as _;
    let office = Office::new();
    let id = office.article("Rapat pleno");
    let mut talking = Talking::begin(&office, "ali");
    talking.say(&["saya", "1", "sunting", "hapus 1"], "dihapus");
    let pid = talking.child.id().to_string();
    let killed = std::process::Command::new("kill").args(["-INT", &pid]).status().unwrap();
    assert!(killed.success());
    talking.say(&[], "tetap ada di meja ini");
    let status = talking.child.wait().unwrap();
    assert_eq!(status.signal(), Some(2), "{status:?}");
    assert_eq!(office.show(&id)["unsaved"], true);
}

#[test]
fn names_and_passphrases_are_asked_for() {
    let office = Office::empty();
    let file = office.file("sandi", "rahasia sekali\n");
    fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    office.found(&["--passphrase-file", &file]);
    let add = ["person", "add", "ali", "--role", "editor", "--passphrase-file", &file];
    office.json("kepala", &add);
    let lines = ["entah", "kepala", "salah", "1", "rahasia sekali", "orang", "ali", "keluar"];
    let run = office.call(&["--plain"]).lang("en").stdin(lines.join("\n")).ok();
    holds(&run);
    says(
        &run.out,
        &[
            "Who is at work? Type a name or a number: 1 kepala, 2 ali?",
            "entah",
            "Passphrase of the key of kepala?",
            "The passphrase does not fit the key.",
            "Who is at work?",
            "You are kepala, ",
            "You are ali, editor.",
            "Goodbye.",
        ],
    );
    assert!(!run.out.contains("rahasia"), "{run:?}");
}

#[test]
fn forms_the_trash_and_the_persons_own_editor() {
    use std::os::unix::fs::PermissionsExt as _;
    let office = Office::new();
    let editor =
        office.file("ganti", "#!/bin/sh\nsed -i 's/^place: .*/place: Kota Baru/' \"$1\"\n");
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let lines = [
        "baru",
        "2",
        "Rapat koordinasi",
        "sunting",
        "penyunting",
        "0",
        "buang",
        "y",
        "0",
        "sampah",
        "1",
        "ambil",
        "0",
        "0",
        "cari koordinasi",
        "1",
    ];
    let run = office.call(&["--plain"]).by("ali").lang("id").env("EDITOR", &editor);
    let run = run.stdin(lines.join("\n")).ok();
    holds(&run);
    says(
        &run.out,
        &[
            "1. tanpa pola.",
            "Draf baru dibuat.",
            "“Rapat koordinasi”",
            "Disimpan sebagai revisi 2.",
            "Di tempat sampah, dapat diambil sampai 20 Nov 2025",
            "“Rapat koordinasi” sekarang DRAF, revisi 2.",
            "Hasil pencarian: halaman 1, 1 naskah",
        ],
    );
    assert_eq!(office.show(&office.only())["place"], "Kota Baru");
}

#[test]
fn the_environment_asks_for_it_too() {
    let office = Office::new();
    let run = office.call(&[]).by("ali").env("REDAKSI_PLAIN", "1").stdin("quit\n").ok();
    says(&run.out, &["What next?", "Goodbye."]);
    let run = office.call(&[]).by("ali").env("REDAKSI_PLAIN", "0").ok();
    assert!(run.out.contains("redaksi"), "{run:?}");
    let run = office.call(&["--plain"]).by("ali").json().run();
    assert_eq!((run.code, run.error()["kind"].as_str()), (2, Some("usage")), "{run:?}");
}

/// Plain mode where there is no desk yet.
fn begun(room: &std::path::Path, lines: &[&str]) -> Run {
    let call = Call::new(room, &["--plain"]).without("REDAKSI_LANG").env("TZ", "Asia/Pontianak");
    let run = call.stdin(lines.join("\n")).run();
    holds(&run);
    run
}

#[test]
fn a_few_questions_make_a_desk() {
    let room = tempfile::tempdir().unwrap();
    let lines = [
        "3",
        "1",
        "",
        "Dr. Ratna Puspita",
        "KPU Contoh",
        "Sambas",
        "bulan",
        "",
        "t",
        "Ratna",
        "KPU Contoh",
        "Sambas",
        "wita",
        "y",
        "keluar",
        "y",
    ];
    let run = begun(room.path(), &lines);
    assert_eq!(run.code, 0, "{run:?}");
    says(
        &run.out,
        &[
            "nothing is made before the last answer.",
            "1 Indonesia, 2 English?",
            "Siapa nama lengkap Anda?",
            "Siapa nama lengkap Anda?",
            "Anda masuk sebagai ratna.",
            "Enter mengambil Asia/Pontianak?",
            "“bulan” bukan zona waktu.",
            "“Dr. Ratna Puspita” dari “KPU Contoh”, “Sambas”, dengan jam Asia/Pontianak.",
            "Siapa nama lengkap Anda?",
            "dengan jam Asia/Makassar. Buat meja, y atau t?",
            "Meja dibuat, tanpa kata sandi",
            "Meja KPU Contoh. Anda ratna",
        ],
    );
    let info = Call::new(room.path(), &["office", "show"]).json().run();
    assert!(info.out.contains("Asia/Makassar") && info.out.contains("KPU Contoh"), "{info:?}");
}

#[test]
fn whoever_leaves_the_first_questions_makes_nothing() {
    for (lines, code) in [(&["2", "quit"][..], 0), (&["1", "Ratna", "KPU"], 1), (&[], 1)] {
        let room = tempfile::tempdir().unwrap();
        let run = begun(room.path(), lines);
        assert_eq!(run.code, code, "{run:?}");
        assert!(!room.path().join("desk").exists(), "{run:?}");
    }
}
