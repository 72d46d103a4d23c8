//! Logo and seal: a picture that no document could place, named with its key.

use crate::common::Season;
use crate::{MARK, PROGRAMME};

const LOGO: &str = "demo/logo.svg";
const DRAWN: &str =
    r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>"#;

/// A season whose programme names a logo, and the file itself.
fn with(name: &str, file: &str, content: &[u8]) -> Season {
    naming(name).write(file, content)
}

fn naming(name: &str) -> Season {
    let accent = r##"accent = "#b8862b""##;
    Season::new().replace(PROGRAMME, accent, &format!("{accent}, logo = \"{name}\""))
}

/// What is said of the key, its value underlined.
fn said(name: &str, message: &str, help: &str) -> String {
    let marks = "^".repeat(name.len() + 2);
    format!(
        r##"
error: {message}
 --> data/demo/programme.toml:8:59
  |
8 | theme = {{ primary = "#1f3a7a", accent = "#b8862b", logo = "{name}" }}
  |                                                           {marks}
  |
  = help: {help}

1 error, no warnings; nothing was written
"##
    )
}

/// That the picture named is not for print.
fn left_out(name: &str) -> String {
    let said = said(name, "MESSAGE", "HELP").replace("error: MESSAGE", "warning: MESSAGE");
    said.replace(
        "MESSAGE",
        "printed certificates have the awarding body's name in place of this logo",
    )
    .replace("HELP", "add `print_logo`, the same logo as a PDF in the colours of print")
    .replace("1 error, no warnings; nothing was written", "no errors, 1 warning")
}

#[test]
fn a_picture_that_every_document_can_place_is_no_fault() {
    with("logo.svg", LOGO, DRAWN.as_bytes()).check().warns(&left_out("logo.svg"));
    let embedded = DRAWN.replace(
        "<path",
        r##"<a href="https://clouds.example"/><use href="#a"/><path style="fill:url(#b)""##,
    );
    let season = with("art/logo.SVG", "demo/art/logo.SVG", embedded.as_bytes());
    season.check().warns(&left_out("art/logo.SVG"));
}

#[test]
fn a_picture_of_points_is_no_fault() {
    let picture =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pictures/certificate.png"));
    let season = with("logo.png", "demo/logo.png", &picture.expect("a picture"));
    season.check().warns(&left_out("logo.png"));
}

#[test]
fn a_file_that_is_not_there() {
    let message = "there is no file `data/demo/logo.svg`";
    let help = "put the picture there, or take the key out";
    naming("logo.svg").check().fails(&said("logo.svg", message, help));
}

#[test]
fn a_file_of_elsewhere() {
    for name in ["../logo.svg", "/etc/logo.svg", "art/../logo.svg"] {
        let message = format!("`{name}` is not a file of the programme's folder");
        let help = "write its path from there, with `/` and without `..`, such as logo.svg";
        naming(name).check().fails(&said(name, &message, help));
    }
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_data_directory() {
    let season = naming("logo.svg").link(LOGO, env!("CARGO_MANIFEST_DIR"), "Cargo.toml");
    season.check().fails(
        "
error: a link that leads out of its folder is not followed
--> data/demo/logo.svg
 = help: put the file itself here

1 error, no warnings; nothing was written
",
    );
}

#[test]
fn a_picture_of_another_kind() {
    let message = "`logo.gif` is neither SVG nor PNG nor JPEG";
    let help = "save it as one of them, best as SVG";
    with("logo.gif", "demo/logo.gif", b"GIF89a").check().fails(&said("logo.gif", message, help));
}

#[test]
fn a_picture_that_is_not_what_its_name_says() {
    let message = "`logo.png` is not readable as PNG: failed to decode image (Format error decoding Png: Invalid PNG signature.)";
    let help = "save it again as PNG, or call it what it is";
    let season = with("logo.png", "demo/logo.png", DRAWN.as_bytes());
    season.check().fails(&said("logo.png", message, help));
    let message = "`logo.svg` is not readable as SVG: not valid UTF-8";
    let help = "save it again as SVG, or call it what it is";
    with("logo.svg", LOGO, b"\x89PNG\r\n").check().fails(&said("logo.svg", message, help));
    let message =
        "`logo.svg` is not readable as SVG: its outermost element is no `svg` with a size";
    with("logo.svg", LOGO, b"<html/>").check().fails(&said("logo.svg", message, help));
}

#[test]
fn a_picture_in_colours_of_print() {
    // The header of a JPEG whose frame has four colours.
    let bytes = b"\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xc0\x00\x14\x08\x00\x01\x00\x01\x04";
    let message = "`logo.jpg` is in colours of print (CMYK), which no archival PDF takes";
    let season = with("logo.jpg", "demo/logo.jpg", bytes);
    season.check().fails(&said("logo.jpg", message, "save it in RGB"));
}

#[test]
fn a_picture_that_is_too_large() {
    let large = DRAWN.replace("</svg>", &format!("<!--{}--></svg>", " ".repeat(2_000_000)));
    let message = format!("`data/demo/logo.svg` has {} bytes", large.len());
    let help = "make it smaller: it stands in every document; at most 2000000";
    with("logo.svg", LOGO, large.as_bytes()).check().fails(&said("logo.svg", &message, help));
}

#[test]
fn a_drawing_that_asks_for_more_than_itself() {
    let referring = "embed what it refers to, or take it out";
    for (inserted, what, help) in [
        ("<script>x()</script>", "holds a script", "take the script out"),
        (r#"<g onload="x()"/>"#, "holds a script", "take the script out"),
        (r#"<image href="a.png"/>"#, "refers to another file, `a.png`", referring),
        (r#"<g style="fill:url('b.svg#c')"/>"#, "refers to another file, `b.svg#c`", referring),
        ("<style>@import 'd.css';</style>", "refers to another file, `d.css`", referring),
    ] {
        let drawing = DRAWN.replace("<path", &format!("\n{inserted}<path"));
        let message = format!("`logo.svg` {what}, in its line 2");
        with("logo.svg", LOGO, drawing.as_bytes()).check().fails(&said("logo.svg", &message, help));
    }
}

#[test]
fn a_seal_that_no_certificate_is_printed_with_is_no_fault() {
    let listing = |artefacts: &str| {
        let theme = "theme = { ";
        Season::new()
            .replace(MARK, theme, &format!("{theme}seal = \"seal.svg\", "))
            .replace(MARK, "expiring_days = 60", &format!("expiring_days = 60\n{artefacts}"))
            .write("mark/seal.svg", DRAWN)
            .check()
    };
    listing("artefacts = [\"window-decal\", \"e-logo\"]").passes();
    for artefacts in ["", "artefacts = [\"certificate\"]"] {
        let said = listing(artefacts).stderr;
        let message = "warning: printed certificates have a drawn seal in place of this seal\n";
        assert!(said.starts_with(message) && said.contains("add `print_seal`"), "{said}");
    }
}
