//! The network of the tests: a server and a client of our own, a proxy that does harm, a `WordPress`
//! and a Ghost in this process, and the judge of what came out of it.
//!
//! Nothing here is the product's: a client that is wrong must not be found right by itself.

pub(crate) mod client;
pub(crate) mod contract;
pub(crate) mod encode;
pub(crate) mod ghost;
pub(crate) mod http;
pub(crate) mod judge;
pub(crate) mod naive;
pub(crate) mod proxy;
pub(crate) mod site;
pub(crate) mod wordpress;
