//! SSHSIG (OpenSSH `PROTOCOL.sshsig`) around Ed25519: what is signed, and how outsiders check it.
//!
//! A record keeps the 64 bytes of Ed25519 alone; all else in the armoured form follows from the
//! key and the constants here, so that `ssh-keygen -Y verify` needs no `redaksi`.

use std::cell::RefCell;

use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest as _, Sha512};
use ssh_key::public::{Ed25519PublicKey, KeyData};
use ssh_key::{Algorithm, HashAlg, LineEnding, PublicKey, SshSig};

use crate::domain::ids::WriterKey;

/// The namespace: a signature made for a letter or a commit can never pass for one of ours.
pub const NAMESPACE: &str = "redaksi";

const HASH: &str = "sha512";
const MAGIC: &[u8] = b"SSHSIG";
/// The magic word, then four strings with their lengths: namespace, reserved, hash name, hash.
const FORM_LEN: usize = MAGIC.len() + 4 * 4 + NAMESPACE.len() + HASH.len() + 64;

/// Says that a signature does not fit key and message, or that the key is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not fit the key and the message")]
pub struct BadSignature;

/// The bytes that Ed25519 signs in place of `message`.
pub fn signed_form(message: &[u8]) -> Vec<u8> {
    let mut form = Vec::with_capacity(FORM_LEN);
    form.extend_from_slice(MAGIC);
    string(NAMESPACE.as_bytes(), &mut form);
    string(b"", &mut form);
    string(HASH.as_bytes(), &mut form);
    string(&Sha512::digest(message), &mut form);
    form
}

/// A string of the SSH wire format; ours are a few bytes long.
fn string(bytes: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(&u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
    out.extend_from_slice(bytes);
}

/// Checks one signature.
///
/// The strict rules: under the weak ones a key of small order, enrolled on purpose, would have
/// signatures that fit many messages.
pub fn verify(key: &WriterKey, message: &[u8], signature: &[u8; 64]) -> Result<(), BadSignature> {
    opened(key)?
        .verify_strict(&signed_form(message), &Signature::from_bytes(signature))
        .map_err(|_no_reason| BadSignature)
}

/// An office has few keys and many records: so many opened keys are remembered.
const REMEMBERED: usize = 32;

thread_local! {
    static OPENED: RefCell<Vec<VerifyingKey>> = const { RefCell::new(Vec::new()) };
}

/// The point of the curve that a key stands for. To find it costs a sixth of a verification, so it
/// is remembered.
fn opened(key: &WriterKey) -> Result<VerifyingKey, BadSignature> {
    OPENED.with_borrow_mut(|known| {
        if let Some(found) = known.iter().find(|found| found.as_bytes() == &key.0) {
            return Ok(*found);
        }
        let found = VerifyingKey::from_bytes(&key.0).map_err(|_no_point| BadSignature)?;
        if known.len() == REMEMBERED {
            known.remove(0);
        }
        known.push(found);
        Ok(found)
    })
}

/// Can this key be enrolled? It must be a point of the curve, and not one of small order.
pub fn is_sound(key: &WriterKey) -> bool {
    VerifyingKey::from_bytes(&key.0).is_ok_and(|key| !key.is_weak())
}

/// The signature as a file that `ssh-keygen -Y verify -n redaksi` reads.
pub fn armoured(key: &WriterKey, signature: &[u8; 64]) -> String {
    // Nothing here can fail: the namespace is not empty and the signature has the length of its
    // algorithm.
    ssh_key::Signature::new(Algorithm::Ed25519, signature.as_slice())
        .and_then(|signature| SshSig::new(data(key), NAMESPACE, HashAlg::Sha512, signature))
        .and_then(|sig| sig.to_pem(LineEnding::LF))
        .unwrap_or_default()
}

/// The key as a line of a `.pub` or `allowed_signers` file. The comment stays on its line.
pub fn public_line(key: &WriterKey, comment: &str) -> String {
    let comment: String = comment.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    PublicKey::new(data(key), comment.trim()).to_openssh().unwrap_or_default()
}

/// The key's fingerprint as OpenSSH prints it: `SHA256:` and base64.
pub fn fingerprint(key: &WriterKey) -> String {
    data(key).fingerprint(HashAlg::Sha256).to_string()
}

fn data(key: &WriterKey) -> KeyData {
    KeyData::Ed25519(Ed25519PublicKey(key.0))
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::process::{Command, Stdio};

    use ed25519_dalek::{Signer as _, SigningKey};

    use super::*;

    fn signed(message: &[u8]) -> (WriterKey, [u8; 64]) {
        let key = SigningKey::from_bytes(&[7; 32]);
        (WriterKey(key.verifying_key().to_bytes()), key.sign(&signed_form(message)).to_bytes())
    }

    #[test]
    fn the_signed_form_is_that_of_the_protocol() {
        let form = signed_form(b"Pasar Lama dibuka");
        assert_eq!(form.len(), FORM_LEN);
        let theirs = SshSig::signed_data(NAMESPACE, HashAlg::Sha512, b"Pasar Lama dibuka").unwrap();
        assert_eq!(form, theirs);
    }

    #[test]
    fn only_the_signed_bytes_verify() {
        let (key, signature) = signed(b"isi");
        assert_eq!(verify(&key, b"isi", &signature), Ok(()));
        assert_eq!(verify(&key, b"isI", &signature), Err(BadSignature));
        for at in [0, 31, 32, 63] {
            let mut bent = signature;
            bent[at] ^= 1;
            assert_eq!(verify(&key, b"isi", &bent), Err(BadSignature), "byte {at}");
        }
        assert_eq!(verify(&WriterKey([8; 32]), b"isi", &signature), Err(BadSignature));
    }

    #[test]
    fn a_key_of_small_order_signs_nothing() {
        // The neutral point: with R the same point and s = 0 the weak rules accept any message.
        let mut neutral = [0; 32];
        neutral[0] = 1;
        let mut signature = [0; 64];
        signature[0] = 1;
        assert_eq!(verify(&WriterKey(neutral), b"apa saja", &signature), Err(BadSignature));
        assert!(!is_sound(&WriterKey(neutral)));
        assert!(is_sound(&signed(b"").0));
    }

    #[test]
    fn a_comment_cannot_begin_a_second_line() {
        let (key, _) = signed(b"");
        let line = public_line(&key, "Sari\nssh-ed25519 AAAA");
        assert!(!line.contains('\n'), "{line:?}");
        assert!(line.starts_with("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA"), "{line:?}");
    }

    /// The real tool, where the machine has it.
    fn ssh_keygen(args: &[&str], stdin: Option<&Path>) -> Option<(bool, String)> {
        let mut command = Command::new("ssh-keygen");
        command.args(args).stdin(
            stdin.map_or_else(Stdio::null, |path| std::fs::File::open(path).unwrap().into()),
        );
        match command.output() {
            Ok(done) => Some((
                done.status.success(),
                String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned(),
            )),
            Err(error) => {
                println!("skipped: ssh-keygen does not run here: {error}");
                None
            }
        }
    }

    fn put(path: &Path, text: &str) {
        use std::io::Write as _;
        std::fs::File::create(path).unwrap().write_all(text.as_bytes()).unwrap();
    }

    #[test]
    fn the_real_tool_accepts_what_we_armour_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let path = |name: &str| dir.path().join(name);
        let (key, signature) = signed(b"{\"v\":1}");
        put(&path("good"), "{\"v\":1}");
        put(&path("bad"), "{\"v\":2}");
        put(&path("sig"), &armoured(&key, &signature));
        put(&path("signers"), &format!("sari {}\n", public_line(&key, "Sari")));
        let (signers, sig) = (path("signers"), path("sig"));
        for (message, namespace, want) in
            [("good", NAMESPACE, true), ("bad", NAMESPACE, false), ("good", "git", false)]
        {
            let args = [
                "-Y",
                "verify",
                "-n",
                namespace,
                "-I",
                "sari",
                "-f",
                signers.to_str().unwrap(),
                "-s",
                sig.to_str().unwrap(),
            ];
            let Some((ok, said)) = ssh_keygen(&args, Some(&path(message))) else { return };
            assert_eq!(ok, want, "{message} {namespace}: {said}");
        }
    }

    #[test]
    fn the_real_tool_prints_the_same_fingerprint() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("key.pub");
        let (key, _) = signed(b"");
        put(&path, &public_line(&key, "Sari"));
        let Some((ok, said)) = ssh_keygen(&["-lf", path.to_str().unwrap()], None) else { return };
        assert!(ok && said.contains(&fingerprint(&key)), "{said}");
    }
}
