//! Whether what programme files say of the site makes sense, and agrees: they share it.

use std::sync::Arc;

use super::document::Document;
use super::programme::Check;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Kind, Programme, SitePolicy};

const BASE_URL: [&str; 2] = ["site", "base_url"];

impl Check<'_> {
    /// A certification whose site publishes certificates, but at no address that could be printed on
    /// them.
    pub(super) fn site(&mut self) {
        let programme = self.programme;
        let publishes = programme.disclosure.site == SitePolicy::Certified;
        if programme.kind == Kind::Certification && publishes && programme.site.base_url.is_none() {
            let message = "certificates have no QR code, for the site has no address";
            let help = "add `[site]` with `base_url = \"https://results.example/awards\"`, where the \
                        site will stand";
            self.warning(&["kind"], message, help);
        }
    }
}

/// The one site that all programmes are on: the first that says its address.
#[derive(Default)]
pub(super) struct OneSite(Option<Arc<Programme>>);

impl OneSite {
    /// Reports the address of a programme if an earlier one has another.
    pub(super) fn add(
        &mut self,
        document: &Document,
        programme: &Arc<Programme>,
        problems: &mut Diagnostics,
    ) {
        let Some(address) = &programme.site.base_url else {
            return;
        };
        let first = self.0.get_or_insert_with(|| Arc::clone(programme));
        if let Some(other) = first.site.base_url.as_ref().filter(|other| *other != address) {
            let message = format!(
                "programmes `{}` and `{}` are on one site, but at `{other}` and `{address}`",
                first.id, programme.id
            );
            let help = "write the same `base_url` in both, or keep them in two folders of data";
            let place = document.place(&BASE_URL);
            problems.push(Diagnostic::error(message).at(place).help(help));
        }
    }
}
