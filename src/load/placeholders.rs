//! Whether what the sample of `plaudit init` says in an awarding body's place is left in its programme.

use toml::{Table, Value};

use super::programme::Check;
use super::starter;

/// What nobody else could leave as it is in the sample: it is printed, and QR codes lead there.
const OWN: [&[&str]; 4] = [&["name"], &["organiser"], &["contact"], &["site", "base_url"]];

impl Check<'_> {
    /// Warns of what is still as in the sample, of a programme of which the id or any of it is its own.
    pub(super) fn placeholders(&mut self) {
        let samples: Vec<Table> =
            starter::programmes().filter_map(|text| text.parse().ok()).collect();
        let Ok(own) = self.document.source().parse::<Table>() else { return };
        let is_sample = |sample: &Table| {
            let same = |path: &&[&str]| at(&own, path) == at(sample, path);
            own.get("id") == sample.get("id") && OWN.iter().all(same)
        };
        if samples.iter().any(is_sample) {
            return;
        }
        for path in OWN {
            let Some(written) = at(&own, path) else { continue };
            if samples.iter().filter_map(|sample| at(sample, path)).any(|left| share(written, left))
            {
                let message = format!("`{}` is still that of the sample", path.join("."));
                self.warning(
                    path,
                    message,
                    "write your own: it is printed, or printed codes lead there",
                );
            }
        }
    }
}

fn at<'t>(table: &'t Table, path: &[&str]) -> Option<&'t Value> {
    let (first, rest) = path.split_first()?;
    rest.iter().try_fold(table.get(*first)?, |value, key| value.get(key))
}

/// Whether two values have a text in common, at the same key if they are tables.
fn share(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Table(one), Value::Table(other)) => {
            one.iter().any(|(key, value)| other.get(key).is_some_and(|other| share(value, other)))
        }
        _ => one == other,
    }
}
