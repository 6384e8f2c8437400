//! Q03: the comma behind the closing mark, where who speaks is named next (EYD V: the comma stands
//! before the mark).

use super::saying::{is_verb, last_sign, token_at, words};
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::signs::around::{end, start};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "Q03",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("\"Kami siap bekerja untuk Pemilu\", jelas Ani.")
            .finds("Pemilu\",", &["Pemilu,\""]),
        Example::body("“Kami siap bekerja untuk Pemilu”, jelas Ani.")
            .finds("Pemilu”,", &["Pemilu,”"]),
        Example::body("“Kami siap bekerja.”, ujarnya.").finds("bekerja.”,", &["bekerja,”"]),
        Example::body("“Apakah kita siap?”, tanya Ani.").finds("siap?”,", &["siap?”"]),
    ],
    right: &[
        Example::body("“Kami siap bekerja untuk Pemilu,” jelas Ani."),
        Example::body("Rapat bertema “Pemilu Damai”, kata Ani, sudah usai."),
        Example::body("Rapat bertema “Pemilu yang Damai dan Jujur”, dibuka Ani."),
        Example::body("“Apakah kita siap?” tanya Ani."),
    ],
    run: Run::Piece(run),
};

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for quotation in &piece.look.quotations {
        if quotation.close.is_none() || found.is_full() {
            continue;
        }
        let open = token_at(piece, quotation.span.start);
        let close = token_at(piece, quotation.span.end - 1);
        let follows = piece.is_sign(close + 1, ',') && piece.is_glued(close + 1);
        // A word or two are a name for something, not what somebody said.
        if !follows || words(piece, open..close) < 3 || !is_verb(piece.low(close + 2)) {
            continue;
        }
        let last = last_sign(piece, close);
        let before = if last.is_some() { close.saturating_sub(2) } else { close - 1 };
        let mut finding = piece.finding(&RULE, start(piece, before)..end(piece, close + 1));
        let (word, mark) = (piece.word(before), piece.word(close));
        finding.fixes.push(match last {
            Some(sign @ ('?' | '!')) => format!("{word}{sign}{mark}"),
            Some('.' | ',') | None => format!("{word},{mark}"),
            Some(_) => continue,
        });
        found.push(finding);
    }
}
