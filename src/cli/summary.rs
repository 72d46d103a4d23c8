//! What a build says of itself when it is done.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use plaudit::plan::{Cause, Changes, Job, Plan, Target};
use plaudit::write::{Done, Finished, Manifest};

use super::changes::Changed;
use super::say::{GOOD, thousands};

/// What was written where, why, and how long it took.
pub(super) struct Summary {
    output: PathBuf,
    read: Duration,
    parts: Vec<(Target, Duration)>,
    changes: Vec<Changes>,
    /// Why each file was made, in words.
    causes: BTreeMap<String, String>,
    /// Why files were made, all together; none if all of them are new.
    because: Option<String>,
}

/// So many changes of what was read are named.
const NAMED: usize = 2;

/// That everything is as it should be, and what is still to be done by hand.
pub(super) fn nothing_to_do(done: &Done, output: &Path, total: Duration) -> String {
    let (files, total) = (thousands(done.files), seconds(total));
    let (output, total) = (output.display(), total.trim_start());
    let line = format!(
        "{GOOD}0{GOOD:#} of {files} files rebuilt in `{output}`: nothing changed, in {total}"
    );
    done.notes.iter().cloned().chain([line]).map(|line| line + "\n").collect()
}

impl Summary {
    pub(super) fn new(output: &Path, read: Duration) -> Self {
        let (output, parts, changes) = (output.to_owned(), Vec::new(), Vec::new());
        Self { output, read, parts, changes, causes: BTreeMap::new(), because: None }
    }

    pub(super) fn took(&mut self, target: Target, time: Duration) {
        self.parts.push((target, time));
    }

    /// How the artwork differs from what was last passed.
    pub(super) fn changed(&mut self, changes: Vec<Changes>) {
        self.changes = changes;
    }

    /// Why files were made, and what changed of what was read.
    pub(super) fn causes(&mut self, causes: BTreeMap<String, Cause>, changed: &Changed) {
        self.because = because(&causes, changed);
        let in_words = |path: &str, cause: &Cause| match related(path, cause, changed) {
            more if more.is_empty() => cause.to_string(),
            more => format!("{cause}: {more}"),
        };
        let causes = causes.iter().map(|(path, cause)| (path.clone(), in_words(path, cause)));
        self.causes = causes.collect();
    }

    /// What a build would do.
    pub(super) fn would(&self, plan: &Plan, removed: &BTreeSet<String>, why: bool) -> String {
        let (made, files) = (thousands(self.causes.len()), thousands(plan.jobs.len()));
        let because = self.because.as_ref().map(|because| format!(", because {because}"));
        let because = because.unwrap_or_default();
        let gone = match removed.len() {
            0 => String::new(),
            count => format!(", {} removed", thousands(count)),
        };
        let line =
            format!("{made} of {files} files would be built{gone}{because}; nothing was written");
        let mut lines = if why { self.listed() } else { Vec::new() };
        if why {
            lines.extend(removed.iter().map(|path| format!("{path}: would be removed")));
        }
        lines.push(line);
        lines.join("\n") + "\n"
    }

    /// A line for each part that was built, one for each season whose artwork changed, and one for
    /// all.
    pub(super) fn text(
        &self,
        (plan, finished): (&Plan, &Finished),
        why: bool,
        total: Duration,
    ) -> String {
        let mut lines = self.parts(plan, finished);
        lines.extend(self.notes());
        if leaves_sheets(plan, &finished.manifest) {
            let line = "artwork: built for one entry: text sheets and proof sheets are those of the \
                        last full build";
            lines.push(line.to_owned());
        }
        if why {
            lines.extend(self.listed());
            lines.extend(finished.removed.iter().map(|path| format!("{path}: removed")));
        }
        lines.push(self.verdict(plan, finished, total));
        lines.join("\n") + "\n"
    }

    /// What of the artwork is still to be passed.
    pub(super) fn notes(&self) -> impl Iterator<Item = String> {
        let changes = self.changes.iter().filter(|changes| !changes.is_empty());
        changes.map(|changes| self.changes_line(changes))
    }

    fn parts(&self, plan: &Plan, finished: &Finished) -> Vec<String> {
        let mut lines =
            vec![format!("{:12} {:>6}        {:>8}  {}", "read", "", "", seconds(self.read))];
        for (target, time) in &self.parts {
            let jobs = plan.of(*target);
            if jobs.is_empty() {
                continue;
            }
            let made: Vec<_> =
                jobs.iter().filter(|job| finished.made.contains(&job.path)).collect();
            let sizes = made.iter().filter_map(|job| finished.manifest.files.get(&job.path));
            let (name, size) = (name(*target), size(sizes.map(|record| record.bytes).sum()));
            let of = match made.len() == jobs.len() {
                true => String::new(),
                false => format!(" of {}", thousands(jobs.len())),
            };
            let (files, time) = (thousands(made.len()), seconds(*time));
            let word = if jobs.len() == 1 { "file" } else { "files" };
            lines.push(format!("{name:12} {files:>6}{of} {word:5}  {size:>8}  {time}"));
        }
        lines
    }

    /// "4 of 318 files rebuilt in `output`, because `assessments.csv` row 1,204 changed, in 0.41 s"
    fn verdict(&self, plan: &Plan, finished: &Finished, total: Duration) -> String {
        let (made, files) = (finished.made.len(), plan.jobs.len());
        let (output, total) = (self.output.display(), seconds(total));
        let total = total.trim_start();
        let gone = match finished.removed.len() {
            0 => String::new(),
            removed => format!(", {} removed", thousands(removed)),
        };
        if files == 0 {
            return format!("no file in `{output}`{gone}: there is nothing to build, in {total}");
        }
        let word = if files == 1 { "file" } else { "files" };
        let (made, files) = (thousands(made), thousands(files));
        let Some(because) = &self.because else {
            return match finished.made.is_empty() {
                true => format!(
                    "{GOOD}0{GOOD:#} of {files} {word} rebuilt in `{output}`{gone}: all are as they \
                     should be, in {total}"
                ),
                false if made == files => {
                    format!("{GOOD}{made}{GOOD:#} {word} in `{output}`{gone}, in {total}")
                }
                // The others were built before, or by other machines.
                false => format!(
                    "{GOOD}{made}{GOOD:#} of {files} {word} built in `{output}`{gone}: the others are there, \
                     in {total}"
                ),
            };
        };
        format!(
            "{GOOD}{made}{GOOD:#} of {files} {word} rebuilt in `{output}`{gone}, because {because}, in \
             {total}"
        )
    }

    /// "4 of 318 files rebuilt, because `assessments.csv` row 1,204 changed, in 0.41 s", for who watches
    pub(super) fn in_short(&self, (plan, finished): (&Plan, &Finished), total: Duration) -> String {
        let (made, files) = (finished.made.len(), plan.jobs.len());
        let [made, files, removed] = [made, files, finished.removed.len()].map(thousands);
        let gone = if removed == "0" { String::new() } else { format!(", {removed} removed") };
        let because = self.because.as_ref().filter(|_| !finished.made.is_empty());
        let because = because.map(|because| format!(", because {because}")).unwrap_or_default();
        let total = seconds(total);
        format!("{made} of {files} files rebuilt{gone}{because}, in {}", total.trim_start())
    }

    /// The files that were made, each with the cause.
    pub(super) fn made(self) -> BTreeMap<String, String> {
        self.causes
    }

    /// Each file that is made, with the cause.
    fn listed(&self) -> Vec<String> {
        self.causes.iter().map(|(path, cause)| format!("{path}: {cause}")).collect()
    }

    /// "artwork: 2 pieces changed, 1 new, 1 removed since the proofs were last passed; see …"
    fn changes_line(&self, changes: &Changes) -> String {
        let pieces = if changes.changed == 1 { "piece" } else { "pieces" };
        let [changed, new, removed] =
            [changes.changed, changes.new, changes.removed].map(thousands);
        let marks = match changes.marks {
            0 => String::new(),
            1 => ", 1 e-logo differs".to_owned(),
            n => format!(", {} e-logos differ", thousands(n)),
        };
        let path = self.output.join(&changes.path);
        format!(
            "artwork: {changed} {pieces} changed, {new} new, {removed} removed{marks} since the proofs \
             were last passed; see `{}`, and delete it once it is passed",
            path.display()
        )
    }
}

/// Why files were made: by what changed of what was read, where anything did, else by what is said of them.
fn because(causes: &BTreeMap<String, Cause>, changed: &Changed) -> Option<String> {
    let kinds: BTreeSet<_> = causes.values().collect();
    if kinds.iter().all(|cause| **cause == Cause::New) {
        return None;
    }
    let read = named(&changed.all().collect::<Vec<_>>());
    let follows = |cause: &Cause| {
        matches!(cause, Cause::Data | Cause::Templates(_) | Cause::New | Cause::Fonts)
    };
    let others = kinds.iter().filter(|cause| read.is_empty() || !follows(cause));
    let others = others.map(|cause| match cause {
        Cause::Asked => "all were asked for".to_owned(),
        Cause::New => "some are new".to_owned(),
        Cause::Missing => "some were not there".to_owned(),
        Cause::Altered => "someone has changed some".to_owned(),
        Cause::Data => "their data are others".to_owned(),
        Cause::Shared => "a font is cut to what they show".to_owned(),
        Cause::Program | Cause::Fonts | Cause::Templates(_) => cause.to_string(),
    });
    let others: BTreeSet<_> = others.collect();
    let all: Vec<_> =
        Some(read).filter(|read| !read.is_empty()).into_iter().chain(others).collect();
    Some(all.join(", "))
}

/// What changed of what was read that a file's cause goes back to, as far as that can be told: data of its own
/// programme, or the templates of pages.
fn related(path: &str, cause: &Cause, changed: &Changed) -> String {
    let programme = path.strip_prefix("private/").and_then(|rest| rest.split('/').next());
    let part = match (cause, programme) {
        (Cause::Data, Some(programme)) => format!("/{programme}/"),
        (Cause::Data, None) => String::new(),
        (Cause::Templates(paths), _) if paths.iter().any(|path| path == "templates/site") => {
            "/site/".to_owned()
        }
        _ => return String::new(),
    };
    named(&changed.within(&part).collect::<Vec<_>>())
}

/// The first of a list, and how many more there are.
fn named(all: &[&str]) -> String {
    let (first, more) = all.split_at(all.len().min(NAMED));
    let more = match more.len() {
        0 => String::new(),
        more => format!(" and {} more", thousands(more)),
    };
    first.join(", ") + &more
}

/// Whether artwork was built without the sheets that name every piece, and there are some.
fn leaves_sheets(plan: &Plan, manifest: &Manifest) -> bool {
    let season = |job: &Job| Some(job.path.split_once("/artwork/")?.0.to_owned());
    let mut seasons = plan.of(Target::Artwork).iter().filter_map(season);
    plan.proofs.is_empty()
        && seasons.any(|it| manifest.files.contains_key(&format!("{it}/artwork/proofs.pdf")))
}

fn name(target: Target) -> &'static str {
    match target {
        Target::Reports => "reports",
        Target::Artwork => "artwork",
        Target::Proofs => "proofs",
        Target::Fonts => "fonts",
        Target::Site => "site",
        Target::Secretariat => "secretariat",
    }
}

fn seconds(time: Duration) -> String {
    format!("{:6.2} s", time.as_secs_f64())
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}
