//! Faults in the address of the site and in the pages of certificates.

use crate::common::Season;
use crate::{CERTIFICATES, MARK};

const ADDRESS: &str = r#""https://clouds.example/awards""#;

/// The certification at another address, quoted.
fn at(address: &str) -> Season {
    Season::new().replace(MARK, ADDRESS, address)
}

/// The award on a site of its own address.
fn award_at(address: &str) -> Season {
    Season::new().rule(&format!("[site]\nbase_url = \"{address}\""))
}

#[test]
fn an_address_however_it_ends_is_no_fault() {
    at(r#""https://clouds.example/awards/""#).check().passes();
    for address in ["https://clouds.example/awards", "HTTPS://clouds.example/awards//"] {
        award_at(address).check().passes();
    }
}

#[test]
fn an_address_of_ones_own_machine() {
    at(r#""http://localhost:8000""#).check().warns(
        r#"
warning: whoever follows this address stays on a machine of their own
  --> data/mark/programme.toml:59:12
   |
59 | base_url = "http://localhost:8000"
   |            ^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: write where the site will stand: QR codes lead there

no errors, 1 warning
"#,
    );
}

#[test]
fn an_address_that_is_none() {
    for (address, reason) in [
        ("clouds.example/awards", "it does not begin with https:// or http://"),
        ("ftp://clouds.example", "it does not begin with https:// or http://"),
        ("https:///awards", "it names no host"),
        ("https://me@clouds.example", "it names a user, which would be printed"),
        (
            "https://clouds.example/?a=1",
            "it goes on with `?` or `#`, after which no page can be named",
        ),
        (
            "https://clouds.example/#top",
            "it goes on with `?` or `#`, after which no page can be named",
        ),
        (
            "https://clouds.example/awards/index.html",
            "it is that of a page: end it where the folder of the site does",
        ),
        ("https://clouds.example/a b", "it has a space or a backslash"),
    ] {
        let marks = "^".repeat(address.len() + 2);
        at(&format!("\"{address}\"")).check().fails(&format!(
            r#"
error: `{address}` is not the address of a site: {reason}
  --> data/mark/programme.toml:59:12
   |
59 | base_url = "{address}"
   |            {marks}
   |
   = help: write where the site begins, such as https://results.example/awards

1 error, no warnings; nothing was written
"#
        ));
    }
}

#[test]
fn an_address_that_is_no_text() {
    let expected = "error: `8000` is not a text / = help: put it in straight quotes: \"…\"";
    assert_eq!(at("8000").check().errors(), expected);
}

#[test]
fn a_key_of_the_site_that_is_not_known() {
    let said = Season::new().replace(MARK, "base_url", "base_uri").check().errors();
    let expected = "error: the key `base_uri` is not known here / = help: did you mean `base_url`?";
    assert_eq!(said, expected);
}

#[test]
fn two_addresses_of_one_site() {
    award_at("https://clouds.example").check().fails(
        r#"
error: programmes `demo` and `mark` are on one site, but at `https://clouds.example` and `https://clouds.example/awards`
  --> data/mark/programme.toml:59:12
   |
59 | base_url = "https://clouds.example/awards"
   |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: write the same `base_url` in both, or keep them in two folders of data

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn programmes_whose_site_has_no_address() {
    Season::new().replace(MARK, &format!("[site]\nbase_url = {ADDRESS}\n"), "").check().warns(
        r#"
warning: certificates have no QR code, for the site has no address
 --> data/mark/programme.toml:4:8
  |
4 | kind = "certification"
  |        ^^^^^^^^^^^^^^^
  |
  = help: add `[site]` with `base_url = "https://results.example/awards"`, where the site will stand

warning: the site has no feed and no sitemap, for it has no address
 --> data/demo/programme.toml:4:8
  |
4 | kind = "award"
  |        ^^^^^^^
  |
  = help: add `[site]` with `base_url = "https://results.example/awards"`, where the site will stand

no errors, 2 warnings
"#,
    );
}

#[test]
fn a_certification_that_publishes_no_certificate_needs_no_address() {
    let season = award_at("https://clouds.example/awards");
    let season = season.replace(MARK, &format!("[site]\nbase_url = {ADDRESS}\n"), "");
    season.replace(MARK, r#"site = "certified""#, r#"site = "leaders""#).check().passes();
}

/// A second certificate of `m1`, of the day after the first one's end.
fn with_number(number: &str) -> Season {
    let season = Season::new();
    let rows = season.read(CERTIFICATES) + &format!("m1,{number},2027-03-01,,,,\n");
    season.write(CERTIFICATES, rows)
}

#[test]
fn two_numbers_that_differ_by_case_alone() {
    with_number("Mark-1").check().fails(
        r#"
error: certificates `MARK-1` and `Mark-1` would have one verification page
 --> data/mark/2026/certificates.csv:3
  |
3 | number: Mark-1
  |         ^^^^^^
  |
  = help: give this one another number: upper and lower case are one there

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn two_numbers_that_differ_by_a_sign_alone() {
    with_number("MARK/1").check().passes();
    with_number("MARK 1").check().passes();
    with_number("MARK-1-").check().passes();
}
