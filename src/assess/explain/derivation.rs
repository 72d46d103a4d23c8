//! A derivation: a tree of facts, each with its values, where they were read, and what it rests on.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeStruct, Serializer};

use crate::model::{Exact, Figure, Id, Number, Origin, Text};

/// A fact and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derivation {
    /// What kind of fact, in kebab-case: the key of its words in the catalogues.
    pub fact: &'static str,
    /// Its values, by the name that stands in the words.
    pub values: BTreeMap<&'static str, Value>,
    /// The row it was read from.
    pub source: Option<Origin>,
    /// What it rests on, in order.
    pub parts: Vec<Derivation>,
}

/// A value of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// An id, a day, a count, as it stands.
    Plain(String),
    /// A published figure, or a difference of two.
    Figure(Figure),
    /// A value before any rounding.
    Exact(ExactValue),
    /// The same where it is a step on the way, whose fraction nobody need hear.
    Step(ExactValue),
    /// Words in every language.
    Text(Text),
    /// What has an id and a name.
    Named {
        /// Its id.
        id: String,
        /// Its name.
        name: Text,
    },
    /// Another entry or participant.
    Other {
        /// Its id.
        id: String,
        /// Its name.
        name: Text,
    },
    /// A size band, whose id is a letter.
    Group {
        /// Its id.
        group: String,
    },
    /// A mark and its criterion.
    Mark {
        /// The criterion's id.
        criterion: String,
        /// The criterion's name.
        name: Text,
        /// The mark.
        mark: Number,
    },
    /// Several of them.
    List(Vec<Value>),
    /// What the entries of a scope share; without anything, the whole programme.
    Scope(Vec<Value>),
    /// A weighted mean in full.
    Mean(Vec<Term>),
}

/// A value before any rounding, with the words for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExactValue(pub Exact);

/// A value and its weight in a mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The id of what is weighed; an assessment's reference where a criterion's marks are.
    pub of: String,
    /// The value.
    pub value: ExactValue,
    /// Its weight.
    pub weight: Number,
}

impl Derivation {
    pub(super) fn of(fact: &'static str) -> Self {
        Self { fact, values: BTreeMap::new(), source: None, parts: Vec::new() }
    }

    pub(super) fn with(mut self, key: &'static str, value: impl Into<Value>) -> Self {
        self.values.insert(key, value.into());
        self
    }

    pub(super) fn read_from(mut self, origin: &Origin) -> Self {
        self.source = Some(origin.clone());
        self
    }

    pub(super) fn resting_on(mut self, parts: impl IntoIterator<Item = Derivation>) -> Self {
        self.parts.extend(parts);
        self
    }
}

impl Value {
    pub(super) fn step(value: &Exact) -> Self {
        Self::Step(ExactValue(value.clone()))
    }

    pub(super) fn named(id: &Id, name: &Text) -> Self {
        Self::Named { id: id.to_string(), name: name.clone() }
    }
}

impl From<&Exact> for Value {
    fn from(value: &Exact) -> Self {
        Self::Exact(ExactValue(value.clone()))
    }
}

impl From<Figure> for Value {
    fn from(value: Figure) -> Self {
        Self::Figure(value)
    }
}

impl From<&Text> for Value {
    fn from(value: &Text) -> Self {
        Self::Text(value.clone())
    }
}

impl From<Vec<Term>> for Value {
    fn from(terms: Vec<Term>) -> Self {
        Self::Mean(terms)
    }
}

impl From<Vec<Value>> for Value {
    fn from(values: Vec<Value>) -> Self {
        Self::List(values)
    }
}

/// What stands as it is printed.
macro_rules! plain {
    ($($kind:ty),*) => {
        $(impl From<$kind> for Value {
            fn from(value: $kind) -> Self {
                Self::Plain(value.to_string())
            }
        })*
    };
}
plain!(&str, &Id, Number, crate::model::Day, &crate::assess::Points, usize, u32, i16);

impl Serialize for ExactValue {
    /// `{"decimal": "84.136364", "fraction": "1851/22"}`; without a fraction, the decimals are all
    /// there are.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (decimal, fraction) = self.0.written();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("decimal", &decimal)?;
        if let Some(fraction) = fraction {
            map.serialize_entry("fraction", &fraction)?;
        }
        map.end()
    }
}

impl Serialize for Derivation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("Derivation", 4)?;
        map.serialize_field("fact", self.fact)?;
        map.serialize_field("values", &self.values)?;
        match &self.source {
            Some(origin) => map.serialize_field("source", &Source::of(origin))?,
            None => map.skip_field("source")?,
        }
        match self.parts.as_slice() {
            [] => map.skip_field("parts")?,
            parts => map.serialize_field("parts", parts)?,
        }
        map.end()
    }
}

#[derive(Serialize)]
struct Source<'a> {
    file: &'a str,
    row: u32,
}

impl<'a> Source<'a> {
    fn of(origin: &'a Origin) -> Self {
        Self { file: &origin.file, row: origin.row }
    }
}
