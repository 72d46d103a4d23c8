//! Faults in certificates.

use crate::CERTIFICATES;
use crate::common::Season;

const ENTRIES: &str = "mark/2026/entries.csv";

/// The certification in which `m1` has another status.
fn with_status(status: &str) -> Season {
    Season::new().replace(ENTRIES, "sector,size", "sector,size,status").replace(
        ENTRIES,
        "lodging,2",
        &format!("lodging,2,{status}"),
    )
}

#[test]
fn a_certificate_number_there_twice() {
    let season = Season::new();
    let text = season.read(CERTIFICATES) + "m1,MARK-1,2026-04-01,,,,\n";
    season.write(CERTIFICATES, text).check().fails(
        r#"
error: certificate `MARK-1` is there twice
 --> data/mark/2026/certificates.csv:3
  |
3 | number: MARK-1
  |         ^^^^^^
  |
  = help: it is already in row 2; numbers are unique

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_certificate_without_pass() {
    Season::new().replace(CERTIFICATES, "m1", "m2").check().fails(
        r#"
error: entry `m2` has a certificate but did not pass
 --> data/mark/2026/certificates.csv:2
  |
2 | number: MARK-1
  |         ^^^^^^
  |
  = help: take the row out; a certificate needs an overall of 80

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_certificate_revoked_without_reason() {
    Season::new().replace(CERTIFICATES, "breakfast,,", "breakfast,2026-05-01,").check().fails(
        r#"
error: the certificate is revoked without a reason
 --> data/mark/2026/certificates.csv:2
  |
2 | revoked_on: 2026-05-01
  |             ^^^^^^^^^^
  |
  = help: say why in each language, in the columns that begin with `reason_`

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_reason_without_revocation() {
    Season::new().replace(CERTIFICATES, "breakfast,,,", "breakfast,,蟲患,Bugs").check().fails(
        r#"
error: a reason is given, but no day of revocation
 --> data/mark/2026/certificates.csv:2
  |
2 | revoked_on:
  | ^^^^^^^^^^^
  |
  = help: write the day it was revoked, or empty the reason

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_certificate_revoked_before_it_is_recognised() {
    Season::new()
        .replace(CERTIFICATES, "breakfast,,,", "breakfast,2026-02-01,蟲患,Bugs")
        .check()
        .fails(
            r#"
error: the certificate is revoked before it is recognised
 --> data/mark/2026/certificates.csv:2
  |
2 | revoked_on: 2026-02-01
  |             ^^^^^^^^^^
  |
  = help: correct one of the two dates

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn an_unknown_extra() {
    Season::new().replace(CERTIFICATES, "breakfast", "breakfst").check().fails(
        r#"
error: there is no extra `breakfst`
 --> data/mark/2026/certificates.csv:2
  |
2 | extras: breakfst
  |         ^^^^^^^^
  |
  = help: did you mean `breakfast`?

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn certificates_of_an_award() {
    Season::new()
        .write("demo/2026/certificates.csv", "entry,number,recognised_on\n")
        .check()
        .warns(
            r#"
warning: an award has no certificates of its own, so the table is not read
--> data/demo/2026/certificates.csv
 = help: take the file away, or make the programme a `certification`

no errors, 1 warning
"#,
        );
}

#[test]
fn a_disqualified_entry_with_its_certificate() {
    with_status("disqualified").check().fails(
        r#"
error: entry `m1` is disqualified but keeps its certificate
 --> data/mark/2026/certificates.csv:2
  |
2 | number: MARK-1
  |         ^^^^^^
  |
  = help: write the day it was revoked in `revoked_on`, and why

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_validity_beyond_the_calendar() {
    Season::new()
        .replace("mark/programme.toml", "validity_months = 12", "validity_months = 300000")
        .check()
        .fails(
            r#"
error: `validity_months` is 300000
  --> data/mark/programme.toml:50:19
   |
50 | validity_months = 300000
   |                   ^^^^^^
   |
   = help: write a number from 1 to 1200

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn a_certificate_number_in_no_font() {
    Season::new().replace(CERTIFICATES, "MARK-1", "MARK-爲").check().fails(
        r#"
error: no sans font has the character `爲` (U+7232)
 --> data/mark/2026/certificates.csv:2
  |
2 | number: MARK-爲
  |              ^^
  |
  = help: write `為`, its form in Hong Kong

1 error, no warnings; nothing was written
"#,
    );
}

/// The season with a second certificate of `m1`.
fn renewed(row: &str) -> Season {
    let season = Season::new();
    let text = season.read(CERTIFICATES) + row + "\n";
    season.write(CERTIFICATES, text)
}

#[test]
fn a_renewal_that_loses_nothing_or_little() {
    for day in ["2027-03-02", "2027-03-01", "2027-02-28", "2026-12-30"] {
        renewed(&format!("m1,MARK-2,{day},,,,")).check().passes();
    }
}

#[test]
fn a_renewal_that_loses_months() {
    renewed("m1,MARK-2,2026-12-29,,,,").check().warns(
        r#"
warning: entry `m1` loses 62 days of certificate `MARK-1`
 --> data/mark/2026/certificates.csv:3
  |
3 | recognised_on: 2026-12-29
  |                ^^^^^^^^^^
  |
  = help: `MARK-1` in row 2 is valid until 2027-02-28; a renewal from 2027-03-01 on continues it without a gap

no errors, 1 warning
"#,
    );
}

#[test]
fn two_certificates_from_one_day_on() {
    renewed("m1,MARK-2,2026-03-01,,,,").check().warns(
        r#"
warning: entry `m1` has two certificates from 2026-03-01 on
 --> data/mark/2026/certificates.csv:3
  |
3 | recognised_on: 2026-03-01
  |                ^^^^^^^^^^
  |
  = help: take one out: `MARK-1` in row 2 is the other, and does not count

no errors, 1 warning
"#,
    );
}

#[test]
fn a_certificate_after_a_revoked_one_loses_nothing() {
    let season = renewed("m1,MARK-2,2026-06-01,,,,");
    season.replace(CERTIFICATES, "breakfast,,,", "breakfast,2026-05-01,蟲患,Bugs").check().passes();
}

/// The certification with a season of 2027 as well, its certificates as given. Last season's
/// results are closed, and `m1` is not assessed again.
fn next_season(certificates: &str) -> Season {
    let history = "season,entry,stream,group,overall,tier\n2026,m1,inns,S,89.2,certified\n2026,m2,inns,S,73.0,\n";
    let mut season = Season::new().write("mark/history.csv", history);
    for file in ["season.toml", "participants.csv", "entries.csv"] {
        let text = season.read(&format!("mark/2026/{file}")).replace("2026", "2027");
        season = season.write(&format!("mark/2027/{file}"), text);
    }
    let marks = "entry,round,ref,date,welcome,linen\nm2,once,M-2,2027-02-04,90,90\n";
    let header = "entry,number,recognised_on,extras,revoked_on,reason_zh,reason_en\n";
    season
        .write("mark/2027/assessments.csv", marks)
        .write("mark/2027/certificates.csv", format!("{header}{certificates}"))
}

const THREE: &str = "\
demo 2026: 3 participants, 4 entries, 5 assessments
mark 2026: 2 participants, 2 entries, 2 assessments
mark 2027: 2 participants, 2 entries, 1 assessment
";

#[test]
fn a_certificate_carried_over_and_renewed_on_last_seasons_pass() {
    let rows = "m1,MARK-1,2026-03-01,breakfast,,,\nm1,MARK-2,2027-03-01,,,,\n";
    next_season(rows).check().counting(THREE).passes();
}

#[test]
fn a_renewal_after_a_gap_needs_this_seasons_pass() {
    let rows = "m1,MARK-1,2026-03-01,breakfast,,,\nm1,MARK-2,2027-03-02,,,,\n";
    next_season(rows).check().fails(
        r#"
error: entry `m1` has a certificate but no overall result
 --> data/mark/2027/certificates.csv:3
  |
3 | number: MARK-2
  |         ^^^^^^
  |
  = help: take the row out; a certificate needs an overall of 80

1 error, no warnings; nothing was written
"#,
    );
}

/// `MARK-1` recognised after 2027 has begun, for an assessment of 2026, and so in both tables.
fn recognised_late() -> Season {
    let late = "m1,MARK-1,2027-01-15,breakfast,,,\n";
    next_season(late).replace(CERTIFICATES, "2026-03-01", "2027-01-15")
}

#[test]
fn a_certificate_carried_over_needs_no_pass_of_the_later_season() {
    recognised_late().check().counting(THREE).passes();
}

const SEASON_ALONE: [&str; 5] = ["check", "--programme", "mark", "--season", "2027"];

#[test]
fn a_certificate_that_may_be_carried_over_from_a_season_not_read() {
    let count = "mark 2027: 2 participants, 2 entries, 1 assessment\n";
    recognised_late().run(&SEASON_ALONE).counting(count).warns(
        r#"
warning: entry `m1` has a certificate but no overall result
 --> data/mark/2027/certificates.csv:2
  |
2 | number: MARK-1
  |         ^^^^^^
  |
  = help: if it is carried over from season 2026, leave out --season: read alone, this season bills its extras again

no errors, 1 warning
"#,
    );
}

#[test]
fn a_certificate_of_an_entry_that_was_assessed_and_did_not_pass() {
    let season = recognised_late().replace("mark/2027/assessments.csv", "m2", "m1");
    season.replace("mark/2027/assessments.csv", "90,90", "70,70").run(&SEASON_ALONE).fails(
        r#"
error: entry `m1` has a certificate but did not pass
 --> data/mark/2027/certificates.csv:2
  |
2 | number: MARK-1
  |         ^^^^^^
  |
  = help: take the row out; a certificate needs an overall of 80

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_certificate_that_last_season_does_not_have() {
    let season = recognised_late().replace(CERTIFICATES, "m1,MARK-1,2027-01-15,breakfast,,,\n", "");
    season.check().fails(
        r#"
error: entry `m1` has a certificate but no overall result
 --> data/mark/2027/certificates.csv:2
  |
2 | number: MARK-1
  |         ^^^^^^
  |
  = help: take the row out; a certificate needs an overall of 80

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_number_of_another_season() {
    next_season("m2,MARK-1,2027-03-01,,,,\n").check().fails(
        r#"
error: certificate `MARK-1` is another one in `data/mark/2026/certificates.csv:2`
 --> data/mark/2027/certificates.csv:2
  |
2 | number: MARK-1
  |         ^^^^^^
  |
  = help: give each certificate a number of its own; one that is carried over keeps its entry and its day

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_certificate_carried_over_with_another_day() {
    next_season("m1,MARK-1,2026-03-02,breakfast,,,\n").check().fails(
        r#"
error: certificate `MARK-1` is another one in `data/mark/2026/certificates.csv:2`
 --> data/mark/2027/certificates.csv:2
  |
2 | number: MARK-1
  |         ^^^^^^
  |
  = help: give each certificate a number of its own; one that is carried over keeps its entry and its day

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_certificate_revoked_in_one_season_alone() {
    next_season("m1,MARK-1,2026-03-01,breakfast,2026-11-01,蟲患,Bugs\n").check().fails(
        r#"
error: certificate `MARK-1` has other extras or another revocation in `data/mark/2026/certificates.csv:2`
 --> data/mark/2027/certificates.csv:2
  |
2 | number: MARK-1
  |         ^^^^^^
  |
  = help: let both rows say the same

1 error, no warnings; nothing was written
"#,
    );
}

const MARK: &str = "mark/programme.toml";

#[test]
fn an_extra_that_has_no_fee_for_the_size() {
    let fees = "fees = [{ max = 1, member = 10, non_member = 20 }, { min = 3, member = 15, non_member = 30 }]";
    Season::new().replace(MARK, "fees = [{ member = 10, non_member = 20 }]", fees).check().fails(
        r#"
error: extra `breakfast` has no fee for the size `2`
 --> data/mark/2026/certificates.csv:2
  |
2 | extras: breakfast
  |         ^^^^^^^^^
  |
  = help: a fee ends at 1 and a fee begins at 3; correct the size in entries, or `fees` of the extra

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn an_extra_of_an_entry_without_size() {
    let entries = "entry,participant,stream,mode,sector,size,group\nm1,lune,inns,visit,lodging,,S\n\
                   m2,vent,inns,visit,lodging,1,\n";
    let fees = "fees = [{ max = 9, member = 10, non_member = 20 }]";
    Season::new()
        .write(ENTRIES, entries)
        .replace(MARK, "fees = [{ member = 10, non_member = 20 }]", fees)
        .check()
        .fails(
            r#"
error: extra `breakfast` costs by size, and entry `m1` has none
 --> data/mark/2026/certificates.csv:2
  |
2 | extras: breakfast
  |         ^^^^^^^^^
  |
  = help: write the size of the entry in entries

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn an_extra_of_an_earlier_season_needs_no_fee_in_this_one() {
    let fees = "fees = [{ min = 3, member = 15, non_member = 30 }]";
    Season::new()
        .replace(MARK, "fees = [{ member = 10, non_member = 20 }]", fees)
        .replace(CERTIFICATES, "2026-03-01", "2025-12-30")
        .check()
        .passes();
}

#[test]
fn an_artefact_that_is_none() {
    let text = "artefacts = [\"certificate\", \"e-logos\"]\nexpiring_days";
    let said = Season::new().replace(MARK, "expiring_days", text).check().stderr;
    assert!(said.starts_with("error: `e-logos` is not known here\n"), "{said}");
    let help = "help: did you mean `e-logo`? there are `certificate`, `window-decal`, `e-logo`\n";
    assert!(said.contains(help), "{said}");
}

#[test]
fn an_entry_that_withdrew_but_keeps_its_certificate() {
    for day in ["2026-03-31", "2026-12-15"] {
        let said = with_status("withdrawn").run_on(day, &["check"]).stderr;
        let message = "error: entry `m1` is withdrawn but keeps its certificate\n";
        assert!(said.starts_with(message), "{said}");
        assert!(said.contains("leave it active until its certificate ends\n"), "{said}");
    }
    let said = with_status("withdrawn").run_on("2028-01-01", &["check"]).stderr;
    assert!(!said.contains("keeps its certificate"), "it has run out");
}
