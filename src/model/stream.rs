//! Assessment streams, their modes and size bands.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Id, Text};

/// A stream of assessment: what is assessed how, in which size bands.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Stream {
    /// Id of the stream, as the column `stream` of the entries names it.
    pub id: Id,
    /// Name of the stream, in each language.
    pub name: Text,
    /// What the `size` of an entry counts, such as seats or outlets, in each language.
    pub unit: Text,
    /// What an assessment is called in this stream, such as visits, in each language.
    pub assessment: Text,
    /// The ways its entries may be assessed; each entry has one.
    #[schemars(length(min = 1))]
    pub modes: Vec<Mode>,
    /// Its size bands, smallest first, without overlap.
    #[schemars(length(min = 1))]
    pub groups: Vec<Group>,
}

impl Stream {
    /// The band that holds a size (`RULES.md`, rule 4).
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
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Mode {
    /// Id of the mode, as the column `mode` of the entries names it.
    pub id: Id,
    /// Name of the mode, in each language.
    pub name: Text,
    /// The channel its entries count for in an omni-channel recognition. Default: none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Id>,
}

/// A size band of a stream.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Short name of the band, such as A.
    pub id: String,
    /// The least size it holds.
    pub min: u32,
    /// The greatest size it holds. Default: no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    /// Assessments of an entry in a round. Default: not said, so that none are missed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quota: Option<u32>,
    /// What enrolment costs.
    pub fee: Fees,
    /// Seats at the ceremony for an entry. Default: not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gala_seats: Option<u32>,
}

/// What enrolment costs, in whole HK$.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Fees {
    /// HK$ for a member of the awarding body.
    pub member: u32,
    /// HK$ for anybody else.
    pub non_member: u32,
}
