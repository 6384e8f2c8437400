//! The line works, or fails once at one place: what is sent, and what the answers mean.

use redaksi::domain::delivery::{Answer, Op};
use redaksi::push::{Seen, Speaker as _};

use super::row::{Row, corrected, destination, frozen, native, speaker, speaker_of};
use crate::net::ghost::{Ghost as Site, KEY, Modes};
use crate::net::http::{Reply, Server};
use crate::net::proxy::{Fault, Faults, Proxy};

#[test]
fn a_text_is_published_corrected_and_withdrawn_by_one_id() {
    for make in [speaker, native] {
        let site = Site::start();
        let (mut ghost, mut row, first) = (make(&site.url()), Row::new(), frozen(1));
        let receipt = row.taken(&mut ghost, &first, Op::Publish);
        assert!(receipt.visible);
        assert_eq!(receipt.remote.url, Some(format!("{}/{}/", site.url(), first.slug)));
        let posts = site.posts();
        let [post] = &*posts else { panic!("{posts:?}") };
        assert_eq!(post.published, Some(1_761_013_800));
        let tag = format!("#redaksi-{}", first.article);
        assert_eq!(post.tags, ["Berita Terkini", "Pemilu", &tag]);
        let drafts = site.log().iter().filter(|it| it.request.method == "POST").count();
        assert_eq!(drafts, 1);

        let next = corrected(&first);
        let later = row.taken(&mut ghost, &next, Op::Correct);
        assert!(later.visible && later.remote.id == receipt.remote.id);
        assert!(site.posts()[0].html.contains("kawan-kawan"));
        // Again is no change.
        site.forget_log();
        row.taken(&mut ghost, &next, Op::Correct);
        assert!(site.log().iter().all(|it| !it.request.writes()));

        let gone = row.taken(&mut ghost, &next, Op::Withdraw);
        assert!(gone.visible && gone.remote.url == receipt.remote.url);
        assert_eq!(site.posts()[0].status, "draft");
        // A text that comes back is the same post at the same address.
        let back = row.taken(&mut ghost, &next, Op::Publish);
        assert_eq!((back.remote.id, back.remote.url), (receipt.remote.id, receipt.remote.url));
    }
}

#[test]
fn the_text_comes_back_byte_for_byte() {
    let site = Site::start();
    let mut frozen = frozen(1);
    frozen.html.push_str("<table class=\"a\"><tr><td>“x” \\ 😀</td></tr></table><!-- c -->");
    Row::new().taken(&mut speaker(&site.url()), &frozen, Op::Publish);
    let post = &site.posts()[0];
    let inside = post.html.split_once("\">\n").unwrap().1.strip_suffix("\n</div>").unwrap();
    assert_eq!(inside, frozen.html);
}

#[test]
fn each_fault_at_each_request_that_changes_something() {
    for fault in Fault::ALL {
        for nth in 0..2 {
            let site = Site::start();
            let proxy = Proxy::new(&site.url(), Faults::default());
            let method = ["POST", "PUT"][nth];
            proxy.plan(fault, 1, move |request| request.method == method);
            let (frozen, mut row) = (frozen(1), Row::new());
            row.until_taken(&|| speaker(&proxy.url()), &frozen, Op::Publish);
            proxy.settle();
            let seen = row.look_back(&mut speaker(&proxy.url()), &frozen, Op::Publish);
            assert!(matches!(seen, Seen::Same(_)), "{fault:?} {method}: {seen:?}");
            let posts = site.posts();
            let states: Vec<_> = posts.iter().map(|post| (&*post.status, &*post.slug)).collect();
            assert_eq!(states, [("published", &*frozen.slug)], "{fault:?} {method}");
            assert_eq!(proxy.counts().get(&fault), Some(&1), "{fault:?} {method}");
        }
    }
}

#[test]
fn a_publication_that_comes_late_does_not_undo_a_withdrawal() {
    let site = Site::start();
    let proxy = Proxy::new(&site.url(), Faults::default());
    proxy.plan(Fault::Late, 1, |request| request.method == "PUT");
    let (mut ghost, mut row, frozen) = (speaker(&proxy.url()), Row::new(), frozen(1));
    let answer = row.once(&mut ghost, &frozen, Op::Publish);
    assert!(matches!(answer, Answer::Unknown { .. }), "{answer:?}");
    // While it is still on its way the text is taken back.
    row.until_taken(&|| speaker(&proxy.url()), &frozen, Op::Withdraw);
    proxy.settle();
    assert_eq!(site.posts()[0].status, "draft");
}

#[test]
fn a_correction_that_comes_late_does_not_undo_the_next() {
    let site = Site::start();
    let proxy = Proxy::new(&site.url(), Faults::default());
    let (mut ghost, mut row, first) = (speaker(&proxy.url()), Row::new(), frozen(1));
    row.taken(&mut ghost, &first, Op::Publish);
    proxy.plan(Fault::Late, 1, |request| request.method == "PUT");
    let (second, mut third) = (corrected(&first), corrected(&first));
    third.html = third.html.replace("kawan-kawan", "semua");
    row.once(&mut ghost, &second, Op::Correct);
    row.until_taken(&|| speaker(&proxy.url()), &third, Op::Correct);
    proxy.settle();
    assert!(site.posts()[0].html.contains("semua"));
}

#[test]
fn a_slug_that_is_taken_is_adopted_and_told() {
    let site = Site::start();
    let mut row = Row::new();
    let other = frozen(2);
    row.taken(&mut speaker(&site.url()), &other, Op::Publish);
    let mut own = frozen(1);
    own.slug.clone_from(&other.slug);
    let receipt = Row::new().taken(&mut speaker(&site.url()), &own, Op::Publish);
    assert_eq!(receipt.remote.slug, Some(format!("{}-2", own.slug)));
    assert!(receipt.visible);
    assert_eq!(site.posts().len(), 2);
}

/// `t`aken, `n`ot now, `r`efused, `c`onflict or `u`nknown; and why.
fn short(answer: &Answer) -> (char, String) {
    match answer {
        Answer::Taken(_) => ('t', String::new()),
        Answer::NotNow { trouble, .. } => ('n', trouble.key.clone()),
        Answer::Refused(trouble) => ('r', trouble.key.clone()),
        Answer::Conflict { trouble, .. } => ('c', trouble.key.clone()),
        Answer::Unknown { trouble } => ('u', trouble.key.clone()),
    }
}

#[test]
fn each_trouble_has_its_name() {
    #[track_caller]
    fn check(change: fn(&mut Modes), key: &str, want: (char, &str)) {
        let site = Site::start();
        site.set(change);
        let mut ghost = speaker_of(&destination(&site.url(), &[]), key);
        let answer = Row::new().once(&mut ghost, &frozen(1), Op::Publish);
        let (kind, name) = short(&answer);
        assert_eq!((kind, &*name), want, "{answer:?}");
        assert_eq!(site.posts(), []);
    }
    let other = KEY.replace("3a7c", "3a7d");
    let unknown = KEY.replace("65f0c", "65f0d");
    check(|modes| modes.booting = true, KEY, ('n', "ghost-booting"));
    check(|modes| modes.reads_only = true, KEY, ('r', "ghost-permission"));
    check(|_| (), &other, ('r', "ghost-key"));
    check(|_| (), &unknown, ('r', "ghost-key"));
    check(|modes| modes.wall = Some(Reply::html(200, "<title>Masuk")), KEY, ('n', "portal"));
    check(|modes| modes.wall = Some(Reply::html(502, "<h1>")), KEY, ('n', "server-error"));
    check(
        |modes| modes.wall = Some(Reply::redirect(301, "https://lain.id/x")),
        KEY,
        ('n', "redirect"),
    );
    check(
        |modes| modes.wall = Some(Reply::new(200, "application/json", "{\"ok\":true}")),
        KEY,
        ('n', "not-ours"),
    );
}

#[test]
fn a_headline_that_ghost_would_refuse_is_not_sent() {
    let site = Site::start();
    let mut frozen = frozen(1);
    frozen.headline = "á".repeat(255);
    Row::new().taken(&mut speaker(&site.url()), &frozen, Op::Publish);
    frozen.headline.push('a');
    site.forget_log();
    let answer = Row::new().once(&mut speaker(&site.url()), &frozen, Op::Correct);
    let Answer::Refused(trouble) = answer else { panic!("{answer:?}") };
    assert_eq!((&*trouble.key, &*trouble.values["count"]), ("ghost-title", "256"));
    assert_eq!(site.log().len(), 0);
}

#[test]
fn nobody_is_shown_the_key() {
    // A server that says all that it was told.
    let echo = Server::start(|request| {
        let heard = request.header("Authorization").unwrap_or_default();
        if heard.is_empty() {
            let site = "{\"site\":{\"title\":\"x\",\"url\":\"http://x.id/\",\"version\":\"6.65\"}}";
            return Reply::new(200, "application/json", site);
        }
        let error = serde_json::json!({ "errors": [{ "message": heard, "context": heard,
            "type": heard, "code": heard, "property": heard }] });
        Reply::new(422, "application/json", error.to_string())
    });
    let secret = KEY.split_once(':').unwrap().1;
    let mut ghost = speaker(&echo.url());
    let mut row = Row::new();
    let mut said = vec![format!("{:?}", row.once(&mut ghost, &frozen(1), Op::Publish))];
    said.push(format!("{:?}", row.look_back(&mut ghost, &frozen(1), Op::Publish)));
    ghost.check(&mut |step| said.push(format!("{step:?}")));
    said.append(&mut row.told);
    let said = said.join("\n");
    for exchange in echo.log() {
        if let Some(token) = exchange.request.header("Authorization") {
            let parts = token.trim_start_matches("Ghost ").split('.');
            // What is cut off at its end is found by its start.
            let starts = parts.map(|part| part.chars().take(20).collect::<String>());
            let found: Vec<_> = starts.filter(|start| said.contains(start)).collect();
            assert!(found.is_empty(), "{found:?} in {said}");
        }
    }
    assert!(said.contains("ghost-rejected") && !said.contains(secret), "{said}");
    let site = Site::start();
    let mut row = Row::new();
    row.taken(&mut speaker(&site.url()), &frozen(1), Op::Publish);
    let told = format!("{} {:?}", row.told.join("\n"), row.remote);
    assert!(!told.contains(secret) && !told.contains("Ghost ey"), "{told}");
    // It goes out nowhere but in the header, and not even there as it is.
    for exchange in site.log() {
        let sent = format!("{:?}", exchange.request);
        assert!(!sent.contains(secret));
        let page = !exchange.request.target.starts_with("/ghost/");
        assert!(!page || exchange.request.header("Authorization").is_none());
    }
}
