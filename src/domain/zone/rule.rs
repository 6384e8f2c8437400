//! The rule behind a zone's table, as POSIX writes it in `TZ`: `WIB-7`,
//! `CET-1CEST,M3.5.0,M10.5.0/3`.

use chrono::{DateTime, Datelike, NaiveDate};

use super::tzif::{Kind, Span};

const DAY: i64 = 86_400;

/// What the clocks show from the end of the table on.
pub(super) struct Rule<'a> {
    standard: Kind<'a>,
    summer: Option<Summer<'a>>,
}

struct Summer<'a> {
    kind: Kind<'a>,
    from: Turn,
    to: Turn,
}

/// When the clocks turn each year: a day, and seconds from its midnight, which may lie days away.
struct Turn {
    day: Day,
    time: i64,
}

enum Day {
    /// The first of January is 1; the 29th of February is never counted.
    Julian(i64),
    /// The first of January is 0; the 29th of February counts.
    Counted(i64),
    /// A day of the week, from Sunday, in a week of a month; the fifth is the last.
    Week { month: u32, week: i64, day: i64 },
}

impl<'a> Rule<'a> {
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let mut text = Text(text);
        let standard = Kind { name: text.name()?, offset: -text.time(1)? };
        if text.0.is_empty() {
            return Some(Self { standard, summer: None });
        }
        let name = text.name()?;
        let offset =
            if text.0.starts_with(',') { standard.offset + 3600 } else { -text.time(1)? };
        let (from, to) = (text.turn()?, text.turn()?);
        let summer = Some(Summer { kind: Kind { offset, name }, from, to });
        text.0.is_empty().then_some(Self { standard, summer })
    }

    /// What the clocks show at a moment of UTC.
    pub(super) fn span(&self, at: i64) -> Span<'a> {
        let always = Span { kind: self.standard, end: i64::MAX };
        let Some((summer, year)) = self.summer.as_ref().zip(year(at)) else {
            return always;
        };
        let mut turns = [(i64::MAX, false); 6];
        let years = [year - 1, year, year + 1];
        for (pair, year) in turns.as_chunks_mut().0.iter_mut().zip(years) {
            let moment = |turn: &Turn, before: Kind| turn.in_year(year, before.offset);
            let from = moment(&summer.from, self.standard);
            let to = moment(&summer.to, summer.kind);
            *pair = [(from.unwrap_or(i64::MAX), true), (to.unwrap_or(i64::MAX), false)];
        }
        // Where a summer ends as the next begins, it is summer.
        turns.sort_unstable();
        let past = turns.partition_point(|(moment, _)| *moment <= at);
        let is_summer = past.checked_sub(1).and_then(|last| turns.get(last));
        Span {
            kind: if is_summer.is_some_and(|turn| turn.1) { summer.kind } else { self.standard },
            end: turns.get(past).map_or(i64::MAX, |turn| turn.0),
        }
    }
}

fn year(at: i64) -> Option<i32> {
    DateTime::from_timestamp(at, 0).map(|time| time.year())
}

impl Turn {
    /// The moment of UTC in that year, on clocks that show `offset` until then.
    fn in_year(&self, year: i32, offset: i32) -> Option<i64> {
        let first = NaiveDate::from_ymd_opt(year, 1, 1)?;
        let days = match self.day {
            Day::Counted(day) => day,
            Day::Julian(day) => day - i64::from(!(first.leap_year() && day > 59)),
            Day::Week { month, week, day } => {
                let of_month = NaiveDate::from_ymd_opt(year, month, 1)?;
                let weekday = i64::from(of_month.weekday().num_days_from_sunday());
                let first_such = (day - weekday).rem_euclid(7);
                let length = i64::from(of_month.num_days_in_month());
                let weeks = (week - 1).min((length - 1 - first_such) / 7);
                i64::from(of_month.ordinal0()) + first_such + 7 * weeks
            }
        };
        let midnight = first.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
        Some(midnight + days * DAY + self.time - i64::from(offset))
    }
}

/// What is left of the rule.
struct Text<'a>(&'a str);

impl<'a> Text<'a> {
    /// `WIB`, or `<+04>` without its angles.
    fn name(&mut self) -> Option<&'a str> {
        let (name, rest) = if let Some(quoted) = self.0.strip_prefix('<') {
            quoted.split_once('>')?
        } else {
            let end = self.0.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(self.0.len());
            self.0.split_at_checked(end)?
        };
        self.0 = rest;
        (!name.is_empty()).then_some(name)
    }

    /// `-7`, `+5:30`, `167:00:00`, in seconds.
    fn time(&mut self, sign: i32) -> Option<i32> {
        let sign = match (self.skip('-'), self.skip('+')) {
            (true, _) => -sign,
            _ => sign,
        };
        let mut seconds = 3600 * self.number(167)?;
        for unit in [60, 1] {
            if self.skip(':') {
                seconds += unit * self.number(59)?;
            }
        }
        Some(sign * seconds)
    }

    /// `,M3.5.0/2`; without a time it is two o'clock.
    fn turn(&mut self) -> Option<Turn> {
        if !self.skip(',') {
            return None;
        }
        let day = if self.skip('M') {
            let month = u32::try_from(self.number(12)?).ok()?;
            let week = self.skip('.').then(|| self.number(5))??;
            let day = self.skip('.').then(|| self.number(6))??;
            Day::Week { month, week: week.into(), day: day.into() }
        } else if self.skip('J') {
            Day::Julian(self.number(365)?.into())
        } else {
            Day::Counted(self.number(365)?.into())
        };
        let time = if self.skip('/') { self.time(1)? } else { 2 * 3600 };
        Some(Turn { day, time: time.into() })
    }

    fn skip(&mut self, mark: char) -> bool {
        let rest = self.0.strip_prefix(mark);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn number(&mut self, most: i32) -> Option<i32> {
        let end = self.0.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.0.len());
        let (figures, rest) = self.0.split_at_checked(end)?;
        self.0 = rest;
        figures.parse().ok().filter(|number| *number <= most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rule: &str, at: &str, want: &str) {
        let seconds = DateTime::parse_from_rfc3339(at).unwrap().timestamp();
        let span = Rule::read(rule).unwrap().span(seconds);
        let end = DateTime::from_timestamp(span.end, 0).map(|end| end.format("%F %T").to_string());
        let end = end.unwrap_or_else(|| "for ever".to_owned());
        assert_eq!(format!("{} {} {end}", span.kind.name, span.kind.offset), want, "{rule}");
    }

    #[test]
    fn a_rule_says_what_holds_and_until_when() {
        let berlin = "CET-1CEST,M3.5.0,M10.5.0/3";
        check("WIB-7", "2050-01-01T00:00:00Z", "WIB 25200 for ever");
        check("<+0545>-5:45", "2050-01-01T00:00:00Z", "+0545 20700 for ever");
        check(berlin, "2050-01-01T00:00:00Z", "CET 3600 2050-03-27 01:00:00");
        check(berlin, "2050-03-27T01:00:00Z", "CEST 7200 2050-10-30 01:00:00");
        check(berlin, "2050-12-31T23:59:59Z", "CET 3600 2051-03-26 01:00:00");
        // Summer in the south goes over the turn of the year.
        let south = "<-04>4<-03>,M9.1.6/24,M4.1.6/24";
        check(south, "2050-01-01T00:00:00Z", "-03 -10800 2050-04-03 03:00:00");
        // Hours that lie a day before the day that is named.
        let west = "<-02>2<-01>,M3.5.0/-1,M10.5.0/0";
        check(west, "2050-01-01T00:00:00Z", "-02 -7200 2050-03-27 01:00:00");
        // Days by their number: only `J` passes over the 29th of February.
        check("A0B,J60/0,300", "2052-01-01T00:00:00Z", "A 0 2052-03-01 00:00:00");
        check("A0B,60/0,300", "2052-01-01T00:00:00Z", "A 0 2052-03-01 00:00:00");
        check("A0B,J60/0,300", "2051-01-01T00:00:00Z", "A 0 2051-03-01 00:00:00");
        check("A0B,60/0,300", "2051-01-01T00:00:00Z", "A 0 2051-03-02 00:00:00");
    }

    #[test]
    fn summer_may_last_all_year() {
        let rule = Rule::read("AST4ADT,0/0,J365/25").unwrap();
        for at in [0, 2_524_608_000, 2_540_000_000] {
            assert_eq!(rule.span(at).kind.name, "ADT", "{at}");
        }
    }

    #[test]
    fn what_is_no_rule_is_refused() {
        for text in [
            "",
            "WIB",
            "-7",
            "<+07-7",
            "CET-1CEST",
            "CET-1CEST,M3.5.0",
            "CET-1CEST,M13.5.0,M10.5.0",
            "CET-1CEST,M3.5.0,M10.5.0 ",
            "CET-1CEST,J366,M10.5.0",
            "CET-999999999999",
        ] {
            assert!(Rule::read(text).is_none(), "{text}");
        }
    }
}
