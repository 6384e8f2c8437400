//! What to tell somebody who wrote a key that a settings file does not have.

/// The way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Advice {
    /// A slip of the hand: this key was meant.
    Meant(&'static str),
    /// The office has this setting, and it is changed by `redaksi office set KEY=…`.
    Office(&'static str),
    /// The key is right, but in this other file.
    OtherFile(&'static str),
    Nothing,
}

/// A settings file: its keys, and those of the other one.
pub(super) struct File {
    keys: &'static [&'static str],
    other: &'static str,
    other_keys: &'static [&'static str],
}

const OF_MACHINE: &[&str] = &["site", "backups", "idle_lock_minutes", "destination"];
const OF_PERSON: &[&str] = &["language", "color", "restore", "keymap"];

pub(super) const MACHINE: File =
    File { keys: OF_MACHINE, other: "config.toml", other_keys: OF_PERSON };
pub(super) const PERSONAL: File =
    File { keys: OF_PERSON, other: "redaksi.toml", other_keys: OF_MACHINE };

/// What people call the settings of the office, and what they are called.
const OFFICE: [(&str, &str); 22] = [
    ("name", "name"),
    ("office", "name"),
    ("office_name", "name"),
    ("place", "place"),
    ("town", "place"),
    ("timezone", "timezone"),
    ("time_zone", "timezone"),
    ("zone", "timezone"),
    ("site_url", "site_url"),
    ("url", "site_url"),
    ("base_url", "site_url"),
    ("language", "language"),
    ("sections", "sections"),
    ("section", "sections"),
    ("gate", "gate"),
    ("word_goal", "word_goal"),
    ("headline_limit", "headline_limit"),
    ("typing", "typing"),
    ("smart_quotes", "typing"),
    ("contacts", "contacts"),
    ("single_eye", "single_eye"),
    ("approvals", "approvals"),
];

impl File {
    pub(super) fn knows(&self, key: &str) -> bool {
        self.keys.contains(&key)
    }

    pub(super) fn advice(&self, key: &str) -> Advice {
        let key: String = key.to_lowercase().replace('-', "_");
        if let Some(meant) = self.keys.iter().find(|known| **known == key) {
            return Advice::Meant(meant);
        }
        // A language for the office is meant where the machine is described.
        if let Some((_, name)) = OFFICE.iter().find(|(called, _)| *called == key) {
            return Advice::Office(name);
        }
        if self.other_keys.contains(&key.as_str()) {
            return Advice::OtherFile(self.other);
        }
        self.keys
            .iter()
            .map(|known| (distance(known, &key), *known))
            .filter(|(distance, known)| *distance <= known.len().min(9) / 3)
            .min()
            .map_or(Advice::Nothing, |(_, known)| Advice::Meant(known))
    }
}

/// How many letters to change, add, drop or swap with a neighbour.
fn distance(known: &str, typed: &str) -> usize {
    let (a, b) = (known.as_bytes(), typed.as_bytes());
    // A key of another length is another key; this also bounds the work.
    if a.len().abs_diff(b.len()) > 3 {
        return usize::MAX;
    }
    let mut rows = [Vec::new(), (0..=b.len()).collect::<Vec<_>>(), vec![0; b.len() + 1]];
    for i in 1..=a.len() {
        let [before, above, row] = &mut rows;
        row[0] = i;
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (above[j - 1] + same).min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        rows.rotate_left(1);
        rows[2] = vec![0; b.len() + 1];
    }
    rows[1][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted() {
        for (a, b, want) in [
            ("site", "site", 0),
            ("site", "stie", 1),
            ("site", "sit", 1),
            ("site", "sites", 1),
            ("backups", "bakcup", 2),
            ("site", "", usize::MAX),
            ("gate", "", usize::MAX),
            ("abc", "", 3),
        ] {
            assert_eq!(distance(a, b), want, "{a} {b}");
        }
    }

    #[test]
    fn the_nearest_key_is_meant() {
        for (key, want) in [
            ("Site", Advice::Meant("site")),
            ("idle-lock-minutes", Advice::Meant("idle_lock_minutes")),
            ("idle_lock_minute", Advice::Meant("idle_lock_minutes")),
            ("backup", Advice::Meant("backups")),
            ("office", Advice::Office("name")),
            ("zone", Advice::Office("timezone")),
            ("", Advice::Nothing),
            ("situs_web", Advice::Nothing),
        ] {
            assert_eq!(MACHINE.advice(key), want, "{key}");
        }
        assert_eq!(PERSONAL.advice("colour"), Advice::Meant("color"));
        assert_eq!(PERSONAL.advice("backups"), Advice::OtherFile("redaksi.toml"));
    }
}
