//! Undo as a tree: a change after an undo begins a branch, and no branch is lost.

use crate::text::edit::Edit;

/// A pause longer than this ends a step.
const PAUSE_MS: i64 = 1_000;

/// Where the caret is and what is selected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) caret: usize,
    pub(super) anchor: Option<usize>,
}

/// What may grow together into one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Typing,
    ErasingBack,
    Erasing,
    /// Always a step of its own.
    Whole,
}

#[derive(Debug, Clone)]
struct Step {
    parent: usize,
    /// The newest branch from here.
    next: Option<usize>,
    kind: Kind,
    edits: Vec<Edit>,
    before: Place,
    after: Place,
    at_ms: i64,
}

/// Step 0 is the text as it was opened; a parent's number is below its children's.
#[derive(Debug, Clone)]
pub(super) struct History {
    steps: Vec<Step>,
    current: usize,
    /// May the next change still join the current step?
    open: bool,
}

/// Edits to be applied in their order, and where the caret is after them.
pub(super) type Way = (Vec<Edit>, Place);

impl History {
    pub(super) fn new() -> Self {
        let place = Place::default();
        let root = Step {
            parent: 0,
            next: None,
            kind: Kind::Whole,
            edits: Vec::new(),
            before: place,
            after: place,
            at_ms: i64::MIN,
        };
        Self { steps: vec![root], current: 0, open: false }
    }

    /// What comes next is a step of its own.
    pub(super) fn close(&mut self) {
        self.open = false;
    }

    pub(super) fn add(&mut self, kind: Kind, edits: Vec<Edit>, places: (Place, Place), at_ms: i64) {
        let open = std::mem::replace(&mut self.open, true);
        if open
            && let ([edit], Some(step)) = (edits.as_slice(), self.steps.get_mut(self.current))
            && step.joins(kind, edit, at_ms)
        {
            step.after = places.1;
            step.at_ms = at_ms;
            return;
        }
        let (parent, number) = (self.current, self.steps.len());
        if let Some(step) = self.steps.get_mut(parent) {
            step.next = Some(number);
        }
        let (before, after) = places;
        self.steps.push(Step { parent, next: None, kind, edits, before, after, at_ms });
        self.current = number;
    }

    pub(super) fn undo(&mut self) -> Option<Way> {
        self.open = false;
        let number = self.current;
        if number == 0 {
            return None;
        }
        let step = self.steps.get(number)?;
        let way = (step.edits.iter().rev().map(Edit::inverse).collect(), step.before);
        self.current = step.parent;
        if let Some(parent) = self.steps.get_mut(self.current) {
            parent.next = Some(number);
        }
        Some(way)
    }

    pub(super) fn redo(&mut self) -> Option<Way> {
        self.open = false;
        let number = self.steps.get(self.current)?.next?;
        let step = self.steps.get(number)?;
        self.current = number;
        Some((step.edits.clone(), step.after))
    }

    pub(super) fn earlier(&mut self, ms: i64) -> Option<Way> {
        let until = self.steps.get(self.current)?.at_ms.saturating_sub(ms.max(0));
        let target = self.steps.iter().rposition(|step| step.at_ms <= until)?;
        self.go_to(target)
    }

    pub(super) fn later(&mut self, ms: i64) -> Option<Way> {
        let first = self.steps.get(1)?.at_ms;
        let until = self.steps.get(self.current)?.at_ms.max(first).saturating_add(ms.max(0));
        let target = self.steps.iter().rposition(|step| step.at_ms <= until)?;
        self.go_to(target)
    }

    /// Up to the step that both have come from, then down.
    fn go_to(&mut self, target: usize) -> Option<Way> {
        let mut way: Option<Way> = None;
        let mut add = |more: Option<Way>| {
            if let Some((edits, place)) = more {
                let whole = way.get_or_insert_with(Way::default);
                whole.0.extend(edits);
                whole.1 = place;
            }
        };
        let (mut down, mut meet) = (Vec::new(), target);
        while self.current != meet {
            if self.current > meet {
                add(self.undo());
            } else {
                down.push(meet);
                meet = self.steps.get(meet).map_or(0, |step| step.parent);
            }
        }
        for number in down.into_iter().rev() {
            if let Some(step) = self.steps.get_mut(self.current) {
                step.next = Some(number);
            }
            add(self.redo());
        }
        way
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
