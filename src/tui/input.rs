//! What comes in from the terminal, as values: keys, pasted text, mouse, sizes, colours.
//!
//! Late answers of the terminal never become text, and a paste that comes as keys becomes one
//! paste. What is held back for that is given out in order. Time is an argument, so that the same
//! events at the same times always give the same input.

pub mod paste;
pub mod press;

mod answers;

use std::collections::VecDeque;

use crossterm::event::{Event, KeyCode, KeyEventKind, MouseButton, MouseEvent, MouseEventKind};

pub use self::paste::Pasted;
pub use self::press::{Code, KeyPress};
use super::theme::Scheme;
use answers::Verdict;

/// More keys than this within [`BURST_MS`] were not pressed by fingers.
const BURST_KEYS: usize = 20;
const BURST_MS: u64 = 15;
/// So long after a question Esc may be the beginning of an answer.
const ANSWERS_MS: u64 = 10_000;
/// What follows a paste within so many milliseconds belongs to it: a terminal that lets the mark
/// of its end through gives the rest as keys.
const WAKE_MS: u64 = 10;
/// More events than this are never held for an answer.
const HELD: usize = 256;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    Key(KeyPress),
    /// A key in the wake of a paste. It may write, and does nothing else.
    Wake(KeyPress),
    Paste(Pasted),
    Mouse(Mouse),
    Resize(u16, u16),
    Focus(bool),
    Theme(Scheme),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    pub deed: MouseDeed,
    pub column: u16,
    pub row: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseDeed {
    Press(Button),
    Drag(Button),
    Release(Button),
    WheelUp,
    WheelDown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Button {
    Left,
    Right,
    Middle,
}

/// Turns events into input. Give it every event, and call [`Reader::tick`] when
/// [`Reader::wait_ms`] have passed without one.
#[derive(Debug, Default)]
pub struct Reader {
    bursts: bool,
    answers_until: u64,
    /// What may be an answer: events with their times.
    held: VecDeque<(Event, u64)>,
    spelled: String,
    patience: u64,
    burst: Burst,
    /// Until then keys are in the wake of a paste.
    wake: Option<u64>,
}

/// Keys that may be a paste.
#[derive(Debug, Default)]
struct Burst {
    keys: Vec<(KeyPress, char)>,
    first: u64,
    last: u64,
    is_paste: bool,
}

impl Reader {
    /// `bracketed` says that the terminal marks pastes. Where it does not, each letter waits up to
    /// 15 ms to see whether it is part of one.
    pub fn new(bracketed: bool) -> Self {
        Self { bursts: !bracketed, ..Self::default() }
    }

    /// The terminal was asked about itself at `now`.
    pub fn asked(&mut self, now: u64) {
        self.answers_until = now.saturating_add(ANSWERS_MS);
    }

    /// An event came at `now` (milliseconds of a clock that never goes back).
    pub fn take(&mut self, event: Event, now: u64, out: &mut Vec<Input>) {
        self.tick(now, out);
        if matches!(&event, Event::Key(key) if key.kind == KeyEventKind::Release) {
            return;
        }
        self.feed(VecDeque::from([(event, now)]), out);
    }

    /// Gives out what has waited long enough.
    pub fn tick(&mut self, now: u64, out: &mut Vec<Input>) {
        while self.held_until().is_some_and(|until| until <= now) {
            let again = self.give_up(out);
            self.feed(again, out);
        }
        if self.burst.until().is_some_and(|until| until <= now) {
            self.burst.end(out);
        }
    }

    /// In how many milliseconds [`Reader::tick`] has something to do, if it has.
    pub fn wait_ms(&self, now: u64) -> Option<u64> {
        let until = [self.held_until(), self.burst.until()].into_iter().flatten().min()?;
        Some(until.saturating_sub(now))
    }

    fn held_until(&self) -> Option<u64> {
        self.held.back().map(|(_, at)| at.saturating_add(self.patience))
    }

    fn feed(&mut self, mut queue: VecDeque<(Event, u64)>, out: &mut Vec<Input>) {
        while let Some((event, at)) = queue.pop_front() {
            // A slow replay must not join what a pause has parted.
            if self.held_until().is_some_and(|until| until <= at) {
                queue.push_front((event, at));
                prepend(&mut queue, self.give_up(out));
                continue;
            }
            if self.held.is_empty() && !self.may_begin(&event, at) {
                self.pass(event, at, out);
                continue;
            }
            match self.judge(&event) {
                Some(Verdict::Answer(scheme)) => self.swallow(scheme, out),
                verdict => {
                    self.held.push_back((event, at));
                    match verdict {
                        Some(Verdict::Open { patience }) => self.patience = patience,
                        None if self.held.len() < HELD => {}
                        _ => prepend(&mut queue, self.give_up(out)),
                    }
                }
            }
        }
    }

    fn may_begin(&self, event: &Event, at: u64) -> bool {
        let Event::Key(key) = event else { return false };
        let mut text = String::new();
        let spelled = answers::push_spelling(&mut text, key);
        spelled && (text == "\u{1b}]" || (key.code == KeyCode::Esc && at < self.answers_until))
    }

    /// None for what is no key: it only waits for its turn.
    fn judge(&mut self, event: &Event) -> Option<Verdict> {
        let Event::Key(key) = event else { return None };
        let known = answers::push_spelling(&mut self.spelled, key);
        Some(if known { answers::judge(&self.spelled) } else { Verdict::Typing })
    }

    fn swallow(&mut self, scheme: Option<Scheme>, out: &mut Vec<Input>) {
        self.spelled.clear();
        for (event, at) in std::mem::take(&mut self.held) {
            if !matches!(event, Event::Key(_)) {
                self.pass(event, at, out);
            }
        }
        if let Some(scheme) = scheme {
            out.push(Input::Theme(scheme));
        }
    }

    /// The first that was held goes its way; the others are looked at again.
    fn give_up(&mut self, out: &mut Vec<Input>) -> VecDeque<(Event, u64)> {
        self.spelled.clear();
        let mut again = std::mem::take(&mut self.held);
        if let Some((event, at)) = again.pop_front() {
            self.pass(event, at, out);
        }
        again
    }

    fn pass(&mut self, event: Event, at: u64, out: &mut Vec<Input>) {
        let Event::Key(key) = event else {
            if matches!(event, Event::Paste(_)) {
                self.wake = Some(at.saturating_add(WAKE_MS));
            }
            if let Some(input) = other(event) {
                self.burst.end(out);
                out.push(input);
            }
            return;
        };
        let Some(press) = KeyPress::from_event(&key) else { return };
        if self.wake.is_some_and(|until| at < until) {
            self.wake = Some(at.saturating_add(WAKE_MS));
            return out.push(Input::Wake(press));
        }
        if let Some(letter) = self.burst.letter(press).filter(|_| self.bursts) {
            self.burst.push(press, letter, at, out);
        } else {
            self.burst.end(out);
            out.push(Input::Key(press));
        }
    }
}

fn prepend(queue: &mut VecDeque<(Event, u64)>, mut again: VecDeque<(Event, u64)>) {
    again.append(queue);
    *queue = again;
}

impl Burst {
    /// When it is clear what these keys are.
    fn until(&self) -> Option<u64> {
        let from = if self.is_paste { self.last } else { self.first };
        (!self.keys.is_empty()).then(|| from.saturating_add(BURST_MS + 1))
    }

    /// What a key stands for in a pasted text. Line ends are sorted out with those of every paste.
    fn letter(&self, press: KeyPress) -> Option<char> {
        let line_feed = KeyPress { ctrl: true, ..KeyPress::plain(Code::Char('j')) };
        match press.text() {
            Some(c) => Some(c),
            None if press == KeyPress::plain(Code::Enter) => Some('\r'),
            None if press == KeyPress::plain(Code::Tab) => Some('\t'),
            None if press == line_feed && !self.keys.is_empty() => Some('\n'),
            None => None,
        }
    }

    fn push(&mut self, press: KeyPress, letter: char, at: u64, out: &mut Vec<Input>) {
        if self.until().is_some_and(|until| until <= at) {
            self.end(out);
        }
        if self.keys.is_empty() {
            self.first = at;
        }
        self.last = at;
        self.keys.push((press, letter));
        self.is_paste |= self.keys.len() > BURST_KEYS;
    }

    fn end(&mut self, out: &mut Vec<Input>) {
        let keys = std::mem::take(&mut self.keys);
        if std::mem::take(&mut self.is_paste) {
            let raw: String = keys.iter().map(|(_, letter)| *letter).collect();
            out.push(Input::Paste(paste::clean(&raw)));
        } else {
            out.extend(keys.into_iter().map(|(press, _)| Input::Key(press)));
        }
    }
}

/// Everything but keys. Moves without a button and sideways wheels mean nothing here.
fn other(event: Event) -> Option<Input> {
    match event {
        Event::Paste(raw) => Some(Input::Paste(paste::clean(&raw))),
        Event::Resize(width, height) => Some(Input::Resize(width, height)),
        Event::FocusGained => Some(Input::Focus(true)),
        Event::FocusLost => Some(Input::Focus(false)),
        Event::Mouse(event) => mouse(event).map(Input::Mouse),
        Event::Key(_) => None,
    }
}

fn mouse(event: MouseEvent) -> Option<Mouse> {
    let button = |button| match button {
        MouseButton::Left => Button::Left,
        MouseButton::Right => Button::Right,
        MouseButton::Middle => Button::Middle,
    };
    let deed = match event.kind {
        MouseEventKind::Down(which) => MouseDeed::Press(button(which)),
        MouseEventKind::Drag(which) => MouseDeed::Drag(button(which)),
        MouseEventKind::Up(which) => MouseDeed::Release(button(which)),
        MouseEventKind::ScrollUp => MouseDeed::WheelUp,
        MouseEventKind::ScrollDown => MouseDeed::WheelDown,
        MouseEventKind::Moved | MouseEventKind::ScrollLeft | MouseEventKind::ScrollRight => {
            return None;
        }
    };
    Some(Mouse { deed, column: event.column, row: event.row })
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyEvent, KeyModifiers};
    use proptest::prelude::*;

    use super::*;

    const ANSWER: &str = "\u{1b}]11;rgb:ffff/ffff/f4f4\u{1b}\\";

    fn key(code: KeyCode, held: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, held))
    }

    /// The events that the key reader makes of these bytes when they come at once.
    fn events(text: &str) -> Vec<Event> {
        let mut found = Vec::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let none = KeyModifiers::NONE;
            found.push(match c {
                '\u{1b}' => match chars.next_if(|next| *next != '\u{1b}') {
                    Some(next) => key(KeyCode::Char(next), KeyModifiers::ALT),
                    None => key(KeyCode::Esc, none),
                },
                '\u{7}' => key(KeyCode::Char('g'), KeyModifiers::CONTROL),
                '\n' => key(KeyCode::Enter, none),
                c if c.is_uppercase() => key(KeyCode::Char(c), KeyModifiers::SHIFT),
                c => key(KeyCode::Char(c), none),
            });
        }
        found
    }

    /// Input as one line: keys by name, the rest in brackets.
    fn line(inputs: &[Input]) -> String {
        let words = inputs.iter().map(|input| match input {
            Input::Key(press) => press.to_string(),
            Input::Wake(press) => format!("~{press}"),
            Input::Paste(pasted) => format!("[{}]", pasted.text),
            Input::Theme(scheme) => format!("[{scheme:?}]"),
            Input::Resize(width, height) => format!("[{width}×{height}]"),
            Input::Focus(on) => format!("[{on}]"),
            Input::Mouse(mouse) => format!("[{:?}]", mouse.deed),
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// Runs (time, event) pairs and waits at the end for all that was held.
    fn run(mut reader: Reader, events: impl IntoIterator<Item = (u64, Event)>) -> Vec<Input> {
        let (mut out, mut now) = (Vec::new(), 0);
        for (at, event) in events {
            while let Some(wait) = reader.wait_ms(now).filter(|wait| now + wait <= at) {
                now += wait;
                reader.tick(now, &mut out);
            }
            now = at;
            reader.take(event, now, &mut out);
        }
        while let Some(wait) = reader.wait_ms(now) {
            now += wait;
            reader.tick(now, &mut out);
        }
        out
    }

    #[track_caller]
    fn check(parts: &[(u64, &str)], want: &str) {
        let all = parts.iter().flat_map(|(at, text)| events(text).into_iter().map(|e| (*at, e)));
        assert_eq!(line(&run(Reader::new(true), all)), want);
    }

    #[test]
    fn answers_become_a_theme_whenever_they_come() {
        check(&[(0, ANSWER)], "[Light]");
        check(&[(0, "a"), (900, ANSWER), (901, "b")], "a [Light] b");
        check(&[(0, "\u{1b}]10;rgb:0000/0000/0000\u{7}\u{1b}]11;rgb:0/0/0\u{7}x")], "[Dark] x");
        check(&[(60_000, ANSWER)], "[Light]");
        check(&[(0, "\u{1b}]11;rgb:ff"), (1500, "ff/ffff/"), (3000, "f4f4\u{7}")], "[Light]");
        check(&[(0, "\u{1b}]1"), (50, "1;r"), (900, "gb:0/0/0\u{7}")], "[Dark]");
    }

    #[test]
    fn what_is_no_answer_is_given_out_in_order() {
        check(&[(0, "\u{1b}]ab")], "alt-] a b");
        check(&[(0, "\u{1b}]"), (100, "11;")], "alt-] 1 1 ;");
        check(&[(0, "\u{1b}]11;rgb:00"), (2500, "x")], "alt-] 1 1 ; r g b : 0 0 x");
        check(&[(0, &format!("\u{1b}]1{ANSWER}"))], "alt-] 1 [Light]");
        check(&[(0, "\u{1b}]\u{1b}]\u{1b}]x")], "alt-] alt-] alt-] x");
        check(&[(0, "\u{1b}]11;rgb:0/0\u{7}")], "alt-] 1 1 ; r g b : 0 / 0 ctrl-g");
    }

    #[test]
    fn an_answer_whose_esc_came_alone_is_known_only_after_a_question() {
        let parts = |at: u64| {
            let rest = "[?62;22c"
                .chars()
                .map(move |c| (at + 1, key(KeyCode::Char(c), KeyModifiers::NONE)));
            [(at, key(KeyCode::Esc, KeyModifiers::NONE))].into_iter().chain(rest)
        };
        let mut reader = Reader::new(true);
        reader.asked(0);
        assert_eq!(line(&run(reader, parts(9000))), "");
        let mut reader = Reader::new(true);
        reader.asked(0);
        assert_eq!(line(&run(reader, parts(11_000))), "esc [ ? 6 2 ; 2 2 c");
        assert_eq!(line(&run(Reader::new(true), parts(0))), "esc [ ? 6 2 ; 2 2 c");
    }

    #[test]
    fn esc_alone_waits_no_longer_than_it_must() {
        let mut reader = Reader::new(true);
        let mut out = Vec::new();
        reader.take(key(KeyCode::Esc, KeyModifiers::NONE), 0, &mut out);
        assert_eq!((line(&out).as_str(), reader.wait_ms(0)), ("esc", None));
        reader.asked(0);
        reader.take(key(KeyCode::Esc, KeyModifiers::NONE), 1, &mut out);
        assert_eq!(reader.wait_ms(1), Some(25));
        reader.tick(26, &mut out);
        assert_eq!(line(&out), "esc esc");
    }

    #[test]
    fn other_events_keep_their_place() {
        let resize = (1, Event::Resize(9, 5));
        let first = events("\u{1b}]1").into_iter().map(|event| (0, event));
        let last = events("x").into_iter().map(|event| (2, event));
        let all = first.chain([resize.clone()]).chain(last);
        assert_eq!(line(&run(Reader::new(true), all)), "alt-] 1 [9×5] x");
        let half = ANSWER.len() / 2;
        let (one, two) = ANSWER.split_at(half);
        let all = events(one).into_iter().map(|event| (0, event)).chain([resize]);
        let all = all.chain(events(two).into_iter().map(|event| (2, event)));
        assert_eq!(line(&run(Reader::new(true), all)), "[9×5] [Light]");
    }

    #[test]
    fn many_keys_at_once_are_one_paste_where_pastes_are_not_marked() {
        let letters = |count: usize| "d".repeat(count);
        let at =
            |time: u64, text: &str| events(text).into_iter().map(|e| (time, e)).collect::<Vec<_>>();
        let run = |all: Vec<(u64, Event)>| line(&run(Reader::new(false), all));
        assert_eq!(run(at(0, &letters(21))), format!("[{}]", letters(21)));
        assert_eq!(run(at(0, &letters(20))), vec!["d"; 20].join(" "));
        let long = format!("{}\n\n{}", letters(20), letters(3000));
        assert_eq!(run(at(0, &long)), format!("[{long}]"));
        let slow: Vec<_> = (0..21).flat_map(|n| at(n * 10, "d")).collect();
        assert_eq!(run(slow), vec!["d"; 21].join(" "));
        // The rest of a long paste may come a little later, and a key after it is a key.
        let mut parts = at(0, &letters(21));
        parts.extend(at(15, &letters(2)));
        parts.extend(at(40, "y"));
        assert_eq!(run(parts), format!("[{}] y", letters(23)));
        let mut parts = at(0, "ab");
        parts.push((1, key(KeyCode::Char('s'), KeyModifiers::CONTROL)));
        parts.extend(at(2, "c"));
        assert_eq!(run(parts), "a b ctrl-s c");
        let marked: Vec<_> = at(0, &letters(30));
        assert_eq!(line(&super::tests::run(Reader::new(true), marked)), vec!["d"; 30].join(" "));
    }

    #[test]
    fn a_burst_tells_how_long_it_waits() {
        let mut reader = Reader::new(false);
        let mut out = Vec::new();
        reader.take(key(KeyCode::Char('a'), KeyModifiers::NONE), 100, &mut out);
        assert_eq!((out.len(), reader.wait_ms(104)), (0, Some(12)));
        reader.tick(115, &mut out);
        assert!(out.is_empty());
        reader.tick(116, &mut out);
        assert_eq!((line(&out).as_str(), reader.wait_ms(116)), ("a", None));
    }

    #[test]
    fn events_become_input() {
        let mouse = |kind| {
            Event::Mouse(MouseEvent { kind, column: 3, row: 4, modifiers: KeyModifiers::NONE })
        };
        let mut released = KeyEvent::new(KeyCode::Char('a'), KeyModifiers::NONE);
        released.kind = KeyEventKind::Release;
        let all = [
            Event::FocusLost,
            Event::FocusGained,
            Event::Paste("dua\r\nbaris\u{1b}[0m".to_owned()),
            mouse(MouseEventKind::Moved),
            mouse(MouseEventKind::Down(MouseButton::Left)),
            mouse(MouseEventKind::ScrollDown),
            Event::Key(released),
        ];
        let out = run(Reader::new(true), all.into_iter().map(|event| (0, event)));
        assert_eq!(line(&out), "[false] [true] [dua\nbaris] [Press(Left)] [WheelDown]");
    }

    /// What came as text, in keys and pastes alike.
    fn text(inputs: &[Input]) -> String {
        let parts = inputs.iter().map(|input| match input {
            Input::Key(press) if *press == KeyPress::plain(Code::Enter) => "\n".to_owned(),
            Input::Key(press) => press.text().map(String::from).unwrap_or_default(),
            Input::Paste(pasted) => pasted.text.clone(),
            _ => String::new(),
        });
        parts.collect()
    }

    #[test]
    fn what_follows_a_paste_at_once_is_in_its_wake() {
        let mut reader = Reader::new(true);
        let mut out = Vec::new();
        reader.take(Event::Paste("teks".into()), 100, &mut out);
        for (at, event) in [(100, "y"), (104, "y"), (113, "q"), (140, "n")] {
            for event in events(event) {
                reader.take(event, at, &mut out);
            }
        }
        assert_eq!(line(&out), "[teks] ~y ~y ~q n");
    }

    proptest! {
        #[test]
        fn typed_text_is_never_lost_or_reordered(
            parts in prop::collection::vec(
                (0_u64..400, prop_oneof!["[a-zA-Z0-9;:/rgb?\\[]{1,40}", Just(String::new())]),
                0..12,
            ),
            bracketed in any::<bool>(),
        ) {
            let mut now = 0;
            let mut all = Vec::new();
            let mut want = String::new();
            for (pause, typed) in &parts {
                now += pause;
                want.push_str(typed);
                // An empty part is an answer of the terminal.
                let sent = if typed.is_empty() { ANSWER } else { typed };
                all.extend(events(sent).into_iter().map(|event| (now, event)));
            }
            let mut reader = Reader::new(bracketed);
            reader.asked(0);
            let out = run(reader, all);
            prop_assert_eq!(text(&out), want);
            let themes = out.iter().filter(|input| **input == Input::Theme(Scheme::Light));
            prop_assert_eq!(themes.count(), parts.iter().filter(|(_, t)| t.is_empty()).count());
        }

        #[test]
        fn keys_of_every_kind_are_given_out_in_order(
            typed in prop::collection::vec((0_u64..70, 0_usize..9), 0..60),
        ) {
            let some = [
                key(KeyCode::Esc, KeyModifiers::NONE),
                key(KeyCode::Char(']'), KeyModifiers::ALT),
                key(KeyCode::Char('1'), KeyModifiers::NONE),
                key(KeyCode::Char(';'), KeyModifiers::NONE),
                key(KeyCode::Char('['), KeyModifiers::NONE),
                key(KeyCode::Char('?'), KeyModifiers::NONE),
                key(KeyCode::Up, KeyModifiers::NONE),
                key(KeyCode::Char('g'), KeyModifiers::CONTROL),
                Event::Resize(1, 2),
            ];
            let mut now = 0;
            let mut all = Vec::new();
            for (pause, which) in typed {
                now += pause;
                all.push((now, some[which].clone()));
            }
            let mut reader = Reader::new(true);
            reader.asked(0);
            let out = run(reader, all.clone());
            let want: Vec<_> = all.into_iter().map(|(_, event)| match event {
                Event::Key(key) => Input::Key(KeyPress::from_event(&key).unwrap()),
                event => other(event).unwrap(),
            }).collect();
            prop_assert_eq!(out, want);
        }
    }
}
