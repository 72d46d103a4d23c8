//! Certificates of this season and those carried over from the last.

use std::error::Error;
use std::path::Path;

use crate::award_cast::rng;
use crate::calendar::Date;
use crate::output::{Table, id};
use crate::retail_plan::{Brand, State};

/// One row of certificates.csv, before it has a number.
struct Certificate {
    brand: usize,
    recognised_on: Date,
    revoked_on: Option<Date>,
}

/// Why certificates were revoked, in turn.
const REASONS: [(&str, &str); 2] = [
    (
        "分店於認證期內張貼已更改的認證標誌，經書面提醒後仍未更正。",
        "Altered marks were displayed in shops during the certified year and not corrected after a written reminder.",
    ),
    (
        "品牌於認證期內關閉網店，不再符合線上線下服務的要求。",
        "The brand closed its e-shop during the certified year and no longer meets the O2O requirement.",
    ),
];

/// Writes certificates.csv: last season's first, each season numbered by date.
pub(crate) fn write(year: &Path, brands: &[Brand], seed: u64) -> Result<(), Box<dyn Error>> {
    let header =
        ["entry", "number", "recognised_on", "extras", "revoked_on", "reason_zh", "reason_en"];
    let mut table = Table::create(year, "certificates.csv", &header)?;
    let mut revoked = 0;
    for (season, certificates) in [(2025, carried(brands)), (2026, issued(brands, seed))] {
        for (position, certificate) in certificates.iter().enumerate() {
            // Of last season only those of brands that enrolled again are here, so its numbers have gaps.
            let number = if season == 2025 { 11 + position * 7 } else { position + 1 };
            let (zh, en) = match certificate.revoked_on {
                Some(_) => REASONS[revoked % REASONS.len()],
                None => ("", ""),
            };
            revoked += usize::from(certificate.revoked_on.is_some());
            table.row(&[
                id('b', certificate.brand, brands.len()),
                format!("CXR-{season}-{number:03}"),
                certificate.recognised_on.to_string(),
                brands[certificate.brand].extras.to_owned(),
                certificate.revoked_on.map(|day| day.to_string()).unwrap_or_default(),
                zh.to_owned(),
                en.to_owned(),
            ])?;
        }
    }
    table.finish()
}

/// Certificates of last season whose brands have none of this one.
fn carried(brands: &[Brand]) -> Vec<Certificate> {
    let old = brands.iter().enumerate().filter_map(|(brand, plan)| {
        Some(Certificate { brand, recognised_on: plan.recognised_before?, revoked_on: None })
    });
    sorted(old.collect())
}

/// Certificates of the brands that passed and were recognised, two to five weeks after their last assessment.
fn issued(brands: &[Brand], seed: u64) -> Vec<Certificate> {
    let new = brands.iter().enumerate().filter_map(|(brand, plan)| {
        let wait = rng(seed ^ 0xce27, brand).i64(14..=30);
        let due = plan.assessed.1.plus(wait).or_next_working_day();
        let (recognised_on, revoked_on) = match plan.state {
            State::Valid => (due, None),
            State::Revoked(day) => (due, Some(day)),
            State::Pending => (Date::new(2026, 12, 1), None),
            State::Fail | State::Late | State::Renewing => return None,
        };
        Some(Certificate { brand, recognised_on, revoked_on })
    });
    sorted(new.collect())
}

fn sorted(mut certificates: Vec<Certificate>) -> Vec<Certificate> {
    certificates.sort_by_key(|certificate| (certificate.recognised_on, certificate.brand));
    certificates
}
