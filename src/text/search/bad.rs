//! What is wrong with a regular expression, and where.

use regex_syntax::ast::{self, ErrorKind};
use regex_syntax::hir;

/// A query that cannot be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the query cannot be run from character {at} on: {fault:?}")]
pub struct Bad {
    pub fault: Fault,
    /// The character at which it goes wrong, from 1.
    pub at: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// More characters than a query has.
    Long,
    /// It would need more room than it may.
    Heavy,
    /// A bracket has no other half.
    Group,
    Class,
    /// From a later sign to an earlier one.
    Range,
    /// Nothing stands before the sign that repeats.
    Repeat,
    /// A count that is none.
    Count,
    Escape,
    /// No class of characters is called so.
    Property,
    /// Looking around and back is not known here.
    Unsupported,
    Other,
}

impl Fault {
    /// The word that keys of the language files hold.
    pub fn word(self) -> &'static str {
        match self {
            Self::Long => "long",
            Self::Heavy => "heavy",
            Self::Group => "group",
            Self::Class => "class",
            Self::Range => "range",
            Self::Repeat => "repeat",
            Self::Count => "count",
            Self::Escape => "escape",
            Self::Property => "property",
            Self::Unsupported => "unsupported",
            Self::Other => "other",
        }
    }
}

impl Bad {
    /// What came out only when it was made ready.
    pub(super) fn of(error: &regex::Error) -> Self {
        let heavy = matches!(error, regex::Error::CompiledTooBig(_));
        Self { fault: if heavy { Fault::Heavy } else { Fault::Other }, at: 1 }
    }
}

/// Can it be read?
pub(super) fn check(words: &str, deepest: u32) -> Result<(), Bad> {
    let mut parser = regex_syntax::ParserBuilder::new().nest_limit(deepest).build();
    let Err(error) = parser.parse(words) else { return Ok(()) };
    let (fault, byte) = match &error {
        regex_syntax::Error::Parse(error) => (of_form(error), error.span().start.offset),
        regex_syntax::Error::Translate(error) => (of_meaning(error), error.span().start.offset),
        _ => (Fault::Other, 0),
    };
    let at = words.get(..byte).unwrap_or_default().chars().count() + 1;
    Err(Bad { fault, at })
}

fn of_form(error: &ast::Error) -> Fault {
    match error.kind() {
        ErrorKind::GroupUnclosed | ErrorKind::GroupUnopened => Fault::Group,
        ErrorKind::ClassUnclosed => Fault::Class,
        ErrorKind::ClassRangeInvalid
        | ErrorKind::ClassRangeLiteral
        | ErrorKind::ClassEscapeInvalid => Fault::Range,
        ErrorKind::RepetitionMissing => Fault::Repeat,
        ErrorKind::RepetitionCountInvalid
        | ErrorKind::RepetitionCountDecimalEmpty
        | ErrorKind::RepetitionCountUnclosed
        | ErrorKind::DecimalEmpty
        | ErrorKind::DecimalInvalid => Fault::Count,
        ErrorKind::EscapeUnexpectedEof
        | ErrorKind::EscapeUnrecognized
        | ErrorKind::EscapeHexEmpty
        | ErrorKind::EscapeHexInvalid
        | ErrorKind::EscapeHexInvalidDigit => Fault::Escape,
        ErrorKind::UnicodeClassInvalid => Fault::Property,
        ErrorKind::UnsupportedBackreference | ErrorKind::UnsupportedLookAround => {
            Fault::Unsupported
        }
        ErrorKind::NestLimitExceeded(_) | ErrorKind::CaptureLimitExceeded => Fault::Heavy,
        _ => Fault::Other,
    }
}

fn of_meaning(error: &hir::Error) -> Fault {
    match error.kind() {
        hir::ErrorKind::UnicodePropertyNotFound | hir::ErrorKind::UnicodePropertyValueNotFound => {
            Fault::Property
        }
        _ => Fault::Other,
    }
}
