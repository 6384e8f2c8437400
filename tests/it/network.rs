//! The network of the tests is held to account: the fake `WordPress` by its contract, the proxy by
//! what reaches the server.

mod faults;
mod judged;
mod manners;

use crate::net::contract;
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
