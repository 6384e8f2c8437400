//! A later look at what was taken: what readers have now, and drafts that a late request made.

use super::deliver::{End, Run};
use super::post::Post;
use crate::domain::delivery::{Answer, Op};
use crate::push::Seen;

impl Run<'_> {
    pub(super) fn look_back(mut self, op: Op) -> Seen {
        match self.look_now(op) {
            Ok(seen) => {
                self.tell();
                seen
            }
            Err(end) => match self.answer(Err(end)) {
                Answer::NotNow { trouble, .. }
                | Answer::Refused(trouble)
                | Answer::Unknown { trouble } => Seen::Later(trouble),
                Answer::Conflict { trouble, theirs } => Seen::Differs { trouble, theirs },
                Answer::Taken(receipt) => Seen::Same(receipt.remote),
            },
        }
    }

    fn look_now(&mut self, op: Op) -> Result<Seen, End> {
        self.ghost.site()?;
        let mine = self.look()?;
        let known = mine.iter().find(|post| Some(&post.id) == self.remote.id.as_ref()).cloned();
        // Without a known post of a publication nothing tells which draft is too many.
        if known.is_some() || op == Op::Withdraw {
            self.clear(&mine)?;
            self.remote.swept = Some(self.pen.now());
            if self.outstanding().is_none() {
                self.remote.began = None;
            }
            self.pen.commit(&self.remote)?;
        }
        let public: Vec<&Post> = mine.iter().filter(|post| post.base.is_public()).collect();
        match (op, &*public) {
            (Op::Withdraw, []) if self.is_gone() => Ok(Seen::Same(self.remote.clone())),
            (Op::Withdraw, []) => Ok(Seen::NotYet(self.remote.clone())),
            (Op::Withdraw, [post, ..]) => Ok(self.differs("back-there", Some(post))),
            (_, [_, other, ..]) => Ok(self.differs("two-public", Some(other))),
            _ => Ok(match known {
                Some(post) => self.compare(&post),
                None => self.differs("gone-there", None),
            }),
        }
    }

    fn compare(&mut self, post: &Post) -> Seen {
        let same_words = self.wanted.has_words(post);
        if !same_words || !post.base.is_public() {
            return self.differs(self.change_of(post), Some(post));
        }
        if self.is_visible(post) {
            return Seen::Same(self.remote.clone());
        }
        Seen::NotYet(self.remote.clone())
    }

    fn differs(&self, key: &str, post: Option<&Post>) -> Seen {
        let trouble = self.about(key, post);
        Seen::Differs { trouble, theirs: post.map(|post| post.base.text()) }
    }
}
