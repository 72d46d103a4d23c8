//! Pictures as PNG: of 256 colours where nothing shines through, which a few metals and inks on
//! white never need, for in true colour the fine lines of a certificate take a megabyte.

use std::collections::HashMap;

use color_quant::NeuQuant;
use image::{RgbaImage, imageops};
use png::{BitDepth, ColorType, Compression, DeflateCompression, Encoder, Filter};
use tiny_skia::Pixmap;

/// Of so many pixels one is looked at to choose the colours: a prime number, which keeps step with no
/// ornament, and of those as few as the library takes.
const THINNED: usize = 7;
const SAMPLE: i32 = 30;

const IN_MEMORY: &str = "a picture of its own size, written to memory";

/// A copy for a proof sheet, so many pixels wide and of few colours: a PDF packs pictures less
/// well than a PNG does, and a season has hundreds. Through a mark the ground shows that it lies on.
pub(super) fn proof(picture: &Pixmap, width: u32) -> Vec<u8> {
    let (whole, high) = (picture.width(), picture.height());
    let pixels = RgbaImage::from_raw(whole, high, picture.data().to_vec()).expect(IN_MEMORY);
    let height = (high * width).div_ceil(whole);
    let mut copy = imageops::thumbnail(&pixels, width, height);
    if copy.pixels().all(|pixel| pixel[3] == u8::MAX) {
        // Sixteen steps from black to white.
        copy.pixels_mut().for_each(|pixel| pixel.0 = pixel.0.map(|part| part / 16 * 17));
    }
    encoded(&copy, (width, height))
}

/// Writes a picture.
pub(super) fn encode(picture: &Pixmap) -> Vec<u8> {
    encoded(picture.data(), (picture.width(), picture.height()))
}

/// Writes pixels of which red, green and blue are multiplied with what does not shine through.
fn encoded(pixels: &[u8], size: (u32, u32)) -> Vec<u8> {
    if pixels.chunks_exact(4).all(|pixel| pixel[3] == u8::MAX) {
        return indexed(pixels, size);
    }
    let plain = |pixel: &[u8]| {
        let alpha = u16::from(pixel[3]).max(1);
        let part = |part: u8| ((u16::from(part) * 255 + alpha / 2) / alpha).min(255) as u8;
        [part(pixel[0]), part(pixel[1]), part(pixel[2]), pixel[3]]
    };
    let samples: Vec<_> = pixels.chunks_exact(4).flat_map(plain).collect();
    written(size, &samples, |encoder| {
        encoder.set_color(ColorType::Rgba);
        encoder.set_filter(Filter::Adaptive);
        encoder.set_compression(Compression::Fast);
    })
}

/// Writes pixels through which nothing shines.
fn indexed(rgba: &[u8], size: (u32, u32)) -> Vec<u8> {
    let (colours, indices) = in_few_colours(rgba);
    written(size, &indices, |encoder| {
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette(colours);
        encoder.set_filter(Filter::NoFilter);
        encoder.set_deflate_compression(DeflateCompression::Level(3));
    })
}

fn written(
    (width, height): (u32, u32),
    samples: &[u8],
    set: impl FnOnce(&mut Encoder<&mut Vec<u8>>),
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_depth(BitDepth::Eight);
    set(&mut encoder);
    let mut writer = encoder.write_header().expect(IN_MEMORY);
    writer.write_image_data(samples).expect(IN_MEMORY);
    writer.finish().expect(IN_MEMORY);
    bytes
}

/// The colours of a picture, or the 256 that come nearest to them, and which of them each pixel has.
fn in_few_colours(rgba: &[u8]) -> (Vec<u8>, Vec<u8>) {
    if let Some(few) = as_they_are(rgba) {
        return few;
    }
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

/// The colours of a picture that has no more than 256.
fn as_they_are(rgba: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut known = HashMap::new();
    let mut colours = Vec::new();
    let mut last = None;
    let indices = rgba.chunks_exact(4).map(|pixel| {
        let colour = [pixel[0], pixel[1], pixel[2]];
        // Most pixels are as the one before.
        if let Some((_, index)) = last.filter(|(before, _)| *before == colour) {
            return Some(index);
        }
        let index = match known.get(&colour) {
            Some(index) => *index,
            None => {
                let index = u8::try_from(known.len()).ok()?;
                known.insert(colour, index);
                colours.extend(colour);
                index
            }
        };
        last = Some((colour, index));
        Some(index)
    });
    let indices: Option<Vec<_>> = indices.collect();
    Some((colours, indices?))
}
