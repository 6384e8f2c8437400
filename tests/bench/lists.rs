//! A page of a list costs the same at the start, in the depth, and in a larger desk.

use redaksi::domain::stage::StageName;
use redaksi::store::Store;
use redaksi::store::lists::{Cursor, Filter, Sort};

use crate::fill::{Filled, SECTIONS};
use crate::measure::{Judge, median, micros};
use crate::words::Words;

const PAGES: usize = 150;
const ROWS: usize = 50;

pub(crate) fn run(judge: &mut Judge, small: &Filled, big: &Filled, goal: f64) {
    let stores = [small.store(true), big.store(true)];
    let filters = [
        ("all", Filter::default()),
        ("stage", Filter { stages: vec![StageName::Submitted], ..Filter::default() }),
        ("author", Filter { authors: vec![1], ..Filter::default() }),
        ("section", Filter { sections: vec![SECTIONS[1].to_owned()], ..Filter::default() }),
    ];
    for (order, sort) in
        [("updated", Sort::Updated), ("created", Sort::Created), ("due", Sort::Due)]
    {
        for (name, filter) in &filters {
            let [before, after] = [(small, &stores[0]), (big, &stores[1])]
                .map(|(desk, store)| pages(store, filter, sort, desk.articles));
            let ratio = after / before;
            let value = format!("{before:.0} -> {after:.0} us");
            judge.at_most(&format!("page {order} {name}"), &value, &[ratio], goal);
        }
    }
    // No index serves three filters at once: the bound on rows read is what holds.
    let rare = Filter {
        stages: vec![StageName::Withdrawn, StageName::Approved],
        authors: vec![1],
        sections: vec![SECTIONS[0].to_owned()],
        ..Filter::default()
    };
    let (page, cost) = micros(|| stores[1].page(&rare, Sort::Headline, ROWS, None).unwrap());
    judge.note("page of nothing, three filters", &format!("{cost:.0} us, cut {}", page.cut));
}

/// The middle cost of a page at a random place. Each is read twice: minutes of other parts lie before
/// this one, and what the machine took out of memory meanwhile is not the list's cost.
fn pages(store: &Store, filter: &Filter, sort: Sort, articles: usize) -> f64 {
    let _fetched = pages_once(store, filter, sort, articles);
    pages_once(store, filter, sort, articles)
}

fn pages_once(store: &Store, filter: &Filter, sort: Sort, articles: usize) -> f64 {
    let mut words = Words::seeded(1);
    let costs: Vec<f64> = (0..PAGES)
        .map(|_page| {
            let row = 1 + words.below(articles as u64) as i64;
            let cursor: Cursor = sort.cursor(&store.list_row(row).unwrap());
            micros(|| store.page(filter, sort, ROWS, Some(&cursor)).unwrap()).1
        })
        .collect();
    median(&costs)
}
