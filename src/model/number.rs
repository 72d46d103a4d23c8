//! Numbers of three kinds: as typed ([`Number`]), exact ([`Exact`]) and published ([`Figure`]).
//!
//! All arithmetic is on exact rationals; a value is rounded once, where it is published
//! (design, *The rules*). No floating point takes part.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Add, Sub};
use std::str::FromStr;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};
use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A decimal number just as somebody typed it: a mark, a weight, a threshold, points.
///
/// It has no unit of its own; the field that holds it says what it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Decimal);

impl Number {
    /// Zero.
    pub const ZERO: Number = Number(Decimal::ZERO);
    /// One hundred, what the weights of a programme add up to.
    pub const HUNDRED: Number = Number(Decimal::ONE_HUNDRED);

    /// How many decimals it has, trailing zeros aside.
    pub fn decimals(self) -> u32 {
        self.0.normalize().scale()
    }

    /// The number as an integer over a power of ten: `(8735, 2)` for 87.35.
    fn parts(self) -> (BigInt, u32) {
        (BigInt::from(self.0.mantissa()), self.0.scale())
    }
}

/// The text was not a [`Number`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidNumber;

impl fmt::Display for InvalidNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number has at most 9 digits before the point and 9 after it")
    }
}

impl std::error::Error for InvalidNumber {}

impl FromStr for Number {
    type Err = InvalidNumber;

    /// Reads plain decimal notation, `87.5`; no exponent, no thousands separator. More than 9
    /// digits before or after the point are refused and never rounded away, so that sums of
    /// numbers always have a place in a [`Figure`].
    fn from_str(text: &str) -> Result<Self, InvalidNumber> {
        let number = Decimal::from_str_exact(text).map_err(|_| InvalidNumber)?;
        let limit = Decimal::from(1_000_000_000);
        let fits = number.abs() < limit && number.normalize().scale() <= 9;
        fits.then_some(Self(number)).ok_or(InvalidNumber)
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Self {
        Self(Decimal::from(value))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.normalize().fmt(f)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Number {
    /// Accepts an integer, a decimal fraction, or a string of digits.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Number;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Number, E> {
                self.visit_str(&value.to_string())
            }
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Number, E> {
                self.visit_str(&value.to_string())
            }
            fn visit_f64<E: de::Error>(self, value: f64) -> Result<Number, E> {
                // The shortest text that reads back as this float is what was typed.
                self.visit_str(&value.to_string())
            }
            fn visit_str<E: de::Error>(self, value: &str) -> Result<Number, E> {
                value
                    .parse()
                    .map_err(|_| E::custom(format!("`{value}` is not a plain decimal number")))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl JsonSchema for Number {
    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        // A fraction of more digits than a binary one keeps is written in quotes.
        json_schema!({
            "type": ["number", "string"],
            "pattern": r"^-?[0-9]{1,9}(\.[0-9]{1,9})?$",
        })
    }
}

/// An exact rational: a score, a mean or a sum before any rounding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exact(BigRational);

impl Exact {
    /// Zero.
    pub fn zero() -> Self {
        Self(BigRational::zero())
    }

    /// The weighted mean of numbers, weights renormalised over those given: Σ w·x ÷ Σ w.
    ///
    /// `None` if there is nothing to average, or nothing with weight.
    pub fn weighted_mean_of_numbers(
        parts: impl IntoIterator<Item = (Number, Number)>,
    ) -> Option<Self> {
        // Sums stay integers over a power of ten, so that one fraction is reduced, not one a mark.
        let (mut total, mut weight) = (Sum::default(), Sum::default());
        for (w, x) in parts {
            let ((w, w_scale), (x, x_scale)) = (w.parts(), x.parts());
            total.add(&w * x, w_scale + x_scale);
            weight.add(w, w_scale);
        }
        weight.divide(total)
    }

    /// The weighted mean of exact values, weights renormalised over those given.
    ///
    /// `None` if there is nothing to average, or nothing with weight.
    pub fn weighted_mean<'a>(parts: impl IntoIterator<Item = (Number, &'a Exact)>) -> Option<Self> {
        let (mut total, mut weight) = (BigRational::zero(), BigRational::zero());
        for (w, x) in parts {
            let w = Exact::from(w).0;
            total += &w * &x.0;
            weight += w;
        }
        (!weight.is_zero()).then(|| Self(total / weight))
    }

    /// The plain mean, each value counting alike; `None` of nothing.
    pub fn mean<'a>(values: impl IntoIterator<Item = &'a Exact>) -> Option<Self> {
        Self::weighted_mean(values.into_iter().map(|x| (Number::from(1), x)))
    }

    /// The value as published: rounded half-up to `places` decimals.
    ///
    /// This is the only rounding there is. 89.95 becomes 90.0 at one place.
    pub fn publish(&self, places: u32) -> Figure {
        let shift = BigInt::from(10u32).pow(places);
        let scaled = &self.0 * BigRational::from_integer(shift);
        let half = BigRational::new(BigInt::from(1), BigInt::from(2));
        let units = (scaled + half).floor().to_integer();
        let units =
            units.to_i128().expect("a score lies on its scale, which has at most 28 digits");
        Figure(Decimal::from_i128_with_scale(units, places))
    }
}

impl From<Number> for Exact {
    fn from(number: Number) -> Self {
        let (units, scale) = number.parts();
        Self(BigRational::new(units, BigInt::from(10u32).pow(scale)))
    }
}

impl Add for &Exact {
    type Output = Exact;
    fn add(self, other: &Exact) -> Exact {
        Exact(&self.0 + &other.0)
    }
}

impl Sub for &Exact {
    type Output = Exact;
    fn sub(self, other: &Exact) -> Exact {
        Exact(&self.0 - &other.0)
    }
}

/// A running sum of decimals: an integer over a power of ten.
#[derive(Default)]
struct Sum {
    units: BigInt,
    scale: u32,
}

impl Sum {
    fn add(&mut self, units: BigInt, scale: u32) {
        if scale > self.scale {
            self.units *= BigInt::from(10u32).pow(scale - self.scale);
            self.scale = scale;
        }
        self.units += units * BigInt::from(10u32).pow(self.scale - scale);
    }

    /// `total` ÷ this sum.
    fn divide(self, total: Sum) -> Option<Exact> {
        let ten = BigInt::from(10u32);
        (!self.units.is_zero()).then(|| {
            Exact(BigRational::new(
                total.units * ten.pow(self.scale),
                self.units * ten.pow(total.scale),
            ))
        })
    }
}

/// A figure as published: rounded, with its places, `90.0`.
///
/// Differences of figures are exact, because both sides are what a reader sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Figure(Decimal);

impl Figure {
    /// The figure for people: a minus is `−` (U+2212), not a hyphen.
    pub fn typeset(self) -> String {
        self.to_string().replace('-', "−")
    }

    /// The same, with a plus before what is above zero: for a change between two figures.
    pub fn typeset_change(self) -> String {
        let sign = if self.0 > Decimal::ZERO { "+" } else { "" };
        format!("{sign}{}", self.typeset())
    }

    /// The place of this figure between `low` and `high`, in thousandths; for drawing only.
    pub fn permille(self, low: Number, high: Number) -> i32 {
        let share = (self.0 - low.0) * Decimal::ONE_THOUSAND / (high.0 - low.0);
        share.round().to_i32().unwrap_or(0)
    }

    /// This figure as a threshold was typed, for comparing with one.
    pub fn reaches(self, min: Number) -> bool {
        self.0 >= min.0
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

#[cfg(test)]
mod tests {
    use super::{Exact, Number};

    fn number(text: &str) -> Number {
        text.parse().expect("the test's own number")
    }

    fn exact(text: &str) -> Exact {
        number(text).into()
    }

    #[test]
    fn publishes_half_up_at_every_boundary() {
        for (value, published) in [
            ("69.95", "70.0"),
            ("69.949999999", "69.9"),
            ("79.95", "80.0"),
            ("89.95", "90.0"),
            ("89.949999999", "89.9"),
            ("0.05", "0.1"),
            ("0", "0.0"),
            ("100", "100.0"),
        ] {
            assert_eq!(exact(value).publish(1).to_string(), published, "{value}");
        }
        assert_eq!(exact("-0.25").publish(1).to_string(), "-0.2");
        assert_eq!(exact("4.995").publish(2).to_string(), "5.00");
    }

    #[test]
    fn a_mean_of_sevenths_is_exact() {
        // Seven marks that add to 630: the mean is 90, in floating point often 89.99….
        let marks = ["89.9", "90.1", "89.7", "90.3", "89.6", "90.4", "90"].map(exact);
        let mean = Exact::mean(&marks).expect("there are marks");
        assert_eq!(mean, exact("90"));
        let sevenths: Vec<_> =
            (0..7).map(|n| Exact::weighted_mean_of_numbers([(7.into(), n.into())])).collect();
        assert_eq!(Exact::mean(sevenths.iter().flatten()), Some(exact("3")));
    }

    #[test]
    fn weights_are_renormalised_over_what_is_given() {
        let mean = |parts: &[(&str, &str)]| {
            Exact::weighted_mean_of_numbers(parts.iter().map(|(w, x)| (number(w), number(x))))
        };
        assert_eq!(mean(&[("20", "90"), ("30", "80")]), Some(exact("84")));
        assert_eq!(mean(&[("0.5", "87.25"), ("1.50", "91")]), Some(exact("90.0625")));
        assert_eq!(mean(&[]), None);
        assert_eq!(mean(&[("0", "90")]), None);
    }

    #[test]
    fn too_many_digits_are_refused_not_rounded() {
        for text in ["0.1234567891", "1234567891", "1e3", "1,204", "", "∞"] {
            assert!(text.parse::<Number>().is_err(), "{text}");
        }
        assert!("123456789.123456789".parse::<Number>().is_ok());
    }
}
