//! What validators say of every page: vnu, html-validate and lychee.

use std::process::Command;

use crate::run::{sample, text};
use crate::site::{PATH, site};
use crate::tool::tool;
use crate::tools::{alone, installed};

/// vnu reads the pages as files, among which `'self'` means nothing, and takes data for machines for a
/// script. The browser is the judge of the policy.
const POLICY: &str = ".*violates Content Security Policy.*";

/// Asserts that a tool ends well, having nothing to say.
fn approves(command: &mut Command) {
    let _alone = alone();
    let output = command.output().expect("it starts");
    let said = text(&output.stdout) + &text(&output.stderr);
    assert!(output.status.success(), "{said}");
}

#[test]
fn vnu_finds_nothing_to_say() {
    let Some(jar) = installed("node_modules/vnu-jar/build/dist/vnu.jar") else { return };
    let Some(mut java) = tool("java") else { return };
    let folder = site().on_disk();
    java.arg("-jar").arg(jar).args(["--skip-non-html", "--Werror", "--filterpattern", POLICY]);
    approves(java.arg(folder.path()));
}

#[test]
fn html_validate_finds_nothing_to_say() {
    let Some(cli) = installed("node_modules/html-validate/bin/html-validate.mjs") else { return };
    let Some(mut node) = tool("node") else { return };
    let folder = site().on_disk();
    node.arg(cli).args(["--max-warnings", "0", "--config"]);
    node.arg(sample(".ci/web/html-validate.json"));
    approves(node.arg(folder.path().join("**/*.html")));
}

#[test]
fn lychee_finds_no_broken_link() {
    let Some(lychee) = installed("lychee/bin/lychee") else { return };
    let folder = site().on_disk();
    let host = site().base.trim_end_matches(&format!("{PATH}/"));
    // Addresses of the site itself, such as those of the other language, are files too.
    let files = format!("{host} file://{}/", folder.path().display());
    let mut command = Command::new(lychee);
    command.args(["--offline", "--include-fragments", "--index-files", "index.html"]);
    command.args(["--no-progress", "--remap", &files, "--root-dir"]).arg(folder.path());
    approves(command.arg(folder.path().join(PATH)));
}
