//! The words around what a search found, made from the text itself: the index is not asked again.

mod weigh;
mod words;

use std::collections::HashMap;
use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use self::words::Words;

pub use self::weigh::Weigher;

/// A snippet is so many words long.
const LENGTH: usize = 12;

/// And at most so many bytes, where words have no end; what was found stays within them.
const WIDEST: usize = 400;

/// Of each field so much is looked at: more than any release says, and little enough for a screen
/// full of books.
const LOOKED_AT: usize = 64 * 1024;

/// Terms that are told apart; those beyond count as one.
const MOST_TERMS: usize = 64;

/// What is looked for, in the shape in which texts are gone through.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Wanted {
    terms: usize,
    phrases: Vec<Phrase>,
    /// Every word of a phrase, and the phrases that it may end.
    words: HashMap<String, Vec<usize>>,
    /// Beginnings of words, and the phrase that each may end.
    beginnings: Vec<(String, usize)>,
}

/// One form of a term: the words before its last one.
#[derive(Debug, Clone, PartialEq)]
struct Phrase {
    before: Vec<String>,
    term: usize,
    field: Option<usize>,
}

impl Wanted {
    /// One more term, any form of which is as good as another: words or phrases, the last word of
    /// each only begun if `begun`. It may be wanted in one field alone.
    pub fn add<'a>(
        &mut self,
        forms: impl IntoIterator<Item = &'a str>,
        begun: bool,
        field: Option<usize>,
    ) {
        let term = self.terms.min(MOST_TERMS - 1);
        let known = self.phrases.len();
        for form in forms {
            let mut before = all_words(form);
            let Some(last) = before.pop() else { continue };
            // Of what is longer than a snippet the end is enough, and is all that is shown.
            before.drain(..before.len().saturating_sub(LENGTH - 1));
            let number = self.phrases.len();
            for word in &before {
                self.words.entry(word.clone()).or_default();
            }
            if begun {
                self.beginnings.push((last, number));
            } else {
                self.words.entry(last).or_default().push(number);
            }
            self.phrases.push(Phrase { before, term, field });
        }
        if self.phrases.len() > known {
            self.terms = term + 1;
        }
    }
}

fn all_words(text: &str) -> Vec<String> {
    let mut words = Words::of(text);
    std::iter::from_fn(|| words.step().map(|_span| words.folded().to_owned())).collect()
}

/// Some words of a text, with an ellipsis where it goes on, and the places of what was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    pub text: String,
    /// In the order of the text and apart from one another.
    pub marks: Vec<Range<usize>>,
}

impl Snippet {
    /// The text with something before and behind each mark.
    pub fn marked(&self, before: &str, behind: &str) -> String {
        let mut all = String::new();
        let mut at = 0;
        for mark in &self.marks {
            let plain = self.text.get(at..mark.start).unwrap_or_default();
            let found = self.text.get(mark.clone()).unwrap_or_default();
            all.extend([plain, before, found, behind]);
            at = mark.end;
        }
        all + self.text.get(at..).unwrap_or_default()
    }
}

/// The words of one field around which the most terms stand together; of equals the first.
///
/// Goes through each field once, and ends early where every term was found together.
pub fn snippet(fields: &[&str], wanted: &Wanted) -> Snippet {
    let mut best: Option<(Scan<'_>, Place)> = None;
    for (number, text) in fields.iter().enumerate() {
        let scan = Scan::over(text, number, wanted);
        let Some(place) = scan.place else { continue };
        if best.as_ref().is_none_or(|(_, best)| place.terms > best.terms) {
            best = Some((scan, place));
        }
        if place.terms == wanted.terms {
            break;
        }
    }
    match best {
        Some((scan, place)) => scan.around(place),
        // What was found lies behind what is looked at: the text says best itself what it is.
        None => fields.iter().find_map(|text| Scan::start(text)).unwrap_or_default(),
    }
}

/// A field that was gone through.
struct Scan<'a> {
    text: &'a str,
    words: Vec<Range<usize>>,
    hits: Vec<Hit>,
    place: Option<Place>,
    /// Was the last word reached?
    ended: bool,
}

/// A form of a term, from one word to another.
#[derive(Clone, Copy)]
struct Hit {
    first: usize,
    last: usize,
    term: usize,
}

/// Words close together, and how many of the terms are among them.
#[derive(Clone, Copy)]
struct Place {
    terms: usize,
    first: usize,
    last: usize,
}

impl<'a> Scan<'a> {
    fn over(text: &'a str, field: usize, wanted: &Wanted) -> Self {
        let end = text.floor_char_boundary(LOOKED_AT);
        let mut steps = Words::of(text.get(..end).unwrap_or_default());
        let mut scan =
            Self { text, words: Vec::new(), hits: Vec::new(), place: None, ended: false };
        // The words that a phrase may need, by their places; most words of a text are none.
        let mut known: HashMap<usize, &str> = HashMap::new();
        let mut enough = usize::MAX;
        while scan.words.len() < enough {
            let Some(span) = steps.step() else {
                scan.ended = end == text.len();
                break;
            };
            let last = scan.words.len();
            scan.words.push(span);
            let before = scan.hits.len();
            let exact = wanted.words.get_key_value(steps.folded());
            let begun = wanted
                .beginnings
                .iter()
                .filter(|(begin, _)| steps.folded().starts_with(begin.as_str()));
            let ends = exact.into_iter().flat_map(|(_, phrases)| phrases);
            for number in ends.chain(begun.map(|(_, phrase)| phrase)) {
                let Some(phrase) = wanted.phrases.get(*number) else { continue };
                if phrase.field.is_none_or(|only| only == field)
                    && let Some(first) = phrase.first(last, &known)
                {
                    scan.hits.push(Hit { first, last, term: phrase.term });
                }
            }
            if let Some((word, _)) = exact {
                known.insert(last, word);
            }
            if scan.hits.len() > before && scan.look_back(last) == wanted.terms {
                enough = enough.min(last + 1 + LENGTH);
            }
        }
        scan
    }

    /// Weighs what was found up to this word; gives how many terms the best place has.
    fn look_back(&mut self, last: usize) -> usize {
        let mut terms = 0_u64;
        let mut first = last;
        for hit in self.hits.iter().rev().take_while(|hit| hit.last + LENGTH > last) {
            if hit.first + LENGTH > last {
                terms |= 1 << hit.term;
                first = first.min(hit.first);
            }
        }
        let terms = terms.count_ones() as usize;
        let best = self.place.map_or(0, |place| place.terms);
        if terms > best {
            self.place = Some(Place { terms, first, last });
        }
        terms.max(best)
    }

    /// The first words of a field that has some.
    fn start(text: &'a str) -> Option<Snippet> {
        let end = text.floor_char_boundary(LOOKED_AT);
        let mut steps = Words::of(text.get(..end).unwrap_or_default());
        let words: Vec<_> = std::iter::from_fn(|| steps.step()).take(LENGTH + 1).collect();
        let ended = words.len() <= LENGTH && end == text.len();
        let scan = Self { text, words, hits: Vec::new(), place: None, ended };
        (!scan.words.is_empty()).then(|| scan.around(Place { terms: 0, first: 0, last: 0 }))
    }

    fn around(&self, place: Place) -> Snippet {
        let count = self.words.len();
        let from = self.from(place);
        let to = (from + LENGTH).min(count);
        let start_of = |word: usize| self.words.get(word).map_or(0, |span| span.start);
        let end_of = |word: usize| self.words.get(word).map_or(0, |span| span.end);
        let mut start = if from == 0 { 0 } else { start_of(from) };
        if end_of(place.last).saturating_sub(start) > WIDEST {
            start = start_of(place.first);
        }
        let whole = self.ended && to == count;
        let end = if whole { self.text.len() } else { end_of(to.saturating_sub(1)) };
        let marks = self
            .hits
            .iter()
            .filter(|hit| hit.first >= from && hit.last < to)
            .map(|hit| start_of(hit.first)..end_of(hit.last))
            .collect();
        cut(self.text, start..end, marks)
    }

    /// The first word that is shown: that of the sentence if there is room for what was found, or
    /// else so many that it stands in the middle.
    fn from(&self, place: Place) -> usize {
        let room = LENGTH.saturating_sub(place.last + 1 - place.first);
        let furthest = place.first.saturating_sub(room);
        (furthest..=place.first).rev().find(|word| self.opens_sentence(*word)).unwrap_or_else(
            || {
                let middle = place.first.saturating_sub(room / 2);
                middle.min(self.words.len().saturating_sub(LENGTH)).max(furthest)
            },
        )
    }

    fn opens_sentence(&self, word: usize) -> bool {
        let Some(before) = word.checked_sub(1) else { return true };
        let (Some(before), Some(span)) = (self.words.get(before), self.words.get(word)) else {
            return false;
        };
        let gap = self.text.get(before.end..span.start).unwrap_or_default();
        gap.contains('\n') || gap.contains(['.', '!', '?', ':']) && gap.contains(' ')
    }
}

impl Phrase {
    /// The first word of this phrase if the words before its last one stand there.
    fn first(&self, last: usize, known: &HashMap<usize, &str>) -> Option<usize> {
        let first = last.checked_sub(self.before.len())?;
        let stands = |(at, word): (usize, &String)| known.get(&at) == Some(&word.as_str());
        (first..).zip(&self.before).all(stands).then_some(first)
    }
}

/// A part of a text with its marks; neither splits what a reader sees as one character.
fn cut(text: &str, span: Range<usize>, mut marks: Vec<Range<usize>>) -> Snippet {
    let start = whole_before(text, span.start);
    let mut end = whole_after(text, span.end);
    if end - start > WIDEST {
        let most = text.floor_char_boundary(start + WIDEST);
        end = whole_before(text, most);
        if end <= start {
            // One character as long as a page is no character.
            end = most;
        }
    }
    let before = if start > 0 { "…" } else { "" };
    let behind = if end < text.len() { "…" } else { "" };
    let shown = text.get(start..end).unwrap_or_default();
    marks.sort_by_key(|mark| mark.start);
    let mut apart: Vec<Range<usize>> = Vec::new();
    for mark in marks {
        let from = whole_before(text, mark.start).max(start);
        let to = whole_after(text, mark.end).min(end);
        match apart.last_mut() {
            Some(last) if from < last.end => last.end = last.end.max(to),
            _ if from < to => apart.push(from..to),
            _ => {}
        }
    }
    let shift = |at: usize| at - start + before.len();
    let marks = apart.into_iter().map(|mark| shift(mark.start)..shift(mark.end)).collect();
    Snippet { text: [before, shown, behind].concat(), marks }
}

/// The last border between characters that is not behind this place.
fn whole_before(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(at),
        _ => at,
    }
}

/// The first border between characters that is not before this place.
fn whole_after(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.next_boundary(text, 0).ok().flatten().unwrap_or(at),
        _ => at,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Terms as a reader would write them: `rapat`, `"uji publik"`, `pem*`, `awasi|diawasi`.
    fn wanted(terms: &[&str]) -> Wanted {
        let mut wanted = Wanted::default();
        for term in terms {
            let begun = term.ends_with('*');
            wanted.add(term.trim_end_matches('*').split('|'), begun, None);
        }
        wanted
    }

    #[track_caller]
    fn check(fields: &[&str], terms: &[&str], want: &str) {
        let found = snippet(fields, &wanted(terms));
        assert_eq!(found.marked("[", "]"), want, "{terms:?} in {fields:?}");
    }

    #[test]
    fn words_are_marked_whatever_their_dress() {
        let text = "Rapat pleno KPU.";
        check(&[text], &["rapat"], "[Rapat] pleno KPU.");
        check(&[text], &["kpu", "RAPAT"], "[Rapat] pleno [KPU].");
        check(&[text], &["ple*"], "Rapat [pleno] KPU.");
        check(&[text], &["len*"], "Rapat pleno KPU.");
        check(&[text], &["pleno kpu"], "Rapat [pleno KPU].");
        check(&[text], &["pleno-kp*"], "Rapat [pleno KPU].");
        check(&[text], &["kpu pleno"], "Rapat pleno KPU.");
        check(&["Café, cafe\u{301}, CAFE"], &["cafe"], "[Café], [cafe\u{301}], [CAFE]");
        check(&["Diawasi Bawaslu"], &["awasi|diawasi"], "[Diawasi] Bawaslu");
        check(&["uji uji uji publik"], &["uji uji publik"], "uji [uji uji publik]");
        check(&["uji uji uji"], &["uji uji"], "[uji uji uji]");
        let long = "satu dua tiga empat lima enam tujuh delapan sembilan puluh ratus ribu juta";
        let end = "…[dua tiga empat lima enam tujuh delapan sembilan puluh ratus ribu juta]";
        check(&[long], &[long], end);
    }

    #[test]
    fn the_window_has_the_most_terms_and_is_the_earliest() {
        let far = "satu ".repeat(30);
        let text = format!("rapat {far}rapat pleno {far}rapat pleno");
        let near = "…satu satu satu satu satu [rapat] [pleno] satu satu satu satu satu…";
        check(&[&text], &["rapat", "pleno"], near);
        let alone = "[rapat] satu satu satu satu satu satu satu satu satu satu satu…";
        check(&[&text], &["rapat"], alone);
        let end = "…satu satu satu satu satu satu satu satu satu satu rapat [pleno]";
        check(&[&format!("{far}rapat pleno")], &["pleno"], end);
        check(&["pleno", "rapat pleno"], &["rapat", "pleno"], "[rapat] [pleno]");
        check(&["pleno", "rapat, pleno"], &["pleno"], "[pleno]");
    }

    #[test]
    fn a_sentence_is_shown_from_its_beginning_if_there_is_room() {
        let far = "satu ".repeat(20);
        let text = format!("{far}akhir. Ketua membuka rapat {far}");
        let want = "…Ketua membuka [rapat] satu satu satu satu satu satu satu satu satu…";
        check(&[&text], &["rapat"], want);
    }

    #[test]
    fn a_term_of_one_field_is_found_there_alone() {
        let mut wanted = Wanted::default();
        wanted.add(["kpu"], false, Some(1));
        assert_eq!(snippet(&["KPU rapat", "KPU"], &wanted).marked("[", "]"), "[KPU]");
        assert_eq!(snippet(&["KPU rapat", ""], &wanted).marked("[", "]"), "KPU rapat");
    }

    #[test]
    fn what_has_no_end_is_cut() {
        let long = "x".repeat(5_000);
        let found = snippet(&[&format!("{long} rapat {long}")], &wanted(&["rapat"]));
        assert_eq!(found.text.get(found.marks[0].clone()), Some("rapat"));
        assert!(found.text.len() < WIDEST + 10, "{}", found.text.len());
        let clusters = format!("a{}", "\u{301}".repeat(5_000));
        let found = snippet(&[&clusters], &wanted(&["a"]));
        assert!(found.text.len() < WIDEST + 10, "{}", found.text.len());
        let behind = format!("awal {}rapat", ". ".repeat(LOOKED_AT));
        let found = snippet(&["", &behind], &wanted(&["rapat"]));
        assert!(found.text.starts_with("awal") && found.marks.is_empty(), "{found:?}");
        assert_eq!(snippet(&["", " — "], &wanted(&["rapat"])), Snippet::default());
        assert!(snippet(&["rapat"], &Wanted::default()).marks.is_empty());
    }

    /// The index itself, asked for the words of a text.
    fn indexed(index: &rusqlite::Connection, text: &str) -> Vec<String> {
        index.execute("DELETE FROM word", []).unwrap();
        index.execute("INSERT INTO word (text) VALUES (?1)", [text]).unwrap();
        let mut terms = index.prepare_cached("SELECT term FROM place ORDER BY offset").unwrap();
        terms.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    }

    fn index() -> rusqlite::Connection {
        let index = rusqlite::Connection::open_in_memory().unwrap();
        index
            .execute_batch(
                "CREATE VIRTUAL TABLE word USING fts5 (
                   text, tokenize = 'unicode61 remove_diacritics 2');
                 CREATE VIRTUAL TABLE place USING fts5vocab (word, instance);",
            )
            .unwrap();
        index
    }

    /// Numbers that stand for no letter so far; the index takes them for letters.
    const NOT_YET: [char; 3] = ['\u{38b}', '\u{38d}', '\u{3a2}'];

    /// All that Indonesian and its neighbours in Latin letters, Greek and Cyrillic can need.
    #[test]
    fn letters_are_those_of_the_index() {
        let index = index();
        // Letters of old prints and lexicons; a word that has one is found, but not marked.
        let rare = "µſǠǡςϐϑϕϖϰϱϵԨԪԬԮẛ";
        let mut strangers = String::new();
        for range in [0x20..0x250, 0x300..0x378, 0x384..0x530, 0x1E00..0x1F00, 0x2010..0x2030] {
            for c in range.filter_map(char::from_u32) {
                let text = format!("a{c}b {c}{c}");
                if all_words(&text) != indexed(&index, &text) && !NOT_YET.contains(&c) {
                    strangers.push(c);
                }
            }
        }
        assert_eq!(strangers, rare);
    }

    proptest! {
        #[test]
        fn any_text_is_cut_and_marked_where_it_was_found(
            fields in proptest::collection::vec(
                "(rapat|pleno|PLENO|uji publik|ra|é|[ .,\n…]|\\PC|\u{301}|\u{200d}|[\u{0}-\u{3}]){0,60}",
                1..4,
            ),
            terms in proptest::collection::vec("rapat|ple\\*|uji publik|rapat pleno|é|\\PC{0,3}", 0..4),
        ) {
            let terms: Vec<&str> = terms.iter().map(String::as_str).collect();
            let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
            let wanted = wanted(&terms);
            let found = snippet(&fields, &wanted);
            let shown = found.text.strip_prefix('…').unwrap_or(&found.text);
            let shown = shown.strip_suffix('…').unwrap_or(shown);
            prop_assert!(fields.iter().any(|text| text.contains(shown)), "{found:?}");
            let mut at = 0;
            for mark in &found.marks {
                prop_assert!(at <= mark.start && mark.start < mark.end, "{found:?}");
                at = mark.end;
                let marked = found.text.get(mark.clone()).unwrap();
                let again = snippet(&[marked], &wanted);
                prop_assert!(!again.marks.is_empty(), "{marked:?} of {found:?}");
            }
            prop_assert!(at <= found.text.len());
        }

        #[test]
        fn marks_stand_where_the_index_matches(
            text in "(rapat|Pleno|uji|publik|é|e\u{301}|ø|日本|[ .,\n-]|\u{200d}|\u{a0}|5){0,20}",
            term in "(rapat|pleno|uji|publik|e|É|ø|日|日本|5|[ -]){1,4}\\*?",
        ) {
            let index = index();
            index.execute("INSERT INTO word (text) VALUES (?1)", [&text]).unwrap();
            let star = if term.ends_with('*') { "*" } else { "" };
            let asked = format!("\"{}\"{star}", term.trim_end_matches('*'));
            let mut found = index.prepare("SELECT 1 FROM word WHERE word MATCH ?1").unwrap();
            let found = found.exists([asked]).unwrap();
            let shown = snippet(&[&text], &wanted(&[&term]));
            prop_assert_eq!(found, !shown.marks.is_empty(), "{:?}", shown);
        }
    }
}
