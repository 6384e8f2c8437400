//! The only maker of [`Cleared`].
