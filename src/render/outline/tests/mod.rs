//! Pages set in memory, and the outlines of them measured by other means than those that made them.

mod errors;
mod measure;
mod pages;
mod pictures;
mod properties;
mod speed;

use std::collections::HashMap;
use std::sync::OnceLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::{Page, PagedDocument};

use super::{Words, svg};

/// A page of 60 × 40 mm in the faces of the house.
const SHEET: &str = "#set page(width: 60mm, height: 40mm, margin: 4mm)\n\
                     #set text(font: (\"Noto Serif\", \"Noto Serif HK\"), size: 20pt)\n";

struct Desk {
    source: Source,
    files: HashMap<FileId, Bytes>,
}

struct Shelf {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

fn shelf() -> &'static Shelf {
    static SHELF: OnceLock<Shelf> = OnceLock::new();
    SHELF.get_or_init(|| {
        let files: [&[u8]; 3] = [
            include_bytes!("../../../../fonts/noto-serif/NotoSerif_700Bold.ttf"),
            include_bytes!("../../../../fonts/noto-serif-hk/NotoSerifHK_700Bold.ttf"),
            include_bytes!("../../../../fonts/noto-sans/NotoSans_400Regular.ttf"),
        ];
        let fonts: Vec<_> =
            files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect();
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        Shelf { library: LazyHash::new(Library::builder().build()), book, fonts }
    })
}

fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("a plain path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &shelf().library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &shelf().book
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, _id: FileId) -> FileResult<Source> {
        Ok(self.source.clone())
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let missing = || FileError::NotFound(id.get().vpath().get_without_slash().into());
        self.files.get(&id).cloned().ok_or_else(missing)
    }

    fn font(&self, index: usize) -> Option<Font> {
        shelf().fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Sets one page, with files beside it.
fn set(text: &str, files: &[(&str, &[u8])]) -> Page {
    let source = Source::new(id("/main.typ"), text.to_owned());
    let files = files.iter().map(|(path, file)| (id(path), Bytes::new(file.to_vec())));
    let desk = Desk { source, files: files.collect() };
    let document = typst::compile::<PagedDocument>(&desk).output.expect("the page can be set");
    assert_eq!(document.pages().len(), 1);
    document.pages()[0].clone()
}

/// A page with something on it.
fn sheet(text: &str) -> Page {
    set(&format!("{SHEET}{text}"), &[])
}

const WORDS: Words = Words { title: "A piece", lines: &[] };

/// The outlines of a page on which everything can be engraved.
fn outlines(page: &Page) -> String {
    svg(page, &WORDS).expect("it can be engraved")
}

/// What is wrong with a page.
fn faults(page: &Page) -> Vec<SourceDiagnostic> {
    svg(page, &WORDS).expect_err("it cannot be engraved").into_iter().collect()
}
