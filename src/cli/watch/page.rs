//! The page around what is looked at: lists of all files, and what is wrong.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Tera};

use super::preview::{State, Status};

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("watch.css");
const SCRIPT: &str = include_str!("watch.js");

/// So many of the files that were made last are listed apart.
const LAST: usize = 40;

/// All that the page shows. Its template escapes every text.
#[derive(Serialize)]
struct Page<'a> {
    base: &'a str,
    /// By which the browser knows our own style and script. They stand in the page: the server answers one request
    /// after the other, and a browser may stop reading a page until it has what the page asks for.
    nonce: &'a str,
    style: &'static str,
    script: &'static str,
    status: &'static str,
    said: &'a str,
    errors: &'a [String],
    warnings: &'a [String],
    files: usize,
    made: usize,
    last: Vec<Listed<'a>>,
    parts: Vec<Part<'a>>,
    shown: Option<Shown<'a>>,
}

/// A part of what is built, with its folders.
#[derive(Serialize)]
struct Part<'a> {
    name: &'static str,
    folders: Vec<Folder<'a>>,
}

#[derive(Serialize)]
struct Folder<'a> {
    name: String,
    files: Vec<Listed<'a>>,
}

#[derive(Serialize)]
struct Listed<'a> {
    href: String,
    label: &'a str,
    about: Option<&'a str>,
    made: bool,
    /// Why it was made, among those that were made last.
    cause: Option<&'a str>,
    current: bool,
}

/// What is looked at.
#[derive(Serialize)]
struct Shown<'a> {
    path: &'a str,
    file: &'a str,
    folder: &'a str,
    about: Option<&'a str>,
    cause: Option<&'a str>,
    /// How it is shown; none if there is no such file.
    kind: Option<&'static str>,
    version: String,
    source: String,
    text: Option<String>,
}

/// The page, with the path of what is looked at and, of a text, what it says. `base` is what all addresses begin
/// with.
pub(super) fn page(
    state: &State,
    base: &str,
    (shown, text): (Option<&str>, Option<String>),
) -> String {
    let mut folders: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for path in state.files.keys() {
        let (group, label) = place(path);
        let listed = listed_as(state, path, (base, shown));
        folders.entry(group).or_default().push(Listed { label, cause: None, ..listed });
    }
    let mut parts = PARTS.map(|name| Part { name, folders: Vec::new() });
    for ((part, name), files) in folders {
        parts[part].folders.push(Folder { name, files });
    }
    let last = state.made.keys().filter(|path| state.files.contains_key(*path)).take(LAST);
    let page = Page {
        base,
        nonce: base.trim_start_matches('/'),
        style: STYLE,
        script: SCRIPT,
        status: match state.status {
            Status::Building => "building",
            Status::Done => "done",
            Status::Failed => "failed",
        },
        said: &state.said,
        errors: &state.errors,
        warnings: &state.warnings,
        files: state.files.len(),
        made: state.made.len(),
        last: last.map(|path| listed_as(state, path, (base, shown))).collect(),
        parts: parts.into_iter().filter(|part| !part.folders.is_empty()).collect(),
        shown: shown.map(|path| shown_as(state, base, (path, text))),
    };
    let mut tera = Tera::default();
    tera.add_raw_template("page.html", PAGE).expect("a template of our own");
    let context = Context::from_serialize(&page).expect("text, lists and maps");
    tera.render("page.html", &context).expect("all that the template names is there")
}

fn listed_as<'a>(
    state: &'a State,
    path: &'a str,
    (base, shown): (&str, Option<&str>),
) -> Listed<'a> {
    Listed {
        href: format!("{base}/show/{}", encoded(path)),
        label: within_season(path),
        about: state.names.get(path).map(String::as_str),
        made: state.made.contains_key(path),
        cause: state.made.get(path).map(String::as_str),
        current: shown == Some(path),
    }
}

fn shown_as<'a>(
    state: &'a State,
    base: &str,
    (path, text): (&'a str, Option<String>),
) -> Shown<'a> {
    let version = state.version(path);
    let kind = version.as_ref().map(|_| kind(path));
    let version = version.unwrap_or_default();
    let source = format!("{base}/files/{version}/{}", encoded(path));
    Shown {
        path,
        file: file_name(path),
        folder: path.rsplit_once('/').map_or("", |(folder, _)| folder),
        about: state.names.get(path).map(String::as_str),
        cause: state.made.get(path).map(String::as_str),
        kind,
        version,
        source,
        text,
    }
}

const PARTS: [&str; 4] = ["Reports", "Artwork", "Site", "Secretariat"];

/// The part that a file belongs to, as an index, with its folder there; and what it is called in it. Pages of the
/// site lie in a folder each, and are listed by language and programme.
fn place(path: &str) -> ((usize, String), &str) {
    let parts: Vec<_> = path.split('/').collect();
    let joined = |parts: &[&str]| parts.join(" / ");
    match &parts[..] {
        ["private", programme, year, part, folders @ .., file] => {
            let at = match *part {
                "reports" => 0,
                "artwork" => 1,
                _ => 3,
            };
            let season = format!("{programme} {year}");
            let folder = joined(&[&[&*season], folders].concat());
            ((at, folder), file)
        }
        ["site", folders @ .., file] => {
            let group = &folders[..folders.len().min(2)];
            let begin = "site/".len() + group.iter().map(|part| part.len() + 1).sum::<usize>();
            let rest = path.get(begin..).unwrap_or(file);
            let label = rest.strip_suffix("index.html").filter(|page| !page.is_empty());
            ((2, joined(group)), label.unwrap_or(rest))
        }
        _ => ((3, String::new()), path),
    }
}

/// A path without what all files of its season, or of the site, have in common.
fn within_season(path: &str) -> &str {
    let skipped = if path.starts_with("private/") { 4 } else { 1 };
    path.splitn(skipped + 1, '/').nth(skipped).unwrap_or(path)
}

fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, end)| end)
}

/// Whether a file is shown as the text it is.
pub(super) fn is_text(path: &str) -> bool {
    kind(path) == "text"
}

fn kind(path: &str) -> &'static str {
    match extension(path) {
        "pdf" => "pdf",
        "html" => "page",
        "svg" | "png" => "image",
        "csv" | "txt" | "json" | "xml" | "css" | "js" => "text",
        _ => "other",
    }
}

/// A text of which the end may be cut off: UTF-8, or UTF-16 where it begins with a mark of that.
pub(super) fn decode(bytes: &[u8]) -> String {
    match bytes {
        [0xff, 0xfe, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            String::from_utf16_lossy(&units.collect::<Vec<_>>())
        }
        _ => String::from_utf8_lossy(bytes).trim_start_matches('\u{feff}').to_owned(),
    }
}

/// A path as it stands in an address.
fn encoded(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                address.push(char::from(byte));
            }
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}
