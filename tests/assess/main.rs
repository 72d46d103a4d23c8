//! The rules of the design, by hand: small seasons whose results can be worked out on paper.

mod certificates;
mod disclosure;
mod explain;
mod rewards;
mod sample;
mod scores;
mod season;
