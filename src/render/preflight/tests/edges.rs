//! The edge of the sheet, its bleed, and printers' marks beyond it.

use super::{engraved, round, screen, sheet, told};
use crate::diagnostics::Severity;
use crate::plan::{CUT_CONTOUR, Demands};

fn area(left: f64, top: f64, width: f64, height: f64) -> String {
    format!(
        "#place(dx: {left}mm, dy: {top}mm, rect(width: {width}mm, height: {height}mm, fill: wine))\n"
    )
}

#[test]
fn a_ground_goes_on_to_the_edge_of_the_bleed() {
    assert_eq!(told(&area(-3.0, -3.0, 106.0, 66.0), &sheet()), [""; 0]);
    assert_eq!(told(&area(-8.0, -8.0, 116.0, 76.0), &sheet()), [""; 0]);
    let faults = told(&area(-3.0, -2.0, 106.0, 65.0), &sheet());
    assert_eq!(
        faults,
        ["the shape at -3, -2 mm crosses the top edge but goes on only 2 mm beyond it, not 3 mm"]
    );
}

#[test]
fn what_touches_the_trim_bleeds_and_what_ends_before_it_does_not() {
    let touching = told(&area(0.0, 20.0, 10.0, 10.0), &sheet());
    assert_eq!(
        touching,
        ["the shape at 0, 20 mm crosses the left edge but goes on only 0 mm beyond it, not 3 mm"]
    );
    assert_eq!(told(&area(0.1, 20.0, 10.0, 10.0), &sheet()), [""; 0]);
    assert_eq!(told(&area(-3.0, 20.0, 10.0, 10.0), &sheet()), [""; 0]);
    // Paper is no ground.
    let white =
        "#place(dx: 0mm, dy: 20mm, rect(width: 10mm, height: 9mm, fill: cmyk(0%, 0%, 0%, 0%)))";
    assert_eq!(told(white, &sheet()), [""; 0]);
}

#[test]
fn what_is_clipped_ends_there() {
    let clipped = "#place(box(width: 100mm, height: 60mm, clip: true, \
                   place(dx: -3mm, dy: -3mm, rect(width: 106mm, height: 66mm, fill: wine))))";
    assert_eq!(told(clipped, &sheet()).len(), 4);
}

#[test]
fn the_ground_of_the_page_needs_a_page_with_bleed() {
    let ground = "#set page(fill: wine)\n#none";
    assert_eq!(told(ground, &sheet()), [""; 0]);
    let document = super::desk::set(
        "#set page(width: 100mm, height: 60mm, bleed: 2mm, fill: cmyk(0%, 50%, 0%, 0%))\n#none",
        &[],
    );
    assert_eq!(super::preflight(&document, &sheet()).len(), 4);
}

#[test]
fn a_line_over_the_edge() {
    let line =
        |end: f64| format!("#place(dx: 90mm, dy: 20mm, line(length: {end}mm, stroke: 1mm + wine))");
    assert_eq!(told(&line(13.0), &sheet()), [""; 0]);
    assert_eq!(told(&line(12.0), &sheet()).len(), 1);
    assert_eq!(told(&line(9.9), &sheet()), [""; 0]);
}

#[test]
fn a_turned_ornament_is_as_large_as_it_is() {
    // Turned by an eighth, a circle is the same, and the box around its box is not.
    let ornament = |x: f64| {
        format!("#place(dx: {x}mm, dy: 20mm, rotate(45deg, circle(radius: 5mm, fill: wine)))")
    };
    assert_eq!(told(&ornament(0.1), &sheet()), [""; 0]);
    assert_eq!(told(&ornament(-0.1), &sheet()).len(), 1);
}

#[test]
fn a_round_sheet_bleeds_all_around() {
    let circle = |radius: f64| {
        format!(
            "#place(dx: {0}mm, dy: {0}mm, circle(radius: {radius}mm, fill: wine))",
            50.0 - radius
        )
    };
    assert_eq!(told(&circle(53.0), &round()), [""; 0]);
    assert_eq!(told(&circle(49.9), &round()), [""; 0]);
    let faults = told(&circle(51.5), &round());
    assert_eq!(
        faults,
        [
            "the shape at -1.5, -1.5 mm crosses the edge but goes on only 1.49 mm beyond it, not 3 mm"
        ]
    );
    // A square around the bleed covers it; one as wide as the sheet does not, though its corners do.
    assert_eq!(told(&area(-3.0, -3.0, 106.0, 106.0), &round()), [""; 0]);
    assert_eq!(told(&area(0.0, 0.0, 100.0, 100.0), &round()).len(), 1);
    // A band across the middle, and one that is cut off too soon.
    assert_eq!(told(&area(-3.0, 40.0, 106.0, 20.0), &round()), [""; 0]);
    assert_eq!(told(&area(-1.0, 40.0, 102.0, 20.0), &round()).len(), 1);
}

#[test]
fn a_large_circle_of_curves_is_round_enough() {
    for diameter in [60.0, 120.0, 150.0, 200.0, 400.0] {
        let demands = Demands { safe: 5.0, bleed: 3.0, cut: None, ..Demands::decal(diameter) };
        let ground = |over: f64| {
            let radius = diameter / 2.0 + over;
            format!("#place(dx: -{over}mm, dy: -{over}mm, circle(radius: {radius}mm, fill: wine))")
        };
        assert_eq!(told(&ground(3.0), &demands), [""; 0], "{diameter} mm");
        assert_eq!(told(&ground(2.8), &demands).len(), 1, "{diameter} mm");
    }
}

#[test]
fn a_round_sheet_without_bleed_is_cut_out_of_its_square() {
    let demands = Demands { safe: 5.0, bleed: 0.0, cut: None, ..Demands::decal(120.0) };
    let said = ["the shape at 0, 0 mm reaches the edge of the sheet, which has no bleed"];
    let circle = "#place(circle(radius: 60mm, fill: wine))";
    assert_eq!(told(circle, &demands), said);
    assert_eq!(told(&area(0.0, 0.0, 120.0, 120.0), &demands), said);
    assert_eq!(
        told("#place(dx: 1mm, dy: 1mm, circle(radius: 59mm, fill: wine))", &demands),
        [""; 0]
    );
    let faults = told(&area(-1.5, 0.0, 121.5, 120.0), &demands);
    assert_eq!(faults, ["the shape at -1.5, 0 mm goes 1.5 mm beyond the edge of the sheet"]);
}

#[test]
fn a_printed_sheet_without_bleed_keeps_clear_of_its_edge() {
    let demands = Demands { bleed: 0.0, ..sheet() };
    let said = ["the shape at 0, 0 mm reaches the edge of the sheet, which has no bleed"];
    assert_eq!(told(&area(0.0, 0.0, 100.0, 60.0), &demands), said);
    assert_eq!(told(&area(1.0, 1.0, 98.0, 58.0), &demands), [""; 0]);
    assert_eq!(told(&area(0.0, 0.0, 100.0, 60.0), &screen()), [""; 0]);
    let source = "#set page(width: 100mm, height: 60mm, margin: 0mm)\n\
                  #rect(width: 100%, height: 100%, fill: cmyk(0%, 50%, 0%, 0%))";
    let faults = super::preflight(&super::desk::set(source, &[]), &demands);
    assert_eq!(faults[0].severity(), Severity::Warning);
}

#[test]
fn lines_on_a_round_sheet() {
    let ring = |radius: f64| {
        format!(
            "#place(dx: {0}mm, dy: {0}mm, circle(radius: {radius}mm, stroke: 1mm + wine))",
            50.0 - radius
        )
    };
    assert_eq!(told(&ring(48.0), &round()), [""; 0]);
    assert_eq!(told(&ring(50.0), &round()).len(), 1);
    assert_eq!(told(&ring(53.0), &round()), [""; 0]);
}

#[test]
fn the_cut_line_lies_on_the_trim() {
    let demands = Demands { cut: Some(CUT_CONTOUR), ..round() };
    let cut = |radius: f64| {
        format!(
            "#place(dx: {0}mm, dy: {0}mm, circle(radius: {radius}mm, \
             stroke: 0.01mm + color.spot(\"CutContour\", cmyk(0%, 100%, 0%, 0%)).tint(100%)))",
            50.0 - radius
        )
    };
    assert_eq!(told(&cut(50.0), &demands), [""; 0]);
    assert_eq!(told("", &demands), ["the sheet has no cut line `CutContour`"]);
    let off = ["the sheet has a cut line `CutContour` that does not lie on the trim"];
    assert_eq!(told(&cut(49.5), &demands), off);
}

#[test]
fn nothing_crosses_the_edge_of_a_sheet_without_bleed() {
    let engrave = |left: f64| {
        format!("#place(dx: {left}mm, dy: 20mm, rect(width: 10mm, height: 5mm, fill: engrave))")
    };
    assert_eq!(told(&engrave(0.0), &engraved()), [""; 0]);
    let faults = told(&engrave(-1.5), &engraved());
    assert_eq!(faults, ["the shape at -1.5, 20 mm goes 1.5 mm beyond the edge of the sheet"]);
    assert_eq!(told(&engrave(-1.5), &screen()), [""; 0]);
}

#[test]
fn printers_marks_lie_outside_the_bleed() {
    let mark = |paint: &str, y: f64| {
        format!(
            "#place(dx: 0mm, dy: {y}mm, line(angle: 90deg, length: 4mm, stroke: 0.25pt + {paint}))"
        )
    };
    assert_eq!(told(&mark("all", -7.5), &sheet()), [""; 0]);
    let faults = told(&mark("all", -6.5), &sheet());
    assert_eq!(
        faults[0],
        "the shape at 0, -6.5 mm has the registration colour `all` within the sheet"
    );
    let faults = told(&mark("wine", -7.5), &sheet());
    assert!(
        faults[0].contains("lies outside the bleed and has the colour `cmyk(10%"),
        "{faults:?}"
    );
    // The file's name beside the sheet is a mark as well, however small.
    assert_eq!(
        told("#place(dx: 9mm, dy: -6mm, text(size: 4pt, fill: all)[e001])", &sheet()),
        [""; 0]
    );
    // All four corners in one drawing.
    let marks = "#place(curve(stroke: 0.25pt + all, curve.move((-4mm, 0mm)), curve.line((-8mm, 0mm)), \
                 curve.move((104mm, 60mm)), curve.line((108mm, 60mm))))";
    assert_eq!(told(marks, &sheet()), [""; 0]);
}
