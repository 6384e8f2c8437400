//! The copy desk: what can be said about a text, beyond what its fields must hold.
//!
//! Each rule is a small file with examples of what it finds and what it leaves alone; the
//! examples are its tests. A false alarm costs an editor's trust, a miss only leaves the text as
//! it was: in doubt a rule keeps silent. Scanners walk a text once; none of them looks back.
//!
//! A text is laid out as a page: fields, and the pieces of prose in them with their words,
//! sentences and what the word tables have of them. Families of rules look at pieces one by one
//! or at the page as a whole. Of findings that overlap one stays;
//! what somebody dismissed is told apart.

mod calendar;
mod example;
mod facts;
mod headline;
mod house;
mod keeper;
mod lead;
mod lexicon;
mod names;
mod numbers;
pub mod own;
mod page;
mod piece;
mod pieces;
mod privacy;
mod quotes;
mod signs;
mod style;
mod tables;
pub mod taken;
mod token;
mod web;
mod words;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::domain::calendar::is_indonesian;
use crate::domain::finding::{Field, Finding, Level};
use crate::domain::manuscript::Manuscript;

pub use example::Example;
pub use house::{Dismissed, House, Neighbour};
pub use keeper::Keeper;
pub use lexicon::{Speller, SpellerError};

use page::{Found, Page};
use piece::Piece;

/// Changes with every change of what the rules find: caches of findings are bound to it.
pub const VERSION: &str = "5";

/// Characters that are named in one message; more would only make it long.
const MOST_NAMES: usize = 5;

/// What the first few characters are called, each once.
fn listed(called: impl Iterator<Item = String>) -> String {
    let mut names: Vec<String> = Vec::new();
    for name in called {
        if !names.contains(&name) {
            names.push(name);
        }
        if names.len() == MOST_NAMES {
            break;
        }
    }
    names.join(", ")
}

/// A text of more bytes is worth a thread.
const LONG: usize = 1 << 20;

/// One rule of the copy desk.
pub struct Rule {
    pub id: &'static str,
    /// The gravest that it says.
    pub level: Level,
    pub speaks: Speaks,
    pub wrong: &'static [Example],
    pub right: &'static [Example],
    run: Run,
}

/// The languages of texts that a rule is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaks {
    Any,
    Indonesian,
}

#[derive(Clone, Copy)]
enum Run {
    Whole(fn(&Page<'_>, &mut Found)),
    /// The rule looks at one piece and at what the house says, at nothing else.
    Piece(fn(&Page<'_>, &Piece<'_>, &mut Found)),
}

/// All rules, by families. The messages are `finding-<id>` and `finding-<id>-why` in the language
/// files.
const FAMILIES: &[&[Rule]] = &[
    calendar::RULES,
    headline::RULES,
    lead::RULES,
    signs::RULES,
    quotes::RULES,
    words::RULES,
    names::RULES,
    numbers::RULES,
    facts::RULES,
    privacy::RULES,
    style::RULES,
    web::RULES,
];

pub fn all() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().copied().flatten()
}

/// What the rules say of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// By field and place; no two of a field overlap.
    pub findings: Vec<Finding>,
    /// What somebody looked at and let stand.
    pub dismissed: Vec<Finding>,
}

/// All that the rules find and nobody dismissed, by field and place; no two findings of a field
/// overlap.
pub fn check(manuscript: &Manuscript, house: &House<'_>) -> Vec<Finding> {
    report(manuscript, house, &Keeper::default()).findings
}

/// The same with what was dismissed. A keeper that is handed in again for the next state of the
/// same text saves reading its other paragraphs anew.
pub fn report(manuscript: &Manuscript, house: &House<'_>, keeper: &Keeper) -> Report {
    keeper.begin();
    let page = Page::new(manuscript, house, keeper);
    let indonesian = is_indonesian(page.language);
    let speaks = |rule: &&&'static Rule| rule.speaks == Speaks::Any || indonesian;
    let rules: Vec<&'static Rule> = all().collect();
    let rules: Vec<&'static Rule> = rules.iter().filter(speaks).copied().collect();
    // No rule knows of another: those of a long text are gone through side by side.
    let mut all = if manuscript.body.len() > LONG {
        let (some, others) = rules.split_at(rules.len() / 2);
        std::thread::scope(|scope| {
            let beside = scope.spawn(|| found(&page, others));
            let mut all = found(&page, some);
            all.extend(beside.join().unwrap_or_else(|_panicked| found(&page, others)));
            all
        })
    } else {
        let is_of_pieces = |rule: &&Rule| matches!(rule.run, Run::Piece(_));
        let (of_pieces, of_page): (Vec<&Rule>, _) = rules.iter().copied().partition(is_of_pieces);
        let mut all = found(&page, &of_page);
        all.extend(of_known_pieces(&page, &of_pieces, keeper));
        all
    };
    if !house.own.is_empty() {
        own::run(&page, &mut all);
    }
    privacy::cover(manuscript, &mut all);
    // A dismissal speaks of its rule alone: what was hidden behind it is said now.
    let (dismissed, left) = all.into_iter().partition(|finding| house.dismissed.holds(finding));
    Report { findings: untangled(left), dismissed: untangled(dismissed) }
}

/// What rules of pieces say, of each piece that did not change as the last time.
fn of_known_pieces(page: &Page<'_>, rules: &[&Rule], keeper: &Keeper) -> Vec<Finding> {
    let context = page.context();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut all = Vec::new();
    for piece in &page.pieces {
        let judge = || {
            let mut findings = Vec::new();
            for rule in rules {
                if let Run::Piece(run) = rule.run {
                    let mut found = Found::default();
                    run(page, piece, &mut found);
                    findings.append(&mut found.0);
                }
            }
            findings
        };
        for finding in keeper.said(piece, context, judge).iter() {
            let mut finding = finding.clone();
            finding.span = finding.span.start + piece.at..finding.span.end + piece.at;
            let rule = rules.iter().find(|rule| rule.id == finding.rule).map_or("", |rule| rule.id);
            let count = counts.entry(rule).or_default();
            *count += 1;
            if *count <= page::MOST_OF_ONE_RULE {
                all.push(finding);
            }
        }
    }
    all
}

fn found(page: &Page<'_>, rules: &[&Rule]) -> Vec<Finding> {
    let of = |rule: &&Rule| {
        let mut found = Found::default();
        match rule.run {
            Run::Whole(run) => run(page, &mut found),
            Run::Piece(run) => {
                page.pieces.iter().for_each(|piece| run(page, piece, &mut found));
            }
        }
        found.0
    };
    rules.iter().flat_map(of).collect()
}

/// The rule of slips of the pen.
pub const SPELLING: &str = words::SPELLING;

/// What else may be meant by a word that is a slip, by the machine's dictionary, in the case of the
/// word. This takes some ten milliseconds: it is never asked between a key and the screen.
pub fn meant(word: &str, speller: Option<&Speller>) -> Vec<String> {
    speller.map(|speller| words::meant(word, speller)).unwrap_or_default()
}

/// The text of a field as its findings count it. Tags are joined by a comma and a space.
pub fn field_text(manuscript: &Manuscript, field: Field) -> std::borrow::Cow<'_, str> {
    page::field_text(manuscript, field)
}

/// Of findings that overlap, the gravest stays, among equals the longest. The grave one first: a
/// longer warning must never hide the error that keeps a text from being submitted.
fn untangled(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|a, b| {
        b.level
            .cmp(&a.level)
            .then(b.span.len().cmp(&a.span.len()))
            // The office knows better what it wants than the program.
            .then(b.is_own().cmp(&a.is_own()))
            .then(a.span.start.cmp(&b.span.start))
            .then_with(|| a.rule.cmp(&b.rule))
    });
    let mut taken: BTreeMap<Field, BTreeMap<usize, usize>> = BTreeMap::new();
    findings.retain(|finding| {
        let places = taken.entry(finding.field).or_default();
        let free = is_free(places, &finding.span);
        if free {
            places.insert(finding.span.start, finding.span.end);
        }
        free
    });
    findings.sort_by_key(|finding| (finding.field, finding.span.start));
    findings
}

/// The places are apart from one another, so only the last one that begins before the end of the
/// span can reach into it.
fn is_free(places: &BTreeMap<usize, usize>, span: &Range<usize>) -> bool {
    places.range(..span.end).next_back().is_none_or(|(_, end)| *end <= span.start)
}

#[cfg(test)]
pub mod testing;

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::testing::said;
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 11, 20).unwrap()
    }

    #[test]
    fn every_rule_finds_its_wrong_examples() {
        for rule in all() {
            assert!(!rule.wrong.is_empty() && !rule.right.is_empty(), "{}", rule.id);
            for example in rule.wrong {
                let findings = said(rule, &example.manuscript());
                let [finding] = findings.as_slice() else {
                    panic!("{}: {:?} gave {findings:?}", rule.id, example.text);
                };
                let level = example.level.unwrap_or(rule.level);
                assert_eq!(finding.level, level, "{:?}", example.text);
                assert_eq!(finding.field, example.field, "{:?}", example.text);
                assert_eq!(finding.text, example.found, "{:?}", example.text);
                assert_eq!(finding.fixes, example.fixes, "{:?}", example.text);
            }
        }
    }

    #[test]
    fn no_rule_finds_anything_in_a_right_example() {
        for rule in all() {
            for example in rule.right {
                let findings = said(rule, &example.manuscript());
                assert!(findings.is_empty(), "{}: {:?} gave {findings:?}", rule.id, example.text);
            }
        }
    }

    #[test]
    fn a_fix_leaves_nothing_to_find() {
        for rule in all() {
            for (example, fix) in
                rule.wrong.iter().flat_map(|one| one.fixes.iter().map(move |fix| (one, fix)))
            {
                let mut mended = example.manuscript();
                let span = said(rule, &mended)[0].span.clone();
                let mut text = field_text(&mended, example.field).into_owned();
                text.replace_range(span, fix);
                match example.field {
                    Field::Headline => mended.headline = text,
                    Field::Summary => mended.summary = text,
                    Field::Tags => mended.tags = vec![text],
                    Field::Byline => mended.byline = text,
                    Field::Place => mended.place = text,
                    _ => mended.body = text,
                }
                let findings = said(rule, &mended);
                assert!(findings.is_empty(), "{:?} by {fix:?} gave {findings:?}", example.text);
            }
        }
    }

    /// All sentences of the copy desk in one language.
    fn sentences(language: crate::lang::Lang) -> String {
        let files = crate::lang::files(language).iter();
        let ours = files.filter(|(name, _)| name.starts_with("rules"));
        ours.map(|(_, text)| *text).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn ids_are_unique_and_have_words_in_both_languages() {
        let mut ids = std::collections::BTreeSet::new();
        let files = crate::lang::Lang::ALL.map(sentences);
        for rule in all() {
            assert!(ids.insert(rule.id), "{}", rule.id);
            for file in &files {
                for key in [format!("finding-{} =", rule.id), format!("finding-{}-why =", rule.id)]
                {
                    assert!(file.lines().any(|line| line.starts_with(&key)), "{key}");
                }
            }
        }
    }

    #[test]
    fn the_words_can_be_said_with_what_a_finding_brings() {
        for language in crate::lang::Lang::ALL {
            let resource = fluent_bundle::FluentResource::try_new(sentences(language)).unwrap();
            let mut bundle =
                fluent_bundle::FluentBundle::new(vec![language.word().parse().unwrap()]);
            bundle.add_resource(resource).unwrap();
            for rule in all() {
                for example in rule.wrong {
                    let findings = said(rule, &example.manuscript());
                    let mut args = fluent_bundle::FluentArgs::new();
                    for (name, value) in &findings[0].args {
                        args.set(*name, value.as_str());
                    }
                    let message = bundle.get_message(&format!("finding-{}", rule.id)).unwrap();
                    let mut errors = Vec::new();
                    let text =
                        bundle.format_pattern(message.value().unwrap(), Some(&args), &mut errors);
                    assert!(errors.is_empty(), "{text}: {errors:?}");
                }
            }
        }
    }

    fn finding(level: Level, span: Range<usize>) -> Finding {
        let (rule, field) = ("X".into(), Field::Body);
        let text = String::new();
        Finding { rule, level, field, span, text, hidden: None, args: vec![], fixes: vec![] }
    }

    #[track_caller]
    fn stay(findings: &[(Level, Range<usize>)], want: &[(usize, usize)]) {
        let all = findings.iter().map(|(level, span)| finding(*level, span.clone())).collect();
        let spans =
            untangled(all).into_iter().map(|finding| (finding.span.start, finding.span.end));
        assert_eq!(spans.collect::<Vec<_>>(), want);
    }

    #[test]
    fn of_findings_that_overlap_one_stays() {
        stay(&[(Level::Warning, 0..9), (Level::Error, 3..5)], &[(3, 5)]);
        stay(&[(Level::Warning, 0..3), (Level::Warning, 2..9)], &[(2, 9)]);
        stay(
            &[(Level::Error, 4..6), (Level::Error, 0..4), (Level::Error, 5..7)],
            &[(0, 4), (4, 6)],
        );
    }

    #[test]
    fn a_flood_is_counted_up_to_a_limit() {
        let body = "a\u{200b}b".repeat(100_000);
        let findings =
            check(&Manuscript { body, ..Manuscript::default() }, &testing::house(today()));
        assert_eq!(
            findings.iter().filter(|finding| finding.rule == "S10").count(),
            page::MOST_OF_ONE_RULE
        );
    }

    #[test]
    fn of_a_book_that_is_being_written_less_is_told_than_at_the_gate() {
        let body = format!("Ada resiko  besar. {}", "Rapat usai. ".repeat(LONG / 10));
        let text = Manuscript { body, language: "id".to_owned(), ..Manuscript::default() };
        let tells = |as_typed, rule| {
            let house = House { as_typed, ..testing::house(today()) };
            check(&text, &house).iter().any(|finding| finding.rule == rule)
        };
        assert!(tells(false, "E01") && tells(false, "S01"));
        assert!(!tells(true, "E01") && tells(true, "S01"));
    }

    /// Nothing is asserted of the time: with a scanner that looks back this would not end.
    #[test]
    fn long_hostile_texts_are_walked_once() {
        for piece in [
            "Rabu ",
            "Rabu, 25/3",
            "31",
            "31 April ",
            " ",
            "\u{a0}a",
            "a\u{430}",
            "\u{ff11}",
            "*",
            "a.b/",
            "- - ",
            "Rabu(",
        ] {
            let body = piece.repeat(400_000 / piece.len());
            let date = NaiveDate::from_ymd_opt(2025, 3, 9);
            let place = "Mesuji".to_owned();
            let findings = check(
                &Manuscript { place, date, body, ..Manuscript::default() },
                &testing::house(today()),
            );
            assert!(findings.len() <= all().count() * page::MOST_OF_ONE_RULE, "{piece:?}");
        }
    }

    proptest! {
        /// Whatever was known before, a text gets what it would get alone.
        #[test]
        fn a_keeper_changes_nothing(
            texts in proptest::collection::vec("(Ada resiko[.] |dikantor |Rp[.] 5|[.] |\\n\\n|Siti |hari ini |\u{201c}|\u{201d}|NIK 3271012505900001|- |# |[a-z]{1,4} ){0,24}", 1..6),
            places in proptest::collection::vec("Mesuji|", 6),
        ) {
            let keeper = Keeper::default();
            let house = testing::house(today());
            for (body, place) in texts.iter().zip(places) {
                let manuscript = Manuscript { body: body.clone(), place, ..Manuscript::default() };
                prop_assert_eq!(
                    report(&manuscript, &house, &keeper),
                    report(&manuscript, &house, &Keeper::default())
                );
            }
        }

        #[test]
        fn what_is_found_lies_in_its_field(
            body in "([a-zA-Z ,.()\u{a0}\u{200b}—\\n]|Rabu,? |\\(?31/4(/2025)?\\)?|30 Februari 2025|[0-9]{1,4}|é| Maret ){0,60}",
            headline in "\\PC{0,60}",
        ) {
            let date = NaiveDate::from_ymd_opt(2025, 3, 9);
            let place = "Mesuji".to_owned();
            let tags = vec!["a\u{202e}b".to_owned(), "c  d".to_owned()];
            let manuscript = Manuscript { headline, tags, place, date, body, ..Manuscript::default() };
            let findings = check(&manuscript, &testing::house(today()));
            for finding in &findings {
                let text = field_text(&manuscript, finding.field);
                prop_assert!(text.get(finding.span.clone()).is_some_and(|it| finding.is_of(it)));
                prop_assert!(finding.hidden.is_some() || !finding.fixes.contains(&finding.text));
            }
            for pair in findings.windows(2) {
                prop_assert!(pair[0].field < pair[1].field || pair[0].span.end <= pair[1].span.start);
            }
        }
    }
}
