//! The picture of a season, which stands for its pages where their address is shared: how many were
//! honoured, in all languages, and nobody's name.

use schemars::JsonSchema;
use serde::Serialize;

use super::award::{TierCount, counts, tiers_shown};
use super::names::announced;
use super::page::site_job;
use crate::assess::Results;
use crate::model::Day;
use crate::plan::values::{Medium, Setting, json};
use crate::plan::{Content, Filled, Form, Job, Work};

/// The width of the picture in pixels, as networks ask for it; the page of the template gives the
/// height.
const WIDTH: u32 = 1200;

/// A season in a picture.
#[derive(Serialize, JsonSchema)]
pub(in crate::plan) struct Card<'a> {
    /// The season, a year.
    season: i16,
    /// Whether the results may be told.
    announced: bool,
    /// The day of the results, of an award.
    results_date: Option<Day>,
    /// How many entries the site honours, or how many certificates are in force; 0 before the results.
    honoured: usize,
    /// How many organisations they are of.
    participants: usize,
    /// How many hold each tier, best first; none where the site does not tell.
    tiers: Vec<TierCount<'a>>,
}

impl<'a> Card<'a> {
    fn new(results: &'a Results) -> Self {
        let season = &results.data.season;
        let told = announced(results).then(|| counts(results, tiers_shown(results)));
        let (honoured, participants) =
            told.as_ref().map_or((0, 0), |told| (told.winners, told.participants));
        Self {
            season: season.year,
            announced: told.is_some(),
            results_date: season.dates.results,
            honoured,
            participants,
            tiers: told.map_or_else(Vec::new, |told| told.tiers),
        }
    }
}

/// A picture for each season.
pub(super) fn jobs<'a>(all: &'a [Results<'a>]) -> impl Iterator<Item = Job<'a>> {
    all.iter().map(|results| {
        let programme = &results.data.programme;
        let content = Content::new(move || {
            let setting = Setting::new(programme, &programme.languages, Medium::Screen);
            Filled::bare(json(&Card::new(results)), json(&setting))
        });
        let form = Form::Picture { width: WIDTH, demands: None, proof: None };
        let (programme, template) = (&programme.id, "card.typ");
        site_job(&path(results), Work::Document { programme, template, content, form })
    })
}

/// Where it stands, from the root of the site.
fn path(results: &Results) -> String {
    folder(results) + "card.png"
}

/// The folder of a season, on the site and below each language.
fn folder(results: &Results) -> String {
    format!("{}/{}/", results.data.programme.id, results.data.season.year)
}

/// The pictures there are, by programme, then year.
#[derive(Clone, Copy)]
pub(super) struct Cards<'a>(&'a [Results<'a>]);

impl<'a> Cards<'a> {
    pub(super) fn new(all: &'a [Results<'a>]) -> Self {
        Self(all)
    }

    /// That of the page in a folder below its language: its season's, else its programme's latest, else
    /// the first programme's.
    pub(super) fn of(&self, rest: &str) -> Option<String> {
        let of_season = self.0.iter().find(|results| rest.starts_with(&folder(results)));
        let within =
            |results: &&Results| rest.starts_with(&format!("{}/", results.data.programme.id));
        let of_programme = || super::latest(self.0).find(within);
        let results = of_season.or_else(of_programme).or_else(|| super::latest(self.0).next());
        results.map(path)
    }
}
