//! A season with its rows, and what belongs together among them.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

use super::{
    Assessment, Certificate, Comment, Criterion, Deduction, Entry, Extra, GivenRound, HistoryRow,
    Id, Mode, Origin, Participant, Programme, Season, Signed, Stream,
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
    /// The files, and their sheets if they have several, that assessments were read from.
    pub assessment_files: Vec<Arc<str>>,
    /// The languages of service: those that the programme lists; where it lists none, those of assessments.
    pub service_languages: Vec<Id>,
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
    /// What was signed of its programme, over all seasons.
    pub signed: Option<Arc<Signed>>,
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

    /// The language of service of an assessment.
    pub fn language_of(&self, assessment: &Assessment) -> Option<&Id> {
        assessment.language.map(|at| &self.service_languages[at.get()])
    }

    /// Where an assessment was read.
    pub fn origin_of(&self, assessment: &Assessment) -> Origin {
        let file = Arc::clone(&self.assessment_files[assessment.file.get()]);
        Origin { file, row: assessment.row }
    }

    /// Where an entry's assessments of a round stand in `assessments`.
    pub fn assessments_of(&self, entry: usize, round: usize) -> Range<usize> {
        span(&self.assessments, |row| (row.entry.get(), row.round.get()).cmp(&(entry, round)))
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
