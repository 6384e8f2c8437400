//! Words as an editor counts them: what stands between blanks and has a letter or a digit.

/// Bytes that are looked at together.
const BLOCK: usize = 64;

/// Bit by bit what is true of which byte.
fn bits(block: &[u8; BLOCK], is: impl Fn(u8) -> bool) -> u64 {
    let mut known = [0; BLOCK];
    for (known, byte) in known.iter_mut().zip(block) {
        *known = u8::from(is(*byte));
    }
    let (eights, _none) = known.as_chunks::<8>();
    let packed = eights.iter().zip(0..).map(|(eight, at)| {
        // Each byte's one bit falls into its own place of the highest byte.
        (u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * at)
    });
    packed.fold(0, |all, bits| all | bits)
}

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
            if let Some(block) = rest.as_bytes().first_chunk().filter(|block| block.is_ascii()) {
                self.add_block(block);
                rest = rest.get(BLOCK..).unwrap_or_default();
                continue;
            }
            let mut chars = rest.chars();
            while rest.len() - chars.as_str().len() < BLOCK {
                let Some(c) = chars.next() else { break };
                self.add_kind(c.is_alphanumeric(), c.is_whitespace());
            }
            rest = chars.as_str();
        }
    }

    /// Nearly all of nearly every text: a bit for each byte. Whether the word at a byte has been
    /// counted goes on from byte to byte as the carry of a sum does: a letter sets it, a blank ends
    /// it, any other sign hands it on.
    fn add_block(&mut self, block: &[u8; BLOCK]) {
        let letters = bits(block, |byte| byte.is_ascii_alphanumeric());
        let blanks = bits(block, |byte| matches!(byte, b' ' | b'\t'..=b'\r'));
        let (sum, over) = (!blanks).overflowing_add(letters);
        let (sum, more) = sum.overflowing_add(u64::from(self.counted));
        let counted_before = sum ^ !blanks ^ letters;
        self.words += (letters & !counted_before).count_ones() as usize;
        self.counted = over || more;
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
        fn words_are_counted_in_any_pieces(pieces in proptest::collection::vec("([a-zB-Y0-9Aé日]|[a-z .,]{70}| |\n|\t|\u{b}|\u{c}|\r|\u{1c}|\u{1f}|\u{85}|\u{a0}|—|“|\u{301}){0,9}", 0..9)) {
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
