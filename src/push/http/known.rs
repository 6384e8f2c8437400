//! How a server is told who asks, and how what it says back is kept from telling others.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ureq::http::HeaderValue;
use zeroize::Zeroizing;

use crate::keys::secret::Secret;

/// The value of an `Authorization` header after RFC 7617. The name may hold no colon, which would
/// end it. None if no header can hold it.
pub(crate) fn basic(account: &str, secret: &Secret) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(&coded(account, secret)).ok()?;
    value.set_sensitive(true);
    Some(value)
}

fn coded(account: &str, secret: &Secret) -> Zeroizing<String> {
    let pair = Zeroizing::new(format!("{}:{}", account.replace(':', ""), secret.expose()));
    let mut value = Zeroizing::new(String::from("Basic "));
    STANDARD.encode_string(pair.as_bytes(), &mut value);
    value
}

/// Takes the secret and its written forms out of a text that came from outside: a server may send
/// back what it was sent.
pub(crate) fn hide(account: &str, secret: &Secret, text: &str) -> String {
    let word = secret.expose();
    if word.trim().is_empty() {
        return text.to_owned();
    }
    let coded = coded(account, secret);
    let without_blanks = Zeroizing::new(word.replace(' ', ""));
    let forms = [coded.strip_prefix("Basic ").unwrap_or_default(), word, &without_blanks];
    forms.into_iter().fold(text.to_owned(), |text, form| text.replace(form, "***"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_shown_to_the_server_alone() {
        let secret = Secret::new("abcd EFGH").unwrap();
        let value = basic("ali", &secret).unwrap();
        assert_eq!(value, "Basic YWxpOmFiY2QgRUZHSA==");
        assert!(value.is_sensitive() && !format!("{value:?}").contains("YWxp"));
        assert_eq!(hide("ali", &secret, "x abcdEFGH y YWxpOmFiY2QgRUZHSA=="), "x *** y ***");
        assert_eq!(hide("ali", &Secret::none(), "x"), "x");
    }
}
