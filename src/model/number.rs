//! Numbers of three kinds: as typed ([`Number`]), exact ([`Exact`]) and published ([`Figure`]).
//!
//! All arithmetic is on exact rationals; a value is rounded once, where it is published
//! (design, *The rules*). No floating point takes part.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::{Add, Div, Mul, Sub};
use std::str::FromStr;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};
use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A decimal number just as somebody typed it: a mark, a weight, a threshold, points.
///
/// It has no unit of its own; the field that holds it says what it counts. Inside, it is a whole
/// number of billionths, since it has at most 9 digits on either side of the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(i64);

/// How many decimals a [`Number`] may have.
const DECIMALS: u32 = 9;

impl Number {
    /// Zero.
    pub const ZERO: Number = Number(0);
    /// One, the weight of what counts like any other.
    pub const ONE: Number = Number(10_i64.pow(DECIMALS));
    /// One hundred, what the weights of a programme add up to.
    pub const HUNDRED: Number = Number(100 * Number::ONE.0);

    /// How many decimals it has, trailing zeros aside.
    pub fn decimals(self) -> u32 {
        self.decimal().scale()
    }

    fn decimal(self) -> Decimal {
        Decimal::from_i128_with_scale(self.0.into(), DECIMALS).normalize()
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
        let number = number.normalize();
        if number.abs() >= limit || number.scale() > DECIMALS {
            return Err(InvalidNumber);
        }
        let billionths = number.mantissa() * 10_i128.pow(DECIMALS - number.scale());
        i64::try_from(billionths).map(Self).map_err(|_| InvalidNumber)
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Self {
        Self(i64::from(value) * Self::ONE.0)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.decimal().fmt(f)
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
        let (total, weight) = weigh(parts);
        (weight != Sum::default()).then(|| Self::quotient(total, weight))
    }

    /// The plain mean of weighted means, each with its weights renormalised over those given:
    /// Σ (Σ w·x ÷ Σ w) ÷ n. A mean without weight is left out, and does not count in n.
    ///
    /// `None` if there is nothing to average.
    pub fn mean_of_weighted_means<Parts: IntoIterator<Item = (Number, Number)>>(
        means: impl IntoIterator<Item = Parts>,
    ) -> Option<Self> {
        // Means of the same weight share a fraction: nearly always there is one in all.
        let mut by_weight: Vec<(Sum, Sum)> = Vec::new();
        let mut count = 0_u64;
        for (total, weight) in means.into_iter().map(weigh) {
            if weight == Sum::default() {
                continue;
            }
            count += 1;
            match by_weight.iter_mut().find(|(known, _)| *known == weight) {
                Some((_, sum)) => sum.add_all(total),
                None => by_weight.push((weight, total)),
            }
        }
        let quotients = by_weight.into_iter().map(|(weight, total)| Self::quotient(total, weight));
        let sum = quotients.fold(Self::zero(), |sum, mean| &sum + &mean);
        (count > 0).then(|| Self(sum.0 / BigRational::from_integer(count.into())))
    }

    /// A sum of products of numbers ÷ a sum of numbers, which is not zero.
    fn quotient(total: Sum, weight: Sum) -> Self {
        Self(BigRational::new(total.whole(), weight.whole() * Number::ONE.0))
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
        // Values share few denominators: numerators are added up first.
        let mut sums: BTreeMap<&BigInt, BigInt> = BTreeMap::new();
        let mut count = 0_u64;
        for Self(value) in values {
            *sums.entry(value.denom()).or_default() += value.numer();
            count += 1;
        }
        let parts = sums.into_iter().map(|(below, above)| BigRational::new(above, below.clone()));
        let sum = parts.fold(BigRational::zero(), |sum, part| sum + part);
        (count > 0).then(|| Self(sum / BigRational::from_integer(count.into())))
    }

    /// The value as published: rounded half-up to `places` decimals.
    ///
    /// This is the only rounding there is of a score. 89.95 becomes 90.0 at one place.
    pub fn publish(&self, places: u32) -> Figure {
        Self::figure((self.in_units(places) + half()).floor(), places)
    }

    /// The least figure that is no less than the value: for what has to suffice.
    pub fn publish_up(&self, places: u32) -> Figure {
        Self::figure(self.in_units(places).ceil(), places)
    }

    /// The least value that is published as a number of at most `places` decimals, or as more.
    pub fn least_published_as(number: Number, places: u32) -> Self {
        let unit = BigRational::new(BigInt::from(1), BigInt::from(10u32).pow(places));
        Self(Self::from(number).0 - half() * unit)
    }

    /// The value in units of the last of `places` decimals.
    fn in_units(&self, places: u32) -> BigRational {
        &self.0 * BigRational::from_integer(BigInt::from(10u32).pow(places))
    }

    fn figure(units: BigRational, places: u32) -> Figure {
        let units = units.to_integer().to_i128();
        let units = units.expect("a score lies on its scale, which has at most 28 digits");
        Figure(Decimal::from_i128_with_scale(units, places))
    }

    /// The value in decimals; and as a fraction, `1851/22`, if the decimals are cut short.
    ///
    /// Those cut short are at least 6 and end in another digit than 0, so that what is not zero
    /// never reads as zero, nor what is not a threshold as one.
    pub fn written(&self) -> (String, Option<String>) {
        let reads_back = |places: &u32| Exact::from(self.publish(*places)) == *self;
        if let Some(places) = (0..=9).find(reads_back) {
            return (self.publish(places).to_string(), None);
        }
        let mut decimals = (6..15).map(|places| self.publish(places).to_string());
        let telling = decimals.find(|decimals| !decimals.ends_with('0'));
        let decimals = telling.unwrap_or_else(|| self.publish(15).to_string());
        (decimals, Some(self.0.to_string()))
    }
}

impl From<Figure> for Exact {
    fn from(figure: Figure) -> Self {
        let units = BigInt::from(figure.0.mantissa());
        Self(BigRational::new(units, BigInt::from(10u32).pow(figure.0.scale())))
    }
}

impl From<Number> for Exact {
    fn from(number: Number) -> Self {
        Self(BigRational::new(number.0.into(), Number::ONE.0.into()))
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

impl Mul for &Exact {
    type Output = Exact;
    fn mul(self, other: &Exact) -> Exact {
        Exact(&self.0 * &other.0)
    }
}

impl Div for &Exact {
    type Output = Exact;
    /// # Panics
    /// The divisor is zero.
    fn div(self, other: &Exact) -> Exact {
        Exact(&self.0 / &other.0)
    }
}

fn half() -> BigRational {
    BigRational::new(BigInt::from(1), BigInt::from(2))
}

/// Σ w·x, in billionths of billionths, and Σ w, in billionths.
fn weigh(parts: impl IntoIterator<Item = (Number, Number)>) -> (Sum, Sum) {
    let (mut total, mut weight) = (Sum::default(), Sum::default());
    for (w, x) in parts {
        total.add(i128::from(w.0) * i128::from(x.0));
        weight.add(w.0.into());
    }
    (total, weight)
}

/// A running sum of integers, which takes to big ones only when it outgrows the machine's.
#[derive(Default, PartialEq, Eq)]
struct Sum {
    small: i128,
    outgrown: BigInt,
}

impl Sum {
    fn add(&mut self, value: i128) {
        match self.small.checked_add(value) {
            Some(sum) => self.small = sum,
            None => self.outgrown += std::mem::replace(&mut self.small, value),
        }
    }

    fn add_all(&mut self, other: Sum) {
        self.add(other.small);
        self.outgrown += other.outgrown;
    }

    fn whole(self) -> BigInt {
        self.outgrown + self.small
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
        let (low, high) = (low.decimal(), high.decimal());
        let share = (self.0 - low) * Decimal::ONE_THOUSAND / (high - low);
        share.round().to_i32().unwrap_or(0)
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
    fn an_exact_value_is_written_so_that_it_is_not_taken_for_another() {
        let third = |units: &str| {
            let parts = [(number("1"), number(units)), (number("2"), number("0"))];
            Exact::weighted_mean_of_numbers(parts).expect("there is weight").written()
        };
        assert_eq!(exact("87.350").written(), ("87.35".into(), None));
        assert_eq!(exact("90").written(), ("90".into(), None));
        assert_eq!(third("250"), ("83.333333".into(), Some("250/3".into())));
        assert_eq!(third("0.0000001"), ("0.00000003".into(), Some("1/30000000".into())));
        assert_eq!(
            third("269.8499999"),
            ("89.94999997".into(), Some("2698499999/30000000".into()))
        );
    }

    #[test]
    fn too_many_digits_are_refused_not_rounded() {
        for text in ["0.1234567891", "1234567891", "1e3", "1,204", "", "∞"] {
            assert!(text.parse::<Number>().is_err(), "{text}");
        }
        assert!("123456789.123456789".parse::<Number>().is_ok());
    }
}
