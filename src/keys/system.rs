//! The system's own key store: Secret Service, Keychain or Credential Manager. Programs that are
//! built without the feature `keyring` say that they have none.

use super::secret::{Secret, SecretError};

#[cfg(feature = "keyring")]
mod store {
    use std::sync::mpsc;

    use keyring::{Entry, Error};

    use super::{Secret, SecretError};
    use crate::keys::secret::PATIENCE;

    /// As people see it in the store.
    const SERVICE: &str = "redaksi";

    /// A store may ask its owner something; one that does not answer is not waited for.
    fn ask<T: Send + 'static>(
        account: String,
        act: impl FnOnce(&Entry) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, SecretError> {
        let (tell, told) = mpsc::channel();
        std::thread::spawn(move || {
            let answer = Entry::new(SERVICE, &account).and_then(|entry| act(&entry));
            let _nobody_waits = tell.send(answer);
        });
        match told.recv_timeout(PATIENCE) {
            Err(_silent) => Err(SecretError::Store("it did not answer in time".to_owned())),
            Ok(Err(Error::NoEntry)) => Err(SecretError::None),
            // Of an entry that is no text the error holds the bytes.
            Ok(Err(Error::BadEncoding(_))) => Err(SecretError::NotALine),
            Ok(Err(error)) => Err(SecretError::Store(error.to_string())),
            Ok(Ok(value)) => Ok(value),
        }
    }

    pub(in crate::keys) fn read(account: String) -> Result<Secret, SecretError> {
        Secret::from_bytes(ask(account, Entry::get_secret)?)
    }

    pub(in crate::keys) fn keep(account: String, secret: Secret) -> Result<(), SecretError> {
        ask(account, move |entry| entry.set_password(secret.expose()))
    }

    pub(in crate::keys) fn forget(account: String) -> Result<(), SecretError> {
        match ask(account, Entry::delete_credential) {
            Err(SecretError::None) => Ok(()),
            other => other,
        }
    }
}

#[cfg(not(feature = "keyring"))]
mod store {
    use super::{Secret, SecretError};

    pub(in crate::keys) fn read(_account: String) -> Result<Secret, SecretError> {
        Err(SecretError::NoStore)
    }

    pub(in crate::keys) fn keep(_account: String, _secret: Secret) -> Result<(), SecretError> {
        Err(SecretError::NoStore)
    }

    pub(in crate::keys) fn forget(_account: String) -> Result<(), SecretError> {
        Err(SecretError::NoStore)
    }
}

pub(super) use store::{forget, keep, read};

#[cfg(all(test, feature = "keyring"))]
mod tests {
    use std::any::Any;
    use std::collections::BTreeMap;
    use std::sync::{Arc, Mutex, PoisonError};

    use keyring::credential::{Credential, CredentialApi, CredentialBuilderApi};
    use keyring::{Error, Result};

    use super::*;

    type Kept = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

    /// A store in this process, as no machine that tests has to have one.
    #[derive(Default)]
    struct Store(Kept);

    struct Place(Kept, String);

    impl CredentialBuilderApi for Store {
        fn build(&self, _: Option<&str>, service: &str, user: &str) -> Result<Box<Credential>> {
            Ok(Box::new(Place(Arc::clone(&self.0), format!("{service}/{user}"))))
        }

        fn as_any(&self) -> &dyn Any {
            self
        }
    }

    impl Place {
        fn with<T>(&self, act: impl FnOnce(&mut BTreeMap<String, Vec<u8>>) -> T) -> Result<T> {
            if self.1.contains("terkunci") {
                return Err(Error::NoStorageAccess("the store is locked".into()));
            }
            Ok(act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner)))
        }
    }

    impl CredentialApi for Place {
        fn set_secret(&self, secret: &[u8]) -> Result<()> {
            self.with(|kept| kept.insert(self.1.clone(), secret.to_vec())).map(drop)
        }

        fn get_secret(&self) -> Result<Vec<u8>> {
            self.with(|kept| kept.get(&self.1).cloned())?.ok_or(Error::NoEntry)
        }

        fn delete_credential(&self) -> Result<()> {
            self.with(|kept| kept.remove(&self.1))?.map(drop).ok_or(Error::NoEntry)
        }

        fn as_any(&self) -> &dyn Any {
            self
        }
    }

    #[test]
    fn a_secret_is_kept_read_and_forgotten_and_a_locked_store_says_so() {
        let store = Store::default();
        let kept = Arc::clone(&store.0);
        keyring::set_default_credential_builder(Box::new(store));
        let account = || "situs (/meja)".to_owned();
        assert!(matches!(read(account()), Err(SecretError::None)));
        keep(account(), Secret::new("kunci").unwrap()).unwrap();
        assert_eq!(read(account()).unwrap().expose(), "kunci");
        assert!(matches!(read("situs (/lain)".to_owned()), Err(SecretError::None)));
        kept.lock().unwrap().insert("redaksi/situs (/meja)".to_owned(), vec![0xff]);
        assert!(matches!(read(account()), Err(SecretError::NotALine)));
        forget(account()).unwrap();
        forget(account()).unwrap();
        assert!(kept.lock().unwrap().is_empty());
        match read("terkunci".to_owned()) {
            Err(SecretError::Store(why)) => assert!(why.contains("locked"), "{why}"),
            other => panic!("{other:?}"),
        }
    }
}
