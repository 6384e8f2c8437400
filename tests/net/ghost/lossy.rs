//! What is left of HTML that Ghost takes apart itself: no classes, no data, no comments, no
//! wrappers, other blanks, and ids of its own.

/// HTML as `?source=html` gives it back.
pub(super) fn html(sent: &str) -> String {
    let mut out = String::new();
    // What is before the first tag, then each tag with what is after it.
    let mut pieces = sent.split('<');
    out.push_str(pieces.next().unwrap_or_default());
    let mut is_comment = false;
    for piece in pieces {
        let text = match (is_comment || piece.starts_with("!--"), piece.split_once("-->")) {
            (true, None) => {
                is_comment = true;
                continue;
            }
            (true, Some((_, after))) => {
                is_comment = false;
                after
            }
            (false, _) => {
                let (inside, after) = piece.split_once('>').unwrap_or((piece, ""));
                out.push_str(&tag(inside));
                after
            }
        };
        out.push_str(&blanks(text));
    }
    out
}

/// One blank for many, and none where nothing but blanks is between two tags.
fn blanks(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() {
        return String::new();
    }
    let blank = |is: bool| if is { " " } else { "" };
    let before = blank(text.starts_with(char::is_whitespace));
    let after = blank(text.ends_with(char::is_whitespace));
    format!("{before}{}{after}", words.join(" "))
}

/// A tag of what stood between its brackets.
fn tag(inside: &str) -> String {
    let closes = inside.starts_with('/');
    let name: String =
        inside.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
    match name.as_str() {
        "div" | "span" | "aside" | "section" => String::new(),
        "a" if !closes => {
            let href = inside.split_once("href=\"").and_then(|(_, rest)| rest.split_once('"'));
            format!("<a href=\"{}\">", href.map_or("", |(href, _)| href))
        }
        "h2" | "h3" if !closes => format!("<{name} id=\"judul\">"),
        _ if closes => format!("</{name}>"),
        _ => format!("<{name}>"),
    }
}
