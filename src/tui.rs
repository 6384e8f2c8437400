//! The workstation. What is on the screen is a value ([`app::App`]): each message changes it
//! ([`app::App::update`]) and says what is to be done, and [`view::draw`] shows it. Both are pure;
//! [`run`] alone knows the terminal, the desk and the clock.

pub mod action;
pub mod app;
pub mod doc;
pub mod draw;
pub mod find;
pub mod input;
pub mod keymap;
pub mod layout;
pub mod legal;
pub mod msg;
pub mod notes;
pub mod overlay;
pub mod panes;
pub mod picture;
pub mod redraw;
pub mod run;
#[cfg(test)]
mod screens;
pub mod small;
#[cfg(test)]
pub mod testing;
pub mod theme;
pub mod view;
