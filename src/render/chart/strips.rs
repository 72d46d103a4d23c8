//! A strip of figures for each row of a table, all on one scale.

use kurbo::Rect;
use plotters::style::text_anchor::HPos;
use plotters::style::{RGBColor, WHITE};

use super::MM;
use super::label::{Label, Type};
use super::scale::Scale;
use super::sheet::{GREY, GRID, INK, Layer, Point, SOFT, Sheet, WASH, readable};
use super::swarm::swarm;
use crate::model::Figure;
use crate::plan::{Strip, StripChart};
use crate::render::rect::cover_each_other;

/// Left and right of the scale: half of what is drawn at its ends.
const MARGIN: i32 = 11;
/// The height of a bar (2.2 mm) and of that of a benchmark; half the height of the tick at its end.
const BAR: u32 = 9;
const THIN: u32 = 3;
const TICK: i32 = 8;
const DOT: i32 = 2;
const RING: i32 = 4;
/// Above and below what fills a strip.
const AIR: i32 = 2;

/// Between the figures of the head and the strips.
const ABOVE: i32 = 3;

/// Draws the chart.
pub(super) fn draw(chart: &StripChart) -> String {
    Strips::new(chart).draw()
}

struct Strips<'a> {
    chart: &'a StripChart,
    colour: RGBColor,
    scale: Scale,
    /// How many decimals the figures have.
    places: u32,
    head: i32,
    row: i32,
    size: (i32, i32),
}

impl<'a> Strips<'a> {
    fn new(chart: &'a StripChart) -> Self {
        let (head, row) = (mm(chart.head), mm(chart.row));
        let rows = i32::try_from(chart.strips.len()).expect("a table has few rows");
        let (width, height) = (mm(chart.width), head + rows * row);
        let places = figures(chart).map(|figure| figure.decimal().scale()).max().unwrap_or(0);
        let ends = (MARGIN, width - MARGIN);
        let scale = Scale::between_plain_ends(figures(chart), chart.scale, places, ends);
        let colour = readable(&chart.colour);
        Self { chart, colour, scale, places, head, row, size: (width, height) }
    }

    fn draw(&self) -> String {
        let middles = (0..).map(|row| self.head + row * self.row + self.row / 2);
        let strips: Vec<_> = middles.zip(&self.chart.strips).collect();
        let mut sheet = Sheet::new(self.size);
        sheet.layer(|layer| {
            self.grid(layer);
            for (middle, strip) in &strips {
                self.areas(layer, *middle, strip);
            }
        });
        let dots: Vec<_> = strips.iter().flat_map(|(y, strip)| self.dots(*y, strip)).collect();
        sheet.crowd(&dots, DOT, SOFT);
        sheet.layer(|layer| {
            for (y, strip) in &strips {
                if let Some(own) = strip.own.filter(|_| !strip.dots.is_empty()) {
                    layer.line(&upright((self.scale.at(own), *y), self.half()), self.colour, 2);
                }
                if let Some(benchmark) = strip.benchmark {
                    let tick = upright((self.scale.at(benchmark), *y), TICK.min(self.half()));
                    // Seen on a bar as beside it.
                    layer.line(&tick, WHITE, 5);
                    layer.line(&tick, SOFT, 3);
                }
            }
        });
        let before =
            strips.iter().filter_map(|(y, strip)| Some((self.scale.at(strip.before?), *y)));
        sheet.rings(&before.collect::<Vec<_>>(), RING, INK);
        sheet.layer(|layer| {
            for label in self.head() {
                layer.label(&label);
            }
        });
        sheet.finish()
    }

    /// Half of what a strip may fill.
    fn half(&self) -> i32 {
        (self.row / 2 - AIR).max(AIR)
    }

    /// Lines at the low end and where tiers begin, through all strips.
    fn grid(&self, layer: &Layer) {
        let [(_, low), _] = self.scale.ends(self.places);
        for tier in &self.chart.tiers {
            let x = self.scale.at(*tier);
            layer.line(&[(x, self.head), (x, self.size.1)], GRID, 1);
        }
        layer.line(&[(low, self.head), (low, self.size.1)], GREY, 1);
    }

    /// What lies under the marks: the box of the dots, or the bars.
    fn areas(&self, layer: &Layer, middle: i32, strip: &Strip) {
        let [(_, low), _] = self.scale.ends(self.places);
        if let Some(quartiles) = strip.quartiles {
            let [left, median, right] = quartiles.map(|at| self.scale.at(at));
            let half = self.half() - AIR;
            let (top, bottom) = (middle - half, middle + half);
            let [x0, y0, x1, y1] = [left, top, right.max(left + 1), bottom].map(f64::from);
            layer.area(Rect::new(x0, y0, x1, y1), WASH);
            layer.line(&upright((median, middle), half), SOFT, 1);
        }
        if strip.dots.is_empty() {
            let bar = |to: i32, colour, width| {
                layer.line(&[(low, middle), (to, middle)], colour, width);
            };
            if let Some(benchmark) = strip.benchmark.filter(|_| strip.own.is_some()) {
                bar(self.scale.at(benchmark), GRID, THIN);
            }
            if let Some(own) = strip.own {
                // A score at the very low end is still seen.
                bar(self.scale.at(own).max(low + 2), self.colour, BAR);
            }
        }
    }

    fn dots(&self, middle: i32, strip: &Strip) -> Vec<Point> {
        let along: Vec<_> = strip.dots.iter().map(|dot| self.scale.at(*dot)).collect();
        let places = swarm(&along, 2 * DOT + 1, self.half() - DOT);
        places.into_iter().map(|(x, off)| (x, middle + off)).collect()
    }

    /// The ends of the scale and the scores at which tiers begin, as far as there is room; the low
    /// end, where bars begin, and the best tiers first.
    fn head(&self) -> Vec<Label> {
        let kind = Type::plain(11, SOFT);
        let [low, high] = self.scale.ends(self.places);
        let tiers = self.chart.tiers.iter();
        let tiers = tiers.map(|tier| (Some(tier.typeset()), self.scale.at(*tier)));
        let figures = [low].into_iter().chain(tiers).chain([high]);
        let mut labels: Vec<Label> = Vec::new();
        for (text, x) in figures {
            let Some(text) = text else { continue };
            let width = kind.width(&text);
            let left = (x - width / 2).min(self.size.0 - width).max(0);
            let label = Label { text, kind, at: (left, self.head - ABOVE), by: HPos::Left };
            let frame = label.frame();
            let free = labels
                .iter()
                .all(|other| !cover_each_other(other.frame().inflate(5.0, 0.0), frame));
            if free && frame.y0 >= 0.0 && frame.x1 <= self.size.0.into() {
                labels.push(label);
            }
        }
        labels
    }
}

fn mm(length: u32) -> i32 {
    i32::try_from(length).unwrap_or_default() * MM
}

/// A line through a point, so far up and down.
fn upright((x, y): Point, half: i32) -> [Point; 2] {
    [(x, y - half), (x, y + half)]
}

/// All figures of a chart.
fn figures(chart: &StripChart) -> impl Iterator<Item = Figure> {
    let strips = chart.strips.iter().flat_map(|strip| {
        let single = [strip.own, strip.before, strip.benchmark].into_iter().flatten();
        single.chain(strip.quartiles.into_iter().flatten()).chain(strip.dots.iter().copied())
    });
    strips.chain(chart.tiers.iter().copied())
}
