//! L03: a first sentence that nobody reads to its end.

use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::token::Kind;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "L03",
    level: Level::Warning,
    speaks: Speaks::Any,
    wrong: &[Example::body(LONG).finds(LONG, &[])],
    right: &[
        Example::body("KPU membuka rapat. Rapat itu dihadiri banyak orang dari banyak tempat."),
        Example::body(""),
        Example::body("Rapat dibuka."),
        Example::body("Satu.\n\nKPU membuka rapat."),
    ],
    run: Run::Whole(run),
};

const LONG: &str = "KPU membuka rapat pleno terbuka yang dihadiri oleh ketua dan anggota dari semua kecamatan serta wakil partai politik dan pengawas dari provinsi yang sejak pagi menunggu di halaman gedung bersama warga yang ingin tahu hasil rekapitulasi yang dihitung ulang dengan sangat teliti oleh petugas malam itu juga.";

pub(in crate::rules) const MOST: usize = 40;

fn run(page: &Page<'_>, found: &mut Found) {
    let Some(lead) = page.lead() else { return };
    let Some(sentence) = lead.look.sentences.first().cloned() else { return };
    let is_word = |at: &usize| {
        lead.tokens()
            .get(*at)
            .is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Number | Kind::Address))
    };
    // Parts of a word with a hyphen are one word.
    let count = sentence
        .clone()
        .filter(is_word)
        .filter(|at| !(lead.is_glued(*at) && *at > 0 && lead.is_sign(*at - 1, '-')))
        .count();
    if count <= MOST {
        return;
    }
    let mut finding = lead.finding(&RULE, lead.span(sentence));
    finding.args = vec![("n", count.to_string()), ("limit", MOST.to_string())];
    found.push(finding);
}
