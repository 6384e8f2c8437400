//! Forms of an Indonesian word for search.
