//! Plain words into Markdown that shows the same words.

/// Escapes what Markdown would take for a mark inside a line.
pub(super) fn inline(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    // Brackets mean themselves unless one of them could be a link.
    let links = text.contains("](") || text.contains("][");
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let marks = match c {
            '*' | '`' => true,
            '_' => !(before.is_alphanumeric() && next.is_some_and(char::is_alphanumeric)),
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation()),
            '[' => links,
            '<' => next.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => is_entity(text.get(at + 1..).unwrap_or_default()),
            _ => false,
        };
        if marks {
            escaped.push('\\');
        }
        escaped.push(c);
        before = c;
    }
    escaped
}

fn is_entity(rest: &str) -> bool {
    let length =
        rest.bytes().take(40).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    length > 0 && rest.as_bytes().get(length) == Some(&b';')
}

/// Escapes the sign that would make a block of the line: a heading, a quote, a list, a rule.
pub(super) fn start(line: &str) -> String {
    let line = line.trim_start_matches([' ', '\t']);
    let bytes = line.as_bytes();
    let run = |sign: u8| bytes.iter().take_while(|b| **b == sign).count();
    let blank_at = |at: usize| matches!(bytes.get(at), None | Some(b' ' | b'\t'));
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let at = match bytes.first() {
        Some(b'#') if run(b'#') <= 6 && blank_at(run(b'#')) => 0,
        Some(b'>') => 0,
        Some(b'-' | b'+') if blank_at(1) || run(b'-') >= 3 => 0,
        Some(b'~') if run(b'~') >= 3 => 0,
        Some(b'=') if line.trim_end().bytes().all(|b| b == b'=') => 0,
        // A definition of a link would be taken out of the text.
        Some(b'[') if line.contains("]:") => 0,
        Some(b'0'..=b'9')
            if digits <= 9
                && matches!(bytes.get(digits), Some(b'.' | b')'))
                && blank_at(digits + 1) =>
        {
            digits
        }
        _ => return line.to_owned(),
    };
    let (head, tail) = line.split_at_checked(at).unwrap_or(("", line));
    format!("{head}\\{tail}")
}

/// A whole line of plain text as a paragraph.
pub(super) fn paragraph(line: &str) -> String {
    start(&inline(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(plain: &str, want: &str) {
        assert_eq!(paragraph(plain), want, "{plain:?}");
        let shown: String = pulldown_cmark::Parser::new(want)
            .filter_map(|event| match event {
                pulldown_cmark::Event::Text(text) => Some(text.to_string()),
                _ => None,
            })
            .collect();
        assert_eq!(shown, plain.trim_matches([' ', '\t']), "{plain:?} is not shown as it was");
    }

    #[test]
    fn marks_that_are_not_meant_are_escaped() {
        check("# bukan judul", "\\# bukan judul");
        check("#pemilu", "#pemilu");
        check("> bukan kutipan", "\\> bukan kutipan");
        check("* bukan butir", "\\* bukan butir");
        check("+ bukan butir", "\\+ bukan butir");
        check("1) bukan butir", "1\\) bukan butir");
        check("2025. Tahun itu", "2025\\. Tahun itu");
        check("***", "\\*\\*\\*");
        check("---", "\\---");
        check("    menjorok", "menjorok");
        check("<tag> dan </tag> 1 < 2", "\\<tag> dan \\</tag> 1 < 2");
        check("a &amp; b & c", "a \\&amp; b & c");
        check("nama_berkas dan _miring_", "nama_berkas dan \\_miring\\_");
        check("[jumlah] orang", "[jumlah] orang");
        check("[a](b)", "\\[a](b)");
        check("[a]: b", "\\[a]: b");
        check("`kode` \\* C:\\data", "\\`kode\\` \\\\\\* C:\\data");
        check("~~~", "\\~~~");
        check("===", "\\===");
        check("Rp1.000,00 – 5%\u{a0}“kutip”", "Rp1.000,00 – 5%\u{a0}“kutip”");
    }
}
