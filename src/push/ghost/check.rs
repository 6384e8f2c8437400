//! The guided check: who is there, what time it is there, whether the key is good, and a draft with
//! a hard text that goes there, comes back, and is taken away again.

use std::collections::BTreeMap;

use serde_json::json;

use super::Ghost;
use super::post::Post;
use crate::domain::delivery::{Destination, Trouble};
use crate::push::classify::Bad;
use crate::push::{Step, Verdict};

/// From here on somebody should know that a clock is wrong.
const SKEW: i64 = 60_000;
/// All that is known to be changed on its way by something that stands between.
const HARD: &str = "<div class=\"redaksi\" data-redaksi=\"uji 0\">\n<p>“Kutipan” — a &lt; b &amp;&amp; \
    c &gt; d \\ 😀 e\u{301}</p>\n<ol start=\"3\"><li>tiga</li></ol>\n<table><tbody><tr><td>1</td></tr>\
    </tbody></table>\n</div>";
const TAG: &str = "#redaksi-uji";

type Tell<'a> = &'a mut dyn FnMut(Step);

pub(super) fn run(ghost: &mut Ghost, tell: Tell<'_>) {
    let _ended = steps(ghost, tell);
}

/// None as soon as the rest has no sense.
fn steps(ghost: &mut Ghost, tell: Tell<'_>) -> Option<()> {
    let site = match ghost.site() {
        Ok(site) => site,
        Err(bad) => return fail(ghost, tell, "step-ghost-site", &bad),
    };
    let found = Destination { url: ghost.root.clone(), ..ghost.destination.clone() };
    let own = ghost.client.origin().has(&site.url);
    let values = [("site", site.title), ("version", site.version), ("url", site.url)];
    // Readers elsewhere: what they see is not asked for.
    let elsewhere = (!own).then(|| trouble(ghost, "ghost-elsewhere"));
    let verdict = if own { Verdict::Good } else { Verdict::Doubtful };
    tell(Step { found: Some(found), ..step("step-ghost-site", verdict, values, elsewhere) });
    let seconds = ghost.skew / 1_000;
    let wrong = (ghost.skew.abs() > SKEW).then(|| trouble(ghost, "ghost-skew"));
    let verdict = if wrong.is_some() { Verdict::Doubtful } else { Verdict::Good };
    tell(step("step-ghost-clock", verdict, [("seconds", seconds.to_string())], wrong));
    if let Err(bad) = ghost.list("tag:hash-redaksi-uji") {
        return fail(ghost, tell, "step-ghost-key", &bad);
    }
    tell(step("step-ghost-key", Verdict::Good, [], None));
    round(ghost, tell)
}

fn round(ghost: &mut Ghost, tell: Tell<'_>) -> Option<()> {
    const STEP: &str = "step-ghost-round";
    let before = ghost.means.clock.now();
    let title = format!("Uji redaksi {}", before.ms());
    let card = json!({ "type": "html", "version": 1, "html": HARD });
    let lexical = json!({ "root": { "children": [card], "direction": null, "format": "",
        "indent": 0, "type": "root", "version": 1 } });
    let body = json!({ "posts": [{ "title": title, "slug": format!("uji-redaksi-{}", before.ms()),
        "status": "draft", "lexical": lexical.to_string(), "tags": [{ "name": TAG }] }] });
    let made = ghost.create("", &body);
    let came = ghost.list("tag:hash-redaksi-uji");
    let found = came.as_ref().map_or(&[][..], Vec::as_slice);
    let whole = found.iter().any(|post| post.base.title == title && post.base.body == HARD);
    // Whatever came of it, it is taken away again, with the tag that Ghost made for it; so is what
    // a check left that was cut off.
    let away = away(ghost, found);
    let failed = made.err().or(came.err()).or(away.err());
    if let Some(bad) = failed {
        return fail(ghost, tell, STEP, &bad);
    }
    if !whole {
        let changed = trouble(ghost, "ghost-not-kept");
        tell(step(STEP, Verdict::Bad, [], Some(changed)));
        return None;
    }
    let (sent, received) = ghost.client.moved();
    let took = ghost.means.clock.now().ms() - before.ms();
    let values = [
        ("milliseconds", took.to_string()),
        ("sent", sent.to_string()),
        ("received", received.to_string()),
    ];
    tell(step(STEP, Verdict::Good, values, None));
    Some(())
}

fn away(ghost: &mut Ghost, found: &[Post]) -> Result<(), Bad> {
    let is_ours = |post: &&Post| {
        post.base.status == "draft" && post.base.title.starts_with("Uji redaksi ")
    };
    for post in found.iter().filter(is_ours) {
        ghost.delete(&format!("posts/{}/", post.id))?;
    }
    let tags = found.iter().flat_map(|post| &post.internal);
    let tag = tags.into_iter().find(|(name, _)| name == TAG);
    tag.map_or(Ok(()), |(_, id)| ghost.delete(&format!("tags/{id}/")))
}

fn step<const N: usize>(
    key: &'static str,
    verdict: Verdict,
    values: [(&str, String); N],
    trouble: Option<Trouble>,
) -> Step {
    let values = values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Step { key, verdict, values, trouble, found: None }
}

fn fail(ghost: &Ghost, tell: Tell<'_>, key: &'static str, bad: &Bad) -> Option<()> {
    let trouble = bad.trouble(ghost.means.clock.now());
    tell(step(key, Verdict::Bad, [], Some(trouble)));
    None
}

fn trouble(ghost: &Ghost, key: &str) -> Trouble {
    let seconds = (ghost.skew / 1_000).to_string();
    let values = [("fields".to_owned(), String::new()), ("seconds".to_owned(), seconds)];
    Trouble {
        key: key.to_owned(),
        values: BTreeMap::from(values),
        at: ghost.means.clock.now(),
        exchange: None,
        said: None,
    }
}
