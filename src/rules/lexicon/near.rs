//! How many slips of the pen lie between two words: a letter more, less, other, or two changed
//! over.

/// Longer words are not compared.
const LONGEST: usize = 40;

/// Which letters a word of small letters holds, as bits.
pub(in crate::rules) fn letters(word: &str) -> u32 {
    let small = word.bytes().filter(u8::is_ascii_lowercase);
    small.fold(0, |mask, letter| mask | 1 << (letter - b'a'))
}

/// The slips between two words, if there are no more than `most`.
pub(in crate::rules) fn distance(a: &str, b: &str, most: u8) -> Option<u8> {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > usize::from(most) || a.len().max(b.len()) > LONGEST {
        return None;
    }
    // What both begin and end with says nothing.
    let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(head..)?, b.get(head..)?);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(..a.len() - tail)?, b.get(..b.len() - tail)?);
    let far = if a.is_empty() || b.is_empty() { a.len().max(b.len()) } else { rows(a, b) };
    u8::try_from(far).ok().filter(|far| *far <= most)
}

/// Three rows of the table of Damerau and Levenshtein, in its restricted form.
fn rows(a: &[u8], b: &[u8]) -> usize {
    let mut older = [0; LONGEST + 1];
    let mut old = [0; LONGEST + 1];
    let mut new = [0; LONGEST + 1];
    (0..).zip(&mut old).for_each(|(n, cell)| *cell = n);
    for (i, x) in a.iter().enumerate() {
        new[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let mut least = (old[j] + usize::from(x != y)).min(old[j + 1] + 1).min(new[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                least = least.min(older[j - 1] + 1);
            }
            new[j + 1] = least;
        }
        (older, old) = (old, new);
    }
    old[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted() {
        for (a, b, want) in [
            ("kegitan", "kegiatan", Some(1)),
            ("sduah", "sudah", Some(1)),
            ("pemliih", "pemilih", Some(1)),
            ("ankhir", "akhir", Some(1)),
            ("masyarkta", "masyarakat", Some(2)),
            ("sama", "sama", Some(0)),
            ("", "ab", Some(2)),
            ("kota", "desa", None),
            ("a", "abcd", None),
        ] {
            assert_eq!(distance(a, b, 2), want, "{a} {b}");
            assert_eq!(distance(b, a, 2), want, "{b} {a}");
        }
        assert_eq!(distance("kegitan", "kegiatna", 1), None);
        assert_eq!(letters("abba"), 0b11);
    }
}
