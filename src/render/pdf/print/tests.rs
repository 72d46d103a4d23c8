//! Files for print as an independent reader sees them. What the outside tools of a printing house see
//! is in `tests/build/print.rs`.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use lopdf::{Document, Object};
use typst::foundations::Bytes;
use typst_layout::PagedDocument;

use super::super::{Desk, Fonts, Press, file_id};
use super::*;
use crate::model::Assets;

/// A sheet of 100 by 60 mm with 3 mm of bleed and 9 mm for the marks.
const SHEET: &str = r#"
    #let ink = cmyk(0%, 0%, 0%, 100%)
    #set page(width: 100mm, height: 60mm, bleed: 12mm)
    #set text(font: "Noto Sans HK", fill: ink)
"#;

/// The marks, a ground up to the bleed, text, and a line to be cut along.
const BODY: &str = r#"
    #place(top + left, dx: -40mm, line(length: 5mm, stroke: 0.25pt + color.spot("all", ink).tint(100%)))
    #place(top + left, rect(width: 20mm, height: 20mm, fill: cmyk(0%, 10%, 40%, 0%)))
    #place(top + left, circle(radius: 9mm, stroke: 1pt + color.spot("CutContour", cmyk(0%, 100%, 0%, 0%)).tint(100%)))
    甲 Text
"#;

fn press(source: &str) -> Press {
    let font = include_bytes!("../../../../fonts/noto-sans-hk/NotoSansHK_400Regular.ttf");
    let assets = Assets {
        templates: BTreeMap::from([("sheet.typ".to_owned(), source.as_bytes().to_vec().into())]),
        fonts: BTreeMap::from([("font.ttf".to_owned(), font.as_slice().into())]),
        ..Assets::default()
    };
    Press::new(Arc::new(Fonts::new(&assets)), &assets, "templates")
}

fn set(press: &Press, files: &[(&str, &[u8])]) -> PagedDocument {
    let files = files.iter().map(|(path, file)| (file_id(path), Bytes::new(file.to_vec())));
    let desk = Desk {
        press,
        tree: &press.standing,
        main: file_id("/sheet.typ"),
        files: files.collect(),
        read: Mutex::default(),
    };
    typst::compile(&desk).output.expect("the test's own template")
}

fn printed(body: &str, bleed: f64) -> Result<Vec<u8>, String> {
    printed_with(body, bleed, &[])
}

fn printed_with(body: &str, bleed: f64, files: &[(&str, &[u8])]) -> Result<Vec<u8>, String> {
    let press = press(&format!("{SHEET}{body}"));
    let document = set(&press, files);
    print(&press, &document, "sheet", bleed).map_err(|errors| errors[0].message.to_string())
}

/// Each page's boxes, in hundredths of a millimetre.
fn boxes(pdf: &[u8]) -> Vec<BTreeMap<String, Vec<i64>>> {
    let document = Document::load_mem(pdf).expect("a PDF");
    let pages = document.get_pages().into_values().map(|id| {
        let page = document.get_dictionary(id).expect("a page");
        let boxes = page.iter().filter(|(key, _)| key.ends_with(b"Box")).map(|(key, ends)| {
            let ends = ends.as_array().expect("a box").iter();
            let ends =
                ends.map(|end| f64::from(end.as_float().expect("a number")) / POINTS * 100.0);
            (
                String::from_utf8_lossy(key).into_owned(),
                ends.map(|end| end.round() as i64).collect(),
            )
        });
        boxes.collect()
    });
    pages.collect()
}

/// Every object but for what the streams hold.
fn objects(pdf: &[u8]) -> String {
    let document = Document::load_mem(pdf).expect("a PDF");
    let shown = document.objects.values().map(|object| match object {
        Object::Stream(stream) => format!("{:?}", stream.dict),
        other => format!("{other:?}"),
    });
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn each_page_has_its_boxes() {
    let pdf = printed(&format!("{BODY} #pagebreak() {BODY}"), 3.0).expect("it has room");
    let expected = BTreeMap::from([
        ("MediaBox".to_owned(), vec![0, 0, 12400, 8400]),
        ("BleedBox".to_owned(), vec![900, 900, 11500, 7500]),
        ("TrimBox".to_owned(), vec![1200, 1200, 11200, 7200]),
    ]);
    assert_eq!(boxes(&pdf), [expected.clone(), expected]);
    assert!(pdf.starts_with(b"%PDF-1.7"));
}

#[test]
fn a_sheet_without_bleed_is_cut_to_its_size() {
    let pdf = printed("#set page(bleed: 0mm)\n甲", 0.0).expect("it needs no room");
    let sheet = vec![0, 0, 10000, 6000];
    let expected = ["MediaBox", "BleedBox", "TrimBox"].map(|key| (key.to_owned(), sheet.clone()));
    assert_eq!(boxes(&pdf), [BTreeMap::from(expected)]);
}

#[test]
fn all_of_the_bleed_may_be_bleed_but_no_more() {
    let pdf = printed(BODY, 12.0).expect("it has just so much");
    assert_eq!(boxes(&pdf)[0]["BleedBox"], boxes(&pdf)[0]["MediaBox"]);
    let fault = printed(BODY, 12.1).expect_err("it has no room");
    assert_eq!(fault, "a page for print has no room for a bleed of 12.1 mm");
    printed("#set page(bleed: 0mm)\n甲", 3.0).expect_err("it has none at all");
}

#[test]
fn colours_are_those_of_the_plates() {
    let objects = objects(&printed(BODY, 3.0).expect("it has room"));
    assert_eq!(objects.matches("/Separation").count(), 2, "{objects}");
    assert!(objects.contains("/All") && objects.contains("/CutContour"), "{objects}");
    for other in ["ICCBased", "RGB", "Gray", "StructTreeRoot", "OutputIntent"] {
        assert!(!objects.contains(other), "{other}: {objects}");
    }
}

/// What a page draws, and each of its states by name.
fn drawn(pdf: &[u8]) -> (String, BTreeMap<String, String>) {
    let document = Document::load_mem(pdf).expect("a PDF");
    let page = document.get_pages()[&1];
    let content = document.get_page_content(page);
    let (own, inherited) = document.get_page_resources(page).expect("resources");
    let of = |id: &lopdf::ObjectId| document.get_dictionary(*id).expect("resources").clone();
    let resources = own.cloned().into_iter().chain(inherited.iter().map(of));
    let states =
        resources.filter_map(|all| all.get(b"ExtGState").and_then(Object::as_dict).ok().cloned());
    let states = states
        .flatten()
        .map(|(name, state)| (String::from_utf8_lossy(&name).into_owned(), format!("{state:?}")));
    (String::from_utf8_lossy(&content).into_owned(), states.collect())
}

#[test]
fn the_line_to_cut_along_leaves_no_gap_below_it() {
    let (content, states) = drawn(&printed(BODY, 3.0).expect("it has room"));
    let lines = &states["LinesOver"];
    assert!(lines.contains("/OP true") && lines.contains("/OPM 1"), "{lines}");
    // The marks and the ground are printed as before.
    assert_eq!(content.matches("/LinesOver gs").count(), 1, "{content}");
    assert!(!content.contains("/AreasOver"), "{content}");
    let (before, after) = content.split_once("/LinesOver gs").expect("once");
    assert!(before.ends_with(" CS") && after.trim_start().starts_with("1 SCN"), "{content}");
    let drawing = after.split_once(" Q").or(after.split_once("\nQ")).expect("it ends").0;
    assert!(drawing.trim_end().ends_with('S'), "the line and nothing else: {drawing}");
}

#[test]
fn what_is_engraved_leaves_no_gap_either_and_other_spot_colours_do() {
    let spot = |name: &str| {
        format!("#text(fill: color.spot(\"{name}\", cmyk(0%, 0%, 0%, 100%)).tint(100%))[甲]")
    };
    let (content, states) = drawn(&printed(&spot("Engrave"), 3.0).expect("it has room"));
    assert!(content.contains("/AreasOver gs"), "{content}");
    assert!(states["AreasOver"].contains("/op true"), "{states:?}");
    let (content, states) = drawn(&printed(&spot("Gold foil"), 3.0).expect("it has room"));
    assert!(!content.contains("Over gs") && states.is_empty(), "{content}");
}

#[test]
fn a_colour_of_the_screen_is_an_error() {
    for colour in ["rgb(\"#123456\")", "color.spot(\"Engrave\", rgb(\"#123456\")).tint(100%)"] {
        let body = format!("#rect(fill: {colour})");
        assert_eq!(
            printed(&body, 3.0).expect_err(colour),
            "the file for print has a colour in RGB"
        );
    }
}

#[test]
fn a_designers_pdf_stays_in_its_colours() {
    let ground = printed("甲 #rect(fill: cmyk(0%, 10%, 40%, 0%))", 3.0).expect("it has room");
    let place = "#set page(background: image(\"/background.pdf\", width: 100%, height: 100%))\n甲";
    let files = [("/background.pdf", ground.as_slice())];
    let pdf = printed_with(place, 3.0, &files).expect("it is in CMYK");
    let objects = objects(&pdf);
    assert!(objects.contains("/CS/DeviceCMYK") || objects.contains("DeviceCMYK"), "{objects}");
    assert!(!objects.contains("ICCBased"), "{objects}");
    // With a colour of the screen beside it, the profile is still asked for.
    let fault = printed_with(&format!("{place} #rect(fill: red)"), 3.0, &files);
    assert_eq!(fault.expect_err("red"), "the file for print has a colour in RGB");
}

/// Waves in a colour, cut to a box; as many pieces as an ornament has, if not more.
fn waves(colour: &str, pieces: usize) -> String {
    let waves = format!(
        "curve(stroke: 0.3pt + {colour}, ..range({pieces}).map(n => curve.quad((n * 1mm, 9mm), (n * 1mm, n * 0.01mm))))"
    );
    format!("#place(top + left, box(width: 40mm, height: 20mm, clip: true, {waves}))\n")
}

const CMYK: &str = "cmyk(0%, 20%, 80%, 10%)";

#[test]
fn an_ornament_is_written_once_and_stands_in_every_file() {
    let press = press(&format!("{SHEET}{BODY}{}", waves(CMYK, 600)));
    let document = set(&press, &[]);
    let once = print(&press, &document, "sheet", 3.0).expect("it has room");
    assert_eq!(print(&press, &document, "sheet", 3.0).expect("the same"), once);
    let known = press.ornaments.count();
    assert_eq!(known, 1, "the waves and nothing else");
    let found = Document::load_mem(&once).expect("a PDF");
    let forms = found.objects.values().filter_map(|object| object.as_stream().ok());
    let forms: Vec<_> = forms
        .filter(|form| {
            form.dict.get(b"Subtype").is_ok_and(|it| it.as_name().is_ok_and(|name| name == b"Form"))
        })
        .collect();
    // The page of the ornament, and what it shows.
    assert_eq!(forms.len(), 2, "{forms:?}");
    assert!(forms.iter().all(|form| !form.dict.has(b"Group")), "{forms:?}");
    // What it shows is as it was packed; the sheet itself has none of it.
    let drawn = forms.iter().map(|form| form.decompressed_content().unwrap_or_default().len());
    assert!(drawn.max() > Some(10_000), "{forms:?}");
    let (content, states) = self::drawn(&once);
    assert!(content.len() < 4_000, "{}", content.len());
    assert!(states.contains_key("LinesOver"), "{states:?}");
}

#[test]
fn what_is_no_ornament_is_written_as_it_stands() {
    let others = [
        waves(CMYK, 100),
        waves("color.spot(\"Engrave\", cmyk(0%, 0%, 0%, 100%)).tint(100%)", 600),
        waves(CMYK, 600).replace("clip: true", "clip: false"),
    ];
    for other in others {
        let press = press(&format!("{SHEET}{other}"));
        print(&press, &set(&press, &[]), "sheet", 3.0).expect("it has room");
        assert_eq!(press.ornaments.count(), 0, "{other}");
    }
    let screen = printed(&waves("red", 600), 3.0).expect_err("red");
    assert_eq!(screen, "the file for print has a colour in RGB");
}

#[test]
fn a_file_of_another_shape_is_an_error() {
    let plain =
        typst_pdf::pdf(&set(&press(&format!("{SHEET}{BODY}")), &[]), &PdfOptions::default());
    let plain = plain.expect("a PDF");
    for_print(&plain, 1, 3.0).expect("the shape that is known");
    let unknown = for_print(&plain[1..], 1, 3.0).expect_err("it begins otherwise");
    assert_eq!(unknown.0, "the file for print has an unknown shape");
    let pages = for_print(&plain, 2, 3.0).expect_err("it has one");
    assert_eq!(pages.0, "the file for print has 1 of its 2 pages");
    let at = find(&plain, b"/MediaBox").expect("a size");
    let mut other = plain.clone();
    other[at + 1] = b'X';
    let size = for_print(&other, 1, 3.0).expect_err("its page has no size");
    assert_eq!(size.0, "the file for print has a page of no size");
}
