//! What is asked of text.

use std::mem;

use typst::text::TextItem;
use typst::utils::Numeric;

use super::area::{of_box, scales};
use super::fault::{Fault, Flaw, Subject};
use super::sheet::CLOSE;
use super::{Inspector, Place, colours, letters};
use crate::plan::Colours;

/// Below this size, in points, black is printed of one ink.
const SMALL: f64 = 24.0;

/// Text that is set letter by letter, as on an arc, is one text to who reads of its faults.
#[derive(Default)]
pub(super) struct Spelling {
    /// Where the faults are of the letter before.
    faults: Vec<usize>,
    /// Whether there was a space after it.
    space: bool,
}

impl Inspector<'_> {
    pub(super) fn text(&mut self, text: &TextItem, place: Place) {
        let missing = text.glyphs.iter().filter(|glyph| glyph.id == 0);
        let missing = missing.map(|glyph| Flaw::Glyph(text.text[glyph.range()].to_owned()));
        let mut flaws: Vec<_> = missing.collect();
        let bounds = text.bbox();
        if !bounds.min.x.is_finite() {
            // Spaces, or nothing but missing glyphs.
            self.spelling.space = true;
            return self.told_of(&text.text, flaws);
        }
        let area = of_box(bounds, place.to_page);
        let mark = self.sheet.outside(area);
        if !mark {
            flaws.extend(self.letters(text, place).into_iter().flatten());
            flaws.extend(self.sheet.beyond_safe(area).map(|by| Flaw::Unsafe { by }));
        }
        let stroke = text.stroke.as_ref().map(|stroke| &stroke.paint);
        let paints = [&text.fill].into_iter().chain(stroke);
        flaws.extend(paints.filter_map(|paint| colours::flaw(paint, self.demands, mark)));
        if !mark && self.demands.colours == Colours::Print && self.is_small(text, place) {
            flaws.extend(colours::rich_black(&text.fill));
        }
        self.told_of(&text.text, flaws);
    }

    /// Whether letters are so small that their plates must not be more than they need.
    fn is_small(&self, text: &TextItem, place: Place) -> bool {
        let (_, high) = scales(place.to_page);
        text.size.to_pt() * high < SMALL
    }

    /// Whether letters are high enough and their lines wide enough.
    fn letters(&mut self, text: &TextItem, place: Place) -> [Option<Flaw>; 2] {
        let (narrow, high) = scales(place.to_page);
        let size = text.size.to_mm();
        let least = self.demands.letters;
        let height = letters::height(text).map(|height| height * size * high);
        let low = height.filter(|height| *height < least - CLOSE);
        let low = low.map(|height| Flaw::Low { height, least });
        let least = self.demands.strokes;
        let thinnest = if least > 0.0 { self.lines.thinnest(text) } else { None };
        // A stroke around letters makes their lines wider by as much.
        let around = text.stroke.as_ref().map_or(0.0, |stroke| stroke.thickness.to_mm());
        let width = thinnest.map(|width| (width * size + around) * narrow);
        let thin = width.filter(|width| *width < least - CLOSE);
        [low, thin.map(|width| Flaw::ThinLetters { width, least })]
    }

    /// Notes the flaws of a text; where they go on from letter to letter, as those of one text.
    fn told_of(&mut self, text: &str, flaws: Vec<Flaw>) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let before = mem::take(&mut self.spelling);
        let single = text.chars().count() == 1;
        for flaw in flaws {
            let kind = mem::discriminant(&flaw);
            let same = |at: &usize| mem::discriminant(&self.faults[*at].flaw) == kind;
            let spelt = single && !matches!(flaw, Flaw::Glyph(_));
            let known = before.faults.iter().copied().find(same).filter(|_| spelt);
            let at = known.unwrap_or(self.faults.len());
            match self.faults.get_mut(at) {
                Some(Fault { subject: Subject::Text(known), flaw: worst }) => {
                    known.push_str(if before.space { " " } else { "" });
                    known.push_str(text);
                    worst.worsen(flaw);
                }
                _ => self.find(Subject::Text(text.to_owned()), flaw),
            }
            if spelt {
                self.spelling.faults.push(at);
            }
        }
    }
}
