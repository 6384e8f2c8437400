//! A destination that does what a script says, and remembers what it has.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use redaksi::domain::delivery::{
    Answer, Destination, Frozen, Op, Parcel, Receipt, Remote, Seen, Trouble,
};
use redaksi::domain::ids::{ArticleId, Digest};
use redaksi::domain::time::Timestamp;
use redaksi::push::{Pen, Speaker, Step, Stopped};

/// What happens to one attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Luck {
    Good,
    /// It is there, and readers do not see it yet.
    Hidden,
    /// Nothing reaches it.
    Offline,
    /// The request is lost before anybody acts on it, and nobody knows.
    LostRequest,
    /// It is acted on, and the answer is lost.
    LostAnswer,
    Refused,
    Conflict,
    /// The program dies after the request went out.
    Killed,
}

/// What a site has of one article: which revision, and by what words.
pub(crate) type Held = BTreeMap<(String, ArticleId), (Digest, Frozen)>;

/// The other side of all destinations.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) held: Held,
    pub(crate) luck: VecDeque<Luck>,
    /// Destinations that nobody reaches for now.
    pub(crate) down: BTreeSet<String>,
    /// Every request that changed something, in order.
    pub(crate) sent: Vec<(String, Op, Digest)>,
    /// What a look finds on public pages, where it is not what is held.
    pub(crate) seen: VecDeque<Seen>,
    pub(crate) looks: usize,
}

pub(crate) type Shared = Rc<RefCell<World>>;

pub(crate) struct Scripted {
    pub(crate) name: String,
    pub(crate) world: Shared,
}

pub(crate) fn trouble(key: &str, at: Timestamp) -> Trouble {
    Trouble { key: key.to_owned(), values: BTreeMap::new(), at, exchange: None, said: None }
}

/// Panics with this end an attempt as a kill would.
pub(crate) const KILLED: &str = "the program was killed";

impl Scripted {
    pub(crate) fn of(world: &Shared, destination: &Destination) -> Box<dyn Speaker> {
        let name = destination.name.as_str().to_owned();
        Box::new(Self { name, world: Rc::clone(world) })
    }

    fn remote(&self, parcel: &Parcel) -> Remote {
        let id = Some(format!("{}-{}", self.name, parcel.article.short()));
        Remote { id, ..parcel.remote.clone() }
    }

    fn is_there(&self, parcel: &Parcel) -> bool {
        let world = self.world.borrow();
        let held = world.held.get(&(self.name.clone(), parcel.article));
        match parcel.op {
            Op::Withdraw => held.is_none(),
            _ => held.is_some_and(|(revision, _)| *revision == parcel.revision),
        }
    }

    fn act(&self, parcel: &Parcel, frozen: &Frozen) {
        let mut world = self.world.borrow_mut();
        world.sent.push((self.name.clone(), parcel.op, parcel.revision));
        let place = (self.name.clone(), parcel.article);
        if parcel.op == Op::Withdraw {
            world.held.remove(&place);
        } else {
            world.held.insert(place, (parcel.revision, frozen.clone()));
        }
    }
}

impl Speaker for Scripted {
    fn deliver(&mut self, parcel: &Parcel, frozen: &Frozen, pen: &mut dyn Pen) -> Answer {
        let luck = {
            let mut world = self.world.borrow_mut();
            let luck = world.luck.pop_front().unwrap_or(Luck::Good);
            if world.down.contains(&self.name) { Luck::Offline } else { luck }
        };
        let now = pen.now();
        let trouble = |key| trouble(key, now);
        if luck == Luck::Offline {
            return Answer::NotNow { trouble: trouble("no-network"), until: None };
        }
        pen.told("GET /posts 200".to_owned());
        let taken = |visible| Answer::Taken(Receipt { remote: self.remote(parcel), visible });
        if self.is_there(parcel) {
            return taken(true);
        }
        if luck == Luck::Conflict {
            let theirs = Some("kata lain".to_owned());
            return Answer::Conflict { trouble: trouble("edited"), theirs };
        }
        if let Err(Stopped) = pen.sending(&parcel.remote) {
            return Answer::NotNow { trouble: trouble("stopped"), until: None };
        }
        pen.told("POST /posts".to_owned());
        match luck {
            Luck::Refused => return Answer::Refused(trouble("wrong-password")),
            Luck::LostRequest => return Answer::Unknown { trouble: trouble("timeout") },
            Luck::LostAnswer => {
                self.act(parcel, frozen);
                return Answer::Unknown { trouble: trouble("timeout") };
            }
            Luck::Killed => {
                self.act(parcel, frozen);
                std::panic::panic_any(KILLED);
            }
            _ => self.act(parcel, frozen),
        }
        match pen.commit(&self.remote(parcel)) {
            Ok(()) => taken(luck == Luck::Good),
            Err(Stopped) => Answer::Unknown { trouble: trouble("stopped") },
        }
    }

    fn look_back(&mut self, parcel: &Parcel, _frozen: &Frozen, _pen: &mut dyn Pen) -> Seen {
        let mut world = self.world.borrow_mut();
        world.looks += 1;
        world.seen.pop_front().unwrap_or_else(|| Seen::Same(parcel.remote.clone()))
    }

    fn check(&mut self, _tell: &mut dyn FnMut(Step)) {}
}
