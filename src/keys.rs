//! The key files of a desk: one Ed25519 key a writer, in OpenSSH's own format, private from the
//! moment it exists.
//!
//! Reading a desk opens no key. A deed unlocks one before its transaction begins, and it is wiped
//! from memory when the deed is done.

mod note;
mod passphrase;
pub mod secret;
mod system;
mod words;

use std::fmt;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use ed25519_dalek::{Signer as _, SigningKey};
use rand_core::{OsRng, RngCore as _};
use ssh_key::private::{Ed25519Keypair, KeypairData};
use ssh_key::public::KeyData;
use ssh_key::{Kdf, LineEnding, PrivateKey, PublicKey};
use zeroize::Zeroizing;

pub use self::passphrase::Passphrase;
use crate::domain::ids::WriterKey;
use crate::domain::record::{SignError, Signer};
use crate::domain::seal::sshsig;
use crate::paths::private::{self, Links};
use crate::paths::{Deed, PathError};

/// No key file that we or OpenSSH write comes near this.
const LIMIT: u64 = 16 * 1024;

/// What a file may ask of us before it is opened: some seconds of work. The tools' own defaults
/// are 16 and 24 rounds.
const MOST_ROUNDS: u32 = 1024;

/// How the body of a key file begins whose cipher is none: `openssh-key-v1` and that word, in
/// base64.
const OPEN: &[u8] = b"b3BlbnNzaC1rZXktdjEAAAAABG5vbmU";

/// Says why a key cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error("the key {key} is not on this machine")]
    NoKey { key: WriterKey },
    #[error("the key needs a passphrase")]
    PassphraseMissing,
    #[error("the passphrase does not fit the key")]
    PassphraseWrong,
    #[error("the two passphrases differ")]
    PassphrasesDiffer,
    #[error("the passphrase is empty")]
    PassphraseEmpty,
    #[error("the passphrase is longer than {limit} bytes")]
    PassphraseTooLong { limit: usize },
    #[error("there is no terminal to ask for a passphrase")]
    NoTerminal,
    #[error("the terminal did not give a passphrase")]
    Prompt(#[source] std::io::Error),
    #[error("{} is not a key in OpenSSH's format", path.display())]
    Broken {
        path: PathBuf,
        #[source]
        source: ssh_key::Error,
    },
    /// A key of another algorithm: sound for others, of no use here.
    #[error("{} is not an Ed25519 key", path.display())]
    NotEd25519 { path: PathBuf },
    /// The file holds the key of somebody else.
    #[error("{} holds the key {found}", path.display())]
    OtherKey { path: PathBuf, found: WriterKey },
    #[error("{} holds a key with which anybody could sign", path.display())]
    Unsound { path: PathBuf },
    #[error("{} asks for {rounds} rounds of work", path.display())]
    TooMuchWork { path: PathBuf, rounds: u32 },
    #[error("the key could not be put in its format")]
    Format(#[source] ssh_key::Error),
    #[error(transparent)]
    Path(#[from] PathError),
}

/// The keys of one desk.
#[derive(Debug, Clone)]
pub struct Keyring {
    folder: PathBuf,
    /// Where the second copy of the notes lies: outside the desk, so that a desk that came back
    /// from a copy does not bring back its own old notes alone.
    state: Option<PathBuf>,
}

impl Keyring {
    pub fn at(desk: &Path) -> Self {
        Self { folder: desk.join("keys"), state: None }
    }

    #[must_use]
    pub fn with_state(mut self, state: &Path) -> Self {
        self.state = Some(state.to_owned());
        self
    }

    /// The private key's file.
    pub fn path(&self, key: &WriterKey) -> PathBuf {
        self.folder.join(key.file_stem())
    }

    /// Makes a new key and its two files. The comment stands in both, for people.
    pub fn create(
        &self,
        passphrase: Option<&Passphrase>,
        comment: &str,
    ) -> Result<WriterKey, KeyError> {
        let mut seed = Zeroizing::new([0; 32]);
        OsRng.fill_bytes(seed.as_mut());
        let pair = Ed25519Keypair::from_seed(&seed);
        let key = WriterKey(pair.public.0);
        let private = PrivateKey::new(KeypairData::Ed25519(pair), one_line(comment))
            .map_err(KeyError::Format)?;
        let text = written(private, passphrase)?;
        private::create_private_dir(&self.folder)?;
        put_new(&self.path(&key), text.as_bytes())?;
        let line = sshsig::public_line(&key, comment) + "\n";
        put_new(&self.path(&key).with_extension("pub"), line.as_bytes())?;
        private::sync_dir(&self.folder)?;
        Ok(key)
    }

    pub fn has(&self, key: &WriterKey) -> bool {
        self.path(key).exists()
    }

    /// Answered for everybody when the workstation begins: a file that says itself that it is open
    /// is not read further, since its key would be reckoned out to be checked.
    pub fn needs_passphrase(&self, key: &WriterKey) -> Result<bool, KeyError> {
        let text = self.text(key)?;
        let body = text.split(|byte| *byte == b'\n').nth(1);
        if body.is_some_and(|body| body.starts_with(OPEN)) {
            return Ok(false);
        }
        self.parsed(key, &text).map(|private| private.is_encrypted())
    }

    /// Opens a key for signing.
    pub fn unlock(
        &self,
        key: &WriterKey,
        passphrase: Option<&Passphrase>,
    ) -> Result<Unlocked, KeyError> {
        self.signing_key(key, &self.decrypted(key, passphrase)?).map(|secret| Unlocked { secret })
    }

    /// Sets, changes or takes away the passphrase. The old file stays until the new one is whole
    /// and was opened once.
    pub fn change_passphrase(
        &self,
        key: &WriterKey,
        old: Option<&Passphrase>,
        new: Option<&Passphrase>,
    ) -> Result<(), KeyError> {
        let private = self.decrypted(key, old)?;
        let text = written(private, new)?;
        let reread = PrivateKey::from_openssh(text.as_bytes()).map_err(KeyError::Format)?;
        self.signing_key(key, &opened(reread, new)?)?;
        private::replace_private(&self.path(key), text.as_bytes())?;
        Ok(())
    }

    fn read(&self, key: &WriterKey) -> Result<PrivateKey, KeyError> {
        self.parsed(key, &self.text(key)?)
    }

    fn text(&self, key: &WriterKey) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        let path = self.path(key);
        if !path.exists() {
            return Err(KeyError::NoKey { key: *key });
        }
        crate::paths::check_secret(&path)?;
        Ok(Zeroizing::new(private::read_limited(&path, LIMIT, Links::Refuse)?))
    }

    fn parsed(&self, key: &WriterKey, text: &[u8]) -> Result<PrivateKey, KeyError> {
        let path = self.path(key);
        let private = PrivateKey::from_openssh(text).map_err(|source| broken(&path, source))?;
        let found = writer_key(private.public_key().key_data(), &path)?;
        if found != *key {
            return Err(KeyError::OtherKey { path, found });
        }
        match private.kdf() {
            Kdf::Bcrypt { rounds, .. } if *rounds > MOST_ROUNDS => {
                Err(KeyError::TooMuchWork { path, rounds: *rounds })
            }
            _ => Ok(private),
        }
    }

    fn decrypted(
        &self,
        key: &WriterKey,
        passphrase: Option<&Passphrase>,
    ) -> Result<PrivateKey, KeyError> {
        opened(self.read(key)?, passphrase)
    }

    /// The secret half, after checking that it belongs to the public one: the file says both.
    fn signing_key(&self, key: &WriterKey, private: &PrivateKey) -> Result<SigningKey, KeyError> {
        let KeypairData::Ed25519(pair) = private.key_data() else {
            return Err(KeyError::NotEd25519 { path: self.path(key) });
        };
        let secret = SigningKey::from_bytes(pair.private.as_ref());
        let found = WriterKey(secret.verifying_key().to_bytes());
        if found != *key {
            return Err(KeyError::OtherKey { path: self.path(key), found });
        }
        Ok(secret)
    }
}

/// Reads the public key of somebody who works on another machine: an OpenSSH `.pub` file.
pub fn import_public(path: &Path) -> Result<WriterKey, KeyError> {
    let bytes = private::read_limited(path, LIMIT, Links::Follow)?;
    let text = String::from_utf8_lossy(&bytes);
    let public = PublicKey::from_openssh(text.trim()).map_err(|source| broken(path, source))?;
    let key = writer_key(public.key_data(), path)?;
    if sshsig::is_sound(&key) { Ok(key) } else { Err(KeyError::Unsound { path: path.to_owned() }) }
}

/// A key that can sign, until it is dropped.
pub struct Unlocked {
    /// Wiped when dropped.
    secret: SigningKey,
}

impl Signer for Unlocked {
    fn key(&self) -> WriterKey {
        WriterKey(self.secret.verifying_key().to_bytes())
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError> {
        self.secret
            .try_sign(&sshsig::signed_form(message))
            .map(|signature| signature.to_bytes())
            .map_err(|error| SignError(Box::new(error)))
    }
}

impl fmt::Debug for Unlocked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Unlocked(***)")
    }
}

fn broken(path: &Path, source: ssh_key::Error) -> KeyError {
    let path = path.to_owned();
    match source {
        ssh_key::Error::AlgorithmUnsupported { .. } | ssh_key::Error::AlgorithmUnknown => {
            KeyError::NotEd25519 { path }
        }
        source => KeyError::Broken { path, source },
    }
}

fn writer_key(data: &KeyData, path: &Path) -> Result<WriterKey, KeyError> {
    // The key of a hardware token is another kind: it signs more than the bytes it is given.
    data.ed25519()
        .map(|key| WriterKey(key.0))
        .ok_or_else(|| KeyError::NotEd25519 { path: path.to_owned() })
}

fn opened(private: PrivateKey, passphrase: Option<&Passphrase>) -> Result<PrivateKey, KeyError> {
    if !private.is_encrypted() {
        return Ok(private);
    }
    let passphrase = passphrase.ok_or(KeyError::PassphraseMissing)?;
    // A wrong passphrase and a damaged secret look the same from outside.
    private.decrypt(passphrase.bytes()).map_err(|_either| KeyError::PassphraseWrong)
}

/// The text of a key file.
fn written(
    private: PrivateKey,
    passphrase: Option<&Passphrase>,
) -> Result<Zeroizing<String>, KeyError> {
    match passphrase {
        Some(passphrase) => private.encrypt(&mut OsRng, passphrase.bytes()),
        None => Ok(private),
    }
    .and_then(|private| private.to_openssh(LineEnding::LF))
    .map_err(KeyError::Format)
}

fn put_new(path: &Path, bytes: &[u8]) -> Result<(), KeyError> {
    let mut file = private::create_private_file(path)?;
    if let Err(source) = file.write_all(bytes).and_then(|()| file.sync_all()) {
        // Half a key is none, and would be in the way of nothing but understanding.
        private::remove_private(path)?;
        return Err(PathError::io(Deed::Write, path, source).into());
    }
    Ok(())
}

fn one_line(comment: &str) -> String {
    comment.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests;
