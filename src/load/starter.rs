//! What a new user starts from: two small programmes, whole and plainly a sample, and all templates.

use std::borrow::Cow;
use std::collections::BTreeMap;

use include_dir::{Dir, File, include_dir};

use super::assets::{TEMPLATES, embedded};
use crate::model::{Bytes, Programme, Season, json_schema};

static STARTER: Dir = include_dir!("$CARGO_MANIFEST_DIR/starter");

/// The season that the sample is written for, and the first of which its past results tell.
const SEASON: i16 = 2025;
const FIRST: i16 = 2023;

/// The files of a data directory and a folder of templates, by path: a season of an award and one of a
/// certification, which are those of the year `season`, or of 2025 if that is earlier.
pub fn starter(season: i16) -> BTreeMap<String, Bytes> {
    let mut sample = BTreeMap::new();
    embedded(&STARTER, &mut sample);
    let of_season = |(path, bytes): (String, Bytes)| {
        let text = String::from_utf8_lossy(&bytes);
        (in_years(&path, season), Cow::Owned(in_years(&text, season).into_bytes()))
    };
    let mut files: BTreeMap<_, _> = sample.into_iter().map(of_season).collect();
    for (path, schema) in [
        ("data/programme.schema.json", json_schema::<Programme>("programme.toml")),
        ("data/season.schema.json", json_schema::<Season>("season.toml")),
    ] {
        files.insert(path.to_owned(), Cow::Owned(schema.into_bytes()));
    }
    let mut templates = BTreeMap::new();
    embedded(&TEMPLATES, &mut templates);
    files.extend(templates.into_iter().map(|(path, bytes)| (format!("templates/{path}"), bytes)));
    files
}

/// The programme files of the sample.
pub(super) fn programmes() -> impl Iterator<Item = &'static str> {
    let folders = STARTER.get_dir("data").into_iter().flat_map(Dir::dirs);
    let files = folders.filter_map(|folder| folder.get_file(folder.path().join("programme.toml")));
    files.filter_map(File::contents_utf8)
}

/// A text of the sample with every year in it as many years later as the season is.
fn in_years(text: &str, season: i16) -> String {
    let later = (season - SEASON).max(0);
    // The latest first, so that none is moved twice.
    (FIRST..=SEASON + 1).rev().fold(text.to_owned(), |text, year| {
        text.replace(&year.to_string(), &(year + later).to_string())
    })
}

#[cfg(test)]
mod tests {
    use super::in_years;

    #[test]
    fn years_move_together_and_once() {
        let text = "2023,e01 2024-02-28 2025/season.toml 2026, V-025";
        assert_eq!(in_years(text, 2025), text);
        assert_eq!(in_years(text, 1999), text);
        let later = "2024,e01 2025-02-28 2026/season.toml 2027, V-025";
        assert_eq!(in_years(text, 2026), later);
    }
}
