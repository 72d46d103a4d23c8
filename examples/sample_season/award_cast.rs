//! Who takes part in the award: the hand-written cast, and random entries after it.

use crate::award_history::{self, Past};
use crate::names::{Name, Words, slug};
use crate::output::embedded;

/// Entries written by hand, and the default size of the season.
pub(crate) const SIZE: usize = 96;

/// The business sectors, the same in both streams.
pub(crate) const SECTORS: [&str; 8] =
    ["public", "banks", "insurance", "telecom", "transport", "travel", "living", "commerce"];

/// How an entry is assessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    PhoneIn,
    Online,
    Onsite,
    FaceToFace,
}

impl Mode {
    pub(crate) const ALL: [Self; 4] = [Self::PhoneIn, Self::Online, Self::Onsite, Self::FaceToFace];

    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::PhoneIn => "phone-in",
            Self::Online => "online",
            Self::Onsite => "onsite",
            Self::FaceToFace => "face-to-face",
        }
    }

    pub(crate) fn stream(self) -> &'static str {
        if self == Self::FaceToFace { "bm" } else { "phone-online" }
    }

    /// Where the assessor stands, for remarks that fit. Onsite assessors sit in the hotline centre and hear calls.
    pub(crate) fn place(self) -> &'static str {
        match self {
            Self::PhoneIn | Self::Onsite => "phone",
            Self::Online => "online",
            Self::FaceToFace => "visit",
        }
    }

    /// The bands of size: group, smallest, largest (open bands end somewhere plausible), quota a round.
    pub(crate) fn bands(self) -> [(char, u32, u32, usize); 4] {
        match self {
            Self::FaceToFace => {
                [('A', 1, 2, 6), ('B', 3, 6, 12), ('C', 7, 9, 18), ('D', 11, 40, 24)]
            }
            _ => [('A', 1, 10, 20), ('B', 11, 50, 40), ('C', 51, 100, 80), ('D', 101, 480, 120)],
        }
    }
}

/// Points taken off a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deduction {
    /// The programme's rule `faq-late`: one point of round 1.
    FaqLate,
    /// Half a point of round 2, with its reason given in the row.
    Access,
}

impl Deduction {
    /// The round's index, and half points.
    pub(crate) fn taken(self) -> (usize, i128) {
        match self {
            Self::FaqLate => (0, 2),
            Self::Access => (1, 1),
        }
    }
}

/// An organisation.
pub(crate) struct Participant {
    pub(crate) name: Name,
    pub(crate) member: bool,
    pub(crate) corporate_awards: u32,
    pub(crate) email: String,
    pub(crate) sector: &'static str,
}

/// One enrolment, with the result it is to have.
pub(crate) struct Entry {
    pub(crate) participant: usize,
    pub(crate) mode: Mode,
    pub(crate) sector: &'static str,
    pub(crate) size: u32,
    pub(crate) group: char,
    /// Whether entries.csv states the group, because the size is in no band.
    pub(crate) group_given: bool,
    /// The overall to reach, in thousandths of a point.
    pub(crate) target: i128,
    pub(crate) status: &'static str,
    /// Rounds assessed: fewer than three for who left early.
    pub(crate) rounds: usize,
    pub(crate) history: Vec<Past>,
    pub(crate) deduction: Option<Deduction>,
    /// An earlier entry whose exact overall it shares.
    pub(crate) twin_of: Option<usize>,
    pub(crate) name: Option<Name>,
}

/// The written participants; their sectors follow from their entries.
pub(crate) fn participants() -> Vec<Participant> {
    let rows = embedded(include_str!("cast/participants.psv"));
    let organisation = |row: Vec<&'static str>| Participant {
        name: Name { zh: row[0].to_owned(), en: row[1].to_owned() },
        member: row[2] == "yes",
        corporate_awards: row[3].parse().expect("the cast gives a count"),
        email: format!("service@{}.example", row[4]),
        sector: "",
    };
    rows.into_iter().map(organisation).collect()
}

/// The written entries, in the order of their ids.
pub(crate) fn entries(seed: u64) -> Vec<Entry> {
    let rows = embedded(include_str!("cast/entries.psv"));
    rows.iter().enumerate().map(|(index, row)| entry(row, &mut rng(seed, index))).collect()
}

/// Each entry has its own source of chance: it stays what it is when others come or go.
pub(crate) fn rng(seed: u64, index: usize) -> fastrand::Rng {
    let index = u64::try_from(index).expect("an index fits 64 bits");
    fastrand::Rng::with_seed(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(index))
}

fn entry(row: &[&'static str], rng: &mut fastrand::Rng) -> Entry {
    let mode = *Mode::ALL.iter().find(|mode| mode.id() == row[1]).expect("the cast names a mode");
    let size = row[3].parse().expect("the cast gives a size");
    let band =
        mode.bands().into_iter().find(|band| (band.1..=band.2).contains(&size)).map(|band| band.0);
    let group = row[4]
        .chars()
        .next()
        .or(band)
        .expect("the cast gives a group where no band holds the size");
    let target = thousandths(row[5]);
    Entry {
        participant: row[0].parse::<usize>().expect("the cast names a participant") - 1,
        mode,
        sector: row[2],
        size,
        group,
        group_given: !row[4].is_empty(),
        target,
        status: if row[6].is_empty() { "active" } else { row[6] },
        rounds: row[7].parse().expect("the cast gives the rounds"),
        history: award_history::read(row[8], group, target, rng),
        deduction: match row[9] {
            "" => None,
            "faq-late" => Some(Deduction::FaqLate),
            _ => Some(Deduction::Access),
        },
        twin_of: row[10].parse::<usize>().ok().map(|id| id - 1),
        name: (!row[11].is_empty())
            .then(|| Name { zh: row[11].to_owned(), en: row[12].to_owned() }),
    }
}

fn thousandths(points: &str) -> i128 {
    points.replace('.', "").parse().expect("the cast gives targets with three places")
}

/// A further participant, named from the word lists.
pub(crate) fn further_participant(
    words: &Words,
    index: usize,
    rng: &mut fastrand::Rng,
) -> Participant {
    let sector = SECTORS[index % SECTORS.len()];
    let name = words.name(sector, index / SECTORS.len());
    Participant {
        email: format!("service@{}.example", slug(&name.en)),
        name,
        member: rng.bool(),
        corporate_awards: if rng.u8(..20) == 0 { rng.u32(5..8) } else { rng.u32(0..5) },
        sector,
    }
}
