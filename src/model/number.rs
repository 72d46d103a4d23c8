//! Numbers as somebody typed them.

use std::fmt;
use std::num::NonZeroU64;
use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::schema::inline_schema;

/// A decimal number just as somebody typed it: a mark, a weight, a threshold, points.
///
/// It has no unit of its own; the field that holds it says what it counts. Inside, it is a whole
/// number of billionths, since it has at most 9 digits on either side of the point. They are counted
/// from below any number there is, never zero, so that a mark that may be missing takes no more room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(NonZeroU64);

/// How many decimals a [`Number`] may have.
const DECIMALS: u32 = 9;

impl Number {
    /// Zero.
    pub const ZERO: Number = Number::of(0);
    /// One, the weight of what counts like any other.
    pub const ONE: Number = Number::of(10_i64.pow(DECIMALS));
    /// One hundred, what the weights of a programme add up to.
    pub const HUNDRED: Number = Number::of(100 * Number::ONE.billionths());

    /// So many billionths.
    pub(super) const fn of(billionths: i64) -> Self {
        let above_least = billionths.wrapping_sub(i64::MIN).cast_unsigned();
        Self(NonZeroU64::new(above_least).expect("19 digits are not the least there are"))
    }

    /// How many decimals it has, trailing zeros aside.
    pub fn decimals(self) -> u32 {
        self.decimal().scale()
    }

    /// How many billionths it is.
    pub(super) const fn billionths(self) -> i64 {
        self.0.get().cast_signed().wrapping_add(i64::MIN)
    }

    /// A quarter of it, cut at billionths.
    pub fn quarter(self) -> Self {
        Self::of(self.billionths() / 4)
    }

    /// As a decimal, without trailing zeros.
    pub(crate) fn decimal(self) -> Decimal {
        Decimal::from_i128_with_scale(self.billionths().into(), DECIMALS).normalize()
    }

    /// As a binary fraction, for lengths of what is drawn; no result may rest on one.
    pub(crate) fn to_f64(self) -> f64 {
        self.decimal().to_f64().unwrap_or_default()
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
    /// numbers always have a place in a [`Figure`](super::Figure).
    fn from_str(text: &str) -> Result<Self, InvalidNumber> {
        let number = Decimal::from_str_exact(text).map_err(|_| InvalidNumber)?;
        let limit = Decimal::from(1_000_000_000);
        let number = number.normalize();
        if number.abs() >= limit || number.scale() > DECIMALS {
            return Err(InvalidNumber);
        }
        let billionths = number.mantissa() * 10_i128.pow(DECIMALS - number.scale());
        i64::try_from(billionths).map(Self::of).map_err(|_| InvalidNumber)
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Self {
        Self::of(i64::from(value) * Self::ONE.billionths())
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

// A fraction of more digits than a binary one keeps is written in quotes.
inline_schema!(Number, {
    "type": ["number", "string"],
    "pattern": r"^-?[0-9]{1,9}(\.[0-9]{1,9})?$",
});

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn too_many_digits_are_refused_not_rounded() {
        for text in ["0.1234567891", "1234567891", "1e3", "1,204", "", "∞"] {
            assert!(text.parse::<Number>().is_err(), "{text}");
        }
        assert!("123456789.123456789".parse::<Number>().is_ok());
    }

    #[test]
    fn numbers_read_back_in_their_order_and_need_no_room_to_be_missing() {
        let texts =
            ["-999999999.999999999", "-1", "0", "0.000000001", "87.5", "999999999.999999999"];
        let numbers = texts.map(|text| text.parse::<Number>().expect("a number"));
        assert!(numbers.is_sorted());
        assert_eq!(numbers.map(|number| number.to_string()), texts);
        assert_eq!(size_of::<Option<Number>>(), size_of::<Number>());
    }
}
