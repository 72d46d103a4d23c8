//! Whatever lies over whatever: no two areas of the file overlap.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::measure::{assert_same_picture, measured};
use super::{outlines, sheet};

fn thing() -> impl Strategy<Value = String> {
    let length = || 1u32..24;
    let paint = prop_oneof![4 => Just("black"), 1 => Just("white")];
    let shape = prop_oneof![
        (length(), length(), paint.clone())
            .prop_map(|(w, h, paint)| format!("rect(width: {w}mm, height: {h}mm, fill: {paint})")),
        (length(), paint.clone(), 1u32..20).prop_map(|(r, paint, pen)| {
            format!("circle(radius: {r}mm / 2, fill: {paint}, stroke: {pen}mm / 10)")
        }),
        (length(), 1u32..20)
            .prop_map(|(r, pen)| format!("circle(radius: {r}mm, stroke: {pen}mm / 10)")),
        (length(), 1u32..20).prop_map(|(l, pen)| {
            format!("line(length: {l}mm, stroke: (thickness: {pen}mm / 10, cap: \"round\"))")
        }),
        (length(), length(), 1u32..20).prop_map(|(w, h, pen)| {
            format!("rect(width: {w}mm, height: {h}mm, radius: 30%, stroke: {pen}mm / 10)")
        }),
        ("[A-Za-z&@8金獎連續四年𨋢鬱龘]{1,4}", 6u32..40, paint).prop_map(|(text, size, paint)| {
            format!("text(size: {size}pt, fill: {paint}, \"{text}\")")
        }),
    ];
    (shape, -5i32..50, -5i32..30, prop_oneof![Just(0), -180i32..180]).prop_map(
        |(shape, x, y, angle)| {
            format!("#place(dx: {x}mm, dy: {y}mm, rotate({angle}deg, {shape}))\n")
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_overlaps(things in prop::collection::vec(thing(), 1..10)) {
        let mut text = String::new();
        things.iter().for_each(|thing| write!(text, "{thing}").expect("a string grows"));
        // Something is always there to compare.
        let page = sheet(&format!("{text}#place(bottom + right, rect(width: 2mm, height: 2mm, fill: black))"));
        let svg = outlines(&page);
        measured(&svg);
        assert_same_picture(&page, &svg);
    }
}
