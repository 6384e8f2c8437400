//! Clears a page as a desk would: one key saves the text, another approves it.

use ed25519_dalek::{Signer as _, SigningKey};
use redaksi::domain::ids::{ArticleId, Digest, OfficeId, PersonId, WriterKey};
use redaksi::domain::office::{History, SINGLE_EYE, Setting};
use redaksi::domain::people::{Role, Roles};
use redaksi::domain::record::{Deed, Header, Origin, Record, Said};
use redaksi::domain::seal::clear::{Cleared, Evidence, clear};
use redaksi::domain::seal::sshsig;
use redaksi::domain::stage::{Live, Stage, State};
use redaksi::export::{ClearedPage, Page, Site, WriteError};

fn record(key: u8, deed: Deed, content: Digest, at: redaksi::domain::time::Timestamp) -> Record {
    let key = SigningKey::from_bytes(&[key; 32]);
    let header = Header {
        office: OfficeId(uuid::Uuid::nil()),
        writer: WriterKey(key.verifying_key().to_bytes()),
        seq: 1,
        prev: Digest::ZERO,
        said: Said::Deed(deed),
        article: Some(ArticleId(uuid::Uuid::nil())),
        parents: Vec::new(),
        lamport: 9,
        at,
        content: Some(content),
    }
    .to_bytes();
    let signature = key.sign(&sshsig::signed_form(&header)).to_bytes();
    Record { digest: Digest::of(&header), header, signature }
}

/// An office of two: the first key writes, the second founded it and reviews. `single_eye` lets
/// one person do both.
fn history(single_eye: bool) -> History {
    let (writer, reviewer) =
        (PersonId(uuid::Uuid::from_u128(1)), PersonId(uuid::Uuid::from_u128(2)));
    let key = |seed: u8| WriterKey(SigningKey::from_bytes(&[seed; 32]).verifying_key().to_bytes());
    let added =
        |person, roles| Deed::PersonAdded { person, name: Digest::ZERO, full_name: None, roles };
    let enrolled = |person, key| Deed::WriterEnrolled {
        person: Some(person),
        key,
        replaces: None,
        vouch: None,
    };
    let deeds = [
        Deed::OfficeCreated {
            settings: [(SINGLE_EYE.to_owned(), Setting::Flag(single_eye))].into(),
        },
        added(reviewer, Roles::all()),
        enrolled(reviewer, key(2)),
        added(writer, Roles::of([Role::Editor])),
        enrolled(writer, key(1)),
    ];
    let mut history = History::default();
    for (place, deed) in (1..).zip(deeds) {
        let header = Header {
            office: OfficeId(uuid::Uuid::nil()),
            writer: key(2),
            seq: place,
            prev: Digest::ZERO,
            said: Said::Deed(deed),
            article: None,
            parents: Vec::new(),
            lamport: place,
            at: redaksi::domain::time::Timestamp::default(),
            content: None,
        };
        history.push(&header).unwrap();
    }
    history
}

/// The page's text with the evidence that lets it out.
pub(super) fn cleared(page: &Page<'_>) -> Cleared {
    let content = page.manuscript.to_bytes();
    let digest = Digest::of(&content);
    let saved = Deed::RevisionSaved { base: Vec::new(), origin: Origin::New };
    let revision = record(1, saved, digest, page.published);
    let deed = Deed::ArticleApproved {
        revision: revision.digest,
        note: None,
        slug: "slug".to_owned(),
        path: page.path.to_owned(),
        single_eye: page.single_eye,
    };
    let approval = record(2, deed, digest, page.updated);
    let state = State {
        stage: Stage::Published { revision: revision.digest },
        clearance: None,
        live: Some(Live {
            approval: approval.digest,
            revision: revision.digest,
            path: page.path.to_owned(),
            first: page.published,
            since: page.updated,
        }),
        correction: None,
        corrections: Vec::new(),
        address: None,
        readdress: false,
        moved: Vec::new(),
        withdrawal: None,
        plan: redaksi::domain::stage::Plan::default(),
        trashed: None,
        dismissed: Vec::new(),
    };
    let evidence = Evidence {
        approval: &approval,
        revision: &revision,
        content: &content,
        state: &state,
        history: &history(page.single_eye),
        now: page.updated,
    };
    clear(&evidence).unwrap()
}

/// Clears a page and hands it to the site.
pub(super) fn put(site: &mut Site<'_>, page: &Page<'_>) -> Result<(), WriteError> {
    let cleared = cleared(page);
    site.article(&ClearedPage::new(&cleared, page.corrections, page.approval_key))
}
