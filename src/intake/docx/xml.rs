//! Events of one XML part, without entities of its own and without document types.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use crate::intake::error::IntakeError;

/// The most attributes that are looked at in one element.
const ATTRIBUTES: usize = 200;

pub(super) struct Parts<'a> {
    reader: Reader<&'a [u8]>,
    part: &'static str,
}

/// What a part holds, one after the other.
pub(super) enum Piece<'a> {
    Start(BytesStart<'a>),
    Empty(BytesStart<'a>),
    End(String),
    Text(Cow<'a, str>),
}

impl<'a> Parts<'a> {
    pub(super) fn new(part: &'static str, text: &'a str) -> Self {
        Self { reader: Reader::from_str(text.trim_start_matches('\u{feff}')), part }
    }

    fn broken(&self) -> IntakeError {
        IntakeError::Xml { part: self.part, offset: self.reader.buffer_position() }
    }

    /// The next piece, `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Piece<'a>>, IntakeError> {
        loop {
            let event = self.reader.read_event();
            // The parser's own words name the same place.
            let Ok(event) = event else { return Err(self.broken()) };
            return Ok(Some(match event {
                Event::Start(tag) => Piece::Start(tag),
                Event::Empty(tag) => Piece::Empty(tag),
                Event::End(tag) => Piece::End(tag.local_name().as_ref().to_owned()),
                Event::Text(text) => Piece::Text(text.into_inner()),
                Event::CData(text) => Piece::Text(text.into_inner()),
                Event::GeneralRef(name) => Piece::Text(self.entity(&name)?),
                Event::DocType(_) => return Err(IntakeError::DocumentType),
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            }));
        }
    }

    /// Numbers and the five names that XML itself knows; there are no others.
    fn entity(&self, name: &quick_xml::events::BytesRef<'a>) -> Result<Cow<'a, str>, IntakeError> {
        if let Ok(Some(c)) = name.resolve_char_ref() {
            return Ok(Cow::Owned(c.to_string()));
        }
        let text = quick_xml::escape::resolve_predefined_entity(&name.xml10_content());
        text.map(Cow::Borrowed).ok_or_else(|| self.broken())
    }
}

/// An attribute by its local name, as text.
pub(super) fn attribute(tag: &BytesStart<'_>, wanted: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    // Looking for doubles costs the square of their number.
    attributes.with_checks(false);
    let found = attributes
        .take(ATTRIBUTES)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().as_ref() == wanted)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

/// A switch such as `<w:b/>`: on unless it says otherwise.
pub(super) fn switched(tag: &BytesStart<'_>) -> bool {
    !matches!(attribute(tag, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}
