//! The one function that builds a dateline.
