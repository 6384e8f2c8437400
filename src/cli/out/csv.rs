//! Tables for spreadsheets: RFC 4180, and no cell that a spreadsheet would take for a formula.

use crate::domain::characters::is_blank;
use crate::visible::Visible;

/// A CSV text, row by row.
#[derive(Debug, Clone, Default)]
pub struct Csv(String);

impl Csv {
    pub fn new(header: &[&str]) -> Self {
        let mut csv = Self::default();
        csv.push(header);
        csv
    }

    pub fn push(&mut self, cells: &[impl AsRef<str>]) {
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                self.0.push(',');
            }
            self.push_cell(cell.as_ref());
        }
        self.0.push_str("\r\n");
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn push_cell(&mut self, cell: &str) {
        let guarded = cell.split('\n').map(guard).collect::<Vec<_>>().join("\n");
        let shown = Visible::lines(&guarded);
        if shown.as_str().contains(['"', ',', '\n']) || shown.as_str() != shown.as_str().trim() {
            self.0.push('"');
            self.0.push_str(&shown.as_str().replace('"', "\"\""));
            self.0.push('"');
        } else {
            self.0.push_str(shown.as_str());
        }
    }
}

/// A line that begins like a formula gets a `'`; spreadsheets look past blanks, and some look
/// past the quotes and line ends of a cell.
fn guard(line: &str) -> String {
    let start = line.trim_start_matches(is_blank);
    let formula = start.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || line.starts_with(['\t', '\r']);
    if formula && !is_number(line) { format!("'{line}") } else { line.to_owned() }
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole) && all_digits(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, want: &str) {
        let mut csv = Csv::default();
        csv.push(&[cell]);
        assert_eq!(csv.as_str(), format!("{want}\r\n"));
    }

    #[test]
    fn no_cell_is_a_formula() {
        check("=1+1", "'=1+1");
        check("+62811", "+62811");
        check("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0");
        check("-12.5", "-12.5");
        check("-2+3", "'-2+3");
        check("@SUM(A1)", "'@SUM(A1)");
        check("\t=1", "'   =1");
        check("\r=1", "'⟦U+000D⟧=1");
        check("  =1", "'  =1");
        check("\u{a0}=1", "'\u{a0}=1");
        check("baik\n=1", "\"baik\n'=1\"");
        check("＝1", "'＝1");
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        check("Rapat, lalu \"makan\"", "\"Rapat, lalu \"\"makan\"\"\"");
        check(" tepi", "\" tepi\"");
        check("biasa", "biasa");
        check("\u{1b}[2J", "⟦U+001B⟧[2J");
        let mut csv = Csv::new(&["id", "headline"]);
        csv.push(&["7", "a,b"]);
        assert_eq!(csv.as_str(), "id,headline\r\n7,\"a,b\"\r\n");
    }
}
