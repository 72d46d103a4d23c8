//! The places that many of these tests start from.

use crate::run::{Place, copy, sample};

impl Place {
    /// With a copy of one programme's sample data.
    pub(crate) fn of(programme: &str) -> Self {
        let place = Self::new();
        copy(&sample("data").join(programme), &place.path("data").join(programme));
        place
    }

    /// With a copy of the small seasons of the fault tests.
    pub(crate) fn small() -> Self {
        Self::with("tests/fixtures/season")
    }
}
