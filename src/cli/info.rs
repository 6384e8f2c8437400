//! `info`: where everything lies, and how much there is.

use serde_json::json;

use super::args::care::Info;
use super::out::Failure;
use super::out::table::Pairs;
use super::{Exit, Front};
use crate::desk::{DeskError, FILE, Intent};
use crate::paths::place;

pub fn run(front: &mut Front, _args: &Info) -> Result<Exit, Failure> {
    let desk = front.open(Intent::Read)?;
    let refuse = |error: DeskError| front.refuse(error);
    let house = desk.house().map_err(refuse)?;
    let counts = desk.store().stage_counts().map_err(|error| refuse(error.into()))?;
    let ends = desk.store().chain_ends().map_err(|error| refuse(error.into()))?;
    let records: u64 = ends.iter().map(|(_, seq, _)| seq).sum();
    let articles: u64 = counts.iter().map(|(_, n)| n).sum();
    let file = desk.dir().join(FILE);
    let bytes = std::fs::metadata(&file).map_or(0, |file| file.len());
    let free = place::space(desk.dir()).map_err(|error| refuse(error.into()))?.free;
    let text = |path: &std::path::Path| path.to_string_lossy().into_owned();
    if front.printer.json_wanted() {
        let stages: serde_json::Map<_, _> = counts
            .iter()
            .map(|(stage, n)| (stage.word().to_owned(), serde_json::Value::from(*n)))
            .collect();
        front.printer.json(&json!({
            "version": env!("CARGO_PKG_VERSION"),
            "sqlite": crate::store::sqlite_version(),
            "desk": text(desk.dir()),
            "state": text(desk.state_dir()),
            "site": text(&desk.site_dir()),
            "office": house.name,
            "articles": articles,
            "stages": stages,
            "records": records,
            "bytes": bytes,
            "free_bytes": free,
        }))?;
        return Ok(Exit::Done);
    }
    let words = front.printer.words();
    let say = |key: &str| words.say(key, &[]);
    let mut pairs = Pairs::new();
    pairs.push(&say("label-office"), house.name.as_str());
    pairs.push(&say("label-desk"), text(desk.dir()).as_str());
    pairs.push(&say("label-state"), text(desk.state_dir()).as_str());
    pairs.push(&say("label-site"), text(&desk.site_dir()).as_str());
    let number = |n: u64| words.number(i64::try_from(n).unwrap_or(i64::MAX));
    pairs.push(&say("label-articles"), number(articles).as_str());
    for (stage, n) in &counts {
        let name = words.say(&format!("stage-{}", stage.word()), &[]);
        pairs.push(&format!("  {name}"), number(*n).as_str());
    }
    pairs.push(&say("label-records"), number(records).as_str());
    let size = [("size", words.size(bytes).into()), ("free", words.size(free).into())];
    pairs.push(&say("label-size"), words.say("info-size", &size).as_str());
    pairs.push(&say("label-version"), env!("CARGO_PKG_VERSION"));
    front.printer.pairs(&pairs)?;
    Ok(Exit::Done)
}
