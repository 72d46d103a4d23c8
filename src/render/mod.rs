//! One job → bytes. Renderers read the job, the templates and the fonts, and nothing else.

mod chart;
mod crew;
mod findings;
mod font;
mod letters;
mod links;
mod merge;
mod messages;
mod outline;
mod page;
mod pdf;
mod preflight;
mod rect;
mod rehearsal;
mod sheet;
mod shown;
mod sources;
mod workbook;

pub use messages::check_messages;
pub use pdf::Fonts;

use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use findings::Finding;
use letters::Letters;
use sources::Hashes;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Assets, Id};
use crate::plan::{Content, Face, Filled, Form, Job, Sources, Work};

/// What all jobs of a build share: templates parsed, fonts opened, once.
pub struct Studio<'a> {
    assets: &'a Assets,
    press: pdf::Press,
    pages: page::Pages,
    hashes: Hashes,
    /// Small copies of pictures that were made, by path, for the proof sheets.
    proofs: Mutex<BTreeMap<String, Vec<u8>>>,
    /// What the pages that were made show, by the id of their language.
    letters: Mutex<BTreeMap<String, Letters>>,
}

/// A file, made.
#[derive(Debug)]
pub struct Made {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What they were made with beside the job's data.
    pub sources: Sources,
}

impl<'a> Studio<'a> {
    /// Opens fonts and parses the site's templates and messages.
    ///
    /// # Errors
    /// A template or catalogue of messages does not parse.
    pub fn new(assets: &'a Assets, templates: &str) -> Result<Self, Diagnostics> {
        Self::with(Arc::new(Fonts::new(assets)), assets, templates)
    }

    /// The same with fonts that are open already, which must be those of the assets.
    ///
    /// # Errors
    /// A template or catalogue of messages does not parse.
    pub fn with(
        fonts: Arc<Fonts>,
        assets: &'a Assets,
        templates: &str,
    ) -> Result<Self, Diagnostics> {
        let pages = page::Pages::new(assets, templates)?;
        let hashes = Hashes::new(assets, fonts.digest());
        let press = pdf::Press::new(fonts, assets, templates);
        let (proofs, letters) = (Mutex::default(), Mutex::default());
        Ok(Self { assets, press, pages, hashes, proofs, letters })
    }

    /// What a document finds beside its template. A picture that was not made is blank, as in a
    /// rehearsal.
    fn files(&self, filled: Filled) -> pdf::Files {
        let Filled { value, setting, charts, tables, pictures, .. } = filled;
        let values = [("/job.json", value), ("/setting.json", setting)];
        let values = values.map(|(path, json)| (path, json.into_bytes()));
        let charts = charts.iter().map(|(path, chart)| (*path, chart::svg(chart)));
        let tables = tables.iter().map(|(path, table)| (*path, sheet::attached(table)));
        let known = values.into_iter().chain(charts).chain(tables);
        let proofs = self.proofs.lock().unwrap_or_else(PoisonError::into_inner);
        let pictures = pictures.into_iter().map(|picture| {
            let made = proofs.get(&picture.file);
            (picture.path.into(), made.map_or_else(|| BLANK.to_vec(), Clone::clone))
        });
        known.map(|(path, file)| (path.into(), file)).chain(pictures).collect()
    }

    /// Lays a document out.
    fn set(
        &self,
        template: (&Id, &str),
        content: &Content,
    ) -> Result<pdf::Sheets<'_>, Diagnostics> {
        let mut filled = content.fill();
        let origins = mem::take(&mut filled.origins);
        let mut sheets = self.press.set(template, self.files(filled))?;
        sheets.origins = origins;
        Ok(sheets)
    }

    /// What a printer or an engraver would send a sheet back for.
    fn inspect(&self, job: &Job) -> Result<Vec<Finding>, Diagnostics> {
        let Work::Document { programme, template, content, form } = &job.work else {
            return Ok(Vec::new());
        };
        let sheets = self.set((programme, template), content)?;
        let Some(demands) = form.demands() else { return Ok(Vec::new()) };
        let faults = sheets.faults(demands);
        let found = faults.iter().map(|it| Finding::new(job, demands, (it, &sheets.origins)));
        Ok(found.collect())
    }

    /// Remembers the copy for proof sheets of a picture that stays as an earlier build has made it.
    fn recall(&self, job: &Job, picture: &[u8]) {
        let Work::Document { form: Form::Picture { proof: Some(width), .. }, .. } = job.work else {
            return;
        };
        if let Some(copy) = pdf::copy_of(picture, width) {
            let mut proofs = self.proofs.lock().unwrap_or_else(PoisonError::into_inner);
            proofs.insert(job.path.clone(), copy);
        }
    }

    /// Remembers what a page shows, for the fonts of its language.
    fn note(&self, language: &str, page: &str) {
        let mut shown = Letters::default();
        shown.read(page);
        let mut letters = self.letters.lock().unwrap_or_else(PoisonError::into_inner);
        letters.entry(language.to_owned()).or_default().merge(shown);
    }

    /// Makes one file.
    ///
    /// # Errors
    /// The template fails on the job's data, or a font the job needs is not there.
    pub fn render(&self, job: &Job) -> Result<Made, Diagnostics> {
        let (bytes, read) = match &job.work {
            Work::Document { programme, template, content, form } => {
                let sheets = self.set((programme, template), content)?;
                let made = sheets.document(&job.path, form)?;
                if let Some(copy) = made.proof {
                    let mut proofs = self.proofs.lock().unwrap_or_else(PoisonError::into_inner);
                    proofs.insert(job.path.clone(), copy);
                }
                (made.bytes, sheets.read())
            }
            _ => (self.other(job)?, BTreeSet::new()),
        };
        Ok(Made { bytes, sources: self.sources(job, read) })
    }

    /// Makes the bytes of what is no document.
    fn other(&self, job: &Job) -> Result<Vec<u8>, Diagnostics> {
        match &job.work {
            Work::Document { .. } => Ok(Vec::new()),
            Work::Page { template, language, value } => {
                let page = self.pages.page(template, language.as_deref(), &value.text())?;
                // A feed is set in no font of the site.
                if let Some(language) = language.as_ref().filter(|_| template.ends_with(".html")) {
                    self.note(language, &page);
                    let folder =
                        job.path.strip_prefix("site/").and_then(|path| path.rsplit_once('/'));
                    let folder = folder.map_or("", |(folder, _)| folder);
                    return Ok(links::shortened(&page, folder).into_bytes());
                }
                Ok(page.into_bytes())
            }
            Work::Asset { template } => {
                let bytes = self.assets.templates.get(template);
                bytes.map(|bytes| bytes.to_vec()).ok_or_else(|| {
                    Diagnostic::error(format!("there is no template `{template}`")).into()
                })
            }
            Work::WebFont { face, language, always, .. } => {
                font::subset(self.assets, face.font(), &self.shown((*face, language), always))
                    .map_err(Into::into)
            }
            Work::Table { head, rows } => Ok(sheet::csv(head, rows)),
            Work::DataMerge { head, rows } => Ok(merge::data_merge(head, rows)),
            Work::Workbook(book) => workbook::workbook(book).map_err(|error| {
                let message = format!("cannot write `{}`: {error}", job.path);
                Diagnostic::error(message).into()
            }),
            Work::Text { text } => Ok(text.text().into_owned().into_bytes()),
        }
    }

    /// What the pages of a language that were made show in a face, and what it has always.
    fn shown(&self, (face, language): (Face, &str), always: &str) -> BTreeSet<char> {
        let letters = self.letters.lock().unwrap_or_else(PoisonError::into_inner);
        let shown = letters.get(language).map(|letters| match face {
            Face::Sans => &letters.sans,
            Face::Serif => &letters.serif,
        });
        shown.into_iter().flatten().copied().chain(always.chars()).collect()
    }
}

/// A picture of one white point.
const BLANK: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\x0aIDATx\x9cc\xf8\x0f\x00\x01\x01\x01\x00\xb18\xf6\x14\x00\x00\x00\x00IEND\xaeB`\x82";

/// Who asks for files and takes them, from several threads; an error of its own ends the run.
pub trait Clerk<E>: Sync {
    /// Whether a file is to be made; else it stays as it is.
    ///
    /// # Errors
    /// What would end the run.
    fn wants(&self, job: &Job) -> Result<bool, E>;

    /// Takes a file, with the job as it was made.
    ///
    /// # Errors
    /// What would end the run.
    fn take(&self, job: &Job, made: Made) -> Result<(), E>;

    /// The bytes of a file that stays as it is.
    ///
    /// # Errors
    /// What would end the run.
    fn kept(&self, job: &Job) -> Result<Option<Vec<u8>>, E>;
}

/// Why not every job was made.
#[derive(Debug)]
pub enum Stopped<E> {
    /// Templates failed; each problem once.
    Problems(Diagnostics),
    /// What was done with the bytes failed.
    Sink(E),
}

/// Reads again the pictures that proof sheets show and that stay as they are.
///
/// # Errors
/// One that ended the run.
pub fn recall_all<E: Send>(
    studio: &Studio,
    jobs: &[Job],
    threads: usize,
    clerk: &impl Clerk<E>,
) -> Result<(), E> {
    let stopped = Mutex::new(Ok(()));
    let shown = |job: &&Job| {
        matches!(job.work, Work::Document { form: Form::Picture { proof: Some(_), .. }, .. })
    };
    let shown: Vec<_> = jobs.iter().filter(shown).collect();
    crew::share(&shown, threads, &|desk, job| match clerk.kept(job) {
        Ok(picture) => picture.iter().for_each(|picture| studio.recall(job, picture)),
        Err(error) => {
            desk.halt();
            *stopped.lock().unwrap_or_else(PoisonError::into_inner) = Err(error);
        }
    });
    stopped.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Gives back all that the typesetter remembers, once nothing more is set.
pub fn forget() {
    typst::comemo::evict(0);
}

/// Makes every job that is wanted on a number of threads and hands each over as soon as it is ready.
///
/// # Errors
/// The first problems met. Jobs already handed over stay so.
pub fn render_all<E: Send>(
    studio: &Studio,
    jobs: &[Job],
    threads: usize,
    clerk: &impl Clerk<E>,
) -> Result<(), Stopped<E>> {
    // A document in several forms is one thread's, which lays it out once.
    let groups: Vec<_> = jobs.chunk_by(|job, next| job.shows_the_same(next)).collect();
    let stopped = Mutex::new(None);
    let make = |group: &&[Job]| {
        let mut set = false;
        for job in *group {
            let job = job.made();
            if clerk.wants(&job).map_err(Stopped::Sink)? {
                let made = studio.render(&job).map_err(Stopped::Problems)?;
                clerk.take(&job, made).map_err(Stopped::Sink)?;
                set |= matches!(job.work, Work::Document { .. });
            }
        }
        Ok(set)
    };
    crew::share(&groups, threads, &|desk, group| match make(group) {
        Ok(true) => desk.tidy(),
        Ok(false) => {}
        Err(why) => {
            desk.halt();
            merge(&mut stopped.lock().unwrap_or_else(PoisonError::into_inner), why);
        }
    });
    match stopped.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some(why) => Err(why),
        None => Ok(()),
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
