//! What a newsroom is made of: articles, manuscripts, people, stages, records, and the law.
//!
//! Values and pure functions only: no file, no clock, no random number. Whatever depends on time
//! or chance arrives as an argument.

pub mod affix;
pub mod calendar;
pub mod characters;
pub mod dateline;
pub mod delivery;
pub mod finding;
pub mod fold;
pub mod ids;
pub mod manuscript;
pub mod note;
pub mod office;
pub mod outbox;
pub mod people;
pub mod query;
pub mod record;
pub mod register;
pub mod room;
pub mod seal;
pub mod slug;
pub mod stage;
pub mod time;
pub mod view;
pub mod words;
pub mod zone;
