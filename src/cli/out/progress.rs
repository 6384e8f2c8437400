//! One line about long work, on a terminal's stderr alone.

use std::cell::Cell;

use super::Printer;

/// Shows how far long work is; takes its line away when it is dropped.
#[derive(Debug)]
pub struct Progress<'a> {
    printer: &'a Printer,
    key: &'static str,
    total: u64,
    // The last percentage drawn: a line is drawn at most a hundred times.
    shown: Cell<Option<u64>>,
}

impl<'a> Progress<'a> {
    pub(super) fn new(printer: &'a Printer, key: &'static str, total: u64) -> Self {
        Self { printer, key, total, shown: Cell::new(None) }
    }

    pub fn at(&self, done: u64) {
        let percent = percent(done, self.total);
        if !self.printer.progress_shown() || self.shown.get() == Some(percent) {
            return;
        }
        self.shown.set(Some(percent));
        let said = self.printer.say(
            self.key,
            &[
                ("done", done.into()),
                ("total", self.total.into()),
                ("percent", percent.to_string().into()),
            ],
        );
        let line = crate::visible::Visible::line(&said).cut(self.printer.width());
        super::to_stderr(&format!("\r\x1b[K{line}"));
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if self.shown.get().is_some() {
            super::to_stderr("\r\x1b[K");
        }
    }
}

fn percent(done: u64, total: u64) -> u64 {
    done.min(total).saturating_mul(100).checked_div(total).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_between_nothing_and_all() {
        for (done, total, want) in [(0, 3, 0), (1, 3, 33), (3, 3, 100), (9, 3, 100), (0, 0, 100)] {
            assert_eq!(percent(done, total), want);
        }
    }
}
