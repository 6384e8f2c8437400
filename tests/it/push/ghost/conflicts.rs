//! People at the site change things, before and while we do: nobody's words are lost.

use redaksi::domain::delivery::{Answer, Frozen, Op};
use redaksi::push::Seen;
use redaksi::push::ghost::Base;

use super::row::{Row, corrected, frozen, speaker};
use crate::net::ghost::state::Tag;
use crate::net::ghost::{Ghost as Site, Post};

/// A post that was published, and its row.
fn published(site: &Site) -> (Frozen, Row<'static>) {
    let (frozen, mut row) = (frozen(1), Row::new());
    row.taken(&mut speaker(&site.url()), &frozen, Op::Publish);
    (frozen, row)
}

/// Somebody saves in the editor, so many seconds after us.
fn edit(site: &Site, after: i64, change: impl FnOnce(&mut Post)) {
    site.tamper(|state| {
        change(&mut state.posts[0]);
        state.posts[0].updated += after;
    });
}

#[test]
fn what_somebody_changed_is_shown_and_not_written_over() {
    #[track_caller]
    fn check(key: &str, change: fn(&mut Post)) {
        let site = Site::start();
        let (first, mut row) = published(&site);
        edit(&site, 5, change);
        let before = site.posts();
        let seen = row.look_back(&mut speaker(&site.url()), &first, Op::Publish);
        let Seen::Differs { trouble, .. } = seen else { panic!("{seen:?}") };
        assert_eq!(trouble.key, key);
        let next = corrected(&first);
        let answer = row.once(&mut speaker(&site.url()), &next, Op::Correct);
        let Answer::Conflict { trouble, theirs } = answer else { panic!("{answer:?}") };
        assert_eq!(trouble.key, key);
        let theirs = Base::read(&theirs.unwrap()).unwrap();
        assert_eq!(
            (theirs.title, theirs.status),
            (before[0].title.clone(), before[0].status.clone())
        );
        assert_eq!(site.posts(), before);
    }
    check("edited-there", |post| post.title = "Judul mereka".into());
    check("edited-there", |post| post.excerpt = Some("Ringkasan mereka".into()));
    check("edited-there", |post| post.lexical = post.lexical.replace("satu", "dua"));
    check("ghost-unpublished", |post| post.status = "draft".into());
}

#[test]
fn what_somebody_deleted_is_not_made_anew() {
    let site = Site::start();
    let (first, mut row) = published(&site);
    site.tamper(|state| state.posts.clear());
    let seen = row.look_back(&mut speaker(&site.url()), &first, Op::Publish);
    assert!(matches!(seen, Seen::Differs { trouble, .. } if trouble.key == "gone-there"));
    let trouble = row.conflict(&mut speaker(&site.url()), &corrected(&first), Op::Correct);
    assert_eq!(trouble.key, "gone-there");
    assert_eq!(site.posts(), []);
    // For a withdrawal that is all that is wanted.
    assert!(row.taken(&mut speaker(&site.url()), &first, Op::Withdraw).visible);
}

#[test]
fn tags_that_people_put_there_stay() {
    let site = Site::start();
    let (first, mut row) = published(&site);
    site.tamper(|state| {
        let (id, slug) = ("65f0ff".into(), "sorotan".into());
        state.tags.push(Tag { id, name: "Sorotan".into(), slug });
        state.posts[0].tags.insert(2, "Sorotan".into());
        state.posts[0].updated += 5;
    });
    row.taken(&mut speaker(&site.url()), &corrected(&first), Op::Correct);
    let tag = format!("#redaksi-{}", first.article);
    assert_eq!(site.posts()[0].tags, ["Berita Terkini", "Pemilu", "Sorotan", &*tag]);
}

#[test]
fn a_copy_that_somebody_made_is_left_alone() {
    let site = Site::start();
    let (first, mut row) = published(&site);
    site.tamper(|state| {
        let mut copy = state.posts[0].clone();
        copy.id = "65f0abcdef".into();
        copy.title.push_str(" (Copy)");
        copy.slug.push_str("-copy");
        copy.status = "draft".into();
        state.posts.push(copy);
    });
    let seen = row.look_back(&mut speaker(&site.url()), &first, Op::Publish);
    assert!(matches!(seen, Seen::Same(_)), "{seen:?}");
    row.taken(&mut speaker(&site.url()), &corrected(&first), Op::Correct);
    assert_eq!(site.posts().len(), 2);
    // Public, it is one too many: a person decides.
    site.tamper(|state| state.posts[1].status = "published".into());
    let trouble = row.conflict(&mut speaker(&site.url()), &corrected(&first), Op::Correct);
    assert_eq!(trouble.key, "two-public");
    assert_eq!(trouble.values["other"], "65f0abcdef");
}

#[test]
fn a_stray_draft_of_ours_is_taken_away() {
    let site = Site::start();
    let (first, mut row) = published(&site);
    site.tamper(|state| {
        let mut stray = state.posts[0].clone();
        stray.id = "65f0abcdef".into();
        stray.slug.push_str("-2");
        stray.status = "draft".into();
        state.posts.push(stray);
    });
    let seen = row.look_back(&mut speaker(&site.url()), &first, Op::Publish);
    let Seen::Same(remote) = seen else { panic!("{seen:?}") };
    assert!(remote.swept.is_some());
    assert_eq!(site.posts().len(), 1);
    assert_eq!(site.posts()[0].status, "published");
}

#[test]
fn an_edit_between_our_look_and_our_change_is_seen() {
    let site = Site::start();
    let (first, row) = published(&site);
    let mut done = false;
    let mut hooked = Row::hooked(|line| {
        if line == "sending" && !done {
            done = true;
            edit(&site, 5, |post| post.title = "Judul mereka".into());
        }
    });
    hooked.remote = row.remote;
    let trouble = hooked.conflict(&mut speaker(&site.url()), &corrected(&first), Op::Correct);
    assert_eq!(trouble.key, "edited-there");
    assert_eq!(site.posts()[0].title, "Judul mereka");
}

#[test]
fn a_touch_between_our_look_and_our_change_is_no_conflict() {
    let site = Site::start();
    let (first, row) = published(&site);
    let mut done = false;
    let mut hooked = Row::hooked(|line| {
        if line == "sending" && !done {
            done = true;
            edit(&site, 5, |_| ());
        }
    });
    hooked.remote = row.remote;
    hooked.taken(&mut speaker(&site.url()), &corrected(&first), Op::Correct);
    assert!(site.posts()[0].html.contains("kawan-kawan"));
    let refused = site.log().iter().filter(|it| it.reply.status == 409).count();
    assert_eq!(refused, 1);
}

#[test]
fn an_edit_in_the_second_of_our_change_is_read_back() {
    let site = Site::start();
    let (first, row) = published(&site);
    // Ghost lets both pass, and the later wins.
    let mut hooked = Row::hooked(|line| {
        if line.starts_with("PUT") {
            edit(&site, 0, |post| post.title = "Judul mereka".into());
        }
    });
    hooked.remote = row.remote;
    let trouble = hooked.conflict(&mut speaker(&site.url()), &corrected(&first), Op::Correct);
    assert_eq!(trouble.key, "changed-by-site");
    assert_eq!(site.posts()[0].title, "Judul mereka");
}

#[test]
fn a_site_that_changes_what_it_is_sent_is_told() {
    let site = Site::start();
    site.set(|modes| modes.cleans_cards = true);
    let mut frozen = frozen(1);
    frozen.html.push_str("<table><tr><td>1</td></tr></table>");
    let trouble = Row::new().conflict(&mut speaker(&site.url()), &frozen, Op::Publish);
    assert_eq!(trouble.key, "edited-there");
    // Nothing of it is public.
    assert!(site.posts().iter().all(|post| post.status == "draft"));
}

#[test]
fn a_withdrawal_keeps_what_somebody_wrote() {
    let site = Site::start();
    let (first, mut row) = published(&site);
    edit(&site, 5, |post| post.title = "Judul mereka".into());
    let receipt = row.taken(&mut speaker(&site.url()), &first, Op::Withdraw);
    assert!(receipt.visible);
    let posts = site.posts();
    assert_eq!((&*posts[0].status, &*posts[0].title), ("draft", "Judul mereka"));
    // Somebody brings it back.
    edit(&site, 5, |post| post.status = "published".into());
    let seen = row.look_back(&mut speaker(&site.url()), &first, Op::Withdraw);
    assert!(
        matches!(&seen, Seen::Differs { trouble, .. } if trouble.key == "back-there"),
        "{seen:?}"
    );
}

#[test]
fn a_page_that_a_cache_holds_is_told() {
    let site = Site::start();
    let (first, mut row) = published(&site);
    site.set(|modes| modes.stale_pages = true);
    let next = corrected(&first);
    assert!(!row.taken(&mut speaker(&site.url()), &next, Op::Correct).visible);
    let seen = row.look_back(&mut speaker(&site.url()), &next, Op::Correct);
    assert!(matches!(seen, Seen::NotYet(_)), "{seen:?}");
    assert!(!row.taken(&mut speaker(&site.url()), &next, Op::Withdraw).visible);
    let seen = row.look_back(&mut speaker(&site.url()), &next, Op::Withdraw);
    assert!(matches!(seen, Seen::NotYet(_)), "{seen:?}");
    site.set(|modes| modes.stale_pages = false);
    let seen = row.look_back(&mut speaker(&site.url()), &next, Op::Withdraw);
    assert!(matches!(seen, Seen::Same(_)), "{seen:?}");
}
