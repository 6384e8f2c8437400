//! The words of the conversation: each deed has a letter and words in either language, and a
//! sentence that says what it does.

use crate::lang::Words;

macro_rules! verbs {
    ($($verb:ident $word:literal,)*) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Verb {
            $($verb),*
        }

        impl Verb {
            /// The end of its two keys: `plain-verb-` and `plain-do-`.
            fn word(self) -> &'static str {
                match self {
                    $(Self::$verb => $word),*
                }
            }
        }
    };
}

verbs! {
    Help "help",
    Back "back",
    Quit "quit",
    Mine "mine",
    Review "review",
    All "all",
    Search "search",
    New "new",
    Import "import",
    Paste "paste",
    Publish "publish",
    Trial "trial",
    Bin "bin",
    Person "person",
    Outbox "outbox",
    Retry "retry",
    Cancel "cancel",
    Ours "ours",
    Theirs "theirs",
    Both "both",
    Next "next",
    Previous "previous",
    Paragraph "paragraph",
    Whole "whole",
    Read "read",
    Fields "fields",
    Edit "edit",
    Findings "findings",
    Changes "changes",
    History "history",
    Submit "submit",
    TakeBack "take-back",
    Approve "approve",
    Return "return",
    Schedule "schedule",
    Unschedule "unschedule",
    Correct "correct",
    Withdraw "withdraw",
    Trash "trash",
    Untrash "untrash",
    Replace "replace",
    Insert "insert",
    Delete "delete",
    Move "move",
    Save "save",
    Editor "editor",
    Undo "undo",
    Restore "restore",
    Skip "skip",
    Explain "explain",
    LetStand "let-stand",
}

/// Understood everywhere.
pub(super) const EVERYWHERE: &[Verb] = &[Verb::Help, Verb::Back, Verb::Quit];

impl Verb {
    /// Its letter and its words; the letter is the first.
    fn names(self, words: &Words) -> String {
        words.say(&format!("plain-verb-{}", self.word()), &[])
    }

    pub(super) fn is_said(self, said: &str, words: &Words) -> bool {
        let said = said.to_lowercase();
        self.names(words).split(' ').any(|name| name == said)
    }

    /// `b, baca`
    pub(super) fn told(self, words: &Words) -> (String, String) {
        let names = self.names(words);
        let mut parts = names.split_whitespace();
        let mut next = || parts.next().unwrap_or_default().to_owned();
        (next(), next())
    }

    pub(super) fn does(self, words: &Words) -> String {
        words.say(&format!("plain-do-{}", self.word()), &[])
    }

    /// Which of these verbs is meant? Letters are of the language that is spoken; its words come
    /// before those of the other.
    pub(super) fn meant(said: &str, among: &[Self], words: &Words, other: &Words) -> Option<Self> {
        let said = said.to_lowercase();
        let all = || among.iter().chain(EVERYWHERE).copied();
        let own = all().find(|verb| verb.is_said(&said, words));
        own.or_else(|| {
            all().find(|verb| verb.names(other).split(' ').skip(1).any(|name| name == said))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn in_no_place_does_a_word_mean_two_things() {
        use super::super::{article, findings, history, home, list, outbox, read, write};
        let places = [
            ("home", home::CHOICES),
            ("list", list::CHOICES),
            ("article", article::KNOWN),
            ("read", read::CHOICES),
            ("write", write::CHOICES),
            ("findings", findings::CHOICES),
            ("history", history::CHOICES),
            ("outbox", outbox::CHOICES),
        ];
        for (lang, other) in [(Lang::Id, Lang::En), (Lang::En, Lang::Id)] {
            let (words, other) = (Words::of(lang), Words::of(other));
            for (place, verbs) in places {
                for verb in verbs.iter().chain(EVERYWHERE) {
                    let own = verb.names(&words);
                    let others = verb.names(&other);
                    let others = others.split(' ').skip(1);
                    for name in own.split(' ').chain(others) {
                        let meant = Verb::meant(name, verbs, &words, &other);
                        assert_eq!(meant, Some(*verb), "{lang}, {place}: {name}");
                    }
                    assert!(verb.told(&words).0.chars().count() == 1, "{lang}: {own}");
                    assert!(!verb.told(&words).1.is_empty(), "{lang}: {own}");
                }
            }
        }
    }
}
