//! What the commands read, and what they make of it.

use plaudit::assess::explain::Derivation;
use plaudit::assess::{self, Results};
use plaudit::diagnostics::{Diagnostic, Diagnostics, MachineError, Place, Severity};
use plaudit::load::{self, Coverage};
use plaudit::model::{Assets, Dataset, Day};
use plaudit::plan::plan;
use plaudit::render::{Studio, check_messages};

use super::arguments::Common;
use super::catalogue::{self, Catalogue};
use super::explain;

/// Everything that was read.
#[derive(Default)]
pub(super) struct Loaded {
    pub(super) assets: Assets,
    /// The folder of templates, as named in messages.
    templates: String,
    pub(super) dataset: Dataset,
}

impl Loaded {
    pub(super) fn read(common: &Common, problems: &mut Diagnostics) -> Result<Self, MachineError> {
        let templates = common.templates();
        for folder in [templates, common.fonts.as_deref()].into_iter().flatten() {
            if !folder.is_dir() {
                let place = Place::file(folder.to_string_lossy());
                let help = "name a folder that is there, or leave the option out";
                problems.push(Diagnostic::error("there is no such folder").at(place).help(help));
                return Ok(Self::default());
            }
        }
        let mut assets = load::read_assets(templates, common.fonts.as_deref())?;
        let coverage = Coverage::new(assets.fonts.values().map(|font| &**font));
        let dataset = load::load(&common.request(), &coverage, problems)?;
        load::read_own(&common.request(), &dataset, &mut assets, problems)?;
        let templates =
            templates.map_or_else(|| "templates".into(), |folder| folder.to_string_lossy());
        Ok(Self { templates: templates.into_owned(), assets, dataset })
    }

    /// The results of every season; none if the data have errors, for they would be wrong.
    pub(super) fn results(&self, as_of: Day, problems: &mut Diagnostics) -> Vec<Results<'_>> {
        if problems.has_errors() {
            return Vec::new();
        }
        let results: Vec<_> =
            self.dataset.seasons.iter().map(|season| assess::assess(season, as_of)).collect();
        results.iter().for_each(|season| assess::review(season, problems));
        results
    }

    /// A derivation in words: in a language of the programme that has a catalogue, else its first.
    pub(super) fn tree(
        &self,
        season: &Results,
        derivation: &Derivation,
        language: Option<&str>,
    ) -> Result<String, Diagnostic> {
        let programme = &season.data.programme;
        let has_words = |id: &&str| self.assets.templates.contains_key(&catalogue::path(id));
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
        match Studio::new(&self.assets, &self.templates) {
            Ok(studio) => Some(studio),
            Err(more) => {
                problems.extend(more);
                None
            }
        }
    }
}
