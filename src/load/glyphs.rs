//! Which characters the fonts can set.
//!
//! A character that no font has is silent tofu in a plain PDF and fails an archival one, so every
//! text is checked while loading, where the cell can still be named.

use std::collections::HashSet;

use typst::text::FontInfo;

/// The characters that both faces, sans and serif, can set.
///
/// A font whose family has "Serif" in its name belongs to the serif face, which sets names and
/// titles; every other font belongs to the sans face.
pub struct Coverage {
    faces: Vec<Face>,
}

struct Face {
    name: &'static str,
    /// The code points some font of the face has.
    has: HashSet<u32>,
}

impl Coverage {
    /// Reads the character maps of fonts; a file that is no font is passed over.
    pub fn new<'a>(fonts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let (serif, sans) = fonts
            .into_iter()
            .flat_map(FontInfo::iter)
            .partition::<Vec<_>, _>(|font| font.family.contains("Serif"));
        let face = |name, fonts: Vec<FontInfo>| Face {
            name,
            has: fonts.iter().flat_map(|font| font.coverage.iter()).collect(),
        };
        let faces = [face("sans", sans), face("serif", serif)];
        Self { faces: faces.into_iter().filter(|face| !face.has.is_empty()).collect() }
    }

    /// What is wrong with a text, and what to do; `None` if every character can be set.
    pub(super) fn complaint(&self, text: &str) -> Option<(String, String)> {
        // The fonts of every programme have ASCII; most cells hold nothing else.
        if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t')) {
            return None;
        }
        let (character, face) = text.chars().find_map(|c| {
            let lacking = self.faces.iter().find(|face| !face.has(c));
            lacking.map(|face| (c, face.name))
        })?;
        let shown = if character.is_control() { ' ' } else { character };
        Some((
            format!("`{shown}` (U+{:04X}) has no glyph in any {face} font", u32::from(character)),
            advice(character),
        ))
    }
}

impl Face {
    fn has(&self, c: char) -> bool {
        matches!(c, '\n' | '\r' | '\t') || self.has.contains(&u32::from(c))
    }
}

/// Common slips have a remedy of their own.
fn advice(character: char) -> String {
    let instead = match character {
        '爲' => '為',
        '内' => '內',
        '产' => '產',
        _ => return "write it another way, or add a font that has it with --fonts".to_owned(),
    };
    format!("write `{instead}`, its form in Hong Kong")
}
