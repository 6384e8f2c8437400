//! The workstation on a terminal that the test plays: keys in, the screen and the desk's rows out.

mod job;
mod leave;
mod people;
mod picture;
mod pty;
mod storm;
