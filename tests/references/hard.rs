//! The hard season, built once for all tests.

use std::sync::OnceLock;

use crate::built::is_archive;
pub(crate) use crate::run::Files;
use crate::run::Place;

/// Its reports and artwork, by path below the private folder.
pub(crate) fn built() -> &'static Files {
    static BUILT: OnceLock<Files> = OnceLock::new();
    BUILT.get_or_init(|| {
        let place = Place::with("tests/fixtures/hard");
        place.build(&["reports", "artwork"]);
        let private = place.files().into_iter().filter_map(|(path, bytes)| {
            path.strip_prefix("private/").map(|path| (path.to_owned(), bytes))
        });
        private.collect()
    })
}

/// The PDFs for screen and archive among them.
pub(crate) fn pdfs() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    let pdfs = built().iter().filter(|(path, _)| is_archive(path));
    pdfs.map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
}
