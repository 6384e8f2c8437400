//! Why there is no answer, and whether the other side may have acted all the same.

use std::io;

use rustls::{AlertDescription, CertificateError};
use ureq::{Error, Timeout};

use super::origin::BadAddress;

/// A request without a whole answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{exchange}: {kind}")]
pub struct Failure {
    /// The whole request was given to the wire: the other side may have done what it asks for.
    pub could_have_acted: bool,
    pub kind: Kind,
    /// The request in a line, without its query and without any header.
    pub exchange: String,
}

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Kind {
    #[error("the address may not be spoken to")]
    Address(#[from] BadAddress),
    /// The address is of another origin than the client was made for.
    #[error("the address is of another origin")]
    Elsewhere,
    #[error("the name was not found")]
    Name,
    #[error("nobody listens there")]
    Refused,
    #[error("there is no way to it")]
    Unreachable,
    #[error("no secure connection: {0:?}")]
    Tls(Tls),
    #[error("it took too long")]
    Timeout,
    #[error("the connection was torn")]
    Reset,
    /// An answer began and did not come to its end.
    #[error("the answer was cut off")]
    Cut,
    #[error("the answer is too large")]
    TooLarge,
    #[error("the proxy does not let it through")]
    Proxy,
    #[error("the answer is not HTTP")]
    Protocol,
}

/// Why a connection is not secure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// Nobody whom this machine trusts vouches for it: one's own certificate, or somebody between.
    Untrusted,
    /// The certificate is of another name.
    Name,
    Expired,
    NotYet,
    /// No version or cipher that both sides speak.
    Version,
    Other,
}

impl Tls {
    pub fn word(self) -> &'static str {
        match self {
            Self::Untrusted => "untrusted",
            Self::Name => "name",
            Self::Expired => "expired",
            Self::NotYet => "not-yet",
            Self::Version => "version",
            Self::Other => "other",
        }
    }
}

impl Kind {
    /// The end of a key among the words: `trouble-…`.
    pub fn word(&self) -> String {
        match self {
            Self::Address(bad) => format!("address-{}", bad.word()),
            Self::Elsewhere => "elsewhere".into(),
            Self::Name => "no-name".into(),
            Self::Refused => "no-server".into(),
            Self::Unreachable => "no-network".into(),
            Self::Tls(why) => format!("tls-{}", why.word()),
            Self::Timeout => "timeout".into(),
            Self::Reset => "reset".into(),
            Self::Cut => "cut".into(),
            Self::TooLarge => "too-large-answer".into(),
            Self::Proxy => "proxy".into(),
            Self::Protocol => "not-http".into(),
        }
    }

    /// `connected`: the connection stood. `began`: the answer's first lines came.
    pub(super) fn of(error: &Error, connected: bool, began: bool) -> Self {
        match error {
            Error::Timeout(Timeout::Resolve) | Error::HostNotFound => Self::Name,
            Error::Timeout(_) => Self::Timeout,
            Error::Io(error) => Self::of_io(error, connected, began),
            Error::Rustls(error) => Self::Tls(tls(error)),
            Error::Tls(_) | Error::TlsRequired => Self::Tls(Tls::Other),
            Error::BodyExceedsLimit(_) | Error::LargeResponseHeader(..) => Self::TooLarge,
            Error::ConnectProxyFailed(_) | Error::InvalidProxyUrl => Self::Proxy,
            Error::ConnectionFailed => Self::Unreachable,
            Error::Decompress(..) | Error::BodyStalled => Self::Cut,
            Error::Protocol(_) if began => Self::Cut,
            _ => Self::Protocol,
        }
    }

    fn of_io(error: &io::Error, connected: bool, began: bool) -> Self {
        if let Some(found) = inner_tls(error) {
            return Self::Tls(found);
        }
        match error.kind() {
            io::ErrorKind::ConnectionRefused => Self::Refused,
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Self::Timeout,
            _ if began => Self::Cut,
            _ if connected => Self::Reset,
            io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::BrokenPipe
            | io::ErrorKind::UnexpectedEof => Self::Reset,
            io::ErrorKind::HostUnreachable
            | io::ErrorKind::NetworkUnreachable
            | io::ErrorKind::NetworkDown
            | io::ErrorKind::AddrNotAvailable => Self::Unreachable,
            // The resolver's own errors have no kind of their own.
            _ => Self::Name,
        }
    }
}

/// The handshake runs inside of reads and writes: its errors come wrapped as theirs.
fn inner_tls(error: &io::Error) -> Option<Tls> {
    let mut inner: Option<&(dyn std::error::Error + 'static)> = Some(error.get_ref()?);
    // Two wraps are known; a chain has an end all the same.
    for _ in 0..8 {
        let found = inner?;
        if let Some(error) = found.downcast_ref::<rustls::Error>() {
            return Some(tls(error));
        }
        inner = found.source();
    }
    None
}

fn tls(error: &rustls::Error) -> Tls {
    use CertificateError as Bad;
    match error {
        rustls::Error::InvalidCertificate(bad) => match bad {
            Bad::UnknownIssuer | Bad::BadSignature | Bad::UnhandledCriticalExtension => {
                Tls::Untrusted
            }
            Bad::NotValidForName | Bad::NotValidForNameContext { .. } => Tls::Name,
            Bad::Expired | Bad::ExpiredContext { .. } => Tls::Expired,
            Bad::NotValidYet | Bad::NotValidYetContext { .. } => Tls::NotYet,
            // A certificate that signs itself and is used as one that signs others.
            Bad::Other(_) => Tls::Untrusted,
            _ => Tls::Other,
        },
        rustls::Error::PeerIncompatible(_)
        | rustls::Error::AlertReceived(
            AlertDescription::ProtocolVersion | AlertDescription::HandshakeFailure,
        ) => Tls::Version,
        _ => Tls::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(error: &Error, connected: bool, began: bool, want: &str) {
        assert_eq!(Kind::of(error, connected, began).word(), want, "{error:?}");
    }

    fn io(kind: io::ErrorKind) -> Error {
        Error::Io(kind.into())
    }

    fn bad(error: CertificateError) -> Error {
        let inner = rustls::Error::InvalidCertificate(error);
        Error::Io(io::Error::new(io::ErrorKind::InvalidData, inner))
    }

    #[test]
    fn each_failure_has_its_name() {
        check(&Error::HostNotFound, false, false, "no-name");
        check(&Error::Timeout(Timeout::Resolve), false, false, "no-name");
        check(&Error::Timeout(Timeout::Connect), false, false, "timeout");
        check(&io(io::ErrorKind::ConnectionRefused), false, false, "no-server");
        check(&io(io::ErrorKind::NetworkUnreachable), false, false, "no-network");
        check(&io(io::ErrorKind::ConnectionReset), false, false, "reset");
        check(&io(io::ErrorKind::ConnectionReset), true, false, "reset");
        check(&io(io::ErrorKind::UnexpectedEof), true, true, "cut");
        check(&Error::BodyExceedsLimit(1), true, true, "too-large-answer");
        check(&Error::Decompress("gzip", io::Error::other("x")), true, true, "cut");
        check(&bad(CertificateError::UnknownIssuer), false, false, "tls-untrusted");
        check(&bad(CertificateError::NotValidForName), false, false, "tls-name");
        check(&bad(CertificateError::Expired), false, false, "tls-expired");
        check(&bad(CertificateError::NotValidYet), false, false, "tls-not-yet");
        let alert = rustls::Error::AlertReceived(AlertDescription::ProtocolVersion);
        check(&Error::Rustls(alert), false, false, "tls-version");
    }
}
