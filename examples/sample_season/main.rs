//! Writes a sample season of both programmes: fictional participants, real quotas, every hard case of the rules.
//!
//! ```text
//! cargo run --release --example sample_season -- --out data --entries 96 --brands 44 --seed 2026
//! ```
//!
//! The same seed gives the same bytes. The first 96 entries and 44 brands are a cast written by hand (`cast/*.psv`),
//! so that thresholds, ties, streaks and near misses are there to be seen; further ones are drawn at random, for
//! benchmarks. Every entry's marks are steered to its target with exact arithmetic, and at the default size what the
//! cast promises is asserted before the program ends.

mod award;
mod award_cast;
mod award_draw;
mod award_history;
mod award_marks;
mod award_tables;
mod calendar;
mod corpus;
mod names;
mod output;
mod programme;
mod retail;
mod retail_certificates;
mod retail_plan;
mod retail_tables;
mod sheet;
mod verify;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

/// What the command line asks for.
struct Options {
    out: PathBuf,
    entries: usize,
    brands: usize,
    seed: u64,
}

fn main() -> ExitCode {
    let options = match parse(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(problem) => {
            eprintln!("error: {problem}");
            eprintln!("usage: sample_season [--out DIR] [--entries N] [--brands N] [--seed N]");
            return ExitCode::from(2);
        }
    };
    match run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::from(3)
        }
    }
}

fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let outcomes = award::write(&options.out, options.entries, options.seed)?;
    if options.entries == award_cast::SIZE {
        verify::award(&outcomes);
    }
    let brands = retail::write(&options.out, options.brands, options.seed)?;
    if options.brands == retail_plan::CAST_SIZE {
        verify::retail(&brands);
    }
    println!("{} entries and {} brands in {}", outcomes.len(), brands.len(), options.out.display());
    Ok(())
}

/// The largest season the sample's word lists give distinct names for.
const LARGEST: usize = 20_000;

fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options {
        out: PathBuf::from("data"),
        entries: award_cast::SIZE,
        brands: retail_plan::CAST_SIZE,
        seed: 2026,
    };
    while let Some(flag) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("`{flag}` needs a value"))?;
        match flag.as_str() {
            "--out" => options.out = PathBuf::from(value),
            "--entries" => options.entries = count(&flag, &value)?,
            "--brands" => options.brands = count(&flag, &value)?,
            "--seed" => {
                options.seed = value.parse().map_err(|_| format!("`{value}` is no seed"))?
            }
            _ => return Err(format!("unknown option `{flag}`")),
        }
    }
    Ok(options)
}

fn count(flag: &str, value: &str) -> Result<usize, String> {
    match value.parse() {
        Ok(number) if number <= LARGEST => Ok(number),
        _ => Err(format!("`{flag}` takes a number from 0 to {LARGEST}, not `{value}`")),
    }
}
