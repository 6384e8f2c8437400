//! Texts that are hard to lay out, all through what holds for every text. The workstation draws
//! the same ones.

use proptest::prelude::*;
use redaksi::editor::Editor;
use redaksi::editor::command::{Command, Motion, Reach};
use unicode_segmentation::UnicodeSegmentation;

use super::rows::{CLOSING, OPENING, rows, sized};
use super::{row_ranges, sessions};

pub(crate) const HARD: [(&str, &str); 20] = [
    (
        "Arabic",
        "أعلنت اللجنة صباح اليوم (الخميس) أن الصناديق، وعددها ٣٢٠ صندوقًا، وصلت؛ وقالت: «لا نقص!»",
    ),
    (
        "Hebrew and Latin",
        "הוועדה פרסמה את הודעת KPU Mesuji (מס' 12/2025), ואמרה: \"הכול מוכן\" — Siap!",
    ),
    ("Thai", "คณะกรรมการแจ้งว่าหีบบัตร ๓๒๐ ใบถึงทุกตำบลแล้ว และจะเปิดหน่วยเลือกตั้งเวลา ๐๗.๐๐ น."),
    (
        "Japanese",
        "選挙管理委員会は二十一日、「投票箱三百二十個が（すべて）届いた」と発表した。ｶﾞｷﾞ、午前七時です。",
    ),
    (
        "Korean",
        "선거관리위원회는 오늘 (목요일) 투표함이 모두 도착했다고 밝혔다. \u{1112}\u{1161}\u{11ab}글!",
    ),
    ("Devanagari", "चुनाव आयोग ने कहा: “सब तैयार है।” क्षेत्र १२ में काम पूरा हुआ।"),
    ("Javanese", "ꦏꦺꦴꦩꦶꦱꦶ ꦥꦼꦩꦶꦭꦶꦲꦤ꧀ ꦲꦸꦩꦸꦩ꧀꧈ ᬓᭀᬫᬶᬲᬶ, ᨀᨚᨆᨗᨔᨗ."),
    (
        "families",
        "Relawan 👨\u{200d}👩\u{200d}👧\u{200d}👦 dan 👩🏽\u{200d}🚒, 🏳\u{fe0f}\u{200d}🌈 atau ❤\u{fe0f}\u{200d}🔥; baik 👍🏿! ☺\u{fe0e}☺\u{fe0f}",
    ),
    ("flags", "🇮🇩🇯🇵🇸🇦🇹🇭🇮🇩 dan 🇮 sebelah, 🏴\u{e0067}\u{e0062}\u{e007f} (🇮🇩)."),
    (
        "keycaps",
        "Tekan 1\u{fe0f}\u{20e3}2\u{fe0f}\u{20e3}#\u{fe0f}\u{20e3} lalu *\u{fe0f}\u{20e3}, bukan 0\u{20e3}!",
    ),
    (
        "Zalgo",
        "z\u{30d}\u{323}\u{30d}\u{323}\u{30d}\u{323}\u{30d}\u{323}\u{30d}\u{323}a\u{489}l\u{336}\u{321}go \u{301}\u{301} te\u{301}le\u{300}grafi",
    ),
    ("tabs", "\tkolom\t1\t\tdua\tti\tga\t\t\tpanjang sekali\t"),
    (
        "joiners",
        "se\u{200d}ra\u{200c}gam\u{200b}an\u{2060}! \u{200d}\u{200d} \u{feff}mulai\u{200e} dan\u{202e} balik\u{202c}",
    ),
    (
        "soft hyphens",
        "ke\u{ad}se\u{ad}pa\u{ad}kat\u{ad}an ber\u{ad}tang\u{ad}gung\u{ad}ja\u{ad}wab\u{ad} \u{ad}(ya)",
    ),
    (
        "blanks",
        "Rp\u{a0}1.000.000, pukul\u{a0}07.00\u{202f}WIB\u{2009}/\u{2007}08.00\u{3000}WITA,\u{2003}usai\u{205f}.",
    ),
    (
        "line ends",
        "baris satu\r\nbaris dua\r\r\nbaris\rtiga\u{2028}empat\u{85}lima\u{b}enam\n\n\r\n",
    ),
    (
        "an address",
        "https://situs.example/berita/2025/11/rekap?kec=simpang-pematang&tps=012#hasil-akhir(2)",
    ),
    (
        "numbers",
        "Rp1.250.000,00 (50%) – 3/4 — 12–14; +62-811-000 $5,- 1.000.000.000.000,99 §3 °C 7‰",
    ),
    ("quotes", "“‘Ya,’ katanya; «tidak» (“[sungguh]”)…” ‚satu’ „dua” ¿mana? ¡sini! ―tiga― …empat"),
    ("controls", "\u{1b}[31mmerah\u{7}\u{0}\u{9b}0m\u{7f} \u{fffd}\u{fffe} \u{e000}\u{10ffff}"),
];

/// Every grapheme is at one cell, and every cell leads back; arrows walk through all of them.
#[track_caller]
fn check_cells(name: &str, text: &str, columns: usize) {
    let mut editor = sized(text, columns);
    let mut starts: Vec<usize> = text
        .split_inclusive('\n')
        .flat_map(|line| line.grapheme_indices(true))
        .map(|(_, grapheme)| grapheme.as_ptr() as usize - text.as_ptr() as usize)
        .collect();
    // A carriage return and the line feed after it are two places: only the latter ends a line.
    let line_ends = text.match_indices("\r\n").map(|(at, _)| at + 1);
    starts.extend(line_ends.chain([text.len()]));
    starts.sort_unstable();
    starts.dedup();
    let mut cells = std::collections::BTreeSet::new();
    for start in &starts {
        assert_eq!(editor.caret(), *start, "{name} at {columns}");
        let cell = editor.caret_cell().unwrap();
        let hangs = !cells.insert(cell);
        assert!(cell.1 < columns, "{name} at {columns}: {cell:?}");
        if !hangs {
            let back = editor.byte_at_cell(cell.0, cell.1);
            // In the last column the caret stands for what hangs over the edge, too.
            assert!(back == *start || cell.1 + 1 == columns, "{name} at {columns}: {cell:?}");
        }
        editor.run(Command::Move { motion: Motion::Right, select: false }, 0);
    }
    for start in starts.iter().rev() {
        assert_eq!(editor.caret(), *start, "{name} at {columns}, back");
        editor.run(Command::Move { motion: Motion::Left, select: false }, 0);
    }
}

#[test]
fn hard_texts_have_a_place_for_every_letter() {
    for (name, text) in HARD {
        for columns in (1..=41).chain([72, 200]) {
            let shown: String = rows(text, columns).concat();
            assert_eq!(shown, text.replace('\n', ""), "{name} at {columns}");
        }
        for columns in [1, 2, 3, 5, 8, 13, 21, 34, 72] {
            check_cells(name, text, columns);
        }
    }
}

#[test]
fn hard_texts_break_where_a_reader_expects_it() {
    for (name, text) in HARD.iter().filter(|(name, _)| !matches!(*name, "line ends" | "tabs")) {
        for columns in 30..=80 {
            for row in rows(text, columns).iter().skip(1) {
                assert!(!row.starts_with(CLOSING), "{name} at {columns}: {row:?}");
            }
            for row in rows(text, columns) {
                assert!(!row.trim_end().ends_with(OPENING), "{name} at {columns}: {row:?}");
            }
        }
    }
}

#[test]
fn hard_texts_go_letter_by_letter_and_come_back() {
    for (name, text) in HARD {
        let mut editor = sized(text, 12);
        editor.run(Command::Move { motion: Motion::TextEnd, select: false }, 0);
        let mut now = 0;
        let mut states = vec![editor.text()];
        loop {
            now += 2_000;
            if editor.run(Command::Erase(Reach::GraphemeBack), now).edits.is_empty() {
                break;
            }
            states.push(editor.text());
        }
        assert_eq!(states.pop().as_deref(), Some(""), "{name}");
        for state in states.iter().rev() {
            editor.run(Command::Undo, now);
            assert_eq!(editor.text(), *state, "{name}");
        }
        for state in states.iter().skip(1) {
            editor.run(Command::Redo, now);
            assert_eq!(editor.text(), *state, "{name}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// Any session changes a hard text as it would a plain string, and what was kept of the rows
    /// is what a new editor makes.
    #[test]
    fn hard_texts_bear_any_session(
        which in 0..HARD.len(), session in sessions(25), columns in 1..50_usize, height in 1..9_usize,
    ) {
        let mut model = HARD[which].1.to_owned();
        let mut editor = Editor::new(&model);
        editor.set_size(columns, height);
        for (now, (command, _)) in (0..).step_by(700).zip(session) {
            for edit in editor.run(command, now).edits {
                edit.apply(&mut model).unwrap();
            }
            prop_assert_eq!(editor.text(), model.as_str());
            let mut fresh = Editor::new(&model);
            fresh.set_size(columns, height);
            fresh.scroll_to(editor.top_byte());
            prop_assert_eq!(row_ranges(&editor), row_ranges(&fresh));
            let (row, column) = editor.caret_cell().unwrap();
            prop_assert!(row < height && column < columns);
        }
    }
}

/// Without a blank there is no good place to break, but there is one each time.
#[test]
fn any_script_without_a_blank_is_laid_out() {
    for unit in
        ["abc", "語", "ไ", "🇮🇩", "👩\u{200d}", "e\u{301}", "ش", "\u{ad}", "\u{a0}", "(", ".", "\t"]
    {
        let text = unit.repeat(60_000 / unit.len());
        let mut editor = Editor::new(&text);
        editor.set_size(72, 40);
        let half = text.len() / 2;
        for motion in [Motion::To(half), Motion::Down, Motion::PageUp, Motion::TextEnd] {
            editor.run(Command::Move { motion, select: false }, 0);
            let (row, column) = editor.caret_cell().unwrap();
            assert!(row < 40 && column < 72, "{unit:?}");
        }
        editor.run(Command::Type("x".to_owned()), 0);
        // A failure must not print all of it.
        assert!(editor.text().strip_suffix('x') == Some(&text), "{unit:?}");
    }
}
