//! What files are made with beside their data, as it is now.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::Studio;
use crate::model::{Assets, Bytes, Id};
use crate::plan::{Job, Sources, Work, hex};

/// The hashes of all that could be used, by the names of [`Sources`].
pub(super) struct Hashes {
    standing: BTreeMap<String, String>,
    /// What programmes have of their own.
    own: BTreeMap<Id, BTreeMap<String, String>>,
}

impl Hashes {
    pub(super) fn new(assets: &Assets, fonts: &str) -> Self {
        let mut standing = templates(&assets.templates);
        let pages = assets.templates.iter().filter(|(path, _)| is_page(path));
        standing.insert(Sources::PAGES.to_owned(), digest(pages));
        standing.insert(Sources::FONTS.to_owned(), fonts.to_owned());
        standing.insert(Sources::VERSION.to_owned(), env!("CARGO_PKG_VERSION").to_owned());
        let own = assets.own.iter().map(|(id, own)| {
            let pictures = own.pictures.iter().map(|(path, file)| (path[1..].to_owned(), file));
            let pictures = pictures.map(|(path, file)| (name(&path), digest([(&path, file)])));
            (id.clone(), templates(&own.templates).into_iter().chain(pictures).collect())
        });
        Self { standing, own: own.collect() }
    }

    fn of(&self, job: &Job, name: &str) -> Option<&String> {
        let own = job.programme().and_then(|id| self.own.get(id)?.get(name));
        own.or_else(|| self.standing.get(name))
    }
}

impl Studio<'_> {
    /// The hash that something a job is made with has now, by its name among [`Sources`].
    pub fn source(&self, job: &Job, name: &str) -> Option<String> {
        self.hashes.of(job, name).cloned()
    }

    /// What a job was made with: the templates that a document has read, by path; of others, what their
    /// kind is made with.
    pub(super) fn sources(&self, job: &Job, read: BTreeSet<String>) -> Sources {
        let mut names: Vec<_> = read.iter().map(|path| name(path)).collect();
        match &job.work {
            Work::Document { .. } | Work::WebFont { .. } => names.push(Sources::FONTS.to_owned()),
            Work::Page { language, .. } => {
                names.push(Sources::PAGES.to_owned());
                names.extend(language.iter().map(|id| name(&Assets::messages(id))));
            }
            Work::Asset { template } => names.push(name(template)),
            Work::Table { .. } | Work::DataMerge { .. } | Work::Workbook(_) | Work::Text { .. } => {
            }
        }
        names.push(Sources::VERSION.to_owned());
        let known =
            names.into_iter().filter_map(|name| Some((name.clone(), self.source(job, &name)?)));
        Sources(known.collect())
    }
}

fn name(path: &str) -> String {
    format!("{}{path}", Sources::TEMPLATES)
}

fn is_page(path: &str) -> bool {
    path.starts_with("site/") && !path.starts_with("site/assets/")
}

fn templates(files: &BTreeMap<String, Bytes>) -> BTreeMap<String, String> {
    files.iter().map(|file| (name(file.0), digest([file]))).collect()
}

/// Those that are built in change with plaudit alone, and are large.
pub(super) fn of_fonts(assets: &Assets) -> String {
    if assets.fonts.values().all(|font| matches!(font, Cow::Borrowed(_))) {
        return "built-in".to_owned();
    }
    digest(&assets.fonts)
}

/// A hash over paths and bytes.
fn digest<'a>(files: impl IntoIterator<Item = (&'a String, &'a Bytes)>) -> String {
    let mut hash = Sha256::new();
    for (path, bytes) in files {
        for part in [path.as_bytes(), bytes] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    hex(&hash.finalize())
}
