//! Digests, signatures and the one gate out of the house.

pub mod canonical;
pub mod clear;
pub mod sshsig;
