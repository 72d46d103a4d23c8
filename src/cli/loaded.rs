//! What the commands read, and what they make of it.

use std::sync::Arc;

use plaudit::assess::explain::Derivation;
use plaudit::assess::{self, Results};
use plaudit::diagnostics::{Diagnostic, Diagnostics, MachineError, Place, Severity};
use plaudit::load::{self, Coverage};
use plaudit::model::{Assets, Dataset, Day};
use plaudit::plan::plan;
use plaudit::render::{Fonts, Studio, check_messages};

use super::catalogue::Catalogue;
use super::common::Common;
use super::explain;

/// What the main thread has, too: files may be nested deeply.
const STACK: usize = 8 << 20;

/// Does what takes much memory and gives it back on threads that end with it: those that stay keep some of it.
pub(super) fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    match rayon::ThreadPoolBuilder::new().stack_size(STACK).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// Everything that was read.
#[derive(Default)]
pub(super) struct Loaded {
    pub(super) assets: Assets,
    /// The folder of templates, as named in messages.
    templates: String,
    pub(super) dataset: Arc<Dataset>,
}

impl Loaded {
    pub(super) fn read(common: &Common, problems: &mut Diagnostics) -> Result<Self, MachineError> {
        let mut loaded = Self::read_standing(common, problems)?;
        loaded.read_own(common, problems)?;
        Ok(loaded)
    }

    /// Reads all but what programmes have of their own.
    pub(super) fn read_standing(
        common: &Common,
        problems: &mut Diagnostics,
    ) -> Result<Self, MachineError> {
        let templates = common.templates();
        for folder in [templates, common.fonts.as_deref()].into_iter().flatten() {
            if !folder.is_dir() {
                let place = Place::file(folder.to_string_lossy());
                let help = "name a folder that is there, or leave the option out";
                problems.push(Diagnostic::error("there is no such folder").at(place).help(help));
                return Ok(Self::default());
            }
            let strays = load::stray_links(folder)?;
            if strays.has_errors() {
                problems.extend(strays);
                return Ok(Self::default());
            }
        }
        let assets = load::read_assets(templates, common.fonts.as_deref())?;
        let coverage = Coverage::new(assets.fonts.values().map(|font| &**font));
        let dataset = apart(|| load::load(&common.request(), &coverage, problems))?;
        let templates =
            templates.map_or_else(|| "templates".into(), |folder| folder.to_string_lossy());
        Ok(Self { templates: templates.into_owned(), assets, dataset: Arc::new(dataset) })
    }

    /// Reads what programmes have of their own.
    pub(super) fn read_own(
        &mut self,
        common: &Common,
        problems: &mut Diagnostics,
    ) -> Result<(), MachineError> {
        load::read_own(&common.request(), &self.dataset, &mut self.assets, problems)
    }

    /// Reads the templates again that all programmes share. Where a link among them is not followed, says
    /// that it could not: whoever reads all tells of it.
    pub(super) fn read_templates(&mut self, common: &Common) -> Result<bool, MachineError> {
        let templates = common.templates();
        if let Some(folder) = templates
            && load::stray_links(folder)?.has_errors()
        {
            return Ok(false);
        }
        self.assets.templates = load::read_templates(templates)?;
        Ok(true)
    }

    /// The results of every season; none if the data have errors, for they would be wrong.
    pub(super) fn results(&self, as_of: Day, problems: &mut Diagnostics) -> Vec<Results<'_>> {
        results(&self.dataset, as_of, problems)
    }

    /// A derivation in words: in a language of the programme that has a catalogue, else its first.
    pub(super) fn tree(
        &self,
        season: &Results,
        derivation: &Derivation,
        language: Option<&str>,
    ) -> Result<String, Diagnostic> {
        let programme = &season.data.programme;
        let has_words = |id: &&str| self.assets.templates.contains_key(&Assets::messages(id));
        let known: Vec<_> = programme.language_ids().filter(has_words).collect();
        let wanted = language.or_else(|| programme.language_ids().next()).unwrap_or_default();
        if !known.contains(&wanted) {
            let message = format!("programme `{}` has no language `{wanted}`", programme.id);
            return Err(Diagnostic::error(message).help(load::advice(wanted, known)));
        }
        let of = (&programme.id, wanted);
        explain::tree(derivation, &Catalogue::read(&self.assets, &self.templates, of)?)
    }

    /// Compares the catalogues of messages with one another and with the templates.
    pub(super) fn compare_messages(&self, problems: &mut Diagnostics) {
        let seasons = self.dataset.seasons.iter();
        let programmes: Vec<_> = seasons.map(|season| &*season.programme).collect();
        problems.extend(check_messages(&self.assets, &self.templates, &programmes));
    }

    /// Plans everything, and tries every template.
    pub(super) fn rehearse(
        &self,
        common: &Common,
        results: &[Results],
        problems: &mut Diagnostics,
    ) {
        let messages = problems.count(Severity::Error);
        self.compare_messages(problems);
        // What is wrong with the words would show again wherever a template names them.
        let sound = problems.count(Severity::Error) == messages;
        let plan = plan(results, &common.selection(&[]), &self.assets, problems);
        if let Some(studio) = self.studio(problems).filter(|_| sound) {
            problems.extend(studio.rehearse(&plan, common.threads()));
        }
    }

    /// The studio; `None` if a template does not parse, which is reported.
    pub(super) fn studio(&self, problems: &mut Diagnostics) -> Option<Studio<'_>> {
        self.studio_with(Arc::new(Fonts::new(&self.assets)), problems)
    }

    /// The same with fonts that are open already.
    pub(super) fn studio_with(
        &self,
        fonts: Arc<Fonts>,
        problems: &mut Diagnostics,
    ) -> Option<Studio<'_>> {
        match Studio::with(fonts, &self.assets, &self.templates) {
            Ok(studio) => Some(studio),
            Err(more) => {
                problems.extend(more);
                None
            }
        }
    }
}

/// The results of every season; none if the data have errors, for they would be wrong.
pub(super) fn results<'a>(
    dataset: &'a Dataset,
    as_of: Day,
    problems: &mut Diagnostics,
) -> Vec<Results<'a>> {
    if problems.has_errors() {
        return Vec::new();
    }
    let results: Vec<_> =
        dataset.seasons.iter().map(|season| assess::assess(season, as_of)).collect();
    results.iter().for_each(|season| assess::review(season, problems));
    results
}
