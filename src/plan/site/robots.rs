//! What search engines read: which pages there are, each with its twins.

use serde::Serialize;

use super::page::{Pages, site_job};
use crate::model::Language;
use crate::plan::values::json;
use crate::plan::{Job, LateText, Work};

/// What `sitemap.xml` receives.
#[derive(Serialize)]
struct Sitemap<'a> {
    languages: &'a [Language],
    pages: Vec<Listed>,
    /// The page where a language is chosen.
    root: String,
}

/// A page in all languages.
#[derive(Serialize)]
struct Listed {
    /// Its address in each language, in the order of the languages.
    addresses: Vec<String>,
    /// That for who speaks none of them.
    fallback: String,
}

/// `sitemap.xml` and `robots.txt`, where the site has an address.
pub(super) fn jobs<'a>(pages: &Pages, languages: &[Language]) -> Vec<Job<'a>> {
    let (Some(root), Some(sitemap)) = (pages.address(""), pages.address("sitemap.xml")) else {
        return Vec::new();
    };
    let listed = pages.listed().filter_map(|rest| {
        let address = |language: &Language| pages.address(&format!("{}/{rest}", language.id));
        let addresses: Vec<_> = languages.iter().filter_map(address).collect();
        let first = addresses.first()?.clone();
        Some(Listed { fallback: if rest.is_empty() { root.clone() } else { first }, addresses })
    });
    let value = json(&Sitemap { languages, pages: listed.collect(), root: root.clone() });
    let value = LateText::Ready(value);
    let template = "site/sitemap.xml".to_owned();
    let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n");
    vec![
        site_job("sitemap.xml", Work::Page { template, language: None, value }),
        site_job("robots.txt", Work::Text { text: LateText::Ready(robots) }),
    ]
}
