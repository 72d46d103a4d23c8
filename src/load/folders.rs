//! Which folders hold programmes and seasons, and what lies there unread.

use std::path::Path;

use super::Request;
use super::columns::{advice, nearest};
use super::files::Files;
use super::table::EXTENSIONS;
use crate::diagnostics::{Diagnostic, Diagnostics, MachineError, Place};
use crate::model::{Season, SeasonBefore};

/// The folders that hold a programme, or the one that was asked for.
pub(super) fn programmes(
    files: &Files,
    request: &Request,
    problems: &mut Diagnostics,
) -> Result<Vec<String>, MachineError> {
    let root = Path::new("");
    let none = |message: String, help: &str| {
        Diagnostic::error(message).at(Place::file(files.name(root))).help(help)
    };
    if !files.exists(root) {
        let help = "name the folder that holds your programmes with --data, or begin one with `plaudit init`";
        problems.push(none("there is no data directory".to_owned(), help));
        return Ok(Vec::new());
    }
    let (mut folders, others): (Vec<_>, Vec<_>) = (files.folders(root)?.into_iter())
        .partition(|folder| files.exists(&Path::new(folder).join("programme.toml")));
    if let Some(wanted) = &request.programme {
        if !folders.iter().any(|folder| folder == wanted.as_str()) {
            let help = advice(wanted.as_str(), folders.iter().map(String::as_str));
            problems.push(none(format!("there is no programme `{wanted}`"), &help));
        }
        folders.retain(|folder| folder == wanted.as_str());
        return Ok(folders);
    }
    for folder in &others {
        let path = Path::new(folder);
        if files.folders(path)?.iter().any(|name| is_year(name)) {
            problems.push(
                Diagnostic::error("the folder has seasons but no programme.toml, and is not read")
                    .at(Place::file(files.name(path)))
                    .help("add the programme's rules as `programme.toml`, or move it elsewhere"),
            );
        }
    }
    if folders.is_empty() {
        let help = "each programme is a folder with a programme.toml";
        problems.push(none("there is no programme in the data directory".to_owned(), help));
    }
    Ok(folders)
}

/// The folders of a programme that are a year, or the one that was asked for.
pub(super) fn seasons(
    files: &Files,
    programme: &str,
    request: &Request,
    problems: &mut Diagnostics,
) -> Result<Vec<String>, MachineError> {
    let folder = Path::new(programme);
    let place = || Place::file(files.name(folder));
    let mut years = files.folders(folder)?;
    years.retain(|name| is_year(name));
    let Some(wanted) = request.season.map(|year| year.to_string()) else {
        if years.is_empty() {
            let help = "add a folder for each season, named by its year, such as 2026";
            problems
                .push(Diagnostic::warning("the programme has no season").at(place()).help(help));
        }
        return Ok(years);
    };
    let known = advice(&wanted, years.iter().map(String::as_str));
    years.retain(|year| *year == wanted);
    // Of several programmes, not every one need have had a season that year.
    if years.is_empty() && request.programme.is_some() {
        let message = format!("there is no season {wanted}");
        problems.push(Diagnostic::error(message).at(place()).help(known));
    }
    Ok(years)
}

/// What became of the season before one of a programme, of those that were read so far.
pub(super) fn season_before(
    files: &Files,
    (programme, season): (&str, &Season),
    mut read: impl Iterator<Item = i16>,
) -> SeasonBefore {
    let Some(year) = season.year.checked_sub(1) else {
        return SeasonBefore::Absent;
    };
    let file = Path::new(programme).join(year.to_string()).join("season.toml");
    if read.any(|other| other == year) {
        SeasonBefore::Read
    } else if files.exists(&file) {
        SeasonBefore::Unread
    } else {
        SeasonBefore::Absent
    }
}

fn is_year(name: &str) -> bool {
    name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit())
}

/// What a spreadsheet program writes; of these, only [`EXTENSIONS`] are read.
const SPREADSHEETS: [&str; 9] =
    ["csv", "xlsx", "ods", "xls", "xlsm", "xlsb", "tsv", "numbers", "fods"];

/// Warns of tables in a folder that have none of the names that are read: a slip in the name of
/// an optional one would else pass in silence.
pub(super) fn unread_tables(
    files: &Files,
    folder: &Path,
    stems: &[&str],
    problems: &mut Diagnostics,
) -> Result<(), MachineError> {
    for path in files.files(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
        let readable = EXTENSIONS.contains(&extension);
        let spreadsheet = SPREADSHEETS.contains(&extension.to_lowercase().as_str());
        if !spreadsheet || name.starts_with('#') || (readable && stems.contains(&stem)) {
            continue;
        }
        let help = match stems.iter().copied().find(|known| *known == stem) {
            Some(stem) => format!("save it as `{stem}.csv` or `{stem}.xlsx`"),
            None => match nearest(&stem.to_lowercase(), stems.iter().copied()) {
                Some(stem) => format!("did you mean `{stem}.csv`?"),
                None => "if it is your own, begin its name with `#`".to_owned(),
            },
        };
        let message = format!("the file `{name}` is not read");
        problems.push(Diagnostic::warning(message).at(Place::file(files.name(&path))).help(help));
    }
    Ok(())
}
