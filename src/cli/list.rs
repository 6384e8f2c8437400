//! `list`: articles, a page at a time.

use serde_json::Value;

use super::args::texts::List;
use super::args::values::{ListFormat, Sort as SortName};
use super::out::badge::Badge;
use super::out::csv::Csv;
use super::out::table::{Cell, Table};
use super::out::{Failure, Kind, Tone};
use super::{Exit, Front, documents, time};
use crate::desk::search::Search;
use crate::desk::{Desk, Intent};
use crate::domain::view::{ListRow, PersonRow};
use crate::store::lists::{Cursor, Key, Page, Sort};

/// Rows of a page where no other number is asked for.
const PAGE: usize = 50;
/// A page larger than this is no page any more.
const LARGEST_PAGE: usize = 1_000_000;
/// Rows fetched at once: a long list never lies in memory as a whole.
const CHUNK: usize = 500;

pub fn run(front: &mut Front, args: &List) -> Result<Exit, Failure> {
    let desk = front.open(Intent::Read)?;
    let search = wanted(front, &desk, args)?;
    for hint in &search.hints {
        let values = [
            ("word", hint.word.as_str().into()),
            ("filter", hint.filter.into()),
            ("suggestion", hint.suggestion.unwrap_or_default().into()),
        ];
        front.printer.warn(&front.printer.say(hint.key(), &values));
    }
    let sort = match args.sort {
        // Without words nothing is more relevant than what changed last.
        SortName::Updated | SortName::Relevance => Sort::Updated,
        SortName::Created => Sort::Created,
        SortName::Due => Sort::Due,
        SortName::Headline => Sort::Headline,
    };
    if args.sort == SortName::Relevance && search.expression.is_some() {
        return best(front, &desk, &search, args);
    }
    let by_words = search.expression.is_some();
    let after = match &args.after {
        Some(text) => Some(cursor(front, &desk, text, sort, by_words)?),
        None => None,
    };
    let limit = args.limit.map_or(PAGE, |limit| limit as usize).min(LARGEST_PAGE);
    let page = rows(front, &desk, &search, sort, limit, after)?;
    let people = desk.store().people().map_err(|error| front.refuse(error.into()))?;
    let single_eye = desk.house().map_err(|error| front.refuse(error))?.single_eye;
    let view = View { people: &people, single_eye, sort, by_words };
    if front.printer.json_wanted() {
        front.printer.json(&page.rows.iter().map(|row| view.document(row)).collect::<Vec<_>>())?;
    } else if args.format == ListFormat::Csv {
        front.printer.csv(&view.csv(&page.rows))?;
    } else {
        table(front, &desk, &page, &view)?;
    }
    if page.cut {
        front.printer.warn(&front.printer.say("list-cut", &[]));
    }
    Ok(Exit::Done)
}

/// What the options and the query ask for together.
fn wanted(front: &Front, desk: &Desk, args: &List) -> Result<Search, Failure> {
    let refuse = |error| front.refuse(error);
    let mine = front.global.acting.as_deref();
    let mut search =
        desk.read_query(args.query.as_deref().unwrap_or_default(), mine, false).map_err(refuse)?;
    if let Some(name) = &args.author {
        search.filter.authors.push(desk.who(Some(name)).map_err(refuse)?.row);
    }
    if let Some(section) = &args.section {
        let sections = desk.house().map_err(refuse)?.sections;
        let wanted = section.to_lowercase();
        let known = sections.into_iter().find(|name| name.to_lowercase() == wanted);
        search.filter.sections.push(known.unwrap_or_else(|| section.clone()));
    }
    if let Some(name) = &args.waiting_for {
        search.filter.waiting_for = desk.waiting_filter(name).map_err(refuse)?.waiting_for;
    }
    search.filter.stages.extend(&args.stages);
    if args.trash {
        desk.only_trash(&mut search.filter);
    }
    Ok(search)
}

/// The best matches, with the words around each: one page and no more.
fn best(front: &Front, desk: &Desk, search: &Search, args: &List) -> Result<Exit, Failure> {
    let limit = args.limit.map_or(PAGE, |limit| limit as usize).min(CHUNK);
    let found = desk.found_ranked(search, limit).map_err(|error| front.refuse(error))?;
    let people = desk.store().people().map_err(|error| front.refuse(error.into()))?;
    let single_eye = desk.house().map_err(|error| front.refuse(error))?.single_eye;
    let view = View { people: &people, single_eye, sort: Sort::Updated, by_words: true };
    if front.printer.json_wanted() {
        let documents: Vec<Value> = found
            .iter()
            .map(|found| {
                let mut document = view.document(&found.row);
                document["snippet"] = in_a_line(&found.snippet.text).into();
                document
            })
            .collect();
        front.printer.json(&documents)?;
        return Ok(Exit::Done);
    }
    if found.is_empty() {
        front.printer.note(&front.printer.say("list-empty", &[]));
    }
    for found in &found {
        front.printer.spans(&[
            (Tone::Dim, &found.row.short),
            (Tone::Plain, "  "),
            (Tone::Strong, &found.row.headline),
        ])?;
        let words = in_a_line(&found.snippet.marked("«", "»"));
        front.printer.spans(&[(Tone::Plain, "          "), (Tone::Plain, &words)])?;
    }
    Ok(Exit::Done)
}

/// A snippet in one line.
fn in_a_line(snippet: &str) -> String {
    snippet.replace('\n', " ")
}

fn rows(
    front: &Front,
    desk: &Desk,
    search: &Search,
    sort: Sort,
    limit: usize,
    mut after: Option<Cursor>,
) -> Result<Page, Failure> {
    let mut all = Page { rows: Vec::new(), next: None, cut: false };
    loop {
        let chunk = (limit - all.rows.len()).min(CHUNK);
        let page =
            desk.found(search, sort, chunk, after.as_ref()).map_err(|error| front.refuse(error))?;
        all.rows.extend(page.rows);
        all.next.clone_from(&page.next);
        all.cut = page.cut;
        if page.cut || page.next.is_none() || all.rows.len() >= limit {
            return Ok(all);
        }
        after = page.next;
    }
}

/// A cursor in its outer form: a letter for the order, the key, the row.
fn cursor(
    front: &Front,
    desk: &Desk,
    text: &str,
    sort: Sort,
    by_words: bool,
) -> Result<Cursor, Failure> {
    let bad = || {
        let words = front.printer.words();
        let what = words.say("list-bad-cursor", &[("cursor", text.into())]);
        Failure::new(Kind::Invalid, words, &[("what", what.into())])
    };
    let mut parts = text.split('.');
    let (letter, key, row) = (parts.next(), parts.next(), parts.next());
    let number = |part: Option<&str>| part.and_then(|part| part.parse::<i64>().ok());
    if letter != Some(letter_of(sort, by_words)) || parts.next().is_some() {
        return Err(bad());
    }
    let row = number(row).ok_or_else(bad)?;
    let key = if sort == Sort::Headline && !by_words {
        Key::Text(desk.store().list_row(row).map_err(|_gone| bad())?.headline)
    } else {
        Key::Number(number(key).ok_or_else(bad)?)
    };
    Ok(Cursor { key, row })
}

fn letter_of(sort: Sort, by_words: bool) -> &'static str {
    match sort {
        _ if by_words => "w",
        Sort::Updated => "u",
        Sort::Created => "c",
        Sort::Due => "d",
        Sort::Headline => "h",
    }
}

struct View<'a> {
    people: &'a [PersonRow],
    single_eye: bool,
    sort: Sort,
    by_words: bool,
}

impl View<'_> {
    fn author(&self, row: &ListRow) -> &str {
        let author = self.people.iter().find(|person| person.row == row.author);
        author.map_or("", |person| person.name.as_str())
    }

    fn waiting_for(&self, row: &ListRow) -> Vec<String> {
        Desk::waiting_for(row, self.people, self.single_eye)
    }

    fn cursor(&self, row: &ListRow) -> String {
        let letter = letter_of(self.sort, self.by_words);
        match self.sort.cursor(row).key {
            Key::Number(key) if !self.by_words => format!("{letter}.{key}.{}", row.row),
            _ => format!("{letter}.0.{}", row.row),
        }
    }

    fn document(&self, row: &ListRow) -> Value {
        documents::list_row(row, self.author(row), &self.waiting_for(row), &self.cursor(row))
    }

    fn csv(&self, rows: &[ListRow]) -> Csv {
        let mut csv = Csv::new(&[
            "id",
            "short_id",
            "headline",
            "stage",
            "author",
            "section",
            "updated_at",
            "due_at",
            "words",
            "revision",
            "waiting_for",
            "cursor",
        ]);
        for row in rows {
            csv.push(&[
                row.id.to_string(),
                row.short.clone(),
                row.headline.clone(),
                row.stage.word().to_owned(),
                self.author(row).to_owned(),
                row.section.clone(),
                row.updated.to_string(),
                row.due.map(|due| due.to_string()).unwrap_or_default(),
                row.words.to_string(),
                row.number.to_string(),
                self.waiting_for(row).join(" "),
                self.cursor(row),
            ]);
        }
        csv
    }
}

/// The columns that leave the headline its room: on a narrow terminal the headline, the stage and
/// the id are worth more than all others.
struct Columns {
    people: bool,
    words: bool,
    waiting: bool,
}

impl Columns {
    fn fitting(width: Option<usize>, page: &Page, view: &View<'_>) -> Self {
        let width = width.unwrap_or(usize::MAX);
        let waiting = page.rows.iter().any(|row| !view.waiting_for(row).is_empty());
        Self { people: width >= 60, words: width >= 100, waiting: waiting && width >= 72 }
    }
}

fn table(front: &Front, desk: &Desk, page: &Page, view: &View<'_>) -> Result<(), Failure> {
    let words = front.printer.words();
    if page.rows.is_empty() {
        front.printer.note(&words.say("list-empty", &[]));
        return Ok(());
    }
    let house = desk.house().map_err(|error| front.refuse(error))?;
    let now = desk.clock().now();
    let say = |key: &str| words.say(key, &[]);
    let shown = Columns::fitting(front.printer.table_width(), page, view);
    let mut table = Table::new().column(&say("label-stage")).wide(&say("field-headline"));
    if shown.people {
        table = table.column(&say("label-author"));
    }
    if shown.words {
        table = table.number(&say("label-words"));
    }
    if shown.people {
        table = table.column(&say("label-updated"));
    }
    if shown.waiting {
        table = table.column(&say("label-waiting-for"));
    }
    let mut table = table.column(&say("label-id"));
    for row in &page.rows {
        let badge = Badge::of(row.stage.word(), row.flags.returned(), row.flags.correcting());
        let stage = badge.map_or_else(|| Cell::from(row.stage.word()), |badge| badge.cell(words));
        let headline =
            if row.headline.is_empty() { say("no-headline") } else { row.headline.clone() };
        let count = words.number(i64::try_from(row.words).unwrap_or(i64::MAX));
        let updated = time::near(row.updated, now, house.zone, words);
        let mut cells = vec![stage, headline.as_str().into()];
        if shown.people {
            cells.push(view.author(row).into());
        }
        if shown.words {
            cells.push(count.as_str().into());
        }
        if shown.people {
            cells.push(Cell::from(updated.as_str()).tone(Tone::Dim));
        }
        if shown.waiting {
            cells.push(view.waiting_for(row).join(", ").as_str().into());
        }
        cells.push(Cell::from(row.short.as_str()).tone(Tone::Dim));
        table.row(cells);
    }
    front.printer.table(&table)?;
    if let Some(last) = page.rows.last().filter(|_| page.next.is_some()) {
        let cursor = [("cursor", view.cursor(last).into())];
        front.printer.note(&words.say("list-more", &cursor));
    }
    Ok(())
}
