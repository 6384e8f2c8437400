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
    let argument = context(ContextKind::InvalidArg);
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
        None => words.say(sentence(error.kind()), &args),
    };
    Failure {
        kind: Kind::Usage.word(),
        exit_code: Kind::Usage.exit_code(),
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
    if let Some(ContextValue::Strings(choices)) = error.get(ContextKind::ValidValue)
        && !choices.is_empty()
    {
        return words.say("usage-hint-choices", &[("choices", choices.join(", ").into())]);
    }
    words.say("error-usage-hint", &[])
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(values) => values.join(", "),
        other => other.to_string(),
    }
}
