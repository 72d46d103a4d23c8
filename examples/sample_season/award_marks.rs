//! Marks for an entry of the award, aggregated by assessment: drawn about a level, then steered to the overall.

use crate::award_cast::Entry;
use crate::programme::Weighted;
use crate::sheet::{HalfMark, Sheet, mark_about, spread};

/// How close to its target an overall is steered, in thousandths: close enough to tell 89.95 from 89.949.
pub(crate) const WIDTH: i128 = 4;

/// An entry's marks with the rounds they belong to.
#[derive(Clone)]
pub(crate) struct Marks {
    pub(crate) sheet: Sheet,
    /// The first row of each round, and the end of the last.
    bounds: Vec<usize>,
}

impl Marks {
    /// No marks, until there are some.
    pub(crate) fn none() -> Self {
        Self { sheet: Sheet::new(&[], Vec::new(), 0, 1), bounds: vec![0] }
    }

    /// The rows of a round.
    pub(crate) fn rows_of(&self, round: usize) -> std::ops::Range<usize> {
        self.bounds[round]..self.bounds[round + 1]
    }

    /// How many assessments there are.
    pub(crate) fn rows(&self) -> usize {
        self.bounds.last().copied().unwrap_or(0)
    }
}

/// Draws an entry's marks. A `full` entry has every quota met and no blank, so that another can share its overall.
pub(crate) fn draw(
    entry: &Entry,
    rounds: &[Weighted],
    criteria: &[Weighted],
    full: bool,
    rng: &mut fastrand::Rng,
) -> Marks {
    let quota =
        entry.mode.bands().iter().find(|band| band.0 == entry.group).map_or(0, |band| band.3);
    let level = entry.target as f64 / 1000.0;
    // Near the top of the scale marks have less room.
    let room = ((100.5 - level) / 12.0).clamp(0.4, 1.3);
    let habits: Vec<f64> = criteria.iter().map(|_| spread(5.0 * room, rng)).collect();
    let (mut rows, mut bounds) = (Vec::new(), vec![0]);
    for _ in 0..entry.rounds {
        let round_level = level + spread(2.5 * room, rng);
        for _ in 0..assessed(quota, full, rng) {
            let day = round_level + spread(6.0 * room, rng);
            let mut row: Vec<_> =
                habits.iter().map(|habit| Some(mark_about(day + habit, rng))).collect();
            if !full && rng.u8(..100) < 4 {
                blank_some(&mut row, rng);
            }
            rows.push(row);
        }
        bounds.push(rows.len());
    }
    let mut sheet = weigh(entry, rounds, criteria, &rows, &bounds);
    sheet.steer(entry.target, WIDTH, rng);
    Marks { sheet, bounds }
}

/// Marks with the same overall as `source`, to the last digit, though no row need be the same.
pub(crate) fn twin(source: &Marks, rng: &mut fastrand::Rng) -> Marks {
    let mut marks = source.clone();
    for round in source.bounds.windows(2) {
        marks.sheet.shuffle_columns(round[0], round[1], rng);
    }
    marks
}

/// The assessments made in a round: the quota, now and then a few fewer.
fn assessed(quota: usize, full: bool, rng: &mut fastrand::Rng) -> usize {
    let short = !full && rng.u8(..100) < 3;
    let missing = if short { rng.usize(1..=3).min(quota / 6) } else { 0 };
    quota - missing
}

/// Leaves one or two criteria without a mark: not applicable.
fn blank_some(row: &mut [Option<HalfMark>], rng: &mut fastrand::Rng) {
    for _ in 0..rng.usize(1..=2) {
        let column = rng.usize(..row.len());
        row[column] = None;
    }
}

/// Gives each mark its weight in the overall: round weight × criterion weight ÷ (weights marked in its row × rows).
///
/// The common denominator is 2 (half points) × all round weights × lcm of the rows' weights × lcm of the rounds' rows.
fn weigh(
    entry: &Entry,
    rounds: &[Weighted],
    criteria: &[Weighted],
    rows: &[Vec<Option<HalfMark>>],
    bounds: &[usize],
) -> Sheet {
    let marked: Vec<i128> = rows.iter().map(|row| weight_marked(row, criteria)).collect();
    let row_base = marked.iter().copied().fold(1, lcm);
    let lengths: Vec<i128> = bounds.windows(2).map(|round| wide(round[1] - round[0])).collect();
    let round_base = lengths.iter().copied().fold(1, lcm);
    let mut weights = Vec::with_capacity(rows.len() * criteria.len());
    for (round, span) in bounds.windows(2).enumerate() {
        for weight_marked in &marked[span[0]..span[1]] {
            let share =
                rounds[round].weight * (row_base / weight_marked) * (round_base / lengths[round]);
            weights.extend(criteria.iter().map(|criterion| criterion.weight * share));
        }
    }
    let present: i128 = rounds[..entry.rounds].iter().map(|round| round.weight).sum();
    let deducted = entry.deduction.map_or(0, |deduction| {
        let (round, half_points) = deduction.taken();
        rounds[round].weight * half_points * row_base * round_base
    });
    Sheet::new(rows, weights, deducted, 2 * present * row_base * round_base)
}

fn weight_marked(row: &[Option<HalfMark>], criteria: &[Weighted]) -> i128 {
    row.iter()
        .zip(criteria)
        .filter(|(mark, _)| mark.is_some())
        .map(|(_, criterion)| criterion.weight)
        .sum()
}

fn wide(count: usize) -> i128 {
    i128::try_from(count).expect("a count fits 128 bits")
}

fn lcm(a: i128, b: i128) -> i128 {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    a / x * b
}
