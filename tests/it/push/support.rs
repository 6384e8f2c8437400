//! A destination, an article, and an outbox in memory that can be killed at each of its commits.

use std::sync::Arc;
use std::time::Duration;

use redaksi::clock::Clock;
use redaksi::domain::delivery::{
    Answer, Destination, Frozen, Kind, Op, Parcel, Receipt, Remote, Standing,
};
use redaksi::domain::ids::{ArticleId, Digest};
use redaksi::domain::time::Timestamp;
use redaksi::keys::secret::Secret;
use redaksi::push::http::Machine;
use redaksi::push::wordpress::WordPress;
use redaksi::push::{Means, Pen, Speaker as _, Stopped, Waits};
use uuid::Uuid;

use crate::net::site::{Site, User};

/// Long enough for the proxy's late requests, and short.
pub(crate) const LATE: u64 = 400;

pub(crate) fn waits() -> Waits {
    Waits { connect: 5_000, send: 5_000, receive: 5_000, late: LATE, ..Waits::default() }
}

pub(crate) fn means() -> Means {
    Means {
        clock: Arc::new(Clock::system()),
        waits: waits(),
        office: "Kantor".into(),
        sections: Vec::new(),
    }
}

pub(crate) fn machine() -> Machine {
    Machine { allow_insecure_loopback: true, ..Machine::default() }
}

pub(crate) fn destination(site: &Site, user: &User) -> Destination {
    let settings = [
        ("account", user.name.clone()),
        // Sites without pretty permalinks have this one alone, the others have it too.
        ("root", format!("{}/?rest_route=", site.url)),
    ];
    Destination {
        name: "situs".parse().unwrap(),
        kind: Kind::WordPress,
        url: site.url.clone(),
        settings: settings.into_iter().map(|(key, value)| (key.to_owned(), value)).collect(),
    }
}

pub(crate) fn speaker(site: &Site, user: &User) -> WordPress {
    speaker_of(&destination(site, user), user)
}

pub(crate) fn speaker_of(destination: &Destination, user: &User) -> WordPress {
    let secret = Secret::new(&user.password).unwrap();
    WordPress::new(destination, secret, &means(), &machine()).unwrap()
}

/// An article of its own id; the same number in a run is another article in the next run.
pub(crate) fn frozen(number: usize) -> Frozen {
    let id = Clock::system().uuid();
    let tail: String = id.simple().to_string().chars().rev().take(10).collect();
    let body = format!("<p>Mesuji, 21 Oktober 2025 — Naskah ke-{number} & kawan.</p>");
    Frozen {
        v: 1,
        article: ArticleId(id),
        revision: Digest::of(id.as_bytes()),
        number: 1,
        content: Digest::of(id.as_bytes()),
        headline: format!("Rapat “{number}” & pleno <terbuka>"),
        summary: String::new(),
        html: body.replace("& ", "&amp; ") + "\n<p class=\"byline\">(ali)</p>",
        language: "id".into(),
        section: String::new(),
        tags: Vec::new(),
        place: "Mesuji".into(),
        byline: "ali".into(),
        credit: String::new(),
        slug: format!("rapat-{number}-{tail}"),
        published: "2025-10-21T02:30:00Z".parse().unwrap(),
        updated: "2025-10-21T02:30:00Z".parse().unwrap(),
        corrections: Vec::new(),
        single_eye: false,
        withdrawn: None,
    }
}

/// The next text of the same article.
pub(crate) fn corrected(frozen: &Frozen) -> Frozen {
    let mut next = frozen.clone();
    next.number += 1;
    next.revision = Digest::of(&next.number.to_be_bytes());
    next.headline.push_str(" (ralat)");
    next.html = next.html.replace("kawan", "kawan-kawan");
    next.corrections.push((next.updated, "Jumlah TPS keliru.".into()));
    next
}

/// Throws dice by a seed.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn chance(&mut self, of: f64) -> bool {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        #[expect(clippy::cast_precision_loss, reason = "a chance needs no more")]
        let thrown = ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64;
        thrown < of
    }
}

/// The row of an article: what was committed last is what an interruption leaves.
pub(crate) struct Row {
    pub(crate) remote: Remote,
    pub(crate) told: Vec<String>,
    /// Before how many requests that change something it was asked.
    pub(crate) sendings: usize,
    kills: f64,
    dice: Dice,
}

impl Row {
    pub(crate) fn new() -> Self {
        Self::killed(0, 0.0)
    }

    /// A process that dies at so many of its commits: half of them before they are on the disk,
    /// half of them after.
    pub(crate) fn killed(seed: u64, kills: f64) -> Self {
        let remote = Remote::default();
        Self { remote, told: Vec::new(), sendings: 0, kills, dice: Dice(seed) }
    }

    fn write(&mut self, remote: &Remote) -> Result<(), Stopped> {
        let dies = self.dice.chance(self.kills);
        if !dies || self.dice.chance(0.5) {
            self.remote = remote.clone();
        }
        if dies { Err(Stopped) } else { Ok(()) }
    }

    pub(crate) fn parcel(&self, frozen: &Frozen, op: Op) -> Parcel {
        let at = Timestamp::from_ms(0);
        Parcel {
            id: Uuid::nil(),
            article: frozen.article,
            destination: "situs".parse().unwrap(),
            op,
            revision: frozen.revision,
            standing: Standing::Queued,
            attempts: 0,
            queued: at,
            due: at,
            trouble: None,
            remote: self.remote.clone(),
        }
    }

    pub(crate) fn once(&mut self, wp: &mut WordPress, frozen: &Frozen, op: Op) -> Answer {
        let parcel = self.parcel(frozen, op);
        let answer = wp.deliver(&parcel, frozen, self);
        if let Answer::Taken(receipt) = &answer {
            self.remote = receipt.remote.clone();
        }
        answer
    }

    /// As the worker does it: again and again, each time with what was committed last, now and then
    /// as a new process.
    pub(crate) fn until_taken(
        &mut self,
        make: &dyn Fn() -> WordPress,
        frozen: &Frozen,
        op: Op,
    ) -> Receipt {
        let mut wp = make();
        for _ in 0..400 {
            let parcel = self.parcel(frozen, op);
            let answer = wp.deliver(&parcel, frozen, self);
            // Killed between the last answer and the desk: nobody heard it.
            let unheard = self.dice.chance(self.kills);
            match answer {
                Answer::Taken(_) if unheard => {}
                Answer::Taken(receipt) => {
                    self.remote = receipt.remote.clone();
                    return receipt;
                }
                Answer::NotNow { .. } => {}
                Answer::Unknown { .. } => std::thread::sleep(Duration::from_millis(20)),
                Answer::Refused(_) | Answer::Conflict { .. } => {
                    let told: String = self.told.join("\n");
                    panic!("{op:?} of {}: {answer:?}\n{told}", frozen.article)
                }
            }
            if unheard {
                wp = make();
            }
        }
        panic!("{op:?} of {} does not end:\n{}", frozen.article, self.told.join("\n"))
    }
}

impl Pen for Row {
    fn sending(&mut self, remote: &Remote) -> Result<(), Stopped> {
        self.sendings += 1;
        self.write(remote)
    }

    fn commit(&mut self, remote: &Remote) -> Result<(), Stopped> {
        self.write(remote)
    }

    fn told(&mut self, line: String) {
        self.told.push(line);
    }

    fn now(&self) -> Timestamp {
        Clock::system().now()
    }
}
