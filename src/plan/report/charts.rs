//! What the charts of a report show, and how large those are that stand beside a table.

use schemars::JsonSchema;
use serde::Serialize;

use super::beside::of_criteria;
use super::rows::CriterionRow;
use super::spread::Part;
use super::subject::Subject;
use crate::assess::{self, Benchmark, Benchmarks, last_result};
use crate::model::{Criterion, Exact, Figure, Language, Number, Round, Text, Tier};
use crate::plan::values::published;
use crate::plan::{Chart, ChartRound, ChartTier, LastSeason, RoundsChart, Strip, StripChart};

/// The charts that stand beside a table; none where there is nothing to draw.
#[derive(Serialize, JsonSchema)]
pub(super) struct Frames {
    /// The chart `/charts/criteria.svg`.
    pub(super) criteria: Option<Frame>,
    /// The chart `/charts/distribution.svg`.
    pub(super) distribution: Option<Frame>,
}

/// The size of a chart beside a table, in millimetres.
#[derive(Clone, Copy, Serialize, JsonSchema)]
pub(super) struct Frame {
    /// The height of the table's head.
    pub(super) head: u32,
    /// The height of each row.
    pub(super) row: u32,
    /// The width of the chart.
    pub(super) width: u32,
}

/// Heights and widths in millimetres, as the template sets the tables.
const CRITERIA_HEAD: u32 = 12;
const HEAD: u32 = 10;
const LINE: u32 = 4;
const AROUND: u32 = 3;
const CRITERIA_WIDTH: u32 = 37;
/// The room for a name in its column, 51 mm at 9 pt, in thousandths of an em.
const NAME_ROOM: u32 = 16_000;
const DISTRIBUTION_WIDTH: u32 = 78;
const DISTRIBUTION_ROW: u32 = 9;
/// A table with its chart does not break; a taller one goes without.
const TALLEST: u32 = 200;

/// The charts of a report, by the path at which its template finds them.
pub(super) fn charts(
    subject: &Subject,
    benchmarks: &Benchmarks,
    parts: &[Part],
    frames: &Frames,
    languages: &[Language],
) -> Vec<(&'static str, Chart)> {
    let mut charts = Vec::new();
    if subject.programme().rounds.len() > 1 {
        charts.push(("/charts/rounds.svg", rounds(subject, languages)));
    }
    if let Some(frame) = frames.criteria {
        let strips = criteria_strips(subject, benchmarks);
        charts.push(("/charts/criteria.svg", strip_chart(subject, frame, strips)));
    }
    if let Some(frame) = frames.distribution {
        let strips = parts.iter().map(|part| part_strip(subject, part)).collect();
        charts.push(("/charts/distribution.svg", strip_chart(subject, frame, strips)));
    }
    charts
}

/// The charts beside tables, so that strip and row are on one line.
pub(super) fn frames(criteria: &[CriterionRow], parts: usize, languages: &[Language]) -> Frames {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let fits = |frame: Frame, rows: usize| {
        let height = count(rows).saturating_mul(frame.row).saturating_add(frame.head);
        Some(frame).filter(|_| rows > 0 && height <= TALLEST)
    };
    let lines = criteria.iter().map(|row| lines(row.name, languages)).max().unwrap_or(1);
    let scored = criteria.iter().filter(|row| row.mean.is_some()).count();
    let row = lines * LINE + AROUND;
    let criteria_frame = Frame { head: CRITERIA_HEAD, row, width: CRITERIA_WIDTH };
    let distribution = Frame { head: HEAD, row: DISTRIBUTION_ROW, width: DISTRIBUTION_WIDTH };
    Frames {
        criteria: fits(criteria_frame, criteria.len()).filter(|_| scored > 0),
        distribution: fits(distribution, parts),
    }
}

/// How many lines a criterion's name takes in its column, by the usual width of its characters.
fn lines(name: &Text, languages: &[Language]) -> u32 {
    let lines = |language: &Language| {
        let (mut lines, mut used) = (1, 0);
        for word in name.get(language.id.as_str()).unwrap_or_default().split_inclusive(' ') {
            let width: u32 = word.trim_end().chars().map(width).sum();
            if used > 0 && used + width > NAME_ROOM {
                (lines, used) = (lines + 1, 0);
            }
            used += width + if word.ends_with(' ') { width_of_space() } else { 0 };
            // What is wider than a line breaks within, as Chinese does anywhere.
            lines += used / (NAME_ROOM + width_of_space() + 1);
            used %= NAME_ROOM + width_of_space() + 1;
        }
        lines
    };
    languages.iter().map(lines).sum()
}

/// The width of a character of the body's fonts, in thousandths of an em.
fn width(c: char) -> u32 {
    match c {
        '\u{2e80}'.. => 1000,
        'f' | 'i' | 'j' | 'l' | 't' | 'I' | '.' | ',' | '-' | '\'' | '’' | '(' | ')' => 310,
        'c' | 'k' | 'r' | 's' | 'v' | 'x' | 'y' | 'z' => 510,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 900,
        _ => 625,
    }
}

fn width_of_space() -> u32 {
    260
}

/// An entry's rounds up to the report's, against tiers.
fn rounds(subject: &Subject, languages: &[Language]) -> Chart {
    let programme = subject.programme();
    let words = |text: &Text| {
        let parts = languages.iter().filter_map(|language| text.get(language.id.as_str()));
        parts.map(str::to_owned).collect()
    };
    let round = |(at, named): (usize, &Round)| {
        let shown = at <= subject.round;
        let result = &subject.rounds()[at];
        ChartRound {
            name: words(&named.name),
            score: subject.score(at).filter(|_| shown),
            to_date: subject.publish(result.to_date.as_ref().filter(|_| shown)),
            months: if shown { months(subject, at) } else { Vec::new() },
        }
    };
    let tier =
        |tier: &Tier| ChartTier { name: words(&tier.name), min: published(programme, tier.min) };
    let last = last_result(subject.results, subject.entry).filter(|(_, comparable)| *comparable);
    Chart::Rounds(RoundsChart {
        scale: scale(subject),
        last_season: last.map(|(row, _)| LastSeason {
            season: row.season,
            overall: Exact::from(row.overall).publish(programme.scoring.places),
        }),
        rounds: programme.rounds.iter().enumerate().map(round).collect(),
        tiers: programme.tiers.iter().map(tier).collect(),
        colour: programme.theme.primary.clone(),
    })
}

fn months(subject: &Subject, round: usize) -> Vec<Figure> {
    let months = assess::months(subject.results, subject.entry, round);
    let scores = months.iter().filter_map(|month| subject.publish(month.score.as_ref()));
    if months.len() > 1 { scores.collect() } else { Vec::new() }
}

fn scale(subject: &Subject) -> (Number, Number) {
    let scale = &subject.programme().scoring.scale;
    (scale.min, scale.max)
}

fn strip_chart(subject: &Subject, frame: Frame, strips: Vec<Strip>) -> Chart {
    let programme = subject.programme();
    Chart::Strips(StripChart {
        scale: scale(subject),
        tiers: programme.tiers.iter().map(|tier| published(programme, tier.min)).collect(),
        colour: programme.theme.primary.clone(),
        head: frame.head,
        row: frame.row,
        width: frame.width,
        strips,
    })
}

/// The criteria against the benchmark of the narrowest scope that shows them.
fn criteria_strips(subject: &Subject, benchmarks: &Benchmarks) -> Vec<Strip> {
    let beside = of_criteria(subject.results, benchmarks, subject.entry, subject.round);
    let means = subject.criteria(subject.round);
    let before = subject.previous().map(|round| subject.criteria(round));
    let strip = |(at, _): (usize, &Criterion)| Strip {
        own: subject.publish(means[at].mean.as_ref()),
        before: before.as_ref().and_then(|before| subject.publish(before[at].mean.as_ref())),
        benchmark: beside.and_then(|beside| subject.publish(criterion_mean(beside, at))),
        ..Strip::default()
    };
    subject.results.data.criteria_of(subject.entry()).map(strip).collect()
}

/// The mean of a criterion in a benchmark that shows it.
pub(super) fn criterion_mean(benchmark: &Benchmark, criterion: usize) -> Option<&Exact> {
    let criteria = benchmark.figures.as_ref().ok()?.criteria.as_ref().ok()?;
    criteria.iter().find(|(at, _)| *at == criterion).map(|(_, spread)| &spread.mean)
}

fn part_strip(subject: &Subject, part: &Part) -> Strip {
    let publish = |exact: &Exact| exact.publish(subject.programme().scoring.places);
    Strip {
        dots: part.distribution.scores.iter().map(publish).collect(),
        quartiles: part.distribution.quartiles.as_ref().map(|three| three.each_ref().map(publish)),
        own: Some(publish(&part.distribution.mean)),
        ..Strip::default()
    }
}
