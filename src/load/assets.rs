//! Templates and fonts: from folders, or as embedded in the binary.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, include_dir};

use super::files::Files;
use crate::diagnostics::{Diagnostics, MachineError};
use crate::model::{Assets, Bytes};

pub(super) static TEMPLATES: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates");
static FONTS: Dir = include_dir!("$CARGO_MANIFEST_DIR/fonts");

/// Reads templates and fonts. A folder of fonts that is given is used alone; of templates, those
/// that a folder lacks are the embedded ones, so that a designer need keep only what is changed.
///
/// # Errors
/// The machine failed to read a file or list a folder.
pub fn read_assets(templates: Option<&Path>, fonts: Option<&Path>) -> Result<Assets, MachineError> {
    let mut assets = Assets { templates: read_templates(templates)?, ..Assets::default() };
    match fonts {
        Some(folder) => assets.fonts = from_folder(folder, &["ttf", "otf"])?,
        None => embedded(&FONTS, &mut assets.fonts),
    }
    assets.fonts.retain(|path, _| path.ends_with(".ttf") || path.ends_with(".otf"));
    Ok(assets)
}

/// The links below a folder of templates or fonts that are not followed.
///
/// # Errors
/// The machine failed to list a folder.
pub fn stray_links(folder: &Path) -> Result<Diagnostics, MachineError> {
    Files::new(folder).strays(Path::new(""))
}

/// Reads templates alone.
///
/// # Errors
/// The machine failed to read a file or list a folder.
pub fn read_templates(folder: Option<&Path>) -> Result<BTreeMap<String, Bytes>, MachineError> {
    let mut templates = BTreeMap::new();
    embedded(&TEMPLATES, &mut templates);
    if let Some(folder) = folder {
        templates.extend(from_folder(folder, &[])?);
    }
    Ok(templates)
}

pub(super) fn embedded(folder: &'static Dir, files: &mut BTreeMap<String, Bytes>) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        files.insert(path, Cow::Borrowed(file.contents()));
    }
    for folder in folder.dirs() {
        embedded(folder, files);
    }
}

fn from_folder(
    folder: &Path,
    extensions: &[&str],
) -> Result<BTreeMap<String, Bytes>, MachineError> {
    let files = Files::new(folder);
    files
        .walk(Path::new(""), extensions)?
        .into_iter()
        .map(|path| {
            let name = path.to_string_lossy().replace('\\', "/");
            Ok((name, Cow::Owned(files.read(&path)?)))
        })
        .collect()
}
