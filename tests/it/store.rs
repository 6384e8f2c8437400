//! The desk's file under bad weather: rebuilt, copied, damaged, salvaged, swapped, mistaken.

mod backup;
mod rebuild;
mod salvage;
