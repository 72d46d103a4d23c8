//! A designer's SVG, placed as an image: its paths are engraved like all others.
//!
//! The typesetter has read it already. Written out again by that same reader, it is a small part of
//! SVG: groups with a matrix, and paths with all that they inherit; text is outlines.

use std::str::FromStr;

use i_overlay::core::fill_rule::FillRule;
use kurbo::{Affine, BezPath, Cap, Join, Shape, Stroke};
use roxmltree::{Document, Node};
use typst::syntax::Span;
use typst::visualize::SvgImage;

use super::paint::{self, Colour};
use super::walk::{Place, Tool, Walk};
use crate::render::rect;

/// Puts the picture's paths at a place in the units of the picture.
pub(super) fn draw(svg: &SvgImage, span: Span, (walk, place): (&mut Walk, &Place)) {
    let text = svg.tree().to_string(&Default::default());
    match Document::parse(&text) {
        Ok(document) => {
            let root = document.root_element();
            Picture { root, span, walk }.children(root, place);
        }
        Err(_) => walk.fault(span, "an SVG picture that cannot be read"),
    }
}

/// How wide the thinnest line or area is that is painted in a picture, in its own units; white counts for
/// nothing, and neither does what a clip path may cut off. An area counts by the extent of its whole path:
/// a line that was made an area is not seen. None if nothing is painted, or it cannot be read.
pub(in crate::render) fn thinnest(svg: &SvgImage) -> Option<f64> {
    let text = svg.tree().to_string(&Default::default());
    thinnest_of(Document::parse(&text).ok()?.root_element(), Affine::IDENTITY)
}

fn thinnest_of(parent: Node, place: Affine) -> Option<f64> {
    let nodes = parent.children().filter(Node::is_element);
    let widths = nodes.filter_map(|node| match node.tag_name().name() {
        // What is cut off may be all of a line.
        "g" if node.has_attribute("clip-path") => None,
        "g" => thinnest_of(node, place * matrix(node)),
        "path" if node.attribute("visibility").is_none() => width_of(node, place),
        _ => None,
    });
    widths.reduce(f64::min)
}

/// How wide a path is painted: its line, or its area by its least extent, which a line makes wider.
fn width_of(node: Node, place: Affine) -> Option<f64> {
    let paint = |of: &str| {
        let seen = value_of(node, &format!("{of}-opacity")).unwrap_or(1.0) > 0.0;
        node.attribute(of).filter(|it| seen && !["none", "#ffffff"].contains(it))
    };
    let narrow = rect::narrowest(place.as_coeffs());
    let line = paint("stroke").map(|_| value_of(node, "stroke-width").unwrap_or(1.0) * narrow);
    let area = if paint("fill").is_some() { data(node).map(|path| place * path) } else { None };
    let area = area.map(|path| path.bounding_box());
    let area = area.map(|area| area.width().min(area.height())).filter(|width| *width > 0.0);
    match (line, area) {
        (Some(line), Some(area)) if paint("fill") == paint("stroke") => Some(area + line),
        (Some(line), Some(area)) => Some(line.min(area + line)),
        (line, area) => line.or(area),
    }
}

struct Picture<'a, 'x, 'w> {
    root: Node<'a, 'x>,
    span: Span,
    walk: &'w mut Walk,
}

impl<'a, 'x> Picture<'a, 'x, '_> {
    fn children(&mut self, parent: Node<'a, 'x>, place: &Place) {
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "g" => self.group(node, place),
                "path" if node.attribute("visibility").is_none() => self.path(node, place),
                "image" => self.walk.fault(self.span, "a picture in an SVG picture"),
                _ => {}
            }
        }
    }

    fn group(&mut self, node: Node<'a, 'x>, place: &Place) {
        let style = node.attribute("style").unwrap_or_default();
        let blends = style.contains("mix-blend-mode") && !style.contains("mix-blend-mode:normal");
        let unfit = [
            (node.has_attribute("mask"), "a mask"),
            (node.has_attribute("filter"), "a filter"),
            (node.has_attribute("opacity"), "transparency"),
            (blends, "a mixture of colours"),
        ];
        for (_, what) in unfit.into_iter().filter(|(there, _)| *there) {
            self.walk.fault(self.span, &format!("{what} in an SVG picture"));
        }
        let place = place.moved(matrix(node));
        if let Some(place) = self.clipped(node, place) {
            self.children(node, &place);
        }
    }

    /// The part of a place that the clip path of a node leaves, and that of its clip path in turn.
    fn clipped(&mut self, node: Node<'a, 'x>, place: Place) -> Option<Place> {
        let Some(id) = node.attribute("clip-path") else { return Some(place) };
        let id = id.trim_start_matches("url(#").trim_end_matches(')');
        let named = |node: &Node| node.attribute("id") == Some(id);
        let is_clip = |node: &Node| node.tag_name().name() == "clipPath" && named(node);
        let clip = self.root.descendants().find(is_clip)?;
        let place = self.clipped(clip, place)?;
        let onto = matrix(clip);
        let paths = clip.descendants().filter(|node| node.tag_name().name() == "path");
        if paths.clone().any(|path| path.has_attribute("clip-path")) {
            self.walk.fault(self.span, "a clip path that is clipped in an SVG picture");
        }
        let paths = paths.filter_map(|path| {
            Some((onto * matrix(path) * data(path)?, rule(path.attribute("clip-rule"))))
        });
        place.clipped_to_any(&paths.collect::<Vec<_>>())
    }

    fn path(&mut self, node: Node, place: &Place) {
        let Some(path) = data(node) else {
            self.walk.fault(self.span, "a path that cannot be read in an SVG picture");
            return;
        };
        let fill = self.colour(node, "fill");
        let stroke = self.colour(node, "stroke").zip(Some(stroke(node)));
        let rule = rule(node.attribute("fill-rule"));
        let span = self.span;
        let stroke_first = node.attribute("paint-order") == Some("stroke");
        for strokes in [stroke_first, !stroke_first] {
            match (&stroke, fill) {
                (Some((colour, stroke)), _) if strokes => {
                    self.walk.stroke(&path, stroke, Tool { colour: *colour, span }, place);
                }
                (_, Some(colour)) if !strokes => {
                    self.walk.fill(&path, rule, Tool { colour, span }, place);
                }
                _ => {}
            }
        }
    }

    /// What a path is painted with; the reader writes colours as `#rrggbb` and names the rest.
    fn colour(&mut self, node: Node, of: &str) -> Option<Colour> {
        let value = node.attribute(of).filter(|value| *value != "none")?;
        let opacity = value_of(node, &format!("{of}-opacity")).unwrap_or(1.0);
        let byte = |at: usize| u8::from_str_radix(value.get(at..at + 2)?, 16).ok();
        let colour = value.strip_prefix('#').and_then(|_| Some([byte(1)?, byte(3)?, byte(5)?]));
        let seen = colour.ok_or("a gradient or pattern");
        let seen = seen.and_then(|colour| paint::visible(colour, opacity));
        seen.unwrap_or_else(|what| {
            self.walk.fault(self.span, &format!("{what} in an SVG picture"));
            None
        })
    }
}

fn data(node: Node) -> Option<BezPath> {
    BezPath::from_svg(node.attribute("d")?).ok()
}

fn rule(name: Option<&str>) -> FillRule {
    if name == Some("evenodd") { FillRule::EvenOdd } else { FillRule::NonZero }
}

fn stroke(node: Node) -> Stroke {
    let cap = match node.attribute("stroke-linecap") {
        Some("round") => Cap::Round,
        Some("square") => Cap::Square,
        _ => Cap::Butt,
    };
    let join = match node.attribute("stroke-linejoin") {
        Some("round") => Join::Round,
        Some("bevel") => Join::Bevel,
        _ => Join::Miter,
    };
    Stroke::new(value_of(node, "stroke-width").unwrap_or(1.0))
        .with_caps(cap)
        .with_join(join)
        .with_miter_limit(value_of(node, "stroke-miterlimit").unwrap_or(4.0))
        .with_dashes(
            value_of(node, "stroke-dashoffset").unwrap_or(0.0),
            numbers(node.attribute("stroke-dasharray").unwrap_or_default()),
        )
}

fn matrix(node: Node) -> Affine {
    let text = node.attribute("transform").unwrap_or_default();
    let values = numbers(text.trim_start_matches("matrix(").trim_end_matches(')'));
    <[f64; 6]>::try_from(values).map_or(Affine::IDENTITY, Affine::new)
}

fn numbers(text: &str) -> Vec<f64> {
    text.split_whitespace().filter_map(|number| number.parse().ok()).collect()
}

fn value_of<T: FromStr>(node: Node, name: &str) -> Option<T> {
    node.attribute(name)?.parse().ok()
}
