//! Words that tell who speaks, and quotations as ranges of tokens.

use std::ops::Range;

use crate::rules::piece::Piece;
use crate::rules::signs::around::{is_word, letters, sign};
use crate::rules::token::Token;
use crate::text::anatomy::Quotation;

/// Short verbs that stand behind a quotation: `“…,” ujar Ani`. In order.
const VERBS: [&str; 41] = [
    "ajak", "beber", "bilang", "cerita", "cetus", "harap", "imbau", "imbuh", "jawab", "jelas",
    "kata", "kelakar", "keluh", "kenang", "kisah", "klaim", "lanjut", "papar", "pesan", "pinta",
    "puji", "pungkas", "sambung", "sapa", "sebut", "seru", "sindir", "tambah", "tandas", "tanya",
    "tegas", "terang", "timpal", "tukas", "tulis", "tutup", "tutur", "ucap", "ujar", "ungkap",
    "urai",
];
/// Verbs of these that are nothing else besides: no adjective, no noun. In order.
const SURE: [&str; 13] = [
    "cetus", "imbuh", "kata", "papar", "pungkas", "tandas", "timpal", "tukas", "tutur", "ucap",
    "ujar", "ungkap", "urai",
];
/// Whole words that make somebody speak. In order.
const WORDS: [&str; 74] = [
    "asked",
    "berbunyi",
    "bercerita",
    "berharap",
    "berkata",
    "berpendapat",
    "berpesan",
    "berseru",
    "bertanya",
    "berucap",
    "berujar",
    "bunyi",
    "dikatakan",
    "dikutip",
    "disampaikan",
    "ditegaskan",
    "explained",
    "melanjutkan",
    "memaparkan",
    "membacakan",
    "membeberkan",
    "memberikan",
    "meminta",
    "memuji",
    "menambahkan",
    "mencontohkan",
    "menceritakan",
    "menegaskan",
    "menekankan",
    "menerangkan",
    "mengajak",
    "mengaku",
    "mengakui",
    "mengapresiasi",
    "mengatakan",
    "mengharapkan",
    "mengimbau",
    "mengingatkan",
    "mengucapkan",
    "mengungkapkan",
    "menguraikan",
    "menilai",
    "menjawab",
    "menjelaskan",
    "menuliskan",
    "menulis",
    "menurut",
    "menurutnya",
    "menutup",
    "menuturkan",
    "menyampaikan",
    "menyatakan",
    "menyebut",
    "menyebutkan",
    "menyerukan",
    "menyimpulkan",
    "menyoroti",
    "menyambut",
    "mengutip",
    "menandaskan",
    "menggarisbawahi",
    "menghimbau",
    "pernyataan",
    "pesannya",
    "said",
    "sambutannya",
    "sambutan",
    "says",
    "stated",
    "arahan",
    "arahannya",
    "told",
    "tutupnya",
    "wrote",
];

fn bare(low: &str) -> &str {
    // `tanya` itself ends like this.
    low.strip_suffix("nya").filter(|bare| bare.len() > 2).unwrap_or(low)
}

/// `ujar`, `ujarnya`, `jelas`, `jelasnya`.
pub(super) fn is_verb(low: &str) -> bool {
    VERBS.binary_search(&bare(low)).is_ok()
}

/// `ujar`, `jelasnya`, but not `jelas` by itself, which may be an adjective.
pub(super) fn is_sure_verb(low: &str) -> bool {
    SURE.binary_search(&bare(low)).is_ok() || low.ends_with("nya") && is_verb(low)
}

pub(super) fn is_saying(low: &str) -> bool {
    !low.is_empty() && (is_verb(low) || WORDS.contains(&low))
}

/// The token that holds this byte, or the first one behind it.
pub(super) fn token_at(piece: &Piece<'_>, byte: usize) -> usize {
    piece.tokens().partition_point(|token: &Token| token.span.end <= byte)
}

/// Opening mark, words and closing mark, as tokens.
pub(super) fn tokens_of(piece: &Piece<'_>, quotation: &Quotation) -> Range<usize> {
    token_at(piece, quotation.span.start)..token_at(piece, quotation.span.end)
}

/// The words in a range of tokens.
pub(super) fn words(piece: &Piece<'_>, tokens: Range<usize>) -> usize {
    tokens.filter(|at| is_word(piece, *at)).count()
}

/// Does a name or a role stand here: `Ani`, `Ketua KPU`, `dia`?
pub(super) fn is_speaker(piece: &Piece<'_>, at: usize) -> bool {
    let word = piece.word(at);
    let roles = ["dia", "ia", "beliau", "pria", "perempuan", "ketua", "anggota", "kepala", "wakil"];
    is_word(piece, at)
        && letters(word) > 1
        && (word.starts_with(char::is_uppercase) || roles.contains(&piece.low(at)))
}

/// The sign right before a closing mark.
pub(super) fn last_sign(piece: &Piece<'_>, close: usize) -> Option<char> {
    sign(piece, close.checked_sub(1)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_can_be_searched() {
        assert!(VERBS.is_sorted() && SURE.is_sorted());
        assert!(SURE.iter().all(|verb| is_verb(verb)));
    }

    #[test]
    fn verbs_are_told_from_other_words() {
        assert!(is_sure_verb("ujar") && is_sure_verb("jelasnya") && !is_sure_verb("jelas"));
        assert!(is_saying("menurut") && !is_saying("rapat") && !is_saying(""));
    }
}
