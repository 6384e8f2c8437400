//! The examples of a rule, run: what it should find it finds, and what is right it leaves alone.

use chrono::NaiveDate;

use super::OwnRules;
use crate::domain::manuscript::Manuscript;
use crate::rules::House;

/// An example that shows another thing than its rule does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failing {
    pub rule: String,
    pub example: String,
    pub broken: Broken,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// A wrong one in which nothing is found.
    NotFound,
    /// A right one in which something is.
    Found,
}

impl Broken {
    pub fn word(self) -> &'static str {
        match self {
            Self::NotFound => "missed",
            Self::Found => "alarm",
        }
    }
}

impl OwnRules {
    /// Runs the examples of all rules. An example is a body under a headline; in a line that begins
    /// with `#` it brings its own.
    pub fn failing(&self, today: NaiveDate) -> Vec<Failing> {
        let mut failing = Vec::new();
        for rule in &self.rules {
            let alone = self.clone().only(|other| other.id == rule.id);
            let house = House { own: &alone, ..House::plain(today, "id") };
            let finds = |example: &str| {
                let text = manuscript(example);
                !super::findings(&text, &house).is_empty()
            };
            let mut note = |example: &String, broken| {
                let (rule, example) = (rule.id.to_string(), example.clone());
                failing.push(Failing { rule, example, broken });
            };
            rule.wrong.iter().filter(|one| !finds(one)).for_each(|one| note(one, Broken::NotFound));
            rule.right.iter().filter(|one| finds(one)).for_each(|one| note(one, Broken::Found));
        }
        failing
    }
}

fn manuscript(example: &str) -> Manuscript {
    let headed = example.strip_prefix("# ").map(|rest| rest.split_once('\n').unwrap_or((rest, "")));
    let (headline, body) = headed.unwrap_or(("", example));
    Manuscript {
        headline: headline.trim().to_owned(),
        body: body.trim().to_owned(),
        language: "id".to_owned(),
        ..Manuscript::default()
    }
}
