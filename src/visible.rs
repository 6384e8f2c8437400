//! The visible.
