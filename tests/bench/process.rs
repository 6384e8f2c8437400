//! `list` and `show` as whole programs, beside `sqlite3` with the same questions.

use std::process::Command;

use crate::fill::Filled;
use crate::floor::LIST;
use crate::measure::{Judge, has, median, run as run_program};

const ROUNDS: usize = 21;

/// The program on this desk, undisturbed by whoever runs the bench.
pub(crate) fn redaksi(filled: &Filled) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_redaksi"));
    command
        .env_clear()
        .env("HOME", filled.room())
        .env("REDAKSI_STATE", filled.state())
        .arg("--desk")
        .arg(filled.dir());
    command
}

pub(crate) fn run(judge: &mut Judge, filled: &Filled) {
    let help = rounds(|| {
        let mut command = redaksi(filled);
        command.arg("completions").arg("bash");
        command
    });
    judge.note("process without a desk", &format!("{:.2} ms", help / 1e3));
    if !has("sqlite3") {
        judge.absent("list / sqlite3", "sqlite3");
        return;
    }
    let id = filled.published[filled.published.len() / 2].to_string();
    let hex = id.replace('-', "");
    let list = format!("SELECT {LIST} FROM article ORDER BY touched DESC, row DESC LIMIT 50");
    let show = format!(
        "SELECT article.*, state, article_text.* FROM article
         JOIN article_state ON article_state.article = row
         JOIN article_text ON article_text.article = row WHERE id = x'{hex}'"
    );
    for (name, words, query) in
        [("list", vec!["list"], list), ("show", vec!["show", id.as_str()], show)]
    {
        let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        for _round in 0..ROUNDS {
            let our = run_program(redaksi(filled).args(&words));
            let mut sqlite = Command::new("sqlite3");
            let their =
                run_program(sqlite.env_clear().args(["-readonly"]).arg(filled.file()).arg(&query));
            assert!(our.good && their.good, "{name}");
            ours.push(our.micros);
            theirs.push(their.micros);
            ratios.push(our.micros / their.micros);
        }
        let value = format!("{:.1} / {:.1} ms", median(&ours) / 1e3, median(&theirs) / 1e3);
        judge.at_most(&format!("{name} / sqlite3"), &value, &ratios, 3.0);
    }
}

fn rounds(command: impl Fn() -> Command) -> f64 {
    let costs: Vec<f64> = (0..ROUNDS).map(|_round| run_program(&mut command()).micros).collect();
    median(&costs)
}
