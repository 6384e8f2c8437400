//! The words that stand on pages besides the office's own: looked up once for a whole site.

use std::collections::BTreeMap;

use serde::Serialize;

/// The keys in the language files. A template says `words.page_skip` for `page-skip`.
pub const KEYS: [&str; 28] = [
    "page-skip",
    "page-home",
    "page-sections",
    "page-here",
    "page-published",
    "page-updated",
    "page-correction",
    "page-event",
    "page-credit",
    "page-tags",
    "page-share",
    "page-proof",
    "page-content",
    "page-key",
    "page-single-eye",
    "page-single-eye-office",
    "page-latest",
    "page-archive",
    "page-number",
    "page-older",
    "page-newer",
    "page-none",
    "page-feed",
    "page-withdrawn",
    "page-withdrawn-at",
    "page-reason",
    "page-moved",
    "page-moved-to",
];
/// What each key says in the office's language.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct PageWords(BTreeMap<String, String>);

impl PageWords {
    pub fn load(say: impl Fn(&str) -> String) -> Self {
        Self(KEYS.into_iter().map(|key| (key.replace('-', "_"), say(key))).collect())
    }

    pub(super) fn get(&self, key: &str) -> &str {
        self.0.get(key).map_or("", String::as_str)
    }

    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_every_key_and_no_other() {
        for file in [
            include_str!("../../assets/lang/id/pages.ftl"),
            include_str!("../../assets/lang/en/pages.ftl"),
        ] {
            let said: Vec<&str> = file
                .lines()
                .filter(|line| !line.starts_with('#'))
                .filter_map(|line| line.split_once(" = ").map(|(key, _)| key))
                .collect();
            assert_eq!(said, KEYS);
        }
    }
}
