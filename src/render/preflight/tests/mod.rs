//! Each fault on a small sheet, and beside it what is just right.

mod desk;
mod edges;
mod names;
mod print;
mod words;

use super::preflight;
use crate::plan::{Colours, Demands, Line, Origin};

/// A sheet of 100 × 60 mm with 3 mm of bleed, printed in CMYK.
fn sheet() -> Demands {
    Demands { safe: 5.0, bleed: 3.0, letters: 2.0, ..Demands::print(100.0, 60.0) }
}

/// A round sheet 100 mm wide.
fn round() -> Demands {
    Demands { safe: 5.0, bleed: 3.0, cut: None, ..Demands::decal(100.0) }
}

/// An engraved sheet of 100 × 60 mm.
fn engraved() -> Demands {
    Demands { safe: 5.0, ..Demands::engraving(100.0, 60.0) }
}

/// A sheet of which nothing is asked but its size.
fn screen() -> Demands {
    Demands { colours: Colours::Any, ..Demands::screen(100.0, 60.0) }
}

/// What is said of a page with this on it, each with its help.
fn told(body: &str, demands: &Demands) -> Vec<String> {
    let Demands { width, height, .. } = demands;
    // The bleed is 3 mm, and beyond it are 5 mm for crop marks.
    let source = format!(
        "#set page(width: {width}mm, height: {height}mm, margin: 0mm, bleed: 8mm)\n\
         #set text(font: (\"Noto Sans\", \"Noto Sans HK\"), size: 12pt, fill: cmyk(0%, 0%, 0%, 100%))\n\
         #let engrave = color.spot(\"Engrave\", cmyk(0%, 0%, 0%, 100%)).tint(100%)\n\
         #let all = color.spot(\"all\", cmyk(100%, 100%, 100%, 100%)).tint(100%)\n\
         #let wine = cmyk(10%, 95%, 70%, 45%)\n{body}"
    );
    let faults = preflight(&desk::set(&source, &[]), demands);
    faults.iter().map(ToString::to_string).collect()
}

#[test]
fn a_sheet_with_nothing_wrong() {
    let body = "#place(dx: -3mm, dy: -3mm, rect(width: 106mm, height: 66mm, fill: wine))\n\
                #place(dx: 10mm, dy: 10mm)[Gold 金獎]";
    assert_eq!(told(body, &sheet()), [""; 0]);
}

#[test]
fn a_sheet_of_another_size() {
    let faults = told("", &Demands { width: 100.0, ..sheet() });
    assert_eq!(faults, [""; 0]);
    let demands = sheet();
    let document = desk::set("#set page(width: 60mm, height: 100mm)\n#none", &[]);
    let faults: Vec<_> = preflight(&document, &demands).iter().map(ToString::to_string).collect();
    assert_eq!(faults, ["the sheet is 60 × 100 mm, not 100 × 60 mm"]);
}

#[test]
fn a_sheet_is_one_page() {
    let body = "Gold #pagebreak() Silver";
    let pages = |demands: &Demands| {
        let faults = told(&format!("#set page(margin: 10mm)\n{body}"), demands);
        faults.iter().filter(|fault| fault.contains("pages")).cloned().collect::<Vec<_>>()
    };
    let said = ["the sheet has 2 pages, where one is wanted"];
    assert_eq!(pages(&sheet()), said);
    assert_eq!(pages(&engraved()), said);
    assert_eq!(pages(&screen()), [""; 0]);
}

#[test]
fn each_fault_is_told_once_and_in_its_worst_degree() {
    let body = "#place(dx: 4mm, dy: 20mm)[Gold]\n\
                #place(dx: 2mm, dy: 30mm)[Gold]\n\
                #place(dx: 3mm, dy: 40mm)[Silver]";
    let faults = told(body, &sheet());
    let said = [
        "the text `Gold` stands 2.74 mm outside the safe zone",
        "the text `Silver` stands 1.78 mm outside the safe zone",
    ];
    assert_eq!(faults, said);
}

#[test]
fn a_diagnostic_says_what_to_do() {
    let document = desk::set("#set page(width: 100mm, height: 60mm)\n#line(stroke: 0.01mm)", &[]);
    let demands = Demands { strokes: 0.1, ..screen() };
    let faults = preflight(&document, &demands);
    let diagnostics: Vec<_> = faults.iter().map(|fault| fault.diagnostic(&demands, &[])).collect();
    assert_eq!(diagnostics[0].help.as_deref(), Some("draw it wider, or leave it out"));
}

#[test]
fn a_text_from_the_data_is_mended_there_and_the_room_by_the_designer() {
    let origin = |line, text: &str, place: &str| Origin {
        line,
        text: text.to_owned(),
        place: place.to_owned(),
    };
    let origins = [
        origin(Line::Recipient, "Lanternfish Street-lamp Office", "`name_en` of `p1`"),
        origin(Line::Recipient, "燈籠魚街燈處", "`name_zh` of `p1`"),
        origin(Line::Number, "CXR-2026-007", "`number` of `b1`"),
    ];
    let demands = Demands { room: "enlarge the plate", ..engraved() };
    let help = |body: &str| {
        let document = desk::set(
            &format!(
                "#set page(width: 100mm, height: 60mm, margin: 0mm)\n\
                      #set text(font: (\"Noto Sans\", \"Noto Sans HK\"), size: 14pt, weight: \"bold\", \
                      fill: color.spot(\"Engrave\", cmyk(0%, 0%, 0%, 100%)).tint(100%))\n{body}"
            ),
            &[],
        );
        let faults = preflight(&document, &demands);
        let told = faults.iter().map(|fault| fault.diagnostic(&demands, &origins));
        told.map(|told| told.help.unwrap_or_default()).collect::<Vec<_>>()
    };
    let at_the_edge = |text: &str| format!("#place(dx: 1mm, dy: 20mm)[{text}]");
    assert_eq!(
        help(&at_the_edge("CXR-2026-007")),
        ["shorten `number` of `b1`; or enlarge the plate"]
    );
    // One line of several.
    assert_eq!(
        help(&at_the_edge("Lanternfish")),
        ["shorten `name_en` of `p1`; or enlarge the plate"]
    );
    assert_eq!(help(&at_the_edge("Season")), ["move it inwards, or set it smaller"]);
    let both = "#metadata((does-not-fit: \"燈籠魚街燈處 · Lanternfish Street-lamp Office\"))";
    let expected = "shorten `name_en` of `p1` and `name_zh` of `p1`; or enlarge the plate";
    assert_eq!(help(both), [expected]);
    // What is pushed out of place by it is no fault of its own.
    assert_eq!(help(&(both.to_owned() + &at_the_edge("Season"))), [expected]);
}
