//! Bytes into characters: UTF-8, UTF-16 with its mark, Windows-1252; anything else is refused
//! with the place.

use encoding_rs::WINDOWS_1252;

use super::error::IntakeError;
use super::note::{Note, NoteKind};

/// How files that are not text begin.
const FOREIGN: [(&[u8], &str); 6] = [
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\xd0\xcf\x11\xe0", "DOC"),
    (b"PK\x03\x04", "ZIP"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
];

pub(super) fn decode(bytes: &[u8], notes: &mut Vec<Note>) -> Result<String, IntakeError> {
    for (start, format) in FOREIGN {
        if bytes.starts_with(start) {
            return Err(IntakeError::Foreign { format });
        }
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return utf16(rest, "UTF-16LE", u16::from_le_bytes, notes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return utf16(rest, "UTF-16BE", u16::from_be_bytes, notes);
    }
    // A zero byte is never text: it ends strings in places that nobody thinks of.
    if let Some(offset) = bytes.iter().position(|byte| *byte == 0) {
        return Err(IntakeError::NotText { offset });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => windows(bytes, error.valid_up_to(), notes),
    }
}

fn utf16(
    bytes: &[u8],
    encoding: &'static str,
    unit: fn([u8; 2]) -> u16,
    notes: &mut Vec<Note>,
) -> Result<String, IntakeError> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut offset = 2;
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        match decoded {
            Ok('\0') => return Err(IntakeError::NotText { offset }),
            Ok(c) => {
                offset += 2 * c.len_utf16();
                text.push(c);
            }
            Err(_) => return Err(IntakeError::Encoding { offset, encoding }),
        }
    }
    if !odd.is_empty() {
        return Err(IntakeError::Encoding { offset, encoding });
    }
    notes.push(Note::on(NoteKind::Encoding, encoding));
    Ok(text)
}

/// Bytes that are no UTF-8 from `invalid` on. Where whole characters of UTF-8 stand beside the
/// broken ones, the file is a damaged one and not an old one.
fn windows(bytes: &[u8], invalid: usize, notes: &mut Vec<Note>) -> Result<String, IntakeError> {
    let damaged = || IntakeError::Encoding { offset: invalid, encoding: "UTF-8" };
    let control = |byte: &u8| *byte < 0x20 && !matches!(*byte, b'\t' | b'\n' | b'\r' | 0x0c);
    if let Some(offset) = bytes.iter().position(control) {
        return Err(IntakeError::NotText { offset });
    }
    let before = bytes.get(..invalid).unwrap_or_default();
    if !before.is_ascii() || bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii()) {
        return Err(damaged());
    }
    let undefined = |byte: &u8| matches!(*byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d);
    if let Some(offset) = bytes.iter().position(undefined) {
        return Err(IntakeError::Encoding { offset, encoding: "Windows-1252" });
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    notes.push(Note::on(NoteKind::Encoding, "Windows-1252"));
    Ok(text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], want: Result<&str, (&str, &str)>) {
        let mut notes = Vec::new();
        let got = decode(bytes, &mut notes);
        let got = got.as_deref().map_err(|error| {
            let place = error.args().first().map(|(_, value)| value.clone()).unwrap_or_default();
            (error.kind(), place)
        });
        let want = want.map_err(|(kind, place)| (kind, place.to_owned()));
        assert_eq!(got, want, "{bytes:?}");
    }

    #[test]
    fn encodings_are_told_apart() {
        check("Kata “baru”".as_bytes(), Ok("Kata “baru”"));
        check(b"\xef\xbb\xbfKata", Ok("\u{feff}Kata"));
        check(b"\xff\xfeK\0a\0\x3d\xd8\0\xde", Ok("Ka\u{1f600}"));
        check(b"\xfe\xff\0K\0a", Ok("Ka"));
        check(b"Kata \x93baru\x94 \x96 \xe9", Ok("Kata “baru” – é"));
    }

    #[test]
    fn what_is_no_text_is_refused_with_the_place() {
        check(b"Kata\0baru", Err(("not-text", "4")));
        check(b"\xff\xfeK\0\0\0", Err(("not-text", "4")));
        check(b"\xff\xfeK\0a", Err(("encoding", "4")));
        check(b"\xff\xfe\0\xd8K\0", Err(("encoding", "2")));
        check("é".repeat(2).as_bytes().get(..3).unwrap(), Err(("encoding", "2")));
        check(b"Kata \xe9 \x07", Err(("not-text", "7")));
        check(b"Kata \xe9 \x81", Err(("encoding", "7")));
        check(b"%PDF-1.7", Err(("foreign", "PDF")));
        check(b"{\\rtf1 Kata}", Err(("foreign", "RTF")));
    }
}
