//! The workstation on a terminal that the test plays: keys in, the screen and the desk's rows out.

mod conflict;
mod counted;
mod external;
mod find;
mod gaps;
mod hard;
mod held;
mod hostile;
mod job;
mod leave;
mod looks;
mod past;
mod paste;
mod people;
mod picture;
mod pty;
mod publishing;
mod sizes;
mod storm;
mod writing;
