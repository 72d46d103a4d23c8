//! Runs on the day of most tests.

use std::process::Output;

use crate::run::{Place, TODAY};

impl Place {
    /// Runs plaudit here as of [`TODAY`].
    pub(crate) fn plaudit(&self, arguments: &[&str]) -> Output {
        self.plaudit_on(TODAY, arguments)
    }
}
