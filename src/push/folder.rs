//! The site as files. A folder wants every cleared text and not one alone: its lists, its feed and
//! its notices are made of all of them. So the edge writes the whole site, once for what is due
//! together, and the page of each text is then looked for as it lies there.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::{Means, Pen, Seen, Speaker, Step, page};
use crate::domain::delivery::{
    Answer, Destination, Frozen, Parcel, Receipt, Remote, Standing, Trouble,
};
use crate::domain::time::Timestamp;

/// No page of a text is larger.
const LARGEST: u64 = 64 << 20;

/// Writes the site into a folder, as a publication does.
pub type Press = Box<dyn FnMut(&Path) -> Result<(), Jam> + Send>;

/// Why a site was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jam {
    /// In words.
    pub why: String,
    pub kind: JamKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JamKind {
    /// Somebody else writes there or has the desk: nothing was touched.
    Busy,
    /// It stopped on its way: some pages may be there.
    Halfway,
    /// It stays so until a person mends something.
    Wrong,
}

/// Speaks with one folder of this machine.
pub struct Folder {
    destination: Destination,
    dir: PathBuf,
    means: Means,
    press: Press,
    /// When the site was last begun by this speaker: what was due by then is in it.
    pressed: Option<Timestamp>,
}

impl Folder {
    /// `base` is where a path begins that does not say it.
    pub fn new(destination: &Destination, base: &Path, press: Press, means: Means) -> Self {
        let dir = base.join(&destination.url);
        Self { destination: destination.clone(), dir, means, press, pressed: None }
    }

    fn trouble(&self, key: &str, why: Option<String>) -> Trouble {
        let mut values = vec![
            ("destination".to_owned(), self.destination.name.to_string()),
            ("place".to_owned(), self.dir.to_string_lossy().into_owned()),
        ];
        values.extend(why.map(|why| ("why".to_owned(), why)));
        let at = self.means.clock.now();
        let values = values.into_iter().collect();
        Trouble { key: key.to_owned(), values, at, exchange: None, said: None }
    }

    /// What is wrong with the pages of a text; none, if they show what they should. A text that was
    /// moved leaves a page behind that leads to the new one: one of them must show it.
    fn amiss(&self, frozen: &Frozen) -> io::Result<Option<String>> {
        let pages = pages(&self.dir, &frozen.slug)?;
        let first = |html: &String| page::amiss(html, frozen).into_iter().next();
        let found: Vec<_> = pages.iter().map(first).collect();
        if frozen.withdrawn.is_some() {
            return Ok(found.into_iter().flatten().next());
        }
        let nothing = || Some(frozen.headline.clone());
        Ok(if found.iter().any(Option::is_none) {
            None
        } else {
            found.into_iter().flatten().next().or_else(nothing)
        })
    }

    fn seen(&self, frozen: &Frozen, remote: &Remote) -> Seen {
        match self.amiss(frozen) {
            // Whether readers are given the folder is not known here.
            Ok(None) => Seen::Nowhere(remote.clone()),
            Ok(Some(words)) => {
                let mut trouble = self.trouble("folder-differs", None);
                trouble.said = Some(words);
                Seen::Differs { trouble, theirs: None }
            }
            Err(error) => Seen::Later(self.trouble("folder-unread", Some(error.to_string()))),
        }
    }

    /// Is the text out that somebody took back while it was being written? Words alone do not say
    /// it: an older text may have them too.
    fn is_out(&self, parcel: &Parcel, frozen: &Frozen) -> bool {
        let digest = frozen.content.to_string();
        let pages = pages(&self.dir, &frozen.slug).unwrap_or_default();
        parcel.standing == Standing::Unknown
            && frozen.withdrawn.is_none()
            && pages.iter().any(|html| html.contains(&digest))
    }

    fn has_pressed(&self, parcel: &Parcel) -> bool {
        self.pressed.is_some_and(|pressed| parcel.queued < pressed && parcel.due <= pressed)
    }

    fn jammed(&self, jam: Jam) -> Answer {
        let trouble = self.trouble("folder-not-written", Some(jam.why));
        match jam.kind {
            JamKind::Busy => Answer::NotNow { trouble, until: None },
            JamKind::Halfway => Answer::Unknown { trouble },
            JamKind::Wrong => Answer::Refused(trouble),
        }
    }
}

impl Speaker for Folder {
    fn deliver(&mut self, parcel: &Parcel, frozen: &Frozen, pen: &mut dyn Pen) -> Answer {
        let remote = Remote { slug: Some(frozen.slug.clone()), ..parcel.remote.clone() };
        let taken = || Answer::Taken(Receipt { remote: remote.clone(), visible: false });
        if !self.has_pressed(parcel) {
            if pen.sending(&remote).is_err() {
                if self.is_out(parcel, frozen) {
                    return taken();
                }
                return Answer::NotNow { trouble: self.trouble("stopped", None), until: None };
            }
            let now = pen.now();
            if let Err(jam) = (self.press)(&self.dir) {
                return self.jammed(jam);
            }
            self.pressed = Some(now);
            pen.told(format!("{}: {}", self.destination.name, self.dir.display()));
        }
        match self.seen(frozen, &remote) {
            Seen::Differs { trouble, .. } | Seen::Later(trouble) => Answer::Unknown { trouble },
            Seen::Same(_) | Seen::NotYet(_) | Seen::Nowhere(_) => taken(),
        }
    }

    fn look_back(&mut self, parcel: &Parcel, frozen: &Frozen, _pen: &mut dyn Pen) -> Seen {
        self.seen(frozen, &parcel.remote)
    }

    fn check(&mut self, tell: &mut dyn FnMut(Step)) {
        let values = [("place".to_owned(), self.dir.to_string_lossy().into_owned())].into();
        let wrong = match crate::export::may_hold_a_site(&self.dir) {
            Ok(true) => None,
            Ok(false) => Some(self.trouble("folder-foreign", None)),
            Err(error) => Some(self.trouble("folder-unread", Some(error.to_string()))),
        };
        tell(Step::of("folder-place", wrong.is_none(), values, wrong));
    }
}

/// What lies at `YYYY/MM/SLUG.html`, in whichever month: its address was fixed with its first
/// clearing, and a correction may have moved it.
fn pages(dir: &Path, slug: &str) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    // The slug is our own, and still no way out of the folder.
    if slug.is_empty() || slug.contains(['/', '\\', '\0']) {
        return Ok(found);
    }
    for year in numbered(dir, 4)? {
        for month in numbered(&year, 2)? {
            match fs::File::open(month.join(format!("{slug}.html"))) {
                Ok(file) => {
                    let mut bytes = Vec::new();
                    file.take(LARGEST).read_to_end(&mut bytes)?;
                    found.push(String::from_utf8_lossy(&bytes).into_owned());
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(found)
}

/// The folders whose name is a number of so many digits; none, if there is no such folder.
fn numbered(dir: &Path, digits: usize) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let is_number =
            |name: &str| name.len() == digits && name.bytes().all(|byte| byte.is_ascii_digit());
        if name.to_str().is_some_and(is_number) && entry.file_type()?.is_dir() {
            found.push(entry.path());
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use uuid::Uuid;

    use super::*;
    use crate::clock::Clock;
    use crate::domain::delivery::{Kind, Op};
    use crate::push::testing::frozen;
    use crate::push::{Stopped, Waits};

    struct Row(Arc<Clock>, bool);

    impl Pen for Row {
        fn sending(&mut self, _remote: &Remote) -> Result<(), Stopped> {
            if self.1 { Ok(()) } else { Err(Stopped) }
        }
        fn commit(&mut self, _remote: &Remote) -> Result<(), Stopped> {
            Ok(())
        }
        fn told(&mut self, _line: String) {}
        fn now(&self) -> Timestamp {
            self.0.now()
        }
    }

    struct Place {
        dir: tempfile::TempDir,
        clock: Arc<Clock>,
        presses: Arc<AtomicUsize>,
    }

    impl Place {
        fn new() -> Self {
            let clock = Arc::new(Clock::stepping(Timestamp::from_ms(1_000), 10));
            Self { dir: tempfile::tempdir().unwrap(), clock, presses: Arc::default() }
        }

        /// A press that writes this page, or none.
        fn folder(&self, html: Option<String>) -> Folder {
            let url = self.dir.path().to_str().unwrap().to_owned();
            let (name, kind) = ("web".parse().unwrap(), Kind::Folder);
            let new = Destination { name, kind, url, settings: [].into() };
            let presses = Arc::clone(&self.presses);
            let press = move |out: &Path| {
                presses.fetch_add(1, Ordering::Relaxed);
                let month = out.join("2026/10");
                fs::create_dir_all(&month).unwrap();
                let page = month.join(format!("{}.html", frozen().slug));
                if let Some(html) = &html {
                    write(&page, html);
                }
                Ok(())
            };
            let (clock, waits) = (Arc::clone(&self.clock), Waits::default());
            let means = Means { clock, waits, office: "Kantor".into(), sections: Vec::new() };
            Folder::new(&new, Path::new("/"), Box::new(press), means)
        }

        fn parcel(&self, standing: Standing) -> Parcel {
            let (at, frozen) = (self.clock.now(), frozen());
            Parcel {
                id: Uuid::nil(),
                article: frozen.article,
                destination: "web".parse().unwrap(),
                op: Op::Publish,
                revision: frozen.revision,
                standing,
                attempts: 1,
                queued: at,
                due: at,
                trouble: None,
                remote: Remote::default(),
            }
        }

        fn presses(&self) -> usize {
            self.presses.load(Ordering::Relaxed)
        }
    }

    fn write(page: &Path, html: &str) {
        fs::File::create(page).unwrap().write_all(html.as_bytes()).unwrap();
    }

    fn page_of(frozen: &Frozen) -> String {
        format!("<h1>{}</h1>{}<code>{}</code>", frozen.headline, frozen.html, frozen.content)
    }

    #[test]
    fn the_site_is_written_once_for_what_is_due_together() {
        let place = Place::new();
        let frozen = frozen();
        let mut folder = place.folder(Some(page_of(&frozen)));
        let mut pen = Row(Arc::clone(&place.clock), true);
        let (first, second) = (place.parcel(Standing::Looking), place.parcel(Standing::Looking));
        for parcel in [&first, &second] {
            assert!(matches!(folder.deliver(parcel, &frozen, &mut pen), Answer::Taken(_)));
        }
        assert_eq!(place.presses(), 1);
        // What was approved since is not in what was written before.
        let late = place.parcel(Standing::Looking);
        assert!(matches!(folder.deliver(&late, &frozen, &mut pen), Answer::Taken(_)));
        assert_eq!(place.presses(), 2);
        let seen = folder.look_back(&late, &frozen, &mut pen);
        assert!(matches!(seen, Seen::Nowhere(_)), "{seen:?}");
        // Somebody moved it away.
        fs::rename(place.dir.path().join("2026"), place.dir.path().join("lama")).unwrap();
        let seen = folder.look_back(&late, &frozen, &mut pen);
        assert!(matches!(seen, Seen::Differs { .. }), "{seen:?}");
    }

    #[test]
    fn a_page_that_is_not_there_is_not_taken() {
        let place = Place::new();
        let (frozen, mut pen) = (frozen(), Row(Arc::clone(&place.clock), true));
        for html in [None, Some("<h1>Lain</h1>".to_owned())] {
            let parcel = place.parcel(Standing::Looking);
            let answer = place.folder(html).deliver(&parcel, &frozen, &mut pen);
            assert!(matches!(answer, Answer::Unknown { .. }), "{answer:?}");
        }
        let gone = Frozen { withdrawn: Some((frozen.updated, "salah".into())), ..frozen };
        let mut folder = place.folder(Some(page_of(&gone)));
        let parcel = place.parcel(Standing::Looking);
        let answer = folder.deliver(&parcel, &gone, &mut pen);
        assert!(matches!(answer, Answer::Unknown { .. }), "{answer:?}");
    }

    /// The desk may stop a parcel whose page an earlier attempt wrote.
    #[test]
    fn what_is_out_is_known_and_nothing_is_written_over_a_stop() {
        let place = Place::new();
        let (frozen, mut pen) = (frozen(), Row(Arc::clone(&place.clock), false));
        let mut folder = place.folder(None);
        let month = place.dir.path().join("2026/10");
        fs::create_dir_all(&month).unwrap();
        write(&month.join(format!("{}.html", frozen.slug)), &page_of(&frozen));
        for (standing, taken) in [(Standing::Looking, false), (Standing::Unknown, true)] {
            let answer = folder.deliver(&place.parcel(standing), &frozen, &mut pen);
            assert_eq!(matches!(answer, Answer::Taken(_)), taken, "{answer:?}");
        }
        assert_eq!(place.presses(), 0);
    }
}
