//! The desk check.
