//! XLSX and ODS, and assessments over several files.

use crate::common::Season;
use crate::{ASSESSMENTS, ENTRIES};

#[test]
fn a_workbook_is_read_like_the_csv() {
    let expected = Season::new().run(&["assess", "--format", "json"]).stdout;
    let mut season = Season::new();
    for table in ["participants", "entries", "assessments", "rounds", "deductions", "comments"] {
        season = season.in_workbook(&format!("demo/2026/{table}"));
    }
    assert_eq!(season.run(&["assess", "--format", "json"]).stdout, expected);
    season.check().passes();
}

#[test]
fn an_open_document_is_read_like_the_csv() {
    let expected = Season::new().run(&["assess", "--format", "json"]).stdout;
    let season = Season::new().remove(ASSESSMENTS);
    let season = season.fixture("demo/2026/assessments.ods", "assessments.ods");
    assert_eq!(season.run(&["assess", "--format", "json"]).stdout, expected);
    season.check().passes();
}

#[test]
fn a_fault_in_a_sheet() {
    Season::new()
        .replace(ENTRIES, "beta,shops", "beta,shop")
        .in_workbook("demo/2026/entries")
        .check()
        .fails(
            r#"
error: there is no stream `shop`
 --> data/demo/2026/entries.xlsx [Sheet1]:3
  |
3 | stream: shop
  |         ^^^^
  |
  = help: did you mean `shops`?

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn a_date_cell_outside_the_season() {
    Season::new()
        .replace(ASSESSMENTS, "2026-03-10", "2025-03-10")
        .in_workbook("demo/2026/assessments")
        .check()
        .fails(
            r#"
error: `2025-03-10` is outside the season
 --> data/demo/2026/assessments.xlsx [Sheet1]:4
  |
4 | date: 2025-03-10
  |       ^^^^^^^^^^
  |
  = help: the season assesses from 2026-03-01 to 2026-10-31

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn of_several_sheets_the_one_named_as_the_file_is_read() {
    let season = Season::new();
    let sheets = [("notes", "to do\ncall beta"), ("entries", &season.read(ENTRIES))];
    season.workbook("demo/2026/entries.xlsx", &sheets).remove(ENTRIES).check().passes();
}

#[test]
fn a_broken_workbook() {
    Season::new().remove(ENTRIES).write("demo/2026/entries.xlsx", "PK, or so").check().fails(
        r#"
error: not readable as a workbook
--> data/demo/2026/entries.xlsx
 = help: open it in a spreadsheet program, and save it again as XLSX or ODS

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_workbook_with_a_password() {
    Season::new()
        .remove(ENTRIES)
        .write("demo/2026/entries.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
        .check()
        .fails(
            r#"
error: not readable as a workbook
--> data/demo/2026/entries.xlsx
 = help: open it in a spreadsheet program, and save it as XLSX without a password

1 error, no warnings; nothing was written
"#,
        );
}

/// The season with its assessments in a folder: a CSV, and a workbook of two sheets and notes.
fn in_a_folder() -> Season {
    let season = Season::new();
    let text = season.read(ASSESSMENTS);
    let rows: Vec<_> = text.lines().collect();
    let first = [rows[0], rows[1]].join("\n");
    let (second, third) = ([rows[0], rows[2], rows[3]].join("\n"), rows[4..].join("\n"));
    let third = format!("{}\n{third}", rows[0]);
    let sheets = [("March", &*second), ("Notes", "to do\ncall beta"), ("Autumn", &*third)];
    season
        .remove(ASSESSMENTS)
        .write("demo/2026/assessments/counter.csv", first)
        .workbook("demo/2026/assessments/chat/all.xlsx", &sheets)
}

#[test]
fn assessments_in_several_files_and_sheets_are_read() {
    let expected = Season::new().run(&["assess", "--format", "json"]).stdout;
    let season = in_a_folder().write("demo/2026/assessments/chat/~$all.xlsx", "locked");
    assert_eq!(season.run(&["assess", "--format", "json"]).stdout, expected);
    season.check().passes();
}

#[test]
fn a_ref_there_twice_in_two_files() {
    let csv = "demo/2026/assessments/counter.csv";
    let season = in_a_folder();
    let text = season.read(csv).replace("V-1", "V-3");
    season.write(csv, text).check().fails(
        r#"
error: ref `V-3` is there twice
 --> data/demo/2026/assessments/counter.csv:2
  |
2 | ref: V-3
  |      ^^^
  |
  = help: take the row out, or give the assessment a ref of its own
  = note: it is already at data/demo/2026/assessments/chat/all.xlsx [March]:3

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_workbook_without_assessments() {
    let season = in_a_folder();
    let season = season.workbook("demo/2026/assessments/more.xlsx", &[("May", "Entrant,Round")]);
    season.check().fails(
        r#"
error: no sheet of the workbook has a column `entry`
--> data/demo/2026/assessments/more.xlsx
 = help: write the columns' names in the first row of each sheet to read

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_file_among_the_assessments_that_is_not_read() {
    let season = in_a_folder().write("demo/2026/assessments/march.tsv", "");
    season.check().warns(
        r#"
warning: the file `march.tsv` is not read
--> data/demo/2026/assessments/march.tsv
 = help: save it as .csv, .xlsx or .ods; if it is your own, begin its name with `#`

no errors, 1 warning
"#,
    );
}

#[test]
fn a_sheet_of_assessments_with_a_title_above_its_header() {
    let season = in_a_folder();
    let header = season.read("demo/2026/assessments/counter.csv");
    let sheets = [
        ("Notes", "what the columns mean\nentry: the participant's"),
        ("May", &*format!("May 2026\n{header}")),
    ];
    season.workbook("demo/2026/assessments/more.xlsx", &sheets).check().fails(
        r#"
error: row 1 is no header, and row 2 is one
 --> data/demo/2026/assessments/more.xlsx [May]:1
  |
1 | header: May 2026
  |         ^^^^^^^^
  |
  = help: take out what is above row 2: the header comes first

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_sheet_of_assessments_with_a_column_of_another_name() {
    let counter = in_a_folder().read("demo/2026/assessments/counter.csv");
    for wrong in ["Entry", "entrant"] {
        let other = counter.replacen("entry", wrong, 1).replace("V-", "W-");
        let sheets = [("March", counter.as_str()), ("April", other.as_str())];
        let season = in_a_folder().remove("demo/2026/assessments/counter.csv");
        let run = season.workbook("demo/2026/assessments/all.xlsx", &sheets).check();
        let error =
            "error: column `entry` is missing\n--> data/demo/2026/assessments/all.xlsx [April]\n";
        assert!(run.stderr.contains(error), "{}", run.stderr);
    }
}

#[test]
fn a_sheet_beside_those_of_assessments() {
    let counter = in_a_folder().read("demo/2026/assessments/counter.csv");
    let with = |name: &str| {
        let sheets = [
            ("March", counter.as_str()),
            (name, "參評單位,輪次,編號,日期,渠道,招呼,解答\n甲,一,A,2026-03-09,,90,90"),
        ];
        let season = in_a_folder().remove("demo/2026/assessments/counter.csv");
        season.workbook("demo/2026/assessments/all.xlsx", &sheets).check()
    };
    with("April").warns(
        r#"
warning: the sheet has no column of assessments and is not read
--> data/demo/2026/assessments/all.xlsx [April]
 = help: if it has assessments, write the columns' names in its first row; if not, begin the sheet's name with `#`

no errors, 1 warning
"#,
    );
    with("# April").passes();
}
