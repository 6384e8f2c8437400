//! Words, numbers and signs of a piece of text, and where its sentences end.

use std::ops::Range;

use crate::text::span::slice;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, with figures and apostrophes among them: `Asy’ari`, `DP4`.
    Word,
    /// Figures, with points, commas and strokes between them: `2.150`, `7/2017`, `09.00`.
    Number,
    /// One other character that is no blank.
    Sign(char),
    /// An address of the web or of mail: words in it are no words.
    Address,
}

/// How the letters of a word are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Lower,
    /// The first letter alone.
    Capital,
    /// Every letter, and there are two or more.
    Upper,
    Mixed,
}

pub(super) fn case(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Case::Lower };
    let (mut upper, mut lower) = (0_usize, 0_usize);
    for c in letters {
        if c.is_uppercase() {
            upper += 1;
        } else {
            lower += 1;
        }
    }
    match (first.is_uppercase(), upper, lower) {
        (false, 0, _) => Case::Lower,
        (true, 0, _) => Case::Capital,
        (true, _, 0) => Case::Upper,
        _ => Case::Mixed,
    }
}

/// `new` in the case of `old`.
pub(super) fn in_case_of(old: &str, new: &str) -> String {
    match case(old) {
        Case::Upper => new.to_uppercase(),
        Case::Capital => capitalised(new),
        Case::Lower | Case::Mixed => new.to_owned(),
    }
}

pub(super) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Bytes of the piece.
    pub(super) span: Range<usize>,
    pub(super) kind: Kind,
    /// The word in small letters and with plain apostrophes; empty for all but words.
    pub(super) low: String,
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '`')
}

/// All tokens of `text` within `prose`; what lies in `addresses` is one token each.
pub(super) fn tokens(text: &str, prose: Range<usize>, addresses: &[Range<usize>]) -> Vec<Token> {
    let mut found = Vec::with_capacity(prose.len() / 5);
    let mut at = prose.start;
    let mut masks = addresses.iter().peekable();
    while let Some(first) = slice(text, at..prose.end).chars().next() {
        while masks.next_if(|mask| mask.end <= at).is_some() {}
        if let Some(mask) = masks.peek().filter(|mask| mask.start <= at) {
            let end = mask.end.min(prose.end).max(at + first.len_utf8());
            found.push(Token { span: at..end, kind: Kind::Address, low: String::new() });
            at = end;
            continue;
        }
        let stop = masks.peek().map_or(prose.end, |mask| mask.start.min(prose.end));
        let rest = slice(text, at..stop);
        if first.is_alphanumeric() {
            let token = word_or_number(rest, at);
            at = token.span.end;
            found.push(token);
            continue;
        }
        let end = at + first.len_utf8();
        if !first.is_whitespace() {
            found.push(Token { span: at..end, kind: Kind::Sign(first), low: String::new() });
        }
        at = end;
    }
    found
}

fn word_or_number(rest: &str, at: usize) -> Token {
    let mut end = 0;
    let mut all_figures = true;
    let mut chars = rest.char_indices().peekable();
    // Money is a word and a number: `Rp5.000`.
    let is_money = rest.get(..2).is_some_and(|sign| sign.eq_ignore_ascii_case("rp"));
    while let Some((from, c)) = chars.next() {
        if is_money && end == 2 && c.is_ascii_digit() {
            break;
        }
        let next = chars.peek().map(|(_, next)| *next);
        let inner = is_apostrophe(c) && !all_figures && next.is_some_and(char::is_alphabetic)
            || all_figures
                && matches!(c, '.' | ',' | '/' | ':')
                && next.is_some_and(|next| next.is_ascii_digit());
        if !c.is_alphanumeric() && !inner && !is_mark(c) {
            break;
        }
        all_figures &= c.is_ascii_digit() || inner;
        end = from + c.len_utf8();
    }
    let span = at..at + end;
    if all_figures {
        return Token { span, kind: Kind::Number, low: String::new() };
    }
    let word = slice(rest, 0..end);
    let low = if word.is_ascii() {
        word.to_ascii_lowercase()
    } else {
        let plain = word.chars().map(|c| if is_apostrophe(c) { '\'' } else { c });
        plain.flat_map(char::to_lowercase).collect()
    };
    Token { span, kind: Kind::Word, low }
}

/// A mark that belongs to the letter before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Words with a point behind them that ends no sentence.
const SHORT: [&str; 46] = [
    "dr", "drs", "dra", "drg", "ir", "prof", "h", "hj", "kh", "no", "jl", "jln", "gg", "kab",
    "kec", "kel", "ds", "tgl", "hlm", "hal", "st", "sdr", "sdri", "bpk", "mr", "mrs", "ms", "yth",
    "plt", "plh", "pj", "pjs", "tn", "ny", "rp", "vs", "cq", "ust", "nn", "brigjen", "letkol",
    "kol", "kapt", "mayjen", "irjen", "gp",
];

/// The sentences as ranges of tokens: together they are all tokens.
pub(super) fn sentences(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < tokens.len() {
        let ends = ends_sentence(text, tokens, at);
        at += 1;
        if !ends {
            continue;
        }
        // Closing marks belong to the sentence that they close.
        while let Some(token) = tokens.get(at)
            && matches!(
                token.kind,
                Kind::Sign('”' | '"' | '’' | ')' | ']' | '.' | '!' | '?' | '*' | '_')
            )
            && is_glued(tokens, at)
        {
            at += 1;
        }
        found.push(start..at);
        start = at;
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

/// Does the token stand right behind the one before it?
pub(super) fn is_glued(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    before.zip(tokens.get(at)).is_some_and(|(before, token)| before.span.end == token.span.start)
}

fn ends_sentence(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(Token { kind: Kind::Sign(sign), .. }) = tokens.get(at) else { return false };
    if !matches!(sign, '.' | '!' | '?' | '…') {
        return false;
    }
    let mut next = at + 1;
    while let Some(token) = tokens.get(next)
        && matches!(token.kind, Kind::Sign('”' | '"' | '’' | ')' | ']' | '*' | '_'))
        && is_glued(tokens, next)
    {
        next += 1;
    }
    let Some(follows) = tokens.get(next) else { return true };
    if is_glued(tokens, next) {
        return false;
    }
    let begins = match follows.kind {
        Kind::Word => slice(text, follows.span.clone()).starts_with(char::is_uppercase),
        Kind::Number | Kind::Sign('“' | '"' | '‘' | '(' | '[' | '*' | '_' | '-' | '–' | '—') => {
            true
        }
        Kind::Sign(_) | Kind::Address => false,
    };
    begins && !(*sign == '.' && next == at + 1 && is_short(text, tokens, at, follows.kind))
}

/// Is the point at `at` that of a short form?
fn is_short(text: &str, tokens: &[Token], at: usize, follows: Kind) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| tokens.get(before)) else {
        return false;
    };
    if before.kind != Kind::Word || !is_glued(tokens, at) {
        return false;
    }
    let letters = before.low.chars().count();
    // `M. Hatta`, `S.H. Nur`: one letter, with a name behind it. A degree ends a sentence often
    // enough that what follows decides; a name cannot be told from a sentence.
    if letters == 1 {
        return follows == Kind::Word
            && slice(text, before.span.clone()).starts_with(char::is_uppercase);
    }
    SHORT.contains(&before.low.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: &[&str]) {
        let tokens = tokens(text, 0..text.len(), &[]);
        let words = tokens.iter().map(|token| slice(text, token.span.clone()));
        assert_eq!(words.collect::<Vec<_>>(), want, "{text}");
    }

    #[test]
    fn a_text_is_words_numbers_and_signs() {
        check("KPU, dan DP4.", &["KPU", ",", "dan", "DP4", "."]);
        check(
            "Asy’ari 2.150 (7/2017) 09.00.",
            &["Asy’ari", "2.150", "(", "7/2017", ")", "09.00", "."],
        );
        check("undang-undang ‘satu’", &["undang", "-", "undang", "‘", "satu", "’"]);
        check("96% Rp5.000,00", &["96", "%", "Rp", "5.000,00"]);
        check("", &[]);
    }

    #[track_caller]
    fn parts(text: &str, want: &[&str]) {
        let tokens = tokens(text, 0..text.len(), &[]);
        let spans = sentences(text, &tokens).into_iter().map(|range| {
            let (first, last) = (&tokens[range.start], &tokens[range.end - 1]);
            slice(text, first.span.start..last.span.end)
        });
        assert_eq!(spans.collect::<Vec<_>>(), want, "{text}");
    }

    #[test]
    fn sentences_end_where_another_begins() {
        parts("Satu. Dua! Tiga?", &["Satu.", "Dua!", "Tiga?"]);
        parts("“Siap.” Lalu pergi.", &["“Siap.”", "Lalu pergi."]);
        parts("Dr. M. Hatta, S.H., hadir. 12 orang.", &["Dr. M. Hatta, S.H., hadir.", "12 orang."]);
        parts("pukul 09.00 WIB. Rapat", &["pukul 09.00 WIB.", "Rapat"]);
        parts("dll. dan lagi", &["dll. dan lagi"]);
    }

    #[test]
    fn a_word_has_a_case() {
        for (word, want) in [
            ("kpu", Case::Lower),
            ("Kpu", Case::Capital),
            ("KPU", Case::Upper),
            ("DPTb", Case::Mixed),
            ("A", Case::Capital),
            ("", Case::Lower),
        ] {
            assert_eq!(case(word), want, "{word}");
        }
        assert_eq!(in_case_of("RESIKO", "risiko"), "RISIKO");
        assert_eq!(in_case_of("Resiko", "risiko"), "Risiko");
    }
}
