//! Article state as a pure fold over records.
