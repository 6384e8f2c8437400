//! Text from outside into NFC and LF.
