//! The client
