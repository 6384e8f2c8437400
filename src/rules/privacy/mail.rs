//! P03: mail addresses of persons. Those of public bodies and of the office may stand in public.

use super::mask;
use crate::domain::finding::{Field, Level};
use crate::rules::page::{Found, Page};
use crate::rules::{Example, Rule, Run, Speaks};
use crate::text::span::slice;

pub(super) const RULE: Rule = Rule {
    id: "P03",
    level: Level::Warning,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("Tulis ke warga@surat.test.")
            .finds("w****@surat.test", &["w****@surat.test"]),
        Example::body("Hubungi (ani.rahma_99@contoh.co.id).")
            .finds("a***********@contoh.co.id", &["a***********@contoh.co.id"]),
        Example::body("Surel [Ani](mailto:ani@surat.test)")
            .finds("a**@surat.test", &["a**@surat.test"]),
        Example::body("Ani ani@surat.test")
            .within(Field::Byline)
            .finds("a**@surat.test", &["a**@surat.test"]),
    ],
    right: &[
        Example::body("Tulis ke humas@contoh.kpu.go.id atau ani@kpu.go.id."),
        Example::body("Tulis ke ppid.contoh@surat.test, redaksi@koran.test, kpucontoh@surat.test."),
        Example::body("Tulis ke perpustakaan@contoh.ac.id atau cs@toko.test."),
        Example::body("Ikuti @kpucontoh dan @ani di Instagram."),
        Example::body("w****@surat.test"),
        Example::body("5 @ 10 dan a@b"),
    ],
    run: Run::Whole(run),
};

/// Names that stand for an office and for nobody.
const OFFICES: [&str; 45] = [
    "admin",
    "bawaslu",
    "berita",
    "contact",
    "dinas",
    "diskominfo",
    "halo",
    "helpdesk",
    "hello",
    "humas",
    "hupmas",
    "info",
    "kantor",
    "kominfo",
    "kontak",
    "kpu",
    "layanan",
    "lapor",
    "media",
    "newsroom",
    "noreply",
    "office",
    "pengaduan",
    "ppid",
    "press",
    "redaksi",
    "sekretariat",
    "support",
    "webmaster",
    "perpustakaan",
    "pascasarjana",
    "fakultas",
    "rektorat",
    "akademik",
    "prodi",
    "pelayanan",
    "pusat",
    "balai",
    "biro",
    "kampus",
    "sekolah",
    "pendaftaran",
    "rsud",
    "lembaga",
    "cs",
];

fn run(page: &Page<'_>, found: &mut Found) {
    for text in &page.texts {
        let mut end = 0;
        for (at, _) in text.content.match_indices('@') {
            if at < end || found.is_full() {
                continue;
            }
            let of_name =
                |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '+' | '-' | '%');
            let before = slice(&text.content, end..at);
            let name = before.rsplit(|c| !of_name(c)).next().unwrap_or_default();
            let name = name.trim_start_matches(['.', '-', '_', '+', '%']);
            let after = slice(&text.content, at + 1..text.content.len());
            let of_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
            let host = after.split(|c| !of_host(c)).next().unwrap_or_default();
            let host = host.trim_end_matches(['.', '-']);
            end = at + 1 + host.len();
            if name.is_empty() || !is_host(host) || is_public(page, name, host) {
                continue;
            }
            let finding = text.finding(&RULE, at - name.len()..end);
            let masked = mask::mail(&finding.text);
            found.push(mask::hidden(finding, masked, true));
        }
    }
}

fn is_host(host: &str) -> bool {
    let top = host.rsplit('.').next().unwrap_or_default();
    host.contains('.') && top.len() > 1 && top.chars().all(|c| c.is_ascii_alphabetic())
}

fn is_public(page: &Page<'_>, name: &str, host: &str) -> bool {
    let (name, host) = (name.to_ascii_lowercase(), host.to_ascii_lowercase());
    let whole = format!("{name}@{host}");
    let of_state = ["go.id", "desa.id", "mil.id", "gov"].iter().any(|end| {
        host.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    });
    let of_house = page.house.contacts.iter().any(|contact| {
        let contact = contact.trim().trim_start_matches('*').to_lowercase();
        let bare = contact.strip_prefix('@').unwrap_or(&contact);
        bare == whole || bare == host
    });
    of_state
        || of_house
        || OFFICES.iter().any(|office| {
            // `cs` is also how names begin.
            let rest = name.strip_prefix(office);
            rest.is_some_and(|rest| {
                office.len() > 2 || !rest.starts_with(|c: char| c.is_alphabetic())
            })
        })
}
