//! What is worked out of a programme once, for its pages, its files and its signatures.

use super::certificate::{CertificatePage, SignedFiles, certificate_pages};
use super::claims::{self, Claims};
use super::honours::Honours;
use super::signing::{NewKey, Signatures, Signing};
use crate::assess::Results;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Programme, Signed};
use crate::proof::SecretKey;

/// What several pages and files need of a programme, worked out once.
pub(super) struct OfProgramme<'a> {
    /// By year.
    pub(super) seasons: &'a [Results<'a>],
    /// What may be said of whom over them.
    pub(super) honours: Honours<'a>,
    /// The verification pages by their folders.
    pub(super) certificates: Vec<(String, CertificatePage<'a>)>,
    /// What was signed of it.
    pub(super) signing: Option<Signing<'a>>,
}

impl<'a> OfProgramme<'a> {
    /// None if there is no season.
    pub(super) fn new(seasons: &'a [Results<'a>]) -> Option<Self> {
        let certificates = certificate_pages(seasons.iter());
        let honours = Honours::new(seasons)?;
        let mut of = Self { seasons, honours, certificates, signing: None };
        if of.signed().is_some() {
            of.signing = of.signing();
            of.link();
        }
        Some(of)
    }

    /// What was signed of it.
    fn signed(&self) -> Option<&'a Signed> {
        self.seasons.last()?.data.signed.as_deref()
    }

    /// What was signed beside what is public; none where the site has no address.
    fn signing(&self) -> Option<Signing<'a>> {
        let as_of = self.seasons.last()?.as_of;
        Some(Signing { claims: Claims::new(self)?, before: self.signed(), as_of })
    }

    /// Has pages lead to what is signed.
    fn link(&mut self) {
        let Some(signing) = &self.signing else { return };
        for (_, page) in &mut self.certificates {
            let path = signing.published(&claims::of_certificate(page.brand.number));
            page.is_signed(path.map(|path| SignedFiles {
                path,
                status: signing.path("status"),
                issuer: signing.path("issuer"),
            }));
        }
    }

    /// Whether pages lead to credentials that a browser can check.
    pub(super) fn publishes_credentials(&self) -> bool {
        let certificates = self.certificates.iter();
        let published = |signing: &Signing| {
            let name = |page: &CertificatePage| claims::of_certificate(page.brand.number);
            certificates.clone().any(|(_, page)| signing.published(&name(page)).is_some())
        };
        self.signing.as_ref().is_some_and(published)
    }

    /// Reports where what was signed is not what is public.
    pub(super) fn review(&self, problems: &mut Diagnostics) {
        match (&self.signing, self.signed()) {
            (Some(signing), _) => signing.review(problems),
            (None, Some(_)) => problems.push(nowhere(self.honours.programme)),
            (None, None) => {}
        }
    }
}

/// Signs what is public of the one programme that these are the seasons of; no record if there is nothing
/// to do.
///
/// # Errors
/// The site has no address, there is no season, or the key is not the one that has signed.
pub(in crate::plan) fn sign(
    seasons: &[Results],
    key: &SecretKey,
    new: NewKey,
) -> Result<(Option<Signed>, Signatures), Diagnostic> {
    let none = || Diagnostic::error("there is no season to sign");
    let of = OfProgramme::new(seasons).ok_or_else(none)?;
    let signing = of.signing().ok_or_else(|| nowhere(of.honours.programme))?;
    signing.sign(key, new)
}

/// What was signed is at an address, or nobody could tell whose it is.
fn nowhere(programme: &Programme) -> Diagnostic {
    let message =
        format!("credentials of `{}` have no issuer, for its site has no address", programme.id);
    let help = "add `[site]` with `base_url = \"https://results.example/awards\"` to its \
                programme.toml, where the site will stand";
    Diagnostic::error(message).help(help)
}
