//! Finding words or a regular expression in a paragraph, and what comes in the place of a hit.
//!
//! Hits are byte ranges of the text as it is, whatever was folded to find them. What is looked for
//! as words begins and ends between graphemes. A hit is never empty.

mod bad;
mod fold;
pub mod places;

use std::ops::Range;

use regex::{Captures, Regex, RegexBuilder};
use unicode_segmentation::GraphemeCursor;

pub use self::bad::{Bad, Fault};
use self::fold::{Folded, Folding, is_mark};

/// The longest query in characters.
const LONGEST: usize = 1_000;
/// What a regular expression may weigh when it is ready, and while it runs.
const HEAVIEST: usize = 1 << 20;
/// So deep may its groups lie in each other.
const DEEPEST: u32 = 40;

/// How it is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Choice {
    /// Capitals differ from small letters.
    Case,
    /// é differs from e.
    Marks,
    /// Whole words alone.
    Whole,
    /// The query is a regular expression.
    Regex,
}

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Query {
    pub words: String,
    choices: [bool; 4],
}

/// A query that is ready to run.
#[derive(Debug, Clone)]
pub struct Pattern {
    folding: Folding,
    whole: bool,
    kind: Kind,
}

#[derive(Debug, Clone)]
enum Kind {
    Words(String),
    Regex(Regex),
}

/// A text to look through, folded if that makes a difference.
enum Hay<'a> {
    Plain(&'a str),
    Folded(Folded),
}

impl Choice {
    pub const ALL: [Self; 4] = [Self::Case, Self::Marks, Self::Whole, Self::Regex];

    /// The word that keys of the language files hold.
    pub fn word(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Marks => "marks",
            Self::Whole => "whole",
            Self::Regex => "regex",
        }
    }
}

impl Query {
    pub fn new(words: impl Into<String>, choices: &[Choice]) -> Self {
        let mut query = Self { words: words.into(), choices: [false; 4] };
        for choice in choices {
            query.toggle(*choice);
        }
        query
    }

    pub fn is(&self, choice: Choice) -> bool {
        self.choices[choice as usize]
    }

    pub fn toggle(&mut self, choice: Choice) {
        self.choices[choice as usize] ^= true;
    }
}

impl Pattern {
    /// Makes a query ready; an empty one finds nothing.
    pub fn new(query: &Query) -> Result<Self, Bad> {
        if query.words.chars().count() > LONGEST {
            return Err(Bad { fault: Fault::Long, at: LONGEST });
        }
        let (case, marks) = (!query.is(Choice::Case), !query.is(Choice::Marks));
        let whole = query.is(Choice::Whole);
        if query.is(Choice::Regex) {
            let folding = Folding { case: false, marks, pairs: false };
            let regex = regex(&query.words, folding, case, whole)?;
            return Ok(Self { folding, whole, kind: Kind::Regex(regex) });
        }
        let folding = Folding { case, marks, pairs: true };
        Ok(Self { folding, whole, kind: Kind::Words(folding.words(&query.words)) })
    }

    pub fn is_regex(&self) -> bool {
        matches!(self.kind, Kind::Regex(_))
    }

    /// Tells the hits that begin in a span of a paragraph, until `found` says no.
    pub fn hits(
        &self,
        text: &str,
        span: Range<usize>,
        found: &mut dyn FnMut(Range<usize>) -> bool,
    ) {
        let hay = self.hay(text);
        match &self.kind {
            Kind::Words(words) => self.words(words, text, &hay, &span, found),
            Kind::Regex(regex) => {
                let text = hay.text();
                expressions(
                    &hay,
                    &span,
                    |at| regex.find_at(text, at).map(|hit| (hit.range(), ())),
                    |range, ()| found(range),
                );
            }
        }
    }

    /// The same, each with what comes in its place: in a regular expression `$1` or `${name}`
    /// stands for a group, and `$$` for the sign.
    pub fn changes(
        &self,
        text: &str,
        span: Range<usize>,
        template: &str,
        found: &mut dyn FnMut(Range<usize>, String) -> bool,
    ) {
        let Kind::Regex(regex) = &self.kind else {
            return self.hits(text, span, &mut |hit| found(hit, template.to_owned()));
        };
        let hay = self.hay(text);
        let folded = hay.text();
        let next = |at| {
            let groups = regex.captures_at(folded, at)?;
            let range = groups.get(0)?.range();
            Some((range, groups))
        };
        expressions(&hay, &span, next, |range, groups| {
            found(range, filled(text, &hay, &groups, template))
        });
    }

    fn hay<'a>(&self, text: &'a str) -> Hay<'a> {
        let Folding { case, marks, pairs } = self.folding;
        let folds = case || (marks || pairs) && !text.is_ascii();
        if folds { Hay::Folded(self.folding.fold(text)) } else { Hay::Plain(text) }
    }

    fn words(
        &self,
        words: &str,
        text: &str,
        hay: &Hay<'_>,
        span: &Range<usize>,
        found: &mut dyn FnMut(Range<usize>) -> bool,
    ) {
        let Some(first) = words.chars().next() else { return };
        let mut at = hay.place(span.start);
        while let Some(step) = hay.text().get(at..).and_then(|rest| rest.find(words)) {
            let (start, end) = (at + step, at + step + words.len());
            let hit = hay.range(start..end).filter(|hit| self.stands(text, hit));
            at = if hit.is_some() { end } else { start + first.len_utf8() };
            if let Some(hit) = hit.filter(|hit| hit.start >= span.start)
                && (hit.start >= span.end || !found(hit))
            {
                return;
            }
        }
    }

    /// Between graphemes, and if so wanted between words.
    fn stands(&self, text: &str, hit: &Range<usize>) -> bool {
        let edges = [hit.start, hit.end];
        !hit.is_empty()
            && edges.iter().all(|at| is_boundary(text, *at))
            && (!self.whole || edges.iter().all(|at| !joins(text, *at)))
    }
}

impl Hay<'_> {
    fn text(&self) -> &str {
        match self {
            Hay::Plain(text) => text,
            Hay::Folded(folded) => folded.text(),
        }
    }

    fn place(&self, source: usize) -> usize {
        match self {
            Hay::Plain(_) => source,
            Hay::Folded(folded) => folded.place(source),
        }
    }

    fn range(&self, range: Range<usize>) -> Option<Range<usize>> {
        match self {
            Hay::Plain(_) => Some(range),
            Hay::Folded(folded) => folded.range(range),
        }
    }

    fn floor(&self, at: usize) -> usize {
        match self {
            Hay::Plain(_) => at,
            Hay::Folded(folded) => folded.source_floor(at),
        }
    }
}

/// Goes from hit to hit of a regular expression. Empty ones are none.
fn expressions<T>(
    hay: &Hay<'_>,
    span: &Range<usize>,
    mut next: impl FnMut(usize) -> Option<(Range<usize>, T)>,
    mut found: impl FnMut(Range<usize>, T) -> bool,
) {
    let text = hay.text();
    let mut at = hay.place(span.start);
    while at <= text.len() {
        let Some((hit, more)) = next(at) else { return };
        if hit.is_empty() {
            let after = text.get(hit.end..).and_then(|rest| rest.chars().next());
            at = hit.end + after.map_or(1, char::len_utf8);
            continue;
        }
        at = hit.end;
        if let Some(range) = hay.range(hit).filter(|range| range.start >= span.start)
            && (range.start >= span.end || !found(range, more))
        {
            return;
        }
    }
}

/// A regular expression as this program runs it: within one paragraph, in bounded room.
fn regex(words: &str, folding: Folding, case: bool, whole: bool) -> Result<Regex, Bad> {
    bad::check(words, DEEPEST)?;
    if words.is_empty() {
        // It would find every place; nothing is meant.
        return build("[^\\s\\S]", case);
    }
    let mut words = folding.words(words);
    if whole {
        words = format!("\\b{{start-half}}(?:{words})\\b{{end-half}}");
    }
    build(&words, case)
}

fn build(words: &str, case: bool) -> Result<Regex, Bad> {
    let mut builder = RegexBuilder::new(words);
    builder.case_insensitive(case).size_limit(HEAVIEST).dfa_size_limit(HEAVIEST);
    builder.nest_limit(DEEPEST + 1).build().map_err(|error| Bad::of(&error))
}

/// What comes in the place of a hit, with the words of the text itself in its groups.
fn filled(text: &str, hay: &Hay<'_>, groups: &Captures<'_>, template: &str) -> String {
    let group = |name: &str| {
        let number = name.parse::<usize>();
        let found = number.map_or_else(|_word| groups.name(name), |number| groups.get(number));
        let range = found.map(|found| hay.floor(found.start())..hay.floor(found.end()));
        range.and_then(|range| text.get(range)).unwrap_or_default()
    };
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('$') {
        filled.push_str(before);
        if let Some(after) = after.strip_prefix('$') {
            filled.push('$');
            rest = after;
        } else if let Some((name, after)) = name(after) {
            filled.push_str(group(name));
            rest = after;
        } else {
            filled.push('$');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

/// The name of a group after its sign, and what follows.
fn name(text: &str) -> Option<(&str, &str)> {
    if let Some(rest) = text.strip_prefix('{') {
        return rest.split_once('}');
    }
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let end = text.find(|c| !is_name(c)).unwrap_or(text.len());
    text.split_at_checked(end).filter(|(name, _)| !name.is_empty())
}

/// The characters beside a place, the nearest first.
fn beside(text: &str, at: usize) -> ([Option<char>; 2], [Option<char>; 2]) {
    let mut before = text.get(..at).unwrap_or_default().chars().rev().filter(|c| !is_mark(*c));
    let mut after = text.get(at..).unwrap_or_default().chars();
    ([before.next(), before.next()], [after.next(), after.next()])
}

/// Below it nothing joins with anything.
const JOINS: char = '\u{300}';

fn is_boundary(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let after = text.get(at..).and_then(|text| text.chars().next());
    match (before, after) {
        (Some(before), Some(after)) if before >= JOINS || after >= JOINS => {
            GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
        }
        _ => true,
    }
}

/// Do letters on both sides of a place belong to one word? An apostrophe between two is part of
/// theirs: Jum’at.
fn joins(text: &str, at: usize) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let is_apostrophe = |c: Option<char>| matches!(c, Some('\'' | '’' | 'ʼ'));
    let ([before, second], [after, next]) = beside(text, at);
    let across = is_word(before) && is_apostrophe(after) && is_word(next);
    let back = is_word(second) && is_apostrophe(before) && is_word(after);
    is_word(before) && is_word(after) || across || back
}

#[cfg(test)]
mod tests;
