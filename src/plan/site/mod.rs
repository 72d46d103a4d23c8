//! The pages of the public site: no score of anybody, and no name but those the programme
//! discloses (design, *What may be known by whom*).

mod award;
mod certificate;
mod directory;
mod names;

use std::collections::BTreeSet;

use award::results_page;
use certificate::certificate_pages;
use directory::directory;
use names::{announced, disclosed, in_force};
use serde::Serialize;

use super::values::{ProgrammeValue, json};
use super::{Job, Target, Work};
use crate::assess::Results;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Assets, Day, Language, Programme, Season, SitePolicy, Text, Theme};

/// Every file of the site. Reports programmes that do not speak the same languages, for every page
/// leads to all of them.
pub(super) fn jobs(
    all: &[Results],
    assets: &Assets,
    problems: &mut Diagnostics,
) -> Vec<Job<'static>> {
    let Some(first) = all.first() else {
        return Vec::new();
    };
    let languages = &first.data.programme.languages;
    for other in all.iter().map(|results| &results.data.programme) {
        if other.languages != *languages {
            let first = &first.data.programme.id;
            let message = format!("programmes `{first}` and `{}` differ in languages", other.id);
            let help = "list the same languages in the same order, or keep them in two folders of \
                        data, for they share one site";
            problems.push(Diagnostic::error(message).help(help));
            return Vec::new();
        }
    }
    let mut site = Site { all, languages, jobs: Vec::new() };
    site.choice();
    for language in languages {
        site.language(language);
    }
    let themes: Vec<_> = site.latest().map(|results| theme(&results.data.programme)).collect();
    site.jobs.push(job(
        "assets/programmes.css",
        Work::Page {
            template: "site/programme.css".to_owned(),
            language: None,
            value: json(&Themes { programmes: themes }),
        },
    ));
    let characters = characters(&site.jobs, assets);
    for (name, family, weight) in WEB_FONTS {
        let work = Work::WebFont { family, weight, characters: characters.clone() };
        site.jobs.push(job(&format!("assets/{name}.woff2"), work));
    }
    for template in assets.templates.keys() {
        if let Some(path) = template.strip_prefix("site/assets/") {
            let work = Work::Asset { template: template.clone() };
            site.jobs.push(job(&format!("assets/{path}"), work));
        }
    }
    site.jobs
}

/// Every character that pages may show: those of their data, of templates and of messages.
fn characters(jobs: &[Job], assets: &Assets) -> String {
    let mut characters = BTreeSet::new();
    for job in jobs {
        if let Work::Page { value, .. } = &job.work {
            characters.extend(value.chars());
        }
    }
    for (path, bytes) in &assets.templates {
        if path.starts_with("site/") || path.starts_with("messages/") {
            characters.extend(String::from_utf8_lossy(bytes).chars());
        }
    }
    characters.into_iter().filter(|c| !c.is_control()).collect()
}

/// The faces of the site: file, family, weight.
const WEB_FONTS: [(&str, &str, u16); 3] = [
    ("sans-400", "Noto Sans HK", 400),
    ("sans-700", "Noto Sans HK", 700),
    ("serif-700", "Noto Serif HK", 700),
];

fn job(path: &str, work: Work<'static>) -> Job<'static> {
    Job { path: format!("site/{path}"), target: Target::Site, work }
}

#[derive(Serialize)]
struct Themes<'a> {
    programmes: Vec<ThemeOf<'a>>,
}

#[derive(Serialize)]
struct ThemeOf<'a> {
    id: &'a str,
    theme: &'a Theme,
}

fn theme(programme: &Programme) -> ThemeOf<'_> {
    ThemeOf { id: programme.id.as_str(), theme: &programme.theme }
}

/// What every page receives, and its own part.
#[derive(Serialize)]
struct Page<'a, T> {
    lang: &'a str,
    tag: &'a str,
    languages: &'a [Language],
    /// From the page to the root of the site, `../../`.
    root: &'a str,
    /// From the root to the page.
    path: &'a str,
    twins: Vec<Twin<'a>>,
    nav: Vec<Link<'a>>,
    /// The day as seen from which the site was built.
    as_of: Day,
    #[serde(flatten)]
    own: T,
}

/// The same page in a language.
#[derive(Serialize)]
struct Twin<'a> {
    id: &'a str,
    tag: &'a str,
    href: String,
}

#[derive(Serialize)]
struct Link<'a> {
    id: &'a str,
    name: &'a Text,
    href: String,
}

/// Where a page stands.
struct Spot<'l> {
    /// From the root of the site to the page.
    folder: String,
    /// The part of it below the language.
    rest: &'l str,
    language: &'l Language,
}

struct Site<'a> {
    all: &'a [Results<'a>],
    languages: &'a [Language],
    jobs: Vec<Job<'static>>,
}

impl<'a> Site<'a> {
    /// The latest season of each programme; seasons stand by programme, then year.
    fn latest(&self) -> impl Iterator<Item = &'a Results<'a>> + use<'a> {
        let all = self.all;
        all.iter().enumerate().filter_map(|(at, results)| {
            let next = all.get(at + 1).map(|next| &next.data.programme.id);
            (next != Some(&results.data.programme.id)).then_some(results)
        })
    }

    /// Adds the page at the root, which leads to each language.
    fn choice(&mut self) {
        if let Some(leading) = self.languages.first() {
            self.add(Spot { folder: String::new(), rest: "", language: leading }, "index", ());
        }
    }

    /// Adds a page in a language; `rest`, which ends in `/` or is empty, is the same for all.
    fn page(
        &mut self,
        rest: &str,
        template: &'static str,
        language: &Language,
        own: impl Serialize,
    ) {
        let folder = format!("{}/{rest}", language.id);
        self.add(Spot { folder, rest, language }, template, own);
    }

    fn add(&mut self, spot: Spot, template: &'static str, own: impl Serialize) {
        let Spot { folder, rest, language } = spot;
        let root = "../".repeat(folder.matches('/').count());
        let twins = self.languages.iter().map(|twin| Twin {
            id: twin.id.as_str(),
            tag: &twin.tag,
            href: format!("{root}{}/{rest}", twin.id),
        });
        let nav = self.latest().map(|results| {
            let programme = &results.data.programme;
            let href = format!("{root}{}/{}/", language.id, programme.id);
            Link { id: programme.id.as_str(), name: &programme.name, href }
        });
        let value = Page {
            lang: language.id.as_str(),
            tag: &language.tag,
            languages: self.languages,
            root: &root,
            path: &folder,
            twins: twins.collect(),
            nav: nav.collect(),
            as_of: self.all[0].as_of,
            own,
        };
        let work = Work::Page {
            template: format!("site/{template}.html"),
            language: Some(language.id.to_string()),
            value: json(&value),
        };
        self.jobs.push(job(&format!("{folder}index.html"), work));
    }

    /// Adds all pages of a language.
    fn language(&mut self, language: &Language) {
        let latest: Vec<_> = self.latest().collect();
        let programmes = latest.iter().map(|results| home_item(results)).collect();
        self.page("", "home", language, Home { programmes });
        for results in latest {
            let programme = &*results.data.programme;
            let all = self.all;
            let seasons = all.iter().filter(|other| other.data.programme.id == programme.id);
            for (path, page) in certificate_pages(seasons.clone()) {
                self.page(&path, "certificate", language, page);
            }
            let seasons = seasons.map(|season| SeasonLink::new(season, "")).rev().collect();
            let own = ProgrammePage { programme, season: &results.data.season, seasons };
            self.page(&format!("{}/", programme.id), "programme", language, own);
        }
        for results in self.all {
            let path = format!("{}/{}/", results.data.programme.id, results.data.season.year);
            if results.data.programme.disclosure.site == SitePolicy::Certified {
                self.page(&path, "directory", language, directory(results));
            } else {
                self.page(&path, "results", language, results_page(results));
            }
        }
    }
}

#[derive(Serialize)]
struct Home<'a> {
    programmes: Vec<HomeItem<'a>>,
}

#[derive(Serialize)]
struct HomeItem<'a> {
    #[serde(flatten)]
    programme: ProgrammeValue<'a>,
    href: String,
    latest: SeasonLink,
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

fn home_item<'a>(results: &'a Results) -> HomeItem<'a> {
    let programme = &results.data.programme;
    HomeItem {
        programme: ProgrammeValue::for_pages(programme),
        href: format!("{}/", programme.id),
        latest: SeasonLink::new(results, &format!("{}/", programme.id)),
    }
}

#[derive(Serialize)]
struct ProgrammePage<'a> {
    programme: &'a Programme,
    season: &'a Season,
    seasons: Vec<SeasonLink>,
}
