//! Assessment streams, their modes and size bands.

use serde::{Deserialize, Serialize};

use super::{Id, Text};

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
