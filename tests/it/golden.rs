//! The bytes that are signed, held to files that are never edited: a change of one of them would
//! make every ledger in the world unreadable.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chrono::NaiveDate;
use ed25519_dalek::{Signer as _, SigningKey};
use redaksi::domain::delivery::Name;
use redaksi::domain::finding::Level;
use redaksi::domain::ids::{Digest, WriterKey, hex_of};
use redaksi::domain::manuscript::{Kind, Manuscript, Media};
use redaksi::domain::note::Note;
use redaksi::domain::office::Setting;
use redaksi::domain::people::{Role, Roles};
use redaksi::domain::record::{Deed, Gate, Header, KINDS, Origin, Said};
use redaksi::domain::seal::sshsig;

use crate::source;

/// The digest of each file, so that a file and the code cannot change together unseen.
const DIGESTS: [(&str, &str); 32] = [
    ("office.created", "2a62f1729123b92b0ef3861abfac8b524700c5a4238cf5664979f7af3dc56033"),
    ("setting.changed", "349600e02e2e1b1ad299dbd36f3e7dace936adb7f33b3a17edadb312a06de3c1"),
    ("person.added", "322f16b4bd319f09e7253dd912b92d6a00e2b39adef074350890407b3dffffd5"),
    ("person.changed", "f8c4b296065d839b0a18353665cb0de29e1f57f3860aa2f77509046544591cfb"),
    ("person.revoked", "ee6e4950dfc86621f65aaebd7ec15a21eebacd265a97aa603e8d84eac41af5a2"),
    ("writer.enrolled", "c6cef5d62a914dd836782dcf0ce8300e56a8fa53f7cda6d44d41b11b0b36c23a"),
    ("writer.retired", "a0fe71fa45d496f7bfdf5c5035ba8eb062277eecd6435a00ea1e312c3b16fd67"),
    ("revision.saved", "2613197ea7e6cfba327345f7fc296dde72694d0308a6845f8bb495722de22094"),
    ("article.submitted", "f2b67983fddaa0a6d9e34298d685e0070043418ee22c241bd359b0191798d49b"),
    ("article.returned", "4e110cac83d876bd05731b7eb653d7803127374a0daac80f06deaf2c51832448"),
    ("article.approved", "319f3713b5c70ee6db4fff78c91495909f8846ef6932062e3d4735b45d34ee30"),
    ("article.scheduled", "34b147eb639f68647e373e4ef78b531f8458e2e573d6180acb865d03dd2f3dbc"),
    ("article.unscheduled", "976f489e5b523de04a8e8a6d97db567cd3068409071d11e23980c597ad4a172a"),
    ("article.planned", "2b42eca7fb58bce9ba026cb73f700cf80d33d0b60ce2ef408173e0853d8e005b"),
    ("article.corrected", "1cd0a9a08677ebbab8ae60abe468525a404f59fb1822905d8808b0270aa3abcc"),
    ("article.withdrawn", "340eaaf6598099e693e577954578c5e8c99b5efdfd21a77426d1e93be4b9dcf0"),
    ("delivery.taken", "341fbaab86251234ded30d21f875b62dcf0447bcdb08a9430cae8b83f57c790e"),
    ("content.erased", "1d9b58ef21f93c73fca5ea1df1ab1520ea2de8c95bd2ca40232ca9e6c2e1c22a"),
    ("article.trashed", "25206897ea8d0a6e8396fb853e7d8b253e577297834594494f766e32b0556358"),
    ("article.untrashed", "5dc12c83f5e9452c6378e3b0a4db8d62a0e7ae9ad07f4928b18bb9ff794c1580"),
    ("destination.added", "d56935407f9cb99af3cff32e5d9de66f48e1267b769dba398309d11d16060596"),
    ("destination.changed", "ceee738c100aa0c5df00ea0c29e6d419e71f25323702cf9b77b329f2067b92bf"),
    ("destination.removed", "bb89ab42fe6fd06b5ae8baf5954476f45310cb820032580f2c6f3b30a26146a6"),
    ("delivery.removed", "17ff0cb3d7b4c4c7a67975fd8883fce0c5e26fa227e7fb922f78833a6afe3b10"),
    ("delivery.conflict", "6f45e61c4c77a4143da8910619a3eb74dd8e78045c25c6de50a1289b5f498220"),
    ("manuscript", "2e9955fff7e964aa2b851d59561c38fbfab2f49280affff5d16518420c93f5a3"),
    ("note", "e6876468ef0975c5798bb994013c4b9669d4f948a8f2ac8b367696417e5ca141"),
    ("finding.dismissed", "9acce65ab5b92cfec5506f6084b6f5d5d2de9cedeef0ccdd7cb7ad213ccc1aee"),
    ("finding.undismissed", "93cfe471e7fdafc4e6d48e8c58bb1b509561a6ed58b6b9c74ff7ba810f6540b4"),
    ("word.added", "5e91774c1b4872be59e49c086151bd44fdbe62af3512e00be708c30f211bb463"),
    ("word.removed", "92673ba7872f1eaef1d4f65d67b55947ed510662f570557e356552a9d93db901"),
    ("rule.accepted", "f98d549166668b0dfa7e2e134dbbd03985ca8c9e774d5c12a063d5e3be3b29a1"),
];

const PERSON: &str = "01999f5e-7a00-7000-8000-000000000002";
const ARTICLE: &str = "01999f5e-7a00-7000-8000-00000000000a";

fn golden(name: &str) -> PathBuf {
    source::root().join("tests/it/golden").join(name)
}

fn read(name: &str) -> Vec<u8> {
    std::fs::read(golden(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn digest(of: &str) -> Digest {
    Digest::of(of.as_bytes())
}

fn secret() -> SigningKey {
    SigningKey::from_bytes(&[42; 32])
}

fn writer() -> WriterKey {
    WriterKey(secret().verifying_key().to_bytes())
}

fn office_deeds() -> Vec<Deed> {
    let person = PERSON.parse().unwrap();
    let other = WriterKey([0xee; 32]);
    vec![
        Deed::OfficeCreated {
            settings: BTreeMap::from([
                ("name".to_owned(), Setting::Note(digest("name"))),
                ("single_eye".to_owned(), Setting::Flag(false)),
            ]),
        },
        Deed::SettingChanged { key: "single_eye".to_owned(), value: Setting::Flag(true) },
        Deed::PersonAdded {
            person,
            name: digest("name"),
            full_name: Some(digest("full name")),
            roles: Roles::all(),
        },
        Deed::PersonChanged {
            person,
            name: digest("name"),
            full_name: None,
            roles: Roles::of([Role::Editor]),
        },
        Deed::PersonRevoked {
            person,
            writers: BTreeMap::from([(other, 12)]),
            reason: digest("reason"),
        },
        Deed::WriterEnrolled {
            person: Some(person),
            key: other,
            replaces: Some(writer()),
            vouch: Some("0a".repeat(64)),
        },
        // The greatest whole number that every reader of JSON keeps whole.
        Deed::WriterRetired { key: other, last: (1 << 53) - 1 },
    ]
}

fn article_deeds() -> Vec<Deed> {
    let revision = digest("revision");
    let reason = digest("reason");
    vec![
        Deed::RevisionSaved { base: vec![revision], origin: Origin::Edit },
        Deed::ArticleSubmitted {
            revision,
            findings: Gate { error: 0, warning: 2, dismissed: 1 },
            rules: "1".to_owned(),
        },
        Deed::ArticleReturned { revision, note: digest("note") },
        Deed::ArticleApproved {
            revision,
            note: None,
            slug: "rapat-pleno-terbuka-00000a".to_owned(),
            path: "/2025/10/rapat-pleno-terbuka-00000a.html".to_owned(),
            single_eye: false,
        },
        Deed::ArticleScheduled { revision, at: "2025-10-22T08:00:00+07:00".parse().unwrap() },
        Deed::ArticleUnscheduled { revision },
        Deed::ArticlePlanned {
            slug: Some("pleno".to_owned()),
            due: Some("2025-10-23T16:59:00+07:00".parse().unwrap()),
            embargo: None,
            assignee: Some(PERSON.parse().unwrap()),
            priority: Some(2),
        },
        Deed::ArticleCorrected { reason, path: true },
        Deed::ArticleWithdrawn { reason },
        Deed::DeliveryTaken { destination: "folder".to_owned(), revision, late_ms: 301_000 },
        Deed::ContentErased { contents: vec![digest("content")], reason },
        Deed::ArticleTrashed { revision },
        Deed::ArticleUntrashed {},
    ]
}

/// What came later: kinds are added at the end, and those of the office stand among others.
fn publishing_deeds() -> Vec<Deed> {
    let destination: Name = "situs-2".parse().unwrap();
    let (settings, revision) = (digest("settings"), digest("revision"));
    vec![
        Deed::DestinationAdded { destination: destination.clone(), settings },
        Deed::DestinationChanged { destination: destination.clone(), settings },
        Deed::DestinationRemoved { destination: destination.clone() },
        Deed::DeliveryRemoved { destination: destination.clone(), revision },
        Deed::DeliveryConflict { destination, revision },
    ]
}

fn copydesk_deeds() -> Vec<Deed> {
    let (revision, words) = (digest("revision"), digest("words"));
    vec![
        Deed::FindingDismissed {
            rule: "T01".parse().unwrap(),
            level: Level::Error,
            revision,
            words,
            reason: digest("reason"),
        },
        Deed::FindingUndismissed { dismissal: digest("dismissal") },
        Deed::WordAdded { words },
        Deed::WordRemoved { words },
        Deed::RuleAccepted {
            rule: "salam-kantor".parse().unwrap(),
            text: digest("rule"),
            texts: 1_204,
            hits: 31,
            stood: 2,
        },
    ]
}

/// The header of the deed that stands at `place` in [`KINDS`].
fn header(place: u64, deed: Deed) -> Header {
    let about_text = matches!(deed, Deed::RevisionSaved { .. } | Deed::ArticleApproved { .. });
    let of_office = ["destination.", "word.", "rule."];
    let of_article = place >= 8 && !of_office.iter().any(|of| deed.kind().starts_with(of));
    let mut parents = vec![digest("parent a"), digest("parent b")];
    parents.sort();
    Header {
        office: "01999f5e-7a00-7000-8000-000000000001".parse().unwrap(),
        writer: writer(),
        seq: place,
        prev: if place == 1 { Digest::ZERO } else { digest("prev") },
        said: Said::Deed(deed),
        article: of_article.then(|| ARTICLE.parse().unwrap()),
        parents: if of_article { parents } else { Vec::new() },
        lamport: 40 + place,
        at: "2025-10-21T02:30:00Z".parse().unwrap(),
        content: about_text.then(|| digest("content")),
    }
}

fn headers() -> Vec<Header> {
    let deeds = office_deeds().into_iter().chain(article_deeds()).chain(publishing_deeds());
    let deeds = deeds.chain(copydesk_deeds());
    (1..).zip(deeds).map(|(place, deed)| header(place, deed)).collect()
}

fn manuscript() -> Manuscript {
    Manuscript {
        v: Manuscript::VERSION,
        kind: Kind::Manuscript,
        headline: "Rapat pleno “terbuka” — hari kedua".to_owned(),
        summary: "Ringkas.\nDua baris.".to_owned(),
        section: "Berita Terkini".to_owned(),
        tags: vec!["Pemilu".to_owned(), "pleno".to_owned()],
        place: "Purwokerto".to_owned(),
        date: NaiveDate::from_ymd_opt(2025, 10, 21),
        event_from: NaiveDate::from_ymd_opt(2025, 10, 20),
        event_to: None,
        byline: "Ali".to_owned(),
        credit: String::new(),
        language: "id".to_owned(),
        body: "Paragraf satu\u{a0}dan <b>tanda</b>.\n\n- butir\n\n\tlekuk \\ \"kutip\" 🗳"
            .to_owned(),
        media: vec![Media {
            digest: digest("media"),
            caption: "Suasana".to_owned(),
            credit: "Nur".to_owned(),
            alt: "Orang menghitung".to_owned(),
        }],
    }
}

fn note() -> Note {
    let salt = std::array::from_fn(|place| u8::try_from(place).unwrap());
    Note::new("Alamat TPS keliru; lihat baris \"3\".", salt)
}

#[track_caller]
fn check(name: &str, bytes: &[u8]) {
    let file = read(&format!("{name}.json"));
    let (ours, theirs) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&file));
    assert_eq!(ours, theirs, "{name}: the bytes that are signed have changed");
    let pinned = DIGESTS.iter().find(|(known, _)| *known == name).map(|(_, digest)| *digest);
    assert_eq!(Some(Digest::of(&file).to_string().as_str()), pinned, "{name}.json was edited");
}

#[test]
fn there_is_a_golden_file_for_each_kind_and_no_other() {
    let mut wanted: Vec<String> = KINDS.iter().map(|kind| format!("{kind}.json")).collect();
    wanted.extend(["manuscript.json", "note.json", "article.approved.sig"].map(str::to_owned));
    wanted.sort();
    let mut found: Vec<String> = std::fs::read_dir(golden("."))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    found.sort();
    assert_eq!(found, wanted);
}

#[test]
fn each_kind_of_record_keeps_its_bytes() {
    let headers = headers();
    let kinds: Vec<_> = headers.iter().map(|header| header.said.kind()).collect();
    assert_eq!(kinds, KINDS);
    for header in headers {
        let kind = header.said.kind().to_owned();
        check(&kind, &header.to_bytes());
        let read = Header::from_bytes(&read(&format!("{kind}.json"))).unwrap();
        assert_eq!(read, header, "{kind}");
    }
}

#[test]
fn manuscripts_and_notes_keep_their_bytes() {
    check("manuscript", &manuscript().to_bytes());
    assert_eq!(Manuscript::from_bytes(&read("manuscript.json")).unwrap(), manuscript());
    check("note", &note().to_bytes());
    assert_eq!(Note::from_bytes(&read("note.json")).unwrap(), note());
    assert_eq!(note().digest().to_string(), DIGESTS[26].1);
}

#[test]
fn other_bytes_for_the_same_words_are_refused() {
    for kind in KINDS {
        let bytes = read(&format!("{kind}.json"));
        let text = String::from_utf8(bytes).unwrap();
        for other in [
            format!("{text}\n"),
            format!(" {text}"),
            text.replacen(':', ": ", 1),
            text.replacen("\"v\":1", "\"v\":1.0", 1),
            text.replacen("\"v\":1", "\"v\":2", 1),
            text.replacen("\"kind\"", "\"kinds\"", 1),
            text.replacen("\"body\":{", "\"body\":{\"lain\":1,", 1),
        ] {
            assert_ne!(other, text, "{kind}: nothing was changed");
            assert!(Header::from_bytes(other.as_bytes()).is_err(), "{kind}: {other}");
        }
    }
}

/// The signature of `article.approved.json` by the key of the seed 42 42 42 …
const SIGNATURE: &str = "0b5e49058ba9eabb0ccdd63df7105a1d7ec3fe6a039e5aa1f5424adf6aa16771\
     6bf8889a0bc05d26c4ebea8e39fd0d97934098627fcb6ac4a604196252faf201";

#[test]
fn a_signed_record_keeps_its_signature() {
    let bytes = read("article.approved.json");
    let signature = secret().sign(&sshsig::signed_form(&bytes)).to_bytes();
    assert_eq!(hex_of(&signature), SIGNATURE);
    assert_eq!(sshsig::verify(&writer(), &bytes, &signature), Ok(()));
    let armoured = sshsig::armoured(&writer(), &signature);
    assert_eq!(armoured.as_bytes(), read("article.approved.sig"));
}

/// What `ssh-keygen` says, where the machine has it.
fn ssh_keygen(signers: &Path, message: &Path) -> Option<bool> {
    let signature = golden("article.approved.sig");
    let done = Command::new("ssh-keygen")
        .args(["-Y", "verify", "-I", "kepala", "-n", sshsig::NAMESPACE, "-f"])
        .arg(signers)
        .arg("-s")
        .arg(signature)
        .stdin(Stdio::from(std::fs::File::open(message).unwrap()))
        .output();
    match done {
        Ok(done) => Some(done.status.success()),
        Err(error) => {
            println!("skipped: ssh-keygen does not run here: {error}");
            None
        }
    }
}

#[test]
fn outsiders_can_check_the_signed_record() {
    let dir = tempfile::tempdir().unwrap();
    let signers = dir.path().join("signers");
    let line = format!("kepala {}\n", sshsig::public_line(&writer(), "kepala"));
    redaksi::paths::private::replace_private(&signers, line.as_bytes()).unwrap();
    if let Some(good) = ssh_keygen(&signers, &golden("article.approved.json")) {
        assert!(good, "ssh-keygen refuses our signature");
        let other = ssh_keygen(&signers, &golden("article.returned.json"));
        assert_eq!(other, Some(false), "ssh-keygen accepts it for another record");
    }
}
