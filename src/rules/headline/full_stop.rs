//! J03: a full stop after a headline.

use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "J03",
    level: Level::Suggestion,
    speaks: Speaks::Any,
    wrong: &[
        Example::headline("KPU Gelar Rapat Pleno.").finds(".", &[""]),
        Example::headline("KPU: “Kami Siap”.").finds(".", &[""]),
    ],
    right: &[
        Example::headline("KPU Gelar Rapat Pleno"),
        Example::headline("Siapkah Kita?"),
        Example::headline("Dan Pemenangnya ..."),
        Example::headline("KPU Lantik Nur Aini, S.H."),
        Example::headline("Logistik, Alat Tulis, dll."),
    ],
    run: Run::Whole(run),
};

fn run(page: &Page<'_>, found: &mut Found) {
    let Some(headline) = page.headline() else { return };
    let text = headline.text.trim_end();
    let Some(words) = text.strip_suffix('.') else { return };
    let last = words.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_short =
        last.contains('.') || matches!(last, "dll" | "dsb" | "dst" | "dkk" | "Tbk" | "St");
    if is_short || words.is_empty() {
        return;
    }
    let mut finding = headline.finding(&RULE, words.len()..text.len());
    finding.fixes.push(String::new());
    found.push(finding);
}
