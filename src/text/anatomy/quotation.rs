//! Words between quotation marks: curly, straight, or the two mixed as tired hands do.

use std::ops::Range;

use super::Quotation;
use crate::text::span::slice;

/// The quotations of the block at `span`. Single marks are apostrophes far too often to be told
/// from quotations, so they are not looked for.
pub(super) fn find(text: &str, span: Range<usize>) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in slice(text, span.clone()).char_indices() {
        let at = span.start + at;
        match (c, open) {
            ('”' | '"' | '»', Some((start, mark))) => {
                let span = start..at + c.len_utf8();
                found.push(Quotation { span, open: mark, close: Some(c) });
                open = None;
            }
            ('“' | '„' | '«', Some((start, mark))) => {
                found.push(Quotation { span: start..at, open: mark, close: None });
                open = Some((at, c));
            }
            ('“' | '„' | '«' | '"', None) => open = Some((at, c)),
            _ => {}
        }
    }
    let unclosed =
        open.map(|(start, mark)| Quotation { span: start..span.end, open: mark, close: None });
    found.extend(unclosed);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: &[(&str, char, Option<char>)]) {
        let found = find(text, 0..text.len());
        let got: Vec<_> = found
            .iter()
            .map(|quotation| (slice(text, quotation.span.clone()), quotation.open, quotation.close))
            .collect();
        assert_eq!(got, want, "{text}");
    }

    #[test]
    fn quotations_have_marks_of_every_kind() {
        check(
            "“Satu,” kata A. \"Dua\".",
            &[("“Satu,”", '“', Some('”')), ("\"Dua\"", '"', Some('"'))],
        );
        check("\"Campur” lalu “buka", &[("\"Campur”", '"', Some('”')), ("“buka", '“', None)]);
        check("“a “b”", &[("“a ", '“', None), ("“b”", '“', Some('”'))]);
        check("Jum'at dan ‘satu’", &[]);
    }
}
