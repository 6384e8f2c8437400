//! J02: a word in small letters in a headline that has capitals everywhere else.

use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::token::{Case, Kind, capitalised, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "J02",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::headline("KPU Gelar rapat Pleno Terbuka").finds("rapat", &["Rapat"]),
        Example::headline("KPU Ikuti Rakor Di Jakarta dan Medan").finds("Di", &["di"]),
        Example::headline("KPU Kaji Undang-undang Pemilu Baru").finds("undang", &["Undang"]),
    ],
    right: &[
        Example::headline("KPU Gelar Rapat Pleno Terbuka"),
        Example::headline("KPU Ikuti Rakor yang Digelar KPU RI di Jakarta"),
        Example::headline("KPU gelar rapat pleno terbuka di Tanjung Damar"),
        Example::headline("Soal e-PPID, KPU Buka Layanan Baru"),
        Example::headline("KPU Kenalkan “siap memilih” kepada Siswa SMA"),
        Example::headline("KPU Ikuti Rakor Secara Daring"),
        Example::headline("KPU Kota Arjuna Gelar Upacara HUT Ke-80 RI"),
    ],
    run: Run::Whole(run),
};

/// Words that stay small in a headline.
pub(super) const SMALL: [&str; 34] = [
    "di", "ke", "dari", "dan", "yang", "untuk", "pada", "dalam", "secara", "dengan", "atau",
    "hingga", "oleh", "serta", "terhadap", "bagi", "sebagai", "tentang", "antara", "kepada",
    "agar", "karena", "saat", "usai", "per", "demi", "para", "sampai", "soal", "terkait", "via",
    "vs", "si", "sang",
];
/// Of these a capital is a mistake for sure: nobody takes them for words of the title.
const ALWAYS_SMALL: [&str; 6] = ["di", "ke", "dari", "dan", "yang", "untuk"];

/// Title case is told by so many words in capitals to one in small letters.
const SHARE: usize = 3;

fn run(page: &Page<'_>, found: &mut Found) {
    let Some(headline) = page.headline() else { return };
    let (mut large, mut small, mut raised) = (0, Vec::new(), Vec::new());
    for (at, token) in
        headline.tokens().iter().enumerate().filter(|(_, token)| token.kind == Kind::Word)
    {
        let word = headline.word(at);
        let is_inner = at > 0 && !headline.begins_sentence(at);
        let is_listed = SMALL.contains(&token.low.as_str());
        match case(word) {
            Case::Lower if !is_listed && is_inner && stands_alone(headline, at) => small.push(at),
            // `HUT Ke-80` is a name.
            Case::Capital if headline.is_sign(at + 1, '-') => large += 1,
            Case::Capital if is_inner && ALWAYS_SMALL.contains(&token.low.as_str()) => {
                raised.push(at);
            }
            Case::Capital | Case::Upper if !is_listed => large += 1,
            _ => {}
        }
    }
    // In a headline written like a sentence, capitals are names.
    if small.len() * SHARE > large || large < 2 {
        return;
    }
    for at in small.into_iter().chain(raised) {
        let mut finding = headline.finding(&RULE, headline.span(at..at + 1));
        let word = finding.text.clone();
        let fix = if case(&word) == Case::Lower { capitalised(&word) } else { word.to_lowercase() };
        finding.args.push(("words", word));
        finding.fixes.push(fix);
        found.push(finding);
    }
}

/// A word of letters alone that is no part of `e-PPID` and not quoted.
fn stands_alone(headline: &crate::rules::piece::Piece<'_>, at: usize) -> bool {
    let letters = headline.word(at).chars().count();
    let starts_compound = headline.is_sign(at + 1, '-') && headline.is_glued(at + 1);
    let is_quoted = headline.is_quoted(headline.span(at..at + 1).start);
    letters > 2 && !starts_compound && !is_quoted
}
