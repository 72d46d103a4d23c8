//! `watch`: builds, shows what is built in a browser, and builds again whatever a change touches.
//!
//! One loop for each state of the data, and one within it for each state of the templates: what a change leaves
//! as it is, is neither read nor worked out again.

mod page;
mod preview;
mod round;
mod watching;

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use plaudit::diagnostics::Diagnostics;
use plaudit::render::Fonts;
use plaudit::write::{Inputs, Manifest};
use preview::Preview;
use round::Round;
use watching::Watching;

use super::arguments::{BuildOptions, WatchOptions};
use super::common::Common;
use super::loaded::{Loaded, results};
use super::{Failure, interrupt, say};

/// Ends when the process is ended, or the machine fails to serve or to watch.
pub(super) fn watch(common: &Common, options: &WatchOptions) -> Result<(), Failure> {
    interrupt::heed();
    let watching = Watching::start(common.watched(), common.output.clone())?;
    let preview = Preview::open(common.output.clone(), options.port)?;
    say::print(&say::watching(preview.address()))?;
    preview.know(&Manifest::of(&common.output).unwrap_or_default());
    let options = BuildOptions { parts: options.parts.clone(), ..BuildOptions::default() };
    let mut watch = Watch { common, options, preview, watching, fonts: None, warned: Vec::new() };
    match watch.run()? {}
}

/// What is kept from one build to the next.
struct Watch<'a> {
    common: &'a Common,
    options: BuildOptions,
    preview: Preview,
    watching: Watching,
    /// As long as no font changes.
    fonts: Option<Arc<Fonts>>,
    /// What was worth a look in the last build: it is printed when it changes.
    warned: Vec<String>,
}

impl Watch<'_> {
    fn run(&mut self) -> Result<Infallible, Failure> {
        loop {
            if let Err(failure) = self.follow()? {
                self.fail(&failure);
                self.next()?;
            }
        }
    }

    /// Builds for as long as the data stay as they are. The inner failure is of a build, which a change may
    /// mend; the outer one ends all.
    fn follow(&mut self) -> Result<Result<(), Failure>, Failure> {
        let (mut began, as_of) = (Instant::now(), self.common.as_of());
        let mut inputs = Inputs::list(&self.common.folders(), &self.common.output);
        let mut problems = Diagnostics::default();
        let mut loaded = match Loaded::read_standing(self.common, &mut problems) {
            Ok(loaded) => loaded,
            Err(error) => return Ok(Err(error.into())),
        };
        let dataset = Arc::clone(&loaded.dataset);
        let results = results(&dataset, as_of, &mut problems);
        loop {
            let round = Round { results: &results, inputs: &inputs, as_of, began };
            if let Err(failure) = round.carry_out(self, &mut loaded, problems.clone()) {
                self.fail(&failure);
            }
            let changed = self.next()?;
            let templates = changed.iter().all(|path| self.is_template(path));
            if problems.has_errors() || !templates || as_of != self.common.as_of() {
                return Ok(Ok(()));
            }
            began = Instant::now();
            inputs = Inputs::list(&self.common.folders(), &self.common.output);
            match loaded.read_templates(self.common) {
                Ok(true) => {}
                Ok(false) => return Ok(Ok(())),
                Err(error) => return Ok(Err(error.into())),
            }
        }
    }

    /// Waits for the next change, and says which files changed.
    fn next(&mut self) -> Result<BTreeSet<PathBuf>, Failure> {
        let changed = self.watching.next()?;
        if let Some(fonts) = &self.common.fonts
            && changed.iter().any(|path| path.starts_with(fonts))
        {
            self.fonts = None;
        }
        Ok(changed)
    }

    /// Whether a file is a template, of all programmes or of one alone.
    fn is_template(&self, path: &Path) -> bool {
        // One that is gone altogether is a matter of its own.
        let folder = self.common.templates().filter(|folder| folder.is_dir());
        let standing = folder.is_some_and(|folder| path.starts_with(folder));
        let of_one = path
            .strip_prefix(&self.common.data)
            .is_ok_and(|path| path.iter().nth(1).is_some_and(|folder| folder == "templates"));
        standing || of_one
    }

    /// Shows why a build came to nothing.
    fn fail(&self, failure: &Failure) {
        let (what, errors) = match failure {
            Failure::Data(problems) => {
                ("what is wrong stands below; nothing was written".to_owned(), problems.errors())
            }
            Failure::Usage(message) => (message.clone(), Diagnostics::default()),
            Failure::Machine(error) => {
                say::machine_error(error);
                (error.to_string(), Diagnostics::default())
            }
        };
        let errors = match errors.render(false) {
            none if none.is_empty() => vec![format!("error: {what}")],
            errors => errors,
        };
        self.preview.fail(format!("{} {what}", Common::time_of_day()), errors);
    }
}
