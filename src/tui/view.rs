//! The screen: a line about the desk, the panes, a line about the text, the legal keys; over them
//! what is open, and what the program has to say.

use crate::tui::picture::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::widgets::{Clear, Widget};

use super::action::{Action, Context};
use super::app::App;
use super::app::publishing::Quiet;
use super::draw::{self, Part};
use super::layout::{Class, Pane};
use super::msg::{JournalState, Office};
use super::notes::{Note, Weight};
use super::panes;
use super::picture::Picture;
use super::redraw::Redraw;
use super::theme::Role;
use crate::domain::finding::Level;
use crate::lang::time;
use crate::visible::Visible;

/// The widest toast.
const TOAST: u16 = 48;
/// The rest of a long name has no more room among the keys.
const TAB_COLUMNS: usize = 22;

pub fn draw(app: &App, frame: &mut Frame<'_>) {
    let layout = &app.layout;
    if layout.whole != frame.area() {
        // The terminal has changed its size since: that news is on its way, and a picture of the
        // old size would not fit.
        return;
    }
    if layout.class == Class::TooSmall {
        return too_small(app, frame);
    }
    let covered = app.overlays().iter().rposition(|overlay| overlay.is_screen());
    let hidden = app.overlays().iter().any(|overlay| overlay.hides_text());
    if covered.is_none() && !hidden {
        panes(app, frame);
    }
    header(app, frame.buffer_mut(), layout.header);
    footer(app, frame.buffer_mut(), layout.footer);
    if let Some(area) = layout.tour {
        super::overlay::tour::draw(app, frame.buffer_mut(), area);
    }
    let room = layout.room();
    for overlay in &app.overlays()[covered.unwrap_or(0)..] {
        overlay.draw(app, frame, room);
    }
    let toasts = toasts(app, frame, room_of_toasts(app, covered.is_some()));
    lay(app, frame, &toasts);
}

fn room_of_toasts(app: &App, covered: bool) -> Rect {
    let room = app.layout.room();
    // What says whether the text is safe is never covered.
    let below = u16::from(app.layout.status.is_some() && !covered);
    Rect { height: room.height.saturating_sub(below), ..room }
}

/// Lays the toasts over what was drawn anew under them; if they have to make way for the row that
/// is typed in now, everything is drawn.
fn toasts_again(app: &App, frame: &mut Frame<'_>) {
    if app.notes.toasts().is_empty() || !frame.is_unlaid() {
        return;
    }
    let toasts = toasts(app, frame, room_of_toasts(app, false));
    if toasts.iter().map(|(_, area)| area).eq(frame.laid()) {
        for (toast, area) in &toasts {
            toast.draw(app, frame.buffer_mut(), *area);
        }
    } else {
        frame.wipe();
        draw(app, frame);
    }
}

/// Draws what a message changed, over a picture that is right otherwise.
pub fn redraw(app: &App, frame: &mut Frame<'_>, what: Redraw) {
    let layout = &app.layout;
    match what {
        Redraw::Nothing | Redraw::All => draw(app, frame),
        Redraw::Text | Redraw::TextAndKeys => {
            if let Some(area) = layout.editor {
                panes::editor::draw(app, frame, area);
            }
            if let Some(area) = layout.preview {
                panes::preview::draw(app, frame, area);
            }
            if let Some(area) = layout.status {
                frame.anew(area);
                status(app, frame.buffer_mut(), area);
            }
            if what == Redraw::TextAndKeys {
                frame.anew(layout.footer);
                footer(app, frame.buffer_mut(), layout.footer);
            }
        }
        Redraw::List => {
            if let Some(area) = layout.list {
                frame.anew(area);
                panes::list::draw(app, frame, area);
            }
            // What may be done depends on the row.
            frame.anew(layout.footer);
            footer(app, frame.buffer_mut(), layout.footer);
        }
    }
    if what != Redraw::Nothing && what != Redraw::All {
        toasts_again(app, frame);
    }
}

/// Where a picture is not what would be drawn now: row, what it has, what it should have.
pub fn stale(app: &App, picture: &Picture) -> Option<(u16, String, String)> {
    let (width, height) = picture.size();
    let mut fresh = Picture::blank(width, height);
    fresh.draw(|frame| draw(app, frame));
    let row = |buffer: &Buffer, y: u16| -> Vec<ratatui::buffer::Cell> {
        (0..width).filter_map(|x| buffer.cell((x, y)).cloned()).collect()
    };
    let text = |cells: &[ratatui::buffer::Cell]| -> String {
        cells.iter().map(ratatui::buffer::Cell::symbol).collect()
    };
    let differs = (0..height).find_map(|y| {
        let (has, should) = (row(picture.buffer(), y), row(fresh.buffer(), y));
        (has != should).then(|| (y, text(&has), text(&should)))
    });
    let caret = (picture.caret() != fresh.caret())
        .then(|| (0, format!("{:?}", picture.caret()), format!("{:?}", fresh.caret())));
    differs.or(caret)
}

fn too_small(app: &App, frame: &mut Frame<'_>) {
    let (least_width, least_height) = super::layout::LEAST;
    let values =
        [("width", usize::from(least_width).into()), ("height", usize::from(least_height).into())];
    let text = app.say("too-small", &values);
    let area = frame.area();
    draw::paragraph(frame.buffer_mut(), area, &text, app.theme.style(Role::Text));
}

fn panes(app: &App, frame: &mut Frame<'_>) {
    let layout = &app.layout;
    if let Some(area) = layout.tabs {
        strip(app, frame.buffer_mut(), area);
    }
    if let Some(area) = layout.list {
        panes::list::draw(app, frame, area);
    }
    if let Some(area) = layout.editor {
        panes::editor::draw(app, frame, area);
    }
    if let Some(area) = layout.preview {
        panes::preview::draw(app, frame, area);
    }
    if let Some(area) = layout.meta {
        panes::meta::draw(app, frame, area);
    }
    if let Some(area) = layout.log {
        panes::log::draw(app, frame, area);
    }
    if let Some(area) = layout.status {
        status(app, frame.buffer_mut(), area);
    }
}

/// The tabs of panes that only one of has room.
fn tabs(app: &App) -> [(Pane, String); 4] {
    [Pane::List, Pane::Editor, Pane::Meta, Pane::Log].map(|pane| {
        let name = app.say(pane.title(), &[]);
        (pane, format!(" {} {name} ", pane.number()))
    })
}

/// Where the tab of each pane begins.
pub fn strip_places(app: &App, area: Rect) -> Vec<(Pane, (u16, u16))> {
    let mut x = area.x;
    let mut places = Vec::new();
    for (pane, text) in tabs(app) {
        places.push((pane, (x, area.y)));
        let width = u16::try_from(Visible::line(&text).width()).unwrap_or(u16::MAX);
        x = x.saturating_add(width);
    }
    places.retain(|(_, (x, _))| *x < area.right());
    places
}

/// The panes as tabs, where only one has room.
fn strip(app: &App, buffer: &mut Buffer, area: Rect) {
    let theme = app.theme;
    let mut parts = Vec::new();
    for (pane, text) in tabs(app) {
        let style =
            if pane == app.focus { theme.style(Role::Selection) } else { theme.style(Role::Dim) };
        parts.push(Part::new(text.as_str(), style));
    }
    draw::line(buffer, area, &parts);
}

/// The program, the office and who is here; at the right what is going on, and the time.
fn header(app: &App, buffer: &mut Buffer, area: Rect) {
    let theme = app.theme;
    let strong = theme.style(Role::Accent).add_modifier(Modifier::BOLD);
    let mut left = vec![Part::new(" redaksi ", strong)];
    let mut extra = None;
    let mut right = Vec::new();
    if let Some(office) = &app.office {
        let me = office.me.as_ref().map(|me| Visible::line(&format!("· {}", me.name)));
        let who = me.as_ref().map_or(0, Visible::width);
        let fixed = draw::width(&left) + 2 + who;
        right = beside(app, office, usize::from(area.width).saturating_sub(fixed));
        let name = office_name(office, usize::from(area.width), fixed, draw::width(&right));
        left.push(Part::new(format!(" {name} ").as_str(), theme.style(Role::Text)));
        if let (Some(me), Some(who)) = (&office.me, me) {
            let roles: Vec<String> = me
                .roles
                .iter()
                .map(|role| app.say(&format!("role-{}", role.word()), &[]))
                .collect();
            left.push(Part { text: who, style: theme.style(Role::Dim) });
            let roles = format!(" ({})", roles.join(", "));
            extra = Some(Part::new(roles.as_str(), theme.style(Role::Dim)));
        }
    }
    // What the person may do is known to them: work that waits is not.
    let room = usize::from(area.width).saturating_sub(draw::width(&left) + draw::width(&right));
    left.extend(extra.filter(|roles| roles.width() <= room));
    let used = draw::line(buffer, area, &left);
    let rest = Rect { x: area.x + used, width: area.width - used, ..area };
    // What has no room goes, the farthest from the edge first.
    while !right.is_empty() && draw::width(&right) > usize::from(rest.width) {
        right.remove(0);
    }
    draw::line_right(buffer, rest, &right);
}

/// So much of the office's name is enough to know it by.
const ENOUGH: usize = 16;

/// What is going on, as far as it leaves enough of the office's name: what is on its way gives up
/// its words first, then its place.
fn beside(app: &App, office: &Office, room: usize) -> Vec<Part> {
    let fits = |parts: &Vec<Part>| draw::width(parts) + ENOUGH <= room;
    let sent = app.publishing.quiet();
    let long = sent.map(|sent| (sent, sent.words(&app.words)));
    let brief = sent.map(|sent| (sent, sent.brief()));
    let told = [long, brief].into_iter().flatten();
    let mut told = told.map(|sent| going_on(app, office, Some(sent)));
    told.find(fits).unwrap_or_else(|| going_on(app, office, None))
}

/// The office is known to all: its name gives way to who sits here, and to what is going on, if
/// enough of it stays.
fn office_name(office: &Office, width: usize, fixed: usize, right: usize) -> Visible {
    let name = Visible::line(&office.name);
    let room = width.saturating_sub(fixed);
    let beside = room.saturating_sub(right);
    name.cut(if beside >= ENOUGH { beside } else { room })
}

/// What holds for the whole office, what waits, and the time.
fn going_on(app: &App, office: &Office, sent: Option<(Quiet, String)>) -> Vec<Part> {
    let theme = app.theme;
    let mut parts = Vec::new();
    if let Some((quiet, words)) = sent {
        let text = format!(" ⇪ {words} ");
        parts.push(Part::new(text.as_str(), theme.style(quiet.role())));
    }
    if office.single_eye {
        let text = format!(" {} ", app.say("header-single-eye", &[]));
        parts.push(Part::new(text.as_str(), theme.style(Role::Warn)));
    }
    if office.read_only {
        let text = format!(" {} ", app.say("header-read-only", &[]));
        parts.push(Part::new(text.as_str(), theme.style(Role::Error)));
    }
    if app.counts.review > 0 {
        let text = app.say("header-to-review", &[("count", app.counts.review.into())]);
        parts.push(Part::new(format!(" ◆ {text} ").as_str(), theme.style(Role::Warn)));
    }
    let day = time::day(app.now.at, office.zone, &app.words);
    let clock = time::clock(app.now.at, office.zone, &app.words);
    parts.push(Part::new(format!(" {day} {clock} ").as_str(), theme.style(Role::Dim)));
    parts
}

/// What is wrong with the text, and how far it is saved.
fn status(app: &App, buffer: &mut Buffer, area: Rect) {
    let theme = app.theme;
    let mut parts = vec![Part::new(" ", theme.style(Role::Text))];
    if let Some(doc) = app.doc.as_ref().filter(|_| !app.layout.is_quiet) {
        let counts = doc.counts();
        for (count, level, key) in [
            (counts.error, Level::Error, "status-errors"),
            (counts.warning, Level::Warning, "status-warnings"),
        ] {
            if count > 0 {
                let look = theme.level(level);
                let text = app.say(key, &[("count", count.into())]);
                parts.push(Part::new(format!("{} {text}  ", look.glyph).as_str(), look.style));
            }
        }
        if counts.error + counts.warning > 0
            && let Some(key) = app.keymap.label(Action::EditNextProblem, app.context())
        {
            let text = app.say("status-next-problem", &[("key", key.into())]);
            parts.push(Part::new(text.as_str(), theme.style(Role::Dim)));
        }
        if let Some(locked) = doc.locked {
            parts.push(Part::new(app.say(locked, &[]).as_str(), theme.style(Role::Dim)));
        }
    }
    // Nothing but the text has no line of keys: what Tab would add is told here.
    let tab = tab(app, app.context()).filter(|_| app.layout.is_quiet && app.offered().is_some());
    parts.extend(tab.into_iter().flatten());
    let right = saving(app);
    let keep = u16::try_from(draw::width(&right)).unwrap_or(area.width).min(area.width);
    draw::line_right(buffer, area, &right);
    let left = Rect { width: area.width - keep, ..area };
    draw::line(buffer, left, &parts);
}

/// Is what was typed safe? Says so only when it is.
pub fn saving(app: &App) -> Vec<Part> {
    let theme = app.theme;
    let (Some(doc), Some(office)) = (&app.doc, &app.office) else { return Vec::new() };
    if let JournalState::Failing(_) = app.journal {
        let text = format!(" ✗ {} ", app.say("status-journal-failing", &[]));
        return vec![Part::new(text.as_str(), theme.style(Role::Error))];
    }
    if doc.saving.failing.is_some() {
        let text = format!(" ✗ {} ", app.say("status-not-saved", &[]));
        return vec![Part::new(text.as_str(), theme.style(Role::Error))];
    }
    if !doc.is_durable() {
        let text = format!(" ● {} ", app.say("status-unsaved", &[]));
        return vec![Part::new(text.as_str(), theme.style(Role::Warn))];
    }
    let Some(at) = doc.saving.at else { return Vec::new() };
    let clock = time::clock(at, office.zone, &app.words);
    let text = format!(" ✓ {} ", app.say("status-saved", &[("clock", clock.into())]));
    vec![Part::new(text.as_str(), theme.style(Role::Ok))]
}

/// The keys that are legal now, as many as have room; help is always among them.
fn footer(app: &App, buffer: &mut Buffer, area: Rect) {
    let theme = app.theme;
    let context = app.context();
    let mut parts = vec![Part::new(" ", theme.style(Role::Text))];
    let help = entry(app, context, Action::UiHelp);
    let reserve = draw::width(&help);
    let room = usize::from(area.width).saturating_sub(reserve);
    if app.filter.is_some() && app.overlays().is_empty() {
        fill(&mut parts, room, while_filtering(app));
    } else {
        let tab = tab(app, context);
        let is_taken = |action: &Action| tab.is_some() && *action == Action::UiNextPane;
        let actions = super::legal::footer(app, context).into_iter();
        let actions = actions.filter(|action| !is_taken(action));
        let entries = actions.map(|action| entry(app, context, action));
        fill(&mut parts, room, tab.iter().cloned().chain(entries));
    }
    parts.extend(help);
    draw::line(buffer, area, &parts);
}

/// Adds entries as long as there is room; what comes behind those is not even put into words.
fn fill(parts: &mut Vec<Part>, room: usize, entries: impl IntoIterator<Item = Vec<Part>>) {
    let mut used = draw::width(parts);
    for entry in entries {
        used += draw::width(&entry);
        if used > room {
            break;
        }
        parts.extend(entry);
    }
}

/// What Tab does in the text, if it does more than it does elsewhere: it comes first.
fn tab(app: &App, context: Context) -> Option<Vec<Part>> {
    let word = app.tab_word()?;
    let key = app.keymap.label(Action::EditComplete, context)?;
    let word = Visible::line(&word).cut(TAB_COLUMNS).to_string();
    Some(named(app, &key, &word))
}

fn entry(app: &App, context: Context, action: Action) -> Vec<Part> {
    let Some(key) = app.keymap.label(action, context) else { return Vec::new() };
    named(app, &key, &action.short(&app.words))
}

fn named(app: &App, key: &str, word: &str) -> Vec<Part> {
    vec![
        Part::new(key, app.theme.style(Role::Accent)),
        Part::new(format!(" {word}  ").as_str(), app.theme.style(Role::Dim)),
    ]
}

/// While a query is typed letters are letters, and these keys are left.
fn while_filtering(app: &App) -> [Vec<Part>; 3] {
    [("Enter", "filter-keep"), ("Esc", "filter-clear"), ("↑↓", "filter-choose")]
        .map(|(key, word)| named(app, key, &app.say(word, &[])))
}

/// At the right above the footer, the newest lowest, and never over the row that is typed in or
/// what answers a question. Together they take half of the screen: what is older and no error is
/// in the log.
fn toasts(app: &App, frame: &Frame<'_>, room: Rect) -> Vec<(Toast, Rect)> {
    let columns = TOAST.min(room.width);
    let mut places = frame.free_rows(Rect { x: room.right() - columns, width: columns, ..room });
    let mut left = room.height / 2;
    let mut placed = Vec::new();
    for (age, note) in app.notes.toasts().iter().rev().enumerate() {
        let toast = Toast::of(app, note, room.width);
        if age > 0 && toast.height() > left && note.weight < Weight::Error {
            continue;
        }
        left = left.saturating_sub(toast.height());
        let fits = places.iter().position(|place| place.height >= toast.height());
        // The newest is told all the same: the log has the rest of it.
        let most = || (0..places.len()).rev().max_by_key(|at| places[*at].height);
        let chosen = fits.or_else(|| most().filter(|_| age == 0));
        let Some(place) = chosen.and_then(|at| places.get_mut(at)) else { break };
        let height = toast.height().min(place.height);
        place.height -= height;
        let area = toast.area(Rect { y: place.bottom(), height, ..*place });
        placed.push((toast, area));
    }
    placed
}

fn lay(app: &App, frame: &mut Frame<'_>, toasts: &[(Toast, Rect)]) {
    for (toast, area) in toasts {
        toast.draw(app, frame.buffer_mut(), *area);
        frame.lay(*area);
    }
}

/// A note on the screen.
struct Toast {
    rows: Vec<Visible>,
    role: Role,
    is_framed: bool,
}

impl Toast {
    fn of(app: &App, note: &Note, width: u16) -> Self {
        let (role, glyph) = match note.weight {
            Weight::Note => (Role::Text, "·"),
            Weight::Done => (Role::Ok, "✓"),
            Weight::Warning => (Role::Warn, "!"),
            Weight::Error => (Role::Error, "✗"),
        };
        let mut text = format!("{glyph} {}", note.text);
        if let Some(hint) = &note.hint {
            text.push('\n');
            text.push_str(hint);
        }
        if note.weight == Weight::Error {
            text.push('\n');
            text.push_str(&app.say("toast-close", &[]));
        }
        let is_framed = !app.layout.is_low();
        let width = TOAST.min(width.saturating_sub(2));
        Self { rows: draw::rows(&text, width.saturating_sub(4)), role, is_framed }
    }

    fn height(&self) -> u16 {
        let rows = u16::try_from(self.rows.len()).unwrap_or(u16::MAX);
        rows.saturating_add(if self.is_framed { 2 } else { 0 })
    }

    /// As wide as its words, against the right edge.
    fn area(&self, room: Rect) -> Rect {
        let widest = self.rows.iter().map(Visible::width).max().unwrap_or(0);
        let columns = u16::try_from(widest).unwrap_or(TOAST).saturating_add(4).min(room.width);
        Rect { x: room.right() - columns, width: columns, ..room }
    }

    /// Draws as much of it as has room.
    fn draw(&self, app: &App, buffer: &mut Buffer, area: Rect) {
        Clear.render(area, buffer);
        let inner = if self.is_framed {
            draw::frame(app, buffer, area, &[], false)
        } else {
            let bar = Part::new("│", app.theme.style(self.role));
            for y in 0..area.height {
                draw::line(buffer, draw::row(area, y), std::slice::from_ref(&bar));
            }
            Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area }
        };
        let style = app.theme.style(self.role);
        for (y, row) in (0..inner.height).zip(&self.rows) {
            let at = draw::row(inner, y);
            let at = Rect { x: at.x + 1, width: at.width.saturating_sub(1), ..at };
            draw::line(buffer, at, &[Part { text: row.clone(), style }]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tui::msg::Aim;
    use crate::tui::notes::Weight;
    use crate::tui::testing::{ALI, app_with, picture, press};

    #[track_caller]
    fn footer(app: &mut crate::tui::app::App) -> String {
        let (mut rows, _) = picture(app, 80, 24);
        rows.pop().unwrap_or_default()
    }

    #[test]
    fn the_footer_names_only_keys_that_do_what_it_says() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        press(&mut app, "alt-1 /");
        let keys = footer(&mut app);
        assert!(keys.contains("Esc Clear") && !keys.contains("Tab"), "{keys}");
        press(&mut app, "esc");
        app.lock();
        let keys = footer(&mut app);
        assert!(keys.contains("Enter") && !keys.contains("Esc"), "{keys}");
    }

    #[test]
    fn who_sits_here_is_told_whole_beside_a_long_office() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        app.office.as_mut().unwrap().name = "Komisi Pemilihan Umum Kabupaten Contoh".into();
        let (rows, _) = picture(&mut app, 40, 10);
        assert!(rows[0].ends_with("… · ali"), "{}", rows[0]);
        let (rows, _) = picture(&mut app, 80, 24);
        assert!(rows[0].contains("… · ali") && rows[0].contains("◆ 2 to review"), "{}", rows[0]);
    }

    #[test]
    fn toasts_leave_half_of_the_screen_and_no_error_is_hidden() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        app.toast(Weight::Error, "paste-too-long", &[("size", "9 MB".into())]);
        for key in ["text-changed-elsewhere", "review-moved"] {
            app.toast(Weight::Warning, key, &[]);
        }
        let shown = |app: &mut crate::tui::app::App, height| {
            let (rows, _) = picture(app, 80, height);
            let all = rows.join("\n");
            ["9 MB", "! "].map(|part| all.matches(part).count())
        };
        let [error, tall] = shown(&mut app, 48);
        let [still, low] = shown(&mut app, 16);
        assert_eq!((error, still), (1, 1));
        assert!(low < tall, "{low} {tall}");
    }

    /// The caret goes through all rows of the text while notes are shown.
    #[test]
    fn no_toast_lies_over_the_row_that_is_typed_in() {
        for (width, height) in [(40, 8), (40, 10), (80, 24), (160, 48)] {
            let mut app = app_with(ALI, 1, Aim::Edit);
            picture(&mut app, width, height);
            press(&mut app, "ctrl-home");
            for _ in 0..8 {
                app.notes.dismiss();
                let (bare, caret) = picture(&mut app, width, height);
                app.toast(Weight::Warning, "text-changed-elsewhere", &[]);
                app.toast(Weight::Error, "paste-too-long", &[("size", "9 MB".into())]);
                let (rows, _) = picture(&mut app, width, height);
                let y = usize::from(caret.unwrap().1);
                assert_eq!(rows[y], bare[y], "{}", rows.join("\n"));
                assert!(rows.iter().any(|row| row.contains('✗')), "{}", rows.join("\n"));
                press(&mut app, "down");
            }
        }
    }
}
