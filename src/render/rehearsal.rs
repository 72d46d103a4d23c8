//! What can be known of the files before they are made: that every template takes its data, that the
//! fonts are there, and that every printed sheet is what its maker asks for.

use std::collections::{BTreeSet, HashSet};
use std::sync::{Mutex, PoisonError};

use super::findings::{Finding, grouped};
use super::{Studio, crew, font};
use crate::diagnostics::Diagnostics;
use crate::plan::{Job, Plan, Work};

impl Studio<'_> {
    /// Tries the templates out, for what only shows when they are filled: every page, a document of
    /// each template, and every sheet that has to meet demands, one of each template and form down to
    /// its bytes. Looks for the fonts of the site too.
    pub fn rehearse(&self, plan: &Plan, threads: usize) -> Diagnostics {
        let trials = self.telling(plan);
        let found: Mutex<Vec<(usize, Tried)>> = Mutex::default();
        let numbered: Vec<_> = trials.into_iter().enumerate().collect();
        crew::share(&numbered, threads, &|desk, (at, trial)| {
            let tried = self.try_out(trial);
            found.lock().unwrap_or_else(PoisonError::into_inner).push((*at, tried));
            if matches!(trial.job.work, Work::Document { .. }) {
                desk.tidy();
            }
        });
        let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
        found.sort_by_key(|(at, _)| *at);
        let mut problems = Diagnostics::default();
        let mut faults = Vec::new();
        for (_, tried) in found {
            problems.extend_with_new(tried.problems);
            faults.extend(tried.faults);
        }
        problems.extend(grouped(faults));
        problems
    }

    /// The jobs that can tell something: of a document with demands the first form that has them, of
    /// a template without demands the first document, and all that is no document. With a document
    /// stand those of its forms that are made whole: of each form with demands that a programme's
    /// template is handed out in, the first.
    fn telling<'p, 'a>(&self, plan: &'p Plan<'a>) -> Vec<Trial<'p, 'a>> {
        let (mut templates, mut forms) = (BTreeSet::new(), HashSet::new());
        let own =
            |job: &Job| job.programme().filter(|id| self.assets.own.contains_key(id)).cloned();
        let mut first = |job: &Job| templates.insert((own(job), job.template().map(str::to_owned)));
        let mut first_of_form = |job: &'p Job<'a>| match &job.work {
            Work::Document { programme, template, form, .. } if job.demands().is_some() => {
                forms.insert((*programme, *template, std::mem::discriminant(form)))
            }
            _ => false,
        };
        let groups = plan.jobs.chunk_by(|job, next| job.shows_the_same(next));
        let telling = groups.filter_map(|group| {
            let made = group.iter().filter(|job| first_of_form(job)).collect();
            let demanding = group.iter().find(|job| job.demands().is_some());
            let job = demanding.or(group.first())?;
            let document = matches!(job.work, Work::Document { .. });
            let tells = demanding.is_some() || !document || first(job);
            tells.then_some(Trial { job, made })
        });
        telling.collect()
    }

    fn try_out(&self, Trial { job, made }: &Trial) -> Tried {
        let failed = match &job.work {
            Work::WebFont { face, .. } => {
                let (family, weight) = face.font();
                font::find(self.assets, family, weight).err().map(Into::into)
            }
            // They are made of data alone, and large.
            Work::Table { .. }
            | Work::DataMerge { .. }
            | Work::Workbook { .. }
            | Work::Text { .. } => None,
            Work::Document { .. } if job.demands().is_some() => match self.inspect(job) {
                Ok(faults) if faults.iter().any(|fault| fault.stops()) => {
                    return Tried { faults, ..Tried::default() };
                }
                Ok(faults) => {
                    let mut problems = Diagnostics::default();
                    let more = made.iter().filter_map(|job| self.render(job).err());
                    more.for_each(|more| problems.extend_with_new(more));
                    return Tried { problems, faults };
                }
                Err(problems) => Some(problems),
            },
            _ => self.render(job).err(),
        };
        Tried { problems: failed.unwrap_or_default(), faults: Vec::new() }
    }
}

/// What came of a trial.
#[derive(Default)]
struct Tried {
    problems: Diagnostics,
    /// What a printer or an engraver would send it back for.
    faults: Vec<Finding>,
}

/// What is tried out.
struct Trial<'p, 'a> {
    job: &'p Job<'a>,
    /// The forms of the same document that are made whole, for what shows only in their bytes.
    made: Vec<&'p Job<'a>>,
}
