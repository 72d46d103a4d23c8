//! Measures of a finished SVG that know nothing of how it was made: its elements, the areas of its
//! paths each and all together, and its picture beside the typesetter's.

use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay::Overlay;
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::i_float::int::point::IntPoint;
use kurbo::BezPath;
use roxmltree::Document;
use typst_layout::Page;
use typst_render::RenderOptions;

use super::set;

/// Steps to a millimetre: finer than the file, which has micrometres.
const GRID: f64 = 10_000.0;

/// In mm²: the bows of two curves may overlap by less than their flattening.
const TOLERANCE: f64 = 2e-4;

type Rings = Vec<Vec<IntPoint<i32>>>;

fn rings(path: &BezPath) -> Rings {
    let mut rings = Rings::new();
    kurbo::flatten(path, 0.000_2, |element| match element {
        kurbo::PathEl::ClosePath => {}
        element => {
            if matches!(element, kurbo::PathEl::MoveTo(_)) {
                rings.push(Vec::new());
            }
            let end = element.end_point().expect("all others have an end");
            let dot = IntPoint::new((end.x * GRID).round() as i32, (end.y * GRID).round() as i32);
            rings.last_mut().expect("a path begins with a move").push(dot);
        }
    });
    rings
}

fn shoelace(ring: &[IntPoint<i32>]) -> f64 {
    let ends = ring.iter().skip(1).chain(ring.first());
    let cross = |(a, b): (&IntPoint<i32>, &IntPoint<i32>)| {
        i128::from(a.x) * i128::from(b.y) - i128::from(b.x) * i128::from(a.y)
    };
    ring.iter().zip(ends).map(cross).sum::<i128>() as f64 / 2.0 / GRID / GRID
}

fn filled(rings: &Rings, rule: FillRule) -> f64 {
    let shapes = Overlay::from_subj(rings).overlay(OverlayRule::Subject, rule);
    shapes.iter().flatten().map(|ring| shoelace(ring)).sum::<f64>().abs()
}

pub(super) struct Measured {
    /// The paths, as they are read again.
    pub(super) paths: Vec<BezPath>,
    /// What they cover, in mm².
    pub(super) area: f64,
}

/// Checks that a file is nothing but clean paths and that none overlaps another.
pub(super) fn measured(svg: &str) -> Measured {
    let document = Document::parse(svg).expect("well-formed XML");
    let mut paths = Vec::new();
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        assert!(["svg", "title", "desc", "path"].contains(&name), "there is a <{name}>");
        if name == "path" {
            let attributes: Vec<_> = node.attributes().map(|attribute| attribute.name()).collect();
            assert_eq!(attributes, ["d"]);
            let data = node.attribute("d").expect("just seen");
            paths.push(BezPath::from_svg(data).expect("path data"));
        }
    }
    let mut sum = 0.0;
    let mut all = Rings::new();
    for path in &paths {
        let rings = rings(path);
        let area = rings.iter().map(|ring| shoelace(ring)).sum::<f64>().abs();
        for rule in [FillRule::NonZero, FillRule::EvenOdd] {
            let filled = filled(&rings, rule);
            assert!((filled - area).abs() < TOLERANCE, "{area} mm² fill {filled} by {rule:?}");
        }
        sum += area;
        all.extend(rings);
    }
    let area = filled(&all, FillRule::NonZero);
    assert!((area - sum).abs() < TOLERANCE, "{sum} mm² cover {area} mm²");
    Measured { paths, area }
}

/// Pixels to a millimetre.
const FINE: f64 = 24.0;

/// How much grey may differ, and in how many pixels it may differ more: the typesetter draws letters and
/// edges with other rasters than those of a picture. What is lost or added covers more.
const GREY: u8 = 64;
const STRAYS: usize = 12;

/// The grey values of a page and its width in pixels.
fn pixels(page: &Page) -> (Vec<u8>, usize) {
    let options =
        RenderOptions { pixel_per_pt: (FINE * 25.4 / 72.0).into(), ..RenderOptions::default() };
    let picture = typst_render::render(page, &options);
    let grey = picture.pixels().iter().map(|pixel| pixel.green()).collect();
    (grey, picture.width() as usize)
}

/// Checks that the outlines look like the page: every pixel of one has its like in the other, at
/// most one pixel off.
pub(super) fn assert_same_picture(page: &Page, svg: &str) {
    let size = page.frame.size();
    let again = format!(
        "#set page(width: {}mm, height: {}mm, margin: 0mm)\n#image(\"again.svg\", width: 100%)",
        size.x.to_mm(),
        size.y.to_mm()
    );
    let again = set(&again, &[("/again.svg", svg.as_bytes())]);
    let ((ours, width), (theirs, _)) = (pixels(&again), pixels(page));
    assert_eq!(ours.len(), theirs.len());
    let strays = strays(&ours, &theirs, width) + strays(&theirs, &ours, width);
    if strays > STRAYS
        && let Ok(dir) = std::env::var("OUTLINE_DUMP")
    {
        let dump = |name: &str, page: &Page| {
            let o = RenderOptions { pixel_per_pt: 5.0.into(), ..RenderOptions::default() };
            std::fs::write(
                format!("{dir}/{name}.png"),
                typst_render::render(page, &o).encode_png().unwrap(),
            )
            .unwrap();
        };
        dump("ours", &again);
        dump("theirs", page);
        std::fs::write(format!("{dir}/ours.svg"), svg).unwrap();
    }
    assert!(strays <= STRAYS, "{strays} pixels have no like");
    assert!(theirs.iter().any(|grey| *grey < 128), "there is nothing on the page");
}

fn strays(picture: &[u8], other: &[u8], width: usize) -> usize {
    let inside = |at: &usize| {
        let (x, y) = (at % width, at / width);
        x > 0 && y > 0 && x + 1 < width && (y + 1) * width < picture.len()
    };
    let stray = |at: &usize| {
        let rows = [at - width, *at, at + width];
        let around = rows.into_iter().flat_map(|row| &other[row - 1..=row + 1]);
        let (low, high) = around.fold((255, 0), |(low, high), grey| {
            (grey.min(&low).to_owned(), grey.max(&high).to_owned())
        });
        picture[*at] < u8::saturating_sub(low, GREY)
            || picture[*at] > u8::saturating_add(high, GREY)
    };
    (0..picture.len()).filter(inside).filter(stray).count()
}
