//! The programs that judge what is built.

use std::process::Command;

/// A program beyond cargo. Where it is not installed, says so and gives none, for the caller to leave
/// out what needs it; under `PLAUDIT_TEST_TOOLS=required` that is a failure.
pub(crate) fn tool(name: &str) -> Option<Command> {
    let there = Command::new(name).arg("-v").output().is_ok();
    let required = std::env::var("PLAUDIT_TEST_TOOLS").is_ok_and(|value| value == "required");
    assert!(there || !required, "`{name}` is not installed");
    if !there {
        println!("ignored: `{name}` is not installed");
    }
    there.then(|| Command::new(name))
}
