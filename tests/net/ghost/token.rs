//! Who asks: a signed token that is no older than five minutes by the server's clock.

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::Value;
use sha2::Sha256;

use super::answer::Refusal;
use crate::net::encode::unbase64;
use crate::net::http::Request;

const OLDEST: i64 = 300;

pub(super) fn check(request: &Request, key: &str, now: i64) -> Result<(), Refusal> {
    let Some(header) = request.header("Authorization") else {
        return Err(Refusal::new(403, "NoPermissionError", "Authorization failed"));
    };
    let bad = |why: &str, code| Err(Refusal::new(401, "UnauthorizedError", why).code(code));
    let Some(token) = header.strip_prefix("Ghost ") else {
        return bad(
            "Authorization header format is \"Authorization: Ghost [token]\"",
            "INVALID_AUTH",
        );
    };
    let parts: Vec<&str> = token.split('.').collect();
    let [head, claims, signature] = *parts else {
        return bad("Invalid token: jwt malformed", "INVALID_JWT");
    };
    let (id, secret) = key.split_once(':').unwrap();
    let (head_json, claims_json) = (part(head), part(claims));
    if head_json["kid"] != id {
        return bad("Unknown Admin API Key", "UNKNOWN_ADMIN_API_KEY");
    }
    let signed = sign(secret, &format!("{head}.{claims}"));
    if head_json["alg"] != "HS256" || bytes(signature) != Some(signed) {
        return bad("Invalid token: invalid signature", "INVALID_JWT");
    }
    let (Some(made), Some(ends)) = (claims_json["iat"].as_i64(), claims_json["exp"].as_i64())
    else {
        return bad("Invalid token: iat required", "INVALID_JWT");
    };
    if ends <= now || made + OLDEST <= now {
        return bad("Invalid token: jwt expired", "INVALID_JWT");
    }
    Ok(())
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    unbase64(&text.replace('-', "+").replace('_', "/"))
}

fn part(text: &str) -> Value {
    bytes(text).and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

fn sign(secret: &str, text: &str) -> Vec<u8> {
    let byte = |two: &[u8]| u8::from_str_radix(std::str::from_utf8(two).unwrap(), 16).unwrap();
    let secret: Vec<u8> = secret.as_bytes().chunks(2).map(byte).collect();
    let mut mac = Hmac::<Sha256>::new_from_slice(&secret).unwrap();
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}
