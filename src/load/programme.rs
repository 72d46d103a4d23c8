//! A programme file, and whether what it says makes sense.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::path::Path;

use super::columns::advice;
use super::document::Document;
use super::files::Files;
use super::glyphs::Coverage;
use super::pictures;
use crate::diagnostics::{Diagnostic, Diagnostics, MachineError};
use crate::model::{Id, Kind, Programme};

/// Reads and checks `<programme>/programme.toml`, and gives it with its text; `None` if it cannot be
/// used.
pub(super) fn read(
    files: &Files,
    folder: &str,
    coverage: &Coverage,
    problems: &mut Diagnostics,
) -> Result<Option<(Document, Programme)>, MachineError> {
    let path = Path::new(folder).join("programme.toml");
    let Some((document, programme)) = Document::read::<Programme>(files, &path, problems)? else {
        return Ok(None);
    };
    let mut check =
        Check { document: &document, programme: &programme, problems, misleading: false };
    check.identity(folder);
    check.contact();
    check.placeholders();
    check.scoring();
    check.weights();
    check.tiers();
    check.pass_and_tiers();
    check.months();
    check.streams();
    check.unique_ids();
    check.deductions();
    check.criteria();
    check.recognitions();
    check.credit_points();
    check.certification();
    check.disclosure();
    check.artwork();
    check.site();
    let usable =
        !check.misleading && !programme.languages.is_empty() && !programme.tiers.is_empty();
    let languages: Vec<_> = programme.language_ids().collect();
    document.check_texts(&languages, coverage, problems);
    pictures::check(files, (folder, &programme), &document, problems)?;
    Ok(usable.then_some((document, programme)))
}

/// One look at a programme, which collects its problems.
pub(super) struct Check<'a> {
    pub(super) document: &'a Document,
    pub(super) programme: &'a Programme,
    pub(super) problems: &'a mut Diagnostics,
    /// Whether a fault would make sound tables look faulty, so that none is to be read.
    pub(super) misleading: bool,
}

impl Check<'_> {
    pub(super) fn error(
        &mut self,
        path: &[&str],
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let place = self.document.place(path);
        self.problems.push(Diagnostic::error(message).at(place).help(help));
    }

    pub(super) fn warning(
        &mut self,
        path: &[&str],
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let place = self.document.place(path);
        self.problems.push(Diagnostic::warning(message).at(place).help(help));
    }

    fn identity(&mut self, folder: &str) {
        let programme = self.programme;
        if programme.schema != 1 {
            let message = format!("schema {} is not known", programme.schema);
            self.error(&["schema"], message, "this version reads `schema = 1`");
        }
        if programme.id.as_str() != folder {
            let message = format!("the id `{}` is not the name of its folder", programme.id);
            let help = match folder.parse::<Id>() {
                Ok(_) => format!("write `id = \"{folder}\"`, or rename the folder"),
                Err(_) => format!("rename the folder to `{}`", programme.id),
            };
            self.error(&["id"], message, help);
        }
        if programme.languages.is_empty() {
            let help = "add one such as { id = \"zh\", tag = \"zh-Hant-HK\" }";
            self.error(&["languages"], "the programme has no language", help);
        }
        for (key, colour) in
            [("primary", &programme.theme.primary), ("accent", &programme.theme.accent)]
        {
            let digits = colour.strip_prefix('#').unwrap_or_default();
            if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                let message = format!("`{colour}` is not a colour");
                self.error(&["theme", key], message, "write it as #rrggbb, such as #7a1f2b");
            }
        }
        let certifies = programme.kind == Kind::Certification;
        if certifies != programme.certification.is_some() {
            let (message, help) = if certifies {
                let help = "add `[certification]` with `validity_months` and `expiring_days`";
                ("a certification needs the table `certification`", help)
            } else {
                let help = "take it out, or write `kind = \"certification\"`";
                ("an award has no use for the table `certification`", help)
            };
            let path = if certifies { "kind" } else { "certification" };
            self.error(&[path], message, help);
        }
    }

    fn unique_ids(&mut self) {
        let programme = self.programme;
        self.unique("rounds", programme.rounds.iter().map(|item| &item.id));
        self.unique("tiers", programme.tiers.iter().map(|item| &item.id));
        self.unique("channels", programme.channels.iter().map(|item| &item.id));
        self.unique("streams", programme.streams.iter().map(|item| &item.id));
        self.unique("sectors", programme.sectors.iter().map(|item| &item.id));
        self.unique("categories", programme.categories.iter().map(|item| &item.id));
        self.unique("criteria", programme.criteria.iter().map(|item| &item.id));
        self.unique("recognitions", programme.recognitions.iter().map(|item| &item.id));
        self.unique("deductions", programme.deductions.iter().map(|item| &item.id));
        self.unique("languages", programme.languages.iter().map(|item| &item.id));
        for (at, stream) in programme.streams.iter().enumerate() {
            let at = at.to_string();
            let path = |list: &'static str| ["streams", &at, list].map(str::to_owned);
            self.unique_at(&path("modes"), stream.modes.iter().map(|item| &item.id));
            self.unique_at(&path("groups"), stream.groups.iter().map(|item| &item.id));
        }
        if let Some(certification) = &programme.certification {
            let path = ["certification", "extras"].map(str::to_owned);
            self.unique_at(&path, certification.extras.iter().map(|item| &item.id));
        }
    }

    fn unique<'i, T: Ord + Display + 'i>(&mut self, list: &str, ids: impl Iterator<Item = &'i T>) {
        self.unique_at(&[list.to_owned()], ids);
    }

    fn unique_at<'i, T: Ord + Display + 'i>(
        &mut self,
        list: &[String],
        ids: impl Iterator<Item = &'i T>,
    ) {
        let mut seen = BTreeSet::new();
        for (index, id) in ids.enumerate().filter(|(_, id)| !seen.insert(*id)) {
            self.misleading = true;
            let index = index.to_string();
            let path: Vec<_> =
                list.iter().map(String::as_str).chain([index.as_str(), "id"]).collect();
            self.error(&path, format!("the id `{id}` is there twice"), "give each its own id");
        }
    }

    /// Reports what stands in a list a second time.
    pub(super) fn no_repeat<T: Ord + Display>(
        &mut self,
        list: &[&str],
        items: impl Iterator<Item = T>,
    ) {
        let mut seen = BTreeSet::new();
        for (index, item) in items.enumerate() {
            let index = index.to_string();
            let message = format!("`{item}` is there twice");
            if !seen.insert(item) {
                let path = [list, &[index.as_str()]].concat();
                self.error(&path, message, "take one of the two out");
            }
        }
    }

    pub(super) fn known<'i>(
        &mut self,
        path: &[&str],
        what: &str,
        id: &Id,
        known: impl Iterator<Item = &'i Id> + Clone,
    ) {
        if !known.clone().any(|other| other == id) {
            let help = advice(id.as_str(), known.map(Id::as_str));
            let message = format!("there is no {what} `{id}`");
            let place = self.document.place(path).pointing_at(id.as_str());
            self.problems.push(Diagnostic::error(message).at(place).help(help));
        }
    }
}
