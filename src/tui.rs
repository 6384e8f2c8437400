//! The workstation.

pub mod action;
pub mod input;
pub mod keymap;
pub mod run;
pub mod theme;
