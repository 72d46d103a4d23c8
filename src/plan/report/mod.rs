//! A report for each entry and round.
//!
//! A report names its own participant and no other, and shows no round after its own.

mod beside;
mod charts;
mod values;

use std::sync::{Arc, LazyLock};

use beside::outlook_value;
use values::{
    AssessmentRow, CategoryValue, CommentRow, CriterionRow, DeductionRow, EntryValue, NextTier,
    Previous, Report, RoundHead, RoundRow, Span,
};

use super::values::{Named, ProgrammeValue, TierValue, category_name, json, languages, published};
use super::{Content, Filled, Job, Selection, Target, Work, private};
use crate::assess::{self, Benchmarks, Results, RoundResult, assessment_score};
use crate::model::{
    Aggregate, Assessment, Criterion, Deduction, Exact, Figure, Kind, Programme, Round, Status,
};

/// A report for every round of an entry that has a score.
pub(super) fn jobs<'a>(results: &'a Results, selection: &Selection) -> Vec<Job<'a>> {
    // Made once, by the first report that is rendered.
    let benchmarks = Arc::new(LazyLock::new(|| assess::benchmarks(results)));
    let wanted = |(at, round): &(usize, usize)| {
        selection.wants_entry(&results.data.entries[*at].id)
            && selection.wants_round(&results.data.programme.rounds[*round].id)
    };
    let job = |(at, round): (usize, usize)| {
        let benchmarks = Arc::clone(&benchmarks);
        let content = Content::new(move || Filled {
            value: json(&report(results, &benchmarks, at, round)),
            charts: vec![("/charts/rounds.svg", charts::rounds(results, at, round))],
            tables: Vec::new(),
        });
        let programme = &results.data.programme.id;
        let work = Work::Document { programme, template: "report.typ", content };
        Job { path: path(results, at, round), target: Target::Reports, work }
    };
    all(results).filter(wanted).map(job).collect()
}

/// Every report of the season: an entry and a round, as indices.
pub(super) fn all(results: &Results) -> impl Iterator<Item = (usize, usize)> {
    results.entries.iter().enumerate().flat_map(|(at, result)| {
        let scored = result.rounds.iter().enumerate().filter(|(_, round)| round.score.is_some());
        scored.map(move |(round, _)| (at, round))
    })
}

/// Where a report goes.
pub(super) fn path(results: &Results, entry: usize, round: usize) -> String {
    let (entry, round) =
        (&results.data.entries[entry].id, &results.data.programme.rounds[round].id);
    format!("{}/reports/{round}/{entry}.pdf", private(results))
}

/// The figures of one report, published.
struct Figures<'a> {
    programme: &'a Programme,
    rounds: &'a [RoundResult],
    round: usize,
}

impl<'a> Figures<'a> {
    fn publish(&self, value: Option<&Exact>) -> Option<Figure> {
        value.map(|value| value.publish(self.programme.scoring.places))
    }

    fn score(&self, round: usize) -> Option<Figure> {
        self.publish(self.rounds[round].score.as_ref())
    }

    fn to_date(&self) -> Option<Figure> {
        self.publish(self.rounds[self.round].to_date.as_ref())
    }

    fn deducted(&self, round: usize) -> Option<String> {
        let deducted = &self.rounds[round].deducted;
        (*deducted > Exact::zero())
            .then(|| deducted.publish(self.programme.scoring.places).typeset())
    }

    /// The last earlier round that has a score.
    fn previous(&self) -> Option<usize> {
        (0..self.round).rev().find(|round| self.rounds[*round].score.is_some())
    }

    fn tier(&self, figure: Option<Figure>) -> Option<TierValue<'a>> {
        let at = self.programme.tier_at(figure?)?;
        Some(TierValue::new(self.programme, &self.programme.tiers[at]))
    }

    /// The tier above the one that the score to date attains.
    fn next_tier(&self) -> Option<NextTier<'a>> {
        let to_date = self.to_date()?;
        let above = self.programme.tier_at(to_date).unwrap_or(self.programme.tiers.len());
        let tier = &self.programme.tiers[above.checked_sub(1)?];
        let gap = (published(self.programme, tier.min) - to_date).typeset();
        Some(NextTier { tier: TierValue::new(self.programme, tier), gap })
    }
}

fn report<'a>(
    results: &'a Results,
    benchmarks: &Benchmarks,
    at: usize,
    round_at: usize,
) -> Report<'a> {
    let data = results.data;
    let (programme, entry) = (&*data.programme, &data.entries[at]);
    let participant = data.participant_of(entry);
    let rounds = &results.entries[at].rounds;
    let figures = Figures { programme, rounds, round: round_at };
    let round = &programme.rounds[round_at];
    let typeset = |figure: Option<Figure>| figure.map(Figure::typeset);
    let active = entry.status == Status::Active;
    let last = round_at + 1 == rounds.len();
    let overall = results.entries[at].published.filter(|_| last);
    Report {
        languages: languages(programme),
        programme: ProgrammeValue::new(programme),
        season: data.season.year,
        participant: Named { id: &participant.id, name: &participant.name },
        entry: entry_value(results, at),
        assessment_word: &data.stream_of(entry).assessment,
        aggregate: programme.scoring.aggregate,
        round: RoundHead {
            id: &round.id,
            name: &round.name,
            weight: round.weight,
            period: period(results, at, round_at),
        },
        issued: data.season.reports.get(&round.id).copied(),
        scale: &programme.scoring.scale,
        pass: published(programme, programme.scoring.pass).typeset(),
        score: typeset(figures.score(round_at)),
        gross: typeset(figures.publish(rounds[round_at].gross.as_ref())),
        deducted: figures.deducted(round_at),
        to_date: typeset(figures.to_date()),
        tier: figures.tier(figures.to_date()).filter(|_| active),
        next_tier: figures.next_tier().filter(|_| active),
        previous: previous(&figures),
        overall: typeset(overall),
        tiers: programme.tiers.iter().map(|tier| TierValue::new(programme, tier)).collect(),
        rounds: round_rows(results, at, &figures),
        criteria: criterion_rows(results, at, &figures),
        deductions: deduction_rows(results, at, round_at),
        comments: comment_rows(results, at, round_at),
        assessments: assessment_rows(results, at, round_at),
        outlook: outlook_value(results, at, round_at),
        benchmarks: beside::benchmarks(results, benchmarks, at, round_at),
    }
}

fn entry_value<'a>(results: &'a Results, at: usize) -> EntryValue<'a> {
    let (programme, entry) = (&results.data.programme, &results.data.entries[at]);
    let (stream, mode) = (results.data.stream_of(entry), results.data.mode_of(entry));
    let sector = results.entries[at].sector;
    EntryValue {
        id: &entry.id,
        name: &entry.name,
        status: entry.status,
        group: &entry.group,
        stream: Named { id: &stream.id, name: &stream.name },
        mode: Named { id: &mode.id, name: &mode.name },
        sector: Named { id: sector.id, name: sector.name },
        category: entry
            .category
            .as_ref()
            .map(|id| CategoryValue { id, name: category_name(programme, id.as_str()) }),
    }
}

fn period(results: &Results, entry: usize, round: usize) -> Option<Span> {
    let rows = &results.data.assessments[results.data.assessments_of(entry, round)];
    let dates = || rows.iter().map(|row| row.date);
    Some(Span { from: dates().min()?, to: dates().max()? })
}

fn previous<'a>(figures: &Figures<'a>) -> Option<Previous<'a>> {
    let before = figures.previous()?;
    let (then, now) = (figures.score(before)?, figures.score(figures.round)?);
    Some(Previous {
        name: &figures.programme.rounds[before].name,
        score: then.typeset(),
        change: (now - then).typeset_change(),
    })
}

fn round_rows<'a>(results: &'a Results, at: usize, figures: &Figures<'a>) -> Vec<RoundRow<'a>> {
    let entry = &results.data.entries[at];
    let quota = results.data.quota_of(entry);
    let active = entry.status == Status::Active && figures.programme.kind == Kind::Award;
    let rounds = figures.programme.rounds.iter().enumerate();
    let row = |(round_at, round): (usize, &'a Round)| {
        let shown = round_at <= figures.round;
        let result = &figures.rounds[round_at];
        let score = figures.score(round_at).filter(|_| shown);
        RoundRow {
            id: &round.id,
            name: &round.name,
            weight: round.weight,
            score: score.map(Figure::typeset),
            deducted: figures.deducted(round_at).filter(|_| shown),
            to_date: figures
                .publish(result.to_date.as_ref().filter(|_| shown))
                .map(Figure::typeset),
            assessments: shown.then_some(result.assessments.len()).filter(|count| *count > 0),
            quota,
            tier: figures.tier(score).filter(|_| active),
            current: round_at == figures.round,
        }
    };
    rounds.map(row).collect()
}

fn criterion_rows<'a>(
    results: &'a Results,
    at: usize,
    figures: &Figures<'a>,
) -> Vec<CriterionRow<'a>> {
    let entry = &results.data.entries[at];
    let row = |(index, criterion): (usize, &'a Criterion)| {
        let mean =
            |round: usize| figures.publish(figures.rounds[round].criteria[index].mean.as_ref());
        let (now, then) = (mean(figures.round), figures.previous().and_then(mean));
        let change = now.zip(then).map(|(now, then)| (now - then).typeset_change());
        CriterionRow {
            id: &criterion.id,
            name: &criterion.name,
            weight: criterion.weight,
            mean: now.map(Figure::typeset),
            marks: figures.rounds[figures.round].criteria[index].marks,
            previous: then.map(Figure::typeset),
            change,
        }
    };
    results.data.criteria_of(entry).map(row).collect()
}

fn deduction_rows<'a>(results: &'a Results, at: usize, round: usize) -> Vec<DeductionRow<'a>> {
    let data = results.data;
    let rows = (0..=round).flat_map(|round| data.deductions_of(at, round));
    let row = |row: &'a Deduction| DeductionRow {
        round: &data.programme.rounds[row.round].name,
        points: published(&data.programme, row.points).typeset(),
        reason: &row.reason,
    };
    rows.map(row).collect()
}

fn comment_rows<'a>(results: &'a Results, at: usize, round: usize) -> Vec<CommentRow<'a>> {
    let comments = results.data.comments_of(at, round);
    comments.iter().map(|row| CommentRow { kind: row.kind, text: &row.text }).collect()
}

fn assessment_rows<'a>(results: &'a Results, at: usize, round: usize) -> Vec<AssessmentRow<'a>> {
    let data = results.data;
    let scoring = &data.programme.scoring;
    let entry = &data.entries[at];
    let applying: Vec<_> = data.criteria_of(entry).map(|(index, _)| index).collect();
    let rows = &data.assessments[results.entries[at].rounds[round].assessments.clone()];
    let by_assessment = scoring.aggregate == Aggregate::ByAssessment;
    let row = |row: &'a Assessment| {
        let own = assessment_score(&data.programme, row).filter(|_| by_assessment);
        AssessmentRow {
            reference: &row.reference,
            date: row.date,
            channel: row.channel.map(|at| &data.programme.channels[at].name),
            language: row.language.as_ref(),
            score: own.map(|score| score.publish(scoring.places).typeset()),
            marks: applying.iter().map(|index| row.marks[*index]).collect(),
            comment: Some(&row.comment).filter(|comment| !comment.is_empty()),
        }
    };
    rows.iter().map(row).collect()
}
