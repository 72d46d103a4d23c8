//! Lighthouse, as a phone: 100 in each category, or the reason why not.

use std::process::Command;

use serde_json::Value;

use crate::run::text;
use crate::site::site;
use crate::tools::{alone, chromium, installed};

/// The pages that are judged: home, results, directory and programme.
const PAGES: [&str; 5] =
    ["en/", "en/hkcca-mca/2026/", "zh/hkcca-mca/2026/", "zh/hkrma-cxr/2026/", "zh/hkcca-mca/"];

/// The categories, with the least score of each. Performance is measured, and so only printed: on a machine
/// that does other work besides, points are lost that are not the site's.
const CATEGORIES: [(&str, f64); 4] =
    [("performance", 0.0), ("accessibility", 100.0), ("best-practices", 100.0), ("seo", 100.0)];

/// What costs points and is meant to: audit and reason. Nothing does so far.
const REASONS: [(&str, &str); 0] = [];

/// What Lighthouse says of a page.
fn report(cli: &std::path::Path, browser: &std::path::Path, page: &str) -> Value {
    let mut lighthouse = Command::new("node");
    lighthouse.arg(cli).arg(format!("{}{page}", site().base)).env("CHROME_PATH", browser);
    lighthouse.args(["--output=json", "--quiet", "--no-enable-error-reporting"]);
    lighthouse.arg("--only-categories=performance,accessibility,best-practices,seo");
    lighthouse.arg("--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage");
    let output = lighthouse.output().expect("it starts");
    assert!(output.status.success(), "{page}: {}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// The audits of a category that cost points, and are not meant to.
fn faults(report: &Value, category: &str) -> Vec<String> {
    let audits = report["categories"][category]["auditRefs"].as_array().expect("audits");
    let weighed = audits.iter().filter(|audit| audit["weight"].as_f64() > Some(0.0));
    let ids = weighed.filter_map(|audit| audit["id"].as_str());
    let fails =
        |id: &&str| report["audits"][*id]["score"].as_f64().is_some_and(|score| score < 1.0);
    let meant = |id: &&str| REASONS.iter().any(|(audit, _)| audit == id);
    let faults = ids.filter(fails).filter(|id| !meant(id));
    faults.map(|id| format!("{id} ({})", report["audits"][id]["displayValue"])).collect()
}

#[test]
fn lighthouse_gives_full_marks() {
    let Some(cli) = installed("node_modules/lighthouse/cli/index.js") else { return };
    let Some(browser) = chromium() else { return };
    site();
    let _alone = alone();
    for page in PAGES {
        let report = report(&cli, &browser, page);
        for (category, least) in CATEGORIES {
            let score = report["categories"][category]["score"].as_f64().expect("a score") * 100.0;
            let faults = faults(&report, category);
            println!("{page} {category} {score:.0} {}", faults.join(", "));
            let meant = category != "performance" && faults.is_empty();
            assert!(score >= least || meant, "{page} {category} {score:.0}: {}", faults.join(", "));
        }
    }
}
