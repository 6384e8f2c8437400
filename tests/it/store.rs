//! The desk's file under bad weather: rebuilt, copied, damaged, salvaged, swapped, mistaken.

#![expect(
    clippy::disallowed_methods,
    clippy::cast_possible_truncation,
    reason = "these tests damage files, and roll dice"
)]

mod backup;
mod damage;
mod mistaken;
mod rebuild;
mod salvage;
mod testdesk;
mod working;
