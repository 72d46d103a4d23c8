//! Random scales, weights and thresholds, and marks near them.

use std::fmt::Write;

use super::choices::{Choices, decimal, quoted};

/// The scale, from and to, with the published places, as units of the last place.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    pub(super) min: i64,
    pub(super) max: i64,
    pub(super) places: usize,
}

impl Scale {
    fn unit(self) -> i64 {
        10_i64.pow(u32::try_from(self.places).expect("few"))
    }
}

pub(super) fn scoring(choices: &mut Choices, scale: Scale, rounds: &[String]) -> String {
    let aggregate = *choices.pick(&["by-assessment", "by-criterion"]);
    let Scale { min, max, places } = scale;
    let mut toml = format!(
        "[scoring]\nscale = {{ min = {min}, max = {max} }}\naggregate = \"{aggregate}\"\n\
         places = {places}\nrounding = \"half-up\"\n"
    );
    if choices.yes(60) {
        let rank_on = *choices.pick(&["exact", "published"]);
        writeln!(toml, "rank_on = \"{rank_on}\"").expect("memory");
    }
    let breaking = choices.some(rounds, 60);
    let breaking = choices.shuffled(breaking);
    if !breaking.is_empty() {
        writeln!(toml, "tie_break = {}", quoted(&breaking)).expect("memory");
    }
    toml
}

/// Weights that add to a hundred, in whole numbers, halves or thousandths.
pub(super) fn weights(choices: &mut Choices, hundred: usize, parts: usize) -> Vec<String> {
    let (per, places) = *choices.pick(&[(1, 0), (2, 1), (1000, 3)]);
    let split = choices.split(hundred * per, parts);
    let units = |part: usize| i64::try_from(part).expect("small");
    // Halves are written as tenths.
    let scale = if per == 2 { 5 } else { 1 };
    split.into_iter().map(|part| decimal(units(part) * scale, places)).collect()
}

/// Thresholds of one to four tiers, best first, in units of the last place.
pub(super) fn thresholds(choices: &mut Choices, scale: Scale) -> Vec<i64> {
    let (low, high) = (scale.min * scale.unit(), scale.max * scale.unit());
    let tenths = choices.split(9, 4);
    let many = choices.between(1, 4);
    let mut at = 10;
    let mut thresholds: Vec<i64> = Vec::new();
    for tenth in &tenths[..many] {
        at -= i64::try_from(*tenth).expect("small").min(at - 1);
        let min = low + (high - low) * at / 10;
        if thresholds.last().is_none_or(|above| *above > min) {
            thresholds.push(min);
        }
    }
    thresholds
}

/// A few marks on the scale: thresholds, half a place below them, a hair less, and others.
pub(super) fn marks(choices: &mut Choices, scale: Scale, thresholds: &[i64]) -> Vec<String> {
    // In billionths, the finest that is read.
    let unit = 10_i64.pow(9 - u32::try_from(scale.places).expect("few"));
    let (low, high) = (scale.min * 1_000_000_000, scale.max * 1_000_000_000);
    let many = choices.between(2, 6);
    let marks = (0..many).map(|_| {
        let threshold = choices.pick(thresholds) * unit;
        let mark = match choices.below(8) {
            0 => threshold,
            1 => threshold - unit / 2,
            2 => threshold - unit / 2 - 1,
            3 => threshold + unit * 3,
            4 => threshold - unit,
            5 => low + (high - low) / 1000 * i64::try_from(choices.below(1001)).expect("small"),
            6 => high,
            _ => low + unit,
        };
        decimal(mark.clamp(low, high), 9)
    });
    // Without needless zeros, but for some.
    marks.map(|mark| mark.trim_end_matches('0').trim_end_matches('.').to_owned()).collect()
}
