//! The window against the whole list that it is a window onto.

use proptest::prelude::*;

use super::*;
use crate::domain::stage::StageName;
use crate::domain::view::Sort;
use crate::tui::testing;

/// A list in memory that answers as the desk does: newest change first.
struct Whole(Vec<ListRow>);

impl Whole {
    fn of(count: u16) -> Self {
        let rows = (0..count).rev().map(|n| ListRow {
            row: i64::from(n),
            touched: i64::from(n),
            id: ArticleId(uuid::Uuid::from_u128(u128::from(n))),
            ..testing::row(1, StageName::Draft)
        });
        Self(rows.collect())
    }

    fn page(&self, at: &Where, limit: usize) -> Page {
        let place = |cursor: &Cursor| {
            self.0.iter().position(|row| Sort::Updated.cursor(row) == *cursor).unwrap_or_default()
        };
        let (from, to) = match at {
            Where::On(None) => (0, limit.min(self.0.len())),
            Where::On(Some(cursor)) => {
                let from = place(cursor) + 1;
                (from, (from + limit).min(self.0.len()))
            }
            Where::Back(before) => {
                let to = before.as_ref().map_or(self.0.len(), place);
                (to.saturating_sub(limit), to)
            }
        };
        let rows = self.0[from..to].to_vec();
        let next = match at {
            Where::On(_) if to < self.0.len() => rows.last(),
            Where::Back(_) if from > 0 => rows.first(),
            _ => None,
        };
        Page { next: next.map(|row| Sort::Updated.cursor(row)), rows, cut: false }
    }
}

/// Answers as long as something is asked.
fn settle(list: &mut List, whole: &Whole, mut request: Option<Request>) {
    while let Some(Request::Page { ticket, at, limit, .. }) = request {
        let total = Some(whole.0.len() as u64);
        request = list.take(ticket, whole.page(&at, limit), Vec::new(), total);
    }
}

#[derive(Debug, Clone)]
enum Deed {
    Step(i64),
    Start,
    End,
    Refresh,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => (-700..700_i64).prop_map(Deed::Step),
        1 => Just(Deed::Start),
        1 => Just(Deed::End),
        1 => Just(Deed::Refresh),
    ]
}

proptest! {
    #[test]
    fn the_selection_is_where_the_steps_lead(
        count in 1..3_000_u16,
        room in 0..600_usize,
        deeds in prop::collection::vec(deed(), 1..30),
    ) {
        let whole = Whole::of(count);
        let last = i64::from(count) - 1;
        let mut list = List::default();
        list.reveal(room);
        let first = list.show(Look::default());
        settle(&mut list, &whole, Some(first));
        let mut place = 0;
        for deed in deeds {
            let request = match deed {
                Deed::Step(by) => {
                    place = (place + by).clamp(0, last);
                    list.step(by)
                }
                Deed::Start => {
                    place = 0;
                    list.to_start()
                }
                Deed::End => {
                    place = last;
                    list.to_end()
                }
                Deed::Refresh => list.refresh(),
            };
            settle(&mut list, &whole, request);
            prop_assert!(list.reveal(room).is_none());
            // No place on the screen is blank that a row could stand in.
            let room = room.min(WINDOW / 4);
            prop_assert_eq!(list.shown(room).0.count(), room.min(usize::from(count)));
            let want = usize::try_from(place).ok().and_then(|place| whole.0.get(place));
            prop_assert_eq!(list.selected().map(|row| row.id), want.map(|row| row.id));
            if let (Some(told), _) = list.place() {
                prop_assert_eq!(told, u64::try_from(place).unwrap_or_default() + 1);
            }
        }
    }
}

#[test]
fn steps_that_run_ahead_of_the_pages_are_not_lost() {
    let whole = Whole::of(2_000);
    let mut list = List::default();
    let first = list.show(Look::default());
    settle(&mut list, &whole, Some(first));
    let mut asked = None;
    for _key in 0..1_500 {
        asked = list.step(1).or(asked);
    }
    assert!(list.is_waiting());
    settle(&mut list, &whole, asked);
    assert_eq!(list.selected().map(|row| row.row), Some(1_999 - 1_500));
}

#[test]
fn a_late_answer_to_another_look_is_nothing() {
    let whole = Whole::of(5);
    let mut list = List::default();
    let Request::Page { ticket, .. } = list.show(Look::default()) else { return };
    let second = list.show(Look { query: "rapat".into(), ..Look::default() });
    assert!(list.take(ticket, whole.page(&Where::On(None), 9), Vec::new(), None).is_none());
    assert!(!list.is_loaded());
    settle(&mut list, &whole, Some(second));
    assert!(list.is_loaded());
}

#[test]
fn the_first_page_fills_the_screen_and_a_taller_one_is_filled_too() {
    for room in [1, 9, 21, 100, 400] {
        let whole = Whole::of(3_000);
        let mut list = List::default();
        assert!(list.reveal(room).is_none(), "nothing was asked for yet");
        let Request::Page { ticket, at, limit, .. } = list.show(Look::default()) else {
            unreachable!("the list is asked for")
        };
        assert!((room..room + PAGE).contains(&limit), "{limit} rows for {room}");
        let more = list.take(ticket, whole.page(&at, limit), Vec::new(), Some(3_000));
        assert!(more.is_none(), "what is far away waits: {more:?}");
        assert_eq!(list.shown(room).0.count(), room);
        let taller = list.reveal(room + 90);
        assert!(taller.is_some(), "{room}");
        settle(&mut list, &whole, taller);
        assert_eq!(list.shown(room + 90).0.count(), room + 90);
        // A question that failed is not asked again for every key.
        assert!(list.reveal(room + 90).is_none());
        let last = list.to_end();
        settle(&mut list, &whole, last);
        assert!(list.reveal(room + 90).is_none());
        assert_eq!(list.shown(room + 90).0.count(), room + 90);
    }
}
