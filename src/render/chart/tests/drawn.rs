//! A drawing read back: its marks and texts, and the room that these take.

use kurbo::Rect;
use plotters::style::text_anchor::HPos;

use crate::render::chart::label::{Label, Type, is_crossed};
use crate::render::chart::sheet::INK;
use crate::render::rect::cover_each_other;

/// An element of a drawing, by its name and attributes, and the text in it.
pub(super) struct Element<'a> {
    pub(super) name: &'a str,
    rest: &'a str,
    pub(super) text: String,
}

impl Element<'_> {
    pub(super) fn get(&self, attribute: &str) -> Option<&str> {
        let key = format!(" {attribute}=\"");
        self.rest.split_once(&key)?.1.split('"').next()
    }

    pub(super) fn number(&self, attribute: &str) -> i32 {
        self.get(attribute).and_then(|value| value.parse().ok()).expect(attribute)
    }

    /// The room of a text.
    pub(super) fn frame(&self) -> Rect {
        let by = match self.get("text-anchor") {
            Some("start") => HPos::Left,
            Some("middle") => HPos::Center,
            _ => HPos::Right,
        };
        let size: f64 = self.get("font-size").and_then(|size| size.parse().ok()).expect("a size");
        let bold = self.get("font-weight") == Some("bold");
        let kind = Type { size: size.round() as i32, bold, colour: INK };
        let at = (self.number("x"), self.number("y"));
        Label { text: self.text.clone(), kind, at, by }.frame()
    }

    /// The room of a rectangle.
    pub(super) fn area(&self) -> Rect {
        let (left, top) = (self.number("x"), self.number("y"));
        let (width, height) = (self.number("width"), self.number("height"));
        let [left, top, width, height] = [left, top, width, height].map(f64::from);
        Rect::new(left, top, left + width, top + height)
    }

    pub(super) fn points(&self) -> Vec<(i32, i32)> {
        let points = self.get("points").unwrap_or_default().split_whitespace();
        let points = points.filter_map(|point| point.split_once(','));
        points.map(|(x, y)| (x.parse().expect("whole"), y.parse().expect("whole"))).collect()
    }
}

pub(super) fn elements(svg: &str) -> Vec<Element<'_>> {
    let parts = svg.split('<').skip(1).filter(|part| !part.starts_with('/'));
    let parts = parts.filter_map(|part| part.split_once('>'));
    parts
        .map(|(rest, text)| {
            let name = rest.split([' ', '/']).next().unwrap_or_default();
            Element { name, rest, text: text.trim().replace("&amp;", "&") }
        })
        .collect()
}

pub(super) fn texts(svg: &str) -> Vec<(String, Rect)> {
    let all = elements(svg).into_iter().filter(|element| element.name == "text");
    all.map(|element| (element.text.clone(), element.frame())).collect()
}

pub(super) fn words(svg: &str) -> Vec<String> {
    texts(svg).into_iter().map(|(text, _)| text).collect()
}

/// No two texts overlap, and all lie inside the drawing.
pub(super) fn assert_legible(svg: &str) {
    let root = elements(svg).into_iter().next().expect("a root");
    let sheet = Rect::new(0.0, 0.0, root.number("width").into(), root.number("height").into());
    let texts = texts(svg);
    for (at, (text, frame)) in texts.iter().enumerate() {
        assert!(sheet.contains_rect(*frame), "`{text}` {frame:?} leaves {sheet:?}\n{svg}");
        for (other, taken) in &texts[..at] {
            assert!(
                !cover_each_other(*frame, *taken),
                "`{text}` {frame:?} on `{other}` {taken:?}\n{svg}"
            );
        }
    }
}

/// No line that is drawn runs through a text, but where a white ground lies between them.
pub(super) fn assert_not_struck(svg: &str) {
    let elements = elements(svg);
    let grounds: Vec<_> = elements
        .iter()
        .enumerate()
        .filter(|(_, element)| element.name == "rect" && element.get("fill") == Some("#FFFFFF"))
        .map(|(at, element)| (at, element.area()))
        .collect();
    let lines = elements.iter().enumerate().filter(|(_, element)| element.name == "polyline");
    let lines: Vec<_> = lines.map(|(at, line)| (at, line.points())).collect();
    for text in elements.iter().filter(|element| element.name == "text") {
        let frame = text.frame();
        for (at, line) in &lines {
            let crossed = line.windows(2).any(|ends| is_crossed(frame, ends[0], ends[1]));
            let covered =
                grounds.iter().any(|(later, ground)| later > at && ground.contains_rect(frame));
            assert!(!crossed || covered, "`{}` is struck through\n{svg}", text.text);
        }
    }
}
