//! The lang.
