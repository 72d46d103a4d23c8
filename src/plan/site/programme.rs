//! The home page and the page of a programme.

use serde::Serialize;

use super::OfProgramme;
use super::award::{TierCount, counts, tiers_shown};
use super::honours::Honours;
use super::names::{announced, disclosed, in_force};
use crate::assess::Results;
use crate::model::{Day, Programme, Season, SitePolicy};
use crate::plan::values::ProgrammeValue;

#[derive(Serialize)]
pub(super) struct Home<'a> {
    programmes: Vec<HomeItem<'a>>,
}

impl<'a> Home<'a> {
    pub(super) fn new(programmes: &[OfProgramme<'a>]) -> Self {
        let items = programmes.iter().filter_map(|one| HomeItem::new(one.seasons, &one.honours));
        Self { programmes: items.collect() }
    }
}

#[derive(Serialize)]
struct HomeItem<'a> {
    #[serde(flatten)]
    programme: ProgrammeValue<'a>,
    href: String,
    latest: SeasonLink,
    /// How many hold each tier, once it may be told.
    tiers: Vec<TierCount<'a>>,
    past: Vec<SeasonLink>,
}

impl<'a> HomeItem<'a> {
    fn new(seasons: &'a [Results<'a>], honours: &Honours<'a>) -> Option<Self> {
        let programme = honours.programme;
        let href = format!("{}/", programme.id);
        let results = seasons.last()?;
        let tiers_told = announced(results) && tiers_shown(results);
        Some(Self {
            programme: ProgrammeValue::for_pages(programme),
            latest: SeasonLink::new(results, &href),
            tiers: if tiers_told { counts(results, true).tiers } else { Vec::new() },
            past: past(seasons, honours, &href),
            href,
        })
    }
}

/// A programme's rules, and the seasons that it has pages for.
#[derive(Serialize)]
pub(super) struct ProgrammePage<'a> {
    pub(super) programme: &'a Programme,
    season: &'a Season,
    seasons: Vec<SeasonLink>,
    /// All but the latest of them, and those known from the table of past results alone.
    past: Vec<SeasonLink>,
    /// Whether there is a list of all participants with awards.
    has_holders: bool,
}

impl<'a> ProgrammePage<'a> {
    /// That of a programme, of which these are the seasons, by year; none if there is no season.
    pub(super) fn new(seasons: &'a [Results], honours: &Honours<'a>) -> Option<Self> {
        let data = seasons.last()?.data;
        let links = seasons.iter().rev().map(|season| SeasonLink::new(season, ""));
        Some(Self {
            programme: &data.programme,
            season: &data.season,
            seasons: links.collect(),
            past: past(seasons, honours, ""),
            has_holders: honours.has_holders(),
        })
    }
}

#[derive(Serialize)]
struct SeasonLink {
    year: i16,
    /// From the programme's page, or from the home page.
    href: String,
    announced: bool,
    results_date: Option<Day>,
    /// How many entries the season's page names, once it does.
    count: Option<usize>,
}

/// The seasons before the latest, each with a page, the latest of them first.
fn past(seasons: &[Results], honours: &Honours, base: &str) -> Vec<SeasonLink> {
    let earlier = seasons.split_last().map_or(&[][..], |(_, earlier)| earlier);
    let mut links: Vec<_> = earlier.iter().map(|results| SeasonLink::new(results, base)).collect();
    links.extend(honours.past_years().map(|year| SeasonLink::past(year, base)));
    links.sort_by_key(|link| std::cmp::Reverse(link.year));
    links
}

impl SeasonLink {
    /// That of a season known from the table of past results alone.
    fn past(year: i16, base: &str) -> Self {
        let href = format!("{base}{year}/");
        Self { year, href, announced: true, results_date: None, count: None }
    }

    fn new(results: &Results, base: &str) -> Self {
        let season = &results.data.season;
        let announced = announced(results);
        let certified = results.data.programme.disclosure.site == SitePolicy::Certified;
        let named = |at: &usize| {
            if certified { in_force(results, *at) } else { disclosed(results, *at) }
        };
        Self {
            year: season.year,
            href: format!("{base}{}/", season.year),
            announced,
            results_date: season.dates.results,
            count: announced.then(|| (0..results.entries.len()).filter(named).count()),
        }
    }
}
