//! What the desk did not do, in words: each error of the desk as a failure of the command line.

use serde_json::{Value, json};

use super::out::{Failure, Kind};
use super::{documents, time};
use crate::config::ConfigError;
use crate::desk::DeskError;
use crate::desk::error::Thing;
use crate::desk::names_file::Unchanged;
use crate::domain::finding::Finding;
use crate::domain::seal::clear::NotCleared;
use crate::domain::stage::{Refusal, StageName};
use crate::domain::time::Timestamp;
use crate::domain::zone::Zone;
use crate::export::WriteError;
use crate::intake::IntakeError;
use crate::lang::{Arg, Words};
use crate::store::{Fault, StoreError};

/// Values as the sentences want them, from values as the floors below give them.
fn args<'a>(values: &'a [(&'static str, String)]) -> Vec<(&'a str, Arg<'a>)> {
    values.iter().map(|(name, value)| (*name, value.as_str().into())).collect()
}

/// A kind by its word; a word that is not known is a fault of ours.
fn kind(word: &str) -> Kind {
    Kind::ALL.iter().copied().find(|kind| kind.word() == word).unwrap_or(Kind::Internal)
}

/// A failure whose sentence and hint have keys of their own.
fn told(
    kind_word: &str,
    key: &str,
    hint: Option<&str>,
    values: &[(&'static str, String)],
    words: &Words,
) -> Failure {
    let values = args(values);
    let mut failure = Failure::keyed(kind(kind_word), key, words, &values);
    failure.hint = hint.map(|key| words.say(key, &values)).or(failure.hint);
    failure
}

/// A moment in the office's zone; without one as it stands in records.
fn moment(at: Timestamp, zone: Option<Zone>, words: &Words) -> String {
    zone.map_or_else(|| at.to_string(), |zone| time::full(at, zone, words))
}

pub fn failure(error: &DeskError, desk: &str, zone: Option<Zone>, words: &Words) -> Failure {
    let place = |path: &std::path::Path| path.to_string_lossy().into_owned();
    match error {
        DeskError::NoDesk { .. }
        | DeskError::DeskExists { .. }
        | DeskError::NetworkFolder { .. } => no_room(error, words),
        DeskError::NotFound { thing, name } => not_found(*thing, name, words),
        DeskError::Ambiguous { name, candidates, .. } => {
            let list = candidates.join(", ");
            let values = [("name", name.into()), ("candidates", list.into())];
            Failure::new(Kind::Ambiguous, words, &values)
                .details(json!({ "name": name, "candidates": candidates }))
        }
        DeskError::Invalid { field, value } => invalid(field, value, zone, words),
        DeskError::DuplicateName { name } => {
            Failure::new(Kind::DuplicateName, words, &[("name", name.into())])
                .details(json!({ "name": name }))
        }
        DeskError::Who { names } => {
            let list = names.join(", ");
            Failure::new(Kind::Who, words, &[("names", list.into())])
                .details(json!({ "names": names }))
        }
        DeskError::NoKey { name } => Failure::new(Kind::NoKey, words, &[("name", name.into())])
            .details(json!({ "name": name })),
        DeskError::Revoked { name } => Failure::new(Kind::Revoked, words, &[("name", name.into())])
            .details(json!({ "name": name })),
        DeskError::Key { name, source } => {
            let details = json!({ "name": name });
            told(source.kind(), source.word(), source.hint(), &source.values(), words)
                .details(details)
                .because(error)
        }
        DeskError::Path(path) => {
            told(path.kind(), path.word(), path.hint(), &path.values(), words).because(path)
        }
        DeskError::Config(config) => config_failure(config, words),
        DeskError::Intake(intake) => intake_failure(intake, words),
        DeskError::Refused { .. } => refused(error, zone, words),
        DeskError::Conflict { base, head, rescued } => {
            conflict(base, head, rescued.as_deref(), words)
        }
        DeskError::Erased { .. } | DeskError::Shared { .. } => erased(error, words),
        DeskError::Parcel { .. } | DeskError::Secret { .. } => publishing(error, words),
        DeskError::Rules { .. } | DeskError::Stands { .. } | DeskError::Names { .. } => {
            copydesk(error, words)
        }
        DeskError::LastAdmin => Failure::keyed(Kind::NotAllowed, "person-last-admin", words, &[]),
        DeskError::NotCleared(reason) => not_cleared(*reason, zone, words),
        DeskError::Read { path, source } => Failure::io(source, &place(path), words),
        DeskError::Damaged { path, backup, source } => {
            damaged(path, backup.as_deref(), source, words)
        }
        DeskError::Store(store) => store_failure(store, desk, words),
        DeskError::Unlawful(_) | DeskError::Sign(_) => Failure::internal(error, words),
    }
}

/// Words are gone by law, or cannot go.
fn erased(error: &DeskError, words: &Words) -> Failure {
    match error {
        DeskError::Erased { name } => {
            Failure::keyed(Kind::NotFound, "erased-revision", words, &[("name", name.into())])
                .details(json!({ "what": "revision", "name": name, "erased": true }))
        }
        DeskError::Shared { short } => {
            Failure::keyed(Kind::OutOfTurn, "erase-shared", words, &[("name", short.into())])
                .details(json!({ "article": short }))
        }
        other => Failure::internal(other, words),
    }
}

/// The copy desk's own rules and decisions stand in the way.
fn copydesk(error: &DeskError, words: &Words) -> Failure {
    match error {
        DeskError::Rules { path, fault } => {
            let why = super::rules::fault_told(fault, words);
            let place = path.to_string_lossy();
            let values = [("place", place.as_ref().into()), ("why", why.into())];
            Failure::keyed(Kind::Invalid, "own-rules-bad", words, &values)
                .details(json!({ "path": place, "line": fault.line, "rule": fault.rule }))
        }
        DeskError::Names { name, why } => {
            let kind = match why {
                Unchanged::Gone => Kind::NotFound,
                Unchanged::Twice => Kind::Exists,
                _ => Kind::Invalid,
            };
            let key = format!("names-no-{}", why.word());
            Failure::keyed(kind, &key, words, &[("name", name.into())])
                .details(json!({ "name": name }))
        }
        DeskError::Stands { rule, words: found } => {
            let values = [("rule", rule.into()), ("words", found.into())];
            Failure::keyed(Kind::Exists, "dismiss-stands", words, &values)
                .details(json!({ "rule": rule, "words": found }))
        }
        other => Failure::internal(other, words),
    }
}

/// A delivery or a destination leaves no room for what was wanted.
fn publishing(error: &DeskError, words: &Words) -> Failure {
    match error {
        DeskError::Parcel { name, action, standing } => {
            let standing = words.say(&format!("standing-{}", standing.word()), &[]);
            let values = [("name", name.into()), ("standing", (&standing).into())];
            Failure::keyed(Kind::OutOfTurn, &format!("parcel-no-{action}"), words, &values)
                .details(json!({ "parcel": name }))
        }
        DeskError::Secret { name, source } => {
            let key = format!("secret-{}", source.word());
            Failure::keyed(Kind::Destination, &key, words, &[("name", name.into())])
                .details(json!({ "destination": name }))
                .because(source)
        }
        other => Failure::internal(other, words),
    }
}

/// There is no desk where one was looked for, or one where it was not.
fn no_room(error: &DeskError, words: &Words) -> Failure {
    let place = |path: &std::path::Path| path.to_string_lossy().into_owned();
    match error {
        DeskError::NoDesk { dir, has_backups } => {
            let place = place(dir);
            let key = if *has_backups { "desk-lost" } else { "desk-missing" };
            Failure::keyed(Kind::NotFound, key, words, &[("place", place.as_str().into())])
                .details(json!({ "desk": place }))
        }
        DeskError::DeskExists { dir, has_backups } => {
            let place = place(dir);
            let key = if *has_backups { "desk-lost" } else { "desk-exists" };
            Failure::keyed(Kind::Exists, key, words, &[("place", place.as_str().into())])
                .details(json!({ "desk": place }))
        }
        DeskError::NetworkFolder { dir, system } => {
            let place = place(dir);
            let values = [("place", place.as_str().into()), ("system", (*system).into())];
            Failure::new(Kind::NetworkFolder, words, &values)
                .details(json!({ "desk": place, "system": system }))
        }
        other => Failure::internal(other, words),
    }
}

fn not_found(thing: Thing, name: &str, words: &Words) -> Failure {
    let key = match thing {
        Thing::Article => "error-not_found",
        Thing::Revision => "not-found-revision",
        Thing::Person => "not-found-person",
        Thing::Setting => "not-found-setting",
        Thing::Form => "not-found-form",
        Thing::Backup => "not-found-backup",
        Thing::Destination => "not-found-destination",
        Thing::Parcel => "not-found-parcel",
        Thing::Finding => "not-found-finding",
        Thing::Word => "not-found-word",
        Thing::Rule => "not-found-rule",
    };
    Failure::keyed(Kind::NotFound, key, words, &[("name", name.into())])
        .details(json!({ "what": thing.word(), "name": name }))
}

fn invalid(field: &str, value: &str, zone: Option<Zone>, words: &Words) -> Failure {
    // A long value would hide what is said about it.
    let shown: String = value.chars().take(80).collect();
    // Moments reach us as they stand in records.
    let told = shown.parse().map_or_else(|_text| shown.clone(), |at| moment(at, zone, words));
    let values = [("field", field.into()), ("value", told.into())];
    let key = format!("invalid-{field}");
    let key = if words.has(&key) { key } else { "invalid-field".to_owned() };
    Failure::keyed(Kind::Invalid, &key, words, &values)
        .details(json!({ "fields": [field], "value": shown }))
}

fn config_failure(config: &ConfigError, words: &Words) -> Failure {
    told(config.kind(), config.word(), config.hint(), &config.values(), words).because(config)
}

fn intake_failure(intake: &IntakeError, words: &Words) -> Failure {
    let key = format!("intake-error-{}", intake.kind());
    let hint = format!("{key}-hint");
    let hint = words.has(&hint).then_some(hint);
    let values = intake.args();
    let details: serde_json::Map<String, Value> = values
        .iter()
        .map(|(name, value)| ((*name).to_owned(), Value::from(value.as_str())))
        .chain([("reason".to_owned(), Value::from(intake.kind()))])
        .collect();
    told("invalid", &key, hint.as_deref(), &values, words).details(Value::Object(details))
}

/// How a field is filled on the command line.
fn option(field: &str) -> String {
    match field {
        "body" => "--body-file FILE".to_owned(),
        field => format!("--set {field}=…"),
    }
}

/// The law's refusals, with the names that the desk put to them.
fn refused(error: &DeskError, zone: Option<Zone>, words: &Words) -> Failure {
    let DeskError::Refused { who, contributors, read, waiting, refusal } = error else {
        return Failure::internal(error, words);
    };
    match &**refusal {
        Refusal::Invalid(fields) => {
            let names: Vec<String> =
                fields.iter().map(|field| words.say(&format!("field-{field}"), &[])).collect();
            let list = names.join(", ");
            let how: Vec<String> = fields.iter().map(|field| option(field)).collect();
            let values = [("what", list.into()), ("how", how.join(" ").into())];
            Failure::keyed(Kind::Invalid, "error-missing", words, &values)
                .details(json!({ "fields": fields }))
        }
        Refusal::Trashed { .. } | Refusal::TrashOver { .. } | Refusal::OthersWork { .. } => {
            thrown(who, contributors, refusal, zone, words)
        }
        Refusal::Revoked => Failure::new(Kind::Revoked, words, &[("name", who.into())]),
        Refusal::NotAllowed { needs } => {
            let role = words.say(&format!("role-{needs}"), &[]);
            let values = [("name", who.into()), ("roles", role.into())];
            Failure::new(Kind::NotAllowed, words, &values)
                .details(json!({ "name": who, "needs": needs.word() }))
        }
        Refusal::OutOfTurn { action, stage } => out_of_turn(action, *stage, words),
        Refusal::Stale { .. } => {
            let waiting_text = waiting.as_deref().unwrap_or("?");
            let values = [("read", read.into()), ("waiting", waiting_text.into())];
            Failure::new(Kind::Stale, words, &values)
                .details(json!({ "read": read, "waiting": waiting }))
        }
        Refusal::OwnWork { .. } => {
            let list = contributors.join(", ");
            let values = [("name", who.into()), ("contributors", list.into())];
            Failure::new(Kind::OwnWork, words, &values)
                .details(json!({ "name": who, "contributors": contributors }))
        }
        Refusal::SecondPerson { is_own, .. } => second_person(*is_own, who, contributors, words),
        Refusal::Findings(found) => findings(found, words),
        Refusal::Embargoed { until } => {
            Failure::new(Kind::Embargoed, words, &[("until", moment(*until, zone, words).into())])
                .details(json!({ "until": until }))
        }
    }
}

fn second_person(is_own: bool, who: &str, contributors: &[String], words: &Words) -> Failure {
    let list = contributors.join(", ");
    let (kind, key) = if is_own {
        (Kind::OwnWork, "dismiss-own-error")
    } else {
        (Kind::NotAllowed, "dismiss-second-person")
    };
    let values = [("name", who.into()), ("contributors", list.into())];
    Failure::keyed(kind, key, words, &values)
        .details(json!({ "name": who, "contributors": contributors }))
}

fn findings(findings: &[Finding], words: &Words) -> Failure {
    let count = i64::try_from(findings.len()).unwrap_or(i64::MAX);
    let list: Vec<Value> =
        findings.iter().map(|finding| documents::finding(finding, None, words)).collect();
    let mut failure = Failure::new(Kind::Findings, words, &[("count", count.into())])
        .details(json!({ "findings": list }));
    for finding in findings.iter().take(5) {
        failure.message.push_str("\n  ");
        failure.message.push_str(&documents::finding_line(finding, words));
    }
    failure
}

fn out_of_turn(action: &str, stage: StageName, words: &Words) -> Failure {
    let name = words.say(&format!("stage-{}", stage.word()), &[]);
    let key = match action {
        "trash" => "trash-only-drafts".to_owned(),
        "untrash" => "trash-not-there".to_owned(),
        // A correction may be in work: its stage would not say what stands in the way.
        "erase" => "erase-live".to_owned(),
        "take-back" => "take-back-too-late".to_owned(),
        _ => Kind::OutOfTurn.key(),
    };
    Failure::keyed(Kind::OutOfTurn, &key, words, &[("stage", name.into())])
        .details(json!({ "action": action, "stage": stage.word() }))
}

/// What the trash takes and gives back.
fn thrown(
    who: &str,
    contributors: &[String],
    refusal: &Refusal,
    zone: Option<Zone>,
    words: &Words,
) -> Failure {
    match refusal {
        Refusal::Trashed { action, since } => {
            let values = [("since", moment(*since, zone, words).into())];
            Failure::keyed(Kind::OutOfTurn, "trash-holds", words, &values)
                .details(json!({ "action": action, "stage": "draft", "trashed_at": since }))
        }
        Refusal::TrashOver { until } => {
            let values = [("until", moment(*until, zone, words).into())];
            Failure::keyed(Kind::OutOfTurn, "trash-over", words, &values)
                .details(json!({ "action": "untrash", "stage": "draft", "until": until }))
        }
        _ => {
            let others = contributors.join(", ");
            let values = [("name", who.into()), ("contributors", others.into())];
            Failure::keyed(Kind::NotAllowed, "trash-others-work", words, &values)
                .details(json!({ "name": who, "contributors": contributors }))
        }
    }
}

fn conflict(base: &str, head: &str, rescued: Option<&std::path::Path>, words: &Words) -> Failure {
    let place = rescued.map(|path| path.to_string_lossy().into_owned());
    let values =
        [("revision", base.into()), ("place", place.as_deref().unwrap_or_default().into())];
    Failure::new(Kind::Conflict, words, &values)
        .details(json!({ "base": base, "head": head, "rescued": place }))
}

fn not_cleared(reason: NotCleared, zone: Option<Zone>, words: &Words) -> Failure {
    match reason {
        NotCleared::Early(until) => {
            Failure::new(Kind::Embargoed, words, &[("until", moment(until, zone, words).into())])
                .details(json!({ "until": until }))
        }
        other => Failure::keyed(Kind::Damaged, "clearing-failed", words, &[])
            .details(json!({ "reason": other.to_string() })),
    }
}

fn damaged(
    path: &std::path::Path,
    backup: Option<&std::path::Path>,
    source: &StoreError,
    words: &Words,
) -> Failure {
    let place = path.to_string_lossy();
    let backup = backup.map(|path| path.to_string_lossy().into_owned());
    let values = [
        ("place", place.as_ref().into()),
        ("backup", backup.as_deref().unwrap_or_default().into()),
    ];
    let key = if backup.is_some() { "damaged-with-backup" } else { "error-damaged" };
    Failure::keyed(Kind::Damaged, key, words, &values)
        .details(json!({ "desk": place, "backup": backup }))
        .because(source)
}

fn store_failure(store: &StoreError, desk: &str, words: &Words) -> Failure {
    let values = [("place", desk.into()), ("name", desk.into())];
    let kind = match &store.fault {
        Fault::Busy => Kind::Busy,
        Fault::DiskFull => Kind::DiskFull,
        Fault::ReadOnly => Kind::ReadOnly,
        Fault::Damaged(_) => Kind::Damaged,
        Fault::Foreign => Kind::ForeignFile,
        Fault::Newer { .. } => Kind::Newer,
        Fault::Missing | Fault::NotFound => Kind::NotFound,
        Fault::Ambiguous(_) => Kind::Ambiguous,
        Fault::Exists => Kind::Exists,
        Fault::Io(_) => Kind::Io,
        Fault::OldSqlite(_) | Fault::Sql(_) => return Failure::internal(store, words),
    };
    Failure::new(kind, words, &values).because(store)
}

/// Why a site was not written.
pub fn export(error: &WriteError, words: &Words) -> Failure {
    let told = |kind, key: &str, place: &str| {
        Failure::keyed(kind, key, words, &[("place", place.into())])
            .details(json!({ "path": place }))
    };
    let path = |path: &std::path::Path| path.to_string_lossy().into_owned();
    match error {
        WriteError::Template(template) => {
            let line = template.line.to_string();
            let values = [
                ("name", template.file.as_str().into()),
                ("line", line.as_str().into()),
                ("reason", template.message.as_str().into()),
            ];
            Failure::keyed(Kind::Template, "template-broken", words, &values).details(json!({
                "file": template.file, "line": template.line, "reason": template.message,
            }))
        }
        WriteError::Reserved(place) => told(Kind::Invalid, "export-reserved", &path(place)),
        WriteError::Foreign(place) => told(Kind::Exists, "export-foreign", &path(place)),
        WriteError::Published(place) => told(Kind::Exists, "export-published", &path(place)),
        WriteError::Busy(place) => told(Kind::Busy, "export-busy", &path(place)),
        WriteError::Link(place) => told(Kind::Invalid, "export-link", place),
        WriteError::Path(place) => told(Kind::Invalid, "export-path", place),
        WriteError::Twice(place) => told(Kind::Invalid, "export-twice", place),
        WriteError::Full { path, .. } => {
            told(Kind::DiskFull, "error-disk_full", path).because(error)
        }
        WriteError::ReadOnly { path, .. } => {
            told(Kind::ReadOnly, "export-read-only", path).because(error)
        }
        WriteError::Io { path, .. } => told(Kind::Io, "error-io", path).because(error),
    }
}
