//! The sheets of artwork, and the colours for the printing house.

use crate::PROGRAMME;
use crate::common::Season;

/// A season whose programme has these lines of artwork at its end.
fn with(lines: &str) -> Season {
    Season::new().rule(&format!("[artwork]\n{lines}"))
}

#[test]
fn sheets_of_a_sensible_size_are_no_fault() {
    let sheets = "trophy = { width = 76.2, height = 76.2, safe = 6.5 }\n\
                  certificate = { bleed = 0, safe = 12 }\n\
                  decal = { diameter = 90, bleed = 10, safe = 3.25 }\nnumerals = \"arabic\"";
    with(sheets).check().passes();
}

#[test]
fn a_size_that_no_sheet_has() {
    for (lines, said) in [
        ("trophy = { width = 39.9 }", "39.9 mm is no size for this / from 40 to 400"),
        ("trophy = { height = 400.1 }", "400.1 mm is no size for this / from 40 to 400"),
        ("trophy = { safe = -1 }", "-1 mm is no size for this / from 0 to 100"),
        ("certificate = { bleed = 10.5 }", "10.5 mm is no size for this / from 0 to 10"),
        ("decal = { diameter = 59 }", "59 mm is no size for this / from 60 to 400"),
    ] {
        let (message, help) = said.split_once(" / ").expect("two parts");
        let expected = format!("error: {message} / = help: write millimetres, {help}");
        assert_eq!(with(lines).check().errors(), expected, "{lines}");
    }
}

#[test]
fn a_strip_along_the_edges_that_leaves_no_room() {
    let said = with("trophy = { width = 60, height = 90, safe = 15.5 }").check().errors();
    let expected = "error: 15.5 mm along each edge leave too little of 60 mm / \
                    = help: write at most 15";
    assert_eq!(said, expected);
    let said = with("decal = { safe = 30.1 }").check().errors();
    let expected = "error: 30.1 mm along each edge leave too little of 120 mm / \
                    = help: write at most 30";
    assert_eq!(said, expected);
}

#[test]
fn more_than_all_of_an_ink() {
    let accent = r##"accent = "#b8862b""##;
    let inks = format!("{accent}, primary_cmyk = [0, 101, 0, 0]");
    Season::new().replace(PROGRAMME, accent, &inks).check().fails(
        r##"
error: 101 percent of an ink is more than all of it
 --> data/demo/programme.toml:8:67
  |
8 | theme = { primary = "#1f3a7a", accent = "#b8862b", primary_cmyk = [0, 101, 0, 0] }
  |                                                                   ^^^^^^^^^^^^^^
  |
  = help: write four percentages, each from 0 to 100

1 error, no warnings; nothing was written
"##,
    );
}

#[test]
fn a_ground_of_a_kind_that_its_maker_cannot_use() {
    let png = "trophy = { background = \"ground.png\" }";
    let said = with(png).write("demo/ground.png", b"").check().stderr;
    assert!(said.contains("error: `ground.png` is no SVG\n"), "{said}");
    assert!(said.contains("help: save it as SVG: an engraver's machine follows lines\n"), "{said}");
    let pdf = "certificate = { background = \"ground.pdf\" }";
    let said = with(pdf).write("demo/ground.pdf", b"%PDF-1.7").check().stderr;
    assert!(said.contains("error: `ground.pdf` is neither SVG nor PNG nor JPEG\n"), "{said}");
    let text = "decal = { background = \"ground.pdf\" }";
    let said = with(text).write("demo/ground.pdf", b"no PDF").check().stderr;
    assert!(said.contains("error: `ground.pdf` is not readable as PDF\n"), "{said}");
    let lost = "decal = { background = \"lost.pdf\" }";
    let said = with(lost).check().stderr;
    assert!(said.contains("error: there is no file `data/demo/lost.pdf`\n"), "{said}");
}

#[test]
fn a_ground_for_the_screen_alone() {
    let said = with("certificate = { background = \"ground.svg\" }").check().errors();
    let expected = "error: the certificate has no ground for the printing house / = help: add \
                    `print_background`, the same ground as a PDF in the colours of print / error: \
                    there is no file `data/demo/ground.svg` / = help: put the picture there, or \
                    take the key out";
    assert_eq!(said, expected);
}
