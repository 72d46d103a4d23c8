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
                  certificate = { bleed = 2, safe = 12 }\n\
                  decal = { diameter = 90, bleed = 10, safe = 3.25 }\nnumerals = \"arabic\"";
    with(sheets).check().passes();
}

#[test]
fn a_printed_ground_needs_a_bleed() {
    let without = |sheet: &str| with(&format!("{sheet} = {{ bleed = 0 }}")).check().stderr;
    let said = without("certificate");
    let message = "warning: the shape at 0, 0 mm reaches the edge of the sheet, which has no bleed";
    // One for all the pieces, with the names of the others.
    assert_eq!(said.matches(message).count(), 1, "{said}");
    assert!(said.contains("= help: set `bleed = 3` for this sheet under `[artwork]`"), "{said}");
    assert!(said.contains("= note: also on "), "{said}");
    assert!(said.ends_with("no errors, 1 warning\n"), "{said}");
}

#[test]
fn a_fault_of_a_template_is_told_once_for_all_pieces() {
    // Letters that are too low, on every trophy, its recipient's name and a word of its own.
    let template = "#import \"parts/job.typ\": job\n#let sheet = job.sheet\n\
        #set document(title: \"T\", date: datetime(year: 2026, month: 1, day: 1))\n\
        #set page(width: sheet.width * 1mm, height: sheet.height * 1mm, margin: 20mm)\n\
        #set text(font: \"Noto Sans\", weight: \"bold\", size: 8pt, \
        fill: color.spot(\"Engrave\", cmyk(0%, 0%, 0%, 100%)).tint(100%), stroke: 0.2mm + \
        color.spot(\"Engrave\", cmyk(0%, 0%, 0%, 100%)).tint(100%))\n\
        #job.recipient.en\n\n#text(size: 7pt)[Won]\n";
    let said = Season::new().write("demo/templates/trophy.typ", template).check().stderr;
    assert_eq!(said.matches("error: ").count(), 2, "{said}");
    assert!(said.contains("mm high, less than 2.5 mm"), "{said}");
    assert_eq!(said.matches("= note: also on 5 more pieces: `").count(), 2, "{said}");
    assert!(said.ends_with("2 errors, no warnings; nothing was written\n"), "{said}");
}

#[test]
fn a_name_without_room_is_told_for_each_piece_with_its_column() {
    let long = "Unendingly".repeat(22);
    let said =
        Season::new().replace("demo/2026/participants.csv", "Stardust Kites", &long).check().stderr;
    let does_not_fit = format!("error: the text `{long}` does not fit, even in its smallest size");
    let trophies = "--> private/demo/2026/artwork/trophies/e1-";
    // Best of its stream, steady and gold: three trophies and as many certificates.
    assert_eq!(said.matches(&does_not_fit).count(), 6, "{said}");
    assert_eq!(said.matches(trophies).count(), 3, "{said}");
    let help = "shorten `name_en` of `alpha` in participants.csv; or enlarge the plate, `width` and \
                `height` of `[artwork] trophy`";
    assert!(said.contains(help), "{said}");
    assert!(!said.contains("outside the safe zone"), "{said}");
}

/// A PNG in the shape of a certificate with its bleed, so many pixels wide.
fn ground(width: u32) -> Vec<u8> {
    let height = (f64::from(width) * 216.0 / 303.0).round() as u32;
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&vec![240; (width * height) as usize]).expect("pixels");
    drop(writer);
    file
}

#[test]
fn a_ground_for_the_screen_has_pixels_enough() {
    let lines = "certificate = { background = \"ground.png\" }";
    let said = |width| with(lines).write("demo/ground.png", ground(width)).check().stderr;
    let warning =
        "warning: `ground.png` has 100 pixels an inch on its sheet, less than 150: it looks coarse";
    let few = said(1200);
    assert!(few.contains(warning), "{few}");
    assert!(few.contains("help: save it at least 1790 pixels wide, or as SVG"), "{few}");
    assert!(!said(1790).contains("coarse"));
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
