//! The picture in the README, drawn from what the program itself shows.

use std::fmt::Write as _;

use super::pty::{Room, key};

/// Cells of the picture, in units of its drawing.
const CELL: (usize, usize) = (9, 19);
const COLUMNS: u16 = 124;
const ROWS: u16 = 34;
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/workstation.svg");

/// The colours of a quiet dark terminal.
const GROUND: &str = "#15171c";
const TEXT: &str = "#d8d8de";

fn colour(colour: vt100::Color, default: &str) -> String {
    match colour {
        vt100::Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        _ => default.to_owned(),
    }
}

/// A run of cells that look alike.
struct Run {
    column: u16,
    width: u16,
    text: String,
    ink: String,
    ground: String,
    bold: bool,
    underline: bool,
}

fn runs(screen: &vt100::Screen, row: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for column in 0..COLUMNS {
        let Some(cell) = screen.cell(row, column) else { continue };
        if cell.is_wide_continuation() {
            continue;
        }
        let (mut ink, mut ground) = (colour(cell.fgcolor(), TEXT), colour(cell.bgcolor(), GROUND));
        if cell.inverse() {
            std::mem::swap(&mut ink, &mut ground);
        }
        let text = if cell.has_contents() { cell.contents() } else { " " };
        let (bold, underline) = (cell.bold(), cell.underline());
        let width = if cell.is_wide() { 2 } else { 1 };
        match runs.last_mut() {
            Some(run)
                if run.ink == ink
                    && run.ground == ground
                    && run.bold == bold
                    && run.underline == underline =>
            {
                run.text.push_str(text);
                run.width += width;
            }
            _ => runs.push(Run {
                column,
                width,
                text: text.to_owned(),
                ink,
                ground,
                bold,
                underline,
            }),
        }
    }
    runs
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn drawn(screen: &vt100::Screen) -> String {
    let (width, height) = (usize::from(COLUMNS) * CELL.0, usize::from(ROWS) * CELL.1);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"15\">\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{GROUND}\"/>\n"
    );
    for row in 0..ROWS {
        let top = usize::from(row) * CELL.1;
        for run in runs(screen, row) {
            let (left, wide) = (usize::from(run.column) * CELL.0, usize::from(run.width) * CELL.0);
            if run.ground != GROUND {
                let (ground, tall) = (&run.ground, CELL.1);
                writeln!(
                    svg,
                    "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{tall}\" fill=\"{ground}\"/>"
                )
                .unwrap();
            }
            if run.text.trim().is_empty() {
                continue;
            }
            let weight = if run.bold { " font-weight=\"bold\"" } else { "" };
            let line = if run.underline { " text-decoration=\"underline\"" } else { "" };
            let (base, ink, text) = (top + 14, &run.ink, escaped(&run.text));
            writeln!(
                svg,
                "<text x=\"{left}\" y=\"{base}\" textLength=\"{wide}\" fill=\"{ink}\"{weight}{line} \
                 xml:space=\"preserve\">{text}</text>"
            )
            .unwrap();
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// With `REDAKSI_BLESS=1` the picture is drawn anew.
#[test]
#[expect(clippy::disallowed_methods, reason = "a picture of the project is no private file")]
fn the_picture_in_the_readme_is_what_the_program_shows() {
    let room = Room::sample_at("2026-10-06T07:30:00+07:00", "2026-10-06T09:41:00+07:00");
    let desk = room.open("ali", COLUMNS, ROWS);
    desk.shows(&["Semua 47"]);
    desk.keys("/stage:draft");
    desk.shows(&["/ stage:draft"]);
    desk.keys(key::ENTER);
    desk.shows(&["1/13"]);
    for _row in 0..5 {
        desk.keys(key::DOWN);
    }
    desk.shows(&["6/13"]);
    desk.keys(key::ENTER);
    desk.shows(&["Rubrik", "1 galat", "[F4]"]);
    desk.steady();
    // The end of an address is made by chance.
    let rows = room.json(&["list", "--query", "\"Rakor Kesiapan Simulasi\""]);
    let short = rows[0]["short_id"].as_str().unwrap();
    let chance = short.get(short.len() - 6..).unwrap();
    let svg = desk.screen(drawn).replace(chance, "7k2m9q");
    if std::env::var_os("REDAKSI_BLESS").is_some() {
        std::fs::write(FILE, &svg).unwrap();
    }
    let kept = std::fs::read_to_string(FILE).unwrap_or_default();
    assert!(kept == svg, "the screen has changed: draw it anew with REDAKSI_BLESS=1");
}
