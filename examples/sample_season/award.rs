//! Writes the award's data directory, an entry at a time.

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;

use crate::award_cast::{Entry, rng};
use crate::award_draw::season;
use crate::award_marks::{self, Marks};
use crate::award_tables::{write_deductions, write_entries, write_history, write_participants};
use crate::calendar::Date;
use crate::corpus::{Corpus, Pen, Wanted, outline, ranked};
use crate::output::{Table, id, settings};
use crate::programme::{AWARD, AWARD_SEASON, Weighted, weighted};
use crate::sheet::{Overall, text};

/// First and last day of each round's assessments: within its two months, and done before its report is due.
const PERIODS: [(Date, Date); 3] = [
    (Date::new(2026, 3, 9), Date::new(2026, 4, 30)),
    (Date::new(2026, 5, 9), Date::new(2026, 7, 3)),
    (Date::new(2026, 7, 9), Date::new(2026, 8, 21)),
];

/// What became of an entry, for the assertions at the end.
pub(crate) struct Outcome {
    pub(crate) entry: Entry,
    pub(crate) name: String,
    pub(crate) overall: Overall,
    pub(crate) assessments: usize,
}

/// An entry on the desk: its id, what is planned, and its marks.
struct Subject<'a> {
    id: String,
    entry: &'a Entry,
    marks: &'a Marks,
}

/// Where the desk's files and corpora are.
struct Desk {
    seed: u64,
    count: usize,
    rounds: Vec<Weighted>,
    criteria: Vec<Weighted>,
    notes: Corpus,
    summaries: Corpus,
    assessments: Table,
    comments: Table,
    refs: usize,
}

/// Writes `hkcca-mca` with `count` entries below `data`.
pub(crate) fn write(data: &Path, count: usize, seed: u64) -> Result<Vec<Outcome>, Box<dyn Error>> {
    let (home, year) = (data.join("hkcca-mca"), data.join("hkcca-mca/2026"));
    settings(&home, "programme.toml", AWARD)?;
    settings(&year, "season.toml", AWARD_SEASON)?;
    let (participants, entries) = season(count, seed);
    write_participants(&year, &participants)?;
    write_entries(&year, &entries, participants.len())?;
    write_deductions(&year, &entries)?;
    write_history(&home, &entries)?;

    let mut desk = Desk::open(&year, count, seed)?;
    let mut sources: HashMap<usize, Marks> =
        entries.iter().filter_map(|e| Some((e.twin_of?, Marks::none()))).collect();
    let mut outcomes = Vec::with_capacity(count);
    for (index, entry) in entries.into_iter().enumerate() {
        let marks = desk.entry(index, &entry, &mut sources)?;
        let name = participants[entry.participant].name.zh.clone();
        outcomes.push(Outcome {
            overall: marks.sheet.overall(),
            assessments: marks.rows(),
            name,
            entry,
        });
    }
    desk.assessments.finish()?;
    desk.comments.finish()?;
    Ok(outcomes)
}

impl Desk {
    fn open(year: &Path, count: usize, seed: u64) -> Result<Self, Box<dyn Error>> {
        let criteria = weighted(AWARD, "criteria");
        let mut header = vec!["entry", "round", "ref", "date", "channel", "language"];
        header.extend(criteria.iter().map(|criterion| criterion.id.as_str()));
        header.extend(["comment_zh", "comment_en"]);
        Ok(Self {
            seed,
            count,
            assessments: Table::create(year, "assessments.csv", &header)?,
            comments: Table::create(
                year,
                "comments.csv",
                &["entry", "round", "kind", "text_zh", "text_en"],
            )?,
            rounds: weighted(AWARD, "rounds"),
            criteria,
            notes: Corpus::notes(),
            summaries: Corpus::rounds(),
            refs: 0,
        })
    }

    /// Draws and writes one entry's assessments and comments; keeps its marks if another entry is its twin.
    fn entry(
        &mut self,
        index: usize,
        entry: &Entry,
        sources: &mut HashMap<usize, Marks>,
    ) -> Result<Marks, Box<dyn Error>> {
        let mut rng = rng(self.seed ^ 0x00c0_ffee, index);
        let marks = match entry.twin_of.and_then(|source| sources.get(&source)) {
            Some(source) => award_marks::twin(source, &mut rng),
            None => award_marks::draw(
                entry,
                &self.rounds,
                &self.criteria,
                sources.contains_key(&index),
                &mut rng,
            ),
        };
        if let Some(kept) = sources.get_mut(&index) {
            kept.clone_from(&marks);
        }
        let subject = Subject { id: id('e', index, self.count), entry, marks: &marks };
        let (mut notes, mut summaries) = (Pen::new(rng.fork()), Pen::new(rng.fork()));
        for round in 0..entry.rounds {
            self.round(&subject, round, &mut notes)?;
            self.summary(&subject, round, &mut summaries)?;
        }
        Ok(marks)
    }

    /// A row for each assessment of a round, by date.
    fn round(
        &mut self,
        subject: &Subject<'_>,
        round: usize,
        pen: &mut Pen,
    ) -> Result<(), Box<dyn Error>> {
        let (first, last) = PERIODS[round];
        let rows = subject.marks.rows_of(round);
        let mut dates: Vec<Date> =
            rows.clone().map(|_| Date::working_day_between(first, last, &mut pen.rng)).collect();
        dates.sort_unstable();
        for (row, date) in rows.zip(dates) {
            self.refs += 1;
            let mut cells = vec![
                subject.id.clone(),
                self.rounds[round].id.clone(),
                format!("P-26-{:05}", self.refs),
                date.to_string(),
                String::new(),
                language(&mut pen.rng).to_owned(),
            ];
            cells.extend(subject.marks.sheet.row(row).iter().map(|mark| text(*mark)));
            let note = if pen.rng.u8(..100) < 12 { self.note(subject, row, pen) } else { None };
            let (zh, en) = note.unwrap_or_default();
            cells.extend([zh, en]);
            self.assessments.row(&cells)?;
        }
        Ok(())
    }

    /// Praise for the best criterion of an assessment, a remark on the weakest, or both.
    fn note(&self, subject: &Subject<'_>, row: usize, pen: &mut Pen) -> Option<(String, String)> {
        let ranked = ranked(&self.criteria, &subject.marks.sheet, &(row..row + 1));
        let (best, weakest) = (ranked.first()?, ranked.last()?);
        let place = [subject.entry.mode.place()];
        let mut remark = |criterion, tone| {
            let remark = self.notes.pick(Wanted { criterion, tone, places: &place }, pen)?;
            Some((remark.zh.clone(), remark.en.clone()))
        };
        match (best.1 >= 168.0, weakest.1 < 164.0) {
            (true, false) => remark(best.0, "good"),
            (false, _) => remark(weakest.0, "weak"),
            (true, true) => {
                let (good, weak) = (remark(best.0, "good")?, remark(weakest.0, "weak")?);
                Some((good.0 + &weak.0, good.1 + " " + &weak.1))
            }
        }
    }

    /// The assessors' summary of a round.
    fn summary(
        &mut self,
        subject: &Subject<'_>,
        round: usize,
        pen: &mut Pen,
    ) -> Result<(), Box<dyn Error>> {
        let ranked = ranked(&self.criteria, &subject.marks.sheet, &subject.marks.rows_of(round));
        let places = ["any", subject.entry.mode.place()];
        let mean = ranked.iter().map(|(_, mean)| mean).sum::<f64>() / ranked.len() as f64;
        let tone = match mean {
            177.0.. => "good",
            150.0.. => "fair",
            _ => "weak",
        };
        let general = (pen.rng.u8(..100) < 40).then_some(tone);
        for (kind, criterion, tone) in outline(&ranked, general) {
            let found = self.summaries.pick(Wanted { criterion, tone, places: &places }, pen);
            let Some(remark) = found else { continue };
            self.comments.row(&[
                subject.id.as_str(),
                &self.rounds[round].id,
                kind,
                &remark.zh,
                &remark.en,
            ])?;
        }
        Ok(())
    }
}

fn language(rng: &mut fastrand::Rng) -> &'static str {
    match rng.u8(..100) {
        0..76 => "cantonese",
        76..88 => "english",
        _ => "putonghua",
    }
}
