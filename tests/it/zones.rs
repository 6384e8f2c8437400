//! The zones against another reader of the same database.

use chrono::{DateTime, MappedLocalTime, NaiveDateTime, Offset, TimeZone};
use chrono_tz::{OffsetName, Tz};
use redaksi::domain::zone::Zone;

const DAY: i64 = 86_400;
/// 1900 to 2037: the other reader's tables end there, and it has no rule beyond.
const FIRST: i64 = -2_208_988_800;
const LAST: i64 = 2_114_380_800;

/// Where the other's edition of the database, 2025b, says otherwise than ours: laws were passed
/// and history was corrected since. Of the same edition no zone differs.
const CHANGED: &[&str] = &[
    "Africa/Casablanca",
    "Africa/El_Aaiun",
    "America/Bogota",
    "America/Edmonton",
    "America/Ensenada",
    "America/Inuvik",
    "America/Rainy_River",
    "America/Santa_Isabel",
    "America/Tijuana",
    "America/Vancouver",
    "America/Winnipeg",
    "America/Yellowknife",
    "Asia/Tehran",
    "CST6CDT",
    "Canada/Central",
    "Canada/Mountain",
    "Canada/Pacific",
    "EST5EDT",
    "Eire",
    "Europe/Chisinau",
    "Europe/Dublin",
    "Europe/Tiraspol",
    "Iran",
    "MST7MDT",
    "Mexico/BajaNorte",
    "PST8PDT",
];

#[test]
fn both_readers_know_the_same_zones() {
    let ours: Vec<&str> = Zone::all().map(Zone::name).collect();
    let mut theirs: Vec<&str> = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).collect();
    theirs.sort_by_key(|name| name.to_ascii_lowercase());
    assert_eq!(ours, theirs);
}

#[test]
fn every_zone_agrees_with_another_reader() {
    let mut told = Vec::new();
    for zone in Zone::all().filter(|zone| !CHANGED.contains(&zone.name())) {
        told.extend(difference(zone, zone.name().parse().unwrap()));
    }
    assert_eq!(told, Vec::<String>::new());
}

/// The first moment on which they differ: by steps of a season, and to the second around turns.
fn difference(zone: Zone, other: Tz) -> Option<String> {
    let mut at = FIRST;
    while at < LAST {
        let next = at + 113 * DAY + 3607;
        if let Some(told) = differs_at(zone, other, at) {
            return Some(told);
        }
        if offset(other, at) != offset(other, next) {
            let turn = turn(other, at, next);
            for near in [-3600, -1, 0, 3599] {
                let told = differs_at(zone, other, turn + near)
                    .or_else(|| differs_on_the_clock(zone, other, turn + near));
                if told.is_some() {
                    return told;
                }
            }
        }
        at = next;
    }
    None
}

/// The first moment that has the offset of the last.
fn turn(zone: Tz, mut before: i64, mut after: i64) -> i64 {
    let new = offset(zone, after);
    while after - before > 1 {
        let middle = i64::midpoint(before, after);
        if offset(zone, middle) == new { after = middle } else { before = middle }
    }
    after
}

fn utc(at: i64) -> NaiveDateTime {
    DateTime::from_timestamp(at, 0).unwrap().naive_utc()
}

fn offset(zone: Tz, at: i64) -> i32 {
    zone.offset_from_utc_datetime(&utc(at)).fix().local_minus_utc()
}

fn differs_at(zone: Zone, other: Tz, at: i64) -> Option<String> {
    let at = utc(at);
    let (ours, theirs) = (zone.offset_from_utc_datetime(&at), other.offset_from_utc_datetime(&at));
    // The other leaves most names away that are only a number.
    let word = |name: &&str| !name.starts_with(['+', '-']);
    let name = Some(ours.abbreviation()).filter(word);
    let is_same = (ours.fix(), name) == (theirs.fix(), theirs.abbreviation().filter(word));
    (!is_same).then(|| format!("{zone} {at}: {ours}, {theirs}"))
}

/// What the clocks showed, and half an hour on: before a turn, that is in the gap or the fold.
fn differs_on_the_clock(zone: Zone, other: Tz, at: i64) -> Option<String> {
    [0, 1799].into_iter().find_map(|on| {
        let local = utc(at + on + i64::from(offset(other, at)));
        let ours = fixed(zone.offset_from_local_datetime(&local));
        let theirs = fixed(other.offset_from_local_datetime(&local));
        (ours != theirs).then(|| format!("{zone} local {local}: {ours:?}, {theirs:?}"))
    })
}

fn fixed<O: Offset>(found: MappedLocalTime<O>) -> Vec<i32> {
    let seconds = |offset: O| offset.fix().local_minus_utc();
    match found {
        MappedLocalTime::None => Vec::new(),
        MappedLocalTime::Single(one) => vec![seconds(one)],
        MappedLocalTime::Ambiguous(first, second) => vec![seconds(first), seconds(second)],
    }
}
