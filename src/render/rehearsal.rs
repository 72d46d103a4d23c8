//! What can be known of the files before they are made: that every template takes its data, that the
//! fonts are there, and that every printed sheet is what its maker asks for.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use super::{Studio, crew, font};
use crate::diagnostics::Diagnostics;
use crate::plan::{Job, Plan, Work};

impl Studio<'_> {
    /// Tries the templates out, for what only shows when they are filled: every page, a document of
    /// each template, and every sheet that is printed or engraved; and whether the fonts of the site
    /// are there.
    pub fn rehearse(&self, plan: &Plan, threads: usize) -> Diagnostics {
        let jobs = self.telling(plan);
        let found: Mutex<Vec<(usize, Diagnostics)>> = Mutex::default();
        let numbered: Vec<_> = jobs.into_iter().enumerate().collect();
        crew::share(&numbered, threads, &|desk, (at, job)| {
            if let Some(problems) = self.try_out(job) {
                found.lock().unwrap_or_else(PoisonError::into_inner).push((*at, problems));
            }
            if matches!(job.work, Work::Document { .. }) {
                desk.tidy();
            }
        });
        let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
        found.sort_by_key(|(at, _)| *at);
        let mut problems = Diagnostics::default();
        found.into_iter().for_each(|(_, more)| problems.extend_with_new(more));
        problems
    }

    /// The jobs that can tell something: of the forms of a document the one with demands, of a
    /// template without any the first.
    fn telling<'p, 'a>(&self, plan: &'p Plan<'a>) -> Vec<&'p Job<'a>> {
        let mut templates = BTreeSet::new();
        let own =
            |job: &Job| job.programme().filter(|id| self.assets.own.contains_key(id)).cloned();
        let mut first = |job: &Job| templates.insert((own(job), job.template().map(str::to_owned)));
        let groups = plan.jobs.chunk_by(|job, next| job.shows_the_same(next));
        let telling = groups.filter_map(|group| {
            let demanding = group.iter().find(|job| job.demands().is_some());
            let job = demanding.or(group.first())?;
            let document = matches!(job.work, Work::Document { .. });
            (demanding.is_some() || !document || first(job)).then_some(job)
        });
        telling.collect()
    }

    fn try_out(&self, job: &Job) -> Option<Diagnostics> {
        match &job.work {
            Work::WebFont { family, weight, .. } => {
                font::find(self.assets, family, *weight).err().map(Into::into)
            }
            // They are made of data alone, and large.
            Work::Table { .. }
            | Work::DataMerge { .. }
            | Work::Workbook { .. }
            | Work::Text { .. } => None,
            Work::Document { .. } if job.demands().is_some() => Some(self.inspect(job)),
            _ => self.render(job).err(),
        }
    }
}
