//! Text: characters, height, lines, the safe zone and names without room.

use super::{engraved, round, screen, sheet, told};
use crate::plan::Demands;

#[test]
fn a_character_that_no_font_has() {
    let faults = told("#place(dx: 10mm, dy: 10mm)[Gold 愛\u{e000}]", &screen());
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].ends_with("has the character `\u{e000}` (U+E000), which no font has"));
    assert_eq!(told("#place(dx: 10mm, dy: 10mm)[𨋢嘅啲]", &screen()), [""; 0]);
}

#[test]
fn letters_are_measured_by_their_capitals() {
    // The capitals of Noto Sans are 0.714 of its size: 2 mm at 7.94 pt.
    let at = |size: f64| format!("#place(dx: 10mm, dy: 10mm, text(size: {size}pt)[ace])");
    assert_eq!(told(&at(7.95), &sheet()), [""; 0]);
    assert_eq!(told(&at(7.8), &sheet()), ["the text `ace` is 1.96 mm high, less than 2 mm"]);
    assert_eq!(told(&at(7.8), &Demands { letters: 1.9, ..sheet() }), [""; 0]);
}

#[test]
fn chinese_is_measured_by_its_body() {
    // 0.88 of the size: 2 mm at 6.44 pt.
    let at = |size: f64| format!("#place(dx: 10mm, dy: 10mm, text(size: {size}pt)[一口])");
    assert_eq!(told(&at(6.45), &sheet()), [""; 0]);
    assert_eq!(told(&at(6.3), &sheet()), ["the text `一口` is 1.96 mm high, less than 2 mm"]);
}

#[test]
fn letters_shrink_with_what_holds_them() {
    let scaled = |by: u32, way: &str| {
        format!("#place(dx: 20mm, dy: 20mm, scale({way}: {by}%, text(size: 10pt)[Gold]))")
    };
    assert_eq!(told(&scaled(90, "y"), &sheet()), [""; 0]);
    let low = ["the text `Gold` is 1.89 mm high, less than 2 mm"];
    assert_eq!(told(&scaled(75, "y"), &sheet()), low);
    // Narrow letters are as high as before.
    assert_eq!(told(&scaled(75, "x"), &sheet()), [""; 0]);
    let turned = "#place(dx: 20mm, dy: 20mm, rotate(30deg, scale(75%, text(size: 10pt)[Gold])))";
    assert_eq!(told(turned, &sheet()), low);
}

#[test]
fn marks_and_spaces_have_no_height() {
    assert_eq!(told("#place(dx: 20mm, dy: 20mm, text(size: 4pt)[· — …])", &sheet()), [""; 0]);
    assert_eq!(told("#place(dx: 0mm, dy: 20mm, text(size: 4pt)[~ ~])", &sheet()), [""; 0]);
}

#[test]
fn the_lines_of_engraved_letters() {
    let engrave = |style: &str| {
        format!("#place(dx: 10mm, dy: 10mm, text(fill: engrave, {style})[金獎 Gold])")
    };
    // The bars of Noto Serif HK Bold are 0.029 of its size.
    let serif = "font: (\"Noto Serif\", \"Noto Serif HK\"), weight: \"bold\", size: 16pt";
    let faults = told(&engrave(serif), &engraved());
    assert_eq!(faults, ["the text `金獎` has lines of 0.16 mm, less than 0.25 mm"]);
    let bold = "weight: \"bold\", size: 12pt";
    assert_eq!(told(&engrave(bold), &engraved()), [""; 0]);
    let stroked = format!("{serif}, stroke: 0.1mm + engrave");
    assert_eq!(told(&engrave(&stroked), &engraved()), [""; 0]);
}

#[test]
fn text_keeps_within_the_safe_zone() {
    // The H of Noto Sans begins 0.098 of its size right of where it is placed.
    let at = |x: f64| format!("#place(dx: {x}mm, dy: 20mm, text(size: 10mm)[H])");
    assert_eq!(told(&at(4.03), &sheet()), [""; 0]);
    assert_eq!(told(&at(3.0), &sheet()), ["the text `H` stands 1.03 mm outside the safe zone"]);
    // Beyond the trim too, and on the other sides.
    let faults = told(&at(-1.0), &sheet());
    assert_eq!(faults, ["the text `H` stands 5.03 mm outside the safe zone"]);
    let right = "#place(dx: 60mm, dy: 20mm, box(width: 36mm, align(right)[Gold]))";
    let faults = told(right, &sheet());
    assert!(faults[0].ends_with("outside the safe zone"), "{faults:?}");
    let below = "#place(bottom, dx: 20mm)[Gold]";
    assert!(told(below, &sheet())[0].ends_with("outside the safe zone"));
}

#[test]
fn a_round_sheet_has_a_round_safe_zone() {
    // 45 mm from the centre at most: a corner at 31.8 mm across and down, and none farther.
    let at = |place: f64| {
        format!(
            "#place(dx: 50mm + {place}mm - 10mm, dy: 50mm + {place}mm - 10mm, box(width: 10mm, height: 10mm, \
             place(bottom + right, text(size: 12pt, top-edge: \"bounds\", bottom-edge: \"bounds\")[H])))"
        )
    };
    assert_eq!(told(&at(31.5), &round()), [""; 0]);
    let faults = told(&at(33.0), &round());
    assert!(faults[0].contains("outside the safe zone"), "{faults:?}");
    // A square sheet would have room for it.
    assert_eq!(told(&at(33.0), &Demands { round: false, ..round() }), [""; 0]);
}

#[test]
fn letters_on_an_arc_are_one_text() {
    let letters = "#for (i, c) in \"Hong Kong\".clusters().enumerate() {\n\
                   place(dx: 20mm + i * 6mm, dy: 1mm, rotate(i * 5deg, c)) }";
    let faults = told(letters, &sheet());
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].starts_with("the text `Hong Kong` stands "), "{faults:?}");
}

#[test]
fn a_name_without_room() {
    let faults = told("#metadata((does-not-fit: \"太長的名稱\"))", &screen());
    assert_eq!(faults, ["the text `太長的名稱` does not fit, even in its smallest size"]);
    assert_eq!(told("#metadata((fits: \"名稱\")) #metadata(\"does-not-fit\")", &screen()), [""; 0]);
}
