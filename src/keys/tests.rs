//! The key files, tried with good, bad and hostile ones.

use std::fs::Permissions;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

use super::*;

fn pass(text: &str) -> Passphrase {
    Passphrase::new(Zeroizing::new(text.as_bytes().to_vec())).unwrap()
}

fn ring() -> (tempfile::TempDir, Keyring) {
    let dir = tempfile::tempdir().unwrap();
    let ring = Keyring::at(dir.path());
    (dir, ring)
}

fn put(path: &Path, bytes: &[u8]) {
    private::replace_private(path, bytes).unwrap();
}

fn get(path: &Path) -> Vec<u8> {
    private::read_limited(path, LIMIT, Links::Refuse).unwrap()
}

#[test]
fn a_new_key_signs_what_its_public_half_verifies() {
    let (_dir, ring) = ring();
    let key = ring.create(None, "Sari").unwrap();
    assert!(ring.has(&key) && !ring.needs_passphrase(&key).unwrap());
    let unlocked = ring.unlock(&key, None).unwrap();
    assert_eq!(unlocked.key(), key);
    let signature = unlocked.sign(b"isi").unwrap();
    assert_eq!(sshsig::verify(&key, b"isi", &signature), Ok(()));
    assert_eq!(format!("{unlocked:?}"), "Unlocked(***)");
    assert_ne!(ring.create(None, "Sari").unwrap(), key);
}

/// What a file says of its cipher is enough: nothing behind that was looked at.
#[test]
fn an_open_file_is_not_read_to_its_end_to_be_told_from_a_locked_one() {
    let (_dir, ring) = ring();
    let [open, locked] = [None, Some(pass("kopi pagi"))].map(|passphrase| {
        let key = ring.create(passphrase.as_ref(), "Sari").unwrap();
        let mut text = get(&ring.path(&key));
        text.truncate(150);
        put(&ring.path(&key), &text);
        ring.needs_passphrase(&key)
    });
    assert!(!open.unwrap());
    assert!(matches!(locked, Err(KeyError::Broken { .. })));
}

#[test]
fn the_files_are_private_and_openssh_can_read_them() {
    let (_dir, ring) = ring();
    let key = ring.create(None, "Sari\nDewi").unwrap();
    let path = ring.path(&key);
    assert_eq!(std::fs::metadata(path.parent().unwrap()).unwrap().mode() & 0o7777, 0o700);
    for file in [path.clone(), path.with_extension("pub")] {
        assert_eq!(std::fs::metadata(&file).unwrap().mode() & 0o7777, 0o600, "{file:?}");
    }
    assert_eq!(import_public(&path.with_extension("pub")).unwrap(), key);
    let Ok(run) = std::process::Command::new("ssh-keygen").arg("-yf").arg(&path).output() else {
        println!("skipped: ssh-keygen does not run here");
        return;
    };
    let said = String::from_utf8(run.stdout).unwrap();
    assert_eq!(said.trim(), sshsig::public_line(&key, "Sari Dewi"));
}

#[test]
fn a_passphrase_is_needed_and_can_be_changed() {
    let (_dir, ring) = ring();
    let (old, new) = (pass("kopi pagi"), pass("teh sore"));
    let key = ring.create(Some(&old), "Sari").unwrap();
    assert!(ring.needs_passphrase(&key).unwrap());
    assert!(matches!(ring.unlock(&key, None), Err(KeyError::PassphraseMissing)));
    assert!(matches!(ring.unlock(&key, Some(&new)), Err(KeyError::PassphraseWrong)));
    assert_eq!(ring.unlock(&key, Some(&old)).unwrap().key(), key);

    assert!(ring.change_passphrase(&key, Some(&new), None).unwrap_err().is_passphrase());
    ring.change_passphrase(&key, Some(&old), Some(&new)).unwrap();
    assert!(ring.unlock(&key, Some(&old)).is_err());
    ring.change_passphrase(&key, Some(&new), None).unwrap();
    assert_eq!(ring.unlock(&key, None).unwrap().key(), key);
    assert_eq!(std::fs::metadata(ring.path(&key)).unwrap().mode() & 0o7777, 0o600);
}

#[test]
fn a_key_that_is_elsewhere_is_said_to_be() {
    let (_dir, ring) = ring();
    let key = WriterKey([9; 32]);
    assert!(!ring.has(&key));
    assert_eq!(ring.unlock(&key, None).unwrap_err().kind(), "no_key");
    assert_eq!(ring.needs_passphrase(&key).unwrap_err().kind(), "no_key");
}

#[test]
fn damage_to_a_key_file_is_told_and_never_a_panic() {
    let (_dir, ring) = ring();
    let key = ring.create(None, "Sari").unwrap();
    let path = ring.path(&key);
    let whole = get(&path);
    for end in (0..whole.len() - 10).step_by(7) {
        put(&path, &whole[..end]);
        assert!(matches!(ring.unlock(&key, None), Err(KeyError::Broken { .. })), "cut at {end}");
    }
    for at in (0..whole.len()).step_by(3) {
        let mut bent = whole.clone();
        bent[at] ^= 2;
        put(&path, &bent);
        // Padding and comment may change unseen; the key may not.
        if let Ok(unlocked) = ring.unlock(&key, None) {
            assert_eq!(unlocked.key(), key, "bent at {at}");
        }
    }
    put(&path, &[0xFF; 400]);
    assert_eq!(ring.unlock(&key, None).unwrap_err().kind(), "damaged");
    put(&path, &vec![b'a'; 20_000]);
    assert!(matches!(
        ring.unlock(&key, None),
        Err(KeyError::Path(PathError::TooLarge { limit: LIMIT, .. }))
    ));
}

#[test]
fn another_persons_key_under_the_name_is_refused() {
    let (_dir, ring) = ring();
    let (mine, other) = (ring.create(None, "a").unwrap(), ring.create(None, "b").unwrap());
    put(&ring.path(&mine), &get(&ring.path(&other)));
    let error = ring.unlock(&mine, None).unwrap_err();
    assert!(matches!(error, KeyError::OtherKey { found, .. } if found == other), "{error}");
}

#[test]
fn a_key_that_others_can_read_is_refused() {
    let (_dir, ring) = ring();
    let key = ring.create(None, "Sari").unwrap();
    std::fs::set_permissions(ring.path(&key), Permissions::from_mode(0o644)).unwrap();
    let KeyError::Path(error) = ring.unlock(&key, None).unwrap_err() else { panic!() };
    assert!(error.fix().unwrap().starts_with("chmod 600 /"), "{error}");
}

#[test]
fn a_file_that_asks_for_endless_work_is_refused_at_once() {
    let (_dir, ring) = ring();
    let pair = Ed25519Keypair::from_seed(&[5; 32]);
    let key = WriterKey(pair.public.0);
    let private = PrivateKey::new(KeypairData::Ed25519(pair), "x").unwrap();
    let kdf = |rounds| Kdf::Bcrypt { salt: vec![1; 16], rounds };
    let cheap = private.encrypt_with(ssh_key::Cipher::Aes256Ctr, kdf(1), 7, "sandi").unwrap();
    // The number of rounds stands in the clear: raising it there is enough for an attacker.
    let mut bytes = cheap.to_bytes().unwrap().to_vec();
    let salt = bytes.windows(16).position(|part| part == [1; 16]).unwrap();
    bytes[salt + 16..salt + 20].copy_from_slice(&u32::MAX.to_be_bytes());
    let text = PrivateKey::from_bytes(&bytes).unwrap().to_openssh(LineEnding::LF).unwrap();
    private::create_private_dir(&ring.folder).unwrap();
    put(&ring.path(&key), text.as_bytes());
    let error = ring.unlock(&key, Some(&pass("sandi"))).unwrap_err();
    assert!(matches!(error, KeyError::TooMuchWork { rounds: u32::MAX, .. }), "{error}");
}

#[test]
fn public_keys_come_in_if_they_are_ours_in_kind() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("key.pub");
    let check = |text: &str| {
        put(&path, text.as_bytes());
        import_public(&path)
    };
    let key = WriterKey(Ed25519Keypair::from_seed(&[5; 32]).public.0);
    let line = sshsig::public_line(&key, "Budi Santoso");
    assert_eq!(check(&line).unwrap(), key);
    assert_eq!(check(&format!("{line}\r\n\n")).unwrap(), key);
    let mut neutral = [0; 32];
    neutral[0] = 1;
    let weak = sshsig::public_line(&WriterKey(neutral), "x");
    assert!(matches!(check(&weak), Err(KeyError::Unsound { .. })));
    let rsa = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAQQC7 x";
    let ecdsa = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTY= x";
    for text in ["", "halo", "ssh-ed25519 AAAA", rsa, ecdsa, "\u{0}\u{1}"] {
        let error = check(text).unwrap_err();
        assert!(
            matches!(error, KeyError::Broken { .. } | KeyError::NotEd25519 { .. }),
            "{text:?}: {error:?}"
        );
    }
    put(&path, &[0xFF; 64]);
    assert_eq!(import_public(&path).unwrap_err().kind(), "damaged");
    assert_eq!(import_public(&dir.path().join("tiada")).unwrap_err().kind(), "io");
}

#[test]
fn a_private_key_of_another_kind_is_named() {
    let (_dir, ring) = ring();
    let key = ring.create(None, "Sari").unwrap();
    let path = ring.path(&key);
    private::remove_private(&path).unwrap();
    let made = std::process::Command::new("ssh-keygen")
        .args(["-q", "-t", "ecdsa", "-N", "", "-f"])
        .arg(&path)
        .stdin(std::process::Stdio::null())
        .output();
    // The public file is there already: it is asked for, and stays with no answer.
    if made.is_err() || !path.exists() {
        println!("skipped: ssh-keygen made no key here");
        return;
    }
    let error = ring.unlock(&key, None).unwrap_err();
    assert!(matches!(error, KeyError::NotEd25519 { .. }), "{error:?}");
}
