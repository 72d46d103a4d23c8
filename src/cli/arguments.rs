//! What can be typed. The comments here are the text of `--help`.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use plaudit::load::Request;
use plaudit::model::{Day, Id};
use plaudit::plan::{Selection, Shard, Target};

use super::shell;

/// From a season's assessment scores to bilingual reports, trophies, certificates and a site.
///
/// Reads the spreadsheets under `data/`, decides tiers and recognitions by the rules of each
/// programme, and writes everything that is handed out to `output/`. Nothing leaves the machine.
#[derive(Debug, Parser)]
#[command(version = shell::version(), max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read everything and report every problem; write nothing
    Check,
    /// Print scores, tiers and recognitions
    Assess {
        /// How to print them
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Print how everything that an entry attained came about, with file and row of each input
    ///
    /// Scores, tier, recognitions won and missed, credit points and certificate, each with what it
    /// rests on. If several seasons have the entry, each is explained in turn. A member may read
    /// it: of other entries it tells how many they are, and nothing else.
    Explain(ExplainOptions),
    /// Write reports, artwork, site and the secretariat's files
    ///
    /// Only what is not as it should be is built: files whose data, templates or fonts changed since
    /// an earlier build, or that someone else changed. Files that are no longer planned are removed.
    /// If anything is wrong with the data or a template, nothing is written.
    ///
    /// Of artwork, `proofs.pdf` shows every piece, to be initialled; after a change, `changes.pdf`
    /// lists what differs from the proofs that were last passed, word for word. It goes on to do
    /// so, build after build, until it is deleted or moved away: then what is on it counts as passed.
    Build(BuildOptions),
    /// Build, show what is built in a browser, and build again whatever a change touches
    ///
    /// The address of the preview is printed first. It is served to this machine alone, and to who
    /// has the address. After a change of data, templates or fonts the file that is looked at is made
    /// first, then the others, and the browser shows them anew. What is wrong is shown in the
    /// browser and the terminal until it is mended. Ctrl-C ends it.
    Watch(WatchOptions),
    /// Print the JSON Schema of a TOML file, or of what a template receives
    ///
    /// With that of a TOML file an editor completes and checks it: the shipped files name theirs in
    /// the first line, for Taplo and Even Better TOML. That of a template says what it may show.
    Schema {
        /// The kind of file
        #[arg(value_enum, value_name = "FILE")]
        file: Settings,
    },
    /// Add a season's official results to the table of past results, `history.csv`
    ///
    /// Next season's streaks and improvements rest on them. One season is closed at a time:
    /// choose it with --programme and --season. Every active entry has a row, its overall as
    /// published and its tier; what is withdrawn or disqualified holds no tier and has none.
    /// While a round's score is missing or anything is wrong with the data, nothing is written.
    /// The file as it was is kept beside the new one, as `#history-before-<year>.csv`.
    Close(CloseOptions),
    /// Print the script with which a shell completes commands, options and their values
    ///
    /// Save it where your shell looks for such scripts; the README says where that is.
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Write manual pages, one for each command, into a folder
    Man {
        /// The folder, which must be there
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(super) struct WatchOptions {
    /// The parts to build; all, if none is named
    #[arg(value_enum, value_name = "PART")]
    pub(super) parts: Vec<Part>,
    /// The port of the preview [default: the first free one from 3000 to 3005]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) port: Option<u16>,
}

#[derive(Debug, Default, Args)]
pub(super) struct BuildOptions {
    /// The parts to build; all, if none is named
    #[arg(value_enum, value_name = "PART")]
    pub(super) parts: Vec<Part>,
    /// Build every file, even if it is as it should be
    #[arg(long)]
    pub(super) force: bool,
    /// Say how many files would be built, and why; write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// List each file that is built, with the cause
    #[arg(long)]
    pub(super) why: bool,
    /// Build only the K-th of N shares of the plan, for N machines to build at once
    ///
    /// Each share goes into the same folder, or into one of its own; laid together into one they are
    /// completed by `--merge`.
    #[arg(long, value_name = "K/N", conflicts_with_all = ["merge", "dry_run"])]
    pub(super) shard: Option<Shard>,
    /// Check the shards that lie in the output folder, and make of them what one build would have made
    #[arg(long, conflicts_with_all = ["force", "dry_run"])]
    pub(super) merge: bool,
}

impl BuildOptions {
    /// Whether nothing need be done where nothing changed.
    pub(super) fn may_rest(&self) -> bool {
        !self.force && !self.dry_run && !self.merge && self.shard.is_none()
    }
}

#[derive(Debug, Args)]
pub(super) struct ExplainOptions {
    /// The entry's id
    #[arg(id = "explained", value_name = "ENTRY")]
    pub(super) entry: String,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Explanation,
    /// The language of the text, such as `en` [default: the programme's first]
    #[arg(long, value_name = "ID")]
    pub(super) language: Option<String>,
    /// Tell nothing of other entries, neither names nor margins, so that a member may read it
    #[arg(long)]
    pub(super) for_member: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Settings {
    /// programme.toml, the standing rules
    Programme,
    /// season.toml, dates and sector merges
    Season,
    /// what the templates of reports and certificates have in common
    Setting,
    /// what the template of a report receives
    Report,
    /// what the templates of trophies, certificates and decals receive
    Artwork,
    /// what the template of a mark (e-logo) receives
    Logo,
    /// what the template of proof sheets receives
    Proof,
    /// what the template of the pictures that stand for shared pages receives
    Card,
}

#[derive(Debug, Clone, Copy, Args)]
pub(super) struct CloseOptions {
    /// Put this season's rows right where they differ from the results; other seasons stay
    #[arg(long)]
    pub(super) replace: bool,
    /// Print the rows that would be added or replaced, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Aligned columns
    #[default]
    Table,
    /// The stable JSON that other programs read
    Json,
    /// One line an entry, for a spreadsheet
    Csv,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Explanation {
    /// A tree in words
    #[default]
    Text,
    /// The same tree for other programs
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Part {
    /// A PDF for each entry and round
    Reports,
    /// Trophies, certificates, decals, marks and their texts
    Artwork,
    /// The public results site
    Site,
    /// Results for the secretariat
    Secretariat,
}

impl From<Part> for Target {
    fn from(part: Part) -> Self {
        match part {
            Part::Reports => Self::Reports,
            Part::Artwork => Self::Artwork,
            Part::Site => Self::Site,
            Part::Secretariat => Self::Secretariat,
        }
    }
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Common options")]
pub(super) struct Common {
    /// Folder of the programmes' data
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath, default_value = "data")]
    pub(super) data: PathBuf,
    /// Folder of templates; those it lacks are the built-in ones [default: templates, if there]
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    templates: Option<PathBuf>,
    /// Folder of fonts, in place of the built-in ones
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) fonts: Option<PathBuf>,
    /// Folder to write to
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath, default_value = "output")]
    pub(super) output: PathBuf,
    /// Only this programme; the site, which all programmes share, is left out then
    #[arg(long, global = true, value_name = "ID")]
    programme: Option<Id>,
    /// Only this season; the site, which all seasons share, is left out then
    #[arg(long, global = true, value_name = "YEAR")]
    season: Option<i16>,
    /// Only the reports of this round; with `build` and `watch`
    #[arg(long, global = true, value_name = "ID")]
    round: Option<Id>,
    /// Only the reports and certificates of this entry; with `build` and `watch`
    #[arg(long, global = true, value_name = "ID")]
    entry: Option<Id>,
    /// The day to judge certificates and announcements by [default: today]
    #[arg(long, global = true, value_name = "DATE")]
    as_of: Option<Day>,
    /// How many threads to use [default: one for each core]
    #[arg(long, global = true, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

impl Common {
    pub(super) fn request(&self) -> Request {
        Request { data: self.data.clone(), programme: self.programme.clone(), season: self.season }
    }

    /// The folder of templates: as given, else `templates` where there is one.
    pub(super) fn templates(&self) -> Option<&Path> {
        let local = Path::new("templates");
        self.templates.as_deref().or_else(|| local.is_dir().then_some(local))
    }

    /// The only place that reads the clock.
    pub(super) fn as_of(&self) -> Day {
        self.as_of.unwrap_or_else(|| Day(jiff::Zoned::now().date()))
    }

    /// The folders that are read.
    pub(super) fn folders(&self) -> Vec<&Path> {
        [Some(&*self.data), self.templates(), self.fonts.as_deref()].into_iter().flatten().collect()
    }

    /// What is watched: the folders that are read, and the one for templates even if there is none.
    pub(super) fn watched(&self) -> Vec<PathBuf> {
        let templates = self.templates.clone().unwrap_or_else(|| "templates".into());
        [Some(self.data.clone()), Some(templates), self.fonts.clone()]
            .into_iter()
            .flatten()
            .collect()
    }

    /// The time of day, as `14:03:12`, for who watches.
    pub(super) fn time_of_day() -> String {
        jiff::Zoned::now().strftime("%H:%M:%S").to_string()
    }

    /// All that decides on what a build makes of its folders, as a text to compare.
    pub(super) fn described(&self, parts: &[Part], as_of: Day) -> String {
        format!("{:?} as of {} of {:?}", self.selection(parts), as_of.0, self.request())
            + &format!(" with {:?}", self.folders())
    }

    pub(super) fn threads(&self) -> usize {
        let cores = std::thread::available_parallelism();
        self.jobs.or(cores.ok()).map_or(1, NonZeroUsize::get)
    }

    pub(super) fn selection(&self, parts: &[Part]) -> Selection {
        Selection {
            targets: parts.iter().copied().map(Target::from).collect(),
            narrowed: self.programme.is_some() || self.season.is_some(),
            round: self.round.clone(),
            entry: self.entry.clone(),
        }
    }
}

impl Arguments {
    /// Why options do not go together with the command, where they do not.
    pub(crate) fn conflict(&self) -> Option<String> {
        let (parts, shards) = match &self.command {
            Command::Build(options) => (&options.parts, options.merge || options.shard.is_some()),
            Command::Watch(options) => (&options.parts, false),
            _ => {
                let narrowed = self.common.round.is_some() || self.common.entry.is_some();
                let message = "`--round` and `--entry` go with `build` and `watch` alone";
                return narrowed.then(|| message.to_owned());
            }
        };
        let selection = self.common.selection(parts);
        let narrowed = selection.round.is_some() || selection.entry.is_some();
        if narrowed && shards {
            return Some("shards are of whole parts: build without `--round` and `--entry`".into());
        }
        let part = parts.iter().find(|part| !selection.allows(Target::from(**part)))?;
        let (what, without) = match part {
            Part::Reports => return None,
            Part::Site => (
                "the site is one for all programmes and seasons",
                "`--programme`, `--season`, `--round` and `--entry`",
            ),
            Part::Artwork => ("artwork is of the whole season", "`--round`"),
            Part::Secretariat => {
                ("the secretariat's files are of the whole season", "`--round` and `--entry`")
            }
        };
        Some(format!("{what}: build without {without}"))
    }
}
