//! From scores to places in a drawing.

use num_traits::ToPrimitive;
use rust_decimal::Decimal;

use crate::model::{Figure, Number};

/// The part of a programme's scale that is shown, along one side of a drawing.
pub(super) struct Scale {
    low: Decimal,
    high: Decimal,
    /// Where its ends are drawn.
    ends: (i32, i32),
}

impl Scale {
    /// All figures, with some room.
    pub(super) fn around(
        figures: impl IntoIterator<Item = Figure>,
        scale: (Number, Number),
        ends: (i32, i32),
    ) -> Self {
        let (whole, (low, high)) = extent(figures, scale);
        let room = ((high - low) / Decimal::TEN).max((whole.1 - whole.0) / Decimal::from(25));
        Self::within(whole, (low - room, high + room), ends)
    }

    /// All figures, with some room, from one plain number to another of no more than so many
    /// decimals.
    pub(super) fn between_plain_ends(
        figures: impl IntoIterator<Item = Figure>,
        scale: (Number, Number),
        places: u32,
        ends: (i32, i32),
    ) -> Self {
        let (whole, (low, high)) = extent(figures, scale);
        let span = (high - low).max((whole.1 - whole.0) / Decimal::TEN);
        let (step, room) = (plain_step(span, places), span / Decimal::from(25));
        let low = ((low - room) / step).floor() * step;
        let high = ((high + room) / step).ceil() * step;
        Self::within(whole, (low, high), ends)
    }

    fn within(whole: (Decimal, Decimal), shown: (Decimal, Decimal), ends: (i32, i32)) -> Self {
        Self { low: shown.0.max(whole.0), high: shown.1.min(whole.1), ends }
    }

    /// Where a figure is drawn.
    pub(super) fn at(&self, figure: Figure) -> i32 {
        let (from, to) = self.ends;
        let share = (figure.decimal() - self.low) / (self.high - self.low).max(Decimal::new(1, 9));
        let share = share.clamp(Decimal::ZERO, Decimal::ONE);
        from + (share * Decimal::from(to - from)).round().to_i32().unwrap_or_default()
    }

    /// The two ends of what is shown: what is written there, if so many decimals can say it, and
    /// where.
    pub(super) fn ends(&self, places: u32) -> [(Option<String>, i32); 2] {
        let written = |end: Decimal| {
            let rounded = end.round_dp(places);
            let digits = usize::try_from(places).unwrap_or_default();
            (rounded == end).then(|| format!("{rounded:.digits$}").replace('-', "−"))
        };
        [(written(self.low), self.ends.0), (written(self.high), self.ends.1)]
    }
}

type Range = (Decimal, Decimal);

/// The whole scale, and from where to where the figures reach: all of it if there are none.
fn extent(figures: impl IntoIterator<Item = Figure>, scale: (Number, Number)) -> (Range, Range) {
    let whole = (scale.0.decimal(), scale.1.decimal());
    let values = figures.into_iter().map(Figure::decimal);
    let reach = values.fold(None, |reach: Option<Range>, value| {
        Some(reach.map_or((value, value), |(low, high)| (low.min(value), high.max(value))))
    });
    (whole, reach.unwrap_or(whole))
}

/// The least of 1, 2, 5, 10, 20 … of the last decimal of which a span has no more than four.
fn plain_step(span: Decimal, places: u32) -> Decimal {
    let mut unit = Decimal::new(1, places);
    loop {
        let steps = [1, 2, 5].map(|times| unit * Decimal::from(times));
        if let Some(step) = steps.into_iter().find(|step| span <= *step * Decimal::from(4)) {
            return step;
        }
        unit *= Decimal::TEN;
    }
}
