//! The pages of the site as they are collected: each is drafted with what is its own, and finished with
//! what all share once every page is known.

use std::collections::BTreeMap;

use serde::Serialize;

use super::assets::Names;
use super::card::Cards;
use crate::assess::Results;
use crate::model::{BaseUrl, Day, Id, Language, Text};
use crate::plan::values::json;
use crate::plan::{Job, Target, Work};

/// Where a page stands.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    /// Its language; the choice of languages and the page for what is not there have that of the first.
    pub(super) language: &'a Language,
    /// Whether it stands below the folder of its language, beside its twins in the others.
    pub(super) has_twins: bool,
    pub(super) template: &'static str,
}

/// A page without what all share.
struct Draft<'a> {
    spot: Spot<'a>,
    /// Its folder below that of the language: the same for its twins; ends in `/` or is empty.
    rest: String,
    own: String,
    /// JSON-LD.
    data: Option<String>,
}

/// All pages of the site.
pub(super) struct Pages<'a> {
    languages: &'a [Language],
    nav: Vec<(&'a Id, &'a Text)>,
    base: Option<&'a BaseUrl>,
    as_of: Day,
    cards: Cards<'a>,
    drafts: Vec<Draft<'a>>,
}

/// What every page receives beside its own part.
#[derive(Serialize)]
struct Common<'a> {
    lang: &'a str,
    tag: &'a str,
    languages: &'a [Language],
    /// From the page to the root of the site, `../../`.
    root: &'a str,
    /// The same page in each language, this one among them.
    twins: Vec<Twin<'a>>,
    /// The page for who speaks none of the languages.
    fallback: String,
    /// Its own address, where the site has one.
    address: Option<String>,
    nav: Vec<Link<'a>>,
    /// The day as seen from which the site was built.
    as_of: Day,
    /// Stylesheet, fonts and scripts, from the root of the site.
    assets: &'a Names,
    /// The feed of its language, from the root of the site.
    feed: Option<String>,
    /// JSON-LD.
    data: Option<&'a str>,
    /// The address of the picture that stands for it where it is shared.
    card: Option<String>,
}

/// The same page in a language.
#[derive(Serialize)]
struct Twin<'a> {
    id: &'a str,
    tag: &'a str,
    href: String,
    /// Its address, as search engines want it; where the site has none, as in `href`.
    address: String,
    /// Its language as networks write it, `zh_HK`.
    locale: String,
}

#[derive(Serialize)]
struct Link<'a> {
    id: &'a str,
    name: &'a Text,
    href: String,
}

impl<'a> Pages<'a> {
    pub(super) fn new(all: &'a [Results<'a>], languages: &'a [Language]) -> Self {
        let nav = super::latest(all).map(|results| {
            let programme = &results.data.programme;
            (&programme.id, &programme.name)
        });
        let base = all.iter().find_map(|results| results.data.programme.site.base_url.as_ref());
        let (nav, cards) = (nav.collect(), Cards::new(all));
        Self { languages, nav, base, as_of: all[0].as_of, cards, drafts: Vec::new() }
    }

    /// Adds a page; `rest` is its folder below that of its language, and ends in `/` or is empty. `data`
    /// describes it to search engines, as JSON-LD.
    pub(super) fn add(
        &mut self,
        spot: Spot<'a>,
        (rest, own): (&str, &impl Serialize),
        data: Option<String>,
    ) {
        self.drafts.push(Draft { spot, rest: rest.to_owned(), own: json(own), data });
    }

    /// What the pages of a language say, as JSON.
    pub(super) fn said(&self, language: &Language) -> impl Iterator<Item = &str> {
        let drafts = self.drafts.iter().filter(|draft| draft.spot.language.id == language.id);
        drafts.map(|draft| draft.own.as_str())
    }

    /// The folders of the pages that search engines may list, each with all its twins, below those of
    /// the languages.
    pub(super) fn listed(&self) -> impl Iterator<Item = &str> {
        let first = self.languages.first().map(|language| &language.id);
        let own =
            move |draft: &&Draft| draft.spot.has_twins && Some(&draft.spot.language.id) == first;
        self.drafts.iter().filter(own).map(|draft| draft.rest.as_str())
    }

    /// An address within the site, where it has one.
    pub(super) fn address(&self, path: &str) -> Option<String> {
        self.base.map(|base| format!("{base}/{path}"))
    }

    /// The pages as jobs, each with its language's assets.
    pub(super) fn jobs(&self, assets: &BTreeMap<&str, Names>) -> Vec<Job<'a>> {
        let job = |draft: &Draft<'a>| self.job(draft, &assets[draft.spot.language.id.as_str()]);
        self.drafts.iter().map(job).collect()
    }

    fn job(&self, draft: &Draft<'a>, assets: &Names) -> Job<'a> {
        let Draft { spot, rest, own, data } = draft;
        let language = spot.language;
        let folder = match spot.has_twins {
            true => format!("{}/{rest}", language.id),
            false => rest.clone(),
        };
        // What is not there is told at whatever depth it was looked for.
        let lost = spot.template == super::NOT_FOUND;
        let root = match lost {
            true => self.base.map_or_else(|| "/".to_owned(), path_of),
            false => "../".repeat(folder.matches('/').count()),
        };
        let twins = self.languages.iter().map(|twin| {
            let path = format!("{}/{rest}", twin.id);
            let href = format!("{root}{path}");
            let address = self.address(&path).unwrap_or_else(|| href.clone());
            Twin { id: twin.id.as_str(), tag: &twin.tag, href, address, locale: locale(&twin.tag) }
        });
        // Whoever has no language chooses one, or begins with the leading one.
        let fallback = match (rest.as_str(), self.languages.first()) {
            ("", _) | (_, None) => String::new(),
            (rest, Some(first)) => format!("{}/{rest}", first.id),
        };
        let nav = self.nav.iter().map(|(id, name)| {
            let href = format!("{root}{}/{id}/", language.id);
            Link { id: id.as_str(), name, href }
        });
        let common = Common {
            lang: language.id.as_str(),
            tag: &language.tag,
            languages: self.languages,
            twins: twins.collect(),
            fallback: self.address(&fallback).unwrap_or_else(|| format!("{root}{fallback}")),
            address: self.address(&folder).filter(|_| !lost),
            nav: nav.collect(),
            as_of: self.as_of,
            assets,
            feed: self.base.map(|_| format!("{}/feed.xml", language.id)),
            data: data.as_deref(),
            card: self.cards.of(rest).and_then(|card| self.address(&card)),
            root: &root,
        };
        let work = Work::Page {
            template: format!("site/{}.html", spot.template),
            language: Some(language.id.to_string()),
            value: joined(json(&common), own),
        };
        let file = if lost { "404" } else { "index" };
        site_job(&format!("{folder}{file}.html"), work)
    }
}

/// Language and region of a tag: `zh_HK` of zh-Hant-HK.
fn locale(tag: &str) -> String {
    let region = |part: &&str| part.len() == 2 && part.chars().all(|c| c.is_ascii_uppercase());
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    parts.find(region).map_or_else(|| language.to_owned(), |region| format!("{language}_{region}"))
}

/// The path of an address, which begins and ends in `/`.
fn path_of(base: &BaseUrl) -> String {
    let after = base.as_str().split_once("://").map_or("", |(_, rest)| rest);
    after.split_once('/').map_or_else(|| "/".to_owned(), |(_, path)| format!("/{path}/"))
}

/// Two JSON objects as one.
fn joined(mut common: String, own: &str) -> String {
    let own = own.strip_prefix('{').unwrap_or("}");
    common.pop();
    if own != "}" {
        common.push(',');
    }
    common + own
}

/// A file of the site.
pub(super) fn site_job<'a>(path: &str, work: Work<'a>) -> Job<'a> {
    let target = match work {
        Work::WebFont { .. } => Target::Fonts,
        _ => Target::Site,
    };
    Job { path: format!("site/{path}"), target, work }
}

#[cfg(test)]
mod tests {
    use super::{joined, locale, path_of};

    #[test]
    fn a_locale_is_language_and_region() {
        for (tag, expected) in
            [("zh-Hant-HK", "zh_HK"), ("en-HK", "en_HK"), ("zh-Hant", "zh"), ("pt", "pt")]
        {
            assert_eq!(locale(tag), expected);
        }
    }

    #[test]
    fn objects_are_joined_whatever_they_hold() {
        for (own, whole) in [("{}", r#"{"a":1}"#), (r#"{"b":2}"#, r#"{"a":1,"b":2}"#)] {
            assert_eq!(joined(r#"{"a":1}"#.to_owned(), own), whole);
        }
        assert_eq!(joined(r#"{"a":1}"#.to_owned(), "null"), r#"{"a":1}"#);
    }

    #[test]
    fn the_path_of_an_address_begins_and_ends_in_a_slash() {
        for (address, path) in [
            ("https://results.example", "/"),
            ("https://results.example/awards", "/awards/"),
            ("https://results.example:8443/a/b/", "/a/b/"),
        ] {
            assert_eq!(path_of(&address.parse().expect("an address")), path);
        }
    }
}
