//! Pictures that are small and draw more than any memory: each is refused with its name, soon.

use std::fmt::Write as _;
use std::fs;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::bombs::{PROGRAMME, refused};
use crate::run::Place;

/// The small season with a logo.
fn with_logo(name: &str, bytes: &[u8]) -> Place {
    let place = Place::with("tests/fixtures/season");
    let path = place.path(PROGRAMME);
    let text = fs::read_to_string(&path).expect("text");
    let text = text.replace("theme = { ", &format!("theme = {{ logo = \"{name}\", "));
    fs::write(path, text).expect("writable");
    fs::write(place.path("data/demo").join(name), bytes).expect("writable");
    place
}

/// A PNG that says to be so wide and high.
fn claiming(width: u32, height: u32) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    png.extend([width, height].iter().flat_map(|side| side.to_be_bytes()));
    png.extend(b"\x08\x06\0\0\0\x9a\x76\x82\x70\0\0\0\0IDAT\0\0\0\0");
    png
}

fn svg(within: &str) -> String {
    let size = "xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"";
    format!("<svg {size}>{within}</svg>")
}

/// An element that has a picture in itself.
fn image(kind: &str, bytes: &[u8]) -> String {
    format!("<image href=\"data:image/{kind};base64,{}\"/>", STANDARD.encode(bytes))
}

#[test]
fn pictures_that_claim_to_be_large() {
    let said = refused(&with_logo("logo.png", &claiming(60_000, 60_000)));
    assert!(said.contains("`logo.png` has 60000 × 60000 pixels"), "{said}");
    let jpeg =
        b"\xff\xd8\xff\xc0\0\x11\x08\xea\x60\xea\x60\x03\x01\x22\0\x02\x11\x01\x03\x11\x01\xff\xd9";
    let said = refused(&with_logo("logo.jpg", jpeg));
    assert!(said.contains("`logo.jpg` has 60000 × 60000 pixels"), "{said}");
}

#[test]
fn drawings_that_multiply() {
    let mut used = String::from("<defs><g id=\"a0\"><rect width=\"1\" height=\"1\"/></g>");
    let mut clipped = used.clone();
    for level in 1..30 {
        let from = level - 1;
        let twice = format!("<use href=\"#a{from}\"/>").repeat(2);
        write!(used, "<g id=\"a{level}\">{twice}</g>").expect("memory");
        let twice =
            format!("<rect clip-path=\"url(#a{from})\" width=\"1\" height=\"1\"/>").repeat(2);
        write!(clipped, "<clipPath id=\"a{level}\">{twice}</clipPath>").expect("memory");
    }
    let said =
        refused(&with_logo("logo.svg", svg(&(used + "</defs><use href=\"#a29\"/>")).as_bytes()));
    assert!(said.contains("`logo.svg` draws more than 300000 elements"), "{said}");
    let last = "</defs><rect clip-path=\"url(#a29)\" width=\"9\" height=\"9\"/>";
    let said = refused(&with_logo("logo.svg", svg(&(clipped + last)).as_bytes()));
    assert!(said.contains("`logo.svg` draws more than 300000 elements"), "{said}");
    let itself = "<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g>";
    refused(&with_logo("logo.svg", svg(itself).as_bytes()));
    let mut laughs = String::from("<!DOCTYPE svg [<!ENTITY a0 \"<rect/>\">");
    for level in 1..30 {
        let inner = format!("&a{};", level - 1).repeat(10);
        write!(laughs, "<!ENTITY a{level} '{inner}'>").expect("memory");
    }
    refused(&with_logo("logo.svg", (laughs + "]>" + &svg("&a29;")).as_bytes()));
    let deep = "<g>".repeat(100_000) + &"</g>".repeat(100_000);
    refused(&with_logo("logo.svg", svg(&deep).as_bytes()));
}

#[test]
fn pictures_within_drawings() {
    let many =
        "`logo.svg` draws more than 300000 elements, or pictures of more than 40000000 pixels";
    let one = image("png", &claiming(5_000, 5_000));
    let deep = (0..6).fold(svg(&one), |within, _| svg(&image("svg+xml", within.as_bytes())));
    for within in [
        image("png", &claiming(60_000, 60_000)),
        // Each by itself is within bounds.
        one.repeat(2),
        format!("<defs><g id=\"a\">{one}</g></defs>{}", "<use href=\"#a\"/>".repeat(2)),
        image("svg+xml", svg(&one.repeat(2)).as_bytes()),
        image("svg+xml", svg(&"<g/>".repeat(300_000)).as_bytes()),
        image("svg+xml", deep.as_bytes()),
        format!(
            "<filter id=\"f\">{}</filter>",
            one.repeat(2).replace("image href", "feImage href")
        ),
    ] {
        let said = refused(&with_logo("logo.svg", svg(&within).as_bytes()));
        assert!(said.contains(many), "{said}");
    }
    let said = refused(&with_logo("logo.svg", svg(&format!("\n{one}")).as_bytes()));
    let why = "the picture in line 2 of `logo.svg` is not readable as PNG";
    assert!(said.contains(why), "{said}");
    let script = image("svg+xml", svg("<script/>").as_bytes());
    let said = refused(&with_logo("logo.svg", svg(&script).as_bytes()));
    let why = "the picture in line 1 of `logo.svg` holds a script, in its line 1";
    assert!(said.contains(why), "{said}");
}
