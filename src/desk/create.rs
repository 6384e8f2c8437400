//! A new desk: its folder, its keys, and the first records of its ledger.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::act::SERVICE;
use super::house::{Checked, checked};
use super::people::{check_full_name, check_name};
use super::{Desk, DeskError, FILE, Intent, has_backups, look_at_disk};
use crate::clock::Clock;
use crate::domain::ids::{OfficeId, PersonId};
use crate::domain::note::Note;
use crate::domain::office::{SINGLE_EYE, Setting};
use crate::domain::people::Roles;
use crate::domain::record::{Deed, Signer};
use crate::keys::{Keyring, Passphrase};
use crate::paths::private;
use crate::paths::reserve::Reserve;
use crate::paths::{self};
use crate::store::Store;
use crate::store::append::Draft;
use crate::store::open::How;

/// What must be known to make a desk.
pub struct Founding<'a> {
    /// `name place timezone site_url language sections gate single_eye`.
    pub settings: Vec<(&'static str, String)>,
    pub person: &'a str,
    pub full_name: Option<&'a str>,
    pub passphrase: Option<&'a Passphrase>,
}

/// While a desk is made its file has this name: what is half-made is no desk.
const UNFINISHED: &str = "desk.db.new";

impl Desk {
    /// Makes a desk in a folder that is new or holds none.
    pub fn create(
        dir: &Path,
        state: &Path,
        clock: Arc<Clock>,
        founding: &Founding<'_>,
    ) -> Result<Self, DeskError> {
        if dir.join(FILE).exists() || has_backups(dir) {
            // An empty file beside backups is a lost desk, not a new one.
            let has_backups = has_backups(dir);
            return Err(DeskError::DeskExists { dir: dir.to_owned(), has_backups });
        }
        check_name(founding.person)?;
        check_full_name(founding.full_name)?;
        let mut settings = Vec::new();
        for (key, value) in &founding.settings {
            settings.push((*key, checked(key, value)?));
        }
        private::create_private_dir(dir)?;
        paths::check_desk_folder(dir)?;
        let exclusive = look_at_disk(dir, &mut Vec::new())?;
        for room in ["backups", "media", "rescued"] {
            private::create_private_dir(&dir.join(room))?;
        }
        let unfinished = dir.join(UNFINISHED);
        for end in ["", "-wal", "-shm", "-journal"] {
            private::remove_private(&dir.join(format!("{UNFINISHED}{end}")))?;
        }
        drop(private::create_private_file(&unfinished)?);
        let how = How { exclusive, ..How::default() };
        let mut store = Store::create(&unfinished, how)?;
        found(&mut store, dir, &clock, settings, founding)?;
        store.tidy();
        drop(store);
        std::fs::rename(&unfinished, dir.join(FILE))
            .map_err(|source| DeskError::Read { path: unfinished, source })?;
        private::sync_dir(dir)?;
        // Without room for a reserve the desk still works.
        let _kept = Reserve::of(dir).keep()?;
        Self::open(dir, state, clock, Intent::Write)
    }
}

/// Writes the genesis: the office, its first administrator, and the keys of both that person and
/// the desk's own service. The first key signs for itself; `audit verify` prints its fingerprint.
fn found(
    store: &mut Store,
    dir: &Path,
    clock: &Clock,
    settings: Vec<(&'static str, Checked)>,
    founding: &Founding<'_>,
) -> Result<(), DeskError> {
    let key_error = |source| DeskError::Key { name: founding.person.to_owned(), source };
    let keyring = Keyring::at(dir);
    let key = keyring.create(founding.passphrase, founding.person).map_err(key_error)?;
    let signer = keyring.unlock(&key, founding.passphrase).map_err(key_error)?;
    let service = keyring.create(None, SERVICE).map_err(key_error)?;
    let office = OfficeId(clock.uuid());
    let person = PersonId(clock.uuid());
    let at = clock.now();
    let desk_id = clock.uuid().to_string();
    let end = store.write("make the desk", |tx| {
        let note = |text: &str| tx.put_note(&Note::new(text, clock.salt()));
        let mut values = BTreeMap::from([(SINGLE_EYE.to_owned(), Setting::Flag(false))]);
        for (name, value) in settings {
            let value = match value {
                Checked::Words(words) => Setting::Note(note(&words)?),
                Checked::Switch(on) => Setting::Flag(on),
            };
            values.insert(name.to_owned(), value);
        }
        let deeds = [
            Deed::OfficeCreated { settings: values },
            Deed::PersonAdded {
                person,
                name: note(founding.person)?,
                full_name: founding.full_name.map(note).transpose()?,
                roles: Roles::all(),
            },
            Deed::WriterEnrolled { person: Some(person), key, replaces: None, vouch: None },
            Deed::WriterEnrolled { person: None, key: service, replaces: None, vouch: None },
        ];
        let mut end = None;
        for deed in deeds {
            let draft = Draft { office, article: None, deed, content: None, manuscript: None, at };
            end = Some(tx.append(&signer, draft)?);
        }
        tx.set_local("desk", &desk_id)?;
        tx.set_local("service", &service.to_string())?;
        Ok::<_, DeskError>(end)
    })?;
    if let Some(end) = end {
        keyring.note_seq(&signer.key(), end.seq, &end.digest).map_err(key_error)?;
    }
    Ok(())
}
