//! What numbers mean: figures as they are written, and the words for a number.

/// The whole number of figures such as `182.415`, `182415` or `1.200.000,00`.
pub(in crate::rules) fn value(figures: &str) -> Option<u64> {
    let whole = match figures.split_once(',') {
        Some((whole, rest)) if rest.chars().all(|c| c == '0') => whole,
        Some(_) => return None,
        None => figures,
    };
    let mut groups = whole.split('.');
    let first = groups.next()?;
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.len() > 3 {
            return None;
        }
        digits.push_str(group);
    }
    digits.parse().ok()
}

const SMALL: [&str; 20] = [
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
    "dua belas",
    "tiga belas",
    "empat belas",
    "lima belas",
    "enam belas",
    "tujuh belas",
    "delapan belas",
    "sembilan belas",
];

/// The number as it is said: `dua puluh lima`.
pub(in crate::rules) fn in_words(number: u64) -> String {
    let of = |unit: u64, name: &str, one: &str| {
        let (count, rest) = (number / unit, number % unit);
        let head = if count == 1 && !one.is_empty() {
            one.to_owned()
        } else {
            format!("{} {name}", in_words(count))
        };
        if rest == 0 { head } else { format!("{head} {}", in_words(rest)) }
    };
    match number {
        0..20 => usize::try_from(number)
            .ok()
            .and_then(|at| SMALL.get(at))
            .map_or_else(String::new, |word| (*word).to_owned()),
        20..100 => of(10, "puluh", ""),
        100..1_000 => of(100, "ratus", "seratus"),
        1_000..1_000_000 => of(1_000, "ribu", "seribu"),
        1_000_000..1_000_000_000 => of(1_000_000, "juta", ""),
        _ => of(1_000_000_000, "miliar", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_a_value() {
        for (figures, want) in [
            ("25", Some(25)),
            ("182.415", Some(182_415)),
            ("1.200.000,00", Some(1_200_000)),
            ("1,5", None),
            ("09.00", None),
            ("2025.10", None),
        ] {
            assert_eq!(value(figures), want, "{figures}");
        }
    }

    #[test]
    fn numbers_are_said_in_words() {
        for (number, want) in [
            (0, "nol"),
            (12, "dua belas"),
            (25, "dua puluh lima"),
            (100, "seratus"),
            (1_945, "seribu sembilan ratus empat puluh lima"),
            (2_000_010, "dua juta sepuluh"),
        ] {
            assert_eq!(in_words(number), want);
        }
    }
}
