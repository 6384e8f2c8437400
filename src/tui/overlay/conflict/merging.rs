//! The merge of all fields of a text: prose by words, tags as a list, the rest whole.

use crate::text::merge::{self, Clash};
use crate::tui::doc::Part;
use crate::tui::msg::Fields;

/// What became of two versions.
#[derive(Debug, Default)]
pub(super) struct Merged {
    pub(super) fields: Fields,
    /// Places in headline and body that hold the words of both.
    pub(super) clashes: Vec<(Part, Vec<Clash>)>,
    /// Fields in which mine stands though theirs is another: (name, mine, theirs).
    pub(super) others: Vec<(&'static str, String, String)>,
}

impl Merged {
    pub(super) fn count(&self) -> usize {
        let clashes: usize = self.clashes.iter().map(|(_, clashes)| clashes.len()).sum();
        clashes + self.others.len()
    }
}

pub(super) fn merge(before: &Fields, mine: &Fields, theirs: &Fields) -> Merged {
    let mut merged = Merged::default();
    for (name, own) in mine {
        let value = |fields: &Fields| {
            let found = fields.iter().find(|(other, _)| other == name);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let (base, other) = (value(before), value(theirs));
        let text = match *name {
            "headline" => prose(&mut merged, Part::Headline, &base, own, &other),
            "body" => prose(&mut merged, Part::Body, &base, own, &other),
            "tags" => tags(&base, own, &other),
            _ => {
                let settled = merge::settled(&base, own, &other).map(str::to_owned);
                settled.unwrap_or_else(|| {
                    merged.others.push((name, own.clone(), other));
                    own.clone()
                })
            }
        };
        merged.fields.push((name, text));
    }
    merged
}

fn prose(merged: &mut Merged, part: Part, base: &str, mine: &str, theirs: &str) -> String {
    let result = merge::merge(base, mine, theirs);
    // Two headlines are not two paragraphs: a line end would not stay one line.
    if part == Part::Headline && result.text.contains('\n') {
        merged.others.push(("headline", mine.to_owned(), theirs.to_owned()));
        return mine.to_owned();
    }
    if !result.clashes.is_empty() {
        merged.clashes.push((part, result.clashes));
    }
    result.text
}

fn tags(base: &str, mine: &str, theirs: &str) -> String {
    let list = |text: &'_ str| -> Vec<String> {
        let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
        items.map(str::to_owned).collect()
    };
    let lists = [list(base), list(mine), list(theirs)];
    let [base, mine, theirs] =
        lists.each_ref().map(|list| list.iter().map(String::as_str).collect::<Vec<_>>());
    merge::lists(&base, &mine, &theirs).join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(values: &[(&'static str, &str)]) -> Fields {
        values.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
    }

    #[test]
    fn each_field_is_merged_in_its_own_way() {
        let before =
            fields(&[("headline", "A b"), ("tags", "x, y"), ("place", "Sambas"), ("body", "satu")]);
        let mine =
            fields(&[("headline", "A c"), ("tags", "y, z"), ("place", "Sambas"), ("body", "satu")]);
        let theirs = fields(&[
            ("headline", "A b"),
            ("tags", "x, y, w"),
            ("place", "Ketapang"),
            ("body", "satu dua"),
        ]);
        let merged = merge(&before, &mine, &theirs);
        let want =
            [("headline", "A c"), ("tags", "y, w, z"), ("place", "Ketapang"), ("body", "satu dua")];
        assert_eq!(merged.fields, fields(&want));
        assert_eq!(merged.count(), 0);
    }

    #[test]
    fn what_cannot_be_merged_is_told_and_mine_stands() {
        let before = fields(&[("date", "2026-10-01"), ("headline", "Rapat kerja")]);
        let mine = fields(&[("date", "2026-10-02"), ("headline", "Semua orang bicara")]);
        let theirs = fields(&[("date", "2026-10-03"), ("headline", "Tidak ada kata sama")]);
        let merged = merge(&before, &mine, &theirs);
        assert_eq!(merged.fields, mine);
        assert_eq!(merged.others.len(), 2);
        assert_eq!(merged.count(), 2);
    }
}
