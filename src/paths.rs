//! The paths.
