//! Names of every shape on every sheet that is printed or engraved, as `plaudit check` lays them out:
//! each is set whole, and nothing else on its sheet gives way to it.

#[path = "../common/names.rs"]
mod names;
#[path = "../common/run.rs"]
mod run;
mod season;
#[path = "../common/today.rs"]
mod today;

use std::collections::BTreeSet;
use std::fs;

use crate::run::{Place, text};
use crate::season::{Programme, named};

/// Where the names come from.
const SEED: u64 = 62;

/// A season of so many names on sheets of other sizes.
fn season(programme: Programme, count: usize, sheets: &str) -> Place {
    let place = Place::with("tests/fixtures/season");
    named(&place, programme, count, SEED);
    let rules = place.path(programme.folder()).join("programme.toml");
    let toml = fs::read_to_string(&rules).expect("readable");
    let toml = toml.replace("[disclosure]", &format!("[artwork]\n{sheets}\n\n[disclosure]"));
    fs::write(&rules, toml).expect("writable");
    place
}

/// What `plaudit check` has to say of a programme, each error a line with the piece it is of.
fn checked(place: &Place, programme: Programme) -> Vec<(String, String)> {
    let output = place.plaudit(&["check", "--programme", programme.id()]);
    let said = text(&output.stderr);
    let lines: Vec<_> = said.lines().collect();
    let problems = lines.windows(2).filter_map(|pair| {
        let piece = pair[1].strip_prefix("--> ")?;
        Some((pair[0].to_owned(), piece.to_owned()))
    });
    let problems: Vec<_> = problems.collect();
    assert_eq!(problems.is_empty(), said == "no errors, no warnings\n", "{said}");
    assert_eq!(output.status.code(), Some(i32::from(!problems.is_empty())));
    problems
}

#[test]
fn three_thousand_names_fit_every_sheet() {
    let award = season(Programme::Award, 3_000, "");
    assert_eq!(checked(&award, Programme::Award), []);
    // Its certificates set names as the award's do, and no decal has one: fewer do.
    let certification = season(Programme::Certification, 300, "");
    assert_eq!(checked(&certification, Programme::Certification), []);
}

#[test]
fn names_fit_sheets_of_other_sizes() {
    for sheets in ["trophy = { width = 140, height = 90 }", "trophy = { width = 76, height = 200 }"]
    {
        let award = season(Programme::Award, 100, sheets);
        assert_eq!(checked(&award, Programme::Award), [], "{sheets}");
    }
    let certification = season(Programme::Certification, 100, "decal = { diameter = 80 }");
    assert_eq!(checked(&certification, Programme::Certification), []);
}

/// Where letters of 2.5 mm leave no room for a long name, that is all there is to say.
#[test]
fn of_a_sheet_too_small_for_long_names_only_they_are_told() {
    let award = season(Programme::Award, 100, "trophy = { width = 60, height = 60 }");
    let problems = checked(&award, Programme::Award);
    for (problem, piece) in &problems {
        let only = problem.ends_with("` does not fit, even in its smallest size");
        assert!(only, "{problem}, {piece}");
    }
    let pieces: BTreeSet<_> = problems.iter().map(|(_, piece)| piece).collect();
    assert!((1..55).contains(&pieces.len()), "{} pieces", pieces.len());
}
