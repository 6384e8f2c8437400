//! Sites without an API: a person copies field by field into the site's own form, and then says where
//! the page is. What counts is the page: it is fetched as any reader would, and compared with what
//! was approved.

use super::http::{BadClient, Client, Machine, cut};
use super::{Means, Pen, Seen, Speaker, Step, page};
use crate::domain::delivery::{Answer, Destination, Frozen, Parcel, Receipt, Remote, Trouble};
use crate::domain::time::Timestamp;

/// Until somebody says where the page is, nothing is asked again by itself.
const LONG: i64 = 10 * 365 * 24 * 60 * 60 * 1_000;

/// One field of a form, in the order in which forms ask for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// `paste-…` among the words.
    pub key: &'static str,
    pub text: String,
}

/// What is copied into the form; what the text does not have is left out. For a withdrawal nothing
/// is copied: the page is taken away by hand.
pub fn sheet(frozen: &Frozen, date: &str) -> Vec<Field> {
    if frozen.withdrawn.is_some() {
        return Vec::new();
    }
    let tags = frozen.tags.join(", ");
    let fields = [
        ("title", frozen.headline.as_str()),
        ("date", date),
        ("category", &frozen.section),
        ("summary", &frozen.summary),
        ("body", &frozen.html),
        ("tags", &tags),
        ("author", &frozen.byline),
        ("source", &frozen.credit),
        ("slug", &frozen.slug),
    ];
    let filled = fields.into_iter().filter(|(_, text)| !text.trim().is_empty());
    filled.map(|(key, text)| Field { key, text: text.to_owned() }).collect()
}

/// Looks at the pages of one site.
pub struct Paste {
    destination: Destination,
    machine: Machine,
    means: Means,
}

impl Paste {
    pub fn new(destination: &Destination, machine: &Machine, means: Means) -> Self {
        Self { destination: destination.clone(), machine: machine.clone(), means }
    }

    fn now(&self) -> Timestamp {
        self.means.clock.now()
    }

    fn trouble(&self, key: &str) -> Trouble {
        Trouble {
            key: key.to_owned(),
            values: [("destination".to_owned(), self.destination.name.to_string())].into(),
            at: self.now(),
            exchange: None,
            said: None,
        }
    }

    /// A page may be on any host: no secret goes there.
    fn client(&self, url: &str) -> Result<Client, BadClient> {
        Client::new(url, &self.machine, &self.means.waits)
    }

    fn look(&self, remote: &Remote, frozen: &Frozen, told: &mut dyn FnMut(String)) -> Seen {
        let Some(url) = &remote.url else { return Seen::Nowhere(remote.clone()) };
        let Ok(mut client) = self.client(url) else {
            return Seen::Differs { trouble: self.trouble("page-address"), theirs: None };
        };
        let exchange = format!("GET {}", page::path_of(url));
        told(exchange.clone());
        match page::amiss_at(&mut client, url, frozen) {
            Ok(amiss) if amiss.is_empty() => Seen::Same(remote.clone()),
            Ok(amiss) => {
                let count = ("count".to_owned(), amiss.len().to_string());
                let mut trouble = self.trouble("page-differs");
                trouble.values.extend([count]);
                trouble.exchange = Some(cut(&exchange));
                trouble.said = amiss.first().map(|words| cut(words));
                Seen::Differs { trouble, theirs: None }
            }
            Err(bad) => Seen::Later(bad.trouble(self.now())),
        }
    }
}

impl Speaker for Paste {
    fn deliver(&mut self, parcel: &Parcel, frozen: &Frozen, pen: &mut dyn Pen) -> Answer {
        let by_hand = if frozen.withdrawn.is_some() { "take-away-by-hand" } else { "by-hand" };
        match self.look(&parcel.remote, frozen, &mut |line| pen.told(line)) {
            Seen::Same(remote) => Answer::Taken(Receipt { remote, visible: true }),
            Seen::Later(trouble) => Answer::NotNow { trouble, until: None },
            // A first publication or a correction that nobody has copied yet.
            Seen::Nowhere(_) => {
                let until = Some(pen.now().plus_ms(LONG));
                Answer::NotNow { trouble: self.trouble(by_hand), until }
            }
            Seen::Differs { trouble, .. } => {
                let until = Some(pen.now().plus_ms(LONG));
                Answer::NotNow { trouble, until }
            }
            Seen::NotYet(_) => Answer::Unknown { trouble: self.trouble(by_hand) },
        }
    }

    fn look_back(&mut self, parcel: &Parcel, frozen: &Frozen, pen: &mut dyn Pen) -> Seen {
        self.look(&parcel.remote, frozen, &mut |line| pen.told(line))
    }

    fn check(&mut self, tell: &mut dyn FnMut(Step)) {
        let url = self.destination.url.clone();
        let values = [("url".to_owned(), url.clone())].into();
        if url.is_empty() {
            return tell(Step::of("form-address", true, values, None));
        }
        let trouble = self.client(&url).err().map(|_bad| self.trouble("page-address"));
        tell(Step::of("form-address", trouble.is_none(), values, trouble));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::push::testing::frozen;

    #[test]
    fn fields_come_in_the_order_of_forms() {
        let frozen = Frozen { credit: String::new(), ..frozen() };
        let fields = sheet(&frozen, "6 Oktober 2026");
        let keys: Vec<_> = fields.iter().map(|field| field.key).collect();
        assert_eq!(
            keys,
            ["title", "date", "category", "summary", "body", "tags", "author", "slug"]
        );
        assert_eq!(fields[5].text, "layanan, pemilih");
        let at = Timestamp::default();
        let gone = Frozen { withdrawn: Some((at, String::new())), ..frozen };
        assert!(sheet(&gone, "").is_empty());
    }
}
