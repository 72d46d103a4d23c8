//! Pictures as PNG: of 256 colours where nothing shines through, which a few metals and inks on
//! white never need, for in true colour the fine lines of a certificate take a megabyte.

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
    let copy = imageops::thumbnail(&pixels, width, height);
    if copy.pixels().all(|pixel| pixel[3] == u8::MAX) {
        let (colours, indices) = in_steps(&copy).unwrap_or_else(|| in_few_colours(&copy));
        return indexed(colours, &indices, (width, height));
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
        let (colours, indices) = in_few_colours(pixels);
        return indexed(colours, &indices, size);
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
fn indexed(colours: Vec<u8>, indices: &[u8], size: (u32, u32)) -> Vec<u8> {
    written(size, indices, |encoder| {
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette(colours);
        encoder.set_filter(Filter::NoFilter);
        encoder.set_deflate_compression(DeflateCompression::Level(1));
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

/// The colours of a picture in sixteen steps from black to white of each part, if they are no more than 256,
/// and which of them each pixel has.
fn in_steps(rgba: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut known = vec![None; 1 << 12];
    let mut colours = Vec::new();
    let index = |pixel: &[u8]| {
        let steps = [pixel[0] / 16, pixel[1] / 16, pixel[2] / 16];
        let at = steps.iter().fold(0, |at, step| at << 4 | usize::from(*step));
        if known[at].is_none() {
            known[at] = Some(u8::try_from(colours.len() / 3).ok()?);
            colours.extend(steps.map(|step| step * 17));
        }
        known[at]
    };
    let indices: Option<Vec<_>> = rgba.chunks_exact(4).map(index).collect();
    Some((colours, indices?))
}
