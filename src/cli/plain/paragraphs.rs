//! A body as paragraphs that can be replaced, added, taken out and moved. What stands between
//! them stays as it was, byte for byte.

/// What stands between two paragraphs where nothing else is known.
const GAP: &str = "\n\n";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraphs {
    /// Blank lines before the first.
    lead: String,
    /// Each with the line ends after it.
    all: Vec<(String, String)>,
}

impl Paragraphs {
    pub(super) fn of(body: &str) -> Self {
        let mut found = Self { lead: String::new(), all: Vec::new() };
        for line in body.split_inclusive('\n') {
            let text = line.trim_end_matches('\n');
            let end = if line.ends_with('\n') { "\n" } else { "" };
            match found.all.last_mut() {
                _ if !text.trim().is_empty() => found.all.push((text.to_owned(), end.to_owned())),
                Some((_, gap)) => gap.push_str(line),
                None => found.lead.push_str(line),
            }
        }
        found
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, at: usize) -> &str {
        self.all.get(at).map_or("", |(text, _)| text.as_str())
    }

    /// The place of a paragraph that is named by its number.
    pub(super) fn number(&self, said: &str) -> Option<usize> {
        let number: usize = said.trim().parse().ok()?;
        number.checked_sub(1).filter(|at| *at < self.len())
    }

    pub(super) fn body(&self) -> String {
        let parts = self.all.iter().flat_map(|(text, gap)| [text.as_str(), gap.as_str()]);
        std::iter::once(self.lead.as_str()).chain(parts).collect()
    }

    pub(super) fn replace(&mut self, at: usize, text: String) {
        if let Some(paragraph) = self.all.get_mut(at) {
            paragraph.0 = text;
        }
    }

    /// Puts a paragraph before the place `at`; behind the last with their number.
    pub(super) fn insert(&mut self, at: usize, text: String) {
        let at = at.min(self.len());
        let gap = if at < self.len() { GAP.to_owned() } else { String::new() };
        if let Some((_, before)) = at.checked_sub(1).and_then(|before| self.all.get_mut(before)) {
            apart(before);
        }
        self.all.insert(at, (text, gap));
    }

    pub(super) fn delete(&mut self, at: usize) {
        if at < self.len() {
            self.all.remove(at);
        }
        if let Some((_, gap)) = self.all.last_mut() {
            gap.clear();
        }
    }

    /// Takes a paragraph to the place of another.
    pub(super) fn shift(&mut self, from: usize, to: usize) {
        if from >= self.len() || to >= self.len() {
            return;
        }
        let (text, _) = self.all.remove(from);
        self.all.insert(to, (text, GAP.to_owned()));
        let last = self.len() - 1;
        for (at, (_, gap)) in self.all.iter_mut().enumerate() {
            if at < last { apart(gap) } else { gap.clear() }
        }
    }
}

/// Two paragraphs that came together do not run into one.
fn apart(gap: &mut String) {
    if gap.is_empty() {
        gap.push_str(GAP);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "\nSatu.\n\n- dua\n- tiga\n\n\nEmpat.";

    #[test]
    fn a_body_comes_back_byte_for_byte() {
        for body in [BODY, "", "\n\n", "Satu.", "Satu.\n", "Satu.\n   \nDua.\n"] {
            assert_eq!(Paragraphs::of(body).body(), body, "{body:?}");
        }
        let body = Paragraphs::of(BODY);
        assert_eq!(body.len(), 4);
        assert_eq!((body.get(1), body.get(9)), ("- dua", ""));
        for (said, want) in
            [("1", Some(0)), (" 4 ", Some(3)), ("5", None), ("0", None), ("x", None), ("-1", None)]
        {
            assert_eq!(body.number(said), want, "{said}");
        }
    }

    #[test]
    fn paragraphs_are_changed_without_touching_others() {
        #[track_caller]
        fn check(act: impl FnOnce(&mut Paragraphs), want: &str) {
            let mut body = Paragraphs::of("Satu.\n\nDua.\nTiga.");
            act(&mut body);
            assert_eq!(body.body(), want);
        }
        check(|body| body.replace(1, "Lain.".to_owned()), "Satu.\n\nLain.\nTiga.");
        check(|body| body.insert(0, "Nol.".to_owned()), "Nol.\n\nSatu.\n\nDua.\nTiga.");
        check(|body| body.insert(3, "Empat.".to_owned()), "Satu.\n\nDua.\nTiga.\n\nEmpat.");
        check(|body| body.insert(1, "Antara.".to_owned()), "Satu.\n\nAntara.\n\nDua.\nTiga.");
        check(|body| body.delete(2), "Satu.\n\nDua.");
        check(|body| body.delete(0), "Dua.\nTiga.");
        check(|body| body.delete(7), "Satu.\n\nDua.\nTiga.");
        check(|body| body.shift(2, 0), "Tiga.\n\nSatu.\n\nDua.");
        check(|body| body.shift(0, 2), "Dua.\nTiga.\n\nSatu.");
        check(|body| body.shift(0, 3), "Satu.\n\nDua.\nTiga.");
        let mut empty = Paragraphs::of("");
        empty.insert(0, "Satu.".to_owned());
        assert_eq!(empty.body(), "Satu.");
    }
}
