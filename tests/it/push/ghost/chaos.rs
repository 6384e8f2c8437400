//! Every fault of the proxy at once, and a process that dies: each article is public exactly once,
//! then in its corrected words, then not at all.

use redaksi::domain::delivery::{Frozen, Op};
use redaksi::push::Seen;

use super::row::{LATE, Row, corrected, frozen, native, speaker};
use crate::net::ghost::{Ghost as Site, Post};
use crate::net::proxy::{Faults, Proxy};

const ARTICLES: u64 = 60;
const THREADS: usize = 6;
/// Of the commits, one in so many is the last of its process.
const KILLS: f64 = 0.08;

type Make = fn(&str) -> redaksi::push::ghost::Ghost;
type Articles = Vec<(Frozen, Row<'static>)>;

/// Delivers all of them, by a few threads.
fn all(url: &str, make: Make, articles: &mut Articles, op: Op) {
    let size = articles.len().div_ceil(THREADS);
    std::thread::scope(|scope| {
        for part in articles.chunks_mut(size) {
            scope.spawn(move || {
                for (frozen, row) in part {
                    row.until_taken(&|| make(url), frozen, op);
                }
            });
        }
    });
}

/// The look back, when no request can be under way any more, over a line that works.
fn sweep(proxy: &Proxy, make: Make, articles: &mut Articles, op: Op) {
    proxy.settle();
    proxy.set_active(false);
    std::thread::sleep(std::time::Duration::from_millis(LATE));
    let mut ghost = make(&proxy.url());
    for (frozen, row) in articles {
        match row.look_back(&mut ghost, frozen, op) {
            Seen::Same(remote) => row.remote = remote,
            other => panic!("{op:?} of {}: {other:?}", frozen.article),
        }
    }
    proxy.set_active(true);
}

fn of<'p>(posts: &'p [Post], frozen: &Frozen) -> Vec<&'p Post> {
    let tag = format!("#redaksi-{}", frozen.article);
    posts.iter().filter(|post| post.tags.contains(&tag)).collect()
}

/// Exactly one post of each, public, with these words and the slug that was asked for.
fn judge_public(site: &Site, articles: &Articles, words: &str) {
    let posts = site.posts();
    for (frozen, row) in articles {
        let found = of(&posts, frozen);
        let [post] = *found else { panic!("{found:?}\n{}", row.told.join("\n")) };
        assert_eq!((&*post.status, &post.title), ("published", &frozen.headline));
        assert_eq!(post.slug, frozen.slug);
        assert!(post.html.contains(words), "{post:?}");
        assert_eq!(post.tags[..2], ["Berita Terkini", "Pemilu"]);
    }
    assert_eq!(posts.len(), articles.len());
}

fn run(make: Make, probability: f64, seed: u64) {
    let site = Site::start();
    let proxy = Proxy::new(&site.url(), Faults { seed, probability, ..Faults::default() });
    let row = |number| Row::killed(seed * 1_000 + number, KILLS);
    let mut articles: Articles =
        (0..ARTICLES).map(|number| (frozen(number), row(number))).collect();

    all(&proxy.url(), make, &mut articles, Op::Publish);
    let twice = articles.iter().filter(|(frozen, _)| {
        of(&site.posts(), frozen).iter().filter(|post| post.status == "published").count() != 1
    });
    assert_eq!(twice.count(), 0);
    let strays = site.posts().len() - articles.len();
    sweep(&proxy, make, &mut articles, Op::Publish);
    judge_public(&site, &articles, "kawan.");
    let calls: usize = articles.iter().map(|(_, row)| row.told.len()).sum();

    for (frozen, _) in &mut articles {
        *frozen = corrected(frozen);
    }
    all(&proxy.url(), make, &mut articles, Op::Correct);
    sweep(&proxy, make, &mut articles, Op::Correct);
    judge_public(&site, &articles, "kawan-kawan.");

    all(&proxy.url(), make, &mut articles, Op::Withdraw);
    sweep(&proxy, make, &mut articles, Op::Withdraw);
    let posts = site.posts();
    assert!(posts.iter().all(|post| post.status == "draft"));
    // One draft of each is left, with its history: none is a stray.
    assert_eq!(posts.len(), articles.len());
    let newsletter = site.log().iter().any(|it| it.request.target.contains("newsletter"));
    assert!(!newsletter, "readers get no mail of it");
    println!(
        "Ghost at {probability}: {strays} strays before the sweep, {} lines an article to publish; \
         faults {:?}",
        calls / articles.len(),
        proxy.counts(),
    );
}

#[test]
fn each_article_is_public_once_through_faults_and_kills() {
    run(speaker, 0.30, 21);
}

#[test]
fn each_article_is_public_once_where_almost_half_goes_wrong() {
    run(speaker, 0.45, 22);
}

#[test]
fn each_article_is_public_once_where_ghost_takes_it_apart() {
    run(native, 0.30, 23);
}
