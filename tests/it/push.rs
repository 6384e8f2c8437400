//! Publishing: the desk's side of it, and what destinations do, against servers and networks that are
//! out of order. Each room has its own subject.

mod chaos;
mod desk;
mod line;
mod random;
mod script;
mod support;
mod wordpress;
