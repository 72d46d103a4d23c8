//! The tools beyond cargo, as `.ci/web/install` puts them into a folder of their own.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use crate::run::{sample, text};
use crate::tool::tool;

/// The folder of the tools: `PLAUDIT_WEB_TOOLS`, or where the installer puts them by itself.
pub(crate) fn folder() -> PathBuf {
    let named = std::env::var_os("PLAUDIT_WEB_TOOLS").map(PathBuf::from);
    let home = || PathBuf::from(std::env::var_os("HOME").unwrap_or_default());
    named.unwrap_or_else(|| home().join(".cache/plaudit-web"))
}

/// A file among the tools. Where it is not installed, says so and gives none; under
/// `PLAUDIT_TEST_TOOLS=required` that is a failure.
pub(crate) fn installed(name: &str) -> Option<PathBuf> {
    let path = folder().join(name);
    let required = std::env::var("PLAUDIT_TEST_TOOLS").is_ok_and(|value| value == "required");
    assert!(path.exists() || !required, "no `{}`: run `.ci/web/install`", path.display());
    if !path.exists() {
        println!("ignored: no `{}`, which `.ci/web/install` installs", path.display());
    }
    path.exists().then_some(path)
}

/// One tool at a time: a browser that has to share the machine is judged for its neighbours.
pub(crate) fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The browser's path. It is looked for and not asked, for it would open a window.
pub(crate) fn chromium() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let mut paths = std::env::split_paths(&folders).map(|folder| folder.join("chromium"));
    let found = paths.find(|path| path.is_file());
    let required = std::env::var("PLAUDIT_TEST_TOOLS").is_ok_and(|value| value == "required");
    assert!(found.is_some() || !required, "`chromium` is not installed");
    if found.is_none() {
        println!("ignored: `chromium` is not installed");
    }
    found
}

/// Runs a script of `judges/` that needs a browser; returns what it has to say. None where a tool is not
/// installed.
pub(crate) fn judge(script: &str, knows: &Value) -> Option<Value> {
    installed("node_modules/playwright-core")?;
    let mut node = tool("node")?;
    node.env("CHROMIUM", chromium()?);
    said(node, script, knows)
}

/// Runs a script of `judges/` in Node.js with something to know; returns what it has to say.
pub(crate) fn said(mut node: Command, script: &str, knows: &Value) -> Option<Value> {
    node.arg(sample("tests/web/judges").join(script));
    node.env("NODE_PATH", folder().join("node_modules"));
    let _alone = alone();
    let output = run(&mut node, &knows.to_string());
    assert!(output.status.success(), "{script}: {}", text(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).expect("JSON"))
}

/// Runs a program to its end, with a text to read.
fn run(command: &mut Command, reads: &str) -> Output {
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(reads.as_bytes()).expect("it reads");
    drop(stdin);
    child.wait_with_output().expect("it ends")
}
