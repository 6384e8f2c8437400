//! How things are said: a sentence a line, with its full stop, and texts from outside in quotes,
//! so that nothing in an article can pass for a question of the program.

use super::super::Front;
use super::super::out::{Failure, Kind};

/// Says one line. Whatever is in it can be read aloud and moves nothing.
pub(super) fn say(front: &Front, text: &str) -> Result<(), Failure> {
    front.printer.line(&ended(text))
}

/// What was refused, and what helps: each sentence in its line.
pub(super) fn fail(front: &Front, failure: &Failure) -> Result<(), Failure> {
    // The system's reason helps; what lies beneath the others is for the log.
    let causes = match failure.kind {
        Kind::Io | Kind::Internal => failure.chain.as_slice(),
        _ => &[],
    };
    let told = failure.message.lines().chain(causes.iter().map(String::as_str));
    for line in told.chain(failure.hint.as_deref()).filter(|line| !line.trim().is_empty()) {
        say(front, line)?;
    }
    Ok(())
}

/// A text from outside.
pub(super) fn quoted(text: &str) -> String {
    format!("“{}”", text.trim_matches('\n').replace('\n', " "))
}

/// The sentence with an end that a listener hears.
fn ended(text: &str) -> String {
    let text = text.trim();
    let bare = text.trim_end_matches(['”', '"', '’', ')']);
    let end = if bare.ends_with(['.', '?', '!', '…']) { "" } else { "." };
    format!("{text}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_an_end() {
        for (text, want) in [
            ("Satu", "Satu."),
            ("Satu. ", "Satu."),
            ("Apa?", "Apa?"),
            ("“Satu”", "“Satu”."),
            ("“Satu.”", "“Satu.”"),
            ("(ali)", "(ali)."),
            ("", "."),
        ] {
            assert_eq!(ended(text), want);
        }
        assert_eq!(quoted("Satu\nDua\n"), "“Satu Dua”");
    }
}
