//! A bug in the middle of a delivery, while the secret is at hand: what is left of it says where it
//! was, and nothing of the secret.

use std::sync::Arc;

use redaksi::clock::Clock;
use redaksi::domain::delivery::{Op, Remote};
use redaksi::domain::time::Timestamp;
use redaksi::keys::secret::Secret;
use redaksi::log::{catch_panics, crash_file};
use redaksi::push::{Pen, Speaker as _, Stopped};

use super::support::{Row, destination, frozen, speaker_of};
use crate::net::site::User;
use crate::net::wordpress::WordPress;

const MARK: &str = "REDAKSI_TEST_PANIC";

/// Fails as the worst of bugs would: with the secret in the words of the failure.
struct Broken(Secret);

fn refused(secret: &Secret) -> Result<(), String> {
    Err(format!("Basic {}", secret.expose()))
}

impl Pen for Broken {
    fn sending(&mut self, _remote: &Remote) -> Result<(), Stopped> {
        refused(&self.0).unwrap();
        Ok(())
    }

    fn commit(&mut self, _remote: &Remote) -> Result<(), Stopped> {
        Ok(())
    }

    fn told(&mut self, _line: String) {}

    fn now(&self) -> Timestamp {
        Clock::system().now()
    }
}

fn fall(state: &str) {
    catch_panics(state.as_ref(), Arc::new(Clock::system()));
    let wordpress = WordPress::start();
    let site = wordpress.site();
    let User { name, password } = site.author.clone();
    let mut speaker = speaker_of(&destination(&site, &site.author), &site.author);
    let text = frozen(1);
    let parcel = Row::new().parcel(&text, Op::Publish);
    let mut pen = Broken(Secret::new(&password).unwrap());
    let fallen = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        speaker.deliver(&parcel, &text, &mut pen);
    }));
    assert!(fallen.is_err());
    let bytes = std::fs::read_to_string(crash_file().unwrap()).unwrap();
    assert!(bytes.contains("message: ") && bytes.contains("panic.rs"), "{bytes}");
    let bare = password.replace(' ', "");
    for hidden in [password.as_str(), &bare, &format!("{name}:{password}"), "Basic"] {
        assert!(!bytes.contains(hidden), "{bytes}");
    }
    assert!(!format!("{speaker:?}").contains(&password));
}

/// The hook is the whole process's, so a process of its own falls.
#[test]
fn a_bug_during_a_delivery_leaves_no_secret() {
    if let Some(state) = std::env::var_os(MARK) {
        return fall(state.to_str().unwrap());
    }
    let folder = crate::support::folder();
    let run = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "push::panic::a_bug_during_a_delivery_leaves_no_secret"])
        .env(MARK, folder.path().join("state"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success() && said.contains("1 passed"), "{said}");
}
