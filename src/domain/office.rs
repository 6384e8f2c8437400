//! The office as a pure fold over records.
