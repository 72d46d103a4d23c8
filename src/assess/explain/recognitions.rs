//! Each recognition, won or not, and why (rules 6 to 9).

use super::{Audience, Derivation, Value, enrolment, highest, improvement, omni_channel, streak};
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
    pub(super) audience: Audience,
}

/// Every recognition of the programme.
pub(super) fn all(results: &Results, entry: usize, audience: Audience) -> Vec<Derivation> {
    let recognitions = 0..results.data.programme.recognitions.len();
    let case = |recognition| {
        let (contest, standing) = standing(results, recognition, entry);
        (recognition, Case { results, entry, contest, standing, audience })
    };
    recognitions.map(case).map(|(recognition, case)| one(&case, recognition)).collect()
}

fn one(case: &Case, recognition: usize) -> Derivation {
    let rule = &case.results.data.programme.recognitions[recognition];
    let rose = matches!(rule.rule, Rule::Improvement { .. });
    let derivation = match &case.standing {
        Standing::Won(AwardValue::Figure(rise)) if rose => {
            Derivation::of("recognition-won-by-rise").with("n", *rise)
        }
        Standing::Won(AwardValue::Figure(value)) => {
            Derivation::of("recognition-won").with("value", *value)
        }
        Standing::Won(AwardValue::Years(years)) => {
            Derivation::of("recognition-of-seasons").with("n", *years)
        }
        Standing::Missed(_) => Derivation::of("recognition-missed"),
    };
    let parts = match &rule.rule {
        Rule::Highest { .. } => highest::parts(case),
        Rule::Improvement { .. } => improvement::parts(case),
        Rule::Streak { tier, years, same } => streak::parts(case, tier, *years, same),
        Rule::OmniChannel { .. } => omni_channel::parts(case),
    };
    derivation.with("recognition", Value::named(&rule.id, &rule.name)).resting_on(parts)
}

impl Case<'_> {
    /// The scope as names; none for the whole programme.
    pub(super) fn scope(&self) -> Value {
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
        Value::Scope(scope.iter().map(name).collect())
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

    /// Whether others may be told of, beyond how many they are.
    pub(super) fn in_confidence(&self) -> bool {
        self.audience == Audience::Secretariat
    }

    /// With whom the recognition is shared, if it is; a member hears how many they are.
    pub(super) fn shared(&self) -> Option<Derivation> {
        let own = self.results.data.entries[self.entry].participant;
        let winners = self.contest.iter().flat_map(Contest::winners);
        let others = winners.filter(|(who, _)| {
            *who != Winner::Entry(self.entry) && *who != Winner::Participant(own)
        });
        let others: Vec<_> = others.map(|(who, _)| self.other(who)).collect();
        let won = matches!(self.standing, Standing::Won(_));
        (won && !others.is_empty()).then(|| match self.in_confidence() {
            true => Derivation::of("shared").with("others", others),
            false => Derivation::of("shared-with").with("n", others.len()),
        })
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

    /// Another entry or participant, which only the secretariat may hear of.
    pub(super) fn other(&self, who: Winner) -> Value {
        let data = self.results.data;
        let (id, name) = match who {
            Winner::Entry(at) => (&data.entries[at].id, &data.entries[at].name),
            Winner::Participant(at) => (&data.participants[at].id, &data.participants[at].name),
        };
        Value::Other { id: id.to_string(), name: name.clone() }
    }
}
