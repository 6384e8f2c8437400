//! Numbers as people of a language write them.

use fluent_bundle::FluentValue;

use super::Lang;

/// A whole number with a mark at each thousand.
pub fn grouped(number: i64, lang: Lang) -> String {
    let digits = number.unsigned_abs().to_string();
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", marked(&digits, thousands(lang)))
}

/// A size in the unit that keeps it short: `950 B`, `1,2 MB`.
pub fn size(bytes: u64, lang: Lang) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    if bytes < 1000 {
        return format!("{bytes} B");
    }
    let mut tenths = u128::from(bytes) * 10 / 1000;
    let mut unit = 0;
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        tenths /= 1000;
        unit += 1;
    }
    let whole = i64::try_from(tenths / 10).unwrap_or(i64::MAX);
    let unit = UNITS.get(unit).copied().unwrap_or_default();
    format!("{}{}{} {unit}", grouped(whole, lang), decimal(lang), tenths % 10)
}

/// What Fluent asks for each value that it puts into a sentence; `None` leaves it alone.
pub(super) fn formatted(value: &FluentValue<'_>, lang: Lang) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let plain = number.as_string();
    let (sign, rest) = plain.strip_prefix('-').map_or(("", plain.as_ref()), |rest| ("-", rest));
    let (whole, part) = rest.split_once('.').unwrap_or((rest, ""));
    let mut text = format!("{sign}{}", marked(whole, thousands(lang)));
    if !part.is_empty() {
        text.push(decimal(lang));
        text.push_str(part);
    }
    Some(text)
}

fn thousands(lang: Lang) -> char {
    match lang {
        Lang::Id => '.',
        Lang::En => ',',
    }
}

fn decimal(lang: Lang) -> char {
    match lang {
        Lang::Id => ',',
        Lang::En => '.',
    }
}

fn marked(digits: &str, mark: char) -> String {
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_marked() {
        for (number, id, en) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1000, "1.000", "1,000"),
            (-1_234_567, "-1.234.567", "-1,234,567"),
            (i64::MIN, "-9.223.372.036.854.775.808", "-9,223,372,036,854,775,808"),
        ] {
            assert_eq!(grouped(number, Lang::Id), id);
            assert_eq!(grouped(number, Lang::En), en);
        }
    }

    #[test]
    fn sizes_are_short() {
        for (bytes, want) in [
            (0, "0 B"),
            (999, "999 B"),
            (1000, "1,0 kB"),
            (1_234_567, "1,2 MB"),
            (999_999_999, "999,9 MB"),
            (u64::MAX, "18.446.744,0 TB"),
        ] {
            assert_eq!(size(bytes, Lang::Id), want, "{bytes}");
        }
    }

    #[test]
    fn parts_of_a_whole_have_the_languages_mark() {
        let half = FluentValue::from(1234.5_f64);
        assert_eq!(formatted(&half, Lang::Id).as_deref(), Some("1.234,5"));
        assert_eq!(formatted(&half, Lang::En).as_deref(), Some("1,234.5"));
        assert_eq!(formatted(&FluentValue::from("1234"), Lang::Id), None);
    }
}
