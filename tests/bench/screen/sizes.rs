//! Texts of every size, in paragraphs and in one line without end: a key costs the same in all of
//! them, and beside the other editor in the long line it costs nearly nothing.

use std::time::{Duration, Instant};

use redaksi::editor::Editor;
use redaksi::editor::command::{Command, Motion};

use super::programs::{self, FIRST, LISTED, OPEN, QUIT, Spot, TEXT_END};
use super::session::{Answer, Session};
use super::{Bench, FEW, Keys, LONG_QUIET, QUIET, keys, ratios};
use crate::fill::Filled;
use crate::measure::{has, median, micros, percentile};

const SMALL: usize = 10_000;
const LARGE: usize = 1_000_000;
/// The desk takes texts of up to 16 MiB.
const HUGE: usize = 10_000_000;
/// A word that stands in the middle of every text, and nowhere else.
const MIDDLE: &str = "tengahnaskah";
const FIND: &[u8] = b"\x06";
const ESCAPE: &[u8] = b"\x1b";
const LEFT: &[u8] = b"\x1b[D";
/// Longer than what waits for a pause in the writing.
const PAUSE: Duration = Duration::from_millis(1_500);
/// The text is kept a second after the first key; what was typed before that is typed without.
const WITHOUT: Duration = Duration::from_millis(900);
const TYPED: Duration = Duration::from_millis(1_400);
const STEPS: usize = 100_000;

/// How much is measured.
struct Effort {
    rounds: usize,
    keys: usize,
    /// Of a program that takes a quarter of a second for each.
    slow_keys: usize,
    pauses: usize,
    /// Programs to be told of, beside the one that is judged by.
    others: &'static [&'static str],
}

impl Effort {
    fn of_this_run() -> Self {
        if super::super::set("REDAKSI_BENCH", "full") {
            let others = &["nano", "nvim", "kak", "micro"];
            Self { rounds: 5, keys: 100, slow_keys: 12, pauses: 12, others }
        } else {
            Self { rounds: 2, keys: 25, slow_keys: 3, pauses: 3, others: &[] }
        }
    }
}

/// Paragraphs of a thousand bytes, or one line, with [`MIDDLE`] in its middle.
fn texts() -> impl Fn(usize, bool) -> String {
    let all = programs::prose(HUGE);
    move |bytes, in_one_line| {
        let mut text = all.get(..bytes).unwrap_or(&all).trim_end().to_owned();
        if in_one_line {
            text = text.replace('\n', " ");
        }
        let half = text.len() / 2;
        let at = text.get(half..).and_then(|rest| rest.find(' ')).map_or(half, |at| half + at + 1);
        text.insert_str(at, &format!("{MIDDLE} "));
        text
    }
}

/// A text that is open in the workstation on a desk of its own.
struct Open {
    name: &'static str,
    text: String,
    _desk: Filled,
    session: Session,
    end: Vec<Keys>,
    middle: Vec<Keys>,
}

impl Open {
    fn new(name: &'static str, text: String) -> Self {
        let desk = Filled::new(FEW, FEW / 2);
        let session = programs::redaksi_with(&desk, &text, Spot::End);
        Self { name, text, _desk: desk, session, end: Vec::new(), middle: Vec::new() }
    }

    fn round(&mut self, typed: &str) {
        self.session.ask(TEXT_END, LONG_QUIET);
        self.calm();
        self.end.push(keys(&mut self.session, typed));
        let first: &[&[u8]] = &[FIND, MIDDLE.as_bytes(), b"\r", ESCAPE, LEFT];
        // The line for it still has the word then.
        let again: &[&[u8]] = &[FIND, b"\r", ESCAPE, LEFT];
        for sent in if self.middle.is_empty() { first } else { again } {
            self.session.ask(sent, LONG_QUIET);
            self.calm();
        }
        self.middle.push(keys(&mut self.session, typed));
        let screen = self.session.text();
        assert!(screen.contains(MIDDLE) && screen.contains("kegiatan"), "{screen}");
    }

    /// Until all that waited for a pause is done.
    fn rest(&mut self) {
        self.session.rest(PAUSE, LONG_QUIET);
        self.calm();
    }

    /// Until nothing is being done: a long text is looked through in parts.
    fn calm(&mut self) {
        let end = Instant::now() + Duration::from_secs(10);
        let mut before = self.session.used();
        while Instant::now() < end {
            self.session.rest(LONG_QUIET, LONG_QUIET);
            let used = self.session.used();
            if used.since(before).cpu_us() < 1_000.0 {
                break;
            }
            before = used;
        }
    }
}

fn cpu(rounds: &[Keys]) -> Vec<f64> {
    rounds.iter().map(|keys| keys.cpu).collect()
}

impl Bench<'_> {
    pub(super) fn sizes(&mut self) {
        let effort = Effort::of_this_run();
        let text = texts();
        self.undo(&text(LARGE, false));
        let mut open = [
            Open::new("10 KB", text(SMALL, false)),
            Open::new("1 MB in one line", text(LARGE, true)),
            Open::new("10 MB in paragraphs", text(HUGE, false)),
            Open::new("10 MB in one line", text(HUGE, true)),
        ];
        let typed = programs::typed(effort.keys);
        for _round in 0..effort.rounds {
            for open in &mut open {
                open.round(&typed);
            }
        }
        let [small, larger @ ..] = &open;
        for larger in larger {
            for (spot, ours, base) in
                [("end", &larger.end, &small.end), ("middle", &larger.middle, &small.middle)]
            {
                let (ours, base) = (cpu(ours), cpu(base));
                let value = format!("{:.0} / {:.0} us", median(&ours), median(&base));
                let name = format!("key at the {spot}, {}", larger.name);
                self.judge.at_most(&name, &value, &ratios(&ours, &base), 1.5);
            }
        }
        let [_, large, _, huge] = &open;
        self.beside(&effort, large, 0.05);
        self.beside(&effort, huge, 0.01);
        let times: Vec<f64> = large.middle.iter().map(|keys| keys.p50).collect();
        self.clock("key in the middle of 1 MB, ms", "", &times, 2.0);
        let [small, .., huge, _] = &mut open;
        self.autosave(&effort, small);
        self.memory(huge);
        let text = std::mem::take(&mut huge.text);
        drop(open);
        self.opening(&effort, &text);
    }

    /// In the middle of one line, beside an editor that lays all of it out with each key.
    fn beside(&mut self, effort: &Effort, ours: &Open, goal: f64) {
        let name = format!("key in {} / vim", ours.name);
        if !has("vim") {
            return self.judge.absent(&name, "vim");
        }
        let file = self.file("panjang", &ours.text);
        let typed = programs::typed(effort.slow_keys);
        let mut vim = programs::vim_like(&programs::vim(&file), &ours.text, Spot::Middle);
        let theirs: Vec<f64> =
            (0..effort.rounds).map(|_round| keys(&mut vim, &typed).cpu).collect();
        let our = cpu(&ours.middle);
        let value = format!("{:.0} / {:.0} us", median(&our), median(&theirs));
        self.judge.at_most(&name, &value, &ratios(&our, &theirs), goal);
        for other in effort.others.iter().filter(|other| has(other)) {
            let file = self.file(&format!("panjang-{other}"), &ours.text);
            let mut session = programs::at_start(&programs::named(other, &file));
            let told = keys(&mut session, &typed).told();
            self.judge.note(&format!("{}, start, {other}", ours.name), &told);
        }
    }

    /// What a key waits for when the text is being kept, against the keys before.
    fn autosave(&mut self, effort: &Effort, open: &mut Open) {
        let (mut without, mut with) = (Vec::new(), Vec::new());
        let typed = programs::typed(200);
        for _pause in 0..effort.pauses {
            open.rest();
            let began = Instant::now();
            for key in typed.bytes().cycle() {
                let since = began.elapsed();
                if since > TYPED {
                    break;
                }
                let Answer { first_ms, .. } = open.session.ask(&[key], QUIET);
                if since < WITHOUT { &mut without } else { &mut with }.extend(first_ms);
            }
        }
        let p99 = |times: &[f64]| percentile(times, 99);
        let value = format!("{:.2} / {:.2} ms", p99(&with), p99(&without));
        self.clock("key while kept, p99 / before", &value, &[p99(&with) / p99(&without)], 1.5);
    }

    /// What a long text takes beyond an empty one, for each of its bytes and beyond those.
    fn memory(&mut self, huge: &mut Open) {
        let mut empty = Open::new("nothing", String::new());
        empty.session.ask(b"a", QUIET);
        for open in [&mut empty, &mut *huge] {
            open.rest();
        }
        let more = huge.session.resident_mib() - empty.session.resident_mib();
        let goal = 2.0 * HUGE as f64 / f64::from(1 << 20) + 10.0;
        self.judge.at_most("10 MB open, MiB beyond none", "resident", &[more], goal.round());
    }

    /// From the start of the program to the words on the screen.
    fn opening(&mut self, effort: &Effort, text: &str) {
        if !has("vim") {
            return self.judge.absent("10 MB opened / vim", "vim");
        }
        let desk = Filled::new(FEW, FEW / 2);
        programs::redaksi_with(&desk, text, Spot::End).end(QUIT);
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for round in 0..effort.rounds {
            let file = self.file(&format!("besar-{round}"), text);
            let mut vim = Session::start(&programs::vim(&file));
            vim.rest(Duration::from_secs(10), LONG_QUIET);
            theirs.push(vim.shown_ms(FIRST).unwrap_or_else(|| panic!("{}", vim.text())));
            let mut session = Session::start(&programs::redaksi(&desk));
            session.rest(Duration::from_secs(10), LONG_QUIET);
            let listed = session.shown_ms(LISTED).unwrap();
            session.ask(programs::ALL_ARTICLES, LONG_QUIET);
            let opened = session.ask_for(OPEN, FIRST, LONG_QUIET);
            ours.push(listed + opened.unwrap_or_else(|| panic!("{}", session.text())));
            session.end(QUIT);
        }
        let value = format!("{:.0} / {:.0} ms", median(&ours), median(&theirs));
        self.clock("10 MB opened / vim", &value, &ratios(&ours, &theirs), 1.0);
    }

    /// Without a screen: so many words, each a step, taken back one by one.
    fn undo(&mut self, text: &str) {
        let mut editor = Editor::new(text);
        editor.set_size(80, 40);
        editor.run(Command::Move { motion: Motion::To(text.len() / 2), select: false }, 0);
        let mut now = 0;
        for _word in 0..STEPS {
            now += 2_000;
            editor.run(Command::Type("warga ".to_owned()), now);
        }
        let (undone, time) = micros(|| {
            std::iter::from_fn(|| Some(editor.run(Command::Undo, now).edits))
                .take_while(|edits| !edits.is_empty())
                .count()
        });
        assert!(undone == STEPS && editor.text() == text, "{undone}");
        self.judge.at_most("undo of 100,000 steps, s", "in 1 MB", &[time / 1e6], 1.0);
    }
}
