//! The certified brands of a certification.

use serde::Serialize;

use super::names::{RecognitionValue, in_force, recognitions};
use crate::assess::{CertificateStatus, Results, Winner};
use crate::model::{Day, Text};
use crate::plan::values::{ProgrammeValue, category_name};

/// The certified brands, and the leaders among them.
#[derive(Serialize)]
pub(super) struct Directory<'a> {
    programme: ProgrammeValue<'a>,
    season: i16,
    counts: DirectoryCounts,
    leaders: Vec<RecognitionValue<'a>>,
    brands: Vec<Brand<'a>>,
}

#[derive(Serialize)]
struct DirectoryCounts {
    certified: usize,
}

#[derive(Serialize)]
struct Brand<'a> {
    name: &'a Text,
    participant: &'a Text,
    sector: &'a Text,
    category: Option<Text>,
    number: &'a str,
    issued: Day,
    valid_until: Day,
    status: CertificateStatus,
    extras: Vec<&'a Text>,
}

pub(super) fn directory<'a>(results: &'a Results) -> Directory<'a> {
    let certified = |winner: &Winner| match winner {
        Winner::Entry(at) => in_force(results, *at),
        Winner::Participant(_) => false,
    };
    let mut brands: Vec<_> =
        (0..results.entries.len()).filter_map(|at| brand(results, at)).collect();
    brands.sort_by(|a, b| (a.status as u8, a.number).cmp(&(b.status as u8, b.number)));
    Directory {
        programme: ProgrammeValue::for_pages(&results.data.programme),
        season: results.data.season.year,
        counts: DirectoryCounts {
            certified: brands.iter().filter(|b| b.status.is_in_force()).count(),
        },
        leaders: recognitions(results, certified),
        brands,
    }
}

/// A certificate is public from the day it was recognised on.
fn brand<'a>(results: &'a Results, at: usize) -> Option<Brand<'a>> {
    let (data, result) = (results.data, &results.entries[at]);
    let current = result.certificate.as_ref()?;
    let certificate = &data.certificates[current.certificate];
    let entry = &data.entries[at];
    (current.status != CertificateStatus::Pending).then(|| Brand {
        name: &entry.name,
        participant: &data.participant_of(entry).name,
        sector: result.sector.name,
        category: entry.category.as_ref().map(|id| category_name(&data.programme, id.as_str())),
        number: &certificate.number,
        issued: certificate.recognised_on,
        valid_until: current.valid_until,
        status: current.status,
        extras: data.extras_of(certificate).map(|extra| &extra.name).collect(),
    })
}
