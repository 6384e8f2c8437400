//! Tests of the whole: the laws of the source, the words, the command line, the site.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::print_stdout, reason = "a test that is passed over says so")]

mod desk;
mod export;
mod frame;
mod golden;
mod lang;
mod law;
mod layers;
mod people;
mod source;
mod store;
mod support;
mod tamper;
