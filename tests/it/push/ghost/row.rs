//! An article and the row of it that the desk keeps: what was committed last is what an
//! interruption leaves.

use std::sync::Arc;
use std::time::Duration;

use redaksi::clock::Clock;
use redaksi::domain::delivery::{
    Answer, Destination, Frozen, Kind, Op, Parcel, Receipt, Remote, Standing, Trouble,
};
use redaksi::domain::ids::{ArticleId, Digest};
use redaksi::domain::time::Timestamp;
use redaksi::keys::secret::Secret;
use redaksi::push::ghost::Ghost;
use redaksi::push::http::Machine;
use redaksi::push::{Means, Pen, Seen, Speaker as _, Stopped, Waits};
use uuid::Uuid;

use crate::net::ghost::KEY;

/// Longer than a request is late at the proxy, and short.
pub(super) const LATE: u64 = 400;

pub(super) fn destination(url: &str, settings: &[(&str, &str)]) -> Destination {
    let settings = settings.iter().map(|(name, value)| ((*name).into(), (*value).into()));
    Destination {
        name: "situs".parse().unwrap(),
        kind: Kind::Ghost,
        url: url.to_owned(),
        settings: settings.collect(),
    }
}

pub(super) fn speaker_of(destination: &Destination, key: &str) -> Ghost {
    let waits =
        Waits { connect: 5_000, send: 5_000, receive: 5_000, late: LATE, ..Waits::default() };
    let means = Means {
        clock: Arc::new(Clock::system()),
        waits,
        office: "Kantor".into(),
        sections: Vec::new(),
    };
    let machine = Machine { allow_insecure_loopback: true, ..Machine::default() };
    Ghost::new(destination, &Secret::new(key).unwrap(), &means, &machine).unwrap()
}

pub(super) fn speaker(url: &str) -> Ghost {
    speaker_of(&destination(url, &[]), KEY)
}

pub(super) fn native(url: &str) -> Ghost {
    speaker_of(&destination(url, &[("mode", "native")]), KEY)
}

/// An article of its own id.
pub(super) fn frozen(number: u64) -> Frozen {
    let id = Uuid::from_u128(0x0192_f0c1_2345_7abc_8def_0000_0000_0000 + u128::from(number));
    Frozen {
        v: 1,
        article: ArticleId(id),
        revision: Digest::of(id.as_bytes()),
        number: 1,
        content: Digest::of(id.as_bytes()),
        headline: format!("Rapat “{number}” & pleno <terbuka>"),
        summary: String::new(),
        html: format!(
            "<p><span class=\"dateline\">Mesuji, 21 Oktober 2025 —</span> Naskah ke-{number} &amp; \
             kawan.</p>\n<ul>\n<li>satu</li>\n</ul>\n<p class=\"byline\">(ali)</p>"
        ),
        language: "id".into(),
        section: "Berita Terkini".into(),
        tags: vec!["Pemilu".into()],
        place: "Mesuji".into(),
        byline: "ali".into(),
        credit: String::new(),
        slug: format!("rapat-{number}-k7f3q2"),
        published: "2025-10-21T02:30:00.123Z".parse().unwrap(),
        updated: "2025-10-21T02:30:00.123Z".parse().unwrap(),
        corrections: Vec::new(),
        single_eye: false,
        withdrawn: None,
    }
}

/// The next text of the same article.
pub(super) fn corrected(frozen: &Frozen) -> Frozen {
    let mut next = frozen.clone();
    next.number += 1;
    next.revision = Digest::of(&next.number.to_be_bytes());
    next.headline.push_str(" (ralat)");
    next.html = next.html.replace("kawan", "kawan-kawan");
    next.corrections.push((next.updated, "Jumlah TPS keliru.".into()));
    next
}

type Hook<'a> = Box<dyn FnMut(&str) + Send + 'a>;

/// What the desk keeps of an article, and what goes on while a request is under way.
pub(super) struct Row<'a> {
    pub(super) remote: Remote,
    pub(super) told: Vec<String>,
    kills: f64,
    seed: u64,
    /// Called with each line that is told.
    pub(super) hook: Option<Hook<'a>>,
}

impl<'a> Row<'a> {
    pub(super) fn new() -> Self {
        Self::killed(0, 0.0)
    }

    /// A process that dies at so many of its commits: half of them before they are on the disk.
    pub(super) fn killed(seed: u64, kills: f64) -> Self {
        Self { remote: Remote::default(), told: Vec::new(), kills, seed, hook: None }
    }

    pub(super) fn hooked(hook: impl FnMut(&str) + Send + 'a) -> Self {
        Self { hook: Some(Box::new(hook)), ..Self::new() }
    }

    fn chance(&mut self, of: f64) -> bool {
        self.seed = self.seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.seed;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        #[expect(clippy::cast_precision_loss, reason = "a chance needs no more")]
        let thrown = ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64;
        thrown < of
    }

    fn write(&mut self, remote: &Remote) -> Result<(), Stopped> {
        let dies = self.chance(self.kills);
        if !dies || self.chance(0.5) {
            self.remote = remote.clone();
        }
        if dies { Err(Stopped) } else { Ok(()) }
    }

    fn parcel(&self, frozen: &Frozen, op: Op) -> Parcel {
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

    pub(super) fn once(&mut self, ghost: &mut Ghost, frozen: &Frozen, op: Op) -> Answer {
        let answer = ghost.deliver(&self.parcel(frozen, op), frozen, self);
        if let Answer::Taken(receipt) = &answer {
            self.remote = receipt.remote.clone();
        }
        answer
    }

    #[track_caller]
    pub(super) fn taken(&mut self, ghost: &mut Ghost, frozen: &Frozen, op: Op) -> Receipt {
        match self.once(ghost, frozen, op) {
            Answer::Taken(receipt) => receipt,
            other => panic!("{op:?}: {other:?}\n{}", self.told.join("\n")),
        }
    }

    #[track_caller]
    pub(super) fn conflict(&mut self, ghost: &mut Ghost, frozen: &Frozen, op: Op) -> Trouble {
        match self.once(ghost, frozen, op) {
            Answer::Conflict { trouble, .. } => trouble,
            other => panic!("{op:?}: {other:?}\n{}", self.told.join("\n")),
        }
    }

    /// A look by a process that lives on.
    pub(super) fn look_back(&mut self, ghost: &mut Ghost, frozen: &Frozen, op: Op) -> Seen {
        let kills = std::mem::replace(&mut self.kills, 0.0);
        let seen = ghost.look_back(&self.parcel(frozen, op), frozen, self);
        self.kills = kills;
        seen
    }

    /// As the worker does it: again and again, each time with what was committed last, now and then
    /// as a new process.
    pub(super) fn until_taken(
        &mut self,
        make: &dyn Fn() -> Ghost,
        frozen: &Frozen,
        op: Op,
    ) -> Receipt {
        let mut ghost = make();
        for _ in 0..400 {
            let answer = ghost.deliver(&self.parcel(frozen, op), frozen, self);
            // Killed between the last answer and the desk: nobody heard it.
            let unheard = self.chance(self.kills);
            match answer {
                Answer::Taken(receipt) if !unheard => {
                    self.remote = receipt.remote.clone();
                    return receipt;
                }
                Answer::Taken(_) => {}
                Answer::NotNow { .. } | Answer::Unknown { .. } => {
                    std::thread::sleep(Duration::from_millis(20));
                }
                Answer::Refused(_) | Answer::Conflict { .. } => {
                    let told = self.told.join("\n");
                    panic!("{op:?} of {}: {answer:?}\n{told}", frozen.article)
                }
            }
            if unheard {
                ghost = make();
            }
        }
        panic!("{op:?} of {} does not end:\n{}", frozen.article, self.told.join("\n"))
    }
}

impl Pen for Row<'_> {
    fn sending(&mut self, remote: &Remote) -> Result<(), Stopped> {
        if let Some(hook) = &mut self.hook {
            hook("sending");
        }
        self.write(remote)
    }

    fn commit(&mut self, remote: &Remote) -> Result<(), Stopped> {
        self.write(remote)
    }

    fn told(&mut self, line: String) {
        if let Some(hook) = &mut self.hook {
            hook(&line);
        }
        self.told.push(line);
    }

    fn now(&self) -> Timestamp {
        Clock::system().now()
    }
}
