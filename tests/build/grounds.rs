//! Grounds of the designer's own, and templates that fail in the last step.

use std::fs;

use crate::print::{below, plates, said};
use crate::run::{Place, text};

/// Puts a file into the small season's programme, and lines of artwork into its settings.
fn with(lines: &str, (path, content): (&str, &str)) -> Place {
    let place = Place::small();
    let programme = place.path("data/demo/programme.toml");
    let settings = fs::read_to_string(&programme).expect("the programme");
    let settings = settings.replace("[disclosure]", &format!("{lines}\n\n[disclosure]"));
    fs::write(programme, settings).expect("writable");
    let path = place.path("data/demo").join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
    fs::write(path, content).expect("writable");
    place
}

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90mm\" height=\"140mm\" \
                   viewBox=\"0 0 90 140\"><rect x=\"2\" y=\"2\" width=\"86\" height=\"136\" fill=\"none\" stroke=\"#000\"/></svg>";

#[test]
fn a_trophy_with_a_drawn_ground_is_on_one_plate() {
    let lines = "[artwork]\ntrophy = { background = \"ground.svg\" }";
    let place = with(lines, ("ground.svg", SVG));
    let output = place.plaudit(&["check"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(!text(&output.stderr).contains("RGB"), "{}", text(&output.stderr));
    place.build(&["artwork"]);
    let all = below(&place, "/trophies/");
    let pdfs: Vec<_> = all
        .iter()
        .filter(|file| file.extension().is_some_and(|kind| kind == "pdf"))
        .filter(|file| file.display().to_string().contains("/demo/"))
        .collect();
    assert!(!pdfs.is_empty(), "{all:?}");
    for file in pdfs {
        let bytes = fs::read(file).expect("a file");
        assert!(bytes.starts_with(b"%PDF-1.7"));
        let Some(spaces) = said("mutool", &["trace"], file) else { return };
        assert!(spaces.contains("Separation(DeviceCMYK,Engrave)"), "{spaces}");
        assert_eq!(spaces.matches("colorspace=").count(), 1, "{spaces}");
        let Some(_) = said("qpdf", &["--check"], file) else { return };
        let Some(plates) = plates(file) else { return };
        assert!(plates.contains("Engrave"), "{plates:?}");
    }
}

/// A template of a sheet, which has its own page.
fn sheet(page: &str, drawn: &str) -> String {
    format!(
        "#import \"parts/job.typ\": job\n#let sheet = job.sheet\n\
         #set document(title: \"Words\", date: datetime(year: 2026, month: 1, day: 1))\n\
         #set page(width: sheet.width * 1mm, height: sheet.height * 1mm, margin: 20mm, {page})\n\
         {drawn}\n"
    )
}

#[test]
fn check_finds_what_only_the_bytes_show() {
    let low = sheet("bleed: 1mm", "#none");
    let engraved = sheet(
        "fill: none",
        "#rect(width: 9mm, height: 9mm, fill: color.spot(\"Engrave\", cmyk(0%, 0%, 0%, 100%)).tint(50%))",
    );
    for (template, source, said) in [
        ("certificate", low, "a page for print has no room for a bleed of 3 mm"),
        ("trophy", engraved, "a tint of a spot colour cannot be engraved"),
    ] {
        let place = with("", (&format!("templates/{template}.typ"), &source));
        let output = place.plaudit(&["check"]);
        assert!(!output.status.success());
        assert!(text(&output.stderr).contains(said), "{}", text(&output.stderr));
    }
}
