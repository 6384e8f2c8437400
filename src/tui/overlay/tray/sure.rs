//! What is asked before a delivery is decided.

use crate::domain::delivery::{Op, Standing};
use crate::tui::app::App;
use crate::tui::msg::publishing::{Decision, Row};
use crate::tui::overlay::sure::{Deed, Question, Sure};

pub(super) fn open(app: &mut App, row: &Row, decision: Decision) {
    let parcel = &row.entry.parcel;
    let known = match (&decision, parcel.standing) {
        (Decision::Cancel, Standing::Sending | Standing::Unknown) => "tray-sure-unknown",
        (Decision::Cancel, Standing::Conflict) => "tray-sure-conflict",
        (Decision::Cancel, _) if parcel.op == Op::Withdraw => "tray-sure-stays",
        (Decision::Cancel, _) if parcel.op == Op::Correct => "tray-sure-old",
        (Decision::Cancel, _) => "tray-sure-nothing",
        (Decision::Ours, _) => "tray-sure-ours",
        (Decision::Theirs, _) => "tray-sure-theirs",
        _ => "tray-sure-merged",
    };
    let question = Question {
        title: format!("tray-ask-{}", decision.word()),
        known,
        name: parcel.destination.clone(),
        go: format!("tray-do-{}", decision.word()),
        headline: Some(row.headline.clone()),
    };
    Sure::open(app, Deed::Decide(parcel.id, decision), question);
}
