//! Where somebody was when they left: the list they looked at, the text that was open, the caret
//! in it. It is there again when the same person comes back, if the text is.

use super::App;
use crate::domain::ids::ArticleId;
use crate::domain::view::Sort;
use crate::editor::command::{Command, Motion};
use crate::tui::doc::{Doc, Part};
use crate::tui::layout::Pane;
use crate::tui::msg::{Aim, Look, Request, Tab};

const SORTS: [Sort; 4] = [Sort::Updated, Sort::Created, Sort::Due, Sort::Headline];
const PANES: [Pane; 3] = [Pane::List, Pane::Editor, Pane::Meta];
/// A longer query is not kept.
const LONGEST_QUERY: usize = 500;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Session {
    pub(super) look: Look,
    open: Option<Open>,
}

/// The text that was open.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Open {
    article: ArticleId,
    pane: Pane,
    part: Part,
    caret: usize,
}

impl Session {
    /// As it is kept: places in lists, the open text or `-`, and the query at the end.
    fn to_words(&self) -> String {
        let Look { tab, query, sort } = &self.look;
        let place = |found: Option<usize>| found.unwrap_or_default().to_string();
        let tab = place(Tab::ALL.iter().position(|own| own == tab));
        let sort = place(SORTS.iter().position(|own| own == sort));
        let open = self.open.as_ref().map_or_else(
            || "-".to_owned(),
            |open| {
                let pane = place(PANES.iter().position(|own| *own == open.pane));
                let part = if open.part == Part::Headline { "h" } else { "b" };
                format!("{}/{pane}/{part}/{}", open.article, open.caret)
            },
        );
        let query = if query.len() > LONGEST_QUERY { "" } else { query.as_str() };
        format!("{tab} {sort} {open} {query}")
    }

    /// What is unreadable counts as never kept.
    fn from_words(words: &str) -> Option<Self> {
        let mut parts = words.splitn(4, ' ');
        let tab = *Tab::ALL.get(parts.next()?.parse::<usize>().ok()?)?;
        let sort = *SORTS.get(parts.next()?.parse::<usize>().ok()?)?;
        let open = parts.next().and_then(Open::from_words);
        let query = parts.next().unwrap_or_default().to_owned();
        Some(Self { look: Look { tab, query, sort }, open })
    }
}

impl Open {
    fn from_words(words: &str) -> Option<Self> {
        let mut parts = words.split('/');
        let article = parts.next()?.parse().ok()?;
        let pane = *PANES.get(parts.next()?.parse::<usize>().ok()?)?;
        let part = if parts.next()? == "h" { Part::Headline } else { Part::Body };
        let caret = parts.next()?.parse().ok()?;
        Some(Self { article, pane, part, caret })
    }
}

impl App {
    fn session(&self) -> Session {
        let open = self.doc.as_ref().map(|doc| Open {
            article: doc.id(),
            pane: if PANES.contains(&self.focus) { self.focus } else { Pane::Editor },
            part: doc.part,
            caret: doc.editor().caret(),
        });
        Session { look: self.list.look.clone(), open }
    }

    /// Keeps where somebody is, if that is another place than was kept last.
    pub(super) fn remember_session(&mut self) {
        let may_keep = self.office.as_ref().is_some_and(|office| !office.read_only);
        if !self.restores || !may_keep || self.me().is_none() {
            return;
        }
        let words = self.session().to_words();
        if words != self.session_kept {
            self.session_kept.clone_from(&words);
            self.ask(Request::Remember { key: "session", value: words });
        }
    }

    /// The session of whoever has just sat down. What they have begun meanwhile stands.
    pub(super) fn session_is(&mut self, words: &str) {
        let Some(session) = Session::from_words(words).filter(|_| self.doc.is_none()) else {
            return;
        };
        words.clone_into(&mut self.session_kept);
        if session.look != self.list.look && self.filter.is_none() {
            self.show_list(session.look.clone());
        }
        // A text that a journal holds comes first.
        if let Some(open) = session.open.filter(|_| !self.offers_text()) {
            let article = open.article;
            self.restoring = Some(Box::new(Session { look: session.look, open: Some(open) }));
            self.ask(Request::Open { article, revision: None, aim: Aim::Edit });
        }
    }

    /// Is this the text that is to be as it was left? It is asked about once.
    pub(super) fn is_restoring(&self, article: &ArticleId) -> bool {
        let open = self.restoring.as_ref().and_then(|session| session.open.as_ref());
        open.is_some_and(|open| open.article == *article)
    }

    /// The text is open again: caret and focus are where they were.
    pub(super) fn restored(&mut self) {
        let Some(open) = self.restoring.take().and_then(|session| session.open) else { return };
        let now = self.now;
        let Some(doc) = self.doc.as_mut().filter(|doc| doc.is(&open.article)) else { return };
        to_caret(doc, &open, now);
        self.focus(open.pane);
    }
}

fn to_caret(doc: &mut Doc, open: &Open, now: crate::tui::msg::Now) {
    doc.part = open.part;
    let motion = Motion::To(open.caret);
    let (_moved, _no_edits) = doc.run(Command::Move { motion, select: false }, now);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::view::Flags;
    use crate::tui::msg::{Effect, Reply, Told, What};
    use crate::tui::testing::{self, ALI, article, asked, press, reply, screen};

    fn kept(effects: Vec<Effect>) -> Option<String> {
        asked(effects).into_iter().find_map(|request| match request {
            Request::Remember { key: "session", value } => Some(value),
            _ => None,
        })
    }

    /// Somebody signs in, and the desk says where they were.
    fn came_back(words: &str) -> (App, Vec<Request>) {
        let mut app = testing::empty(crate::lang::Lang::En);
        app.restores = true;
        let requests = asked(reply(&mut app, Reply::House(Box::new(testing::office(ALI)))));
        assert!(requests.iter().any(|request| matches!(request, Request::Session)));
        let requests = asked(reply(&mut app, Reply::Session(words.to_owned())));
        (app, requests)
    }

    fn left() -> String {
        let mut app = testing::app(ALI);
        app.restores = true;
        app.show_tab(Tab::All);
        testing::open(&mut app, testing::opened(1), Aim::Edit);
        press(&mut app, "home end left left alt-3");
        kept(press(&mut app, "ctrl-q")).unwrap()
    }

    #[test]
    fn list_text_caret_and_focus_come_back() {
        let words = left();
        let (mut app, requests) = came_back(&words);
        let all = |look: &Look| look.tab == Tab::All;
        assert!(requests.iter().any(|r| matches!(r, Request::Page { look, .. } if all(look))));
        assert!(requests.iter().any(|r| matches!(r, Request::Open { .. })), "{requests:?}");
        let effects = testing::open(&mut app, testing::opened(1), Aim::Edit);
        assert_eq!(kept(effects), None, "nothing has changed");
        let doc = app.doc.as_ref().unwrap();
        assert_eq!((app.focus, doc.part, doc.body.caret()), (Pane::Meta, Part::Body, 46));
        assert!(!doc.is_changed());
        screen(&mut app, 80, 24);
    }

    #[test]
    fn a_text_that_is_gone_is_not_missed() {
        let (mut app, _) = came_back(&left());
        let told = Told { kind: "not_found".into(), ..Told::default() };
        reply(&mut app, Reply::Refused { what: What::Open { article: article(1) }, told });
        assert!(app.doc.is_none() && app.notes.toasts().is_empty() && app.restoring.is_none());

        let (mut app, _) = came_back(&left());
        let mut trashed = testing::opened(1);
        trashed.view.row.flags = Flags(8);
        testing::open(&mut app, trashed, Aim::Edit);
        assert!(app.doc.is_none() && app.focus == Pane::List);
        for words in ["", "9 0 -", "0 0 x/y/z ", "1 2 -  berita  lama"] {
            let (app, requests) = came_back(words);
            assert!(!requests.iter().any(|r| matches!(r, Request::Open { .. })), "{words}");
            assert!(app.list.look.query.is_empty() || app.list.look.query == " berita  lama");
        }
    }

    #[test]
    fn whoever_does_not_want_it_begins_anew() {
        let mut app = testing::empty(crate::lang::Lang::En);
        let requests = asked(reply(&mut app, Reply::House(Box::new(testing::office(ALI)))));
        assert!(!requests.iter().any(|request| matches!(request, Request::Session)));
        testing::open(&mut app, testing::opened(1), Aim::Edit);
        assert_eq!(kept(press(&mut app, "ctrl-q")), None);
    }
}
