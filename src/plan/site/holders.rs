//! The pages of participants with public honours, and the list of them all.

use serde::Serialize;

use super::claims;
use super::honours::{Holder, Honour, Honours};
use super::paged::{A_PAGE, folders};
use super::signing::Signing;
use crate::model::{Id, Text};
use crate::plan::values::{Named, ProgrammeValue, metal};

/// A participant, and all it was given over the seasons.
#[derive(Serialize)]
pub(super) struct HolderPage<'a> {
    programme: ProgrammeValue<'a>,
    name: &'a Text,
    awards: usize,
    first: i16,
    last: i16,
    /// The latest first.
    years: Vec<YearValue<'a>>,
}

#[derive(Serialize)]
struct YearValue<'a> {
    year: i16,
    honours: Vec<HonourValue<'a>>,
}

/// An honour as pages receive it.
#[derive(Serialize)]
pub(super) struct HonourValue<'a> {
    /// Of the entry, or of the participant where it is its own honour.
    name: &'a Text,
    participant: &'a Text,
    tier: Option<TierName<'a>>,
    stream: Option<&'a Text>,
    group: Option<&'a str>,
    /// Of the season's own entries alone, as is the sector.
    mode: Option<&'a Text>,
    sector: Option<&'a Text>,
    recognitions: Vec<HeldValue<'a>>,
    streak: Option<&'a Text>,
    /// Where its awards stand signed.
    credentials: Vec<CredentialValue<'a>>,
}

/// A signed credential of an award.
#[derive(Serialize)]
struct CredentialValue<'a> {
    /// Of the award.
    name: &'a Text,
    /// From the root of the site.
    path: String,
}

#[derive(Serialize)]
pub(super) struct TierName<'a> {
    #[serde(flatten)]
    pub(super) named: Named<'a>,
    pub(super) metal: &'static str,
}

#[derive(Serialize)]
struct HeldValue<'a> {
    name: &'a Text,
    scope: &'a [Text],
}

impl<'a> HolderPage<'a> {
    pub(super) fn new(
        honours: &'a Honours<'a>,
        holder: &'a Holder<'a, 'a>,
        signing: Option<&Signing>,
    ) -> Self {
        let (first, last) = holder.years();
        let seasons = holder.honours.chunk_by(|one, next| one.year == next.year);
        let years = seasons.map(|season| YearValue {
            year: season[0].year,
            honours: season
                .iter()
                .map(|honour| HonourValue::new(honours, honour, signing))
                .collect(),
        });
        Self {
            programme: ProgrammeValue::for_pages(honours.programme),
            name: holder.name,
            awards: holder.awards(),
            first,
            last,
            years: years.collect(),
        }
    }
}

impl<'a> HonourValue<'a> {
    fn new(honours: &'a Honours<'a>, honour: &'a Honour<'a>, signing: Option<&Signing>) -> Self {
        let held = honour.recognitions.iter();
        Self {
            name: honour.entry.map_or(honour.participant.1, |(_, name)| name),
            participant: honour.participant.1,
            tier: honour.tier.map(|tier| tier_name(honours, tier)),
            stream: honour.placed.map(|placed| &placed.stream.name),
            group: honour.placed.map(|placed| placed.group),
            mode: honour.placed.and_then(|placed| placed.mode).map(|mode| &mode.name),
            sector: honour.placed.and_then(|placed| placed.sector).map(|sector| sector.name),
            recognitions: held
                .map(|held| HeldValue { name: &held.recognition.name, scope: &held.scope })
                .collect(),
            streak: honour.streak.as_ref().map(|(_, text)| text),
            credentials: credentials((honours, honour), signing),
        }
    }
}

fn credentials<'a>(
    (honours, honour): (&'a Honours, &'a Honour),
    signing: Option<&Signing>,
) -> Vec<CredentialValue<'a>> {
    let Some(signing) = signing else { return Vec::new() };
    let awards = claims::awards(honours, honour).into_iter();
    let signed = awards.filter_map(|award| {
        let path = signing.published(&claims::of_award(honour, award.id))?;
        Some(CredentialValue { name: award.name, path })
    });
    signed.collect()
}

/// A tier of the programme, by its index.
pub(super) fn tier_name<'a>(honours: &Honours<'a>, tier: usize) -> TierName<'a> {
    let tier = &honours.programme.tiers[tier];
    TierName { named: Named { id: &tier.id, name: &tier.name }, metal: metal(tier) }
}

/// A page of the list of all participants with public honours, from A to Z.
#[derive(Serialize)]
pub(super) struct HoldersPage<'a> {
    programme: ProgrammeValue<'a>,
    /// Of all pages.
    total: usize,
    first: i16,
    last: i16,
    /// The latest season that has a page.
    season: i16,
    letters: Vec<Letter<'a>>,
    /// Counted from 1.
    page: usize,
    /// Their folders, below that of the language.
    pages: Vec<String>,
}

/// Those whose English name begins with a letter; `#` for any other character.
#[derive(Serialize)]
struct Letter<'a> {
    letter: String,
    holders: Vec<HolderValue<'a>>,
}

#[derive(Serialize)]
struct HolderValue<'a> {
    id: &'a Id,
    name: &'a Text,
    /// To sort and find it by.
    key: &'a str,
    awards: usize,
    /// Its page, below the folder of the language.
    page: String,
}

/// The list of all participants with public honours, by the folders of its pages; none if there is nobody.
pub(super) fn holders_pages<'a>(
    honours: &'a Honours<'a>,
    holders: &'a [Holder<'a, 'a>],
    season: i16,
) -> Vec<(String, HoldersPage<'a>)> {
    let pages = folders(&format!("{}/participants/", honours.programme.id), holders.len());
    let years = holders.iter().map(Holder::years);
    let (first, last) =
        years.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1))).unwrap_or_default();
    let page = |(at, some): (usize, &'a [Holder<'a, 'a>])| {
        let own = HoldersPage {
            programme: ProgrammeValue::for_pages(honours.programme),
            total: holders.len(),
            first,
            last,
            season,
            letters: letters(honours, some),
            page: at + 1,
            pages: pages.clone(),
        };
        (pages[at].clone(), own)
    };
    holders.chunks(A_PAGE).enumerate().map(page).collect()
}

fn letters<'a>(honours: &'a Honours<'a>, holders: &'a [Holder<'a, 'a>]) -> Vec<Letter<'a>> {
    let mut letters: Vec<Letter> = Vec::new();
    for holder in holders {
        let key = honours.english(holder.name);
        let first = key.chars().next().map(|first| first.to_ascii_uppercase());
        let letter = first.filter(char::is_ascii_uppercase).unwrap_or('#').to_string();
        let (id, name, awards) = (holder.id, holder.name, holder.awards());
        let page = super::honours::page(honours.programme, id);
        let value = HolderValue { id, name, key, awards, page };
        match letters.last_mut().filter(|last| last.letter == letter) {
            Some(last) => last.holders.push(value),
            None => letters.push(Letter { letter, holders: vec![value] }),
        }
    }
    letters
}
