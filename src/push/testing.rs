//! Values for tests of this floor.

use crate::domain::delivery::Frozen;
use crate::domain::ids::Digest;

/// A text of an office as it would be sent.
pub(crate) fn frozen() -> Frozen {
    Frozen {
        v: 1,
        article: "0198f3a2-b7c4-7aaa-8bbb-1234567890ab".parse().unwrap(),
        revision: Digest([1; 32]),
        number: 3,
        content: Digest([2; 32]),
        headline: "Kantor Contoh Buka Layanan".into(),
        summary: "Layanan dibuka sampai sore.".into(),
        html: "<p>Mesuji, 6 Oktober 2026 — Kantor itu buka.</p>\n".into(),
        language: "id".into(),
        section: "Berita".into(),
        tags: vec!["layanan".into(), "pemilih".into()],
        place: "Mesuji".into(),
        byline: "ali".into(),
        credit: "Kantor Contoh".into(),
        slug: "kantor-contoh-buka-layanan-7890ab".into(),
        published: "2026-10-06T02:00:00Z".parse().unwrap(),
        updated: "2026-10-06T03:00:00Z".parse().unwrap(),
        corrections: Vec::new(),
        single_eye: false,
        withdrawn: None,
    }
}
