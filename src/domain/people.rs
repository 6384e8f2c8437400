//! People and what their roles allow.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::ids::PersonId;

/// A role in the office. A person may have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Admin,
    Editor,
    Reviewer,
}

impl Role {
    pub const ALL: [Self; 3] = [Self::Admin, Self::Editor, Self::Reviewer];

    pub fn word(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Editor => "editor",
            Self::Reviewer => "reviewer",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Role {
    type Err = super::ids::BadId;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|role| role.word() == text).ok_or(super::ids::BadId("role"))
    }
}

/// The roles of one person: sorted, without duplicates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roles(std::collections::BTreeSet<Role>);

impl Roles {
    pub fn of(roles: impl IntoIterator<Item = Role>) -> Self {
        Self(roles.into_iter().collect())
    }

    pub fn all() -> Self {
        Self::of(Role::ALL)
    }

    pub fn has(&self, role: Role) -> bool {
        self.0.contains(&role)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = Role> + '_ {
        self.0.iter().copied()
    }

    /// Reviewers may do all that editors may.
    pub fn may_write(&self) -> bool {
        self.has(Role::Editor) || self.has(Role::Reviewer)
    }

    pub fn may_review(&self) -> bool {
        self.has(Role::Reviewer)
    }

    pub fn may_administer(&self) -> bool {
        self.has(Role::Admin)
    }
}

/// Who acts, with the roles that held at that place of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    Person {
        id: PersonId,
        roles: Roles,
        revoked: bool,
    },
    /// The desk itself, which notes deliveries and nothing else.
    Service,
}

impl Actor {
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Self::Person { id, .. } => Some(*id),
            Self::Service => None,
        }
    }
}

/// A name for acting is no longer, in characters: it is typed on command lines and shown in
/// narrow columns.
pub const LONGEST_NAME: usize = 40;

/// The name by which somebody acts, made from the full one: the first word that is no title.
pub fn acting_name(full: &str) -> String {
    let words = || full.split_whitespace();
    let word = words().find(|word| !word.contains('.')).or_else(|| words().next());
    word.unwrap_or_default()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .take(LONGEST_NAME)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_for_acting_are_made_of_names() {
        for (full, want) in [
            ("Ratna Puspita", "ratna"),
            ("H. Ali", "ali"),
            ("Jum'at", "jumat"),
            ("  ", ""),
            ("Dr.", "dr"),
            ("Özlem K.", "özlem"),
        ] {
            assert_eq!(acting_name(full), want, "{full}");
        }
    }
}
