//! The first place: who one is, how much waits, and the ways from here.

use super::menu::{Pick, Place};
use super::verb::Verb;
use super::{Leave, Talk, Talked};
use crate::desk::search::Search;
use crate::domain::view::Sort;
use crate::store::lists::Filter;

pub(super) const CHOICES: &[Verb] = &[
    Verb::Mine,
    Verb::Review,
    Verb::All,
    Verb::Search,
    Verb::New,
    Verb::Import,
    Verb::Paste,
    Verb::Publish,
    Verb::Trial,
    Verb::Bin,
    Verb::Person,
    Verb::Quit,
    Verb::Outbox,
];

/// More than this is told as “many”: nobody counts so far by ear.
const MOST_COUNTED: usize = 100;

impl Talk<'_> {
    /// Until the conversation ends; it always ends by leaving.
    pub(super) fn home(&mut self) -> Talked<()> {
        let mut page = self.home_page();
        self.arrive(&Place::of(&page, self.choices()));
        loop {
            match self.choose(&Place::of(&page, self.choices()))? {
                Pick::Verb(verb, rest) => self.go(verb, &rest)?,
                Pick::Back if self.yes("plain-leave", &[])? => return Err(Leave::Quit),
                _ => {}
            }
            page = self.home_page();
            for line in &page {
                self.line(line);
            }
        }
    }

    /// The last is for desks that send texts somewhere.
    fn choices(&self) -> &'static [Verb] {
        let sends = self.desk.destinations().is_ok_and(|all| !all.is_empty());
        if sends { CHOICES } else { CHOICES.split_last().map_or(CHOICES, |(_, others)| others) }
    }

    fn go(&mut self, verb: Verb, rest: &str) -> Talked<()> {
        match verb {
            Verb::Mine => {
                let authors = vec![self.me.person.row];
                self.list("plain-list-mine", &of(Filter { authors, ..Filter::default() }))
            }
            Verb::Review => match self.got(self.desk.review_filter(self.me.name())) {
                Some(filter) => self.list("plain-list-review", &of(filter)),
                None => Ok(()),
            },
            Verb::All => self.list("plain-list-all", &Search::default()),
            Verb::Search => self.search(rest),
            Verb::New => self.new_article(),
            Verb::Import => self.import(rest),
            Verb::Paste => self.paste(),
            Verb::Publish => self.publish(),
            Verb::Trial => self.trial(rest),
            Verb::Bin => {
                let mut search = Search::default();
                self.desk.only_trash(&mut search.filter);
                self.list("plain-list-bin", &search)
            }
            Verb::Person => self.change_person(),
            Verb::Outbox => self.outbox(),
            _ => Err(Leave::Quit),
        }
    }

    fn home_page(&self) -> Vec<String> {
        let office = self.got(self.desk.house()).map(|house| house.name).unwrap_or_default();
        let mine = Filter { authors: vec![self.me.person.row], ..Filter::default() };
        let review = self.got(self.desk.review_filter(self.me.name())).unwrap_or_default();
        let values = [
            ("office", office.into()),
            ("name", self.me.name().into()),
            ("roles", self.roles().into()),
            ("mine", self.count(&of(mine)).into()),
            ("review", self.count(&of(review)).into()),
        ];
        vec![self.word("plain-home", &values)]
    }

    pub(super) fn roles(&self) -> String {
        let roles = self.me.person.roles.iter();
        let roles = roles.map(|role| self.word(&format!("role-{}", role.word()), &[]));
        roles.collect::<Vec<_>>().join(", ")
    }

    fn count(&self, search: &Search) -> String {
        let page = self.got(self.desk.found(search, Sort::Updated, MOST_COUNTED + 1, None));
        let count = page.map_or(0, |page| page.rows.len());
        if count > MOST_COUNTED {
            return self.word("plain-many", &[("count", MOST_COUNTED.into())]);
        }
        self.word("plain-articles", &[("count", count.into())])
    }
}

fn of(filter: Filter) -> Search {
    Search { filter, ..Search::default() }
}
