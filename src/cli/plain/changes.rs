//! What changed between two texts, in words: what was taken out, what came in, and after which
//! words.

use super::Talk;
use super::voice::quoted;
use crate::domain::manuscript::Manuscript;
use crate::domain::view::ArticleView;
use crate::text::diff::{self, Change};

/// So many words before a change tell its place.
const CONTEXT: usize = 4;
/// Revisions that are looked through for the one that was approved last.
const DEEP: usize = 200;

impl Talk<'_> {
    /// What changed since the text that was approved last, else since the revision before.
    pub(super) fn changes(&self, view: &ArticleView) {
        let name = view.row.id.to_string();
        let Some(rows) = self.got(self.desk.history(&name)) else { return };
        let live = view.state.live.as_ref().map(|live| live.revision);
        let cleared = view.state.clearance.as_ref().map(|clearance| clearance.revision);
        let from = rows
            .iter()
            .take(DEEP)
            .filter(|row| row.record != view.revision.record)
            .find(|row| Some(row.record) == live || Some(row.record) == cleared)
            .map(|row| row.label.clone());
        let pair = self.desk.pair(&name, from.as_deref(), Some(&view.revision.label));
        if let Some((old, new)) = self.got(pair) {
            let values = [("from", old.label.as_str().into()), ("to", new.label.as_str().into())];
            if old.label == new.label {
                self.tell("plain-first-revision", &[]);
            } else if old.manuscript == new.manuscript {
                self.tell("diff-none", &values);
            } else {
                self.tell("plain-changes", &values);
                self.say_changes(&old.manuscript, &new.manuscript);
            }
        }
    }

    pub(super) fn say_changes(&self, old: &Manuscript, new: &Manuscript) {
        for ((field, old), (_, new)) in old.fields().into_iter().zip(new.fields()) {
            if old == new {
                continue;
            }
            let name = self.field(field);
            for step in steps(&old, &new) {
                let place = if field == "body" {
                    let values =
                        [("field", name.as_str().into()), ("number", step.paragraph.into())];
                    self.word("plain-in-paragraph", &values)
                } else {
                    name.clone()
                };
                self.line(&self.step(&place, &step));
            }
        }
    }

    fn step(&self, place: &str, step: &Step) -> String {
        let mut told = vec![place.to_owned()];
        if !step.after.is_empty() {
            let values = [("words", quoted(&step.after).into())];
            told.push(self.word("plain-after", &values));
        }
        let mut what = Vec::new();
        for (key, text) in [("plain-removed", &step.out), ("plain-added", &step.came)] {
            let text = text.trim();
            if !text.is_empty() {
                what.push(self.word(key, &[("text", quoted(text).into())]));
            }
        }
        if what.is_empty() {
            what.push(self.word("plain-blanks", &[]));
        }
        format!("{}: {}", told.join(", "), what.join("; "))
    }
}

/// One change at one place.
#[derive(Debug, Default, PartialEq, Eq)]
struct Step {
    /// The paragraph of the new text.
    paragraph: usize,
    /// The words before it, in that paragraph; none where all of it came or went.
    after: String,
    out: String,
    came: String,
}

fn steps(old: &str, new: &str) -> Vec<Step> {
    let mut found = Vec::new();
    for (old, now, at) in diff::passages(old, new) {
        let first = filled(new.get(..at).unwrap_or_default()).count() + 1;
        let (old, now): (Vec<&str>, Vec<&str>) = (filled(old).collect(), filled(now).collect());
        let (mut gone, mut come) = (0, 0);
        while gone < old.len() || come < now.len() {
            let paragraph = first + come;
            let (was, is) = (old.get(gone).copied(), now.get(come).copied());
            let (old_rest, new_rest) = (old.len() - gone, now.len() - come);
            match (was, is) {
                (Some(was), Some(is)) if old_rest == new_rest || alike(was, is) => {
                    found.extend(within(paragraph, was, is));
                    (gone, come) = (gone + 1, come + 1);
                }
                (Some(was), _) if old_rest > new_rest => {
                    found.push(Step { paragraph, out: was.to_owned(), ..Step::default() });
                    gone += 1;
                }
                (_, is) => {
                    let came = is.unwrap_or_default().to_owned();
                    found.push(Step { paragraph, came, ..Step::default() });
                    come += 1;
                }
            }
        }
    }
    found
}

/// The paragraphs of a text.
fn filled(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// Is one the other in new words? More than half of the shorter must have stayed.
fn alike(old: &str, new: &str) -> bool {
    let parts = diff::words(old, new).into_iter();
    let kept = parts.filter(|(change, _)| *change == Change::Equal);
    let kept: usize = kept.map(|(_, text)| text.len()).sum();
    kept * 2 > old.len().min(new.len())
}

/// What changed within one paragraph.
fn within(paragraph: usize, old: &str, new: &str) -> Vec<Step> {
    let mut found: Vec<Step> = Vec::new();
    let mut before = String::new();
    let mut open = false;
    for (change, text) in diff::words(old, new) {
        if change == Change::Equal {
            before.push_str(text);
            open = false;
            continue;
        }
        if !open {
            let after = last_words(&before);
            found.push(Step { paragraph, after, ..Step::default() });
        }
        open = true;
        let Some(step) = found.last_mut() else { continue };
        if change == Change::Delete {
            step.out.push_str(text);
        } else {
            step.came.push_str(text);
            before.push_str(text);
        }
    }
    found
}

fn last_words(before: &str) -> String {
    let words: Vec<&str> = before.split_whitespace().collect();
    let from = words.len().saturating_sub(CONTEXT);
    words.get(from..).unwrap_or_default().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &str, new: &str, want: &[(usize, &str, &str, &str)]) {
        let found = steps(old, new);
        let found: Vec<_> = found
            .iter()
            .map(|s| (s.paragraph, s.after.as_str(), s.out.as_str(), s.came.as_str()))
            .collect();
        assert_eq!(found, want);
    }

    #[test]
    fn changes_are_told_with_their_places() {
        check("Rapat pada Rabu.", "Rapat pada Selasa.", &[(1, "Rapat pada", "Rabu", "Selasa")]);
        check(
            "Satu.\n\nRapat di aula itu pada Rabu.",
            "Satu.\n\nRapat di aula itu pada Kamis.",
            &[(2, "di aula itu pada", "Rabu", "Kamis")],
        );
        check("Satu.\n\nDua.", "Satu.", &[(2, "", "Dua.", "")]);
        check("Satu.", "Satu.\n\nDua.", &[(2, "", "", "Dua.")]);
        check(
            "Satu.\n\nRapat itu membahas rekapitulasi.",
            "Nol.\n\nSatu.\n\nRapat itu membahas persiapan.\n\nTiga.",
            &[
                (1, "", "", "Nol."),
                (3, "Rapat itu membahas", "rekapitulasi", "persiapan"),
                (4, "", "", "Tiga."),
            ],
        );
        check("Satu dua tiga.\n\nEmpat.", "Empat.", &[(1, "", "Satu dua tiga.", "")]);
        check("", "Satu.", &[(1, "", "", "Satu.")]);
        check("Satu.", "Satu.", &[]);
    }
}
