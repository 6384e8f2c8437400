//! What `WordPress` does to the HTML of people who may not write any: as much of it as articles meet.
#![expect(clippy::string_slice, reason = "cut where a character was just found")]

/// What `style` may hold; other declarations are dropped.
const STYLES: &[&str] = &[
    "background-color",
    "border",
    "border-width",
    "clear",
    "color",
    "float",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "height",
    "line-height",
    "list-style-type",
    "margin",
    "margin-bottom",
    "margin-left",
    "margin-right",
    "margin-top",
    "max-width",
    "min-width",
    "padding",
    "text-align",
    "text-decoration",
    "text-indent",
    "vertical-align",
    "width",
];

/// On every element of a content, beside `data-…` and `aria-…`.
const GLOBAL: &[&str] =
    &["class", "dir", "hidden", "id", "lang", "role", "style", "title", "xml:lang"];

/// Elements of a content, and what each may have beside [`GLOBAL`].
const CONTENT: &[(&str, &[&str])] = &[
    ("a", &["href", "rel", "rev", "name", "target", "download"]),
    ("abbr", &[]),
    ("address", &[]),
    ("article", &["align"]),
    ("aside", &["align"]),
    ("audio", &["autoplay", "controls", "loop", "muted", "preload", "src"]),
    ("b", &[]),
    ("bdo", &[]),
    ("big", &[]),
    ("blockquote", &["cite"]),
    ("br", &[]),
    ("caption", &["align"]),
    ("cite", &[]),
    ("code", &[]),
    ("col", &["align", "span", "valign", "width"]),
    ("colgroup", &["align", "span", "valign", "width"]),
    ("dd", &[]),
    ("del", &["datetime"]),
    ("details", &["align", "open"]),
    ("dfn", &[]),
    ("div", &["align"]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("figcaption", &["align"]),
    ("figure", &["align"]),
    ("footer", &["align"]),
    ("h1", &["align"]),
    ("h2", &["align"]),
    ("h3", &["align"]),
    ("h4", &["align"]),
    ("h5", &["align"]),
    ("h6", &["align"]),
    ("header", &["align"]),
    ("hr", &["align", "noshade", "size", "width"]),
    ("i", &[]),
    (
        "img",
        &[
            "alt", "align", "border", "height", "hspace", "loading", "longdesc", "src", "usemap",
            "width",
        ],
    ),
    ("ins", &["datetime", "cite"]),
    ("kbd", &[]),
    ("li", &["align", "value"]),
    ("main", &["align"]),
    ("mark", &[]),
    ("nav", &["align"]),
    ("ol", &["start", "type", "reversed"]),
    ("p", &["align"]),
    ("pre", &["width"]),
    ("q", &["cite"]),
    ("s", &[]),
    ("samp", &[]),
    ("section", &["align"]),
    ("small", &[]),
    ("span", &["align"]),
    ("strike", &[]),
    ("strong", &[]),
    ("sub", &[]),
    ("summary", &["align"]),
    ("sup", &[]),
    (
        "table",
        &["align", "bgcolor", "border", "cellpadding", "cellspacing", "rules", "summary", "width"],
    ),
    ("tbody", &["align", "valign"]),
    (
        "td",
        &[
            "abbr", "align", "bgcolor", "colspan", "headers", "height", "rowspan", "scope",
            "valign", "width",
        ],
    ),
    ("tfoot", &["align", "valign"]),
    (
        "th",
        &[
            "abbr", "align", "bgcolor", "colspan", "headers", "height", "rowspan", "scope",
            "valign", "width",
        ],
    ),
    ("thead", &["align", "valign"]),
    ("tr", &["align", "bgcolor", "valign"]),
    ("track", &["default", "kind", "label", "src", "srclang"]),
    ("tt", &[]),
    ("u", &[]),
    ("ul", &["type"]),
    ("var", &[]),
    (
        "video",
        &[
            "autoplay",
            "controls",
            "height",
            "loop",
            "muted",
            "playsinline",
            "poster",
            "preload",
            "src",
            "width",
        ],
    ),
];

/// Elements of a title, and all that each may have.
const TITLE: &[(&str, &[&str])] = &[
    ("a", &["href", "title"]),
    ("abbr", &["title"]),
    ("acronym", &["title"]),
    ("b", &[]),
    ("blockquote", &["cite"]),
    ("cite", &[]),
    ("code", &[]),
    ("del", &["datetime"]),
    ("em", &[]),
    ("i", &[]),
    ("q", &["cite"]),
    ("s", &[]),
    ("strike", &[]),
    ("strong", &[]),
];

const ENTITIES: &[&str] = &[
    "amp", "lt", "gt", "quot", "apos", "nbsp", "copy", "reg", "laquo", "raquo", "ndash", "mdash",
    "lsquo", "rsquo", "ldquo", "rdquo", "bull", "hellip", "eacute", "deg", "sect", "times", "euro",
];

/// What 7.1 keeps beyond that.
const NEWER_CONTENT: &[(&str, &[&str])] = &[("time", &["datetime"])];
const NEWER_STYLES: &[&str] = &["display"];

#[derive(Clone, Copy)]
struct Rules {
    elements: [&'static [(&'static str, &'static [&'static str])]; 2],
    global: &'static [&'static str],
    prefixes: &'static [&'static str],
    older: bool,
}

/// `older`: as before 7.1.
pub(crate) fn content(text: &str, older: bool) -> String {
    let newer = if older { &[] } else { NEWER_CONTENT };
    let prefixes = &["data-", "aria-"];
    clean(text, Rules { elements: [CONTENT, newer], global: GLOBAL, prefixes, older })
}

/// As a site does that knows no `data-…`.
pub(crate) fn without_data(text: &str) -> String {
    let prefixes = &["aria-"];
    clean(text, Rules { elements: [CONTENT, &[]], global: GLOBAL, prefixes, older: true })
}

pub(crate) fn title(text: &str, older: bool) -> String {
    clean(text, Rules { elements: [TITLE, &[]], global: &[], prefixes: &[], older })
}

fn clean(text: &str, rules: Rules) -> String {
    let is_kept = |c: &char| !c.is_ascii_control() || matches!(c, '\t' | '\n' | '\r' | '\u{7f}');
    let text = entities(&text.chars().filter(is_kept).collect::<String>());
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find(['<', '>']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('>') {
            out.push_str("&gt;");
            rest = &rest[1..];
        } else if let Some(inner) = rest.strip_prefix("<!--") {
            let end = inner.find("-->").unwrap_or(inner.len());
            out.push_str(&comment(&inner[..end], rules));
            rest = inner.get(end + 3..).unwrap_or_default();
        } else {
            let end = rest.find('>').unwrap_or(rest.len());
            out.push_str(&tag(&rest[1..end], rules));
            rest = rest.get(end + 1..).unwrap_or_default();
        }
    }
    out + rest
}

fn comment(inner: &str, rules: Rules) -> String {
    let mut inner = inner.to_owned();
    loop {
        let cleaned = clean(&inner, rules);
        if cleaned == inner {
            break;
        }
        inner = cleaned;
    }
    while inner.contains("--") {
        inner = inner.replace("--", "-");
    }
    let inner = inner.strip_suffix('-').unwrap_or(&inner);
    if inner.is_empty() { String::new() } else { format!("<!--{inner}-->") }
}

/// What stood between `<` and `>`.
fn tag(inner: &str, rules: Rules) -> String {
    let inner = inner.trim_start();
    let closing = inner.strip_prefix('/');
    let inner = closing.unwrap_or(inner).trim_start();
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inner.len());
    let (name, attributes) = inner.split_at(end);
    let known = rules
        .elements
        .iter()
        .copied()
        .flatten()
        .find(|(known, _)| name.eq_ignore_ascii_case(known));
    let Some((_, own)) = known else { return String::new() };
    if closing.is_some() {
        return format!("</{name}>");
    }
    let bare = attributes.trim_end();
    let (bare, slash) = bare.strip_suffix('/').map_or((bare, ""), |bare| (bare, " /"));
    let mut out = format!("<{name}");
    for (name, value) in hair(bare) {
        out.push_str(&attribute(&name, value, own, rules).unwrap_or_default());
    }
    out + slash + ">"
}

/// An attribute as it may stay, with a blank before it.
fn attribute(name: &str, value: Option<Quoted>, own: &[&str], rules: Rules) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    let listed = own.contains(&&*lower) || rules.global.contains(&&*lower);
    let prefixed = rules.prefixes.iter().any(|prefix| lower.starts_with(prefix));
    if !listed && !prefixed {
        return None;
    }
    let Some((quote, value)) = value else { return Some(format!(" {name}")) };
    let value = match lower.as_str() {
        "style" => style(&value, rules.older)?,
        "href" | "src" | "cite" | "poster" | "longdesc" => address(&value),
        _ => value,
    };
    let quote = if rules.older { quote } else { '"' };
    Some(format!(" {name}={quote}{value}{quote}"))
}

fn style(value: &str, older: bool) -> Option<String> {
    let is_kept = |name: &str| STYLES.contains(&name) || (!older && NEWER_STYLES.contains(&name));
    let kept: Vec<&str> = value
        .split(';')
        .map(str::trim)
        .filter(|one| one.split_once(':').is_some_and(|(name, _)| is_kept(name.trim())))
        .collect();
    if kept.is_empty() { None } else { Some(kept.join(";")) }
}

/// An address without a scheme that is not allowed.
fn address(value: &str) -> String {
    let scheme = value.split_once(':').filter(|(scheme, _)| {
        !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || c == '+')
    });
    match scheme {
        Some((scheme, rest))
            if !["http", "https", "mailto", "tel", "ftp"]
                .contains(&scheme.to_ascii_lowercase().as_str()) =>
        {
            rest.to_owned()
        }
        _ => value.to_owned(),
    }
}

/// The quote that stands around a value, and the value.
type Quoted = (char, String);

/// Attributes taken apart; what is none is skipped up to the next blank.
fn hair(text: &str) -> Vec<(String, Option<Quoted>)> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let is_name = |c: char| c.is_ascii_alphanumeric() || "-_:.".contains(c);
        let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        let begins = rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        if end == 0 || !begins {
            let blank = rest.find(char::is_whitespace).unwrap_or(rest.len());
            rest = rest[blank..].trim_start();
            continue;
        }
        let (name, after) = rest.split_at(end);
        let after = after.trim_start();
        let Some(value) = after.strip_prefix('=').map(str::trim_start) else {
            found.push((name.to_owned(), None));
            rest = after;
            continue;
        };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => {
                let value = &value[1..];
                let end = value.find(quote).unwrap_or(value.len());
                (&value[..end], value.get(end + 1..).unwrap_or_default())
            }
            None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        found.push((name.to_owned(), Some((quote.unwrap_or('"'), value.to_owned()))));
        rest = after.trim_start();
    }
    found
}

/// Every `&` that begins no entity becomes one.
fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let name = rest.split_once(';').map(|(name, _)| name).filter(|name| is_entity(name));
        out.push_str(if name.is_some() { "&" } else { "&amp;" });
    }
    out + rest
}

fn is_entity(name: &str) -> bool {
    let digits = |text: &str, hex: bool| {
        let is_digit = |c: char| if hex { c.is_ascii_hexdigit() } else { c.is_ascii_digit() };
        !text.is_empty() && text.len() <= 7 && text.chars().all(is_digit)
    };
    match name.strip_prefix('#') {
        Some(number) => number
            .strip_prefix(['x', 'X'])
            .map_or_else(|| digits(number, false), |number| digits(number, true)),
        None => ENTITIES.contains(&name),
    }
}
