//! One parcel under way: every request goes through here, so that each is told, and none that
//! changes something goes out before the desk has written it down.

use serde_json::Value;
use ureq::http::Method;

use super::WordPress;
use super::look::{Found, strange};
use super::post::{FIELDS, Post};
use crate::domain::delivery::{Answer, Frozen, Op, Receipt, Remote, Trouble};
use crate::domain::time::Timestamp;
use crate::push::Pen;
use crate::push::classify::{Bad, Verdict};
use crate::push::http::Reply;

pub(super) struct Work<'a> {
    pub(super) wp: &'a mut WordPress,
    pub(super) frozen: &'a Frozen,
    pub(super) pen: &'a mut dyn Pen,
    pub(super) remote: Remote,
}

/// Why a parcel goes no further now.
#[derive(Debug)]
pub(super) enum Stop {
    Bad(Box<Bad>),
    Answer(Box<Answer>),
    /// The parcel is not ours to send any more.
    Stopped,
}

impl From<Box<Bad>> for Stop {
    fn from(bad: Box<Bad>) -> Self {
        Self::Bad(bad)
    }
}

impl From<Answer> for Stop {
    fn from(answer: Answer) -> Self {
        Self::Answer(Box::new(answer))
    }
}

/// What a request would leave behind if its answer were lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trace {
    /// A post, or another state of one: waited for before another is made.
    Post,
    /// Nothing that a second one would not find.
    Nothing,
}

impl Work<'_> {
    pub(super) fn deliver(mut self, op: Op) -> Answer {
        let result = match op {
            Op::Publish | Op::Correct => self.put(),
            Op::Withdraw => self.take_away(),
        };
        result.unwrap_or_else(|stop| self.answer_of(stop))
    }

    pub(super) fn answer_of(&self, stop: Stop) -> Answer {
        let answer = match stop {
            Stop::Answer(answer) => *answer,
            Stop::Bad(mut bad) => {
                bad.values.insert("host".into(), self.wp.client.origin().host().to_owned());
                bad.answer(self.pen.now(), self.wp.skew)
            }
            Stop::Stopped => Answer::NotNow { trouble: self.trouble("stopped", &[]), until: None },
        };
        match answer {
            // Nothing happened now; what an earlier request may have done is as open as it was.
            Answer::NotNow { trouble, until: None } if self.remote.began.is_some() => {
                Answer::Unknown { trouble }
            }
            answer => answer,
        }
    }

    pub(super) fn trouble(&self, key: &str, values: &[(&str, String)]) -> Trouble {
        self.wp.trouble(key, values, self.pen.now())
    }

    pub(super) fn conflict(&self, key: &str, values: &[(&str, String)], post: &Post) -> Stop {
        let theirs = Some(post.base.text());
        Answer::Conflict { trouble: self.trouble(key, values), theirs }.into()
    }

    pub(super) fn refused(&self, key: &str, values: &[(&str, String)]) -> Stop {
        Answer::Refused(self.trouble(key, values)).into()
    }

    /// May the server still be working at a request whose answer was lost?
    pub(super) fn late_until(&self) -> Option<Timestamp> {
        let wait = i64::try_from(self.wp.waits.late).unwrap_or(i64::MAX);
        let until = self.remote.began?.plus_ms(wait);
        (self.pen.now() < until).then_some(until)
    }

    pub(super) fn wait_for_late(&self, until: Timestamp) -> Stop {
        let trouble = self.trouble("late", &[("until", until.to_string())]);
        Answer::Unknown { trouble }.into()
    }

    fn tell<T>(
        &mut self,
        result: Result<T, Box<Bad>>,
        line: impl Fn(&T) -> String,
    ) -> Result<T, Box<Bad>> {
        match &result {
            Ok(done) => self.pen.told(line(done)),
            Err(bad) => self.pen.told(bad.exchange.clone()),
        }
        result
    }

    /// A call that only looks.
    pub(super) fn get(&mut self, path: &str, query: &str) -> Result<(Reply, Value), Box<Bad>> {
        let result = self.wp.call(&Method::GET, path, query, None);
        self.tell(result, |(reply, _)| reply.exchange.clone())
    }

    /// A call that changes something there.
    pub(super) fn change(
        &mut self,
        method: &Method,
        path: &str,
        query: &str,
        body: Option<&Value>,
        trace: Trace,
    ) -> Result<(Reply, Value), Stop> {
        let before = self.remote.began.filter(|_| self.late_until().is_some());
        if trace == Trace::Post {
            self.remote.began = Some(self.pen.now());
        }
        if self.pen.sending(&self.remote).is_err() {
            self.remote.began = before;
            return Err(Stop::Stopped);
        }
        let result = self.wp.call(method, path, query, body);
        let result = self.tell(result, |(reply, _)| reply.exchange.clone());
        let doubtful = matches!(&result, Err(bad) if bad.verdict == Verdict::Unknown);
        if trace == Trace::Post && !doubtful {
            // The answer is certain; an earlier one that was lost may still be at work.
            self.remote.began = before;
            if result.is_err() {
                self.commit()?;
            }
        }
        Ok(result?)
    }

    pub(super) fn commit(&mut self) -> Result<(), Stop> {
        self.pen.commit(&self.remote).map_err(|_stopped| Stop::Stopped)
    }

    pub(super) fn look(&mut self) -> Result<Found, Box<Bad>> {
        let mut found = Found::default();
        self.look_by_slug(&mut found)?;
        self.look_by_marker(&mut found)?;
        Ok(found)
    }

    pub(super) fn look_by_slug(&mut self, found: &mut Found) -> Result<(), Box<Bad>> {
        let result = self.wp.look_by_slug(self.frozen.article, &self.frozen.slug, found);
        self.tell(result, Clone::clone).map(drop)
    }

    pub(super) fn look_by_marker(&mut self, found: &mut Found) -> Result<(), Box<Bad>> {
        let result = self.wp.look_by_marker(self.frozen.article, found);
        self.tell(result, Clone::clone).map(drop)
    }

    /// The post of an id, or none if there is no such post any more.
    pub(super) fn by_id(&mut self, id: &str) -> Result<Option<Post>, Box<Bad>> {
        let result = self.get(&post_path(id), &format!("context=edit&_fields={FIELDS}"));
        let (reply, value) = match result {
            Ok(told) => told,
            Err(bad) if bad.has_code(&["rest_post_invalid_id"]) => return Ok(None),
            Err(bad) => return Err(bad),
        };
        Post::read(value).map(Some).ok_or_else(|| strange(&reply))
    }

    /// Remembers what was read back as ours.
    pub(super) fn keep(&mut self, post: &Post) {
        let origin = self.wp.client.origin();
        self.remote.id = Some(post.id.to_string());
        // An address of another origin is not the site's, whatever it says.
        self.remote.url = Some(post.link.clone()).filter(|link| origin.has(link));
        self.remote.slug = Some(post.base.slug.clone()).filter(|slug| !slug.is_empty());
        self.remote.token = Some(post.token());
        self.remote.digest = Some(post.digest());
        self.remote.base = Some(post.base.text());
    }

    pub(super) fn taken(&self, visible: bool) -> Answer {
        Answer::Taken(Receipt { remote: self.remote.clone(), visible })
    }

    /// What a reader without an account gets at the post's address; none if nothing can be said.
    pub(super) fn public_page(&mut self) -> Option<(u16, String)> {
        let url = self.remote.url.clone()?;
        let sign = if url.contains('?') { '&' } else { '?' };
        // A cache that has not seen this address must ask the site.
        let fresh = format!("{url}{sign}redaksi={}", self.pen.now().ms());
        let result = self.wp.page(fresh);
        let line = match &result {
            Ok(reply) => reply.exchange.clone(),
            Err(failure) => failure.exchange.clone(),
        };
        self.pen.told(line);
        let reply = result.ok()?;
        Some((reply.status, String::from_utf8_lossy(&reply.body).into_owned()))
    }

    /// Does a reader without an account get this very text?
    pub(super) fn is_visible(&mut self, marker: &str) -> bool {
        self.public_page().is_some_and(|(status, page)| status == 200 && page.contains(marker))
    }

    /// Deletes drafts of ours beside the one that stays: what a request made that ran twice, or
    /// late. One that somebody has changed is somebody's work, and stays.
    pub(super) fn sweep(&mut self, found: &Found, keep: u64) -> Result<(), Stop> {
        let article = self.frozen.article;
        let strays: Vec<u64> = found
            .kept()
            .filter(|post| post.id != keep && post.base.status == "draft")
            .filter(|post| post.untouched(article).is_some())
            .map(|post| post.id)
            .collect();
        for id in strays {
            self.delete(id, "force=true")?;
        }
        Ok(())
    }

    /// Deletes a post, or moves it to the bin. One that is there already, or gone, is done.
    pub(super) fn delete(&mut self, id: u64, query: &str) -> Result<(), Stop> {
        let path = post_path(&id.to_string());
        match self.change(&Method::DELETE, &path, query, None, Trace::Nothing) {
            Err(Stop::Bad(bad))
                if bad.has_code(&["rest_already_trashed", "rest_post_invalid_id"]) =>
            {
                Ok(())
            }
            result => result.map(drop),
        }
    }
}

pub(super) fn post_path(id: &str) -> String {
    format!("wp/v2/posts/{id}")
}
