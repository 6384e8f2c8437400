//! The sample office: a desk with people, and articles in every stage, for a first look.
//!
//! It is filled by the same deeds as any other desk, so its ledger holds what such an office
//! would have written, and every law was kept on the way.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;

use super::create::Founding;
use super::edit::Change;
use super::import::File;
use super::people::NewKey;
use super::publish::{Outgoing, Take};
use super::{Desk, DeskError, Me};
use crate::clock::Clock;
use crate::domain::ids::ArticleId;
use crate::domain::people::Role;
use crate::domain::time::Timestamp;

const OFFICE: &str = include_str!("../../assets/sample/office.toml");

macro_rules! texts {
    ($($name:literal)*) => {
        /// The files that `office.toml` speaks of.
        const TEXTS: &[(&str, &[u8])] = &[$((
            concat!("articles/", $name),
            include_bytes!(concat!("../../assets/sample/articles/", $name)),
        )),*];
    };
}
texts! {
    "001-rakor-penataan-arsip-pemilu.txt"
    "002-bimtek-pemutakhiran-data-pemilih.txt"
    "003-pleno-pdpb-triwulan-ii-2025.txt"
    "004-sosialisasi-pemilih-pemula-sma.txt"
    "005-catatan-evaluasi-pemilihan-2024.md"
    "006-audiensi-dinas-kependudukan.txt"
    "007-pengumuman-pendaftaran-kpps.txt"
    "008-pendidikan-pemilih-pesantren.md"
    "009-apel-awal-tahun.txt"
    "010-layanan-jdih-diperbarui.html"
    "011-siaran-pers-rekapitulasi-hasil.txt"
    "012-donor-darah-pegawai.txt"
    "013-ppid-laporan-layanan-informasi.txt"
    "014-english-election-visit-students.txt"
    "015-kerja-sama-kampus.txt"
    "016-rakor-penyusunan-anggaran-2027.txt"
    "017-bimtek-kehumasan.md"
    "018-pengumuman-hari-libur-layanan.txt"
    "019-reformasi-birokrasi-zona-integritas.txt"
    "020-ralat-jadwal-uji-publik.txt"
    "021-hari-antikorupsi-sedunia.txt"
    "022-kelas-pemilih-pemula-kepulauan.txt"
    "023-undangan-forum-konsultasi-publik.html"
    "024-rakor-bawaslu-data-pemilih.txt"
    "025-pleno-pdpb-triwulan-iii-2026.txt"
    "026-siaran-pers-klarifikasi-pesan-berantai.txt"
    "027-sosialisasi-desa-sungai-tebu.md"
    "028-survei-kepuasan-layanan-informasi.txt"
    "029-penghapusan-logistik-bekas-pakai.txt"
    "030-upacara-sumpah-pemuda.txt"
    "031-rakor-kesiapan-simulasi-layanan.txt"
    "032-pelatihan-juru-bahasa-isyarat.txt"
    "033-draf-kunjungan-komunitas-wartawan.md"
    "034-apel-kesiapsiagaan-banjir.txt"
    "035-cerdas-cermat-kepemiluan.txt"
    "036-pemasangan-papan-informasi.html"
    "037-refleksi-hari-kesaktian-pancasila.txt"
    "038-kunjungan-siswa-ke-rumah-pintar.txt"
    "039-pengumuman-magang-mahasiswa.txt"
    "040-evaluasi-media-sosial.txt"
    "041-rakor-pengelolaan-barang-milik-negara.txt"
    "042-sosialisasi-warga-binaan.txt"
    "042-sosialisasi-warga-binaan.v2.md"
    "043-bimtek-aplikasi-persuratan.txt"
    "044-jalan-sehat-pemilih.txt"
    "044-jalan-sehat-pemilih.v2.md"
    "045-pendidikan-pemilih-lansia.md"
    "045-pendidikan-pemilih-lansia.v2.md"
    "046-pengumuman-lomba-maskot.txt"
    "047-kpu-dalam-berita-radio-warga.txt"
}

/// What `office.toml` says.
#[derive(Debug, Deserialize)]
struct Book {
    office: Page,
    person: Vec<Somebody>,
    article: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
struct Page {
    name: String,
    place: String,
    timezone: String,
    site_url: String,
    sections: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Somebody {
    name: String,
    full_name: String,
    roles: Vec<Role>,
}

/// An article and the way that it has gone.
#[derive(Debug, Deserialize)]
struct Entry {
    file: String,
    author: String,
    section: Option<String>,
    #[serde(default)]
    set: BTreeMap<String, String>,
    stage: Stage,
    /// What a reviewer said: on sending it back, correcting or withdrawing it.
    #[serde(default)]
    note: String,
    /// Fields that a correction changes.
    #[serde(default)]
    correction: BTreeMap<String, String>,
    /// The file with the body that it has since.
    edit: Option<String>,
}

/// Where an article ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Stage {
    Draft,
    Submitted,
    Returned,
    Approved,
    Scheduled,
    Published,
    Correcting,
    Withdrawn,
}

impl Stage {
    fn is_approved(self) -> bool {
        !matches!(self, Self::Draft | Self::Submitted | Self::Returned)
    }

    fn was_public(self) -> bool {
        matches!(self, Self::Published | Self::Correcting | Self::Withdrawn)
    }
}

/// Scheduled articles go out so long after the office is made.
const AHEAD_MS: i64 = 2 * 24 * 60 * 60 * 1_000;

/// Makes a desk in a folder that is new or empty, and fills it with the sample office.
pub fn make(dir: &Path, state: &Path, clock: Arc<Clock>) -> Result<Desk, DeskError> {
    let book = book()?;
    let Some(first) = book.person.first() else { return Err(unreadable("nobody is in it")) };
    let settings = vec![
        ("name", book.office.name.clone()),
        ("place", book.office.place.clone()),
        ("timezone", book.office.timezone.clone()),
        ("site_url", book.office.site_url.clone()),
        ("sections", book.office.sections.join("\n")),
    ];
    let founding = Founding {
        settings,
        person: &first.name,
        full_name: Some(&first.full_name),
        passphrase: None,
    };
    let mut desk = Desk::create(dir, state, clock, &founding)?;
    fill(&mut desk, &book)?;
    Ok(desk)
}

fn book() -> Result<Book, DeskError> {
    toml::from_str(OFFICE).map_err(|error| unreadable(&error.to_string()))
}

/// The files are part of the program, and a test reads them: this is for whoever changes them.
fn unreadable(what: &str) -> DeskError {
    DeskError::invalid("sample", what)
}

fn text(name: &str) -> Result<&'static [u8], DeskError> {
    let found = TEXTS.iter().find(|(known, _)| *known == name);
    found.map(|(_, bytes)| *bytes).ok_or_else(|| unreadable(name))
}

fn fill(desk: &mut Desk, book: &Book) -> Result<(), DeskError> {
    let mut people = People(BTreeMap::new());
    for (index, Somebody { name, full_name, roles }) in book.person.iter().enumerate() {
        if index > 0 {
            let admin = people.first()?;
            desk.add_person(admin, name, Some(full_name), roles, NewKey::Made(None))?;
        }
        let person = desk.who(Some(name))?;
        people.0.insert(index, desk.unlock(person, None)?);
    }
    let articles = import(desk, &people, book)?;
    for (entry, id) in &articles {
        review(desk, &people, entry, id)?;
    }
    publish(desk, &articles)?;
    for (entry, id) in &articles {
        revisit(desk, &people, entry, id)?;
    }
    Ok(())
}

/// Everybody with their key open, the first administrator first.
struct People(BTreeMap<usize, Me>);

impl People {
    fn first(&self) -> Result<&Me, DeskError> {
        self.0.values().next().ok_or_else(|| unreadable("nobody is in it"))
    }

    fn named(&self, name: &str) -> Result<&Me, DeskError> {
        self.0.values().find(|me| me.name() == name).ok_or_else(|| unreadable(name))
    }

    /// Who reviews what somebody wrote: the last of the reviewers, or else another.
    fn reviewer_of(&self, author: &str) -> Result<&Me, DeskError> {
        let mut others =
            self.0.values().rev().filter(|me| me.person.roles.may_review() && me.name() != author);
        others.next().ok_or_else(|| unreadable(author))
    }
}

type Articles<'a> = Vec<(&'a Entry, String)>;

/// Each author brings in their own texts, and fills what the texts do not say.
fn import<'a>(desk: &mut Desk, people: &People, book: &'a Book) -> Result<Articles<'a>, DeskError> {
    let mut articles = Vec::new();
    for me in people.0.values() {
        let own: Vec<&Entry> =
            book.article.iter().filter(|entry| entry.author == me.name()).collect();
        let files = own
            .iter()
            .map(|entry| {
                Ok(File {
                    name: &entry.file,
                    bytes: text(&format!("articles/{}", entry.file))?,
                    format: None,
                    section: entry.section.as_deref(),
                    again: false,
                })
            })
            .collect::<Result<Vec<_>, DeskError>>()?;
        let imported = desk.import(me, &files)?;
        for (entry, imported) in own.into_iter().zip(imported) {
            let id = imported?.id.to_string();
            if !entry.set.is_empty() {
                desk.edit_article(me, &id, &changes(&entry.set), None)?;
            }
            articles.push((entry, id));
        }
    }
    Ok(articles)
}

fn changes(fields: &BTreeMap<String, String>) -> Vec<Change> {
    fields.iter().map(|(field, value)| Change::new(field, value)).collect()
}

/// The way to the reviewer, and what that one says.
fn review(desk: &mut Desk, people: &People, entry: &Entry, id: &str) -> Result<(), DeskError> {
    if entry.stage == Stage::Draft {
        return Ok(());
    }
    let author = people.named(&entry.author)?;
    let reviewer = people.reviewer_of(&entry.author)?;
    let submitted = desk.submit(author, id)?;
    if entry.stage == Stage::Returned {
        desk.send_back(reviewer, id, &entry.note)?;
        return rewrite(desk, author, entry, id);
    }
    if entry.stage.is_approved() {
        desk.approve(reviewer, id, &submitted.revision, None)?;
    }
    if entry.stage == Stage::Scheduled {
        let at = Timestamp::from_ms(desk.clock().now().ms() + AHEAD_MS);
        desk.schedule(reviewer, id, at)?;
    }
    Ok(())
}

/// Notes as public what an office that is in business has published.
fn publish(desk: &mut Desk, articles: &Articles<'_>) -> Result<(), DeskError> {
    let mut taken: Vec<(ArticleId, _)> = Vec::new();
    for (_, id) in articles.iter().filter(|(entry, _)| entry.stage.was_public()) {
        let row = desk.find(id)?;
        if let Outgoing::Page(page, _) = desk.outgoing(row, Take::Due, desk.clock().now())? {
            taken.push((page.article(), page.revision()));
        }
    }
    desk.note_taken("site", &taken)?;
    Ok(())
}

/// What happened to some after they were public.
fn revisit(desk: &mut Desk, people: &People, entry: &Entry, id: &str) -> Result<(), DeskError> {
    let reviewer = people.reviewer_of(&entry.author)?;
    match entry.stage {
        Stage::Withdrawn => desk.withdraw(reviewer, id, &entry.note).map(|_standing| ()),
        Stage::Correcting => {
            desk.correct(reviewer, id, &entry.note, false)?;
            rewrite(desk, people.named(&entry.author)?, entry, id)
        }
        _ => Ok(()),
    }
}

/// A new revision by the author, where the sample has one.
fn rewrite(desk: &mut Desk, author: &Me, entry: &Entry, id: &str) -> Result<(), DeskError> {
    let mut changes = changes(&entry.correction);
    if let Some(file) = &entry.edit {
        changes.push(Change::new("body", crate::intake::text_of(text(file)?)?));
    }
    if !changes.is_empty() {
        desk.edit_article(author, id, &changes, None)?;
    }
    Ok(())
}
