//! The intake.
