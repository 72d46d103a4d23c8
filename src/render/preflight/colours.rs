//! Whether colours are those that can be printed.
//!
//! The typesetter writes CMYK as DeviceCMYK, a spot colour as a Separation, luma as DeviceGray and
//! all else as RGB. Gray would print in black alone where a printing house leaves it as it is; many
//! convert it, as they do RGB, so that black is asked for as CMYK.

use typst::foundations::Repr;
use typst::layout::{Frame, FrameItem};
use typst::visualize::{
    Color, ColorSpace, ExchangeFormat, Gradient, Image, ImageKind, Paint, ProcessColor,
    ProcessColorSpace, RasterFormat, RasterImage, SpotColorant, SpotColorantName,
};

use super::fault::Flaw;
use crate::plan::{Colours, Demands};

/// What is wrong with a paint on the sheet or, as a printer's mark, outside of it.
pub(super) fn flaw(paint: &Paint, demands: &Demands, mark: bool) -> Option<Flaw> {
    if demands.colours == Colours::Any {
        return None;
    }
    match paint {
        Paint::Solid(colour) => flaw_of(colour, demands, mark),
        Paint::Gradient(gradient) => of_gradient(gradient, demands, mark),
        Paint::Tiling(tiling) => of_frame(tiling.frame(), demands, mark),
    }
}

fn flaw_of(colour: &Color, demands: &Demands, mark: bool) -> Option<Flaw> {
    let said = || colour.repr().to_string();
    match colour {
        Color::Spot(spot) if mark => {
            (!is_registration(&spot.colorant)).then(|| Flaw::Mark { colour: said() })
        }
        _ if mark => Some(Flaw::Mark { colour: said() }),
        Color::Spot(spot) => of_spot(&spot.colorant, demands),
        Color::Process(ProcessColor::Cmyk(ink)) if demands.colours == Colours::Print => {
            let coverage = 100.0 * f64::from(ink.c + ink.m + ink.y + ink.k);
            let most = MOST_INK;
            (coverage > most + 0.5).then(|| Flaw::Heavy { colour: said(), coverage, most })
        }
        Color::Process(_) => {
            let only = (demands.colours == Colours::Spot).then_some(demands.spots);
            Some(Flaw::Colour { colour: said(), only })
        }
    }
}

/// The most ink that coated paper takes in sheetfed offset, in percent of one ink; more does not dry in
/// time, and sets off on the next sheet.
const MOST_INK: f64 = 300.0;

/// How light a black may be, and how far from gray, as parts of white.
const BLACK: f32 = 0.35;
const GRAY: f32 = 0.12;

/// How much of all other inks beside the black is but a tint of it, whose misfit nobody sees.
const TINT: f32 = 0.3;

/// Whether a paint looks black and is not of black ink alone: in small letters, plates that are a hair out
/// of register blur it.
pub(super) fn rich_black(paint: &Paint) -> Option<Flaw> {
    let Paint::Solid(colour @ Color::Process(ProcessColor::Cmyk(ink))) = paint else { return None };
    let others = [ink.c, ink.m, ink.y];
    let light = others.map(|part| (1.0 - part).max(0.0) * (1.0 - ink.k).max(0.0));
    let (most, least) = light
        .into_iter()
        .fold((0.0_f32, 1.0_f32), |(most, least), it| (most.max(it), least.min(it)));
    let black = most <= BLACK && most - least <= GRAY;
    let several = others.into_iter().sum::<f32>() > TINT;
    (black && several).then(|| Flaw::RichBlack { colour: colour.repr().to_string() })
}

fn of_spot(colorant: &SpotColorant, demands: &Demands) -> Option<Flaw> {
    let name = match &colorant.name {
        Some(SpotColorantName::All) => return Some(Flaw::Registration),
        Some(SpotColorantName::Custom(name)) => name.as_str(),
        None => "none",
    };
    let ordered = demands.spots;
    (!ordered.contains(&name)).then(|| Flaw::Spot { name: name.to_owned(), ordered })
}

/// Between its stops, a gradient has the colours of the space it is mixed in.
fn of_gradient(gradient: &Gradient, demands: &Demands, mark: bool) -> Option<Flaw> {
    let stops = gradient.stops_ref().iter();
    let of_stops = stops.filter_map(|(colour, _)| flaw_of(colour, demands, mark)).next();
    of_stops.or_else(|| match gradient.space() {
        ColorSpace::Process(ProcessColorSpace::Cmyk) | ColorSpace::Spot(_) => None,
        space => {
            let only = (demands.colours == Colours::Spot).then_some(demands.spots);
            Some(Flaw::Colour { colour: format!("gradient in {}", name_of(&space)), only })
        }
    })
}

fn name_of(space: &ColorSpace) -> &'static str {
    match space {
        ColorSpace::Process(ProcessColorSpace::Oklab | ProcessColorSpace::Oklch) => "Oklab",
        ColorSpace::Process(ProcessColorSpace::D65Gray) => "luma",
        _ => "RGB",
    }
}

fn of_frame(frame: &Frame, demands: &Demands, mark: bool) -> Option<Flaw> {
    frame.items().find_map(|(_, item)| match item {
        FrameItem::Group(group) => of_frame(&group.frame, demands, mark),
        FrameItem::Text(text) => flaw(&text.fill, demands, mark),
        FrameItem::Shape(shape, _) => {
            let stroke = shape.stroke.as_ref().map(|stroke| &stroke.paint);
            let paints = shape.fill.iter().chain(stroke);
            paints.filter_map(|paint| flaw(paint, demands, mark)).next()
        }
        FrameItem::Image(image, ..) => of_picture(image, demands),
        FrameItem::Link(..) | FrameItem::Tag(_) => None,
    })
}

/// What is wrong with the colours of a picture. Those of a PDF stay as they are and are its
/// designer's, looked at when they are read; a drawing in SVG becomes RGB, and so do the pixels of most
/// pictures. What is engraved of an SVG are its outlines, in the one spot colour.
pub(super) fn of_picture(image: &Image, demands: &Demands) -> Option<Flaw> {
    if demands.colours == Colours::Any {
        return None;
    }
    let kind = match image.kind() {
        ImageKind::Pdf(_) => return None,
        ImageKind::Svg(_) if demands.colours == Colours::Spot => return None,
        ImageKind::Svg(_) => "RGB",
        ImageKind::Raster(raster) => match (components(raster), demands.colours) {
            (1 | 4, Colours::Print) => return None,
            (1, _) => "gray",
            (4, _) => "CMYK",
            _ => "RGB",
        },
    };
    Some(Flaw::Pixels { kind })
}

/// How many colours a pixel is made of, as they go into the PDF.
fn components(raster: &RasterImage) -> u8 {
    let jpeg = raster.format() == RasterFormat::Exchange(ExchangeFormat::Jpg);
    let known = if jpeg { jpeg_components(raster.data()) } else { None };
    known.unwrap_or_else(|| if raster.dynamic().color().has_color() { 3 } else { 1 })
}

/// The number of components in the frame header of a JPEG (ITU-T T.81, B.2.2).
fn jpeg_components(data: &[u8]) -> Option<u8> {
    let mut rest = data.get(2..)?;
    loop {
        let [0xff, marker, high, low, ..] = *rest else { return None };
        // All frame headers but the markers between them that are none.
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            return rest.get(9).copied();
        }
        rest = rest.get(2 + usize::from(u16::from_be_bytes([high, low]))..)?;
    }
}

/// Whether a colour is the one that prints on every plate.
pub(super) fn is_registration(colorant: &SpotColorant) -> bool {
    colorant.name == Some(SpotColorantName::All)
}

/// The name of a spot colour of one's own.
pub(super) fn spot_name(paint: &Paint) -> Option<&str> {
    match paint {
        Paint::Solid(Color::Spot(spot)) => match &spot.colorant.name {
            Some(SpotColorantName::Custom(name)) => Some(name),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a paint is the registration colour.
pub(super) fn registers(paint: &Paint) -> bool {
    matches!(paint, Paint::Solid(Color::Spot(spot)) if is_registration(&spot.colorant))
}

/// Whether a paint leaves the paper as it is.
pub(super) fn is_paper(paint: &Paint) -> bool {
    match paint {
        Paint::Solid(Color::Spot(spot)) => spot.tint.get() <= 0.0,
        Paint::Solid(Color::Process(ProcessColor::Cmyk(ink))) => {
            [ink.c, ink.m, ink.y, ink.k].iter().all(|part| *part <= 0.0)
        }
        _ => false,
    }
}
