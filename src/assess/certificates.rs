//! Validity and state of certificates (rule 12).

use std::collections::BTreeMap;

use jiff::ToSpan;
use serde::Serialize;

use crate::model::{Certificate, Certification, Day, SeasonData};

/// An entry's certificate on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateResult {
    /// An index into [`SeasonData::certificates`].
    pub certificate: usize,
    /// The last day it is valid.
    pub valid_until: Day,
    /// Its state.
    pub status: CertificateStatus,
}

/// The state of a certificate on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CertificateStatus {
    /// Its first day is still to come.
    Pending,
    /// It is valid.
    Valid,
    /// It is valid and about to end.
    Expiring,
    /// Its last day has passed.
    Expired,
    /// It was taken back.
    Revoked,
}

impl CertificateStatus {
    /// Whether the mark may be used.
    pub fn is_in_force(self) -> bool {
        matches!(self, Self::Valid | Self::Expiring)
    }
}

/// The certificate of each entry that has one: the last recognised on or before the day, else the
/// first to come.
pub(super) fn current(data: &SeasonData, as_of: Day) -> BTreeMap<usize, CertificateResult> {
    let mut current = BTreeMap::new();
    let Some(rules) = &data.programme.certification else {
        return current;
    };
    for (at, certificate) in data.certificates.iter().enumerate() {
        // They stand by day of recognition, so a later one in force takes the earlier one's place.
        if certificate.recognised_on <= as_of || !current.contains_key(&certificate.entry) {
            let valid_until = valid_until(certificate.recognised_on, rules);
            let status = status(certificate, valid_until, rules, as_of);
            let result = CertificateResult { certificate: at, valid_until, status };
            current.insert(certificate.entry, result);
        }
    }
    current
}

/// The day before the anniversary; where the month is too short, before its last day.
fn valid_until(recognised_on: Day, rules: &Certification) -> Day {
    let months = i64::from(rules.validity_months);
    let end = recognised_on.0.saturating_add(months.months());
    Day(end.saturating_sub(1.day()))
}

fn status(
    certificate: &Certificate,
    valid_until: Day,
    rules: &Certification,
    as_of: Day,
) -> CertificateStatus {
    let expiring_from = valid_until.0.saturating_sub(i64::from(rules.expiring_days).days());
    if certificate.revoked_on.is_some_and(|day| day <= as_of) {
        CertificateStatus::Revoked
    } else if as_of < certificate.recognised_on {
        CertificateStatus::Pending
    } else if as_of > valid_until {
        CertificateStatus::Expired
    } else if as_of.0 >= expiring_from {
        CertificateStatus::Expiring
    } else {
        CertificateStatus::Valid
    }
}

#[cfg(test)]
mod tests {
    use super::valid_until;
    use crate::model::{Certification, Day};

    #[test]
    fn a_certificate_ends_the_day_before_its_anniversary() {
        for (from, months, until) in [
            ("2026-03-02", 12, "2027-03-01"),
            ("2026-01-01", 12, "2026-12-31"),
            ("2026-08-31", 6, "2027-02-27"),
            ("2027-08-31", 6, "2028-02-28"),
            ("2028-02-29", 12, "2029-02-27"),
        ] {
            let rules = Certification {
                validity_months: months,
                expiring_days: 60,
                artefacts: Vec::new(),
                extras: Vec::new(),
            };
            let day = |text: &str| text.parse::<Day>().expect("the test's own date");
            assert_eq!(valid_until(day(from), &rules), day(until), "{from}");
        }
    }
}
