//! One attempt: look, make a draft, look again, publish by id, read back, look as a reader does.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Ghost;
use super::post::{Base, Post, TITLE, Wanted, internal};
use crate::domain::delivery::{Answer, Frozen, Parcel, Receipt, Remote, Trouble};
use crate::domain::ids::Digest;
use crate::domain::time::Timestamp;
use crate::push::classify::{Bad, Verdict};
use crate::push::{Pen, Stopped};

/// So often a change is made again in one attempt when others write at the same time.
const ROUNDS: usize = 3;
/// Two seconds of the server's clock are surely not the same one: ours of it is off by up to one.
const SECOND: i64 = 2_000;

/// Why an attempt ends before its end.
pub(super) enum End {
    Stopped,
    Bad(Box<Bad>),
    Answer(Box<Answer>),
}

impl From<Stopped> for End {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

impl From<Box<Bad>> for End {
    fn from(bad: Box<Bad>) -> Self {
        Self::Bad(bad)
    }
}

impl From<Answer> for End {
    fn from(answer: Answer) -> Self {
        Self::Answer(Box::new(answer))
    }
}

/// What an attempt knows.
pub(super) struct Run<'a> {
    pub(super) ghost: &'a mut Ghost,
    pub(super) pen: &'a mut dyn Pen,
    pub(super) remote: Remote,
    pub(super) wanted: Wanted,
    /// How we left the post, if we ever did.
    pub(super) base: Option<Base>,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        ghost: &'a mut Ghost,
        parcel: &Parcel,
        frozen: &Frozen,
        pen: &'a mut dyn Pen,
    ) -> Self {
        let wanted = Wanted::new(frozen, &ghost.destination);
        let remote = parcel.remote.clone();
        let base = remote.base.as_deref().and_then(Base::read);
        Self { ghost, pen, remote, wanted, base }
    }

    pub(super) fn publish(mut self) -> Answer {
        let result = self.published();
        self.answer(result)
    }

    pub(super) fn answer(&mut self, result: Result<Receipt, End>) -> Answer {
        self.tell();
        let answer = match result {
            Ok(receipt) => Answer::Taken(receipt),
            Err(End::Answer(answer)) => *answer,
            Err(End::Bad(bad)) => bad.answer(self.pen.now(), self.ghost.skew),
            // Whoever stopped it knows why.
            Err(End::Stopped) => {
                Answer::NotNow { trouble: self.trouble_with("stopped", &[]), until: None }
            }
        };
        match answer {
            // Nothing happened now; what an earlier request may have done is as open as it was.
            Answer::NotNow { trouble, until: None } if self.remote.began.is_some() => {
                Answer::Unknown { trouble }
            }
            answer => answer,
        }
    }

    fn published(&mut self) -> Result<Receipt, End> {
        let long = self.wanted.title.chars().count();
        if long > TITLE {
            let trouble = self.trouble_with("ghost-title", &[("count", &long), ("most", &TITLE)]);
            return Err(Answer::Refused(trouble).into());
        }
        self.ghost.site()?;
        let mine = self.look()?;
        let post = match self.choose(&mine)? {
            Some(post) => post.clone(),
            None => self.draft()?,
        };
        self.keep(&post)?;
        let post = self.put(post)?;
        self.clear(&mine)?;
        self.receipt(&post)
    }

    /// All posts of the article, whatever happened to one's tag or another's slug.
    pub(super) fn look(&mut self) -> Result<Vec<Post>, End> {
        let article = self.wanted.article;
        let tag = internal(article).replace('#', "hash-");
        let mut mine = self.ghost.list(&format!("tag:{tag}"))?;
        let slugs = self.slugs();
        if !slugs.is_empty() {
            mine.extend(self.ghost.list(&format!("slug:[{}]", slugs.join(",")))?);
        }
        if let Some(id) = self.remote.id.clone() {
            mine.extend(self.ghost.one(&id)?);
        }
        let known = self.remote.id.clone();
        mine.retain(|post| post.is_of(article) || Some(&post.id) == known.as_ref());
        mine.sort_by(|a, b| a.id.cmp(&b.id));
        mine.dedup_by(|a, b| a.id == b.id);
        self.tell();
        Ok(mine)
    }

    /// The slug, what Ghost makes of it where it is taken, and the one that it gave.
    fn slugs(&self) -> Vec<String> {
        let own = &self.wanted.slug;
        let mut slugs = vec![own.clone()];
        slugs.extend((2..=9).map(|n| format!("{own}-{n}")));
        slugs.extend(self.remote.slug.clone());
        let plain = |slug: &String| {
            !slug.is_empty() && slug.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        slugs.retain(plain);
        slugs
    }

    /// The one that stays: the known one; else a public one, else the oldest of our drafts.
    fn choose<'p>(&mut self, mine: &'p [Post]) -> Result<Option<&'p Post>, End> {
        let known = mine.iter().find(|post| Some(&post.id) == self.remote.id.as_ref());
        let public: Vec<&Post> = mine.iter().filter(|post| post.base.is_public()).collect();
        let other = public.iter().find(|post| known.is_some_and(|known| known.id != post.id));
        match (&*public, other) {
            ([_, other, ..], _) => return Err(self.conflict("two-public", Some(other)).into()),
            ([..], Some(other)) if self.base.is_some() => {
                return Err(self.conflict("two-public", Some(other)).into());
            }
            _ => {}
        }
        let free = mine.iter().find(|post| self.wanted.is_free(post, None));
        match public.first().copied().or(known).or(free) {
            Some(post) if self.wanted.is_free(post, self.base.as_ref()) => Ok(Some(post)),
            Some(post) => Err(self.conflict(self.change_of(post), Some(post)).into()),
            None if self.base.as_ref().is_some_and(Base::is_public) => {
                Err(self.conflict("gone-there", None).into())
            }
            // Drafts that somebody made from ours, or of ours.
            None => match mine.first() {
                Some(post) => Err(self.conflict("edited-there", Some(post)).into()),
                None => Ok(None),
            },
        }
    }

    /// What people did to a post that is not as we left it.
    pub(super) fn change_of(&self, post: &Post) -> &'static str {
        let was_public = self.base.as_ref().is_some_and(Base::is_public);
        if was_public && !post.base.is_public() { "ghost-unpublished" } else { "edited-there" }
    }

    /// Makes the draft, and finds the one that stays if more than one came of it.
    fn draft(&mut self) -> Result<Post, End> {
        if let Some(until) = self.outstanding() {
            let trouble = self.trouble_with("late", &[("until", &until)]);
            return Err(Answer::Unknown { trouble }.into());
        }
        // Whoever made a draft before and lost sight of it begins anew.
        self.remote.id = None;
        let (query, body) = (self.wanted.query(), self.wanted.draft());
        self.sending(|ghost| ghost.create(query, &body))?;
        let mine = self.look()?;
        match self.choose(&mine)?.cloned() {
            Some(post) => {
                self.keep(&post)?;
                self.clear(&mine)?;
                // The slug of one that went away is free again.
                Ok(post)
            }
            // It said that it made one, and shows none.
            None => Err(Answer::Unknown { trouble: self.trouble_with("ghost-hidden", &[]) }.into()),
        }
    }

    /// From now on everything goes by this id.
    fn keep(&mut self, post: &Post) -> Result<(), End> {
        if self.remote.id.as_ref() != Some(&post.id) {
            self.remote.id = Some(post.id.clone());
            self.remote.slug = Some(post.base.slug.clone());
            self.pen.commit(&self.remote)?;
        }
        Ok(())
    }

    /// Deletes drafts of ours beside the one that stays. One that somebody edited, or made from it,
    /// has other words than its marker says, and is left.
    pub(super) fn clear(&mut self, mine: &[Post]) -> Result<usize, End> {
        let stays = self.remote.id.clone();
        let stray = |post: &&Post| {
            post.base.status == "draft"
                && Some(&post.id) != stays.as_ref()
                && (post.is_untouched(self.wanted.article) || self.wanted.has_words(post))
        };
        let strays: Vec<String> = mine.iter().filter(stray).map(|post| post.id.clone()).collect();
        for id in &strays {
            let path = format!("posts/{id}/");
            self.sending(|ghost| ghost.delete(&path))?;
        }
        Ok(strays.len())
    }

    /// Changes the post until it is what is wanted, and reads it back.
    fn put(&mut self, mut post: Post) -> Result<Post, End> {
        let mut done = false;
        for _ in 0..ROUNDS {
            if self.wanted.differences(&post, "published").is_empty() {
                return Ok(post);
            }
            if !self.wanted.is_free(&post, self.base.as_ref()) {
                let key = if done { "changed-by-site" } else { self.change_of(&post) };
                return Err(self.conflict(key, Some(&post)).into());
            }
            let (query, body) =
                (self.wanted.query(), self.wanted.change(&post, self.base.as_ref()));
            done |= self.changed(&post, query, &body)?;
            post = self.again(&post)?;
        }
        if self.wanted.differences(&post, "published").is_empty() {
            return Ok(post);
        }
        Err(self.conflict("changed-by-site", Some(&post)).into())
    }

    /// Sends a change; false if the post was changed or deleted since it was looked at.
    pub(super) fn changed(&mut self, post: &Post, query: &str, body: &Value) -> Result<bool, End> {
        self.let_a_second_pass(post)?;
        let id = &post.id;
        match self.sending(|ghost| ghost.change(id, query, body)) {
            Ok(_) => Ok(true),
            Err(End::Bad(bad)) if ["ghost-collision", "ghost-absent"].contains(&&*bad.key) => {
                Ok(false)
            }
            Err(end) => Err(end),
        }
    }

    /// A request that is still on its way carries the time of the last change. Ours must not leave
    /// the post with that very time.
    fn let_a_second_pass(&mut self, post: &Post) -> Result<(), End> {
        let changed: Result<Timestamp, _> = post.updated.parse();
        let now = self.ghost.server_now();
        let passed = changed.is_ok_and(|at| now >= at.plus_ms(SECOND));
        if passed || self.outstanding().is_none() {
            return Ok(());
        }
        let until = self.pen.now().plus_ms(SECOND);
        let trouble = self.trouble_with("late", &[("until", &until)]);
        Err(Answer::NotNow { trouble, until: Some(until) }.into())
    }

    /// The post once more.
    pub(super) fn again(&mut self, post: &Post) -> Result<Post, End> {
        match self.ghost.one(&post.id)? {
            Some(post) => Ok(post),
            None => Err(self.conflict("gone-there", None).into()),
        }
    }

    fn receipt(&mut self, post: &Post) -> Result<Receipt, End> {
        self.note(post);
        self.pen.commit(&self.remote)?;
        Ok(Receipt { visible: self.is_visible(post), remote: self.remote.clone() })
    }

    /// Keeps what was read back as ours.
    pub(super) fn note(&mut self, post: &Post) {
        let base = post.base.text();
        let own = self.ghost.client.origin().has(&post.url);
        self.remote.id = Some(post.id.clone());
        if post.base.is_public() {
            self.remote.url = own.then(|| post.url.clone());
        }
        self.remote.slug = Some(post.base.slug.clone());
        self.remote.token = Some(post.updated.clone());
        self.remote.digest = Some(Digest::of(base.as_bytes()));
        self.remote.base = Some(base);
        if self.outstanding().is_none() {
            self.remote.began = None;
        }
    }

    /// Does a reader get the text? An address of another origin is asked by nobody.
    pub(super) fn is_visible(&mut self, post: &Post) -> bool {
        if !self.ghost.client.origin().has(&post.url) {
            return false;
        }
        let page = self.ghost.page(&post.url);
        self.tell();
        page.is_ok_and(|reply| {
            reply.status == 200 && self.wanted.shows(&String::from_utf8_lossy(&reply.body))
        })
    }

    /// Until when a request whose answer was lost may still be worked at.
    pub(super) fn outstanding(&self) -> Option<Timestamp> {
        let late = i64::try_from(self.ghost.means.waits.late).unwrap_or(i64::MAX);
        let until = self.remote.began?.plus_ms(late);
        (self.pen.now() < until).then_some(until)
    }

    /// Sends what may change something, after it was written down that it may have happened.
    pub(super) fn sending<T>(
        &mut self,
        send: impl FnOnce(&mut Ghost) -> Result<T, Box<Bad>>,
    ) -> Result<T, End> {
        let earlier = self.outstanding().and(self.remote.began);
        self.remote.began = Some(self.pen.now());
        self.pen.sending(&self.remote)?;
        let result = send(self.ghost);
        self.tell();
        let certain = !matches!(&result, Err(bad) if bad.verdict == Verdict::Unknown);
        if certain {
            // Its answer came; that of another before it may not have.
            self.remote.began = earlier;
        }
        Ok(result?)
    }

    pub(super) fn tell(&mut self) {
        for line in self.ghost.told() {
            self.pen.told(line);
        }
    }

    pub(super) fn conflict(&self, key: &str, post: Option<&Post>) -> Answer {
        Answer::Conflict { trouble: self.about(key, post), theirs: post.map(|it| it.base.text()) }
    }

    /// A trouble with a post there, or with its absence.
    pub(super) fn about(&self, key: &str, post: Option<&Post>) -> Trouble {
        let known = self.remote.id.clone();
        let there = post.map(|post| post.id.clone()).unwrap_or_default();
        let fields = post.map(|post| self.wanted.differences(post, "published").join(", "));
        self.trouble_with(
            key,
            &[
                ("id", &known.unwrap_or_else(|| there.clone())),
                ("other", &there),
                ("fields", &fields.unwrap_or_default()),
            ],
        )
    }

    pub(super) fn trouble_with(&self, key: &str, values: &[(&str, &dyn ToString)]) -> Trouble {
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), value.to_string()));
        Trouble {
            key: key.to_owned(),
            values: values.collect::<BTreeMap<_, _>>(),
            at: self.pen.now(),
            exchange: None,
            said: None,
        }
    }
}
