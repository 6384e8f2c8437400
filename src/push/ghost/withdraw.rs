//! Taking a text from readers: every public post of the article becomes a draft, whatever words it
//! has by now.

use serde_json::json;

use super::deliver::{End, Run};
use super::post::Post;
use crate::domain::delivery::{Answer, Receipt};

impl Run<'_> {
    pub(super) fn withdraw(mut self) -> Answer {
        let result = self.withdrawn();
        self.answer(result)
    }

    fn withdrawn(&mut self) -> Result<Receipt, End> {
        self.ghost.site()?;
        let mine = self.look()?;
        let public: Vec<Post> = mine.iter().filter(|post| post.base.is_public()).cloned().collect();
        // A draft may be about to be published by a request that is still on its way, and what is
        // not there may be about to be made.
        if public.is_empty()
            && let Some(until) = self.outstanding()
        {
            let trouble = self.trouble_with("late", &[("until", &until)]);
            return Err(Answer::NotNow { trouble, until: Some(until) }.into());
        }
        let mut kept = mine.iter().find(|post| Some(&post.id) == self.remote.id.as_ref()).cloned();
        for post in public {
            let post = self.take(post)?;
            if kept.as_ref().is_none_or(|kept| kept.id == post.id) {
                self.remote.id = Some(post.id.clone());
                kept = Some(post);
            }
        }
        self.clear(&mine)?;
        match &kept {
            Some(post) => self.note(post),
            None => self.remote.began = None,
        }
        self.pen.commit(&self.remote)?;
        let gone = self.is_gone();
        Ok(Receipt { remote: self.remote.clone(), visible: gone })
    }

    /// Makes a draft of a public post, and reads it back. Words are not touched: somebody's edit
    /// is kept in it.
    fn take(&mut self, mut post: Post) -> Result<Post, End> {
        for _ in 0..3 {
            let change = json!({ "posts": [{ "status": "draft", "updated_at": post.updated }] });
            self.changed(&post, "", &change)?;
            let Some(now) = self.ghost.one(&post.id)? else {
                // Deleted is gone, too.
                post.base.status = "draft".into();
                return Ok(post);
            };
            post = now;
            if !post.base.is_public() {
                return Ok(post);
            }
        }
        let trouble = self.about("still-there", Some(&post));
        Err(Answer::Unknown { trouble }.into())
    }

    /// Do readers get the text no more, by the address that they know?
    pub(super) fn is_gone(&mut self) -> bool {
        let Some(url) = self.remote.url.clone() else { return true };
        if !self.ghost.client.origin().has(&url) {
            return false;
        }
        let page = self.ghost.page(&url);
        self.tell();
        page.is_ok_and(|reply| {
            let text = String::from_utf8_lossy(&reply.body);
            matches!(reply.status, 404 | 410) && !self.wanted.shows(&text)
        })
    }
}
