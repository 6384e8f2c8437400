//! Where requests may go: one origin, which an address must be of before anything is sent.

use std::fmt;
use std::net::IpAddr;

use ureq::http::Uri;

/// Longer addresses are nobody's.
const MAX_ADDRESS: usize = 2_000;

/// Scheme, host and port: what a destination is told from every other server by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    secure: bool,
    /// In lower case, without a dot at its end.
    host: String,
    port: u16,
}

/// Why nothing is sent to an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadAddress {
    #[error("not an address")]
    Form,
    #[error("the address has a name or a password in it")]
    User,
    #[error("the address does not begin with https")]
    Plain,
    #[error("the address is a number of a machine and not its name")]
    Number,
    #[error("the address is this very machine")]
    Own,
}

impl BadAddress {
    /// The end of a key among the words: `trouble-address-…`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::User => "user",
            Self::Plain => "plain",
            Self::Number => "number",
            Self::Own => "own",
        }
    }
}

impl Origin {
    /// The origin of an address that somebody wrote. `loopback` lets this machine's own addresses
    /// pass, with `http` too: for tests and for nothing else.
    pub fn of(address: &str, loopback: bool) -> Result<Self, BadAddress> {
        let origin = Self::read(address)?;
        let number = origin.host.trim_matches(['[', ']']).parse::<IpAddr>();
        let own = number.as_ref().is_ok_and(IpAddr::is_loopback)
            || origin.host == "localhost"
            || origin.host.ends_with(".localhost");
        match (own, number.is_ok() || looks_numeric(&origin.host)) {
            (true, _) if loopback => Ok(origin),
            (true, _) => Err(BadAddress::Own),
            (false, true) => Err(BadAddress::Number),
            (false, false) if !origin.secure => Err(BadAddress::Plain),
            (false, false) => Ok(origin),
        }
    }

    /// The origin of any address, lawful or not: to compare and to name.
    pub(super) fn read(address: &str) -> Result<Self, BadAddress> {
        if address.len() > MAX_ADDRESS || address.chars().any(|c| c.is_control() || c == '\\') {
            return Err(BadAddress::Form);
        }
        let uri: Uri = address.trim().parse().map_err(|_form| BadAddress::Form)?;
        let secure = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(BadAddress::Form),
        };
        let authority = uri.authority().ok_or(BadAddress::Form)?;
        if authority.as_str().contains('@') {
            return Err(BadAddress::User);
        }
        let host = authority.host().trim_end_matches('.').to_ascii_lowercase();
        if host.is_empty() {
            return Err(BadAddress::Form);
        }
        let port = authority.port_u16().unwrap_or(if secure { 443 } else { 80 });
        Ok(Self { secure, host, port })
    }

    pub fn host(&self) -> &str {
        &self.host
    }

    pub(crate) fn is_secure(&self) -> bool {
        self.secure
    }

    /// How it is spoken to, for the words of the check.
    pub(crate) fn way(&self) -> String {
        if self.secure { "secure" } else { "plain" }.to_owned()
    }

    /// Is an address of this origin, in whatever spelling?
    pub fn has(&self, address: &str) -> bool {
        Self::read(address).is_ok_and(|other| other == *self)
    }

    /// Parts of the host that stand for letters of other scripts: `xn--…` may look like a name
    /// that it is not.
    pub fn is_disguised(&self) -> bool {
        self.host.split('.').any(|part| part.starts_with("xn--"))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.secure { "https" } else { "http" };
        let usual = if self.secure { 443 } else { 80 };
        write!(f, "{scheme}://{}", self.host)?;
        if self.port == usual { Ok(()) } else { write!(f, ":{}", self.port) }
    }
}

/// Resolvers read `127.1`, `2130706433` and `0x7f.1` as numbers of machines; no name ends in
/// a label that begins with a digit.
fn looks_numeric(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or_default();
    host.starts_with('[') || last.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(address: &str, why: BadAddress) {
        assert_eq!(Origin::of(address, false), Err(why), "{address}");
    }

    #[test]
    fn only_names_with_https_are_spoken_to() {
        refused("http://situs.go.id/", BadAddress::Plain);
        refused("ftp://situs.go.id/", BadAddress::Form);
        refused("situs.go.id", BadAddress::Form);
        refused("https://ali:rahasia@situs.go.id/", BadAddress::User);
        refused("https://situs.go.id@lain.id/", BadAddress::User);
        refused("https://169.254.169.254/", BadAddress::Number);
        refused("https://10.0.0.1/", BadAddress::Number);
        refused("https://[fd00::1]/", BadAddress::Number);
        refused("https://2130706433/", BadAddress::Number);
        refused("https://10.1/", BadAddress::Number);
        refused("https://0x7f.0x1/", BadAddress::Number);
        refused("https://127.0.0.1/", BadAddress::Own);
        refused("https://[::1]/", BadAddress::Own);
        refused("https://localhost/", BadAddress::Own);
        refused("https://LOCALHOST./", BadAddress::Own);
        refused("https://a.localhost/", BadAddress::Own);
        refused("https://situs.go.id\\@lain.id/", BadAddress::Form);
        refused(&format!("https://situs.go.id/{}", "a".repeat(2_000)), BadAddress::Form);
    }

    #[test]
    fn tests_may_speak_to_their_own_machine_alone() {
        assert!(Origin::of("http://127.0.0.1:8080/wp-json", true).is_ok());
        assert!(Origin::of("http://[::1]:8080/", true).is_ok());
        assert!(Origin::of("http://localhost:8080/", true).is_ok());
        assert_eq!(Origin::of("http://situs.go.id/", true), Err(BadAddress::Plain));
        assert_eq!(Origin::of("http://10.0.0.1/", true), Err(BadAddress::Number));
    }

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        let origin = Origin::of("https://Situs.go.id/wp-json/", false).unwrap();
        assert_eq!(origin.to_string(), "https://situs.go.id");
        assert!(origin.has("https://situs.go.id:443/a?b") && origin.has("https://SITUS.go.id./"));
        for other in [
            "http://situs.go.id/",
            "https://situs.go.id:8443/",
            "https://www.situs.go.id/",
            "https://situs.go.id.lain.id/",
            "https://x@situs.go.id/",
            "/wp-json/",
        ] {
            assert!(!origin.has(other), "{other}");
        }
        assert!(Origin::of("https://xn--stus-7va.id/", false).unwrap().is_disguised());
        assert!(!origin.is_disguised());
    }
}
