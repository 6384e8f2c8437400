//! What belongs to a person and not into public (P): Law 27 of 2022 on personal data. Numbers and
//! names that were found are masked at once; what leaves this room holds the mask alone.

mod account;
mod birth;
mod civil;
mod home;
mod identity;
mod mail;
mod mask;
mod minor;
mod number;
mod passport;
mod phone;
mod plate;
mod tax;

use std::borrow::Cow;

use super::{Rule, field_text};
use crate::domain::finding::{Field, Finding};
use crate::domain::manuscript::Manuscript;

pub(super) const RULES: &[Rule] = &[
    identity::RULE,
    phone::RULE,
    mail::RULE,
    civil::RULE,
    tax::RULE,
    account::RULE,
    birth::RULE,
    home::RULE,
    plate::RULE,
    minor::RULE,
    passport::RULE,
];

/// Findings of other rules at the same place quote the words too: they are masked like it.
pub(super) fn cover(manuscript: &Manuscript, findings: &mut [Finding]) {
    let hidden: Vec<Finding> =
        findings.iter().filter(|finding| finding.hidden.is_some()).cloned().collect();
    for secret in &hidden {
        let text: Cow<'_, str> = field_text(manuscript, secret.field);
        let Some(words) = text.get(secret.span.clone()) else { continue };
        for finding in findings.iter_mut().filter(|finding| finding.hidden.is_none()) {
            mask_in(finding, secret.field, words, secret);
        }
    }
}

fn mask_in(finding: &mut Finding, field: Field, words: &str, secret: &Finding) {
    let meets = finding.field == field
        && finding.span.start < secret.span.end
        && secret.span.start < finding.span.end;
    if !meets {
        return;
    }
    // What overlaps in part quotes a part of it: nothing of that is worth showing.
    let masked = |value: &str| {
        if value.contains(words) {
            value.replace(words, &secret.text)
        } else {
            value.chars().map(|c| if c.is_ascii_digit() { '*' } else { c }).collect()
        }
    };
    let text = masked(&finding.text);
    finding.hide(text);
    finding.args.iter_mut().for_each(|(_, value)| *value = masked(value));
    finding.fixes.retain(String::is_empty);
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use crate::domain::finding::{Finding, Level};
    use crate::domain::manuscript::Manuscript;
    use crate::rules::{Dismissed, House, check};

    fn found(body: &str, contacts: &[String]) -> Vec<Finding> {
        let today = NaiveDate::from_ymd_opt(2025, 11, 20).unwrap();
        let manuscript = Manuscript { body: body.to_owned(), ..Manuscript::default() };
        check(&manuscript, &House { contacts, ..House::plain(today, "id") })
    }

    #[test]
    fn no_finding_holds_a_number_that_is_nobodys_business() {
        let secrets = [
            "3273014507900002",
            "0812-3456-7890",
            "warga.contoh@surat.test",
            "198001012005011001",
            "12.345.678.9-012.345",
            "002101000123301",
        ];
        for secret in secrets {
            let body = format!("Rekening NPWP {secret} NIK {secret} rekening {secret} dicatat.");
            let findings = found(&body, &[]);
            assert!(!findings.is_empty(), "{secret}");
            for finding in findings {
                assert!(!format!("{finding:?}").contains(secret), "{finding:?}");
            }
        }
    }

    #[test]
    fn an_office_may_tell_how_to_reach_it() {
        let contacts = ["+62 812 3456 7890".to_owned(), "surat.test".to_owned()];
        let body = "Hubungi 0812-3456-7890 atau layanan@surat.test.";
        assert!(found(body, &contacts).iter().all(|finding| !finding.rule.starts_with('P')));
        assert!(found(body, &[]).iter().any(|finding| finding.rule == "P02"));
    }

    #[test]
    fn a_dismissal_keeps_no_number() {
        let of_rule = |body| {
            let is_ours = |finding: &Finding| finding.rule == "P01";
            found(body, &[]).into_iter().find(is_ours).unwrap()
        };
        let finding = of_rule("NIK 3273014507900002 dicatat.");
        let mut dismissed = Dismissed::default();
        dismissed.add("P01", &finding.words(), Level::Error);
        assert!(!format!("{dismissed:?}").contains("45079"));
        assert!(dismissed.holds(&finding));
        assert!(!dismissed.holds(&of_rule("NIK 3273014507900003 dicatat.")));
    }
}
