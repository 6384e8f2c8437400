//! The workstation through a pseudo-terminal, beside editors and a list that are known to be
//! quick: its start and end, its keys, its lists, and its rest.
//!
//! What a key costs in processor time holds on a busy machine too. Times by the clock are judged
//! only where a program that does nothing but echo was quick in the same run.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::fill::Filled;
use crate::measure::{Judge, has, median, percentile};

mod priority;
mod programs;
pub(crate) mod pushing;
mod session;
mod sizes;
mod usage;
pub(crate) mod watching;

use priority::Foremost;
use programs::{DOWN, FIRST, LISTED, QUIT, Spot};
use session::{Answer, End, Program, Session};

/// Articles of the smallest desk.
const FEW: usize = 10;
const STARTS: usize = 25;
const ROUNDS: usize = 5;
const KEYS: usize = 120;
const STEPS: usize = 100;
/// Steps that are sent at once.
const FLOOD: usize = 1_000;
const DOCUMENT: usize = 10_000;
const PASTE: usize = 10_000;
/// A list so long that a program which reads all of it takes its time.
const LARGE_LIST: usize = 1_000_000;
const LARGE_PASTE: usize = 1_000_000;
/// The answer to a key ends when nothing came for so long.
const QUIET: Duration = Duration::from_millis(12);
/// The same for what takes several frames.
const LONG_QUIET: Duration = Duration::from_millis(150);
const SETTLED: Duration = Duration::from_millis(600);
const IDLE: Duration = Duration::from_secs(10);
/// Above this the clock tells about the machine and not about the program.
const NOISE_MS: f64 = 0.5;

struct Bench<'a> {
    judge: &'a mut Judge,
    folder: tempfile::TempDir,
    /// Is the machine too busy for the clock?
    noisy: bool,
}

pub(crate) fn run(judge: &mut Judge, small: &Filled, big: &Filled) {
    let few = Filled::new(FEW, FEW / 2);
    let mut bench = Bench { judge, folder: tempfile::tempdir().unwrap(), noisy: false };
    bench.floor();
    bench.timed("start", |bench| bench.start(&few, big));
    bench.timed("keys", |bench| {
        bench.typing(small, Spot::End);
        bench.typing(small, Spot::Middle);
    });
    bench.timed("pastes", |bench| bench.paste(small));
    bench.timed("lists", |bench| {
        bench.list(small);
        bench.list(big);
    });
    bench.timed("rest", |bench| bench.idle(small));
}

/// Texts of every size alone.
pub(crate) fn sizes(judge: &mut Judge) {
    let mut bench = Bench { judge, folder: tempfile::tempdir().unwrap(), noisy: false };
    bench.floor();
    bench.sizes();
}

/// The list alone, on a desk that only `--long` has.
pub(crate) fn list(judge: &mut Judge, filled: &Filled) {
    let mut bench = Bench { judge, folder: tempfile::tempdir().unwrap(), noisy: false };
    bench.floor();
    bench.list(filled);
}

impl Bench<'_> {
    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn timed(&mut self, name: &str, part: impl FnOnce(&mut Self)) {
        let start = Instant::now();
        part(self);
        let told = format!("screen, {name}: {:.0} s", start.elapsed().as_secs_f64());
        self.judge.note("time", &told);
    }

    /// The same of a time by the clock, which a busy machine spoils.
    fn clock(&mut self, name: &str, value: &str, rounds: &[f64], goal: f64) {
        if self.noisy && median(rounds) > goal {
            let told = format!("{value}  {:.2} <= {goal}: too noisy", median(rounds));
            self.judge.note(name, &told);
        } else {
            self.judge.at_most(name, value, rounds, goal);
        }
    }

    fn floor(&mut self) {
        let mut session = Session::start(&programs::echo(self.folder.path()));
        session.rest(Duration::from_secs(10), SETTLED);
        let typed = keys(&mut session, &programs::typed(KEYS));
        self.noisy = typed.p99 > NOISE_MS;
        let told = typed.told();
        self.judge.note("echo of the machine", &told);
    }

    fn start(&mut self, few: &Filled, many: &Filled) {
        if !has("nano") {
            return self.judge.absent("start / nano", "nano");
        }
        let file = self.file("pendek", &programs::prose(3_000));
        // What filling the desks left to be written is not written meanwhile.
        rustix::fs::sync();
        let name = format!("start {} / 10 articles", many.articles);
        let programs = [
            (programs::nano(&file), FIRST, b"\x18".as_slice()),
            (programs::redaksi(few), LISTED, QUIT),
            (programs::redaksi(many), LISTED, QUIT),
            (watching::program(many), watching::BEGAN, b"\n"),
        ];
        let [nano, few, many, watching] = in_turn(&programs);
        let foremost = Foremost::take();
        let [theirs, ours] = in_turn(&[programs[0].clone(), programs[2].clone()]);
        let judged = if foremost.is_some() { "real-time" } else { "ordinary" };
        drop(foremost);
        let of = |starts: &[Start], field: fn(&Start) -> f64| -> Vec<f64> {
            starts.iter().map(field).collect()
        };
        let by = |ours: &[Start], theirs: &[Start], field: fn(&Start) -> f64| {
            ratios(&of(ours, field), &of(theirs, field))
        };
        let shown: fn(&Start) -> f64 = |start| start.shown;
        let cpu: fn(&Start) -> f64 = |start| start.cpu;
        let pair = |ours: &[Start], theirs: &[Start], field| {
            let (ours, theirs) = (median(&of(ours, field)), median(&of(theirs, field)));
            format!("{ours:.1} / {theirs:.1} ms")
        };
        let told = pair(&many, &nano, cpu);
        self.judge.note("start, processor time / nano", &told);
        let ratio = median(&by(&many, &nano, shown));
        let told = format!("{}  {ratio:.2}", pair(&many, &nano, shown));
        self.judge.note("start / nano, ordinary priority", &told);
        let beside = format!("start / nano, {judged} priority");
        self.clock(&beside, &pair(&ours, &theirs, shown), &by(&ours, &theirs, shown), 2.0);
        let value = pair(&many, &few, shown);
        self.clock(&name, &value, &by(&many, &few, shown), 1.2);
        let back = of(&many, |start| start.end.back.unwrap());
        self.clock("quit, terminal back, ms", &format!("{:.1} ms", median(&back)), &back, 10.0);
        // The kernel takes its time over a watch on files, whoever held it: one millisecond or
        // fifteen, as it comes. Each end is compared with that of its own round.
        let gone = |starts: &[Start]| of(starts, |start| start.end.gone);
        let (ours, bare) = (gone(&many), gone(&watching));
        let own: Vec<f64> = ours.iter().zip(&bare).map(|(ours, bare)| ours - bare).collect();
        let value = format!(
            "{:.1} - {:.1} ms, nano {:.1}",
            median(&ours),
            median(&bare),
            median(&gone(&nano))
        );
        self.clock("quit, process gone - a bare watch, ms", &value, &own, 10.0);
        let memory = of(&many, |start| start.memory);
        self.judge.at_most("memory, MiB", "resident", &memory, 30.0);
    }

    fn typing(&mut self, filled: &Filled, spot: Spot) {
        let name = match spot {
            Spot::End => "key at the end",
            Spot::Middle => "key in the middle",
        };
        if !has("vim") {
            return self.judge.absent(&format!("{name} / vim"), "vim");
        }
        let text = programs::prose(DOCUMENT);
        let typed = programs::typed(KEYS);
        let tail = last_word(&typed);
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for round in 0..ROUNDS {
            // A file of its own: the session before was ended without being asked, and left a
            // swap file.
            let file = self.file(&format!("naskah-{round}"), &text);
            let mut vim = programs::vim_like(&programs::vim(&file), &text, spot);
            theirs.push(keys(&mut vim, &typed));
            assert!(vim.text().contains(tail), "{}", vim.text());
            let mut desk = programs::redaksi_with(filled, &text, spot);
            ours.push(keys(&mut desk, &typed));
            assert!(desk.text().contains(tail), "{}", desk.text());
            desk.end(QUIT);
        }
        let both = |field: fn(&Keys) -> f64| {
            let of = |rounds: &[Keys]| rounds.iter().map(field).collect::<Vec<f64>>();
            (of(&ours), of(&theirs))
        };
        for (what, field, goal) in
            [("p50", (|keys| keys.p50) as fn(&Keys) -> f64, 2.0), ("p99", |keys| keys.p99, 2.0)]
        {
            let (ours, theirs) = both(field);
            let value = format!("{:.2} / {:.2} ms", median(&ours), median(&theirs));
            self.clock(&format!("{name}, {what} / vim"), &value, &ratios(&ours, &theirs), goal);
        }
        let (our, their) = both(|keys| keys.cpu);
        let value = format!("{:.0} / {:.0} us", median(&our), median(&their));
        let name_cpu = format!("{name}, processor / vim");
        self.judge.at_most(&name_cpu, &value, &ratios(&our, &their), 2.5);
        let (our, their) = both(|keys| keys.bytes);
        let value = format!("vim {:.0}", median(&their));
        let goal = if spot == Spot::End { 60.0 } else { 250.0 };
        self.judge.at_most(&format!("{name}, bytes"), &value, &our, goal);
    }

    fn paste(&mut self, filled: &Filled) {
        if !has("nvim") {
            return self.judge.absent("paste / neovim", "nvim");
        }
        let text = programs::prose(DOCUMENT);
        let (mut ours, mut theirs, mut large) = (Vec::new(), Vec::new(), Vec::new());
        for round in 0..ROUNDS {
            let file = self.file(&format!("tempel-{round}"), &text);
            let mut neovim = programs::vim_like(&programs::neovim(&file), &text, Spot::End);
            theirs.push(pasted(&mut neovim, PASTE));
            for (size, times) in [(PASTE, &mut ours), (LARGE_PASTE, &mut large)] {
                let mut desk = programs::redaksi_with(filled, &text, Spot::End);
                times.push(pasted(&mut desk, size));
                desk.end(QUIT);
            }
        }
        let value = format!("{:.1} / {:.1} ms", median(&ours), median(&theirs));
        self.clock("paste of 10 KB / neovim", &value, &ratios(&ours, &theirs), 1.5);
        self.clock("paste of 1 MB, ms", "", &large, 100.0);
    }

    fn list(&mut self, filled: &Filled) {
        let name = format!("list of {}", filled.articles);
        if !has("fzf") {
            return self.judge.absent(&format!("{name} / fzf"), "fzf");
        }
        let file = self.file("daftar", &programs::headlines(filled.articles));
        let (mut ours, mut theirs, mut opened) = (Vec::new(), Vec::new(), Vec::new());
        let all = format!("{0}/{0}", filled.articles);
        for _round in 0..ROUNDS {
            let mut fzf = Session::start(&programs::fzf(&file));
            fzf.rest(Duration::from_secs(10), SETTLED);
            let whole = fzf.shown_ms(&all).unwrap_or_else(|| panic!("{}", fzf.text()));
            theirs.push(Walk::of(&mut fzf));
            let mut desk = programs::listing(filled);
            let ours_ms = desk.shown_ms(LISTED).unwrap_or_else(|| panic!("{}", desk.text()));
            opened.push((ours_ms, whole));
            ours.push(Walk::of(&mut desk));
            let text = desk.text();
            let mut title = text.split_whitespace().skip_while(|word| *word != "List").skip(1);
            let (place, total) = title.next().and_then(|title| title.split_once('/')).unwrap();
            // The right row is chosen: so many steps below the first, or the last.
            assert_eq!(place, if total.len() > "1,000".len() { "1,101" } else { total }, "{text}");
            desk.end(QUIT);
        }
        let of = |walks: &[Walk], field: fn(&Walk) -> f64| -> Vec<f64> {
            walks.iter().map(field).collect()
        };
        let steps = |walks: &[Walk]| of(walks, |walk| walk.steps.cpu);
        let value = format!("{:.0} / {:.0} us", median(&steps(&ours)), median(&steps(&theirs)));
        let (our, their): (Vec<f64>, Vec<f64>) = opened.into_iter().unzip();
        let opens = format!("{:.1} / {:.1} ms", median(&our), median(&their));
        let name_open = format!("{name}, opened / fzf");
        if filled.articles >= LARGE_LIST {
            self.clock(&name_open, &opens, &ratios(&our, &their), 0.1);
        } else {
            self.judge.note(&name_open, &opens);
        }
        let step = format!("{name}, step, processor / fzf");
        self.judge.at_most(&step, &value, &ratios(&steps(&ours), &steps(&theirs)), 0.5);
        let flood = |walks: &[Walk]| of(walks, |walk| walk.flood);
        let value = format!("{:.0} / {:.0} ms", median(&flood(&ours)), median(&flood(&theirs)));
        let run = format!("{name}, 1,000 steps / fzf");
        self.clock(&run, &value, &ratios(&flood(&ours), &flood(&theirs)), 1.0);
        let memory = of(&ours, |walk| walk.memory);
        self.judge.at_most(&format!("{name}, memory, MiB"), "resident", &memory, 30.0);
        let told = ours.first().map(|walk| walk.steps.told()).unwrap_or_default();
        self.judge.note(&format!("{name}, step"), &told);
    }

    fn idle(&mut self, filled: &Filled) {
        let mut desk = programs::listing(filled);
        desk.rest(SETTLED, SETTLED);
        let (used, bytes) = (desk.used(), desk.bytes());
        desk.rest(IDLE, IDLE);
        let rest = desk.used().since(used);
        let bytes = desk.bytes() - bytes;
        let value = format!("{:.0} us, {bytes} bytes", rest.cpu_us());
        let all = rest.switches as f64 + rest.cpu_us() + bytes as f64;
        self.judge.at_most("10 s of rest: what wakes", &value, &[all], 0.0);
    }
}

struct Start {
    shown: f64,
    cpu: f64,
    end: End,
    memory: f64,
}

/// Starts some programs in turn; the first round fills the machine's caches.
fn in_turn<const N: usize>(programs: &[(Program, &str, &[u8]); N]) -> [Vec<Start>; N] {
    let mut starts = std::array::from_fn(|_| Vec::new());
    for round in 0..=STARTS {
        for (starts, (program, text, quit)) in starts.iter_mut().zip(programs) {
            let start = Start::of(program, text, quit);
            if round > 0 {
                starts.push(start);
            }
        }
    }
    starts
}

impl Start {
    fn of(program: &Program, text: &str, quit: &[u8]) -> Self {
        let mut session = Session::start(program);
        session.rest(Duration::from_secs(10), LONG_QUIET);
        let shown = session.shown_ms(text);
        Self {
            shown: shown.unwrap_or_else(|| panic!("{}", session.text())),
            cpu: session.used().cpu_us() / 1e3,
            memory: session.resident_mib(),
            end: session.end(quit).unwrap(),
        }
    }
}

/// Steps one by one, and then many at once.
struct Walk {
    steps: Keys,
    flood: f64,
    memory: f64,
}

impl Walk {
    fn of(session: &mut Session) -> Self {
        let steps: Vec<Answer> = (0..STEPS).map(|_step| session.ask(DOWN, QUIET)).collect();
        let flood = session.ask(&DOWN.repeat(FLOOD), LONG_QUIET).last_ms.unwrap();
        Self { steps: Keys::of(&steps), flood, memory: session.resident_mib() }
    }
}

/// What keys cost: milliseconds, microseconds of processor time, bytes.
struct Keys {
    p50: f64,
    p99: f64,
    cpu: f64,
    bytes: f64,
}

impl Keys {
    fn of(answers: &[Answer]) -> Self {
        let times: Vec<f64> = answers.iter().filter_map(|answer| answer.last_ms).collect();
        let cpu: Vec<f64> = answers.iter().map(|answer| answer.cpu_us).collect();
        let bytes: usize = answers.iter().map(|answer| answer.bytes).sum();
        Self {
            p50: median(&times),
            p99: percentile(&times, 99),
            cpu: median(&cpu),
            bytes: bytes as f64 / answers.len() as f64,
        }
    }

    fn told(&self) -> String {
        let Self { p50, p99, cpu, bytes } = self;
        format!("{p50:.2} ms, p99 {p99:.2} ms, {cpu:.0} us, {bytes:.0} bytes")
    }
}

/// Types one key after the other, each when the answer to the last one is there.
fn keys(session: &mut Session, text: &str) -> Keys {
    let mut letter = [0; 4];
    let answers: Vec<Answer> = text
        .chars()
        .map(|key| session.ask(key.encode_utf8(&mut letter).as_bytes(), QUIET))
        .collect();
    Keys::of(&answers)
}

/// Pastes so many bytes; gives the milliseconds until their end is on the screen and at rest.
fn pasted(session: &mut Session, bytes: usize) -> f64 {
    let text = programs::typed(bytes);
    let paste = format!("\x1b[200~{text}\x1b[201~");
    let time = session.ask(paste.as_bytes(), LONG_QUIET).last_ms;
    let time = time.unwrap_or_else(|| panic!("no answer\n{}", session.text()));
    // A word that the document itself has not; the last ones may lie under a message.
    assert!(session.text().contains("panitia"), "{}", session.text());
    time
}

/// A row may end before it, but not within it.
fn last_word(text: &str) -> &str {
    text.rsplit(' ').next().unwrap_or(text)
}

fn ratios(ours: &[f64], theirs: &[f64]) -> Vec<f64> {
    ours.iter().zip(theirs).map(|(our, their)| our / their).collect()
}
