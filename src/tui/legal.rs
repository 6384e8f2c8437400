//! Which actions are legal now, and why others are not. The desk's law decides in the end; this is
//! what the footer, the menu and the palette show beforehand.

use super::action::{Action, Context};
use super::app::App;
use super::layout::{Class, Pane};
use crate::domain::people::Role;
use crate::domain::stage::StageName;
use crate::domain::view::{ListRow, PersonRow};

/// Why something cannot be done: a key of the language files, and a name in its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    pub key: &'static str,
    pub name: String,
}

#[expect(clippy::unnecessary_wraps, reason = "every answer is one that may be none")]
fn why(key: &'static str) -> Option<Why> {
    Some(Why { key, name: String::new() })
}

/// The article that a step would be about.
fn subject(app: &App) -> Option<&ListRow> {
    let open = app.doc.as_ref().map(|doc| &doc.opened.view.row);
    let chosen = app.list.selected();
    if app.focus == Pane::List && app.overlays().is_empty() { chosen } else { open.or(chosen) }
}

/// Why an action cannot be done now; nothing if it can.
pub fn why_not(app: &App, action: Action) -> Option<Why> {
    // Behind a locked screen nobody is here either.
    let is_hidden = app.overlays().iter().any(|overlay| overlay.hides_text());
    let Some(me) = app.me().filter(|_| !is_hidden) else {
        return match action {
            Action::UiQuit
            | Action::UiHelp
            | Action::UiLanguage
            | Action::UiTheme
            | Action::UiRedraw
            | Action::UiJump
            | Action::DialogNext
            | Action::DialogPrevious
            | Action::DialogAccept
            | Action::DialogCancel => None,
            _ => why("why-nobody"),
        };
    };
    match action.name().split_once('.').map_or("", |(family, _)| family) {
        "ui" => on_screen(app, action),
        "list" => on_list(app, action, me),
        "edit" | "meta" => on_text(app, action),
        "find" => on_search(app, action, me),
        "review" | "article" => on_article(app, action, me),
        "log" => on_log(app, action, me),
        "check" => on_check(app, action, me),
        "dialog" if app.context() != Context::Dialog => why("why-in-dialog"),
        _ => None,
    }
}

fn on_screen(app: &App, action: Action) -> Option<Why> {
    match action {
        Action::UiPane2
        | Action::UiPane3
        | Action::UiPane4
        | Action::UiPreview
        | Action::UiQuiet
            if app.doc.is_none() =>
        {
            why("why-nothing-open")
        }
        Action::UiSync => app.me().and_then(|me| needs(me, Role::Reviewer)),
        Action::UiNames if app.office.as_ref().is_some_and(|office| office.read_only) => {
            why("why-read-only")
        }
        Action::UiNames => {
            app.me().filter(|me| !me.roles.may_write()).and_then(|me| needs(me, Role::Editor))
        }
        Action::UiDestinations => app.me().and_then(|me| needs(me, Role::Admin)),
        Action::UiWider | Action::UiNarrower if app.class() == Class::One || app.zoom => {
            why("why-one-pane")
        }
        _ => None,
    }
}

fn on_list(app: &App, action: Action, me: &PersonRow) -> Option<Why> {
    let read_only = app.office.as_ref().is_some_and(|office| office.read_only);
    match action {
        Action::ListNew | Action::ListTemplate | Action::ListImport => {
            if read_only {
                why("why-read-only")
            } else {
                needs(me, Role::Editor)
            }
        }
        Action::ListTrash => {
            let rows = app.list.targets();
            let own = rows.iter().all(|row| {
                row.stage == StageName::Draft && row.author == me.row && !row.flags.live()
            });
            if rows.is_empty() {
                why("why-nothing-selected")
            } else if !own {
                why("why-trash-own-drafts")
            } else if read_only {
                why("why-read-only")
            } else {
                needs(me, Role::Editor)
            }
        }
        Action::ListOpen | Action::ListMark | Action::ListMarkRange
            if app.list.selected().is_none() =>
        {
            why("why-nothing-selected")
        }
        Action::ListUndo if app.done.is_empty() => why("why-nothing-to-undo"),
        Action::ListRedo if app.undone.is_empty() => why("why-nothing-to-redo"),
        Action::ListRenameSlug => match &app.doc {
            None => why("why-nothing-open"),
            Some(doc) if doc.opened.view.state.address.is_some() => why("why-slug-fixed"),
            Some(_) => needs(me, Role::Editor),
        },
        Action::ListCopyLink | Action::ListOpenLink if app.doc.is_none() => why("why-nothing-open"),
        Action::ListOpenLink => why("why-not-yet"),
        _ => None,
    }
}

fn needs(me: &PersonRow, role: Role) -> Option<Why> {
    if me.roles.has(role) {
        return None;
    }
    match role {
        Role::Editor => why("why-not-editor"),
        Role::Reviewer => why("why-not-reviewer"),
        Role::Admin => why("why-not-admin"),
    }
}

fn on_text(app: &App, action: Action) -> Option<Why> {
    let Some(doc) = &app.doc else { return why("why-nothing-open") };
    match action {
        Action::EditWordGoal if app.office.as_ref().is_some_and(|office| office.read_only) => {
            why("why-read-only")
        }
        // In the search in all drafts the same keys look, and open what was found.
        Action::EditFindNext | Action::EditFindPrevious | Action::EditReplace
            if app.context() == Context::Find && !app.overlays().is_empty() =>
        {
            why("why-in-text")
        }
        Action::EditFindNext | Action::EditFindPrevious if app.find.is_empty() => {
            why("why-nothing-sought")
        }
        Action::EditSave
        | Action::EditUndo
        | Action::EditRedo
        | Action::EditCut
        | Action::EditPaste
        | Action::EditFix
        | Action::EditReplace
        | Action::EditExternal
        | Action::EditEarlier
        | Action::EditInsertDateline
            if doc.locked.is_some() =>
        {
            doc.locked.and_then(why)
        }
        Action::EditCopy | Action::EditCut if doc.editor().selection().is_none() => {
            why("why-nothing-marked")
        }
        Action::EditPaste if app.clipboard.is_empty() => why("why-nothing-copied"),
        _ => None,
    }
}

fn on_search(app: &App, action: Action, me: &PersonRow) -> Option<Why> {
    match action {
        Action::FindDrafts if app.office.as_ref().is_some_and(|office| office.read_only) => {
            why("why-read-only")
        }
        Action::FindDrafts => needs(me, Role::Editor),
        _ if app.context() != Context::Find => why("why-in-search"),
        Action::FindReplaceAll if !app.replaces() => why("why-not-replacing"),
        Action::FindEveryone if app.overlays().is_empty() => why("why-in-drafts"),
        _ => None,
    }
}

fn on_log(app: &App, action: Action, me: &PersonRow) -> Option<Why> {
    let is_tray = !app.overlays().is_empty() && app.context() == Context::Log;
    let can = is_tray && app.overlays().last().is_some_and(|tray| tray.can(action));
    match action {
        Action::LogOpen | Action::LogRetry | Action::LogCancel if !can => why("why-in-tray"),
        Action::LogCopy | Action::LogUp | Action::LogDown if is_tray && !can => why("why-in-tray"),
        Action::LogRetry | Action::LogCancel => needs(me, Role::Reviewer),
        Action::LogLevel if is_tray => why("why-in-log"),
        _ if app.focus != Pane::Log && !is_tray => why("why-in-log"),
        _ => None,
    }
}

fn on_check(app: &App, action: Action, me: &PersonRow) -> Option<Why> {
    let Some(doc) = &app.doc else { return why("why-nothing-open") };
    let here = app.context() == Context::Check;
    let read_only = app.office.as_ref().is_some_and(|office| office.read_only);
    match action {
        Action::CheckOpen | Action::CheckSuggestions => None,
        Action::CheckWord | Action::CheckRule if read_only => why("why-read-only"),
        // What holds for all texts is no decision of one writer.
        Action::CheckWord if me.roles.may_administer() => None,
        Action::CheckWord => needs(me, Role::Reviewer),
        Action::CheckRule => needs(me, Role::Editor),
        _ if !here => why("why-in-check"),
        Action::CheckFix | Action::CheckFixAll => doc.locked.and_then(why),
        Action::CheckDismiss if read_only => why("why-read-only"),
        _ => None,
    }
}

/// Steps that add to the ledger.
fn writes(action: Action) -> bool {
    matches!(
        action,
        Action::ReviewSubmit
            | Action::ReviewApprove
            | Action::ReviewReturn
            | Action::ReviewSchedule
            | Action::ReviewUnschedule
            | Action::ReviewCorrect
            | Action::ReviewWithdraw
            | Action::ArticleRestore
    )
}

/// What moves through the review screen, and nothing else.
fn is_within_review(action: Action) -> bool {
    matches!(
        action,
        Action::ReviewNextProblem
            | Action::ReviewPreviousProblem
            | Action::ReviewUp
            | Action::ReviewDown
            | Action::ReviewPageUp
            | Action::ReviewPageDown
            | Action::ReviewTop
            | Action::ReviewBottom
            | Action::ReviewLater
    )
}

fn on_article(app: &App, action: Action, me: &PersonRow) -> Option<Why> {
    if action == Action::ArticleExport {
        return None;
    }
    if is_within_review(action) {
        return if app.context() == Context::Review { None } else { why("why-in-review") };
    }
    let Some(row) = subject(app) else { return why("why-nothing-selected") };
    if writes(action) && app.office.as_ref().is_some_and(|office| office.read_only) {
        return why("why-read-only");
    }
    let stage = row.stage;
    let wrong_stage = |key| why(key);
    match action {
        Action::ReviewSubmit => {
            let drafts = app.list.targets().iter().all(|row| row.stage == StageName::Draft);
            let many = app.focus == Pane::List && !app.list.marked.is_empty();
            if (many && !drafts) || (!many && stage != StageName::Draft) {
                wrong_stage("why-not-draft")
            } else {
                needs(me, Role::Editor)
            }
        }
        Action::ReviewApprove | Action::ReviewReturn => {
            if stage != StageName::Submitted {
                return wrong_stage("why-not-submitted");
            }
            needs(me, Role::Reviewer).or_else(|| {
                let single = app.office.as_ref().is_some_and(|office| office.single_eye);
                let own = row.contributors.contains(&me.row);
                (action == Action::ReviewApprove && own && !single)
                    .then(|| Why { key: "why-own-work", name: me.name.clone() })
            })
        }
        Action::ReviewSchedule => match stage {
            StageName::Approved | StageName::Scheduled => needs(me, Role::Reviewer),
            _ => wrong_stage("why-not-approved"),
        },
        Action::ReviewUnschedule if stage != StageName::Scheduled => {
            wrong_stage("why-not-scheduled")
        }
        Action::ReviewCorrect if stage != StageName::Published => wrong_stage("why-not-published"),
        Action::ReviewWithdraw => match stage {
            StageName::Published | StageName::Approved | StageName::Scheduled => {
                needs(me, Role::Reviewer)
            }
            _ if row.flags.live() => needs(me, Role::Reviewer),
            _ => wrong_stage("why-not-published"),
        },
        Action::ReviewUnschedule | Action::ReviewCorrect => needs(me, Role::Reviewer),
        Action::ReviewComment => why("why-not-yet"),
        Action::ArticleHistory | Action::ArticleRestore if app.doc.is_none() => {
            why("why-nothing-open")
        }
        _ => None,
    }
}

/// Those of the outbox, and of the log.
const LOG: &[Action] = &[
    Action::LogOpen,
    Action::LogRetry,
    Action::LogCancel,
    Action::LogLevel,
    Action::LogCopy,
    Action::LogUp,
    Action::LogDown,
];

/// Those of the review.
const REVIEW: &[Action] = &[
    Action::ReviewApprove,
    Action::ReviewReturn,
    Action::ReviewCompare,
    Action::ReviewNextProblem,
    Action::ReviewSchedule,
    Action::ReviewEdit,
    Action::ReviewLater,
];

/// Those of the desk check.
const CHECK: &[Action] = &[
    Action::CheckGo,
    Action::CheckFix,
    Action::CheckFixAll,
    Action::CheckDismiss,
    Action::CheckWord,
    Action::ReviewSubmit,
    Action::CheckSuggestions,
    Action::CheckDismissed,
    Action::CheckRule,
    Action::CheckClose,
];

/// The actions of a place that its footer shows, the most needed first.
fn own_actions(context: Context) -> &'static [Action] {
    match context {
        Context::List => &[
            Action::ListOpen,
            Action::ListNew,
            Action::ListFilter,
            Action::ReviewApprove,
            Action::ReviewSubmit,
            Action::ListMark,
            Action::ListTrash,
            Action::ListUndo,
            Action::ListTemplate,
            Action::ListImport,
            Action::ListSort,
        ],
        Context::Editor => &[
            Action::EditSave,
            Action::ReviewSubmit,
            Action::ReviewApprove,
            Action::EditUndo,
            Action::EditNextProblem,
            Action::EditFix,
            Action::EditFind,
            Action::EditExternal,
            Action::EditInsertDateline,
        ],
        Context::Find => &[
            Action::FindClose,
            Action::EditFindNext,
            Action::FindReplaceAll,
            Action::FindEveryone,
            Action::EditFindPrevious,
            Action::EditReplace,
            Action::FindCase,
            Action::FindMarks,
            Action::FindWhole,
            Action::FindRegex,
            Action::FindField,
        ],
        Context::Metadata => &[
            Action::MetaNextField,
            Action::MetaPick,
            Action::EditSave,
            Action::ReviewSubmit,
            Action::ReviewApprove,
        ],
        Context::Review => REVIEW,
        Context::Log => LOG,
        Context::Check => CHECK,
        Context::Dialog => &[Action::DialogAccept, Action::DialogCancel, Action::DialogNext],
        Context::Anywhere | Context::Text => &[],
    }
}

/// The actions that the footer shows for a place, the most needed first, without those that
/// cannot be done.
pub fn footer(app: &App, context: Context) -> Vec<Action> {
    let everywhere: &[Action] = match context {
        Context::Dialog | Context::Review | Context::Find | Context::Check => &[],
        Context::Log if !app.overlays().is_empty() => &[],
        _ => &[Action::UiMenu, Action::UiPalette, Action::UiNextPane, Action::UiQuit],
    };
    // The log is looked at and left again: its own few keys are what is asked for.
    let first = if context == Context::Log { 0 } else { everywhere.len().min(2) };
    let (first, rest) = everywhere.split_at(first);
    let closes = app.overlays().last().is_none_or(|top| top.may_cancel());
    first
        .iter()
        .chain(own_actions(context))
        .chain(rest)
        .copied()
        .filter(|action| why_not(app, *action).is_none())
        .filter(|action| closes || *action != Action::DialogCancel)
        .collect()
}
