//! Forms: kinds of release, each a Markdown file with a TOML head. The desk's own come before
//! those that are part of the program. What a writer has to fill stands in `{{…}}`; what the desk
//! knows is filled already.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::Front;
use super::out::{Failure, Kind};
use crate::desk::edit::Change;
use crate::desk::error::Thing;
use crate::desk::{Desk, DeskError, Me};
use crate::domain::dateline::{long_date, weekday_date};
use crate::domain::ids::ArticleId;
use crate::lang::{Lang, Words};

/// The forms that come with the program.
const SHIPPED: [(&str, &str); 12] = [
    ("siaran-pers", include_str!("../../assets/forms/siaran-pers.md")),
    ("berita-singkat", include_str!("../../assets/forms/berita-singkat.md")),
    ("agenda", include_str!("../../assets/forms/agenda.md")),
    ("rakor", include_str!("../../assets/forms/rakor.md")),
    ("pleno", include_str!("../../assets/forms/pleno.md")),
    ("sosialisasi", include_str!("../../assets/forms/sosialisasi.md")),
    ("pengumuman", include_str!("../../assets/forms/pengumuman.md")),
    ("ralat", include_str!("../../assets/forms/ralat.md")),
    ("press-release", include_str!("../../assets/forms/press-release.md")),
    ("short-news", include_str!("../../assets/forms/short-news.md")),
    ("announcement", include_str!("../../assets/forms/announcement.md")),
    ("correction", include_str!("../../assets/forms/correction.md")),
];

/// A form is a page, not a book.
const LONGEST: u64 = 1 << 20;

/// What stands between the lines of `+++`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Head {
    title: Title,
    /// Of the text; the office's own if there is none.
    language: String,
    headline: String,
    summary: String,
    section: String,
    tags: Vec<String>,
    place: String,
    byline: String,
    /// So many words are wanted.
    words: Option<u32>,
    /// Older forms have these two, which say nothing that their text does not.
    #[serde(rename = "name")]
    _name: IgnoredAny,
    #[serde(rename = "prompt")]
    _prompts: IgnoredAny,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Title {
    id: String,
    en: String,
}

/// Where and why a form cannot be read.
#[derive(Debug, PartialEq, Eq)]
struct Fault {
    line: usize,
    reason: String,
}

/// What a form makes of a new article.
pub struct Filled {
    pub changes: Vec<Change>,
    pub words: Option<u32>,
}

impl Filled {
    /// The article is there: what is no part of its text goes with it.
    pub fn settle(&self, desk: &mut Desk, id: &ArticleId) -> Result<(), DeskError> {
        if self.words.is_some() { desk.set_goal(id, self.words) } else { Ok(()) }
    }
}

/// The fields that a form fills.
pub fn filled(front: &Front, desk: &Desk, me: &Me, name: &str) -> Result<Filled, Failure> {
    let not_found =
        || front.refuse(DeskError::NotFound { thing: Thing::Form, name: name.to_owned() });
    // A name, never a path: it becomes part of one.
    if !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
        return Err(not_found());
    }
    let own = desk.dir().join("forms").join(format!("{name}.md"));
    let text = if own.is_file() {
        let bytes = front.read_file(&own, LONGEST)?;
        String::from_utf8_lossy(&bytes).into_owned()
    } else {
        let shipped = SHIPPED.iter().find(|(shipped, _)| *shipped == name);
        shipped.ok_or_else(not_found)?.1.to_owned()
    };
    let (head, body) = read(&text).map_err(|fault| {
        let place = own.to_string_lossy();
        let values = [
            ("name", name.into()),
            ("place", place.as_ref().into()),
            ("line", fault.line.into()),
            ("reason", fault.reason.as_str().into()),
        ];
        let details = serde_json::json!({
            "form": name, "line": fault.line, "reason": fault.reason,
        });
        Failure::keyed(Kind::Template, "form-broken", front.printer.words(), &values)
            .details(details)
    })?;
    let house = desk.house().map_err(|error| front.refuse(error))?;
    let today = house.day(desk.clock().now());
    let language = if head.language.is_empty() { &house.language } else { &head.language };
    let place = if head.place.is_empty() { &house.place } else { &head.place };
    let byline = me.person.full_name.as_deref().unwrap_or(me.name());
    let (date, day) = (long_date(today, language), weekday_date(today, language));
    let known = [
        ("office", house.name.as_str()),
        ("place", place),
        ("date", &date),
        ("day", &day),
        ("byline", byline),
    ];
    let fill = |text: &str| fill(text, &known);
    let mut changes = vec![Change::new("body", fill(body.trim()))];
    for (field, value) in [
        ("headline", fill(&head.headline)),
        ("summary", fill(&head.summary)),
        ("section", head.section),
        ("tags", head.tags.join(", ")),
        ("place", head.place.clone()),
        ("byline", fill(&head.byline)),
        ("language", head.language.clone()),
    ] {
        if !value.is_empty() {
            changes.push(Change::new(field, value));
        }
    }
    Ok(Filled { changes, words: head.words })
}

/// Puts what is known in place of its name: `{{place}}`, and `{place}` as older forms have it.
fn fill(text: &str, known: &[(&str, &str)]) -> String {
    let mut left = text;
    let mut out = String::with_capacity(text.len() + 64);
    while let Some((before, rest)) = left.split_once('{') {
        out.push_str(before);
        let (inside, close) = match rest.strip_prefix('{') {
            Some(inside) => (inside, "}}"),
            None => (rest, "}"),
        };
        let found = inside.split_once(close).and_then(|(name, after)| {
            let value = known.iter().find(|(known, _)| *known == name.trim())?.1;
            Some((value, after))
        });
        if let Some((value, after)) = found {
            out.push_str(value);
            left = after;
        } else {
            out.push('{');
            left = rest;
        }
    }
    out.push_str(left);
    out
}

/// The names of all forms with their titles: the desk's own first. One that cannot be read says so.
pub fn names(desk: &Desk, words: &Words) -> Vec<(String, String)> {
    let mut names: Vec<(String, String)> = Vec::new();
    let own = std::fs::read_dir(desk.dir().join("forms")).into_iter().flatten().flatten();
    for file in own.map(|file| file.path()) {
        let is_form = file.extension().is_some_and(|end| end == "md");
        if let (true, Some(name)) = (is_form, file.file_stem()) {
            let text = std::fs::read(&file).unwrap_or_default();
            let title = title(&String::from_utf8_lossy(&text), words);
            names.push((name.to_string_lossy().into_owned(), title));
        }
    }
    names.sort();
    for (name, text) in SHIPPED {
        if !names.iter().any(|(known, _)| known == name) {
            names.push((name.to_owned(), title(text, words)));
        }
    }
    names
}

fn title(text: &str, words: &Words) -> String {
    match read(text) {
        Ok((head, _)) => {
            let own = match words.lang() {
                Lang::Id => head.title.id,
                Lang::En => head.title.en,
            };
            if own.is_empty() { head.headline } else { own }
        }
        Err(fault) => {
            let values = [("line", fault.line.into()), ("reason", fault.reason.as_str().into())];
            format!("✗ {}", words.say("form-fault", &values))
        }
    }
}

/// Head and body. Files of other systems end their lines otherwise.
fn read(text: &str) -> Result<(Head, String), Fault> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let fault = |line: usize, reason: &str| Fault { line, reason: reason.to_owned() };
    let rest = text.strip_prefix("+++\n").ok_or_else(|| fault(1, "+++"))?;
    let end = rest.split_once("\n+++\n").or_else(|| rest.strip_prefix("+++\n").map(|b| ("", b)));
    let (head, body) = end.ok_or_else(|| fault(text.lines().count().max(1), "+++"))?;
    let head: Head = toml::from_str(head).map_err(|error| {
        let before = error.span().and_then(|span| head.get(..span.start)).unwrap_or_default();
        let reason = error.message().lines().next().unwrap_or_default();
        fault(before.matches('\n').count() + 2, reason)
    })?;
    Ok((head, body.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_form_can_be_read() {
        for (name, text) in SHIPPED {
            let (head, body) = read(text).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
            assert!(!head.headline.is_empty() && !body.trim().is_empty(), "{name}");
            assert!(!head.title.id.is_empty() && !head.title.en.is_empty(), "{name}");
            assert!(["id", "en"].contains(&head.language.as_str()), "{name}");
            assert_eq!(body.matches("{{").count(), body.matches("}}").count(), "{name}");
        }
    }

    #[test]
    fn what_is_known_is_filled_and_the_rest_waits() {
        let known = [("place", "Sambas"), ("office", "KPU")];
        for (text, want) in [
            ("{{office}} di {{ place }}.", "KPU di Sambas."),
            ("{office} di {place}.", "KPU di Sambas."),
            ("{{nama rapat}} {x} {", "{{nama rapat}} {x} {"),
            ("{{{place}}}", "{Sambas}"),
            ("", ""),
        ] {
            assert_eq!(fill(text, &known), want);
        }
    }

    #[track_caller]
    fn check(text: &str, line: usize, reason: &str) {
        let fault = read(text).map(drop).unwrap_err();
        assert_eq!(fault.line, line, "{fault:?}");
        assert!(fault.reason.contains(reason), "{fault:?}");
    }

    #[test]
    fn a_form_that_is_wrong_is_told_by_its_line() {
        check("Tanpa kepala.", 1, "+++");
        check("+++\nheadline = \"a\"\nIsi.", 3, "+++");
        check("+++\nheadline = \"a\"\nsectoin = \"b\"\n+++\nIsi.", 3, "sectoin");
        check("+++\r\nheadline =\r\n+++\r\nIsi.", 2, "");
        check("+++\nwords = \"banyak\"\n+++\nIsi.", 2, "string");
        assert_eq!(read("+++\n+++\nIsi.").unwrap().1, "Isi.");
    }
}
