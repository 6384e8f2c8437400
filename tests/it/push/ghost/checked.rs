//! The guided check says what is wrong, and leaves nothing behind.

use redaksi::config::Wire;
use redaksi::keys::secret::Secret;
use redaksi::push::speakers::speaker as speaker_for;
use redaksi::push::{Means, Speaker as _, Step, Verdict, Waits};

use super::row::{destination, speaker, speaker_of};
use crate::net::ghost::{Ghost as Site, KEY, Modes};
use crate::net::proxy::{Fault, Faults, Proxy};

fn steps(ghost: &mut redaksi::push::ghost::Ghost) -> Vec<Step> {
    let mut steps = Vec::new();
    ghost.check(&mut |step| steps.push(step));
    steps
}

fn short(steps: &[Step]) -> String {
    let sign = |step: &Step| match step.verdict {
        Verdict::Good => '+',
        Verdict::Doubtful => '?',
        Verdict::Bad => '!',
        Verdict::Skipped => '.',
    };
    let word = |step: &Step| format!("{}{}", sign(step), step.key);
    steps.iter().map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn all_is_well_and_nothing_is_left() {
    let site = Site::start();
    let steps = steps(&mut speaker(&site.url()));
    assert_eq!(short(&steps), "+reached +clock +api +ghost-key +trip +cost");
    let root = steps[0].found.as_ref().map(|found| found.url.clone());
    assert_eq!(root, Some(format!("{}/ghost/api/admin/", site.url())));
    assert_eq!(steps[0].values["server"], "Ghost 6.65");
    assert_eq!((site.posts(), site.tags()), (vec![], vec![]));
}

#[test]
fn each_trouble_stops_at_its_step() {
    #[track_caller]
    fn check(change: fn(&mut Modes), key: &str, want: &str, trouble: &str) {
        let site = Site::start();
        site.set(change);
        let steps = steps(&mut speaker_of(&destination(&site.url(), &[]), key));
        assert_eq!(short(&steps), want);
        let found = steps.iter().find_map(|step| step.trouble.as_ref()).unwrap();
        assert_eq!(found.key, trouble);
        assert_eq!((site.posts(), site.tags()), (vec![], vec![]));
    }
    let other = KEY.replace("3a7c", "3a7d");
    check(
        |modes| modes.booting = true,
        KEY,
        "!reached .clock .api .ghost-key .trip +cost",
        "ghost-booting",
    );
    check(|_| (), &other, "+reached +clock +api !ghost-key .trip +cost", "ghost-key");
    check(
        |modes| modes.reads_only = true,
        KEY,
        "+reached +clock +api +ghost-key !trip +cost",
        "ghost-permission",
    );
    check(
        |modes| modes.clock_skew = 600,
        KEY,
        "+reached ?clock +api +ghost-key +trip +cost",
        "clock-skew",
    );
    check(
        |modes| modes.cleans_cards = true,
        KEY,
        "+reached +clock +api +ghost-key !trip +cost",
        "changed-by-site",
    );
    check(
        |modes| modes.public_url = Some("https://situs.id".into()),
        KEY,
        "+reached +clock ?api +ghost-key +trip +cost",
        "ghost-elsewhere",
    );
}

#[test]
fn what_is_no_key_is_told_before_anything_is_sent() {
    let clock = std::sync::Arc::new(redaksi::clock::Clock::system());
    let means =
        Means { clock, waits: Waits::default(), office: "Kantor".into(), sections: Vec::new() };
    #[track_caller]
    fn check(means: &Means, url: &str, key: &str, want: Option<&str>) {
        let secret = Secret::new(key).unwrap();
        let found = speaker_for(&destination(url, &[]), secret, &Wire::default(), means);
        assert_eq!(found.err().map(|trouble| trouble.key).as_deref(), want);
    }
    check(&means, "https://situs.id", KEY, None);
    check(&means, "https://situs.id", "abcd EFGH", Some("ghost-key-form"));
    check(&means, "http://situs.id", KEY, Some("address-plain"));
}

#[test]
fn what_a_lost_answer_left_is_taken_away() {
    let site = Site::start();
    let proxy = Proxy::new(&site.url(), Faults::default());
    proxy.plan(Fault::DropAfter, 1, |request| request.method == "POST");
    let first = steps(&mut speaker(&proxy.url()));
    assert!(short(&first).contains("!trip"), "{}", short(&first));
    assert_eq!((site.posts(), site.tags()), (vec![], vec![]));
}
