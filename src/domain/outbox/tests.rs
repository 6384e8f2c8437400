//! What a change means for the outbox, case by case.

use super::*;
use crate::domain::delivery::{Answer, Receipt, Remote, Seen, Trouble};
use crate::domain::ids::{ArticleId, Digest, PersonId};
use crate::domain::stage::{Clearance, Correction, Live, Stage};

fn at(ms: i64) -> Timestamp {
    Timestamp::from_ms(ms)
}

fn revision(number: u8) -> RevisionId {
    Digest([number; 32])
}

fn draft() -> State {
    let who = crate::domain::people::Actor::Person {
        id: PersonId(Uuid::from_u128(1)),
        roles: crate::domain::people::Roles::all(),
        revoked: false,
    };
    State::born(&who).unwrap()
}

fn approved(number: u8) -> State {
    let by = PersonId(Uuid::from_u128(2));
    let approval = Digest([100 + number; 32]);
    let clearance = Clearance { approval, by, revision: revision(number), at: at(50) };
    State {
        stage: Stage::Approved { revision: revision(number) },
        clearance: Some(clearance),
        ..draft()
    }
}

fn live(number: u8) -> State {
    let live = Live {
        approval: Digest([100 + number; 32]),
        revision: revision(number),
        path: "/x.html".to_owned(),
        first: at(50),
        since: at(50),
    };
    State { stage: Stage::Published { revision: revision(number) }, live: Some(live), ..draft() }
}

/// A correction of a public text, approved.
fn corrected(old: u8, new: u8) -> State {
    State { live: live(old).live, ..approved(new) }
}

fn withdrawn() -> State {
    let reason = revision(99);
    State {
        stage: Stage::Withdrawn { at: at(70), reason },
        withdrawal: Some(Correction { at: at(70), reason }),
        ..draft()
    }
}

fn parcel(number: u8, op: Op, standing: Standing) -> Parcel {
    Parcel {
        id: Uuid::from_u128(number.into()),
        article: ArticleId(Uuid::from_u128(7)),
        destination: "situs".parse().unwrap(),
        op,
        revision: revision(number),
        standing,
        attempts: u32::from(standing != Standing::Queued),
        queued: at(50),
        due: at(50),
        trouble: None,
        remote: Remote::default(),
    }
}

fn place(has: Has, rows: &[(u8, Op, Standing)]) -> Place {
    let mut place = Place::new("situs".parse().unwrap(), true);
    place.has = has;
    for (number, op, standing) in rows {
        place.push(&parcel(*number, *op, *standing), false);
    }
    place
}

/// One change in short: `publish 2 @50`, `move 1 @90`, `cancel 1`, `void 1`.
fn short(change: &Change) -> String {
    let number = |id: &Uuid| id.as_u128();
    match change {
        Change::Add { op, revision, due, .. } => {
            format!("{} {} @{}", op.word(), revision.0[0], due.ms())
        }
        Change::Move { row, due } => format!("move {} @{}", number(row), due.ms()),
        Change::Cancel { row } => format!("cancel {}", number(row)),
        Change::Void { row } => format!("void {}", number(row)),
    }
}

#[track_caller]
fn check(before: &State, after: &State, place: Place, want: &str) {
    let found: Vec<_> = changes(Some(before), after, &[place], at(80)).iter().map(short).collect();
    assert_eq!(found.join(", "), want);
    assert!(want.is_empty() || matters(Some(before), after), "it would not be asked");
}

#[test]
fn an_approval_queues_what_its_destination_needs() {
    use Has::{Maybe, No, Yes};
    use Op::{Publish, Withdraw};
    use Standing::{Published, Queued, Unknown, Visible};
    check(&draft(), &approved(1), place(No, &[]), "publish 1 @50");
    check(&live(1), &corrected(1, 2), place(Yes, &[(1, Publish, Visible)]), "correct 2 @50");
    // It overtakes what is under way, whatever came of that.
    check(&live(1), &corrected(1, 2), place(No, &[(1, Publish, Queued)]), "publish 2 @50");
    check(&live(1), &corrected(1, 2), place(Maybe, &[(1, Publish, Unknown)]), "publish 2 @50");
    check(&withdrawn(), &approved(2), place(No, &[(1, Withdraw, Published)]), "publish 2 @50");
    let mut gone = place(No, &[]);
    gone.known = false;
    check(&draft(), &approved(1), gone, "");
}

#[test]
fn times_move_with_schedule_and_embargo() {
    let scheduled =
        State { stage: Stage::Scheduled { revision: revision(1), at: at(90) }, ..approved(1) };
    let mut embargoed = approved(1);
    embargoed.plan.embargo = Some(at(95));
    let row = |standing| place(Has::No, &[(1, Op::Publish, standing)]);
    check(&approved(1), &scheduled, row(Standing::Waiting), "move 1 @90");
    check(&scheduled, &approved(1), row(Standing::Queued), "move 1 @50");
    check(&approved(1), &embargoed, row(Standing::Unknown), "move 1 @95");
    check(&approved(1), &approved(1), row(Standing::Queued), "");
    check(&scheduled, &embargoed, row(Standing::Published), "");
    let mut both = scheduled.clone();
    both.plan.embargo = Some(at(95));
    check(&draft(), &both, place(Has::No, &[]), "publish 1 @95");
}

#[test]
fn what_nobody_clears_any_more_is_not_sent() {
    use Standing::{Conflict, Looking, Published, Queued, Refused, Sending, Unknown, Waiting};
    for (standing, want) in [
        (Queued, "cancel 1"),
        (Waiting, "cancel 1"),
        (Looking, "cancel 1"),
        (Refused, "cancel 1"),
        (Conflict, "cancel 1"),
        (Sending, "void 1"),
        (Unknown, "void 1"),
        (Published, ""),
    ] {
        check(&approved(1), &draft(), place(Has::Maybe, &[(1, Op::Publish, standing)]), want);
    }
    // What is public already stays queued for those that have not got it.
    check(&approved(1), &live(1), place(Has::No, &[(1, Op::Publish, Queued)]), "");
    // A correction falls: what it had overtaken is wanted again, where it never arrived.
    let open = State { live: live(1).live, ..draft() };
    let behind = [(1, Op::Publish, Standing::Cancelled), (2, Op::Publish, Queued)];
    check(&corrected(1, 2), &open, place(Has::No, &behind), "publish 1 @80");
    let there = [(1, Op::Publish, Published), (2, Op::Correct, Queued)];
    check(&corrected(1, 2), &open, place(Has::Yes, &there), "cancel 2");
    // The same with a withdrawal.
    let behind = [(1, Op::Withdraw, Standing::Cancelled), (2, Op::Correct, Queued)];
    let again = State { withdrawal: withdrawn().withdrawal, ..approved(2) };
    let fallen = State { withdrawal: withdrawn().withdrawal, ..draft() };
    check(&again, &fallen, place(Has::Yes, &behind), "withdraw 2 @80");
    check(&again, &fallen, place(Has::No, &behind), "cancel 2");
}

#[test]
fn a_withdrawal_goes_where_the_text_is_or_may_be() {
    use Standing::{Cancelled, Conflict, Queued, Unknown, Visible};
    let row = |has, standing| place(has, &[(1, Op::Publish, standing)]);
    check(&live(1), &withdrawn(), row(Has::Yes, Visible), "withdraw 1 @80");
    check(&live(1), &withdrawn(), row(Has::Maybe, Unknown), "withdraw 1 @80");
    check(&approved(1), &withdrawn(), row(Has::Maybe, Conflict), "withdraw 1 @80");
    check(&approved(1), &withdrawn(), row(Has::No, Queued), "cancel 1");
    check(&approved(1), &withdrawn(), row(Has::Maybe, Cancelled), "withdraw 1 @80");
    check(&live(1), &withdrawn(), place(Has::No, &[]), "");
    check(&withdrawn(), &withdrawn(), row(Has::Yes, Visible), "");
}

#[test]
fn what_a_destination_lacks_is_queued_when_somebody_asks() {
    #[track_caller]
    fn check(state: &State, place: Place, want: &str) {
        let found: Vec<_> = owed(state, &[place], at(80)).iter().map(short).collect();
        assert_eq!(found.join(", "), want);
    }
    use Standing::{Cancelled, Queued, Visible};
    check(&live(1), place(Has::No, &[]), "publish 1 @80");
    check(&approved(1), place(Has::No, &[]), "publish 1 @50");
    check(&live(1), place(Has::Yes, &[(1, Op::Publish, Visible)]), "");
    check(&live(2), place(Has::Yes, &[(1, Op::Publish, Visible)]), "correct 2 @80");
    check(&live(1), place(Has::No, &[(1, Op::Publish, Queued)]), "");
    check(&withdrawn(), place(Has::Maybe, &[(1, Op::Withdraw, Cancelled)]), "withdraw 1 @80");
    check(&draft(), place(Has::No, &[]), "");
}

fn entry(op: Op, standing: Standing) -> Entry {
    Entry {
        parcel: parcel(1, op, standing),
        void: false,
        looks: 0,
        earliest: at(50),
        due: Some(at(50)),
        has: Has::No,
        had: Has::No,
        theirs: None,
        exchange: Vec::new(),
    }
}

fn trouble() -> Trouble {
    Trouble { key: "x".to_owned(), values: [].into(), at: at(0), exchange: None, said: None }
}

fn wait() -> Wait {
    Wait { retry: at(200), sweep: at(300) }
}

fn receipt(visible: bool) -> Answer {
    let remote = Remote { id: Some("17".to_owned()), ..Remote::default() };
    Answer::Taken(Receipt { remote, visible })
}

fn not_now(until: Option<i64>) -> Answer {
    Answer::NotNow { trouble: trouble(), until: until.map(at) }
}

/// Standing, due, and what the destination has, after an answer.
#[track_caller]
fn answered(mut row: Entry, answer: Answer, want: (Standing, Option<i64>, Has)) -> Told {
    let told = row.answered(answer, false, wait());
    assert_eq!((row.parcel.standing, row.due.map(Timestamp::ms), row.has), want);
    told
}

#[test]
fn a_row_goes_on_by_what_was_answered() {
    use Standing::{Conflict, Looking, Published, Refused, Sending, Unknown, Visible, Waiting};
    let publish = |standing| entry(Op::Publish, standing);
    let sent = Entry { has: Has::Maybe, ..publish(Sending) };
    assert_eq!(
        answered(sent.clone(), receipt(false), (Published, Some(300), Has::Yes)),
        Told::Taken
    );
    assert_eq!(answered(sent.clone(), receipt(true), (Visible, Some(300), Has::Yes)), Told::Taken);
    let withdraw = Entry { has: Has::Yes, ..entry(Op::Withdraw, Sending) };
    assert_eq!(answered(withdraw, receipt(true), (Published, None, Has::No)), Told::Removed);
    // Surely nothing happened: it has what it had.
    answered(sent.clone(), not_now(None), (Waiting, Some(200), Has::No));
    answered(sent.clone(), not_now(Some(900)), (Waiting, Some(900), Has::No));
    answered(sent.clone(), Answer::Refused(trouble()), (Refused, None, Has::No));
    answered(
        sent.clone(),
        Answer::Unknown { trouble: trouble() },
        (Unknown, Some(200), Has::Maybe),
    );
    answered(publish(Looking), not_now(None), (Waiting, Some(200), Has::No));
    // Who could not even look knows as little as before.
    let doubtful = Entry { has: Has::Maybe, ..publish(Unknown) };
    answered(doubtful, not_now(None), (Unknown, Some(200), Has::Maybe));
    let conflict = Answer::Conflict { trouble: trouble(), theirs: Some("lain".to_owned()) };
    assert_eq!(answered(sent, conflict, (Conflict, None, Has::Maybe)), Told::Conflict);
    let early = Entry { earliest: at(5_000), ..publish(Looking) };
    answered(early, not_now(None), (Waiting, Some(5_000), Has::No));
}

#[test]
fn what_is_over_stays_over_but_what_arrived_is_told() {
    use Standing::{Cancelled, Published};
    let over = Entry { due: None, ..entry(Op::Publish, Cancelled) };
    answered(over.clone(), not_now(None), (Cancelled, None, Has::No));
    answered(over.clone(), Answer::Unknown { trouble: trouble() }, (Cancelled, None, Has::No));
    answered(over.clone(), Answer::Refused(trouble()), (Cancelled, None, Has::No));
    let mut overtaken = over;
    assert_eq!(overtaken.answered(receipt(true), true, wait()), Told::Taken);
    assert_eq!((overtaken.parcel.standing, overtaken.due), (Standing::Visible, None));
    let void = Entry { void: true, ..entry(Op::Publish, Standing::Unknown) };
    answered(void.clone(), receipt(false), (Published, Some(300), Has::Yes));
    answered(void, Answer::Refused(trouble()), (Cancelled, None, Has::No));
}

#[test]
fn a_request_goes_out_only_for_what_is_wanted_and_due() {
    let remote = Remote::default();
    let mut row = entry(Op::Publish, Standing::Queued);
    row.taken_up();
    assert_eq!((row.parcel.standing, row.parcel.attempts), (Standing::Looking, 1));
    assert_eq!(row.sending(&remote, at(49)), Err(Over), "too early");
    assert_eq!(row.sending(&remote, at(50)), Ok(()));
    assert_eq!((row.parcel.standing, row.has, row.had), (Standing::Sending, Has::Maybe, Has::No));
    row.learnt(&remote);
    assert_eq!(row.parcel.standing, Standing::Looking);
    assert_eq!(row.sending(&remote, at(51)), Ok(()));
    assert_eq!(row.had, Has::Maybe);
    // Its worker died.
    row.taken_up();
    assert_eq!(row.parcel.standing, Standing::Unknown);
    row.give_up();
    assert!(row.void && row.parcel.standing == Standing::Unknown);
    assert_eq!(row.sending(&remote, at(60)), Err(Over));
    assert_eq!((row.parcel.standing, row.due), (Standing::Cancelled, None));
    assert_eq!(row.sending(&remote, at(60)), Err(Over), "over is over");
}

#[test]
fn later_looks_end_when_readers_see_it() {
    let mut row = entry(Op::Publish, Standing::Published);
    let next = Some(at(400));
    assert_eq!(row.seen(Seen::NotYet(Remote::default()), next), Told::Nothing);
    assert_eq!((row.parcel.standing, row.due, row.looks), (Standing::Published, next, 1));
    row.seen(Seen::Later(trouble()), next);
    assert_eq!((row.parcel.standing, row.due), (Standing::Published, next));
    let other = || Seen::Differs { trouble: trouble(), theirs: Some("lain".to_owned()) };
    assert_eq!(row.seen(other(), next), Told::Conflict);
    assert_eq!((row.parcel.standing, row.due), (Standing::Differs, None));
    assert_eq!(row.seen(other(), next), Told::Nothing, "told once");
    row.seen(Seen::Same(Remote::default()), next);
    assert_eq!((row.parcel.standing, row.due), (Standing::Visible, None));
}

#[test]
fn the_exchange_is_kept_as_far_as_people_read_it() {
    let mut row = entry(Op::Publish, Standing::Looking);
    let lines: Vec<String> = (0..50).map(|line| line.to_string()).collect();
    row.note(&lines);
    assert_eq!((row.exchange.len(), row.exchange[0].as_str()), (40, "10"));
}

/// What was tried and given up may have happened all the same.
#[test]
fn what_was_perhaps_taken_away_or_replaced_is_owed_again() {
    #[track_caller]
    fn check(rows: &[(u8, Op, Standing)], is_owed: bool) {
        let owed = owed(&live(1), &[place(Has::Maybe, rows)], at(90));
        let added =
            matches!(owed.as_slice(), [Change::Add { revision: new, .. }] if *new == revision(1));
        assert_eq!((added, owed.len()), (is_owed, usize::from(is_owed)), "{rows:?}: {owed:?}");
    }
    let public = (1, Op::Publish, Standing::Visible);
    check(&[public], false);
    check(&[public, (1, Op::Withdraw, Standing::Cancelled)], true);
    check(&[public, (2, Op::Correct, Standing::Cancelled)], true);
    check(&[public, (1, Op::Correct, Standing::Cancelled)], false);
}
