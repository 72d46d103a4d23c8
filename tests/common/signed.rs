//! Signs with a key that anybody knows: that of the test vectors of W3C.

use std::fs;
use std::process::Output;

use crate::run::Place;

/// The secret half of `tests/fixtures/eddsa-jcs-2022/key.json`.
pub(crate) const KEY: &str = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq";

impl Place {
    /// Writes a key to a file that only its owner may read.
    pub(crate) fn key(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::write(&path, text).expect("writable");
        let owner = <fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o600);
        fs::set_permissions(&path, owner).expect("our own");
    }

    /// Signs a programme as of a day.
    pub(crate) fn sign(&self, day: &str, programme: &str, more: &[&str]) -> Output {
        self.key("office.key", KEY);
        let command = ["sign", "--key", "office.key", "--programme", programme];
        self.plaudit_on(day, &[&command, more].concat())
    }
}
