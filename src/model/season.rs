//! A season: one year of a programme.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Day, Id, Text};

/// One year of a programme, from `data/<programme>/<year>/season.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Season {
    /// The year, the name of its folder.
    pub year: i16,
    /// Days of the schedule.
    #[serde(default)]
    pub dates: Dates,
    /// When meetings with new participants are held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kick_off_meetings: Option<Period>,
    /// When assessments take place; every assessment's date lies within.
    pub assessment: Period,
    /// The day each round's report is issued.
    #[serde(default)]
    pub reports: BTreeMap<Id, Day>,
    /// How the season's CSV files without a byte order mark are encoded.
    #[serde(default)]
    pub encoding: Encoding,
    /// Sectors put together once enrolment has closed (design, rule 11).
    #[serde(default)]
    pub sector_merges: Vec<SectorMerge>,
}

/// Days of the schedule.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// The award is launched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub launch: Option<Day>,
    /// The last day to enrol.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enrolment_deadline: Option<Day>,
    /// The last day to hand in frequently asked questions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub faq_deadline: Option<Day>,
    /// The seminar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seminar: Option<Day>,
    /// Results are announced; before this day the site shows none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub results: Option<Day>,
}

/// From a day to a day, both included.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// Big5 with the Hong Kong Supplementary Character Set.
    Big5Hkscs,
}

/// Sectors put together, and perhaps renamed, in some streams (design, rule 11).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SectorMerge {
    /// The streams concerned.
    pub streams: Vec<Id>,
    /// The sectors put together.
    pub from: Vec<Id>,
    /// What they become.
    pub into: MergedSector,
}

/// The sector that others are merged into.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MergedSector {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: Text,
}
