//! Hits against a scan that is too simple to be wrong.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

use super::Choice::{Case, Marks, Regex as Expression, Whole};
use super::*;
use crate::text::span::slice;

fn hits(text: &str, words: &str, choices: &[Choice]) -> Vec<Range<usize>> {
    let pattern = Pattern::new(&Query::new(words, choices)).unwrap();
    let mut all = Vec::new();
    pattern.hits(text, 0..text.len(), &mut |hit| {
        all.push(hit);
        true
    });
    all
}

fn replaced(text: &str, words: &str, choices: &[Choice], template: &str) -> String {
    let pattern = Pattern::new(&Query::new(words, choices)).unwrap();
    let (mut new, mut at) = (String::new(), 0);
    pattern.changes(text, 0..text.len(), template, &mut |hit, with| {
        new.push_str(slice(text, at..hit.start));
        new.push_str(&with);
        at = hit.end;
        true
    });
    new + slice(text, at..text.len())
}

#[track_caller]
fn check(text: &str, words: &str, choices: &[Choice], want: &[&str]) {
    let found: Vec<_> =
        hits(text, words, choices).into_iter().map(|hit| slice(text, hit)).collect();
    assert_eq!(found, want, "{words} in {text}");
}

#[test]
fn words_are_found_whatever_they_are_written_with() {
    check("Café, cafe\u{301} dan CAFE", "cafe", &[], &["Café", "cafe\u{301}", "CAFE"]);
    check("Café, cafe\u{301} dan CAFE", "café", &[Marks], &["Café", "cafe\u{301}"]);
    check("Café, cafe\u{301} dan CAFE", "cafe", &[Case], &["cafe\u{301}"]);
    check("e\u{301} e", "e", &[Marks], &["e"]);
    check("İzmir izmir IZMIR", "izmir", &[], &["İzmir", "izmir", "IZMIR"]);
    check("Straße STRASSE", "strasse", &[], &["Straße", "STRASSE"]);
    check("Straße", "s", &[], &["S"]);
    check("قال مُحَمَّدٌ", "محمد", &[], &["مُحَمَّدٌ"]);
    check("👩‍🌾 👩 👍🏽 👍", "👩", &[], &["👩"]);
    check("👩‍🌾 👩 👍🏽 👍", "👍", &[], &["👍"]);
    check("한국 하늘", "하", &[], &["하"]);
    check("aaaa", "aa", &[], &["aa", "aa"]);
    check("apa pun", "", &[], &[]);
    // Marks alone are nothing if marks are nothing.
    check("é", "\u{301}", &[], &[]);
}

#[test]
fn whole_words_end_where_a_reader_ends_them() {
    check("rapat rapat-rapat merapat rapat2", "rapat", &[Whole], &["rapat"; 3]);
    check("Jum’at jum jumat", "jum", &[Whole], &["jum"]);
    check("Jum’at", "jum’at", &[Whole], &["Jum’at"]);
    check("(rapat), ‘rapat’", "rapat", &[Whole], &["rapat"; 2]);
    check("rapat merapat", "ra.at", &[Whole, Expression], &["rapat"]);
    check("KPU, KPUD", "kpu", &[Whole], &["KPU"]);
    check("a, b", ", ", &[Whole], &[", "]);
}

#[test]
fn expressions_find_and_fill_groups_with_the_text_itself() {
    check("21-10-2025 dan 5-9-2026", r"\d+-\d+-\d{4}", &[Expression], &["21-10-2025", "5-9-2026"]);
    check("Émile emile", "(é)mile", &[Expression], &["Émile", "emile"]);
    check("Émile emile", "émile", &[Expression, Marks], &["Émile"]);
    check("baa", "a*", &[Expression], &["aa"]);
    check("aé한", "^|$|x*", &[Expression], &[]);
    check("한글", ".", &[Expression], &["한", "글"]);
    check("ab", "", &[Expression], &[]);
    check("a.b", ".", &[], &["."]);
    assert_eq!(
        replaced("Émile Çelik", r"(\w+) (?P<last>\w+)", &[Expression], "${last}, $1 $$ $"),
        "Çelik, Émile $ $"
    );
    // The longest name counts, and a group that is not there is nothing.
    assert_eq!(replaced("a1 b2", r"([a-z])(\d)", &[Expression], "$2$1x${1}x$9"), "1ax 2bx");
    assert_eq!(replaced("harga $1", "$1", &[], "$2"), "harga $2");
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    #[track_caller]
    fn check(words: &str, fault: Fault, at: usize) {
        let query = Query::new(words, &[Expression]);
        assert_eq!(Pattern::new(&query).err(), Some(Bad { fault, at }), "{words}");
    }
    check("é(ab", Fault::Group, 2);
    check("ab)", Fault::Group, 3);
    check("a)(b", Fault::Group, 2);
    check("[ab", Fault::Class, 1);
    check("[z-a]", Fault::Range, 2);
    check("*a", Fault::Repeat, 1);
    check("a{3", Fault::Count, 2);
    check("a\\", Fault::Escape, 2);
    check(r"\p{Ada}", Fault::Property, 1);
    check("(?=a)", Fault::Unsupported, 1);
    check(r"(a)\1", Fault::Unsupported, 4);
    check(r"(\w{200}){200}", Fault::Heavy, 1);
    check(&format!("{}{}", "(".repeat(60), ")".repeat(60)), Fault::Heavy, 41);
    check(&"a".repeat(LONGEST + 1), Fault::Long, LONGEST);
}

#[test]
fn a_span_begins_and_ends_the_search() {
    let pattern = Pattern::new(&Query::new("aa", &[])).unwrap();
    let within = |span: Range<usize>| {
        let mut all = Vec::new();
        pattern.hits("éaaaaé", span, &mut |hit| {
            all.push(hit);
            true
        });
        all
    };
    assert_eq!(within(0..8), [2..4, 4..6]);
    assert_eq!(within(3..8), vec![3..5]);
    assert_eq!(within(0..4), vec![2..4]);
}

/// Every place between graphemes, from the first.
fn naive(text: &str, words: &str, folding: Folding) -> Vec<Range<usize>> {
    let wanted = folding.words(words);
    let mut edges: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
    edges.push(text.len());
    let (mut all, mut from) = (Vec::new(), 0);
    for (index, start) in edges.iter().enumerate() {
        // A mark without a letter is no beginning.
        let next = edges.get(index + 1).map_or("", |next| slice(text, *start..*next));
        if *start < from || wanted.is_empty() || folding.words(next).is_empty() {
            continue;
        }
        let end =
            edges[index..].iter().find(|end| folding.words(slice(text, *start..**end)) == wanted);
        if let Some(end) = end {
            all.push(*start..*end);
            from = *end;
        }
    }
    all
}

const LETTERS: &str = "[aeéEÉßsSİiı\u{301}\u{64e}م’ -]{0,24}";

proptest! {
    #[test]
    fn words_are_found_as_by_a_naive_scan(
        text in LETTERS,
        words in "[aeéEßsi\u{301} -]{1,3}",
        case: bool,
        marks: bool,
    ) {
        let choices: Vec<_> =
            [(case, Case), (marks, Marks)].iter().filter(|(on, _)| *on).map(|(_, c)| *c).collect();
        let folding = Folding { case: !case, marks: !marks, pairs: true };
        // A query that begins within a grapheme has no place of its own.
        prop_assume!(!words.starts_with('\u{301}'));
        prop_assert_eq!(hits(&text, &words, &choices), naive(&text, &words, folding));
    }

    #[test]
    fn replacing_is_what_strings_do(text in "[ab é\u{1f33e}]{0,30}", words in "[abé]{1,2}", with in "[abé$]{0,2}") {
        let new = replaced(&text, &words, &[Case, Marks], &with);
        prop_assert_eq!(new, text.replace(&words, &with));
    }

    #[test]
    fn expressions_are_replaced_as_the_engine_does(
        text in "[ab é]{0,30}",
        words in prop::sample::select(vec!["a+", "(a)(b)?", "[^b]", "a|é", "b$", "^a"]),
        with in prop::sample::select(vec!["", "x", "$1", "${2}-$0", "$$"]),
    ) {
        let engine = Regex::new(words).unwrap();
        let new = replaced(&text, words, &[Case, Marks, Expression], with);
        prop_assert_eq!(new, engine.replace_all(&text, with).into_owned());
    }

    #[test]
    fn no_query_breaks_a_character(text in "\\PC{0,30}", words in "\\PC{0,4}", bits in 0..16_u8) {
        let on = |(bit, choice): (usize, Choice)| (bits >> bit & 1 == 1).then_some(choice);
        let choices: Vec<_> = Choice::ALL.into_iter().enumerate().filter_map(on).collect();
        let Ok(pattern) = Pattern::new(&Query::new(words, &choices)) else { return Ok(()) };
        let mut last = 0;
        pattern.hits(&text, 0..text.len(), &mut |hit| {
            assert!(hit.start >= last && !hit.is_empty() && text.get(hit.clone()).is_some());
            last = hit.end;
            true
        });
    }
}
