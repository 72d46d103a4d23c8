//! A small world: the fonts of the site, and text.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_layout::PagedDocument;

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&'static [u8]; 6] = [
        include_bytes!("../../../../fonts/noto-sans/NotoSans_400Regular.ttf"),
        include_bytes!("../../../../fonts/noto-sans/NotoSans_700Bold.ttf"),
        include_bytes!("../../../../fonts/noto-serif/NotoSerif_700Bold.ttf"),
        include_bytes!("../../../../fonts/noto-sans-hk/NotoSansHK_400Regular.ttf"),
        include_bytes!("../../../../fonts/noto-sans-hk/NotoSansHK_700Bold.ttf"),
        include_bytes!("../../../../fonts/noto-serif-hk/NotoSerifHK_700Bold.ttf"),
    ];
    files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect()
});

struct Desk<'a> {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    source: &'a str,
    files: &'a [(&'a str, &'a [u8])],
}

/// A document, which stands at `/main.typ` beside the other files.
pub(super) fn set(source: &str, files: &[(&str, &[u8])]) -> PagedDocument {
    let extras = [Feature::A11yExtras].into_iter().collect();
    let library = Library::builder().with_features(extras).build();
    let desk = Desk {
        library: LazyHash::new(library),
        book: LazyHash::new(FontBook::from_fonts(FONTS.iter())),
        source,
        files,
    };
    typst::compile(&desk).output.expect("the test's own typst is right")
}

fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        id("/main.typ")
    }

    fn source(&self, wanted: FileId) -> FileResult<Source> {
        if wanted == self.main() {
            return Ok(Source::new(wanted, self.source.to_owned()));
        }
        let file = self.file(wanted)?;
        Ok(Source::new(wanted, String::from_utf8_lossy(&file).into_owned()))
    }

    fn file(&self, wanted: FileId) -> FileResult<Bytes> {
        let path = wanted.get().vpath().get_with_slash();
        let found = self.files.iter().find(|(known, _)| *known == path);
        let missing = || FileError::NotFound(path.into());
        found.map(|(_, file)| Bytes::new(file.to_vec())).ok_or_else(missing)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
