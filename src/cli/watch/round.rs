//! One build among those of a watch: first what is looked at, then the rest.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::slice;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use plaudit::assess::Results;
use plaudit::diagnostics::Diagnostics;
use plaudit::model::Day;
use plaudit::plan::{Job, Plan, Target, Work, plan};
use plaudit::render::{Clerk, Fonts, Made, Stopped, Studio, render_all};
use plaudit::write::{Done, Inputs, Manifest, Staging};

use super::super::build::Foreman;
use super::super::changes::Changed;
use super::super::loaded::Loaded;
use super::super::summary::Summary;
use super::super::{Failure, say, stop_at_errors};
use super::preview::Built;
use super::{Common, Watch};

/// What a build starts from.
pub(super) struct Round<'a> {
    pub(super) results: &'a [Results<'a>],
    pub(super) inputs: &'a Inputs,
    pub(super) as_of: Day,
    pub(super) began: Instant,
}

impl Round<'_> {
    /// Makes and shows what is looked at, then makes and writes all that is not as it should be. If anything
    /// changes meanwhile, stops and writes nothing: the next build follows at once.
    pub(super) fn carry_out(
        &self,
        watch: &mut Watch,
        loaded: &mut Loaded,
        mut problems: Diagnostics,
    ) -> Result<(), Failure> {
        let common = watch.common;
        // Where nothing was read, it is told why, and there is nothing to open or to compare.
        if loaded.assets.fonts.is_empty() {
            watch.warn(&problems)?;
        }
        loaded.read_own(common, &mut problems)?;
        loaded.compare_messages(&mut problems);
        let selection = common.selection(&watch.options.parts);
        let mut plan = plan(self.results, &selection, &loaded.assets, &mut problems);
        let opened = || Arc::new(Fonts::new(&loaded.assets));
        let fonts = Arc::clone(watch.fonts.get_or_insert_with(opened));
        let studio = loaded.studio_with(fonts, &mut problems);
        watch.warn(&problems)?;
        let studio = studio.expect("without a studio there is an error");
        watch.show_first(&plan, &studio)?;

        let staging = Staging::open(&common.output, None)?;
        let changed = Changed::of(&staging, self.inputs, &common.output);
        let mut summary = Summary::new(&common.output, self.began.elapsed());
        let overtaken = || watch.watching.has_news();
        let mut foreman = Foreman::new((&staging, &studio), &watch.options, BTreeMap::new());
        foreman.overtaken = &overtaken;
        problems.extend(foreman.make(&mut plan, common.threads(), &mut summary)?);
        summary.causes(foreman.causes(), &changed);
        if overtaken() {
            return Ok(());
        }
        plan.shown.iter().for_each(|(path, shown)| staging.show(path, shown));
        let finished = staging.finish(&plan.complete)?;
        problems.extend(say::open(&common.output));
        let said = summary.in_short((&plan, &finished), self.began.elapsed());
        let said = format!("{} {said}", Common::time_of_day());
        say::print(&(said.clone() + "\n"))?;
        let (warnings, notes) = (problems.render(false), summary.notes().collect());
        let built = Built {
            said,
            made: summary.made(),
            gone: finished.removed.clone(),
            names: names(self.results, &finished.manifest),
            warnings: warnings.clone(),
        };
        watch.preview.done(&finished.manifest, built);
        changed.remember(&common.output)?;
        let request = common.described(&watch.options.parts, self.as_of);
        let files = plan.jobs.len();
        finished.remember(self.inputs, Done { request, files, warnings, notes })?;
        Ok(())
    }
}

impl Watch<'_> {
    /// Prints what is wrong or, where it differs from last time, worth a look.
    fn warn(&mut self, problems: &Diagnostics) -> Result<(), Failure> {
        let warned = problems.render(false);
        if problems.has_errors() || warned != self.warned {
            self.warned = warned;
            stop_at_errors(problems)?;
        }
        Ok(())
    }

    /// Makes and shows what is looked at, with what it needs to look as it should. Proof sheets and the
    /// secretariat's tables rest on other files, and come after them.
    fn show_first(&self, plan: &Plan, studio: &Studio) -> Result<(), Failure> {
        let Some(shown) = self.preview.shown() else { return Ok(()) };
        let apart = |job: &&Job| {
            job.path == shown
                && !matches!(job.target, Target::Proofs | Target::Fonts | Target::Secretariat)
        };
        let Some(job) = plan.jobs.iter().find(apart) else { return Ok(()) };
        let mut jobs = vec![job];
        if job.target == Target::Site {
            let beside = |job: &&Job| {
                job.path.starts_with("site/assets/") && !matches!(job.work, Work::WebFont { .. })
            };
            jobs.extend(plan.of(Target::Site).iter().filter(beside));
        }
        let fresh = Fresh::default();
        for job in jobs {
            render_all(studio, slice::from_ref(job), 1, &fresh).map_err(
                |stopped| match stopped {
                    Stopped::Problems(problems) => {
                        say::problems(&problems);
                        say::verdict(&problems);
                        Failure::Data(problems)
                    }
                    Stopped::Sink(never) => match never {},
                },
            )?;
        }
        let fresh = fresh.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        let said = format!("{} shown as it is now; the rest is being built", Common::time_of_day());
        self.preview.show(&said, fresh);
        Ok(())
    }
}

/// Takes what is to be seen before it is written.
#[derive(Default)]
struct Fresh(Mutex<Vec<(String, Vec<u8>)>>);

impl Clerk<Infallible> for Fresh {
    fn wants(&self, _: &Job) -> Result<bool, Infallible> {
        Ok(true)
    }

    fn take(&self, job: &Job, made: Made) -> Result<(), Infallible> {
        let mut fresh = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        fresh.push((job.path.clone(), made.bytes));
        Ok(())
    }

    fn kept(&self, _: &Job) -> Result<Option<Vec<u8>>, Infallible> {
        Ok(None)
    }
}

/// The names of the entries that files are about, by path.
fn names(all: &[Results], manifest: &Manifest) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for results in all {
        let data = results.data;
        let season = format!("private/{}/{}/", data.programme.id, data.season.year);
        let entries: BTreeMap<_, _> =
            data.entries.iter().map(|entry| (entry.id.as_str(), &entry.name)).collect();
        for path in manifest.files.keys().filter(|path| path.starts_with(&season)) {
            let file = path.rsplit_once('/').map_or("", |(_, file)| file);
            let mut stem = file.split_once('.').map_or(file, |(stem, _)| stem);
            // What follows the id is the kind of piece.
            let name = loop {
                match (entries.get(stem), stem.rsplit_once('-')) {
                    (Some(name), _) => break Some(name),
                    (None, Some((shorter, _))) => stem = shorter,
                    (None, None) => break None,
                }
            };
            let parts = name.map(|name| name.iter().map(|(_, text)| text).collect::<Vec<_>>());
            names.extend(parts.map(|parts| (path.clone(), parts.join(" "))));
        }
    }
    names
}
