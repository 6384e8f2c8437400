//! The names that an office writes again and again, each in its right spelling: people, places,
//! offices, acronyms, and what approved texts have had before.

pub mod own;
pub mod shipped;

use chrono::NaiveDate;

/// Where a name comes from. Of two that fit, the one higher up is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Person,
    /// How a name is written where a text has it first: with its title, or behind what it is short
    /// for.
    First,
    Office,
    Place,
    Acronym,
    /// Several approved texts have it.
    Seen,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Entry {
    pub name: String,
    pub kind: Kind,
}

/// Somebody whom texts name with a title.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Person {
    pub name: String,
    /// Such as `Ketua KPU Kabupaten Tanjung Damar`; empty where only the name is known.
    pub title: String,
    /// The term of office: the first day and the last one.
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

/// A short form and what it is short for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Acronym {
    pub short: String,
    pub full: String,
    /// Known to every reader: it may stand without its long form.
    pub is_public: bool,
}

/// Names in the order of their bytes, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Register {
    entries: Vec<Entry>,
    people: Vec<Person>,
    acronyms: Vec<Acronym>,
}

/// A name begins to be offered after so many letters.
pub const LEAST: usize = 3;
/// So many names with the same beginning are weighed.
const WEIGHED: usize = 64;
/// Words of a name that may stand before the caret.
const WORDS: usize = 10;
/// A name that every office knows is offered after so many letters, where it is the
/// only one that begins so, or the beginning of the few that do.
const LEAST_SHIPPED: usize = 4;
const FEW: usize = 3;

impl Register {
    pub fn new(mut entries: Vec<Entry>) -> Self {
        entries.sort_by(|a, b| (&a.name, a.kind).cmp(&(&b.name, b.kind)));
        entries.dedup_by(|b, a| a.name == b.name);
        Self { entries, ..Self::none() }
    }

    pub const fn none() -> Self {
        Self { entries: Vec::new(), people: Vec::new(), acronyms: Vec::new() }
    }

    #[must_use]
    pub fn with(self, people: Vec<Person>, acronyms: Vec<Acronym>) -> Self {
        Self { people, acronyms, ..self }
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// What the office adds to the acronyms that the rules know.
    pub fn acronyms(&self) -> &[Acronym] {
        &self.acronyms
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The name that begins as typed, and goes on.
    fn beginning(&self, typed: &str, is_there: &impl Fn(&str) -> bool) -> Option<&Entry> {
        let from = self.entries.partition_point(|entry| entry.name.as_str() < typed);
        let fits = self.entries.get(from..)?.iter().take(WEIGHED);
        fits.take_while(|entry| entry.name.starts_with(typed))
            .filter(|entry| entry.name.len() > typed.len())
            .filter(|entry| entry.kind != Kind::First || !is_there(&entry.name))
            .min_by_key(|entry| entry.kind)
    }

    /// The same of the names that every office knows.
    fn shipped_beginning(typed: &str) -> Option<&'static Entry> {
        let entries = shipped::entries();
        let from = entries.partition_point(|entry| entry.name.as_str() < typed);
        let fits = entries.get(from..)?.iter().take_while(|entry| entry.name.starts_with(typed));
        let few: Vec<&Entry> = fits.take(FEW + 1).collect();
        let first = few.first().filter(|first| first.name != typed && few.len() <= FEW)?;
        few.iter().all(|other| other.name.starts_with(&first.name)).then_some(first)
    }

    /// What the name that is being typed goes on with. `before` is the text up to the caret; the
    /// longest beginning that fits counts. What a text has once only is not offered where it
    /// `is_there` already.
    pub fn rest_of<'a>(&'a self, before: &str, is_there: impl Fn(&str) -> bool) -> Option<&'a str> {
        let mut starts = Vec::with_capacity(WORDS);
        let mut inside = false;
        for (at, c) in before.char_indices().rev() {
            let in_word = c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '.');
            if inside && !in_word {
                starts.push(at + c.len_utf8());
                if starts.len() == WORDS {
                    break;
                }
            }
            inside = in_word;
            if at == 0 && in_word {
                starts.push(0);
            }
        }
        starts.iter().rev().find_map(|start| {
            let typed = before.get(*start..)?;
            let letters = typed.chars().filter(|c| c.is_alphabetic()).count();
            if letters < LEAST || !typed.starts_with(char::is_uppercase) {
                return None;
            }
            let entry = self.beginning(typed, &is_there).or_else(|| {
                let is_long = letters >= LEAST_SHIPPED;
                is_long.then(|| Self::shipped_beginning(typed)).flatten()
            });
            entry?.name.get(typed.len()..)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn register() -> Register {
        let entry = |name: &str, kind| Entry { name: name.to_owned(), kind };
        Register::new(vec![
            entry("Ali Firmansyah", Kind::Person),
            entry("Ali Akbar", Kind::Seen),
            entry("Sambas", Kind::Place),
            entry("Sambas", Kind::Seen),
            entry("Komisi Pemilihan Umum", Kind::Office),
            entry("PDPB", Kind::Acronym),
        ])
    }

    #[track_caller]
    fn check(before: &str, want: Option<&str>) {
        assert_eq!(register().rest_of(before, |_| false), want, "{before}");
    }

    #[test]
    fn a_name_goes_on_from_its_third_letter() {
        check("Al", None);
        check("Ali", Some(" Firmansyah"));
        check("Menurut Ali F", Some("irmansyah"));
        check("Ketua Ali Ak", Some("bar"));
        check("(Sam", Some("bas"));
        check("di Sambas", None);
        check("sam", None);
        check("SAM", None);
        check("Samb ", None);
        check("PDP", Some("B"));
        check("Kepala Komisi Pemilihan U", Some("mum"));
        check("KAli", None);
        check("", None);
        assert_eq!(register().len(), 5);
    }

    #[test]
    fn what_every_office_knows_is_offered_where_few_names_begin_so() {
        check("di Kabupaten Tulang", Some(" Bawang"));
        check("di Kabupaten T", None);
        check("di Bandu", Some("ng"));
        check("di Bandung", None);
        check("KPU Kota Tomo", Some("hon"));
        check("Forko", None);
        check("Forkopimc", Some("am"));
        check("Bup", None);
        check("Kapolr", None);
        check("Kapols", Some("ek"));
        check("Sambas", None);
    }

    #[test]
    fn a_title_is_offered_until_the_text_has_it() {
        let entry = |name: &str, kind| Entry { name: name.to_owned(), kind };
        let register = Register::new(vec![
            entry("Ketua KPU Kabupaten Tanjung Damar Ali Firmansyah", Kind::First),
            entry("Ketua KPU Kabupaten Tanjung Damar", Kind::Office),
        ]);
        let rest = |before: &str, there| register.rest_of(before, |_| there).map(str::to_owned);
        let whole = "PU Kabupaten Tanjung Damar Ali Firmansyah";
        assert_eq!(rest("kata Ketua K", false).as_deref(), Some(whole));
        assert_eq!(rest("kata Ketua K", true).as_deref(), Some("PU Kabupaten Tanjung Damar"));
        let long = "kata Ketua KPU Kabupaten Tanjung Damar Al";
        assert_eq!(rest(long, false).as_deref(), Some("i Firmansyah"));
    }

    #[test]
    fn a_large_register_is_asked_in_no_time() {
        let names = (0..200_000).map(|n| Entry { name: format!("Nama {n:06}"), kind: Kind::Seen });
        let register = Register::new(names.collect());
        let begun = std::time::Instant::now();
        for _ in 0..1_000 {
            assert_eq!(register.rest_of("kepada Nama 1", |_| false), Some("00000"));
        }
        assert!(begun.elapsed().as_millis() < 500, "{:?}", begun.elapsed());
    }
}
