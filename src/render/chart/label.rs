//! Texts of a drawing and the room they take.

use kurbo::{Point, Rect};
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

/// The square around a point, so far in each direction.
pub(super) fn square((x, y): (i32, i32), reach: i32) -> Rect {
    Rect::from_center_size((f64::from(x), f64::from(y)), (0.0, 0.0))
        .inflate(reach.into(), reach.into())
}

/// Whether a line between two points, the first further left, runs through a rectangle.
pub(super) fn is_crossed(rect: Rect, from: (i32, i32), to: (i32, i32)) -> bool {
    let ends = [from, to].map(|(x, y)| Point::new(x.into(), y.into()));
    let (left, right) = (rect.x0.max(ends[0].x), rect.x1.min(ends[1].x));
    if left >= right {
        return false;
    }
    let (across, down) = (ends[1].x - ends[0].x, ends[1].y - ends[0].y);
    // Drawings are made in whole units.
    let at = |x: f64| ends[0].y + (down * (x - ends[0].x) / across).trunc();
    let (one, other) = (at(left), at(right));
    one.min(other) < rect.y1 && one.max(other) > rect.y0
}

/// How a text is set.
#[derive(Clone, Copy)]
pub(super) struct Type {
    pub(super) size: i32,
    pub(super) bold: bool,
    pub(super) colour: RGBColor,
}

impl Type {
    pub(super) fn plain(size: i32, colour: RGBColor) -> Self {
        Self { size, bold: false, colour }
    }

    /// From one line of text to the next.
    pub(super) fn line(self) -> i32 {
        self.size * 6 / 5
    }

    /// How wide a text is; rather too wide than too narrow.
    pub(super) fn width(self, text: &str) -> i32 {
        let ems: i32 = text.chars().map(hundredths).sum();
        let ems = if self.bold { ems * 106 / 100 } else { ems };
        (ems * self.size + 99) / 100
    }

    /// The text, with an ellipsis for what does not fit into a width; empty if not even that fits.
    pub(super) fn cut(self, text: &str, width: i32) -> String {
        if self.width(text) <= width {
            return text.to_owned();
        }
        let mut rest: String = text.to_owned();
        while rest.pop().is_some() {
            let short = format!("{}…", rest.trim_end());
            if self.width(&short) <= width {
                return short;
            }
        }
        rest
    }

    /// The text in lines of a width. Chinese breaks after any character, English between words, and
    /// within one that is wider than a line.
    pub(super) fn wrap(self, text: &str, width: i32) -> Vec<String> {
        let mut lines = vec![String::new()];
        for piece in pieces(text) {
            let Some(line) = lines.last_mut() else { break };
            if self.width(format!("{line}{piece}").trim_end()) <= width {
                line.push_str(piece);
                continue;
            }
            let mut line = String::new();
            for c in piece.chars() {
                if !line.is_empty() && self.width(format!("{line}{c}").trim_end()) > width {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(c);
            }
            lines.push(line);
        }
        let lines = lines.iter().map(|line| line.trim().to_owned());
        lines.filter(|line| !line.is_empty()).collect()
    }
}

/// The parts of a text between which a line may break, each with the space behind it.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let is_wide = |c: char| c >= '\u{2e80}';
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut chars = rest.char_indices().peekable();
        let mut end = rest.len();
        while let (Some((_, c)), Some((at, next))) = (chars.next(), chars.peek().copied()) {
            if next != ' ' && (c == ' ' || is_wide(c) || is_wide(next)) {
                end = at;
                break;
            }
        }
        let piece;
        (piece, rest) = rest.split_at(end);
        (!piece.is_empty()).then_some(piece)
    })
}

/// The width of a character of the charts' font, in hundredths of its size; rounded up within a few
/// classes.
fn hundredths(c: char) -> i32 {
    match c {
        ' ' => 24,
        '.' | ',' | ':' | ';' | '\'' | 'i' | 'j' | 'l' | 'I' => 32,
        '(' | ')' | '[' | ']' | '-' | '/' | 'f' | 'r' | 't' => 42,
        '0'..='9' | '−' | '+' => 57,
        'm' | 'w' | 'M' | 'W' => 96,
        'a'..='z' => 62,
        'A'..='Z' | '&' => 75,
        _ => 100,
    }
}

/// A text in its place.
#[derive(Clone)]
pub(super) struct Label {
    pub(super) text: String,
    pub(super) kind: Type,
    /// The point that it hangs on, and by which of its lower corners (or the middle between).
    pub(super) at: (i32, i32),
    pub(super) by: HPos,
}

impl Label {
    /// The room it takes.
    pub(super) fn frame(&self) -> Rect {
        let (x, bottom) = self.at;
        let width = self.kind.width(&self.text);
        let left = match self.by {
            HPos::Left => x,
            HPos::Right => x - width,
            HPos::Center => x - width / 2,
        };
        let top = bottom - self.kind.line();
        Rect::new(left.into(), top.into(), (left + width).into(), bottom.into())
    }
}
