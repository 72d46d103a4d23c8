//! Writes the retail recognition's data directory, a brand at a time.

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;

use crate::award_cast::rng;
use crate::calendar::Date;
use crate::corpus::{Corpus, Pen, Remark, Wanted, outline, ranked};
use crate::output::{Table, id, settings};
use crate::programme::{RETAIL, RETAIL_SEASON, Weighted, weighted};
use crate::retail_certificates;
use crate::retail_plan::{Brand, State, season};
use crate::retail_tables::{write_entries, write_history, write_participants};
use crate::sheet::{Overall, Sheet, mark_about, spread, text};

/// The assessments of a brand, in the order they are made; the association's review comes last.
const VISITS: [&str; 6] = ["store", "eshop", "store", "eshop", "store", "review"];

/// How close to its target an overall is steered, in thousandths: with six visits a mark moves it by hundredths.
const WIDTH: i128 = 40;

/// What became of a brand, for the assertions at the end.
pub(crate) struct Outcome {
    pub(crate) brand: Brand,
    /// `None` while it is not assessed.
    pub(crate) overall: Option<Overall>,
}

/// Where the desk's files and corpora are.
struct Desk {
    seed: u64,
    count: usize,
    criteria: Vec<Weighted>,
    corpus: Corpus,
    assessments: Table,
    comments: Table,
    refs: usize,
}

/// Writes `hkrma-cxr` with `count` brands below `data`.
pub(crate) fn write(data: &Path, count: usize, seed: u64) -> Result<Vec<Outcome>, Box<dyn Error>> {
    let (home, year) = (data.join("hkrma-cxr"), data.join("hkrma-cxr/2026"));
    settings(&home, "programme.toml", RETAIL)?;
    settings(&year, "season.toml", RETAIL_SEASON)?;
    let (companies, brands) = season(count, seed);
    write_participants(&year, &companies)?;
    write_entries(&year, &brands, &companies)?;
    retail_certificates::write(&year, &brands, seed)?;
    write_history(&home, &brands, seed)?;

    let mut desk = Desk::open(&year, count, seed)?;
    let mut sources: HashMap<usize, Option<Sheet>> =
        brands.iter().filter_map(|b| Some((b.twin_of?, None))).collect();
    let mut outcomes = Vec::with_capacity(count);
    for (index, brand) in brands.into_iter().enumerate() {
        let sheet = desk.brand(index, &brand, &sources)?;
        let overall = sheet.as_ref().map(Sheet::overall);
        if let Some(kept) = sources.get_mut(&index) {
            *kept = sheet;
        }
        outcomes.push(Outcome { brand, overall });
    }
    desk.assessments.finish()?;
    desk.comments.finish()?;
    Ok(outcomes)
}

impl Desk {
    fn open(year: &Path, count: usize, seed: u64) -> Result<Self, Box<dyn Error>> {
        let criteria = weighted(RETAIL, "criteria");
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
            criteria,
            corpus: Corpus::retail(),
            refs: 0,
        })
    }

    /// Draws and writes a brand's assessments and comments.
    fn brand(
        &mut self,
        index: usize,
        brand: &Brand,
        sources: &HashMap<usize, Option<Sheet>>,
    ) -> Result<Option<Sheet>, Box<dyn Error>> {
        if brand.state == State::Late {
            return Ok(None);
        }
        let mut rng = rng(self.seed ^ 0x0000_5709, index);
        let source = brand.twin_of.and_then(|source| sources.get(&source)?.clone());
        let sheet = match source {
            Some(mut sheet) => {
                // A mark weighs the same in every visit that has its criterion, so the overall stays exactly the same.
                sheet.shuffle_columns(0, VISITS.len(), &mut rng);
                sheet
            }
            None => self.draw(brand, &mut rng),
        };
        let name = id('b', index, self.count);
        let mut pen = Pen::new(rng.fork());
        self.visits(&name, brand, &sheet, &mut pen)?;
        self.summary(&name, &sheet, &mut pen)?;
        Ok(Some(sheet))
    }

    /// Marks by criterion: each weighs its criterion's weight ÷ the number of its marks.
    fn draw(&self, brand: &Brand, rng: &mut fastrand::Rng) -> Sheet {
        let level = brand.target as f64 / 1000.0;
        let room = ((100.5 - level) / 12.0).clamp(0.4, 1.3);
        let habits: Vec<f64> = self.criteria.iter().map(|_| spread(6.0 * room, rng)).collect();
        let marked = |criterion: &Weighted, channel: &str| {
            criterion.channels.iter().any(|own| own == channel)
        };
        let (mut rows, mut weights) = (Vec::new(), Vec::new());
        for channel in VISITS {
            let day = level + spread(4.0 * room, rng);
            let row = self.criteria.iter().zip(&habits);
            rows.push(
                row.map(|(c, habit)| marked(c, channel).then(|| mark_about(day + habit, rng)))
                    .collect(),
            );
        }
        // 60 is divisible by any number of marks a criterion can have here.
        for channel in VISITS {
            weights.extend(self.criteria.iter().map(|criterion| {
                let marks = VISITS.iter().filter(|visit| marked(criterion, visit)).count();
                let marks = i128::try_from(marks.max(1)).expect("six visits at most");
                if marked(criterion, channel) { criterion.weight * 60 / marks } else { 0 }
            }));
        }
        let total: i128 = self.criteria.iter().map(|criterion| criterion.weight).sum();
        let mut sheet = Sheet::new(&rows, weights, 0, 2 * 60 * total);
        sheet.steer(brand.target, WIDTH, rng);
        sheet
    }

    /// A row for each visit; the review has the last date.
    fn visits(
        &mut self,
        name: &str,
        brand: &Brand,
        sheet: &Sheet,
        pen: &mut Pen,
    ) -> Result<(), Box<dyn Error>> {
        let dates = visit_dates(brand, &mut pen.rng);
        for (row, (channel, date)) in VISITS.iter().zip(dates).enumerate() {
            self.refs += 1;
            let language = language(channel, &mut pen.rng);
            let reference = format!("C-26-{:05}", self.refs);
            let mut cells: Vec<String> =
                [name, "assessment", &reference, &date.to_string(), channel, language]
                    .map(str::to_owned)
                    .into();
            cells.extend(sheet.row(row).iter().map(|mark| text(*mark)));
            let note = if pen.rng.u8(..100) < 40 { self.note(sheet, row, pen) } else { None };
            let (zh, en) = note
                .map_or_else(Default::default, |Remark { zh, en, .. }| (zh.clone(), en.clone()));
            cells.extend([zh, en]);
            self.assessments.row(&cells)?;
        }
        Ok(())
    }

    /// Praise for a good visit's best criterion, a remark on a poor one's weakest.
    fn note(&self, sheet: &Sheet, row: usize, pen: &mut Pen) -> Option<&Remark> {
        let ranked = ranked(&self.criteria, sheet, &(row..row + 1));
        let (best, weakest) = (ranked.first()?, ranked.last()?);
        let (criterion, tone) =
            if weakest.1 >= 156.0 { (best.0, "good") } else { (weakest.0, "weak") };
        self.corpus.pick(Wanted { criterion, tone, places: &[VISITS[row]] }, pen)
    }

    /// The assessors' summary.
    fn summary(&mut self, name: &str, sheet: &Sheet, pen: &mut Pen) -> Result<(), Box<dyn Error>> {
        let ranked = ranked(&self.criteria, sheet, &(0..VISITS.len()));
        let tone = match sheet.overall().tenths() {
            880.. => "good",
            800.. => "fair",
            _ => "weak",
        };
        let places = ["any", "store", "eshop", "review"];
        for (kind, criterion, tone) in outline(&ranked, Some(tone)) {
            let found = self.corpus.pick(Wanted { criterion, tone, places: &places }, pen);
            let Some(remark) = found else { continue };
            self.comments.row(&[name, "assessment", kind, &remark.zh, &remark.en])?;
        }
        Ok(())
    }
}

/// The days of a brand's visits, in order; the review is on the last.
fn visit_dates(brand: &Brand, rng: &mut fastrand::Rng) -> Vec<Date> {
    let (first, last) = brand.assessed;
    let visits = VISITS.len() - 1;
    let mut dates: Vec<Date> =
        (0..visits).map(|_| Date::working_day_between(first, last.plus(-3), rng)).collect();
    dates.sort_unstable();
    dates.push(last);
    dates
}

/// The language of a visit. Nobody is spoken to in a review, nor in most e-shops.
fn language(channel: &str, rng: &mut fastrand::Rng) -> &'static str {
    match (channel, rng.u8(..100)) {
        ("store", 0..80) => "cantonese",
        ("store", 80..90) => "putonghua",
        ("store", _) => "english",
        _ => "",
    }
}
