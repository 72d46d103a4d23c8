//! Seasons assessed and planned without a build.

use std::path::PathBuf;

use plaudit::assess::{Results, assess};
use plaudit::diagnostics::Diagnostics;
use plaudit::load::{Coverage, Request, load};
use plaudit::model::{Assets, Dataset};
use plaudit::plan::{Plan, Selection, plan};

use crate::run::TODAY;

/// The seasons of a data directory.
pub(crate) fn dataset(data: PathBuf) -> Dataset {
    let mut problems = Diagnostics::default();
    let request = Request { data, programme: None, season: None };
    let dataset = load(&request, &Coverage::new([]), &mut problems).expect("readable");
    assert!(!problems.has_errors(), "{}", problems.render(false).join("\n"));
    dataset
}

/// Their results as of [`TODAY`].
pub(crate) fn results(dataset: &Dataset) -> Vec<Results<'_>> {
    let today = TODAY.parse().expect("a date");
    dataset.seasons.iter().map(|season| assess(season, today)).collect()
}

/// All that is to be made of them.
pub(crate) fn planned<'a>(results: &'a [Results]) -> Plan<'a> {
    let mut problems = Diagnostics::default();
    plan(results, &Selection::default(), &Assets::default(), &mut problems)
}
