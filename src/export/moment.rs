//! Moments as a reader of the office's zone knows them.

use chrono::{DateTime, SecondsFormat};
use serde::Serialize;

use crate::domain::dateline::long_date;
use crate::domain::time::Timestamp;
use crate::domain::zone::Zone;

/// A moment for a page: one form for machines, one for people.
#[derive(Debug, Serialize)]
pub(super) struct Moment {
    pub(super) iso: String,
    pub(super) text: String,
    pub(super) day: String,
}

impl Moment {
    pub(super) fn new(at: Timestamp, zone: Zone, language: &str) -> Self {
        let local = at.utc().with_timezone(&zone);
        let day = long_date(local.date_naive(), language);
        // Indonesian writes the hour with a full stop.
        let clock = if language.starts_with("en") { "%H:%M" } else { "%H.%M" };
        let text = format!("{day}, {} {}", local.format(clock), zone_name(zone, &local));
        Self { iso: iso(at, zone), text, day }
    }
}

pub(super) fn iso(at: Timestamp, zone: Zone) -> String {
    at.utc().with_timezone(&zone).to_rfc3339_opts(SecondsFormat::Secs, false)
}

pub(super) fn rfc2822(at: Timestamp, zone: Zone) -> String {
    at.utc().with_timezone(&zone).to_rfc2822()
}

fn zone_name(zone: Zone, local: &DateTime<Zone>) -> String {
    match zone.name() {
        "Asia/Jakarta" | "Asia/Pontianak" => "WIB".to_owned(),
        "Asia/Makassar" | "Asia/Ujung_Pandang" => "WITA".to_owned(),
        "Asia/Jayapura" => "WIT".to_owned(),
        _ => local.format("UTC%:z").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(zone: &str, language: &str, iso: &str, text: &str) {
        let at: Timestamp = "2025-10-21T16:30:00Z".parse().unwrap();
        let moment = Moment::new(at, zone.parse().unwrap(), language);
        assert_eq!((moment.iso.as_str(), moment.text.as_str()), (iso, text));
    }

    #[test]
    fn moments_are_told_in_the_zone() {
        check("Asia/Jakarta", "id", "2025-10-21T23:30:00+07:00", "21 Oktober 2025, 23.30 WIB");
        check("Asia/Makassar", "id", "2025-10-22T00:30:00+08:00", "22 Oktober 2025, 00.30 WITA");
        check("Asia/Jayapura", "en", "2025-10-22T01:30:00+09:00", "22 October 2025, 01:30 WIT");
        check("UTC", "id", "2025-10-21T16:30:00+00:00", "21 Oktober 2025, 16.30 UTC+00:00");
    }
}
