//! The home page and the page of a programme.

use serde::Serialize;

use super::names::{announced, disclosed, in_force};
use crate::assess::Results;
use crate::model::{Day, Programme, Season, SitePolicy};
use crate::plan::values::ProgrammeValue;

#[derive(Serialize)]
pub(super) struct Home<'a> {
    programmes: Vec<HomeItem<'a>>,
}

impl<'a> Home<'a> {
    pub(super) fn new(all: &'a [Results]) -> Self {
        Self { programmes: super::latest(all).map(HomeItem::new).collect() }
    }
}

#[derive(Serialize)]
struct HomeItem<'a> {
    #[serde(flatten)]
    programme: ProgrammeValue<'a>,
    href: String,
    latest: SeasonLink,
}

impl<'a> HomeItem<'a> {
    fn new(results: &'a Results) -> Self {
        let programme = &results.data.programme;
        Self {
            programme: ProgrammeValue::for_pages(programme),
            href: format!("{}/", programme.id),
            latest: SeasonLink::new(results, &format!("{}/", programme.id)),
        }
    }
}

/// A programme's rules, and the seasons that it has pages for.
#[derive(Serialize)]
pub(super) struct ProgrammePage<'a> {
    pub(super) programme: &'a Programme,
    season: &'a Season,
    seasons: Vec<SeasonLink>,
}

impl<'a> ProgrammePage<'a> {
    /// That of a programme, of which these are the seasons, by year; none if there is no season.
    pub(super) fn new(seasons: &'a [Results]) -> Option<Self> {
        let data = seasons.last()?.data;
        let links = seasons.iter().rev().map(|season| SeasonLink::new(season, ""));
        Some(Self { programme: &data.programme, season: &data.season, seasons: links.collect() })
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

impl SeasonLink {
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
