//! Withdrawing: into the site's bin by id, where a person can still find it; and a look that it is
//! there.

use ureq::http::Method;

use super::post::Post;
use super::work::{Stop, Trace, Work, post_path};
use crate::domain::delivery::Answer;
use crate::push::classify::Bad;

impl Work<'_> {
    pub(super) fn take_away(&mut self) -> Result<Answer, Stop> {
        for post in self.left_there()? {
            self.bin(&post)?;
        }
        if let Some(until) = self.late_until() {
            // A request of ours that is still at work could bring it back.
            self.commit()?;
            return Err(self.wait_for_late(until));
        }
        self.remote.began = None;
        let Some(id) = self.remote.id.clone() else { return Ok(self.taken(true)) };
        let after = self.by_id(&id)?;
        if let Some(post) = &after {
            if post.base.is_live() {
                let trouble = self.trouble("still-there", &[("id", id)]);
                return Err(Answer::Unknown { trouble }.into());
            }
            let url = self.remote.url.clone();
            let slug = self.remote.slug.clone();
            self.keep(post);
            // Where it was, not where the bin would show it.
            self.remote.url = url.or(self.remote.url.take());
            self.remote.slug = slug;
        }
        let hidden = self.is_gone();
        Ok(self.taken(hidden))
    }

    /// Everything of ours outside the bin.
    fn left_there(&mut self) -> Result<Vec<Post>, Stop> {
        let found = self.look()?;
        if found.mine.is_empty() && found.mine_hidden {
            return Err(self.refused("other-account", &[]));
        }
        let mut posts: Vec<Post> = found.kept().cloned().collect();
        if let Some(id) = self.remote.id.clone() {
            if found.mine.iter().all(|post| post.id.to_string() != id) {
                let known = self.by_id(&id)?;
                if let Some(post) = known.filter(|post| post.base.status != "trash") {
                    if !post.is_of(self.frozen.article) {
                        let values = [("id", id)];
                        return Err(self.conflict("not-ours-there", &values, &post));
                    }
                    posts.push(post);
                }
            }
        } else if let Some(post) = found.survivor().or(found.mine.first()) {
            self.remote.id = Some(post.id.to_string());
        }
        Ok(posts)
    }

    fn bin(&mut self, post: &Post) -> Result<(), Stop> {
        match self.delete(post.id, "") {
            // Sites that keep no bin, and those before which a firewall lets nothing be deleted.
            Err(Stop::Bad(bad)) if keeps_no_bin(&bad) => {
                let body = serde_json::json!({ "status": "draft" });
                let path = post_path(&post.id.to_string());
                let query = "_fields=id";
                self.change(&Method::POST, &path, query, Some(&body), Trace::Nothing).map(drop)
            }
            result => result,
        }
    }

    /// Has a reader without an account lost sight of it?
    fn is_gone(&mut self) -> bool {
        let marker = format!("{} ", self.frozen.article);
        self.remote.url.is_none()
            || self.public_page().is_some_and(|(_, page)| !page.contains(&marker))
    }
}

fn keeps_no_bin(bad: &Bad) -> bool {
    bad.has_code(&["rest_trash_not_supported"])
        || (bad.code.is_none() && matches!(bad.status, Some(403 | 405 | 406)))
}
