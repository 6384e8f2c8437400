//! The guided check, what a site's filter leaves of a text, and real sites where the environment names
//! some.

use std::collections::BTreeMap;

use proptest::prelude::*;
use redaksi::domain::delivery::{Answer, Op};
use redaksi::domain::manuscript::Manuscript;
use redaksi::keys::secret::Secret;
use redaksi::lang::{Arg, Lang, Words};
use redaksi::push::wordpress::WordPress as Speaking;
use redaksi::push::{Means, Seen, Speaker as _, Step, Verdict};

use super::support::{Row, corrected, destination, frozen, machine, means, speaker, speaker_of};
use super::wordpress::key;
use crate::net::http::Reply;
use crate::net::site::{Site, User};
use crate::net::wordpress::{WordPress, kses};

fn check(site: &Site, user: &User) -> Vec<Step> {
    // Nothing is set up but the address and the account.
    let mut to = destination(site, user);
    to.settings.remove("root");
    check_of(&mut speaker_of(&to, user))
}

fn check_of(wp: &mut Speaking) -> Vec<Step> {
    let mut steps = Vec::new();
    wp.check(&mut |step| steps.push(step));
    steps
}

fn told(steps: &[Step]) -> BTreeMap<&'static str, (Verdict, &str)> {
    let trouble = |step: &Step| step.trouble.as_ref().map(|trouble| trouble.key.clone());
    steps
        .iter()
        .map(|step| {
            let key = trouble(step).unwrap_or_default();
            (step.key, (step.verdict, &*key.leak()))
        })
        .collect()
}

#[test]
fn the_check_finds_what_is_wrong() {
    use crate::net::wordpress::Modes;
    type Disorder = fn(&mut Modes);
    let bad = Verdict::Bad;
    let table: [(Disorder, &str, (Verdict, &str)); 7] = [
        (|modes| modes.drops_authorization = true, "account", (bad, "header-dropped")),
        (|modes| modes.maintenance = true, "api", (bad, "maintenance")),
        (|modes| modes.moved_to = Some("https://www.x.id".into()), "reached", (bad, "redirect")),
        (|modes| modes.wall = Some(Reply::html(403, "no")), "trip", (bad, "firewall")),
        (|modes| modes.clock_skew = 900, "clock", (bad, "clock-skew")),
        (|modes| modes.clock_skew = -120, "clock", (Verdict::Doubtful, "clock-skew")),
        (|modes| modes.plain_links = true, "api", (Verdict::Good, "")),
    ];
    for (disorder, step, want) in table {
        let wordpress = WordPress::start();
        wordpress.set(disorder);
        let site = wordpress.site();
        let steps = check(&site, &site.author);
        assert_eq!(told(&steps)[step], want, "{steps:?}");
        assert_eq!(steps.len(), 11);
        assert_eq!(wordpress.posts().len(), 0, "nothing is left behind");
    }
}

#[test]
fn the_check_tells_a_wrong_password_from_none() {
    let wordpress = WordPress::start();
    let site = wordpress.site();
    let wrong = User { password: "salah".into(), ..site.author.clone() };
    assert_eq!(told(&check(&site, &wrong))["account"], (Verdict::Bad, "wrong-password"));
    wordpress.set(|modes| modes.passwords_off = true);
    let steps = check(&site, &site.author);
    assert_eq!(told(&steps)["passwords"], (Verdict::Doubtful, "passwords-off"));
}

#[test]
fn a_good_check_says_what_set_up_may_keep() {
    let wordpress = WordPress::start();
    let site = wordpress.site();
    let steps = check(&site, &site.editor);
    assert!(steps.iter().all(|step| step.verdict == Verdict::Good), "{steps:?}");
    let found = steps.iter().rev().find_map(|step| step.found.clone()).unwrap();
    assert_eq!(found.settings["root"], format!("{}/wp-json/", site.url));
    assert_eq!(found.settings["section-uncategorized"], "1");
    assert_eq!(wordpress.posts().len(), 0);
    let steps = check(&site, &site.contributor);
    assert_eq!(told(&steps)["role"], (Verdict::Doubtful, "only-pending"));
    assert_eq!(told(&steps)["trip"], (Verdict::Good, ""));
    assert_eq!(wordpress.posts().len(), 0);
}

/// What the check of an office with two sections says of them, and of the connection.
#[track_caller]
fn sections(site: &Site, user: &User, mapped: Option<&str>, want: (Verdict, &str), told: &str) {
    let mut to = destination(site, user);
    to.settings.extend(mapped.map(|id| ("section-opini".to_owned(), id.to_owned())));
    let sections = vec!["Uncategorized".to_owned(), "Opini".to_owned()];
    let means = Means { sections, ..means() };
    let secret = Secret::new(&user.password).unwrap();
    let steps = check_of(&mut Speaking::new(&to, secret, &means, &machine()).unwrap());
    let step = steps.iter().find(|step| step.key == "sections").unwrap();
    let trouble = step.trouble.as_ref();
    assert_eq!((step.verdict, trouble.map_or("", |it| it.key.as_str())), want, "{step:?}");
    let named = trouble.map_or("", |trouble| trouble.values["sections"].as_str());
    assert_eq!(named, told);
    assert!(trouble.is_none_or(|it| it.values["slug"] == "opini"), "{trouble:?}");
    // The cure is a command that can be copied.
    let words = Words::of(Lang::En);
    let hint = trouble.map(|it| {
        let values: Vec<_> = it.values.iter().map(|(k, v)| (&**k, Arg::from(&**v))).collect();
        words.say(&format!("trouble-{}-hint", it.key), &values)
    });
    let cure = "redaksi destination change situs --set section-opini=ID";
    assert!(hint.is_none_or(|hint| hint.contains(cure)));
}

#[test]
fn sections_that_the_site_has_not_are_told_before_a_text_is_refused() {
    let wordpress = WordPress::start();
    let site = wordpress.site();
    let (good, doubtful) = (Verdict::Good, Verdict::Doubtful);
    sections(&site, &site.author, None, (doubtful, "sections-missing"), "Opini");
    sections(&site, &site.author, Some("1"), (good, ""), "");
    sections(&site, &site.author, Some("77"), (doubtful, "sections-gone"), "Opini");
    // Who may make them makes them with the first text, but heals no number that is gone.
    sections(&site, &site.editor, None, (good, ""), "");
    sections(&site, &site.editor, Some("77"), (doubtful, "sections-gone"), "Opini");
}

#[test]
fn a_connection_is_called_secure_only_if_it_is() {
    let wordpress = WordPress::start();
    let site = wordpress.site();
    let steps = check(&site, &site.author);
    let reached = steps.iter().find(|step| step.key == "reached").unwrap();
    let values: Vec<_> =
        reached.values.iter().map(|(name, value)| (&**name, Arg::from(&**value))).collect();
    let said = Words::of(Lang::En).say("step-reached", &values);
    assert!(said.contains("not encrypted") && !said.contains('?'), "{said}");
    assert_eq!(said.contains("server:"), reached.values["named"] == "yes", "{said}");
    let unknown = [("way", "secure".into()), ("named", "–".into()), ("server", "–".into())];
    let said = Words::of(Lang::Id).say("step-reached", &unknown);
    assert_eq!(said, "Sambungan aman ke situs");
}

#[test]
fn real_sites_do_what_the_fake_does() {
    for site in Site::real() {
        for user in [&site.author, &site.editor] {
            let mut wp = speaker(&site, user);
            let (mut row, mut text) = (Row::new(), frozen(1));
            let answer = row.once(&mut wp, &text, Op::Publish);
            assert!(matches!(&answer, Answer::Taken(receipt) if receipt.visible), "{answer:?}");
            assert_eq!(row.told.len(), 7);
            text = corrected(&text);
            assert_eq!(key(&row.once(&mut wp, &text, Op::Correct)).0, 't');
            let parcel = row.parcel(&text, Op::Correct);
            assert!(matches!(wp.look_back(&parcel, &text, &mut row), Seen::Same(_)));
            assert_eq!(key(&row.once(&mut wp, &text, Op::Withdraw)).0, 't');
            assert_eq!(key(&row.once(&mut wp, &text, Op::Publish)).0, 't');
            assert_eq!(row.remote.slug.as_deref(), Some(&*text.slug));
            assert_eq!(key(&row.once(&mut wp, &text, Op::Withdraw)).0, 't');
            for step in check(&site, user) {
                println!("{} {}: {:?} {:?}", site.version, user.name, step.key, step.verdict);
                assert_eq!(step.verdict, Verdict::Good, "{step:?}");
            }
        }
        let mut row = Row::new();
        let mut wp = speaker(&site, &site.contributor);
        let text = frozen(2);
        assert_eq!(key(&row.once(&mut wp, &text, Op::Publish)).0, 't');
        let parcel = row.parcel(&text, Op::Publish);
        assert!(matches!(wp.look_back(&parcel, &text, &mut row), Seen::NotYet(_)));
        assert_eq!(key(&row.once(&mut wp, &text, Op::Withdraw)).0, 't');
    }
}

proptest! {
    #[test]
    fn the_filter_changes_nothing_of_what_we_write(
        body in "(\\PC|[\n\t\\[\\]<>&;'\"*_`#\\\\0-9!()-]|<!--|&#39;|&amp;|\\[a\\]\\(https://x.id/\\?a=1&b='\\)){0,120}",
        byline in "\\PC{0,20}",
    ) {
        let text = Manuscript { body, byline, place: "Mesuji".into(), ..Manuscript::default() };
        let html = redaksi::push::body::html(&text, "id");
        for older in [false, true] {
            prop_assert_eq!(&kses::content(&html, older), &html);
        }
    }
}
