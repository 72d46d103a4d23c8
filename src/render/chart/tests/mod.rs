//! What is asked of every drawing, whatever its figures.

mod any;
mod drawn;

use super::label::Type;
use super::sheet::{INK, contrast_with_white, readable};
use super::swarm::swarm;
use super::{rounds, strips};
use crate::model::{Exact, Figure, Number};
use crate::plan::{ChartRound, ChartTier, LastSeason, RoundsChart, Strip, StripChart};
use drawn::{Element, assert_legible, assert_not_struck, elements, words};

const PRIMARY: &str = "#7a1f2b";

fn figure(text: &str) -> Figure {
    let places = text.split_once('.').map_or(0, |(_, places)| places.len());
    let number: Number = text.parse().expect("a number");
    Exact::from(number).publish(u32::try_from(places).expect("few places"))
}

fn figures(texts: &[&str]) -> Vec<Figure> {
    texts.iter().map(|text| figure(text)).collect()
}

fn scale(high: u32) -> (Number, Number) {
    (Number::ZERO, Number::from(high))
}

fn round(names: [&str; 2], score: Option<&str>, months: &[&str]) -> ChartRound {
    ChartRound {
        name: names.map(str::to_owned).to_vec(),
        score: score.map(figure),
        to_date: score.map(figure),
        months: figures(months),
    }
}

fn tier(names: [&str; 2], min: &str) -> ChartTier {
    ChartTier { name: names.map(str::to_owned).to_vec(), min: figure(min) }
}

fn season(rounds: Vec<ChartRound>) -> RoundsChart {
    RoundsChart {
        scale: scale(100),
        last_season: None,
        rounds,
        tiers: vec![
            tier(["金獎", "Gold"], "90.0"),
            tier(["銀獎", "Silver"], "80.0"),
            tier(["銅獎", "Bronze"], "70.0"),
        ],
        colour: PRIMARY.to_owned(),
    }
}

fn table(strips: Vec<Strip>) -> StripChart {
    StripChart {
        scale: scale(100),
        tiers: figures(&["90.0", "80.0", "70.0"]),
        colour: PRIMARY.to_owned(),
        head: 9,
        row: 7,
        width: 56,
        strips,
    }
}

#[test]
fn a_season_in_full() {
    let mut chart = season(vec![
        round(["第一輪", "Round 1"], Some("87.3"), &["88.1", "86.5"]),
        round(["第二輪", "Round 2"], Some("84.9"), &["84.0", "85.8"]),
        round(["第三輪", "Round 3"], None, &[]),
    ]);
    chart.last_season = Some(LastSeason { season: 2025, overall: figure("86.2") });
    let svg = rounds::draw(&chart);
    assert_legible(&svg);
    assert_not_struck(&svg);
    assert_eq!(
        words(&svg),
        [
            "金獎 Gold 90.0",
            "銀獎 Silver 80.0",
            "銅獎 Bronze 70.0",
            "86.2",
            "87.3",
            "84.9",
            "2025",
            "第一輪 Round 1",
            "第二輪 Round 2",
            "第三輪 Round 3",
        ]
    );
}

#[test]
fn rounds_to_come_have_a_name_and_no_mark() {
    let chart = season(vec![
        round(["第一輪", "Round 1"], None, &[]),
        round(["第二輪", "Round 2"], None, &[]),
    ]);
    let svg = rounds::draw(&chart);
    assert_legible(&svg);
    let all = elements(&svg);
    assert!(all.iter().all(|element| element.name != "circle" && element.name != "path"), "{svg}");
    let names = all.iter().filter(|element| element.text.contains("Round"));
    assert_eq!(names.filter(|name| name.get("fill") == Some("#75757B")).count(), 2, "{svg}");
}

#[test]
fn months_stand_in_their_parts_of_a_round() {
    let chart = season(vec![round(["第一輪", "Round 1"], Some("87.3"), &["88.0", "86.0"])]);
    let svg = rounds::draw(&chart);
    let all = elements(&svg);
    let path = all.iter().find(|element| element.name == "path").and_then(|path| path.get("d"));
    let months = path.expect("a path of months").split('M').skip(1);
    let x: Vec<i32> = months.filter_map(|month| month.split(' ').next()?.parse().ok()).collect();
    let axis = all.iter().rfind(|element| element.name == "polyline");
    let axis = axis.map(Element::points).expect("the axis is the last line of one round");
    let (from, to) = (axis[0].0, axis[1].0);
    assert_eq!(x, [from + (to - from) / 4, from + (to - from) * 3 / 4]);
}

#[test]
fn long_names_go_on_lines_of_their_own_and_stay_apart() {
    let long = ["神秘客戶評審第一階段評核", "First phase of the assessments"];
    let chart = season(vec![round(long, Some("87.3"), &[]), round(long, Some("87.3"), &[])]);
    let svg = rounds::draw(&chart);
    assert_legible(&svg);
    let shown = words(&svg);
    assert_eq!(shown.iter().filter(|text| *text == long[0]).count(), 2, "{shown:?}");
    assert_eq!(shown.iter().filter(|text| *text == long[1]).count(), 2, "{shown:?}");
    let six = season(std::iter::repeat_n(round(long, Some("87.3"), &[]), 6).collect());
    let svg = rounds::draw(&six);
    assert_legible(&svg);
    let shown = words(&svg);
    let first = shown.iter().find(|text| text.starts_with('神')).expect("a first line");
    assert!(long[0].len() > first.len() && long[0].starts_with(first.as_str()), "{shown:?}");
}

#[test]
fn tiers_too_close_for_their_names_move_these_apart() {
    let mut chart = season(vec![round(["第一輪", "Round 1"], Some("100.0"), &[])]);
    chart.tiers = ["90.2", "90.1", "90.0"].map(|min| tier(["獎", "Tier"], min)).to_vec();
    chart.tiers.push(tier(["獎", "Last"], "0.0"));
    let svg = rounds::draw(&chart);
    assert_legible(&svg);
    assert_eq!(words(&svg)[..4], ["獎 Tier 90.2", "獎 Tier 90.1", "獎 Tier 90.0", "獎 Last 0.0"]);
}

#[test]
fn tiers_beyond_the_lines_of_text_go_without_a_name() {
    let mut chart = season(vec![round(["第一輪", "Round 1"], Some("88.0"), &[])]);
    chart.tiers = (0..30).map(|at| tier(["獎", "Tier"], &format!("{}.0", 99 - at))).collect();
    let svg = rounds::draw(&chart);
    assert_legible(&svg);
    assert_eq!(words(&svg).iter().filter(|text| text.contains("Tier")).count(), 14);
}

#[test]
fn strips_are_just_as_high_as_the_rows_of_their_table() {
    for rows in [0, 1, 8] {
        let chart = table(vec![Strip::default(); rows]);
        let svg = strips::draw(&chart);
        let all = elements(&svg);
        assert_eq!(all[0].number("width"), 56 * 4);
        assert_eq!(all[0].number("height"), 4 * (9 + 7 * i32::try_from(rows).expect("few")));
        assert_legible(&svg);
    }
}

fn with_own(own: &str) -> Strip {
    Strip { own: Some(figure(own)), ..Strip::default() }
}

#[test]
fn the_shown_range_ends_on_plain_figures_in_one_form() {
    let head = |scale, tiers: &[&str], own: &[&str]| {
        let mut chart = table(own.iter().map(|own| with_own(own)).collect());
        (chart.scale, chart.tiers) = (scale, figures(tiers));
        let svg = strips::draw(&chart);
        assert_legible(&svg);
        words(&svg)
    };
    let usual = head(scale(100), &["90.0", "80.0", "70.0"], &["87.3", "98.2"]);
    assert_eq!(usual, ["60.0", "90.0", "80.0", "70.0", "100.0"]);
    assert_eq!(head(scale(100), &["90", "80"], &["87"]), ["75", "90", "80", "95"]);
    assert_eq!(head(scale(5), &["4.5", "4.0"], &["3.8", "5.0"]), ["3.5", "4.5", "4.0", "5.0"]);
    assert_eq!(head(scale(10), &["9.00"], &["9.00", "9.00"]), ["8.50", "9.00", "9.50"]);
    // Tiers that are too close to the low end, or to better ones, go without a figure.
    let crowded = head(scale(100), &["90.0", "88.0", "2.0"], &["0.0", "100.0"]);
    assert_eq!(crowded, ["0.0", "90.0"]);
    assert_eq!(head(scale(100), &[], &[]), ["0", "100"]);
}

#[test]
fn bars_begin_at_the_low_end_and_end_at_their_scores() {
    let chart = table(vec![with_own("80.0"), with_own("60.0"), with_own("100.0")]);
    let svg = strips::draw(&chart);
    let all = elements(&svg);
    let bars = all.iter().filter(|element| element.get("stroke") == Some("#7A1F2B"));
    let bars: Vec<_> = bars.map(Element::points).collect();
    let starts: Vec<_> = bars.iter().map(|bar| bar[0]).collect();
    assert_eq!(starts, [(11, 50), (11, 78), (11, 106)]);
    // From 50, the plain figure below 60, to 100.
    let ends: Vec<_> = bars.iter().map(|bar| bar[1].0).collect();
    assert_eq!(ends, [11 + 202 * 30 / 50, 11 + 202 * 10 / 50, 11 + 202]);
}

#[test]
fn equal_scores_are_seen_as_several() {
    let places = swarm(&[40; 5], 5, 10);
    assert_eq!(places, [(40, 0), (40, -5), (40, 5), (40, -10), (40, 10)]);
    for (dots, half) in [(21, 10), (9, 4)] {
        let mut offs: Vec<_> = swarm(&vec![7; dots], 5, half).iter().map(|at| at.1).collect();
        offs.sort_unstable();
        offs.dedup();
        assert_eq!(offs.len(), dots, "each has a place of its own");
        assert!(offs.iter().all(|off| off.abs() <= half));
    }
    assert_eq!(swarm(&[7; 100], 5, 10).len(), 100);
}

#[test]
fn many_dots_make_a_small_drawing() {
    let dots: Vec<_> = (0..120).map(|at| figure(&format!("{}.5", 60 + at * 7 % 40))).collect();
    let quartiles = Some(["70.0", "80.0", "90.0"].map(figure));
    let strip = Strip { dots, quartiles, ..with_own("80.3") };
    let svg = strips::draw(&table(vec![strip]));
    assert!(svg.len() < 5_000, "{} bytes", svg.len());
    assert_eq!(svg.matches("h.01").count(), 120);
    assert!(elements(&svg).len() < 20, "{svg}");
}

#[test]
fn a_single_dot_has_an_extent() {
    let dots = vec![figure("70.5")];
    let svg = strips::draw(&table(vec![Strip { dots, ..with_own("80.3") }]));
    let drawn =
        typst::visualize::SvgImage::new(typst::foundations::Bytes::from_string(svg.clone()));
    assert!(
        drawn.is_ok() && svg.matches("h.01").count() == 1,
        "a path of no length is dropped: {svg}"
    );
}

#[test]
fn a_light_colour_is_darkened_until_it_can_be_read() {
    for light in ["#e8a33d", "#ffffff", "#7a1f2b", "#0b4f6c", "#ffff00"] {
        let colour = readable(light);
        let parts = [colour.0, colour.1, colour.2].map(|part| f64::from(part) / 255.0);
        assert!(contrast_with_white(parts) >= 4.45, "{light} becomes {colour:?}");
    }
    assert_eq!(readable("#7a1f2b"), plotters::style::RGBColor(0x7a, 0x1f, 0x2b));
}

#[test]
fn widths_are_not_estimated_too_small() {
    use read_fonts::{FontRef, TableProvider};
    let fonts: [(bool, &[u8]); 2] = [
        (false, include_bytes!("../../../../fonts/noto-sans-hk/NotoSansHK_400Regular.ttf")),
        (true, include_bytes!("../../../../fonts/noto-sans-hk/NotoSansHK_700Bold.ttf")),
    ];
    for (bold, bytes) in fonts {
        let font = FontRef::new(bytes).expect("a font");
        let (map, widths) = (font.cmap().expect("cmap"), font.hmtx().expect("hmtx"));
        for c in (' '..='~').chain("−…·銀獎".chars()) {
            let glyph = map.map_codepoint(c).expect("a glyph");
            let real = widths.advance(glyph).expect("a width");
            let kind = Type { size: 1000, bold, colour: INK };
            let guess = kind.width(&c.to_string());
            assert!(guess >= i32::from(real), "{c:?} is {real} wide, not {guess}");
        }
    }
}
