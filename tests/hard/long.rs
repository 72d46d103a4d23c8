//! Tables of more rows than are held at a time: they are read in parts, which must not show.

use std::fmt::Write as _;
use std::fs;

use crate::bombs::{PROGRAMME, refused};
use crate::run::{Place, text};
use crate::season::plaudit;

const FOLDER: &str = "data/demo/2026";
const HEAD: &str =
    "entry,round,ref,date,channel,language,greeting,answer,queue,comment_zh,comment_en\n";

/// Assessments of two rounds of an entry, a row for each number.
fn rows(numbers: impl Iterator<Item = usize>, language: impl Fn(usize) -> String) -> String {
    numbers.fold(String::new(), |mut rows, number| {
        let (round, month) = if number.is_multiple_of(2) { ("spring", 3) } else { ("autumn", 9) };
        let (day, mark) = (number % 28 + 1, number % 101);
        let language = language(number);
        let comment = if number.is_multiple_of(9) { "親切,Kind: yes" } else { "," };
        let date = format!("2026-0{month}-{day:02}");
        writeln!(rows, "e1,{round},V-{number},{date},counter,{language},{mark},90.5,,{comment}")
            .expect("memory");
        rows
    })
}

fn english(_: usize) -> String {
    "english".to_owned()
}

/// The small seasons with the assessments of the award in these files.
fn with_files(files: &[(&str, String)]) -> Place {
    let place = Place::with("tests/fixtures/season");
    fs::remove_file(place.path(FOLDER).join("assessments.csv")).expect("it was there");
    for (name, rows) in files {
        let path = place.path(FOLDER).join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
        fs::write(path, format!("{HEAD}{rows}")).expect("writable");
    }
    place
}

#[test]
fn a_ref_is_there_once_over_all_parts_and_files() {
    let mut long = rows(0..20_000, english);
    // Rows 20,002 and 20,003: a header again, and the ref of row 5.
    long.push_str(HEAD);
    long.push_str(&rows(3..4, english));
    let files = [("assessments/a.csv", long), ("assessments/b.csv", rows(19_999..20_001, english))];
    let said = refused(&with_files(&files));
    let expected = [("a.csv:20003", "V-3", "a.csv:5"), ("b.csv:2", "V-19999", "a.csv:20001")];
    for (place, name, first) in expected {
        assert!(said.contains(&format!("ref `{name}` is there twice")), "{said}");
        assert!(said.contains(&format!("assessments/{place}")), "{said}");
        assert!(
            said.contains(&format!("already at data/demo/2026/assessments/{first}\n")),
            "{said}"
        );
    }
}

#[test]
fn a_season_is_the_same_in_one_file_and_in_several() {
    let assessed = |files: &[(&str, String)]| {
        let place = with_files(files);
        let mut command = plaudit(&place, "data", &["assess", "--format", "json"]);
        let output = command.output().expect("it starts");
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    let one = assessed(&[("assessments.csv", rows(0..20_000, english))]);
    let several = assessed(&[
        ("assessments/1.csv", rows(12_000..20_000, english)),
        ("assessments/2.csv", rows(0..8_193, english)),
        ("assessments/3.csv", rows(8_193..12_000, english)),
    ]);
    assert!(one.contains("e1"));
    assert_eq!(one, several);
}

#[test]
fn languages_that_nobody_lists_may_be_as_many_as_rows() {
    let mut all = rows(0..250_000, |number| format!("tongue-{number}"));
    all.push_str("nobody,spring,V-x,2026-03-09,counter,english,92,90,88,,\n");
    let place = with_files(&[("assessments.csv", all)]);
    let programme = fs::read_to_string(place.path(PROGRAMME)).expect("text");
    let listed = "service_languages = [\"cantonese\", \"english\"]\n";
    assert!(programme.contains(listed));
    fs::write(place.path(PROGRAMME), programme.replace(listed, "")).expect("writable");
    assert!(refused(&place).contains("`nobody`"));
}
