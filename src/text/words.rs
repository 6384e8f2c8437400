//! Words as an editor counts them: what stands between blanks and has a letter or a digit.

/// Counts the words of a text that comes in pieces.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counter {
    words: usize,
    /// The word that the last piece ended with has been counted.
    counted: bool,
}

impl Counter {
    pub fn add(&mut self, piece: &str) {
        let mut rest = piece;
        while !rest.is_empty() {
            let plain = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
            let (ascii, other) = rest.split_at_checked(plain).unwrap_or((rest, ""));
            self.add_ascii(ascii.as_bytes());
            let mut chars = other.chars();
            if let Some(c) = chars.next() {
                self.add_kind(c.is_alphanumeric(), c.is_whitespace());
            }
            rest = chars.as_str();
        }
    }

    /// Nearly all of nearly every text: without a branch, since what comes next is hard to tell.
    fn add_ascii(&mut self, bytes: &[u8]) {
        let mut here = *self;
        for byte in bytes {
            let is_blank = matches!(byte, b' ' | b'\t'..=b'\r');
            here.add_kind(byte.is_ascii_alphanumeric(), is_blank);
        }
        *self = here;
    }

    fn add_kind(&mut self, is_letter: bool, is_blank: bool) {
        self.words += usize::from(is_letter && !self.counted);
        self.counted = (self.counted || is_letter) && !is_blank;
    }

    pub fn words(&self) -> usize {
        self.words
    }
}

pub fn count(text: &str) -> usize {
    let mut counter = Counter::default();
    counter.add(text);
    counter.words()
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn words_are_counted_in_any_pieces(pieces in proptest::collection::vec("([a-zB-Y0-9Aé日]| |\n|\t|\u{b}|\u{c}|\r|\u{1c}|\u{1f}|\u{85}|\u{a0}|—|“|\u{301}){0,9}", 0..9)) {
            let mut counter = Counter::default();
            for piece in &pieces {
                counter.add(piece);
            }
            let text = pieces.concat();
            let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
            proptest::prop_assert_eq!(counter.words(), words.count());
            proptest::prop_assert_eq!(count(&text), counter.words());
        }
    }
}
