//! What stands in braces in the words of a folder of templates, and nothing fills in: it would be
//! printed as it stands.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::catalogue::Catalogue;
use super::{BUILT_IN, OWN_TABLES};
use crate::diagnostics::{Diagnostic, Diagnostics, nearest};
use crate::model::Assets;

/// Reports each name in braces that neither the built-in words of the same key hold, nor a template
/// that was read from a file gives. Words of one programme are held to those they replace elsewhere.
pub(super) fn unknown(catalogues: &[Catalogue], assets: &Assets) -> Diagnostics {
    let mut problems = Diagnostics::default();
    let read = |bytes: &Cow<'_, [u8]>| matches!(bytes, Cow::Owned(_));
    let written = |catalogue: &&Catalogue| {
        assets.templates.get(&Assets::messages(&catalogue.language)).is_some_and(read)
    };
    let built_in = Catalogue::read("", String::new(), BUILT_IN.as_bytes());
    let built_in = built_in.map(|catalogue| catalogue.words).unwrap_or_default();
    let own = assets.own.values().flat_map(|own| &own.templates);
    let templates = assets.templates.iter().chain(own);
    let templates = templates.filter(|(path, _)| !path.starts_with("messages/"));
    let texts = templates.filter(|(_, bytes)| read(bytes));
    let texts: Vec<_> = texts.map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect();
    let given = |name: &str| {
        let forms = [format!("{name}:"), format!("{{{name}}}")];
        texts.iter().any(|text| forms.iter().any(|form| text.contains(form)))
    };
    for catalogue in catalogues.iter().filter(written) {
        for (key, words) in &catalogue.words {
            let none = BTreeSet::new();
            let known = built_in.get(key).map_or(&none, |words| &words.names);
            let from_template = !OWN_TABLES.iter().any(|own| key.starts_with(own));
            let strange = words.names.difference(known);
            for name in strange.filter(|name| !(from_template && given(name))) {
                let help = match nearest(name, known.iter().map(String::as_str)) {
                    Some(near) => format!("did you mean `{{{near}}}`?"),
                    None => "take it out, or give it a value in a template".to_owned(),
                };
                let message =
                    format!("nothing fills in `{{{name}}}`, which the message `{key}` names");
                let problem = Diagnostic::error(message).at(catalogue.place(key));
                problems.push(problem.help(help));
            }
        }
    }
    problems
}
