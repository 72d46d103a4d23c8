//! Colours, lines and pictures.

use super::{desk, engraved, preflight, screen, sheet, told};
use crate::diagnostics::Severity;
use crate::plan::Demands;

fn word(paint: &str) -> String {
    format!("#place(dx: 10mm, dy: 10mm, text(fill: {paint})[Gold])")
}

#[test]
fn print_is_cmyk() {
    assert_eq!(told(&word("cmyk(0%, 0%, 0%, 100%)"), &sheet()), [""; 0]);
    for (paint, said) in [
        ("rgb(\"#7a1f2b\")", "rgb(\"#7a1f2b\")"),
        ("black", "luma(0%)"),
        ("oklab(40%, 0.1, 0)", "oklab(40%, 0.1, 0)"),
    ] {
        let fault = format!("the text `Gold` has the colour `{said}`, which is not CMYK");
        assert_eq!(told(&word(paint), &sheet()), [fault]);
        assert_eq!(told(&word(paint), &screen()), [""; 0]);
    }
}

#[test]
fn small_black_letters_are_of_black_ink_alone() {
    let at = |size: f64, paint: &str| {
        format!("#place(dx: 10mm, dy: 10mm, text(size: {size}pt, fill: {paint})[Gold])")
    };
    for rich in ["cmyk(60%, 40%, 40%, 100%)", "cmyk(75%, 68%, 67%, 60%)", "cmyk(0%, 20%, 20%, 85%)"]
    {
        let said = format!(
            "the text `Gold` has the colour `{rich}`, a black of several inks in small letters"
        );
        assert_eq!(told(&at(23.9, rich), &sheet()), [said], "{rich}");
        assert_eq!(told(&at(24.0, rich), &sheet()), [""; 0], "{rich}");
        assert_eq!(told(&at(12.0, rich), &screen()), [""; 0], "{rich}");
    }
    // Black and gray of one ink, colours, and what is not dark.
    for plain in [
        "cmyk(0%, 0%, 0%, 100%)",
        "cmyk(0%, 0%, 0%, 75%)",
        "cmyk(100%, 80%, 20%, 40%)",
        "cmyk(0%, 35%, 100%, 52%)",
        "cmyk(12%, 6%, 0%, 70%)",
        "wine",
    ] {
        assert_eq!(told(&at(12.0, plain), &sheet()), [""; 0], "{plain}");
    }
    // As large as it is seen.
    let scaled = "#place(dx: 10mm, dy: 10mm, scale(50%, text(size: 30pt, fill: cmyk(60%, 40%, 40%, 100%))[Gold]))";
    assert_eq!(told(scaled, &sheet()).len(), 1);
}

#[test]
fn no_more_ink_than_paper_takes() {
    let area = |paint: &str| {
        format!("#place(dx: 10mm, dy: 10mm, rect(width: 9mm, height: 9mm, fill: {paint}))")
    };
    assert_eq!(told(&area("cmyk(80%, 70%, 70%, 80%)"), &sheet()), [""; 0]);
    let heavy = "cmyk(80%, 70%, 70%, 81%)";
    let said =
        format!("the shape at 10, 10 mm has the colour `{heavy}`, 301 % of ink, more than 300 %");
    assert_eq!(told(&area(heavy), &sheet()), [said]);
    let mixed = format!("gradient.linear({heavy}, wine, space: cmyk)");
    assert_eq!(told(&area(&mixed), &sheet()).len(), 1);
    assert_eq!(told(&area(heavy), &screen()), [""; 0]);
}

#[test]
fn lines_and_areas_have_colours_too() {
    let body = "#place(dx: 10mm, dy: 10mm, rect(width: 9mm, height: 9mm, fill: wine, stroke: red))\n\
                #place(dx: 30mm, dy: 10mm, rect(width: 9mm, height: 9mm, fill: red))";
    let faults = told(body, &sheet());
    assert_eq!(
        faults,
        ["the shape at 10, 10 mm has the colour `rgb(\"#ff4136\")`, which is not CMYK"]
    );
}

#[test]
fn gradients_are_mixed_in_cmyk() {
    let area = |paint: &str| {
        format!("#place(dx: 10mm, dy: 10mm, rect(width: 9mm, height: 9mm, fill: {paint}))")
    };
    let mixed = "gradient.linear(wine, cmyk(0%, 0%, 0%, 0%), space: cmyk)";
    assert_eq!(told(&area(mixed), &sheet()), [""; 0]);
    let faults = told(&area("gradient.linear(red, blue)"), &sheet());
    assert_eq!(faults.len(), 1, "{faults:?}");
    let faults = told(&area("gradient.linear(wine, wine, space: oklab)"), &sheet());
    assert_eq!(faults.len(), 1, "{faults:?}");
    let tiles = |paint: &str| {
        area(&format!("tiling(size: (2mm, 2mm), circle(radius: 1mm, fill: {paint}))"))
    };
    assert_eq!(told(&tiles("wine"), &sheet()), [""; 0]);
    assert_eq!(told(&tiles("red"), &sheet()).len(), 1);
}

#[test]
fn spot_colours_are_those_ordered() {
    let gold = word("color.spot(\"Gold foil\", cmyk(0%, 20%, 60%, 20%)).tint(100%)");
    let fault = ["the text `Gold` has the spot colour `Gold foil`, which nobody ordered"];
    assert_eq!(told(&gold, &sheet()), fault);
    assert_eq!(told(&gold, &Demands { spots: &["Gold foil"], ..sheet() }), [""; 0]);
    // Names are told apart by case.
    assert_eq!(told(&gold, &Demands { spots: &["gold foil"], ..sheet() }), fault);
}

#[test]
fn engraving_has_one_spot_colour_alone() {
    assert_eq!(told(&word("engrave"), &engraved()), [""; 0]);
    let faults = told(&word("cmyk(0%, 0%, 0%, 100%)"), &engraved());
    let fault =
        "the text `Gold` has the colour `cmyk(0%, 0%, 0%, 100%)`, which is not a spot colour";
    assert_eq!(faults, [fault]);
}

#[test]
fn lines_are_wide_enough() {
    let line = |width: f64, around: &str| {
        let line = format!("line(length: 20mm, stroke: {width}mm + engrave)");
        format!("#place(dx: 10mm, dy: 10mm, {})", around.replace("it", &line))
    };
    let thin =
        |width: &str| [format!("the shape at 10, 10 mm is {width} mm wide, less than 0.25 mm")];
    assert_eq!(told(&line(0.25, "it"), &engraved()), [""; 0]);
    assert_eq!(told(&line(0.2, "it"), &engraved()), thin("0.2"));
    assert_eq!(told(&line(0.4, "scale(50%, origin: top + left, it)"), &engraved()), thin("0.2"));
    assert_eq!(told(&line(0.2, "scale(150%, origin: top + left, it)"), &engraved()), [""; 0]);
    // An area may be a line too.
    let area = |height: f64| {
        format!("#place(dx: 10mm, dy: 10mm, rect(width: 9mm, height: {height}mm, fill: engrave))")
    };
    assert_eq!(told(&area(0.25), &engraved()), [""; 0]);
    assert_eq!(told(&area(0.2), &engraved()), thin("0.2"));
}

/// What is said of a picture of 300 pixels, placed so wide.
fn pictured(width: f64, picture: (&str, &[u8]), demands: &Demands) -> Vec<String> {
    let (name, file) = picture;
    let source = format!(
        "#set page(width: 100mm, height: 60mm, margin: 0mm, bleed: 3mm)\n\
         #place(dx: 5mm, dy: 10mm, image(\"{name}\", width: {width}mm))"
    );
    let faults = preflight(&desk::set(&source, &[(&format!("/{name}"), file)]), demands);
    faults.iter().map(ToString::to_string).collect()
}

/// A PNG of 300 × 300 pixels, all the same.
fn pixels(kind: png::ColorType) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 300, 300);
    encoder.set_color(kind);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&vec![90; 300 * 300 * kind.samples()]).expect("pixels");
    drop(writer);
    file
}

#[test]
fn pictures_have_pixels_enough() {
    let gray = pixels(png::ColorType::Grayscale);
    assert_eq!(pictured(25.4, ("seal.png", &gray), &sheet()), [""; 0]);
    let faults = pictured(26.0, ("seal.png", &gray), &sheet());
    assert_eq!(faults, ["the picture at 5, 10 mm has 293 pixels an inch, less than 300"]);
    assert_eq!(pictured(26.0, ("seal.png", &gray), &screen()), [""; 0]);
}

#[test]
fn pictures_keep_within_the_safe_zone() {
    let gray = pixels(png::ColorType::Grayscale);
    let demands = Demands { safe: 6.0, ..sheet() };
    let faults = pictured(20.0, ("seal.png", &gray), &demands);
    assert_eq!(faults, ["the picture at 5, 10 mm stands 1 mm outside the safe zone"]);
}

#[test]
fn the_lines_of_an_engraved_drawing_are_wide_enough() {
    let engraved = engraved();
    // Ten units of the drawing are 20 mm: a line of 0.1 is 0.2 mm wide, and twice that in the group.
    let faults = |drawn: &str, demands: &Demands| {
        let svg =
            format!("<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'>{drawn}</svg>");
        pictured(20.0, ("ground.svg", svg.as_bytes()), demands)
    };
    let line = "<path d='M1 1L9 9' fill='none' stroke='#000' stroke-width='0.1'/>";
    let said = ["the picture at 5, 10 mm has lines of 0.2 mm, less than 0.25 mm"];
    assert_eq!(faults(line, &engraved), said);
    assert_eq!(faults(line, &screen()), [""; 0]);
    let twice = format!("<g transform='rotate(9) scale(2)'>{line}</g>");
    assert_eq!(faults(&twice, &engraved), [""; 0]);
    let squeezed = format!("<g transform='scale(2 1)'>{line}</g>");
    assert_eq!(faults(&squeezed, &engraved), said);
    assert_eq!(faults("<path d='M1 1h8v0.1h-8z'/>", &engraved), said);
    let both = "<path d='M1 1h8v0.1h-8z' stroke='#000' stroke-width='0.2'/>";
    assert_eq!(faults(both, &engraved), [""; 0]);
    let same = "<path d='M1 1h8v3h-8z' stroke='#000' stroke-width='0.02'/>";
    assert_eq!(faults(same, &engraved), [""; 0]);
    for unseen in ["stroke-opacity='0'", "visibility='hidden'"] {
        let line = line.replace("/>", &format!(" {unseen}/>"));
        assert_eq!(faults(&line, &engraved), [""; 0], "{unseen}");
    }
    let white = "<path d='M1 1L9 9' fill='none' stroke='#fff' stroke-width='0.1'/>";
    assert_eq!(faults(white, &engraved), [""; 0]);
}

#[test]
fn the_colours_of_pictures_are_a_warning() {
    let colour = pixels(png::ColorType::Rgb);
    let said = ["the picture at 5, 10 mm has its colours in RGB, which the printer must convert"];
    assert_eq!(pictured(20.0, ("seal.png", &colour), &sheet()), said);
    let drawing =
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><circle r='4'/></svg>";
    assert_eq!(pictured(20.0, ("seal.svg", drawing), &sheet()), said);
    assert_eq!(pictured(20.0, ("seal.svg", drawing), &screen()), [""; 0]);
    let source = "#set page(width: 100mm, height: 60mm)\n#place(dx: 9mm, dy: 9mm, image(\"a.svg\", width: 9mm))";
    let faults = preflight(&desk::set(source, &[("/a.svg", drawing)]), &sheet());
    assert_eq!(faults[0].severity(), Severity::Warning);
}
