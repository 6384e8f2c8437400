//! What leaves the house by network, against servers and networks that are out of order.

mod chaos;
mod ghost;
mod line;
mod support;
mod wordpress;
