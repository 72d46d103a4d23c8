//! Whether what programme files say of the site makes sense, and agrees: they share it.

use std::sync::Arc;

use super::document::Document;
use super::programme::Check;
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::model::{BaseUrl, Kind, Programme, SitePolicy};

const BASE_URL: [&str; 2] = ["site", "base_url"];

/// How to give the site an address.
const ADD: &str =
    "add `[site]` with `base_url = \"https://results.example/awards\"`, where the site will stand";

impl Check<'_> {
    /// A certification whose site publishes certificates, but at no address that could be printed on
    /// them.
    pub(super) fn site(&mut self) {
        let programme = self.programme;
        let publishes = programme.disclosure.site == SitePolicy::Certified;
        if programme.kind == Kind::Certification && publishes && programme.site.base_url.is_none() {
            let message = "certificates have no QR code, for the site has no address";
            self.warning(&["kind"], message, ADD);
        }
        if programme.site.base_url.as_ref().is_some_and(BaseUrl::is_loopback) {
            let message = "whoever follows this address stays on a machine of their own";
            let help = "write where the site will stand: QR codes lead there";
            self.warning(&BASE_URL, message, help);
        }
    }
}

/// The one site that all programmes are on.
#[derive(Default)]
pub(super) struct OneSite {
    /// The first programme that says its address.
    first: Option<Arc<Programme>>,
    /// Where the first award that does not say it says what it is.
    award: Option<Place>,
}

impl OneSite {
    /// Reports the address of a programme if an earlier one has another.
    pub(super) fn add(
        &mut self,
        document: &Document,
        programme: &Arc<Programme>,
        problems: &mut Diagnostics,
    ) {
        let Some(address) = &programme.site.base_url else {
            if programme.kind == Kind::Award {
                self.award.get_or_insert_with(|| document.place(&["kind"]));
            }
            return;
        };
        let first = self.first.get_or_insert_with(|| Arc::clone(programme));
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

    /// Reports that awards are on a site of which nobody says the address. Where there are errors, who
    /// says it may not have been read.
    pub(super) fn finish(self, problems: &mut Diagnostics) {
        if let (None, Some(place), false) = (self.first, self.award, problems.has_errors()) {
            let message = "the site has no feed and no sitemap, for it has no address";
            problems.push(Diagnostic::warning(message).at(place).help(ADD));
        }
    }
}
