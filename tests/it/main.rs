//! x

mod export;
