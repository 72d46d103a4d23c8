//! A plan divided among machines.

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroUsize;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use super::{Job, Plan, Target, Work};

/// A part of a plan that a machine makes: the second of three, say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shard {
    /// Into how many it is divided.
    pub of: NonZeroUsize,
    /// Which of them it is, counted from 1; no larger than `of`.
    number: NonZeroUsize,
}

impl Shard {
    /// All parts of a plan that is divided so.
    pub fn all(of: NonZeroUsize) -> impl Iterator<Item = Self> {
        (1..=of.get()).filter_map(NonZeroUsize::new).map(move |number| Self { of, number })
    }

    /// The shard that has what goes by a key: the same on every machine, and each of three has a third of the
    /// keys.
    fn of_key(key: &str, of: NonZeroUsize) -> Self {
        let hash = Sha256::digest(key);
        let hash = hash.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte));
        let before = usize::try_from(hash % of.get() as u64).unwrap_or_default();
        Self { of, number: NonZeroUsize::MIN.saturating_add(before) }
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no shard: write `2/8` for the second of eight");
        let (number, of) = text.split_once('/').ok_or_else(wrong)?;
        let (number, of) = (number.trim().parse(), of.trim().parse());
        match (number, of) {
            (Ok(number), Ok(of)) if number <= of => Ok(Self { of, number }),
            _ => Err(wrong()),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl Plan<'_> {
    /// Leaves only the jobs of a shard. What names or shows files that other jobs make, proof sheets and
    /// tables of hashes, is in none: it is made when the shards are merged.
    pub fn keep(&mut self, shard: Shard) {
        let keys = self.keys();
        let mut keys = keys.iter();
        let has = |key: Option<&Option<String>>| {
            key.and_then(Option::as_ref).is_some_and(|key| Shard::of_key(key, shard.of) == shard)
        };
        self.jobs.retain(|_| has(keys.next()));
        self.proofs.clear();
        self.complete.clear();
    }

    /// The shard that makes each file, where the plan is divided into so many; what is made when shards
    /// are merged is not among them.
    pub fn made_by(&self, of: Option<NonZeroUsize>) -> BTreeMap<String, Shard> {
        let Some(of) = of else { return BTreeMap::new() };
        let jobs = self.jobs.iter().zip(self.keys());
        let made = jobs.filter_map(|(job, key)| Some((job.path.clone(), Shard::of_key(&key?, of))));
        made.collect()
    }

    /// By what each job is given to a shard. The forms of a document go together, for they are laid out
    /// once, and so do the pages of a language with their fonts.
    fn keys(&self) -> Vec<Option<String>> {
        let groups = self.jobs.chunk_by(|job, next| job.shows_the_same(next));
        let keys = groups.flat_map(|group| {
            let key = group.first().and_then(key);
            group.iter().map(move |_| key.clone())
        });
        keys.collect()
    }
}

fn key(job: &Job) -> Option<String> {
    match &job.work {
        Work::Page { language: Some(language), .. } | Work::WebFont { language, .. } => {
            Some(format!("pages in {language}"))
        }
        Work::Table { rows, .. } if !rows.digests_wanted().is_empty() => None,
        _ if job.target == Target::Proofs => None,
        _ => Some(job.path.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::Shard;

    #[test]
    fn each_key_is_in_just_one_shard() {
        let keys: Vec<_> = (0..1000).map(|n| format!("e{n:03}.pdf")).collect();
        let shards: Vec<Shard> =
            ["1/3", "2/3", "3/3"].map(|it| it.parse().expect("a shard")).to_vec();
        assert_eq!(shards, Shard::all(shards[0].of).collect::<Vec<_>>());
        let of = |shard: &Shard| {
            keys.iter().filter(|key| Shard::of_key(key, shard.of) == *shard).count()
        };
        assert_eq!(shards.iter().map(of).sum::<usize>(), 1000);
        assert!(shards.iter().all(|shard| (280..390).contains(&of(shard))));
    }

    #[test]
    fn what_is_no_shard_is_refused() {
        for text in ["", "3", "0/3", "4/3", "1/0", "a/b", "-1/3", "1/2/3"] {
            let error = text.parse::<Shard>().expect_err(text);
            assert_eq!(error, format!("`{text}` is no shard: write `2/8` for the second of eight"));
        }
    }
}
