//! What the kernel says about a process with all its threads.

use std::fs;

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Usage {
    cpu_ns: u64,
    /// How often a thread slept and woke, or was made to wait.
    pub(crate) switches: u64,
}

impl Usage {
    pub(crate) fn of(pid: u32) -> Self {
        let mut usage = Self::default();
        let Ok(threads) = fs::read_dir(format!("/proc/{pid}/task")) else { return usage };
        for thread in threads.filter_map(Result::ok) {
            let file =
                |name: &str| fs::read_to_string(thread.path().join(name)).unwrap_or_default();
            usage.cpu_ns += number(file("schedstat").split(' ').next());
            usage.switches += file("status")
                .lines()
                .filter_map(|line| line.split_once("ctxt_switches:"))
                .map(|(_, count)| number(Some(count)))
                .sum::<u64>();
        }
        usage
    }

    pub(crate) fn since(self, before: Self) -> Self {
        Self {
            cpu_ns: self.cpu_ns.saturating_sub(before.cpu_ns),
            switches: self.switches.saturating_sub(before.switches),
        }
    }

    pub(crate) fn cpu_us(self) -> f64 {
        self.cpu_ns as f64 / 1e3
    }
}

pub(crate) fn resident_mib(pid: u32) -> f64 {
    let maps = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
    let line = maps.lines().find_map(|line| line.strip_prefix("Rss:")).unwrap_or_default();
    number(line.split_whitespace().next()) as f64 / 1024.0
}

fn number(word: Option<&str>) -> u64 {
    word.and_then(|word| word.trim().parse().ok()).unwrap_or(0)
}
