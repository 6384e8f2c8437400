//! How a body begins: with a dateline of its own, or not. The page and its preview ask alike.

const MONTHS: [&str; 24] = [
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
    "january",
    "february",
    "march",
    "may",
    "june",
    "july",
    "august",
    "october",
    "december",
    "agt",
    "nopember",
    "pebruari",
];

/// Does the body begin with a dateline of its own: a place, a date and a dash?
pub fn has_dateline(body: &str) -> bool {
    let first = body.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let start: String =
        first.chars().take(120).filter(|c| !matches!(c, '*' | '_' | '(' | ')')).collect();
    let words: Vec<&str> = start.split_whitespace().collect();
    words.windows(3).take(12).enumerate().any(|(at, date)| {
        let [day, month, year] = date else { return false };
        let year: &str = year.trim_end_matches(',');
        let stuck = year.trim_end_matches(['-', '–', '—', ':']);
        let dashed = stuck != year
            || words.get(at + 3).is_some_and(|next| next.starts_with(['-', '–', '—', ':']));
        at > 0
            && dashed
            && day.len() <= 2
            && day.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
            && MONTHS.contains(&month.to_lowercase().as_str())
            && stuck.len() == 4
            && stuck.bytes().all(|b| b.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_in_texts_are_seen() {
        for (body, want) in [
            ("Mesuji, 21 Oktober 2025 — KPU rapat.", true),
            ("\n**Mesuji, 21 Oktober 2025** – KPU rapat.", true),
            ("KPU BANTEN - Rabu, 25 Maret 2022 - Rapat.", true),
            ("Bima, 3 June 2025- Rapat.", true),
            ("Rapat pada 21 Oktober 2025 di Mesuji.", false),
            ("21 Oktober 2025 — tanpa tempat", false),
            ("Mesuji, 41 Oktober 2025 — salah", false),
            ("", false),
        ] {
            assert_eq!(has_dateline(body), want, "{body}");
        }
    }
}
