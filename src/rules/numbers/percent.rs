//! R02: in sentences `persen` is a word; in headlines the sign stands right behind the figure.

use crate::domain::finding::{Field, Level};
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Part, Piece};
use crate::rules::signs::around::{Around, end, is_number, start};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "R02",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Capaiannya 96 % tahun ini.").finds("96 %", &["96 persen"]),
        Example::body("Capaiannya 96,5% tahun ini.").finds("96,5%", &["96,5 persen"]),
        Example::body("Capaian 96 % Tercapai").within(Field::Headline).finds("96 %", &["96%"]),
    ],
    right: &[
        Example::body("Capaiannya 96 persen tahun ini."),
        Example::body("Capaian 96% Tercapai").within(Field::Headline),
        Example::body("Suara sah 120 (60%) dan tidak sah 80 (40%)."),
        Example::body("| Suara | 60% |\n|---|---|\n| sah | 40% |"),
        Example::body("Lihat `a % b` di sana."),
    ],
    run: Run::Piece(run),
};

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    let in_head = matches!(piece.part, Part::Headline | Part::Heading);
    let mut around = None;
    for at in 1..piece.tokens().len() {
        if !piece.is_sign(at, '%') || !is_number(piece, at - 1) || found.is_full() {
            continue;
        }
        // In brackets a share is an aside for the eye.
        let is_aside = piece.is_sign(at + 1, ')') || at >= 2 && piece.is_sign(at - 2, '(');
        let around = around.get_or_insert_with(|| Around::of(piece));
        let is_glued = piece.is_glued(at);
        if is_aside || around.is_table || around.is_code(start(piece, at)) || in_head && is_glued {
            continue;
        }
        let mut finding = piece.finding(&RULE, start(piece, at - 1)..end(piece, at));
        let word = if in_head { "%" } else { " persen" };
        finding.fixes.push(format!("{}{word}", piece.word(at - 1)));
        found.push(finding);
    }
}
