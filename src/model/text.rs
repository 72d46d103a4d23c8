//! Ids, bilingual text and days.

use std::collections::BTreeMap;
use std::fmt::{self, Write};
use std::str::FromStr;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::schema::inline_schema;

/// A name that also names files: `[a-z0-9][a-z0-9-]{0,63}`, and none that Windows keeps to itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

/// The text was not an [`Id`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidId;

impl fmt::Display for InvalidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "an id is 1 to 64 of a-z, 0-9 and -, does not begin with -, and is no device of Windows",
        )
    }
}

impl std::error::Error for InvalidId {}

/// Names that Windows gives to devices, with whatever extension.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

impl Id {
    /// Whether a text is a name under which Windows keeps no file, such as `con` or `lpt1`.
    pub fn is_device(text: &str) -> bool {
        let numbered = || {
            let number = text.strip_prefix("com").or_else(|| text.strip_prefix("lpt"));
            number.is_some_and(|it| it.len() == 1 && it.bytes().all(|c| c.is_ascii_digit()))
        };
        DEVICES.contains(&text) || numbered()
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Id {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let allowed = |c: u8| matches!(c, b'a'..=b'z' | b'0'..=b'9' | b'-');
        let valid =
            (1..=64).contains(&text.len()) && text.bytes().all(allowed) && !text.starts_with('-');
        (valid && !Self::is_device(text)).then(|| Self(text.into())).ok_or(InvalidId)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|error| de::Error::custom(format!("`{text}` is not an id: {error}")))
    }
}

inline_schema!(Id, { "type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,63}$" });

/// Whether a spreadsheet takes a text for a formula, which may fetch from the network or start a program: by
/// `=`, `+`, `-` or `@`, in full width as well, or after a tab or a line break (OWASP, "CSV Injection").
pub fn begins_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// Whether a character fills the square of a Chinese one: Han, kana, bopomofo, hangul.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// One text in several languages, by the programme's short language id (`zh`, `en`).
///
/// Trimmed and NFC-normalised; whatever ends a line is one line feed, and a tab a space. Whether every language is there is checked while loading.
#[derive(Clone, PartialEq, Eq, Default, Hash)]
pub struct Text(
    /// By the id of the language: for each its length, a colon and the id, then the same of the words. In one
    /// piece, for a large season has many comments.
    Box<str>,
);

impl Text {
    /// Builds a text from `(language id, words)`; empty words are left out.
    pub fn new(parts: impl IntoIterator<Item = (String, String)>) -> Self {
        let clean = |mut words: String| -> String {
            if words.contains(['\r', '\t']) {
                words = words.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
            }
            match words.trim() {
                trimmed if !is_nfc(trimmed) => trimmed.nfc().collect(),
                trimmed if trimmed.len() < words.len() => trimmed.into(),
                _ => words,
            }
        };
        let parts = parts.into_iter().map(|(language, words)| (language, clean(words)));
        // In order, and of a language that is there twice the last.
        let parts: BTreeMap<String, _> = parts.filter(|(_, words)| !words.is_empty()).collect();
        let mut text = String::new();
        for piece in parts.iter().flat_map(|(language, words)| [language, words]) {
            write!(text, "{}:{piece}", piece.len()).expect("text grows");
        }
        Self(text.into())
    }

    /// The words in one language.
    pub fn get(&self, language: &str) -> Option<&str> {
        self.iter().find(|(id, _)| *id == language).map(|(_, words)| words)
    }

    /// Every language's words.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let mut rest = &*self.0;
        std::iter::from_fn(move || Some((piece(&mut rest)?, piece(&mut rest)?)))
    }

    /// Whether there are no words in any language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Takes the first piece of what is left of a [`Text`].
fn piece<'t>(rest: &mut &'t str) -> Option<&'t str> {
    let (length, from) = rest.split_once(':')?;
    let (piece, after) = from.split_at_checked(length.parse().ok()?)?;
    *rest = after;
    Some(piece)
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BTreeMap::deserialize(deserializer).map(Self::new)
    }
}

inline_schema!(Text, {
    "type": "object",
    "additionalProperties": {
        "type": "string",
        "description": "The words in one language. The key is the language's short id in \
            `languages`, such as zh or en, which is also the suffix of columns (`name_zh`).",
    },
});

/// A calendar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub Date);

/// The text was not a [`Day`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidDay;

impl fmt::Display for InvalidDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date is written as 2026-11-06")
    }
}

impl std::error::Error for InvalidDay {}

impl FromStr for Day {
    type Err = InvalidDay;

    /// Reads an ISO date, `2026-11-06`.
    fn from_str(text: &str) -> Result<Self, InvalidDay> {
        Date::strptime("%Y-%m-%d", text).map(Self).map_err(|_| InvalidDay)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    /// Reads a TOML date, or an ISO date as a string.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Typed {
            Toml(toml::value::Datetime),
            Iso(String),
        }
        let text = match Typed::deserialize(deserializer)? {
            Typed::Toml(day) => day.to_string(),
            Typed::Iso(day) => day,
        };
        text.parse()
            .map_err(|_| de::Error::custom(format!("`{text}` is not a date such as 2026-11-06")))
    }
}

inline_schema!(Day, { "type": "string", "format": "date" });

#[cfg(test)]
mod tests {
    use super::{Id, Text};

    #[test]
    fn an_id_names_a_file_and_nothing_else() {
        for good in ["e001", "a", "best-of-the-best", "0", &"a".repeat(64)] {
            assert!(good.parse::<Id>().is_ok(), "{good}");
        }
        for bad in ["", "E1", "-a", "a_b", "../x", "a b", "é", "甲", &"a".repeat(65)] {
            assert!(bad.parse::<Id>().is_err(), "{bad}");
        }
    }

    #[test]
    fn text_is_trimmed_and_composed() {
        let text = Text::new([("en".into(), " Cafe\u{301} ".into()), ("zh".into(), "  ".into())]);
        assert_eq!(text.get("en"), Some("Café"));
        assert_eq!(text.get("zh"), None);
    }

    #[test]
    fn text_keeps_whatever_is_in_it() {
        let of = |parts: &[(&str, &str)]| {
            Text::new(parts.iter().map(|(id, words)| ((*id).to_owned(), (*words).to_owned())))
        };
        let parts = [("", "no id"), ("3:en", "5:zh:\0"), ("en", "1:a 2:"), ("zh", "衞𨋢:12:")];
        let text = of(&[parts[3], parts[0], ("en", "earlier"), parts[2], parts[1], ("fr", "\n")]);
        assert_eq!(text.iter().collect::<Vec<_>>(), parts);
        for (language, words) in parts {
            assert_eq!(text.get(language), Some(words));
        }
        assert!(of(&[("en", " ")]).is_empty() && !text.is_empty());
    }
}
