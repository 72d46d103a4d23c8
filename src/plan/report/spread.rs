//! How the assessments of a round spread: by language of service and by channel; and which criteria
//! stand out.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::subject::Subject;
use crate::assess::{Distribution, distribution, means_in_channel};
use crate::model::{Aggregate, Assessment, At, Criterion, Exact, Figure, Id, Number, Text};
use crate::plan::values::Named;

/// Assessments of the round: all of them, those in a language of service, or those of a channel.
#[derive(Clone, Serialize, JsonSchema)]
pub(super) struct DistributionRow<'a> {
    /// The language of service, if it is one’s row.
    pub(super) language: Option<&'a Id>,
    /// The channel, if it is one’s row.
    pub(super) channel: Option<&'a Text>,
    /// How many assessments.
    pub(super) assessments: usize,
    /// Their mean.
    pub(super) mean: String,
    /// The lowest score.
    pub(super) lowest: String,
    /// The median, of four assessments or more.
    pub(super) median: Option<String>,
    /// The highest score.
    pub(super) highest: String,
}

/// The criteria in one channel.
#[derive(Serialize, JsonSchema)]
pub(super) struct ChannelValue<'a> {
    /// The channel.
    pub(super) channel: Named<'a>,
    /// How many assessments took place there.
    pub(super) assessments: usize,
    /// Each criterion of the report, in its order.
    pub(super) criteria: Vec<ChannelCriterion>,
}

/// A criterion in one channel.
#[derive(Serialize, JsonSchema)]
pub(super) struct ChannelCriterion {
    /// The mean of the marks given there.
    pub(super) mean: Option<String>,
    /// How many marks.
    pub(super) marks: usize,
}

/// How many strengths and how many points to improve a report names.
const NAMED: usize = 3;

/// The criteria of the report with the highest means and those with the lowest, as places among its
/// criteria: three of each where there are enough, and never one as both. Of equals, the one that
/// weighs more comes first.
pub(super) fn strengths_and_improvements(subject: &Subject) -> (Vec<usize>, Vec<usize>) {
    let means = subject.criteria(subject.round);
    let criteria = subject.results.data.criteria_of(subject.entry()).enumerate();
    let mut ranked: Vec<_> = criteria
        .filter_map(|(place, (at, criterion))| {
            Some((place, subject.publish(means[at].mean.as_ref())?, criterion.weight))
        })
        .collect();
    let each = NAMED.min(ranked.len() / 2);
    ranked.sort_by(|a, b| (b.1, b.2, a.0).cmp(&(a.1, a.2, b.0)));
    let mut best = ranked[..each].to_vec();
    ranked.sort_by(|a, b| (a.1, b.2, a.0).cmp(&(b.1, a.2, b.0)));
    let mut weakest = ranked[..each].to_vec();
    // What is on both sides of the line, with all its equals, is neither.
    if let (Some((_, least, _)), Some((_, most, _))) =
        (best.last().copied(), weakest.last().copied())
    {
        best.retain(|(_, mean, _)| *mean > most);
        weakest.retain(|(_, mean, _)| *mean < least);
    }
    let places =
        |named: Vec<(usize, Figure, Number)>| named.into_iter().map(|(at, ..)| at).collect();
    (places(best), places(weakest))
}

/// Some assessments of the round, by what they have in common.
pub(super) struct Part<'a> {
    pub(super) row: DistributionRow<'a>,
    pub(super) distribution: Distribution,
}

/// All assessments, then by language of service and by channel where there is more than one. None
/// where the round is made by criterion: then an assessment has no score of its own.
pub(super) fn parts<'a>(subject: &Subject<'a>) -> Vec<Part<'a>> {
    let (data, rows) = (subject.results.data, subject.assessments());
    let programme = subject.programme();
    if programme.scoring.aggregate == Aggregate::ByCriterion {
        return Vec::new();
    }
    let mut parts = Vec::new();
    let mut add = |language, channel: Option<At>, wanted: &dyn Fn(&&'a Assessment) -> bool| {
        let name = channel.map(|at| &programme.channels[at.get()].name);
        let found = distribution(programme, rows.iter().filter(wanted));
        parts.extend(found.map(|distribution| Part {
            row: row(subject, language, name, &distribution),
            distribution,
        }));
    };
    add(None, None, &|_| true);
    let languages: BTreeSet<_> = rows.iter().filter_map(|row| data.language_of(row)).collect();
    if languages.len() > 1 {
        // In the order in which the programme lists them, if it does.
        let order = |id: &&Id| programme.service_languages.iter().position(|listed| listed == *id);
        let mut languages: Vec<_> = languages.into_iter().collect();
        languages.sort_by_key(order);
        for language in languages {
            add(Some(language), None, &|row| data.language_of(row) == Some(language));
        }
    }
    for channel in channels_used(rows) {
        add(None, Some(channel), &|row| row.channel == Some(channel));
    }
    parts
}

/// The channels of some assessments, if there are several.
fn channels_used(rows: &[Assessment]) -> Vec<At> {
    let channels: BTreeSet<_> = rows.iter().filter_map(|row| row.channel).collect();
    if channels.len() > 1 { channels.into_iter().collect() } else { Vec::new() }
}

fn row<'a>(
    subject: &Subject,
    language: Option<&'a Id>,
    channel: Option<&'a Text>,
    distribution: &Distribution,
) -> DistributionRow<'a> {
    let publish = |exact: &Exact| exact.publish(subject.programme().scoring.places).typeset();
    DistributionRow {
        language,
        channel,
        assessments: distribution.scores.len(),
        mean: publish(&distribution.mean),
        lowest: publish(&distribution.range.0),
        median: distribution.quartiles.as_ref().map(|[_, median, _]| publish(median)),
        highest: publish(&distribution.range.1),
    }
}

/// The rows of the table of parts; none where the round has a single score.
pub(super) fn rows<'a>(parts: &[Part<'a>]) -> Vec<DistributionRow<'a>> {
    match parts {
        [all, ..] if all.distribution.scores.len() > 1 => {
            parts.iter().map(|part| part.row.clone()).collect()
        }
        _ => Vec::new(),
    }
}

/// The means of each criterion by channel, where the round has several.
pub(super) fn channels<'a>(subject: &Subject<'a>) -> Vec<ChannelValue<'a>> {
    let rows = subject.assessments();
    let value = |channel: At| {
        let means = means_in_channel(subject.results, subject.entry, subject.round, channel);
        let applying = subject.results.data.criteria_of(subject.entry());
        let criterion = |(at, _): (usize, &Criterion)| {
            let of_channel = &means[at];
            let mean = subject.publish(of_channel.mean.as_ref());
            ChannelCriterion { mean: mean.map(Figure::typeset), marks: of_channel.marks }
        };
        let channel_value = &subject.programme().channels[channel.get()];
        ChannelValue {
            channel: Named { id: &channel_value.id, name: &channel_value.name },
            assessments: rows.iter().filter(|row| row.channel == Some(channel)).count(),
            criteria: applying.map(criterion).collect(),
        }
    };
    channels_used(rows).into_iter().map(value).collect()
}
