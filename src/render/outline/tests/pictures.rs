//! A designer's SVG on the page.

use super::measure::{assert_same_picture, measured};
use super::{SHEET, outlines, set};

/// The area in mm² of a picture of 40 × 20 units on 40 × 20 mm.
fn area(inner: &str) -> f64 {
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"80\" height=\"40\" viewBox=\"0 0 40 20\">{inner}</svg>"
    );
    let text = format!("{SHEET}#image(\"/a.svg\", width: 40mm)");
    let page = set(&text, &[("/a.svg", svg.as_bytes())]);
    let svg = outlines(&page);
    assert_same_picture(&page, &svg);
    measured(&svg).area
}

fn assert_area(inner: &str, expected: f64) {
    let area = area(inner);
    assert!((area - expected).abs() < 0.02, "{area} mm² instead of {expected}: {inner}");
}

#[test]
fn paths_of_a_picture_are_paths() {
    assert_area("<rect width=\"10\" height=\"5\"/>", 50.0);
    assert_area(
        "<rect width=\"10\" height=\"5\" transform=\"rotate(20) translate(8 4) scale(.5)\"/>",
        12.5,
    );
    assert_area(
        "<rect x=\"1\" y=\"1\" width=\"10\" height=\"5\" fill=\"none\" stroke=\"#000\"/>",
        30.0,
    );
    assert_area(
        "<g style=\"fill:none;stroke:#000;stroke-width:2\"><path d=\"M5 5h20\"/></g>",
        40.0,
    );
    assert_area(
        "<path d=\"M5 5h20\" stroke=\"#000\" stroke-width=\"2\" stroke-dasharray=\"3 2\"/>",
        24.0,
    );
    assert_area("<path fill-rule=\"evenodd\" d=\"M0 0h10v10h-10z M2 2h6v6h-6z\"/>", 64.0);
    area(
        "<circle cx=\"8\" cy=\"8\" r=\"5\" stroke=\"#000\" fill=\"#fff\"/><path d=\"M0 0Q20 30 40 0\"/>",
    );
}

#[test]
fn a_picture_is_cut_at_its_edge_and_by_its_clip_paths() {
    assert_area("<rect x=\"35\" width=\"10\" height=\"5\"/>", 25.0);
    let clip = "<clipPath id=\"c\"><path d=\"M0 0h4v4h-4z\"/><path d=\"M2 2h4v4h-4z\"/></clipPath>";
    assert_area(&format!("{clip}<rect width=\"40\" height=\"20\" clip-path=\"url(#c)\"/>"), 28.0);
    let nested =
        "<clipPath id=\"d\" clip-path=\"url(#c)\"><rect width=\"4\" height=\"20\"/></clipPath>";
    let all = format!(
        "{clip}{nested}<g transform=\"translate(3 3)\" clip-path=\"url(#d)\"><rect width=\"40\" height=\"20\"/></g>"
    );
    assert_area(&all, 20.0);
}

#[test]
fn the_text_of_a_picture_is_outlines() {
    let text = "<text x=\"2\" y=\"12\" font-family=\"Noto Serif HK\" font-size=\"10\">金獎</text>";
    assert!(area(text) > 20.0);
}
