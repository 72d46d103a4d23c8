//! The rules of the design, by hand: small seasons whose results can be worked out on paper; and that
//! the site keeps what is confidential.

mod benchmarks;
mod boundaries;
mod certificates;
mod disclosure;
#[path = "../common/document.rs"]
mod document;
mod explain;
mod explained_to_members;
mod generate;
mod leaks;
mod naive;
mod outlook;
mod properties;
mod rewards;
#[path = "../common/run.rs"]
mod run;
mod sample;
mod scores;
mod season;
#[path = "../common/signed.rs"]
mod signed;
mod third;
