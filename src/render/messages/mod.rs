//! The catalogues of messages: the same messages in each language, and each one used.

mod catalogue;
mod named;
mod uses;

use std::borrow::Cow;
use std::collections::BTreeSet;

use catalogue::Catalogue;
use uses::{Form, Uses, Wish};

use crate::diagnostics::{Diagnostic, Diagnostics, Place, nearest};
use crate::model::{Assets, Programme};

/// The messages that plaudit itself asks for, in sheets and explanations: those of these tables of
/// the built-in catalogue, which tests hold to the sources.
const BUILT_IN: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/messages/en.toml"));
const OWN_TABLES: [&str; 2] = ["explain.", "secretariat."];

/// The name of each language of a programme.
const LANGUAGES: &str = "secretariat.language.";

/// How a language writes numbers in words is its own affair.
const OF_ONE_LANGUAGE: [&str; 5] =
    ["site.digits", "site.small", "site.tens", "site.hundred", "site.hundred_and"];

/// Compares the catalogues of the programmes' languages with one another, with the templates, and
/// with what plaudit itself asks for. `templates` is the folder as named in messages.
///
/// A message is missing if a template names it and no catalogue has it, or if it is used and a
/// language lacks it. It is unused if it was read from a file and nothing names it; built-in
/// catalogues serve beside other templates than those they were made for. What stands in braces is
/// the same in each language, and something that is filled in.
pub fn check_messages(assets: &Assets, templates: &str, programmes: &[&Programme]) -> Diagnostics {
    let mut problems = Diagnostics::default();
    let languages: BTreeSet<_> =
        programmes.iter().flat_map(|programme| programme.language_ids()).collect();
    let mut catalogues = Vec::new();
    for language in &languages {
        let path = Assets::messages(language);
        let file = format!("{templates}/{path}");
        match assets.templates.get(&path) {
            Some(bytes) => match Catalogue::read(language, file, bytes) {
                Some(catalogue) => catalogues.push(catalogue),
                // Its own fault is shown where templates are parsed; all others would follow of it.
                None => return Diagnostics::default(),
            },
            None => {
                let message = format!("language `{language}` has no catalogue of messages");
                let help =
                    "add one with the keys of another, or correct `languages` of the programme";
                problems.push(Diagnostic::error(message).at(Place::file(file)).help(help));
            }
        }
    }
    if !catalogues.is_empty() {
        let (built_in, uses) = (built_in(), Uses::default());
        let mut check = Check { catalogues: &catalogues, built_in, uses, problems };
        check.templates(assets, templates);
        check.problems.extend(named::unknown(&catalogues, assets));
        check.languages();
        check.unused(assets);
        check.own(assets);
        problems = check.problems;
    }
    problems
}

/// One look at the catalogues of all languages.
struct Check<'a> {
    catalogues: &'a [Catalogue],
    built_in: BTreeSet<String>,
    uses: Uses,
    problems: Diagnostics,
}

impl Check<'_> {
    /// Collects what templates name, and reports what there is in no language.
    fn templates(&mut self, assets: &Assets, folder: &str) {
        let own = assets.own.values();
        let own = own.flat_map(|own| own.templates.iter().map(|file| (own.folder.as_str(), file)));
        let standing = assets.templates.iter().map(|file| (folder, file));
        let keys = self.catalogues.iter().flat_map(|catalogue| catalogue.words.keys());
        let tables = keys.filter(|key| OWN_TABLES.iter().all(|own| !key.starts_with(own)));
        let tables: BTreeSet<_> =
            tables.filter_map(|key| Some(key.split_once('.')?.0.to_owned())).collect();
        for (folder, (path, bytes)) in standing.chain(own) {
            let text = String::from_utf8_lossy(bytes);
            let wishes = if path.ends_with(".typ") {
                self.uses.add_quoted(&text);
                uses::of_document(&text, &tables)
            } else if [".html", ".xml"].iter().any(|end| path.ends_with(end)) {
                uses::of_page(&text)
            } else {
                continue;
            };
            for wish in &wishes {
                self.uses.add(wish);
                if wish.sure {
                    let place = || Place::file(format!("{folder}/{path}"));
                    self.absent(wish, || place().span(&text, wish.span.clone()));
                }
            }
        }
    }

    /// Reports a message that a template names and no language has.
    fn absent(&mut self, wish: &Wish, place: impl Fn() -> Place) {
        let Wish { key, form, .. } = wish;
        let pair = if key.starts_with("site.") { '_' } else { '.' };
        let forms = || ["one", "other"].map(|form| format!("{key}{pair}{form}"));
        let wanted = match form {
            Form::Whole => vec![key.clone()],
            Form::Counted => forms().into(),
            Form::Stem => vec![format!("{key}…")],
        };
        for wanted in wanted {
            let there = |catalogue: &Catalogue| match form {
                Form::Stem => catalogue.has_below(key),
                _ => catalogue.has(&wanted),
            };
            let elsewhere = OF_ONE_LANGUAGE.contains(&wanted.as_str());
            if !elsewhere && !self.catalogues.iter().any(there) {
                let known = self.catalogues.iter().flat_map(|catalogue| catalogue.words.keys());
                let near = nearest(&wanted, known.map(String::as_str));
                let help = near.map_or_else(
                    || "add it to the catalogue of each language".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                let message = format!("no language has the message `{wanted}`");
                self.problems.push(Diagnostic::error(message).at(place()).help(help));
            }
        }
    }

    /// Reports what is used and a language lacks, a table that it lacks whole only once, and what
    /// stands in braces in one language alone.
    fn languages(&mut self) {
        let mut needed = self.built_in.clone();
        needed.extend(self.catalogues.iter().map(|it| format!("{LANGUAGES}{}", it.language)));
        let used = |key: &&String| self.uses.has(key);
        let all = self.catalogues.iter().flat_map(|catalogue| catalogue.words.keys());
        needed.extend(all.filter(used).cloned());
        needed.retain(|key| !OF_ONE_LANGUAGE.contains(&key.as_str()));
        let mut reported = BTreeSet::new();
        for key in &needed {
            let has = |catalogue: &&Catalogue| catalogue.words.contains_key(key);
            let first = self.catalogues.iter().find(has);
            for catalogue in self.catalogues {
                match (catalogue.words.get(key), first) {
                    (None, _) => {
                        let lacking = lacking(catalogue, key);
                        if reported.insert((catalogue.language.as_str(), lacking.to_owned())) {
                            self.problems.push(missing(
                                lacking,
                                catalogue,
                                first.map(|it| it.place(key)),
                            ));
                        }
                    }
                    (Some(words), Some(first)) => {
                        let others = &first.words[key].names;
                        let differing = words.names.symmetric_difference(others).next();
                        if let Some(name) = differing {
                            self.problems.push(differs(key, name, first, catalogue));
                        }
                    }
                    (Some(_), None) => {}
                }
            }
        }
    }

    /// Reports what was read from a file and nothing names.
    fn unused(&mut self, assets: &Assets) {
        for catalogue in self.catalogues {
            let bytes = assets.templates.get(&Assets::messages(&catalogue.language));
            if !matches!(bytes, Some(Cow::Owned(_))) {
                continue;
            }
            let unused: Vec<_> = catalogue.words.keys().filter(|key| !self.names(key)).collect();
            for key in unused {
                let message = format!("nothing uses the message `{key}`");
                let help = "delete it, or name it in a template";
                let problem = Diagnostic::error(message).at(catalogue.place(key)).help(help);
                self.problems.push(problem);
            }
        }
    }

    /// Whether anything names a message.
    fn names(&self, key: &str) -> bool {
        key.starts_with(LANGUAGES) || self.built_in.contains(key) || self.uses.has(key)
    }

    /// Reports what stands in braces in a programme's own words, and not in those they replace or
    /// not in those of another language beside them.
    fn own(&mut self, assets: &Assets) {
        for own in assets.own.values() {
            let read = |standing: &Catalogue| {
                let path = Assets::messages(&standing.language);
                let file = format!("{}/{path}", own.folder);
                Catalogue::read(&standing.language, file, own.words.get(&path)?.as_bytes())
            };
            let pairs: Vec<_> = self.catalogues.iter().map(|it| (it, read(it))).collect();
            for (standing, own) in &pairs {
                let Some(own) = own else { continue };
                for (key, words) in &own.words {
                    let Some(replaced) = standing.words.get(key) else { continue };
                    let beside = pairs.iter().filter_map(|(standing, own)| {
                        let own = own.as_ref().filter(|own| own.words.contains_key(key));
                        let shown = own.unwrap_or(standing);
                        Some((shown, &shown.words.get(key)?.names))
                    });
                    let strange = words.names.difference(&replaced.names).next();
                    let strange = strange.map(|name| (*standing, name));
                    let differing = strange.or_else(|| {
                        beside.into_iter().find_map(|(shown, names)| {
                            Some((shown, words.names.symmetric_difference(names).next()?))
                        })
                    });
                    if let Some((other, name)) = differing {
                        self.problems.push(differs(key, name, other, own));
                    }
                }
            }
        }
    }
}

/// The keys of the built-in catalogue that plaudit itself asks for in any language.
fn built_in() -> BTreeSet<String> {
    let catalogue = Catalogue::read("", String::new(), BUILT_IN.as_bytes());
    let keys = catalogue.map(|catalogue| catalogue.words).unwrap_or_default().into_keys();
    let asked = |key: &String| {
        OWN_TABLES.iter().any(|own| key.starts_with(own)) && !key.starts_with(LANGUAGES)
    };
    keys.filter(asked).collect()
}

/// The shortest beginning of a key under which a catalogue has nothing.
fn lacking<'k>(catalogue: &Catalogue, key: &'k str) -> &'k str {
    let tables = key.match_indices('.').map(|(at, _)| &key[..at]);
    tables.into_iter().find(|table| !catalogue.has(table)).unwrap_or(key)
}

/// A message that a language lacks, at the line where another has it.
fn missing(key: &str, catalogue: &Catalogue, there: Option<Place>) -> Diagnostic {
    let language = &catalogue.language;
    let message = format!("the message `{key}` is missing in language `{language}`");
    let help = format!("add it to {}", catalogue.file);
    let place = there.unwrap_or_else(|| Place::file(catalogue.file.as_str()));
    Diagnostic::error(message).at(place).help(help)
}

/// Words that name something which those of another language, or those they replace, do not.
fn differs(key: &str, name: &str, one: &Catalogue, other: &Catalogue) -> Diagnostic {
    let has = |catalogue: &Catalogue| catalogue.words[key].names.contains(name);
    let (with, without) = if has(one) { (one, other) } else { (other, one) };
    let message =
        format!("the message `{key}` names `{{{name}}}` in {}, not in {}", with.file, without.file);
    let help = format!("write `{{{name}}}` in both, or in neither");
    Diagnostic::error(message).at(other.place(key)).help(help)
}
