//! A `WordPress` as the tests know it, the real one or our own: where it is, and who may do what.

use super::client::Client;

/// Names real sites: paths of the `env` files of `tests/servers/wordpress-up`, with `:` between.
pub(crate) const VARIABLE: &str = "REDAKSI_WORDPRESS";

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct User {
    pub(crate) name: String,
    pub(crate) password: String,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Site {
    /// Without a slash at its end.
    pub(crate) url: String,
    /// As `WordPress` tells it: `7.1.4`.
    pub(crate) version: String,
    pub(crate) cron_url: String,
    pub(crate) admin: User,
    pub(crate) editor: User,
    pub(crate) author: User,
    pub(crate) contributor: User,
}

impl Site {
    /// Reads what `wordpress-up` wrote.
    pub(crate) fn from_env_file(path: &str) -> std::io::Result<Self> {
        Ok(Self::from_env(&std::fs::read_to_string(path)?))
    }

    fn from_env(text: &str) -> Self {
        let value = |name: &str| {
            let lines = text.lines().filter_map(|line| line.split_once('='));
            let found =
                lines.filter(|(known, _)| *known == name).map(|(_, value)| value).next_back();
            found.unwrap_or_default().trim_matches('\'').to_owned()
        };
        let user = |prefix: &str| User {
            name: value(&format!("WP_{prefix}USER")),
            password: value(&format!("WP_{prefix}APP_PASSWORD")),
        };
        Self {
            url: value("WP_URL"),
            version: value("WP_VERSION"),
            cron_url: value("WP_CRON_URL"),
            admin: user("ADMIN_"),
            editor: user("EDITOR_"),
            author: user(""),
            contributor: user("CONTRIBUTOR_"),
        }
    }

    /// The real sites that the environment names; none where it names none.
    pub(crate) fn real() -> Vec<Self> {
        let named = std::env::var(VARIABLE).unwrap_or_default();
        let paths = named.split(':').filter(|path| !path.is_empty());
        let read = |path| Self::from_env_file(path).unwrap_or_else(|e| panic!("{path}: {e}"));
        paths.map(read).collect()
    }

    /// Before 7.1.
    pub(crate) fn is_older(&self) -> bool {
        let major = self.version.split('.').next().and_then(|major| major.parse().ok());
        major.is_some_and(|major: u32| major < 7)
    }

    /// The same site at another address, such as a proxy's.
    #[must_use]
    pub(crate) fn at(&self, url: &str) -> Self {
        let cron_url = self.cron_url.replace(&self.url, url);
        Self { url: url.to_owned(), cron_url, ..self.clone() }
    }

    pub(crate) fn anonymous(&self) -> Client {
        Client::new(&self.url).with("Accept", "application/json")
    }

    pub(crate) fn client(&self, user: &User) -> Client {
        self.anonymous().known_as(&user.name, &user.password)
    }
}
