//! The marks of an assessment, packed: a season may hold millions.

use super::Number;

/// A mark for each of [`Programme::criteria`](super::Programme::criteria), on the scale of the programme; `None`
/// where a criterion is not applicable.
///
/// Packed, for most of the memory of a large season would be marks else: a whole number to 253 takes one byte,
/// any other nine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks(Box<[u8]>);

/// Not applicable.
const NONE: u8 = 0;

/// A number in billionths follows, in eight bytes.
const LONG: u8 = u8::MAX;

impl Marks {
    /// The marks in the order of the criteria.
    pub fn iter(&self) -> impl Iterator<Item = Option<Number>> {
        let mut bytes = &*self.0;
        std::iter::from_fn(move || {
            let (first, rest) = bytes.split_first()?;
            bytes = rest;
            Some(match *first {
                NONE => None,
                LONG => {
                    let (number, rest) = bytes.split_first_chunk()?;
                    bytes = rest;
                    Some(Number::of(i64::from_le_bytes(*number)))
                }
                small => Some(Number::of(i64::from(small - 1) * Number::ONE.billionths())),
            })
        })
    }

    /// The mark of a criterion by its place; `None` where it is not applicable.
    pub fn get(&self, criterion: usize) -> Option<Number> {
        self.iter().nth(criterion).flatten()
    }
}

impl FromIterator<Option<Number>> for Marks {
    fn from_iter<I: IntoIterator<Item = Option<Number>>>(marks: I) -> Self {
        let mut bytes = Vec::new();
        for mark in marks {
            match mark.map(Number::billionths) {
                None => bytes.push(NONE),
                Some(number) => match small(number) {
                    Some(byte) => bytes.push(byte),
                    None => {
                        bytes.push(LONG);
                        bytes.extend(number.to_le_bytes());
                    }
                },
            }
        }
        Self(bytes.into())
    }
}

/// The one byte of a small whole number.
fn small(billionths: i64) -> Option<u8> {
    let whole = billionths / Number::ONE.billionths();
    let byte = u8::try_from(whole).ok()?.checked_add(1)?;
    (billionths % Number::ONE.billionths() == 0 && byte < LONG).then_some(byte)
}

#[cfg(test)]
mod tests {
    use super::Marks;
    use crate::model::Number;

    #[test]
    fn marks_come_out_as_they_went_in() {
        let written = [
            "0",
            "1",
            "87",
            "87.5",
            "253",
            "254",
            "255",
            "256",
            "-1",
            "-0.000000001",
            "999999999",
            "0.999999999",
            "-999999999.999999999",
            "999999999.999999999",
            "100",
        ];
        let number = |text: &&str| text.parse::<Number>().expect("a number");
        let mut marks = vec![None];
        for one in written.iter().map(number) {
            marks.extend([Some(one), None]);
        }
        let packed: Marks = marks.iter().copied().collect();
        assert_eq!(packed.iter().collect::<Vec<_>>(), marks);
        for (at, mark) in marks.iter().enumerate() {
            assert_eq!(packed.get(at), *mark, "{at}");
        }
        assert_eq!(packed.get(marks.len()), None);
        assert_eq!(Marks::from_iter([Some(Number::HUNDRED), None]).0.len(), 2);
    }
}
