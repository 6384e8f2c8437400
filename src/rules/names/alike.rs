//! How far two words are apart: letters changed, left out, added, or two neighbours swapped
//! (Damerau's distance, restricted: no part is changed twice).

/// The longest words that are compared.
const LONGEST: usize = 48;

/// The distance of two words, if it is at most `most`.
pub(in crate::rules) fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most || a.len().max(b.len()) > LONGEST {
        return None;
    }
    let width = b.len() + 1;
    // Three rows of the table are enough for swapped neighbours.
    let mut before: Vec<usize> = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    for (row, left) in a.iter().enumerate() {
        let mut now = vec![row + 1; width];
        for (column, right) in b.iter().enumerate() {
            let get = |cells: &[usize], at: usize| cells.get(at).copied().unwrap_or(usize::MAX - 1);
            let changed = get(&last, column) + usize::from(left != right);
            let mut best = changed.min(get(&last, column + 1) + 1).min(get(&now, column) + 1);
            let swapped = row > 0
                && column > 0
                && a.get(row - 1) == Some(right)
                && b.get(column - 1) == Some(left);
            if swapped {
                best = best.min(get(&before, column - 1) + 1);
            }
            if let Some(cell) = now.get_mut(column + 1) {
                *cell = best;
            }
        }
        if now.iter().min().is_none_or(|least| *least > most) {
            return None;
        }
        before = std::mem::replace(&mut last, now);
    }
    last.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_so_far_apart() {
        for (a, b, want) in [
            ("afiffudin", "afifuddin", Some(2)),
            ("rimba", "rinba", Some(1)),
            ("ankhir", "akhir", Some(1)),
            ("kegitan", "kegiatan", Some(1)),
            ("ab", "ba", Some(1)),
            ("satu", "satu", Some(0)),
            ("rapat", "pleno", None),
            ("", "abc", None),
        ] {
            assert_eq!(distance(a, b, 2), want, "{a} {b}");
        }
    }
}
