//! Are the office's sections at the site? A text of one that is not there is refused when it is
//! approved, which is late.

use serde_json::Value;
use ureq::http::Method;

use super::Check;
use crate::domain::slug::words;
use crate::push::Verdict;
use crate::push::classify::Bad;

const PATH: &str = "wp/v2/categories";
/// The most that a site lists at once.
const LISTED: usize = 100;
/// Characters of a section's slug, and of names that a sentence holds.
const MAX_SLUG: usize = 80;
const MAX_NAMES: usize = 160;

impl Check<'_> {
    pub(super) fn sections(&mut self) {
        if let Err(bad) = self.compare() {
            self.bad("sections", &bad);
        }
    }

    fn compare(&mut self) -> Result<(), Box<Bad>> {
        let rows = self.listed(&format!("per_page={LISTED}"))?;
        for (slug, id) in &rows {
            let key = format!("section-{slug}");
            self.destination.settings.entry(key).or_insert_with(|| id.to_string());
        }
        let (mut missing, mut gone) = (Vec::new(), Vec::new());
        for name in self.wp.sections.clone() {
            let slug = words(&name, MAX_SLUG);
            if slug.is_empty() {
                continue;
            }
            // A setting that is no number is none when a text is sent.
            let mapped = self.destination.settings.get(&format!("section-{slug}"));
            let mapped: Option<u64> = mapped.and_then(|id| id.trim().parse().ok());
            let has = |rows: &[(String, u64)]| match mapped {
                Some(id) => rows.iter().any(|row| row.1 == id),
                None => rows.iter().any(|row| row.0 == slug),
            };
            // A site with more than it lists is asked for this one.
            let there = has(&rows)
                || rows.len() >= LISTED
                    && has(&self.listed(&match mapped {
                        Some(id) => format!("include={id}"),
                        None => format!("slug={slug}"),
                    })?);
            if !there {
                let list = if mapped.is_some() { &mut gone } else { &mut missing };
                list.push((name, slug));
            }
        }
        // What is not there is made with the first text, if this account may.
        if self.makes_sections {
            missing.clear();
        }
        let count = [("count", rows.len().to_string())];
        let (key, told) =
            if gone.is_empty() { ("sections-missing", missing) } else { ("sections-gone", gone) };
        let Some((_, slug)) = told.first() else {
            self.good("sections", &count);
            return Ok(());
        };
        let names: Vec<&str> = told.iter().map(|(name, _)| name.as_str()).collect();
        let names = names.join(", ").chars().take(MAX_NAMES).collect::<String>();
        let destination = self.wp.destination.name.to_string();
        let values = [("sections", names), ("slug", slug.clone()), ("destination", destination)];
        let trouble = self.trouble(key, &values);
        self.step("sections", Verdict::Doubtful, &count, Some(trouble));
        Ok(())
    }

    /// Slugs, in our spelling, and numbers.
    fn listed(&mut self, query: &str) -> Result<Vec<(String, u64)>, Box<Bad>> {
        let query = format!("{query}&_fields=id,slug,name");
        let (_, list) = self.wp.call(&Method::GET, PATH, &query, None)?;
        let rows = list.as_array().map(Vec::as_slice).unwrap_or_default();
        let read = |row: &Value| {
            let slug = words(row.get("slug")?.as_str()?, MAX_SLUG);
            Some((slug, row.get("id")?.as_u64()?))
        };
        Ok(rows.iter().filter_map(read).filter(|(slug, _)| !slug.is_empty()).collect())
    }
}
