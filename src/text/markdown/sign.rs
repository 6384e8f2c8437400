//! Lines that decide how other lines are read: fences around code, and where references lead.

use super::parser;

/// What a line does to others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sign {
    Fence(Fence),
    /// `[name]: to`
    Address {
        name: String,
        to: String,
    },
}

/// A row of the same signs; a line that could neither open nor close anything is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fence {
    letter: u8,
    count: usize,
    /// Words may stand behind the one that opens, and none behind the one that closes.
    opens: bool,
    closes: bool,
}

impl Fence {
    pub fn opens(self) -> bool {
        self.opens
    }

    pub fn closes(self, open: Self) -> bool {
        self.closes && self.letter == open.letter && self.count >= open.count
    }
}

/// What a line is, if it stands by itself.
pub fn sign(line: &str) -> Option<Sign> {
    let bare = line.trim_start_matches(' ');
    if line.len() - bare.len() > 3 {
        return None;
    }
    match bare.bytes().next()? {
        letter @ (b'`' | b'~') => fence(letter, bare).map(Sign::Fence),
        b'[' if bare.contains("]:") => {
            let parser = parser(bare);
            let (name, found) = parser.reference_definitions().iter().next()?;
            Some(Sign::Address { name: name_of(name), to: found.dest.to_string() })
        }
        _ => None,
    }
}

fn fence(letter: u8, bare: &str) -> Option<Fence> {
    let count = bare.bytes().take_while(|byte| *byte == letter).count();
    let rest = bare.get(count..)?;
    let opens = letter == b'~' || !rest.contains('`');
    let closes = rest.trim_matches([' ', '\t']).is_empty();
    (count >= 3 && (opens || closes)).then_some(Fence { letter, count, opens, closes })
}

/// Names are the same in either case, and with any blanks between their words.
pub fn name_of(name: &str) -> String {
    name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_fence(line: &str, want: Option<(usize, bool, bool)>) {
        let told = match sign(line) {
            Some(Sign::Fence(fence)) => Some((fence.count, fence.opens, fence.closes)),
            _ => None,
        };
        assert_eq!(told, want, "{line:?}");
    }

    #[test]
    fn fences_are_rows_of_three_and_more() {
        check_fence("```", Some((3, true, true)));
        check_fence("   ~~~~  ", Some((4, true, true)));
        check_fence("```rust", Some((3, true, false)));
        check_fence("~~~ a`b", Some((3, true, false)));
        check_fence("``` a`b", None);
        check_fence("``", None);
        check_fence("    ```", None);
        check_fence("a ```", None);
    }

    #[test]
    fn a_reference_has_a_name_and_an_address() {
        #[track_caller]
        fn check(line: &str, want: Option<(&str, &str)>) {
            let told = sign(line);
            let told = match &told {
                Some(Sign::Address { name, to }) => Some((name.as_str(), to.as_str())),
                _ => None,
            };
            assert_eq!(told, want, "{line:?}");
        }
        check("[Data  KPU]: https://x.id \"Judul\"", Some(("data kpu", "https://x.id")));
        check(" [a]: <b c>", Some(("a", "b c")));
        check("[a]:", None);
        check("[a] b", None);
        check("[ ]: x", None);
    }
}
