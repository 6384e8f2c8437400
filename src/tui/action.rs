//! Every deed of the workstation by name: one table for keys, menus, the palette, footer and help.

use crate::lang::Words;

/// Where a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    Anywhere,
    /// Any field where letters are typed; under the editor, the fields and dialogs.
    Text,
    Editor,
    Metadata,
    List,
    Review,
    Dialog,
    /// The outbox and the log.
    Log,
    /// Where it is typed what to look for.
    Find,
    /// What the copy desk found.
    Check,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Menu {
    File,
    Edit,
    Review,
    View,
    Help,
}

struct Entry {
    name: &'static str,
    contexts: &'static [Context],
    menu: Option<Menu>,
}

macro_rules! menu {
    (-) => {
        None
    };
    ($menu:ident) => {
        Some(Menu::$menu)
    };
}

macro_rules! actions {
    ($($action:ident = $name:literal, [$($context:ident),+], $menu:tt;)*) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $($action),*
        }

        impl Action {
            /// In the order of menus and help.
            pub const ALL: &[Self] = &[$(Self::$action),*];

            /// A match, since the key map asks for all of them before anything is drawn.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$action),)*
                    _ => None,
                }
            }

            fn entry(self) -> &'static Entry {
                match self {
                    $(Self::$action => &Entry {
                        name: $name,
                        contexts: &[$(Context::$context),+],
                        menu: menu!($menu),
                    }),*
                }
            }
        }
    };
}

// Name, places where a key may stand for it, menu.
actions! {
    UiMenu = "ui.menu", [Anywhere], -;
    UiPalette = "ui.palette", [Anywhere], Help;
    UiHelp = "ui.help", [Anywhere], Help;
    UiKeys = "ui.keys", [Anywhere], Help;
    UiTour = "ui.tour", [Anywhere], Help;
    UiQuit = "ui.quit", [Anywhere], File;
    UiPane1 = "ui.pane1", [Anywhere], View;
    UiPane2 = "ui.pane2", [Anywhere], View;
    UiPane3 = "ui.pane3", [Anywhere], View;
    UiPane4 = "ui.pane4", [Anywhere], View;
    UiPane5 = "ui.pane5", [Anywhere], View;
    UiPane6 = "ui.pane6", [Anywhere], View;
    UiNextPane = "ui.next_pane", [Anywhere], -;
    UiPreviousPane = "ui.previous_pane", [Anywhere], -;
    UiJump = "ui.jump", [Anywhere], View;
    UiRedraw = "ui.redraw", [Anywhere], View;
    UiSync = "ui.sync", [Anywhere], View;
    UiZoom = "ui.zoom", [Anywhere], View;
    UiPreview = "ui.preview", [Anywhere], View;
    UiQuiet = "ui.quiet", [Anywhere], View;
    UiWider = "ui.wider", [List, Metadata, Log], View;
    UiNarrower = "ui.narrower", [List, Metadata, Log], View;
    UiTheme = "ui.theme", [Anywhere], View;
    UiLanguage = "ui.language", [Anywhere], View;
    UiKeymap = "ui.keymap", [Anywhere], View;
    UiMouse = "ui.mouse", [Anywhere], View;
    UiLock = "ui.lock", [Anywhere], File;
    UiDestinations = "ui.destinations", [Anywhere], File;
    UiNames = "ui.names", [Anywhere], File;
    UiSwitchPerson = "ui.switch_person", [Anywhere], File;
    EditSave = "edit.save", [Editor, Metadata, Find], File;
    EditUndo = "edit.undo", [Text], Edit;
    EditRedo = "edit.redo", [Text], Edit;
    EditCut = "edit.cut", [Text], Edit;
    EditCopy = "edit.copy", [Text], Edit;
    EditPaste = "edit.paste", [Text], Edit;
    EditSelectAll = "edit.select_all", [Text], Edit;
    EditCopyPlain = "edit.copy_plain", [Editor], Edit;
    EditCopyMarkdown = "edit.copy_markdown", [Editor], Edit;
    EditCopyHtml = "edit.copy_html", [Editor], Edit;
    EditFind = "edit.find", [Editor, Find], Edit;
    EditFindNext = "edit.find_next", [Editor, Find], Edit;
    EditFindPrevious = "edit.find_previous", [Editor, Find], Edit;
    EditReplace = "edit.replace", [Editor, Find], Edit;
    FindDrafts = "find.drafts", [Anywhere], Edit;
    EditFix = "edit.fix", [Editor, Metadata], Edit;
    EditNextProblem = "edit.next_problem", [Editor, Metadata], Edit;
    EditPreviousProblem = "edit.previous_problem", [Editor, Metadata], Edit;
    EditEarlier = "edit.earlier", [Editor], Edit;
    EditExternal = "edit.external", [Editor], Edit;
    EditWordGoal = "edit.word_goal", [Editor], Edit;
    EditOutline = "edit.outline", [Editor], Edit;
    EditInsertDateline = "edit.insert_dateline", [Editor], Edit;
    EditComplete = "edit.complete", [Editor], -;
    EditNewLine = "edit.new_line", [Editor], -;
    EditPlainLine = "edit.plain_line", [Editor], Edit;
    EditDeleteLeft = "edit.delete_left", [Text], -;
    EditDeleteRight = "edit.delete_right", [Text], -;
    EditDeleteWordLeft = "edit.delete_word_left", [Text], -;
    EditDeleteWordRight = "edit.delete_word_right", [Text], -;
    EditDeleteRowStart = "edit.delete_row_start", [Editor], -;
    EditDeleteRowEnd = "edit.delete_row_end", [Editor], -;
    EditLeft = "edit.left", [Text], -;
    EditRight = "edit.right", [Text], -;
    EditUp = "edit.up", [Editor], -;
    EditDown = "edit.down", [Editor], -;
    EditWordLeft = "edit.word_left", [Text], -;
    EditWordRight = "edit.word_right", [Text], -;
    EditRowStart = "edit.row_start", [Text], -;
    EditRowEnd = "edit.row_end", [Text], -;
    EditPageUp = "edit.page_up", [Editor], -;
    EditPageDown = "edit.page_down", [Editor], -;
    EditTextStart = "edit.text_start", [Text], -;
    EditTextEnd = "edit.text_end", [Text], -;
    EditSelectLeft = "edit.select_left", [Text], -;
    EditSelectRight = "edit.select_right", [Text], -;
    EditSelectUp = "edit.select_up", [Editor], -;
    EditSelectDown = "edit.select_down", [Editor], -;
    EditSelectWordLeft = "edit.select_word_left", [Text], -;
    EditSelectWordRight = "edit.select_word_right", [Text], -;
    EditSelectRowStart = "edit.select_row_start", [Text], -;
    EditSelectRowEnd = "edit.select_row_end", [Text], -;
    EditSelectTextStart = "edit.select_text_start", [Text], -;
    EditSelectTextEnd = "edit.select_text_end", [Text], -;
    FindReplaceAll = "find.replace_all", [Find], -;
    FindCase = "find.case", [Find], -;
    FindMarks = "find.marks", [Find], -;
    FindWhole = "find.whole", [Find], -;
    FindRegex = "find.regex", [Find], -;
    FindField = "find.field", [Find], -;
    FindOlder = "find.older", [Find], -;
    FindNewer = "find.newer", [Find], -;
    FindEveryone = "find.everyone", [Find], -;
    FindClose = "find.close", [Find], -;
    ListUp = "list.up", [List], -;
    ListDown = "list.down", [List], -;
    ListPageUp = "list.page_up", [List], -;
    ListPageDown = "list.page_down", [List], -;
    ListTop = "list.top", [List], -;
    ListBottom = "list.bottom", [List], -;
    ListOpen = "list.open", [List], File;
    ListNew = "list.new", [List], File;
    ListTemplate = "list.template", [List], File;
    ListImport = "list.import", [List], File;
    ListFilter = "list.filter", [List], View;
    ListSort = "list.sort", [List], View;
    ListTab1 = "list.tab1", [List], View;
    ListTab2 = "list.tab2", [List], View;
    ListTab3 = "list.tab3", [List], View;
    ListMark = "list.mark", [List], -;
    ListMarkRange = "list.mark_range", [List], -;
    ListMarkAll = "list.mark_all", [List], -;
    ListUndo = "list.undo", [List], -;
    ListRedo = "list.redo", [List], -;
    ListTrash = "list.trash", [List], File;
    ListRenameSlug = "list.rename_slug", [List], File;
    ListOpenLink = "list.open_link", [List], -;
    ListCopyLink = "list.copy_link", [List], -;
    ReviewSubmit = "review.submit", [Anywhere], Review;
    ReviewApprove = "review.approve", [Anywhere, Review], Review;
    ReviewReturn = "review.return", [Review], Review;
    ReviewComment = "review.comment", [Review], Review;
    ReviewCompare = "review.compare", [Review], Review;
    ReviewEdit = "review.edit", [Review], Review;
    ReviewPreview = "review.preview", [Review], Review;
    ReviewNextProblem = "review.next_problem", [Review], -;
    ReviewPreviousProblem = "review.previous_problem", [Review], -;
    ReviewUp = "review.up", [Review], -;
    ReviewDown = "review.down", [Review], -;
    ReviewPageUp = "review.page_up", [Review], -;
    ReviewPageDown = "review.page_down", [Review], -;
    ReviewTop = "review.top", [Review], -;
    ReviewBottom = "review.bottom", [Review], -;
    ReviewLater = "review.later", [Review], -;
    ReviewSchedule = "review.schedule", [Review], Review;
    ReviewUnschedule = "review.unschedule", [Review], Review;
    ReviewCorrect = "review.correct", [Review], Review;
    ReviewWithdraw = "review.withdraw", [Review], Review;
    ArticleExport = "article.export", [Anywhere], File;
    ArticleHistory = "article.history", [Anywhere], File;
    ArticleRestore = "article.restore", [Anywhere], File;
    MetaNextField = "meta.next_field", [Metadata], -;
    MetaPreviousField = "meta.previous_field", [Metadata], -;
    MetaPick = "meta.pick", [Metadata], -;
    DialogNext = "dialog.next", [Dialog], -;
    DialogPrevious = "dialog.previous", [Dialog], -;
    DialogAccept = "dialog.accept", [Dialog], -;
    DialogCancel = "dialog.cancel", [Dialog], -;
    LogUp = "log.up", [Log], -;
    LogDown = "log.down", [Log], -;
    LogPageUp = "log.page_up", [Log], -;
    LogPageDown = "log.page_down", [Log], -;
    LogTop = "log.top", [Log], -;
    LogBottom = "log.bottom", [Log], -;
    LogOpen = "log.open", [Log], -;
    LogCopy = "log.copy", [Log], -;
    LogLevel = "log.level", [Log], -;
    LogRetry = "log.retry", [Log], -;
    LogCancel = "log.cancel", [Log], -;
    CheckOpen = "check.open", [Anywhere], Review;
    CheckWord = "check.word", [Check, Editor], Review;
    CheckRule = "check.rule", [Check, Editor], Review;
    CheckSuggestions = "check.suggestions", [Check, Editor], Review;
    CheckGo = "check.go", [Check], -;
    CheckFix = "check.fix", [Check], -;
    CheckFixAll = "check.fix_all", [Check], -;
    CheckDismiss = "check.dismiss", [Check], -;
    CheckDismissed = "check.dismissed", [Check], -;
    CheckUp = "check.up", [Check], -;
    CheckDown = "check.down", [Check], -;
    CheckPageUp = "check.page_up", [Check], -;
    CheckPageDown = "check.page_down", [Check], -;
    CheckTop = "check.top", [Check], -;
    CheckBottom = "check.bottom", [Check], -;
    CheckClose = "check.close", [Check], -;
}

impl Context {
    pub const ALL: [Self; 10] = [
        Self::Anywhere,
        Self::Text,
        Self::Editor,
        Self::Metadata,
        Self::List,
        Self::Review,
        Self::Dialog,
        Self::Log,
        Self::Find,
        Self::Check,
    ];

    /// The name of its table in a key map.
    pub fn word(self) -> &'static str {
        match self {
            Self::Anywhere => "anywhere",
            Self::Text => "text",
            Self::Editor => "editor",
            Self::Metadata => "metadata",
            Self::List => "list",
            Self::Review => "review",
            Self::Dialog => "dialog",
            Self::Log => "log",
            Self::Find => "find",
            Self::Check => "check",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|context| context.word() == word)
    }

    pub fn title(self, words: &Words) -> String {
        words.say(&format!("context-{}", self.word()), &[])
    }

    /// The tables in which a key is looked for here, in this order.
    pub fn tables(self) -> &'static [Self] {
        match self {
            Self::Anywhere => &[Self::Anywhere],
            Self::Text => &[Self::Text, Self::Anywhere],
            Self::Editor => &[Self::Editor, Self::Text, Self::Anywhere],
            Self::Metadata => &[Self::Metadata, Self::Text, Self::Anywhere],
            Self::Dialog => &[Self::Dialog, Self::Text, Self::Anywhere],
            Self::List => &[Self::List, Self::Anywhere],
            Self::Review => &[Self::Review, Self::Anywhere],
            Self::Log => &[Self::Log, Self::Anywhere],
            Self::Find => &[Self::Find, Self::Text, Self::Anywhere],
            Self::Check => &[Self::Check, Self::Anywhere],
        }
    }

    /// Is a letter here a letter, so that it can stand for nothing else?
    pub fn types(self) -> bool {
        !matches!(self, Self::List | Self::Review | Self::Log | Self::Check)
    }
}

impl Menu {
    pub const ALL: [Self; 5] = [Self::File, Self::Edit, Self::Review, Self::View, Self::Help];

    pub fn title(self, words: &Words) -> String {
        let word = match self {
            Self::File => "file",
            Self::Edit => "edit",
            Self::Review => "review",
            Self::View => "view",
            Self::Help => "help",
        };
        words.say(&format!("menu-{word}"), &[])
    }

    pub fn actions(self) -> impl Iterator<Item = Action> {
        Action::ALL.iter().copied().filter(move |action| action.menu() == Some(self))
    }
}

impl Action {
    /// The name that key maps use and that stays: `list.open`.
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// Does it move the caret or change the text, and nothing else on the screen?
    pub fn is_in_text(self) -> bool {
        use Action::{EditComplete, EditCopy, EditCut, EditPaste, EditUndo};
        let moves = self >= EditComplete && self <= Self::EditSelectTextEnd;
        moves
            || (self >= EditUndo && self <= Self::EditSelectAll)
                && !matches!(self, EditCut | EditCopy | EditPaste)
    }

    /// Does it choose another row of the list, and nothing else?
    pub fn is_step_in_list(self) -> bool {
        self >= Self::ListUp && self <= Self::ListBottom
    }

    /// Does it take the focus to another pane, and nothing else?
    pub fn is_to_pane(self) -> bool {
        matches!(
            self,
            Self::UiPane1
                | Self::UiPane2
                | Self::UiPane3
                | Self::UiPane6
                | Self::UiNextPane
                | Self::UiPreviousPane
        )
    }

    /// The tables of a key map in which it can stand.
    pub fn contexts(self) -> &'static [Context] {
        self.entry().contexts
    }

    pub fn menu(self) -> Option<Menu> {
        self.entry().menu
    }

    /// The key of its title: `action-list-open`.
    pub fn title_key(self) -> String {
        format!("action-{}", self.name().replace(['.', '_'], "-"))
    }

    pub fn title(self, words: &Words) -> String {
        words.say(&self.title_key(), &[])
    }

    /// One or two words for the footer.
    pub fn short(self, words: &Words) -> String {
        words.say(&format!("{}-short", self.title_key()), &[])
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use unicode_width::UnicodeWidthStr as _;

    use super::*;
    use crate::lang::Lang;

    #[test]
    fn every_action_has_its_words_in_both_languages() {
        for lang in Lang::ALL {
            let words = Words::of(lang);
            for action in Action::ALL {
                let key = action.title_key();
                assert!(words.has(&key) && words.has(&format!("{key}-short")), "{lang}: {key}");
                assert!(action.title(&words).width() <= 40, "{lang}: {key}");
                assert!(action.short(&words).width() <= 18, "{lang}: {key}");
            }
            for context in Context::ALL {
                assert_ne!(context.title(&words), format!("context-{}", context.word()));
            }
            for menu in Menu::ALL {
                assert!(!menu.title(&words).starts_with("menu-"));
                assert!(menu.actions().count() >= 2);
            }
        }
    }

    #[test]
    fn a_menu_says_nothing_twice() {
        for lang in Lang::ALL {
            let words = Words::of(lang);
            for menu in Menu::ALL {
                let mut seen = HashSet::new();
                for action in menu.actions() {
                    assert!(seen.insert(action.title(&words)), "{lang}: {}", action.name());
                }
            }
        }
    }

    #[test]
    fn names_are_stable_and_found() {
        let mut seen = HashSet::new();
        for action in Action::ALL {
            assert!(seen.insert(action.name()), "{}", action.name());
            assert_eq!(Action::from_name(action.name()), Some(*action));
        }
        assert_eq!(Action::from_name("list"), None);
        for context in Context::ALL {
            assert_eq!(Context::from_word(context.word()), Some(context));
            assert_eq!(context.tables().first(), Some(&context));
            assert_eq!(context.tables().last(), Some(&Context::Anywhere));
        }
    }
}
