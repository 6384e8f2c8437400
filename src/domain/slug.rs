//! Slugs and paths of pages.
