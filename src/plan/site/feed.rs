//! What is new, for readers of feeds: Atom 1.0 (RFC 4287), one feed a language.

use std::collections::BTreeSet;

use serde::Serialize;

use super::OfProgramme;
use super::certificate::CertificatePage;
use super::honours::Honours;
use super::names::announced;
use super::page::{Pages, site_job};
use crate::assess::Results;
use crate::model::{Day, Id, Language, Programme, SitePolicy, Text};
use crate::plan::values::json;
use crate::plan::{Job, LateText, Work};

/// How many entries a feed has at most.
const MOST: usize = 50;

/// What `feed.xml` receives.
#[derive(Serialize)]
struct Feed<'a> {
    lang: &'a str,
    tag: &'a str,
    languages: &'a [Language],
    address: String,
    home: String,
    /// The day of its latest entry, else that of the build.
    updated: Day,
    authors: Vec<&'a Text>,
    entries: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    address: String,
    #[serde(flatten)]
    news: &'a News<'a>,
}

/// Something that was announced.
#[derive(Serialize)]
struct News<'a> {
    /// The day it was announced.
    day: Day,
    /// The folder of its page, below that of the language.
    page: String,
    programme: &'a Text,
    organiser: &'a Text,
    #[serde(flatten)]
    what: What<'a>,
}

#[derive(Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
enum What<'a> {
    /// The results of a season: how many entries of how many participants were honoured.
    Results { season: i16, winners: usize, participants: usize },
    /// A certificate in force.
    Certificate { name: &'a Text, participant: &'a Text, number: &'a str, valid_until: Day },
}

/// The feed of each language, where the site has an address.
pub(super) fn jobs<'a>(
    pages: &Pages,
    languages: &'a [Language],
    programmes: &[OfProgramme<'a>],
) -> Vec<Job<'a>> {
    let mut news: Vec<_> = programmes.iter().flat_map(news).collect();
    news.sort_by(|one, other| (other.day, &one.page).cmp(&(one.day, &other.page)));
    news.truncate(MOST);
    let first = programmes.first().and_then(|programme| programme.seasons.last());
    let Some(as_of) = first.map(|results| results.as_of) else {
        return Vec::new();
    };
    let feed = |language: &'a Language| {
        let address = |rest: &str| pages.address(&format!("{}/{rest}", language.id));
        let entries =
            news.iter().filter_map(|news| Some(Entry { address: address(&news.page)?, news }));
        let mut authors: Vec<_> =
            programmes.iter().map(|one| &one.honours.programme.organiser).collect();
        authors.dedup();
        let value = json(&Feed {
            lang: language.id.as_str(),
            tag: &language.tag,
            languages,
            address: address("feed.xml")?,
            home: address("")?,
            updated: news.first().map_or(as_of, |news| news.day),
            authors,
            entries: entries.collect(),
        });
        let (template, own) = ("site/feed.xml".to_owned(), Some(language.id.to_string()));
        let work = Work::Page { template, language: own, value: LateText::Ready(value) };
        Some(site_job(&format!("{}/feed.xml", language.id), work))
    };
    languages.iter().filter_map(feed).collect()
}

/// What a programme announced.
fn news<'a>(OfProgramme { seasons, honours, certificates, .. }: &OfProgramme<'a>) -> Vec<News<'a>> {
    match honours.programme.disclosure.site {
        SitePolicy::Certified => certified(certificates, honours.programme),
        SitePolicy::Winners | SitePolicy::Leaders => {
            let out = seasons.iter().filter(|results| announced(results));
            out.filter_map(|results| season_news(results, honours)).collect()
        }
    }
}

fn season_news<'a>(results: &'a Results<'a>, honours: &Honours<'a>) -> Option<News<'a>> {
    let (programme, season) = (honours.programme, results.data.season.year);
    let given: Vec<_> = honours.of_year(season).collect();
    let participants: BTreeSet<&Id> = given.iter().map(|honour| honour.participant.0).collect();
    let winners = given.iter().filter(|honour| honour.entry.is_some()).count();
    let what = What::Results { season, winners, participants: participants.len() };
    let page = format!("{}/{season}/", programme.id);
    Some(of(programme, results.data.season.dates.results?, page, what))
}

fn certified<'a>(
    pages: &[(String, CertificatePage<'a>)],
    programme: &'a Programme,
) -> Vec<News<'a>> {
    let in_force = pages.iter().filter(|(_, page)| page.is_in_force());
    let news = in_force.map(|(path, page)| {
        let brand = &page.brand;
        let what = What::Certificate {
            name: brand.name,
            participant: brand.participant,
            number: brand.number,
            valid_until: brand.valid_until,
        };
        of(programme, brand.issued, path.clone(), what)
    });
    news.collect()
}

fn of<'a>(programme: &'a Programme, day: Day, page: String, what: What<'a>) -> News<'a> {
    News { day, page, programme: &programme.name, organiser: &programme.organiser, what }
}
