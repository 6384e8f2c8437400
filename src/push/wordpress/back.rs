//! Looking back at what was taken: is it there still, is it the same, do readers see it; and did a
//! request that ran late leave a copy?

use serde_json::Value;

use super::look::Found;
use super::post::{Base, Post};
use super::work::{Stop, Work, post_path};
use crate::domain::delivery::{Answer, Op, Remote};
use crate::push::Seen;

impl Work<'_> {
    pub(super) fn look_back(mut self, op: Op) -> Seen {
        let result = match op {
            Op::Publish | Op::Correct => self.see(),
            Op::Withdraw => self.see_nothing(),
        };
        result.unwrap_or_else(|stop| match self.answer_of(stop) {
            Answer::Conflict { trouble, theirs } => Seen::Differs { trouble, theirs },
            Answer::NotNow { trouble, .. }
            | Answer::Refused(trouble)
            | Answer::Unknown { trouble } => Seen::Later(trouble),
            Answer::Taken(receipt) => Seen::Same(receipt.remote),
        })
    }

    fn differs(&self, key: &str, post: Option<&Post>) -> Seen {
        let id = self.remote.id.clone().unwrap_or_default();
        let trouble = self.trouble(key, &[("id", id)]);
        Seen::Differs { trouble, theirs: post.map(|post| post.base.text()) }
    }

    fn see(&mut self) -> Result<Seen, Stop> {
        let found = self.look()?;
        let ours = match self.ours(&found) {
            Err(Stop::Bad(bad)) if matches!(bad.status, Some(401 | 403)) => {
                return self.see_from_outside(Stop::Bad(bad));
            }
            ours => ours?,
        };
        let Some(post) = ours else { return Ok(self.differs("gone-there", None)) };
        self.sweep(&found, post.id)?;
        if let Some(other) = found.kept().find(|other| other.id != post.id && other.base.is_live())
        {
            return Ok(self.differs("two-public", Some(other)));
        }
        if post.base.status == "trash" {
            return Ok(self.differs("trashed-there", Some(&post)));
        }
        let base = self.remote.base.as_deref().and_then(Base::read).unwrap_or_default();
        let published_there = base.status == "pending" && post.base.status == "publish";
        if self.remote.digest != Some(post.digest()) && !published_there {
            return Ok(self.differs("edited-there", Some(&post)));
        }
        if published_there && post.untouched(self.frozen.article).is_none() {
            return Ok(self.differs("edited-there", Some(&post)));
        }
        self.keep(&post);
        self.remote.swept = Some(self.pen.now());
        let seen = post.base.marker().is_some_and(|marker| self.is_visible(&marker));
        let remote = self.learnt()?;
        Ok(if seen { Seen::Same(remote) } else { Seen::NotYet(remote) })
    }

    /// What the site's editors have published is no longer a contributor's to look into: then only
    /// the page tells, as it does to any reader.
    fn see_from_outside(&mut self, why: Stop) -> Result<Seen, Stop> {
        let base = self.remote.base.as_deref().and_then(Base::read).unwrap_or_default();
        let id = self.remote.id.clone().filter(|_| base.status == "pending");
        let Some(id) = id else { return Err(why) };
        let (_, told) = self.get(&post_path(&id), "_fields=id,link,status")?;
        let link = told.get("link").and_then(Value::as_str).unwrap_or_default().to_owned();
        if !self.wp.client.origin().has(&link) {
            return Err(why);
        }
        self.remote.url = Some(link);
        self.remote.swept = Some(self.pen.now());
        let seen = base.marker().is_some_and(|marker| self.is_visible(&marker));
        let remote = self.learnt()?;
        Ok(if seen { Seen::Same(remote) } else { Seen::NotYet(remote) })
    }

    fn see_nothing(&mut self) -> Result<Seen, Stop> {
        let found = self.look()?;
        if let Some(post) = found.kept().find(|post| post.base.is_live()) {
            return Ok(self.differs("back-there", Some(post)));
        }
        self.sweep(&found, 0)?;
        self.remote.swept = Some(self.pen.now());
        let remote = self.learnt()?;
        let marker = format!("{} ", self.frozen.article);
        let served = self.remote.url.is_some()
            && self.public_page().is_none_or(|(_, page)| page.contains(&marker));
        Ok(if served { Seen::NotYet(remote) } else { Seen::Same(remote) })
    }

    /// The post that we know of, from the look or by its id.
    fn ours(&mut self, found: &Found) -> Result<Option<Post>, Stop> {
        let Some(id) = self.remote.id.clone() else { return Ok(found.survivor().cloned()) };
        let known = found.mine.iter().find(|post| post.id.to_string() == id).cloned();
        match known {
            Some(post) => Ok(Some(post)),
            None => Ok(self.by_id(&id)?.filter(|post| post.is_of(self.frozen.article))),
        }
    }

    fn learnt(&mut self) -> Result<Remote, Stop> {
        self.remote.began = self.remote.began.filter(|_| self.late_until().is_some());
        self.commit()?;
        Ok(self.remote.clone())
    }
}
