//! What a programme gives and shows beyond scores: credit points, certificates, disclosure.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Id, Number, Text};

/// Points towards another award (design, rule 10).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CreditPoints {
    /// How many entries of a participant count.
    pub max_entries: usize,
    /// Points for a tier.
    pub tiers: BTreeMap<Id, Number>,
    /// Points for a recognition.
    pub recognitions: BTreeMap<Id, Number>,
    /// Recognitions of the "highest score" category.
    #[serde(default)]
    pub highest_score: Vec<Id>,
    /// Recognitions of the "functional" category.
    #[serde(default)]
    pub functional: Vec<Id>,
    /// Recognitions that need a number of corporate awards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs_corporate_awards: Option<NeedsAwards>,
    /// A recognition, and those it takes the place of.
    #[serde(default)]
    pub supersedes: BTreeMap<Id, Vec<Id>>,
}

/// Recognitions that count only from a number of corporate awards on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NeedsAwards {
    /// How many corporate awards.
    pub count: u32,
    /// Which recognitions.
    pub recognitions: Vec<Id>,
}

/// Validity of certificates (design, rule 12).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Certification {
    /// Months from the day of recognition to the day of its anniversary.
    pub validity_months: u32,
    /// Days before the end from which a certificate counts as expiring.
    pub expiring_days: u32,
    /// What a certified entry receives.
    #[serde(default)]
    pub artefacts: Vec<Id>,
    /// Extra recognitions, sold as an add-on.
    #[serde(default)]
    pub extras: Vec<Extra>,
}

/// An extra recognition beside the certificate.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Extra {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: Text,
    /// What it costs, by size.
    pub fees: Vec<FeeBand>,
}

impl Extra {
    /// The band that holds a size; without a size, a band that holds any.
    pub fn band(&self, size: Option<u32>) -> Option<&FeeBand> {
        self.fees.iter().find(|band| match size {
            Some(size) => {
                band.min.is_none_or(|min| min <= size) && band.max.is_none_or(|max| size <= max)
            }
            None => band.min.is_none() && band.max.is_none(),
        })
    }
}

/// What an extra costs in HK$ for a band of sizes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FeeBand {
    /// The least size; none: any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<u32>,
    /// The greatest size; none: any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    /// For a member.
    pub member: u32,
    /// For anybody else.
    pub non_member: u32,
}

/// What may be known by whom.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Disclosure {
    /// Whose name the site may show.
    pub site: SitePolicy,
    /// Whether the site may show scores.
    #[serde(default)]
    pub scores: bool,
    /// Over how many entries of different participants a benchmark must stand.
    pub benchmark_min_contributors: usize,
}

/// Whose name the site may show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SitePolicy {
    /// Who holds a tier or a recognition.
    Winners,
    /// Who holds a recognition.
    Leaders,
    /// Who holds a certificate.
    Certified,
}
