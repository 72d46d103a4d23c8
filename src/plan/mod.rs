//! Which files there are, and the data that each may see.
//!
//! A job carries everything its template may show and nothing else, so that a template cannot
//! leak what it never receives; where its hash, the templates and fonts are as they were, so is its file.

mod artwork;
mod built;
mod chart;
mod content;
mod dates;
mod demands;
mod job;
mod report;
mod secretariat;
mod selection;
mod shards;
mod sheet;
mod site;
mod streaks;
mod values;
mod verification;

use std::collections::BTreeMap;

pub use artwork::{Changes, Line, Proofs, Shown, ShownPiece};
pub use built::{Cause, Sources};
pub use chart::{Chart, ChartRound, ChartTier, LastSeason, RoundsChart, Strip, StripChart};
pub use content::{Attached, Content, Filled, LateText, Origin, Picture};
pub use demands::{CUT_CONTOUR, Colours, Demands, ENGRAVE};
pub use job::{Face, Form, Job, Work, hex};
pub use selection::{Selection, Target};
pub use shards::Shard;
pub use sheet::{Cell, Row, Rows, Sheet, Workbook};
pub use site::{NewKey, Signatures};

use crate::assess::Results;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Assets, Signed, value_schema};
use crate::proof::SecretKey;

/// All jobs of a build, by part.
#[derive(Debug, Clone, Default)]
pub struct Plan<'a> {
    /// The jobs.
    pub jobs: Vec<Job<'a>>,
    /// The folders, as beginnings of paths, that hold nothing but these jobs' files.
    pub complete: Vec<String>,
    /// The proof sheets, which ask for what is made before them.
    pub proofs: Vec<Proofs<'a>>,
    /// What each of the proof sheets shows and each checklist compares with, by its path, once they are
    /// settled.
    pub shown: BTreeMap<String, Shown>,
}

impl<'a> Plan<'a> {
    /// The jobs of one part.
    pub fn of(&self, target: Target) -> &[Job<'a>] {
        let start = self.jobs.partition_point(|job| job.target < target);
        let end = self.jobs.partition_point(|job| job.target <= target);
        &self.jobs[start..end]
    }

    /// Gives the tables of a part the hashes of other files that they ask for, which have to be
    /// made by now. Returns of how many files there is none; their cells stay empty.
    pub fn fill_digests(
        &mut self,
        target: Target,
        digest: impl Fn(&str) -> Option<String>,
    ) -> usize {
        let mut missing = 0;
        for job in self.jobs.iter_mut().filter(|job| job.target == target) {
            if let Work::Table { rows, .. } = &mut job.work {
                let wanted = rows.digests_wanted();
                let known = wanted.iter().filter_map(|path| Some((path.clone(), digest(path)?)));
                let known: BTreeMap<_, _> = known.collect();
                missing += wanted.iter().filter(|path| !known.contains_key(*path)).count();
                *rows = rows.with_digests(known);
            }
        }
        missing
    }

    /// Settles the proof sheets once the artwork is made: gives them the hashes of their pictures, and
    /// adds a checklist of what differs from the sheets that were last passed. Those are the sheets that
    /// the last checklist compares with, as long as `open` finds it where it was written, by its path;
    /// else the last sheets, which `earlier` gives by theirs. Returns how each season with earlier sheets
    /// differs.
    pub fn settle_proofs(
        &mut self,
        (earlier, open): (&Remembered, &Remembered),
        digest: &dyn Fn(&str) -> Option<String>,
    ) -> Vec<Changes> {
        let mut found = Vec::new();
        for proofs in &self.proofs {
            for sheets in proofs.all(digest) {
                if let Some(job) = self.jobs.iter_mut().find(|job| job.path == sheets.path) {
                    *job = sheets;
                }
            }
            let now = proofs.shown(digest);
            let before = open(&proofs.changes_path()).or_else(|| earlier(&proofs.path()));
            self.shown.insert(proofs.path(), now.clone());
            let Some(before) = before else { continue };
            let (changes, jobs) = proofs.changes((&before, &now), digest);
            if !jobs.is_empty() {
                self.shown.insert(changes.path.clone(), before);
                self.jobs.extend(jobs);
            }
            found.push(changes);
        }
        self.jobs.sort_by_key(|job| job.target);
        found
    }
}

/// What an earlier build has shown in a file, by its path.
pub type Remembered<'r> = dyn Fn(&str) -> Option<Shown> + 'r;

/// Plans what was selected of the results.
pub fn plan<'a>(
    all: &'a [Results],
    selection: &Selection,
    assets: &Assets,
    problems: &mut Diagnostics,
) -> Plan<'a> {
    let (mut jobs, mut proofs) = (Vec::new(), Vec::new());
    for results in all {
        if selection.includes(Target::Reports) {
            jobs.extend(report::jobs(results, selection));
        }
        if selection.includes(Target::Artwork) {
            let (pieces, sheets) = artwork::jobs(results, selection);
            jobs.extend(pieces);
            jobs.extend(sheets.iter().flat_map(|sheets| sheets.all(&|_| None)));
            proofs.extend(sheets);
        }
        if selection.includes(Target::Secretariat) {
            jobs.extend(secretariat::jobs(results, assets, problems));
        }
    }
    if selection.includes(Target::Site) {
        jobs.extend(site::jobs(all, assets, problems));
    }
    // What shares its content stays side by side, so that it is laid out once.
    jobs.sort_by_key(|job| job.target);
    // Without results, the data have errors of their own to show first.
    if !problems.has_errors() {
        verification::collisions(all, problems);
    }
    if !problems.has_errors() {
        unknown_selection(all, selection, problems);
        if jobs.is_empty() && !problems.has_errors() {
            let message = "what was asked for has no file yet";
            let help = "a report needs a score in its round, artwork the results; `plaudit assess` \
                        shows what there is of each entry";
            problems.push(Diagnostic::warning(message).help(help));
        }
        collisions(&jobs, &artwork_of_others(all, selection), problems);
    }
    Plan { jobs, complete: selection.complete(all), proofs, shown: BTreeMap::new() }
}

/// Signs what is public of the one programme that these are the seasons of, by year; no record if all of it
/// is signed as it should be.
///
/// # Errors
/// Its site has no address, there is no season, or the key is not the one that has signed.
pub fn sign(
    seasons: &[Results],
    key: &SecretKey,
    new: NewKey,
) -> Result<(Option<Signed>, Signatures), Diagnostic> {
    site::sign(seasons, key, new)
}

/// The JSON Schema of what the template of a report receives.
pub fn report_schema() -> String {
    value_schema::<report::Report>("report.typ")
}

/// The JSON Schema of what the templates of all documents of a programme receive.
pub fn setting_schema() -> String {
    value_schema::<values::Setting>("setting")
}

/// The JSON Schema of what the templates of trophies, certificates and decals receive.
pub fn artwork_schema() -> String {
    value_schema::<artwork::Artwork>("artwork")
}

/// The JSON Schema of what the template of proof sheets receives.
pub fn proof_schema() -> String {
    value_schema::<artwork::ProofSheets>("proof.typ")
}

/// The JSON Schema of what the template of a mark receives.
pub fn logo_schema() -> String {
    value_schema::<artwork::Logo>("logo.typ")
}

/// The JSON Schema of what the template of the pictures of seasons receives.
pub fn card_schema() -> String {
    value_schema::<site::Card>("card.typ")
}

/// Where a season's confidential files go.
fn private(results: &Results) -> String {
    let data = results.data;
    format!("private/{}/{}", data.programme.id, data.season.year)
}

fn unknown_selection(all: &[Results], selection: &Selection, problems: &mut Diagnostics) {
    if all.is_empty() {
        let help = "add a folder with a season.toml, named after its year, to a programme";
        problems.push(Diagnostic::error("there is no season to build").help(help));
    }
    let mut rounds = all.iter().flat_map(|results| &results.data.programme.rounds);
    if let Some(id) = selection.round.as_ref().filter(|id| !rounds.any(|round| round.id == **id)) {
        let help = "write one of the rounds of programme.toml after --round";
        problems.push(Diagnostic::error(format!("there is no round `{id}`")).help(help));
    }
    let mut entries = all.iter().flat_map(|results| &results.data.entries);
    if let Some(id) = selection.entry.as_ref().filter(|id| !entries.any(|entry| entry.id == **id)) {
        let help = "write one of the entries of the season after --entry";
        problems.push(Diagnostic::error(format!("there is no entry `{id}`")).help(help));
    }
}

/// The artwork of all entries, where only one's is selected: it must leave theirs alone.
fn artwork_of_others<'a>(all: &'a [Results], selection: &Selection) -> Vec<Job<'a>> {
    if selection.entry.is_none() || !selection.includes(Target::Artwork) {
        return Vec::new();
    }
    let everyone = Selection::default();
    all.iter().flat_map(|results| artwork::jobs(results, &everyone).0).collect()
}

/// Two jobs must not write one file, nor two of `others`, which hold the artwork among the jobs if
/// there are any; on many a disk, names that differ in case are one.
fn collisions(jobs: &[Job], others: &[Job], problems: &mut Diagnostics) {
    let mut seen = BTreeMap::new();
    let own = jobs.iter().filter(|job| others.is_empty() || job.target != Target::Artwork);
    for job in own.chain(others) {
        if let Some(first) = seen.insert(job.path.to_lowercase(), &job.path) {
            let message = format!("two things would be written to `{first}`");
            problems.push(Diagnostic::error(message).help("give them different ids"));
        }
    }
}
