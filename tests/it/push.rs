//! Publishing: the desk's side of it, and what destinations do. Each room has its own subject.

mod desk;
mod random;
mod script;
