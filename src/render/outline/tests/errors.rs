//! What cannot be engraved is said, with its place.

use super::measure::measured;
use super::{faults, set, sheet};

fn messages(text: &str) -> Vec<String> {
    let faults = faults(&sheet(text));
    faults.iter().for_each(|fault| assert!(fault.span.id().is_some(), "{fault:?} has no place"));
    faults.iter().map(|fault| fault.message.to_string()).collect()
}

#[test]
fn every_paint_that_is_no_colour_is_named() {
    let gradient = "#rect(fill: gradient.linear(black, white))";
    assert_eq!(messages(gradient), ["a gradient cannot be engraved"]);
    let stroke = "#line(length: 5mm, stroke: gradient.linear(black, white))";
    assert_eq!(messages(stroke), ["a gradient cannot be engraved"]);
    let tiling = "#rect(fill: tiling(size: (3mm, 3mm), line(length: 3mm)))";
    assert_eq!(messages(tiling), ["a tiling cannot be engraved"]);
    let glass = "#text(fill: black.transparentize(50%))[A]";
    assert_eq!(messages(glass), ["transparency cannot be engraved"]);
}

#[test]
fn faults_are_named_all_at_once_and_each_once() {
    let text = "#for at in range(3) { place(rect(fill: gradient.linear(black, white))) }\n\
                #text(fill: black.transparentize(50%))[A]";
    assert_eq!(
        messages(text),
        ["a gradient cannot be engraved", "transparency cannot be engraved"]
    );
}

#[test]
fn two_colours_may_lie_beside_but_not_on_each_other() {
    let red = "#place(rect(width: 9mm, height: 9mm, fill: rgb(\"#a01020\")))";
    let black = |dx| format!("{red}#place(dx: {dx}mm, rect(width: 9mm, height: 9mm, fill: black))");
    let expected = "`#000000` on `#a01020` cannot be engraved: they would become one area";
    assert_eq!(messages(&black(8)), [expected]);
    super::outlines(&sheet(&black(9)));
    super::outlines(&sheet(&black(20)));
}

#[test]
fn a_spot_colour_is_a_colour() {
    let spot = |tint: &str| {
        format!(
            "#let engrave = color.spot(\"Engrave\", rgb(\"#aa0000\"))\n\
             #place(rect(width: 9mm, height: 9mm, fill: engrave.tint(100%)))\
             #place(rect(width: 6mm, height: 6mm, fill: engrave.tint({tint})))"
        )
    };
    let area = |tint| measured(&super::outlines(&sheet(&spot(tint)))).area;
    assert_eq!((area("100%"), area("0%")), (81.0, 45.0));
    assert_eq!(messages(&spot("50%")), ["a tint of a spot colour cannot be engraved"]);
}

#[test]
fn pictures_of_pixels_are_named() {
    // One black pixel.
    let pixel = "#image(bytes((0,)), format: (encoding: \"luma8\", width: 1, height: 1))";
    assert_eq!(messages(pixel), ["a picture of pixels cannot be engraved"]);
}

#[test]
fn a_picture_says_what_of_it_cannot_be_engraved() {
    let svg = |inner: &str| {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\">{inner}</svg>"
        );
        let page = set("#image(\"/a.svg\")", &[("/a.svg", svg.as_bytes())]);
        let faults = faults(&page);
        faults.into_iter().map(|fault| fault.message.to_string()).collect::<Vec<_>>().join("; ")
    };
    let gradient = "<linearGradient id=\"g\"><stop stop-color=\"red\"/><stop offset=\"1\"/></linearGradient>\
                    <rect width=\"5\" height=\"5\" fill=\"url(#g)\"/>";
    assert_eq!(svg(gradient), "a gradient or pattern in an SVG picture cannot be engraved");
    let glass = "<g opacity=\"0.5\"><rect width=\"5\" height=\"5\"/></g>";
    assert_eq!(svg(glass), "transparency in an SVG picture cannot be engraved");
    let glass = "<rect width=\"5\" height=\"5\" fill-opacity=\"0.5\"/>";
    assert_eq!(svg(glass), "transparency in an SVG picture cannot be engraved");
    let mask = "<mask id=\"m\"><circle r=\"4\" fill=\"white\"/></mask>\
                <rect width=\"5\" height=\"5\" mask=\"url(#m)\"/>";
    assert_eq!(svg(mask), "a mask in an SVG picture cannot be engraved");
    let blur = "<filter id=\"f\"><feGaussianBlur stdDeviation=\"1\"/></filter>\
                <rect width=\"5\" height=\"5\" filter=\"url(#f)\"/>";
    assert_eq!(svg(blur), "a filter in an SVG picture cannot be engraved");
    let blend = "<rect width=\"5\" height=\"5\" style=\"mix-blend-mode: multiply\"/>";
    assert_eq!(svg(blend), "a mixture of colours in an SVG picture cannot be engraved");
}
