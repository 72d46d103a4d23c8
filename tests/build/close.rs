//! `plaudit close`: a season's official results become past results, and nothing is ever lost.

mod rows;

use std::fs;
use std::process::Output;

use crate::run::{Files, Place, files, text};

/// After the small award's results are announced, and after the certification's assessments.
const AFTER: &str = "2027-01-04";
const HISTORY: &str = "demo/history.csv";
const ENTRIES: &str = "demo/2026/entries.csv";
const ROUNDS: &str = "demo/2026/rounds.csv";

const OLD: &str = "\
season,entry,stream,group,overall,tier
2024,e1,shops,A,88.4,silver
2025,e1,shops,A,90.2,gold
2025,e2,shops,B,79.5,
";
const NEW: &str = "\
2026,e1,shops,A,92.4,gold
2026,e2,shops,B,82.5,silver
2026,e3,online,A,89.9,silver
";

impl Place {
    fn close(&self, more: &[&str]) -> Output {
        let command = ["close", "--programme", "demo", "--season", "2026"];
        self.plaudit_on(AFTER, &[&command, more].concat())
    }

    fn read(&self, file: &str) -> String {
        text(&fs::read(self.path("data").join(file)).expect("readable"))
    }

    fn write(self, file: &str, content: impl AsRef<[u8]>) -> Self {
        fs::write(self.path("data").join(file), content).expect("writable");
        self
    }

    fn replace(self, file: &str, from: &str, to: &str) -> Self {
        let text = self.read(file);
        assert!(text.contains(from), "`{from}` is in {file}");
        self.write(file, text.replacen(from, to, 1))
    }

    fn data(&self) -> Files {
        files(&self.path("data"))
    }
}

/// The run ended well and printed this, without a warning.
#[track_caller]
fn done(output: &Output, stdout: &str) {
    assert_eq!(text(&output.stderr), "");
    assert_eq!(text(&output.stdout), stdout);
    assert_eq!(output.status.code(), Some(0));
}

/// The run ended with errors, and with these words.
#[track_caller]
fn refused(output: &Output, stderr: &str) {
    assert_eq!(text(&output.stderr), stderr);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn every_active_entry_becomes_a_past_result() {
    let place = Place::small();
    done(
        &place.close(&[]),
        "added 3 rows of 2026 in `data/demo/history.csv`; as it was, it is kept as \
         `data/demo/#history-before-2026.csv`\n",
    );
    // The withdrawn e4 has no row.
    assert_eq!(place.read(HISTORY), format!("{OLD}{NEW}"));
    assert_eq!(place.read("demo/#history-before-2026.csv"), OLD);
    // The copy is the secretariat's own file for all other commands.
    let check = place.plaudit_on(AFTER, &["check"]);
    assert_eq!(text(&check.stderr), "no errors, no warnings\n");
}

#[test]
fn a_season_closed_twice_is_closed_once() {
    let place = Place::small();
    done(&place.close(&[]), &text(&Place::small().close(&[]).stdout));
    let before = place.data();
    let already = "`data/demo/history.csv` has the 3 rows of 2026 already; nothing was written\n";
    done(&place.close(&[]), already);
    done(&place.close(&["--replace"]), already);
    assert_eq!(place.data(), before);
}

#[test]
fn a_dry_run_prints_the_rows_and_writes_nothing() {
    let place = Place::small();
    let before = place.data();
    let output = place.close(&["--dry-run"]);
    assert_eq!(text(&output.stdout), format!("season,entry,stream,group,overall,tier\n{NEW}"));
    assert_eq!(
        text(&output.stderr),
        "dry run: 3 rows would be added to `data/demo/history.csv`; nothing was written\n"
    );
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(place.data(), before);
}

#[test]
fn a_programme_without_history_gets_one() {
    let place = Place::small();
    fs::remove_file(place.path("data/demo/history.csv")).expect("it was there");
    done(&place.close(&[]), "added 3 rows of 2026 in `data/demo/history.csv`\n");
    assert_eq!(place.read(HISTORY), format!("season,entry,stream,group,overall,tier\n{NEW}"));
    let names: Vec<_> = place.data().into_keys().filter(|name| name.contains("history")).collect();
    assert_eq!(names, ["demo/history.csv"]);
}

#[test]
fn a_new_file_beyond_ascii_opens_right_in_a_spreadsheet() {
    let place = Place::small().replace("demo/programme.toml", "{ id = \"A\"", "{ id = \"甲\"");
    fs::remove_file(place.path("data/demo/history.csv")).expect("it was there");
    let output = place.close(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(place.read(HISTORY).starts_with("\u{feff}season,entry"), "{}", place.read(HISTORY));
    assert!(place.read(HISTORY).contains("2026,e1,shops,甲,92.4,gold\n"));
    done(
        &place.close(&[]),
        "`data/demo/history.csv` has the 3 rows of 2026 already; nothing was written\n",
    );
}

#[test]
fn of_several_seasons_none_is_chosen() {
    let place = Place::small();
    let before = place.data();
    let output = place.plaudit_on(AFTER, &["close"]);
    assert_eq!(
        text(&output.stderr),
        "error: one season is closed at a time; write one of
  --programme demo --season 2026
  --programme mark --season 2026

Usage: plaudit [OPTIONS] <COMMAND>

For more information, try '--help'.
"
    );
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(place.data(), before);
}

#[test]
fn a_certification_is_closed_with_the_tier_of_who_passed() {
    let place = Place::small();
    let output = place.plaudit_on(AFTER, &["close", "--programme", "mark"]);
    done(&output, "added 2 rows of 2026 in `data/mark/history.csv`\n");
    let rows = "2026,m1,inns,S,89.2,certified\n2026,m2,inns,S,73.0,\n";
    assert_eq!(
        place.read("mark/history.csv"),
        format!("season,entry,stream,group,overall,tier\n{rows}")
    );
}

#[test]
fn not_while_a_score_is_missing() {
    let place = Place::small()
        .replace("demo/2026/assessments.csv", "e2,autumn,V-4,2026-09-08,counter,,86,84,80,,\n", "")
        .replace(ROUNDS, "e3,spring,88.2\ne3,autumn,91\n", "");
    let before = place.data();
    refused(
        &place.close(&[]),
        "\
warning: 3 rounds have no score, though assessment has ended
--> data/demo/2026/assessments.csv
 = help: e2 autumn, e3 spring, e3 autumn

error: 1 active entry has no score in round `spring`
--> data/demo/2026/entries.csv
 = help: give each its score, or withdraw it: e3

error: 2 active entries have no score in round `autumn`
--> data/demo/2026/entries.csv
 = help: give each its score, or withdraw it: e2, e3

2 errors, 1 warning; nothing was written
",
    );
    assert_eq!(place.data(), before);
}

#[test]
fn not_while_the_data_have_an_error() {
    let place = Place::small().replace(ENTRIES, "e2,beta", "e2,betta");
    let before = place.data();
    let output = place.close(&[]);
    assert!(text(&output.stderr).starts_with("error: there is no participant `betta`\n"));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(place.data(), before);
}

#[test]
fn a_season_of_which_everybody_left_has_no_rows() {
    let place = Place::small();
    let entries = place.read(ENTRIES).replace(",active\n", ",withdrawn\n");
    let place = place.write(ENTRIES, entries);
    let before = place.data();
    done(&place.close(&[]), "no active entry of 2026 has an overall; nothing was written\n");
    assert_eq!(place.data(), before);
}

#[test]
fn early_is_worth_a_warning() {
    let place = Place::small();
    let command = ["close", "--programme", "demo"];
    let output = place.plaudit_on("2026-10-31", &command);
    assert_eq!(
        text(&output.stderr),
        "\
warning: season 2026 is closed before its assessments end on 2026-10-31
 = help: if a result changes after that, close it again with --replace

warning: season 2026 is closed before its results are announced on 2026-12-01
 = help: if a result changes after that, close it again with --replace

"
    );
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(place.read(HISTORY), format!("{OLD}{NEW}"));
}

/// Closed, and then: e1's autumn deduction is lifted, e3 is withdrawn, and e2 has lost its row.
fn corrected() -> Place {
    let place = Place::small();
    assert_eq!(place.close(&[]).status.code(), Some(0));
    place
        .replace(
            "demo/2026/deductions.csv",
            "e1,,autumn,0.5,無人應門,Nobody came to the door\n",
            "",
        )
        .replace(ENTRIES, "kites,,A,,active", "kites,,A,,withdrawn")
        .replace(HISTORY, "2026,e2,shops,B,82.5,silver\n", "")
}

const DIFFERENCES: &str = "\
`e1` has another result of 2026 in history
 --> data/demo/history.csv:5
  |
5 | overall: 92.4
  |          ^^^^
  |
  = help: the results say overall `92.7`
`e2` has no result of 2026 in history
--> data/demo/history.csv
 = help: the results say overall `82.5`
`e3` has a result of 2026 in history alone
 --> data/demo/history.csv:6
  |
6 | entry: e3
  |        ^^
  |
  = help: the season has no active entry of this id with an overall
";

const CHANGED: &str = "\
warning: history and the results of 2026 are not the same
--> data/demo/history.csv
 = help: they differ for `e1`, `e2`, `e3`; `plaudit close --programme demo --season 2026 --dry-run` shows how, and with --replace in place of --dry-run it puts history right

";

/// The differences as problems of a severity.
fn differences(severity: &str) -> String {
    let lines = DIFFERENCES.lines().enumerate();
    let line = |(at, line): (usize, &str)| match line.starts_with('`') {
        true => format!("{}{severity}: {line}\n", if at == 0 { "" } else { "\n" }),
        false => format!("{line}\n"),
    };
    lines.map(line).collect::<String>() + "\n"
}

#[test]
fn a_closed_season_with_other_results_is_shown_and_kept() {
    let place = corrected();
    let before = place.data();
    let verdict = "3 errors, 1 warning; nothing was written\n";
    refused(&place.close(&[]), &format!("{CHANGED}{}{verdict}", differences("error")));
    assert_eq!(place.data(), before);
    let check = place.plaudit_on(AFTER, &["check"]);
    assert_eq!(text(&check.stderr), format!("{CHANGED}no errors, 1 warning\n"));
}

#[test]
fn only_the_season_is_replaced_when_asked_for() {
    let place = corrected();
    let before = place.data();
    let dry = place.close(&["--replace", "--dry-run"]);
    let rows = "2026,e1,shops,A,92.7,gold\n2026,e2,shops,B,82.5,silver\n";
    assert_eq!(text(&dry.stdout), format!("season,entry,stream,group,overall,tier\n{rows}"));
    let would = "dry run: 1 row would be added, 1 row would be replaced, 1 row would be taken out \
                 in `data/demo/history.csv`; nothing was written\n";
    assert_eq!(text(&dry.stderr), format!("{CHANGED}{}{would}", differences("warning")));
    assert_eq!(place.data(), before);
    let output = place.close(&["--replace"]);
    assert_eq!(text(&output.stderr), format!("{CHANGED}{}", differences("warning")));
    assert_eq!(
        text(&output.stdout),
        "added 1 row, replaced 1 row, took out 1 row of 2026 in `data/demo/history.csv`; as it \
         was, it is kept as `data/demo/#history-before-2026-2.csv`\n"
    );
    assert_eq!(place.read(HISTORY), format!("{OLD}{rows}"));
    // Both earlier files are kept.
    assert_eq!(place.read("demo/#history-before-2026.csv"), OLD);
    let closed_first = before["demo/history.csv"].clone();
    assert_eq!(place.read("demo/#history-before-2026-2.csv"), text(&closed_first));
}

#[test]
fn rows_are_added_in_the_files_own_way() {
    // Another order of columns, one of the secretariat's own with a line break and a semicolon
    // within, a blank line, a later season, a row of blanks, and no line end.
    let old = "tier;#note;season;entry;overall;group;stream\r\n\
               silver;\"two\r\nlines; \"\"so\"\"\";2024;e1;88.4;A;shops\r\n\r\n\
               gold;;2025;e1;90.2;A;shops\r\n;;;;;;";
    let rows = "gold;;2026;e1;92.4;A;shops\r\nsilver;;2026;e2;82.5;B;shops\r\n\
                silver;;2026;e3;89.9;A;online\r\n";
    let new = old.replacen("\r\n;;;;;;", &format!("\r\n{rows};;;;;;"), 1);
    let wide = |text: &str, order: fn(u16) -> [u8; 2]| {
        let text = format!("\u{feff}{}", text.replace(';', "\t"));
        text.encode_utf16().flat_map(order).collect::<Vec<_>>()
    };
    for (before, after) in [
        (old.as_bytes().to_vec(), new.as_bytes().to_vec()),
        (format!("\u{feff}{old}").into_bytes(), format!("\u{feff}{new}").into_bytes()),
        (wide(old, u16::to_le_bytes), wide(&new, u16::to_le_bytes)),
        (wide(old, u16::to_be_bytes), wide(&new, u16::to_be_bytes)),
    ] {
        let place = Place::small().write(HISTORY, &before);
        let output = place.close(&[]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert_eq!(
            place.data()[HISTORY],
            after,
            "{}",
            String::from_utf8_lossy(&place.data()[HISTORY])
        );
        assert_eq!(place.data()["demo/#history-before-2026.csv"], before);
        done(
            &place.close(&[]),
            "`data/demo/history.csv` has the 3 rows of 2026 already; nothing was written\n",
        );
    }
}

#[test]
fn a_replaced_row_keeps_the_secretariats_own_cells() {
    let history = "season,entry,#seen by,stream,group,overall,tier\n\
                   2026,e2,\"Fong, P.\",shops,B,82.5,silver\n\
                   2026,e1,Ng,shops,A,91,gold\n\
                   2025,e1,Au,shops,A,90.20,gold\n";
    let place = Place::small().write(HISTORY, history);
    assert_eq!(place.close(&["--replace"]).status.code(), Some(0));
    let expected = history.replace("A,91,", "A,92.4,");
    let expected = expected.replace("2025,e1", "2026,e3,,online,A,89.9,silver\n2025,e1");
    assert_eq!(place.read(HISTORY), expected);
}

#[test]
fn big5_stays_big5_byte_for_byte() {
    // A note with a character of HKSCS, which a decoder reads and an encoder cannot write.
    let mut before =
        b"season,entry,stream,group,overall,tier,#note\n2025,e1,shops,A,90.2,gold,".to_vec();
    before.extend(b"\x8f\xc0\x9d\xf2\n");
    let place = Place::small()
        .replace("demo/2026/season.toml", "year = 2026", "year = 2026\nencoding = \"big5-hkscs\"")
        .write(HISTORY, &before);
    for table in ["entries", "participants", "comments", "deductions", "assessments"] {
        let file = format!("data/demo/2026/{table}.csv");
        let bytes = encoding_rs::BIG5
            .encode(&text(&fs::read(place.path(&file)).expect("there")))
            .0
            .into_owned();
        fs::write(place.path(&file), bytes).expect("writable");
    }
    let output = place.close(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    before.extend(NEW.lines().flat_map(|row| format!("{row},\n").into_bytes()));
    assert_eq!(place.data()[HISTORY], before);
}

#[test]
fn what_big5_cannot_write_is_printed() {
    let rules = "encoding = \"big5-hkscs\"";
    let place = Place::small()
        .replace("demo/2026/season.toml", "year = 2026", &format!("year = 2026\n{rules}"))
        .replace("demo/programme.toml", "{ id = \"A\"", "{ id = \"𨋢\"");
    for table in ["participants", "comments", "deductions", "assessments"] {
        let file = format!("demo/2026/{table}.csv");
        let marked = format!("\u{feff}{}", place.read(&file));
        fs::write(place.path("data").join(file), marked).expect("writable");
    }
    let before = place.data();
    let output = place.close(&[]);
    let stderr = text(&output.stderr);
    let error = "\
error: `𨋢` cannot be written in Big5
--> data/demo/history.csv
 = help: save the file as CSV UTF-8 and close again, or paste the rows that are printed below it

1 error, no warnings; nothing was written
";
    assert!(stderr.ends_with(error), "{stderr}");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), NEW.replacen(",A,", ",𨋢,", 1));
    assert_eq!(place.data(), before);
}

#[test]
fn a_file_that_was_changed_meanwhile_is_left_alone() {
    let place = Place::small();
    let path = place.path("data/demo/history.csv");
    let before = place.data();
    for read in [Some("season,entry\n".as_bytes()), None] {
        let error = plaudit::write::replace_keeping(&path, read, b"new", "copy");
        let error = error.expect_err("the file holds something else").to_string();
        let why = "it was changed meanwhile; run the command again";
        assert_eq!(error, format!("cannot write `{}`: {why}", path.display()));
    }
    assert_eq!(place.data(), before);
}

#[test]
fn a_workbook_is_not_written_to() {
    let place = Place::small();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, line) in (0..).zip(OLD.lines()) {
        for (column, cell) in (0..).zip(line.split(',').rev()) {
            sheet.write_string(row, column, cell).expect("within the sheet");
        }
    }
    fs::remove_file(place.path("data/demo/history.csv")).expect("it was there");
    let place = place.write("demo/history.xlsx", workbook.save_to_buffer().expect("in memory"));
    let before = place.data();
    let output = place.close(&[]);
    refused(
        &output,
        "\
error: a workbook is not written to
--> data/demo/history.xlsx
 = help: paste the rows that are printed below it, in the order of its columns; or save its sheet as `history.csv`, take the workbook away and close again

1 error, no warnings; nothing was written
",
    );
    let cells = |row: &str| row.split(',').rev().collect::<Vec<_>>().join("\t") + "\n";
    assert_eq!(text(&output.stdout), NEW.lines().map(cells).collect::<String>());
    assert_eq!(place.data(), before);
}

#[cfg(unix)]
#[test]
fn the_file_keeps_its_permissions_and_its_link() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let place = Place::small();
    let (link, real) = (place.path("data/demo/history.csv"), place.path("data/#kept.csv"));
    fs::rename(&link, &real).expect("moved");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("ours");
    symlink(&real, &link).expect("linked");
    assert_eq!(place.close(&[]).status.code(), Some(0));
    assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
    assert_eq!(text(&fs::read(&real).expect("there")), format!("{OLD}{NEW}"));
    for file in [real, place.path("data/demo/#history-before-2026.csv")] {
        let mode = fs::metadata(&file).expect("there").permissions().mode() & 0o777;
        assert_eq!(mode, 0o640, "{}", file.display());
    }
}

#[test]
fn a_file_that_is_read_only_is_left_alone() {
    let place = Place::small();
    let path = place.path("data/demo/history.csv");
    let mut permissions = fs::metadata(&path).expect("there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("ours");
    let before = place.data();
    let output = place.close(&[]);
    assert_eq!(
        text(&output.stderr),
        "error: cannot write `data/demo/history.csv`: permission denied\n"
    );
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(place.data(), before);
}

/// What `assess` says of an entry of a season: `streak`, and the most improved.
fn assessed(place: &Place, season: &str) -> (String, String) {
    let command = ["assess", "--format", "json", "--programme", "demo", "--season", season];
    let output = place.plaudit_on("2027-12-15", &command);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let improved = json["recognitions"].as_array().expect("recognitions").iter();
    let improved = improved.filter(|row| row["recognition"] == "most-improved");
    let improved = improved.map(|row| format!("{} {}", row["winners"], row["value"]));
    let streak = json["entries"][0]["streak"]["years"].to_string();
    (streak, improved.collect::<String>().replace('"', ""))
}

const NOT_CLOSED: &str = "\
warning: season 2026 is not in history, so streaks and improvements of 2027 do not count it
--> data/demo/history.csv
 = help: run `plaudit close --programme demo --season 2026`

no errors, 1 warning
";

#[test]
fn next_season_rests_on_what_was_closed() {
    let improved = "\n[[recognitions]]\nid = \"most-improved\"\nname = { zh = \"進步\", en = \"Improved\" }\n\
                    rule = \"improvement\"\nper = []\nsame = [\"stream\", \"group\"]\n";
    let place = Place::small();
    let rules = place.read("demo/programme.toml") + improved;
    let place = place.write("demo/programme.toml", rules);
    // In 2026, e1 is gold for the second year, and e2 rose from 79.5 to 82.5.
    let this_year = ("2".to_owned(), "[e2] 3.0".to_owned());
    assert_eq!(assessed(&place, "2026"), this_year);
    fs::create_dir(place.path("data/demo/2027")).expect("a new folder");
    let mut place = place;
    for table in [
        "season.toml",
        "participants.csv",
        "entries.csv",
        "assessments.csv",
        "rounds.csv",
        "deductions.csv",
    ] {
        let text = place.read(&format!("demo/2026/{table}")).replace("2026", "2027");
        place = place.write(&format!("demo/2027/{table}"), text.replace("91\n", "95\n"));
    }
    // Without 2026 there is a gap, and e2 is the only one with a past that is lower.
    assert_eq!(assessed(&place, "2027"), ("1".to_owned(), "[e2] 3.0".to_owned()));
    let check = |more: &[&str]| {
        let command = [&["check", "--programme", "demo"], more].concat();
        text(&place.plaudit_on("2027-12-15", &command).stderr)
    };
    let alone: &[_] = &["--season", "2027"];
    for season in [&[], alone] {
        assert_eq!(check(season), NOT_CLOSED);
    }
    assert_eq!(place.close(&[]).status.code(), Some(0));
    for season in [&[], alone] {
        assert_eq!(check(season), "no errors, no warnings\n");
    }
    // e3 rises from the closed 89.9 to 92.3, and e2 no more.
    assert_eq!(assessed(&place, "2027"), ("3".to_owned(), "[e3] 2.4".to_owned()));
    // The closed rows are no past of the season itself.
    assert_eq!(assessed(&place, "2026"), this_year);
}
