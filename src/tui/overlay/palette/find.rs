//! Fuzzy search over what is in memory: commands by their names in both languages, and people.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::domain::view::PersonRow;
use crate::lang::{Lang, Words};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::legal::{Why, why_not};

/// What an action is called here, and in the other language.
#[derive(Debug, Clone)]
pub struct Names {
    pub action: Action,
    pub title: String,
    pub other: String,
    /// It is one of the place that the palette was opened from.
    pub is_near: bool,
    /// Why it cannot be done now.
    pub why: Option<Why>,
}

/// Every action that can be chosen by name.
pub fn names(app: &App) -> Vec<Names> {
    let other = Words::of(match app.words.lang() {
        Lang::Id => Lang::En,
        Lang::En => Lang::Id,
    });
    let here = app.context();
    let all = Action::ALL.iter().copied();
    let by_name =
        all.filter(|action| *action != Action::UiPalette && !action.name().starts_with("dialog."));
    let named = by_name.map(|action| Names {
        action,
        title: action.title(&app.words),
        other: action.title(&other),
        is_near: action.contexts().contains(&here),
        why: why_not(app, action),
    });
    named.collect()
}

/// How something was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hit {
    /// The letters of the title that were typed, by their places.
    pub letters: Vec<usize>,
    /// Another name that it was found by: that of the other language, or the one in key maps.
    pub by: Option<String>,
    pub is_recent: bool,
}

/// A name that is not the title counts for less.
const OTHER: u32 = 2;

/// Commands that match, the best first. Without a word to match: those that were used lately,
/// then what can be done now, what belongs here before the rest.
pub fn commands(recent: &[Action], wanted: &str, names: &[Names]) -> Vec<(Action, Hit)> {
    let mut seeker = Seeker::new(wanted);
    let mut found = Vec::new();
    for (order, name) in names.iter().enumerate() {
        let Some((score, mut hit)) = seeker.hit(name) else { continue };
        let used = recent.iter().position(|action| *action == name.action);
        hit.is_recent = used.is_some();
        let (off, far) = (name.why.is_some(), !name.is_near);
        let used = used.unwrap_or(usize::MAX);
        let rank = if wanted.is_empty() {
            (0, used, off, name.action.menu().is_none(), far, order)
        } else {
            (u32::MAX - score, 0, off, far, false, used.min(order))
        };
        found.push((rank, (name.action, hit)));
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, found)| found).collect()
}

/// People who match by name, the best first; those who were revoked have texts too.
pub fn people(people: &[PersonRow], wanted: &str) -> Vec<PersonRow> {
    let mut seeker = Seeker::new(wanted);
    let mut found: Vec<(u32, &PersonRow)> = people
        .iter()
        .filter_map(|person| {
            let full = person.full_name.as_deref().unwrap_or_default();
            let score = seeker.score(&person.name).max(seeker.score(full))?;
            Some((u32::MAX - score, person))
        })
        .collect();
    found.sort_by(|a, b| (a.0, &a.1.name).cmp(&(b.0, &b.1.name)));
    found.into_iter().map(|(_, person)| person.clone()).collect()
}

struct Seeker {
    matcher: Matcher,
    pattern: Pattern,
    buffer: Vec<char>,
}

impl Seeker {
    fn new(wanted: &str) -> Self {
        // Accents need not be typed, and a blank parts words that may stand anywhere.
        let (case, signs) = (CaseMatching::Ignore, Normalization::Smart);
        let pattern = Pattern::new(wanted, case, signs, AtomKind::Fuzzy);
        Self { matcher: Matcher::new(Config::DEFAULT), pattern, buffer: Vec::new() }
    }

    fn score(&mut self, text: &str) -> Option<u32> {
        self.pattern.score(Utf32Str::new(text, &mut self.buffer), &mut self.matcher)
    }

    fn hit(&mut self, names: &Names) -> Option<(u32, Hit)> {
        let mut places = Vec::new();
        let haystack = Utf32Str::new(&names.title, &mut self.buffer);
        let by_title = self.pattern.indices(haystack, &mut self.matcher, &mut places);
        let best = [&names.other, names.action.name()]
            .into_iter()
            .filter_map(|name| Some((self.score(name)? / OTHER, name.to_owned())))
            .max_by_key(|(score, _)| *score);
        match (by_title, best) {
            (Some(score), best) if best.as_ref().is_none_or(|(other, _)| score >= *other) => {
                let letters = places.into_iter().filter_map(|at| usize::try_from(at).ok());
                Some((score, Hit { letters: letters.collect(), ..Hit::default() }))
            }
            (_, Some((score, name))) => Some((score, Hit { by: Some(name), ..Hit::default() })),
            (_, None) => None,
        }
    }
}
