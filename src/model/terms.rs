//! What a programme gives and shows beyond scores: credit points (`RULES.md`, rule 10), certificates
//! (rule 12), disclosure.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Id, Number, Text};

/// Points that participants earn towards another award.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CreditPoints {
    /// How many entries of a participant count: those with the most points.
    #[schemars(range(min = 1))]
    pub max_entries: usize,
    /// Points an entry earns for its tier, by the tier's id.
    pub tiers: BTreeMap<Id, Number>,
    /// Points for a recognition, by the recognition's id.
    pub recognitions: BTreeMap<Id, Number>,
    /// Recognitions whose points are also reported as of the category "highest score". Default: none.
    #[serde(default)]
    pub highest_score: Vec<Id>,
    /// Recognitions whose points are also reported as of the category "functional". Default: none.
    #[serde(default)]
    pub functional: Vec<Id>,
    /// Recognitions that count only for a participant with enough corporate awards. Default: none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs_corporate_awards: Option<NeedsAwards>,
    /// By the id of a recognition: those that count no more for a participant who holds it. Default:
    /// none.
    #[serde(default)]
    pub supersedes: BTreeMap<Id, Vec<Id>>,
}

/// Recognitions that count only from a number of corporate awards on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NeedsAwards {
    /// How many corporate awards are enough.
    pub count: u32,
    /// The recognitions that need them.
    pub recognitions: Vec<Id>,
}

/// Validity of certificates.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Certification {
    /// Months that a certificate is valid: from the day of recognition to the day before its
    /// anniversary.
    #[schemars(range(min = 1, max = 1200))]
    pub validity_months: u32,
    /// Days before its end from which a certificate counts as expiring.
    #[schemars(range(max = 3660))]
    pub expiring_days: u32,
    /// What a certified entry receives. Default: all there is.
    #[serde(default)]
    pub artefacts: Vec<Artefact>,
    /// Extra recognitions, sold as an add-on, with the same validity. Default: none.
    #[serde(default)]
    pub extras: Vec<Extra>,
}

/// What a certified entry may receive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Artefact {
    /// The certificate itself, for print and screen.
    Certificate,
    /// A round decal for a window.
    WindowDecal,
    /// The mark, for screens.
    ELogo,
}

/// An extra recognition beside the certificate.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Extra {
    /// Id of the extra, as the column `extras` of the certificates names it.
    pub id: Id,
    /// Name of the extra, in each language.
    pub name: Text,
    /// What it is, in each language, for the site. Default: not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
    /// What it costs, by the size of the entry.
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

/// What an extra costs for a band of sizes, in whole HK$.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FeeBand {
    /// The least size. Default: no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<u32>,
    /// The greatest size. Default: no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    /// HK$ for a member of the awarding body.
    pub member: u32,
    /// HK$ for anybody else.
    pub non_member: u32,
}

/// What may be known by whom.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Disclosure {
    /// Whose name the public site may show.
    pub site: SitePolicy,
    /// Whether the public site may show scores. Default: false.
    #[serde(default)]
    pub scores: bool,
    /// Over how many participants besides the reader a benchmark in a report must stand, at least
    /// 2; over fewer it is withheld.
    pub benchmark_min_contributors: usize,
}

/// Whose name the public site may show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SitePolicy {
    /// Of all who hold a tier or a recognition.
    Winners,
    /// Of those alone who hold a recognition.
    Leaders,
    /// Of all who hold a certificate, with the recognitions of those who lead.
    Certified,
}
