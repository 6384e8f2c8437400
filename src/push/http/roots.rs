//! Whom a connection trusts: those whom the machine trusts, or a list of certificates.
//!
//! The platform's verifier asks the environment on systems without an interface for this:
//! `SSL_CERT_FILE` stands in place of all that the machine trusts. Whoever may set a variable could
//! then stand between the office and its site; so where one is set, the machine's own list is read
//! from its usual places instead.

use ureq::tls::{PemItem, RootCerts, parse_pem};

use super::BadClient;
use crate::push::surroundings::{AUTHORITIES, is_set};

/// Where distributions keep their list: the first that is there holds all.
const LISTS: [&str; 6] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
    "/usr/local/share/certs/ca-root-nss.crt",
];

/// Those whom the machine trusts, whatever the environment says.
pub(super) fn of_machine() -> RootCerts {
    if !AUTHORITIES.into_iter().any(is_set) || cfg!(target_vendor = "apple") {
        return RootCerts::PlatformVerifier;
    }
    let list = LISTS.iter().find_map(|path| std::fs::read(path).ok()).unwrap_or_default();
    // A machine's list may hold what we cannot read; without any, nobody is trusted.
    let found = parse_pem(&list).filter_map(|item| match item {
        Ok(PemItem::Certificate(certificate)) => Some(certificate),
        _ => None,
    });
    found.collect::<Vec<_>>().into()
}

/// Those of a file.
pub(super) fn of_list(pem: &[u8]) -> Result<RootCerts, BadClient> {
    let mut found = Vec::new();
    for item in parse_pem(pem) {
        if let PemItem::Certificate(certificate) = item.map_err(|_form| BadClient::Certificates)? {
            found.push(certificate);
        }
    }
    if found.is_empty() { Err(BadClient::Certificates) } else { Ok(found.into()) }
}
