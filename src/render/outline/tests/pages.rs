//! Pages of letters and shapes.

use std::f64::consts::PI;

use kurbo::PathEl;

use super::measure::{assert_same_picture, measured};
use super::{SHEET, Words, outlines, set, sheet, svg};

/// Makes the outlines of a page, checks them and compares the pictures; returns the area in mm².
fn checked(text: &str) -> f64 {
    let page = sheet(text);
    let svg = outlines(&page);
    let measured = measured(&svg);
    assert_same_picture(&page, &svg);
    measured.area
}

fn assert_area(text: &str, expected: f64) {
    let area = checked(text);
    // The polygon of a cut circle lies 0.005 mm within it at most.
    assert!((area - expected).abs() < 0.05, "{area} mm² instead of {expected}: {text}");
}

fn curves(svg: &str) -> usize {
    let paths = measured(svg).paths;
    let elements = paths.iter().flat_map(|path| path.elements());
    elements.filter(|el| matches!(el, PathEl::QuadTo(..) | PathEl::CurveTo(..))).count()
}

#[test]
fn a_file_is_in_millimetres_and_says_what_it_is() {
    let page =
        set("#set page(width: 90mm, height: 140.5mm)\n#set text(font: \"Noto Sans\")\nA", &[]);
    let lines = ["金獎 <Gold> & more".to_owned(), "\u{8}second".to_owned()];
    let svg = svg(&page, &Words { title: "“e001-gold”", lines: &lines }).expect("an A");
    let document = roxmltree::Document::parse(&svg).expect("well-formed");
    let root = document.root_element();
    assert_eq!(root.attribute("width"), Some("90mm"));
    assert_eq!(root.attribute("height"), Some("140.5mm"));
    assert_eq!(root.attribute("viewBox"), Some("0 0 90 140.5"));
    assert_eq!(root.attribute("fill"), Some("#000"));
    let text =
        |name| root.children().find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", name)));
    assert_eq!(text("title").and_then(|node| node.text()), Some("“e001-gold”"));
    assert_eq!(text("desc").and_then(|node| node.text()), Some("金獎 <Gold> & more\nsecond"));
}

#[test]
fn letters_keep_their_curves() {
    let page = sheet("Office &\\ 金獎");
    let svg = outlines(&page);
    assert!(curves(&svg) > 100, "{} curves", curves(&svg));
    assert_same_picture(&page, &svg);
}

#[test]
fn dense_and_rare_characters_are_clean() {
    checked("#text(size: 16pt)[𨋢龘灣籲鬱\\ 齉鑿麤爨驫\\ 嚿啲㗎𡃁嘥]");
    checked("#text(size: 7pt)[連續四年金獎𨋢鬱籲龘驫麤爨顯響讀識躍優譽獲]");
}

#[test]
fn small_print_of_both_scripts_is_clean() {
    checked(
        "#text(size: 6pt)[Mystery Customer Assessment Award 2026 · 神秘顧客評審大獎二零二六 Æ Ø Ł ç ñ ß @ % ‰ § 8]",
    );
}

#[test]
fn overlapping_letters_are_united() {
    checked("#text(tracking: -6pt)[Waffle]");
    checked("#place(dx: 3pt)[金獎]#place[獎金]");
}

#[test]
fn shapes_have_their_areas() {
    assert_area("#rect(width: 20mm, height: 10mm, fill: black)", 200.0);
    assert_area("#circle(radius: 5mm, fill: black)", 25.0 * PI);
    assert_area("#rect(width: 20mm, height: 10mm, stroke: 1mm)", 60.0);
    assert_area("#circle(radius: 5mm, stroke: 1mm)", (5.5 * 5.5 - 4.5 * 4.5) * PI);
    assert_area("#rect(width: 20mm, height: 10mm, fill: black, stroke: 1mm)", 21.0 * 11.0);
    assert_area("#line(length: 20mm, stroke: 0.5mm)", 10.0);
    assert_area("#line(length: 20mm, stroke: (thickness: 1mm, cap: \"round\"))", 20.0 + PI / 4.0);
    assert_area("#line(length: 20mm, stroke: (thickness: 1mm, dash: (2mm, 2mm)))", 10.0);
    let star = "(0mm, 0mm), (20mm, 15mm), (0mm, 15mm), (20mm, 0mm)";
    assert_area(&format!("#polygon(fill: black, {star})"), 150.0);
    let double = "(0mm, 0mm), (10mm, 0mm), (10mm, 10mm), (0mm, 10mm)";
    let twice = format!("#polygon(fill: black, fill-rule: \"even-odd\", {double}, {double})");
    assert!(measured(&outlines(&sheet(&twice))).area < 0.001);
}

#[test]
fn a_ring_keeps_its_curves_and_a_crossed_one_does_not() {
    assert!(curves(&outlines(&sheet("#circle(radius: 5mm, stroke: 1mm)"))) > 4);
    let crossed =
        "#circle(radius: 5mm, stroke: 1mm)#place(line(length: 20mm, stroke: 1mm), dy: -8mm)";
    assert_eq!(curves(&outlines(&sheet(crossed))), 0);
    checked(crossed);
}

#[test]
fn shapes_over_each_other_are_one() {
    let rect = "rect(width: 10mm, height: 10mm, fill: black)";
    assert_area(&format!("#place({rect})#place(dx: 5mm, dy: 5mm, {rect})"), 175.0);
    assert_area(&format!("#place({rect})#place(dx: 10mm, {rect})"), 200.0);
    assert_area(&format!("#place({rect})#place(dx: 2mm, {rect})#place({rect})"), 120.0);
    assert_area(&format!("#place({rect})#place(dx: 4mm, dy: 2mm)[獎]#place({rect})"), {
        checked(&format!("#place(dx: 4mm, dy: 2mm)[獎]#place({rect})"))
    });
}

#[test]
fn white_takes_away_what_lies_below_and_only_that() {
    let rect = "rect(width: 20mm, height: 20mm, fill: black)";
    let hole = "place(dx: 5mm, dy: 5mm, rect(width: 10mm, height: 10mm, fill: white))";
    let island = "place(dx: 8mm, dy: 8mm, rect(width: 4mm, height: 4mm, fill: black))";
    assert_area(&format!("#place({rect})#{hole}"), 300.0);
    assert_area(&format!("#{hole}#place({rect})"), 400.0);
    assert_area(&format!("#place({rect})#{hole}#{island}"), 316.0);
    assert_area(&format!("#{hole}#{island}"), 16.0);
    let letters = "place(dx: 1mm, dy: 5mm, text(fill: white)[金A])";
    checked(&format!("#place({rect})#{letters}"));
    // A sheet of white below letters is no reason to flatten them.
    let page = sheet("#place(rect(width: 100%, height: 100%, fill: white))#place[Go]");
    assert!(curves(&outlines(&page)) > 20);
}

#[test]
fn what_is_invisible_is_not_there() {
    let rect = "#rect(width: 10mm, height: 10mm, fill: black)";
    let none = "#place(rect(width: 30mm, height: 30mm, fill: rgb(0, 0, 0, 0), stroke: 0pt))";
    assert_area(&format!("{none}{rect}"), 100.0);
}

#[test]
fn strokes_of_all_kinds_are_areas() {
    checked(
        "#rect(width: 30mm, height: 20mm, radius: 4mm, stroke: (thickness: 0.8mm, join: \"round\"))",
    );
    checked(
        "#polygon(stroke: (thickness: 1mm, join: \"bevel\"), (0mm, 0mm), (20mm, 3mm), (2mm, 15mm), (25mm, 20mm))",
    );
    checked(
        "#curve(stroke: 0.7mm, curve.move((0mm, 10mm)), curve.cubic((10mm, -20mm), (20mm, 40mm), (30mm, 10mm)), curve.cubic((31mm, 0mm), (0mm, 0mm), (1mm, 20mm)))",
    );
    checked(
        "#curve(stroke: (thickness: 3mm, cap: \"round\"), curve.move((5mm, 10mm)), curve.cubic((12mm, 0mm), (6mm, 0mm), (12mm, 10mm)))",
    );
    checked("#text(size: 40pt, stroke: 0.4mm, fill: white)[獎g]");
    checked("#text(size: 40pt, stroke: 0.4mm, fill: rgb(0, 0, 0, 0))[獎g]");
}

#[test]
fn turned_skewed_and_nested_things_are_where_they_are_set() {
    checked("#rotate(17deg)[金獎 Gold]");
    checked("#scale(x: -100%)[金獎 Gold]");
    checked("#skew(ax: 20deg)[金獎 Gold]");
    checked(
        "#rotate(30deg, scale(x: 60%, y: 120%, box(stroke: 1mm, inset: 2mm, rotate(-50deg)[獎]))) ",
    );
    checked(
        "#move(dx: 10mm, dy: 8mm, rotate(45deg, rect(width: 10mm, height: 6mm, fill: black, radius: 2mm)))",
    );
}

#[test]
fn what_is_clipped_is_cut() {
    let circle = "circle(radius: 10mm, fill: black)";
    assert_area(&format!("#box(clip: true, width: 10mm, height: 10mm, {circle})"), 25.0 * PI);
    assert_area(
        &format!(
            "#box(clip: true, width: 10mm, height: 30mm, box(clip: true, width: 30mm, height: 10mm, {circle}))"
        ),
        25.0 * PI,
    );
    checked("#box(clip: true, radius: 5mm, width: 20mm, height: 14mm, text(size: 50pt)[獎])");
    checked("#rotate(20deg, box(clip: true, width: 20mm, height: 8mm, text(size: 30pt)[Gold]))");
    // What hangs over the edge of the sheet is cut off with it.
    assert_area("#place(dx: -9mm, rect(width: 10mm, height: 10mm, fill: black))", 50.0);
    assert_area("#place(dx: -9mm, dy: -9mm, rect(width: 90mm, height: 90mm, fill: black))", 2400.0);
}

#[test]
fn a_filled_sheet_is_engraved_and_a_white_one_is_not() {
    let page =
        |fill: &str| set(&format!("{SHEET}#set page(fill: {fill})\n#text(fill: white)[獎]"), &[]);
    let full = measured(&outlines(&page("black"))).area;
    assert!(full > 2300.0 && full < 2399.0, "{full}");
    assert!(measured(&outlines(&page("white"))).area < 0.001);
    assert!(measured(&outlines(&page("auto"))).area < 0.001);
}

#[test]
fn an_ornament_of_crossing_lines_is_one_net() {
    checked(
        "#for at in range(24) { place(center + horizon, rotate(at * 7.5deg, \
         ellipse(width: 44mm, height: 14mm, stroke: 0.25mm))) }",
    );
}

#[test]
fn the_same_page_gives_the_same_bytes() {
    let text =
        "#rotate(17deg)[金獎 Gold]#place(circle(radius: 5mm, stroke: 1mm))#line(length: 20mm)";
    assert_eq!(outlines(&sheet(text)), outlines(&sheet(text)));
}
