//! The options that all commands share. The comments here are the text of `--help`.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum, ValueHint};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use plaudit::load::Request;
use plaudit::model::{Day, Id};
use plaudit::plan::{Selection, Target};

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
    #[arg(long, global = true, value_name = "YEAR", value_parser = year)]
    season: Option<i16>,
    /// Only the reports of this round; with `build` and `watch`
    #[arg(long, global = true, value_name = "ID")]
    round: Option<Id>,
    /// Only the reports and artwork of this entry; with `build` and `watch`
    #[arg(long, global = true, value_name = "ID")]
    entry: Option<Id>,
    /// The day to judge certificates and announcements by [default: that of SOURCE_DATE_EPOCH, else today]
    #[arg(long, global = true, value_name = "DATE")]
    as_of: Option<Day>,
    /// How many threads to use [default: one for each core]
    #[arg(long, global = true, value_name = "N", value_parser = threads)]
    jobs: Option<NonZeroUsize>,
}

/// The day of the variable by which builds are repeated, seconds since 1970 in UTC
/// (reproducible-builds.org, "`SOURCE_DATE_EPOCH` specification"); none if it is not set.
///
/// # Errors
/// It holds something else.
pub(super) fn epoch() -> Result<Option<Day>, String> {
    let Ok(text) = std::env::var("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let time = text.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    let time = time.ok_or_else(|| {
        format!("SOURCE_DATE_EPOCH is `{text}`, and should be the seconds since 1970")
    })?;
    Ok(Some(Day(time.to_zoned(TimeZone::UTC).date())))
}

fn year(text: &str) -> Result<i16, &'static str> {
    text.parse().map_err(|_| "a season is a year, such as 2026")
}

fn threads(text: &str) -> Result<NonZeroUsize, &'static str> {
    text.parse().map_err(|_| "write a whole number from 1 on")
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
        let today = || Day(jiff::Zoned::now().date());
        self.as_of.or_else(|| epoch().ok().flatten()).unwrap_or_else(today)
    }

    /// The folders that are read.
    pub(super) fn folders(&self) -> Vec<&Path> {
        [Some(&*self.data), self.templates(), self.fonts.as_deref()].into_iter().flatten().collect()
    }

    /// The folders of which the content is handed on: a key must lie in none of them.
    pub(super) fn handed_on(&self) -> Vec<&Path> {
        self.folders().into_iter().chain([&*self.output]).collect()
    }

    /// Whether folders, a programme or a season are chosen.
    pub(super) fn chooses(&self) -> bool {
        let standing = self.data == Path::new("data") && self.output == Path::new("output");
        let others = self.templates.is_some() || self.fonts.is_some();
        !standing || others || self.programme.is_some() || self.season.is_some()
    }

    /// Whether one season was chosen.
    pub(super) fn is_of_one_season(&self) -> bool {
        self.season.is_some()
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
