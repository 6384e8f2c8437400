//! Whose journal it is: the text that it follows, the person, and the process that writes it.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::fields::Texts;
use crate::clock::Clock;
use crate::domain::ids::{ArticleId, Digest};
use crate::domain::record::RevisionId;
use crate::domain::time::Timestamp;

/// What is written and by whom, as the desk knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The id of the desk.
    pub desk: String,
    /// None for a text that was never saved.
    pub article: Option<ArticleId>,
    /// The revision that the text at the start is.
    pub base: Option<RevisionId>,
    pub person: String,
}

/// What a journal says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub desk: String,
    pub article: Option<ArticleId>,
    pub base: Option<RevisionId>,
    pub person: String,
    pub host: String,
    /// The machine's run since it was switched on; empty where the system has no name for it.
    pub boot: String,
    pub pid: u32,
    /// When the process began, in the system's own count: tells it from a later one of its number.
    pub process_start: Option<u64>,
    pub begun: Timestamp,
    /// Of the text of each field at the start, in the order of their numbers.
    pub digests: Vec<Digest>,
}

impl Head {
    pub(super) fn new(subject: Subject, base: &Texts, clock: &Clock) -> Self {
        let pid = std::process::id();
        Self {
            desk: subject.desk,
            article: subject.article,
            base: subject.base,
            person: subject.person,
            host: MACHINE.host.clone(),
            boot: MACHINE.boot.clone(),
            pid,
            process_start: process_start(pid),
            begun: clock.now(),
            digests: base.digests(),
        }
    }

    /// The name of its file, but for the number that tells it from others of the same process.
    pub(super) fn stem(&self) -> String {
        let text = self.article.map_or_else(|| "new".to_owned(), |article| article.short());
        let boot: String = self.boot.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
        format!("{text}-{}-{}", self.pid, if boot.is_empty() { "0" } else { &boot })
    }

    /// Asked where a file system has no locks: does the process that wrote this still run?
    pub(super) fn may_still_run(&self) -> bool {
        if self.host != MACHINE.host {
            // Only that machine knows.
            return true;
        }
        let known = self.boot == MACHINE.boot && self.process_start.is_some();
        known && process_start(self.pid) == self.process_start
    }
}

struct Machine {
    host: String,
    boot: String,
}

static MACHINE: LazyLock<Machine> = LazyLock::new(|| Machine {
    host: system_file("/proc/sys/kernel/hostname"),
    boot: system_file("/proc/sys/kernel/random/boot_id"),
});

/// One line of the system's; empty where there is no such file.
fn system_file(path: &str) -> String {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.trim().chars().take(255).collect()
}

fn process_start(pid: u32) -> Option<u64> {
    let line = std::fs::read(format!("/proc/{pid}/stat")).ok()?;
    start_in(&String::from_utf8_lossy(&line))
}

/// The 22nd field. The second is a name in brackets, which may hold blanks and brackets too.
fn start_in(line: &str) -> Option<u64> {
    let (_, rest) = line.rsplit_once(')')?;
    rest.split_ascii_whitespace().nth(19)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head() -> Head {
        let clock = Clock::fixed("2025-10-21T05:00:00Z".parse().unwrap());
        let subject = Subject {
            desk: "meja".to_owned(),
            article: None,
            base: None,
            person: "sari".to_owned(),
        };
        Head::new(subject, &Texts::default(), &clock)
    }

    #[test]
    fn a_process_is_known_by_its_number_and_its_start() {
        let line = "77 (a) b (c) S 1 77 77 0 -1 4194560 1 0 0 0 3 1 0 0 20 0 1 0 8123456 1 2";
        assert_eq!(start_in(line), Some(8_123_456));
        assert_eq!(start_in("77 (a"), None);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn this_process_runs_and_its_forebears_do_not() {
        let head = head();
        assert!(head.may_still_run());
        let reused = head.process_start.map(|start| start + 1);
        assert!(!Head { process_start: reused, ..head.clone() }.may_still_run());
        assert!(!Head { boot: "kemarin".to_owned(), ..head.clone() }.may_still_run());
        assert!(Head { host: "lain".to_owned(), ..head }.may_still_run());
    }

    #[test]
    fn a_file_is_named_by_the_text_and_the_process() {
        let article = "0192f0c1-2345-7abc-8def-00000000002f".parse().unwrap();
        let named = Head { pid: 9, boot: "6b0c-11ee-77".to_owned(), ..head() };
        assert_eq!(named.stem(), "new-9-6b0c11ee");
        let other = Head { article: Some(article), boot: String::new(), ..named };
        assert_eq!(other.stem(), "0000001f-9-0");
    }
}
