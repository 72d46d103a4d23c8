//! What was signed of a programme, as it stands on the disk.

use std::path::Path;

use super::files::Files;
use crate::diagnostics::{Diagnostic, Diagnostics, MachineError, Place};
use crate::model::Signed;

/// The name of the record, in the folder of its programme.
pub(super) const RECORD: &str = "credentials.json";

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
        Ok(signed) if signed.schema == 1 => {
            return Ok(Some(Signed { file: files.name(&path), ..signed }));
        }
        Ok(signed) => format!("its `schema` is {}, which is not 1", signed.schema),
        Err(fault) => fault.to_string(),
    };
    let help = "only `plaudit sign` writes it; take it from a copy that is sound";
    let place = Place::file(files.name(&path));
    let message = format!("the record of what was signed is damaged: {fault}");
    problems.push(Diagnostic::error(message).at(place).help(help));
    Ok(None)
}
