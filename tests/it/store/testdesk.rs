//! A desk with people, texts and history for tests, made through the same door as a real one.

use std::fs::File;
use std::path::{Path, PathBuf};

use ed25519_dalek::{Signer as _, SigningKey};
use redaksi::domain::ids::{ArticleId, Digest, OfficeId, PersonId, WriterKey};
use redaksi::domain::manuscript::Manuscript;
use redaksi::domain::note::Note;
use redaksi::domain::people::{Role, Roles};
use redaksi::domain::record::{Deed, Gate, Origin, SignError, Signer};
use redaksi::domain::seal::sshsig;
use redaksi::domain::time::Timestamp;
use redaksi::store::append::{AppendError, Draft};
use redaksi::store::open::How;
use redaksi::store::{Store, Tx};
use uuid::Uuid;

/// A key in memory.
pub(crate) struct TestKey(SigningKey);

impl TestKey {
    pub(crate) fn new(seed: u8) -> Self {
        Self(SigningKey::from_bytes(&[seed; 32]))
    }
}

impl Signer for TestKey {
    fn key(&self) -> WriterKey {
        WriterKey(self.0.verifying_key().to_bytes())
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError> {
        Ok(self.0.sign(&sshsig::signed_form(message)).to_bytes())
    }
}

/// Numbers that look random and are the same in each run (`SplitMix64`).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).unwrap()
    }

    pub(crate) fn bytes(&mut self, len: usize) -> Vec<u8> {
        (0..len).map(|_| self.next().to_be_bytes()[0]).collect()
    }
}

/// A desk in a folder of its own.
pub(crate) struct TestDesk {
    pub(crate) dir: tempfile::TempDir,
    pub(crate) path: PathBuf,
    pub(crate) store: Store,
    pub(crate) office: OfficeId,
    /// Writes and administers.
    pub(crate) sari: TestKey,
    /// Reviews.
    pub(crate) budi: TestKey,
    dice: Dice,
    clock: i64,
}

pub(crate) fn empty_file(path: &Path) {
    File::create_new(path).unwrap();
}

impl TestDesk {
    pub(crate) fn new(seed: u64) -> Self {
        let mut desk = Self::without_people(seed);
        desk.found();
        desk
    }

    /// A desk of which only the file was made.
    pub(crate) fn without_people(seed: u64) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("desk.db");
        empty_file(&path);
        let store = Store::create(&path, How::default()).unwrap();
        let office = OfficeId(Uuid::from_u128(0x0192_f0c1_2345_7abc_8def_0000_0000_0001));
        let (sari, budi) = (TestKey::new(1), TestKey::new(2));
        Self { dir, path, store, office, sari, budi, dice: Dice(seed), clock: 1_760_000_000_000 }
    }

    fn found(&mut self) {
        let roles = Roles::all();
        self.write(|desk, tx| {
            let name = |text: &str, salt| tx.put_note(&Note::new(text, [salt; 16])).unwrap();
            let place = redaksi::domain::office::Setting::Note(name("Sungai Raya", 1));
            let settings = [("place".to_owned(), place)].into();
            desk.append(tx, desk.sari, None, Deed::OfficeCreated { settings }, None)?;
            for (key, number, text) in [(desk.sari, 1, "Sari"), (desk.budi, 2, "Budi")] {
                let person = person(number);
                let deed = Deed::PersonAdded {
                    person,
                    name: name(text, number),
                    full_name: Some(name(&format!("{text} Wulandari"), number)),
                    roles: if number == 1 { roles.clone() } else { Roles::of([Role::Reviewer]) },
                };
                desk.append(tx, desk.sari, None, deed, None)?;
                let deed = Deed::WriterEnrolled {
                    person: Some(person),
                    key: key.key(),
                    replaces: None,
                    vouch: None,
                };
                desk.append(tx, desk.sari, None, deed, None)?;
            }
            Ok(())
        })
        .unwrap();
    }

    /// One transaction, with the desk's keys at hand.
    pub(crate) fn write<T>(
        &mut self,
        act: impl FnOnce(&Hands<'_>, &Tx<'_>) -> Result<T, AppendError>,
    ) -> Result<T, AppendError> {
        let hands = Hands {
            sari: &self.sari,
            budi: &self.budi,
            office: self.office,
            at: Timestamp::from_ms(self.clock),
        };
        self.clock += 60_000;
        self.store.write("test", |tx| act(&hands, tx))
    }

    /// Adds articles, most with several revisions, some of them approved.
    pub(crate) fn fill(&mut self, articles: usize) {
        let mut left = articles;
        while left > 0 {
            let batch = left.min(100);
            let mut dice = Dice(self.dice.next());
            self.write(|desk, tx| (0..batch).try_for_each(|_| desk.article(tx, &mut dice)))
                .unwrap();
            left -= batch;
        }
    }

    /// One more person, as an administrator adds them.
    pub(crate) fn add_person_named(&mut self, name: &str) {
        self.write(|desk, tx| {
            let name = tx.put_note(&Note::new(name, [9; 16]))?;
            let roles = Roles::of([Role::Editor]);
            let deed = Deed::PersonAdded { person: person(9), name, full_name: None, roles };
            desk.append(tx, desk.sari, None, deed, None)
        })
        .unwrap();
    }

    /// Budi goes; what he signed so far stays good.
    pub(crate) fn revoke_budi(&mut self) {
        let (budi, last) = (self.budi.key(), 1_000_000);
        self.write(|desk, tx| {
            let reason = tx.put_note(&Note::new("pindah tugas", [8; 16]))?;
            let deed =
                Deed::PersonRevoked { person: person(2), writers: [(budi, last)].into(), reason };
            desk.append(tx, desk.sari, None, deed, None)
        })
        .unwrap();
    }

    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }
}

fn person(number: u8) -> PersonId {
    PersonId(Uuid::from_bytes([number; 16]))
}

/// Who acts in one transaction, and when.
pub(crate) struct Hands<'a> {
    pub(crate) sari: &'a TestKey,
    pub(crate) budi: &'a TestKey,
    office: OfficeId,
    at: Timestamp,
}

impl Hands<'_> {
    pub(crate) fn append(
        &self,
        tx: &Tx<'_>,
        key: &TestKey,
        article: Option<ArticleId>,
        deed: Deed,
        text: Option<&Manuscript>,
    ) -> Result<Digest, AppendError> {
        let content = match (text, &deed) {
            (Some(text), Deed::RevisionSaved { base, .. }) => {
                let grown_from = base.first().map(|_| Digest::of(&before(text).to_bytes()));
                Some(tx.put(&text.to_bytes(), grown_from)?)
            }
            (Some(text), _) => Some(Digest::of(&text.to_bytes())),
            (None, _) => None,
        };
        let manuscript = text.filter(|_| matches!(deed, Deed::RevisionSaved { .. }));
        let draft = Draft { office: self.office, article, deed, content, manuscript, at: self.at };
        tx.append(key, draft).map(|appended| appended.digest)
    }

    fn article(&self, tx: &Tx<'_>, dice: &mut Dice) -> Result<(), AppendError> {
        let id = (u128::from(dice.next()) << 64) | u128::from(dice.next());
        let article = Some(ArticleId(Uuid::from_u128(id)));
        let mut text = text(dice);
        let saved = |base, origin| Deed::RevisionSaved { base, origin };
        let deed = saved(vec![], Origin::New);
        let mut head = self.append(tx, self.sari, article, deed, Some(&text))?;
        for _ in 0..dice.below(4) {
            text = after(&text);
            let deed = saved(vec![head], Origin::Edit);
            head = self.append(tx, self.sari, article, deed, Some(&text))?;
        }
        if dice.below(2) == 0 {
            let rules = "1".to_owned();
            let deed = Deed::ArticleSubmitted { revision: head, findings: Gate::default(), rules };
            self.append(tx, self.sari, article, deed, None)?;
            if dice.below(2) == 0 {
                let deed = Deed::ArticleApproved {
                    revision: head,
                    note: None,
                    slug: format!("berita-{id:x}"),
                    path: format!("/2025/10/berita-{id:x}.html"),
                    single_eye: false,
                };
                self.append(tx, self.budi, article, deed, Some(&text))?;
            }
        }
        Ok(())
    }
}

const WORDS: [&str; 16] = [
    "pemilih", "rapat", "warga", "kantor", "daftar", "hasil", "suara", "desa", "petugas", "jadwal",
    "umum", "terbuka", "data", "surat", "pagi", "balai",
];

fn sentence(dice: &mut Dice, words: usize) -> String {
    let words: Vec<String> = (0..words)
        .map(|_| match dice.below(4) {
            0 => format!("{:x}", dice.next() & 0xffff),
            _ => WORDS[dice.below(WORDS.len())].to_owned(),
        })
        .collect();
    words.join(" ")
}

pub(crate) fn text(dice: &mut Dice) -> Manuscript {
    Manuscript {
        headline: sentence(dice, 7),
        section: ["Berita", "Pengumuman"][dice.below(2)].to_owned(),
        place: "Sungai Raya".to_owned(),
        tags: vec!["pemilu".to_owned()],
        byline: "Sari".to_owned(),
        body: (0..4).map(|_| sentence(dice, 45)).collect::<Vec<_>>().join("\n\n"),
        ..Manuscript::default()
    }
}

/// Each revision adds one line, so that the one before is known without being kept.
const ADDED: &str = "\n\nSatu paragraf lagi tentang rapat itu.";

fn after(text: &Manuscript) -> Manuscript {
    Manuscript { body: format!("{}{ADDED}", text.body), ..text.clone() }
}

fn before(text: &Manuscript) -> Manuscript {
    let body = text.body.strip_suffix(ADDED).unwrap_or(&text.body).to_owned();
    Manuscript { body, ..text.clone() }
}
