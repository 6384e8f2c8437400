//! What leaves the house by network, against servers and networks that are out of order.

mod ghost;
