//! The office's own rules: a file in the desk folder that people edit. A rule is tried on all texts
//! of the desk and accepted by a reviewer before it may refuse anybody anything.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use super::error::Thing;
use super::{Desk, DeskError, Me};
use crate::domain::finding::Finding;
use crate::domain::ids::Digest;
use crate::domain::manuscript::Manuscript;
use crate::domain::people::Role;
use crate::domain::record::Deed;
use crate::paths::private::{self, Links};
use crate::rules::own::{self, Failing, Fault, OwnRule, OwnRules};
use crate::rules::{self, House};

/// The file's name in the desk folder.
pub const FILE: &str = "rules.toml";
/// What was read last without a fault, in the state folder of this machine.
const GOOD: &str = "rules.good.toml";
const LARGEST: u64 = 1 << 20;
/// Articles that are read at once.
const BATCH: usize = 100;
/// Hits that are shown, and the characters around each.
const SAMPLES: usize = 5;
const AROUND: usize = 40;

/// The rules as they hold, and what is wrong with the file, if something is.
#[derive(Debug, Clone, Default)]
pub struct Own {
    pub rules: Arc<OwnRules>,
    pub fault: Option<Fault>,
}

pub(super) type Stamp = ([i64; 4], Option<(SystemTime, u64)>);

/// What a rule finds in the texts of the desk.
#[derive(Debug, Clone)]
pub struct Trial {
    pub rule: OwnRule,
    /// Texts that were looked at, and those in which something was found.
    pub texts: u64,
    pub with: u64,
    pub hits: u64,
    /// Hits in texts that are public all the same, or that somebody let stand.
    pub stood: u64,
    pub samples: Vec<Sample>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    pub short: String,
    pub before: String,
    pub text: String,
    pub after: String,
}

/// A rule that replaces words, as somebody makes it out of a place in a text.
#[derive(Debug, Clone)]
pub struct NewRule {
    pub id: String,
    pub wrong: String,
    pub right: String,
    /// In Indonesian and in English.
    pub message: [String; 2],
    pub why: String,
}

impl Desk {
    pub fn rules_file(&self) -> PathBuf {
        self.dir().join(FILE)
    }

    /// Read when they are asked for first, and again when the file or a decision has changed.
    /// Where the file has a fault, the rules hold that it had before.
    pub fn own_rules(&self) -> Result<Own, DeskError> {
        let about = std::fs::metadata(self.rules_file()).ok();
        let stamp = about.and_then(|about| Some((about.modified().ok()?, about.len())));
        let stamp = (self.store.office_mark()?, stamp);
        if let Some((known, own)) = &*self.kept.own.borrow()
            && *known == stamp
        {
            return Ok(own.clone());
        }
        let own = self.read_own_rules()?;
        self.kept.own.replace(Some((stamp, own.clone())));
        Ok(own)
    }

    fn read_own_rules(&self) -> Result<Own, DeskError> {
        let path = self.rules_file();
        if !path.exists() {
            return Ok(Own::default());
        }
        let text = read(&path)?;
        let good = self.state_dir().join(GOOD);
        let (rules, fault) = match OwnRules::parse(&text) {
            Ok(rules) => {
                if read(&good).ok().as_ref() != Some(&text)
                    && let Err(error) = private::replace_private(&good, text.as_bytes())
                {
                    // The rules hold; only a later fault would find nothing before it.
                    tracing::debug!(%error, "the rules were not kept");
                }
                (rules, None)
            }
            Err(fault) => {
                let before = read(&good).ok().and_then(|text| OwnRules::parse(&text).ok());
                (before.unwrap_or_default(), Some(fault))
            }
        };
        let decisions = self.decisions()?;
        let accepted = |rule: &OwnRule| {
            decisions.accepted.get(&rule.id).is_some_and(|known| known.text == rule.text)
        };
        Ok(Own { rules: Arc::new(rules.accepting(accepted)), fault })
    }

    /// The rules of the file as it is, or its fault.
    pub fn sound_rules(&self) -> Result<Arc<OwnRules>, DeskError> {
        let own = self.own_rules()?;
        match own.fault {
            Some(fault) => Err(DeskError::Rules { path: self.rules_file(), fault }),
            None => Ok(own.rules),
        }
    }

    /// Runs rules over the newest revision of every article. `wanted` are ids; without one, those
    /// that nobody accepted as they stand.
    pub fn try_rules(
        &self,
        wanted: &[String],
        tick: &mut dyn FnMut(u64),
    ) -> Result<Vec<Trial>, DeskError> {
        let rules = self.sound_rules()?;
        if let Some(name) = wanted.iter().find(|name| rules.get(name).is_none()) {
            return Err(DeskError::NotFound { thing: Thing::Rule, name: name.clone() });
        }
        let is_wanted = |rule: &OwnRule| match wanted {
            [] => !rule.is_accepted(),
            names => names.iter().any(|name| name == rule.id.as_str()),
        };
        let tried = OwnRules::clone(&rules).only(is_wanted);
        let mut trials: Vec<Trial> = tried.iter().cloned().map(Trial::new).collect();
        let house = self.house()?;
        let about =
            House { own: &tried, ..House::plain(house.day(self.clock.now()), &house.language) };
        let (mut after, mut done) = (0, 0);
        while !trials.is_empty() {
            let rows = self.store.list_rows_after(after, BATCH)?;
            let Some(last) = rows.last() else { break };
            after = last.row;
            done += rows.len() as u64;
            for row in rows.iter().filter(|row| !row.flags.trashed()) {
                let head = self.store.head(row.row)?;
                if self.store.is_erased(&head.content)? {
                    continue;
                }
                let text = self.store.manuscript(&head.content)?;
                let stood = self.stood(&row.id)?;
                let found = own::findings(&text, &about);
                for trial in &mut trials {
                    trial.add(&text, &row.short, &found, |one| {
                        row.flags.live() || stood.iter().any(|stood| stood.is_of(one))
                    });
                }
            }
            tick(done);
        }
        Ok(trials)
    }

    /// The examples of the file's rules that show another thing than they should.
    pub fn failing_rules(&self) -> Result<Vec<Failing>, DeskError> {
        Ok(self.sound_rules()?.failing(self.today()?))
    }

    /// Lets a rule say what its file says, as it stands: with its examples sound, and with what it
    /// finds today on record. Whoever changes it begins anew.
    pub fn accept_rule(
        &mut self,
        me: &Me,
        id: &str,
        tick: &mut dyn FnMut(u64),
    ) -> Result<Trial, DeskError> {
        self.may_decide(me)?;
        let failing = self.failing_rules()?;
        let mut trials = self.try_rules(&[id.to_owned()], tick)?;
        let Some(trial) = trials.pop() else {
            return Err(DeskError::NotFound { thing: Thing::Rule, name: id.to_owned() });
        };
        if failing.iter().any(|one| one.rule == id) {
            return Err(DeskError::invalid("examples", id));
        }
        if !trial.rule.is_accepted() {
            let (rule, text): (_, Digest) = (trial.rule.id.clone(), trial.rule.text);
            let (texts, hits, stood) = (trial.texts, trial.hits, trial.stood);
            self.deed("accept a rule", me, |pen| {
                pen.write_office(Deed::RuleAccepted { rule, text, texts, hits, stood })
            })?;
        }
        Ok(trial)
    }

    /// Adds a rule that replaces words to the end of the file, which must stay sound.
    pub fn add_own_rule(&self, me: &Me, new: &NewRule) -> Result<(), DeskError> {
        self.may(me, me.person.roles.may_write(), Role::Editor)?;
        let path = self.rules_file();
        let before = if path.exists() { read(&path)? } else { String::new() };
        let quoted = |text: &str| toml::Value::from(text).to_string();
        let [id, en] = &new.message;
        let text = format!(
            "{before}{}\n[[rule]]\nid = {}\nkind = \"substitution\"\nlevel = \"warning\"\n\
             message.id = {}\nmessage.en = {}\nwhy = {}\nwords = {{ {} = {} }}\n\
             examples.wrong = [{}]\nexamples.right = [{}]\n",
            if before.is_empty() || before.ends_with('\n') { "" } else { "\n" },
            quoted(&new.id),
            quoted(id),
            quoted(en),
            quoted(&new.why),
            quoted(&new.wrong),
            quoted(&new.right),
            quoted(&new.wrong),
            quoted(&new.right),
        );
        OwnRules::parse(&text).map_err(|fault| DeskError::Rules { path: path.clone(), fault })?;
        Ok(private::replace_private(&path, text.as_bytes())?)
    }
}

impl Trial {
    fn new(rule: OwnRule) -> Self {
        Self { rule, texts: 0, with: 0, hits: 0, stood: 0, samples: Vec::new() }
    }

    fn add(
        &mut self,
        text: &Manuscript,
        short: &str,
        found: &[Finding],
        stood: impl Fn(&Finding) -> bool,
    ) {
        self.texts += 1;
        let before = self.hits;
        for finding in found.iter().filter(|one| one.rule == self.rule.id.as_str()) {
            self.hits += 1;
            self.stood += u64::from(stood(finding));
            if self.samples.len() < SAMPLES {
                self.samples.push(Sample::of(text, short, finding));
            }
        }
        self.with += u64::from(self.hits > before);
    }
}

impl Sample {
    fn of(text: &Manuscript, short: &str, finding: &Finding) -> Self {
        let field = rules::field_text(text, finding.field);
        let before = field.get(..finding.span.start).unwrap_or_default();
        let skipped = before.chars().count().saturating_sub(AROUND);
        let line = |text: String| text.replace('\n', " ");
        let after = field.get(finding.span.end..).unwrap_or_default();
        Self {
            short: short.to_owned(),
            before: line(before.chars().skip(skipped).collect()),
            text: line(finding.text.chars().take(4 * AROUND).collect()),
            after: line(after.chars().take(AROUND).collect()),
        }
    }
}

fn read(path: &std::path::Path) -> Result<String, DeskError> {
    let bytes = private::read_limited(path, LARGEST, Links::Follow)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
