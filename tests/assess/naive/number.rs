//! Exact numbers from text, and back to text at so many places.

use num_bigint::BigInt;
use num_rational::BigRational;

/// An exact rational.
pub(super) type Q = BigRational;

/// A whole number.
pub(super) fn whole(number: usize) -> Q {
    Q::from_integer(BigInt::from(number))
}

/// Reads `-87.5`, full-width or not.
pub(super) fn q(text: &str) -> Q {
    let mut digits = String::new();
    let mut decimals: Option<u32> = None;
    let mut negative = false;
    for c in text.trim().chars() {
        match c {
            '-' | '−' | '－' => negative = true,
            '+' | '＋' => {}
            '.' | '．' => decimals = Some(0),
            '0'..='9' => digits.push(c),
            '０'..='９' => {
                let digit = u32::from(c) - u32::from('０');
                digits.push(char::from_digit(digit, 10).expect("a digit"));
            }
            other => panic!("{other} in the number {text}"),
        }
        if c.is_numeric() {
            decimals = decimals.map(|count| count + 1);
        }
    }
    let number: BigInt = digits.parse().expect("digits");
    let number = if negative { -number } else { number };
    Q::new(number, BigInt::from(10).pow(decimals.unwrap_or(0)))
}

/// The whole number of units of the last place that a value is published as, half-up.
fn units(value: &Q, places: u32) -> BigInt {
    // ⌊v·10ᵖ + ½⌋ = ⌊(2·n·10ᵖ + d) ÷ 2d⌋, the division rounding down.
    let (n, d) = (value.numer(), value.denom());
    let above = BigInt::from(2) * n * BigInt::from(10).pow(places) + d;
    let below = BigInt::from(2) * d;
    let (quotient, rest) = (&above / &below, &above % &below);
    if rest < BigInt::from(0) { quotient - 1 } else { quotient }
}

/// A value rounded to so many places, still a number.
pub(super) fn rounded(value: &Q, places: u32) -> Q {
    Q::new(units(value, places), BigInt::from(10).pow(places))
}

/// A value as text, rounded half-up to so many places.
pub(super) fn published(value: &Q, places: u32) -> String {
    let units = units(value, places).to_string();
    let (sign, digits) = units.strip_prefix('-').map_or(("", units.as_str()), |rest| ("-", rest));
    let places = usize::try_from(places).expect("few");
    let digits = format!("{digits:0>width$}", width = places + 1);
    let (before, after) = digits.split_at(digits.len() - places);
    if places == 0 { format!("{sign}{before}") } else { format!("{sign}{before}.{after}") }
}

/// A number in full, without needless zeros; it must have at most nine decimals.
pub(super) fn plain(value: &Q) -> String {
    for places in 0..=9 {
        if rounded(value, places) == *value {
            return published(value, places);
        }
    }
    panic!("{value} has more than nine decimals")
}

#[test]
fn rounds_half_up_by_whole_numbers() {
    for (value, places, text) in [
        ("89.95", 1, "90.0"),
        ("89.949999999", 1, "89.9"),
        ("0.04", 1, "0.0"),
        ("-0.04", 1, "0.0"),
        ("-0.05", 1, "0.0"),
        ("-0.06", 1, "-0.1"),
        ("-2.5", 0, "-2"),
        ("2.5", 0, "3"),
        ("７．００５", 2, "7.01"),
    ] {
        assert_eq!(published(&q(value), places), text, "{value}");
    }
    assert_eq!(published(&(q("1") / q("3")), 3), "0.333");
    assert_eq!(plain(&q("10.250")), "10.25");
}
