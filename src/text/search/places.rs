//! The hits of a whole text, with the words around them, and the text with other words in their
//! places.

use std::ops::Range;

use super::Pattern;

/// Characters that are shown before and after a hit.
const BEFORE: usize = 24;
const AFTER: usize = 48;
/// Longer hits are cut where they are shown.
const SHOWN: usize = 200;

/// A hit as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub before: String,
    pub hit: String,
    /// What would come in its place.
    pub with: String,
    pub after: String,
}

impl Pattern {
    /// Tells the hits of a text, each with what comes in its place.
    fn each(&self, text: &str, template: &str, found: &mut dyn FnMut(Range<usize>, String)) {
        let mut start = 0;
        for paragraph in text.split('\n') {
            self.changes(paragraph, 0..paragraph.len(), template, &mut |hit, with| {
                found(start + hit.start..start + hit.end, with);
                true
            });
            start += paragraph.len() + 1;
        }
    }

    /// The first hits as they are shown, and how many there are.
    pub fn places(&self, text: &str, template: &str, most: usize) -> (Vec<Place>, usize) {
        let (mut places, mut count) = (Vec::new(), 0);
        self.each(text, template, &mut |hit, with| {
            count += 1;
            if places.len() < most {
                places.push(Place::of(text, hit, &with));
            }
        });
        (places, count)
    }

    /// The text with the wanted hits replaced, by their numbers from 0; and how many these were.
    pub fn replaced(
        &self,
        text: &str,
        template: &str,
        wants: &mut dyn FnMut(usize) -> bool,
    ) -> (String, usize) {
        let (mut new, mut at) = (String::with_capacity(text.len()), 0);
        let (mut number, mut count) = (0, 0);
        self.each(text, template, &mut |hit, with| {
            if wants(number) {
                new.push_str(text.get(at..hit.start).unwrap_or_default());
                new.push_str(&with);
                at = hit.end;
                count += 1;
            }
            number += 1;
        });
        new.push_str(text.get(at..).unwrap_or_default());
        (new, count)
    }
}

impl Place {
    fn of(text: &str, hit: Range<usize>, with: &str) -> Self {
        let before = text.get(..hit.start).unwrap_or_default();
        let after = text.get(hit.end..).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let from = line.char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at);
        let cut = if from > 0 { "…" } else { "" };
        let head = |text: &str, most: usize| text.chars().take(most).collect::<String>();
        Self {
            before: format!("{cut}{}", line.get(from..).unwrap_or_default()),
            hit: head(text.get(hit).unwrap_or_default(), SHOWN),
            with: head(with, SHOWN),
            after: head(after.split('\n').next().unwrap_or_default(), AFTER),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::search::{Choice, Query};

    const TEXT: &str = "Rapat di kantor.\n\nSetelah makan siang di aula kantor desa rapat dimulai, \
                        rapat selesai.";

    #[test]
    fn hits_are_shown_with_their_words_around() {
        let pattern = Pattern::new(&Query::new("(r)apat", &[Choice::Regex])).unwrap();
        let (places, count) = pattern.places(TEXT, "${1}APAT", 2);
        assert_eq!(count, 3);
        let shown: Vec<_> = places
            .iter()
            .map(|place| (&*place.before, &*place.hit, &*place.with, &*place.after))
            .collect();
        assert_eq!(
            shown,
            [
                ("", "Rapat", "RAPAT", " di kantor."),
                ("…ang di aula kantor desa ", "rapat", "rAPAT", " dimulai, rapat selesai."),
            ]
        );
    }

    #[test]
    fn only_what_is_wanted_is_replaced() {
        let pattern = Pattern::new(&Query::new("rapat", &[])).unwrap();
        let (new, count) = pattern.replaced(TEXT, "sidang", &mut |number| number != 1);
        let want = TEXT.replacen("Rapat", "sidang", 1).replace("rapat selesai", "sidang selesai");
        assert_eq!((new, count), (want, 2));
        assert_eq!(pattern.replaced(TEXT, "", &mut |_| false), (TEXT.to_owned(), 0));
    }
}
