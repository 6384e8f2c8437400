//! The law of stages.
