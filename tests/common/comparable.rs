//! What of two builds is compared.

use crate::run::Files;

/// The files below a folder that a build from nothing would make too: a checklist of changes tells of
/// earlier ones.
pub(crate) fn comparable(mut files: Files) -> Files {
    files.remove(".plaudit.lock");
    files.retain(|path, _| !path.starts_with(".plaudit/") && !path.ends_with("/changes.pdf"));
    let manifest = files.get_mut("manifest.json").expect("a manifest");
    let mut json: serde_json::Value = serde_json::from_slice(manifest).expect("JSON");
    let listed = json["files"].as_object_mut().expect("files");
    let checklists: Vec<_> =
        listed.keys().filter(|path| path.ends_with("/changes.pdf")).cloned().collect();
    checklists.iter().for_each(|path| drop(listed.remove(path)));
    *manifest = json.to_string().into_bytes();
    files
}
