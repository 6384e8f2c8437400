//! Every fault of the proxy at once, and a process that dies: each article is public exactly once,
//! then in its corrected words, then not at all.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use redaksi::domain::delivery::{Frozen, Op};
use redaksi::push::{Seen, Speaker as _};

use super::support::{LATE, Row, corrected, frozen, speaker};
use crate::net::judge::{Verdict, Wanted, judge, posts};
use crate::net::proxy::{Faults, Proxy};
use crate::net::site::Site;
use crate::net::wordpress::WordPress;

const ARTICLES: usize = 60;
const THREADS: usize = 3;
/// Of the commits, one in so many is the last of its process.
const KILLS: f64 = 0.08;

fn wanted(articles: &[(Frozen, Row)]) -> Vec<Wanted> {
    let text = |frozen: &Frozen| frozen.html.clone();
    let one = |(frozen, _): &(Frozen, Row)| Wanted {
        uuid: frozen.article.to_string(),
        texts: vec![text(frozen)],
    };
    articles.iter().map(one).collect()
}

/// Delivers all of them, by a few threads.
fn all(site: &Site, articles: &mut [(Frozen, Row)], op: Op) -> usize {
    let visible = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for part in articles.chunks_mut(ARTICLES.div_ceil(THREADS)) {
            let visible = &visible;
            scope.spawn(move || {
                for (frozen, row) in part {
                    let make = || speaker(site, &site.author);
                    let receipt = row.until_taken(&make, frozen, op);
                    visible.fetch_add(usize::from(receipt.visible), Ordering::SeqCst);
                }
            });
        }
    });
    visible.into_inner()
}

/// The look back, when no request can be under way any more, over a line that works.
fn sweep(site: &Site, proxy: &Proxy, articles: &mut [(Frozen, Row)], op: Op) {
    proxy.settle();
    proxy.set_active(false);
    std::thread::sleep(Duration::from_millis(LATE));
    let mut wp = speaker(site, &site.author);
    for (frozen, row) in articles {
        // It may die here, too.
        let seen = std::iter::repeat_with(|| {
            let parcel = row.parcel(frozen, op);
            wp.look_back(&parcel, frozen, row)
        });
        match seen.take(40).find(|seen| !matches!(seen, Seen::Later(_))) {
            Some(Seen::Same(remote)) => row.remote = remote,
            other => panic!("{op:?} of {}: {other:?}", frozen.article),
        }
    }
    proxy.set_active(true);
}

fn count(articles: &[(Frozen, Row)]) -> usize {
    articles.iter().map(|(_, row)| row.told.len()).sum()
}

/// Publishes, corrects and withdraws through harm; what stands there is judged past the proxy.
fn run(site: &Site, probability: f64, seed: u64) {
    let proxy = Proxy::new(&site.url, Faults { seed, probability, ..Faults::default() });
    let through = site.at(&proxy.url());
    let row = |number: usize| Row::killed(seed * 1_000 + number as u64, KILLS);
    let mut articles: Vec<_> = (0..ARTICLES).map(|number| (frozen(number), row(number))).collect();

    let visible = all(&through, &mut articles, Op::Publish);
    proxy.settle();
    let before = judge(site, &wanted(&articles));
    let calls = count(&articles);
    assert_eq!(before.duplicated, [""; 0], "{before}");
    sweep(&through, &proxy, &mut articles, Op::Publish);
    let good = Verdict { exactly_one: ARTICLES, ..Verdict::default() };
    let published = judge(site, &wanted(&articles));
    assert_eq!(published, good, "{published}");

    for (frozen, _) in &mut articles {
        *frozen = corrected(frozen);
    }
    all(&through, &mut articles, Op::Correct);
    sweep(&through, &proxy, &mut articles, Op::Correct);
    let now = judge(site, &wanted(&articles));
    assert_eq!(now, good, "{now}");
    let slugs = posts(site);
    let wrong = articles.iter().filter(|(frozen, _)| {
        !slugs.iter().any(|post| post.slug == frozen.slug && post.status == "publish")
    });
    let wrong = wrong.count();

    all(&through, &mut articles, Op::Withdraw);
    sweep(&through, &proxy, &mut articles, Op::Withdraw);
    let gone = judge(site, &wanted(&articles));
    assert_eq!((gone.exactly_one, gone.none.len()), (0, ARTICLES), "{gone}");
    println!(
        "WordPress {} at {probability}: {visible} of {ARTICLES} seen at once, strays before the \
         sweep {}, other slugs {wrong}, {} calls an article to publish; faults {:?}",
        site.version,
        before.strays.len(),
        calls / ARTICLES,
        proxy.counts(),
    );
}

#[test]
fn each_article_is_public_once_through_faults_and_kills() {
    run(&WordPress::start().site(), 0.30, 11);
}

#[test]
fn each_article_is_public_once_where_almost_half_goes_wrong() {
    let older = WordPress::start_older();
    older.set(|modes| modes.racy_slugs = Some(Duration::from_millis(30)));
    run(&older.site(), 0.45, 12);
}

#[test]
fn real_sites_through_faults_and_kills() {
    for site in Site::real() {
        run(&site, 0.30, 13);
        run(&site, 0.45, 14);
    }
}
