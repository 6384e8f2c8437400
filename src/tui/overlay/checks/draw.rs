//! How the desk check looks: what the gate says, the rows, and below them why the chosen one is
//! told and what could stand there.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::rows::Entry;
use super::{Checks, MOST_FIXES, sure};
use crate::domain::finding::{Field, Finding, Level};
use crate::lang::time;
use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::draw::{self, Part};
use crate::tui::msg::checks::Stood;
use crate::tui::overlay::answers::Scrolled;
use crate::tui::overlay::fix::{last, right, shown};
use crate::tui::overlay::review::room;
use crate::tui::panes::editor::finding_sentence;
use crate::tui::picture::Frame;
use crate::tui::theme::{Role, SELECTED};
use crate::visible::Visible;

/// Characters of the text on each side of the words.
const REACH: usize = 80;
/// Columns of words that were let stand.
const WIDEST_WORDS: usize = 40;
/// Before what is let stand.
const STOOD: &str = "✓";

/// What the gate would say now.
pub(super) struct Gate {
    pub(super) closed: bool,
    text: String,
    role: Role,
}

/// The parts of the screen.
struct Plan {
    gate: Rect,
    list: Rect,
    /// Between the list and what is told.
    rule: Rect,
    told: Rect,
}

/// A line of the list.
#[derive(Clone, Copy)]
enum Line {
    Head(Option<Level>, usize),
    First(usize),
    Context(usize),
}

impl Checks {
    pub(super) fn gate(&self, app: &App) -> Gate {
        let counts = self.counts(app);
        let strict = app.office.as_ref().is_some_and(|office| office.strict);
        let closed = counts.error > 0 || strict && counts.warning > 0;
        let mut said = Vec::new();
        for (count, level, key) in [
            (counts.error, Level::Error, "checks-errors"),
            (counts.warning, Level::Warning, "checks-warnings"),
        ] {
            if count > 0 && app.layout.is_low() {
                // What the gate says must have room.
                said.push(format!("{}{count}", app.theme.level(level).glyph));
            } else if count > 0 {
                said.push(app.say(key, &[("count", count.into())]));
            }
        }
        let key = match (closed, counts.error > 0, said.is_empty()) {
            (true, true, _) => "checks-gate-errors",
            (true, false, _) => "checks-gate-warnings",
            (false, _, true) => "checks-clean",
            (false, _, false) => "checks-gate-open",
        };
        let (sign, role) = match (closed, said.is_empty()) {
            (true, _) => ("✗", Role::Error),
            (false, true) => ("✓", Role::Ok),
            (false, false) => ("!", Role::Warn),
        };
        let found = said.join(if app.layout.is_low() { " " } else { ", " });
        let said = app.say(key, &[("found", found.into())]);
        let text = if app.layout.is_low() { said } else { format!("{sign} {said}") };
        Gate { closed, text, role }
    }

    /// What stands beside the gate: suggestions that are not shown, what was let stand, what is missing.
    fn beside(&self, app: &App) -> String {
        let Some(doc) = &app.doc else { return String::new() };
        let mut said = Vec::new();
        if !doc.is_checked() {
            said.push(app.say("checks-reading", &[]));
        }
        let missing: Vec<String> = doc
            .missing()
            .map(|name| app.say(&format!("field-{name}"), &[]).to_lowercase())
            .collect();
        if !missing.is_empty() {
            said.push(app.say("details-missing", &[("fields", missing.join(", ").into())]));
        }
        let key = |action| app.keymap.label(action, Context::Check).unwrap_or_default();
        for (count, words, action) in [
            (self.counts(app).suggestion as usize, "checks-suggestions", Action::CheckSuggestions),
            (doc.found.aside(), "checks-aside", Action::CheckSuggestions),
            (doc.found.dismissed().len(), "checks-stood", Action::CheckDismissed),
        ] {
            if count > 0 {
                let values = [("count", count.into()), ("key", key(action).into())];
                said.push(app.say(words, &values));
            }
        }
        said.join(" · ")
    }

    fn plan(&self, app: &App) -> Plan {
        let inner = draw::inside(app, room(app), 0);
        let gate = draw::row(inner, 0);
        let rest = draw::below(inner, 1);
        let width = rest.width.saturating_sub(2);
        let wanted = u16::try_from(self.words(app, width).len()).unwrap_or(u16::MAX);
        let line = u16::from(!app.layout.is_low() && wanted > 0);
        let told = wanted.min(rest.height / 2);
        let list = Rect { height: rest.height - told - line.min(rest.height - told), ..rest };
        let below = draw::below(rest, list.height);
        let told = draw::below(below, line);
        let told = Rect { x: told.x + 1, width, ..told };
        Plan { gate, list, rule: Rect { height: line.min(below.height), ..below }, told }
    }

    fn lines(&self, app: &App) -> Vec<Line> {
        let entries = self.entries(app);
        let mut lines = Vec::with_capacity(entries.len() * 2 + 4);
        let mut before = None;
        for (index, entry) in entries.iter().enumerate() {
            let level = entry.level();
            if before != Some(level) {
                let count = entries.iter().filter(|other| other.level() == level);
                let count = count.map(|entry| match entry {
                    Entry::Found { same, .. } => same.len(),
                    Entry::Stood { .. } => 1,
                });
                lines.push(Line::Head(level, count.sum()));
                before = Some(level);
            }
            lines.push(Line::First(index));
            if !app.layout.is_low() {
                lines.push(Line::Context(index));
            }
        }
        lines
    }

    /// Rows that the keys for pages pass over.
    pub(super) fn page(&self, app: &App) -> usize {
        let lines = if app.layout.is_low() { 1 } else { 2 };
        (usize::from(self.plan(app).list.height) / lines).saturating_sub(1).max(1)
    }

    /// The row under a cell.
    pub(super) fn hit(&self, app: &App, x: u16, y: u16) -> Option<usize> {
        let list = self.plan(app).list;
        if !list.contains((x, y).into()) {
            return None;
        }
        let lines = self.lines(app);
        let first = first(&lines, self.at(&self.entries(app)), list.height);
        match lines.get(first + usize::from(y - list.y))? {
            Line::First(index) | Line::Context(index) => Some(*index),
            Line::Head(..) => None,
        }
    }

    pub(super) fn cells(&self, app: &App) -> Vec<(u16, u16)> {
        let list = self.plan(app).list;
        let lines = self.lines(app);
        let first = first(&lines, self.at(&self.entries(app)), list.height);
        let seen = lines.iter().skip(first).zip(list.y..list.bottom());
        let rows = seen.filter(|(line, _)| matches!(line, Line::First(_)));
        rows.map(|(_, y)| (list.x, y)).collect()
    }

    /// How much of what is told is seen.
    pub(super) fn told(&self, app: &App) -> Scrolled {
        let told = self.plan(app).told;
        let page = usize::from(told.height).max(1);
        let last = self.words(app, told.width).len().saturating_sub(page);
        Scrolled { top: app.turned.unwrap_or(0).min(last), last, page }
    }

    /// What is told of the chosen row.
    fn words(&self, app: &App, width: u16) -> Vec<Vec<Part>> {
        let entries = self.entries(app);
        match entries.get(self.at(&entries)) {
            Some(Entry::Found { same, .. }) => explained(app, same, width),
            Some(Entry::Stood { stood, is_here }) => stood_words(app, stood, *is_here, width),
            None => Vec::new(),
        }
    }

    pub(super) fn paint(&self, app: &App, frame: &mut Frame<'_>, _area: Rect) {
        let theme = app.theme;
        let outer = room(app);
        let buffer = frame.buffer_mut();
        draw::card(app, buffer, outer, &app.say("checks-title", &[]));
        let plan = self.plan(app);
        let gate = self.gate(app);
        let bold = theme.style(gate.role).add_modifier(Modifier::BOLD);
        let mut head = vec![Part::new(format!(" {}", gate.text).as_str(), bold)];
        let more = self.beside(app);
        if !more.is_empty() {
            head.push(Part::new(format!("  {more}").as_str(), theme.style(Role::Dim)));
        }
        draw::line(buffer, plan.gate, &head);
        let entries = self.entries(app);
        let chosen = self.at(&entries);
        let mut cursor = (plan.list.x, plan.list.y);
        if entries.is_empty() {
            let text = app.say("checks-nothing", &[]);
            let at =
                Rect { x: plan.list.x + 1, width: plan.list.width.saturating_sub(2), ..plan.list };
            draw::paragraph(buffer, at, &text, theme.style(Role::Dim));
        }
        let lines = self.lines(app);
        let first = first(&lines, chosen, plan.list.height);
        for (line, y) in lines.iter().skip(first).zip(0..plan.list.height) {
            let at = draw::row(plan.list, y);
            draw::line(buffer, at, &parts(app, &entries, *line, chosen, at.width));
            if matches!(line, Line::First(index) if *index == chosen) {
                draw::tint(buffer, at, theme.style(Role::Selection));
                cursor = (at.x, at.y);
            }
        }
        let rule = "─".repeat(usize::from(plan.rule.width));
        draw::line(buffer, plan.rule, &[Part::new(rule.as_str(), theme.style(Role::Border))]);
        let scrolled = self.told(app);
        let words = self.words(app, plan.told.width).into_iter().skip(scrolled.top);
        for (parts, y) in words.zip(0..plan.told.height) {
            draw::line(buffer, draw::row(plan.told, y), &parts);
        }
        scrolled.draw(app, buffer, outer);
        if plan.list.height > 0 {
            frame.set_cursor_position(cursor);
        }
    }
}

/// The first line that is seen, so that the chosen row is near the middle.
fn first(lines: &[Line], chosen: usize, height: u16) -> usize {
    let height = usize::from(height.max(1));
    let is_it = |line: &Line| matches!(line, Line::First(index) if *index == chosen);
    let here = lines.iter().position(is_it).unwrap_or(0);
    here.saturating_sub(height / 2).min(lines.len().saturating_sub(height))
}

/// One line of the list.
fn parts(app: &App, entries: &[Entry], line: Line, chosen: usize, width: u16) -> Vec<Part> {
    let theme = app.theme;
    match line {
        Line::Head(level, count) => {
            let key = match level {
                Some(Level::Error) => "checks-head-errors",
                Some(Level::Warning) => "checks-head-warnings",
                Some(Level::Suggestion) => "checks-head-suggestions",
                None => "checks-head-stood",
            };
            let style = theme.style(Role::Accent).add_modifier(Modifier::BOLD);
            let text = format!(" {} ({})", app.say(key, &[]), app.words.number(count as u64));
            vec![Part::new(text.as_str(), style)]
        }
        Line::First(index) => match entries.get(index) {
            Some(Entry::Found { same, paragraph }) => {
                found_line(app, same, *paragraph, index == chosen)
            }
            Some(Entry::Stood { stood, .. }) => stood_line(app, stood, index == chosen),
            None => Vec::new(),
        },
        Line::Context(index) => match entries.get(index) {
            Some(Entry::Found { same, .. }) => {
                same.first().map(|finding| context(app, finding, width)).unwrap_or_default()
            }
            Some(Entry::Stood { stood, .. }) => {
                let text = format!("     {}", stood.reason);
                vec![Part::new(text.as_str(), theme.style(Role::Dim))]
            }
            None => Vec::new(),
        },
    }
}

/// Sign, rule, how often, place, and what is wrong; where rows are few, the words instead.
fn found_line(app: &App, same: &[Finding], paragraph: Option<usize>, chosen: bool) -> Vec<Part> {
    let theme = app.theme;
    let Some(finding) = same.first() else { return Vec::new() };
    let look = theme.level(finding.level);
    let text = theme.style(Role::Text);
    let edge = theme.style(if chosen { Role::BorderFocus } else { Role::Accent });
    let mut parts = vec![
        Part::new(if chosen { SELECTED } else { " " }, edge),
        Part::new(format!("{} ", look.glyph).as_str(), look.style),
        Part::new(format!("{} ", finding.rule).as_str(), text.add_modifier(Modifier::BOLD)),
    ];
    if same.len() > 1 {
        let often = format!("×{} ", app.words.number(same.len() as u64));
        parts.push(Part::new(often.as_str(), theme.style(Role::Accent)));
    }
    let place = match (finding.field, paragraph) {
        (Field::Body, Some(number)) => {
            app.say("checks-paragraph", &[("number", number.to_string().into())])
        }
        (field, _) => app.say(&format!("field-{}", field.word()), &[]),
    };
    parts.push(Part::new(format!("{place}: ").as_str(), theme.style(Role::Dim)));
    if app.layout.is_low() {
        parts.push(Part::new(format!("«{}»", shown(&finding.text)).as_str(), text));
    } else {
        parts.push(Part::new(finding_sentence(app, finding).as_str(), text));
    }
    parts
}

/// The words where they stand, between signs, so that they are seen without colours too.
fn context(app: &App, finding: &Finding, width: u16) -> Vec<Part> {
    let theme = app.theme;
    let Some(doc) = &app.doc else { return Vec::new() };
    let (before, words, after) = doc.around(finding, REACH);
    let room = usize::from(width).saturating_sub(5);
    let words = clipped(&shown(&words), room / 2);
    let words = format!("«{words}»");
    let side = room.saturating_sub(Visible::line(&words).width()) / 2;
    let dim = theme.style(Role::Dim);
    vec![
        Part::new("     ", dim),
        Part::new(last(&before, side).as_str(), dim),
        Part::new(words.as_str(), theme.mark(finding.level)),
        Part::new(after.as_str(), dim),
    ]
}

fn stood_line(app: &App, stood: &Stood, chosen: bool) -> Vec<Part> {
    let theme = app.theme;
    let text = theme.style(Role::Text);
    let edge = theme.style(if chosen { Role::BorderFocus } else { Role::Accent });
    let look = theme.level(stood.level);
    // Blanks alone leave no words.
    let words = if stood.words.is_empty() { "␣" } else { &stood.words };
    let words = clipped(words, WIDEST_WORDS);
    vec![
        Part::new(if chosen { SELECTED } else { " " }, edge),
        Part::new(format!("{STOOD}{} ", look.glyph).as_str(), theme.style(Role::Dim)),
        Part::new(format!("{} ", stood.rule).as_str(), text.add_modifier(Modifier::BOLD)),
        Part::new(format!("{}: ", stood.by).as_str(), theme.style(Role::Dim)),
        Part::new(format!("«{words}»").as_str(), text),
    ]
}

/// Why it is told, and what could stand there, each with its figure.
fn explained(app: &App, same: &[Finding], width: u16) -> Vec<Vec<Part>> {
    let theme = app.theme;
    let Some(finding) = same.first() else { return Vec::new() };
    let text = theme.style(Role::Text);
    let args: Vec<_> =
        finding.args.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
    let why = app.say(&format!("{}-why", finding.key()), &args);
    let sentence = finding_sentence(app, finding);
    let mut rows: Vec<Vec<Part>> = Vec::new();
    for (words, style) in
        [(sentence, text.add_modifier(Modifier::BOLD)), (why, theme.style(Role::Dim))]
    {
        let wrapped = draw::rows(&words, width).into_iter();
        rows.extend(wrapped.map(|text| vec![Part { text, style }]));
    }
    let Some(doc) = &app.doc else { return rows };
    let (before, wrong, after) = doc.around(finding, REACH);
    let wrong = format!("«{}»", clipped(&shown(&wrong), usize::from(width) / 3));
    let accent = theme.style(Role::Accent);
    for (index, fix) in finding.fixes.iter().take(MOST_FIXES).enumerate() {
        let fix = format!("«{}»", right(app, fix));
        let fixed = Visible::line(&wrong).width() + Visible::line(&fix).width() + 5;
        let side = usize::from(width).saturating_sub(fixed) / 2;
        rows.push(vec![
            Part::new(format!("{} ", index + 1).as_str(), accent),
            Part::new(last(&before, side).as_str(), theme.style(Role::Dim)),
            Part::new(wrong.as_str(), theme.style(Role::Removed)),
            Part::new(" → ", text),
            Part::new(fix.as_str(), theme.style(Role::Added)),
            Part::new(after.as_str(), theme.style(Role::Dim)),
        ]);
    }
    let all = if finding.fixes.len() == 1 { sure(doc, &finding.rule).len() } else { 0 };
    if all > 1 {
        let key = app.keymap.label(Action::CheckFixAll, Context::Check).unwrap_or_default();
        let words = app.say("details-fix-all", &[("count", all.into())]);
        rows.push(vec![
            Part::new(format!("{key} ").as_str(), accent),
            Part::new(words.as_str(), text),
        ]);
    }
    rows
}

/// Who let it stand, when, and why.
fn stood_words(app: &App, stood: &Stood, is_here: bool, width: u16) -> Vec<Vec<Part>> {
    let theme = app.theme;
    let when = time::near(stood.at, app.now.at, app.zone(), &app.words);
    let values = [("name", stood.by.as_str().into()), ("when", when.into())];
    let mut said =
        vec![(app.say("checks-stood-by", &values), Role::Text), (stood.reason.clone(), Role::Dim)];
    if !is_here {
        said.push((app.say("checks-stood-gone", &[]), Role::Dim));
    }
    let key = app.keymap.label(Action::CheckDismiss, Context::Check).unwrap_or_default();
    said.push((app.say("checks-stood-back", &[("key", key.into())]), Role::Accent));
    let rows = said.into_iter().flat_map(|(words, role)| {
        let style = theme.style(role);
        draw::rows(&words, width).into_iter().map(move |text| vec![Part { text, style }])
    });
    rows.collect()
}

/// Long words by their beginning and their end.
fn clipped(text: &str, most: usize) -> String {
    let count = text.chars().count();
    if count <= most.max(3) {
        return text.to_owned();
    }
    let half = most.max(3).saturating_sub(1) / 2;
    let head: String = text.chars().take(half).collect();
    let tail: String = text.chars().skip(count - half).collect();
    format!("{head}…{tail}")
}
