//! Documents, set by typst with templates that see nothing but the data of their job.

mod ornament;
mod overprint;
mod pack;
mod picture;
mod print;
mod sheets;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use typst::diag::{FileError, FileResult, Severity, SourceDiagnostic, SourceResult, Warned};
use typst::ecow::EcoVec;
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World, WorldExt};
use typst_kit::files::{FileLoader, FileStore};
use typst_kit::fonts::FontStore;
use typst_layout::PagedDocument;
use typst_pdf::{PdfStandard, PdfStandards};

pub(super) use sheets::Sheets;

use super::sources;
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::model::{Assets, Id, Own};

/// The copy for proof sheets of a picture that an earlier build has made, so many pixels wide; `None` if
/// it is no picture.
pub(super) fn copy_of(picture: &[u8], width: u32) -> Option<Vec<u8>> {
    picture::decode(picture).ok().map(|seen| picture::proof(&seen, width))
}

/// What all documents share.
pub(super) struct Press {
    library: LazyHash<Library>,
    fonts: Arc<Fonts>,
    /// The templates of every programme that has none of its own.
    standing: Tree,
    own: BTreeMap<Id, Tree>,
    standards: PdfStandards,
    ornaments: ornament::Ornaments,
}

/// Fonts, opened once for as many studios as use them.
pub struct Fonts {
    store: FontStore,
    digest: String,
}

impl Fonts {
    /// Those of the assets.
    pub fn new(assets: &Assets) -> Self {
        let mut store = FontStore::new();
        for file in assets.fonts.values() {
            store.extend(Font::iter(bytes(file)).map(|font| {
                let info = font.info().clone();
                (font, info)
            }));
        }
        Self { store, digest: sources::of_fonts(assets) }
    }

    /// A hash over all of them.
    pub(super) fn digest(&self) -> &str {
        &self.digest
    }
}

/// Templates as documents see them, parsed when they are first asked for.
struct Tree {
    files: FileStore<Templates>,
    /// The folder of templates, as the user knows it.
    folder: String,
    /// The folder and paths of those that are a programme's own.
    own: Option<(String, BTreeSet<String>)>,
}

impl Tree {
    fn standing(assets: &Assets, folder: &str) -> Self {
        let files = assets.templates.iter().map(|(path, file)| (path.clone(), bytes(file)));
        Self::new(files.collect(), folder, None)
    }

    /// The same files, but those that the programme has of its own.
    fn with(&self, own: &Own) -> Self {
        let mut files = self.files.loader().0.clone();
        files.extend(own.templates.iter().map(|(path, file)| (path.clone(), bytes(file))));
        let pictures = own.pictures.iter();
        files.extend(pictures.map(|(path, file)| (path[1..].to_owned(), bytes(file))));
        let paths = own.templates.keys().cloned().collect();
        Self::new(files, &self.folder, Some((own.folder.clone(), paths)))
    }

    fn new(
        files: BTreeMap<String, Bytes>,
        folder: &str,
        own: Option<(String, BTreeSet<String>)>,
    ) -> Self {
        Self { files: FileStore::new(Templates(files)), folder: folder.to_owned(), own }
    }

    /// A template's path as the user knows it.
    fn name(&self, path: &str) -> String {
        match &self.own {
            Some((folder, paths)) if paths.contains(path) => format!("{folder}/{path}"),
            _ => format!("{}/{path}", self.folder),
        }
    }
}

/// Templates as a file tree; there is nothing else to be read.
struct Templates(BTreeMap<String, Bytes>);

impl FileLoader for Templates {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get().vpath().get_without_slash();
        let packaged = *id.get().root() != VirtualRoot::Project;
        match self.0.get(path) {
            Some(bytes) if !packaged => Ok(bytes.clone()),
            _ => Err(FileError::NotFound(path.into())),
        }
    }
}

/// An id for a path. A program has only 65,535 of them: all documents find their own files at the
/// same few paths.
fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the paths of templates have no `..`");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

fn bytes(bytes: &crate::model::Bytes) -> Bytes {
    match bytes {
        Cow::Borrowed(embedded) => Bytes::new(*embedded),
        Cow::Owned(read) => Bytes::new(read.clone()),
    }
}

/// What a document finds beside its template, by path.
pub(super) type Files = Vec<(Cow<'static, str>, Vec<u8>)>;

impl Press {
    pub(super) fn new(fonts: Arc<Fonts>, assets: &Assets, templates: &str) -> Self {
        let standing = Tree::standing(assets, templates);
        let own = assets.own.iter().map(|(id, own)| (id.clone(), standing.with(own)));
        Self {
            // Cells that head a row.
            library: LazyHash::new(
                Library::builder()
                    .with_features([Feature::A11yExtras].into_iter().collect())
                    .build(),
            ),
            fonts,
            own: own.collect(),
            standing,
            standards: PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
                .expect("both standards go together in PDF 1.7"),
            ornaments: ornament::Ornaments::default(),
        }
    }

    /// Lays a document out with a programme's template.
    pub(super) fn set(
        &self,
        template: (&Id, &str),
        files: Files,
    ) -> Result<Sheets<'_>, Diagnostics> {
        let desk = self.desk(template, files);
        let Warned { output, warnings } = typst::compile::<PagedDocument>(&desk);
        let document = desk.told(match unknown_fonts(warnings) {
            unknown if unknown.is_empty() => output,
            unknown => Err(unknown),
        })?;
        Ok(Sheets { desk, document, origins: Vec::new() })
    }

    fn desk(&self, (programme, template): (&Id, &str), files: Files) -> Desk<'_> {
        Desk {
            press: self,
            tree: self.own.get(programme).unwrap_or(&self.standing),
            main: file_id(&format!("/{template}")),
            files: files
                .into_iter()
                .map(|(path, file)| (file_id(&path), Bytes::new(file)))
                .collect(),
            read: Mutex::default(),
        }
    }
}

/// One document at work: the shared press and the files of its own, its data among them.
struct Desk<'a> {
    press: &'a Press,
    tree: &'a Tree,
    main: FileId,
    files: Vec<(FileId, Bytes)>,
    /// What was read of the templates. What the typesetter remembers of another document is only used
    /// where all that it rests on was read again and is the same.
    read: Mutex<HashSet<FileId>>,
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.press.fonts.store.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.note(id);
        self.tree.files.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if let Some((_, file)) = self.files.iter().find(|(own, _)| *own == id) {
            return Ok(file.clone());
        }
        self.note(id);
        self.tree.files.file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.store.font(index)
    }

    /// Templates know no day but those in their data.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

impl Desk<'_> {
    fn note(&self, id: FileId) {
        self.read.lock().unwrap_or_else(PoisonError::into_inner).insert(id);
    }

    /// The paths of the templates that were read.
    fn read(&self) -> BTreeSet<String> {
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.iter().map(|id| id.get().vpath().get_without_slash().to_owned()).collect()
    }

    /// The typesetter's errors in our manner.
    fn told<T>(&self, result: SourceResult<T>) -> Result<T, Diagnostics> {
        result.map_err(|errors| {
            let mut problems = Diagnostics::default();
            errors.iter().for_each(|error| problems.push(self.diagnostic(error)));
            problems
        })
    }

    /// The template, as the user knows it.
    fn template(&self) -> String {
        self.tree.name(self.main.get().vpath().get_without_slash())
    }

    /// Typst's own message, with the template's file and line. Where the fault lies in a value
    /// that a part was given, the calls that led there are named too.
    fn diagnostic(&self, error: &SourceDiagnostic) -> Diagnostic {
        let mut diagnostic = Diagnostic::error(error.message.to_string());
        let main = self.main.get().vpath().get_without_slash().to_owned();
        diagnostic = match error.span.id() {
            Some(id) => diagnostic.at(self.place(id, self.range(error.span))),
            None => diagnostic.at(Place::file(self.tree.name(&main))),
        };
        let mut help: Vec<_> = error.hints.iter().map(|hint| hint.v.to_string()).collect();
        for point in &error.trace {
            if let (Some(id), Some(range)) = (point.span.id(), self.range(point.span)) {
                let place = self.place(id, Some(range));
                let line = place.excerpt.map_or(0, |excerpt| excerpt.line);
                help.push(format!("{} at {}:{line}", point.v, place.file));
            }
        }
        if help.is_empty() { diagnostic } else { diagnostic.help(help.join("; ")) }
    }

    fn place(&self, id: FileId, range: Option<std::ops::Range<usize>>) -> Place {
        let path = id.get().vpath().get_without_slash();
        let place = Place::file(self.tree.name(path));
        match (self.source(id), range) {
            (Ok(source), Some(range)) => place.span(source.text(), range),
            _ => place,
        }
    }
}

/// The fonts that a template names and that are not there, as errors: another would be taken in their place without
/// a word, and a character that only they have be left out.
fn unknown_fonts(warnings: EcoVec<SourceDiagnostic>) -> EcoVec<SourceDiagnostic> {
    let unknown = warnings.into_iter().filter(|w| w.message.starts_with("unknown font family"));
    let help =
        "name one that is there, or put its file into a folder of fonts and name that by --fonts";
    let error = |warning| SourceDiagnostic { severity: Severity::Error, ..warning }.with_hint(help);
    unknown.map(error).collect()
}
