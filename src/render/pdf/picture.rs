//! Pictures as PNG: of 256 colours where nothing shines through, which a few metals and inks on
//! white never need, for in true colour the fine lines of a certificate take a megabyte.

use std::io::Cursor;

use color_quant::NeuQuant;
use image::{RgbaImage, imageops};
use png::{
    BitDepth, ColorType, Compression, Decoder, DecodingError, DeflateCompression, Encoder, Filter,
    Transformations,
};
use tiny_skia::Pixmap;

/// Of so many pixels one is looked at to choose the colours: a prime number, which keeps step with no
/// ornament, and of those as few as the library takes.
const THINNED: usize = 7;
const SAMPLE: i32 = 30;

const IN_MEMORY: &str = "a picture of its own size, written to memory";

/// A picture as whoever opens its file sees it: red, green and blue are multiplied with what does not
/// shine through.
pub(super) type Seen = RgbaImage;

/// A copy for a proof sheet, so many pixels wide and of few colours: a PDF packs pictures less
/// well than a PNG does, and a season has hundreds. Through a mark the ground shows that it lies on.
pub(super) fn proof(picture: &Seen, width: u32) -> Vec<u8> {
    let (whole, high) = picture.dimensions();
    let height = (high * width).div_ceil(whole);
    let copy = imageops::thumbnail(picture, width, height);
    if copy.pixels().all(|pixel| pixel[3] == u8::MAX) {
        let (colours, indices) = in_steps(&copy).unwrap_or_else(|| in_few_colours(&copy));
        return indexed(&colours, &indices, (width, height));
    }
    encoded(&copy, (width, height)).0
}

/// Writes a picture, and tells how it is seen.
pub(super) fn encode(picture: &Pixmap) -> (Vec<u8>, Seen) {
    let size = (picture.width(), picture.height());
    let (bytes, seen) = encoded(picture.data(), size);
    (bytes, RgbaImage::from_raw(size.0, size.1, seen).expect(IN_MEMORY))
}

/// Reads a picture that was written, as it is seen.
pub(super) fn decode(bytes: &[u8]) -> Result<Seen, DecodingError> {
    let mut decoder = Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(Transformations::EXPAND | Transformations::ALPHA);
    let mut reader = decoder.read_info()?;
    let mut samples = vec![0; reader.output_buffer_size().unwrap_or_default()];
    let found = reader.next_frame(&mut samples)?;
    let seen: Vec<_> = samples.chunks_exact(4).flat_map(multiplied).collect();
    RgbaImage::from_raw(found.width, found.height, seen).ok_or(DecodingError::LimitsExceeded)
}

/// Writes pixels of which red, green and blue are multiplied with what does not shine through, and tells
/// how they are seen.
fn encoded(pixels: &[u8], size: (u32, u32)) -> (Vec<u8>, Vec<u8>) {
    if pixels.chunks_exact(4).all(|pixel| pixel[3] == u8::MAX) {
        let (colours, indices) = in_few_colours(pixels);
        let colour = |index: &u8| {
            let at = usize::from(*index) * 3;
            [colours[at], colours[at + 1], colours[at + 2], u8::MAX]
        };
        let seen = indices.iter().flat_map(colour).collect();
        return (indexed(&colours, &indices, size), seen);
    }
    let samples: Vec<_> = pixels.chunks_exact(4).flat_map(plain).collect();
    let bytes = written(size, &samples, |encoder| {
        encoder.set_color(ColorType::Rgba);
        encoder.set_filter(Filter::Adaptive);
        encoder.set_compression(Compression::Fast);
    });
    (bytes, samples.chunks_exact(4).flat_map(multiplied).collect())
}

/// A pixel as a file has it: its colour apart from what shines through.
fn plain(pixel: &[u8]) -> [u8; 4] {
    let alpha = u16::from(pixel[3]).max(1);
    let part = |part: u8| ((u16::from(part) * 255 + alpha / 2) / alpha).min(255) as u8;
    [part(pixel[0]), part(pixel[1]), part(pixel[2]), pixel[3]]
}

/// A pixel of a file as it is seen.
fn multiplied(pixel: &[u8]) -> [u8; 4] {
    let alpha = u16::from(pixel[3]);
    let part = |part: u8| ((u16::from(part) * alpha + 127) / 255) as u8;
    [part(pixel[0]), part(pixel[1]), part(pixel[2]), pixel[3]]
}

/// Writes pixels through which nothing shines.
fn indexed(colours: &[u8], indices: &[u8], size: (u32, u32)) -> Vec<u8> {
    written(size, indices, |encoder| {
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette(colours.to_vec());
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

#[cfg(test)]
mod tests {
    use tiny_skia::{Color, Paint, Pixmap, Rect, Transform};

    use super::{decode, encode, proof};

    #[test]
    fn a_copy_of_a_picture_is_that_of_its_file() {
        for ground in [Color::WHITE, Color::TRANSPARENT] {
            let mut picture = Pixmap::new(60, 40).expect("a size");
            picture.fill(ground);
            for at in 0..30_u8 {
                let mut paint = Paint::default();
                paint.set_color_rgba8(at * 8, 255 - at * 5, at, 40 + at * 7);
                let at = f32::from(at);
                let rect = Rect::from_xywh(at * 2.0, at, 7.3, 9.1).expect("a size");
                picture.fill_rect(rect, &paint, Transform::identity(), None);
            }
            let (bytes, seen) = encode(&picture);
            let read = decode(&bytes).expect("our own picture");
            assert_eq!(read, seen, "on {ground:?}");
            assert_eq!(proof(&read, 20), proof(&seen, 20));
        }
    }
}
