//! What an entry's own results tell it over time and within a round: nothing here looks at others.

use super::benchmarks::quartiles;
use super::recognitions::history::{differs, past};
use super::recognitions::streak;
use super::scores::{CriterionMean, assessment_score, criterion_means, score_of};
use super::{Results, Winner};
use crate::model::{Assessment, At, Exact, Field, HistoryRow, Programme, Rule};

/// The assessments of a calendar month within a round.
#[derive(Debug, Clone)]
pub struct Month {
    /// Its year.
    pub year: i16,
    /// The month, from 1 to 12.
    pub month: i8,
    /// How many assessments.
    pub assessments: usize,
    /// What they come to by themselves, before deductions; as rule 1 makes a round of them.
    pub score: Option<Exact>,
}

/// The months of an entry's round, in order.
pub fn months(results: &Results, entry: usize, round: usize) -> Vec<Month> {
    let rows = &results.data.assessments[results.entries[entry].rounds[round].assessments.clone()];
    let month = |row: &Assessment| (row.date.0.year(), row.date.0.month());
    // They are in the order of their dates.
    let chunks = rows.chunk_by(|a, b| month(a) == month(b));
    let month = |rows: &[Assessment]| Month {
        year: rows[0].date.0.year(),
        month: rows[0].date.0.month(),
        assessments: rows.len(),
        score: score_of(&results.data.programme, rows),
    };
    chunks.map(month).collect()
}

/// An entry's last overall result before this season, and whether the two compare: in the fields that
/// the programme asks of an improvement (rule 7), else in stream and size group.
pub fn last_result<'a>(results: &Results<'a>, entry: usize) -> Option<(&'a HistoryRow, bool)> {
    let row = past(results, entry).last()?;
    let mut rules = results.data.programme.recognitions.iter().map(|recognition| &recognition.rule);
    let same = rules.find_map(|rule| match rule {
        Rule::Improvement { same, .. } => Some(same.as_slice()),
        _ => None,
    });
    let same = same.unwrap_or(&[Field::Stream, Field::Group]);
    Some((row, differs(results, entry, row, same).is_none()))
}

/// What an entry brings into the season for the programme's streak recognition (rule 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StreakSoFar {
    /// The recognition, an index into the programme's.
    pub recognition: usize,
    /// The tier to hold, an index into the programme's tiers.
    pub tier: usize,
    /// The unbroken seasons at that tier that end with the one before this.
    pub before: usize,
    /// From how many on it is awarded.
    pub needed: usize,
    /// Whether it is awarded this season.
    pub awarded: bool,
}

/// The streak of an entry, if the programme awards one.
pub fn streak_so_far(results: &Results, entry: usize) -> Option<StreakSoFar> {
    let programme = &results.data.programme;
    let mut rules = programme.recognitions.iter().enumerate();
    rules.find_map(|(recognition, rule)| {
        let Rule::Streak { tier, years, same } = &rule.rule else { return None };
        let tier = programme.tier(tier)?;
        let before = streak::before(results, entry, tier, same).earlier.len();
        let awarded = results.awards.iter().any(|award| {
            award.recognition == recognition && award.winners.contains(&Winner::Entry(entry))
        });
        Some(StreakSoFar { recognition, tier, before, needed: *years, awarded })
    })
}

/// Where the scores of some assessments lie.
#[derive(Debug, Clone)]
pub struct Distribution {
    /// Each one's own score, in the order of the assessments.
    pub scores: Vec<Exact>,
    /// Their mean.
    pub mean: Exact,
    /// The lowest and the highest.
    pub range: (Exact, Exact),
    /// Lower quartile, median and upper quartile, as spreadsheets have them (`QUARTILE.INC`); `None`
    /// of fewer than four scores.
    pub quartiles: Option<[Exact; 3]>,
}

/// The distribution of the scores of some assessments; `None` of none.
pub fn distribution<'a>(
    programme: &Programme,
    rows: impl Iterator<Item = &'a Assessment>,
) -> Option<Distribution> {
    let scores: Vec<_> = rows.filter_map(|row| assessment_score(programme, row)).collect();
    let mut sorted: Vec<_> = scores.iter().collect();
    sorted.sort_unstable();
    let range = ((*sorted.first()?).clone(), (*sorted.last()?).clone());
    let quartiles = (sorted.len() >= 4).then(|| quartiles(&sorted));
    let mean = Exact::mean(scores.iter())?;
    Some(Distribution { mean, range, quartiles, scores })
}

/// The mean of each criterion's marks in the assessments of one channel of an entry's round.
pub fn means_in_channel(
    results: &Results,
    entry: usize,
    round: usize,
    channel: At,
) -> Vec<CriterionMean> {
    let rows = &results.data.assessments[results.entries[entry].rounds[round].assessments.clone()];
    let of_channel = rows.iter().filter(|row| row.channel == Some(channel));
    criterion_means(&results.data.programme, of_channel)
}
