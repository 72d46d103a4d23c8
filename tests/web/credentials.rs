//! Whether others agree that credentials hold: Digital Bazaar's libraries, and a browser.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::run::TODAY;
use crate::site::site;
use crate::tool::tool;
use crate::tools::{installed, said};

/// What the libraries find wrong with each credential of the sample, by its path.
fn found(files: &BTreeMap<String, String>) -> Option<BTreeMap<String, Value>> {
    installed("node_modules/@digitalbazaar/vc")?;
    let base = &site().base;
    let at =
        |(path, text): (&String, &String)| (format!("{base}{path}"), Value::from(text.clone()));
    let by_address: serde_json::Map<_, _> = files.iter().map(at).collect();
    let credentials: Vec<_> =
        by_address.keys().filter(|address| !address.ends_with("/issuer.json")).collect();
    let knows = json!({
        "files": by_address, "credentials": credentials, "now": format!("{TODAY}T12:00:00+08:00"),
    });
    let found = said(tool("node")?, "credentials.cjs", &knows)?;
    let found: BTreeMap<String, Value> = serde_json::from_value(found).expect("by address");
    let path = |address: String| address[base.len()..].to_owned();
    Some(found.into_iter().map(|(address, found)| (path(address), found)).collect())
}

/// The signed files of the site, with issuers and lists.
fn signed() -> BTreeMap<String, String> {
    let wanted = |path: &str| {
        let of = ["/certificates/", "/awards/", "/issuer.json", "/status.json"];
        path.ends_with(".json") && of.iter().any(|part| path.contains(part))
    };
    let files = site().files.iter().filter(|(path, _)| wanted(path));
    files
        .map(|(path, bytes)| (path.clone(), String::from_utf8(bytes.clone()).expect("UTF-8")))
        .collect()
}

#[test]
fn other_libraries_find_every_credential_sound() {
    let Some(found) = found(&signed()) else { return };
    assert!(found.len() > 150, "{}", found.len());
    let wrong: Vec<_> = found.iter().filter(|(_, found)| !found.is_null()).collect();
    // Four certificates of the sample are over.
    let over =
        |found: &Value| found.as_str().is_some_and(|why| why.contains("is after \"validUntil\""));
    assert!(wrong.len() == 4 && wrong.iter().all(|(_, found)| over(found)), "{wrong:#?}");
}

#[test]
fn other_libraries_find_a_changed_credential() {
    let path = "hkrma-cxr/certificates/cxr-2026-007.json".to_owned();
    let mut files = signed();
    files.retain(|other, _| {
        *other == path
            || other.starts_with("hkrma-cxr/issuer")
            || other.starts_with("hkrma-cxr/status")
    });
    let changed = files[&path].replace("CXR-2026-007", "CXR-2026-008");
    files.insert(path.clone(), changed);
    let Some(found) = found(&files) else { return };
    assert_eq!(found[&path], "Invalid signature.");
    assert_eq!(found["hkrma-cxr/status.json"], Value::Null);
}
