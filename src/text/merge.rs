//! Two texts that grew from one come together: by paragraphs first, then by words within those that
//! both sides changed.
//!
//! Nothing that somebody wrote is dropped: where both changed the same words in different ways, both
//! stand in the text, one after the other, and the place is told as a [`Clash`]. No marks are put
//! into the text itself.

use std::ops::Range;

use similar::DiffTag;
use unicode_segmentation::UnicodeSegmentation;

use super::diff;
use super::span::slice;

/// Both sides wrote something else here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The bytes of the merged text that hold the words of both.
    pub at: Range<usize>,
    pub mine: String,
    pub theirs: String,
}

/// What became of two texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merged {
    pub text: String,
    pub clashes: Vec<Clash>,
}

/// Merges what two sides made of `base`.
pub fn merge(base: &str, mine: &str, theirs: &str) -> Merged {
    let mut merged = Merged::default();
    let sides = [base, mine, theirs];
    let parts = sides.map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    for region in regions(&parts) {
        let [base, mine, theirs] = region.of(sides);
        match settled(base, mine, theirs) {
            Some(text) => merged.text.push_str(text),
            None => by_words(&mut merged, [base, mine, theirs]),
        }
    }
    merged
}

/// Merges lists, such as tags: what one side added is there, what one side took out is not.
pub fn lists<'a>(base: &[&'a str], mine: &[&'a str], theirs: &[&'a str]) -> Vec<&'a str> {
    let kept = theirs.iter().filter(|item| mine.contains(item) || !base.contains(item));
    let added = mine.iter().filter(|item| !base.contains(item) && !theirs.contains(item));
    kept.chain(added).copied().collect()
}

/// What stands if only one side changed something, or both the same.
pub fn settled<'a>(base: &str, mine: &'a str, theirs: &'a str) -> Option<&'a str> {
    if mine == theirs || theirs == base {
        Some(mine)
    } else if mine == base {
        Some(theirs)
    } else {
        None
    }
}

/// The same stretch of the three texts, in bytes.
#[derive(Debug, Clone)]
struct Region {
    stable: bool,
    bytes: [Range<usize>; 3],
}

impl Region {
    fn of<'a>(&self, texts: [&'a str; 3]) -> [&'a str; 3] {
        let [base, mine, theirs] = texts;
        let [in_base, in_mine, in_theirs] = self.bytes.clone();
        [slice(base, in_base), slice(mine, in_mine), slice(theirs, in_theirs)]
    }

    /// Takes in the next stretch.
    fn extend(&mut self, next: &Self) {
        for (own, next) in self.bytes.iter_mut().zip(&next.bytes) {
            own.end = next.end;
        }
    }
}

/// For each part of the base the part of a side that is the same.
fn matches(base: &[&str], side: &[&str]) -> Vec<Option<usize>> {
    let mut found = vec![None; base.len()];
    for operation in diff::operations(base, side) {
        if operation.tag() != DiffTag::Equal {
            continue;
        }
        for (old, new) in operation.old_range().zip(operation.new_range()) {
            if let Some(place) = found.get_mut(old) {
                *place = Some(new);
            }
        }
    }
    found
}

/// Cuts three texts at the parts that all of them share.
fn regions(parts: &[Vec<&str>; 3]) -> Vec<Region> {
    let [base, mine, theirs] = parts;
    let (in_mine, in_theirs) = (matches(base, mine), matches(base, theirs));
    let shared = |at: usize| {
        let mine = in_mine.get(at).copied().flatten()?;
        Some([at, mine, in_theirs.get(at).copied().flatten()?])
    };
    let ends = parts.each_ref().map(Vec::len);
    let mut regions = Vec::new();
    let (mut at, mut bytes) = ([0_usize; 3], [0_usize; 3]);
    let mut push = |stable: bool, from: [usize; 3], to: [usize; 3]| {
        let start = bytes;
        for (side, (byte, parts)) in bytes.iter_mut().zip(parts).enumerate() {
            let range = from.get(side).copied().unwrap_or(0)..to.get(side).copied().unwrap_or(0);
            *byte +=
                parts.get(range).unwrap_or_default().iter().map(|part| part.len()).sum::<usize>();
        }
        let [base, mine, theirs] = start;
        let [base_end, mine_end, theirs_end] = bytes;
        let bytes = [base..base_end, mine..mine_end, theirs..theirs_end];
        regions.push(Region { stable, bytes });
    };
    loop {
        let next = (at[0]..ends[0]).find_map(shared).unwrap_or(ends);
        if next != at {
            push(false, at, next);
        }
        let mut end = next;
        while end[0] < ends[0] && shared(end[0]) == Some(end) {
            end = end.map(|place| place + 1);
        }
        if end == next {
            break;
        }
        push(true, next, end);
        at = end;
    }
    regions
}

/// A stretch that both sides changed: word by word.
fn by_words(merged: &mut Merged, sides: [&str; 3]) {
    let parts = sides.map(|text| text.split_word_bounds().collect::<Vec<_>>());
    let regions = joined(regions(&parts), sides);
    let clash = |region: &&Region| is_clash(region, sides);
    let stable: usize =
        regions.iter().filter(|region| region.stable).map(|region| region.bytes[0].len()).sum();
    // Two versions of a sentence that share a few small words cannot be read woven together.
    let [base, mine, theirs] = sides;
    if regions.iter().any(|region| clash(&region)) && stable * 2 < base.len().max(1) {
        return both(merged, mine, theirs, "\n\n");
    }
    for region in regions {
        let [base, mine, theirs] = region.of(sides);
        match settled(base, mine, theirs) {
            Some(text) => merged.text.push_str(text),
            None => both(merged, mine, theirs, " "),
        }
    }
}

fn is_clash(region: &Region, sides: [&str; 3]) -> bool {
    let [base, mine, theirs] = region.of(sides);
    settled(base, mine, theirs).is_none()
}

/// Two clashes with only a blank between them are read as one.
fn joined(regions: Vec<Region>, sides: [&str; 3]) -> Vec<Region> {
    let mut joined: Vec<Region> = Vec::new();
    for region in regions {
        let clashes = is_clash(&region, sides);
        let gap = joined
            .last()
            .is_some_and(|last| last.stable && last.of(sides)[0].chars().all(char::is_whitespace));
        let before = joined.len().checked_sub(2).and_then(|at| joined.get(at));
        if clashes && gap && before.is_some_and(|before| is_clash(before, sides)) {
            joined.pop();
            if let Some(before) = joined.last_mut() {
                before.extend(&region);
            }
            continue;
        }
        joined.push(region);
    }
    joined
}

/// Puts the words of both sides into the text, and tells where.
fn both(merged: &mut Merged, mine: &str, theirs: &str, gap: &str) {
    let (own, other) = (mine.trim(), theirs.trim());
    let leading = |text: &str| text.len() - text.trim_start().len();
    let trailing = |text: &str| text.trim_end().len();
    let lead = if own.is_empty() { theirs } else { mine };
    let lead = lead.get(..leading(lead)).unwrap_or_default();
    let ends = [mine, theirs].map(|text| text.get(trailing(text)..).unwrap_or_default());
    let trail = if ends[0].len() > ends[1].len() { ends[0] } else { ends[1] };
    if own.is_empty() && other.is_empty() {
        merged.text.push_str(trail);
        return;
    }
    let gap = if own.is_empty() || other.is_empty() { "" } else { gap };
    // What is glued to its neighbours would become one word with them.
    let glued = merged.text.ends_with(|c: char| c.is_alphanumeric());
    if lead.is_empty() && glued && [own, other].iter().all(|side| is_word(side)) {
        merged.text.push(' ');
    }
    merged.text.push_str(lead);
    let start = merged.text.len();
    merged.text.extend([own, gap, other]);
    let at = start..merged.text.len();
    merged.clashes.push(Clash { at, mine: own.to_owned(), theirs: other.to_owned() });
    merged.text.push_str(trail);
}

fn is_word(text: &str) -> bool {
    text.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The merged text; what clashes stands as `<mine|theirs>`.
    #[track_caller]
    fn check(base: &str, mine: &str, theirs: &str, want: &str) {
        let merged = merge(base, mine, theirs);
        let mut shown = merged.text.clone();
        for clash in merged.clashes.iter().rev() {
            shown.replace_range(clash.at.clone(), &format!("<{}|{}>", clash.mine, clash.theirs));
        }
        assert_eq!(shown, want);
    }

    #[test]
    fn what_one_side_changed_is_taken() {
        check("a\nb\nc\n", "a\nB\nc\n", "a\nb\nC\n", "a\nB\nC\n");
        check("a\nb\n", "a\nb\nc\n", "x\na\nb\n", "x\na\nb\nc\n");
        check("a\nb\nc\n", "a\nc\n", "a\nb\nc\nd\n", "a\nc\nd\n");
        check(
            "Rapat dibuka Ali pada Senin pagi.",
            "Rapat ditutup Ali pada Senin pagi.",
            "Rapat dibuka Ali pada Selasa pagi.",
            "Rapat ditutup Ali pada Selasa pagi.",
        );
    }

    #[test]
    fn what_both_changed_stands_twice_and_is_told() {
        check(
            "Rapat dihadiri 20 orang dari desa.",
            "Rapat dihadiri 25 orang dari desa.",
            "Rapat dihadiri 30 orang dari desa.",
            "Rapat dihadiri <25|30> orang dari desa.",
        );
        check("", "satu", "dua", "<satu|dua>");
        check("a b c d", "a x y d", "a p q d", "a <x y|p q> d");
        // One side threw away what the other changed: it stays, and is told.
        check("a\nsatu dua\nb\n", "a\nb\n", "a\nsatu tiga\nb\n", "a\n<|satu tiga>\nb\n");
    }

    #[test]
    fn two_rewritten_paragraphs_stand_one_below_the_other() {
        let merged = merge("satu dan dua\n", "kami dan mereka pergi\n", "siapa dan mengapa\n");
        assert_eq!(merged.text, "kami dan mereka pergi\n\nsiapa dan mengapa\n");
        assert_eq!(merged.clashes.len(), 1);
    }

    #[test]
    fn the_same_change_is_no_clash() {
        check("a\nb\n", "a\nx\n", "a\nx\n", "a\nx\n");
    }

    #[test]
    fn lists_take_what_was_added_and_leave_what_was_taken_out() {
        let merged = lists(&["a", "b"], &["b", "c"], &["a", "b", "d"]);
        assert_eq!(merged, ["b", "d", "c"]);
    }

    fn text() -> impl Strategy<Value = String> {
        proptest::string::string_regex("([a-e]{1,2}[ .\n]|[a-e]\n\n|é |\u{2019}){0,14}").unwrap()
    }

    proptest! {
        #[test]
        fn an_unchanged_side_gives_the_other(base in text(), side in text()) {
            for merged in [
                merge(&base, &base, &side),
                merge(&base, &side, &base),
                merge(&base, &side, &side),
            ] {
                prop_assert_eq!(&merged.text, &side);
                prop_assert!(merged.clashes.is_empty());
            }
        }

        #[test]
        fn no_new_word_goes(base in text(), mine in text(), theirs in text()) {
            let merged = merge(&base, &mine, &theirs);
            for side in [&mine, &theirs] {
                for word in side.unicode_words().filter(|word| !base.contains(word)) {
                    prop_assert!(merged.text.contains(word), "{word} is gone from {merged:?}");
                }
            }
            // What both kept of the base is kept.
            for word in base.unicode_words() {
                let count = |text: &str| text.unicode_words().filter(|other| *other == word).count();
                if count(&mine) >= count(&base) && count(&theirs) >= count(&base) {
                    prop_assert!(merged.text.contains(word), "{word} is gone from {merged:?}");
                }
            }
            for clash in &merged.clashes {
                let held = slice(&merged.text, clash.at.clone());
                prop_assert!(held.starts_with(&clash.mine) && held.ends_with(&clash.theirs));
            }
        }
    }
}
