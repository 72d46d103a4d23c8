//! Benchmarks and why they are withheld, by hand. Two contributors besides the reader are asked for.

use plaudit::assess::{Figures, Spread, Withheld, assess, benchmarks};

use crate::season::Season;

fn season() -> Season {
    Season::new().with("benchmark_min_contributors = 5", "benchmark_min_contributors = 2")
}

/// Rows of entries `e1` … of participants of their own: stream, mode, sector and group of each.
fn entries(kinds: &[&str]) -> String {
    let row = |(at, kind): (usize, &&str)| format!("e{at},p{at},{kind},;");
    (1..).zip(kinds).map(row).collect()
}

const TEA: &str = "calls,phone,tea,A";
const SILK: &str = "calls,phone,silk,A";
const SHOP: &str = "shops,visit,tea,A";

/// The same scores in the first round for each entry in turn.
fn scores(round: &str, scores: &[&str]) -> String {
    (1..).zip(scores).map(|(at, score)| format!("e{at},{round},{score};")).collect()
}

fn mean(spread: &Spread) -> String {
    spread.mean.publish(1).to_string()
}

/// What each scope shows in a round, a line each: `calls tea: ` and what `shown` makes of it.
fn lines(season: &Season, round: usize, shown: impl Fn(&Figures) -> String) -> Vec<String> {
    let dataset = season.dataset();
    let results = assess(&dataset.seasons[0], "2026-12-31".parse().expect("a date"));
    let all = benchmarks(&results);
    let line = |one: &plaudit::assess::Benchmark| {
        let scope: Vec<_> = one.scope.iter().map(|(_, id)| id.as_str()).collect();
        let scope = if scope.is_empty() { "all".to_owned() } else { scope.join(" ") };
        let text = match &one.figures {
            Ok(figures) => shown(figures),
            Err(Withheld::TooFew) => "too few".to_owned(),
            Err(Withheld::ByDifference) => "by difference".to_owned(),
        };
        format!("{scope}: {text}")
    };
    all.of_round(round).iter().map(line).collect()
}

fn means(season: &Season) -> Vec<String> {
    lines(season, 0, |figures| mean(&figures.score))
}

#[test]
fn a_mean_counts_each_entry_alike() {
    let season =
        season().entries(&entries(&[TEA; 4])).rounds(&scores("r1", &["80", "81", "85", "99"]));
    // Of the two streams, the other has no entry.
    assert_eq!(means(&season), ["all: 86.3", "calls: 86.3", "calls tea: 86.3", "calls A: 86.3"]);
}

#[test]
fn quartiles_are_over_four_times_as_many() {
    let quartiles = |figures: &Figures| match &figures.score.quartiles {
        Some(three) => three.each_ref().map(|exact| exact.publish(2).to_string()).join(" "),
        None => "none".to_owned(),
    };
    let marks = ["70", "72", "73", "77", "80", "81", "88", "90", "95"];
    let nine = season().entries(&entries(&[TEA; 9])).rounds(&scores("r1", &marks));
    assert_eq!(lines(&nine, 0, quartiles)[0], "all: 73.00 80.00 88.00");
    let eight = season().entries(&entries(&[TEA; 8])).rounds(&scores("r1", &marks[..8]));
    assert_eq!(lines(&eight, 0, quartiles)[0], "all: none");
}

#[test]
fn too_few_stand_behind_a_sector_and_another_would_tell_of_them() {
    let season = season()
        .entries(&entries(&[TEA, TEA, TEA, TEA, SILK, SILK]))
        .rounds(&scores("r1", &["80", "80", "80", "80", "90", "90"]));
    let expected = [
        "all: 83.3",
        "calls: 83.3",
        "calls tea: by difference",
        "calls silk: too few",
        "calls A: 83.3",
    ];
    assert_eq!(means(&season), expected);
}

#[test]
fn the_programme_gives_way_to_its_streams() {
    let season = season()
        .entries(&entries(&[TEA, TEA, TEA, SHOP, SHOP]))
        .rounds(&scores("r1", &["80", "80", "80", "90", "90"]));
    let expected = [
        "all: by difference",
        "calls: 80.0",
        "shops: too few",
        "calls tea: 80.0",
        "shops tea: too few",
        "calls A: 80.0",
        "shops A: too few",
    ];
    assert_eq!(means(&season), expected);
}

#[test]
fn sectors_and_groups_that_cross_do_not_single_out_one() {
    let (tea, silk) = (["A", "A", "A", "B"], ["B", "B", "B"]);
    let kinds = tea.map(|group| format!("calls,phone,tea,{group}")).into_iter();
    let kinds: Vec<_> =
        kinds.chain(silk.map(|group| format!("calls,phone,silk,{group}"))).collect();
    let kinds: Vec<_> = kinds.iter().map(String::as_str).collect();
    let season = season().entries(&entries(&kinds)).rounds(&scores("r1", &["80"; 7]));
    // Tea less group A would be the one entry of tea in group B.
    let expected = [
        "all: 80.0",
        "calls: 80.0",
        "calls tea: 80.0",
        "calls silk: 80.0",
        "calls A: by difference",
        "calls B: by difference",
    ];
    assert_eq!(means(&season), expected);
}

#[test]
fn several_entries_of_a_participant_count_as_one_contributor() {
    let rows = "e1,p1,calls,phone,tea,A,;e2,p1,calls,phone,tea,A,;e3,p2,calls,phone,tea,A,;";
    let season = season().entries(rows).rounds(&scores("r1", &["80", "80", "80"]));
    assert_eq!(means(&season)[0], "all: too few");
}

#[test]
fn who_is_not_assessed_in_full_stands_behind_nothing() {
    let row = |at: usize, marks: &str| format!("e{at},r1,A{at},2026-03-01,{marks};");
    let marks: String = (1..=3).map(|at| row(at, "80,80")).collect();
    let season = season()
        .entries(&entries(&[TEA; 5]))
        .assessments(&(marks + &row(4, "99,")))
        .rounds("e5,r1,99");
    assert_eq!(means(&season)[0], "all: 80.0");
    let criteria = |figures: &Figures| {
        let criteria = figures.criteria.as_ref().expect("shown");
        criteria.iter().map(|(at, spread)| format!("{at}={}", mean(spread))).collect()
    };
    assert_eq!(lines(&season, 0, criteria)[0], "all: 0=80.01=80.0");
}

#[test]
fn the_mean_to_date_is_that_of_the_rounds_as_shown() {
    let to_date = |figures: &Figures| match &figures.to_date {
        None => "none".to_owned(),
        Some(mean) => mean.publish(1).to_string(),
    };
    let both = scores("r1", &["80"; 4]) + &scores("r2", &["90"; 4]);
    let season = |rounds: &str| season().entries(&entries(&[TEA; 4])).rounds(rounds);
    assert_eq!(lines(&season(&both), 0, to_date)[0], "all: none");
    assert_eq!(lines(&season(&both), 1, to_date)[0], "all: 86.0");
    // Of other entries in either round, too; (20 × 80 + 30 × 91) ÷ 50.
    let other = both.replace("e4,r1,80;", "").replace("e1,r2,90;", "").replace("r2,90", "r2,91");
    assert_eq!(lines(&season(&other), 1, to_date)[0], "all: 86.6");
    // Where an earlier round is withheld, there is none.
    let few = both.replace("e4,r1,80;", "").replace("e3,r1,80;", "");
    assert_eq!(lines(&season(&few), 1, to_date)[0], "all: none");
}

#[test]
fn an_entry_that_has_left_stays_behind_its_rounds() {
    // A report of the first round made again shows what the one that was sent did.
    let rounds = scores("r1", &["80", "80", "80", "40"]) + &scores("r2", &["90", "90", "90"]);
    let rows = entries(&[TEA; 4]);
    let left = rows.replace("e4,p4,calls,phone,tea,A,", "e4,p4,calls,phone,tea,A,withdrawn");
    for rows in [&rows, &left] {
        assert_eq!(means(&season().entries(rows).rounds(&rounds))[0], "all: 70.0");
    }
}

#[test]
fn a_deduction_of_one_cannot_be_told_from_means() {
    let assessed: String = (1..=4).map(|at| format!("e{at},r1,A{at},2026-03-01,80,80;")).collect();
    let season = season().entries(&entries(&[TEA; 4])).assessments(&assessed);
    assert_eq!(means(&season.deductions("e1,late,,,,"))[0], "all: 80.0");
}

#[test]
fn criteria_are_withheld_where_the_scores_of_few_are_more_than_they() {
    // One entry leaves a criterion out in one of two assessments.
    let row = |at: usize, name: &str, marks: &str| format!("e{at},r1,{name},2026-03-01,{marks};");
    let assessed: String = (1..=5).map(|at| row(at, &format!("A{at}"), "80,90")).collect();
    let with = |more: &[usize]| {
        let more: String = more.iter().map(|at| row(*at, &format!("B{at}"), "70,")).collect();
        let season = season().entries(&entries(&[TEA; 5])).assessments(&(assessed.clone() + &more));
        let criteria = |figures: &Figures| match &figures.criteria {
            Ok(criteria) => criteria.len().to_string(),
            Err(why) => format!("{why:?}"),
        };
        lines(&season, 0, criteria)[0].clone()
    };
    assert_eq!(with(&[]), "all: 2");
    assert_eq!(with(&[1]), "all: ByDifference");
    assert_eq!(with(&[1, 2]), "all: ByDifference");
    assert_eq!(with(&[1, 2, 3]), "all: 2");
}

#[test]
fn a_criterion_of_another_channel_is_not_asked_for() {
    let wise = "{ id = \"wise\", name = { zh = \"明智\", en = \"Wise\" }, weight = 40 }";
    let limited = wise.replace("weight = 40", "weight = 40, channels = [\"shop\"]");
    let assessed: String =
        (1..=3).map(|at| format!("e{at},r1,A{at},2026-03-01,80,,calls;")).collect();
    let season = season().with(wise, &limited).entries(&entries(&[TEA; 3]));
    let season = season.assessments_through_channels(&assessed);
    assert_eq!(means(&season)[0], "all: 80.0");
}
