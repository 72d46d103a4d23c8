//! A season: one year of a programme. Its sector merges are rule 11 of `RULES.md`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Day, Id, Text};

/// One year of a programme: its days, the encoding of its tables, its merged sectors.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Season {
    /// The year in four digits: the name of its folder.
    #[schemars(range(min = 1000, max = 9999))]
    pub year: i16,
    /// Days of the schedule. Default: none.
    #[serde(default)]
    pub dates: Dates,
    /// The languages in which the launch is held, as in `service_languages`. Default: not said.
    #[serde(default)]
    pub launch_languages: Vec<Id>,
    /// When meetings with new participants are held. Default: not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kick_off_meetings: Option<Period>,
    /// When assessments take place: the date of every assessment lies within.
    pub assessment: Period,
    /// The day each round's report is issued, by the id of the round. Default: none.
    #[serde(default)]
    pub reports: BTreeMap<Id, Day>,
    /// How reports are set.
    #[serde(default)]
    pub report: ReportSettings,
    /// How the season's CSV files without a byte order mark are encoded. Default: utf-8.
    #[serde(default)]
    pub encoding: Encoding,
    /// Sectors put together once enrolment has closed, before anything is counted. Default: none.
    #[serde(default)]
    pub sector_merges: Vec<SectorMerge>,
}

/// Days of the schedule.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// The day the award is launched. Default: not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub launch: Option<Day>,
    /// The last day to enrol. Default: not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enrolment_deadline: Option<Day>,
    /// The last day to hand in frequently asked questions. Default: not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub faq_deadline: Option<Day>,
    /// The day of the seminar. Default: not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seminar: Option<Day>,
    /// The day results are announced: before it the site shows none. Default: not set, so that the
    /// site of an award shows none at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub results: Option<Day>,
}

/// A deadline of the schedule, as a key of [`Dates`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Deadline {
    /// The last day to enrol.
    EnrolmentDeadline,
    /// The last day to hand in frequently asked questions.
    FaqDeadline,
}

/// How reports are set.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReportSettings {
    /// Whether a report has all languages side by side, or is one PDF a language. Default: together.
    #[serde(default)]
    pub languages: ReportLanguages,
}

/// How a report has its languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportLanguages {
    /// One PDF, all languages side by side.
    #[default]
    Together,
    /// A PDF for each language.
    Apart,
}

/// From a day to a day, both included.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

impl Period {
    /// Whether a day lies within.
    pub fn contains(&self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }
}

/// How a CSV file without a byte order mark is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8, what spreadsheet programs offer as "CSV UTF-8".
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// Big5 with the Hong Kong Supplementary Character Set, as older systems export.
    Big5Hkscs,
}

/// Sectors put together in some streams.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SectorMerge {
    /// The streams in which they are put together.
    #[schemars(length(min = 1))]
    pub streams: Vec<Id>,
    /// The sectors put together, by id.
    #[schemars(length(min = 1))]
    pub from: Vec<Id>,
    /// The sector they become.
    pub into: MergedSector,
}

/// The sector that others are merged into.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MergedSector {
    /// Id of the merged sector: one of its own, or that of one of the sectors put together.
    pub id: Id,
    /// Name of the merged sector, in each language.
    pub name: Text,
}
