//! J06: a headline all in capitals.

use std::collections::HashMap;

use super::capitals::SMALL;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::token::{Case, Kind, capitalised, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "J06",
    level: Level::Suggestion,
    speaks: Speaks::Any,
    wrong: &[Example::headline("KPU GELAR RAPAT DI AULA")
        .over("Rapat KPU dibuka.")
        .finds("KPU GELAR RAPAT DI AULA", &["KPU Gelar Rapat di Aula"])],
    right: &[
        Example::headline("KPU Gelar Rapat"),
        Example::headline("KPU RI"),
        Example::headline("DPT"),
        Example::body("KPU GELAR RAPAT DI AULA"),
    ],
    run: Run::Whole(run),
};

/// So many words in capitals are no row of acronyms.
const FEWEST: usize = 4;

fn run(page: &Page<'_>, found: &mut Found) {
    let Some(headline) = page.headline() else { return };
    let words = || headline.tokens().iter().filter(|token| token.kind == Kind::Word);
    let is_loud = |word: &str| matches!(case(word), Case::Upper) || word.chars().count() == 1;
    if words().count() < FEWEST || !words().all(|token| is_loud(headline.slice(token.span.clone())))
    {
        return;
    }
    let whole = headline.span(0..headline.tokens().len());
    let mut finding = headline.finding(&RULE, whole.clone());
    finding.fixes.push(calm(page, headline, whole));
    found.push(finding);
}

/// The headline with words as the body writes them: acronyms stay as they are.
fn calm(page: &Page<'_>, headline: &Piece<'_>, whole: std::ops::Range<usize>) -> String {
    let mut known: HashMap<&str, Case> = HashMap::new();
    for piece in page.of_body() {
        for token in piece.tokens().iter().filter(|token| token.kind == Kind::Word) {
            let seen = case(piece.slice(token.span.clone()));
            let kept = known.entry(&token.low).or_insert(seen);
            if seen != Case::Upper && *kept == Case::Upper {
                *kept = seen;
            }
        }
    }
    let mut text = String::new();
    let mut at = whole.start;
    for (place, token) in headline.tokens().iter().enumerate() {
        text.push_str(headline.slice(at..token.span.start));
        let word = headline.slice(token.span.clone());
        let is_short_form = known.get(token.low.as_str()) == Some(&Case::Upper);
        match token.kind {
            Kind::Word if is_short_form => text.push_str(word),
            Kind::Word if place > 0 && SMALL.contains(&token.low.as_str()) => {
                text.push_str(&token.low);
            }
            Kind::Word => text.push_str(&capitalised(&token.low)),
            _ => text.push_str(word),
        }
        at = token.span.end;
    }
    text
}
