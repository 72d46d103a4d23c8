//! Days counted by hand, month by month.

use std::fmt;

/// A day of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Date {
    year: u32,
    month: u32,
    day: u32,
}

fn days_in(year: u32, month: u32) -> u32 {
    let divides = |by: u32| year.is_multiple_of(by);
    let leap = (divides(4) && !divides(100)) || divides(400);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Date {
    /// Reads `2026-11-06`.
    pub(crate) fn parse(text: &str) -> Self {
        let parts: Vec<u32> = text.split('-').map(|part| part.parse().expect("digits")).collect();
        Self { year: parts[0], month: parts[1], day: parts[2] }
    }

    /// The last day of a month.
    pub(crate) fn last_of(year: u32, month: u32) -> Self {
        Self { year, month, day: days_in(year, month) }
    }

    /// The same day so many months on; the last day of a month that is too short.
    pub(crate) fn months_on(mut self, months: u32) -> Self {
        for _ in 0..months {
            self.month += 1;
            if self.month == 13 {
                (self.year, self.month) = (self.year + 1, 1);
            }
        }
        self.day = self.day.min(days_in(self.year, self.month));
        self
    }

    /// The day before.
    pub(crate) fn eve(self) -> Self {
        if self.day > 1 {
            return Self { day: self.day - 1, ..self };
        }
        if self.month > 1 {
            return Self::last_of(self.year, self.month - 1);
        }
        Self::last_of(self.year - 1, 12)
    }

    /// So many days before.
    pub(crate) fn days_before(self, days: u32) -> Self {
        (0..days).fold(self, |date, _| date.eve())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[test]
fn the_examples_of_the_design() {
    let until = |from: &str, months| Date::parse(from).months_on(months).eve().to_string();
    assert_eq!(until("2026-08-31", 6), "2027-02-27");
    assert_eq!(until("2027-08-31", 6), "2028-02-28");
    assert_eq!(until("2026-01-01", 12), "2026-12-31");
    assert_eq!(Date::parse("2027-03-01").days_before(60).to_string(), "2026-12-31");
}
