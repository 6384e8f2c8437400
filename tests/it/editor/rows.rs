//! Visual rows: they are the text, they break where a reader expects it, and each cell stands for
//! one place.

use proptest::prelude::*;
use redaksi::editor::Editor;
use redaksi::editor::command::{Command, Motion, Reach};
use unicode_segmentation::UnicodeSegmentation;

use super::texts;

pub(super) const CLOSING: &[char] = &['.', ',', ';', ':', '!', '?', ')', ']', '”', '’'];
pub(super) const OPENING: &[char] = &['(', '[', '“', '‘'];

pub(super) fn sized(text: &str, columns: usize) -> Editor {
    let mut editor = Editor::new(text);
    editor.set_size(columns, text.len() + 2);
    editor
}

/// The text of every row, which is checked to be the whole text.
pub(super) fn rows(text: &str, columns: usize) -> Vec<String> {
    let editor = sized(text, columns);
    let mut end = 0;
    let rows = editor.visible_rows().map(|row| {
        let gap = usize::from(row.first && row.paragraph > 0);
        assert_eq!(row.range.start, end + gap, "{text:?} at {columns}");
        end = row.range.end;
        editor.slice(row.range)
    });
    let rows = rows.collect();
    assert_eq!(end, text.len());
    rows
}

/// Sentences as a newsroom has them.
fn prose() -> impl Strategy<Value = String> {
    let word = "[a-z]{1,14}|\\([a-z]{1,9}\\)|“[a-z]{1,6}|[a-z]{1,6}”|[0-9]{1,2}/[0-9]{2}|[a-z]{2,5}-[a-z]{2,5}";
    let with_sign = (word, "[.,;:!?]?").prop_map(|(word, sign)| word + &sign);
    prop::collection::vec((with_sign, "[ ]{1,2}|\n"), 0..40)
        .prop_map(|words| words.into_iter().map(|(word, gap)| word + &gap).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn rows_are_the_text_at_every_width(text in texts(60), columns in 1..=200_usize) {
        let whole = rows(&text, columns).concat();
        prop_assert_eq!(whole, text.replace('\n', ""));
    }

    #[test]
    fn no_row_begins_or_ends_with_the_wrong_sign(text in prose(), columns in 18..=200_usize) {
        for row in rows(&text, columns) {
            prop_assert!(!row.starts_with(CLOSING), "{row:?} of {text:?} at {columns}");
            prop_assert!(!row.trim_end().ends_with(OPENING), "{row:?} of {text:?} at {columns}");
        }
    }

    /// A narrow row may have no better place to break; then what is before it is one piece, too.
    #[test]
    fn narrow_rows_begin_with_a_sign_only_if_they_must(text in prose(), columns in 1..18_usize) {
        let rows = rows(&text, columns);
        for pair in rows.windows(2) {
            if pair[1].starts_with(CLOSING) {
                // In the first half of a row it does not look for a place.
                let row: Vec<char> = pair[0].chars().collect();
                let late = row.windows(2).skip(columns.div_ceil(2).saturating_sub(1));
                let mut held = late.map(|two| OPENING.contains(&two[0]) || CLOSING.contains(&two[1]));
                prop_assert!(held.all(|held| held), "{pair:?} at {columns}");
            }
        }
    }

    #[test]
    fn cells_and_places_are_one_to_one(text in texts(40), columns in 1..40_usize) {
        let mut editor = sized(&text, columns);
        let mut cells = std::collections::BTreeSet::new();
        for row in editor.visible_rows().collect::<Vec<_>>() {
            for piece in &row.pieces() {
                prop_assert!(piece.width > 0 && piece.column + piece.width <= columns);
                editor.run(Command::Move { motion: Motion::To(piece.range.start), select: false }, 0);
                prop_assert_eq!(editor.caret(), piece.range.start);
                let cell = editor.caret_cell().unwrap();
                prop_assert_eq!(cell.1, piece.column);
                prop_assert!(cells.insert(cell));
                for column in piece.column..piece.column + piece.width {
                    prop_assert_eq!(editor.byte_at_cell(cell.0, column), piece.range.start);
                }
                let shown = row.shown(piece);
                prop_assert!(!shown.is_empty() && !shown.contains(char::is_control), "{shown:?}");
            }
        }
        let graphemes = text.split('\n').flat_map(|line| line.graphemes(true)).count();
        let hanging = sized(&text, usize::MAX / 2);
        let pieces: usize = hanging.visible_rows().map(|row| row.pieces().len()).sum();
        prop_assert_eq!(pieces, graphemes);
    }

    #[test]
    fn nothing_breaks_on_the_smallest_views(
        text in texts(20), columns in 0..=5_usize, height in 0..=3_usize, cell in (0..9_usize, 0..9_usize),
    ) {
        let mut editor = Editor::new(&text);
        editor.set_size(columns, height);
        for motion in [Motion::TextEnd, Motion::PageUp, Motion::Down, Motion::RowEnd, Motion::PageDown] {
            editor.run(Command::Move { motion, select: true }, 0);
            prop_assert!(editor.visible_rows().count() <= height);
            let byte = editor.byte_at_cell(cell.0, cell.1);
            editor.run(Command::DragTo(byte), 0);
        }
        editor.scroll_by(3);
        editor.set_size(height, columns);
    }
}

#[test]
fn hard_texts_are_laid_out_whole() {
    let flags = "🇮🇩🇯🇵".repeat(50);
    let zalgo = format!("z{}", "\u{30d}\u{323}".repeat(2_000));
    for text in [
        "أهلاً بكم في مكتب التحرير، نصٌّ طويل (مع أقواس) ثم سطر آخر.",
        "เจ้าหน้าที่ประชุมเรื่องงบประมาณประจำปีของจังหวัด",
        "編集部は、新しい原稿（三千字）を受け取った。「早い」と言う。",
        "👨\u{200d}👩\u{200d}👧\u{200d}👦👩🏽\u{200d}🚒❤\u{fe0f}1\u{fe0f}\u{20e3}",
        &flags,
        &zalgo,
        "\ta\t\tb\tc\u{1b}[31m\u{202e}\r",
    ] {
        for columns in 1..=200 {
            assert_eq!(rows(text, columns).concat(), text);
        }
        let mut editor = sized(text, 10);
        editor.run(Command::Move { motion: Motion::TextEnd, select: false }, 0);
        while !editor.run(Command::Erase(Reach::GraphemeBack), 0).edits.is_empty() {}
        assert_eq!(editor.text(), "");
    }
}

#[test]
fn a_megabyte_without_a_blank_can_be_written_in() {
    for (unit, bytes) in [("a", 1_000_000), ("🇮", 1_000_000), ("\u{301}", 100_000), (" ", 100_000)]
    {
        let text = unit.repeat(bytes / unit.len());
        let mut editor = Editor::new(&text);
        editor.set_size(72, 40);
        editor.run(Command::Move { motion: Motion::TextEnd, select: false }, 0);
        editor.run(Command::Type("x".to_owned()), 0);
        editor.run(Command::Erase(Reach::WordBack), 0);
        editor.run(Command::Undo, 0);
        editor.run(Command::Move { motion: Motion::PageUp, select: false }, 0);
        // A failure must not print a megabyte.
        assert!(editor.text() == format!("{text}x"), "{unit:?}");
    }
}
