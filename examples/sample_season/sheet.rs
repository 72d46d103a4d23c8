//! An entry's marks and the exact overall they make.
//!
//! An overall is linear in its marks: each mark counts with a fixed rational weight, whichever way the programme
//! aggregates. So a sheet holds the marks, their weights over one common denominator, and what is deducted; moving a
//! mark by a point moves the overall by a known amount, which is all that steering needs.

/// Marks are kept in half points: 87.5 is 175.
pub(crate) type HalfMark = u8;

/// The mark 100, in half points.
const FULL: HalfMark = 200;

/// The lowest mark steering gives; a mark of 0 in a sample would need a story.
const LOWEST: HalfMark = 20;

/// Rows of marks, one an assessment, with their weights in the overall.
#[derive(Clone)]
pub(crate) struct Sheet {
    columns: usize,
    marks: Vec<Option<HalfMark>>,
    weights: Vec<i128>,
    deducted: i128,
    denominator: i128,
}

impl Sheet {
    /// A sheet of `rows`; `denominator` is that of the weights *per half point*, and `deducted` is over it too.
    pub(crate) fn new(
        rows: &[Vec<Option<HalfMark>>],
        weights: Vec<i128>,
        deducted: i128,
        denominator: i128,
    ) -> Self {
        let columns = rows.first().map_or(0, Vec::len);
        let marks: Vec<_> = rows.iter().flatten().copied().collect();
        assert_eq!(marks.len(), weights.len(), "a weight for each mark");
        Self { columns, marks, weights, deducted, denominator }
    }

    /// The marks of one assessment, a column a criterion.
    pub(crate) fn row(&self, row: usize) -> &[Option<HalfMark>] {
        &self.marks[row * self.columns..][..self.columns]
    }

    /// The overall as an exact fraction.
    pub(crate) fn overall(&self) -> Overall {
        let sum: i128 =
            self.marks.iter().zip(&self.weights).map(|(mark, weight)| half(*mark) * weight).sum();
        Overall { numerator: sum - self.deducted, denominator: self.denominator }
    }

    /// Moves marks, one at a time and at random, until the overall is within `width` thousandths from `target` up.
    pub(crate) fn steer(&mut self, target: i128, width: i128, rng: &mut fastrand::Rng) {
        const PATIENCE: usize = 200_000;
        let low = target * self.denominator;
        let high = (target + width) * self.denominator;
        let mut now = self.overall().numerator * 1000;
        for attempt in 0..PATIENCE {
            if self.marks.is_empty() || (low..high).contains(&now) {
                return;
            }
            // Whole points first; halves only when whole ones keep missing.
            let step: i16 = if attempt < PATIENCE / 4 { 2 } else { 1 };
            let step = if now < low { step } else { -step };
            let cell = rng.usize(..self.marks.len());
            let Some(mark) = self.marks[cell] else {
                continue;
            };
            let moved = i16::from(mark) + step;
            let then = now + i128::from(step) * self.weights[cell] * 1000;
            let overshoots = if step > 0 { then >= high } else { then < low };
            if overshoots || moved > i16::from(FULL) || moved < i16::from(LOWEST) {
                continue;
            }
            self.marks[cell] = u8::try_from(moved).ok();
            now = then;
        }
    }

    /// Permutes each criterion's marks among the assessments `from..to`: other rows, the same means.
    pub(crate) fn shuffle_columns(&mut self, from: usize, to: usize, rng: &mut fastrand::Rng) {
        for column in 0..self.columns {
            for row in (from + 1..to).rev() {
                let other = rng.usize(from..=row);
                let (a, b) = (row * self.columns + column, other * self.columns + column);
                // A blank stays where it is, or the weights would no longer fit the marks.
                if self.marks[a].is_some() && self.marks[b].is_some() {
                    self.marks.swap(a, b);
                }
            }
        }
    }

    /// The mean of a criterion over some rows, in half points, for choosing what a comment praises.
    pub(crate) fn mean(&self, column: usize, rows: std::ops::Range<usize>) -> Option<f64> {
        let marks: Vec<f64> = rows.filter_map(|row| self.row(row)[column]).map(f64::from).collect();
        if marks.is_empty() { None } else { Some(marks.iter().sum::<f64>() / marks.len() as f64) }
    }
}

fn half(mark: Option<HalfMark>) -> i128 {
    mark.map_or(0, i128::from)
}

/// An exact overall score.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Overall {
    pub(crate) numerator: i128,
    pub(crate) denominator: i128,
}

impl Overall {
    /// The published figure in tenths of a point, rounded half-up.
    pub(crate) fn tenths(self) -> i128 {
        (self.numerator * 20 + self.denominator).div_euclid(self.denominator * 2)
    }

    /// Whether it lies in a half-open interval of thousandths.
    pub(crate) fn is_between(self, low: i128, high: i128) -> bool {
        (low * self.denominator..high * self.denominator).contains(&(self.numerator * 1000))
    }

    pub(crate) fn equals(self, other: Self) -> bool {
        self.numerator * other.denominator == other.numerator * self.denominator
    }
}

/// A mark somewhere about `level`, in half points: whole points mostly, a half now and then.
pub(crate) fn mark_about(level: f64, rng: &mut fastrand::Rng) -> HalfMark {
    let points = (level + spread(7.0, rng)).clamp(f64::from(LOWEST) / 2.0, 100.0).round() as u8;
    let half = u8::from(points < 100 && rng.u16(..500) < 2);
    points * 2 + half
}

/// A number near zero, rarely beyond `width`: the mean of three draws, which is bell-shaped enough.
pub(crate) fn spread(width: f64, rng: &mut fastrand::Rng) -> f64 {
    let draws = rng.f64() + rng.f64() + rng.f64();
    (draws / 1.5 - 1.0) * width * 1.5
}

/// A mark as the spreadsheet has it: `87`, `87.5`, or empty.
pub(crate) fn text(mark: Option<HalfMark>) -> String {
    match mark {
        None => String::new(),
        Some(mark) if mark % 2 == 0 => (mark / 2).to_string(),
        Some(mark) => format!("{}.5", mark / 2),
    }
}
