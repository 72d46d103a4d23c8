//! Validity and state of certificates (rule 12).

use std::collections::BTreeMap;

use jiff::ToSpan;
use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Certificate, Certification, Day, SeasonData};

/// A certificate on a day.
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize)]
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

/// The certificates of each entry that has one, in their order.
type OfEntries = BTreeMap<usize, Vec<CertificateResult>>;

/// The certificates of an entry on a day: the one it holds, then those to come.
///
/// It holds the last that was recognised on or before the day, else the first to come. So an
/// entry may have a renewal on file beside the certificate that is still in force: each is valid
/// from its own `recognised_on` to the day before its anniversary, and the renewal takes the
/// earlier one's place on its own first day. If that is no later than the day after the earlier
/// one's end, validity continues without a gap, and the earlier one does not count as expiring;
/// if it is later, the earlier one expires in between. A certificate that was revoked is
/// continued by none.
pub(super) fn on(data: &SeasonData, as_of: Day) -> OfEntries {
    let mut all = OfEntries::new();
    let Some(rules) = &data.programme.certification else {
        return all;
    };
    for (at, certificate) in data.certificates.iter().enumerate() {
        let result = on_day(data, at, rules, as_of);
        let of_entry = all.entry(certificate.entry).or_default();
        // They stand by day of recognition: a later one takes the place of one that has begun,
        // and the last of several that begin on one day that of the others.
        let replaced = of_entry.last().is_some_and(|last: &CertificateResult| {
            let begins = data.certificates[last.certificate].recognised_on;
            result.status != CertificateStatus::Pending || begins == certificate.recognised_on
        });
        if replaced {
            of_entry.pop();
        }
        of_entry.push(result);
    }
    all
}

/// A certificate by itself, whether or not another has taken its place. It is not about to end where
/// another continues it.
fn on_day(data: &SeasonData, at: usize, rules: &Certification, as_of: Day) -> CertificateResult {
    let certificate = &data.certificates[at];
    let valid_until = valid_until(certificate.recognised_on, rules);
    let mut status = status(certificate, valid_until, rules, as_of);
    if status == CertificateStatus::Expiring && continuation(data, at).is_some() {
        status = CertificateStatus::Valid;
    }
    CertificateResult { certificate: at, valid_until, status }
}

/// Every certificate of the season's table by itself, those included whose place another has taken.
pub(super) fn each(data: &SeasonData, as_of: Day) -> impl Iterator<Item = CertificateResult> {
    let rules = data.programme.certification.as_ref();
    let all = rules
        .map(|rules| (0..data.certificates.len()).map(move |at| on_day(data, at, rules, as_of)));
    all.into_iter().flatten()
}

/// The certificate that continues another of the same entry: it begins later, but no later than
/// the day after the other's end, and neither is revoked before that.
fn continuation(data: &SeasonData, at: usize) -> Option<usize> {
    let rules = data.programme.certification.as_ref()?;
    let certificate = &data.certificates[at];
    let next_day = valid_until(certificate.recognised_on, rules).0.saturating_add(1.day());
    let later = data.certificates.iter().enumerate().skip(at + 1);
    let mut of_entry = later.take_while(|(_, later)| later.entry == certificate.entry);
    let continues = |later: &Certificate| {
        let begins = later.recognised_on;
        begins > certificate.recognised_on
            && begins.0 <= next_day
            && later.revoked_on.is_none_or(|day| day > begins)
            && certificate.revoked_on.is_none_or(|day| day > begins)
    };
    of_entry.find(|(_, later)| continues(later)).map(|(at, _)| at)
}

/// The certificate that another one continues.
pub(super) fn continued(data: &SeasonData, at: usize) -> Option<usize> {
    let entry = data.certificates[at].entry;
    let earlier = (0..at).rev().take_while(|earlier| data.certificates[*earlier].entry == entry);
    earlier.into_iter().find(|earlier| continuation(data, *earlier) == Some(at))
}

/// The day before the anniversary; where the month is too short, before its last day.
pub(super) fn valid_until(recognised_on: Day, rules: &Certification) -> Day {
    let months = i64::from(rules.validity_months);
    let end = recognised_on.0.saturating_add(months.months());
    Day(end.saturating_sub(1.day()))
}

/// The first day on which a certificate counts as expiring, if nothing takes its place.
pub fn expiring_from(valid_until: Day, rules: &Certification) -> Day {
    Day(valid_until.0.saturating_sub(i64::from(rules.expiring_days).days()))
}

fn status(
    certificate: &Certificate,
    valid_until: Day,
    rules: &Certification,
    as_of: Day,
) -> CertificateStatus {
    if certificate.revoked_on.is_some_and(|day| day <= as_of) {
        CertificateStatus::Revoked
    } else if as_of < certificate.recognised_on {
        CertificateStatus::Pending
    } else if as_of > valid_until {
        CertificateStatus::Expired
    } else if as_of >= expiring_from(valid_until, rules) {
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
