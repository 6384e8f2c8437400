//! What is wrong with a command line, in the person's language.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use serde_json::json;

use super::global::BadVariable;
use super::values::BadValue;
use crate::cli::out::{Failure, Kind};
use crate::lang::Words;

/// The refusal of a command line. Help and version are no refusals: see [`Error::kind`].
pub fn failure(error: &Error, words: &Words) -> Failure {
    let context = |kind| error.get(kind).map(text).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg).trim_end_matches("...").to_owned();
    let value = context(ContextKind::InvalidValue);
    let what = match error.kind() {
        ErrorKind::InvalidSubcommand => context(ContextKind::InvalidSubcommand),
        _ => argument.clone(),
    };
    let args = [
        ("what", what.as_str().into()),
        ("value", value.as_str().into()),
        ("other", context(ContextKind::PriorArg).into()),
    ];
    let message = match std::error::Error::source(error).and_then(|e| e.downcast_ref()) {
        Some(BadValue(form)) => {
            let form = words.say(form, &[]);
            words.say("usage-bad-form", &[args[0].clone(), args[1].clone(), ("form", form.into())])
        }
        None if error.kind() == ErrorKind::InvalidValue && value.is_empty() => {
            words.say("usage-missing-value", &args)
        }
        None => words.say(sentence(error.kind()), &args),
    };
    Failure {
        kind: Kind::Usage,
        message,
        hint: Some(hint(error, words)),
        details: json!({
            "argument": (!what.is_empty()).then_some(what),
            "value": (!value.is_empty()).then_some(value),
        }),
        chain: Vec::new(),
    }
}

/// A variable of the environment that means nothing.
pub fn bad_variable(bad: &BadVariable, words: &Words) -> Failure {
    let args = [("what", bad.name.into()), ("value", bad.value.as_str().into())];
    Failure::keyed(Kind::Usage, "usage-bad-value", words, &args)
        .details(json!({ "argument": bad.name, "value": bad.value }))
}

fn sentence(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::UnknownArgument => "usage-unknown-argument",
        ErrorKind::InvalidSubcommand => "usage-unknown-command",
        ErrorKind::MissingRequiredArgument => "usage-missing-argument",
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "usage-missing-command"
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "usage-bad-value",
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            "usage-missing-value"
        }
        ErrorKind::TooManyValues => "usage-too-many-values",
        ErrorKind::ArgumentConflict => "usage-conflict",
        ErrorKind::InvalidUtf8 => "usage-not-utf8",
        _ => "usage-other",
    }
}

fn hint(error: &Error, words: &Words) -> String {
    let near =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    if let Some(near) = near.into_iter().find_map(|kind| error.get(kind)) {
        return words.say("usage-hint-near", &[("near", text(near).into())]);
    }
    let choices = [ContextKind::ValidValue, ContextKind::ValidSubcommand];
    if let Some(choices) = choices.into_iter().filter_map(|kind| error.get(kind)).map(text).next()
        && !choices.is_empty()
    {
        return words.say("usage-hint-choices", &[("choices", choices.into())]);
    }
    let usage = error.get(ContextKind::Usage).map(text).unwrap_or_default();
    match usage.strip_prefix("Usage: ") {
        Some(line) => words.say("usage-hint-usage", &[("usage", line.into())]),
        None => words.say("error-usage-hint", &[]),
    }
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(values) => values.join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, FromArgMatches};

    use super::*;
    use crate::cli::args::{Cli, localise};
    use crate::lang::Lang;

    fn refused(line: &str) -> Failure {
        let words = Words::of(Lang::En);
        let mut tree = localise::localise(Cli::command(), &words, 80);
        let argv = ["redaksi"].into_iter().chain(line.split_whitespace());
        let read = tree.try_get_matches_from_mut(argv).and_then(|m| Cli::from_arg_matches(&m));
        failure(&read.unwrap_err(), &words)
    }

    #[test]
    fn a_refusal_names_what_is_wrong_and_what_would_be_right() {
        for (line, message, hint) in [
            ("lits", "There is no command “lits”.", "Did you mean: list"),
            ("list --jsn", "“--jsn” means nothing here.", "Did you mean: --json"),
            (
                "list --format xml",
                "“xml” is not a value that --format <FORMAT> can have.",
                "The choices: table, csv",
            ),
            ("list --format", "--format <FORMAT> needs a value.", "The choices: table, csv"),
            ("approve abc", "Still missing: --revision <N>.", "It is written: redaksi approve"),
            ("person", "This command needs a subcommand.", "The choices: add, list"),
            (
                "edit abc --set foo",
                "“foo” does not fit --set <FIELD=VALUE>: write NAME=VALUE.",
                "See how it is written",
            ),
            (
                "person add x --role editor --public-key a --ask-passphrase",
                "--public-key <FILE> cannot be used together with --ask-passphrase.",
                "It is written: redaksi person add",
            ),
        ] {
            let failure = refused(line);
            assert_eq!(failure.message, message, "{line}");
            let told = failure.hint.unwrap();
            assert!(told.starts_with(hint), "{line}: {told}");
            assert_eq!(failure.kind, Kind::Usage);
        }
    }

    #[test]
    fn a_variable_is_named() {
        let bad = BadVariable { name: "REDAKSI_LANG", value: "fr".to_owned() };
        let failure = bad_variable(&bad, &Words::of(Lang::En));
        assert_eq!(failure.message, "“fr” is not a value that REDAKSI_LANG can have.");
        assert_eq!(failure.details["argument"], "REDAKSI_LANG");
    }
}
