//! What a programme has of its own in place of the standing templates: `data/<programme>/templates`,
//! and its logo and seal.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Request;
use super::document::Document;
use super::files::Files;
use super::pictures;
use crate::diagnostics::{Diagnostic, Diagnostics, MachineError, Place, nearest};
use crate::model::{Assets, Bytes, Dataset, Own, Programme, Theme};

/// Puts into the assets what each programme has of its own, in the place of what was there.
///
/// # Errors
/// The machine failed to read a file or list a folder.
pub fn read_own(
    request: &Request,
    dataset: &Dataset,
    assets: &mut Assets,
    problems: &mut Diagnostics,
) -> Result<(), MachineError> {
    let files = Files::new(&request.data);
    let mut seen = BTreeSet::new();
    assets.own.clear();
    for programme in dataset.seasons.iter().map(|season| &*season.programme) {
        if !seen.insert(&programme.id) {
            continue;
        }
        let folder = format!("{}/templates", programme.id);
        let reader = Reader { files: &files, folder: &folder, standing: &assets.templates };
        let own = Own {
            folder: files.name(Path::new(&folder)).to_string(),
            pictures: read_pictures(&files, programme)?,
            ..reader.read(problems)?
        };
        if !own.templates.is_empty() || !own.pictures.is_empty() {
            assets.own.insert(programme.id.clone(), own);
        }
    }
    Ok(())
}

fn read_pictures(
    files: &Files,
    programme: &Programme,
) -> Result<BTreeMap<String, Bytes>, MachineError> {
    let mut found = BTreeMap::new();
    let theme = programme.theme.pictures().map(|(key, name)| (key.to_owned(), name));
    let grounds = programme.artwork.backgrounds();
    for (key, name) in theme.chain(grounds.map(|(keys, name)| (keys.join("-"), name))) {
        if let Some(bytes) = pictures::read(files, programme.id.as_str(), name)? {
            found.insert(Theme::virtual_path(&key, name), Cow::Owned(bytes));
        }
    }
    Ok(found)
}

/// One look at the folder of a programme's templates.
struct Reader<'a> {
    files: &'a Files,
    folder: &'a str,
    standing: &'a BTreeMap<String, Bytes>,
}

impl Reader<'_> {
    fn read(&self, problems: &mut Diagnostics) -> Result<Own, MachineError> {
        let mut own = Own::default();
        let folder = Path::new(self.folder);
        if self.files.exists(folder) && !self.files.within(folder) {
            problems.push(self.linked(folder));
            return Ok(own);
        }
        for path in self.files.entries(folder)? {
            let name = path.strip_prefix(folder).unwrap_or(&path);
            let name = name.to_string_lossy().replace('\\', "/");
            if !self.files.within(&path) {
                problems.push(self.linked(&path));
            } else if !self.files.holds(&path) {
                let help = "take it away, or put a file in its place";
                problems.push(self.fault(&path, "it is no file").help(help));
            } else if name.starts_with("site/") {
                let message = "the site is one for all programmes, and takes no template of one";
                let help = "move it to the folder of templates, or delete it";
                problems.push(self.fault(&path, message).help(help));
            } else if name.starts_with("messages/") && name.ends_with(".toml") {
                self.words(&path, name, &mut own, problems)?;
            } else if !file_name(&name).starts_with('#') {
                own.templates.insert(name, Cow::Owned(self.files.read(&path)?));
            }
        }
        self.unused(&own, problems);
        Ok(own)
    }

    fn fault(&self, path: &Path, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(message).at(Place::file(self.files.name(path)))
    }

    fn linked(&self, path: &Path) -> Diagnostic {
        self.fault(path, "a link that leads out of the programme's folder is not followed")
            .help("put the file itself here")
    }

    /// Puts words of a programme's own among those of the standing catalogue.
    fn words(
        &self,
        path: &Path,
        name: String,
        own: &mut Own,
        problems: &mut Diagnostics,
    ) -> Result<(), MachineError> {
        let Some(standing) = self.standing.get(&name) else {
            let message = "there is no standing catalogue whose words it could change";
            let known = self.standing.keys().filter(|known| known.starts_with("messages/"));
            let known: Vec<_> = known.map(|known| format!("`{known}`")).collect();
            let help = format!(
                "name it as one of {}; the whole catalogue of another language belongs in the \
                 folder of templates",
                known.join(", ")
            );
            problems.push(self.fault(path, message).help(help));
            return Ok(());
        };
        let Some((document, words)) = Document::read::<toml::Table>(self.files, path, problems)?
        else {
            return Ok(());
        };
        // Where the standing catalogue is no TOML, that is shown with the templates.
        let standing = std::str::from_utf8(standing).ok();
        let Some(mut whole) = standing.and_then(|text| text.parse::<toml::Table>().ok()) else {
            return Ok(());
        };
        let known = keys(&whole);
        let mut merge = Merge { document: &document, known: &known, problems };
        merge.tables(&mut whole, words, &mut Vec::new());
        let text = toml::to_string(&whole).expect("what was read as TOML can be written");
        own.templates.insert(name.clone(), Cow::Owned(text.into_bytes()));
        own.words.insert(name, document.into_source());
        Ok(())
    }

    /// Warns of a file that takes the place of none and is named by none: its name is a slip.
    fn unused(&self, own: &Own, problems: &mut Diagnostics) {
        for path in own.templates.keys().filter(|path| !self.standing.contains_key(*path)) {
            let others = own.templates.iter().filter(|(other, _)| *other != path);
            let named = others
                .filter(|(other, _)| other.ends_with(".typ"))
                .any(|(_, text)| String::from_utf8_lossy(text).contains(file_name(path)));
            if named {
                continue;
            }
            let known = self.standing.keys().map(String::as_str);
            let known = known.filter(|known| !known.starts_with("site/"));
            let help = match nearest(path, known) {
                Some(known) => format!("did you mean `{known}`?"),
                None => "name it in a template, or begin its name with `#`".to_owned(),
            };
            let message = "it takes the place of no template, and no template names it";
            let place = Place::file(self.files.name(&Path::new(self.folder).join(path)));
            problems.push(Diagnostic::warning(message).at(place).help(help));
        }
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// Every key and table of a catalogue, its parts joined with points.
fn keys(table: &toml::Table) -> Vec<String> {
    let mut all = Vec::new();
    for (key, value) in table {
        all.push(key.clone());
        if let toml::Value::Table(table) = value {
            all.extend(keys(table).into_iter().map(|inner| format!("{key}.{inner}")));
        }
    }
    all
}

/// A catalogue whose words are replaced.
struct Merge<'a> {
    /// Where the words stand.
    document: &'a Document,
    /// Every key of the catalogue.
    known: &'a [String],
    problems: &'a mut Diagnostics,
}

impl Merge<'_> {
    fn tables(&mut self, whole: &mut toml::Table, words: toml::Table, path: &mut Vec<String>) {
        for (key, value) in words {
            path.push(key.clone());
            match (whole.get_mut(&key), value) {
                (Some(toml::Value::Table(whole)), toml::Value::Table(words)) => {
                    self.tables(whole, words, path);
                }
                (Some(old), new) if old.same_type(&new) => *old = new,
                (Some(_), _) => {
                    let message = format!("the message `{}` is of another kind", path.join("."));
                    self.report(path, message, "write it as the standing catalogue does".into());
                }
                (None, _) => {
                    let written = path.join(".");
                    let known = self.known.iter().map(String::as_str);
                    let help = match nearest(&written, known) {
                        Some(known) => format!("did you mean `{known}`?"),
                        None => "take it out: only words that there are can be changed".to_owned(),
                    };
                    self.report(path, format!("there is no message `{written}`"), help);
                }
            }
            path.pop();
        }
    }

    fn report(&mut self, path: &[String], message: String, help: String) {
        let path: Vec<_> = path.iter().map(String::as_str).collect();
        let place = self.document.key_place(&path);
        self.problems.push(Diagnostic::error(message).at(place).help(help));
    }
}
