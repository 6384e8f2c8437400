//! A manuscript laid out for the rules: its texts by field, with the places where no rule about
//! language should look.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::OnceLock;

use chrono::NaiveDate;

use super::calendar::dates::{Mention, mentions};
use super::keeper::Keeper;
use super::names::glossary::Shorts;
use super::piece::{Part, Piece};
use super::pieces;
use super::{House, Rule};
use crate::domain::finding::{Field, Finding};
use crate::domain::manuscript::Manuscript;
use crate::text::anatomy::{self, Anatomy, Marks};
use crate::text::span::slice;

const FIELDS: [Field; 8] = [
    Field::Headline,
    Field::Summary,
    Field::Section,
    Field::Tags,
    Field::Place,
    Field::Byline,
    Field::Credit,
    Field::Body,
];

pub(super) struct Page<'a> {
    pub(super) manuscript: &'a Manuscript,
    pub(super) house: &'a House<'a>,
    pub(super) language: &'a str,
    /// The date by which an unwritten year is guessed.
    pub(super) near: NaiveDate,
    pub(super) texts: Vec<Text<'a>>,
    /// The body taken apart.
    pub(super) anatomy: Anatomy,
    /// Headline, summary and the body's paragraphs, in this order.
    pub(super) pieces: Vec<Piece<'a>>,
    /// Found when a rule asks for them first.
    shorts: OnceLock<Shorts>,
}

/// One field's text.
pub(super) struct Text<'a> {
    pub(super) field: Field,
    pub(super) content: Cow<'a, str>,
    /// Addresses of the web and of mail, in order: words in them are no words.
    masked: Vec<Range<usize>>,
    /// Found when a rule asks for them first.
    mentions: OnceLock<Vec<Mention>>,
}

/// A text with more findings of one rule than this is broken as a whole; more places would not
/// tell an editor more.
pub(super) const MOST_OF_ONE_RULE: usize = 500;

/// What one rule found so far.
#[derive(Default)]
pub(super) struct Found(pub(super) Vec<Finding>);

impl Found {
    pub(super) fn is_full(&self) -> bool {
        self.0.len() >= MOST_OF_ONE_RULE
    }

    pub(super) fn push(&mut self, mut finding: Finding) {
        // A mask is shown and offered alike.
        if finding.hidden.is_none() {
            finding.fixes.retain(|fix| *fix != finding.text);
        }
        if !self.is_full() {
            self.0.push(finding);
        }
    }
}

impl<'a> Page<'a> {
    pub(super) fn new(manuscript: &'a Manuscript, house: &'a House<'a>, keeper: &Keeper) -> Self {
        let language =
            if manuscript.language.is_empty() { house.language } else { &manuscript.language };
        let texts = FIELDS.map(|field| {
            let content = field_text(manuscript, field);
            let masked = addresses(&content);
            Text { field, content, masked, mentions: OnceLock::new() }
        });
        let near = manuscript.date.unwrap_or(house.today);
        let anatomy = if house.as_typed && manuscript.body.len() > super::LONG {
            Anatomy::default()
        } else {
            anatomy::read_body(&manuscript.body, Marks::Markdown)
        };
        let pieces = pieces::all(manuscript, &anatomy, keeper);
        let (texts, shorts) = (texts.into(), OnceLock::new());
        Self { manuscript, house, language, near, texts, anatomy, pieces, shorts }
    }

    /// Its acronyms.
    pub(super) fn shorts(&self) -> &Shorts {
        self.shorts.get_or_init(|| Shorts::new(self))
    }

    /// Bound to all that rules of pieces know beside the piece.
    pub(super) fn context(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        let house = self.house;
        (self.language, self.near, self.manuscript.date).hash(&mut hasher);
        (house.today, house.language, house.office, house.place).hash(&mut hasher);
        (house.headline_limit, house.contacts, house.words).hash(&mut hasher);
        let register = house.register;
        (register.entries(), register.people(), register.acronyms()).hash(&mut hasher);
        hasher.finish()
    }

    pub(super) fn headline(&self) -> Option<&Piece<'a>> {
        self.pieces.iter().find(|piece| piece.part == Part::Headline)
    }

    /// The pieces of the body, in order.
    pub(super) fn of_body(&self) -> impl DoubleEndedIterator<Item = &Piece<'a>> {
        self.pieces.iter().filter(|piece| piece.field == Field::Body)
    }

    /// The first paragraph.
    pub(super) fn lead(&self) -> Option<&Piece<'a>> {
        self.pieces.iter().find(|piece| piece.is_lead)
    }

    /// The fields that hold sentences.
    pub(super) fn prose(&self) -> impl Iterator<Item = &Text<'a>> {
        let prose = |field| matches!(field, Field::Headline | Field::Summary | Field::Body);
        self.texts.iter().filter(move |text| prose(text.field))
    }

    pub(super) fn body(&self) -> Option<&Text<'a>> {
        self.texts.iter().find(|text| text.field == Field::Body)
    }
}

impl Text<'_> {
    /// Where it names dates.
    pub(super) fn mentions(&self, page: &Page<'_>) -> &[Mention] {
        self.mentions.get_or_init(|| mentions(page, self))
    }

    pub(super) fn is_masked(&self, at: usize) -> bool {
        let after = self.masked.partition_point(|span| span.end <= at);
        self.masked.get(after).is_some_and(|span| span.start <= at)
    }

    pub(super) fn finding(&self, rule: &Rule, span: Range<usize>) -> Finding {
        Finding {
            rule: rule.id.into(),
            level: rule.level,
            field: self.field,
            text: slice(&self.content, span.clone()).to_owned(),
            span,
            hidden: None,
            args: Vec::new(),
            fixes: Vec::new(),
        }
    }
}

/// Do two texts have the same words, whatever stands between them?
pub(super) fn same_words(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    a.len() < 4 * b.len() + 16 && words(a) == words(b)
}

pub(super) fn field_text(manuscript: &Manuscript, field: Field) -> Cow<'_, str> {
    Cow::Borrowed(match field {
        Field::Headline => &manuscript.headline,
        Field::Summary => &manuscript.summary,
        Field::Section => &manuscript.section,
        Field::Tags => return Cow::Owned(manuscript.tags.join(", ")),
        Field::Place => &manuscript.place,
        Field::Byline => &manuscript.byline,
        Field::Credit => &manuscript.credit,
        Field::Body => &manuscript.body,
    })
}

/// The runs without white space that hold an address.
pub(super) fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut start = 0;
    let ends = text.char_indices().filter(|(_, c)| c.is_whitespace());
    for (end, blank) in ends.map(|(at, c)| (at, c.len_utf8())).chain([(text.len(), 0)]) {
        let run = slice(text, start..end);
        if is_address(run) {
            // The words of a link are words: `[unduh](https://…)`.
            let words = run.find("](").map_or(0, |at| at + 1);
            spans.push(start + words..end);
        }
        start = end + blank;
    }
    spans
}

fn is_address(word: &str) -> bool {
    let inner = |c: char| c.is_ascii_alphanumeric();
    let mail = word.split_once('@').is_some_and(|(name, host)| {
        name.ends_with(|c: char| inner(c) || c == '_') && host.starts_with(inner)
    });
    // `kota.kpu.go.id/berita`: a dot within letters before the first slash.
    let host = word.split_once('/').is_some_and(|(host, _)| {
        host.split('.')
            .filter(|label| label.len() > 1 && label.ends_with(|c: char| c.is_ascii_lowercase()))
            .count()
            > 1
    });
    mail || host || word.contains("://") || word.contains("www.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_masked() {
        for (text, want) in [
            ("lihat https://contoh.test/rabu,25/3 ya", "https://contoh.test/rabu,25/3"),
            ("(www.contoh.test) a@b.test", "(www.contoh.test) a@b.test"),
            ("di kota.contoh.test/a", "kota.contoh.test/a"),
            ("Rabu, 25/3. Kab./Kota", ""),
            ("Kab.\u{a0}@ x", ""),
        ] {
            let found = addresses(text).into_iter().map(|span| slice(text, span));
            assert_eq!(found.collect::<Vec<_>>().join(" "), want, "{text}");
        }
    }

    #[test]
    fn a_place_in_an_address_is_masked() {
        let text = "a www.b.test c";
        let masked = addresses(text);
        let (content, mentions) = (text.into(), OnceLock::new());
        let page = Text { field: Field::Body, content, masked, mentions };
        assert!(page.is_masked(4) && !page.is_masked(0) && !page.is_masked(13));
    }
}
