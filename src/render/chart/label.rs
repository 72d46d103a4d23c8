//! Texts of a drawing and the room they take.

use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

/// A rectangle of a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) right: i32,
    pub(super) bottom: i32,
}

impl Frame {
    /// The square around a point, so far in each direction.
    pub(super) fn around((x, y): (i32, i32), reach: i32) -> Self {
        Self { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach }
    }

    /// Whether two have any inner point in common.
    pub(super) fn overlaps(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether a line between two points, the first further left, runs through it.
    pub(super) fn is_crossed(self, from: (i32, i32), to: (i32, i32)) -> bool {
        let (left, right) = (self.left.max(from.0), self.right.min(to.0));
        if left >= right {
            return false;
        }
        let at = |x: i32| from.1 + (to.1 - from.1) * (x - from.0) / (to.0 - from.0);
        let (one, other) = (at(left), at(right));
        one.min(other) < self.bottom && one.max(other) > self.top
    }

    /// The same, wider by a margin on its left and right.
    pub(super) fn widened(self, by: i32) -> Self {
        Self { left: self.left - by, right: self.right + by, ..self }
    }
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
    pub(super) fn frame(&self) -> Frame {
        let (x, bottom) = self.at;
        let width = self.kind.width(&self.text);
        let left = match self.by {
            HPos::Left => x,
            HPos::Right => x - width,
            HPos::Center => x - width / 2,
        };
        let top = bottom - self.kind.line();
        Frame { left, top, right: left + width, bottom }
    }
}
