//! SSHSIG (OpenSSH `PROTOCOL.sshsig`) around Ed25519.
