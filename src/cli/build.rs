//! `build`: makes what is not as it should be, and leaves the rest as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use indicatif::ProgressBar;
use plaudit::diagnostics::{Diagnostic, Diagnostics, MachineError};
use plaudit::plan::{Cause, Changes, Job, Plan, Shard, Target, Work, plan};
use plaudit::render::{Clerk, Made, Stopped, Studio, forget, recall_all, render_all};
use plaudit::write::{Done, Inputs, Memory, Staging};

use super::arguments::BuildOptions;
use super::changes::Changed;
use super::common::Common;
use super::loaded::Loaded;
use super::summary::Summary;
use super::{Failure, interrupt, say, stop_at_errors, summary};

pub(super) fn build(common: &Common, options: &BuildOptions) -> Result<(), Failure> {
    interrupt::heed();
    let started = Instant::now();
    let (as_of, inputs) = (common.as_of(), Inputs::list(&common.folders(), &common.output));
    let request = common.described(&options.parts, as_of);
    if options.may_rest()
        && let Some(done) = Memory::done(&common.output, &request, &inputs)?
    {
        say::again(&done.warnings);
        say::print(&summary::nothing_to_do(&done, &common.output, started.elapsed()))?;
        return Ok(());
    }
    let mut problems = Diagnostics::default();
    let loaded = Loaded::read(common, &mut problems)?;
    let read = started.elapsed();
    let results = loaded.results(as_of, &mut problems);
    loaded.compare_messages(&mut problems);
    let selection = common.selection(&options.parts);
    let mut plan = plan(&results, &selection, &loaded.assets, &mut problems);
    let studio = loaded.studio(&mut problems);
    stop_at_errors(&problems)?;
    let studio = studio.expect("without a studio there is an error");

    let mut staging = match options.dry_run {
        true => Staging::look(&common.output)?,
        false => Staging::open(&common.output, options.shard)?,
    };
    let shards = options.merge.then(|| take_in(&mut staging)).transpose()?;
    if let Some(shard) = options.shard {
        plan.keep(shard);
    }
    let changed = Changed::of(&staging, &inputs, &common.output);
    let mut summary = Summary::new(&common.output, read);
    let mut foreman = Foreman::new((&staging, &studio), options, plan.made_by(shards));
    problems.extend(foreman.make(&mut plan, common.threads(), &mut summary)?);
    forget();
    let causes = foreman.causes();
    if options.dry_run {
        let removed = staging.stale(|path| causes.contains_key(path), &plan.complete);
        summary.causes(causes, &changed);
        say::print(&summary.would(&plan, &removed, options.why))?;
        return Ok(());
    }
    summary.causes(causes, &changed);
    plan.shown.iter().for_each(|(path, shown)| staging.show(path, shown));
    let finished = staging.finish(&plan.complete)?;
    let open = say::open(&common.output);
    say::problems(&open);
    problems.extend(open);
    say::print(&summary.text((&plan, &finished), options.why, started.elapsed()))?;
    // Of a shard nothing is remembered.
    if options.shard.is_some() {
        return Ok(());
    }
    changed.remember(&common.output)?;
    let (warnings, notes) = (problems.render(false), summary.notes().collect());
    finished.remember(&inputs, Done { request, files: plan.jobs.len(), warnings, notes })?;
    Ok(())
}

/// Takes in the shards that lie in the output folder, which have to be all of one plan; some of those that were
/// taken in before may be gone. Returns into how many it is divided.
fn take_in(staging: &mut Staging) -> Result<NonZeroUsize, Failure> {
    let shards = staging.shards()?;
    let mut problems = Diagnostics::default();
    let into: BTreeSet<_> = shards.iter().map(|shard| shard.of).collect();
    if let [of] = into.iter().copied().collect::<Vec<_>>()[..] {
        let mut taken_in = true;
        for shard in &shards {
            taken_in &= staging.has_taken_in(*shard)?;
        }
        for shard in Shard::all(of).filter(|shard| !taken_in && !shards.contains(shard)) {
            let message = format!("shard {shard} is not in the output folder");
            let help =
                format!("build it with `--shard {shard}`, and lay its files with the others");
            problems.push(Diagnostic::error(message).help(help));
        }
        stop_at_errors(&problems)?;
        staging.take_in(shards)?;
        return Ok(of);
    }
    problems.push(match into.is_empty() {
        true => Diagnostic::error("there is no shard in the output folder")
            .help("build each with `--shard K/N`, and lay the folders that come out into one"),
        false => Diagnostic::error("the output folder has shards of different divisions").help(
            "keep those of one, such as `manifest-1-of-8.json` and its like, and their files",
        ),
    });
    stop_at_errors(&problems)?;
    Err(Failure::Data(problems))
}

/// Says of each file whether it is to be made, and stages what is.
pub(super) struct Foreman<'a> {
    staging: &'a Staging,
    studio: &'a Studio<'a>,
    options: &'a BuildOptions,
    /// The shard that should have made each file, where shards are merged.
    made_by: BTreeMap<String, Shard>,
    progress: ProgressBar,
    /// The languages whose fonts are to be made, for which all their pages are needed.
    fonts: BTreeSet<String>,
    /// Whether this build is no longer worth going on with: then nothing more is made.
    pub(super) overtaken: &'a (dyn Fn() -> bool + Sync),
    /// The files that are made, and why.
    made: Mutex<BTreeMap<String, Cause>>,
}

impl Clerk<MachineError> for Foreman<'_> {
    fn wants(&self, job: &Job) -> Result<bool, MachineError> {
        if (self.overtaken)() {
            return Ok(false);
        }
        let Some(cause) = self.cause(job) else {
            self.progress.inc(1);
            return Ok(false);
        };
        let mut made = self.lock();
        made.insert(job.path.clone(), cause);
        let stray = |path: &String| self.made_by.contains_key(path);
        // With one file amiss, what is made when shards are merged would be amiss too.
        let merges = !self.made_by.is_empty() && made.keys().any(stray);
        Ok(!self.options.dry_run && !merges)
    }

    fn take(&self, job: &Job, made: Made) -> Result<(), MachineError> {
        self.staging.put(job, &made.bytes, made.sources)?;
        self.progress.inc(1);
        Ok(())
    }

    fn kept(&self, job: &Job) -> Result<Option<Vec<u8>>, MachineError> {
        self.staging.kept(&job.path)
    }
}

impl<'a> Foreman<'a> {
    pub(super) fn new(
        (staging, studio): (&'a Staging, &'a Studio<'a>),
        options: &'a BuildOptions,
        made_by: BTreeMap<String, Shard>,
    ) -> Self {
        let (progress, fonts, made) = (ProgressBar::hidden(), BTreeSet::new(), Mutex::default());
        let overtaken = &|| false;
        Self { staging, studio, options, made_by, progress, fonts, overtaken, made }
    }

    /// The files that were made, and why.
    pub(super) fn causes(self) -> BTreeMap<String, Cause> {
        self.made.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Why a file is to be made; `None` if it stays as it is.
    fn cause(&self, job: &Job) -> Option<Cause> {
        if self.options.force {
            return Some(Cause::Asked);
        }
        let cause = self.staging.cause(job, |name| self.studio.source(job, name));
        let shared = match &job.work {
            Work::Page { language: Some(language), .. } => self.fonts.contains(language),
            _ => false,
        };
        cause.or_else(|| shared.then_some(Cause::Shared))
    }

    /// Makes and stages every job that is to be made, part by part, so that one may name the files of
    /// those before. Returns what is worth a look.
    pub(super) fn make(
        &mut self,
        plan: &mut Plan,
        threads: usize,
        summary: &mut Summary,
    ) -> Result<Diagnostics, Failure> {
        self.progress = say::progress(plan.jobs.len());
        let mut unbuilt = 0;
        for target in Target::ALL {
            let started = Instant::now();
            unbuilt += plan.fill_digests(target, |path| self.digest(path));
            match target {
                Target::Proofs => summary.changed(self.settle_proofs(plan, threads)?),
                Target::Site => self.fonts = self.languages(plan),
                _ => {}
            }
            render_all(self.studio, plan.of(target), threads, self).map_err(|stopped| {
                self.progress.finish_and_clear();
                match stopped {
                    Stopped::Problems(mut problems) => {
                        // Those of the parts that come after it are told too.
                        problems.extend_with_new(self.studio.rehearse(plan, threads));
                        say::problems(&problems);
                        say::verdict(&problems);
                        Failure::Data(problems)
                    }
                    Stopped::Sink(error) => Failure::Machine(error),
                }
            })?;
            summary.took(target, started.elapsed());
        }
        self.progress.finish_and_clear();
        stop_at_errors(&self.strays())?;
        // A build for real would make the reports first.
        let foreseen = self.options.dry_run && !plan.of(Target::Reports).is_empty();
        let unbuilt = say::unbuilt(if foreseen { 0 } else { unbuilt });
        say::problems(&unbuilt);
        Ok(unbuilt)
    }

    /// The hash of another file, unless it would be made by now.
    fn digest(&self, path: &str) -> Option<String> {
        let would = || self.options.dry_run && self.lock().contains_key(path);
        self.staging.digest(path).filter(|_| !would())
    }

    /// Settles the proof sheets, and reads the pictures again that they show and that stay.
    fn settle_proofs(&self, plan: &mut Plan, threads: usize) -> Result<Vec<Changes>, MachineError> {
        if plan.proofs.is_empty() {
            return Ok(Vec::new());
        }
        let earlier = |path: &str| self.staging.shown_earlier(path);
        let open = |path: &str| self.staging.compared_earlier(path);
        let settled = plan.settle_proofs((&earlier, &open), &|path| self.staging.made(path));
        let anew = plan.of(Target::Proofs).iter().any(|job| self.cause(job).is_some());
        if anew && !self.options.dry_run {
            recall_all(self.studio, plan.of(Target::Artwork), threads, self)?;
        }
        Ok(settled)
    }

    /// The languages one of whose fonts is to be made.
    fn languages(&self, plan: &Plan) -> BTreeSet<String> {
        let anew = plan.of(Target::Fonts).iter().filter(|job| self.cause(job).is_some());
        let language = |job: &Job| match &job.work {
            Work::WebFont { language, .. } => Some(language.clone()),
            _ => None,
        };
        anew.filter_map(language).collect()
    }

    /// The files that shards should have made and that are not as they should be, a problem for each shard.
    fn strays(&self) -> Diagnostics {
        let mut strays: BTreeMap<Shard, Vec<String>> = BTreeMap::new();
        for path in self.lock().keys() {
            if let Some(shard) = self.made_by.get(path) {
                strays.entry(*shard).or_default().push(path.clone());
            }
        }
        let mut problems = Diagnostics::default();
        for (shard, files) in strays {
            let more = files.len() - 1;
            let others = if more > 0 { format!(" nor are {more} more") } else { String::new() };
            let message = format!("`{}` is not as shard {shard} would make it{others}", files[0]);
            let help = format!(
                "build it with `--shard {shard}` from the same data, templates and fonts, and by the \
                 same `--as-of`; then lay its files here again"
            );
            problems.push(Diagnostic::error(message).help(help));
        }
        problems
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Cause>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
