//! Publishing: the desk's side of it, what destinations do, and servers and networks that are out of
//! order. Each room has its own subject.

mod chaos;
mod check;
mod desk;
mod ghost;
mod line;
mod panic;
mod random;
mod script;
mod support;
mod trust;
mod wordpress;
