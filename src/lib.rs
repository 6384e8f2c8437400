//! `redaksi`: an editorial desk for the terminal.
#![forbid(unsafe_code)]

pub mod cli;
pub mod clock;
pub mod config;
pub mod desk;
pub mod domain;
pub mod export;
pub mod intake;
pub mod keys;
pub mod lang;
pub mod log;
pub mod paths;
pub mod rules;
pub mod store;
pub mod text;
pub mod visible;
