//! A password that shows itself to nobody but the server.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

/// A password, a key or a token: wiped when it is dropped, and `***` to whoever prints it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// The word itself, for what signs with it; never for anything that is kept or shown.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The value of an `Authorization` header after RFC 7617. The name may hold no colon, which
    /// would end it.
    pub(crate) fn basic(&self, account: &str) -> Zeroizing<String> {
        let pair = Zeroizing::new(format!("{}:{}", account.replace(':', ""), *self.0));
        let mut value = Zeroizing::new(String::from("Basic "));
        STANDARD.encode_string(pair.as_bytes(), &mut value);
        value
    }

    /// Takes this word and its written forms out of a text that came from outside: a server may
    /// send back what it was sent.
    pub(crate) fn hide(&self, account: &str, text: &str) -> String {
        if self.is_empty() {
            return text.to_owned();
        }
        let basic = self.basic(account);
        let coded = basic.strip_prefix("Basic ").unwrap_or_default();
        let without_blanks = Zeroizing::new(self.0.replace(' ', ""));
        let mut out = text.to_owned();
        for form in [coded, self.0.as_str(), without_blanks.as_str()] {
            out = out.replace(form, "***");
        }
        out
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_shown_to_the_server_alone() {
        let secret = Secret::new("abcd EFGH");
        assert_eq!(format!("{secret:?}"), "***");
        assert_eq!(*secret.basic("ali"), "Basic YWxpOmFiY2QgRUZHSA==");
        assert_eq!(secret.hide("ali", "x abcdEFGH y YWxpOmFiY2QgRUZHSA=="), "x *** y ***");
        assert_eq!(Secret::new("").hide("ali", "x"), "x");
    }
}
