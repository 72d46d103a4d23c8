//! Pictures as PNG: of 256 colours where nothing shines through, which a few metals and inks on
//! white never need, for in true colour the fine lines of a certificate take a megabyte.

use color_quant::NeuQuant;
use png::{BitDepth, ColorType, Compression, DeflateCompression, Encoder, Filter};
use tiny_skia::Pixmap;

/// Of so many pixels one is looked at to choose the colours: a prime number, which keeps step with no
/// ornament, and of those as few as the library takes.
const THINNED: usize = 7;
const SAMPLE: i32 = 30;

const IN_MEMORY: &str = "a picture of its own size, written to memory";

/// Writes a picture.
pub(super) fn encode(picture: &Pixmap) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_depth(BitDepth::Eight);
    let samples = if picture.pixels().iter().all(|pixel| pixel.is_opaque()) {
        let (colours, indices) = in_few_colours(picture.data());
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette(colours);
        encoder.set_filter(Filter::NoFilter);
        encoder.set_deflate_compression(DeflateCompression::Level(3));
        indices
    } else {
        encoder.set_color(ColorType::Rgba);
        encoder.set_filter(Filter::Adaptive);
        encoder.set_compression(Compression::Fast);
        let pixels = picture.pixels().iter().map(|pixel| pixel.demultiply());
        pixels.flat_map(|c| [c.red(), c.green(), c.blue(), c.alpha()]).collect()
    };
    let mut writer = encoder.write_header().expect(IN_MEMORY);
    writer.write_image_data(&samples).expect(IN_MEMORY);
    writer.finish().expect(IN_MEMORY);
    bytes
}

/// The 256 colours that come nearest to those of a picture, and which of them each pixel has.
fn in_few_colours(rgba: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let some: Vec<_> = rgba.chunks_exact(4).step_by(THINNED).flatten().copied().collect();
    let quantizer = NeuQuant::new(SAMPLE, 256, &some);
    // Colours that agree in the first six bits of each part share one: a search for each would take
    // longer than all else.
    let mut known = vec![None; 1 << 18];
    let index = |pixel: &[u8]| {
        let bits = pixel[..3].iter().fold(0, |bits, part| bits << 6 | usize::from(part >> 2));
        let nearest = || u8::try_from(quantizer.index_of(pixel)).unwrap_or(u8::MAX);
        *known[bits].get_or_insert_with(nearest)
    };
    let indices = rgba.chunks_exact(4).map(index).collect();
    (quantizer.color_map_rgb(), indices)
}
