//! Stylesheets, fonts and scripts. Each is named after what it holds, so that a server may let readers keep
//! it for good: what changes has another name.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::page::{Pages, site_job};
use crate::assess::Results;
use crate::model::{Assets, Language, Theme};
use crate::plan::values::json;
use crate::plan::{Face, Job, LateText, Work, hex};

/// The template of the stylesheet that all pages share.
const STYLE: &str = "site/style.css";

/// The folder of those for a kind of page.
const STYLES: &str = "site/styles/";

/// Files by the name that pages know them by, from the root of the site.
pub(super) type Files = BTreeMap<String, String>;

/// What a page names of the assets of its language, from the root of the site.
#[derive(Clone, Serialize)]
pub(super) struct Names {
    style: String,
    fonts: Vec<String>,
    /// Files that are the same for all languages, by their names among the templates.
    files: Files,
}

/// What the stylesheet of a language receives.
#[derive(Serialize)]
struct Style<'a> {
    faces: Vec<FaceFile>,
    programmes: Vec<Themed<'a>>,
}

#[derive(Serialize)]
struct FaceFile {
    face: Face,
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
    (all, assets, files): (&[Results], &Assets, &Files),
    jobs: &mut Vec<Job>,
) -> BTreeMap<&'a str, Names> {
    let styles: Vec<_> = stylesheets(assets).collect();
    let shown =
        styles.iter().flat_map(|style| String::from_utf8_lossy(style).chars().collect::<Vec<_>>());
    let always: BTreeSet<_> = shown.filter(|c| !c.is_ascii()).collect();
    let always: String = (' '..='~').chain(always).collect();
    let names = languages.iter().map(|language| {
        let said = said(pages, language, assets);
        let faces = Face::ALL.map(|face| {
            let (name, weight) = (if face == Face::Sans { "sans" } else { "serif" }, face.font().1);
            let href = format!("{}-{name}.{said}.woff2", language.id);
            let (language, always, pages) = (language.id.to_string(), always.clone(), said.clone());
            let work = Work::WebFont { face, language, always, pages };
            jobs.push(site_job(&format!("assets/{href}"), work));
            FaceFile { face, weight, href }
        });
        let fonts = faces.iter().map(|face| format!("assets/{}", face.href)).collect();
        let programmes = super::latest(all).map(|results| &*results.data.programme);
        let programmes = programmes
            .map(|programme| Themed { id: programme.id.as_str(), theme: &programme.theme });
        let value = json(&Style { faces: faces.into(), programmes: programmes.collect() });
        let style = stylesheet(Some(language), (STYLE, value), assets, jobs);
        let names = Names { style, fonts, files: files.clone() };
        (language.id.as_str(), names)
    });
    names.collect()
}

/// Adds a stylesheet to `jobs`, made of a template and what it receives, with the words of a language if it is
/// one of a language; returns its path.
fn stylesheet(
    language: Option<&Language>,
    (template, value): (&str, String),
    assets: &Assets,
    jobs: &mut Vec<Job>,
) -> String {
    let name = template.rsplit('/').next().unwrap_or(template).trim_end_matches(".css");
    let name = language.map_or(name, |language| language.id.as_str());
    let words =
        language.and_then(|language| assets.templates.get(&Assets::messages(language.id.as_str())));
    // One may include another.
    let parts = stylesheets(assets).chain(words.map(AsRef::as_ref));
    let parts: Vec<_> = parts.chain([template.as_bytes(), value.as_bytes()]).collect();
    let path = format!("assets/{name}.{}.css", hash(&parts));
    let (template, language) = (template.to_owned(), language.map(|one| one.id.to_string()));
    let value = LateText::Ready(value);
    jobs.push(site_job(&path, Work::Page { template, language, value }));
    path
}

/// The templates of all stylesheets.
fn stylesheets(assets: &Assets) -> impl Iterator<Item = &[u8]> {
    let all = assets.templates.iter();
    let styles = all.filter(|(path, _)| *path == STYLE || path.starts_with(STYLES));
    styles.map(|(_, bytes)| &**bytes)
}

/// A hash over all that decides on what the pages of a language say: their data, the templates of pages and
/// the messages. The fonts go by their names and lengths, which is enough to tell one from another.
fn said(pages: &Pages, language: &Language, assets: &Assets) -> String {
    let messages = Assets::messages(language.id.as_str());
    let templates = assets.templates.iter();
    let templates = templates.filter(|(path, _)| path.starts_with("site/") || **path == messages);
    let fonts = assets.fonts.iter().map(|(path, font)| format!("{path} {}", font.len()));
    let fonts = fonts.collect::<Vec<_>>().join("\n");
    let said = pages.said(language);
    let parts: Vec<_> =
        templates.map(|(_, bytes)| &**bytes).chain([said.as_slice(), fonts.as_bytes()]).collect();
    hash(&parts)
}

/// The script that checks signatures.
const CREDENTIAL: &str = "credential.js";

/// Adds to `jobs` the files that are the same for all languages: those of the templates as they are, the
/// stylesheets of kinds of pages, and what the search looks through, if there is anything. Where there are no
/// credentials, `signs` is false and nothing checks them.
pub(super) fn files(
    (assets, signs): (&Assets, bool),
    search: Option<String>,
    jobs: &mut Vec<Job>,
) -> Files {
    let mut files = Files::new();
    for (template, bytes) in &assets.templates {
        let name = template.strip_prefix("site/assets/");
        let Some(name) = name.filter(|name| signs || *name != CREDENTIAL) else { continue };
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let path = format!("assets/{stem}.{}.{extension}", hash(&[bytes]));
        jobs.push(site_job(&path, Work::Asset { template: template.clone() }));
        files.insert(name.to_owned(), path);
    }
    for template in assets.templates.keys() {
        let Some(name) = template.strip_prefix(STYLES).filter(|name| !name.contains('/')) else {
            continue;
        };
        let path = stylesheet(None, (template, json(&super::Plain {})), assets, jobs);
        files.insert(name.to_owned(), path);
    }
    if let Some(text) = search {
        let path = format!("assets/search.{}.json", hash(&[text.as_bytes()]));
        jobs.push(site_job(&path, Work::Text { text: LateText::Ready(text) }));
        files.insert("search.json".to_owned(), path);
    }
    files
}

/// The beginning of a hash over some bytes.
fn hash(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    parts.iter().for_each(|part| hash.update(part));
    hex(&hash.finalize()[..5])
}
