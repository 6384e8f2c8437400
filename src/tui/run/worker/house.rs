//! The office, and who sits at the workstation.

use super::checks::SUGGESTIONS;
use super::{Answer, Worker};
use crate::desk::DeskError;
use crate::desk::house::Gate;
use crate::domain::view::PersonRow;
use crate::keys::{KeyError, Passphrase};
use crate::tui::msg::{Office, Reply, What};

impl Worker {
    pub(super) fn house(&mut self) -> Answer {
        let house = self.desk.house()?;
        let people: Vec<PersonRow> = self.desk.store().people()?;
        // A person who was revoked meanwhile is signed in no longer.
        let me = self
            .person()
            .and_then(|me| people.iter().find(|person| person.row == me.row && !person.revoked));
        let me = me.cloned();
        if me.is_none() {
            (self.me, self.assumed) = (None, None);
        }
        // Each of them has a file that must be read: whoever is signed in asks for that later.
        let locked = me.is_none().then(|| self.locked(&people));
        let today = house.day(self.desk.clock().now());
        Ok(Reply::House(Box::new(Office {
            name: house.name,
            place: house.place,
            zone: house.zone,
            sections: house.sections,
            language: house.language,
            site_url: house.site_url,
            single_eye: house.single_eye,
            word_goal: house.word_goal,
            headline_limit: house.headline_limit,
            smart_typing: house.smart_typing,
            strict: house.gate == Gate::Warnings,
            suggestions: self.desk.recall(None, SUGGESTIONS)?.as_deref() == Some("shown"),
            today,
            people,
            me,
            locked,
            read_only: self.desk.store().is_read_only(),
            desk: self.desk.dir().to_string_lossy().into_owned(),
        })))
    }

    pub(super) fn locked(&self, people: &[PersonRow]) -> Vec<String> {
        let needs = |person: &&PersonRow| self.desk.needs_passphrase(person).unwrap_or(false);
        people.iter().filter(needs).map(|person| person.name.clone()).collect()
    }

    pub(super) fn sign_out(&mut self) -> Answer {
        (self.me, self.assumed) = (None, None);
        self.house()
    }

    pub(super) fn sign_in(
        &mut self,
        name: &str,
        passphrase: Result<Option<Passphrase>, KeyError>,
    ) -> Answer {
        let passphrase =
            passphrase.map_err(|source| DeskError::Key { name: name.to_owned(), source })?;
        let person = self.desk.who(Some(name))?;
        let me = self.desk.unlock(person, passphrase.as_ref())?;
        let person = me.person.clone();
        self.me = Some(me);
        Ok(Reply::SignedIn(Box::new(person)))
    }

    /// Whose wishes and texts are shown.
    pub(super) fn person(&self) -> Option<&PersonRow> {
        self.me.as_ref().map(|me| &me.person).or(self.assumed.as_ref())
    }

    /// Opens the key that the first picture did without. Whoever has none is signed out, and told.
    pub(super) fn no_longer_assumed(&mut self) -> Vec<Reply> {
        let Some(person) = self.assumed.take() else { return Vec::new() };
        match self.desk.unlock(person, None) {
            Ok(me) => {
                self.me = Some(me);
                Vec::new()
            }
            Err(error) => {
                let house = self.sign_out();
                let house = house.unwrap_or_else(|failed| self.refused(What::Other, failed));
                vec![house, self.refused(What::Other, error.into())]
            }
        }
    }
}
