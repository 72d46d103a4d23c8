//! Random seasons: the program says what the naive implementation says, in whatever order the rows
//! and columns stand.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;

use plaudit::assess::{assess, json};
use plaudit::diagnostics::Diagnostics;
use plaudit::load::{Coverage, Request, load};
use proptest::collection::vec;
use proptest::num::u16;
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use serde_json::Value;

use crate::generate::{Case, Choices, PROGRAMME, YEAR};
use crate::naive::{Naive, only_the_contract};

/// How many seasons are compared.
const CASES: u32 = 2000;

/// Of each of these, at least so many must have happened in all of them.
const EVENTS: [(&str, usize); 33] = [
    ("by assessment", 1000),
    ("by criterion", 1000),
    ("not applicable", 1000),
    ("standing deduction", 100),
    ("deduction of its own", 100),
    ("deduction clipped", 100),
    ("without an overall", 100),
    ("overall on a half", 100),
    ("tier by rounding up", 100),
    ("highest won", 200),
    ("highest shared", 200),
    ("tie broken", 10),
    ("too few for a scope", 100),
    ("winner short of the tier", 20),
    ("class made possible by a merge", 20),
    ("improvement won", 200),
    ("improvement shared", 10),
    ("last result not comparable", 100),
    ("streak won", 200),
    ("streak of three or more", 50),
    ("past tier by its overall", 100),
    ("omni-channel won", 200),
    ("omni-channel shared", 10),
    ("points superseded", 100),
    ("points need corporate awards", 50),
    ("more entries than count", 50),
    ("certificate pending", 50),
    ("certificate valid", 50),
    ("certificate expiring", 50),
    ("certificate renewed", 1),
    ("certificate expired", 50),
    ("certificate revoked", 50),
    ("certificate from the end of a month", 20),
];

/// The text of `assess --format json` of a data directory with one season.
pub(crate) fn assessed(data: &Path, programme: &str, as_of: &str) -> Result<String, String> {
    let programme = Some(programme.parse().expect("an id"));
    let request = Request { data: data.to_owned(), programme, season: None };
    let mut problems = Diagnostics::default();
    let dataset = load(&request, &Coverage::new([]), &mut problems).expect("readable");
    if problems.has_errors() {
        return Err(problems.render(false).join("\n"));
    }
    Ok(json(&assess(&dataset.seasons[0], as_of.parse().expect("a date"))))
}

/// Runs a test on random cases, the same ones each time; a case that fails is made smaller and
/// shown with its files.
fn on_random_cases(cases: u32, test: impl Fn(&Case) -> Result<(), String>) {
    let config =
        Config { cases, failure_persistence: None, max_shrink_iters: 2000, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let choices = vec(u16::ANY, 50..3000).prop_map(|list| Case::new(&mut Choices::new(list)));
    let result = TestRunner::new_with_rng(config, rng)
        .run(&choices, |case| test(&case).map_err(TestCaseError::fail));
    match result {
        Ok(()) => {}
        Err(TestError::Fail(reason, case)) => panic!("{reason}\n{case:?}"),
        Err(other) => panic!("{other}"),
    }
}

/// What differs between two results, a line each.
pub(crate) fn differences(path: &str, is: &Value, should: &Value) -> Vec<String> {
    let deeper = |keys: Vec<(String, &Value, &Value)>| -> Vec<String> {
        let each = keys.into_iter();
        each.flat_map(|(key, is, should)| differences(&format!("{path}/{key}"), is, should))
            .collect()
    };
    match (is, should) {
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let pairs = a.iter().zip(b).enumerate();
            deeper(pairs.map(|(at, (a, b))| (at.to_string(), a, b)).collect())
        }
        (Value::Object(a), Value::Object(b)) if a.keys().eq(b.keys()) => {
            deeper(a.iter().map(|(key, a)| (key.clone(), a, &b[key])).collect())
        }
        _ if is == should => Vec::new(),
        _ => vec![format!("{path} is {is}, naively {should}")],
    }
}

#[test]
fn random_seasons_come_out_as_the_naive_implementation_says() {
    let events: RefCell<BTreeMap<String, usize>> = RefCell::default();
    on_random_cases(CASES, |case| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        case.write(folder.path());
        let naive = Naive::read(folder.path(), PROGRAMME, YEAR, &case.as_of);
        let should = naive.json();
        let is = serde_json::from_str(&assessed(folder.path(), PROGRAMME, &case.as_of)?);
        let differences = differences("", &only_the_contract(&is.expect("JSON")), &should);
        for (event, times) in naive.events() {
            *events.borrow_mut().entry(event).or_default() += times;
        }
        if differences.is_empty() { Ok(()) } else { Err(differences.join("\n")) }
    });
    let events = events.into_inner();
    for (event, least) in EVENTS {
        let times = events.get(event).copied().unwrap_or(0);
        assert!(times >= least, "{event}: {times} times in {CASES} cases; {events:#?}");
    }
}

#[test]
fn the_order_of_rows_columns_and_files_changes_nothing() {
    on_random_cases(CASES / 4, |case| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        case.write(&folder.path().join("0"));
        let should = assessed(&folder.path().join("0"), PROGRAMME, &case.as_of)?;
        for seed in 1..=2 {
            let other = folder.path().join(seed.to_string());
            case.write_shuffled(&other, seed);
            let is = assessed(&other, PROGRAMME, &case.as_of)?;
            if is != should {
                return Err(format!("shuffled with seed {seed}:\n{is}\nbut was:\n{should}"));
            }
        }
        Ok(())
    });
}

#[test]
fn the_sample_seasons_come_out_as_the_naive_implementation_says() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    for programme in ["hkcca-mca", "hkrma-cxr"] {
        let should = Naive::read(&data, programme, "2026", "2026-11-21").json();
        let is = assessed(&data, programme, "2026-11-21").expect("no errors");
        let is = only_the_contract(&serde_json::from_str(&is).expect("JSON"));
        assert_eq!(differences(programme, &is, &should), Vec::<String>::new());
    }
}
