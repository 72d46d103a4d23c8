//! Figures as published.

use std::fmt;
use std::ops::Sub;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::Number;

/// A figure as published: rounded, with its places, `90.0`.
///
/// Differences of figures are exact, because both sides are what a reader sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Figure(Decimal);

impl Figure {
    /// A number of units of the last of `places` decimals.
    pub(super) fn of_units(units: i128, places: u32) -> Self {
        Self(Decimal::from_i128_with_scale(units, places))
    }

    /// How many units of the last decimal it is, and how many decimals it has.
    pub(super) fn units(self) -> (i128, u32) {
        (self.0.mantissa(), self.0.scale())
    }

    /// The figure for people: a minus is `−` (U+2212), not a hyphen.
    pub fn typeset(self) -> String {
        self.to_string().replace('-', "−")
    }

    /// The same, with a plus before what is above zero: for a change between two figures.
    pub fn typeset_change(self) -> String {
        let sign = if self.0 > Decimal::ZERO { "+" } else { "" };
        format!("{sign}{}", self.typeset())
    }

    /// As a decimal; for drawing.
    pub(crate) fn decimal(self) -> Decimal {
        self.0
    }

    /// This figure as a threshold was typed, for comparing with one.
    pub fn reaches(self, min: Number) -> bool {
        self.0 >= min.decimal()
    }

    /// How far it is above a threshold as typed; below zero if short of it.
    pub fn above(self, min: Number) -> Figure {
        Figure(self.0 - min.decimal())
    }

    /// The same figure without its sign.
    pub fn size(self) -> Figure {
        Figure(self.0.abs())
    }

    /// Whether it is above zero.
    pub fn is_positive(self) -> bool {
        self.0 > Decimal::ZERO
    }
}

impl Sub for Figure {
    type Output = Figure;
    fn sub(self, other: Figure) -> Figure {
        Figure(self.0 - other.0)
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
