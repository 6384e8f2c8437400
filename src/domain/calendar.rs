//! Days, months and dates as people write them.
