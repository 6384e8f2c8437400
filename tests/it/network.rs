//! The network of the tests is held to account: the fake `WordPress` by its contract, the proxy by
//! what reaches the server.

mod faults;
mod judged;
mod manners;

use crate::net::contract;
use crate::net::encode::{base64, md5, pairs, percent, unbase64};
use crate::net::proxy::{Faults, Proxy};
use crate::net::wordpress::WordPress;

#[test]
fn the_fake_keeps_the_contract() {
    for wordpress in [WordPress::start(), WordPress::start_older()] {
        let (said, failures) = contract::run(&wordpress.site());
        assert!(failures.is_empty(), "{}", failures.join("\n"));
        assert!(said.len() > 100, "{} answers", said.len());
        assert_eq!(wordpress.posts().len(), 0, "the script cleans up");
    }
}

#[test]
fn the_proxy_changes_nothing_by_itself() {
    let wordpress = WordPress::start();
    let proxy = Proxy::new(&wordpress.url(), Faults::default());
    let (said, failures) = contract::run(&wordpress.site().at(&proxy.url()));
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    let (direct, _held) = contract::run(&wordpress.site());
    assert_eq!(contract::differences(&said, &direct), Vec::<String>::new());
    assert!(proxy.log().len() >= said.len());
}

#[test]
fn the_small_encodings_are_right() {
    for (text, coded) in
        [("", ""), ("a", "YQ=="), ("ab", "YWI="), ("abc", "YWJj"), ("é?>", "w6k/Pg==")]
    {
        assert_eq!(base64(text.as_bytes()), coded);
        assert_eq!(unbase64(coded).as_deref(), Some(text.as_bytes()));
    }
    assert_eq!(unbase64("a b"), None);
    for (text, digest) in [
        ("", "d41d8cd98f00b204e9800998ecf8427e"),
        ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
        (
            "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
            "57edf4a22be3c955ac49da2e2107b67a",
        ),
    ] {
        assert_eq!(md5(text.as_bytes()), digest);
    }
    let text = "dua kata & é=%";
    let wanted = [("a".to_owned(), text.to_owned()), ("b".to_owned(), String::new())];
    assert_eq!(pairs(&format!("a={}&b", percent(text))), wanted);
}
