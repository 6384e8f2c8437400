//! The only home of output. Data goes to stdout, talk to stderr.
//!
//! A reader that goes away (`redaksi list | head`) ends the writing and is no failure.

use std::cell::Cell;
use std::io::{self, IsTerminal, Write};

use anstyle::Style;
use serde::Serialize;

use crate::lang::{Arg, Lang, Words};
use crate::visible::Visible;

pub mod badge;
pub mod csv;
pub mod failure;
pub mod json;
pub mod progress;
pub mod stream;
pub mod table;
pub mod tone;

pub use failure::{Failure, Kind};
pub use stream::Stream;
pub use tone::Tone;

/// How wide text is set where a terminal does not say it.
const WIDTH: usize = 80;

/// Who reads, and how: what is asked for on the command line, in the environment, and what
/// stdout and stderr are.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    pub json: bool,
    pub color: ColorChoice,
    /// `NO_COLOR` is set and not empty.
    pub no_color: bool,
    /// `TERM` is `dumb`.
    pub dumb: bool,
    pub terminal: Terminal,
    /// Columns of the terminal, where there is one.
    pub columns: Option<usize>,
}

/// Which of the three streams are a terminal.
#[derive(Debug, Clone, Copy, Default)]
pub struct Terminal {
    pub input: bool,
    pub out: bool,
    pub err: bool,
}

/// `--color`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ColorChoice {
    #[default]
    Auto,
    Always,
    Never,
}

impl Setting {
    /// Looks at the process: its three streams and two variables.
    pub fn of_process(json: bool, color: ColorChoice) -> Self {
        let variable = |name: &str| std::env::var_os(name).unwrap_or_default();
        Self {
            json,
            color,
            no_color: !variable("NO_COLOR").is_empty(),
            dumb: variable("TERM") == "dumb",
            terminal: Terminal {
                input: io::stdin().is_terminal(),
                out: io::stdout().is_terminal(),
                err: io::stderr().is_terminal(),
            },
            columns: columns(),
        }
    }

    fn colored(&self, is_terminal: bool) -> bool {
        match self.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => is_terminal && !self.no_color && !self.dumb,
        }
    }
}

fn columns() -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(io::stdout()).ok()?;
    (size.ws_col > 0).then(|| usize::from(size.ws_col))
}

/// Speaks to stdout and stderr in one language.
#[derive(Debug)]
pub struct Printer {
    setting: Setting,
    words: Words,
    closed: Cell<bool>,
}

impl Printer {
    pub fn new(setting: Setting, lang: Lang) -> Self {
        Self { setting, words: Words::of(lang), closed: Cell::new(false) }
    }

    /// Goes on in the language of the desk, where nobody asked for another.
    pub fn speak(&mut self, lang: Lang) {
        if lang != self.words.lang() {
            self.words = Words::of(lang);
        }
    }

    pub fn words(&self) -> &Words {
        &self.words
    }

    pub fn lang(&self) -> Lang {
        self.words.lang()
    }

    pub fn say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.words.say(key, args)
    }

    pub fn json_wanted(&self) -> bool {
        self.setting.json
    }

    pub fn is_terminal(&self) -> bool {
        self.setting.terminal.out
    }

    /// May a question be asked? Only where somebody can see it and answer.
    pub fn may_ask(&self) -> bool {
        self.setting.terminal.input && self.setting.terminal.err && !self.setting.json
    }

    /// Is stdout in colour?
    pub fn color(&self) -> bool {
        self.setting.colored(self.setting.terminal.out)
    }

    /// Columns to set prose in.
    pub fn width(&self) -> usize {
        self.setting.columns.unwrap_or(WIDTH).clamp(20, 100)
    }

    /// Columns that a table may take: in a pipe as many as it needs.
    pub fn table_width(&self) -> Option<usize> {
        let columns = self.setting.columns.unwrap_or(WIDTH).max(20);
        self.setting.terminal.out.then_some(columns)
    }

    /// One JSON document and a line end.
    pub fn json(&self, value: &impl Serialize) -> Result<(), Failure> {
        let text = json::document(value, self.setting.terminal.out)
            .map_err(|source| Failure::internal(&source, &self.words))?;
        self.raw(&text)
    }

    /// One line of data.
    pub fn line(&self, text: &str) -> Result<(), Failure> {
        self.raw(&format!("{}\n", Visible::line(text)))
    }

    /// Many lines of data, with a line end after the last.
    pub fn text(&self, text: &str) -> Result<(), Failure> {
        let shown = Visible::lines(text);
        let end = if shown.as_str().ends_with('\n') { "" } else { "\n" };
        self.raw(&format!("{shown}{end}"))
    }

    pub fn table(&self, table: &table::Table) -> Result<(), Failure> {
        self.raw(&table.render(self.table_width(), self.color()))
    }

    pub fn pairs(&self, pairs: &table::Pairs) -> Result<(), Failure> {
        self.raw(&pairs.render(self.table_width(), self.color()))
    }

    /// Prose whose parts have tones, such as the words of a comparison.
    pub fn spans(&self, spans: &[(Tone, &str)]) -> Result<(), Failure> {
        let color = self.color();
        let painted = spans.iter().map(|(tone, text)| {
            // A style that runs over a line end colours the margin in some pagers.
            let lines = Visible::lines(text);
            let painted = lines.as_str().split('\n').map(|line| paint(tone.style(), line, color));
            painted.collect::<Vec<_>>().join("\n")
        });
        self.raw(&format!("{}\n", painted.collect::<String>()))
    }

    pub fn csv(&self, table: &csv::Csv) -> Result<(), Failure> {
        self.raw(table.as_str())
    }

    /// A text of our own making for another program to run: nothing from outside is in it.
    pub fn script(&self, text: &str) -> Result<(), Failure> {
        self.raw(text)
    }

    /// What `render` functions of this floor made: its text is visible already.
    fn raw(&self, text: &str) -> Result<(), Failure> {
        if self.closed.get() {
            return Ok(());
        }
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed.set(true);
                Ok(())
            }
            Err(error) => Err(Failure::output(&error, &self.words)),
        }
    }

    /// Tells something beside the data: what was done, what comes next.
    pub fn talk(&self, text: &str) {
        to_stderr(&format!("{}\n", Visible::lines(text)));
    }

    pub fn note(&self, text: &str) {
        self.marked("talk-note", Tone::Dim, text);
    }

    pub fn warn(&self, text: &str) {
        self.marked("talk-warning", Tone::Warn, text);
    }

    fn marked(&self, key: &str, tone: Tone, text: &str) {
        let mark = self.paint_err(tone, &self.say(key, &[]));
        to_stderr(&format!("{mark} {}\n", Visible::lines(text)));
    }

    /// Tells a failure: as a document on stdout for a program, on stderr for a person.
    pub fn fail(&self, failure: &Failure) {
        let told = if self.setting.json {
            self.json(&failure.document())
        } else {
            let color = self.setting.colored(self.setting.terminal.err);
            to_stderr(&failure.render(&self.words, color));
            Ok(())
        };
        if told.is_err() {
            // Stdout is lost; stderr is the last place to say so.
            to_stderr(&failure.render(&self.words, false));
        }
    }

    /// Tells a failure that does not end the command, beside its answer.
    pub fn complain(&self, failure: &Failure) {
        let color = self.setting.colored(self.setting.terminal.err);
        to_stderr(&failure.render(&self.words, color));
    }

    /// A line about long work, on a terminal's stderr alone.
    pub fn progress(&self, key: &'static str, total: u64) -> progress::Progress<'_> {
        progress::Progress::new(self, key, total)
    }

    fn progress_shown(&self) -> bool {
        self.setting.terminal.err && !self.setting.dumb && !self.setting.json
    }

    fn paint_err(&self, tone: Tone, text: &str) -> String {
        let color = self.setting.colored(self.setting.terminal.err);
        paint(tone.style(), text, color)
    }
}

/// Nobody is left to tell if stderr itself fails.
fn to_stderr(text: &str) {
    let mut err = io::stderr().lock();
    let _gone = err.write_all(text.as_bytes()).and_then(|()| err.flush());
}

/// Text in a style, where colour is wanted.
pub(crate) fn paint(style: Style, text: &str, color: bool) -> String {
    if color && style != Style::new() && !text.is_empty() {
        format!("{style}{text}{style:#}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PIPE: Setting = Setting {
        json: false,
        color: ColorChoice::Auto,
        no_color: false,
        dumb: false,
        terminal: Terminal { input: false, out: false, err: false },
        columns: None,
    };

    #[test]
    fn colour_is_asked_for_or_fits() {
        let terminal = Setting { terminal: Terminal { out: true, ..Terminal::default() }, ..PIPE };
        for (setting, want) in [
            (PIPE, false),
            (terminal, true),
            (Setting { no_color: true, ..terminal }, false),
            (Setting { dumb: true, ..terminal }, false),
            (Setting { color: ColorChoice::Never, ..terminal }, false),
            (Setting { color: ColorChoice::Always, no_color: true, ..PIPE }, true),
        ] {
            assert_eq!(Printer::new(setting, Lang::Id).color(), want, "{setting:?}");
        }
    }

    #[test]
    fn questions_need_a_person_at_both_ends() {
        let person = Setting { terminal: Terminal { input: true, err: true, out: false }, ..PIPE };
        assert!(Printer::new(person, Lang::En).may_ask());
        assert!(!Printer::new(Setting { json: true, ..person }, Lang::En).may_ask());
        assert!(
            !Printer::new(Setting { terminal: Terminal::default(), ..person }, Lang::En).may_ask()
        );
    }

    #[test]
    fn tables_are_cut_on_a_terminal_alone() {
        let wide = Setting { columns: Some(132), ..PIPE };
        assert_eq!(Printer::new(wide, Lang::En).table_width(), None);
        let terminal = Setting { terminal: Terminal { out: true, ..Terminal::default() }, ..wide };
        assert_eq!(Printer::new(terminal, Lang::En).table_width(), Some(132));
        assert_eq!(Printer::new(terminal, Lang::En).width(), 100);
    }
}
