//! The pages of the site as they are collected: each is drafted with what is its own, and finished with
//! what all share once every page is known.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::OfProgramme;
use super::assets::Names;
use super::card::Cards;
use crate::assess::Results;
use crate::model::{BaseUrl, Day, Id, Language, Text};
use crate::plan::values::json;
use crate::plan::{Job, LateText, Target, Work};

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
    own: Own<'a>,
}

/// What a page says itself: made when it is asked for, for that of ten thousand pages at once would take
/// more memory than all else.
type Own<'a> = Box<dyn Fn() -> Said + Send + Sync + 'a>;

/// What a page says itself.
#[derive(Clone)]
pub(super) struct Said {
    /// What its template may show, as JSON.
    pub(super) own: String,
    /// What describes it to search engines, as JSON-LD.
    pub(super) data: Option<String>,
}

/// All pages of the site.
pub(super) struct Pages<'a> {
    frame: Frame<'a>,
    drafts: Vec<Draft<'a>>,
    /// The hash of what the pages of each language say, by its id.
    said: BTreeMap<&'a str, Sha256>,
}

/// What the pages share.
#[derive(Clone)]
struct Frame<'a> {
    languages: &'a [Language],
    nav: Vec<(&'a Id, &'a Text)>,
    base: Option<&'a BaseUrl>,
    as_of: Day,
    cards: Cards,
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
    pub(super) fn new(
        all: &'a [Results<'a>],
        languages: &'a [Language],
        programmes: &[OfProgramme<'a>],
    ) -> Self {
        let nav = super::latest(all).map(|results| {
            let programme = &results.data.programme;
            (&programme.id, &programme.name)
        });
        let base = all.iter().find_map(|results| results.data.programme.site.base_url.as_ref());
        let (nav, cards) = (nav.collect(), Cards::new(programmes));
        let frame = Frame { languages, nav, base, as_of: all[0].as_of, cards };
        Self { frame, drafts: Vec::new(), said: BTreeMap::new() }
    }

    /// Adds a page that says what `own` makes, each time the same; `rest` is its folder below that of its
    /// language, and ends in `/` or is empty.
    pub(super) fn add(
        &mut self,
        spot: Spot<'a>,
        rest: &str,
        own: impl Fn() -> Said + Send + Sync + 'a,
    ) {
        let said = self.said.entry(spot.language.id.as_str()).or_default();
        said.update(own().own);
        self.drafts.push(Draft { spot, rest: rest.to_owned(), own: Box::new(own) });
    }

    /// A hash over what the pages of a language say.
    pub(super) fn said(&self, language: &Language) -> Vec<u8> {
        let said = self.said.get(language.id.as_str()).cloned().unwrap_or_default();
        said.finalize().to_vec()
    }

    /// The folders of the pages that search engines may list, each with all its twins, below those of
    /// the languages.
    pub(super) fn listed(&self) -> impl Iterator<Item = &str> {
        let first = self.frame.languages.first().map(|language| &language.id);
        let own =
            move |draft: &&Draft| draft.spot.has_twins && Some(&draft.spot.language.id) == first;
        self.drafts.iter().filter(own).map(|draft| draft.rest.as_str())
    }

    /// An address within the site, where it has one.
    pub(super) fn address(&self, path: &str) -> Option<String> {
        self.frame.address(path)
    }

    /// The pages as jobs, each with its language's assets.
    pub(super) fn jobs(self, assets: &BTreeMap<&str, Names>) -> Vec<Job<'a>> {
        let shared = self.frame.languages.iter().map(|language| {
            let id = language.id.as_str();
            (id, Arc::new((self.frame.clone(), assets[id].clone())))
        });
        let shared: BTreeMap<_, _> = shared.collect();
        let job = |draft: Draft<'a>| {
            let shared = Arc::clone(&shared[draft.spot.language.id.as_str()]);
            let file = if draft.is_lost() { "404" } else { "index" };
            let path = format!("{}{file}.html", draft.folder());
            let work = Work::Page {
                template: format!("site/{}.html", draft.spot.template),
                language: Some(draft.spot.language.id.to_string()),
                value: LateText::made(move || shared.0.value(&draft, &shared.1)),
            };
            site_job(&path, work)
        };
        self.drafts.into_iter().map(job).collect()
    }
}

impl Draft<'_> {
    /// Its folder, from the root of the site.
    fn folder(&self) -> String {
        match self.spot.has_twins {
            true => format!("{}/{}", self.spot.language.id, self.rest),
            false => self.rest.clone(),
        }
    }

    /// Whether it stands in place of a page that is not there.
    fn is_lost(&self) -> bool {
        self.spot.template == super::NOT_FOUND
    }
}

impl Frame<'_> {
    fn address(&self, path: &str) -> Option<String> {
        self.base.map(|base| format!("{base}/{path}"))
    }

    /// All that a page may show, as JSON.
    fn value(&self, draft: &Draft, assets: &Names) -> String {
        let (Said { own, data }, language, rest) =
            ((draft.own)(), draft.spot.language, &draft.rest);
        // What is not there is told at whatever depth it was looked for.
        let (folder, lost) = (draft.folder(), draft.is_lost());
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
        joined(json(&common), &own)
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
