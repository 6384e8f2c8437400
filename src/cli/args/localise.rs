//! Help in the person's language: each command and option has its key in `help.ftl`.
//!
//! `help-<command>` and `help-<command>-<argument>`, with the names of commands joined by `-`
//! and `_` written as `-`; options of every command are `help-global-<option>`.

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command};

use super::global;
use crate::lang::Words;

/// The commands as they are told to people: by what one wants to do.
pub const GROUPS: &[(&str, &[&str])] = &[
    (
        "help-group-texts",
        &[
            "new", "import", "list", "show", "edit", "check", "dismiss", "history", "diff",
            "restore", "trash", "untrash",
        ],
    ),
    (
        "help-group-review",
        &["submit", "return", "approve", "schedule", "unschedule", "correct", "withdraw", "export"],
    ),
    ("help-group-push", &["destination", "push", "outbox"]),
    ("help-group-office", &["demo", "init", "office", "person", "words", "rules"]),
    (
        "help-group-care",
        &[
            "log",
            "audit",
            "backup",
            "restore-backup",
            "doctor",
            "erase",
            "info",
            "completions",
            "help",
        ],
    ),
];

/// The whole tree in the words of one language, ready to parse or to show its help.
pub fn localise(root: Command, words: &Words, width: usize) -> Command {
    let root = root
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(Arg::new("help").short('h').long("help").global(true).action(ArgAction::HelpShort))
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version))
        .term_width(width);
    let mut root = command(root, "", words);
    // Only a built tree knows the usage of its commands.
    root.build();
    let mut root = usage(root, words);
    let overview = overview(&root, words);
    let everywhere = words.say("help-heading-global", &[]);
    root = root.help_template(format!(
        "{{about}}\n\n{}\n{overview}\n{everywhere}:\n{{options}}",
        heading(words)
    ));
    root
}

/// The key of a command's or an argument's help.
pub fn key(path: &str, argument: Option<&str>) -> String {
    let path = if path.is_empty() { "redaksi" } else { path };
    match argument {
        Some(name) => format!("help-{path}-{}", name.replace('_', "-")),
        None => format!("help-{path}"),
    }
}

/// The key of an option of every command.
pub fn global_key(name: &str) -> String {
    format!("help-global-{}", name.replace('_', "-"))
}

fn command(from: Command, path: &str, words: &Words) -> Command {
    let names: Vec<_> = from.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut to = from
        .about(words.say(&key(path, None), &[]))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        // A missing subcommand is refused in words, like all that is missing.
        .arg_required_else_help(false)
        .subcommand_help_heading(words.say("help-heading-commands", &[]))
        .subcommand_value_name(words.say("help-value-command", &[]))
        .help_template(format!("{{about}}\n\n{}\n\n{{all-args}}", heading(words)))
        .mut_args(|arg| argument(arg, path, words));
    for name in names {
        let below = if path.is_empty() { name.clone() } else { format!("{path}-{name}") };
        to = to.mut_subcommand(name, |sub| command(sub, &below, words));
    }
    to
}

fn heading(words: &Words) -> String {
    format!("{} {{usage}}", words.say("help-heading-usage", &[]))
}

fn argument(arg: Arg, path: &str, words: &Words) -> Arg {
    let name = arg.get_id().as_str().to_owned();
    let everywhere = arg.is_global_set() || name == "version";
    let key = if everywhere { global_key(&name) } else { key(path, Some(&name)) };
    let heading = match (everywhere, arg.is_positional()) {
        (true, _) => "help-heading-global",
        (false, true) => "help-heading-arguments",
        (false, false) => "help-heading-options",
    };
    let help = format!("{}{}", words.say(&key, &[]), facts(&arg, &name, words));
    let arg = arg.help(help).help_heading(words.say(heading, &[]));
    if !arg.get_action().takes_values() {
        return arg;
    }
    // These are told in `facts`, in our words.
    arg.hide_possible_values(true).hide_default_value(true)
}

/// What one may choose, what holds without the option, and which variable stands for it.
fn facts(arg: &Arg, name: &str, words: &Words) -> String {
    let mut facts = Vec::new();
    let takes_values = arg.get_action().takes_values();
    let choices = if takes_values { arg.get_possible_values() } else { Vec::new() };
    let choices: Vec<_> = choices.iter().map(PossibleValue::get_name).collect();
    if !choices.is_empty() {
        facts.push(words.say("help-fact-choices", &[("choices", choices.join(", ").into())]));
    }
    let usual: Vec<_> =
        arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if takes_values && !usual.is_empty() {
        facts.push(words.say("help-fact-default", &[("value", usual.join(", ").into())]));
    }
    if let Some(variable) = global::variable(name).filter(|_| arg.is_global_set()) {
        facts.push(words.say("help-fact-variable", &[("name", variable.into())]));
    }
    if facts.is_empty() { String::new() } else { format!(" [{}]", facts.join("; ")) }
}

/// The usage lines, in which the library's own English words are replaced.
fn usage(mut from: Command, words: &Words) -> Command {
    let names: Vec<_> = from.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let line = from.render_usage().to_string();
    let line = line.strip_prefix("Usage: ").unwrap_or(&line);
    let options = format!("[{}]", words.say("help-value-options", &[]));
    let mut to = from.clone().override_usage(line.replace("[OPTIONS]", &options));
    for name in names {
        to = to.mut_subcommand(name, |sub| usage(sub, words));
    }
    to
}

/// All commands in their groups, a line each.
fn overview(root: &Command, words: &Words) -> String {
    let widest = GROUPS.iter().flat_map(|(_, names)| *names).map(|name| name.len()).max();
    let widest = widest.unwrap_or(0);
    let line = |name: &&str| {
        let about = root.find_subcommand(name).and_then(Command::get_about);
        format!("  {name:widest$}  {}\n", about.map(ToString::to_string).unwrap_or_default())
    };
    let group = |(key, names): &(&str, &[&str])| {
        let lines: Vec<_> = names.iter().map(line).collect();
        format!("\n{}:\n{}", words.say(key, &[]), lines.concat())
    };
    GROUPS.iter().map(group).collect::<Vec<_>>().concat()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Cli;
    use crate::lang::{Lang, files};

    fn needed(cmd: &Command, path: &str, keys: &mut BTreeSet<String>) {
        keys.insert(key(path, None));
        for arg in cmd.get_arguments() {
            let name = arg.get_id().as_str();
            let everywhere = arg.is_global_set() || name == "version";
            keys.insert(if everywhere { global_key(name) } else { key(path, Some(name)) });
        }
        for sub in cmd.get_subcommands() {
            let name = sub.get_name();
            let below = if path.is_empty() { name.to_owned() } else { format!("{path}-{name}") };
            needed(sub, &below, keys);
        }
    }

    #[test]
    fn every_command_and_argument_has_its_help_and_no_help_is_left_over() {
        const OTHERS: [&str; 4] = ["help-heading-", "help-value-", "help-fact-", "help-group-"];
        for lang in Lang::ALL {
            let mut want = BTreeSet::new();
            let words = Words::of(lang);
            needed(&localise(Cli::command(), &words, 80), "", &mut want);
            let (_, file) = files(lang).iter().find(|(name, _)| *name == "help").unwrap();
            let there: BTreeSet<_> = file
                .lines()
                .filter_map(|line| line.split_once(" = "))
                .map(|(key, _)| key.to_owned())
                .filter(|key| !OTHERS.iter().any(|other| key.starts_with(other)))
                .collect();
            assert_eq!(there, want, "{lang}");
        }
    }

    #[test]
    fn the_overview_tells_every_command_once() {
        let told: Vec<_> = GROUPS.iter().flat_map(|(_, names)| *names).copied().collect();
        let told_once: BTreeSet<_> = told.iter().copied().collect();
        let root = Cli::command();
        let there: BTreeSet<_> = root.get_subcommands().map(Command::get_name).collect();
        assert_eq!(told.len(), told_once.len());
        assert_eq!(told_once, there);
    }

    #[test]
    fn help_speaks_one_language() {
        let words = Words::of(Lang::Id);
        let mut root = localise(Cli::command(), &words, 80);
        for path in [vec![], vec!["list"], vec!["person", "add"], vec!["audit"]] {
            let mut cmd = &mut root;
            for name in &path {
                cmd = cmd.find_subcommand_mut(name).unwrap();
            }
            let help = cmd.render_help().to_string();
            for word in
                ["Usage", "Options", "OPTIONS", "Arguments", "Commands", "possible", "default"]
            {
                assert!(!help.contains(word), "{path:?} says {word}:\n{help}");
            }
            let wide = help.lines().find(|line| line.chars().count() > 80);
            assert_eq!(wide, None, "{path:?}");
        }
    }
}
