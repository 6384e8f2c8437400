//! How a text came to be what it is: its changes as a tree, in which no branch is lost. The editor
//! walks it, and it can be kept and taken up again another day.

use super::edit::Edit;

/// Where the caret is and what is selected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    pub caret: usize,
    pub anchor: Option<usize>,
}

/// What may grow together into one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Typing,
    ErasingBack,
    Erasing,
    /// Always a step of its own.
    Whole,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub parent: usize,
    /// The newest branch from here.
    pub next: Option<usize>,
    pub kind: Kind,
    pub edits: Vec<Edit>,
    pub before: Place,
    pub after: Place,
    pub at_ms: i64,
}

/// Step 0 is the text as it was at first; a parent's number is below its children's, and no step
/// is older than the one before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    pub steps: Vec<Step>,
    pub current: usize,
}

/// How much of a tree is kept.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub steps: usize,
    pub bytes: usize,
}

/// About what a step and an edit take beside their words.
const STEP_BYTES: usize = 64;
const EDIT_BYTES: usize = 16;

impl Default for Tree {
    fn default() -> Self {
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
        Self { steps: vec![root], current: 0 }
    }
}

impl Step {
    fn words(&self) -> usize {
        self.edits.iter().map(|e| EDIT_BYTES + e.removed.len() + e.inserted.len()).sum()
    }
}

impl Tree {
    /// Is nothing in it but the text as it was at first?
    pub fn is_bare(&self) -> bool {
        self.steps.len() < 2
    }

    /// Can it be walked? Whether its edits fit a text is told only by walking.
    pub fn is_sound(&self) -> bool {
        let count = self.steps.len();
        let sound = |(number, step): (usize, &Step)| {
            let child = |next: usize| {
                next > number && self.steps.get(next).is_some_and(|next| next.parent == number)
            };
            (number == 0 || step.parent < number) && step.next.is_none_or(child)
        };
        let in_time = self.steps.is_sorted_by_key(|step| step.at_ms);
        self.current < count && in_time && self.steps.iter().enumerate().all(sound)
    }

    /// The same by another clock, in which nothing is later than `latest`.
    #[must_use]
    pub fn at_other_clock(mut self, ahead: i64, latest: i64) -> Self {
        for step in self.steps.iter_mut().filter(|step| step.at_ms != i64::MIN) {
            step.at_ms = step.at_ms.saturating_add(ahead).min(latest);
        }
        self
    }

    /// What is to be kept of it: the current text and what grew from it before all, then its way
    /// back as far as there is room; branches from longer ago go first.
    #[must_use]
    pub fn within(&self, limits: Limits) -> Self {
        // Of what grew from a step, without that step's own words: they go where it is the first.
        let mut ahead: Vec<Weight> = vec![Weight::BARE; self.steps.len()];
        for number in (1..self.steps.len()).rev() {
            let words = self.steps.get(number).map_or(0, Step::words);
            let own = ahead.get(number).copied().unwrap_or(Weight::BARE);
            let own = Weight { bytes: own.bytes + words, ..own };
            let parent = self.parent(number);
            if let Some(above) = ahead.get_mut(parent) {
                *above = above.and(own);
            }
        }
        let fits = |number: &usize| ahead.get(*number).is_some_and(|weight| weight.fits(limits));
        let root = self.way_down().into_iter().find(fits);
        let mut tree = self.from(root.unwrap_or(self.current));
        tree.cut(limits);
        tree
    }

    fn parent(&self, number: usize) -> usize {
        self.steps.get(number).map_or(0, |step| step.parent)
    }

    /// The steps from the first to the current one.
    fn way_down(&self) -> Vec<usize> {
        let mut way = vec![self.current];
        let mut number = self.current;
        while number > 0 {
            number = self.parent(number);
            way.push(number);
        }
        way.reverse();
        way
    }

    /// The part that grew from one step, which becomes the first.
    fn from(&self, root: usize) -> Self {
        let mut numbers: Vec<Option<usize>> = vec![None; self.steps.len()];
        let mut steps = Vec::new();
        for (number, step) in self.steps.iter().enumerate().skip(root) {
            let parent = numbers.get(step.parent).copied().flatten();
            if number != root && parent.is_none() {
                continue;
            }
            if let Some(place) = numbers.get_mut(number) {
                *place = Some(steps.len());
            }
            let mut step = step.clone();
            step.parent = parent.unwrap_or(0);
            if number == root {
                // What led here is gone.
                step.edits.clear();
            }
            steps.push(step);
        }
        let new = |old: usize| numbers.get(old).copied().flatten();
        for step in &mut steps {
            step.next = step.next.and_then(new);
        }
        Self { current: new(self.current).unwrap_or(0), steps }
    }

    /// Takes away the newest of what was undone, if that alone is too much.
    fn cut(&mut self, limits: Limits) {
        let all = self.steps.iter().map(Weight::of);
        let mut weight = all.fold(Weight { steps: 0, bytes: 0 }, Weight::and);
        while !weight.fits(limits) && self.steps.len() > self.current + 1 {
            let Some(step) = self.steps.pop() else { return };
            weight = weight.without(Weight::of(&step));
            let gone = self.steps.len();
            let others = self.steps.iter().rposition(|one| one.parent == step.parent);
            let other = others.filter(|other| *other > step.parent);
            if let Some(parent) = self.steps.get_mut(step.parent)
                && parent.next == Some(gone)
            {
                parent.next = other;
            }
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Weight {
    steps: usize,
    bytes: usize,
}

impl Weight {
    /// Of a step without words.
    const BARE: Self = Self { steps: 1, bytes: STEP_BYTES };

    fn of(step: &Step) -> Self {
        Self { steps: 1, bytes: STEP_BYTES + step.words() }
    }

    fn and(self, other: Self) -> Self {
        Self { steps: self.steps + other.steps, bytes: self.bytes + other.bytes }
    }

    fn without(self, other: Self) -> Self {
        Self { steps: self.steps - other.steps, bytes: self.bytes - other.bytes }
    }

    fn fits(self, limits: Limits) -> bool {
        self.steps <= limits.steps && self.bytes <= limits.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tree of steps with these parents; each types its own number.
    fn tree(parents: &[usize], current: usize) -> Tree {
        let mut tree = Tree::default();
        for (number, parent) in (1..).zip(parents) {
            tree.steps[*parent].next = Some(number);
            let edit = Edit { at: 0, removed: String::new(), inserted: number.to_string() };
            tree.steps.push(Step {
                parent: *parent,
                edits: vec![edit],
                at_ms: i64::try_from(number).unwrap() * 1_000,
                ..Tree::default().steps[0].clone()
            });
        }
        tree.current = current;
        assert!(tree.is_sound());
        tree
    }

    /// What the steps type that are kept, the first without its own, and which is the current.
    #[track_caller]
    fn check(parents: &[usize], current: usize, steps: usize, want: &str) {
        let kept = tree(parents, current).within(Limits { steps, bytes: usize::MAX });
        assert!(kept.is_sound(), "{kept:?}");
        let mut typed: Vec<&str> =
            kept.steps.iter().map(|s| s.edits.first().map_or("-", |e| &e.inserted)).collect();
        typed.insert(kept.current, ">");
        assert_eq!(typed.join(" "), want);
    }

    #[test]
    fn the_oldest_goes_first_and_the_current_text_never() {
        check(&[0, 1, 2, 3], 4, 9, "- 1 2 3 > 4");
        check(&[0, 1, 2, 3], 4, 3, "- 3 > 4");
        check(&[0, 1, 2, 3], 4, 1, "> -");
        // A branch from longer ago goes before the way back.
        check(&[0, 1, 1, 3, 4], 5, 6, "- 1 2 3 4 > 5");
        check(&[0, 1, 1, 3, 4], 5, 4, "- 4 > 5");
        check(&[0, 1, 2, 2, 4], 5, 4, "- 3 4 > 5");
        // All was undone: what would be done again is kept as far as it goes.
        check(&[0, 1, 2, 3], 0, 3, "> - 1 2");
        check(&[0, 0, 1, 3], 1, 2, "> - 3");
    }

    #[test]
    fn long_words_count_too() {
        let mut long = tree(&[0, 1, 2], 3);
        long.steps[2].edits[0].inserted = "x".repeat(5_000);
        let kept = long.within(Limits { steps: 99, bytes: 1_000 });
        assert_eq!((kept.steps.len(), kept.current), (2, 1));
    }

    #[test]
    fn what_cannot_be_walked_is_told() {
        #[track_caller]
        fn check(spoil: impl FnOnce(&mut Tree)) {
            let mut spoiled = tree(&[0, 1, 1], 3);
            spoil(&mut spoiled);
            assert!(!spoiled.is_sound(), "{spoiled:?}");
        }
        check(|tree| tree.current = 4);
        check(|tree| tree.steps[2].parent = 2);
        check(|tree| tree.steps[1].next = Some(9));
        check(|tree| tree.steps[1].next = Some(1));
        check(|tree| tree.steps[0].next = Some(3));
        check(|tree| tree.steps[3].at_ms = 0);
        check(|tree| tree.steps.clear());
    }

    #[test]
    fn another_clock_moves_all_but_the_beginning() {
        let moved = tree(&[0, 1, 2], 3).at_other_clock(5_000, 7_500);
        let times: Vec<_> = moved.steps.iter().map(|step| step.at_ms).collect();
        assert_eq!(times, [i64::MIN, 6_000, 7_000, 7_500]);
    }
}
