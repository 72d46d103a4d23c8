//! Whether a designer's ground has the shape of its sheet: it fills it, and would be stretched.

use hayro_syntax::Pdf;
use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage, SvgImage};

use super::pictures::Fault;
use crate::model::{A4_LANDSCAPE, Artwork};

/// How much wider or narrower a ground may be than its sheet: a hundredth, which nobody sees.
const SLACK: f64 = 0.01;

/// A width and a height.
type Size = (f64, f64);

/// The sheet that a ground fills, with its bleed, in millimetres.
pub(super) fn sheet(keys: [&str; 2], artwork: &Artwork) -> Size {
    let Artwork { trophy, certificate, decal, .. } = artwork;
    let ((width, height), bleed) = match keys {
        ["trophy", _] => ((trophy.width.to_f64(), trophy.height.to_f64()), 0.0),
        ["decal", _] => ((decal.diameter.to_f64(), decal.diameter.to_f64()), decal.bleed.to_f64()),
        _ => (A4_LANDSCAPE, certificate.bleed.to_f64()),
    };
    (width + 2.0 * bleed, height + 2.0 * bleed)
}

/// What is wrong with a ground that can be read, and yet has other proportions than its sheet.
pub(super) fn stretched(name: &str, bytes: Vec<u8>, sheet: Size) -> Option<Fault> {
    let (size, unit) = size(name, bytes)?;
    let by = (size.0 * sheet.1) / (size.1 * sheet.0);
    if (by - 1.0).abs() <= SLACK {
        return None;
    }
    let message = format!(
        "`{name}` is {}{unit}, and the sheet with its bleed {} mm: it would be stretched",
        written(size),
        written(sheet)
    );
    Some((message, "save it in the size of the sheet with its bleed".to_owned()))
}

/// The least resolution of a ground for the screen at the size of its sheet, in pixels an inch: enough for
/// a page that is read on a screen or printed in the office.
const LEAST_PPI: f64 = 150.0;

/// What is to be said of a picture of pixels that has too few for its sheet.
pub(super) fn coarse(name: &str, bytes: Vec<u8>, sheet: Size) -> Option<Fault> {
    let (size, _) = size(name, bytes).filter(|(_, unit)| *unit == PIXELS)?;
    let ppi = (size.0 / sheet.0).min(size.1 / sheet.1) * MM_PER_INCH;
    // Half a pixel an inch, for sizes that are rounded.
    if ppi >= LEAST_PPI - 0.5 {
        return None;
    }
    let least = (LEAST_PPI / MM_PER_INCH * sheet.0).ceil();
    let message = format!(
        "`{name}` has {} pixels an inch on its sheet, less than {LEAST_PPI}: it looks coarse",
        ppi.floor()
    );
    Some((message, format!("save it at least {least} pixels wide, or as SVG")))
}

/// The unit of a picture of pixels; that of a drawing may be written the same.
const PIXELS: &str = " pixels";

const MM_PER_INCH: f64 = 25.4;

/// Of a drawing's own pixels (CSS, "Absolute lengths").
const SVG_PIXELS_PER_INCH: f64 = 96.0;

/// The size of a picture and its unit, none of one that cannot be read.
fn size(name: &str, bytes: Vec<u8>) -> Option<(Size, &'static str)> {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "pdf" => {
            let pdf = Pdf::new(bytes).ok()?;
            let (width, height) = pdf.pages().first()?.render_dimensions();
            let mm = |points: f32| f64::from(points) * MM_PER_INCH / 72.0;
            Some(((mm(width), mm(height)), " mm"))
        }
        "svg" => {
            let svg = SvgImage::new(Bytes::new(bytes)).ok()?;
            let mm = |pixels: f64| pixels * MM_PER_INCH / SVG_PIXELS_PER_INCH;
            Some(((mm(svg.width()), mm(svg.height())), " mm"))
        }
        other => {
            let format = if other == "png" { ExchangeFormat::Png } else { ExchangeFormat::Jpg };
            let raster = RasterImage::plain(Bytes::new(bytes), format).ok()?;
            Some(((f64::from(raster.width()), f64::from(raster.height())), PIXELS))
        }
    }
}

/// A size with a decimal at most.
fn written((width, height): Size) -> String {
    let [width, height] = [width, height].map(|length| {
        let text = format!("{length:.1}");
        text.strip_suffix(".0").unwrap_or(&text).to_owned()
    });
    format!("{width} × {height}")
}
