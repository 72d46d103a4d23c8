//! One job → bytes. Renderers read the job, the templates and the fonts, and nothing else.

mod chart;
mod font;
mod merge;
mod messages;
mod page;
mod pdf;
mod sheet;
mod workbook;

pub use messages::check_messages;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Assets, Id};
use crate::plan::{Filled, Job, Plan, Work};

/// What all jobs of a build share: templates parsed, fonts opened, once.
pub struct Studio<'a> {
    assets: &'a Assets,
    press: pdf::Press,
    pages: page::Pages,
}

/// The digests of templates and fonts.
pub struct Digests {
    standing: [u8; 32],
    /// Those of the programmes that have something of their own.
    own: BTreeMap<Id, [u8; 32]>,
}

impl Digests {
    /// That of what a job may be made with.
    pub fn of(&self, job: &Job) -> &[u8; 32] {
        job.programme().and_then(|id| self.own.get(id)).unwrap_or(&self.standing)
    }
}

impl<'a> Studio<'a> {
    /// Opens fonts and parses the site's templates and messages.
    ///
    /// # Errors
    /// A template or catalogue of messages does not parse.
    pub fn new(assets: &'a Assets, templates: &str) -> Result<Self, Diagnostics> {
        let pages = page::Pages::new(assets, templates)?;
        Ok(Self { assets, press: pdf::Press::new(assets, templates), pages })
    }

    /// What jobs may be made with beside their data, for fingerprints.
    pub fn digests(&self) -> Digests {
        let standing = self.assets.digest();
        let own = self.assets.own.iter().map(|(id, own)| (id.clone(), own.digest(&standing)));
        Digests { own: own.collect(), standing }
    }

    /// Tries the templates out, for what only shows when they are filled: every page, a document of
    /// each template, and whether the fonts of the site are there.
    pub fn rehearse(&self, plan: &Plan) -> Diagnostics {
        let mut templates = BTreeSet::new();
        let (documents, others): (Vec<_>, Vec<_>) =
            plan.jobs.iter().partition(|job| matches!(job.work, Work::Document { .. }));
        let own =
            |job: &Job| job.programme().filter(|id| self.assets.own.contains_key(id)).cloned();
        let documents =
            documents.into_iter().filter(|job| templates.insert((own(job), job.template())));
        let documents: Vec<_> = documents.collect();
        let mut problems = Diagnostics::default();
        thread::scope(|scope| {
            // There are few templates of documents, and each is slow to warm up.
            let alone = documents.chunks(1).chain([others.as_slice()]);
            let tries: Vec<_> = alone
                .map(|jobs| {
                    let thread = thread::Builder::new().stack_size(STACK);
                    thread.spawn_scoped(scope, || self.try_out(jobs)).expect(CAN_START)
                })
                .collect();
            for one in tries {
                problems.extend_with_new(one.join().expect("a render does not panic"));
            }
        });
        problems
    }

    fn try_out(&self, jobs: &[&Job]) -> Diagnostics {
        let mut problems = Diagnostics::default();
        for job in jobs {
            let result = match &job.work {
                Work::WebFont { family, weight, .. } => {
                    font::find(self.assets, family, *weight).map(drop).map_err(Into::into)
                }
                // They are made of data alone, and large.
                Work::Table { .. }
                | Work::DataMerge { .. }
                | Work::Workbook { .. }
                | Work::Text { .. } => Ok(()),
                _ => self.render(job).map(drop),
            };
            if let Err(more) = result {
                problems.extend_with_new(more);
            }
        }
        problems
    }

    /// Makes the bytes of one file.
    ///
    /// # Errors
    /// The template fails on the job's data, or a font the job needs is not there.
    pub fn render(&self, job: &Job) -> Result<Vec<u8>, Diagnostics> {
        match &job.work {
            Work::Document { programme, template, content, form } => {
                let Filled { value, setting, charts, tables } = content.fill();
                let charts = charts.iter().map(|(path, chart)| (*path, chart::svg(chart)));
                let tables = tables.iter().map(|(path, table)| (*path, sheet::attached(table)));
                let template = (*programme, *template);
                let values = [("/job.json", value), ("/setting.json", setting)];
                let values = values.map(|(path, json)| (path, json.into_bytes()));
                let files = values.into_iter().chain(charts).chain(tables).collect();
                self.press.document(&job.path, template, (files, form))
            }
            Work::Page { template, language, value } => {
                self.pages.page(template, language.as_deref(), value)
            }
            Work::Asset { template } => {
                let bytes = self.assets.templates.get(template);
                bytes.map(|bytes| bytes.to_vec()).ok_or_else(|| {
                    Diagnostic::error(format!("there is no template `{template}`")).into()
                })
            }
            Work::WebFont { family, weight, characters } => {
                font::subset(self.assets, family, *weight, characters).map_err(Into::into)
            }
            Work::Table { head, rows } => Ok(sheet::csv(head, rows)),
            Work::DataMerge { head, rows } => Ok(merge::data_merge(head, rows)),
            Work::Workbook(book) => workbook::workbook(book).map_err(|error| {
                let message = format!("cannot write `{}`: {error}", job.path);
                Diagnostic::error(message).into()
            }),
            Work::Text { text } => Ok(text.clone().into_bytes()),
        }
    }
}

/// What a worker hands over, with the job as it was made; an error of its own ends the run.
pub type Done<'d, E> = dyn Fn(&Job, Vec<u8>) -> Result<(), E> + Sync + 'd;

/// Why not every job was made.
#[derive(Debug)]
pub enum Stopped<E> {
    /// Templates failed; each problem once.
    Problems(Diagnostics),
    /// What was done with the bytes failed.
    Sink(E),
}

/// Makes every job on a number of threads and hands each over as soon as it is ready.
///
/// Each thread has a pool of one for what the typesetter does in parallel: a document for each
/// task of a shared pool nests tasks within tasks, over a hundred frames deep and without bound
/// in memory.
///
/// # Errors
/// The first problems met. Jobs already handed over stay so.
pub fn render_all<E: Send>(
    studio: &Studio,
    jobs: &[Job],
    threads: usize,
    done: &Done<E>,
) -> Result<(), Stopped<E>> {
    // A document in several forms is one thread's, which lays it out once.
    let groups: Vec<_> = jobs.chunk_by(|job, next| job.shows_the_same(next)).collect();
    let (next, halt) = (AtomicUsize::new(0), AtomicBool::new(false));
    let stopped = Mutex::new(None);
    thread::scope(|scope| {
        for _ in 0..threads.clamp(1, groups.len().clamp(1, MOST_THREADS)) {
            thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, || {
                    let worker = Worker { studio, groups: &groups, next: &next, halt: &halt };
                    if let Err(why) = worker.run(done) {
                        halt.store(true, Ordering::Relaxed);
                        let mut stopped = stopped.lock().unwrap_or_else(PoisonError::into_inner);
                        merge(&mut stopped, why);
                    }
                })
                .expect(CAN_START);
        }
    });
    match stopped.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some(why) => Err(why),
        None => Ok(()),
    }
}

const CAN_START: &str = "the system can start a thread";

/// More threads than any machine has cores for would only take memory.
const MOST_THREADS: usize = 256;

/// Long documents recurse deeply; what is not used costs nothing.
const STACK: usize = 16 << 20;

/// After how many documents a thread gives back memory of the typesetter, and what age that
/// memory has: without it, every report adds 4 MB; much sooner, the border of a certificate is drawn
/// anew for the next of its kind.
const EVICT_EVERY: usize = 4;
const EVICT_AGE: usize = 2;

struct Worker<'a> {
    studio: &'a Studio<'a>,
    groups: &'a [&'a [Job<'a>]],
    next: &'a AtomicUsize,
    halt: &'a AtomicBool,
}

impl Worker<'_> {
    fn run<E>(&self, done: &Done<E>) -> Result<(), Stopped<E>> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
        let pool = pool.expect("a pool of the current thread needs no other");
        let mut documents = 0;
        while !self.halt.load(Ordering::Relaxed) {
            let at = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(group) = self.groups.get(at) else { break };
            for job in *group {
                let job = job.made();
                let bytes = pool.install(|| self.studio.render(&job)).map_err(Stopped::Problems)?;
                done(&job, bytes).map_err(Stopped::Sink)?;
            }
            if matches!(group, [Job { work: Work::Document { .. }, .. }, ..]) {
                documents += 1;
                if documents % EVICT_EVERY == 0 {
                    typst::comemo::evict(EVICT_AGE);
                }
            }
        }
        Ok(())
    }
}

/// Keeps a failure of the machine above all, and each problem once.
fn merge<E>(stopped: &mut Option<Stopped<E>>, why: Stopped<E>) {
    match (stopped.as_mut(), why) {
        (Some(Stopped::Sink(_)), _) => {}
        (Some(Stopped::Problems(known)), Stopped::Problems(more)) => {
            known.extend_with_new(more);
        }
        (_, why) => *stopped = Some(why),
    }
}
