//! Ghost as a destination, against one of our own that is out of order in all known ways.

mod chaos;
mod checked;
mod clock;
mod conflicts;
mod line;
mod row;
