//! The verification page of a certificate: whether its mark may be used.

use std::collections::BTreeMap;

use serde::Serialize;

use super::directory::{Brand, brand};
use crate::assess::{CertificateResult, CertificateStatus, Results};
use crate::model::{Certificate, Day, Id};
use crate::plan::values::ProgrammeValue;
use crate::plan::verification::{has_pages, page};

/// A certificate that has begun, in force or not: an old decal's code must lead somewhere.
#[derive(Serialize)]
pub(super) struct CertificatePage<'a> {
    programme: ProgrammeValue<'a>,
    /// The season whose directory lists it, or did.
    season: i16,
    #[serde(flatten)]
    pub(super) brand: Brand<'a>,
    /// The day from which it is revoked. The reason is between the brand and the organiser.
    revoked_on: Option<Day>,
    /// The certificate that has taken its place.
    replaced_by: Option<Newer<'a>>,
    /// Where it stands signed, if it does.
    credential: Option<SignedFiles>,
}

/// A signed credential and what it is checked by: paths from the root of the site.
#[derive(Serialize)]
pub(super) struct SignedFiles {
    pub(super) path: String,
    /// The list of what was revoked.
    pub(super) status: String,
    /// The issuer, with its keys.
    pub(super) issuer: String,
}

impl CertificatePage<'_> {
    /// Says where it stands signed.
    pub(super) fn is_signed(&mut self, credential: Option<SignedFiles>) {
        self.credential = credential;
    }

    /// Whether it was revoked.
    pub(super) fn is_revoked(&self) -> bool {
        self.brand.status == CertificateStatus::Revoked
    }

    /// Whether no other certificate has taken its place.
    pub(super) fn is_latest(&self) -> bool {
        self.replaced_by.is_none()
    }

    /// Whether its mark may be used, and no other certificate has taken its place.
    pub(super) fn is_in_force(&self) -> bool {
        self.brand.status.is_in_force() && self.replaced_by.is_none()
    }
}

/// The numbers of a programme, to look one up.
#[derive(Serialize)]
pub(super) struct CertificatesPage<'p, 'a> {
    programme: &'p ProgrammeValue<'a>,
    /// The latest season that lists one.
    season: i16,
    certificates: Vec<ListedPage<'p, 'a>>,
}

/// A number, and what became of it.
#[derive(Serialize)]
struct ListedPage<'p, 'a> {
    #[serde(flatten)]
    brand: &'p Brand<'a>,
    replaced: bool,
}

impl<'p, 'a> CertificatesPage<'p, 'a> {
    /// Of these pages; none without any.
    pub(super) fn new(pages: &'p [(String, CertificatePage<'a>)]) -> Option<Self> {
        let pages = || pages.iter().map(|(_, page)| page);
        let listed = pages().map(|page| ListedPage {
            brand: &page.brand,
            replaced: !page.is_latest() && page.brand.status != CertificateStatus::Revoked,
        });
        Some(Self {
            programme: &pages().next()?.programme,
            season: pages().map(|page| page.season).max()?,
            certificates: listed.collect(),
        })
    }
}

/// Another certificate of the brand.
#[derive(Serialize)]
struct Newer<'a> {
    number: &'a str,
    /// Its verification page, below the folder of the language.
    page: String,
}

/// A certificate in the latest season that lists it.
struct Listed<'a> {
    results: &'a Results<'a>,
    held: CertificateResult,
}

impl<'a> Listed<'a> {
    fn certificate(&self) -> &'a Certificate {
        &self.results.data.certificates[self.held.certificate]
    }

    fn holder(&self) -> &'a Id {
        &self.results.data.entries[self.certificate().entry].id
    }
}

/// The verification pages of a programme by their folders, one for each number of all its seasons,
/// which stand by year.
pub(super) fn certificate_pages<'a>(
    seasons: impl Iterator<Item = &'a Results<'a>>,
) -> Vec<(String, CertificatePage<'a>)> {
    let mut by_number = BTreeMap::new();
    for results in seasons.filter(|results| has_pages(&results.data.programme)) {
        for held in results.certificates() {
            if held.status != CertificateStatus::Pending {
                let listed = Listed { results, held };
                by_number.insert(listed.certificate().number.as_str(), listed);
            }
        }
    }
    // As in one season: the last to begin, and of those that begin on one day the last number.
    let mut current: BTreeMap<&Id, (Day, &str)> = BTreeMap::new();
    for (number, listed) in &by_number {
        let begins = (listed.certificate().recognised_on, *number);
        let held = current.entry(listed.holder()).or_insert(begins);
        *held = begins.max(*held);
    }
    let pages = by_number.iter().filter_map(|(number, listed)| {
        let newer = current.get(listed.holder()).map(|(_, current)| *current);
        let newer = newer.filter(|newer| newer != number);
        Some((page(&listed.results.data.programme, number), certificate_page(listed, newer)?))
    });
    pages.collect()
}

fn certificate_page<'a>(
    listed: &Listed<'a>,
    newer: Option<&'a str>,
) -> Option<CertificatePage<'a>> {
    let Listed { results, held } = listed;
    let programme = &results.data.programme;
    let revoked = held.status == CertificateStatus::Revoked;
    Some(CertificatePage {
        programme: ProgrammeValue::for_pages(programme),
        season: results.data.season.year,
        brand: brand(results, held)?,
        revoked_on: listed.certificate().revoked_on.filter(|_| revoked),
        credential: None,
        replaced_by: newer.map(|number| Newer { number, page: page(programme, number) }),
    })
}
