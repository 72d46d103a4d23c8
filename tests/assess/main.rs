//! The rules of the design, by hand: small seasons whose results can be worked out on paper.

mod benchmarks;
mod boundaries;
mod certificates;
mod disclosure;
mod explain;
mod explained_to_members;
mod generate;
mod naive;
mod outlook;
mod properties;
mod rewards;
mod sample;
mod scores;
mod season;
mod third;
