//! The pages of the public site: no score of anybody, and no name but those the programme
//! discloses (`RULES.md`, *What may be known by whom*).

mod archive;
mod assets;
mod award;
mod card;
mod certificate;
mod claims;
mod data;
mod described;
mod directory;
mod feed;
mod holders;
mod honours;
mod known;
mod names;
mod page;
mod paged;
mod programme;
mod published;
mod robots;
mod search;
mod signing;

use std::sync::Arc;

use archive::{ArchivePage, ArchiveRows};
use award::{Rows, results_page};
pub(super) use card::Card;
use certificate::CertificatesPage;
use directory::directory;
use holders::{HolderPage, holders_pages};
use honours::Honours;
use known::OfProgramme;
pub(super) use known::sign;
use names::announced;
use page::{Pages, Said, Spot, site_job};
use paged::folders;
use programme::{Home, ProgrammePage};
use serde::Serialize;
use signing::Signing;
pub use signing::{NewKey, Signatures};

use super::values::json;
use super::{Job, LateText, Work};
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
    let programmes: Arc<[_]> = programmes(all).filter_map(OfProgramme::new).collect();
    let mut pages = Pages::new(all, languages, &programmes);
    doors(&mut pages, languages);
    for language in languages {
        Site { programmes: &programmes, language, pages: &mut pages }.add();
    }
    programmes.iter().for_each(|programme| programme.review(problems));
    let mut jobs: Vec<_> =
        (0..programmes.len()).flat_map(|at| public_data(&programmes, at)).collect();
    jobs.extend(programmes.iter().filter_map(|one| one.signing.as_ref()).flat_map(Signing::jobs));
    let search = search::index(languages, &programmes);
    let signs = programmes.iter().any(OfProgramme::publishes_credentials);
    let files = assets::files((templates, signs), search, &mut jobs);
    let names = assets::assets(&pages, languages, (all, templates, &files), &mut jobs);
    jobs.extend(card::jobs(all, &programmes));
    jobs.extend(robots::jobs(&pages, languages));
    jobs.extend(feed::jobs(&pages, languages, &programmes));
    jobs.extend(pages.jobs(&names));
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

/// What the seasons of a programme, by its place, say for programs; nothing of those that are not announced.
fn public_data<'a>(programmes: &Arc<[OfProgramme<'a>]>, at: usize) -> Vec<Job<'a>> {
    let OfProgramme { seasons, honours, .. } = &programmes[at];
    let job = |year, say: Box<dyn Fn(&Honours<'a>) -> String + Send + Sync + 'a>| {
        let programmes = Arc::clone(programmes);
        let text = LateText::made(move || say(&programmes[at].honours));
        site_job(&data::path(&honours.programme.id, year), Work::Text { text })
    };
    let out = seasons.iter().filter(|results| announced(results));
    let own = out.map(|results| {
        let season = &results.data.season;
        job(
            season.year,
            Box::new(|honours| match honours.programme.disclosure.site {
                SitePolicy::Certified => {
                    data::certification(honours, results, &directory(results, honours))
                }
                _ => data::award(honours, season.year, season.dates.results),
            }),
        )
    });
    let past = honours.past_years();
    let past = past.map(|year| job(year, Box::new(move |of| data::award(of, year, None))));
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
            pages.add(spot, "", || Said { own: json(&Plain {}), data: None });
        }
    }
}

/// The pages of a language.
struct Site<'p, 'a> {
    programmes: &'p Arc<[OfProgramme<'a>]>,
    language: &'a Language,
    pages: &'p mut Pages<'a>,
}

impl<'a> Site<'_, 'a> {
    /// Adds all of them.
    fn add(mut self) {
        self.page("home", "", &Home::new(self.programmes));
        self.page("accessibility", "accessibility/", &Plain {});
        for at in 0..self.programmes.len() {
            self.programme(&self.programmes[at]);
            self.seasons(at);
            self.holders(at);
        }
    }

    /// Adds a page; `rest` is its folder below that of the language, and ends in `/` or is empty.
    fn page(&mut self, template: &'static str, rest: &str, own: &impl Serialize) {
        let own = json(own);
        let said = Said { own, data: None };
        self.pages.add(self.spot(template), rest, move || said.clone());
    }

    /// Adds a page that says what is made of a programme, by its place, when it is asked for.
    fn large(
        &mut self,
        (template, rest): (&'static str, &str),
        at: usize,
        say: impl Fn(&OfProgramme<'a>) -> Said + Send + Sync + 'a,
    ) {
        let programmes = Arc::clone(self.programmes);
        self.pages.add(self.spot(template), rest, move || say(&programmes[at]));
    }

    fn spot(&self, template: &'static str) -> Spot<'a> {
        Spot { language: self.language, has_twins: true, template }
    }

    /// The address of a page, where the site has one.
    fn address(&self, rest: &str) -> Option<String> {
        self.pages.address(&format!("{}/{rest}", self.language.id))
    }

    /// Adds the page of a programme, and one for each certificate.
    fn programme(&mut self, OfProgramme { seasons, honours, certificates, .. }: &OfProgramme<'a>) {
        let Some(own) = ProgrammePage::new(seasons, honours) else { return };
        let data = Some(described::organiser(own.programme, self.language));
        let path = format!("{}/", own.programme.id);
        let said = Said { own: json(&own), data };
        self.pages.add(self.spot("programme"), &path, move || said.clone());
        for (path, page) in certificates {
            self.page("certificate", path, page);
        }
        if let Some(list) = CertificatesPage::new(certificates) {
            let path = format!("{}/certificates/", honours.programme.id);
            self.page("certificates", &path, &list);
        }
    }

    /// Adds a page for each season of a programme, by its place.
    fn seasons(&mut self, at: usize) {
        let OfProgramme { seasons, honours, .. } = &self.programmes[at];
        let (seasons, programme) = (*seasons, honours.programme);
        let past: Vec<_> = honours.past_years().collect();
        for results in seasons {
            let season = &results.data.season;
            let path = format!("{}/{}/", programme.id, season.year);
            if programme.disclosure.site == SitePolicy::Certified {
                self.large(("directory", &path), at, move |of| Said {
                    own: json(&directory(results, &of.honours)),
                    data: None,
                });
            } else {
                self.results(results, at, &path);
            }
        }
        for year in past {
            let first = format!("{}/{year}/", programme.id);
            let rows = Arc::new(ArchiveRows::new(&self.programmes[at].honours, year));
            for (page, path) in folders(&first, rows.len()).into_iter().enumerate() {
                let (rows, first) = (Arc::clone(&rows), first.clone());
                self.large(("archive", &path), at, move |of| Said {
                    own: json(&ArchivePage::new(&of.honours, year, &rows, (&first, page))),
                    data: None,
                });
            }
        }
    }

    /// Adds the pages of a season of an award, whose first is in a folder; its programme by its place.
    fn results(&mut self, results: &'a Results<'a>, at: usize, first: &str) {
        let (programme, season) = (&results.data.programme, &results.data.season);
        let data = described::presentation((programme, season), self.language, self.address(first));
        let rows = Arc::new(Rows::new(results));
        for (page, path) in folders(first, rows.len()).into_iter().enumerate() {
            let (rows, first) = (Arc::clone(&rows), first.to_owned());
            let data = data.clone().filter(|_| page == 0);
            self.large(("results", &path), at, move |of| Said {
                own: json(&results_page(results, &of.honours, &rows, (&first, page))),
                data: data.clone(),
            });
        }
    }

    /// Adds a page for each participant of a programme, by its place, with public honours, and the list
    /// of them.
    fn holders(&mut self, at: usize) {
        let programmes = Arc::clone(self.programmes);
        let OfProgramme { seasons, honours, .. } = &programmes[at];
        let holders = honours.holders();
        let latest = seasons.last().map_or(0, |results| results.data.season.year);
        for (path, page) in holders_pages(honours, &holders, latest) {
            self.page("participants", &path, &page);
        }
        let language = self.language;
        for holder in &holders {
            let (id, path) = (holder.id, honours::page(honours.programme, holder.id));
            let address = self.address(&path);
            self.large(("participant", &path), at, move |of| {
                let honours = &of.honours;
                let holder = honours.holder(id);
                let data = described::holder(honours, &holder, language, address.clone());
                Said {
                    own: json(&HolderPage::new(honours, &holder, of.signing.as_ref())),
                    data: Some(data),
                }
            });
        }
    }
}
