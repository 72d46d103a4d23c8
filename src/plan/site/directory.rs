//! The certified brands of a certification.

use serde::Serialize;

use super::honours::Honours;
use super::names::{RecognitionValue, in_force, recognitions};
use crate::assess::{CertificateResult, CertificateStatus, Results, Winner, expiring_from};
use crate::model::{Day, Text};
use crate::plan::values::{ProgrammeValue, category_name};
use crate::plan::verification;

/// The certified brands, and the leaders among them.
#[derive(Serialize)]
pub(super) struct Directory<'a> {
    programme: ProgrammeValue<'a>,
    season: i16,
    counts: DirectoryCounts,
    pub(super) leaders: Vec<RecognitionValue<'a>>,
    pub(super) brands: Vec<Brand<'a>>,
}

#[derive(Serialize)]
struct DirectoryCounts {
    certified: usize,
}

/// What may be known of a certificate.
#[derive(Serialize)]
pub(super) struct Brand<'a> {
    pub(super) name: &'a Text,
    pub(super) participant: &'a Text,
    pub(super) sector: &'a Text,
    pub(super) category: Option<Text>,
    pub(super) number: &'a str,
    pub(super) issued: Day,
    pub(super) valid_until: Day,
    /// The day from which it counts as expiring; none if another is to take its place.
    pub(super) expiring_from: Option<Day>,
    pub(super) status: CertificateStatus,
    pub(super) extras: Vec<&'a Text>,
    /// Its verification page, below the folder of the language; none where there are no such pages.
    page: Option<String>,
}

pub(super) fn directory<'a>(results: &'a Results, honours: &Honours) -> Directory<'a> {
    let certified = |winner: &Winner| match winner {
        Winner::Entry(at) => in_force(results, *at),
        Winner::Participant(_) => false,
    };
    let held = results.entries.iter().filter_map(|entry| entry.certificate.as_ref());
    let mut brands: Vec<_> = held.filter_map(|held| brand(results, held)).collect();
    brands.sort_by(|a, b| (a.status as u8, a.number).cmp(&(b.status as u8, b.number)));
    Directory {
        programme: ProgrammeValue::for_pages(&results.data.programme),
        season: results.data.season.year,
        counts: DirectoryCounts {
            certified: brands.iter().filter(|b| b.status.is_in_force()).count(),
        },
        leaders: recognitions(results, honours, certified),
        brands,
    }
}

/// A certificate is public from the day it was recognised on.
pub(super) fn brand<'a>(results: &'a Results, held: &CertificateResult) -> Option<Brand<'a>> {
    let (data, programme) = (results.data, &*results.data.programme);
    let certificate = &data.certificates[held.certificate];
    let entry = &data.entries[certificate.entry];
    let renewed = !results.entries[certificate.entry].renewals.is_empty();
    let rules = programme.certification.as_ref().filter(|_| !renewed);
    let page = || verification::page(programme, &certificate.number);
    (held.status != CertificateStatus::Pending).then(|| Brand {
        name: &entry.name,
        participant: &data.participant_of(entry).name,
        sector: results.entries[certificate.entry].sector.name,
        category: entry.category.as_ref().map(|id| category_name(programme, id.as_str())),
        number: &certificate.number,
        issued: certificate.recognised_on,
        valid_until: held.valid_until,
        expiring_from: rules.map(|rules| expiring_from(held.valid_until, rules)),
        status: held.status,
        extras: data.extras_of(certificate).map(|extra| &extra.name).collect(),
        page: verification::has_pages(programme).then(page),
    })
}
