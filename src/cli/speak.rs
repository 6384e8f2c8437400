//! Speakers for the commands: those of other sites, and the folder, which the site is written into.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Front;
use super::export::press;
use super::out::{Failure, Kind};
use super::session::Places;
use crate::clock::Clock;
use crate::desk::destinations::Access;
use crate::desk::{Desk, Intent};
use crate::domain::delivery::{Destination, Kind as DestinationKind, Trouble};
use crate::push::folder::{Jam, JamKind, Press};
use crate::push::speakers::{folder, speaker_at};
use crate::push::{Means, Speaker};

/// Makes speakers for the destinations of one desk.
pub(super) struct Speakers {
    front: Front,
    places: Places,
    base: PathBuf,
    access: Access,
    means: Means,
}

impl Speakers {
    pub(super) fn of(front: &Front, desk: &Desk, means: &Means) -> Result<Self, Failure> {
        Ok(Self {
            front: front.quiet(),
            places: front.places()?,
            base: desk.dir().to_owned(),
            access: desk.access(),
            means: means.clone(),
        })
    }

    pub(super) fn make(&self, destination: &Destination) -> Result<Box<dyn Speaker>, Trouble> {
        if destination.kind != DestinationKind::Folder {
            return speaker_at(&self.access, destination, &self.means);
        }
        Ok(folder(destination, &self.base, self.press(), &self.means))
    }

    /// The worker has the desk in its hands: the site is written from one of its own, which only
    /// reads.
    fn press(&self) -> Press {
        let (front, places) = (self.front.quiet(), self.places.clone());
        let clock = Arc::clone(&self.means.clock);
        Box::new(move |out| written(&front, &places, &clock, out).map_err(jam))
    }
}

fn written(front: &Front, places: &Places, clock: &Arc<Clock>, out: &Path) -> Result<(), Failure> {
    let desk = Desk::open(&places.desk, &places.state, Arc::clone(clock), Intent::Read)
        .map_err(|error| front.refuse(error))?;
    let done = press(front, &desk, out);
    desk.close();
    done
}

fn jam(failure: Failure) -> Jam {
    let kind = match failure.kind {
        Kind::Busy | Kind::Locked => JamKind::Busy,
        Kind::DiskFull | Kind::Io => JamKind::Halfway,
        _ => JamKind::Wrong,
    };
    Jam { why: failure.message, kind }
}
