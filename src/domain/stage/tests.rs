//! The law, case by case.

use super::*;
use crate::domain::people::Roles;

fn person(n: u8) -> PersonId {
    PersonId(uuid::Uuid::from_bytes([n; 16]))
}

fn digest(n: u8) -> Digest {
    Digest([n; 32])
}

fn actor(n: u8, roles: &[Role]) -> Actor {
    Actor::Person { id: person(n), roles: Roles::of(roles.iter().copied()), revoked: false }
}

fn editor() -> Actor {
    actor(1, &[Role::Editor])
}

fn reviewer() -> Actor {
    actor(2, &[Role::Reviewer])
}

fn facts(head: u8, contributors: &[u8]) -> Facts {
    Facts {
        heads: vec![digest(head)],
        contributors: contributors.iter().copied().map(person).collect(),
        single_eye: false,
    }
}

fn at(ms: i64) -> Timestamp {
    Timestamp::from_ms(ms)
}

fn address(slug: &str) -> Address {
    Address { slug: slug.into(), path: format!("/2025/10/{slug}.html") }
}

fn approve(read: u8, ms: i64) -> Action {
    Action::Approve {
        read: digest(read),
        record: digest(100 + read),
        address: address("rapat"),
        at: at(ms),
    }
}

/// Takes a text by its author through the acts in turn; each act with who does it.
#[track_caller]
fn walk(acts: &[(Action, Actor, Facts)]) -> State {
    let mut state = State::born(&editor()).unwrap();
    for (action, who, facts) in acts {
        state = match state.after(action, who, facts) {
            Ok(state) => state,
            Err(refusal) => panic!("{action:?}: {refusal}"),
        };
    }
    state
}

fn submitted() -> State {
    walk(&[(Action::Submit { revision: digest(1) }, editor(), facts(1, &[1]))])
}

fn approved() -> State {
    submitted().after(&approve(1, 10), &reviewer(), &facts(1, &[1])).unwrap()
}

fn published() -> State {
    let publish = Action::Publish { revision: digest(1) };
    approved().after(&publish, &Actor::Service, &facts(1, &[1])).unwrap()
}

#[track_caller]
fn refused(state: &State, action: &Action, who: &Actor, facts: &Facts) -> Refusal {
    state.after(action, who, facts).unwrap_err()
}

#[test]
fn nobody_approves_own_work() {
    let own = actor(1, &[Role::Editor, Role::Reviewer]);
    let refusal = refused(&submitted(), &approve(1, 10), &own, &facts(1, &[1]));
    assert_eq!(refusal, Refusal::OwnWork { contributors: vec![person(1)] });
    let declared = Facts { single_eye: true, ..facts(1, &[1]) };
    assert!(submitted().after(&approve(1, 10), &own, &declared).is_ok());
}

#[test]
fn what_is_approved_is_what_was_read() {
    let refusal = refused(&submitted(), &approve(7, 10), &reviewer(), &facts(1, &[1]));
    assert_eq!(refusal, Refusal::Stale { read: digest(7), waiting: Some(digest(1)) });
}

#[test]
fn of_several_reasons_the_first_is_told() {
    // An editor reads an old revision of own work: not allowed comes first.
    let refusal = refused(&submitted(), &approve(7, 10), &editor(), &facts(1, &[1]));
    assert_eq!(refusal, Refusal::NotAllowed { needs: Role::Reviewer });
    let draft = State::born(&editor()).unwrap();
    let refusal = refused(&draft, &approve(7, 10), &reviewer(), &facts(1, &[2]));
    assert_eq!(refusal, Refusal::OutOfTurn { action: "approve", stage: StageName::Draft });
    let revoked = Actor::Person { id: person(2), roles: Roles::all(), revoked: true };
    assert_eq!(refused(&draft, &Action::Save, &revoked, &facts(1, &[])), Refusal::Revoked);
}

#[test]
fn an_edit_makes_a_draft_of_what_was_on_its_way() {
    for state in [submitted(), approved()] {
        let after = state.after(&Action::Save, &editor(), &facts(1, &[1])).unwrap();
        assert_eq!(after.stage, Stage::Draft { returned: false });
        assert_eq!(after.clearance, None);
    }
    let refusal = refused(&published(), &Action::Save, &editor(), &facts(1, &[1]));
    assert_eq!(refusal, Refusal::OutOfTurn { action: "edit", stage: StageName::Published });
}

#[test]
fn a_text_stays_returned_until_it_is_submitted_again() {
    let back = Action::SendBack { revision: digest(1) };
    let state = submitted().after(&back, &reviewer(), &facts(1, &[1])).unwrap();
    let state = state.after(&Action::Save, &editor(), &facts(1, &[1])).unwrap();
    assert!(state.returned());
    let submit = Action::Submit { revision: digest(2) };
    assert!(!state.after(&submit, &editor(), &facts(2, &[1])).unwrap().returned());
}

#[test]
fn a_correction_leaves_the_public_text_until_it_is_approved_and_sent() {
    let correct = Action::Correct { reason: digest(50), path: false };
    let state = published().after(&correct, &reviewer(), &facts(1, &[])).unwrap();
    assert_eq!(state.live.as_ref().unwrap().revision, digest(1));
    let state = state.after(&Action::Save, &editor(), &facts(1, &[])).unwrap();
    let submit = Action::Submit { revision: digest(2) };
    let state = state.after(&submit, &editor(), &facts(2, &[1])).unwrap();
    let state = state.after(&approve(2, 99), &reviewer(), &facts(2, &[1])).unwrap();
    assert_eq!(state.live.as_ref().unwrap().revision, digest(1));
    let publish = Action::Publish { revision: digest(2) };
    let state = state.after(&publish, &Actor::Service, &facts(2, &[])).unwrap();
    let live = state.live.clone().unwrap();
    assert_eq!((live.revision, live.first, live.since), (digest(2), at(10), at(99)));
    assert_eq!(state.corrections, [Correction { at: at(99), reason: digest(50) }]);
}

#[test]
fn the_address_changes_only_when_a_correction_asks_for_it() {
    let correct = |path| Action::Correct { reason: digest(50), path };
    let other = Action::Approve {
        read: digest(2),
        record: digest(102),
        address: address("lain"),
        at: at(99),
    };
    let submit = Action::Submit { revision: digest(2) };
    for (path, allowed) in [(false, false), (true, true)] {
        let state = published().after(&correct(path), &reviewer(), &facts(1, &[])).unwrap();
        let state = state.after(&submit, &editor(), &facts(2, &[1])).unwrap();
        let approved = state.after(&other, &reviewer(), &facts(2, &[1]));
        assert_eq!(approved.is_ok(), allowed);
        if let Ok(state) = approved {
            let publish = Action::Publish { revision: digest(2) };
            let state = state.after(&publish, &Actor::Service, &facts(2, &[])).unwrap();
            assert_eq!(state.moved, ["/2025/10/rapat.html"]);
        }
    }
}

#[test]
fn withdrawing_is_one_act_of_a_reviewer() {
    let withdraw = Action::Withdraw { reason: digest(9), at: at(20) };
    for state in [approved(), published()] {
        let after = state.after(&withdraw, &reviewer(), &facts(1, &[1])).unwrap();
        assert_eq!(after.name(), StageName::Withdrawn);
        assert_eq!((after.due(), after.live), (None, None));
    }
    let refusal = refused(&submitted(), &withdraw, &reviewer(), &facts(1, &[1]));
    assert_eq!(refusal, Refusal::OutOfTurn { action: "withdraw", stage: StageName::Submitted });
}

#[test]
fn a_scheduled_text_is_due_at_its_time() {
    let schedule = Action::Schedule { revision: digest(1), at: at(500) };
    let state = approved().after(&schedule, &reviewer(), &facts(1, &[1])).unwrap();
    assert_eq!(state.due(), Some(at(500)));
    let back = Action::Unschedule { revision: digest(1) };
    let state = state.after(&back, &reviewer(), &facts(1, &[1])).unwrap();
    assert_eq!((state.name(), state.due()), (StageName::Approved, Some(at(10))));
}

fn trash(revision: u8) -> Action {
    Action::Trash { revision: digest(revision), at: at(30) }
}

#[test]
fn the_only_writer_throws_a_draft_away_and_nothing_more_is_done_to_it() {
    let draft = State::born(&editor()).unwrap();
    let state = draft.after(&trash(1), &editor(), &facts(1, &[1])).unwrap();
    assert_eq!((state.trashed, state.name()), (Some(at(30)), StageName::Draft));
    assert_eq!(state.trash_until(), Some(at(30 + TRASH_KEPT_MS)));
    let withdraw = Action::Withdraw { reason: digest(9), at: at(40) };
    let submit = Action::Submit { revision: digest(1) };
    for action in [&Action::Save, &submit, &Action::Plan(Plan::default()), &withdraw, &trash(1)] {
        let all = actor(1, &Role::ALL);
        let (action_word, since) = (action.word(), at(30));
        let refusal = refused(&state, action, &all, &facts(1, &[1]));
        assert_eq!(refusal, Refusal::Trashed { action: action_word, since });
    }
    let other = actor(3, &[Role::Editor]);
    let back = state.after(&Action::Untrash, &other, &Facts::default()).unwrap();
    assert_eq!(back, draft);
    let refusal = refused(&draft, &Action::Untrash, &editor(), &Facts::default());
    assert_eq!(refusal, Refusal::OutOfTurn { action: "untrash", stage: StageName::Draft });
}

#[test]
fn only_own_drafts_go_into_the_trash() {
    let draft = State::born(&editor()).unwrap();
    let others = |contributors| Refusal::OthersWork { contributors };
    for (writers, want) in [
        (&[1, 3][..], others(vec![person(3)])),
        (&[3], others(vec![person(3)])),
        (&[], others(vec![])),
    ] {
        assert_eq!(refused(&draft, &trash(1), &editor(), &facts(1, writers)), want);
    }
    let refusal = refused(&draft, &trash(7), &editor(), &facts(1, &[1]));
    assert_eq!(refusal, Refusal::Stale { read: digest(7), waiting: Some(digest(1)) });
    let refusal = refused(&draft, &trash(1), &reviewer(), &facts(1, &[1]));
    assert_eq!(refusal, others(vec![person(1)]));
    let refusal = refused(&draft, &trash(1), &actor(1, &[Role::Admin]), &facts(1, &[1]));
    assert_eq!(refusal, Refusal::NotAllowed { needs: Role::Editor });
    let edited = approved().after(&Action::Save, &editor(), &facts(1, &[1])).unwrap();
    for state in [submitted(), approved(), edited, published()] {
        let refusal = refused(&state, &trash(1), &editor(), &facts(1, &[1]));
        assert_eq!(refusal, Refusal::OutOfTurn { action: "trash", stage: state.name() });
    }
}

#[test]
fn a_state_from_before_the_trash_is_read_and_stays_as_it_was() {
    let draft = State::born(&editor()).unwrap();
    let old = serde_json::to_string(&draft).unwrap();
    assert!(!old.contains("trashed"), "{old}");
    assert_eq!(serde_json::from_str::<State>(&old).unwrap(), draft);
    let state = draft.after(&trash(1), &editor(), &facts(1, &[1])).unwrap();
    let new = serde_json::to_string(&state).unwrap();
    assert_eq!(serde_json::from_str::<State>(&new).unwrap(), state);
}

#[test]
fn an_erasure_takes_the_text_out_of_review_and_is_no_withdrawal() {
    let admin = actor(4, &[Role::Admin]);
    let none = Facts::default();
    let withdraw = Action::Withdraw { reason: digest(9), at: at(20) };
    let withdrawn = published().after(&withdraw, &reviewer(), &none).unwrap();
    let schedule = Action::Schedule { revision: digest(1), at: at(500) };
    let scheduled = approved().after(&schedule, &reviewer(), &none).unwrap();
    for state in [State::born(&editor()).unwrap(), submitted(), approved(), scheduled] {
        let after = state.after(&Action::Erase, &admin, &none).unwrap();
        assert_eq!((after.name(), after.clearance), (StageName::Draft, None));
    }
    assert_eq!(withdrawn.after(&Action::Erase, &admin, &none).unwrap(), withdrawn);
    let correct = Action::Correct { reason: digest(50), path: false };
    let corrected = published().after(&correct, &reviewer(), &none).unwrap();
    for (state, stage) in [(published(), StageName::Published), (corrected, StageName::Draft)] {
        let refusal = refused(&state, &Action::Erase, &admin, &none);
        assert_eq!(refusal, Refusal::OutOfTurn { action: "erase", stage });
    }
    for who in [reviewer(), editor(), Actor::Service] {
        let refusal = refused(&submitted(), &Action::Erase, &who, &none);
        assert_eq!(refusal, Refusal::NotAllowed { needs: Role::Admin });
    }
}

#[test]
fn only_the_desk_itself_notes_a_delivery() {
    let publish = Action::Publish { revision: digest(1) };
    let all = actor(3, &Role::ALL);
    let refusal = refused(&approved(), &publish, &all, &facts(1, &[1]));
    assert_eq!(refusal, Refusal::NotAllowed { needs: Role::Reviewer });
    let refusal = refused(&approved(), &approve(1, 1), &Actor::Service, &facts(1, &[]));
    assert_eq!(refusal, Refusal::NotAllowed { needs: Role::Reviewer });
}
