//! Undo as a tree: a change after an undo begins a branch, and no branch is lost.

use crate::text::edit::Edit;
pub(super) use crate::text::past::{Kind, Place};
use crate::text::past::{Step, Tree};

/// A pause longer than this ends a step.
const PAUSE_MS: i64 = 1_000;

#[derive(Debug, Clone)]
pub(super) struct History {
    tree: Tree,
    /// May the next change still join the current step?
    open: bool,
}

/// Edits to be applied in their order, and where the caret is after them.
pub(super) type Way = (Vec<Edit>, Place);

impl History {
    pub(super) fn new() -> Self {
        Self::of(Tree::default())
    }

    pub(super) fn of(tree: Tree) -> Self {
        Self { tree, open: false }
    }

    pub(super) fn tree(&self) -> &Tree {
        &self.tree
    }

    /// What comes next is a step of its own.
    pub(super) fn close(&mut self) {
        self.open = false;
    }

    pub(super) fn add(&mut self, kind: Kind, edits: Vec<Edit>, places: (Place, Place), at_ms: i64) {
        let open = std::mem::replace(&mut self.open, true);
        if open
            && let ([edit], Some(step)) =
                (edits.as_slice(), self.tree.steps.get_mut(self.tree.current))
            && step.joins(kind, edit, at_ms)
        {
            step.after = places.1;
            step.at_ms = at_ms;
            return;
        }
        let (parent, number) = (self.tree.current, self.tree.steps.len());
        if let Some(step) = self.tree.steps.get_mut(parent) {
            step.next = Some(number);
        }
        let (before, after) = places;
        self.tree.steps.push(Step { parent, next: None, kind, edits, before, after, at_ms });
        self.tree.current = number;
    }

    pub(super) fn undo(&mut self) -> Option<Way> {
        self.open = false;
        let number = self.tree.current;
        if number == 0 {
            return None;
        }
        let step = self.tree.steps.get(number)?;
        let way = (step.edits.iter().rev().map(Edit::inverse).collect(), step.before);
        self.tree.current = step.parent;
        if let Some(parent) = self.tree.steps.get_mut(self.tree.current) {
            parent.next = Some(number);
        }
        Some(way)
    }

    pub(super) fn redo(&mut self) -> Option<Way> {
        self.open = false;
        let number = self.tree.steps.get(self.tree.current)?.next?;
        let step = self.tree.steps.get(number)?;
        self.tree.current = number;
        Some((step.edits.clone(), step.after))
    }

    pub(super) fn earlier(&mut self, ms: i64) -> Option<Way> {
        let until = self.tree.steps.get(self.tree.current)?.at_ms.saturating_sub(ms.max(0));
        let target = self.at(until)?;
        self.go_to(target)
    }

    pub(super) fn later(&mut self, ms: i64) -> Option<Way> {
        let first = self.tree.steps.get(1)?.at_ms;
        let now = self.tree.steps.get(self.tree.current)?.at_ms;
        let target = self.at(now.max(first).saturating_add(ms.max(0)))?;
        self.go_to(target)
    }

    /// The last step up to a moment, whichever branch it is on.
    pub(super) fn at(&self, until: i64) -> Option<usize> {
        self.tree.steps.iter().rposition(|step| step.at_ms <= until)
    }

    fn go_to(&mut self, target: usize) -> Option<Way> {
        let way = self.way_to(target);
        for number in self.route(target).1 {
            let parent = self.parent(number);
            // From here on redo follows the branch that was chosen.
            if let Some(step) = self.tree.steps.get_mut(parent) {
                step.next = Some(number);
            }
        }
        self.open = false;
        self.tree.current = target;
        way
    }

    /// What leads to a step; nothing if it is the current one.
    pub(super) fn way_to(&self, target: usize) -> Option<Way> {
        let (up, down) = self.route(target);
        let step = |number: usize| self.tree.steps.get(number);
        let mut edits: Vec<Edit> = Vec::new();
        for step in up.iter().filter_map(|number| step(*number)) {
            edits.extend(step.edits.iter().rev().map(Edit::inverse));
        }
        for step in down.iter().filter_map(|number| step(*number)) {
            edits.extend(step.edits.iter().cloned());
        }
        let place = match (up.last(), down.last()) {
            (_, Some(last)) => step(*last)?.after,
            (Some(last), None) => step(*last)?.before,
            (None, None) => return None,
        };
        Some((edits, place))
    }

    /// The steps that are undone, up to the one that both have come from, and those that are done
    /// from there.
    fn route(&self, target: usize) -> (Vec<usize>, Vec<usize>) {
        let (mut up, mut down) = (Vec::new(), Vec::new());
        let (mut here, mut meet) = (self.tree.current, target);
        while here != meet {
            if here > meet {
                up.push(here);
                here = self.parent(here);
            } else {
                down.push(meet);
                meet = self.parent(meet);
            }
        }
        down.reverse();
        (up, down)
    }

    fn parent(&self, number: usize) -> usize {
        self.tree.steps.get(number).map_or(0, |step| step.parent)
    }
}

impl Step {
    /// Takes the edit in if it goes on where this step ended.
    fn joins(&mut self, kind: Kind, edit: &Edit, at_ms: i64) -> bool {
        let soon = at_ms.saturating_sub(self.at_ms) <= PAUSE_MS;
        let ([last], true, true) = (self.edits.as_mut_slice(), soon, kind == self.kind) else {
            return false;
        };
        match kind {
            Kind::Typing => {
                let on = edit.removed.is_empty() && last.at + last.inserted.len() == edit.at;
                let word_begins = last.inserted.ends_with(char::is_whitespace)
                    && !edit.inserted.starts_with(char::is_whitespace);
                if on && !word_begins {
                    last.inserted.push_str(&edit.inserted);
                }
                on && !word_begins
            }
            Kind::ErasingBack if edit.at + edit.removed.len() == last.at => {
                last.at = edit.at;
                last.removed.insert_str(0, &edit.removed);
                true
            }
            Kind::Erasing if edit.at == last.at => {
                last.removed.push_str(&edit.removed);
                true
            }
            Kind::ErasingBack | Kind::Erasing | Kind::Whole => false,
        }
    }
}
