//! The shell of the workstation: what touches the machine.

pub mod terminal;
