//! Publishing and correcting: look, draft, look again, publish by id, read back.

use ureq::http::Method;

use super::look::{Found, free, strange};
use super::post::{Base, FIELDS, Post, Wanted};
use super::work::{Stop, Trace, Work, post_path};
use crate::domain::delivery::Answer;
use crate::push::classify::{Bad, Verdict};

/// A site publishes what is dated at most so far ahead, and schedules what is later.
const AHEAD: i64 = 30_000;

impl Work<'_> {
    pub(super) fn put(&mut self) -> Result<Answer, Stop> {
        // A draft that was never read back may have a twin yet: it is looked for once more.
        let known = match self.remote.id.clone().filter(|_| self.remote.digest.is_some()) {
            Some(id) => Some(self.known(&id)?),
            None => None,
        };
        let (post, wanted) = match known {
            Some(post) => {
                let wanted = self.wanted()?;
                self.guard(&post, &wanted)?;
                (post, wanted)
            }
            None => self.found_or_made()?,
        };
        self.not_ahead()?;
        if wanted.differences(&post, self.status_for(&post)).is_empty() {
            return self.verified(&post, &wanted);
        }
        let before = self.revision_of_base();
        self.update(&post, &wanted)?;
        let id = post.id.to_string();
        let Some(after) = self.by_id(&id)? else { return Err(self.gone()) };
        let answer = self.verified(&after, &wanted)?;
        self.nobody_between(before, &after)?;
        Ok(answer)
    }

    fn wanted(&mut self) -> Result<Wanted, Stop> {
        let categories = self.categories()?;
        let tags = self.tags()?;
        Ok(Wanted::new(self.frozen, categories, tags))
    }

    /// The post that was read back as ours once.
    fn known(&mut self, id: &str) -> Result<Post, Stop> {
        match self.by_id(id)? {
            Some(post) => Ok(post),
            None => Err(self.gone()),
        }
    }

    /// The draft that we made, where no look finds it; none if it is gone.
    fn own_draft(&mut self) -> Result<Option<Post>, Stop> {
        let Some(id) = self.remote.id.clone() else { return Ok(None) };
        let post = self.by_id(&id)?;
        if post.is_none() {
            self.remote.id = None;
        }
        Ok(post)
    }

    fn gone(&self) -> Stop {
        let id = self.remote.id.clone().unwrap_or_default();
        Answer::Conflict { trouble: self.trouble("gone-there", &[("id", id)]), theirs: None }.into()
    }

    /// May what stands there be written over? Only what we wrote ourselves, as far as we know.
    fn guard(&mut self, post: &Post, wanted: &Wanted) -> Result<(), Stop> {
        let id = [("id", post.id.to_string())];
        if !post.is_of(self.frozen.article) {
            return Err(self.conflict("not-ours-there", &id, post));
        }
        let base = self.remote.base.as_deref().and_then(Base::read);
        let was_trashed = base.as_ref().is_some_and(|base| base.status == "trash");
        if post.base.status == "trash" && !was_trashed {
            return Err(self.conflict("trashed-there", &id, post));
        }
        if self.remote.digest == Some(post.digest())
            || wanted.differences(post, self.status_for(post)).is_empty()
        {
            return Ok(());
        }
        let own = post.untouched(self.frozen.article);
        let last = base.as_ref().map(|base| Post { base: base.clone(), ..post.clone() });
        let last = last.and_then(|last| last.untouched(self.frozen.article));
        // Words of ours that are not the last verified ones: a request of ours whose answer was
        // lost wrote them. With the same words, somebody changed what stands beside them.
        if own.is_some() && (last.is_none() || own != last) {
            return Ok(());
        }
        // It came back to the office by hand: a pending text of ours that their editor published.
        let only_status = base.is_some_and(|base| {
            base.status == "pending"
                && Base { status: base.status.clone(), ..post.base.clone() }.words() == base.words()
        });
        if own.is_some() && only_status {
            return Ok(());
        }
        Err(self.conflict("edited-there", &id, post))
    }

    fn found_or_made(&mut self) -> Result<(Post, Wanted), Stop> {
        let found = self.look()?;
        if found.mine.is_empty() && found.mine_hidden {
            return Err(self.refused("other-account", &[]));
        }
        if found.mine.is_empty() {
            if let Some(post) = self.own_draft()? {
                let wanted = self.wanted()?;
                self.guard(&post, &wanted)?;
                return Ok((post, wanted));
            }
            if let Some(until) = self.late_until() {
                return Err(self.wait_for_late(until));
            }
            let wanted = self.wanted()?;
            let made = self.make(&found, &wanted)?;
            return self.settle(made, wanted);
        }
        let wanted = self.wanted()?;
        let post = self.survive(&found)?;
        self.guard(&post, &wanted)?;
        Ok((post, wanted))
    }

    fn make(&mut self, found: &Found, wanted: &Wanted) -> Result<Post, Stop> {
        let slug = &self.frozen.slug;
        let slug = if found.slug_hidden { free(slug, &found.taken) } else { slug.clone() };
        let body = wanted.body(Some(&slug), "draft");
        let query = format!("context=edit&_fields={FIELDS}");
        let path = "wp/v2/posts";
        let (reply, value) = self.change(&Method::POST, path, &query, Some(&body), Trace::Post)?;
        let Some(post) = Post::read(value).filter(|post| post.is_of(self.frozen.article)) else {
            // Somebody else answered in JSON: what became of the request is not known.
            self.remote.began = Some(self.pen.now());
            self.commit()?;
            let bad = Bad { verdict: Verdict::Unknown, ..*strange(&reply) };
            return Err(Box::new(bad).into());
        };
        self.remote.id = Some(post.id.to_string());
        self.commit()?;
        Ok(post)
    }

    /// After a draft was made: is it the only one? A request may have been carried out twice on
    /// its way.
    fn settle(&mut self, made: Post, wanted: Wanted) -> Result<(Post, Wanted), Stop> {
        let mut found = Found::default();
        self.look_by_slug(&mut found)?;
        if found.mine.iter().all(|post| post.id != made.id) {
            // A role that may set no slug, or a slug that was cut: the marker finds it.
            self.look_by_marker(&mut found)?;
        }
        let post = if found.kept().next().is_some() { self.survive(&found)? } else { made };
        let changed: Vec<_> = wanted
            .differences(&post, "draft")
            .into_iter()
            .filter(|name| matches!(*name, "title" | "content" | "excerpt"))
            .collect();
        if !changed.is_empty() && post.base.status == "draft" {
            // Nothing is public yet: a person looks before readers do.
            return Err(self.conflict("changed-by-site", &fields(&changed), &post));
        }
        Ok((post, wanted))
    }

    /// Chooses the post that stays, and deletes stray drafts of ours beside it.
    fn survive(&mut self, found: &Found) -> Result<Post, Stop> {
        let Some(post) = found.survivor().or(found.mine.first()).cloned() else {
            return Err(self.gone());
        };
        if let Some(other) = found.kept().find(|other| other.id != post.id && other.base.is_live())
        {
            let ids = [("id", post.id.to_string()), ("other", other.id.to_string())];
            return Err(self.conflict("two-public", &ids, other));
        }
        self.remote.id = Some(post.id.to_string());
        if post.base.status != "trash" {
            self.remote.began = None;
        }
        self.commit()?;
        self.sweep(found, post.id)?;
        Ok(post)
    }

    /// Would the site take our time for the future, and wait for it? Either clock may be wrong.
    fn not_ahead(&self) -> Result<(), Stop> {
        let theirs = self.pen.now().plus_ms(self.wp.skew);
        let ahead = self.frozen.published.ms() - theirs.ms();
        if ahead < AHEAD {
            return Ok(());
        }
        let minutes = (self.wp.skew.abs() / 60_000).to_string();
        let trouble = self.trouble("clock-skew", &[("minutes", minutes)]);
        let until = Some(self.pen.now().plus_ms(ahead));
        Err(Answer::NotNow { trouble, until }.into())
    }

    fn revision_of_base(&self) -> Option<u64> {
        self.remote.digest?;
        self.remote.token.as_deref()?.split('|').next()?.parse().ok()
    }

    /// Content and status in one request, by id: doing it twice does it once.
    fn update(&mut self, post: &Post, wanted: &Wanted) -> Result<(), Stop> {
        let status = self.status_for(post);
        let slug = if status == "pending" { None } else { Some(self.slug(post)) };
        let body = wanted.body(slug.as_deref(), status);
        let path = post_path(&post.id.to_string());
        match self.change(&Method::POST, &path, "_fields=id", Some(&body), Trace::Post) {
            Err(Stop::Bad(bad))
                if self.wp.live == "publish" && bad.has_code(&["rest_cannot_publish"]) =>
            {
                // A contributor hands it to the site's own editors.
                self.wp.live = "pending";
                self.update(post, wanted)
            }
            result => result.map(drop),
        }
    }

    /// What is handed to the site's editors stays public once they have published it.
    fn status_for(&self, post: &Post) -> &'static str {
        if post.base.status == "publish" { "publish" } else { self.wp.live }
    }

    /// The slug that readers know it by; before they do, the one that it shall have, which a copy
    /// that is deleted by now may have held.
    fn slug(&self, post: &Post) -> String {
        let there = post.base.slug.as_str();
        if post.base.is_live() && !there.is_empty() {
            return there.to_owned();
        }
        self.remote.slug.clone().unwrap_or_else(|| self.frozen.slug.clone())
    }

    /// What was read back: is it what was approved, and do readers see it?
    fn verified(&mut self, post: &Post, wanted: &Wanted) -> Result<Answer, Stop> {
        let differences = wanted.differences(post, self.status_for(post));
        if differences == ["status"] && post.base.status == "future" {
            let trouble = self.trouble("scheduled-there", &[("date", post.base.date_gmt.clone())]);
            let theirs = date_of(&post.base.date_gmt);
            let until = theirs.map(|at| at.plus_ms(-self.wp.skew));
            return Err(Answer::NotNow { trouble, until }.into());
        }
        if !differences.is_empty() {
            let key =
                if differences == ["categories"] { "section-dropped" } else { "changed-by-site" };
            return Err(self.conflict(key, &fields(&differences), post));
        }
        self.remote.began = self.remote.began.filter(|_| self.late_until().is_some());
        self.keep(post);
        let visible = post.base.status == "publish" && self.is_visible(&wanted.marker);
        Ok(self.taken(visible))
    }

    /// Between our look and our update somebody may have saved words of their own, which no lock
    /// prevents: the revisions tell, after the fact.
    fn nobody_between(&mut self, before: Option<u64>, post: &Post) -> Result<(), Stop> {
        let (Some(before), Some(own)) = (before, post.revision) else { return Ok(()) };
        let path = format!("{}/revisions", post_path(&post.id.to_string()));
        let query = "context=edit&per_page=20&_fields=id,author,title.raw,content.raw,excerpt.raw";
        // Whoever may not list revisions, or asks a site that keeps none, learns nothing more.
        let Ok((_, list)) = self.get(&path, query) else { return Ok(()) };
        let number = |row: &serde_json::Value, name: &str| row.get(name)?.as_u64();
        let rows = list.as_array().map(Vec::as_slice).unwrap_or_default();
        let author = rows.iter().find(|row| number(row, "id") == Some(own));
        let author = author.and_then(|row| number(row, "author"));
        let foreign = rows.iter().find(|row| {
            number(row, "id").is_some_and(|id| before < id && id < own)
                && number(row, "author") != author
        });
        let Some(foreign) = foreign else { return Ok(()) };
        let raw = |name: &str| {
            let text = foreign.get(name).and_then(|field| field.get("raw")?.as_str());
            text.unwrap_or_default().to_owned()
        };
        let theirs = Base {
            title: raw("title"),
            content: raw("content"),
            excerpt: raw("excerpt"),
            ..post.base.clone()
        };
        self.commit()?;
        let theirs = Post { base: theirs, ..post.clone() };
        Err(self.conflict("overwrote", &[("id", post.id.to_string())], &theirs))
    }
}

fn fields(names: &[&str]) -> [(&'static str, String); 1] {
    [("fields", names.join(", "))]
}

fn date_of(text: &str) -> Option<crate::domain::time::Timestamp> {
    format!("{text}Z").parse().ok()
}
