//! Long numbers in a text, and what they are: the shape of a number and the label before it decide
//! together, once for all rules, so that no number is called two things.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use crate::domain::finding::Level;
use crate::rules::page::{Found, Page, Text};
use crate::rules::{Rule, privacy::mask};
use crate::text::span::slice;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Identity,
    Phone,
    Civil,
    Tax,
    Account,
}

/// Figures with single signs between them.
struct Numeral {
    span: Range<usize>,
    digits: String,
    /// Digits of each group.
    groups: Vec<usize>,
    /// Thousands are parted like that.
    is_money: bool,
}

/// More figures than any of the numbers has, by far.
const LONGEST: usize = 40;
/// Bytes before a number where its label is looked for.
const NEAR: usize = 40;

pub(super) fn run(rule: &Rule, sort: Sort, page: &Page<'_>, found: &mut Found) {
    for text in &page.texts {
        for numeral in numerals(&text.content) {
            if found.is_full() {
                return;
            }
            let Some((what, level)) = judged(page, text, &numeral) else { continue };
            if what != sort {
                continue;
            }
            let (head, tail) = match sort {
                Sort::Identity => (6, 4),
                Sort::Phone => (4, 3),
                Sort::Civil => (0, 3),
                Sort::Tax => (2, 3),
                Sort::Account => (0, 4),
            };
            let mut finding = text.finding(rule, numeral.span.clone());
            finding.level = level;
            let masked = mask::figures(&finding.text, head, tail);
            found.push(mask::hidden(finding, masked, true));
        }
    }
}

/// All numbers of nine figures and more.
fn numerals(text: &str) -> Vec<Numeral> {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !is_digit(at) {
            at += 1;
            continue;
        }
        let start = at;
        let mut groups = vec![0];
        let mut points = true;
        let mut digits = String::new();
        loop {
            while is_digit(at) {
                digits.push(bytes.get(at).copied().map_or('0', char::from));
                groups.last_mut().into_iter().for_each(|last| *last += 1);
                at += 1;
            }
            let Some(wide) = separator(bytes, at).filter(|wide| is_digit(at + wide)) else { break };
            points &= bytes.get(at) == Some(&b'.');
            groups.push(0);
            at += wide;
        }
        let is_money = points && groups.len() > 1 && groups.iter().skip(1).all(|group| *group == 3);
        if (9..=LONGEST).contains(&digits.len()) && is_free(text, start, at) {
            found.push(Numeral { span: start..at, digits, groups, is_money });
        }
    }
    found
}

/// How many bytes one sign between figures has.
fn separator(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b' ' | b'.' | b'-' => Some(1),
        // The no-break space.
        0xC2 if bytes.get(at + 1) == Some(&0xA0) => Some(2),
        _ => None,
    }
}

/// No letter and no fraction runs on at either end.
fn is_free(text: &str, start: usize, end: usize) -> bool {
    let before = slice(text, 0..start).chars().next_back();
    let after = slice(text, end..text.len()).chars().next();
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '/'));
    let is_chat = slice(text, 0..start).ends_with("wa.me/");
    (is_chat || !joins(before) && before != Some(',')) && !joins(after)
}

/// What a label before a number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Identity,
    Tax,
    Account,
    Civil,
    /// A telephone of a service for everybody.
    Service,
    /// A number of something else: of a letter, a parcel, an amount.
    Other,
}

fn label(text: &str, start: usize) -> Option<Label> {
    let from = (start.saturating_sub(NEAR)..=start).find(|at| text.is_char_boundary(*at))?;
    let before = slice(text, from..start);
    let words = before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.rev().find_map(|word| {
        Some(match word.to_lowercase().as_str() {
            "nik" | "ktp" | "kk" | "kependudukan" | "keluarga" => Label::Identity,
            "npwp" => Label::Tax,
            "rekening" | "norek" | "rek" | "bank" => Label::Account,
            "nip" | "nipppk" => Label::Civil,
            "hotline" | "helpdesk" | "layanan" | "pengaduan" | "ppid" | "humas" | "narahubung"
            | "sekretariat" | "center" | "posko" => Label::Service,
            "rp" | "rupiah" | "resi" | "register" | "registrasi" | "agenda" | "seri" | "surat"
            | "faktur" | "transaksi" | "referensi" | "barang" | "isbn" | "issn" | "imei"
            | "dipa" | "kode" | "barcode" | "doi" | "idr" | "koordinat" => Label::Other,
            _ if matches!(word, "BRI" | "BNI" | "BCA" | "BSI" | "BTN" | "BPD" | "Mandiri") => {
                Label::Account
            }
            _ => return None,
        })
    })
}

fn judged(page: &Page<'_>, text: &Text<'_>, numeral: &Numeral) -> Option<(Sort, Level)> {
    let (start, digits) = (numeral.span.start, numeral.digits.as_str());
    let count = digits.len();
    let before = slice(&text.content, 0..start);
    let is_chat = before.ends_with("wa.me/") || before.ends_with("tel:");
    if text.is_masked(start) && !is_chat || before.ends_with("Rp") {
        return None;
    }
    if is_tax(numeral, &text.content) {
        return Some((Sort::Tax, Level::Error));
    }
    let label = label(&text.content, start);
    if numeral.is_money || label == Some(Label::Other) {
        return None;
    }
    if label == Some(Label::Tax) && matches!(count, 15 | 16) {
        return Some((Sort::Tax, Level::Error));
    }
    if label == Some(Label::Account) && (10..=16).contains(&count) {
        return Some((Sort::Account, Level::Error));
    }
    if is_phone(before, numeral) {
        let level = if label == Some(Label::Service) { Level::Warning } else { Level::Error };
        return (!is_contact(page, digits)).then_some((Sort::Phone, level));
    }
    match count {
        18 if is_civil(digits, page.house.today) => Some((Sort::Civil, Level::Warning)),
        16 => identity(numeral, label, page.house.today).map(|level| (Sort::Identity, level)),
        _ => None,
    }
}

fn part(digits: &str, range: Range<usize>) -> u32 {
    digits.get(range).and_then(|part| part.parse().ok()).unwrap_or(0)
}

/// `12.345.678.9-012.345`: no other number is parted like that.
fn is_tax(numeral: &Numeral, text: &str) -> bool {
    numeral.groups == [2, 3, 3, 1, 3, 3]
        && slice(text, numeral.span.clone()).matches('.').count() == 4
}

/// A mobile number of Indonesia, in this country's form or the world's.
fn is_phone(before: &str, numeral: &Numeral) -> bool {
    let digits = numeral.digits.as_str();
    let first = numeral.groups.first().copied().unwrap_or(0);
    let (own, is_grouped) = if digits.starts_with("08") {
        (digits.get(1..).unwrap_or_default(), first >= 4)
    } else if digits.starts_with("628") {
        (digits.get(2..).unwrap_or_default(), first >= 5 || first == 2)
    } else if digits.starts_with('8') && before.trim_end().ends_with("(+62)") {
        (digits, first >= 3)
    } else {
        return false;
    };
    // `08.15-09.30` are times, `0800` and `0804` are lines for everybody.
    let is_mobile = own.as_bytes().get(1).is_some_and(|digit| !matches!(digit, b'0' | b'4' | b'6'));
    let rest = numeral.groups.iter().skip(1).all(|group| *group >= 3);
    (9..=12).contains(&own.len()) && is_grouped && is_mobile && rest
}

fn is_contact(page: &Page<'_>, digits: &str) -> bool {
    let own = |digits: &str| {
        let bare = digits.strip_prefix("62").or_else(|| digits.strip_prefix('0'));
        bare.unwrap_or(digits).to_owned()
    };
    let wanted = own(digits);
    page.house.contacts.iter().any(|contact| {
        let figures: String = contact.chars().filter(char::is_ascii_digit).collect();
        figures.len() > 5 && own(&figures) == wanted
    })
}

/// The number of a civil servant: day of birth, month of appointment, sex, counter.
fn is_civil(digits: &str, today: NaiveDate) -> bool {
    let (birth, hired) = (part(digits, 0..4), part(digits, 8..12));
    let years = 1935..=u32::try_from(today.year()).unwrap_or(0);
    let day = i32::try_from(birth)
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, part(digits, 4..6), part(digits, 6..8)));
    // Those with a contract have a month that is counted on from 21.
    let is_month = matches!(part(digits, 12..14), 1..=12 | 21..=32);
    day.is_some() && years.contains(&birth) && years.contains(&hired) && hired > birth && is_month
}

/// An identity number, or sixteen figures that somebody should look at.
fn identity(numeral: &Numeral, label: Option<Label>, today: NaiveDate) -> Option<Level> {
    let digits = numeral.digits.as_str();
    let named = label == Some(Label::Identity);
    let parted = numeral.groups.len() > 1;
    if is_identity(digits, today) {
        // Four years in a row look like it.
        let years = parted && numeral.groups.iter().all(|group| *group == 4);
        return (named || !years).then_some(Level::Error);
    }
    // Unnamed, it is left to those numbers that prove themselves: bank cards.
    let is_card = digits.starts_with(['4', '5']) && is_luhn(digits);
    (named || !parted && is_card).then_some(Level::Warning)
}

/// The check digit of bank cards.
fn is_luhn(digits: &str) -> bool {
    let value = |(at, digit): (usize, u32)| match (at % 2, digit * 2) {
        (0, _) => digit,
        (_, double) if double > 9 => double - 9,
        (_, double) => double,
    };
    let digits = digits.chars().rev().filter_map(|c| c.to_digit(10));
    digits.enumerate().map(value).sum::<u32>() % 10 == 0
}

/// Province, regency, district, day of birth (that of a woman with 40 added), counter.
pub(super) fn is_identity(digits: &str, today: NaiveDate) -> bool {
    let province = part(digits, 0..2);
    let regency = part(digits, 2..4);
    let day = part(digits, 6..8);
    let day = if day > 40 { day - 40 } else { day };
    let (month, year) = (part(digits, 8..10), part(digits, 10..12));
    let born = |century: u32| {
        let year = i32::try_from(century + year).ok()?;
        NaiveDate::from_ymd_opt(year, month, day).filter(|date| *date <= today)
    };
    digits.len() == 16
        && matches!(province, 11..=19 | 21 | 31..=36 | 51..=53 | 61..=65 | 71..=76 | 81 | 82 | 91..=96)
        && matches!(regency, 1..=69 | 71..=79)
        && part(digits, 4..6) != 0
        && part(digits, 12..16) != 0
        && (born(1900).is_some() || born(2000).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(digits: &str, want: bool) {
        let today = NaiveDate::from_ymd_opt(2025, 11, 20).unwrap();
        assert_eq!(is_identity(digits, today), want, "{digits}");
    }

    #[test]
    fn identity_numbers_have_a_shape() {
        check("3273010507900002", true);
        check("3273014507900002", true);
        check("9601012902000001", true);
        // No such province, regency, district, day, counter.
        check("2073010507900002", false);
        check("3200010507900002", false);
        check("3270010507900002", false);
        check("3273000507900002", false);
        check("3273013202900002", false);
        check("3273013102900002", false);
        check("3273017207900002", false);
        check("3273012902010002", false);
        check("3273010507900000", false);
        check("327301050790000", false);
    }

    #[test]
    fn times_years_and_money_are_no_numbers_of_people() {
        let spans = |text| numerals(text).len();
        assert_eq!(spans("Rp3.273.012.345.670.002"), 0);
        assert_eq!(spans("pukul 08.00-10.00 WIB"), 0);
        assert_eq!(spans("0812-3456-7890"), 1);
        assert_eq!(spans("a0812345678901"), 0);
    }
}
