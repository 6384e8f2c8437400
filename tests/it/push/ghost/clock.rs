//! Clocks that are wrong: tokens are made for the time that the server has.

use redaksi::domain::delivery::{Answer, Op};

use super::row::{Row, frozen, speaker};
use crate::net::ghost::Ghost as Site;
use crate::net::http::Reply;

#[test]
fn a_clock_that_is_wrong_is_no_hindrance() {
    for seconds in [-86_400, -600, -299, 0, 299, 600, 86_400] {
        let site = Site::start();
        site.set(|modes| modes.clock_skew = seconds);
        let receipt = Row::new().taken(&mut speaker(&site.url()), &frozen(1), Op::Publish);
        assert!(receipt.visible, "{seconds}");
        let log = site.log();
        let refused: Vec<_> = log.iter().filter(|it| it.reply.status >= 400).collect();
        assert!(refused.is_empty(), "{seconds}: {refused:?}");
    }
}

#[test]
fn a_time_that_a_cache_held_is_mended_by_the_first_refusal() {
    let site = Site::start();
    site.set(|modes| modes.site_age = 3_600);
    let receipt = Row::new().taken(&mut speaker(&site.url()), &frozen(1), Op::Publish);
    assert!(receipt.visible);
    let refused = site.log().iter().filter(|it| it.reply.status == 401).count();
    assert_eq!(refused, 1);
    assert_eq!(site.posts().len(), 1);
}

#[test]
fn a_token_that_stays_too_old_is_a_trouble_of_the_clock() {
    let site = Site::start();
    let mut ghost = speaker(&site.url());
    let error = serde_json::json!({ "errors": [{ "message": "Invalid token: jwt expired",
        "type": "UnauthorizedError", "code": "INVALID_JWT" }] });
    let wall = Reply::new(401, "application/json", error.to_string());
    let mut row = Row::hooked(|_| ());
    let first = frozen(1);
    row.taken(&mut ghost, &first, Op::Publish);
    // The first call without a name is answered before the wall stands.
    let site_answer = site.log()[0].reply.clone();
    let server = crate::net::http::Server::start(move |request| {
        if request.path().ends_with("/site/") { site_answer.clone() } else { wall.clone() }
    });
    let answer = Row::new().once(&mut speaker(&server.url()), &first, Op::Publish);
    let Answer::Refused(trouble) = answer else { panic!("{answer:?}") };
    assert_eq!(trouble.key, "ghost-clock");
    // Once more with a better time, and no more.
    assert_eq!(server.log().len(), 3);
}
