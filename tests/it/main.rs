//! Tests of the whole: the laws of the source, the words, the command line, the site.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::print_stdout, reason = "a test that is passed over says so")]
#![expect(clippy::items_after_statements, reason = "a check stands beside its table")]

mod cli;
mod copydesk;
mod corpus;
mod decisions;
mod desk;
mod editor;
mod export;
mod frame;
mod golden;
mod journal;
mod lang;
mod law;
mod layers;
mod names;
#[path = "../net/net.rs"]
#[expect(clippy::allow_attributes, reason = "what is dead changes with every test")]
#[allow(dead_code, reason = "each of the two programs of tests uses a part of it")]
mod net;
mod network;
mod people;
mod push;
mod sample;
mod search;
mod source;
mod store;
mod support;
mod tamper;
#[cfg(unix)]
mod terminal;
#[cfg(unix)]
mod workstation;
mod zones;
