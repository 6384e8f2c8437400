//! Texts as an office writes them: a few words often, most of them seldom, names nearly once.

/// Words in daily use.
const COMMON: u64 = 3_000;
/// The tail: names of people and villages.
const NAMES: u64 = 20_000;
const CONSONANTS: &[u8] = b"bcdghjklmnprstwy";
const VOWELS: &[u8] = b"aiueo";

/// A generator that gives the same texts for the same seed.
pub(crate) struct Words(u64);

impl Words {
    pub(crate) fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    /// `SplitMix64`: short, and even enough for texts.
    pub(crate) fn dice(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.dice() % bound
    }

    /// A word: one in six is a name, of the others the first are much the commonest.
    fn word(&mut self) -> String {
        if self.below(6) == 0 {
            return name(self.below(NAMES));
        }
        let unit = self.below(1 << 20) as f64 / f64::from(1 << 20);
        common((unit * unit * unit * COMMON as f64) as u64)
    }

    fn sentence(&mut self, words: u64) -> String {
        let mut text = String::new();
        for at in 0..words {
            let word = self.word();
            if at > 0 {
                text.push(' ');
            }
            text.push_str(&if at == 0 { capital(&word) } else { word });
        }
        text
    }

    pub(crate) fn headline(&mut self) -> String {
        self.sentence(8)
    }

    /// About 2.7 KB in paragraphs.
    pub(crate) fn body(&mut self) -> String {
        let mut text = String::new();
        for paragraph in 0..7 {
            if paragraph > 0 {
                text.push_str("\n\n");
            }
            for at in 0..4 {
                if at > 0 {
                    text.push(' ');
                }
                let length = 10 + self.below(8);
                text.push_str(&self.sentence(length));
                text.push('.');
            }
        }
        text
    }
}

/// The word of daily use of a rank: two syllables, or three for the rarer.
pub(crate) fn common(rank: u64) -> String {
    // An odd factor spreads neighbours over the alphabet and keeps all apart.
    syllables((rank * 2_741) % 6_400, 2) + if rank < 400 { "" } else { "kan" }
}

fn name(number: u64) -> String {
    capital(&syllables((number * 24_571) % 512_000, 3))
}

fn syllables(mut number: u64, count: usize) -> String {
    let mut text = String::new();
    for _ in 0..count {
        let syllable = (number % 80) as usize;
        number /= 80;
        text.push(char::from(CONSONANTS[syllable % 16]));
        text.push(char::from(VOWELS[syllable / 16]));
    }
    text
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
