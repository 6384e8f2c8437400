//! Notes: what intake changed, took off or did not find.

use crate::text::sanitise::Cleaned;

/// The longest text of a note, in bytes. Words are cut off only in notes on things that are no
/// words of the text: addresses and names of fields.
const LONGEST: usize = 2_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub kind: NoteKind,
    /// The words concerned; may be empty.
    pub text: String,
    pub count: usize,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $word:literal,)*) => {
        /// What a note is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum NoteKind {
            $($(#[$doc])* $name,)*
        }

        impl NoteKind {
            /// All kinds, for the test that every one of them can be said.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable word of the kind; `note-<word>` is its key in the sentences.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }
        }
    };
}

kinds! {
    /// The file is not UTF-8.
    Encoding "encoding",
    /// Letters were put into their composed form.
    Normalised "normalised",
    CharactersDropped "characters-dropped",
    /// Kept, but nobody can see them.
    InvisibleCharacters "invisible-characters",
    SectionLine "section-line",
    HeadlineRepeated "headline-repeated",
    /// Another title of the page than its headline.
    TitleDropped "title-dropped",
    Furniture "furniture",
    BlankLines "blank-lines",
    LinesJoined "lines-joined",
    Dateline "dateline",
    /// The dateline's weekday is not that of its date.
    DatelineWeekday "dateline-weekday",
    /// An office stood where a place should.
    OfficeAsPlace "office-as-place",
    Byline "byline",
    EndMark "end-mark",
    NoHeadline "no-headline",
    NoSection "no-section",
    NoDateline "no-dateline",
    NoPlace "no-place",
    NoDate "no-date",
    NoByline "no-byline",
    NoBody "no-body",
    MarkupDropped "markup-dropped",
    LinksDropped "links-dropped",
    ScriptsDropped "scripts-dropped",
    HiddenTextDropped "hidden-text-dropped",
    TablesFlattened "tables-flattened",
    PicturesDropped "pictures-dropped",
    /// What the pictures that were left out show, in the words of the file.
    PicturesDescribed "pictures-described",
    /// Changes of a word processor: insertions accepted, deletions left out.
    TrackedChanges "tracked-changes",
    CommentsDropped "comments-dropped",
    FieldsDropped "fields-dropped",
    FootnotesMoved "footnotes-moved",
    HeadersSkipped "headers-skipped",
    ObjectsDropped "objects-dropped",
    /// Our own fields that a file may not set.
    IgnoredFields "ignored-fields",
    UnknownFields "unknown-fields",
}

impl Note {
    /// One note on the words `text`, all of them.
    pub(super) fn on(kind: NoteKind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into(), count: 1 }
    }

    pub(super) fn counted(kind: NoteKind, count: usize) -> Self {
        Self { kind, text: String::new(), count }
    }

    /// One note on several things that are no words of the text, cut if they are many.
    pub(super) fn list(kind: NoteKind, items: &[String]) -> Self {
        let mut text = items.join(", ");
        if text.len() > LONGEST {
            let mut end = LONGEST;
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            text.truncate(end);
            text.push('…');
        }
        Self { kind, text, count: items.len() }
    }
}

/// Notes on what cleaning did.
pub(super) fn cleaning(cleaned: &Cleaned, notes: &mut Vec<Note>) {
    if cleaned.nfc_changed {
        notes.push(Note::counted(NoteKind::Normalised, 1));
    }
    if cleaned.dropped > 0 {
        notes.push(Note::counted(NoteKind::CharactersDropped, cleaned.dropped));
    }
    if cleaned.dangerous_count > 0 {
        let mut codes: Vec<String> =
            cleaned.dangerous.iter().map(|(_, c)| format!("U+{:04X}", u32::from(*c))).collect();
        codes.sort();
        codes.dedup();
        let text = codes.join(", ");
        let count = cleaned.dangerous_count;
        notes.push(Note { kind: NoteKind::InvisibleCharacters, text, count });
    }
}
