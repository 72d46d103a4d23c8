//! What was signed of a programme, as it stands on the disk.

use std::path::Path;

use super::files::Files;
use crate::diagnostics::{Diagnostic, Diagnostics, MachineError, Place};
use crate::model::Signed;

/// The name of the record of what was signed, in the folder of its programme.
pub const RECORD: &str = "credentials.json";

/// More places than a list may have that is read again: centuries of the largest season.
const MOST_PLACES: usize = 1 << 22;

/// Reads the record of a programme; none if nothing was signed, or it is damaged, which is reported.
pub(super) fn read(
    files: &Files,
    folder: &str,
    problems: &mut Diagnostics,
) -> Result<Option<Signed>, MachineError> {
    let path = Path::new(folder).join(RECORD);
    if !files.exists(&path) {
        return Ok(None);
    }
    let fault = match serde_json::from_slice::<Signed>(&files.read(&path)?) {
        Ok(signed) => match fault(&signed) {
            None => return Ok(Some(Signed { file: files.name(&path), ..signed })),
            Some(fault) => fault,
        },
        Err(fault) => fault.to_string(),
    };
    let help = "only `plaudit sign` writes it; take it from a copy that is sound";
    let place = Place::file(files.name(&path));
    let message = format!("the record of what was signed is damaged: {fault}");
    problems.push(Diagnostic::error(message).at(place).help(help));
    Ok(None)
}

/// What `plaudit sign` would not have written, if anything.
fn fault(signed: &Signed) -> Option<String> {
    if signed.schema != 1 {
        return Some(format!("its `schema` is {}, which is not 1", signed.schema));
    }
    if signed.places > MOST_PLACES {
        return Some(format!("its `places` are {}, more than any list has", signed.places));
    }
    let wrong = signed.credentials.keys().find(|name| !names_a_file(name))?;
    Some(format!("`{wrong}` is no name of a credential"))
}

/// Whether a name leads to a file below the programme's folder of the site, and nowhere else.
fn names_a_file(name: &str) -> bool {
    let known = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
    name.split('/').all(|part| !part.is_empty() && part.bytes().all(known))
}
