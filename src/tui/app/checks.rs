//! What is done with what the copy desk found: looked through before a text is submitted, mended,
//! let stand with a reason, or made right for the whole office.

use super::App;
use crate::domain::finding::{Finding, Level};
use crate::domain::ids::ArticleId;
use crate::tui::action::{Action, Context};
use crate::tui::doc::fix::Change;
use crate::tui::msg::checks::{Answer, Ask};
use crate::tui::msg::{Deed, Request, Then};
use crate::tui::notes::Weight;
use crate::tui::overlay::checks::Checks;
use crate::tui::overlay::dismiss::Dismiss;
use crate::tui::overlay::fix::is_word;
use crate::tui::overlay::own_rule::OwnRule;

/// More words are no word.
const LONGEST_WORD: usize = 64;

impl App {
    pub(super) fn act_on_check(&mut self, action: Action) {
        match action {
            Action::CheckOpen => self.open(Box::new(Checks::default())),
            Action::CheckSuggestions => {
                let shown = self.toggle_suggestions();
                let key =
                    if shown { "checks-suggestions-shown" } else { "checks-suggestions-hidden" };
                self.toast(Weight::Note, key, &[]);
            }
            Action::CheckWord => {
                let words = self.words_at_caret();
                self.add_word(&words);
            }
            Action::CheckRule => {
                let words = self.words_at_caret();
                self.open(Box::new(OwnRule::new(&words)));
            }
            _ => {}
        }
    }

    /// What is selected, else what was found where the caret is.
    fn words_at_caret(&self) -> String {
        let Some(doc) = &self.doc else { return String::new() };
        let selected = doc.editor().selected_text().filter(|text| !text.trim().is_empty());
        let found = || doc.problem_at_caret().map(|finding| finding.text);
        selected.or_else(found).unwrap_or_default().trim().to_owned()
    }

    /// Shows suggestions too, or only what is graver. It is remembered.
    pub fn toggle_suggestions(&mut self) -> bool {
        let Some(office) = &mut self.office else { return false };
        office.suggestions = !office.suggestions;
        let shown = office.suggestions;
        if let Some(doc) = &mut self.doc {
            doc.show_suggestions(shown);
        }
        let value = if shown { "shown" } else { "hidden" }.to_owned();
        self.ask(Request::Remember { key: "suggestions", value });
        shown
    }

    /// The office calls a word right.
    pub fn add_word(&mut self, words: &str) {
        let words = words.trim();
        if is_word(words) && words.chars().count() <= LONGEST_WORD {
            self.ask(Request::Checks(Ask::Word { word: words.to_owned() }));
        } else {
            self.toast(Weight::Note, "checks-no-word", &[]);
        }
    }

    /// Asks for the reason why a finding may stand.
    pub fn ask_reason(&mut self, finding: Finding) {
        self.open(Box::new(Dismiss::new(finding)));
    }

    /// Lets a finding of the open text stand: of its newest words, so the desk must have those.
    pub fn dismiss(&mut self, finding: &Finding, reason: &str) {
        let Some(doc) = &self.doc else { return };
        let (article, rule) = (doc.id(), finding.rule.to_string());
        let (words, reason) = (finding.words(), reason.to_owned());
        self.keep();
        self.ask(Request::Checks(Ask::Dismiss { article, rule, words, reason }));
    }

    /// Why somebody may not let a finding stand, as a key of the language files: of what they wrote
    /// themselves nobody judges the errors.
    pub fn may_not_dismiss(&self, level: Level) -> Option<&'static str> {
        let (doc, me) = (self.doc.as_ref()?, self.me()?);
        if level < Level::Error {
            return None;
        }
        let single = self.office.as_ref().is_some_and(|office| office.single_eye);
        let is_own = doc.opened.view.row.contributors.contains(&me.row) && !single;
        (is_own || !me.roles.may_review()).then_some("checks-second-person")
    }

    /// Puts suggestions in their places, and says how many.
    pub fn mend(&mut self, changes: &[Change<'_>]) {
        let now = self.now;
        let Some(doc) = &mut self.doc else { return };
        if !doc.may_write() {
            return self.may_not_write();
        }
        let (done, effects) = doc.fix(changes, now);
        self.effects.extend(effects);
        match done {
            0 => self.toast(Weight::Warning, "details-fix-stale", &[]),
            _ => self.toast(Weight::Done, "details-fixed", &[("count", done.into())]),
        }
    }

    /// Hands the open text to the reviewers; what was found in it is looked through first.
    pub(super) fn submit_open(&mut self) {
        let counts = self.doc.as_ref().map(crate::tui::doc::Doc::counts).unwrap_or_default();
        if counts.error + counts.warning > 0 {
            self.open(Box::new(Checks::default()));
        } else {
            self.submit_now();
        }
    }

    pub fn submit_now(&mut self) {
        let Some(doc) = &mut self.doc else { return };
        if doc.is_changed() {
            let effect = doc.save(Then::Submit);
            self.effects.extend(effect);
        } else {
            self.deed(Deed::Submit);
        }
    }

    /// The desk found more than the screen knew of.
    pub(super) fn submit_refused(&mut self, article: &ArticleId) {
        let is_open = self.doc.as_ref().is_some_and(|doc| doc.is(article));
        let is_shown = self.overlays().iter().any(|top| top.context() == Context::Check);
        if is_open {
            self.look_again();
        }
        if is_open && !is_shown {
            self.open(Box::new(Checks::default()));
        }
    }

    /// Has the copy desk look at the open text, which did not change: what it knows did.
    pub(super) fn look_again(&mut self) {
        if let (Some(doc), Some(office)) = (&mut self.doc, &self.office) {
            let check = doc.check(office);
            self.effects.push(check);
        }
    }

    /// Who let what stand in the open text.
    pub fn ask_stood(&mut self) {
        if let Some(article) = self.doc.as_ref().map(crate::tui::doc::Doc::id) {
            self.ask(Request::Checks(Ask::Stood { article }));
        }
    }

    pub(super) fn copydesk_says(&mut self, answer: Answer) {
        match answer {
            Answer::Stood { article, rows } => {
                if let Some(doc) = self.doc.as_mut().filter(|doc| doc.is(&article)) {
                    doc.stood_are(rows);
                }
                return;
            }
            // For the list of what a finding could be mended with.
            Answer::Spell { .. } => return,
            Answer::Dismissed { article, rule, words } => {
                if let Some(doc) = self.doc.as_mut().filter(|doc| doc.is(&article)) {
                    doc.let_stand(&rule, &words);
                }
                self.toast(Weight::Done, "checks-dismissed", &[]);
                self.ask_stood();
            }
            Answer::Undismissed { .. } => {
                self.toast(Weight::Done, "checks-taken-back", &[]);
                self.ask_stood();
            }
            Answer::Word { word } => {
                self.toast(Weight::Done, "checks-word-added", &[("word", word.into())]);
            }
            Answer::Rule { rule } => {
                self.toast(Weight::Done, "checks-rule-added", &[("rule", rule.into())]);
            }
        }
        self.wrote();
        self.refresh();
        self.look_again();
    }
}
