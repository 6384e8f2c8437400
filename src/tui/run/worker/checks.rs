//! What the copy desk is asked: to look at a text while it is typed, and what is decided about what
//! it found.

use std::sync::Arc;

use super::reader::Job;
use super::{Answer, Failed, Worker};
use crate::desk::own_rules::NewRule;
use crate::desk::{DeskError, Me, dismiss, hunspell};
use crate::domain::ids::ArticleId;
use crate::domain::slug;
use crate::lang::{Lang, Words};
use crate::rules::{self, Keeper};
use crate::tui::msg::checks::{Answer as Decision, Ask, Stood};
use crate::tui::msg::typed::Typed;
use crate::tui::msg::{LONG, Reply};

/// Are suggestions shown? It is remembered under this name.
pub(super) const SUGGESTIONS: &str = "suggestions";
/// Longer ids are cut; a figure has room behind them.
const LONGEST_ID: usize = 32;

impl Worker {
    /// Looks at a text as it stands. A long one is looked at beside everything else.
    pub(super) fn check(
        &mut self,
        version: u64,
        article: &ArticleId,
        text: Typed,
    ) -> Result<Option<Reply>, Failed> {
        let approved = self.approved.clone().filter(|approved| approved.is_of(article));
        let long = text.body().rope().len_bytes() > LONG;
        let copydesk = self.desk.copydesk_of(article)?;
        let job = Job { version, text, copydesk, keeper: self.keeper(article), approved };
        let job = if long { self.reader.take(job, &self.replies) } else { Err(Box::new(job)) };
        Ok(job.err().map(|job| job.reply()))
    }

    /// What the paragraphs of this text looked like: only one text is typed at a time.
    fn keeper(&mut self, article: &ArticleId) -> Arc<Keeper> {
        if let Some((known, keeper)) = &self.kept
            && known == article
        {
            return Arc::clone(keeper);
        }
        let keeper = Arc::new(Keeper::default());
        self.kept = Some((*article, Arc::clone(&keeper)));
        keeper
    }

    /// Decisions about what was found.
    pub(super) fn checks(&mut self, ask: Ask) -> Answer {
        let me = || self.me.as_ref().ok_or(DeskError::Who { names: Vec::new() });
        Ok(Reply::Checks(match ask {
            Ask::Dismiss { article, rule, words, reason } => {
                let me = me()?;
                let name = article.to_string();
                let decided = self.desk.dismiss(me, &name, &rule, Some(&words), &reason)?;
                Decision::Dismissed { article, rule: decided.rule, words: decided.words }
            }
            Ask::Undismiss { article, rule, words } => {
                let me = me()?;
                self.desk.undismiss(me, &article.to_string(), &rule, Some(&words))?;
                Decision::Undismissed { article }
            }
            Ask::Stood { article } => {
                let rows = self.desk.stood(&article)?.into_iter().filter(|stood| !stood.erased);
                Decision::Stood { article, rows: rows.map(stood).collect() }
            }
            Ask::Spell { word } => {
                let fixes = rules::meant(&word, hunspell::shared());
                Decision::Spell { word, fixes }
            }
            Ask::Word { word } => {
                let me = me()?;
                self.desk.add_words(me, std::slice::from_ref(&word))?;
                Decision::Word { word }
            }
            Ask::Rule { wrong, right, message } => {
                let me = me()?;
                let rule = self.new_rule(me, wrong, right, &message)?;
                self.desk.add_own_rule(me, &rule)?;
                Decision::Rule { rule: rule.id }
            }
        }))
    }
}

impl Worker {
    /// A rule that says in both languages what is right, unless somebody said more.
    fn new_rule(
        &self,
        me: &Me,
        wrong: String,
        right: String,
        message: &str,
    ) -> Result<NewRule, DeskError> {
        let known = self.desk.sound_rules()?;
        let name = slug::words(&wrong, LONGEST_ID);
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic());
        let name = if is_name { name } else { format!("x-{name}") };
        let name = name.trim_end_matches('-');
        let mut id = name.to_owned();
        for number in 2.. {
            if known.get(&id).is_none() {
                break;
            }
            id = format!("{name}-{number}");
        }
        let values = [("wrong", (&wrong).into()), ("right", (&right).into())];
        let says = |lang| Words::of(lang).say("own-rule-says", &values);
        let message = match message {
            "" => [says(Lang::Id), says(Lang::En)],
            own => [own.to_owned(), own.to_owned()],
        };
        let why = Words::of(self.lang).say("own-rule-why", &[("name", me.name().into())]);
        Ok(NewRule { id, wrong, right, message, why })
    }
}

fn stood(known: dismiss::Stood) -> Stood {
    let dismiss::Stood { rule, level, words, reason, by, at, .. } = known;
    Stood { rule, level, words, reason, at, by: by.unwrap_or_else(|| "?".to_owned()) }
}
