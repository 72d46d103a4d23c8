//! A programme: the standing rules of an award or a certification, as its file states them.
//!
//! The keys are those of `data/<programme>/programme.toml`; an unknown key is refused.

use serde::{Deserialize, Serialize};

use super::{Figure, Id, Number, Recognition, Text};

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

/// How scores are made (design, rules 1 to 3).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Scoring {
    /// The scale of a mark and of a score.
    pub scale: Scale,
    /// How marks become a round's score.
    pub aggregate: Aggregate,
    /// Decimals of a published figure.
    pub places: u32,
    /// How a published figure is rounded.
    pub rounding: Rounding,
    /// The published overall that passes.
    pub pass: Number,
    /// Whether recognitions rank on exact or published figures.
    #[serde(default)]
    pub rank_on: RankOn,
    /// Rounds that break a tie, in order.
    #[serde(default)]
    pub tie_break: Vec<Id>,
}

/// The least and greatest mark.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The least mark.
    pub min: Number,
    /// The greatest mark.
    pub max: Number,
}

/// How marks become a round's score (design, rule 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aggregate {
    /// Each assessment has a score; the round is their mean.
    ByAssessment,
    /// Each criterion is the mean of its own marks; the round weighs the criteria.
    ByCriterion,
}

/// How a published figure is rounded; half-up is the only way both programmes know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// 89.95 becomes 90.0.
    HalfUp,
}

/// What recognitions rank on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RankOn {
    /// The exact value.
    #[default]
    Exact,
    /// The published figure.
    Published,
}

/// A round of assessments.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: Text,
    /// The months of the assessment period that it covers, counted from 1.
    #[serde(default)]
    pub months: Vec<u32>,
    /// Its weight in the overall; all rounds add to 100.
    pub weight: Number,
}

/// A standard to attain.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: Text,
    /// The least published overall that attains it.
    pub min: Number,
}

/// A deduction that any entry may incur.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DeductionRule {
    /// Its id.
    pub id: Id,
    /// Its reason.
    pub name: Text,
    /// The round it is taken from.
    pub round: Id,
    /// Points taken.
    pub points: Number,
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

/// An assessment stream: what is assessed how, in which size bands.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Stream {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: Text,
    /// What `size` counts: seats, centres, outlets.
    pub unit: Text,
    /// What an assessment is called here: call, contact, visit.
    pub assessment: Text,
    /// How its entries are assessed.
    pub modes: Vec<Mode>,
    /// Its size bands, smallest first.
    pub groups: Vec<Group>,
}

impl Stream {
    /// The band that holds a size (design, rule 4).
    ///
    /// # Errors
    /// The bands on both sides of the gap, if none holds it.
    pub fn group_of(&self, size: u32) -> Result<&Group, BandGap<'_>> {
        let holds = |group: &&Group| group.min <= size && group.max.is_none_or(|max| size <= max);
        self.groups.iter().find(holds).ok_or_else(|| BandGap {
            below: self.groups.iter().rfind(|group| group.min <= size),
            above: self.groups.iter().find(|group| group.min > size),
        })
    }

    /// A band by its id.
    pub fn group(&self, id: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == id)
    }

    /// A mode by its id.
    pub fn mode(&self, id: &Id) -> Option<&Mode> {
        self.modes.iter().find(|mode| &mode.id == id)
    }
}

/// The bands beside a size that no band holds.
#[derive(Debug, PartialEq, Eq)]
pub struct BandGap<'a> {
    /// The last band that begins at or below the size.
    pub below: Option<&'a Group>,
    /// The first band that begins above the size.
    pub above: Option<&'a Group>,
}

/// How an entry is assessed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Mode {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: Text,
    /// The channel its entries count for; none: no channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Id>,
}

/// A size band of a stream.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its short name, `A`.
    pub id: String,
    /// The least size it holds.
    pub min: u32,
    /// The greatest size it holds; none: any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    /// Assessments a round.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quota: Option<u32>,
    /// Enrolment fee in HK$.
    pub fee: Fees,
    /// Seats at the ceremony.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gala_seats: Option<u32>,
}

/// What an enrolment costs, in HK$.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Fees {
    /// For a member.
    pub member: u32,
    /// For anybody else.
    pub non_member: u32,
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

/// What is assessed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its id, a column of the assessments.
    pub id: Id,
    /// Its name.
    pub name: Text,
    /// Its weight; all criteria of an entry add to 100.
    pub weight: Number,
    /// The streams it is limited to; none: all.
    #[serde(default)]
    pub streams: Vec<Id>,
    /// The modes it is limited to; none: all.
    #[serde(default)]
    pub modes: Vec<Id>,
    /// The channels that mark it; none: all.
    #[serde(default)]
    pub channels: Vec<Id>,
}

impl Criterion {
    /// Whether it is assessed in a stream and mode.
    pub fn applies(&self, stream: &Id, mode: &Id) -> bool {
        let within = |list: &[Id], id| list.is_empty() || list.contains(id);
        within(&self.streams, stream) && within(&self.modes, mode)
    }
}

/// Points towards another award (design, rule 10).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CreditPoints {
    /// How many entries of a participant count.
    pub max_entries: usize,
    /// Points for a tier.
    pub tiers: std::collections::BTreeMap<Id, Number>,
    /// Points for a recognition.
    pub recognitions: std::collections::BTreeMap<Id, Number>,
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
    pub supersedes: std::collections::BTreeMap<Id, Vec<Id>>,
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
