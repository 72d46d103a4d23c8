//! What a file was made with, and why it is made again.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::Job;

/// What a file is made with beside its data, each with a hash of it: [`Self::VERSION`], [`Self::FONTS`],
/// [`Self::PAGES`], and templates by their path below [`Self::TEMPLATES`].
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Sources(pub BTreeMap<String, String>);

impl Sources {
    /// plaudit itself: its version.
    pub const VERSION: &str = "plaudit";
    /// All fonts there are: each could be the one that has a character.
    pub const FONTS: &str = "fonts";
    /// All templates of pages, which take one another in.
    pub const PAGES: &str = "templates/site";
    /// What the path of any other template begins with.
    pub const TEMPLATES: &str = "templates/";
}

/// Why a file is made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// It was asked for in any case.
    Asked,
    /// No build has made it.
    New,
    /// It is no longer there.
    Missing,
    /// Someone else has changed or replaced it.
    Altered,
    /// plaudit is another.
    Program,
    /// The fonts are others.
    Fonts,
    /// Templates that it uses are others, by their paths.
    Templates(Vec<String>),
    /// What it may show is other.
    Data,
    /// A font is cut to what it shows, together with other pages.
    Shared,
}

impl Cause {
    /// Why a job is to be made again whose data had the hash `data` and that was made with `sources`:
    /// `current` gives the hash that something among them has now. `None` if nothing differs.
    pub fn of(
        job: &Job,
        (data, sources): (&str, &Sources),
        current: impl Fn(&str) -> Option<String>,
    ) -> Option<Self> {
        let others = sources.0.iter().filter(|(name, hash)| current(name).as_ref() != Some(hash));
        let mut others: Vec<_> = others.map(|(name, _)| name.clone()).collect();
        if others.iter().any(|name| name == Sources::VERSION) {
            return Some(Self::Program);
        }
        if others.iter().any(|name| name == Sources::FONTS) {
            return Some(Self::Fonts);
        }
        if !others.is_empty() {
            others.sort();
            return Some(Self::Templates(others));
        }
        (data != job.digest()).then_some(Self::Data)
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Asked => "it was asked for",
            Self::New => "it is new",
            Self::Missing => "it was not there",
            Self::Altered => "someone has changed it",
            Self::Program => "plaudit is another",
            Self::Fonts => "the fonts changed",
            Self::Templates(paths) => {
                let paths: Vec<_> = paths.iter().map(|path| format!("`{path}`")).collect();
                return write!(f, "{} changed", paths.join(", "));
            }
            Self::Data => "its data changed",
            Self::Shared => "a font is cut to what it shows",
        })
    }
}
