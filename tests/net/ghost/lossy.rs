//! What is left of HTML that Ghost takes apart itself: no classes, no data, no comments, no
//! wrappers, other blanks, and ids of its own.

/// HTML as `?source=html` gives it back.
pub(super) fn html(sent: &str) -> String {
    let mut out = String::new();
    let mut rest = sent;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '<' if rest.starts_with("<!--") => rest.find("-->").map_or(rest.len(), |at| at + 3),
            '<' => {
                let length = rest.find('>').map_or(rest.len(), |at| at + 1);
                out.push_str(&tag(&rest[..length]));
                length
            }
            _ => {
                let length = rest.find('<').unwrap_or(rest.len());
                let words: Vec<&str> = rest[..length].split_whitespace().collect();
                let blank = |is: bool| if is { " " } else { "" };
                let text = words.join(" ");
                if !text.is_empty() {
                    out.push_str(blank(c.is_whitespace()));
                    out.push_str(&text);
                    out.push_str(blank(rest[..length].ends_with(char::is_whitespace)));
                }
                length
            }
        };
        rest = &rest[length..];
    }
    out
}

fn tag(tag: &str) -> String {
    let name: String = tag
        .trim_start_matches(['<', '/'])
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let closes = tag.starts_with("</");
    match name.as_str() {
        "div" | "span" | "aside" | "section" => String::new(),
        "a" if !closes => {
            let href = tag.split_once("href=\"").and_then(|(_, rest)| rest.split_once('"'));
            format!("<a href=\"{}\">", href.map_or("", |(href, _)| href))
        }
        "h2" | "h3" if !closes => format!("<{name} id=\"judul\">"),
        _ if closes => format!("</{name}>"),
        _ => format!("<{name}>"),
    }
}
