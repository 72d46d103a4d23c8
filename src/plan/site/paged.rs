//! Long lists on several pages: the first at the address of the list, the others in folders of their own below
//! it, which stay where they are whatever a page holds.

use serde::Serialize;

use crate::model::Programme;
use crate::plan::values::Named;

/// How many names a page lists.
pub(super) const A_PAGE: usize = 400;

/// Which page of a list it is.
#[derive(Serialize)]
pub(super) struct Paged<'a> {
    /// Counted from 1.
    page: usize,
    /// The folders of all, below that of the language.
    pages: Vec<String>,
    /// Where each tier begins, if there are several pages.
    starts: Vec<Start<'a>>,
}

/// The page on which a tier of a stream begins.
#[derive(Serialize)]
struct Start<'a> {
    stream: Named<'a>,
    tier: Named<'a>,
    /// Its folder, below that of the language.
    page: String,
}

impl<'a> Paged<'a> {
    /// A page, counted from 0, of a list whose first page is in a folder; `places` are the indices of stream and
    /// tier of each row that has them.
    pub(super) fn new(
        programme: &'a Programme,
        (first, page): (&str, usize),
        places: impl ExactSizeIterator<Item = Option<(usize, usize)>>,
    ) -> Self {
        let pages = folders(first, places.len());
        let mut starts = Vec::new();
        let mut last = None;
        let rows = places.enumerate().filter_map(|(row, place)| Some((row, place?)));
        for (row, place) in rows.filter(|_| pages.len() > 1) {
            if last.replace(place) != Some(place) {
                let (stream, tier) = (&programme.streams[place.0], &programme.tiers[place.1]);
                let stream = Named { id: &stream.id, name: &stream.name };
                let tier = Named { id: &tier.id, name: &tier.name };
                starts.push(Start { stream, tier, page: pages[row / A_PAGE].clone() });
            }
        }
        Self { page: page + 1, pages, starts }
    }
}

/// The folders of the pages of a list of so many rows, at least one; an id may be a number, so that pages have
/// a folder of their own.
pub(super) fn folders(first: &str, rows: usize) -> Vec<String> {
    let more = (2..=rows.div_ceil(A_PAGE)).map(|page| format!("{first}page/{page}/"));
    std::iter::once(first.to_owned()).chain(more).collect()
}

/// The part of a list that stands on a page, counted from 0.
pub(super) fn on_page<T>(rows: &[T], page: usize) -> &[T] {
    rows.chunks(A_PAGE).nth(page).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{A_PAGE, folders, on_page};

    #[test]
    fn every_row_stands_on_one_page() {
        for (rows, expected) in [(0, 1), (1, 1), (A_PAGE, 1), (A_PAGE + 1, 2), (3 * A_PAGE, 3)] {
            let pages = folders("award/2026/", rows);
            assert_eq!(pages.len(), expected, "{rows} rows");
            let all: Vec<_> = (0..rows).collect();
            let parts: Vec<_> = (0..pages.len()).flat_map(|page| on_page(&all, page)).collect();
            assert_eq!(parts, all.iter().collect::<Vec<_>>());
        }
        assert_eq!(folders("award/2026/", A_PAGE + 1), ["award/2026/", "award/2026/page/2/"]);
    }
}
