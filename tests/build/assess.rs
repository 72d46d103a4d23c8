//! `plaudit assess` as people and other programs read it, on the small seasons of the fault tests.

use std::process::Command;

use crate::run::{sample, text};

fn assess(format: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_plaudit"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["assess", "--format", format, "--as-of", "2026-12-01", "--data"])
        .arg(sample("tests/fixtures/season"))
        .output()
        .expect("plaudit starts");
    assert_eq!(output.status.code(), Some(0));
    text(&output.stdout)
}

#[test]
fn as_a_table() {
    assert_eq!(
        assess("table"),
        "\
demo 2026

entry  stream  sector   group  status     spring  autumn  overall  tier    years  recognitions
e1     shops   kites    A      active       90.2    93.9     92.4  gold    2      best-of-stream steady-gold
e2     shops   teapots  B      active       80.6    83.8     82.5  silver
e3     online  kites    A      active       88.2    91.0     89.9  silver         best-of-stream
e4     online  kites    A      withdrawn    70.6

recognition     scope   winners  value
best-of-stream  shops   e1        92.4
best-of-stream  online  e3        89.9
steady-gold             e1           2

mark 2026

entry  stream  sector   group  status  once  overall  tier       years  recognitions
m1     inns    lodging  S      active  89.2     89.2  certified
m2     inns    lodging  S      active  73.0     73.0

"
    );
}

#[test]
fn as_csv() {
    assert_eq!(
        assess("csv"),
        "\
programme,season,entry,stream,sector,group,status,spring,autumn,once,overall,tier,years,recognitions
demo,2026,e1,shops,kites,A,active,90.2,93.9,,92.4,gold,2,best-of-stream steady-gold
demo,2026,e2,shops,teapots,B,active,80.6,83.8,,82.5,silver,,
demo,2026,e3,online,kites,A,active,88.2,91.0,,89.9,silver,,best-of-stream
demo,2026,e4,online,kites,A,withdrawn,70.6,,,,,,
mark,2026,m1,inns,lodging,S,active,,,89.2,89.2,certified,,
mark,2026,m2,inns,lodging,S,active,,,73.0,73.0,,,
"
    );
}

#[test]
fn as_json_of_several_programmes() {
    let all: serde_json::Value = serde_json::from_str(&assess("json")).expect("JSON");
    let list = all.as_array().expect("an array, for there are two programmes");
    let programmes: Vec<_> = list.iter().map(|season| season["programme"].to_string()).collect();
    assert_eq!(programmes, ["\"demo\"", "\"mark\""]);
}
