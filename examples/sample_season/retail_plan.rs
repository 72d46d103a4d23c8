//! Which brands apply for recognition: the hand-written cast, and random brands after it.

use crate::award_cast::rng;
use crate::calendar::Date;
use crate::names::{Name, Words};
use crate::output::embedded;

/// Brands written by hand, and the default size.
pub(crate) const CAST_SIZE: usize = 44;

/// Categories with the sector each belongs to.
const CATEGORIES: [(&str, &str); 9] = [
    ("ladieswear", "fashion"),
    ("menswear", "fashion"),
    ("shoes-bags", "fashion"),
    ("cosmetics", "beauty"),
    ("personal-care", "beauty"),
    ("audio-visual", "electronics"),
    ("mobile", "electronics"),
    ("groceries", "food"),
    ("bakery", "food"),
];

/// How far a brand has come by late November.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// Passed and recognised this season.
    Valid,
    /// Passed; the recognition is dated, but lies ahead.
    Pending,
    /// Recognised this season, and revoked on this day.
    Revoked(Date),
    /// Assessed, and below the pass.
    Fail,
    /// Enrolled late: no assessments yet.
    Late,
    /// Passed in November; last season's certificate still runs, so none is issued yet.
    Renewing,
}

/// One brand, one entry.
pub(crate) struct Brand {
    /// Its participant's index.
    pub(crate) company: usize,
    pub(crate) name: Name,
    pub(crate) category: &'static str,
    pub(crate) outlets: u32,
    pub(crate) group: &'static str,
    /// The overall to reach, in thousandths of a point.
    pub(crate) target: i128,
    pub(crate) state: State,
    /// The day of last season's recognition.
    pub(crate) recognised_before: Option<Date>,
    pub(crate) extras: &'static str,
    pub(crate) twin_of: Option<usize>,
    /// The days of the first and the last assessment.
    pub(crate) assessed: (Date, Date),
}

/// A company, which may run two brands.
pub(crate) struct Company {
    pub(crate) name: Name,
    pub(crate) member: bool,
}

/// The sector of a category.
pub(crate) fn sector(category: &str) -> &'static str {
    CATEGORIES.iter().find(|(id, _)| *id == category).expect("the plan names a category").1
}

/// Exactly `count` brands and their companies.
pub(crate) fn season(count: usize, seed: u64) -> (Vec<Company>, Vec<Brand>) {
    let rows = embedded(include_str!("cast/brands.psv"));
    let words = Words::load();
    let (mut companies, mut brands) = (Vec::new(), Vec::new());
    // Companies with two brands, by their key in the cast.
    let mut known: Vec<(&str, usize)> = Vec::new();
    for index in 0..count {
        let mut chance = rng(seed ^ 0xb4a2d, index);
        let Some(row) = rows.get(index) else {
            let brand = further_brand(&words, index - rows.len(), companies.len(), &mut chance);
            companies.push(Company { name: brand.name.clone(), member: chance.bool() });
            brands.push(brand);
            continue;
        };
        let shared = known
            .iter()
            .find(|(key, _)| *key == row[0] && !key.is_empty())
            .map(|(_, company)| *company);
        let company = shared.unwrap_or(companies.len());
        if shared.is_none() {
            known.push((row[0], company));
            companies.push(written_company(row));
        }
        brands.push(written_brand(row, company, &mut chance));
    }
    (companies, brands)
}

fn written_company(row: &[&'static str]) -> Company {
    let rows = embedded(include_str!("cast/companies.psv"));
    let (zh, en) = rows
        .iter()
        .find(|company| company[0] == row[0])
        .map_or((row[1], row[2]), |found| (found[1], found[2]));
    Company { name: Name { zh: zh.to_owned(), en: en.to_owned() }, member: row[3] == "yes" }
}

fn written_brand(row: &[&'static str], company: usize, rng: &mut fastrand::Rng) -> Brand {
    let state = match row[8].split_once(':') {
        Some((_, day)) => State::Revoked(Date::parse(day).expect("the cast dates a revocation")),
        None => match row[8] {
            "valid" => State::Valid,
            "pending" => State::Pending,
            "fail" => State::Fail,
            "late" => State::Late,
            _ => State::Renewing,
        },
    };
    Brand {
        company,
        name: Name { zh: row[1].to_owned(), en: row[2].to_owned() },
        category: row[4],
        outlets: row[5].parse().expect("the cast counts outlets"),
        group: row[6],
        target: row[7]
            .replace('.', "")
            .parse::<i128>()
            .expect("the cast gives targets with two places")
            * 10,
        state,
        recognised_before: Date::parse(row[9]),
        extras: row[10],
        twin_of: row[11].parse::<usize>().ok().map(|id| id - 1),
        assessed: assessment_days(state, rng),
    }
}

fn further_brand(words: &Words, number: usize, company: usize, rng: &mut fastrand::Rng) -> Brand {
    let category = CATEGORIES[number % CATEGORIES.len()].0;
    let state = match rng.u8(..100) {
        0..10 => State::Fail,
        10..13 => State::Late,
        13..15 => State::Revoked(Date::new(2026, 11, 2)),
        _ => State::Valid,
    };
    let target =
        if state == State::Fail { rng.u32(60_000..79_900) } else { rng.u32(80_500..93_500) };
    let outlets = match rng.u32(1..130) {
        20 => 21,
        outlets => outlets,
    };
    Brand {
        company,
        name: words.name(category, number / CATEGORIES.len()),
        category,
        outlets,
        group: "",
        target: i128::from(target),
        state,
        recognised_before: None,
        extras: ["", "", "quality-service", "quality-eshop", "quality-service;quality-eshop"]
            [rng.usize(..5)],
        twin_of: None,
        assessed: assessment_days(state, rng),
    }
}

/// The first and last day of an assessment, which takes four to six weeks.
fn assessment_days(state: State, rng: &mut fastrand::Rng) -> (Date, Date) {
    let (earliest, latest) = match state {
        State::Pending => (Date::new(2026, 11, 13), Date::new(2026, 11, 13)),
        State::Renewing => (Date::new(2026, 11, 9), Date::new(2026, 11, 13)),
        State::Revoked(_) => (Date::new(2026, 2, 2), Date::new(2026, 5, 29)),
        _ => (Date::new(2026, 2, 2), Date::new(2026, 10, 15)),
    };
    let last = Date::working_day_between(earliest, latest, rng);
    (last.plus(-rng.i64(18..=28)).or_next_working_day(), last)
}
