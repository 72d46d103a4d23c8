//! What an enrolment costs.

use crate::model::SeasonData;

/// What an entry owes for a season, in HK$.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeeResult {
    /// The enrolment fee of its group.
    pub enrolment: u32,
    /// The fee of each of the programme's extras, in that order; `None` of one not taken.
    pub extras: Vec<Option<u32>>,
}

impl FeeResult {
    /// All of it.
    pub fn total(&self) -> u64 {
        let extras = self.extras.iter().flatten();
        extras.fold(u64::from(self.enrolment), |sum, fee| sum + u64::from(*fee))
    }
}

/// The fee of an entry's group, and those of the extras of its certificates, by its size; members
/// pay less. Fees are not refunded, so an entry that withdrew owes them, and so does one whose
/// certificate was revoked.
///
/// An extra is paid for once in the season in which it was recognised
/// ([`SeasonData::recognised`]), even with two certificates; one that runs on from an earlier
/// season was paid for then. That every extra taken has a fee is a matter of
/// [`review`](super::review()).
pub fn fee(data: &SeasonData, entry: usize) -> FeeResult {
    let row = &data.entries[entry];
    let member = data.participant_of(row).member;
    let group = data.stream_of(row).group(&row.group);
    let fees = &group.expect("an entry's group is looked up while loading").fee;
    let taken = |extra: usize| {
        let mut certificates = data.certificates_of(entry).iter();
        certificates.any(|row| data.recognised(row) && row.extras.contains(&extra))
    };
    let extras = data.programme.certification.iter().flat_map(|rules| &rules.extras);
    let extras = extras.enumerate().map(|(at, extra)| {
        let band = extra.band(row.size).filter(|_| taken(at))?;
        Some(if member { band.member } else { band.non_member })
    });
    FeeResult {
        enrolment: if member { fees.member } else { fees.non_member },
        extras: extras.collect(),
    }
}
