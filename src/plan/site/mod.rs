//! The pages of the public site: no score of anybody, and no name but those the programme
//! discloses (design, *What may be known by whom*).

mod assets;
mod award;
mod certificate;
mod directory;
mod names;
mod page;
mod programme;
mod robots;

use award::results_page;
use certificate::certificate_pages;
use directory::directory;
use page::{Pages, Spot, Told};
use programme::{Home, ProgrammePage};
use serde::Serialize;

use super::Job;
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
    let mut pages = Pages::new(all, languages);
    doors(&mut pages, languages);
    for language in languages {
        Site { all, language, pages: &mut pages }.add();
    }
    let mut jobs = Vec::new();
    let names = assets::assets(&pages, languages, (all, templates), &mut jobs);
    jobs.extend(pages.jobs(&names));
    jobs.extend(robots::jobs(&pages, languages));
    jobs
}

/// The languages that all programmes share; none if there is no programme.
fn languages<'a>(all: &'a [Results], problems: &mut Diagnostics) -> Option<&'a [Language]> {
    let first = &all.first()?.data.programme;
    let other = all.iter().map(|results| &results.data.programme);
    let other = other.filter(|other| other.languages != first.languages).next();
    if let Some(other) = other {
        let message = format!("programmes `{}` and `{}` differ in languages", first.id, other.id);
        let help = "list the same languages in the same order, or keep them in two folders of \
                    data, for they share one site";
        problems.push(Diagnostic::error(message).help(help));
        return None;
    }
    Some(&first.languages)
}

/// The latest season of each programme; seasons stand by programme, then year.
fn latest<'r, 'a>(all: &'r [Results<'a>]) -> impl Iterator<Item = &'r Results<'a>> {
    let programmes = all.chunk_by(|one, next| one.data.programme.id == next.data.programme.id);
    programmes.filter_map(<[_]>::last)
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
            pages.add(spot, "", &Plain {}, Told::default());
        }
    }
}

/// The pages of a language.
struct Site<'p, 'a> {
    all: &'a [Results<'a>],
    language: &'a Language,
    pages: &'p mut Pages<'a>,
}

impl<'a> Site<'_, 'a> {
    /// Adds all of them.
    fn add(mut self) {
        self.page("home", "", &Home::new(self.all));
        self.page("accessibility", "accessibility/", &Plain {});
        let all = self.all;
        for seasons in all.chunk_by(|one, next| one.data.programme.id == next.data.programme.id) {
            self.programme(seasons);
        }
    }

    /// Adds a page; `rest` is its folder below that of the language, and ends in `/` or is empty.
    fn page(&mut self, template: &'static str, rest: &str, own: &impl Serialize) {
        let spot = Spot { language: self.language, has_twins: true, template };
        self.pages.add(spot, rest, own, Told::default());
    }

    /// Adds the pages of a programme, of which these are the seasons, by year.
    fn programme(&mut self, seasons: &'a [Results<'a>]) {
        let Some(own) = ProgrammePage::new(seasons) else { return };
        self.page("programme", &format!("{}/", own.programme.id), &own);
        for (path, page) in certificate_pages(seasons.iter()) {
            self.page("certificate", &path, &page);
        }
        for results in seasons {
            let path = format!("{}/{}/", own.programme.id, results.data.season.year);
            if own.programme.disclosure.site == SitePolicy::Certified {
                self.page("directory", &path, &directory(results));
            } else {
                self.page("results", &path, &results_page(results));
            }
        }
    }
}
