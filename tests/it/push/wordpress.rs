//! What goes wrong between a desk and a site, one by one, and what is made of it.

use std::time::Duration;

use redaksi::domain::delivery::{Answer, Frozen, Op, Receipt, Trouble};
use redaksi::keys::secret::Secret;
use redaksi::push::http::Machine;
use redaksi::push::wordpress::{Base, WordPress as Speaking};
use redaksi::push::{Seen, Speaker as _};

use super::support::{
    LATE, Row, corrected, destination, frozen, machine, means, speaker, speaker_of,
};
use crate::net::http::{Reply, Request};
use crate::net::proxy::{Fault, Faults, Proxy};
use crate::net::wordpress::{Notices, WordPress};

/// A site, an account of an author, an article and its row.
struct Desk {
    site: WordPress,
    wp: Speaking,
    frozen: Frozen,
    row: Row,
}

impl Desk {
    fn new() -> Self {
        let site = WordPress::start();
        let told = site.site();
        let wp = speaker(&told, &told.author);
        Self { site, wp, frozen: frozen(1), row: Row::new() }
    }

    fn deliver(&mut self, op: Op) -> Answer {
        self.row.once(&mut self.wp, &self.frozen, op)
    }

    #[track_caller]
    fn taken(&mut self, op: Op) -> Receipt {
        match self.deliver(op) {
            Answer::Taken(receipt) => receipt,
            other => panic!("{other:?}\n{}", self.row.told.join("\n")),
        }
    }

    #[track_caller]
    fn published(mut self) -> Self {
        assert!(self.taken(Op::Publish).visible);
        self
    }

    #[track_caller]
    fn conflict(&mut self, op: Op) -> (Trouble, Option<Base>) {
        match self.deliver(op) {
            Answer::Conflict { trouble, theirs } => {
                (trouble, theirs.map(|theirs| Base::read(&theirs).unwrap()))
            }
            other => panic!("{other:?}"),
        }
    }

    fn seen(&mut self, op: Op) -> Seen {
        let parcel = self.row.parcel(&self.frozen, op);
        self.wp.look_back(&parcel, &self.frozen, &mut self.row)
    }

    /// Changes the article's post behind our back.
    fn tamper(&self, change: impl Fn(&mut crate::net::wordpress::state::Post)) {
        self.site.tamper(|state| {
            for post in state.posts.values_mut() {
                change(post);
            }
        });
    }

    fn statuses(&self) -> Vec<String> {
        self.site.posts().into_iter().map(|post| post.status).collect()
    }
}

pub(super) fn key(answer: &Answer) -> (char, &str) {
    match answer {
        Answer::Taken(_) => ('t', ""),
        Answer::NotNow { trouble, .. } => ('n', &trouble.key),
        Answer::Refused(trouble) => ('r', &trouble.key),
        Answer::Conflict { trouble, .. } => ('c', &trouble.key),
        Answer::Unknown { trouble } => ('u', &trouble.key),
    }
}

#[test]
fn without_faults_an_article_costs_seven_requests() {
    let mut desk = Desk::new();
    let receipt = desk.taken(Op::Publish);
    assert!(receipt.visible);
    assert_eq!(desk.row.told.len(), 7, "{}", desk.row.told.join("\n"));
    assert_eq!(desk.row.sendings, 2);
    assert_eq!(receipt.remote.slug.as_deref(), Some(&*desk.frozen.slug));
    assert_eq!(receipt.remote.began, None);
    assert!(receipt.remote.url.unwrap().starts_with(&desk.site.url()));
    let posts = desk.site.posts();
    assert_eq!((posts.len(), posts[0].status.as_str()), (1, "publish"));
    // Again, as after a crash before the desk heard of it: two requests that look.
    desk.row.told.clear();
    desk.taken(Op::Publish);
    assert_eq!((desk.row.told.len(), desk.row.sendings), (2, 2));
    assert!(matches!(desk.seen(Op::Publish), Seen::Same(_)));
}

#[test]
fn a_correction_goes_by_id_and_a_withdrawal_to_the_bin_and_back() {
    let mut desk = Desk::new().published();
    desk.frozen = corrected(&desk.frozen);
    assert!(desk.taken(Op::Correct).visible);
    assert!(matches!(desk.seen(Op::Correct), Seen::Same(_)));
    assert!(desk.taken(Op::Withdraw).visible, "readers see that it is gone");
    assert_eq!(desk.statuses(), ["trash"]);
    assert!(matches!(desk.seen(Op::Withdraw), Seen::Same(_)));
    desk.taken(Op::Withdraw);
    // Approved anew, it comes back under its old name.
    let receipt = desk.taken(Op::Publish);
    assert_eq!(receipt.remote.slug.as_deref(), Some(&*desk.frozen.slug));
    assert_eq!(desk.statuses(), ["publish"]);
}

#[test]
fn what_the_editors_of_the_site_write_is_not_overwritten() {
    let mut desk = Desk::new().published();
    desk.tamper(|post| post.content = post.content.replace("kawan", "lawan"));
    match desk.seen(Op::Publish) {
        Seen::Differs { trouble, theirs } => {
            assert_eq!(trouble.key, "edited-there");
            assert!(Base::read(&theirs.unwrap()).unwrap().words().contains("lawan"));
        }
        other => panic!("{other:?}"),
    }
    desk.frozen = corrected(&desk.frozen);
    let (trouble, theirs) = desk.conflict(Op::Correct);
    assert_eq!(trouble.key, "edited-there");
    let theirs = theirs.unwrap();
    assert!(theirs.words().contains("lawan"));
    assert!(desk.site.posts()[0].content.contains("lawan"));
    // A person read it and took it as the new base: ours goes over it.
    let base = theirs.text();
    desk.row.remote.digest = Some(redaksi::domain::ids::Digest::of(base.as_bytes()));
    desk.row.remote.base = Some(base);
    desk.taken(Op::Correct);
    assert!(!desk.site.posts()[0].content.contains("lawan"));
}

#[test]
fn what_stands_beside_the_words_counts_too() {
    for change in [
        |post: &mut crate::net::wordpress::state::Post| post.slug = "lain".into(),
        |post: &mut crate::net::wordpress::state::Post| post.categories = vec![7],
        |post: &mut crate::net::wordpress::state::Post| post.status = "draft".into(),
        |post: &mut crate::net::wordpress::state::Post| post.title = "Lain".into(),
    ] {
        let mut desk = Desk::new().published();
        desk.tamper(change);
        desk.frozen = corrected(&desk.frozen);
        assert_eq!(desk.conflict(Op::Correct).0.key, "edited-there");
    }
}

#[test]
fn an_edit_between_look_and_update_is_found_after_the_fact() {
    let mut desk = Desk::new().published();
    desk.frozen = corrected(&desk.frozen);
    // Somebody saves while our update is on its way.
    let site = desk.site.site();
    let proxy =
        Proxy::new(&site.url, Faults { slow: Duration::from_millis(1), ..Faults::default() });
    let editor = site.client(&site.editor);
    let id = desk.row.remote.id.clone().unwrap();
    let content = desk.site.posts()[0].content.replace("kawan", "lawan");
    proxy.plan(Fault::Slow, 1, move |request: &Request| {
        if request.writes() {
            let body = serde_json::json!({ "content": content });
            let route = format!("/?rest_route=/wp/v2/posts/{id}");
            assert_eq!(editor.post(&route, &body).unwrap().status, 200);
        }
        request.writes()
    });
    desk.wp = speaker(&site.at(&proxy.url()), &site.author);
    // Addresses are the proxy's from here on.
    let (trouble, theirs) = desk.conflict(Op::Correct);
    assert_eq!(trouble.key, "overwrote");
    assert!(theirs.unwrap().words().contains("lawan"));
}

#[test]
fn what_was_thrown_away_there_is_not_brought_back() {
    let mut desk = Desk::new().published();
    desk.tamper(|post| post.status = "trash".into());
    assert!(matches!(desk.seen(Op::Publish), Seen::Differs { trouble, .. }
        if trouble.key == "trashed-there"));
    desk.frozen = corrected(&desk.frozen);
    assert_eq!(desk.conflict(Op::Correct).0.key, "trashed-there");
    // Never known by its id, and found by its marker alone.
    desk.row.remote = redaksi::domain::delivery::Remote::default();
    assert_eq!(desk.conflict(Op::Publish).0.key, "trashed-there");
}

#[test]
fn an_id_that_belongs_to_another_post_now_is_left_alone() {
    let mut desk = Desk::new().published();
    desk.tamper(|post| post.content = "<p>Naskah orang lain.</p>".into());
    desk.frozen = corrected(&desk.frozen);
    assert_eq!(desk.conflict(Op::Correct).0.key, "not-ours-there");
    assert_eq!(desk.conflict(Op::Withdraw).0.key, "not-ours-there");
    desk.site.tamper(|state| state.posts.clear());
    assert_eq!(desk.conflict(Op::Correct).0.key, "gone-there");
    desk.taken(Op::Withdraw);
}

#[test]
fn a_slug_that_a_hidden_draft_holds_is_not_fought_for() {
    let mut desk = Desk::new();
    let site = desk.site.site();
    let body = serde_json::json!({ "title": "x", "slug": desk.frozen.slug, "status": "draft" });
    let made = site.client(&site.editor).post("/?rest_route=/wp/v2/posts", &body).unwrap();
    assert_eq!(made.status, 201);
    let receipt = desk.taken(Op::Publish);
    let slug = receipt.remote.slug.unwrap();
    assert_eq!(slug, format!("{}-2", desk.frozen.slug));
    assert_eq!(desk.site.posts().len(), 2);
}

#[test]
fn another_account_of_ours_holds_it() {
    let mut desk = Desk::new();
    let site = desk.site.site();
    let mut editor = speaker(&site, &site.editor);
    desk.row.once(&mut editor, &desk.frozen, Op::Publish);
    desk.tamper(|post| post.status = "draft".into());
    let mut row = Row::new();
    let answer = row.once(&mut desk.wp, &desk.frozen, Op::Publish);
    assert_eq!(key(&answer), ('r', "other-account"));
    assert_eq!((desk.site.posts().len(), row.sendings), (1, 0));
}

#[test]
fn copies_of_ours_go_and_those_of_people_stay() {
    let mut desk = Desk::new().published();
    let copy = |title: &str| {
        let mut post = desk.site.posts().remove(0);
        post.status = "draft".into();
        post.title = title.to_owned();
        desk.site.tamper(|state| {
            post.id = state.next_id();
            post.slug = format!("{}-x", post.id);
            state.posts.insert(post.id, post);
        });
    };
    copy(&desk.site.posts()[0].title);
    copy("Salinan untuk minggu depan");
    assert_eq!(desk.site.posts().len(), 3);
    assert!(matches!(desk.seen(Op::Publish), Seen::Same(_)));
    let left: Vec<_> = desk.site.posts().into_iter().map(|post| post.title).collect();
    assert_eq!(left.len(), 2);
    assert!(left[1].starts_with("Salinan"));
    // Two that readers see are a matter for a person.
    desk.tamper(|post| post.status = "publish".into());
    assert!(matches!(desk.seen(Op::Publish), Seen::Differs { trouble, .. }
        if trouble.key == "two-public"));
    assert_eq!(desk.site.posts().len(), 2);
}

#[test]
fn a_contributor_hands_it_to_the_editors() {
    let mut desk = Desk::new();
    let site = desk.site.site();
    desk.wp = speaker(&site, &site.contributor);
    let receipt = desk.taken(Op::Publish);
    assert!(!receipt.visible);
    assert_eq!(receipt.remote.slug, None);
    assert_eq!(desk.statuses(), ["pending"]);
    assert!(matches!(desk.seen(Op::Publish), Seen::NotYet(_)));
    desk.taken(Op::Publish);
    assert_eq!(desk.site.posts().len(), 1);
    // An editor of the site publishes it: the contributor sees that as any reader does.
    let id = desk.site.posts()[0].id;
    let body = serde_json::json!({ "status": "publish", "slug": desk.frozen.slug });
    let route = format!("/?rest_route=/wp/v2/posts/{id}");
    assert_eq!(site.client(&site.editor).post(&route, &body).unwrap().status, 200);
    match desk.seen(Op::Publish) {
        Seen::Same(remote) => assert!(remote.url.unwrap().contains(&desk.frozen.slug)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_filter_that_changes_words_is_told_before_readers_see_them() {
    let mut desk = Desk::new();
    desk.frozen.html.push_str("\n<script>x</script>");
    let (trouble, theirs) = desk.conflict(Op::Publish);
    assert_eq!(
        (trouble.key.as_str(), trouble.values["fields"].as_str()),
        ("changed-by-site", "content")
    );
    assert!(!theirs.unwrap().content.contains("<script>"));
    assert_eq!(desk.statuses(), ["draft"]);
}

#[test]
fn a_category_that_is_not_there_is_seen() {
    let mut desk = Desk::new();
    let site = desk.site.site();
    desk.frozen.section = "Berita Terkini".into();
    // An author may make none.
    assert_eq!(key(&desk.deliver(Op::Publish)), ('r', "section-missing"));
    assert_eq!(desk.site.posts().len(), 0);
    // Set-up mapped it to a number that is gone.
    let mut to = destination(&site, &site.author);
    to.settings.insert("section-berita-terkini".into(), "99".into());
    desk.wp = speaker_of(&to, &site.author);
    assert_eq!(desk.conflict(Op::Publish).0.key, "section-dropped");
    // An editor makes it, and twice is once.
    let mut next = Desk { frozen: frozen(2), row: Row::new(), ..desk };
    next.frozen.section = "Berita Terkini".into();
    next.frozen.tags = vec!["rakor".into(), "Pemilu".into()];
    next.wp = speaker(&site, &site.editor);
    next.taken(Op::Publish);
    let post = next.site.posts().remove(1);
    assert_eq!((post.categories.len(), post.tags.len()), (1, 2));
    next.wp = speaker(&site, &site.editor);
    next.taken(Op::Publish);
}

/// What is answered, and whether anything was made, where the site or what stands before it is out
/// of order.
#[test]
fn disorders_have_their_names() {
    use crate::net::wordpress::Modes;
    type Disorder = fn(&mut Modes);
    let table: [(Disorder, (char, &str)); 8] = [
        (|modes| modes.maintenance = true, ('n', "maintenance")),
        (|modes| modes.drops_authorization = true, ('r', "not-known")),
        (|modes| modes.passwords_off = true, ('r', "not-known")),
        (|modes| modes.moved_to = Some("https://www.situs.go.id".into()), ('n', "redirect")),
        (|modes| modes.wall = Some(Reply::html(403, "<h1>Blocked</h1>")), ('r', "firewall")),
        (
            |modes| modes.wall = Some(Reply::html(503, "<title>Just a moment...</title>")),
            ('r', "firewall"),
        ),
        (
            |modes| modes.wall = Some(Reply::html(429, "slow").with("Retry-After", "7")),
            ('n', "rate-limit"),
        ),
        (|modes| modes.longest_body = Some(10), ('r', "too-large")),
    ];
    for (disorder, want) in table {
        let mut desk = Desk::new();
        desk.site.set(disorder);
        let answer = desk.deliver(Op::Publish);
        assert_eq!(key(&answer), want, "{answer:?}");
        assert_eq!(desk.site.posts().len(), 0);
        assert_eq!(desk.row.remote.began, None, "nothing is in doubt: {want:?}");
        // Mended, it goes at once.
        desk.site.set(|modes| *modes = Modes::default());
        desk.taken(Op::Publish);
    }
}

#[test]
fn a_notice_before_the_json_is_an_open_question() {
    let mut desk = Desk::new();
    desk.site.set(|modes| modes.notices = Notices::Unasked);
    desk.taken(Op::Publish);
    let mut desk = Desk::new();
    desk.site.set(|modes| modes.notices = Notices::Always);
    assert_eq!(key(&desk.deliver(Op::Publish)).1, "notice");
}

#[test]
fn a_lost_answer_is_looked_for_and_never_sent_blindly() {
    for fault in [Fault::DropAfter, Fault::Cut, Fault::PortalAfter, Fault::ErrorAfter] {
        let mut desk = Desk::new();
        let site = desk.site.site();
        let proxy = Proxy::new(&site.url, Faults::default());
        desk.wp = speaker(&site.at(&proxy.url()), &site.author);
        proxy.plan(fault, 1, Request::writes);
        assert_eq!(key(&desk.deliver(Op::Publish)).0, 'u', "{fault:?}");
        assert!(desk.row.remote.began.is_some() && desk.row.remote.id.is_none());
        assert!(desk.taken(Op::Publish).visible);
        assert_eq!(desk.site.posts().len(), 1, "{fault:?}");
        assert_eq!(desk.row.remote.began, None);
    }
}

#[test]
fn nothing_is_made_anew_while_the_server_may_still_be_at_work() {
    let mut desk = Desk::new();
    let site = desk.site.site();
    let late = Duration::from_millis(LATE / 2);
    let proxy = Proxy::new(&site.url, Faults { late, ..Faults::default() });
    desk.wp = speaker(&site.at(&proxy.url()), &site.author);
    proxy.plan(Fault::Late, 1, Request::writes);
    assert_eq!(key(&desk.deliver(Op::Publish)).0, 'u');
    assert_eq!(key(&desk.deliver(Op::Publish)), ('u', "late"));
    assert_eq!((desk.site.posts().len(), desk.row.sendings), (0, 1));
    proxy.settle();
    desk.taken(Op::Publish);
    assert_eq!(desk.site.posts().len(), 1);
}

#[test]
fn a_withdrawal_waits_for_an_update_that_may_come_late() {
    let mut desk = Desk::new().published();
    let site = desk.site.site();
    let late = Duration::from_millis(LATE / 2);
    let proxy = Proxy::new(&site.url, Faults { late, ..Faults::default() });
    desk.wp = speaker(&site.at(&proxy.url()), &site.author);
    desk.frozen = corrected(&desk.frozen);
    // The link is the proxy's address now; the base is told anew.
    desk.row.remote.base = None;
    desk.row.remote.digest = None;
    proxy.plan(Fault::Late, 1, Request::writes);
    assert_eq!(key(&desk.deliver(Op::Correct)).0, 'u');
    assert_eq!(key(&desk.deliver(Op::Withdraw)), ('u', "late"));
    assert_eq!(desk.statuses(), ["trash"], "it is taken away at once");
    proxy.settle();
    assert_eq!(desk.statuses(), ["publish"], "and comes back");
    std::thread::sleep(Duration::from_millis(LATE));
    desk.taken(Op::Withdraw);
    assert_eq!(desk.statuses(), ["trash"]);
}

#[test]
fn a_request_that_ran_twice_leaves_one() {
    let mut desk = Desk::new();
    let site = desk.site.site();
    let proxy = Proxy::new(&site.url, Faults::default());
    desk.wp = speaker(&site.at(&proxy.url()), &site.author);
    proxy.plan(Fault::Twice, 5, Request::writes);
    desk.taken(Op::Publish);
    assert_eq!(desk.statuses(), ["publish"]);
}

#[test]
fn a_page_of_yesterday_is_not_yet_visible() {
    let mut desk = Desk::new();
    desk.site.freeze_pages();
    assert!(!desk.taken(Op::Publish).visible);
    assert!(matches!(desk.seen(Op::Publish), Seen::NotYet(_)));
    desk.site.thaw_pages();
    assert!(matches!(desk.seen(Op::Publish), Seen::Same(_)));
}

#[test]
fn a_time_that_the_site_takes_for_the_future_is_waited_for() {
    let mut desk = Desk::new();
    let now = desk.site.now();
    desk.site.stand_at(now - 600);
    desk.frozen.published = redaksi::domain::time::Timestamp::from_ms(now.saturating_mul(1_000));
    match desk.deliver(Op::Publish) {
        Answer::NotNow { trouble, until: Some(until) } => {
            assert_eq!(trouble.key, "clock-skew");
            assert_eq!(trouble.values["minutes"], "9");
            assert!(until.ms() > now * 1_000);
        }
        other => panic!("{other:?}"),
    }
    assert!(desk.site.posts().iter().all(|post| post.status == "draft"));
    desk.site.advance(700);
    desk.taken(Op::Publish);
}

#[test]
fn addresses_in_answers_are_not_followed() {
    let mut desk = Desk::new();
    let elsewhere = WordPress::start();
    let site = desk.site.site();
    // What the site says of itself is of another origin: kept from the desk, and asked of nobody.
    let own = desk.site.url();
    let renamed = own.replace("127.0.0.1", "localhost");
    desk.wp = speaker(&site.at(&renamed), &site.author);
    let receipt = desk.taken(Op::Publish);
    assert_eq!((receipt.remote.url, receipt.visible), (None, false));
    assert_eq!(elsewhere.log().len(), 0);
    assert!(desk.site.log().iter().all(|exchange| !exchange.request.target.contains("rapat-")
        || exchange.request.target.contains("rest_route")));
}

#[test]
fn a_password_is_in_no_word_that_is_kept() {
    let site = WordPress::start();
    let told = site.site();
    let password = told.author.password.clone();
    site.set(|modes| {
        modes.wall = Some(Reply::html(500, format!("<pre>{password}</pre>")));
    });
    let mut wp = speaker(&told, &told.author);
    let mut row = Row::new();
    let answer = row.once(&mut wp, &frozen(1), Op::Publish);
    let shown = format!("{answer:?} {:?} {wp:?} {:?}", row.told, row.remote);
    let bare = told.author.password.replace(' ', "");
    assert!(!shown.contains(&told.author.password) && !shown.contains(&bare), "{shown}");
    assert!(shown.contains("***"));
}

#[test]
fn nothing_is_made_for_an_address_that_may_not_be_spoken_to() {
    let wordpress = WordPress::start();
    let site = wordpress.site();
    let to = destination(&site, &site.author);
    let secret = || Secret::new("x").unwrap();
    assert!(Speaking::new(&to, secret(), &means(), &Machine::default()).is_err());
    let mut other = to.clone();
    other.settings.insert("root".into(), "http://127.0.0.1:9/wp-json/".into());
    assert!(Speaking::new(&other, secret(), &means(), &machine()).is_err());
}
