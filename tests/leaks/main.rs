//! Nothing confidential is on the site: every score, and every name and id that is not published, is
//! looked for in every byte of it. For the sample and for random seasons, under each value of
//! `disclosure.site`, before and after the results are announced.

#[path = "../assess/generate/mod.rs"]
#[allow(dead_code, reason = "these seasons are not shuffled")]
mod generate;
#[path = "../assess/naive/mod.rs"]
#[allow(dead_code, reason = "the generator needs its calendar")]
mod naive;
#[path = "../build/run.rs"]
#[allow(dead_code, reason = "these tests build no documents")]
mod run;

mod random;
mod sample;
mod search;
mod secrets;
mod site;
