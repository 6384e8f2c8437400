//! Room for long texts, which goes back to the system as soon as it is free.

/// A text of more bytes is long.
const LONG: usize = 1 << 20;
/// What the usual allocator of Linux never keeps for later. It keeps less than that, and the more
/// the longer what was freed before: several times a long text, for good.
const GIVEN_BACK: usize = 33 << 20;

/// How much to ask for that many bytes. What is not written to costs nothing.
pub fn room(bytes: usize) -> usize {
    if bytes > LONG { bytes.max(GIVEN_BACK) } else { bytes }
}
