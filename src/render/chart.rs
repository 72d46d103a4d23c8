//! The chart of rounds against tiers, as SVG in the fonts and colours of its document.
//!
//! Direct labels instead of a legend; tiers are named lines, never colour alone.

use plotters::coord::Shift;
use plotters::element::{Circle, PathElement, Text};
use plotters::prelude::{DrawingArea, IntoDrawingArea, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};

use crate::model::{Figure, Number};
use crate::plan::{Chart, RoundsChart};

/// The drawing's own units; placed 170 mm wide, one is a quarter of a millimetre.
const SIZE: (u32, u32) = (680, 216);
/// Where the plot begins and ends: room for figures above, names of rounds below, tiers right.
const LEFT: i32 = 8;
const RIGHT: i32 = 556;
const TOP: i32 = 26;
const BOTTOM: i32 = 178;

const INK: RGBColor = RGBColor(0x1d, 0x1d, 0x1f);
const SOFT: RGBColor = RGBColor(0x5f, 0x5f, 0x66);
const GRID: RGBColor = RGBColor(0xc9, 0xc6, 0xc0);
const FONT: &str = "Noto Sans HK";

/// Draws a chart.
pub(super) fn svg(chart: &Chart) -> Vec<u8> {
    match chart {
        Chart::Rounds(chart) => rounds(chart).into_bytes(),
        Chart::Strips(c) => {
            let (w, h) = (c.width * 4, (c.head + c.row * c.strips.len() as u32) * 4);
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\"><rect x=\"0\" y=\"0\" width=\"{w}\" height=\"{h}\" fill=\"#eee\"/></svg>").into_bytes()
        }
    }
}

fn rounds(chart: &RoundsChart) -> String {
    let mut text = String::new();
    {
        let area = SVGBackend::with_string(&mut text, SIZE).into_drawing_area();
        Drawing { area: &area, chart, range: range(chart) }
            .draw()
            .expect("drawing into a string does not fail");
    }
    text
}

/// The part of the scale that is shown, in thousandths of it: all figures with some room.
fn range(chart: &RoundsChart) -> (i32, i32) {
    let scores = chart.rounds.iter().filter_map(|round| round.score);
    let figures = scores.chain(chart.tiers.iter().map(|tier| tier.min));
    let places: Vec<_> = figures.map(|figure| permille(chart, figure)).collect();
    let low = places.iter().copied().min().unwrap_or(0);
    let high = places.iter().copied().max().unwrap_or(1000);
    let room = ((high - low) / 5).max(40);
    ((low - room).max(0), (high + room).min(1000))
}

fn permille(chart: &RoundsChart, figure: Figure) -> i32 {
    let (low, high): (Number, Number) = chart.scale;
    figure.permille(low, high)
}

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Drawn<'a> = Result<(), Box<dyn std::error::Error + 'a>>;

struct Drawing<'d, 'a> {
    area: &'d Area<'a>,
    chart: &'d RoundsChart,
    range: (i32, i32),
}

impl<'a> Drawing<'_, 'a> {
    fn draw(&self) -> Drawn<'a> {
        for tier in &self.chart.tiers {
            let y = self.y(tier.min);
            self.line(vec![(LEFT, y), (RIGHT, y)], GRID.stroke_width(1))?;
            let label = format!("{} {}", tier.name.join(" "), tier.min);
            self.text(
                label,
                (RIGHT + 8, y),
                self.style(13, SOFT, HPos::Left, VPos::Center, false),
            )?;
        }
        self.line(vec![(LEFT, BOTTOM), (RIGHT, BOTTOM)], SOFT.stroke_width(1))?;
        let colour = self.colour();
        let points = self.points();
        self.line(points.iter().map(|(_, at)| *at).collect(), colour.stroke_width(2))?;
        for (score, at) in points {
            self.area.draw(&Circle::new(at, 5, colour.filled()))?;
            let style = self.style(16, colour, HPos::Center, VPos::Bottom, true);
            self.text(score.typeset(), (at.0, at.1 - 9), style)?;
        }
        for (at, round) in self.chart.rounds.iter().enumerate() {
            let colour = if round.score.is_some() { INK } else { SOFT };
            let style = self.style(13, colour, HPos::Center, VPos::Top, false);
            self.text(round.name.join(" "), (self.x(at), BOTTOM + 10), style)?;
        }
        self.area.present()?;
        Ok(())
    }

    /// The scored rounds, with their places.
    fn points(&self) -> Vec<(Figure, (i32, i32))> {
        let rounds = self.chart.rounds.iter().enumerate();
        rounds
            .filter_map(|(at, round)| round.score.map(|score| (score, (self.x(at), self.y(score)))))
            .collect()
    }

    fn x(&self, round: usize) -> i32 {
        let share = |n: usize| i32::try_from(n).expect("a programme has few rounds");
        let (at, all) = (share(round), share(self.chart.rounds.len()).max(1));
        LEFT + (RIGHT - LEFT) * (2 * at + 1) / (2 * all)
    }

    fn y(&self, figure: Figure) -> i32 {
        let (low, high) = self.range;
        let above = permille(self.chart, figure) - low;
        BOTTOM - (BOTTOM - TOP) * above / (high - low).max(1)
    }

    fn colour(&self) -> RGBColor {
        let part = |from: usize| {
            let digits = self.chart.colour.get(from..from + 2).unwrap_or_default();
            u8::from_str_radix(digits, 16).unwrap_or_default()
        };
        RGBColor(part(1), part(3), part(5))
    }

    fn style(
        &self,
        size: i32,
        colour: RGBColor,
        h: HPos,
        v: VPos,
        bold: bool,
    ) -> TextStyle<'static> {
        let weight = if bold { FontStyle::Bold } else { FontStyle::Normal };
        let font = FontDesc::new(FontFamily::Name(FONT), f64::from(size), weight);
        TextStyle { font, color: colour.to_backend_color(), pos: Pos::new(h, v) }
    }

    fn line(&self, points: Vec<(i32, i32)>, style: ShapeStyle) -> Drawn<'a> {
        Ok(self.area.draw(&PathElement::new(points, style))?)
    }

    fn text(&self, text: String, at: (i32, i32), style: TextStyle<'static>) -> Drawn<'a> {
        Ok(self.area.draw(&Text::new(text, at, style))?)
    }
}
