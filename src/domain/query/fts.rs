//! Terms as a MATCH expression of FTS5 that holds no operator but ours.

use super::Term;

/// What may stand for a term.
type Expand<'a> = dyn Fn(&Term) -> Vec<String> + 'a;

/// The expression for what must be found and what must not: all words, none of those with a
/// minus. `None` if no word is asked for.
///
/// `expand` gives other forms of a word, which are as good as the word itself, and all words that
/// begin as a beginning does: where it gives none, the index looks for these. Phrases are taken
/// as they were typed.
pub fn fts(terms: &[Term], expand: &Expand<'_>) -> Option<String> {
    let wanted = groups(terms, false, expand);
    if wanted.is_empty() {
        return None;
    }
    let wanted = wanted.join(" AND ");
    Some(match fts_excluded(terms, expand) {
        Some(unwanted) => format!("({wanted}) NOT ({unwanted})"),
        None => wanted,
    })
}

/// The expression for what must not be found. FTS5 knows no NOT without something before it:
/// where [`fts`] gives nothing, rows that match this one are to be left out.
pub fn fts_excluded(terms: &[Term], expand: &Expand<'_>) -> Option<String> {
    let unwanted = groups(terms, true, expand);
    (!unwanted.is_empty()).then(|| unwanted.join(" OR "))
}

/// The expression for any of the words that must be found: what has one of them at a better place
/// is a better match. `None` if no word is asked for.
pub fn fts_any(terms: &[Term], expand: &Expand<'_>) -> Option<String> {
    let wanted = groups(terms, false, expand);
    (!wanted.is_empty()).then(|| wanted.join(" OR "))
}

fn groups(terms: &[Term], not: bool, expand: &Expand<'_>) -> Vec<String> {
    terms.iter().filter(|term| term.not == not).filter_map(|term| group(term, expand)).collect()
}

fn group(term: &Term, expand: &Expand<'_>) -> Option<String> {
    let word = quoted(&term.text)?;
    if term.phrase && !term.prefix {
        return Some(word);
    }
    let mut words = if term.prefix { Vec::new() } else { vec![word.clone()] };
    for other in expand(term) {
        words.extend(quoted(&other).filter(|other| !words.contains(other)));
    }
    Some(match words.as_slice() {
        [] => format!("{word}*"),
        [_alone] => words.concat(),
        _several => format!("({})", words.join(" OR ")),
    })
}

/// Within double quotes nothing is an operator. A string without a letter or figure is no word,
/// and FTS5 would find nothing for its sake; a NUL would end the expression.
fn quoted(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    text.contains(char::is_alphanumeric).then(|| format!("\"{}\"", text.replace('"', "\"\"")))
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn forms(term: &Term) -> Vec<String> {
        match term.text.as_str() {
            "mengaw" if term.prefix => vec!["mengawal".to_owned(), "mengawasi".to_owned()],
            "awasi" if !term.prefix => vec!["awasi".to_owned(), "diawasi".to_owned()],
            _ => Vec::new(),
        }
    }

    #[track_caller]
    fn check(text: &str, want: Option<&str>) {
        assert_eq!(fts(&parse(text).query.terms, &forms).as_deref(), want, "{text}");
    }

    #[test]
    fn expressions() {
        check("rapat pleno", Some("\"rapat\" AND \"pleno\""));
        check("awasi", Some("(\"awasi\" OR \"diawasi\")"));
        check("\"awasi\" aw*", Some("\"awasi\" AND \"aw\"*"));
        check(
            "rapat -daring -awasi",
            Some("(\"rapat\") NOT (\"daring\" OR (\"awasi\" OR \"diawasi\"))"),
        );
        check("mengaw* mengaw", Some("(\"mengawal\" OR \"mengawasi\") AND \"mengaw\""));
        check("a OR b) ^c", Some("\"a\" AND \"OR\" AND \"b)\" AND \"^c\""));
        check("stage:draft", None);
        check("-rapat", None);
        assert_eq!(
            fts_excluded(&parse("-rapat").query.terms, &forms).as_deref(),
            Some("\"rapat\"")
        );
    }

    #[test]
    fn any_of_the_words() {
        let any = |text| fts_any(&parse(text).query.terms, &forms);
        let want = "(\"awasi\" OR \"diawasi\") OR \"rapat\"";
        assert_eq!(any("awasi rapat -pleno").as_deref(), Some(want));
        assert_eq!(any("-pleno stage:draft"), None);
    }

    #[test]
    fn a_term_that_was_not_typed_is_quoted_too() {
        let text = "a\"b\0*".to_owned();
        let term = Term { text, phrase: false, prefix: false, not: false };
        assert_eq!(fts(&[term], &forms).as_deref(), Some("\"a\"\"b*\""));
        let term = Term { text: "**".to_owned(), phrase: false, prefix: true, not: false };
        assert_eq!(fts(&[term], &forms), None);
    }
}
