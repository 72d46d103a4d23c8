//! The picture of a season, which stands for its pages where their address is shared: how many were
//! honoured, in all languages, and nobody's name.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::OfProgramme;
use super::award::{TierCount, counts, tiers_shown};
use super::honours::Honours;
use super::names::announced;
use super::page::site_job;
use crate::assess::Results;
use crate::model::{Day, Id, Programme};
use crate::plan::values::{Medium, Named, Setting, json, metal};
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
    /// How many organisations they are of; 0 of a season that is known from the history alone.
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

    /// That of a season which is known from the table of past results alone: it does not tell of whom all
    /// entries were.
    fn past(honours: &Honours<'a>, season: i16) -> Self {
        let tiers = honours.programme.tiers.iter().enumerate().map(|(at, tier)| TierCount {
            tier: Named { id: &tier.id, name: &tier.name },
            metal: metal(tier),
            count: honours.held(season, at),
        });
        let tiers: Vec<_> = tiers.collect();
        let honoured = tiers.iter().map(|tier| tier.count).sum();
        Self { season, announced: true, results_date: None, honoured, participants: 0, tiers }
    }
}

/// A picture for each season, those known from the table of past results alone among them.
pub(super) fn jobs<'a>(
    all: &'a [Results<'a>],
    programmes: &Arc<[OfProgramme<'a>]>,
) -> Vec<Job<'a>> {
    let own = all.iter().map(|results| {
        let (programme, season) = (&*results.data.programme, results.data.season.year);
        picture(programme, season, move || json(&Card::new(results)))
    });
    let past = programmes.iter().enumerate().flat_map(|(at, OfProgramme { honours, .. })| {
        honours.past_years().map(move |year| {
            let programmes = Arc::clone(programmes);
            let card = move || json(&Card::past(&programmes[at].honours, year));
            picture(honours.programme, year, card)
        })
    });
    own.chain(past).collect()
}

fn picture<'a>(
    programme: &'a Programme,
    season: i16,
    card: impl Fn() -> String + Send + Sync + 'a,
) -> Job<'a> {
    let content = Content::new(move || {
        let setting = Setting::new(programme, &programme.languages, Medium::Screen);
        Filled::bare(card(), json(&setting))
    });
    let form = Form::Picture { width: WIDTH, demands: None, proof: None };
    let (id, template) = (&programme.id, "card.typ");
    let work = Work::Document { programme: id, template, content, form };
    site_job(&path(&folder(id, season)), work)
}

/// Where that of a folder stands, from the root of the site.
fn path(folder: &str) -> String {
    format!("{folder}card.png")
}

/// The folder of a season, on the site and below each language.
fn folder(programme: &Id, season: i16) -> String {
    format!("{programme}/{season}/")
}

/// The pictures there are.
#[derive(Clone)]
pub(super) struct Cards {
    /// The folders of all seasons.
    seasons: Vec<String>,
    /// The folder of each programme, with that of its latest season.
    programmes: Vec<(String, String)>,
}

impl Cards {
    pub(super) fn new(programmes: &[OfProgramme]) -> Self {
        let seasons = programmes.iter().flat_map(|OfProgramme { seasons, honours, .. }| {
            let own = seasons.iter().map(|results| results.data.season.year);
            own.chain(honours.past_years()).map(|year| folder(&honours.programme.id, year))
        });
        let latest = programmes.iter().filter_map(|OfProgramme { seasons, honours, .. }| {
            let (id, season) = (&honours.programme.id, seasons.last()?.data.season.year);
            Some((format!("{id}/"), folder(id, season)))
        });
        Self { seasons: seasons.collect(), programmes: latest.collect() }
    }

    /// That of the page in a folder below its language: its season's, else its programme's latest, else
    /// the first programme's.
    pub(super) fn of(&self, rest: &str) -> Option<String> {
        let of_season = self.seasons.iter().find(|season| rest.starts_with(*season));
        let mut programmes = self.programmes.iter();
        let of_programme = programmes.find(|(programme, _)| rest.starts_with(programme));
        let of_programme = of_programme.or(self.programmes.first()).map(|(_, season)| season);
        of_season.or(of_programme).map(|folder| path(folder))
    }
}
