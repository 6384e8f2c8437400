//! E09: a sentence that begins with a conjunction and has no clause that it joins to.

use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Part, Piece};
use crate::rules::token::Kind;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "E09",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Minat warga besar. Sehingga KPU menambah petugas.").finds("Sehingga", &[]),
        Example::body("Ada 12 berkas. Sedangkan yang lain ditunda.").finds("Sedangkan", &[]),
        Example::body("Rapat usai. Karena pesertanya sudah pulang.").finds("Karena", &[]),
        Example::body("Dan rapat pun ditutup.").finds("Dan", &[]),
    ],
    right: &[
        Example::body("Minat warga besar sehingga KPU menambah petugas."),
        Example::body("Karena hujan, rapat ditunda. Karena itu warga pulang."),
        Example::body("Ia berkata, “Dan kami siap. Sehingga jelas.”"),
        Example::headline("Sehingga Jelas"),
        Example::body("Namun, rapat ditunda. Meskipun hujan, warga datang."),
        Example::body("Agar tertib, warga mengantre."),
    ],
    run: Run::Piece(run),
};

/// Conjunctions that never begin a sentence of written prose.
fn is_never_first(low: &str) -> bool {
    matches!(low, "sehingga" | "sedangkan" | "dan" | "tetapi" | "tapi" | "melainkan" | "atau")
}

/// Conjunctions that do, where a comma ends their clause.
fn wants_comma(low: &str) -> bool {
    matches!(low, "karena" | "agar" | "supaya" | "meskipun" | "walaupun" | "sebab")
}

/// Behind these `karena` and its like are no conjunction alone: `karena itu`, `sebab itu`.
fn joins_sentences(low: &str) -> bool {
    matches!(low, "itu" | "itulah" | "hal" | "demikian" | "ini" | "inilah" | "demi" | "kesalahan")
}

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    if !matches!(piece.part, Part::Paragraph | Part::Summary) {
        return;
    }
    for sentence in &piece.look.sentences {
        if found.is_full() {
            return;
        }
        let first = sentence.clone().find(|at| {
            !matches!(piece.tokens().get(*at).map(|token| token.kind), Some(Kind::Sign(_)))
        });
        let Some(first) = first else { continue };
        let low = piece.low(first);
        let starts = piece.tokens().get(first).map_or(0, |token| token.span.start);
        if !is_never_first(low) && !wants_comma(low)
            || !piece.word(first).starts_with(char::is_uppercase)
            || piece.is_quoted(starts)
        {
            continue;
        }
        // Without its point it is a line of something else.
        let ended = sentence.clone().next_back().is_some_and(|last| piece.is_sign(last, '.'));
        let open = wants_comma(low)
            && (joins_sentences(piece.low(first + 1))
                || sentence.clone().any(|at| piece.is_sign(at, ',') || piece.is_sign(at, ';'))
                || sentence.clone().any(|at| piece.low(at) == "maka"));
        if !ended || open || sentence.len() < 4 {
            continue;
        }
        let mut finding = piece.finding(&RULE, piece.span(first..first + 1));
        finding.args = vec![("x", finding.text.clone())];
        found.push(finding);
    }
}
