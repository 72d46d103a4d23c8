//! The file itself: relative paths in millimetres, as short as they are exact.

use std::fmt::Write as _;

use kurbo::{BezPath, PathEl, Point};
use typst::layout::Size;

use super::Words;
use super::plane::Ring;
use super::region::Region;

pub(super) fn document(size: Size, words: &Words, regions: &[Region]) -> String {
    let (width, height) = (millimetres(size.x.to_mm()), millimetres(size.y.to_mm()));
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}mm\" height=\"{height}mm\" \
         viewBox=\"0 0 {width} {height}\" fill=\"#000\">\n<title>{}</title>\n<desc>{}</desc>\n",
        escaped(words.title),
        escaped(&words.lines.join("\n")),
    );
    for region in regions {
        let mut pen = Pen::default();
        if region.curves.is_empty() {
            region.rings.iter().for_each(|ring| pen.ring(ring));
        } else {
            region.curves.iter().for_each(|curve| pen.curve(curve));
        }
        xml.push_str("<path d=\"");
        xml.push_str(&pen.data);
        xml.push_str("\"/>\n");
    }
    xml.push_str("</svg>\n");
    xml
}

/// A length in millimetres, to the micrometre.
fn millimetres(length: f64) -> String {
    number((length * 1000.0).round() as i32)
}

/// Micrometres as millimetres.
fn number(length: i32) -> String {
    let (whole, rest) = (length.unsigned_abs() / 1000, length.unsigned_abs() % 1000);
    let sign = if length < 0 { "-" } else { "" };
    let rest = format!("{rest:03}");
    match rest.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        rest => format!("{sign}{whole}.{rest}"),
    }
}

/// Text without what XML reads as its own, or not at all.
fn escaped(text: &str) -> String {
    let known = text.chars().filter(|c| !c.is_control() || *c == '\n');
    known.fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
        out
    })
}

/// Writes contours with relative commands, each named once in a row.
#[derive(Default)]
struct Pen {
    data: String,
    command: char,
    at: (i32, i32),
}

impl Pen {
    fn ring(&mut self, ring: &Ring) {
        for (place, dot) in ring.iter().enumerate() {
            if place == 0 { self.begin((dot.x, dot.y)) } else { self.line((dot.x, dot.y)) }
        }
        self.close();
    }

    /// A closed curve on whole micrometres.
    fn curve(&mut self, curve: &BezPath) {
        let whole = |point: Point| (point.x as i32, point.y as i32);
        for element in curve.elements() {
            match *element {
                PathEl::MoveTo(to) => self.begin(whole(to)),
                PathEl::LineTo(to) => self.line(whole(to)),
                PathEl::QuadTo(a, to) => self.bend('q', &[whole(a), whole(to)]),
                PathEl::CurveTo(a, b, to) => self.bend('c', &[whole(a), whole(b), whole(to)]),
                PathEl::ClosePath => self.close(),
            }
        }
    }

    fn begin(&mut self, to: (i32, i32)) {
        self.at = to;
        self.command('M');
        self.value(to.0);
        self.value(to.1);
    }

    fn line(&mut self, to: (i32, i32)) {
        let by = (to.0 - self.at.0, to.1 - self.at.1);
        self.at = to;
        match by {
            (x, 0) => {
                self.command('h');
                self.value(x);
            }
            (0, y) => {
                self.command('v');
                self.value(y);
            }
            (x, y) => {
                self.command('l');
                self.value(x);
                self.value(y);
            }
        }
    }

    fn bend(&mut self, command: char, points: &[(i32, i32)]) {
        self.command(command);
        let from = self.at;
        for &(x, y) in points {
            self.value(x - from.0);
            self.value(y - from.1);
            self.at = (x, y);
        }
    }

    fn close(&mut self) {
        self.data.push('z');
        self.command = 'z';
    }

    fn command(&mut self, command: char) {
        if self.command != command {
            self.data.push(command);
            self.command = command;
        }
    }

    fn value(&mut self, length: i32) {
        // A minus, like a letter, parts numbers as well as a space does.
        if length >= 0 && self.data.ends_with(|c: char| c.is_ascii_digit()) {
            self.data.push(' ');
        }
        let (whole, rest) = (length.unsigned_abs() / 1000, length.unsigned_abs() % 1000);
        let sign = if length < 0 { "-" } else { "" };
        // Writing to a string cannot fail.
        let _ = match rest {
            0 => write!(self.data, "{sign}{whole}"),
            rest if rest % 100 == 0 => write!(self.data, "{sign}{whole}.{}", rest / 100),
            rest if rest % 10 == 0 => write!(self.data, "{sign}{whole}.{:02}", rest / 10),
            rest => write!(self.data, "{sign}{whole}.{rest:03}"),
        };
    }
}
