//! The outlines of letters, as the font has them.

use std::collections::HashMap;
use std::sync::Arc;

use kurbo::BezPath;
use read_fonts::TableProvider;
use read_fonts::model::glyph::outline::{DrawMemory, DrawOptions, PathSink};
use read_fonts::model::{Blob, Font, Variation};
use read_fonts::types::{GlyphId, Tag};
use typst::text::FontInstance;

/// The fonts of one page, each opened once, and the outlines that were asked for.
#[derive(Default)]
pub(super) struct Glyphs {
    fonts: HashMap<FontInstance, Opened>,
}

struct Opened {
    font: Option<Font>,
    outlines: HashMap<u16, Option<Arc<BezPath>>>,
}

impl Glyphs {
    /// The outline of a letter in units of its font, upwards; empty for a space, none where the font
    /// has a picture or nothing instead of an outline.
    pub(super) fn outline(&mut self, font: &FontInstance, glyph: u16) -> Option<Arc<BezPath>> {
        if !self.fonts.contains_key(font) {
            let opened = Opened { font: open(font), outlines: HashMap::new() };
            self.fonts.insert(font.clone(), opened);
        }
        let Opened { font, outlines } = self.fonts.get_mut(font)?;
        let font = font.as_ref()?;
        outlines.entry(glyph).or_insert_with(|| draw(font, glyph).map(Arc::new)).clone()
    }
}

/// The font at the typesetter's place in its design space.
fn open(font: &FontInstance) -> Option<Font> {
    let blob = Blob::Shared(Arc::new(font.data().clone()));
    let whole = Font::new(blob, font.index())?;
    let axes = font.variations().0.iter();
    let axes = axes.map(|(tag, value)| Variation::new(Tag::new(&tag.to_bytes()), value.0));
    Some(whole.instance_builder().variations(axes).build())
}

fn draw(font: &Font, glyph: u16) -> Option<BezPath> {
    let id = GlyphId::from(glyph);
    let coloured = font.color_glyphs().get(id).is_some()
        || font.bitmap_strikes().select_bitmap(id, None).is_some()
        || font.tables().svg().is_ok_and(|svg| svg.glyph_data(id).is_some());
    if coloured {
        return None;
    }
    let mut pen = Pen(BezPath::new());
    let outline = font.outline_glyphs().get(id)?;
    outline.draw(&DrawOptions::new(), DrawMemory::Scratch, &mut pen).ok()?;
    Some(pen.0)
}

struct Pen(BezPath);

impl PathSink for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to((x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to((x, y));
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.0.quad_to((cx0, cy0), (x, y));
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.curve_to((cx0, cy0), (cx1, cy1), (x, y));
    }

    fn close(&mut self) {
        self.0.close_path();
    }
}
