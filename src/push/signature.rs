//! Signatures of Standard Webhooks 1.0 (the scheme `v1`): HMAC-SHA256 over id, time and body.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

/// What a secret begins with when it is written down.
const PREFIX: &str = "whsec_";
/// Bytes of a secret, as the specification bounds them.
const LENGTH: std::ops::RangeInclusive<usize> = 24..=64;
/// While a secret is being replaced both sign: the new one first.
const MOST: usize = 3;

/// The keys that sign: one, or a new and an old one while receivers change over.
pub struct Keys(Vec<Zeroizing<Vec<u8>>>);

/// Says why some words are no secret. Holds none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadSecret {
    #[error("a signing secret begins with whsec_")]
    Prefix,
    #[error("a signing secret is base64")]
    Form,
    #[error("a signing secret has 24 to 64 bytes")]
    Length,
    #[error("there are no more than {MOST} signing secrets")]
    Number,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

impl Keys {
    /// Reads secrets with blanks or line ends between them; the newest is first.
    pub fn read(text: &str) -> Result<Self, BadSecret> {
        let keys: Vec<_> = text.split_whitespace().map(key).collect::<Result<_, _>>()?;
        if keys.is_empty() || keys.len() > MOST {
            return Err(BadSecret::Number);
        }
        Ok(Self(keys))
    }

    /// The value of `webhook-signature`: one signature a key, with blanks between. `id` has no
    /// full stop in it, and `seconds` is the time of this attempt.
    pub fn sign(&self, id: &str, seconds: i64, body: &[u8]) -> String {
        let sign = |key: &Zeroizing<Vec<u8>>| {
            let mut mac = mac(key);
            mac.update(format!("{id}.{seconds}.").as_bytes());
            mac.update(body);
            format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
        };
        self.0.iter().map(sign).collect::<Vec<_>>().join(" ")
    }
}

fn mac(key: &[u8]) -> Hmac<Sha256> {
    // A key no longer than a block is filled with zeros (RFC 2104, section 2).
    let mut block = Zeroizing::new([0_u8; 64]);
    for (to, from) in block.iter_mut().zip(key) {
        *to = *from;
    }
    Hmac::new((&*block).into())
}

fn key(text: &str) -> Result<Zeroizing<Vec<u8>>, BadSecret> {
    let code = text.strip_prefix(PREFIX).ok_or(BadSecret::Prefix)?;
    let bytes = STANDARD.decode(code).map(Zeroizing::new).map_err(|_form| BadSecret::Form)?;
    if LENGTH.contains(&bytes.len()) { Ok(bytes) } else { Err(BadSecret::Length) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";
    const ID: &str = "0198f3a2-b7c4-7aaa-8bbb-1234567890ab:3";
    const BODY: &str =
        r#"{"type":"artikel.terbit","timestamp":"2026-11-21T20:00:00Z","data":{"id":"0198f3a2"}}"#;
    /// Made by another implementation of the specification.
    const SIGNED: &str = "v1,Iypk5+kWFWIdi5iIDtL0J3dybzy0m/SNSjO5G2nL48A=";

    #[test]
    fn signs_as_others_do() {
        let keys = Keys::read(SECRET).unwrap();
        assert_eq!(keys.sign(ID, 1_795_291_200, BODY.as_bytes()), SIGNED);
    }

    #[test]
    fn two_keys_sign_while_one_takes_the_place_of_the_other() {
        let new = format!("whsec_{}", STANDARD.encode([7; 64]));
        let keys = Keys::read(&format!("{new}\n{SECRET}\n")).unwrap();
        let signed = keys.sign(ID, 1_795_291_200, BODY.as_bytes());
        let (first, second) = signed.split_once(' ').unwrap();
        assert_eq!(second, SIGNED);
        assert!(first.starts_with("v1,") && first != SIGNED);
    }

    #[test]
    fn a_bad_secret_is_told_and_not_shown() {
        #[track_caller]
        fn check(text: &str, wanted: BadSecret) {
            let told = Keys::read(text).unwrap_err();
            assert_eq!(told, wanted);
            assert!(text.len() < 7 || !told.to_string().contains(text));
        }
        check("", BadSecret::Number);
        check("AAECAwQFBgcICQoLDA0ODxAREhMUFRYX", BadSecret::Prefix);
        check("whsec_*", BadSecret::Form);
        check("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRY=", BadSecret::Length);
        check(&[SECRET; 4].join(" "), BadSecret::Number);
        assert_eq!(format!("{:?}", Keys::read(SECRET).unwrap()), "***");
    }
}
