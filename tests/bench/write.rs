//! Saving and importing, against the same statements without digests, signatures and the law.

use redaksi::desk::Intent;
use redaksi::desk::edit::Change;
use redaksi::desk::import::{BATCH, File};

use crate::fill::Filled;
use crate::floor::Floor;
use crate::measure::{Judge, median, micros};
use crate::words::Words;

const SAVES: usize = 60;
const BATCHES: usize = 8;

pub(crate) fn run(judge: &mut Judge, filled: &Filled) {
    filled.store(false).tidy();
    let copy = filled.room().join("floor.db");
    std::fs::copy(filled.file(), &copy).unwrap();
    let mut floor = Floor::over(&copy);
    let mut desk = filled.desk(Intent::Write);
    let person = desk.who(Some("ali")).unwrap();
    let me = desk.unlock(person, None).unwrap();
    let mut words = Words::seeded(99);

    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for at in 0..SAVES {
        // A draft: what was published or submitted is closed.
        let row = (2 + at * (filled.articles / SAVES / 4) * 4) as i64;
        let before = desk.store().list_row(row).unwrap();
        let body = words.body();
        let id = before.id.to_string();
        let changes = [Change::new("body", body.as_str())];
        let (_, our) = micros(|| desk.edit_article(&me, &id, &changes, None).unwrap());
        let ((), their) = micros(|| floor.save(row, &before.headline, &body));
        ours.push(our);
        theirs.push(their);
    }
    let value = format!("{:.0} / {:.0} us", median(&ours), median(&theirs));
    judge.at_most("save / bare", &value, &[median(&ours) / median(&theirs)], 2.0);

    let (mut ratios, mut rates) = (Vec::new(), Vec::new());
    for _batch in 0..BATCHES {
        let texts: Vec<(String, String)> =
            (0..BATCH).map(|_text| (words.headline(), words.body())).collect();
        let bytes: Vec<String> =
            texts.iter().map(|(head, body)| format!("{head}\n\n{body}\n")).collect();
        let files: Vec<File<'_>> = bytes
            .iter()
            .map(|text| File {
                name: "berita.txt",
                bytes: text.as_bytes(),
                format: None,
                section: None,
                again: false,
            })
            .collect();
        let (answers, our) = micros(|| desk.import(&me, &files).unwrap());
        assert!(answers.iter().all(Result::is_ok));
        let ((), their) = micros(|| floor.import(&texts));
        ratios.push(their / our);
        rates.push(BATCH as f64 / our * 1e6);
    }
    let value = format!("{:.0} articles a CPU second", median(&rates));
    judge.at_least("import / bare", &value, &ratios, 0.4);
}
