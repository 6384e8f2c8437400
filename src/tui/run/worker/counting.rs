//! Findings that lists tell of are counted while nobody asks anything: those of a text that was
//! just saved at once, those of a list that somebody looks at after a moment of calm.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::{Duration, Instant};

use super::{Event, Worker};
use crate::desk::counted::is_to_be_counted;
use crate::domain::ids::ArticleId;
use crate::domain::view::ListRow;
use crate::tui::msg::{Reply, Request};

/// Whoever walks through a list is not followed.
const CALM: Duration = Duration::from_millis(250);
/// So many are counted before the screen is told.
const TOLD: usize = 20;

/// What is still to be counted.
#[derive(Debug, Default)]
pub(super) struct Counting {
    saved: Vec<ArticleId>,
    /// The list that was read last, if nobody looked through it yet, and until when it may be
    /// followed by another. What else is asked meanwhile puts nothing off: others may write here
    /// all the time.
    list: Vec<ListRow>,
    calm: Option<Instant>,
    /// What of it is to be counted, the first last.
    wanted: Vec<ListRow>,
    /// What was counted by these rules, and at which of its records: programs that do not agree on
    /// the rules would count each other's texts for ever.
    mark: i64,
    done: HashMap<ArticleId, i64>,
    untold: usize,
}

impl Counting {
    /// A list was read: what it does not know is counted soon.
    pub(super) fn look_at(&mut self, rows: &[ListRow]) {
        self.list = rows.to_vec();
        self.calm = Instant::now().checked_add(CALM);
        self.wanted.clear();
        self.untold = 0;
    }

    fn look_through(&mut self, mark: i64) {
        if mark != self.mark {
            self.mark = mark;
            self.done.clear();
        }
        let mut rows = std::mem::take(&mut self.list);
        rows.retain(|row| {
            is_to_be_counted(row, mark) && self.done.get(&row.id) != Some(&row.touched)
        });
        rows.reverse();
        self.wanted = rows;
    }
}

impl Worker {
    /// The next request; until there is one, what is to be counted is counted. None when nobody
    /// asks any more.
    pub(super) fn next(&mut self, requests: &Receiver<Request>) -> Option<Request> {
        loop {
            self.counting.saved.extend(self.desk.take_uncounted());
            if let Some(article) = self.counting.saved.pop() {
                self.count(article);
            } else if self.counting.untold > 0 && self.counting.wanted.is_empty() {
                self.tell_counted();
            } else if let Some(row) = self.counting.wanted.pop() {
                self.counting.done.insert(row.id, row.touched);
                self.count(row.id);
                if self.counting.untold >= TOLD {
                    self.tell_counted();
                }
            } else if self.counting.list.is_empty() {
                return requests.recv().ok();
            } else {
                let calm = self.counting.calm.unwrap_or_else(Instant::now);
                match requests.recv_timeout(calm.saturating_duration_since(Instant::now())) {
                    Err(RecvTimeoutError::Timeout) => self.begin_counting(),
                    asked => return asked.ok(),
                }
            }
            match requests.try_recv() {
                Err(TryRecvError::Empty) => {}
                asked => return asked.ok(),
            }
        }
    }

    fn begin_counting(&mut self) {
        match self.desk.rules_mark() {
            Ok(mark) if !self.desk.store().is_read_only() => self.counting.look_through(mark),
            _ => self.counting.list.clear(),
        }
    }

    /// Without counts the list says so, and whoever looks at it next has them counted.
    fn count(&mut self, article: ArticleId) {
        match self.desk.count(&[article]) {
            Ok(counted) => self.counting.untold += counted,
            Err(error) => tracing::debug!(%error, "not counted"),
        }
    }

    fn tell_counted(&mut self) {
        self.counting.untold = 0;
        let _nobody_left = self.replies.send(Event::Reply(Box::new(Reply::Counted)));
    }
}
