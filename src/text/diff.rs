//! Differences by word.
