//! Quotes and dashes as they are printed, for those who type them as a keyboard has them. Pure: the
//! line before the caret and the key in, the sign out.

/// What stands in place of a key, and so many bytes before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instead {
    pub takes: usize,
    pub sign: &'static str,
}

/// Signs of Markdown that stand between a quote and its words.
const MARKS: [char; 3] = ['*', '_', '~'];

/// The sign in place of a typed key; none where the key itself is meant: in code, in addresses, in
/// tags, in rules and tables.
pub fn instead(before: &str, typed: char) -> Option<Instead> {
    let takes = match typed {
        '"' | '\'' => 0,
        '-' if before.ends_with('-') => 1,
        '-' if before.ends_with('–') => '–'.len_utf8(),
        _ => return None,
    };
    if is_code(before) || is_address(before) || is_tag(before) {
        return None;
    }
    if typed == '-' {
        return dash(before, takes);
    }
    let sign = match (typed, opens(before)) {
        ('"', true) => "“",
        ('"', false) => "”",
        (_, true) => "‘",
        // An apostrophe is the same sign.
        (_, false) => "’",
    };
    Some(Instead { takes, sign })
}

fn dash(before: &str, takes: usize) -> Option<Instead> {
    let rest = before.get(..before.len() - takes)?;
    // Two that stand there already were meant as two.
    let is_run = takes == 1 && rest.ends_with('-');
    // Lines of rules, tables, front matter; the beginning of a comment.
    let is_rule =
        before.chars().all(|c| matches!(c, '-' | '–' | '|' | ':' | '>' | '+') || c == ' ');
    (!is_run && !is_rule).then_some(Instead { takes, sign: if takes == 1 { "–" } else { "—" } })
}

/// Does a quote begin here?
fn opens(before: &str) -> bool {
    let bare = before.trim_end_matches(MARKS);
    let Some(last) = bare.chars().next_back() else { return true };
    last.is_whitespace() || "([{<“‘–—/=>".contains(last)
}

/// Behind a sign of code that has no end yet, or in a line that is all code.
fn is_code(before: &str) -> bool {
    let mut ticks = 0;
    let mut escaped = false;
    for c in before.chars() {
        ticks += usize::from(c == '`' && !escaped);
        escaped = c == '\\' && !escaped;
    }
    let is_indented = before.starts_with("    ") || before.starts_with('\t');
    let in_list =
        before.trim_start().starts_with(|c: char| "-*+".contains(c) || c.is_ascii_digit());
    ticks % 2 == 1 || is_indented && !in_list
}

/// In an address, or in the target of a link.
fn is_address(before: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_named = ["://", "mailto:", "www."].iter().any(|sign| word.contains(sign));
    let target = before.rfind("](").and_then(|at| before.get(at..));
    is_named || target.is_some_and(|target| !target.contains(')'))
}

/// In a tag that has no end yet.
fn is_tag(before: &str) -> bool {
    let Some(tag) = before.rfind('<').and_then(|at| before.get(at + 1..)) else { return false };
    let begins = tag.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
    begins && !tag.contains('>')
}

/// Does a line begin or end a block of code?
pub fn is_fence(line: &str) -> bool {
    let bare = line.trim_start_matches([' ', '>']);
    bare.starts_with("```") || bare.starts_with("~~~")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Types a line key by key.
    fn typed(keys: &str) -> String {
        let mut line = String::new();
        for key in keys.chars() {
            match instead(&line, key) {
                Some(Instead { takes, sign }) => {
                    line.truncate(line.len() - takes);
                    line.push_str(sign);
                }
                None => line.push(key),
            }
        }
        line
    }

    #[test]
    fn signs_follow_their_neighbours() {
        for (keys, want) in [
            ("\"Halo,\" kata dia.", "“Halo,” kata dia."),
            ("kata dia, \"Halo.\"", "kata dia, “Halo.”"),
            ("(\"Halo\")", "(“Halo”)"),
            ("\"Kata 'halo' itu\"", "“Kata ‘halo’ itu”"),
            ("Jum'at", "Jum’at"),
            ("don't, it's", "don’t, it’s"),
            ("**\"Tebal\"** dan _'miring'_", "**“Tebal”** dan _‘miring’_"),
            ("> \"Kutipan\"", "> “Kutipan”"),
            ("- \"Butir\"", "- “Butir”"),
            ("Mesuji -- KPU", "Mesuji – KPU"),
            ("Mesuji --- KPU", "Mesuji — KPU"),
            ("15--17 Oktober", "15–17 Oktober"),
            ("kata---\"Halo\"", "kata—“Halo”"),
            ("se-Indonesia", "se-Indonesia"),
            ("a - b", "a - b"),
        ] {
            assert_eq!(typed(keys), want);
        }
    }

    #[test]
    fn keys_stay_where_they_are_meant() {
        for keys in [
            "`x = \"a--b\"`",
            "    kode = \"x\"",
            "\tkode 'x'",
            "https://a.example/x--y'z\"",
            "www.a.example/'--",
            "[judul](halaman--satu \"judul\"",
            "<a href=\"x--y\"",
            "<!-- catatan",
            "---",
            "-----",
            "|---|---|",
            "| --- | :--",
            "> ---",
        ] {
            assert_eq!(typed(keys), keys);
        }
        // What ended, ended.
        assert_eq!(typed("`x` \"y\""), "`x` “y”");
        assert_eq!(typed("[a](b) \"y\""), "[a](b) “y”");
        assert_eq!(typed("<b>\"y\"</b>"), "<b>“y”</b>");
        assert_eq!(typed("  - 'y'"), "  - ‘y’");
    }

    #[test]
    fn two_that_stand_there_stay_two() {
        assert_eq!(instead("a --", '-'), None);
        assert_eq!(instead("a -", '-'), Some(Instead { takes: 1, sign: "–" }));
        assert_eq!(instead("a –", '-'), Some(Instead { takes: 3, sign: "—" }));
        assert_eq!(instead("a", 'b'), None);
    }

    #[test]
    fn fences_are_seen_in_quotes_too() {
        for (line, want) in
            [("```rust", true), ("~~~", true), ("> ```", true), ("`a`", false), ("", false)]
        {
            assert_eq!(is_fence(line), want, "{line}");
        }
    }
}
