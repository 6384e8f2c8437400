//! Dates as a piece writes them, in words or figures.

use std::ops::Range;

use chrono::NaiveDate;

use crate::domain::calendar::{month, nearest, weekday};
use crate::rules::page::Page;
use crate::rules::piece::Piece;

/// The dates that a range of tokens names with their years, with the weekday before them.
pub(in crate::rules) fn dates(
    page: &Page<'_>,
    piece: &Piece<'_>,
    tokens: Range<usize>,
) -> Vec<(Range<usize>, NaiveDate)> {
    let mut found: Vec<(Range<usize>, NaiveDate)> = Vec::new();
    for at in tokens.clone() {
        let Some((length, date)) = date_at(page, piece, at) else { continue };
        let (mut from, mut to) = (at, at + length);
        if from > tokens.start && piece.is_sign(from - 1, '(') && piece.is_sign(to, ')') {
            (from, to) = (from - 1, to + 1);
        } else if from > tokens.start && piece.is_sign(from - 1, ',') {
            from -= 1;
        }
        let is_day = from > tokens.start && weekday(piece.word(from - 1)).is_some();
        let from = if is_day { from - 1 } else { at.min(if to > at + length { from } else { at }) };
        found.push((piece.span(from..to), date));
    }
    found.dedup_by_key(|(_, date)| *date);
    found
}

/// The date that begins with this token, and of how many tokens it is.
fn date_at(page: &Page<'_>, piece: &Piece<'_>, at: usize) -> Option<(usize, NaiveDate)> {
    let word = piece.word(at);
    if let Some((day, rest)) = word.split_once('/') {
        let (month, year) =
            rest.split_once('/').map_or((rest, None), |(month, year)| (month, Some(year)));
        let (day, month) = (day.parse().ok()?, month.parse().ok()?);
        let date = match year {
            Some(year) => NaiveDate::from_ymd_opt(year.parse().ok()?, month, day)?,
            None => nearest(day, month, page.near).filter(|_| page.manuscript.date.is_some())?,
        };
        return Some((1, date));
    }
    let day = word.parse().ok()?;
    let month = month(piece.low(at + 1))?;
    let year = piece.word(at + 2).parse().ok().filter(|year| (1900..2200).contains(year))?;
    Some((3, NaiveDate::from_ymd_opt(year, month, day)?))
}
