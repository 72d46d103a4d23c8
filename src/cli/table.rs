//! Results as aligned columns, and as CSV.

use std::fmt::Write;

use csv::WriterBuilder;
use plaudit::assess::{Award, EntryResult, Results};
use plaudit::model::{Entry, Id};

/// Every season: its entries, then its recognitions.
pub(super) fn table(all: &[Results]) -> String {
    let mut text = String::new();
    for results in all {
        let data = results.data;
        let rounds: Vec<_> = data.programme.rounds.iter().map(|round| &round.id).collect();
        let header = format!("{} {}\n\n", data.programme.id, data.season.year);
        text.push_str(&header);
        let rows: Vec<_> =
            std::iter::once(header_row(&rounds)).chain(entry_rows(results, &rounds)).collect();
        align(&mut text, &rows, 5, 6 + data.programme.rounds.len());
        let awards = award_rows(results);
        if !awards.is_empty() {
            text.push('\n');
            let header = ["recognition", "scope", "winners", "value"].map(str::to_owned).to_vec();
            let rows: Vec<_> = std::iter::once(header).chain(awards).collect();
            align(&mut text, &rows, 3, 4);
        }
        text.push('\n');
    }
    text
}

/// One line an entry under one header, with a column for each round that any programme has.
pub(super) fn csv(all: &[Results]) -> String {
    let mut rounds: Vec<&Id> = Vec::new();
    for round in all.iter().flat_map(|results| &results.data.programme.rounds) {
        if !rounds.contains(&&round.id) {
            rounds.push(&round.id);
        }
    }
    let first = ["programme", "season"].map(str::to_owned);
    let header = first.into_iter().chain(header_row(&rounds));
    let mut rows = vec![header.collect::<Vec<_>>()];
    for results in all {
        let data = results.data;
        for row in entry_rows(results, &rounds) {
            let first = [data.programme.id.to_string(), data.season.year.to_string()];
            rows.push(first.into_iter().chain(row).collect());
        }
    }
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).expect("memory does not fail");
    }
    let bytes = writer.into_inner().expect("memory does not fail");
    String::from_utf8(bytes).expect("made of text")
}

fn header_row(rounds: &[&Id]) -> Vec<String> {
    let rounds = rounds.iter().map(|round| round.to_string());
    let before = ["entry", "stream", "sector", "group", "status"].map(str::to_owned);
    let after = ["overall", "tier", "years", "recognitions"].map(str::to_owned);
    before.into_iter().chain(rounds).chain(after).collect()
}

fn entry_rows(results: &Results, rounds: &[&Id]) -> Vec<Vec<String>> {
    let programme = &results.data.programme;
    let row = |(entry, result): (&Entry, &EntryResult)| {
        let mut row = vec![
            entry.id.to_string(),
            entry.stream.to_string(),
            result.sector.id.to_string(),
            entry.group.clone(),
            entry.status.as_str().to_owned(),
        ];
        let scores = rounds.iter().map(|round| {
            let result = &result.rounds[programme.round(round)?];
            Some(result.score.as_ref()?.publish(programme.scoring.places).to_string())
        });
        row.extend(scores.map(Option::unwrap_or_default));
        row.push(result.published.map(|overall| overall.to_string()).unwrap_or_default());
        row.push(result.tier.map(|at| programme.tiers[at].id.to_string()).unwrap_or_default());
        row.push(result.streak.map(|streak| streak.years.to_string()).unwrap_or_default());
        let held = result.recognitions.iter().map(|at| programme.recognitions[*at].id.as_str());
        row.push(held.collect::<Vec<_>>().join(" "));
        row
    };
    results.data.entries.iter().zip(&results.entries).map(row).collect()
}

fn award_rows(results: &Results) -> Vec<Vec<String>> {
    let row = |award: &Award| {
        let scope: Vec<_> = award.scope.iter().map(|(_, id)| id.as_str()).collect();
        let winners = award.winners.iter().map(|winner| results.winner_id(*winner).as_str());
        vec![
            results.data.programme.recognitions[award.recognition].id.to_string(),
            scope.join(" / "),
            winners.collect::<Vec<_>>().join(" "),
            award.value.to_string(),
        ]
    };
    results.awards.iter().map(row).collect()
}

/// Lays rows out in columns; those from `first` to before `end` are figures, aligned right.
fn align(text: &mut String, rows: &[Vec<String>], first: usize, end: usize) {
    let columns = rows.first().map_or(0, Vec::len);
    let width =
        |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<_> = (0..columns).map(width).collect();
    for row in rows {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let written = if (first..end).contains(&column) {
                write!(line, "{cell:>width$}  ")
            } else {
                write!(line, "{cell:<width$}  ")
            };
            written.expect("writing to a string does not fail");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
}
