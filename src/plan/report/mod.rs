//! A report for each entry and round.
//!
//! A report names its own participant and no other, and shows no round after its own.

mod attached;
mod beside;
mod charts;
mod marks;
mod over_time;
mod rows;
mod spread;
mod subject;
mod values;

use std::sync::{Arc, LazyLock};

use beside::outlook_value;
use spread::Part;
use subject::Subject;
pub(super) use values::Report;
use values::{CategoryValue, EntryValue, RoundHead, Span};

use super::values::{Medium, Named, Setting, TierValue, category_name, json, published};
use super::{Content, Filled, Form, Job, Selection, Target, Work, private};
use crate::assess::{self, Benchmarks, Results};
use crate::model::{Figure, Kind, Language, ReportLanguages, Status};

/// The reports of every round of an entry that has a score.
pub(super) fn jobs<'a>(results: &'a Results, selection: &Selection) -> Vec<Job<'a>> {
    // Made once, by the first report that is rendered.
    let benchmarks = Arc::new(LazyLock::new(|| assess::benchmarks(results)));
    let wanted = |issue: &Issue| {
        selection.wants_entry(&results.data.entries[issue.entry].id)
            && selection.wants_round(&results.data.programme.rounds[issue.round].id)
    };
    let job = |issue: Issue<'a>| {
        let benchmarks = Arc::clone(&benchmarks);
        let path = path(results, issue);
        let content = Content::new(move || filled(results, &benchmarks, issue));
        let programme = &results.data.programme.id;
        let work =
            Work::Document { programme, template: "report.typ", content, form: Form::Archive };
        Job { path, target: Target::Reports, work }
    };
    let mut issues: Vec<_> = all(results).filter(wanted).collect();
    // Those that are alike one after the other: what one is set with, the typesetter still knows for the next. The
    // first speaks for its template where that fails: it is one in the leading language.
    issues.sort_by_key(|issue| {
        let entry = &results.data.entries[issue.entry];
        let alike = (&entry.stream, &entry.mode, &entry.sector, &entry.group);
        let leads = |own: &Language| issue.languages.first().is_some_and(|one| one.id == own.id);
        (results.data.programme.languages.iter().position(leads), issue.round, alike)
    });
    issues.into_iter().map(job).collect()
}

/// One PDF: an entry and a round, as indices, and the languages it is in, the leading one first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Issue<'a> {
    pub(super) entry: usize,
    pub(super) round: usize,
    pub(super) languages: &'a [Language],
}

/// Every report of the season, by entry and round.
pub(super) fn all<'a>(results: &'a Results) -> impl Iterator<Item = Issue<'a>> {
    let all = &results.data.programme.languages;
    let languages: Vec<_> = match results.data.season.report.languages {
        ReportLanguages::Together => vec![all.as_slice()],
        ReportLanguages::Apart => all.chunks(1).collect(),
    };
    results.entries.iter().enumerate().flat_map(move |(entry, result)| {
        let scored = result.rounds.iter().enumerate().filter(|(_, round)| round.score.is_some());
        let languages = languages.clone();
        scored.flat_map(move |(round, _)| {
            let issue = move |languages| Issue { entry, round, languages };
            languages.clone().into_iter().map(issue)
        })
    })
}

/// Where a report goes. One in a language of its own bears that after the entry's id, which has no
/// point in it.
pub(super) fn path(results: &Results, issue: Issue) -> String {
    let (data, folder) = (results.data, private(results));
    let (entry, round) = (&data.entries[issue.entry].id, &data.programme.rounds[issue.round].id);
    let together = data.season.report.languages == ReportLanguages::Together;
    let suffix = match issue.languages {
        [own, ..] if !together => format!(".{}", own.id),
        _ => String::new(),
    };
    format!("{folder}/reports/{round}/{entry}{suffix}.pdf")
}

fn filled(results: &Results, benchmarks: &Benchmarks, issue: Issue) -> Filled {
    let subject = Subject { results, entry: issue.entry, round: issue.round };
    let parts = spread::parts(&subject);
    let report = report(&subject, benchmarks, &parts, issue.languages);
    Filled {
        value: json(&report),
        setting: json(&Setting::new(subject.programme(), issue.languages, Medium::Screen)),
        charts: charts::charts(&subject, benchmarks, &parts, &report.charts, issue.languages),
        tables: attached::tables(&subject),
        pictures: Vec::new(),
        origins: Vec::new(),
    }
}

fn report<'a>(
    subject: &Subject<'a>,
    benchmarks: &Benchmarks,
    parts: &[Part<'a>],
    languages: &'a [Language],
) -> Report<'a> {
    let Subject { results, entry: at, round: round_at } = *subject;
    let data = results.data;
    let (programme, entry) = (subject.programme(), subject.entry());
    let participant = data.participant_of(entry);
    let round = &programme.rounds[round_at];
    let active = entry.status == Status::Active;
    let (now, typeset) =
        (&subject.rounds()[round_at], |figure: Option<Figure>| figure.map(Figure::typeset));
    let issued = data.season.reports.get(&round.id).copied();
    let of_criteria = beside::of_criteria(results, benchmarks, at, round_at);
    let criteria = rows::criteria(subject, of_criteria);
    let distribution = spread::rows(parts);
    let (strengths, improvements) = spread::strengths_and_improvements(subject);
    let beside = beside::benchmarks(results, benchmarks, at, round_at);
    Report {
        draft: issued.is_some_and(|day| results.as_of < day),
        season: data.season.year,
        participant: Named { id: &participant.id, name: &participant.name },
        entry: entry_value(subject),
        assessment_word: &data.stream_of(entry).assessment,
        aggregate: programme.scoring.aggregate,
        round: RoundHead {
            id: &round.id,
            name: &round.name,
            weight: round.weight,
            period: period(subject),
        },
        issued,
        scale: &programme.scoring.scale,
        pass: published(programme, programme.scoring.pass).typeset(),
        score: typeset(subject.score(round_at)),
        gross: typeset(subject.publish(now.gross.as_ref())),
        deducted: subject.deducted(round_at),
        to_date: typeset(subject.to_date()),
        tier: subject.tier(subject.to_date()).filter(|_| active),
        next_tier: subject.next_tier().filter(|_| active),
        previous: subject.change_on_previous(),
        overall: typeset(subject.overall()),
        tiers: programme.tiers.iter().map(|tier| TierValue::new(programme, tier)).collect(),
        rounds: rows::rounds(subject),
        strengths,
        improvements,
        charts: charts::frames(&criteria, distribution.len(), languages),
        criteria,
        channels: spread::channels(subject),
        distribution,
        last_season: over_time::last_season(subject),
        streak: over_time::streak(subject),
        recognitions: over_time::recognitions(subject),
        certificate: over_time::certificate(subject),
        terms: if programme.kind == Kind::Certification { &programme.terms } else { &[] },
        turnaround_weeks: programme.turnaround_weeks.as_ref(),
        deductions: rows::deductions(subject),
        comments: rows::comments(subject),
        marks_head: marks::Columns::of(subject).head(),
        assessments: rows::assessments(subject),
        outlook: outlook_value(results, at, round_at),
        benchmarks: beside,
        attached: attached::names(subject),
    }
}

fn entry_value<'a>(subject: &Subject<'a>) -> EntryValue<'a> {
    let (results, entry) = (subject.results, subject.entry());
    let (stream, mode) = (results.data.stream_of(entry), results.data.mode_of(entry));
    let sector = results.entries[subject.entry].sector;
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
            .map(|id| CategoryValue { id, name: category_name(subject.programme(), id.as_str()) }),
    }
}

fn period(subject: &Subject) -> Option<Span> {
    let rows = subject.assessments();
    let dates = || rows.iter().map(|row| row.date);
    Some(Span { from: dates().min()?, to: dates().max()? })
}
