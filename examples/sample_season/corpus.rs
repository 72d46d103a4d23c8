//! What assessors write: pairs of Chinese and English remarks, chosen to fit the marks they stand beside.

use std::ops::Range;

use crate::output::embedded;
use crate::programme::Weighted;
use crate::sheet::Sheet;

/// A remark in both languages.
#[derive(Clone)]
pub(crate) struct Remark {
    criterion: &'static str,
    place: &'static str,
    tone: &'static str,
    pub(crate) zh: String,
    pub(crate) en: String,
}

/// A collection of remarks.
pub(crate) struct Corpus(Vec<Remark>);

impl Corpus {
    /// Remarks on a single call, contact or visit.
    pub(crate) fn notes() -> Self {
        Self::read(include_str!("corpus/notes.psv"))
    }

    /// Remarks on a whole round.
    pub(crate) fn rounds() -> Self {
        Self::read(include_str!("corpus/rounds.psv"))
    }

    /// Remarks on shops and e-shops.
    pub(crate) fn retail() -> Self {
        Self::read(include_str!("corpus/retail.psv"))
    }

    fn read(table: &'static str) -> Self {
        let rows = embedded(table).into_iter();
        Self(
            rows.map(|row| Remark {
                criterion: row[0],
                place: row[1],
                tone: row[2],
                zh: row[3].to_owned(),
                en: row[4].to_owned(),
            })
            .collect(),
        )
    }

    /// A remark of this kind at one of `places`, not one written before while there are others; `None` if there is none.
    pub(crate) fn pick(&self, wanted: Wanted<'_>, pen: &mut Pen) -> Option<&Remark> {
        let fitting = |(_, remark): &(usize, &Remark)| {
            remark.criterion == wanted.criterion
                && remark.tone == wanted.tone
                && wanted.places.contains(&remark.place)
        };
        let all: Vec<usize> =
            self.0.iter().enumerate().filter(fitting).map(|(index, _)| index).collect();
        let fresh: Vec<usize> =
            all.iter().copied().filter(|index| !pen.used.contains(index)).collect();
        let chosen = pen.rng.choice(if fresh.is_empty() { all } else { fresh })?;
        pen.used.push(chosen);
        Some(&self.0[chosen])
    }
}

/// Who writes about one entry: a source of chance, and a memory of what was said already.
pub(crate) struct Pen {
    pub(crate) rng: fastrand::Rng,
    used: Vec<usize>,
}

impl Pen {
    pub(crate) fn new(rng: fastrand::Rng) -> Self {
        Self { rng, used: Vec::new() }
    }
}

/// What a remark should be about.
#[derive(Clone, Copy)]
pub(crate) struct Wanted<'a> {
    pub(crate) criterion: &'a str,
    pub(crate) tone: &'a str,
    pub(crate) places: &'a [&'a str],
}

/// A criterion and its mean, in half points.
pub(crate) type Ranked<'a> = (&'a str, f64);

/// Criteria from the best to the weakest over some rows; those without a mark are left out.
pub(crate) fn ranked<'a>(
    criteria: &'a [Weighted],
    sheet: &Sheet,
    rows: &Range<usize>,
) -> Vec<Ranked<'a>> {
    let means = criteria.iter().enumerate().filter_map(|(column, criterion)| {
        Some((criterion.id.as_str(), sheet.mean(column, rows.clone())?))
    });
    let mut ranked: Vec<_> = means.collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    ranked
}

/// What comments.csv says of a round: two strengths, two improvements, and a last word in `general` tone if any.
///
/// Each is its kind, criterion and tone.
pub(crate) fn outline<'a>(
    ranked: &[Ranked<'a>],
    general: Option<&'a str>,
) -> Vec<(&'a str, &'a str, &'a str)> {
    let strengths = ranked.iter().take(2).map(|(id, _)| ("strength", *id, "good"));
    let improvements = ranked.iter().rev().take(2).map(|(id, _)| ("improvement", *id, "weak"));
    let last = general.map(|tone| ("general", "general", tone));
    strengths.chain(improvements).chain(last).collect()
}
