//! The certificate (rule 12): its validity, its state on the day, and its extras.

use super::{Derivation, Value};
use crate::assess::{CertificateResult, CertificateStatus, Results};
use crate::model::{Certificate, Certification};

pub(super) fn certificate(results: &Results, entry: usize) -> Vec<Derivation> {
    let data = results.data;
    let Some(rules) = &data.programme.certification else {
        return Vec::new();
    };
    let Some(current) = &results.entries[entry].certificate else {
        return vec![Derivation::of("no-certificate")];
    };
    let row = &data.certificates[current.certificate];
    let extras = data.extras_of(row).map(|extra| {
        Derivation::of("certificate-extra").with("extra", Value::named(&extra.id, &extra.name))
    });
    let held = Derivation::of("certificate")
        .with("number", row.number.as_str())
        .with("issued", row.recognised_on)
        .with("valid_until", current.valid_until)
        .with("n", rules.validity_months)
        .read_from(&row.origin)
        .resting_on([status(results, rules, current)])
        .resting_on(extras);
    let others =
        data.certificates.iter().filter(|other| other.entry == entry && other.number != row.number);
    let other = |other: &Certificate| {
        let fact = if other.recognised_on <= row.recognised_on {
            "certificate-replaced"
        } else {
            "certificate-to-come"
        };
        Derivation::of(fact)
            .with("number", other.number.as_str())
            .with("issued", other.recognised_on)
            .read_from(&other.origin)
    };
    std::iter::once(held).chain(others.map(other)).collect()
}

/// Its state on the day, and why.
fn status(results: &Results, rules: &Certification, current: &CertificateResult) -> Derivation {
    let row = &results.data.certificates[current.certificate];
    let derivation = match current.status {
        CertificateStatus::Pending => Derivation::of("certificate-pending"),
        CertificateStatus::Valid => Derivation::of("certificate-valid"),
        CertificateStatus::Expiring => {
            Derivation::of("certificate-expiring").with("n", rules.expiring_days)
        }
        CertificateStatus::Expired => Derivation::of("certificate-expired"),
        CertificateStatus::Revoked => {
            let revoked = Derivation::of("certificate-revoked");
            let revoked = match row.revoked_on {
                Some(day) => revoked.with("revoked_on", day),
                None => revoked,
            };
            let why = (!row.reason.is_empty())
                .then(|| Derivation::of("certificate-revoked-for").with("reason", &row.reason));
            revoked.resting_on(why)
        }
    };
    derivation.with("as_of", results.as_of)
}
