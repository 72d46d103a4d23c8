//! A programme: the standing rules of an award or a certification, as its file states them.
//!
//! The keys are those of `data/<programme>/programme.toml`; an unknown key is refused.

use serde::{Deserialize, Serialize};

use super::{
    Certification, CreditPoints, Criterion, DeductionRule, Disclosure, Figure, Id, Recognition,
    Round, Scoring, Stream, Text, Tier,
};

/// The standing award: everything that does not change from season to season.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// Version of this file's format; 1.
    pub schema: u32,
    /// Its id, the name of its folder.
    pub id: Id,
    /// Award or certification.
    pub kind: Kind,
    /// Its name.
    pub name: Text,
    /// The awarding body.
    pub organiser: Text,
    /// How to reach the awarding body.
    pub contact: Contact,
    /// Its colours.
    pub theme: Theme,
    /// The languages of everything handed out; the first leads.
    pub languages: Vec<Language>,
    /// The languages in which service is assessed; none: any.
    #[serde(default)]
    pub service_languages: Vec<Id>,
    /// What the programme is for.
    #[serde(default)]
    pub objectives: Vec<Text>,
    /// Who may take part.
    #[serde(default)]
    pub eligibility: Vec<Text>,
    /// Initials and what they stand for.
    #[serde(default)]
    pub tagline: Vec<Tagline>,
    /// Weeks from enrolment to report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turnaround_weeks: Option<Weeks>,
    /// How scores are made.
    pub scoring: Scoring,
    /// The rounds, in order.
    pub rounds: Vec<Round>,
    /// The tiers, best first.
    pub tiers: Vec<Tier>,
    /// Standing deductions.
    #[serde(default)]
    pub deductions: Vec<DeductionRule>,
    /// The channels through which customers are served.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// The assessment streams.
    pub streams: Vec<Stream>,
    /// The business sectors.
    pub sectors: Vec<Sector>,
    /// The categories; none: an entry's category is free.
    #[serde(default)]
    pub categories: Vec<Category>,
    /// What is assessed.
    pub criteria: Vec<Criterion>,
    /// What is given beside the tiers.
    #[serde(default)]
    pub recognitions: Vec<Recognition>,
    /// Points towards another award.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit_points: Option<CreditPoints>,
    /// Validity of certificates; certification programmes only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certification: Option<Certification>,
    /// What may be known by whom.
    pub disclosure: Disclosure,
    /// Terms and conditions.
    #[serde(default)]
    pub terms: Vec<Text>,
}

impl Programme {
    /// The place of a tier, 0 being the best.
    pub fn tier(&self, id: &Id) -> Option<usize> {
        self.tiers.iter().position(|tier| &tier.id == id)
    }

    /// The best tier whose threshold a published overall reaches (design, rule 3).
    pub fn tier_at(&self, overall: Figure) -> Option<usize> {
        self.tiers.iter().position(|tier| overall.reaches(tier.min))
    }

    /// The round of an id.
    pub fn round(&self, id: &Id) -> Option<usize> {
        self.rounds.iter().position(|round| &round.id == id)
    }

    /// The stream of an id.
    pub fn stream(&self, id: &Id) -> Option<&Stream> {
        self.streams.iter().find(|stream| &stream.id == id)
    }

    /// The short ids of its languages, the leading one first.
    pub fn language_ids(&self) -> impl Iterator<Item = &str> {
        self.languages.iter().map(|language| language.id.as_str())
    }
}

/// What a programme gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Tiers and recognitions.
    Award,
    /// A pass, with validity and renewal.
    Certification,
}

/// How to reach the awarding body.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Telephone number as printed.
    pub telephone: String,
    /// E-mail address.
    pub email: String,
    /// Host and path of the web site, without scheme.
    pub website: String,
}

/// A programme's colours, `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// The one colour of the programme.
    pub primary: String,
    /// The metal beside it.
    pub accent: String,
}

/// A language of everything handed out.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// Short id: the suffix of columns and the key of every text.
    pub id: Id,
    /// BCP 47 tag, `zh-Hant-HK`.
    pub tag: String,
}

/// An initial and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Tagline {
    /// The initial.
    pub key: String,
    /// What it stands for.
    #[serde(flatten)]
    pub text: Text,
}

/// A span of weeks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Weeks {
    /// At least.
    pub min: u32,
    /// At most.
    pub max: u32,
}

/// A channel through which customers are served.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: Text,
}

/// A business sector.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Sector {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: Text,
}

/// A category of retail, within or across sectors.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: Text,
}
