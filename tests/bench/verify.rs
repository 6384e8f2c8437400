//! The walk over the whole ledger.

use redaksi::desk::Intent;

use crate::fill::Filled;
use crate::measure::{Judge, micros};

pub(crate) fn run(judge: &mut Judge, filled: &Filled) {
    let desk = filled.desk(Intent::Read);
    let (report, cost) = micros(|| desk.store().verify(&[], &mut |_done| ()).unwrap());
    assert!(report.problems.is_empty(), "{:?}", report.problems.first());
    let value = format!("{} records, {:.1} s", report.records, cost / 1e6);
    let rate = report.records as f64 / cost * 1e6;
    judge.at_least("audit verify, records a second", &value, &[rate], 5_000.0);
}
