//! Results as aligned columns, and as CSV.

use std::fmt::Write;

use csv::WriterBuilder;
use plaudit::assess::{Results, Value, Winner};
use plaudit::model::Status;

/// Every season: its entries, then its recognitions.
pub(super) fn table(all: &[Results]) -> String {
    let mut text = String::new();
    for results in all {
        let data = results.data;
        let header = format!("{} {}\n\n", data.programme.id, data.season.year);
        text.push_str(&header);
        let rows: Vec<_> =
            std::iter::once(header_row(results)).chain(entry_rows(results)).collect();
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

/// One line an entry, with programme and season, under one header if the rounds are the same.
pub(super) fn csv(all: &[Results]) -> String {
    let mut writer = WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let mut last_header = Vec::new();
    for results in all {
        let data = results.data;
        let first = ["programme".to_owned(), "season".to_owned()];
        let header: Vec<_> = first.into_iter().chain(header_row(results)).collect();
        if header != last_header {
            writer.write_record(&header).expect("memory does not fail");
            last_header = header;
        }
        for row in entry_rows(results) {
            let first = [data.programme.id.to_string(), data.season.year.to_string()];
            let row = first.into_iter().chain(row);
            writer.write_record(row).expect("memory does not fail");
        }
    }
    let bytes = writer.into_inner().expect("memory does not fail");
    String::from_utf8(bytes).expect("made of text")
}

fn header_row(results: &Results) -> Vec<String> {
    let rounds = results.data.programme.rounds.iter().map(|round| round.id.to_string());
    let before = ["entry", "stream", "sector", "group", "status"].map(str::to_owned);
    let after = ["overall", "tier", "years", "recognitions"].map(str::to_owned);
    before.into_iter().chain(rounds).chain(after).collect()
}

fn entry_rows(results: &Results) -> Vec<Vec<String>> {
    let data = results.data;
    let programme = &data.programme;
    let row = |(entry, result): (&plaudit::model::Entry, &plaudit::assess::EntryResult)| {
        let status = match entry.status {
            Status::Active => "active",
            Status::Withdrawn => "withdrawn",
            Status::Disqualified => "disqualified",
        };
        let mut row = vec![
            entry.id.to_string(),
            entry.stream.to_string(),
            result.sector.id.to_string(),
            entry.group.clone(),
            status.to_owned(),
        ];
        let scores = result.rounds.iter().map(|round| {
            let score = round.score.as_ref().map(|s| s.publish(programme.scoring.places));
            score.map(|score| score.to_string()).unwrap_or_default()
        });
        row.extend(scores);
        row.push(result.published.map(|overall| overall.to_string()).unwrap_or_default());
        row.push(result.tier.map(|at| programme.tiers[at].id.to_string()).unwrap_or_default());
        row.push(result.streak.map(|streak| streak.years.to_string()).unwrap_or_default());
        let held = result.recognitions.iter().map(|at| programme.recognitions[*at].id.as_str());
        row.push(held.collect::<Vec<_>>().join(" "));
        row
    };
    data.entries.iter().zip(&results.entries).map(row).collect()
}

fn award_rows(results: &Results) -> Vec<Vec<String>> {
    let data = results.data;
    let winner = |winner: &Winner| match winner {
        Winner::Entry(at) => data.entries[*at].id.as_str(),
        Winner::Participant(at) => data.participants[*at].id.as_str(),
    };
    let row = |award: &plaudit::assess::Award| {
        let scope: Vec<_> = award.scope.iter().map(|(_, id)| id.as_str()).collect();
        let winners: Vec<_> = award.winners.iter().map(winner).collect();
        vec![
            data.programme.recognitions[award.recognition].id.to_string(),
            scope.join(" / "),
            winners.join(" "),
            match award.value {
                Value::Figure(figure) => figure.to_string(),
                Value::Years(years) => years.to_string(),
            },
        ]
    };
    results.awards.iter().map(row).collect()
}

/// Lays rows out in columns; those from `first` to before `end` are figures, aligned right.
fn align(text: &mut String, rows: &[Vec<String>], first: usize, end: usize) {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| rows.iter().map(|row| row[column].len()).max().unwrap_or(0);
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
