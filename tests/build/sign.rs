//! `plaudit sign` and `plaudit verify`: what is public is signed, the site publishes it, and whoever is shown it
//! can tell whether it holds.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Output;

use serde_json::Value;

use crate::run::{Place, TODAY, text};
use crate::signed::KEY;

/// The one certificate of the small certification begins on 1 March 2026.
const CREDENTIAL: &str = "output/site/mark/certificates/mark-1.json";
const ISSUER: &str = "output/site/mark/issuer.json";
const STATUS: &str = "output/site/mark/status.json";
const RECORD: &str = "data/mark/credentials.json";
const PUBLIC: &str = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";

#[track_caller]
fn done(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    text(&output.stdout)
}

/// The run ended with errors, of which the first says this.
#[track_caller]
fn refused(output: &Output, message: &str) {
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    let first = said.lines().find_map(|line| line.strip_prefix("error: "));
    assert_eq!(first, Some(message), "{said}");
}

impl Place {
    /// The small certification, signed as of today and built.
    fn signed_and_built() -> Self {
        let place = Self::small();
        done(&place.sign(TODAY, "mark", &[]));
        place.build(&["site"]);
        place
    }

    fn verify(&self, more: &[&str]) -> Output {
        self.plaudit(&[&["verify", CREDENTIAL], more].concat())
    }

    fn json(&self, file: &str) -> Value {
        serde_json::from_slice(&fs::read(self.path(file)).expect("there")).expect("JSON")
    }

    fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.path(file);
        let content = fs::read_to_string(&path).expect("readable");
        assert!(content.contains(from), "`{from}` is in {file}");
        fs::write(path, content.replacen(from, to, 1)).expect("writable");
    }
}

#[test]
fn what_is_signed_is_published_and_holds() {
    let place = Place::signed_and_built();
    let found = done(&place.verify(&["--issuer", ISSUER, "--status", STATUS]));
    let expected = format!(
        "`{CREDENTIAL}` holds: MARK-1, 雲上標誌 / Mark of the Clouds, 住宿 / Lodging\n  of       \
         月下旅舍 / Inn Under the Moon\n  by       雲上會 / Society Above the Clouds, {PUBLIC}\n  \
         signed   {TODAY}\n  in force from 2026-03-01 to 2027-02-28\n  revoked  no, by the list of \
         {TODAY}\n"
    );
    assert_eq!(found, expected);
    assert_eq!(done(&place.verify(&["--public-key", PUBLIC, "--status", STATUS])), expected);
    let list = done(&place.plaudit(&["verify", STATUS, "--issuer", ISSUER]));
    assert!(
        list.starts_with(&format!("`{STATUS}` holds: the list of what was revoked\n")),
        "{list}"
    );
    let page = fs::read_to_string(place.path("output/site/en/mark/certificates/mark-1/index.html"));
    let page = page.expect("readable");
    assert_eq!(page.matches("../../../../mark/certificates/mark-1.json").count(), 3, "{page}");
    // Nothing changed, so nothing is signed or built again, and elsewhere it is the same.
    let again = "1 credential in `data/mark/credentials.json`, all as they should be; nothing was written\n";
    assert_eq!(done(&place.sign("2026-11-22", "mark", &[])), again);
    let files = place.files();
    fs::rename(place.path("output"), place.path("before")).expect("ours");
    place.build(&["site"]);
    assert_eq!(place.files(), files);
}

#[test]
fn whoever_is_not_named_is_not_believed() {
    let place = Place::signed_and_built();
    let output = place.verify(&[]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    let message = "error: say whose signature you trust: save \
                   https://clouds.example/awards/mark/issuer.json and name it with `--issuer FILE`, \
                   or name a key with `--public-key KEY`";
    assert!(said.starts_with(message), "{said}");
    // Without the list, that is said.
    let output = place.verify(&["--issuer", ISSUER]);
    done(&output);
    assert!(text(&output.stderr).starts_with("warning: whether it was revoked was not looked up"));
}

#[test]
fn a_changed_byte_is_found() {
    let place = Place::signed_and_built();
    let with = ["--issuer", ISSUER, "--status", STATUS];
    place.edit(CREDENTIAL, "Inn Under the Moon", "Inn Under the Noon");
    refused(&place.verify(&with), "it was changed after it was signed");
    place.edit(CREDENTIAL, "Inn Under the Noon", "Inn Under the Moon");
    done(&place.verify(&with));
    place.edit(CREDENTIAL, "\"hashed\": false", "\"hashed\": true, \"hashed\": false");
    let output = place.verify(&with);
    let said = text(&output.stderr);
    let message = "error: the credential cannot be read in one way: it has `hashed` twice";
    assert!(output.status.code() == Some(1) && said.starts_with(message), "{said}");
    // A list in which a revocation was taken back.
    place.edit(CREDENTIAL, "\"hashed\": true, ", "");
    place.edit(STATUS, "H4sI", "H4sJ");
    let message = "the list of what was revoked does not hold: it was changed after it was signed";
    refused(&place.verify(&with), message);
}

#[test]
fn a_foreign_key_is_found() {
    let (place, other) = (Place::signed_and_built(), Place::small());
    done(&other.plaudit(&["sign", "--new-key", "own.key"]));
    done(&other.plaudit(&["sign", "--key", "own.key", "--programme", "mark"]));
    other.build(&["site"]);
    fs::copy(other.path(CREDENTIAL), place.path("forged.json")).expect("writable");
    let forged = place.plaudit(&["verify", "forged.json", "--issuer", ISSUER]);
    let method = other.json(CREDENTIAL)["proof"]["verificationMethod"].as_str().map(str::to_owned);
    let method = method.expect("an address");
    refused(&forged, &format!("it is signed with a key that is not the issuer's, `{method}`"));
    // With the address of the right one it is no better.
    let right = format!("https://clouds.example/awards/mark/issuer.json#{PUBLIC}");
    place.edit("forged.json", &method, &right);
    let forged = place.plaudit(&["verify", "forged.json", "--issuer", ISSUER]);
    refused(&forged, "it was changed after it was signed");
}

#[test]
fn a_term_that_is_over_is_found() {
    let place = Place::signed_and_built();
    let on = |day| {
        let command = ["verify", CREDENTIAL, "--issuer", ISSUER, "--status", STATUS];
        place.plaudit_on(day, &command)
    };
    done(&on("2027-02-28"));
    refused(&on("2027-03-01"), "it expired on 2027-02-28");
    refused(&on("2026-02-28"), "it is in force from 2026-03-01 on, and not yet");
}

#[test]
fn what_is_revoked_is_found_once_the_list_says_so() {
    let place = Place::signed_and_built();
    place.edit("data/mark/2026/certificates.csv", "breakfast,,,", "breakfast,2026-11-20,壞,Broken");
    let built = place.plaudit(&["build", "site"]);
    refused(&built, "the list of what was revoked is not what the site says");
    let said = text(&built.stderr);
    assert!(said.contains("run `plaudit sign --programme mark --key FILE`"), "{said}");
    let signed = done(&place.sign(TODAY, "mark", &[]));
    let expected = "signed: 0 new, 0 anew, 1 revoked; 1 credential in all, in \
                    `data/mark/credentials.json`; build the site to publish them\n";
    assert_eq!(signed, expected);
    place.build(&["site"]);
    let with = ["--issuer", ISSUER, "--status", STATUS];
    refused(&place.verify(&with), &format!("it was revoked, by the list of {TODAY}"));
    // Without a reason, which is between the brand and its organiser.
    assert!(!fs::read_to_string(place.path(RECORD)).expect("readable").contains("Broken"));
}

#[test]
fn what_says_something_else_now_is_revoked() {
    let place = Place::signed_and_built();
    fs::copy(place.path(CREDENTIAL), place.path("old.json")).expect("writable");
    place.edit("data/mark/2026/participants.csv", "Under the Moon", "Beyond the Moon");
    refused(&place.plaudit(&["build", "site"]), "a credential says what the site does not");
    // Other parts are none of its business.
    place.build(&["secretariat"]);
    let signed = done(&place.sign(TODAY, "mark", &[]));
    assert!(
        signed.starts_with("signed: 0 new, 1 anew, 1 revoked; 1 credential in all"),
        "{signed}"
    );
    place.build(&["site"]);
    let with = ["--issuer", ISSUER, "--status", STATUS];
    assert!(done(&place.verify(&with)).contains("Inn Beyond the Moon"));
    let old = place.plaudit(&[&["verify", "old.json"], &with[..]].concat());
    refused(&old, &format!("it was revoked, by the list of {TODAY}"));
}

#[test]
fn what_was_changed_by_hand_is_not_published() {
    let place = Place::signed_and_built();
    place.edit(RECORD, "\"statusListIndex\": \"0\"", "\"statusListIndex\": \"1\"");
    let output = place.plaudit(&["build", "site"]);
    assert!(text(&output.stderr).contains("changed by hand"), "{}", text(&output.stderr));
    assert_eq!(output.status.code(), Some(1));
    place.edit(RECORD, "\"schema\": 1", "\"schema\": 2");
    let message = "the record of what was signed is damaged: its `schema` is 2, which is not 1";
    refused(&place.plaudit(&["build", "site"]), message);
}

#[test]
fn a_record_leads_nowhere_else_and_names_no_more_than_a_list_has() {
    for (from, to, fault) in [
        (
            "certificates/mark-1\":",
            "../../../mark-1\":",
            "`../../../mark-1` is no name of a credential",
        ),
        ("certificates/mark-1\":", "/mark-1\":", "`/mark-1` is no name of a credential"),
        (
            "\"places\": 1",
            "\"places\": 99999999999999",
            "its `places` are 99999999999999, more than any list has",
        ),
    ] {
        let place = Place::signed_and_built();
        place.edit(RECORD, from, to);
        let message = format!("the record of what was signed is damaged: {fault}");
        refused(&place.plaudit(&["build", "site"]), &message);
        refused(&place.sign(TODAY, "mark", &[]), &message);
    }
    // One that is over stands as it was signed, and under no other name.
    let place = Place::signed_and_built();
    place.edit(RECORD, "certificates/mark-1\":", "certificates/mark-2\":");
    let output = place.plaudit_on("2027-04-01", &["build", "site"]);
    let said = text(&output.stderr);
    assert!(said.contains("error: a credential says what the site does not"), "{said}");
    assert!(said.contains("note: `certificates/mark-2`"), "{said}");
}

#[test]
fn what_was_signed_later_stays_off_the_site() {
    let place = Place::signed_and_built();
    let output = place.plaudit_on("2026-11-20", &["build", "site"]);
    done(&output);
    let message = format!("warning: no credential is on the site, for they were signed on {TODAY}");
    assert!(text(&output.stderr).contains(&message), "{}", text(&output.stderr));
    let own = |path: &String| path.starts_with("site/mark/") && path.ends_with(".json");
    let json: Vec<_> = place.files().into_keys().filter(own).collect();
    assert_eq!(json, ["site/mark/2026/results.json"]);
    refused(
        &place.sign("2026-11-20", "mark", &[]),
        &format!("it was last signed as of {TODAY}, a later day"),
    );
}

#[test]
fn what_is_not_signed_yet_is_worth_a_look() {
    let place = Place::small();
    assert!(done(&place.sign("2026-02-28", "mark", &[])).starts_with("signed: 0 new"));
    let output = place.plaudit(&["build", "site"]);
    done(&output);
    let said = text(&output.stderr);
    assert!(said.contains("warning: a certificate or award is not signed yet"), "{said}");
    assert!(said.contains("note: `certificates/mark-1`"), "{said}");
    assert!(done(&place.sign(TODAY, "mark", &[])).starts_with("signed: 1 new"));
}

#[test]
fn an_award_is_signed_once_its_results_are_out() {
    let place = Place::of("hkcca-mca");
    assert!(done(&place.sign("2026-11-05", "hkcca-mca", &[])).starts_with("signed: 0 new"));
    let signed = done(&place.sign("2026-11-06", "hkcca-mca", &[]));
    assert!(signed.starts_with("signed: 123 new, 0 anew, 0 revoked; 123 credentials"), "{signed}");
    let record = fs::read_to_string(place.path("data/hkcca-mca/credentials.json")).expect("there");
    let record: Value = serde_json::from_str(&record).expect("JSON");
    let credentials = record["credentials"].as_object().expect("by name");
    let gold = &credentials["2026/awards/e003-gold"];
    assert_eq!(gold["credentialSubject"]["achievement"]["name"], "金獎 / Gold");
    assert_eq!(gold["validFrom"], "2026-11-06T00:00:00+08:00");
    assert!(credentials.contains_key("2026/awards/e004-streak"));
    // Years that only the table of past results knows are signed by nobody.
    assert!(credentials.keys().all(|name| name.starts_with("2026/")));
}

#[test]
fn a_key_is_its_owners_alone() {
    let place = Place::small();
    let made = done(&place.plaudit(&["sign", "--new-key", "own.key"]));
    let key = fs::read_to_string(place.path("own.key")).expect("readable");
    let secret = key.trim();
    assert!(!made.contains(secret) && made.contains("\nits public half is z6Mk"), "{made}");
    let mode = fs::metadata(place.path("own.key")).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let again = place.plaudit(&["sign", "--new-key", "own.key"]);
    assert_eq!(again.status.code(), Some(3), "{}", text(&again.stderr));
    assert_eq!(fs::read_to_string(place.path("own.key")).expect("readable"), key);
    let sign = ["sign", "--key", "own.key", "--programme", "mark"];
    fs::set_permissions(place.path("own.key"), fs::Permissions::from_mode(0o640)).expect("ours");
    let output = place.plaudit(&sign);
    refused(&output, "others than its owner may read the key");
    assert!(text(&output.stderr).contains("run `chmod 600 own.key`"), "{}", text(&output.stderr));
    fs::set_permissions(place.path("own.key"), fs::Permissions::from_mode(0o600)).expect("ours");
    let signed = place.plaudit(&sign);
    place.build(&["site", "secretariat"]);
    // It is in no file but its own, and nothing tells it.
    let has = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(secret);
    let folders = ["data", "output"].map(|folder| crate::run::files(&place.path(folder)));
    assert!(folders.iter().flatten().all(|(_, bytes)| !has(bytes)));
    assert!(!has(&signed.stdout) && !has(&signed.stderr));
}

#[test]
fn a_key_lies_nowhere_that_is_handed_on() {
    let place = Place::signed_and_built();
    for folder in ["data", "output", "data/mark/2026", "output/site"] {
        let message = format!(
            "the key would lie in `{}`, which is handed on",
            &folder.split('/').next().unwrap_or_default()
        );
        let file = format!("{folder}/own.key");
        refused(&place.plaudit(&["sign", "--new-key", &file]), &message);
        assert!(!place.path(&file).exists());
        place.key(&file, KEY);
        let sign = ["sign", "--key", &file, "--programme", "mark"];
        refused(&place.plaudit(&sign), &message);
        // A link to it is no better.
        std::os::unix::fs::symlink(place.path(&file), place.path("link.key")).expect("a link");
        let sign = ["sign", "--key", "link.key", "--programme", "mark"];
        refused(&place.plaudit(&sign), &message);
        fs::remove_file(place.path("link.key")).expect("ours");
    }
    place.key("no.key", "-----BEGIN PRIVATE KEY-----\n");
    let sign = ["sign", "--key", "no.key", "--programme", "mark"];
    refused(&place.plaudit(&sign), "the file holds no key to sign with");
}

#[test]
fn a_key_is_replaced_on_purpose_alone() {
    let place = Place::signed_and_built();
    fs::copy(place.path(CREDENTIAL), place.path("old.json")).expect("writable");
    done(&place.plaudit(&["sign", "--new-key", "new.key"]));
    let new = fs::read_to_string(place.path("new.key")).expect("readable");
    let with = |more: &str| {
        let sign = ["sign", "--key", "new.key", "--programme", "mark"];
        place.plaudit(
            &[&sign[..], more.split_terminator(' ').collect::<Vec<_>>().as_slice()].concat(),
        )
    };
    let output = with("");
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("has signed before") && !said.contains(new.trim()), "{said}");
    let old = ["verify", "old.json", "--issuer", ISSUER, "--status", STATUS];
    // What the lost key has signed stands.
    let signed = done(&with("--add-key"));
    assert!(signed.starts_with("signed: 0 new, 0 anew, 0 revoked"), "{signed}");
    place.build(&["site"]);
    assert_eq!(place.json(ISSUER)["assertionMethod"].as_array().map(Vec::len), Some(2));
    done(&place.plaudit(&old));
    done(&place.verify(&old[2..]));
    // What the stolen key has signed does not.
    let signed = done(&with("--replace-key"));
    assert!(signed.starts_with("signed: 0 new, 1 anew, 0 revoked"), "{signed}");
    place.build(&["site"]);
    assert_eq!(place.json(ISSUER)["assertionMethod"].as_array().map(Vec::len), Some(1));
    done(&place.verify(&old[2..]));
    let method = format!("https://clouds.example/awards/mark/issuer.json#{PUBLIC}");
    refused(
        &place.plaudit(&old),
        &format!("it is signed with a key that is not the issuer's, `{method}`"),
    );
}

#[test]
fn signing_is_asked_for_clearly() {
    let place = Place::small();
    let sign = |more: &[&str]| {
        place.key("office.key", KEY);
        place.plaudit(&[&["sign", "--key", "office.key"], more].concat())
    };
    assert_eq!(sign(&[]).status.code(), Some(2), "of two programmes none is chosen by itself");
    assert_eq!(sign(&["--programme", "mark", "--season", "2026"]).status.code(), Some(2));
    assert_eq!(place.plaudit(&["sign"]).status.code(), Some(2));
    let message = "credentials of `demo` have no issuer, for its site has no address";
    refused(&sign(&["--programme", "demo"]), message);
    let dry = done(&sign(&["--programme", "mark", "--dry-run"]));
    assert_eq!(
        dry,
        "would sign: 1 new, 0 anew, 0 revoked; 1 credential in all; nothing was written\n"
    );
    assert!(!place.path(RECORD).exists());
}

#[test]
fn a_file_that_was_built_is_known_by_its_bytes() {
    let place = Place::small();
    let report = "output/private/mark/2026/reports/once/m1.pdf";
    place.build(&["reports", "--programme", "mark"]);
    fs::copy(place.path(report), place.path("from the post.pdf")).expect("writable");
    let found = done(&place.plaudit(&["verify", "from the post.pdf"]));
    let expected = "`from the post.pdf` holds: it is `private/mark/2026/reports/once/m1.pdf` as it \
                    was built, by `output/manifest.json`\n";
    assert_eq!(found, expected);
    let mut bytes = fs::read(place.path(report)).expect("readable");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(place.path("from the post.pdf"), &bytes).expect("writable");
    fs::write(place.path("m1.pdf"), &bytes).expect("writable");
    let message =
        "it was changed after it was built, or is of another build than `output/manifest.json`";
    refused(&place.plaudit(&["verify", "m1.pdf"]), message);
    let message = "it is none of the files that `output/manifest.json` names";
    refused(&place.plaudit(&["verify", "from the post.pdf"]), message);
    let elsewhere = ["verify", "m1.pdf", "--output", "nowhere"];
    refused(&place.plaudit(&elsewhere), "there is no `nowhere/manifest.json` to check it by");
    assert_eq!(place.plaudit(&["verify", "gone.pdf"]).status.code(), Some(3));
}
