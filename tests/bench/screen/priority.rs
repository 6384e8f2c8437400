//! Real-time priority for a measurement, where the machine gives it: other work, and a scheduler
//! that puts threads onto one processor to save the other, tell nothing about a program.

use std::process::{Command, Stdio};

/// Held by this process and by all that it starts, until it is dropped.
pub(crate) struct Foremost;

impl Foremost {
    /// None where that takes more rights than this process has, or there is no `chrt`.
    pub(crate) fn take() -> Option<Self> {
        schedule("--rr", "1").then_some(Self)
    }
}

impl Drop for Foremost {
    fn drop(&mut self) {
        assert!(schedule("--other", "0"), "the bench keeps its priority");
    }
}

fn schedule(policy: &str, priority: &str) -> bool {
    let own = std::process::id().to_string();
    let mut chrt = Command::new("chrt");
    chrt.args([policy, "--pid", priority, &own]).stdout(Stdio::null()).stderr(Stdio::null());
    chrt.status().is_ok_and(|status| status.success())
}
