//! The rows of a season: who takes part, and what was assessed.

use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    Criterion, Day, Exact, Extra, Figure, Id, Mode, Number, Programme, Season, Stream, Text,
};

/// Everything that was read: one item for each season of each programme, by id and year.
#[derive(Debug, Clone, Default)]
pub struct Dataset {
    /// The seasons.
    pub seasons: Vec<SeasonData>,
}

/// One season of one programme. Indices into `entries` and into the programme's lists are valid.
#[derive(Debug, Clone)]
pub struct SeasonData {
    /// The standing rules.
    pub programme: Arc<Programme>,
    /// This year's dates.
    pub season: Season,
    /// The participants, by id.
    pub participants: Vec<Participant>,
    /// The entries, by id.
    pub entries: Vec<Entry>,
    /// The assessments, by entry, round, date and reference.
    pub assessments: Vec<Assessment>,
    /// Round scores given as such, by entry and round.
    pub rounds: Vec<GivenRound>,
    /// Points taken, by entry and round.
    pub deductions: Vec<Deduction>,
    /// Comments on a whole round, by entry, round and order in the file.
    pub comments: Vec<Comment>,
    /// Past overall results, by entry and season.
    pub history: Vec<HistoryRow>,
    /// Certificates, by entry and day of recognition.
    pub certificates: Vec<Certificate>,
    /// What became of the season of the year before.
    pub season_before: SeasonBefore,
}

/// What became of the season of the year before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeasonBefore {
    /// There is none.
    Absent,
    /// There is one, which was not asked for.
    Unread,
    /// It was read too.
    Read,
}

impl SeasonData {
    /// The participant of an entry.
    pub fn participant_of(&self, entry: &Entry) -> &Participant {
        &self.participants[entry.participant]
    }

    /// The stream of an entry.
    pub fn stream_of(&self, entry: &Entry) -> &Stream {
        self.programme.stream(&entry.stream).expect("an entry's stream is looked up while loading")
    }

    /// How an entry is assessed.
    pub fn mode_of(&self, entry: &Entry) -> &Mode {
        let mode = self.stream_of(entry).mode(&entry.mode);
        mode.expect("an entry's mode is looked up while loading")
    }

    /// How many assessments a round an entry is to have; none: any number.
    pub fn quota_of(&self, entry: &Entry) -> Option<u32> {
        self.stream_of(entry).group(&entry.group)?.quota
    }

    /// The criteria by which an entry is assessed, with their places in the programme.
    pub fn criteria_of(&self, entry: &Entry) -> impl Iterator<Item = (usize, &Criterion)> {
        let criteria = self.programme.criteria.iter().enumerate();
        criteria.filter(|(_, criterion)| criterion.applies(&entry.stream, &entry.mode))
    }

    /// The extras of a certificate.
    pub fn extras_of(&self, certificate: &Certificate) -> impl Iterator<Item = &Extra> {
        let extras = self.programme.certification.iter().flat_map(|rules| &rules.extras);
        let held = &certificate.extras;
        extras.enumerate().filter(|(at, _)| held.contains(at)).map(|(_, extra)| extra)
    }

    /// The certificates of an entry, by day of recognition.
    pub fn certificates_of(&self, entry: usize) -> &[Certificate] {
        &self.certificates[span(&self.certificates, |row| row.entry.cmp(&entry))]
    }

    /// Whether a certificate was recognised in this season: on or after its first day of
    /// assessment. One recognised before rests on an earlier season, and so does one that an
    /// earlier season's table has.
    pub fn recognised(&self, certificate: &Certificate) -> bool {
        !certificate.carried_over && certificate.recognised_on >= self.season.assessment.from
    }

    /// Where an entry's assessments of a round stand in `assessments`.
    pub fn assessments_of(&self, entry: usize, round: usize) -> Range<usize> {
        span(&self.assessments, |row| (row.entry, row.round).cmp(&(entry, round)))
    }

    /// The deductions of an entry's round.
    pub fn deductions_of(&self, entry: usize, round: usize) -> &[Deduction] {
        &self.deductions[span(&self.deductions, |row| (row.entry, row.round).cmp(&(entry, round)))]
    }

    /// The comments on an entry's round.
    pub fn comments_of(&self, entry: usize, round: usize) -> &[Comment] {
        &self.comments[span(&self.comments, |row| (row.entry, row.round).cmp(&(entry, round)))]
    }
}

/// The rows of a sorted table that compare equal.
fn span<T>(rows: &[T], compare: impl Fn(&T) -> Ordering) -> Range<usize> {
    let start = rows.partition_point(|row| compare(row) == Ordering::Less);
    let end = rows.partition_point(|row| compare(row) != Ordering::Greater);
    start..end
}

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
    /// Its participant, an index into [`SeasonData::participants`].
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

/// One call, contact or visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Its entry, an index into [`SeasonData::entries`].
    pub entry: usize,
    /// Its round, an index into [`Programme::rounds`].
    pub round: usize,
    /// Its reference, unique in the season.
    pub reference: String,
    /// The day it took place.
    pub date: Day,
    /// Its channel, an index into [`Programme::channels`].
    pub channel: Option<usize>,
    /// The language of service.
    pub language: Option<Id>,
    /// A mark for each of [`Programme::criteria`]; `None` where not applicable.
    pub marks: Box<[Option<Number>]>,
    /// What the assessor wrote.
    pub comment: Text,
    /// Where it was read.
    pub origin: Origin,
}

/// A round's score given as such.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenRound {
    /// Its entry, an index into [`SeasonData::entries`].
    pub entry: usize,
    /// Its round, an index into [`Programme::rounds`].
    pub round: usize,
    /// The score.
    pub score: Exact,
    /// Where it was read.
    pub origin: Origin,
}

/// Points taken from a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deduction {
    /// Its entry, an index into [`SeasonData::entries`].
    pub entry: usize,
    /// Its round, an index into [`Programme::rounds`].
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
    /// Its entry, an index into [`SeasonData::entries`].
    pub entry: usize,
    /// Its round, an index into [`Programme::rounds`].
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
    /// The tier it held, an index into [`Programme::tiers`].
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
    /// Its entry, an index into [`SeasonData::entries`].
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
