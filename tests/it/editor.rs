//! The prose editor against models of it: random commands against a plain string, rows of every
//! width, cells and bytes, and texts that are there to hurt.

pub(crate) mod corpus;
mod rows;

use proptest::prelude::*;
use redaksi::editor::Editor;
use redaksi::editor::command::{Command, Motion, Outcome, Reach};
use redaksi::editor::marks::Mark;
use redaksi::editor::past::When;
use redaksi::text::past::Limits;

/// Pieces that texts and keys are made of: words, signs, blanks, scripts, marks, controls.
const PIECE: &str = "([a-z]{1,9}|[ ]{1,3}|[.,;:!?()“”‘’—-]|\\n|\t|\r|日本語|ไทย|شكرا|e\u{301}|\u{301}\
    |👩\u{200d}👩\u{200d}👧|🇮🇩|🇮|\u{200d}|\u{202e}|\u{1b}|\u{a0}|\u{2028}|z\u{30d}\u{30d}\u{30d})";

fn texts(pieces: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(PIECE, 0..pieces).prop_map(|pieces| pieces.concat())
}

const MOTIONS: [Motion; 14] = [
    Motion::Left,
    Motion::Right,
    Motion::WordLeft,
    Motion::WordRight,
    Motion::Up,
    Motion::Down,
    Motion::PageUp,
    Motion::PageDown,
    Motion::RowStart,
    Motion::RowEnd,
    Motion::ParagraphUp,
    Motion::ParagraphDown,
    Motion::TextStart,
    Motion::TextEnd,
];

const REACHES: [Reach; 6] = [
    Reach::GraphemeBack,
    Reach::Grapheme,
    Reach::WordBack,
    Reach::Word,
    Reach::RowStart,
    Reach::RowEnd,
];

fn commands() -> impl Strategy<Value = Command> {
    let range = || (0..300_usize, 0..40_usize).prop_map(|(at, len)| at..at + len);
    prop_oneof![
        6 => PIECE.prop_map(Command::Type),
        1 => Just(Command::Newline),
        1 => Just(Command::Enter),
        1 => Just(Command::Backspace),
        1 => texts(6).prop_map(Command::Paste),
        4 => prop::sample::select(&REACHES[..]).prop_map(Command::Erase),
        1 => (range(), texts(3)).prop_map(|(range, text)| Command::Replace { range, text }),
        1 => prop::collection::vec((range(), texts(2)), 0..4).prop_map(Command::ReplaceEach),
        6 => (prop::sample::select(&MOTIONS[..]), any::<bool>())
            .prop_map(|(motion, select)| Command::Move { motion, select }),
        3 => (0..300_usize, any::<bool>())
            .prop_map(|(byte, select)| Command::Move { motion: Motion::To(byte), select }),
        1 => texts(6).prop_map(Command::Become),
        2 => prop::sample::select(&['"', '\'', '-'][..]).prop_map(Command::TypeSmart),
        1 => Just(Command::SelectAll),
        1 => (0..300_usize).prop_map(Command::SelectWordAt),
        1 => (0..300_usize).prop_map(Command::SelectParagraphAt),
        1 => (0..300_usize).prop_map(Command::DragTo),
        1 => Just(Command::Cut),
        3 => Just(Command::Undo),
        2 => Just(Command::Redo),
        1 => (0..9_000_i64).prop_map(|ms| Command::Earlier { ms }),
        1 => (0..9_000_i64).prop_map(|ms| Command::Later { ms }),
    ]
}

/// Commands with the milliseconds since the one before.
fn sessions(len: usize) -> impl Strategy<Value = Vec<(Command, i64)>> {
    prop::collection::vec((commands(), 0..1_500_i64), 0..len)
}

fn count_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

fn row_ranges(editor: &Editor) -> Vec<std::ops::Range<usize>> {
    editor.visible_rows().map(|row| row.range).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn random_commands_tell_exactly_what_they_change(
        text in texts(40), session in sessions(40), columns in 0..30_usize, rows in 0..12_usize,
    ) {
        let mut editor = Editor::new(&text);
        editor.set_size(columns, rows);
        let (mut model, mut now) = (text, 0);
        for (command, pause) in session {
            now += pause;
            let version = editor.version();
            let cut = (command == Command::Cut).then(|| editor.selected_text()).flatten();
            let Outcome { edits, text: taken } = editor.run(command, now);
            prop_assert_eq!(taken, cut);
            for edit in &edits {
                edit.apply(&mut model).unwrap();
            }
            prop_assert_eq!(editor.text(), model.as_str());
            prop_assert_eq!(editor.version() > version, !edits.is_empty());
            prop_assert_eq!(editor.len_bytes(), model.len());
            prop_assert_eq!(editor.words(), count_words(&model));
            prop_assert!(model.is_char_boundary(editor.caret()));
            if let Some(range) = editor.selection() {
                let selected = editor.slice(range.clone());
prop_assert_eq!(selected.as_str(), model.get(range).unwrap());
            }
            if columns > 0 && rows > 0 {
                let (row, column) = editor.caret_cell().unwrap();
                prop_assert!(row < rows && column < columns);
            }
            // What was kept of the rows is what a new editor would make.
            let mut fresh = Editor::new(&model);
            fresh.set_size(columns, rows);
            fresh.scroll_to(editor.top_byte());
            prop_assert_eq!(row_ranges(&editor), row_ranges(&fresh));
        }
    }

    /// However much of a past is kept: in another editor all of it leads from text to text.
    #[test]
    fn a_past_that_was_kept_can_be_walked_wherever_it_is_taken_up(
        text in texts(20), session in sessions(40), steps in 1..12_usize,
    ) {
        let mut editor = Editor::new(&text);
        let mut now = 0;
        for (command, pause) in session {
            now += pause;
            editor.run(command, now);
        }
        let kept = editor.past().within(Limits { steps, bytes: usize::MAX });
        prop_assert!(kept.steps.len() <= steps.max(1));
        let mut other = Editor::new(&editor.text());
        prop_assert!(other.take_past(kept.clone()));
        for step in 0..kept.steps.len() {
            prop_assert!(other.glimpse(When::Step(step)).is_some(), "step {step} of {kept:?}");
        }
        loop {
            let mine = editor.run(Command::Undo, now).edits;
            let theirs = other.run(Command::Undo, now).edits;
            if theirs.is_empty() {
                break;
            }
            prop_assert_eq!(mine, theirs);
            prop_assert_eq!(editor.text(), other.text());
        }
    }

    #[test]
    fn undo_and_redo_are_each_other_s_inverse(text in texts(20), session in sessions(30)) {
        let mut editor = Editor::new(&text);
        editor.set_size(20, 5);
        let mut now = 0;
        for (command, pause) in session {
            now += pause;
            editor.run(command, now);
            let state = |editor: &Editor| (editor.text(), editor.caret(), editor.selection());
            let (before, plain) = (state(&editor), editor.text());
            if editor.run(Command::Undo, now).edits.is_empty() {
                prop_assert_eq!(state(&editor), before);
                continue;
            }
            editor.run(Command::Redo, now);
            prop_assert_eq!(editor.text(), plain);
            // Twice round, the caret is where the first time put it.
            let once = state(&editor);
            editor.run(Command::Undo, now);
            editor.run(Command::Redo, now);
            prop_assert_eq!(state(&editor), once);
        }
        while !editor.run(Command::Undo, now).edits.is_empty() {}
        prop_assert_eq!(editor.text(), text);
    }

    #[test]
    fn every_text_that_ever_was_can_be_reached(session in sessions(25)) {
        let mut editor = Editor::new("");
        editor.set_size(20, 5);
        let mut seen = Vec::new();
        for (now, (command, _)) in (0_i64..).step_by(2_000).zip(session) {
            let way = matches!(
                command,
                Command::Undo | Command::Redo | Command::Earlier { .. } | Command::Later { .. }
            );
            if !editor.run(command, now).edits.is_empty() && !way {
                seen.push((now, editor.text()));
            }
        }
        editor.run(Command::Later { ms: i64::MAX }, 0);
        let Some((mut at, last)) = seen.pop() else { return Ok(()) };
        prop_assert_eq!(editor.text(), last);
        for (then, text) in seen.into_iter().rev() {
            editor.run(Command::Earlier { ms: at - then }, 0);
            prop_assert_eq!(editor.text(), text);
            at = then;
        }
    }

    /// The model holds for each byte the mark that it is in.
    #[test]
    fn marks_keep_to_their_text(text in texts(30), session in sessions(30)) {
        let mut editor = Editor::new(&text);
        let mark = |(id, (at, word)): (usize, (usize, &str))| {
            Mark { range: at..at + word.len(), kind: 1, id }
        };
        let marks: Vec<_> = text.match_indices("日本語").enumerate().map(mark).collect();
        let mut model = vec![None; text.len()];
        for mark in &marks {
            model[mark.range.clone()].fill(Some(mark.id));
        }
        editor.set_marks(marks);
        for (now, (command, _)) in (0..).zip(session) {
            for edit in editor.run(command, now).edits {
                model.drain(edit.at..edit.at + edit.removed.len());
                let (left, right) = model.split_at(edit.at);
                let inside = left.last().copied().flatten().filter(|id| right.first() == Some(&Some(*id)));
                model.splice(edit.at..edit.at, vec![inside; edit.inserted.len()]);
            }
            let mut shown = vec![None; editor.len_bytes()];
            for mark in editor.marks() {
                shown[mark.range.clone()].fill(Some(mark.id));
            }
            prop_assert_eq!(&shown, &model);
        }
    }
}

#[test]
fn typing_is_undone_by_words_and_pauses() {
    let mut editor = Editor::new("");
    let mut now = 0;
    for key in "halo dunia  baru".chars() {
        now += 100;
        editor.run(Command::Type(key.to_string()), now);
    }
    editor.run(Command::Type("!".to_owned()), now + 1_001);
    let texts: Vec<_> = std::iter::from_fn(|| {
        let moved = !editor.run(Command::Undo, now).edits.is_empty();
        moved.then(|| editor.text())
    })
    .collect();
    assert_eq!(texts, ["halo dunia  baru", "halo dunia  ", "halo ", ""]);
}

#[test]
fn deletions_are_undone_apart_from_typing() {
    let mut editor = Editor::new("satu dua");
    let to_end = Command::Move { motion: Motion::TextEnd, select: false };
    editor.run(to_end, 0);
    editor.run(Command::Type("x".to_owned()), 0);
    for now in 1..=4 {
        editor.run(Command::Erase(Reach::GraphemeBack), now);
    }
    assert_eq!(editor.text(), "satu ");
    editor.run(Command::Undo, 5);
    assert_eq!((editor.text().as_str(), editor.caret()), ("satu duax", 9));
    editor.run(Command::Undo, 6);
    assert_eq!(editor.text(), "satu dua");
}

#[test]
fn a_selection_that_is_typed_over_comes_back_selected() {
    let mut editor = Editor::new("Rapat dibuka");
    editor.run(Command::SelectWordAt(1), 0);
    editor.run(Command::Type("S".to_owned()), 1);
    editor.run(Command::Type("idang".to_owned()), 2);
    assert_eq!(editor.text(), "Sidang dibuka");
    editor.run(Command::Undo, 3);
    assert_eq!(editor.text(), "Rapat dibuka");
    assert_eq!(editor.selection(), Some(0..5));
    let left = Command::Move { motion: Motion::Right, select: false };
    editor.run(left, 4);
    assert_eq!((editor.caret(), editor.selection()), (5, None));
}

#[test]
fn moves_by_rows_keep_their_column() {
    let mut editor = Editor::new("seratus dua puluh\nya\nseratus dua puluh");
    editor.set_size(40, 10);
    let go = |motion| Command::Move { motion, select: false };
    editor.run(go(Motion::To(12)), 0);
    let carets = [Motion::Down, Motion::Down, Motion::Up, Motion::Up].map(|motion| {
        editor.run(go(motion), 0);
        editor.caret()
    });
    assert_eq!(carets, [20, 33, 20, 12]);
}

#[test]
fn the_wheel_leaves_the_caret_and_a_key_brings_it_back() {
    let mut editor = Editor::new(&"baris\n".repeat(100));
    editor.set_size(20, 5);
    editor.scroll_by(50);
    assert_eq!((editor.top(), editor.caret_cell()), ((50, 0), None));
    editor.scroll_by(isize::MAX);
    assert_eq!(editor.top(), (96, 0));
    editor.scroll_by(isize::MIN);
    editor.scroll_by(7);
    editor.run(Command::Move { motion: Motion::Right, select: false }, 0);
    assert_eq!((editor.top(), editor.caret_cell()), ((0, 0), Some((0, 1))));
}

#[test]
fn a_resize_keeps_the_text_at_the_top() {
    let text = "Warga datang sejak pagi untuk mengurus surat pindah. ".repeat(40);
    let mut editor = Editor::new(&text);
    editor.set_size(30, 6);
    editor.run(Command::Move { motion: Motion::To(900), select: false }, 0);
    let top = editor.visible_rows().next().unwrap().range;
    for columns in [12, 77, 5, 30] {
        editor.set_size(columns, 60);
        let first = editor.visible_rows().next().unwrap().range;
        assert!(first.contains(&top.start), "{columns}: {first:?}");
        assert_eq!(editor.caret(), 900);
    }
    assert_eq!(editor.visible_rows().next().unwrap().range, top);
}

#[test]
fn many_replacements_are_one_step_and_leave_the_caret_with_its_text() {
    let mut editor = Editor::new("satu  dua  tiga");
    editor.run(Command::Move { motion: Motion::To(7), select: false }, 0);
    let changes = [(9..11, " "), (4..6, " "), (5..6, "x"), (40..50, "")];
    let changes = changes.map(|(range, text)| (range, text.to_owned())).to_vec();
    let outcome = editor.run(Command::ReplaceEach(changes), 0);
    assert_eq!((editor.text().as_str(), editor.caret()), ("satu dua tiga", 6));
    assert_eq!(outcome.edits.len(), 2);
    editor.run(Command::Undo, 0);
    assert_eq!((editor.text().as_str(), editor.caret()), ("satu  dua  tiga", 7));
    editor.run(Command::Replace { range: 0..4, text: "lima".to_owned() }, 0);
    assert_eq!((editor.text().as_str(), editor.caret()), ("lima  dua  tiga", 4));
}

#[test]
fn the_caret_is_told_by_paragraph_and_character() {
    let mut editor = Editor::new("é\nkafé baru");
    editor.run(Command::Move { motion: Motion::To(9), select: false }, 0);
    assert_eq!((editor.caret(), editor.caret_line()), (9, (2, 6)));
    editor.run(Command::Move { motion: Motion::To(7), select: false }, 0);
    assert_eq!(editor.caret(), 6, "no caret inside a character");
}
