//! Web fonts: only the characters of the site, as WOFF2.

use std::collections::BTreeSet;

use read_fonts::collections::IntSet;
use read_fonts::types::{GlyphId, NameId, Tag};
use read_fonts::{FontRef, TableProvider};
use skera::{DEFAULT_LAYOUT_FEATURES, Plan, SubsetFlags};
use ttf2woff2::BrotliQuality;
use typst::text::{FontInfo, FontStyle};

use crate::diagnostics::Diagnostic;
use crate::model::Assets;

/// How hard the encoder tries, to 11. The last two steps save three bytes of a hundred and take five times
/// as long as all else that the site does.
const QUALITY: u8 = 9;

/// Cuts the font of a family and weight down to the characters it has of those wanted.
pub(super) fn subset(
    assets: &Assets,
    (family, weight): (&str, u16),
    characters: &BTreeSet<char>,
) -> Result<Vec<u8>, Diagnostic> {
    let font = find(assets, family, weight)?;
    let unicodes: IntSet<u32> = characters.iter().copied().map(u32::from).collect();
    // No page is set in columns from right to left.
    let features = DEFAULT_LAYOUT_FEATURES.iter().filter(|tag| tag.to_be_bytes()[0] != b'v');
    let features: IntSet<Tag> = features.copied().collect();
    let vertical = [b"vhea", b"vmtx", b"VORG", b"BASE"].map(Tag::new);
    let plan = Plan::new(
        &IntSet::<GlyphId>::empty(),
        &unicodes,
        &font,
        SubsetFlags::default(),
        &skera::DEFAULT_DROP_TABLES.iter().copied().chain(vertical).collect(),
        &IntSet::all(),
        &features,
        &IntSet::<NameId>::empty(),
        &IntSet::<u16>::empty(),
    );
    let failed = |what: String| Diagnostic::error(format!("cannot cut {family} {weight}: {what}"));
    let cut = skera::subset_font(&font, &plan).map_err(|error| failed(error.to_string()))?;
    // The tool drops other outlines than TrueType's without a word.
    if FontRef::new(&cut).is_ok_and(|font| font.glyf().is_err()) {
        return Err(missing(family, weight));
    }
    ttf2woff2::encode(&cut, BrotliQuality::from(QUALITY)).map_err(|error| failed(error.to_string()))
}

/// The upright font of a family and weight.
pub(super) fn find<'a>(
    assets: &'a Assets,
    family: &str,
    weight: u16,
) -> Result<FontRef<'a>, Diagnostic> {
    let found = assets.fonts.values().find_map(|file| matching(file, family, weight));
    found.ok_or_else(|| missing(family, weight))
}

fn missing(family: &str, weight: u16) -> Diagnostic {
    Diagnostic::error(format!("the site needs the font {family} {weight}, which is not there"))
        .help("add it to the folder given with --fonts; outlines must be TrueType")
}

/// The font in a file, if it is of the family and weight.
fn matching<'f>(file: &'f [u8], family: &str, weight: u16) -> Option<FontRef<'f>> {
    let info = FontInfo::new(file, 0)?;
    let upright = info.variant.style == FontStyle::Normal;
    let wanted = upright && info.family == family && info.variant.weight.to_number() == weight;
    if wanted { FontRef::new(file).ok() } else { None }
}
