//! The copy desk: what can be said about a text without knowing more than the text, the day and
//! the office's language.
//!
//! Each rule is a small file with examples of what it finds and what it leaves alone; the
//! examples are its tests. A false alarm costs an editor's trust, a miss only leaves the text as
//! it was: in doubt a rule keeps silent. Scanners walk a text once; none of them looks back.

mod blanks;
mod characters;
mod dateline;
mod dates;
mod no_such_date;
mod page;
mod scripts;
mod unfilled;
mod weekday;

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;

use crate::domain::finding::{Field, Finding, Level};
use crate::domain::manuscript::Manuscript;

use page::{Found, Page};

/// Changes with every change of what the rules find: caches of findings are bound to it.
pub const VERSION: &str = "3";

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
/// The first of the rules, which ask the same of each word.
const DATES: usize = 2;

/// What the rules need to know from the desk.
#[derive(Debug, Clone, Copy)]
pub struct House<'a> {
    /// Stands in for the date of a text that has none yet.
    pub today: NaiveDate,
    /// Of texts that do not name their own.
    pub language: &'a str,
}

/// One rule of the copy desk.
pub struct Rule {
    pub id: &'static str,
    pub level: Level,
    pub wrong: &'static [Example],
    pub right: &'static [Example],
    run: fn(&Page<'_>, &mut Found),
}

/// All rules. The messages are `finding-<id>` and `finding-<id>-why` in the language files.
pub const RULES: &[Rule] = &[
    weekday::RULE,
    no_such_date::RULE,
    characters::RULE,
    scripts::RULE,
    blanks::RULE,
    dateline::RULE,
    unfilled::RULE,
];

/// A text with what a rule should find in it: nothing, or one place with these fixes.
pub struct Example {
    pub text: &'static str,
    pub field: Field,
    pub language: &'static str,
    /// The date of the manuscript as year, month, day.
    pub date: Option<(i32, u32, u32)>,
    pub place: &'static str,
    pub found: &'static str,
    pub fixes: &'static [&'static str],
}

impl Example {
    const fn body(text: &'static str) -> Self {
        let (field, language, fixes) = (Field::Body, "id", &[]);
        Self { text, field, language, date: None, place: "", found: "", fixes }
    }

    const fn within(mut self, field: Field) -> Self {
        self.field = field;
        self
    }

    const fn english(mut self) -> Self {
        self.language = "en";
        self
    }

    const fn on(mut self, year: i32, month: u32, day: u32) -> Self {
        self.date = Some((year, month, day));
        self
    }

    const fn at(mut self, place: &'static str) -> Self {
        self.place = place;
        self
    }

    const fn finds(mut self, found: &'static str, fixes: &'static [&'static str]) -> Self {
        self.found = found;
        self.fixes = fixes;
        self
    }

    /// The manuscript that the example describes.
    pub fn manuscript(&self) -> Manuscript {
        let text = self.text.to_owned();
        let mut manuscript = Manuscript {
            language: self.language.to_owned(),
            place: self.place.to_owned(),
            date: self
                .date
                .and_then(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day)),
            ..Manuscript::default()
        };
        match self.field {
            Field::Headline => manuscript.headline = text,
            Field::Summary => manuscript.summary = text,
            Field::Section => manuscript.section = text,
            Field::Tags => manuscript.tags = vec![text],
            Field::Place => manuscript.place = text,
            Field::Byline => manuscript.byline = text,
            Field::Credit => manuscript.credit = text,
            Field::Body => manuscript.body = text,
        }
        manuscript
    }
}

/// All that the rules find, by field and place; no two findings of a field overlap.
pub fn check(manuscript: &Manuscript, house: &House<'_>) -> Vec<Finding> {
    let page = Page::new(manuscript, house);
    let found = |rules: &[Rule]| -> Vec<Finding> {
        let of = |rule: &Rule| {
            let mut found = Found::default();
            (rule.run)(&page, &mut found);
            found.0
        };
        rules.iter().flat_map(of).collect()
    };
    // No rule knows of another: those of a long text are gone through side by side.
    if manuscript.body.len() > LONG {
        let (about_dates, others) = RULES.split_at(DATES);
        let all = std::thread::scope(|scope| {
            let beside = scope.spawn(|| found(others));
            let mut all = found(about_dates);
            all.extend(beside.join().unwrap_or_else(|_panicked| found(others)));
            all
        });
        return untangled(all);
    }
    untangled(found(RULES))
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
            .then(a.span.start.cmp(&b.span.start))
            .then(a.rule.cmp(b.rule))
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
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::finding::Counts;

    fn house() -> House<'static> {
        House { today: NaiveDate::from_ymd_opt(2025, 11, 20).unwrap(), language: "id" }
    }

    #[test]
    fn every_rule_finds_its_wrong_examples() {
        for rule in RULES {
            assert!(!rule.wrong.is_empty() && !rule.right.is_empty(), "{}", rule.id);
            for example in rule.wrong {
                let findings = check(&example.manuscript(), &house());
                let [finding] = findings.as_slice() else {
                    panic!("{}: {:?} gave {findings:?}", rule.id, example.text);
                };
                assert_eq!(finding.rule, rule.id, "{:?}", example.text);
                assert_eq!(finding.level, rule.level, "{:?}", example.text);
                assert_eq!(finding.field, example.field, "{:?}", example.text);
                assert_eq!(finding.text, example.found, "{:?}", example.text);
                assert_eq!(finding.fixes, example.fixes, "{:?}", example.text);
            }
        }
    }

    #[test]
    fn no_rule_finds_anything_in_a_right_example() {
        for example in RULES.iter().flat_map(|rule| rule.right) {
            let findings = check(&example.manuscript(), &house());
            assert!(findings.is_empty(), "{:?} gave {findings:?}", example.text);
        }
    }

    #[test]
    fn a_fix_leaves_nothing_to_find() {
        for example in RULES.iter().flat_map(|rule| rule.wrong) {
            for fix in example.fixes {
                let mut mended = example.manuscript();
                let text = field_text(&mended, example.field).replacen(example.found, fix, 1);
                match example.field {
                    Field::Headline => mended.headline = text,
                    Field::Summary => mended.summary = text,
                    Field::Tags => mended.tags = vec![text],
                    _ => mended.body = text,
                }
                let findings = check(&mended, &house());
                assert!(findings.is_empty(), "{:?} by {fix:?} gave {findings:?}", example.text);
            }
        }
    }

    #[test]
    fn ids_are_unique_and_have_words_in_both_languages() {
        let files = [
            include_str!("../assets/lang/id/rules.ftl"),
            include_str!("../assets/lang/en/rules.ftl"),
        ];
        for (place, rule) in RULES.iter().enumerate() {
            assert!(RULES[..place].iter().all(|other| other.id != rule.id), "{}", rule.id);
            for file in files {
                for key in [format!("finding-{} =", rule.id), format!("finding-{}-why =", rule.id)]
                {
                    assert!(file.lines().any(|line| line.starts_with(&key)), "{key}");
                }
            }
        }
    }

    #[test]
    fn the_words_can_be_said_with_what_a_finding_brings() {
        for (language, file) in [
            ("id", include_str!("../assets/lang/id/rules.ftl")),
            ("en", include_str!("../assets/lang/en/rules.ftl")),
        ] {
            let resource = fluent_bundle::FluentResource::try_new(file.to_owned()).unwrap();
            let mut bundle = fluent_bundle::FluentBundle::new(vec![language.parse().unwrap()]);
            bundle.add_resource(resource).unwrap();
            for example in RULES.iter().flat_map(|rule| rule.wrong) {
                let findings = check(&example.manuscript(), &house());
                let mut args = fluent_bundle::FluentArgs::new();
                for (name, value) in &findings[0].args {
                    args.set(*name, value.as_str());
                }
                let message = bundle.get_message(&format!("finding-{}", findings[0].rule)).unwrap();
                let mut errors = Vec::new();
                let text =
                    bundle.format_pattern(message.value().unwrap(), Some(&args), &mut errors);
                assert!(errors.is_empty(), "{text}: {errors:?}");
            }
        }
    }

    fn finding(level: Level, span: Range<usize>) -> Finding {
        let (rule, field) = ("X", Field::Body);
        Finding { rule, level, field, span, text: String::new(), args: vec![], fixes: vec![] }
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
        let findings = check(&Manuscript { body, ..Manuscript::default() }, &house());
        assert_eq!(Counts::of(&findings).error as usize, page::MOST_OF_ONE_RULE);
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
            let findings =
                check(&Manuscript { place, date, body, ..Manuscript::default() }, &house());
            assert!(findings.len() <= RULES.len() * page::MOST_OF_ONE_RULE, "{piece:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_found_lies_in_its_field(
            body in "([a-zA-Z ,.()\u{a0}\u{200b}—\\n]|Rabu,? |\\(?31/4(/2025)?\\)?|30 Februari 2025|[0-9]{1,4}|é| Maret ){0,60}",
            headline in "\\PC{0,60}",
        ) {
            let date = NaiveDate::from_ymd_opt(2025, 3, 9);
            let place = "Mesuji".to_owned();
            let tags = vec!["a\u{202e}b".to_owned(), "c  d".to_owned()];
            let manuscript = Manuscript { headline, tags, place, date, body, ..Manuscript::default() };
            let findings = check(&manuscript, &house());
            for finding in &findings {
                let text = field_text(&manuscript, finding.field);
                prop_assert_eq!(text.get(finding.span.clone()), Some(finding.text.as_str()));
                prop_assert!(!finding.fixes.contains(&finding.text));
            }
            for pair in findings.windows(2) {
                prop_assert!(pair[0].field < pair[1].field || pair[0].span.end <= pair[1].span.start);
            }
        }
    }
}
