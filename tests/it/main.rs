//! Tests of the whole: the laws of the source, the words, the command line, the site.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod cli;
mod export;
mod frame;
mod lang;
mod layers;
mod source;
