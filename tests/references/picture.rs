//! Small grey pictures of pages.

use std::io::Write;
use std::process::Output;

use tempfile::NamedTempFile;

use crate::run::text;
use crate::tool::tool;

/// How far apart two pixels may be, of 255, before they count as off: another version of the
/// program that draws them smooths edges otherwise.
const OFF: u8 = 64;
/// The share of pixels that may be off, in thousandths.
const SHARE: usize = 3;
/// How far apart the pixels may be in the mean, in hundredths.
const MEAN: u64 = 100;

/// Runs a program of poppler on a PDF; none where it is not installed.
pub(crate) fn poppler(
    name: &str,
    arguments: &[&str],
    pdf: &[u8],
    after: &[&str],
) -> Option<Output> {
    let mut command = tool(name)?;
    let mut file = NamedTempFile::new().expect("a temporary file");
    file.write_all(pdf).expect("writable");
    let output = command.args(arguments).arg(file.path()).args(after).output().expect("it starts");
    assert!(output.status.success(), "{}", text(&output.stderr));
    Some(output)
}

/// The first page of a PDF as a PNG; none where poppler is not installed.
pub(crate) fn of_first_page(pdf: &[u8]) -> Option<Vec<u8>> {
    let arguments = ["-r", "40", "-gray", "-f", "1", "-l", "1"];
    // `P5`, width and height, the lightest grey, each on a line; then a byte a pixel.
    let output = poppler("pdftoppm", &arguments, pdf, &[])?.stdout;
    let mut lines = output.splitn(4, |byte| *byte == b'\n');
    assert_eq!(lines.next(), Some(&b"P5"[..]));
    let size = lines.next().map(String::from_utf8_lossy).expect("a size");
    let (width, _) = size.split_once(' ').expect("a width and a height");
    let width = width.parse().expect("a number");
    let pixels = lines.nth(1).expect("pixels");
    // Sixteen greys are enough to see by, and make a third of the bytes.
    let pixels: Vec<_> = pixels.iter().map(|pixel| pixel / 16 * 17).collect();
    Some(png(width, &pixels))
}

/// A grey picture as a small PNG.
fn png(width: u32, pixels: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let height = u32::try_from(pixels.len()).expect("a small picture") / width;
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header().expect("memory");
    writer.write_image_data(pixels).expect("memory");
    writer.finish().expect("memory");
    bytes
}

/// The width of a picture and its pixels.
fn pixels(png: &[u8]) -> (u32, Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a small picture")];
    let frame = reader.next_frame(&mut pixels).expect("a whole picture");
    assert_eq!(frame.color_type, png::ColorType::Grayscale);
    pixels.truncate(frame.buffer_size());
    (frame.width, pixels)
}

/// How two pictures differ, if more than another version of poppler would make them.
pub(crate) fn difference(stored: &[u8], made: &[u8]) -> Option<String> {
    let ((width, stored), (made_width, made)) = (pixels(stored), pixels(made));
    if (width, stored.len()) != (made_width, made.len()) {
        return Some("the page has another size".to_owned());
    }
    let apart = || stored.iter().zip(&made).map(|(a, b)| a.abs_diff(*b));
    let mean = apart().map(u64::from).sum::<u64>() * 100 / stored.len() as u64;
    let off = apart().filter(|apart| *apart > OFF).count() * 1000 / stored.len();
    let same = mean <= MEAN && off <= SHARE;
    (!same).then(|| {
        format!("{off} of 1000 pixels are off, the mean by {}.{:02} of 255", mean / 100, mean % 100)
    })
}

#[test]
fn another_picture_is_seen_and_a_softer_one_let_pass() {
    let page = |line: u8| {
        let mut pixels = vec![255; 100 * 100];
        pixels[5_000..5_100].fill(line);
        png(100, &pixels)
    };
    assert_eq!(difference(&page(0), &page(40)), None);
    let told = "10 of 1000 pixels are off, the mean by 2.55 of 255";
    assert_eq!(difference(&page(0), &page(255)).as_deref(), Some(told));
}
