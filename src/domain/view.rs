//! What crosses from the desk to a screen.
