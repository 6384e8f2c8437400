//! The query language of lists and search.
