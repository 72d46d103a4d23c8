//! What the cast promises, asserted on what was written: whoever edits the cast learns at once what it broke.

use std::collections::{BTreeMap, BTreeSet};

use crate::award::Outcome;
use crate::award_cast::{Mode, SECTORS};
use crate::award_history::tier;
use crate::award_marks::WIDTH;
use crate::retail::Outcome as BrandOutcome;
use crate::retail_plan::State;

/// Asserts the properties of the award's default season.
pub(crate) fn award(outcomes: &[Outcome]) {
    let active: Vec<&Outcome> =
        outcomes.iter().filter(|outcome| outcome.entry.status == "active").collect();
    coverage(outcomes, &active);
    boundaries(&active);
    ties(outcomes);
    streaks(&active);
    improvement(&active);
    omni_channel(&active);
    let rows: usize = outcomes.iter().map(|outcome| outcome.assessments).sum();
    assert!((13_500..=16_000).contains(&rows), "{rows} assessments");
}

fn coverage(outcomes: &[Outcome], active: &[&Outcome]) {
    let mut sectors: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for outcome in active {
        *sectors.entry((outcome.entry.mode.stream(), outcome.entry.sector)).or_default() += 1;
    }
    assert_eq!(sectors.len(), 2 * SECTORS.len(), "each sector in each stream");
    assert!(
        sectors.values().any(|count| *count == 3),
        "a sector below the threshold of Best-in-class"
    );
    for mode in Mode::ALL {
        assert!(
            active.iter().any(|outcome| outcome.entry.mode == mode),
            "no active entry is {}",
            mode.id()
        );
    }
    let left = outcomes.iter().filter(|outcome| outcome.entry.status == "withdrawn");
    assert!(
        left.clone().count() >= 2 && left.clone().any(|outcome| outcome.entry.rounds == 1),
        "withdrawn entries"
    );
    assert!(
        outcomes.iter().any(|outcome| outcome.entry.status == "disqualified"),
        "a disqualified entry"
    );
    for outcome in outcomes {
        let (target, name) = (outcome.entry.target, &outcome.name);
        assert!(
            outcome.overall.is_between(target, target + WIDTH),
            "{name} misses its target {target}"
        );
    }
}

/// Overalls at the very edge of a tier, on both sides.
fn boundaries(active: &[&Outcome]) {
    let within =
        |low, high| active.iter().filter(|outcome| outcome.overall.is_between(low, high)).count();
    assert!(within(89_950, 90_000) >= 1, "one that rounds to 90.0");
    assert!(within(89_900, 89_950) >= 1, "one that stays 89.9");
    assert!(within(79_950, 80_000) >= 1 && within(79_900, 79_950) >= 1, "both sides of 80");
    assert!(within(69_950, 70_000) >= 1 && within(69_900, 69_950) >= 1, "both sides of 70");
}

/// Entries that share an exact overall, and so a recognition.
fn ties(outcomes: &[Outcome]) {
    let mut pairs =
        outcomes.iter().filter_map(|outcome| Some((outcome, &outcomes[outcome.entry.twin_of?])));
    assert!(pairs.clone().count() >= 1, "a tie");
    assert!(pairs.all(|(one, other)| one.overall.equals(other.overall)), "a tie that is none");
}

/// Seasons of Gold without a gap, this one included, in one group.
fn gold_years(outcome: &Outcome) -> u32 {
    if tier(outcome.overall.tenths()) != "gold" {
        return 0;
    }
    let entry = &outcome.entry;
    let held = |season| {
        entry.history.iter().any(|past| {
            past.season == season && past.group == entry.group && tier(past.tenths) == "gold"
        })
    };
    1 + (2021..=2025).rev().take_while(|season| held(*season)).count() as u32
}

fn streaks(active: &[&Outcome]) {
    let lengths: BTreeSet<u32> = active.iter().map(|outcome| gold_years(outcome)).collect();
    assert_eq!(lengths, (0..=6).collect(), "streaks of each length");
}

/// The largest gain within a group is eligible; a larger one came with a change of group.
fn improvement(active: &[&Outcome]) {
    let gain = |outcome: &&&Outcome, same: bool| {
        let last = outcome.entry.history.last()?;
        ((last.group == outcome.entry.group) == same)
            .then(|| outcome.overall.tenths() - last.tenths)
    };
    let best = active.iter().filter_map(|outcome| gain(&outcome, true)).max();
    let barred = active.iter().filter_map(|outcome| gain(&outcome, false)).max();
    assert!(best > Some(100) && barred > best, "improvements {best:?} and {barred:?}");
}

/// Participants present in calls, online and shops; at least one of them Gold throughout.
fn omni_channel(active: &[&Outcome]) {
    let mut modes: BTreeMap<usize, Vec<&Outcome>> = BTreeMap::new();
    for outcome in active {
        modes.entry(outcome.entry.participant).or_default().push(outcome);
    }
    let wanted = [Mode::PhoneIn, Mode::Online, Mode::FaceToFace];
    modes.retain(|_, own| {
        wanted.iter().all(|mode| own.iter().any(|outcome| outcome.entry.mode == *mode))
    });
    let gold = modes
        .values()
        .filter(|own| own.iter().all(|outcome| tier(outcome.overall.tenths()) == "gold"));
    assert!(modes.len() >= 3 && gold.count() >= 1, "omni-channel participants");
}

/// Asserts the properties of the retail programme's default season.
pub(crate) fn retail(outcomes: &[BrandOutcome]) {
    for BrandOutcome { brand, overall } in outcomes {
        let published = overall.map(|overall| overall.tenths());
        match brand.state {
            State::Late => assert_eq!(published, None, "{} is not assessed", brand.name.en),
            State::Fail => assert!(published < Some(800), "{} fails", brand.name.en),
            _ => assert!(published >= Some(800), "{} passes", brand.name.en),
        }
    }
    let twin = outcomes
        .iter()
        .find_map(|outcome| Some((outcome.overall?, outcomes[outcome.brand.twin_of?].overall?)));
    assert!(twin.is_some_and(|(one, other)| one.equals(other)), "two leaders tie");
}
