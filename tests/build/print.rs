//! What is made for a printing house, judged by the tools of one: qpdf, MuPDF and Ghostscript.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use roxmltree::{Document, Node};
use serde_json::Value;

use crate::run::{Place, files, text};
use crate::tool::tool;

/// Points in a millimetre.
const POINTS: f64 = 72.0 / 25.4;

/// The output of a tool that must not fail; none where it is not installed.
pub(crate) fn said(name: &str, arguments: &[&str], file: &Path) -> Option<String> {
    let output = tool(name)?.args(arguments).arg(file).output().expect("it starts");
    assert!(output.status.success(), "{}: {}", file.display(), text(&output.stderr));
    Some(text(&output.stdout))
}

/// The boxes of a file's pages, in whole tenths of a millimetre.
fn boxes(file: &Path) -> Option<Vec<BTreeMap<String, [i64; 4]>>> {
    let json = ["--json=2", "--json-key=pages", "--json-key=qpdf"];
    let json: Value = serde_json::from_str(&said("qpdf", &json, file)?).expect("JSON");
    let page = |page: &Value| {
        let key = format!("obj:{}", page["object"].as_str().expect("an object"));
        let page = json["qpdf"][1][&key]["value"].as_object().expect("a page");
        let boxes = page.iter().filter(|(key, _)| key.ends_with("Box")).map(|(key, ends)| {
            let end = |at: usize| (ends[at].as_f64().expect("a number") / POINTS * 10.0).round();
            (key[1..].to_owned(), [0, 1, 2, 3].map(|at| end(at) as i64))
        });
        boxes.collect()
    };
    Some(json["pages"].as_array().expect("pages").iter().map(page).collect())
}

/// Something painted on a page.
#[derive(Debug)]
struct Painted {
    /// `fill_text`, `stroke_path` and the like.
    what: String,
    /// The colour space, with the colorant of a spot colour.
    space: String,
    colour: String,
    /// The words, of text.
    words: String,
}

/// What a file paints, as MuPDF runs it.
fn painted(file: &Path) -> Option<Vec<Painted>> {
    let trace = said("mutool", &["trace"], file)?;
    let xml = Document::parse(&trace).expect("XML");
    let of = |node: Node, key| node.attribute(key).unwrap_or_default().to_owned();
    let coloured = xml.descendants().filter(|node| node.has_attribute("colorspace"));
    let painted = coloured.map(|node| Painted {
        what: node.tag_name().name().to_owned(),
        space: of(node, "colorspace"),
        colour: of(node, "color"),
        words: node.descendants().filter_map(|glyph| glyph.attribute("unicode")).collect(),
    });
    Some(painted.collect())
}

/// How much of a sheet each ink covers: cyan, magenta, yellow, black; `options` may cut the sheet down.
fn coverage(file: &Path, options: &[&str]) -> Option<[f64; 4]> {
    let device = ["-q", "-o", "-", "-sDEVICE=inkcov"];
    let said = said("gs", &[&device, options].concat(), file)?;
    let inks: Vec<f64> = said.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    Some(inks.try_into().expect("four inks of one page"))
}

/// The names of the plates that a file is separated into.
pub(crate) fn plates(file: &Path) -> Option<BTreeSet<String>> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let to = format!("-o{}", folder.path().join("p.tif").display());
    said("gs", &["-q", "-sDEVICE=tiffsep", "-r36", &to], file)?;
    let names = files(folder.path()).into_keys();
    let plate = |name: String| Some(name.split_once('(')?.1.split_once(')')?.0.to_owned());
    Some(names.filter_map(plate).collect())
}

/// Every file that a build made in a folder of artwork.
pub(crate) fn below(place: &Place, within: &str) -> Vec<PathBuf> {
    let folder = place.path("output");
    let paths = files(&folder).into_keys().filter(|path| path.contains(within));
    paths.map(|path| folder.join(path)).collect()
}

fn for_print(place: &Place) -> Vec<PathBuf> {
    below(place, "/certificates/print/")
}

fn process() -> BTreeSet<String> {
    ["Cyan", "Magenta", "Yellow", "Black"].map(str::to_owned).into()
}

#[test]
fn a_certificate_for_print_is_sound_and_has_its_boxes() {
    let place = Place::small();
    place.build(&["artwork"]);
    let all = for_print(&place);
    assert!(all.len() > 2, "{all:?}");
    for file in all {
        let Some(_) = said("qpdf", &["--check"], &file) else { return };
        let expected = BTreeMap::from([
            ("MediaBox".to_owned(), [0, 0, 3210, 2340]),
            ("BleedBox".to_owned(), [90, 90, 3120, 2250]),
            ("TrimBox".to_owned(), [120, 120, 3090, 2220]),
        ]);
        assert_eq!(boxes(&file), Some(vec![expected]), "{}", file.display());
    }
}

#[test]
fn a_certificate_for_print_is_painted_in_the_inks_of_a_press() {
    let place = Place::small();
    place.build(&["artwork"]);
    for file in for_print(&place) {
        let Some(painted) = painted(&file) else { return };
        let known = ["DeviceCMYK", "Separation(DeviceCMYK,All)"];
        let strange = painted.iter().find(|one| !known.contains(&one.space.as_str()));
        assert!(strange.is_none(), "{}: {strange:?}", file.display());
        // The largest words, those of the recipient, among what is black and nothing else.
        let black: String = painted
            .iter()
            .filter(|one| one.what == "fill_text" && one.colour == "0 0 0 1")
            .flat_map(|one| one.words.chars().chain([' ']))
            .collect();
        assert!(black.contains("茲證明"), "{}: {black}", file.display());
        // Eight marks to cut by, and four crosses in circles.
        let marks = painted.iter().filter(|one| one.space == known[1]);
        assert!(marks.clone().all(|mark| mark.what == "stroke_path" && mark.colour == "1"));
        assert_eq!(marks.count(), 8 + 4 * 3, "{}", file.display());
    }
}

#[test]
fn the_marks_of_a_certificate_are_on_every_plate_and_alone_outside_the_bleed() {
    let place = Place::small();
    place.build(&["artwork"]);
    let all = for_print(&place);
    let file = all.first().expect("a certificate");
    // A strip along the left edge that ends where the bleed begins.
    let width = format!("-dDEVICEWIDTHPOINTS={:.0}", 8.5 * POINTS);
    let height = format!("-dDEVICEHEIGHTPOINTS={:.0}", 234.0 * POINTS);
    let strip = ["-dFIXEDMEDIA", &width, &height];
    let Some([cyan, magenta, yellow, black]) = coverage(file, &strip) else { return };
    assert!(black > 0.001 && black < 0.02, "{black}");
    assert_eq!([cyan, magenta, yellow], [black; 3]);
    assert_eq!(plates(file), Some(process()));
}

/// A designer's template of words and the marks.
const WORDS: &str = r#"
#import "parts/job.typ": job
#import "parts/theme.typ": ink, medium, soft
#import "parts/press.typ": press-marks, slug
#let sheet = job.sheet
#set document(title: "Words", date: datetime(year: 2026, month: 1, day: 1))
#set page(
  width: sheet.width * 1mm, height: sheet.height * 1mm, bleed: (sheet.bleed + slug) * 1mm,
  background: if medium == "print" { place(center + horizon, press-marks(sheet.width, sheet.height, sheet.bleed)) },
)
#set text(font: "Noto Serif HK", lang: "zh", region: "HK", fill: ink, size: 48pt)
#job.recipient.zh
#text(fill: soft, job.award.en)
"#;

/// The sheet without its marks, outside of which nothing is.
fn inside_the_trim() -> [String; 4] {
    let points = |mm: f64| format!("{:.0}", mm * POINTS);
    [
        "-dFIXEDMEDIA".to_owned(),
        format!("-dDEVICEWIDTHPOINTS={}", points(297.0)),
        format!("-dDEVICEHEIGHTPOINTS={}", points(210.0)),
        "-dUseTrimBox".to_owned(),
    ]
}

#[test]
fn black_words_are_on_the_black_plate_alone() {
    let place = Place::small();
    let own = place.path("data/demo/templates");
    std::fs::create_dir_all(&own).expect("a new folder");
    std::fs::write(own.join("certificate.typ"), WORDS).expect("writable");
    place.build(&["artwork"]);
    let of_demo = |path: &PathBuf| path.display().to_string().contains("/demo/");
    let file = for_print(&place).into_iter().find(of_demo).expect("a certificate");
    let options = inside_the_trim();
    let options = options.each_ref().map(String::as_str);
    let Some(inks) = coverage(&file, &options) else { return };
    let black = inks[3];
    assert!(black > 0.005, "{inks:?}");
    assert_eq!(inks, [0.0, 0.0, 0.0, black]);
}

#[test]
fn the_line_that_a_decal_is_cut_along_has_a_plate_of_its_own() {
    let place = Place::small();
    place.build(&["artwork"]);
    let mut expected = process();
    expected.insert("CutContour".to_owned());
    let all = below(&place, "/decals/");
    assert!(!all.is_empty());
    for file in all.iter().filter(|file| file.extension().is_some_and(|kind| kind == "pdf")) {
        let Some(plates) = plates(file) else { return };
        assert_eq!(plates, expected, "{}", file.display());
    }
}

#[test]
fn a_logo_for_print_stays_in_its_inks() {
    let place = Place::small();
    place.build(&["artwork", "--entry", "e1"]);
    // Any PDF in CMYK will do, such as one of our own.
    let logo = for_print(&place).remove(0);
    std::fs::copy(logo, place.path("data/demo/logo.pdf")).expect("writable");
    let file = place.path("data/demo/programme.toml");
    let programme = std::fs::read_to_string(&file).expect("the programme");
    let with_logo = programme.replace("theme = { ", "theme = { print_logo = \"logo.pdf\", ");
    assert_ne!(with_logo, programme);
    std::fs::write(&file, with_logo).expect("writable");
    place.build(&["artwork", "--entry", "e1"]);
    let Some(painted) = painted(&for_print(&place).remove(0)) else { return };
    let black = painted.iter().filter(|one| one.colour == "0 0 0 1");
    let words: Vec<_> = black.map(|one| one.words.as_str()).collect();
    assert_eq!(words.iter().filter(|words| **words == "茲證明").count(), 2, "{words:?}");
    let strange = painted.iter().find(|one| !one.space.contains("DeviceCMYK"));
    assert!(strange.is_none(), "{strange:?}");
}
