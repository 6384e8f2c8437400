//! wp
