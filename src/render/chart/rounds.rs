//! The rounds of a season, left to right, against tiers.

use kurbo::Rect;
use plotters::style::text_anchor::HPos;
use plotters::style::{RGBColor, WHITE};

use super::label::{Label, Type, is_crossed, square};
use super::names::Names;
use super::scale::Scale;
use super::sheet::{FAINT, GREY, GRID, INK, Point, SOFT, Sheet, readable};
use super::{MM, tiers};
use crate::model::Figure;
use crate::plan::{ChartRound, RoundsChart};
use crate::render::rect::cover_each_other;

const WIDTH: i32 = 170 * MM;
const HEIGHT: i32 = 51 * MM;
/// Where the plot begins; above it is room for the label of the highest score.
const LEFT: i32 = 4;
const TOP: i32 = 27;
/// From the lowest score shown to the line that the names of rounds stand under.
const FOOT: i32 = 10;
/// The room for an earlier season.
const BEFORE: i32 = 64;

/// How far the marks reach, and how far from a mark its label stands.
const ROUND: i32 = 5;
const MONTH: i32 = 3;
const SEASON: i32 = 6;
const TICK: i32 = 9;
const GAP: i32 = 4;

/// Draws the chart.
pub(super) fn draw(chart: &RoundsChart) -> String {
    Plot::new(chart).draw()
}

/// A round in the drawing.
struct Spot<'a> {
    round: &'a ChartRound,
    /// From where to where it reaches.
    span: (i32, i32),
    x: i32,
}

struct Plot<'a> {
    chart: &'a RoundsChart,
    colour: RGBColor,
    spots: Vec<Spot<'a>>,
    names: Names,
    scale: Scale,
    right: i32,
    bottom: i32,
}

impl<'a> Plot<'a> {
    fn new(chart: &'a RoundsChart) -> Self {
        let right = WIDTH - tiers::room(&chart.tiers);
        let left = LEFT + if chart.last_season.is_some() { BEFORE } else { 0 };
        let share = |n: usize| i32::try_from(n).expect("a programme has few rounds");
        let all = share(chart.rounds.len()).max(1);
        let start = |at: usize| left + (right - left) * share(at) / all;
        let spots = chart.rounds.iter().enumerate().map(|(at, round)| {
            let span = (start(at), start(at + 1));
            Spot { round, span, x: i32::midpoint(span.0, span.1) }
        });
        let names = chart.rounds.iter().map(|round| round.name.as_slice());
        let names = Names::set(names, (right - left) / all);
        let bottom = HEIGHT - names.height();
        let scale = Scale::around(figures(chart), chart.scale, (bottom - FOOT, TOP));
        let colour = readable(&chart.colour);
        Self { chart, colour, spots: spots.collect(), names, scale, right, bottom }
    }

    fn draw(&self) -> String {
        let (scores, to_date) = (self.scores(), self.to_date());
        let labels = self.labels(&scores, &to_date);
        let mut sheet = Sheet::new((WIDTH, HEIGHT));
        sheet.layer(|layer| {
            for (line, _) in &self.tiers() {
                layer.line(line, GRID, 1);
            }
            layer.line(&[(LEFT, self.bottom), (self.right, self.bottom)], SOFT, 1);
        });
        sheet.dashes(&to_date, GREY);
        sheet.ticks(to_date.get(1..).unwrap_or_default(), TICK, GREY);
        sheet.layer(|layer| {
            if scores.len() > 1 {
                layer.line(&scores, self.colour, 2);
            }
            // No line strikes a label through.
            for label in &labels {
                layer.area(label.frame().inflate(2.0, 0.0), WHITE);
            }
        });
        sheet.rings(&self.months(), MONTH, SOFT);
        sheet.layer(|layer| {
            for at in &scores {
                layer.dot(*at, ROUND, self.colour);
            }
            if let Some(last) = &self.chart.last_season {
                layer.diamond((LEFT + BEFORE / 2, self.scale.at(last.overall)), SEASON, SOFT);
            }
            let tiers = self.tiers().into_iter().filter_map(|(_, label)| label);
            for label in tiers.chain(labels.iter().cloned()).chain(self.axis()) {
                layer.label(&label);
            }
        });
        sheet.finish()
    }

    /// The lines of the tiers and their names.
    fn tiers(&self) -> Vec<(Vec<Point>, Option<Label>)> {
        tiers::lines(&self.chart.tiers, &self.scale, (LEFT, self.right), (0, HEIGHT))
    }

    fn scores(&self) -> Vec<Point> {
        let scored = self.spots.iter().filter_map(|spot| Some((spot.x, spot.round.score?)));
        scored.map(|(x, score)| (x, self.scale.at(score))).collect()
    }

    /// The score to date: with one round it is that round's.
    fn to_date(&self) -> Vec<Point> {
        let dated = self.spots.iter().filter_map(|spot| Some((spot.x, spot.round.to_date?)));
        let dated: Vec<_> = dated.map(|(x, score)| (x, self.scale.at(score))).collect();
        if dated.len() > 1 { dated } else { Vec::new() }
    }

    /// The months, each in the middle of its part of the round.
    fn months(&self) -> Vec<Point> {
        let months = self.spots.iter().flat_map(|spot| {
            let (from, to) = spot.span;
            let parts = 2 * i32::try_from(spot.round.months.len()).unwrap_or(1);
            let middles = (0..).map(move |at| from + (to - from) * (2 * at + 1) / parts);
            spot.round.months.iter().zip(middles)
        });
        months.map(|(mean, x)| (x, self.scale.at(*mean))).collect()
    }

    /// The figures of the rounds and of the season before.
    fn labels(&self, scores: &[Point], to_date: &[Point]) -> Vec<Label> {
        let marks = Marks { scores, to_date, months: self.months() };
        let scored = self.spots.iter().filter_map(|spot| Some((spot, spot.round.score?)));
        let scored = scored.filter_map(|(spot, score)| {
            let kind = Type { size: 14, bold: true, colour: self.colour };
            let at = (spot.x, self.scale.at(score));
            marks.place((kind, score), at, (spot.span, self.bottom))
        });
        let last = self.chart.last_season.iter().map(|last| Label {
            text: last.overall.typeset(),
            kind: Type::plain(12, SOFT),
            at: (LEFT + BEFORE / 2, self.scale.at(last.overall) - SEASON - GAP),
            by: HPos::Center,
        });
        last.filter(|label| label.frame().x0 >= 0.0).chain(scored).collect()
    }

    /// The names under the plot.
    fn axis(&self) -> Vec<Label> {
        let mut labels = Vec::new();
        if let Some(last) = &self.chart.last_season {
            let text = last.season.to_string();
            labels.extend(self.names.label(&text, LEFT + BEFORE / 2, self.bottom, SOFT));
        }
        for (at, spot) in self.spots.iter().enumerate() {
            let colour = if spot.round.score.is_some() { INK } else { FAINT };
            labels.extend(self.names.labels(at, spot.x, self.bottom, colour));
        }
        labels
    }
}

/// All figures of a chart.
fn figures(chart: &RoundsChart) -> impl Iterator<Item = Figure> {
    let rounds = chart.rounds.iter();
    let rounds = rounds.flat_map(|round| {
        round.score.into_iter().chain(round.to_date).chain(round.months.iter().copied())
    });
    let last = chart.last_season.iter().map(|last| last.overall);
    rounds.chain(last).chain(chart.tiers.iter().map(|tier| tier.min))
}

/// What a label should keep clear of.
struct Marks<'a> {
    scores: &'a [Point],
    to_date: &'a [Point],
    months: Vec<Point>,
}

impl Marks<'_> {
    /// The figure of a dot above it, or where it is in the way of less; none if its round has no
    /// room for it.
    fn place(
        &self,
        (kind, figure): (Type, Figure),
        dot: Point,
        ((left, right), bottom): ((i32, i32), i32),
    ) -> Option<Label> {
        let text = figure.typeset();
        let fits = |kind: &Type| kind.width(&text) <= right - left - 2 * GAP;
        let kind = [kind, Type { size: 11, ..kind }].into_iter().find(fits)?;
        let (above, below) = (dot.1 - ROUND - GAP, dot.1 + ROUND + GAP + kind.line());
        let width = kind.width(&text);
        let (left, right) = (left + GAP, right - GAP - width);
        let middle = dot.0 - width / 2;
        let places = [above, below].into_iter().flat_map(|foot| {
            let starts = [middle, dot.0 - ROUND, dot.0 + ROUND - width];
            starts.map(|start| (start.clamp(left, right), foot))
        });
        let labels = places.map(|at| Label { text: text.clone(), kind, at, by: HPos::Left });
        let inside = labels.filter(|label| label.frame().y0 >= 0.0 && label.at.1 < bottom);
        inside.min_by_key(|label| self.struck(label.frame()))
    }

    /// How much is in the way of a label.
    fn struck(&self, frame: Rect) -> usize {
        let crossings = |line: &[Point]| {
            line.windows(2).filter(|ends| is_crossed(frame, ends[0], ends[1])).count()
        };
        let hit = |places: &[Point], reach: i32| {
            places.iter().filter(|at| cover_each_other(square(**at, reach), frame)).count()
        };
        let ticks = self.to_date.get(1..).unwrap_or_default();
        let ticks = ticks.iter().map(|at| square(*at, 1).inflate(TICK.into(), 0.0));
        let ticks = ticks.filter(|tick| cover_each_other(*tick, frame)).count();
        8 * hit(&self.months, MONTH + 1)
            + 6 * crossings(self.scores)
            + 4 * ticks
            + crossings(self.to_date)
    }
}
