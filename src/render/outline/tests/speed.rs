//! How long the face of a trophy takes.

use std::time::{Duration, Instant};

use super::measure::measured;
use super::{WORDS, set, svg};

const FACE: &str = "#set page(width: 90mm, height: 140mm, margin: 8mm)
#set text(font: (\"Noto Serif\", \"Noto Serif HK\"), size: 12pt)
#place(center + horizon, rect(width: 100%, height: 100%, stroke: 0.4mm, radius: 3mm))
#place(top + center, dy: 6mm, box(width: 30mm, height: 30mm, for at in range(12) {
  place(center + horizon, rotate(at * 15deg, ellipse(width: 26mm, height: 12mm, stroke: 0.25mm)))
}))
#v(44mm)
#align(center)[
  #text(20pt)[連續四年金獎]\\ Gold Award for 4 Consecutive Years
  #v(4mm)
  #text(16pt)[維港優質顧客服務有限公司]\\ Victoria Harbour Quality Service Co. Ltd
  #v(4mm)
  銅鑼灣旗艦店 · 熱線服務\\ Causeway Bay flagship, hotline
  #v(4mm)
  二零二六年度神秘顧客評審大獎
]";

#[test]
fn a_face_of_a_trophy_takes_milliseconds() {
    let page = set(FACE, &[]);
    let file = svg(&page, &WORDS).expect("it can be engraved");
    measured(&file);
    let rounds = 20;
    let start = Instant::now();
    for _ in 0..rounds {
        svg(&page, &WORDS).expect("it can be engraved");
    }
    let each = start.elapsed() / rounds;
    // Generous: a busy machine must not fail it. It takes a few milliseconds alone.
    assert!(each < Duration::from_millis(100), "{each:?} for {} bytes", file.len());
}
