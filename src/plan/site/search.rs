//! What the search looks through: the name of everybody who has a page.

use serde::Serialize;

use super::OfProgramme;
use crate::model::{Language, Text};
use crate::plan::values::json;

/// A name, and where it leads.
#[derive(Serialize)]
struct Item<'a> {
    /// In each language, in the order of the languages; empty where it has none.
    names: Vec<&'a str>,
    /// Below the folder of a language.
    page: String,
}

impl<'a> Item<'a> {
    fn new(languages: &[Language], name: &'a Text, page: String) -> Self {
        let names =
            languages.iter().map(|language| name.get(language.id.as_str()).unwrap_or_default());
        Self { names: names.collect(), page }
    }
}

/// The participants of all programmes and the entries that have a name of their own, and the certified
/// brands, as JSON; none if there is nobody.
pub(super) fn index(languages: &[Language], programmes: &[OfProgramme]) -> Option<String> {
    let mut items = Vec::new();
    for honours in programmes.iter().map(|programme| &programme.honours) {
        for holder in honours.holders() {
            let Some(page) = honours.page(holder.id) else { continue };
            let mut names = vec![holder.name];
            for name in
                holder.honours.iter().filter_map(|honour| honour.entry).map(|(_, name)| name)
            {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            let known = names.into_iter().map(|name| Item::new(languages, name, page.clone()));
            items.extend(known);
        }
    }
    let brands = programmes.iter().flat_map(|programme| &programme.certificates);
    let in_force = brands.filter(|(_, page)| page.is_latest());
    items.extend(in_force.map(|(path, page)| Item::new(languages, page.brand.name, path.clone())));
    (!items.is_empty()).then(|| json(&items))
}
