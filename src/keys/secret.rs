//! What a destination knows us by: a password, an API key. It belongs to the machine: never in the
//! desk's file, in a backup, in a log or in an error.

use std::fmt;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use zeroize::Zeroizing;

use super::{Passphrase, system};
use crate::domain::delivery::Name;
use crate::paths::private::{self, Links};
use crate::paths::{self, PathError};

/// No password or key comes near this.
const LIMIT: usize = 4 * 1024;
/// A password manager may ask its owner something; one that does not answer is not waited for.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);
const BREATH: Duration = Duration::from_millis(20);

/// A secret, wiped from memory when dropped, and never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

/// Says why a secret cannot be had. Holds nothing of what a file or a command said.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    #[error("there is none on this machine")]
    None,
    #[error("it is empty")]
    Empty,
    #[error("it is longer than {limit} bytes")]
    TooLong { limit: usize },
    #[error("it is not one line of text")]
    NotALine,
    #[error("the command {command} does not run")]
    NoCommand {
        command: String,
        #[source]
        source: std::io::Error,
    },
    #[error("the command {command} ended with {status}")]
    Failed { command: String, status: String },
    #[error("the command {command} did not answer in {seconds} s")]
    Silent { command: String, seconds: u64 },
    #[error("this program was built without the system's key store")]
    NoStore,
    #[error("the system's key store refused: {0}")]
    Store(String),
    #[error(transparent)]
    Path(#[from] PathError),
}

impl SecretError {
    /// Which of them: `secret-…` among the words.
    pub fn word(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Empty => "empty",
            Self::TooLong { .. } => "too-long",
            Self::NotALine => "not-a-line",
            Self::NoCommand { .. } => "no-command",
            Self::Failed { .. } => "failed",
            Self::Silent { .. } => "silent",
            Self::NoStore => "no-store",
            Self::Store(_) => "store",
            Self::Path(_) => "path",
        }
    }
}

impl Secret {
    /// One line: whoever gives it may end it with a line break.
    pub fn new(text: &str) -> Result<Self, SecretError> {
        let line = text.strip_suffix('\n').unwrap_or(text);
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.is_empty() {
            return Err(SecretError::Empty);
        }
        if line.len() > LIMIT {
            return Err(SecretError::TooLong { limit: LIMIT });
        }
        // A line break in a header would be another header.
        if line.chars().any(char::is_control) {
            return Err(SecretError::NotALine);
        }
        Ok(Self(Zeroizing::new(line.to_owned())))
    }

    /// For a destination that needs none, such as a folder.
    pub fn none() -> Self {
        Self(Zeroizing::default())
    }

    /// At the last moment, where the request is made.
    pub fn expose(&self) -> &str {
        &self.0
    }

    pub(super) fn from_bytes(bytes: Vec<u8>) -> Result<Self, SecretError> {
        let bytes = Zeroizing::new(bytes);
        let text = str::from_utf8(&bytes).map_err(|_not_text| SecretError::NotALine)?;
        Self::new(text)
    }

    /// The first and only line of a file that nobody else can read.
    pub fn from_file(path: &Path) -> Result<Self, SecretError> {
        paths::check_secret(path)?;
        Self::from_bytes(private::read_limited(path, LIMIT as u64 + 2, Links::Refuse)?)
    }

    /// What a person typed after a question.
    pub fn typed(typed: &Passphrase) -> Result<Self, SecretError> {
        Self::from_bytes(typed.bytes().to_vec())
    }

    /// What a command prints, such as a password manager's: it gets no input, and may not take
    /// long. What it says on its error stream is not kept.
    pub fn by_command(argv: &[String]) -> Result<Self, SecretError> {
        by_command(argv, PATIENCE)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(***)")
    }
}

/// The secrets that are kept as files, in a folder of the desk's that nobody else can read.
#[derive(Debug, Clone)]
pub struct Secrets {
    folder: PathBuf,
}

impl Secrets {
    pub fn at(desk: &Path) -> Self {
        Self { folder: desk.join("secrets") }
    }

    fn path(&self, name: &Name) -> PathBuf {
        self.folder.join(name.as_str())
    }

    pub fn has(&self, name: &Name) -> bool {
        self.path(name).exists()
    }

    pub fn read(&self, name: &Name) -> Result<Secret, SecretError> {
        if self.has(name) { Secret::from_file(&self.path(name)) } else { Err(SecretError::None) }
    }

    pub fn keep(&self, name: &Name, secret: &Secret) -> Result<(), SecretError> {
        private::create_private_dir(&self.folder)?;
        Ok(private::replace_private(&self.path(name), secret.expose().as_bytes())?)
    }

    pub fn forget(&self, name: &Name) -> Result<(), SecretError> {
        Ok(private::remove_private(&self.path(name))?)
    }

    /// From the system's key store, where that is what the machine's settings say.
    pub fn read_stored(&self, name: &Name) -> Result<Secret, SecretError> {
        system::read(self.account(name))
    }

    pub fn keep_stored(&self, name: &Name, secret: &Secret) -> Result<(), SecretError> {
        system::keep(self.account(name), secret.clone())
    }

    pub fn forget_stored(&self, name: &Name) -> Result<(), SecretError> {
        system::forget(self.account(name))
    }

    /// Two desks of one person may have destinations of one name.
    fn account(&self, name: &Name) -> String {
        let desk = self.folder.parent().unwrap_or(&self.folder);
        format!("{name} ({})", desk.display())
    }
}

fn by_command(argv: &[String], patience: Duration) -> Result<Secret, SecretError> {
    let (command, arguments) = argv.split_first().ok_or(SecretError::None)?;
    let deadline = Instant::now() + patience;
    let name = || command.clone();
    let mut child = Command::new(command)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|source| SecretError::NoCommand { command: name(), source })?;
    let said = listen(&mut child);
    let silent = || SecretError::Silent { command: name(), seconds: patience.as_secs() };
    let bytes = said.recv_timeout(patience);
    // It may have said all and still be there.
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break Some(status),
            Ok(None) if bytes.is_ok() && Instant::now() < deadline => std::thread::sleep(BREATH),
            _ => {
                // Through its handle: no other process can be meant.
                let _gone = child.kill();
                let _reaped = child.wait();
                break None;
            }
        }
    };
    let bytes = bytes.map_err(|_nothing| silent())?;
    if bytes.len() > LIMIT + 2 {
        return Err(SecretError::TooLong { limit: LIMIT });
    }
    match status {
        None => Err(silent()),
        Some(status) if !status.success() => {
            Err(SecretError::Failed { command: name(), status: status.to_string() })
        }
        Some(_) => Secret::from_bytes(bytes.to_vec()),
    }
}

/// Reads what the child says, in a thread of its own: a read cannot be given up.
fn listen(child: &mut Child) -> mpsc::Receiver<Zeroizing<Vec<u8>>> {
    let (tell, said) = mpsc::channel();
    if let Some(stdout) = child.stdout.take() {
        std::thread::spawn(move || {
            let mut bytes = Zeroizing::new(Vec::with_capacity(LIMIT + 4));
            // Cut short, it is no secret; the end of the child tells why.
            let _cut = stdout.take(LIMIT as u64 + 3).read_to_end(&mut bytes);
            let _nobody_waits = tell.send(bytes);
        });
    }
    said
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn run(script: &str) -> Result<Secret, SecretError> {
        let argv = ["sh", "-c", script].map(str::to_owned);
        by_command(&argv, Duration::from_millis(700))
    }

    #[test]
    fn a_secret_is_one_line_and_never_printed() {
        let secret = Secret::new("abcd efgh\r\n").unwrap();
        assert_eq!(secret.expose(), "abcd efgh");
        assert_eq!(format!("{secret:?} {:?}", Some(&secret)), "Secret(***) Some(Secret(***))");
        assert!(matches!(Secret::new("\n"), Err(SecretError::Empty)));
        assert!(matches!(Secret::new("a\r\nX-Evil: 1"), Err(SecretError::NotALine)));
        assert!(matches!(Secret::new(&"x".repeat(5_000)), Err(SecretError::TooLong { .. })));
    }

    #[test]
    fn a_file_is_private_or_refused() {
        let dir = tempfile::tempdir().unwrap();
        let secrets = Secrets::at(dir.path());
        let name: Name = "situs".parse().unwrap();
        assert!(matches!(secrets.read(&name), Err(SecretError::None)));
        secrets.keep(&name, &Secret::new("kunci").unwrap()).unwrap();
        assert_eq!(secrets.read(&name).unwrap().expose(), "kunci");
        let path = dir.path().join("secrets/situs");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        for mode in [0o640, 0o604, 0o666] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            assert!(matches!(secrets.read(&name), Err(SecretError::Path(_))), "{mode:o}");
        }
        secrets.forget(&name).unwrap();
        assert!(!secrets.has(&name));
    }

    #[cfg(not(feature = "keyring"))]
    #[test]
    fn a_program_without_a_key_store_says_so() {
        let secrets = Secrets::at(Path::new("/meja"));
        let name: Name = "situs".parse().unwrap();
        let secret = Secret::new("kunci").unwrap();
        for answer in [
            secrets.read_stored(&name).map(drop),
            secrets.keep_stored(&name, &secret),
            secrets.forget_stored(&name),
        ] {
            assert!(matches!(answer, Err(SecretError::NoStore)), "{answer:?}");
        }
        assert_eq!(secrets.account(&name), "situs (/meja)");
    }

    #[test]
    fn a_command_gives_it_or_is_told_by_how_it_ended() {
        assert_eq!(run("printf 'kopi pagi\\n'").unwrap().expose(), "kopi pagi");
        for (script, word) in [
            ("echo rahasia; exit 3", "failed"),
            ("yes | head -c 9000", "too-long"),
            ("sleep 30", "silent"),
            ("echo rahasia; exec >&-; sleep 30", "silent"),
            ("printf 'a\\nb'", "not-a-line"),
            ("true", "empty"),
        ] {
            let before = Instant::now();
            let error = run(script).unwrap_err();
            assert_eq!(error.word(), word, "{script}");
            assert!(!format!("{error} {error:?}").contains("rahasia"), "{error:?}");
            assert!(before.elapsed() < Duration::from_secs(5), "{script}");
        }
        let nowhere = by_command(&["/nonexistent/pass".to_owned()], PATIENCE).unwrap_err();
        assert_eq!(nowhere.word(), "no-command");
    }
}
