//! Sections and tags: numbers at the site, which set-up maps or a look finds.

use serde_json::{Value, json};
use ureq::http::Method;

use super::work::{Stop, Trace, Work};
use crate::domain::slug::words;

/// Characters of a term's slug.
const MAX_SLUG: usize = 80;
/// Tags of an article that are sent.
const MAX_TAGS: usize = 20;

impl Work<'_> {
    /// The category of the section; none if the text has no section.
    pub(super) fn categories(&mut self) -> Result<Option<Vec<u64>>, Stop> {
        let name = self.frozen.section.clone();
        if name.is_empty() {
            return Ok(None);
        }
        let slug = words(&name, MAX_SLUG);
        match self.term("section", "categories", &name, &slug)? {
            Some(id) => Ok(Some(vec![id])),
            None => Err(self.refused("section-missing", &[("section", name), ("slug", slug)])),
        }
    }

    /// The tags that the site has or lets us make; the others are left out.
    pub(super) fn tags(&mut self) -> Result<Vec<u64>, Stop> {
        let mut ids = Vec::new();
        for name in self.frozen.tags.iter().take(MAX_TAGS) {
            let slug = words(name, MAX_SLUG);
            match self.term("tag", "tags", name, &slug)? {
                Some(id) => ids.push(id),
                None => self.pen.told(format!("tag {slug}: left out")),
            }
        }
        Ok(ids)
    }

    /// The number of a term: as set-up mapped it, as it was found before, as the site has it by
    /// its slug, or as it is made now. None if this account may make none.
    fn term(
        &mut self,
        setting: &str,
        kind: &str,
        name: &str,
        slug: &str,
    ) -> Result<Option<u64>, Stop> {
        if slug.is_empty() {
            return Ok(None);
        }
        let key = format!("{setting}-{slug}");
        if let Some(id) = self.wp.terms.get(&key) {
            return Ok(Some(*id));
        }
        let path = format!("wp/v2/{kind}");
        let (_, list) = self.get(&path, &format!("slug={slug}&_fields=id,slug"))?;
        let row = list.as_array().and_then(|rows| {
            rows.iter().find(|row| row.get("slug").and_then(Value::as_str) == Some(slug))
        });
        let mut found = row.and_then(id_of);
        if found.is_none() {
            let body = json!({ "name": name, "slug": slug });
            let made = self.change(&Method::POST, &path, "_fields=id", Some(&body), Trace::Nothing);
            found = match made {
                Ok((_, value)) => id_of(&value),
                // Somebody made it meanwhile, or it has this name and another slug.
                Err(Stop::Bad(bad)) if bad.has_code(&["term_exists"]) => {
                    bad.data.get("term_id").and_then(Value::as_u64)
                }
                Err(Stop::Bad(bad)) if matches!(bad.status, Some(401 | 403)) => None,
                Err(stop) => return Err(stop),
            };
        }
        if let Some(id) = found {
            self.wp.terms.insert(key, id);
        }
        Ok(found)
    }
}

fn id_of(value: &Value) -> Option<u64> {
    value.get("id")?.as_u64()
}
