//! Pictures as PNG: of 256 colours where nothing shines through, which a few metals and inks on
//! white never need, for in true colour the fine lines of a certificate take a megabyte.

mod colours;

use std::io::Cursor;

use colours::in_few_colours;
use image::RgbaImage;
use png::{
    BitDepth, ColorType, Compression, Decoder, DecodingError, DeflateCompression, Encoder, Filter,
    Transformations,
};
use tiny_skia::Pixmap;

const IN_MEMORY: &str = "a picture of its own size, written to memory";

/// A picture as whoever opens its file sees it: red, green and blue are multiplied with what does not
/// shine through.
pub(super) type Seen = RgbaImage;

/// A copy for a proof sheet, so many pixels wide and of few colours: a PDF packs pictures less
/// well than a PNG does, and a season has hundreds. Through a mark the ground shows that it lies on.
pub(super) fn proof(picture: &Seen, width: u32) -> Vec<u8> {
    let (whole, high) = picture.dimensions();
    let height = (high * width).div_ceil(whole);
    let copy = smaller(picture, (width, height));
    if is_opaque(&copy) {
        let (colours, indices) = in_steps(&copy).unwrap_or_else(|| in_few_colours(&copy));
        return indexed(&colours, &indices, (width, height));
    }
    encoded(&copy, (width, height)).0
}

/// Whether nothing shines through.
fn is_opaque(pixels: &[u8]) -> bool {
    pixels.chunks_exact(4).fold(u8::MAX, |all, pixel| all & pixel[3]) == u8::MAX
}

/// A copy of a picture, so many pixels wide and high and no larger than it: each is the mean of those that
/// it stands for.
fn smaller(picture: &Seen, size: (u32, u32)) -> Vec<u8> {
    let sides = [picture.width(), picture.height(), size.0, size.1];
    let [whole, tall, wide, high] = sides.map(|side| side as usize);
    let part = |at: usize, of: usize, all: usize| {
        let first = (at * all / of).min(all - 1);
        first..((at + 1) * all / of).clamp(first + 1, all)
    };
    let columns: Vec<_> = (0..wide).map(|x| part(x, wide, whole)).collect();
    let mut copy = Vec::with_capacity(4 * wide * high);
    // Rows first, which a processor adds up many at a time.
    let mut sums = vec![0_u32; 4 * whole];
    for y in 0..high {
        let rows = part(y, high, tall);
        sums.fill(0);
        for row in picture.chunks_exact(4 * whole).skip(rows.start).take(rows.len()) {
            sums.iter_mut().zip(row).for_each(|(sum, part)| *sum += u32::from(*part));
        }
        for column in &columns {
            let count = (rows.len() * column.len()) as u32;
            let mut pixel = [count / 2; 4];
            for sums in sums[4 * column.start..4 * column.end].chunks_exact(4) {
                pixel.iter_mut().zip(sums).for_each(|(part, sum)| *part += sum);
            }
            copy.extend(pixel.map(|sum| (sum / count) as u8));
        }
    }
    copy
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
    if is_opaque(pixels) {
        let (colours, indices) = in_few_colours(pixels);
        let opaque = |colour: &[u8; 3]| [colour[0], colour[1], colour[2], u8::MAX];
        let opaque: Vec<_> = colours.as_chunks().0.iter().map(opaque).collect();
        let seen: Vec<_> = indices.iter().map(|index| opaque[usize::from(*index)]).collect();
        return (indexed(&colours, &indices, size), seen.into_flattened());
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
