//! Stylesheets, fonts and scripts. Each is named after what it holds, so that a server may let readers keep
//! it for good: what changes has another name.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::page::{Pages, site_job};
use crate::assess::Results;
use crate::model::{Assets, Language, Theme};
use crate::plan::values::json;
use crate::plan::{Job, Work, hex};

/// The faces of the site: name, family, weight.
const FACES: [(&str, &str, u16); 3] = [
    ("sans-400", "Noto Sans HK", 400),
    ("sans-700", "Noto Sans HK", 700),
    ("serif-700", "Noto Serif HK", 700),
];

/// What a page names of the assets of its language, from the root of the site.
#[derive(Clone, Serialize)]
pub(super) struct Names {
    style: String,
    /// The fonts of the first view.
    fonts: Vec<String>,
    /// Files that are the same for all languages, by their names among the templates.
    files: BTreeMap<String, String>,
}

/// What the stylesheet of a language receives.
#[derive(Serialize)]
struct Style<'a> {
    faces: Vec<Face>,
    programmes: Vec<Themed<'a>>,
}

#[derive(Serialize)]
struct Face {
    family: &'static str,
    weight: u16,
    /// Beside the stylesheet.
    href: String,
}

#[derive(Serialize)]
struct Themed<'a> {
    id: &'a str,
    theme: &'a Theme,
}

/// Adds to `jobs` what the pages of all languages use; returns what each language's pages call it.
pub(super) fn assets<'a>(
    pages: &Pages,
    languages: &'a [Language],
    (all, assets): (&[Results], &Assets),
    jobs: &mut Vec<Job>,
) -> BTreeMap<&'a str, Names> {
    let files = files(assets, jobs);
    let fonts = assets.fonts.iter().map(|(path, bytes)| format!("{path} {}\n", bytes.len()));
    let fonts: String = fonts.collect();
    let names = languages.iter().map(|language| {
        let characters = characters(pages, language, assets);
        let faces = FACES.map(|(name, family, weight)| {
            let hash = hash(&[fonts.as_bytes(), characters.as_bytes()]);
            let file = format!("{}-{name}.{hash}.woff2", language.id);
            let work = Work::WebFont { family, weight, characters: characters.clone() };
            jobs.push(site_job(&format!("assets/{file}"), work));
            Face { family, weight, href: file }
        });
        let fonts = [&faces[0], &faces[2]].map(|face| format!("assets/{}", face.href));
        let programmes = super::latest(all).map(|results| &*results.data.programme);
        let programmes =
            programmes.map(|programme| Themed { id: programme.id.as_str(), theme: &programme.theme });
        let value = json(&Style { faces: faces.into(), programmes: programmes.collect() });
        let template = "site/style.css".to_owned();
        let source = assets.templates.get(&template).map(AsRef::as_ref).unwrap_or_default();
        let style = format!("assets/{}.{}.css", language.id, hash(&[source, value.as_bytes()]));
        jobs.push(site_job(&style, Work::Page { template, language: None, value }));
        let names = Names { style, fonts: fonts.into(), files: files.clone() };
        (language.id.as_str(), names)
    });
    names.collect()
}

/// Adds to `jobs` the files that go to the site as they are.
fn files(assets: &Assets, jobs: &mut Vec<Job>) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for (template, bytes) in &assets.templates {
        let Some(name) = template.strip_prefix("site/assets/") else { continue };
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let path = format!("assets/{stem}.{}.{extension}", hash(&[bytes]));
        jobs.push(site_job(&path, Work::Asset { template: template.clone() }));
        files.insert(name.to_owned(), path);
    }
    files
}

/// The beginning of a hash over some bytes.
fn hash(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    parts.iter().for_each(|part| hash.update(part));
    hex(&hash.finalize()[..5])
}

/// Every character that pages of a language may show: those of their data, of the templates and of the
/// messages of pages, sorted.
fn characters(pages: &Pages, language: &Language, assets: &Assets) -> String {
    let mut characters = BTreeSet::new();
    for said in pages.said(language) {
        characters.extend(said.chars());
    }
    for (path, bytes) in &assets.templates {
        if path.starts_with("site/") && path.ends_with(".html") {
            characters.extend(String::from_utf8_lossy(bytes).chars());
        }
    }
    let catalogue = assets.templates.get(&format!("messages/{}.toml", language.id));
    let catalogue = catalogue.map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
    // A fault of its own is shown where pages are made.
    let messages = catalogue.parse::<toml::Table>().ok();
    let messages = messages.and_then(|table| Some(table.get("site")?.to_string()));
    characters.extend(messages.iter().flat_map(|messages| messages.chars()));
    characters.into_iter().filter(|c| !c.is_control()).collect()
}
