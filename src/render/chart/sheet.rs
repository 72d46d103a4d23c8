//! What is drawn on: a few layers of marks and texts, as lean SVG.

use std::fmt::Write as _;

use kurbo::Rect;
use plotters::coord::Shift;
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::prelude::{DrawingArea, IntoDrawingArea, SVGBackend};
use plotters::style::text_anchor::{Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, TextStyle, WHITE};

use super::label::Label;

pub(super) const INK: RGBColor = RGBColor(0x1d, 0x1d, 0x1f);
/// Labels that stay behind: 6.6 to 1 on white.
pub(super) const SOFT: RGBColor = RGBColor(0x5c, 0x5c, 0x62);
/// What is still to come: 4.6 to 1.
pub(super) const FAINT: RGBColor = RGBColor(0x75, 0x75, 0x7b);
/// Marks that mean something: 3.4 to 1.
pub(super) const GREY: RGBColor = RGBColor(0x8a, 0x8a, 0x90);
/// Lines of the grid.
pub(super) const GRID: RGBColor = RGBColor(0xd2, 0xd2, 0xd6);
/// The lightest areas.
pub(super) const WASH: RGBColor = RGBColor(0xe9, 0xe9, 0xec);

const FONT: &str = "Noto Sans HK";
const DRAWS: &str = "drawing into a string does not fail";

/// What the library writes out though it is so anyway, or stands on the root.
const NEEDLESS: &[&str] =
    &[" opacity=\"1\"", " stroke=\"none\"", " stroke-width=\"1\"", " font-family=\"Noto Sans HK\""];

pub(super) type Point = (i32, i32);

/// A drawing.
pub(super) struct Sheet {
    size: (i32, i32),
    body: String,
}

impl Sheet {
    pub(super) fn new(size: (i32, i32)) -> Self {
        Self { size, body: String::new() }
    }

    /// Draws over what is there.
    pub(super) fn layer(&mut self, draw: impl FnOnce(&Layer)) {
        let mut text = String::new();
        {
            let size = (self.size.0.unsigned_abs(), self.size.1.unsigned_abs());
            let layer = Layer(SVGBackend::with_string(&mut text, size).into_drawing_area());
            draw(&layer);
            layer.0.present().expect(DRAWS);
        }
        // What stands between the tags of the root.
        let inner = text.split_once('\n').and_then(|(_, rest)| rest.rsplit_once("</svg>"));
        let inner = inner.map_or("", |(inner, _)| inner);
        let lean = |text: String, needless: &&str| text.replace(needless, "");
        self.body.push_str(&NEEDLESS.iter().fold(inner.to_owned(), lean));
    }

    /// Dots, many in one path: the library would draw an element for each, and there may be hundreds.
    /// A line of next to no length with round ends is a dot; of none at all, a path that has one alone is dropped.
    pub(super) fn dots(&mut self, places: &[Point], radius: i32, colour: RGBColor) {
        self.path(&as_dots(places.iter()), colour, 2 * radius, ROUND_ENDS);
    }

    /// Dots that darken where they overlap. One path does not with itself, so neighbours are in
    /// different ones.
    pub(super) fn crowd(&mut self, places: &[Point], radius: i32, colour: RGBColor) {
        let more = format!("{ROUND_ENDS} stroke-opacity=\".6\"");
        for first in 0..3 {
            let some = places.iter().skip(first).step_by(3);
            self.path(&as_dots(some), colour, 2 * radius, &more);
        }
    }

    /// Hollow dots.
    pub(super) fn rings(&mut self, places: &[Point], radius: i32, colour: RGBColor) {
        self.dots(places, radius, colour);
        self.dots(places, radius - 1, WHITE);
    }

    /// A broken line through points.
    pub(super) fn dashes(&mut self, places: &[Point], colour: RGBColor) {
        let rest = places.iter().map(|(x, y)| format!("{x} {y}")).collect::<Vec<_>>();
        self.path(&format!("M{}", rest.join("L")), colour, 1, " stroke-dasharray=\"5 4\"");
    }

    /// Short level lines, so far to either side of points.
    pub(super) fn ticks(&mut self, places: &[Point], reach: i32, colour: RGBColor) {
        let each = places.iter().map(|(x, y)| format!("M{} {y}h{}", x - reach, 2 * reach));
        self.path(&each.collect::<String>(), colour, 2, "");
    }

    fn path(&mut self, line: &str, RGBColor(r, g, b): RGBColor, width: i32, more: &str) {
        if line.len() > 1 {
            writeln!(
                self.body,
                "<path d=\"{line}\" fill=\"none\" stroke=\"#{r:02X}{g:02X}{b:02X}\" stroke-width=\"{width}\"{more}/>"
            )
            .expect(DRAWS);
        }
    }

    /// The drawing as SVG.
    pub(super) fn finish(self) -> String {
        let ((width, height), body) = (self.size, self.body);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" font-family=\"{FONT}\">\n{body}</svg>\n"
        )
    }
}

const ROUND_ENDS: &str = " stroke-linecap=\"round\"";

fn as_dots<'p>(places: impl Iterator<Item = &'p Point>) -> String {
    places.map(|(x, y)| format!("M{x} {y}h.01")).collect()
}

/// What is drawn at one time.
pub(super) struct Layer<'a>(DrawingArea<SVGBackend<'a>, Shift>);

impl Layer<'_> {
    pub(super) fn line(&self, points: &[Point], colour: RGBColor, width: u32) {
        let path = PathElement::new(points.to_vec(), colour.stroke_width(width));
        self.0.draw(&path).expect(DRAWS);
    }

    pub(super) fn area(&self, area: Rect, colour: RGBColor) {
        // Drawings are made in whole units.
        let corners = [(area.x0, area.y0), (area.x1, area.y1)].map(|(x, y)| (x as i32, y as i32));
        self.0.draw(&Rectangle::new(corners, colour.filled())).expect(DRAWS);
    }

    pub(super) fn dot(&self, at: Point, radius: i32, colour: RGBColor) {
        self.0.draw(&Circle::new(at, radius, colour.filled())).expect(DRAWS);
    }

    /// A hollow diamond.
    pub(super) fn diamond(&self, (x, y): Point, reach: i32, colour: RGBColor) {
        let mut corners =
            vec![(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y), (x, y - reach)];
        self.0.draw(&Polygon::new(corners.clone(), WHITE.filled())).expect(DRAWS);
        // Closed well: the line ends in the middle of a side.
        corners.push((x + reach / 2, y - reach / 2));
        self.line(&corners, colour, 2);
    }

    pub(super) fn label(&self, label: &Label) {
        let weight = if label.kind.bold { FontStyle::Bold } else { FontStyle::Normal };
        // The library writes a size down divided by this.
        let size = f64::from(label.kind.size) * 1.24;
        let style = TextStyle {
            font: FontDesc::new(FontFamily::Name(FONT), size, weight),
            color: label.kind.colour.to_backend_color(),
            pos: Pos::new(label.by, VPos::Bottom),
        };
        self.0.draw(&Text::new(label.text.clone(), label.at, style)).expect(DRAWS);
    }
}

/// A programme's colour, `#rrggbb`, darkened until text in it can be read on white, just as the
/// templates do.
pub(super) fn readable(colour: &str) -> RGBColor {
    let part = |from: usize| {
        let digits = colour.get(from..from + 2).unwrap_or_default();
        f64::from(u8::from_str_radix(digits, 16).unwrap_or_default()) / 255.0
    };
    let mut parts = [part(1), part(3), part(5)];
    let mut tries = 0;
    while contrast_with_white(parts) < 4.5 && tries < 20 {
        parts = parts.map(|part| part * 0.92);
        tries += 1;
    }
    // Within 0 and 255, so nothing is lost.
    let [r, g, b] = parts.map(|part| (part * 255.0).round() as u8);
    RGBColor(r, g, b)
}

/// After WCAG.
pub(super) fn contrast_with_white(parts: [f64; 3]) -> f64 {
    let [r, g, b] =
        parts.map(
            |part| {
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            },
        );
    1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05)
}
