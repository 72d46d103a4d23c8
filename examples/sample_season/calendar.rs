//! Civil dates without a library: the example depends on as little as it can.

use std::fmt;

/// A day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Date(i64);

/// General holidays of Hong Kong within the assessment period, Sundays aside: no one is assessed on them.
const HOLIDAYS: [(i64, i64, i64); 8] = [
    (2026, 4, 3),
    (2026, 4, 4),
    (2026, 4, 6),
    (2026, 4, 7),
    (2026, 5, 1),
    (2026, 5, 25),
    (2026, 6, 19),
    (2026, 7, 1),
];

impl Date {
    /// The day of a year, month and day (Howard Hinnant's `days_from_civil`).
    pub(crate) const fn new(year: i64, month: i64, day: i64) -> Self {
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let year_of_era = year - era * 400;
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Self(
            era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
                - 719_468,
        )
    }

    /// Reads `2026-03-09`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-').map(|part| part.parse().ok());
        Some(Self::new(parts.next()??, parts.next()??, parts.next()??))
    }

    pub(crate) fn plus(self, days: i64) -> Self {
        Self(self.0 + days)
    }

    /// The first of this day and those after it on which the assessors work.
    pub(crate) fn or_next_working_day(self) -> Self {
        let mut day = self;
        while !day.is_working_day() {
            day = day.plus(1);
        }
        day
    }

    /// A working day between two days, both included; the first must be one.
    pub(crate) fn working_day_between(first: Self, last: Self, rng: &mut fastrand::Rng) -> Self {
        let mut day = Self(rng.i64(first.0..=last.0));
        while !day.is_working_day() && day > first {
            day = day.plus(-1);
        }
        day
    }

    fn is_working_day(self) -> bool {
        let sunday = (self.0 + 4).rem_euclid(7) == 0; // 1970-01-01 was a Thursday
        !sunday && !HOLIDAYS.iter().any(|&(year, month, day)| Self::new(year, month, day) == self)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = self.0 + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days - era * 146_097;
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}
