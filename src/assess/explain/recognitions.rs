//! Each recognition, won or not, and why (rules 6 to 9).

use super::{Derivation, Value, enrolment, highest, improvement, omni_channel, streak};
use crate::assess::recognitions::{Contest, Missed, Standing, Value as AwardValue, standing};
use crate::assess::{Results, Scope, Winner};
use crate::model::{Field, Rule};

/// What an entry's case in a recognition is made of.
pub(super) struct Case<'a> {
    pub(super) results: &'a Results<'a>,
    pub(super) entry: usize,
    /// The contest it takes part in, if it does.
    pub(super) contest: Option<Contest>,
    pub(super) standing: Standing,
}

/// Every recognition of the programme.
pub(super) fn all(results: &Results, entry: usize) -> Vec<Derivation> {
    let recognitions = 0..results.data.programme.recognitions.len();
    recognitions.map(|recognition| one(results, recognition, entry)).collect()
}

fn one(results: &Results, recognition: usize, entry: usize) -> Derivation {
    let rule = &results.data.programme.recognitions[recognition];
    let (contest, standing) = standing(results, recognition, entry);
    let case = Case { results, entry, contest, standing };
    let derivation = match &case.standing {
        Standing::Won(AwardValue::Figure(value)) => {
            Derivation::of("recognition-won").with("value", *value)
        }
        Standing::Won(AwardValue::Years(years)) => {
            Derivation::of("recognition-of-seasons").with("n", *years)
        }
        Standing::Missed(_) => Derivation::of("recognition-missed"),
    };
    let parts = match &rule.rule {
        Rule::Highest { .. } => highest::parts(&case),
        Rule::Improvement { .. } => improvement::parts(&case),
        Rule::Streak { tier, years, same } => streak::parts(&case, tier, *years, same),
        Rule::OmniChannel { .. } => omni_channel::parts(&case),
    };
    derivation.with("recognition", Value::named(&rule.id, &rule.name)).resting_on(parts)
}

impl Case<'_> {
    /// The scope as names; none for the whole programme.
    pub(super) fn scope(&self) -> Vec<Value> {
        let scope: &Scope = match &self.contest {
            Some(contest) => &contest.scope,
            None => &Scope::new(),
        };
        let (data, entry) = (self.results.data, &self.results.data.entries[self.entry]);
        let name = |(field, id): &(Field, String)| match field {
            Field::Stream => Value::named(&entry.stream, &data.stream_of(entry).name),
            Field::Mode => Value::named(&entry.mode, &data.mode_of(entry).name),
            Field::Sector => {
                let sector = self.results.entries[self.entry].sector;
                Value::named(sector.id, sector.name)
            }
            Field::Group => Value::Group { group: id.clone() },
            Field::Category => {
                enrolment::category(data, entry).unwrap_or_else(|| id.as_str().into())
            }
        };
        scope.iter().map(name).collect()
    }

    /// How many candidates there are.
    pub(super) fn candidates(&self) -> usize {
        self.contest.as_ref().map_or(0, |contest| contest.candidates.len())
    }

    /// The other entries that compete.
    pub(super) fn others(&self) -> impl Iterator<Item = usize> {
        let candidates = self.contest.iter().flat_map(|contest| &contest.candidates);
        let entries = candidates.filter_map(|(who, _)| match who {
            Winner::Entry(at) => Some(*at),
            Winner::Participant(_) => None,
        });
        entries.filter(|at| *at != self.entry)
    }

    /// With whom the recognition is shared, if it is.
    pub(super) fn shared(&self) -> Option<Derivation> {
        let data = self.results.data;
        let own = data.entries[self.entry].participant;
        let winners = self.contest.iter().flat_map(Contest::winners);
        let others = winners.filter(|(who, _)| {
            *who != Winner::Entry(self.entry) && *who != Winner::Participant(own)
        });
        let others: Vec<Value> =
            others.map(|(who, _)| self.results.winner_id(who).into()).collect();
        let won = matches!(self.standing, Standing::Won(_));
        (won && !others.is_empty()).then(|| Derivation::of("shared").with("others", others))
    }

    /// Why it is missed, where every rule says so in the same way.
    pub(super) fn missed(&self) -> Option<Derivation> {
        let Standing::Missed(missed) = &self.standing else {
            return None;
        };
        let tiers = &self.results.data.programme.tiers;
        let tier = |at: usize| Value::named(&tiers[at].id, &tiers[at].name);
        Some(match missed {
            Missed::Inactive => Derivation::of("not-active"),
            Missed::Unscoped(_) => Derivation::of("no-category"),
            Missed::NoOverall => Derivation::of("no-overall"),
            Missed::TooFew { entries, needed } => Derivation::of("too-few-entries")
                .with("scope", self.scope())
                .with("n", *entries)
                .with("needed", *needed),
            Missed::BelowTier { required } => Derivation::of("below-required-tier")
                .with("scope", self.scope())
                .with("tier", tier(*required)),
            Missed::NotAtTier { tier: required } => {
                Derivation::of("not-at-tier").with("tier", tier(*required))
            }
            Missed::NoEarlierSeason => Derivation::of("no-earlier-season"),
            Missed::NoRise(_) => Derivation::of("no-rise"),
            Missed::TooShort { years, needed } => {
                Derivation::of("streak-too-short").with("n", *years).with("needed", *needed)
            }
            _ => return None,
        })
    }

    /// Names another entry, or another participant's.
    pub(super) fn naming(&self, derivation: Derivation, who: Winner) -> Derivation {
        let data = self.results.data;
        let (id, name) = match who {
            Winner::Entry(at) => (&data.entries[at].id, &data.entries[at].name),
            Winner::Participant(at) => (&data.participants[at].id, &data.participants[at].name),
        };
        derivation.with("leader", id).with("name", name)
    }
}
