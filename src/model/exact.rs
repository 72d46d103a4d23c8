//! Exact values: scores, means and sums before any rounding.
//!
//! All arithmetic is on exact rationals; a value is rounded once, where it is published
//! (`RULES.md`). No floating point takes part.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::{Add, Div, Mul, Sub};

use num_bigint::BigInt;
use num_rational::{BigRational, Ratio};
use num_traits::{Euclid, ToPrimitive, Zero};

use super::{Figure, Number};

/// An exact rational: a score, a mean or a sum before any rounding.
#[derive(Debug, Clone)]
pub struct Exact(BigRational);

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        let parts = |value: &BigRational| Some((value.numer().to_i64()?, value.denom().to_i64()?));
        match (parts(&self.0), parts(&other.0)) {
            // Denominators are above zero: n ÷ d is as n·d′ to n′·d, which two words hold.
            (Some((above, below)), Some((other_above, other_below))) => {
                let product = |a, b| i128::from(a) * i128::from(b);
                product(above, other_below).cmp(&product(other_above, below))
            }
            _ => self.0.cmp(&other.0),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

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
        let one = i128::from(Number::ONE.billionths());
        if let (Some(total), Some(weight)) = (total.of_machine_size(), weight.of_machine_size())
            && let Some(weight) = weight.checked_mul(one)
        {
            // Lowest terms are found much faster in the machine's own integers.
            let (above, below) = Ratio::new(total, weight).into_raw();
            return Self(BigRational::new_raw(above.into(), below.into()));
        }
        Self(BigRational::new(total.whole(), weight.whole() * one))
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
        // ⌊x·10ᵖ + ½⌋ = ⌊(2·n·10ᵖ + d) ÷ 2·d⌋ of x = n ÷ d, which needs no fraction in lowest terms.
        let (above, below) = (self.0.numer(), self.0.denom());
        let units = floor_of_machine_size(above, below, places).unwrap_or_else(|| {
            let above: BigInt = above * BigInt::from(10u32).pow(places) * 2 + below;
            figure_units(&above.div_euclid(&(below * 2)))
        });
        Figure::of_units(units, places)
    }

    /// The value as somebody gave it, with so many decimals at the least, and at the most 9: points are never
    /// rounded.
    pub fn as_given(&self, places: u32) -> Figure {
        let whole = |places: &u32| Exact::from(self.publish(*places)) == *self;
        self.publish((places..9).find(whole).unwrap_or(9))
    }

    /// The least figure that is published only of values no less than this one.
    pub fn published_at_least(&self, places: u32) -> Figure {
        let unit = BigRational::from_integer(BigInt::from(10u32).pow(places));
        let units = (&self.0 * unit + half()).ceil().to_integer();
        Figure::of_units(figure_units(&units), places)
    }

    /// The least value that is published as a number of at most `places` decimals, or as more.
    pub fn least_published_as(number: Number, places: u32) -> Self {
        let unit = BigRational::new(BigInt::from(1), BigInt::from(10u32).pow(places));
        Self(Self::from(number).0 - half() * unit)
    }

    /// The value in decimals; and as a fraction, `1851/22`, if the decimals are cut short.
    ///
    /// Those cut short are 6; more where 6 would read as zero or as a threshold, which has at most
    /// 3 decimals.
    pub fn written(&self) -> (String, Option<String>) {
        let reads_back = |places: &u32| Exact::from(self.publish(*places)) == *self;
        if let Some(places) = (0..=9).find(reads_back) {
            return (self.publish(places).to_string(), None);
        }
        let mut decimals = (6..15).map(|places| self.publish(places).to_string());
        let telling = decimals.find(|decimals| !decimals.ends_with("000"));
        let decimals = telling.unwrap_or_else(|| self.publish(15).to_string());
        (decimals, Some(self.0.to_string()))
    }
}

impl From<Figure> for Exact {
    fn from(figure: Figure) -> Self {
        let (units, places) = figure.units();
        Self(BigRational::new(units.into(), BigInt::from(10u32).pow(places)))
    }
}

impl From<Number> for Exact {
    fn from(number: Number) -> Self {
        Self(BigRational::new(number.billionths().into(), Number::ONE.billionths().into()))
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

/// ⌊n ÷ d·10ᵖ + ½⌋, where all of it fits the machine's integers.
fn floor_of_machine_size(above: &BigInt, below: &BigInt, places: u32) -> Option<i128> {
    let (above, below) = (above.to_i128()?, below.to_i128()?);
    let units = 10_i128.checked_pow(places)?.checked_mul(2)?;
    let above = above.checked_mul(units)?.checked_add(below)?;
    Some(above.div_euclid(below.checked_mul(2)?))
}

/// # Panics
/// The figure has more than 38 digits.
fn figure_units(units: &BigInt) -> i128 {
    units.to_i128().expect("a score lies on its scale, which has at most 28 digits")
}

fn half() -> BigRational {
    BigRational::new(BigInt::from(1), BigInt::from(2))
}

/// Σ w·x, in billionths of billionths, and Σ w, in billionths.
fn weigh(parts: impl IntoIterator<Item = (Number, Number)>) -> (Sum, Sum) {
    let (mut total, mut weight) = (Sum::default(), Sum::default());
    for (w, x) in parts {
        total.add(i128::from(w.billionths()) * i128::from(x.billionths()));
        weight.add(w.billionths().into());
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

    fn of_machine_size(&self) -> Option<i128> {
        self.outgrown.is_zero().then_some(self.small)
    }

    fn whole(self) -> BigInt {
        self.outgrown + self.small
    }
}

#[cfg(test)]
mod tests {
    use num_bigint::BigInt;
    use num_rational::BigRational;

    use super::Exact;
    use crate::model::{Figure, Number};

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
    fn publishing_is_the_same_in_integers_of_any_size() {
        let huge = BigInt::from(10).pow(60);
        for above in -40..40 {
            for below in 1..12 {
                let small = Exact(BigRational::new(above.into(), below.into()));
                let large = Exact(BigRational::new_raw(above * &huge, below * &huge));
                for places in [0, 1, 2] {
                    let unit = BigRational::from_integer(BigInt::from(10u32).pow(places));
                    let rounded = (&small.0 * unit + super::half()).floor().to_integer();
                    let expected = Figure::of_units(super::figure_units(&rounded), places);
                    assert_eq!(small.publish(places), expected, "{above}/{below}");
                    assert_eq!(large.publish(places), expected, "{above}/{below}");
                }
            }
        }
    }

    #[test]
    fn values_compare_alike_in_integers_of_any_size() {
        let huge = BigInt::from(10).pow(60);
        let values = |scale: &BigInt| -> Vec<_> {
            let all = (-9..10).flat_map(|above| (1..9).map(move |below| (above, below)));
            let of =
                |(above, below): (i64, i64)| BigRational::new_raw(above * scale, below * scale);
            all.map(|parts| Exact(of(parts))).collect()
        };
        let (small, large) = (values(&1.into()), values(&huge));
        for (a, a_large) in small.iter().zip(&large) {
            for (b, b_large) in small.iter().zip(&large) {
                let expected = a_large.0.cmp(&b_large.0);
                assert_eq!((a.cmp(b), a_large.cmp(b_large)), (expected, expected), "{a:?} {b:?}");
                assert_eq!((a.cmp(b_large), a == b), (expected, expected.is_eq()), "{a:?} {b:?}");
            }
        }
        let far = |units: i64| Exact(BigRational::from_integer(units.into()));
        assert!(far(i64::MIN) < far(i64::MAX) && far(i64::MAX) == far(i64::MAX));
    }

    #[test]
    fn points_are_written_as_they_were_given() {
        for (given, places, written) in [
            ("2.5", 0, "2.5"),
            ("0.25", 1, "0.25"),
            ("1", 1, "1.0"),
            ("0.000000001", 1, "0.000000001"),
        ] {
            assert_eq!(exact(given).as_given(places).to_string(), written);
        }
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
}
