//! The rows of a season: who takes part, and what was assessed.

use std::fmt;
use std::num::NonZeroU32;
use std::sync::Arc;

use ecow::EcoString;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Day, Exact, Figure, Id, Marks, Number, Text};

/// The row that a record was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file, from the data directory, and its sheet if it has several.
    pub file: Arc<str>,
    /// The row as a spreadsheet counts, the header being row 1.
    pub row: u32,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.row)
    }
}

/// An organisation that takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: Text,
    /// Whether it is a member of the awarding body.
    pub member: bool,
    /// Where its reports are sent.
    pub email: Option<String>,
    /// How many corporate awards it holds.
    pub corporate_awards: u32,
    /// Where it was read.
    pub origin: Origin,
}

/// Whether an entry counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It holds tiers, wins and counts.
    #[default]
    Active,
    /// It left.
    Withdrawn,
    /// It was taken out.
    Disqualified,
}

impl Status {
    /// Its name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Withdrawn => "withdrawn",
            Self::Disqualified => "disqualified",
        }
    }
}

/// One enrolment of a participant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: Id,
    /// Its participant, an index into [`SeasonData::participants`](super::SeasonData::participants).
    pub participant: usize,
    /// Its stream.
    pub stream: Id,
    /// Its mode of assessment.
    pub mode: Id,
    /// Its sector as enrolled, before the season's merges.
    pub sector: Id,
    /// How large it is, in the stream's unit.
    pub size: Option<u32>,
    /// Its size band: as given, else the band of its size.
    pub group: String,
    /// Its category.
    pub category: Option<Id>,
    /// Its name: its own, else the participant's.
    pub name: Text,
    /// Whether it counts.
    pub status: Status,
    /// Where it was read.
    pub origin: Origin,
}

/// A place in a list, counted from 0: four bytes, also where there may be none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct At(NonZeroU32);

impl At {
    /// The place with a number below 4 billion, more than there are of anything that is read from a file.
    pub fn new(number: usize) -> Self {
        let above = u32::try_from(number).ok().and_then(|number| number.checked_add(1));
        Self(above.and_then(NonZeroU32::new).expect("no file has 4 billion of anything"))
    }

    /// Its number.
    pub fn get(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// One call, contact or visit. What it takes in memory is most of what a large season takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Its entry in [`SeasonData::entries`](super::SeasonData::entries).
    pub entry: At,
    /// Its round in [`Programme::rounds`](super::Programme::rounds).
    pub round: At,
    /// Its reference, unique in the season.
    pub reference: EcoString,
    /// The day it took place.
    pub date: Day,
    /// Its channel in [`Programme::channels`](super::Programme::channels).
    pub channel: Option<At>,
    /// The language of service in [`SeasonData::service_languages`](super::SeasonData::service_languages).
    pub language: Option<At>,
    /// A mark for each of [`Programme::criteria`](super::Programme::criteria).
    pub marks: Marks,
    /// What the assessor wrote, if anything.
    pub comment: Option<Box<Text>>,
    /// The file it was read from, in [`SeasonData::assessment_files`](super::SeasonData::assessment_files).
    pub file: At,
    /// The row there, as in [`Origin::row`].
    pub row: u32,
}

/// A round's score given as such.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenRound {
    /// Its entry, an index into [`SeasonData::entries`](super::SeasonData::entries).
    pub entry: usize,
    /// Its round, an index into [`Programme::rounds`](super::Programme::rounds).
    pub round: usize,
    /// The score.
    pub score: Exact,
    /// Where it was read.
    pub origin: Origin,
}

/// Points taken from a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deduction {
    /// Its entry, an index into [`SeasonData::entries`](super::SeasonData::entries).
    pub entry: usize,
    /// Its round, an index into [`Programme::rounds`](super::Programme::rounds).
    pub round: usize,
    /// Points taken.
    pub points: Number,
    /// Why.
    pub reason: Text,
    /// Where it was read.
    pub origin: Origin,
}

/// What a comment says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CommentKind {
    /// Something done well.
    Strength,
    /// Something to improve.
    Improvement,
    /// Anything else.
    General,
}

/// A comment on a whole round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its entry, an index into [`SeasonData::entries`](super::SeasonData::entries).
    pub entry: usize,
    /// Its round, an index into [`Programme::rounds`](super::Programme::rounds).
    pub round: usize,
    /// What it says.
    pub kind: CommentKind,
    /// Its words.
    pub text: Text,
    /// Where it was read.
    pub origin: Origin,
}

/// An entry's overall result of a past season.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRow {
    /// The season's year.
    pub season: i16,
    /// The entry's id; it need not be enrolled this season.
    pub entry: Id,
    /// The stream it was in.
    pub stream: Id,
    /// The size band it was in.
    pub group: String,
    /// The overall as published then.
    pub overall: Number,
    /// The tier it held, an index into [`Programme::tiers`](super::Programme::tiers).
    pub tier: Option<usize>,
    /// Where it was read.
    pub origin: Origin,
}

/// An entry's official result of a season, as it goes into the table of past results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficialResult {
    /// The season's year.
    pub season: i16,
    /// The entry's id.
    pub entry: Id,
    /// Its stream.
    pub stream: Id,
    /// Its size band.
    pub group: String,
    /// Its overall as published.
    pub overall: Figure,
    /// The tier it holds, if any.
    pub tier: Option<Id>,
}

impl OfficialResult {
    /// What stands in a column of the table of past results; `None` for a column it does not have.
    pub fn cell(&self, column: &str) -> Option<String> {
        match column {
            "season" => Some(self.season.to_string()),
            "entry" => Some(self.entry.to_string()),
            "stream" => Some(self.stream.to_string()),
            "group" => Some(self.group.clone()),
            "overall" => Some(self.overall.to_string()),
            "tier" => Some(self.tier.as_ref().map(Id::to_string).unwrap_or_default()),
            _ => None,
        }
    }
}

/// A certificate of a certification programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Its entry, an index into [`SeasonData::entries`](super::SeasonData::entries).
    pub entry: usize,
    /// Its number, unique in the programme.
    pub number: String,
    /// The first day it is valid.
    pub recognised_on: Day,
    /// The extras, indices into the programme's extras.
    pub extras: Vec<usize>,
    /// The day it was revoked.
    pub revoked_on: Option<Day>,
    /// Why it was revoked.
    pub reason: Text,
    /// Whether it stands in the table of an earlier season that was read too.
    pub carried_over: bool,
    /// Where it was read.
    pub origin: Origin,
}

#[cfg(test)]
mod tests {
    use super::Assessment;

    #[test]
    fn an_assessment_is_small() {
        // A large season has half a million.
        assert_eq!(size_of::<Assessment>(), 72);
    }
}
