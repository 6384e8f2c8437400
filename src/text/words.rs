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
        let Self { mut words, mut counted } = *self;
        for c in piece.chars() {
            // The first question answers nearly all.
            if c.is_ascii_lowercase() || c.is_alphanumeric() {
                words += usize::from(!counted);
                counted = true;
            } else if c.is_whitespace() {
                counted = false;
            }
        }
        *self = Self { words, counted };
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
        fn words_are_counted_in_any_pieces(pieces in proptest::collection::vec("([a-z0-9Aé日]| |\n|\u{a0}|—|“|\u{301}){0,9}", 0..9)) {
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
