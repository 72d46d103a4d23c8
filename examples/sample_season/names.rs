//! Names for any number of participants: an invented place, an emblem and a trade.

use crate::output::embedded;

/// A name in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Name {
    pub(crate) zh: String,
    pub(crate) en: String,
}

/// The word lists.
pub(crate) struct Words(Vec<Vec<&'static str>>);

impl Words {
    pub(crate) fn load() -> Self {
        Self(embedded(include_str!("cast/words.psv")))
    }

    /// The `number`-th name in a line of business; no two numbers give the same name.
    pub(crate) fn name(&self, business: &str, number: usize) -> Name {
        let (places, styles, trades) = (self.of("place"), self.of("style"), self.of(business));
        let combinations = places.len() * styles.len() * trades.len();
        // 7919 is prime and divides none of the list lengths: neighbours in number look unlike, and none repeats.
        let index = (number % combinations) * 7919 % combinations;
        let trade = trades[index % trades.len()];
        let style = styles[index / trades.len() % styles.len()];
        let place = places[index / trades.len() / styles.len()];
        let name = Name {
            zh: format!("{}{}{}", place[1], style[1], trade[1]),
            en: format!("{} {} {}", place[2], style[2], trade[2]),
        };
        match number / combinations {
            0 => name,
            branch => Name {
                zh: format!("{}（{}）", name.zh, branch + 1),
                en: format!("{} No. {}", name.en, branch + 1),
            },
        }
    }

    fn of(&self, kind: &str) -> Vec<&[&'static str]> {
        self.0.iter().filter(|row| row[0] == kind).map(Vec::as_slice).collect()
    }
}

/// A name as a host label: `Snail's Pace Shoes` → `snails-pace-shoes`.
pub(crate) fn slug(name: &str) -> String {
    let kept: String = name.chars().filter(|letter| *letter != '\'').collect();
    let words =
        kept.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}
