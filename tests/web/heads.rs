//! What pages tell search engines and browsers of themselves, and that files and references agree.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::markup::{Tag, tags};
use crate::run::text;
use crate::site::{Site, site};

/// The most bytes of a page with its stylesheets as servers send them, packed.
const MOST_SENT: usize = 18_000;

/// The languages that every page speaks, by their folders, and what stands for all others.
const LANGUAGES: [(&str, &str); 2] = [("zh", "zh-Hant-HK"), ("en", "en-HK")];
const ANY: &str = "x-default";

/// The links of a page's head, by `rel`.
fn links<'p>(page: &'p str, rel: &str) -> Vec<Tag<'p>> {
    let links = tags(page).into_iter().filter(|tag| tag.name == "link");
    links.filter(|tag| tag.get("rel") == Some(rel)).collect()
}

/// The addresses of a page in each language; those of feeds and the like have none.
fn alternates(page: &str) -> BTreeMap<String, String> {
    let links = links(page, "alternate").into_iter();
    let pairs = links.filter_map(|tag| Some((tag.get("hreflang")?, tag.get("href")?)));
    pairs.map(|(language, href)| (language.to_owned(), href.to_owned())).collect()
}

/// Whether a page is for readers to come back to, and not what stands in place of one.
fn is_listed(page: &str) -> bool {
    let metas = tags(page).into_iter().filter(|tag| tag.name == "meta");
    let mut robots = metas.filter(|tag| tag.get("name") == Some("robots"));
    !robots.any(|tag| tag.get("content").is_some_and(|content| content.contains("noindex")))
}

fn language(path: &str) -> Option<(&'static str, &'static str)> {
    LANGUAGES.into_iter().find(|(id, _)| path.starts_with(&format!("{id}/")))
}

#[test]
fn every_page_names_itself_and_its_twins_which_name_it_back() {
    let site = site();
    let pages: BTreeMap<_, _> = site.pages().collect();
    assert!(pages.len() > 90, "{} pages", pages.len());
    for (path, page) in &pages {
        let alternates = alternates(page);
        let expected: BTreeSet<_> = LANGUAGES.iter().map(|(_, tag)| *tag).chain([ANY]).collect();
        assert_eq!(
            alternates.keys().map(String::as_str).collect::<BTreeSet<_>>(),
            expected,
            "{path}"
        );
        for (tag, address) in &alternates {
            let target = site.file(address).unwrap_or_default();
            assert!(pages.contains_key(target.as_str()), "{path}: {tag} is {address}");
        }
        let canonical = links(page, "canonical");
        let canonical: Vec<_> = canonical.iter().filter_map(|tag| tag.get("href")).collect();
        if !is_listed(page) {
            assert!(canonical.is_empty(), "{path} stands at no address of its own");
            continue;
        }
        assert_eq!(canonical, [site.address(path)], "{path}");
        let Some((id, tag)) = language(path) else { continue };
        assert_eq!(alternates[tag], site.address(path), "{path}");
        assert_eq!(
            tags(page).iter().find(|tag| tag.name == "html").and_then(|tag| tag.get("lang")),
            Some(tag)
        );
        for (other, other_tag) in LANGUAGES {
            let twin = path.replacen(id, other, 1);
            assert_eq!(alternates[other_tag], site.address(&twin), "{path}");
            assert_eq!(self::alternates(pages[twin.as_str()]), alternates, "{path} and {twin}");
        }
    }
}

#[test]
fn the_sitemap_lists_the_pages_and_what_they_say_of_their_twins() {
    let site = site();
    let sitemap = text(&site.files["sitemap.xml"]);
    let xml = roxmltree::Document::parse(&sitemap).expect("XML");
    let mut listed = BTreeMap::new();
    for url in xml.root_element().children().filter(|node| node.is_element()) {
        let mut children = url.children().filter(|node| node.is_element());
        let address = children.next().and_then(|loc| loc.text()).expect("an address");
        let twins = children.filter_map(|link| {
            Some((link.attribute("hreflang")?.to_owned(), link.attribute("href")?.to_owned()))
        });
        let again = listed.insert(address.to_owned(), twins.collect::<BTreeMap<_, _>>());
        assert!(again.is_none(), "{address} stands twice");
    }
    // Where a language is chosen is no page in a language: its twins lead there by `x-default`.
    let pages = site.pages().filter(|(path, page)| is_listed(page) && language(path).is_some());
    let pages: BTreeMap<_, _> =
        pages.map(|(path, page)| (site.address(path), alternates(page))).collect();
    assert_eq!(listed, pages);
    let robots = text(&site.files["robots.txt"]);
    assert!(robots.contains(&format!("Sitemap: {}sitemap.xml", site.base)), "{robots}");
}

#[test]
fn every_page_has_a_strict_policy_and_keeps_to_it() {
    for (path, page) in site().pages() {
        let tags = tags(page);
        let policy =
            tags.iter().find(|tag| tag.get("http-equiv") == Some("Content-Security-Policy"));
        let policy = policy.and_then(|tag| tag.get("content")).unwrap_or_default();
        let rules: Vec<_> = policy.split(';').map(str::trim).collect();
        for rule in
            ["default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'"]
        {
            assert!(rules.contains(&rule), "{path}: no `{rule}` in `{policy}`");
        }
        assert!(!policy.contains("unsafe") && !policy.contains("http"), "{path}: {policy}");
        for tag in &tags {
            let own = tag.attributes().find(|name| *name == "style" || name.starts_with("on"));
            assert_eq!(own, None, "{path}: <{}>", tag.name);
            assert_ne!(tag.name, "style", "{path}");
            // Data for machines is not run.
            let data = tag.get("type") == Some("application/ld+json");
            assert!(tag.name != "script" || tag.get("src").is_some() || data, "{path}");
        }
    }
}

/// The attributes that name something for the browser to fetch, or the reader to go to.
const NAMING: [&str; 5] = ["href", "src", "srcset", "action", "poster"];

#[test]
fn no_page_leads_elsewhere_but_to_the_organiser() {
    let site = site();
    for (path, page) in site.pages() {
        for tag in tags(page) {
            for value in NAMING.iter().filter_map(|name| tag.get(name)) {
                let scheme = value.split_once(':').map_or("", |(scheme, _)| scheme);
                let elsewhere =
                    !scheme.is_empty() && !value.starts_with(&site.base) || value.starts_with("//");
                // Readers may write, call, or visit the organiser; a browser by itself fetches nothing.
                let contact =
                    tag.name == "a" && ["https", "http", "mailto", "tel"].contains(&scheme);
                assert!(!elsewhere || contact, "{path}: <{}> has `{value}`", tag.name);
            }
        }
    }
}

/// The file within the site that something in a file refers to.
fn target(site: &Site, from: &str, reference: &str) -> Option<String> {
    let reference = reference.split(['#', '?']).next().unwrap_or_default();
    if reference.starts_with(&site.base) {
        return site.file(reference);
    }
    if reference.contains(':') || reference.is_empty() {
        return None;
    }
    let root = format!("/{}/", crate::site::PATH);
    let (base, below) = match reference.strip_prefix(&root) {
        Some(below) => ("", below),
        None => (from.rsplit_once('/').map_or("", |(folder, _)| folder), reference),
    };
    let mut parts: Vec<_> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in below.split('/') {
        match part {
            "" | "." => {}
            ".." => assert!(parts.pop().is_some(), "{from}: `{reference}` leaves the site"),
            name => parts.push(name),
        }
    }
    let folder = below.is_empty() || below.ends_with(['/', '.']);
    let path = parts.join("/");
    Some(match (folder, path.is_empty()) {
        (true, true) => "index.html".to_owned(),
        (true, false) => path + "/index.html",
        (false, _) => path,
    })
}

/// Every reference of a page or a stylesheet: from attributes and `url()`.
fn references(path: &str, content: &str) -> Vec<String> {
    if path.ends_with(".css") {
        let urls = content.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
        return urls.map(|url| url.trim_matches(['"', '\'']).to_owned()).collect();
    }
    let mut all = Vec::new();
    for tag in tags(content) {
        all.extend(NAMING.iter().filter_map(|name| tag.get(name)).map(str::to_owned));
        // A picture for those who share the page, and what a script of the site reads.
        let card = tag.get("property") == Some("og:image");
        all.extend(
            tag.get("content").filter(|value| card && value.contains('/')).map(str::to_owned),
        );
        let data = tag.attributes().filter(|name| name.starts_with("data-"));
        let files = data.filter_map(|name| tag.get(name)).filter(|value| value.contains("assets/"));
        all.extend(files.map(str::to_owned));
    }
    all
}

#[test]
fn every_reference_has_its_file_and_every_file_is_referred_to() {
    let site = site();
    let mut used = BTreeSet::new();
    for (path, bytes) in site.files.iter() {
        if path.ends_with(".html") || path.ends_with(".css") {
            for reference in references(path, &text(bytes)) {
                let Some(target) = target(site, path, &reference) else { continue };
                assert!(site.files.contains_key(&target), "{path} refers to `{reference}`");
                used.insert(target);
            }
        }
        // A signed file names its issuer and its list by their addresses.
        if path.ends_with(".json") {
            let said = text(bytes);
            let addresses = said.split('"').filter_map(|part| part.split('#').next());
            let own = path.as_str();
            used.extend(addresses.filter_map(|part| site.file(part)).filter(|to| to != own));
        }
    }
    // What servers, search engines and readers by address find by themselves.
    let known = ["404.html", "index.html", "robots.txt", "sitemap.xml"];
    let all = site.files.keys().filter(|path| !known.contains(&path.as_str()));
    let unused: Vec<_> = all.filter(|path| !used.contains(*path)).collect();
    assert!(unused.is_empty(), "nothing refers to {unused:?}");
}

#[test]
fn assets_are_named_after_what_they_hold() {
    let site = site();
    let assets: Vec<_> =
        site.files.keys().filter_map(|path| path.strip_prefix("assets/")).collect();
    assert!(assets.len() > 5, "{assets:?}");
    for name in assets {
        let parts: Vec<_> = name.split('.').collect();
        let [stem, hash, ending] = parts[..] else {
            panic!("`{name}` is a name, a hash and an ending")
        };
        let hashed =
            hash.len() == 10 && hash.bytes().all(|byte| b"0123456789abcdef".contains(&byte));
        assert!(!stem.is_empty() && hashed && !ending.is_empty(), "{name}");
    }
    // All that a page loads by itself is among them, and may be kept for good.
    for (path, page) in site.pages() {
        for tag in
            tags(page).into_iter().filter(|tag| ["link", "script", "img"].contains(&tag.name))
        {
            let value = tag.get("src").or(tag.get("href")).unwrap_or_default();
            let of_page = ["canonical", "alternate"].map(Some).contains(&tag.get("rel"));
            assert!(
                of_page || value.is_empty() || value.contains("assets/"),
                "{path} loads `{value}`"
            );
        }
    }
}

fn packed(bytes: &[u8]) -> usize {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory takes what is written");
    encoder.finish().expect("memory takes what is written").len()
}

#[test]
fn a_page_and_its_stylesheets_are_small_as_they_are_sent() {
    let site = site();
    for (path, page) in site.pages() {
        let styles = links(page, "stylesheet");
        let styles: Vec<_> =
            styles.iter().filter_map(|tag| target(site, path, tag.get("href")?)).collect();
        assert_eq!(styles.len(), 2, "{path} has the stylesheet of all, and that of its kind");
        let styles: usize = styles.iter().map(|style| packed(&site.files[style])).sum();
        let sent = packed(page.as_bytes()) + styles;
        assert!(sent < MOST_SENT, "{path} is {sent} bytes with its stylesheets, packed");
    }
}

#[test]
fn the_first_view_of_a_language_takes_few_bytes_of_fonts() {
    let fonts = site().files.iter().filter(|(path, _)| path.ends_with(".woff2"));
    let mut sizes = BTreeMap::new();
    for (path, bytes) in fonts {
        assert_eq!(&bytes[..4], b"wOF2", "{path}");
        let language = path.trim_start_matches("assets/").split('-').next().unwrap_or_default();
        *sizes.entry(language.to_owned()).or_insert(0) += bytes.len();
    }
    assert!(sizes.len() > 1, "{sizes:?}");
    assert!(sizes.values().all(|size| *size < 250_000), "{sizes:?}");
}
