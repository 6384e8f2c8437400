//! `show`: one article, and what other commands print after they changed it.

use super::args::texts::Show;
use super::documents;
use super::out::badge::Badge;
use super::out::table::Pairs;
use super::out::{Failure, Tone};
use super::time;
use super::{Exit, Front};
use crate::cli::args::values::ShowFormat;
use crate::desk::{Desk, Intent};
use crate::domain::dateline::dateline;
use crate::domain::stage::StageName;
use crate::domain::view::ArticleView;
use crate::text::markdown;
use crate::visible::Visible;

/// A measure that is comfortable to read, where the terminal is wider.
const MEASURE: usize = 76;

pub fn run(front: &mut Front, args: &Show) -> Result<Exit, Failure> {
    let desk = front.open(Intent::Read)?;
    let label = args.revision.as_ref().map(ToString::to_string);
    let view =
        desk.article(&args.article, label.as_deref()).map_err(|error| front.refuse(error))?;
    if view.revision.erased {
        let short = view.row.short.as_str();
        front.printer.note(&front.printer.say("erase-shown", &[("short", short.into())]));
    }
    if front.printer.json_wanted() || args.format == ShowFormat::Text {
        return print(front, &desk, &view);
    }
    let text = &view.manuscript;
    let mut page = String::new();
    if args.format == ShowFormat::Html {
        page.push_str("<h1>");
        markdown::escape(&text.headline, &mut page);
        page.push_str("</h1>\n");
        markdown::html(&text.body, &mut page);
    } else {
        page.push_str("# ");
        page.push_str(&text.headline);
        page.push_str("\n\n");
        page.push_str(&text.body);
        page.push('\n');
    }
    front.printer.text(&page)?;
    Ok(Exit::Done)
}

/// Prints an article in full.
pub fn print(front: &Front, desk: &Desk, view: &ArticleView) -> Result<Exit, Failure> {
    // A text that was approved has been judged; the lexicon and the office's names are not read to
    // say so once more. `check` tells of any text.
    let is_open = matches!(view.state.name(), StageName::Draft | StageName::Submitted);
    let findings = if is_open {
        desk.findings_in(view).map_err(|error| front.refuse(error))?
    } else {
        Vec::new()
    };
    let words = front.printer.words();
    if front.printer.json_wanted() {
        front.printer.json(&documents::article(view, &findings, words))?;
        return Ok(Exit::Done);
    }
    let text = &view.manuscript;
    let headline = match filled(&text.headline) {
        Some(headline) => headline.to_owned(),
        None => words.say("no-headline", &[]),
    };
    for row in Visible::line(&headline).wrap(front.printer.width()) {
        front.printer.spans(&[(Tone::Strong, row.as_str())])?;
    }
    let body_width = front.printer.width().min(MEASURE);
    let line = dateline(&text.place, text.date, &text.language);
    front.printer.pairs(&facts(front, desk, view)?)?;
    front.printer.line("")?;
    let plain = &text.body;
    let body = if line.is_empty() { plain.clone() } else { format!("{line} — {plain}") };
    for row in Visible::lines(&body).wrap(body_width) {
        front.printer.line(row.as_str())?;
    }
    if !text.byline.is_empty() {
        front.printer.line("")?;
        front.printer.line(&format!("({})", text.byline))?;
    }
    if !findings.is_empty() {
        front.printer.line("")?;
        for finding in &findings {
            super::check::line(front, finding, None)?;
        }
    }
    Ok(Exit::Done)
}

fn facts(front: &Front, desk: &Desk, view: &ArticleView) -> Result<Pairs, Failure> {
    let house = desk.house().map_err(|error| front.refuse(error))?;
    let words = front.printer.words();
    let say = |key: &str| front.printer.say(key, &[]);
    let now = desk.clock().now();
    let (row, state, text) = (&view.row, &view.state, &view.manuscript);
    let moment = |at| time::full(at, house.zone, words);
    let mut pairs = Pairs::new();
    if let Some(badge) =
        Badge::of(state.name().word(), state.returned(), state.correction.is_some())
    {
        pairs.push(&say("label-stage"), badge.cell(words));
    }
    let until = state.trash_until().map(|until| {
        let key = if until < now { "trash-was-until" } else { "trash-until" };
        words.say(key, &[("until", moment(until).into())])
    });
    pairs.push_some(&say("label-trash"), until.as_deref());
    let named = |people: &[String]| (!people.is_empty()).then(|| people.join(", "));
    pairs.push_some(&say("label-waiting-for"), named(&view.waiting_for).as_deref());
    pairs.push(&say("label-revision"), view.revision.label.as_str());
    pairs.push_some(
        &say("label-live-revision"),
        view.live_revision.map(|number| number.to_string()).as_deref(),
    );
    let live = state.live.as_ref();
    pairs.push_some(&say("label-published"), live.map(|live| moment(live.first)).as_deref());
    pairs.push_some(
        &say("label-scheduled"),
        documents::scheduled(&state.stage).map(moment).as_deref(),
    );
    let path = state.address.as_ref().map(|address| address.path.as_str());
    pairs.push_some(&say("label-path"), path);
    pairs.push(&say("label-author"), view.author.as_str());
    pairs.push_some(&say("label-contributors"), named(&view.contributors).as_deref());
    pairs.push_some(&say("field-section"), filled(&text.section));
    pairs.push_some(&say("field-tags"), named(&text.tags).as_deref());
    pairs.push_some(&say("field-summary"), filled(&text.summary));
    pairs.push_some(&say("field-due"), state.plan.due.map(moment).as_deref());
    pairs.push_some(&say("field-embargo"), state.plan.embargo.map(moment).as_deref());
    pairs
        .push(&say("label-words"), words.number(i64::try_from(text.words()).unwrap_or(0)).as_str());
    pairs.push(&say("label-updated"), time::near(row.updated, now, house.zone, words).as_str());
    pairs.push(&say("label-id"), format!("{} ({})", row.short, view.slug).as_str());
    Ok(pairs)
}

fn filled(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
