//! Masks: enough to find the place, not enough to use it.

use crate::domain::finding::Finding;

/// Figures but the first and the last few become stars; signs between them stay.
pub(super) fn figures(text: &str, head: usize, tail: usize) -> String {
    let count = text.chars().filter(char::is_ascii_digit).count();
    let mut seen = 0;
    let star = |c: char| {
        if !c.is_ascii_digit() {
            return c;
        }
        seen += 1;
        if seen <= head || seen > count.saturating_sub(tail) { c } else { '*' }
    };
    text.chars().map(star).collect()
}

/// `warga@surat.test` becomes `w****@surat.test`.
pub(super) fn mail(text: &str) -> String {
    let (name, host) = text.split_once('@').unwrap_or((text, ""));
    // Of one letter or two nothing would be hidden.
    let shown = usize::from(name.chars().count() > 2);
    let stars = name.chars().skip(shown).map(|_| '*');
    let name: String = name.chars().take(shown).chain(stars).collect();
    format!("{name}@{host}")
}

/// Names become initials.
pub(super) fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).collect()
}

/// Hides the words of a finding; the mask is told, and offered in their place if `fix`.
pub(super) fn hidden(mut finding: Finding, mask: String, fix: bool) -> Finding {
    finding.args.push(("masked", mask.clone()));
    if fix {
        finding.fixes.push(mask.clone());
    }
    finding.hide(mask);
    finding
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_leave_little() {
        assert_eq!(figures("3273 0145-0790.0002", 6, 4), "3273 01**-****.0002");
        assert_eq!(figures("123", 0, 0), "***");
        assert_eq!(mail("warga@surat.test"), "w****@surat.test");
        assert_eq!(mail("a@b.test"), "*@b.test");
        assert_eq!(initials("Budi Santoso"), "BS");
    }
}
