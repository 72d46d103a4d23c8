//! Which characters the fonts can set.
//!
//! A character that no font has is silent tofu in a plain PDF and fails an archival one, so every
//! text is checked while loading, where the cell can still be named.

use typst::text::FontInfo;

use crate::diagnostics::is_invisible;

/// The characters that both faces, sans and serif, can set.
///
/// A font whose family has "Serif" in its name belongs to the serif face, which sets names and
/// titles; every other font belongs to the sans face.
pub struct Coverage {
    faces: Vec<Face>,
}

struct Face {
    name: &'static str,
    /// For each code point, whether some font of the face has it.
    has: Vec<bool>,
}

impl Coverage {
    /// Reads the character maps of fonts; a file that is no font is passed over.
    pub fn new<'a>(fonts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let (serif, sans) = fonts
            .into_iter()
            .flat_map(FontInfo::iter)
            .partition::<Vec<_>, _>(|font| font.family.contains("Serif"));
        let face = |name, fonts: Vec<FontInfo>| {
            let covered: Vec<_> = fonts.iter().flat_map(|font| font.coverage.iter()).collect();
            let mut has = vec![false; covered.iter().max().map_or(0, |last| *last as usize + 1)];
            covered.into_iter().for_each(|code| has[code as usize] = true);
            Face { name, has }
        };
        let faces = [face("sans", sans), face("serif", serif)];
        Self { faces: faces.into_iter().filter(|face| !face.has.is_empty()).collect() }
    }

    /// The first character that cannot be set, what to say of it, and what to do; `None` if every
    /// one can be set.
    pub(super) fn complaint(&self, text: &str) -> Option<(char, String, String)> {
        // The fonts of every programme have ASCII; most cells hold nothing else.
        if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t')) {
            return None;
        }
        let (character, face) = text.chars().find_map(|c| {
            let lacking = self.faces.iter().find(|face| !face.has(c));
            let lost = c == char::REPLACEMENT_CHARACTER || is_hidden(c);
            lacking.map(|face| (c, face.name)).or_else(|| lost.then_some((c, "sans")))
        })?;
        let code = u32::from(character);
        let message = match character {
            char::REPLACEMENT_CHARACTER => "a character was lost here".to_owned(),
            '\u{e000}'..='\u{f8ff}' => format!("the character U+{code:04X} is of private use"),
            _ if is_hidden(character) => {
                format!("the text holds an invisible character, U+{code:04X}")
            }
            _ => format!("no {face} font has the character `{character}` (U+{code:04X})"),
        };
        Some((character, message, advice(character)))
    }
}

/// Whether a character leaves no mark; line ends and tabs do.
fn is_hidden(c: char) -> bool {
    is_invisible(c) && !matches!(c, '\n' | '\r' | '\t')
}

impl Face {
    fn has(&self, c: char) -> bool {
        matches!(c, '\n' | '\r' | '\t') || self.has.get(c as usize) == Some(&true)
    }
}

/// Common slips have a remedy of their own.
fn advice(character: char) -> String {
    let instead = match character {
        '爲' => '為',
        '内' => '內',
        '产' => '產',
        char::REPLACEMENT_CHARACTER => return "write it again, from the source".to_owned(),
        '\u{e000}'..='\u{f8ff}' => {
            return "only one computer knows it (造字); write it another way".to_owned();
        }
        _ if is_hidden(character) => return "delete it, or type the text again".to_owned(),
        _ => return "write it another way, or add a font that has it with --fonts".to_owned(),
    };
    format!("write `{instead}`, its form in Hong Kong")
}
