//! The pages of the public site: no score of anybody, and no name but those the programme
//! discloses (design, *What may be known by whom*).

mod archive;
mod assets;
mod award;
mod card;
mod certificate;
mod data;
mod described;
mod directory;
mod feed;
mod holders;
mod honours;
mod names;
mod page;
mod programme;
mod robots;
mod search;

use archive::ArchivePage;
use award::results_page;
pub(super) use card::Card;
use certificate::{CertificatePage, CertificatesPage, certificate_pages};
use directory::directory;
use holders::{HolderPage, holders_pages};
use honours::Honours;
use names::announced;
use page::{Pages, Spot, site_job};
use programme::{Home, ProgrammePage};
use serde::Serialize;

use super::{Job, Work};
use crate::assess::Results;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Assets, Language, SitePolicy};

/// The template of the page for what is not there.
const NOT_FOUND: &str = "404";

/// Every file of the site. Reports programmes that do not speak the same languages, for every page
/// leads to all of them.
pub(super) fn jobs<'a>(
    all: &'a [Results],
    templates: &Assets,
    problems: &mut Diagnostics,
) -> Vec<Job<'a>> {
    let Some(languages) = languages(all, problems) else {
        return Vec::new();
    };
    let programmes: Vec<_> = programmes(all).filter_map(OfProgramme::new).collect();
    let mut pages = Pages::new(all, languages);
    doors(&mut pages, languages);
    for language in languages {
        Site { programmes: &programmes, language, pages: &mut pages }.add();
    }
    let mut jobs: Vec<_> = programmes.iter().flat_map(public_data).collect();
    let search = search::index(languages, &programmes);
    let files = assets::files(templates, search, &mut jobs);
    let names = assets::assets(&pages, languages, (all, templates, &files), &mut jobs);
    jobs.extend(pages.jobs(&names));
    jobs.extend(card::jobs(all));
    jobs.extend(robots::jobs(&pages, languages));
    jobs.extend(feed::jobs(&pages, languages, &programmes));
    jobs
}

/// The languages that all programmes share; none if there is no programme.
fn languages<'a>(all: &'a [Results], problems: &mut Diagnostics) -> Option<&'a [Language]> {
    let first = &all.first()?.data.programme;
    let mut other = all.iter().map(|results| &results.data.programme);
    let other = other.find(|other| other.languages != first.languages);
    if let Some(other) = other {
        let message = format!("programmes `{}` and `{}` differ in languages", first.id, other.id);
        let help = "list the same languages in the same order, or keep them in two folders of \
                    data, for they share one site";
        problems.push(Diagnostic::error(message).help(help));
        return None;
    }
    Some(&first.languages)
}

/// The seasons of each programme; they stand by programme, then year.
fn programmes<'r, 'a>(all: &'r [Results<'a>]) -> impl Iterator<Item = &'r [Results<'a>]> {
    all.chunk_by(|one, next| one.data.programme.id == next.data.programme.id)
}

/// The latest season of each programme.
fn latest<'r, 'a>(all: &'r [Results<'a>]) -> impl Iterator<Item = &'r Results<'a>> {
    programmes(all).filter_map(<[_]>::last)
}

/// What the seasons of a programme say for programs; nothing of those that are not announced.
fn public_data<'a>(OfProgramme { seasons, honours, .. }: &OfProgramme<'a>) -> Vec<Job<'a>> {
    let id = &honours.programme.id;
    let job = |year, text| site_job(&data::path(id, year), Work::Text { text });
    let out = seasons.iter().filter(|results| announced(results));
    let own = out.map(|results| {
        let season = &results.data.season;
        let text = match honours.programme.disclosure.site {
            SitePolicy::Certified => {
                data::certification(honours, results, &directory(results, honours))
            }
            _ => data::award(honours, season.year, season.dates.results),
        };
        job(season.year, text)
    });
    let past = honours.past_years().map(|year| job(year, data::award(honours, year, None)));
    own.chain(past).collect()
}

/// A page that has no more to say than its template.
#[derive(Serialize)]
struct Plain {}

/// Adds the pages that belong to no language: where one is chosen, and what stands in place of a page
/// that is not there.
fn doors<'a>(pages: &mut Pages<'a>, languages: &'a [Language]) {
    if let Some(language) = languages.first() {
        for template in ["index", NOT_FOUND] {
            let spot = Spot { language, has_twins: false, template };
            pages.add(spot, ("", &Plain {}), None);
        }
    }
}

/// What several pages and files need of a programme, worked out once.
struct OfProgramme<'a> {
    /// By year.
    seasons: &'a [Results<'a>],
    /// What may be said of whom over them.
    honours: Honours<'a>,
    /// The verification pages by their folders.
    certificates: Vec<(String, CertificatePage<'a>)>,
}

impl<'a> OfProgramme<'a> {
    /// None if there is no season.
    fn new(seasons: &'a [Results<'a>]) -> Option<Self> {
        let certificates = certificate_pages(seasons.iter());
        Some(Self { seasons, honours: Honours::new(seasons)?, certificates })
    }
}

/// The pages of a language.
struct Site<'p, 'a> {
    programmes: &'p [OfProgramme<'a>],
    language: &'a Language,
    pages: &'p mut Pages<'a>,
}

impl<'a> Site<'_, 'a> {
    /// Adds all of them.
    fn add(mut self) {
        self.page("home", "", &Home::new(self.programmes));
        self.page("accessibility", "accessibility/", &Plain {});
        for programme in self.programmes {
            self.programme(programme);
            self.seasons(programme.seasons, &programme.honours);
            self.holders(programme.seasons, &programme.honours);
        }
    }

    /// Adds a page; `rest` is its folder below that of the language, and ends in `/` or is empty.
    fn page(&mut self, template: &'static str, rest: &str, own: &impl Serialize) {
        self.described(template, rest, own, None);
    }

    /// Adds a page with its description for search engines.
    fn described(
        &mut self,
        template: &'static str,
        rest: &str,
        own: &impl Serialize,
        data: Option<String>,
    ) {
        let spot = Spot { language: self.language, has_twins: true, template };
        self.pages.add(spot, (rest, own), data);
    }

    /// The address of a page, where the site has one.
    fn address(&self, rest: &str) -> Option<String> {
        self.pages.address(&format!("{}/{rest}", self.language.id))
    }

    /// Adds the page of a programme, and one for each certificate.
    fn programme(&mut self, OfProgramme { seasons, honours, certificates }: &OfProgramme<'a>) {
        let Some(own) = ProgrammePage::new(seasons, honours) else { return };
        let data = described::organiser(own.programme, self.language);
        self.described("programme", &format!("{}/", own.programme.id), &own, Some(data));
        for (path, page) in certificates {
            self.page("certificate", path, page);
        }
        if let Some(list) = CertificatesPage::new(certificates) {
            let path = format!("{}/certificates/", honours.programme.id);
            self.page("certificates", &path, &list);
        }
    }

    /// Adds a page for each season.
    fn seasons(&mut self, seasons: &'a [Results<'a>], honours: &Honours<'a>) {
        let programme = honours.programme;
        for results in seasons {
            let season = &results.data.season;
            let path = format!("{}/{}/", programme.id, season.year);
            if programme.disclosure.site == SitePolicy::Certified {
                self.page("directory", &path, &directory(results, honours));
            } else {
                let address = self.address(&path);
                let data = described::presentation((programme, season), self.language, address);
                self.described("results", &path, &results_page(results, honours), data);
            }
        }
        for year in honours.past_years() {
            let path = format!("{}/{year}/", programme.id);
            self.page("archive", &path, &ArchivePage::new(honours, year));
        }
    }

    /// Adds a page for each participant with public honours, and the list of them.
    fn holders(&mut self, seasons: &'a [Results<'a>], honours: &Honours<'a>) {
        let holders = honours.holders();
        let latest = seasons.last().map_or(0, |results| results.data.season.year);
        for (path, page) in holders_pages(honours, &holders, latest) {
            self.page("participants", &path, &page);
        }
        for holder in &holders {
            let Some(path) = honours.page(holder.id) else { continue };
            let data = described::holder(honours, holder, self.language, self.address(&path));
            self.described("participant", &path, &HolderPage::new(honours, holder), Some(data));
        }
    }
}
