//! What was taken out of a text on its way to the desk, as the rule tells it that would have found
//! it in the text.

use super::all;
use super::signs::characters::names;
use crate::domain::finding::{Field, Finding};

/// A finding of `rule` on words that are no longer in the body. It lies nowhere in a field: who
/// knows the place in the file tells that.
fn told(rule: &str, words: &str, args: Vec<(&'static str, String)>) -> Option<Finding> {
    let rule = all().find(|known| known.id == rule)?;
    Some(Finding {
        rule: rule.id.into(),
        level: rule.level,
        field: Field::Body,
        span: 0..0,
        text: words.to_owned(),
        hidden: None,
        args,
        // It is gone from the text already; whoever wants the file clean takes it out there too.
        fixes: vec![String::new()],
    })
}

fn quoted(words: &str) -> Vec<(&'static str, String)> {
    vec![("x", words.trim().to_owned())]
}

/// The headline, written once more above the text. What was found in the headline `above` and
/// is nobody's business is not shown here either.
pub fn headline(words: &str, above: &str, known: &[Finding]) -> Option<Finding> {
    let mut finding = told("J04", words, Vec::new())?;
    let mut masked = words.to_owned();
    let hidden = |known: &&Finding| known.field == Field::Headline && known.hidden.is_some();
    for secret in known.iter().filter(hidden) {
        let bare = above.get(secret.span.clone()).unwrap_or_default();
        masked = if !bare.is_empty() && masked.contains(bare) {
            masked.replace(bare, &secret.text)
        } else {
            // Written otherwise: nothing of it is worth showing.
            masked.chars().map(|c| if c.is_alphanumeric() { '*' } else { c }).collect()
        };
    }
    if masked != words {
        finding.hide(masked);
    }
    Some(finding)
}

/// A line of the web page around the text.
pub fn furniture(words: &str) -> Option<Finding> {
    told("F01", words, quoted(words))
}

/// The mark below the text.
pub fn end_mark(words: &str) -> Option<Finding> {
    told("F02", words, quoted(&words.replace('\\', "")))
}

/// A line of blanks.
pub fn blanks(words: &str) -> Option<Finding> {
    told("S02", words, Vec::new())
}

/// Characters that are never text.
pub fn characters(words: &str) -> Option<Finding> {
    let signs: Vec<char> = words.chars().collect();
    told("S10", words, vec![("characters", names(&signs))])
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::manuscript::Manuscript;
    use crate::rules::{check as found, testing};

    /// The rule says the same of the words where they still stand in a body.
    #[track_caller]
    fn check(taken: Option<Finding>, body: &str) {
        let taken = taken.unwrap();
        let today = NaiveDate::from_ymd_opt(2025, 10, 21).unwrap();
        let headline = "Rapat Pleno".to_owned();
        let text = Manuscript { headline, body: body.to_owned(), ..Manuscript::default() };
        let all = found(&text, &testing::house(today));
        let same = all.into_iter().find(|finding| finding.rule == taken.rule).unwrap();
        assert_eq!(Finding { span: 0..0, ..same }, taken);
    }

    #[test]
    fn what_was_taken_out_is_told_as_what_stands_there() {
        check(headline("Rapat Pleno\n\n", "Rapat Pleno", &[]), "Rapat Pleno\n\nRapat usai.");
        check(furniture("Dilihat 12 kali"), "Rapat usai.\n\nDilihat 12 kali");
        check(end_mark("-30-"), "Rapat usai.\n\n-30-");
        check(blanks("\u{a0}"), "Rapat usai.\n\n\u{a0}\n\nWarga pulang.");
        check(characters("\u{1b}\u{7}"), "Rapat\u{1b}\u{7} usai.");
    }

    #[test]
    fn a_number_of_somebody_is_not_shown_by_the_second_headline() {
        let today = NaiveDate::from_ymd_opt(2025, 10, 21).unwrap();
        let above = "Pemilih NIK 3273014507900002 Dicatat";
        let text = Manuscript { headline: above.to_owned(), ..Manuscript::default() };
        let known = found(&text, &testing::house(today));
        for words in [above.to_owned(), above.replace("45", "**45**")] {
            let finding = headline(&words, above, &known).unwrap();
            assert!(finding.is_of(&words) && !format!("{finding:?}").contains("45079"), "{words}");
        }
        assert!(headline("Rapat", above, &[]).unwrap().hidden.is_none());
    }
}
