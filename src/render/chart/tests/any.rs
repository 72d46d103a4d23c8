//! Charts of any figures and names.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::drawn::{assert_legible, assert_not_struck, words};
use super::{PRIMARY, figure, scale};
use crate::model::Figure;
use crate::plan::{ChartRound, ChartTier, LastSeason, RoundsChart, Strip, StripChart};
use crate::render::chart::{rounds, strips};

fn any_figure(high: u32) -> impl Strategy<Value = Figure> {
    let tenths = prop_oneof![Just(0), Just(high * 10), 0..=high * 10];
    tenths.prop_map(|tenths| figure(&format!("{}.{}", tenths / 10, tenths % 10)))
}

fn any_name() -> impl Strategy<Value = Vec<String>> {
    ("[一-龠]{1,12}", "[A-Z][a-z]{0,9}( [A-Za-z&]{1,10}){0,3}").prop_map(|(zh, en)| vec![zh, en])
}

fn any_round(high: u32) -> impl Strategy<Value = ChartRound> {
    let figures = (option::weighted(0.8, any_figure(high)), option::of(any_figure(high)));
    (any_name(), figures, vec(any_figure(high), 0..5))
        .prop_map(|(name, (score, to_date), months)| ChartRound { name, score, to_date, months })
}

fn any_season() -> impl Strategy<Value = RoundsChart> {
    prop_oneof![Just(5), Just(10), Just(100)].prop_flat_map(|high| {
        let tier = (any_name(), any_figure(high)).prop_map(|(name, min)| ChartTier { name, min });
        let last = any_figure(high).prop_map(|overall| LastSeason { season: 2025, overall });
        let parts = (option::of(last), vec(any_round(high), 1..7), vec(tier, 1..6));
        parts.prop_map(move |(last_season, rounds, tiers)| RoundsChart {
            scale: scale(high),
            last_season,
            rounds,
            tiers,
            colour: PRIMARY.to_owned(),
        })
    })
}

fn any_table() -> impl Strategy<Value = StripChart> {
    prop_oneof![Just(5), Just(10), Just(100)].prop_flat_map(|high| {
        let one = || option::of(any_figure(high));
        let strip = (one(), one(), one(), vec(any_figure(high), 0..40));
        let strip = strip.prop_map(|(own, before, benchmark, dots)| {
            let quartiles = dots.first().map(|dot| [*dot; 3]);
            Strip { dots, quartiles, own, before, benchmark }
        });
        let measures = (0..12_u32, 2..12_u32, 30..80_u32);
        let parts = (vec(any_figure(high), 0..6), measures, vec(strip, 0..6));
        parts.prop_map(move |(tiers, (head, row, width), strips)| StripChart {
            scale: scale(high),
            tiers,
            colour: PRIMARY.to_owned(),
            head,
            row,
            width,
            strips,
        })
    })
}

proptest! {
    #[test]
    fn labels_of_any_season_are_legible(chart in any_season()) {
        let svg = rounds::draw(&chart);
        assert_legible(&svg);
        assert_not_struck(&svg);
        let shown = words(&svg);
        for score in chart.rounds.iter().filter_map(|round| round.score) {
            prop_assert!(shown.contains(&score.typeset()), "{score} is not shown\n{svg}");
        }
    }

    #[test]
    fn labels_of_any_strips_are_legible(chart in any_table()) {
        let svg = strips::draw(&chart);
        assert_legible(&svg);
        let height = chart.head + chart.row * u32::try_from(chart.strips.len()).expect("few");
        let root = format!("height=\"{}\"", height * 4);
        prop_assert!(svg.contains(&root), "not {root}\n{svg}");
    }
}
