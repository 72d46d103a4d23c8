//! A programme: the standing rules of an award or a certification, as its file states them.
//!
//! The keys are those of `data/<programme>/programme.toml`; an unknown key is refused.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Artwork, Certification, Conditions, Contact, CreditPoints, Criterion, DeductionRule,
    Disclosure, Feature, Figure, Id, Recognition, Remarks, Round, Scoring, SiteSettings, Stream,
    Tagline, Text, Tier,
};

/// The standing rules of an award or a certification: all that does not change from season to
/// season.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// Version of this file's format: 1.
    #[schemars(extend("const" = 1))]
    pub schema: u32,
    /// Id of the programme: the name of its folder, and part of addresses on the site.
    pub id: Id,
    /// What the programme gives.
    pub kind: Kind,
    /// Name of the programme, in each language.
    pub name: Text,
    /// The awarding body, in each language.
    pub organiser: Text,
    /// How to reach the awarding body.
    pub contact: Contact,
    /// The programme's two colours, on pages and in print, and its pictures in print.
    pub theme: Theme,
    /// The languages of everything handed out. The first leads. Every text of this file is written in
    /// each of them.
    #[schemars(length(min = 1))]
    pub languages: Vec<Language>,
    /// The languages in which service is assessed: what may stand in the column `language` of the
    /// assessments. Default: none, which allows any.
    #[serde(default)]
    pub service_languages: Vec<Id>,
    /// What the programme is for, a sentence each, for the site. Default: none.
    #[serde(default)]
    pub objectives: Vec<Text>,
    /// What sets the programme apart, for the site. Default: none.
    #[serde(default)]
    pub features: Vec<Feature>,
    /// Who may take part, a sentence each, for the site. Default: none.
    #[serde(default)]
    pub eligibility: Vec<Text>,
    /// How assessment works, a sentence each, for the site, which adds what follows from the rounds and the
    /// scoring. Default: none.
    #[serde(default)]
    pub methodology: Vec<Text>,
    /// How to apply, a step each, for the site. Default: none.
    #[serde(default)]
    pub application: Vec<Text>,
    /// What remains to be said of parts of the programme, for the site. Default: nothing.
    #[serde(default)]
    pub remarks: Remarks,
    /// Terms and conditions of taking part, under headings, for the site. Default: none, and the site
    /// shows `terms`.
    #[serde(default)]
    pub conditions: Vec<Conditions>,
    /// Initials of the programme and what they stand for. Default: none.
    #[serde(default)]
    pub tagline: Vec<Tagline>,
    /// Weeks from enrolment to report. Default: not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turnaround_weeks: Option<Weeks>,
    /// How marks become scores, and scores become figures.
    pub scoring: Scoring,
    /// The rounds of assessment, in order of time.
    #[schemars(length(min = 1))]
    pub rounds: Vec<Round>,
    /// The tiers, best first.
    #[schemars(length(min = 1))]
    pub tiers: Vec<Tier>,
    /// Standing deductions, which the table of deductions names by id. Default: none.
    #[serde(default)]
    pub deductions: Vec<DeductionRule>,
    /// The channels through which customers are served. Default: none.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// The streams of assessment, each with its modes and size bands.
    #[schemars(length(min = 1))]
    pub streams: Vec<Stream>,
    /// The business sectors. A season may merge some of them.
    #[schemars(length(min = 1))]
    pub sectors: Vec<Sector>,
    /// The categories of entries. Default: none, which leaves an entry's category free.
    #[serde(default)]
    pub categories: Vec<Category>,
    /// What is assessed: each criterion is a column of the assessments.
    #[schemars(length(min = 1))]
    pub criteria: Vec<Criterion>,
    /// What is given beside the tiers, each by one of four rules. Default: none.
    #[serde(default)]
    pub recognitions: Vec<Recognition>,
    /// What its artwork is drawn on. Default: a trophy's face of 90 × 140 mm, a certificate on A4 and a
    /// decal of 120 mm.
    #[serde(default)]
    pub artwork: Artwork,
    /// Points that participants earn towards another award. Default: there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit_points: Option<CreditPoints>,
    /// Validity of certificates. A certification needs this table, an award has no use for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certification: Option<Certification>,
    /// What may be known by whom.
    pub disclosure: Disclosure,
    /// The public site. Default: without an address.
    #[serde(default)]
    pub site: SiteSettings,
    /// Terms and conditions in brief, a sentence each, for the reports of a certification. Default: none.
    #[serde(default)]
    pub terms: Vec<Text>,
}

impl Programme {
    /// The place of a tier, 0 being the best.
    pub fn tier(&self, id: &Id) -> Option<usize> {
        self.tiers.iter().position(|tier| &tier.id == id)
    }

    /// The best tier whose threshold a published overall reaches (`RULES.md`, rule 3).
    pub fn tier_at(&self, overall: Figure) -> Option<usize> {
        self.tiers.iter().position(|tier| overall.reaches(tier.min))
    }

    /// The round of an id.
    pub fn round(&self, id: &Id) -> Option<usize> {
        self.rounds.iter().position(|round| &round.id == id)
    }

    /// The stream of an id.
    pub fn stream(&self, id: &Id) -> Option<&Stream> {
        self.streams.iter().find(|stream| &stream.id == id)
    }

    /// The short ids of its languages, the leading one first.
    pub fn language_ids(&self) -> impl Iterator<Item = &str> {
        self.languages.iter().map(|language| language.id.as_str())
    }
}

/// What a programme gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// An award: tiers and recognitions, announced on the day of results.
    Award,
    /// A certification: a pass, with a validity and renewal.
    Certification,
}

/// A programme's two colours, and its pictures in print.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// The main colour, as #rrggbb.
    #[schemars(regex(pattern = r"^#[0-9A-Fa-f]{6}$"))]
    pub primary: String,
    /// The metal beside it, as #rrggbb.
    #[schemars(regex(pattern = r"^#[0-9A-Fa-f]{6}$"))]
    pub accent: String,
    /// The main colour for the printing house: cyan, magenta, yellow and black in percent, such as
    /// [20, 95, 70, 45]. Default: converted from `primary`.
    #[serde(skip_serializing)]
    #[schemars(inner(range(max = 100)))]
    pub primary_cmyk: Option<Cmyk>,
    /// The same of the metal. Default: converted from `accent`.
    #[serde(skip_serializing)]
    #[schemars(inner(range(max = 100)))]
    pub accent_cmyk: Option<Cmyk>,
    /// The awarding body's logo, for its documents: an SVG, PNG or JPEG of at most 2 MB, by its path
    /// within the programme's folder, such as logo.svg. Default: none.
    #[serde(skip_serializing)]
    pub logo: Option<String>,
    /// A seal for its certificates, in place of the one that is drawn: a picture as for `logo`. Default:
    /// none.
    #[serde(skip_serializing)]
    pub seal: Option<String>,
    /// The logo for the printing house, in its colours: a PDF, by its path as for `logo`. Default:
    /// none, and the awarding body's name stands in words.
    #[serde(skip_serializing)]
    pub print_logo: Option<String>,
    /// The seal for the printing house: a PDF as for `print_logo`. Default: none, and the seal is drawn.
    #[serde(skip_serializing)]
    pub print_seal: Option<String>,
}

/// Cyan, magenta, yellow and black, in percent.
pub type Cmyk = [u8; 4];

impl Theme {
    /// Its two colours for the printing house: main colour, metal.
    pub fn cmyk(&self) -> [Cmyk; 2] {
        let colours = [(self.primary_cmyk, &self.primary), (self.accent_cmyk, &self.accent)];
        colours.map(|(given, on_screen)| given.unwrap_or_else(|| converted(on_screen)))
    }

    /// Its pictures: the key, and the path within the programme's folder.
    pub fn pictures(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all = [
            ("logo", &self.logo),
            ("seal", &self.seal),
            ("print_logo", &self.print_logo),
            ("print_seal", &self.print_seal),
        ];
        all.into_iter().filter_map(|(key, path)| Some((key, path.as_deref()?)))
    }

    /// Where templates find a picture: under its key, and the extension that tells its format.
    pub fn virtual_path(key: &str, path: &str) -> String {
        let extension = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        format!("/{key}.{extension}")
    }
}

/// A colour of the screen, #rrggbb, by the plain conversion: as much black as there is in it.
fn converted(colour: &str) -> Cmyk {
    let part = |at: usize| colour.get(at..at + 2).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    let rgb = [1, 3, 5].map(|at| part(at).unwrap_or(0));
    let brightest = rgb.into_iter().max().unwrap_or(0);
    let percent = |part: u32, of: u32| match of {
        0 => 0,
        of => u8::try_from((part * 200 + of) / (of * 2)).unwrap_or(100),
    };
    let [cyan, magenta, yellow] = rgb.map(|part| percent(brightest - part, brightest));
    [cyan, magenta, yellow, percent(255 - brightest, 255)]
}

/// A language of everything handed out.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// Short id such as zh: the suffix of columns (`name_zh`) and the key of every text.
    pub id: Id,
    /// Its full tag for readers and screen readers (BCP 47), such as zh-Hant-HK.
    pub tag: String,
}

/// A span of weeks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Weeks {
    /// At least so many weeks.
    pub min: u32,
    /// At most so many weeks.
    pub max: u32,
}

/// A channel through which customers are served.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// Id of the channel.
    pub id: Id,
    /// Name of the channel, in each language.
    pub name: Text,
}

/// A business sector.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Sector {
    /// Id of the sector, as the column `sector` of the entries names it.
    pub id: Id,
    /// Name of the sector, in each language.
    pub name: Text,
}

/// A category of entries, within or across sectors.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Id of the category, as the column `category` of the entries names it.
    pub id: Id,
    /// Name of the category, in each language.
    pub name: Text,
}

#[cfg(test)]
mod tests {
    use super::converted;

    #[test]
    fn screen_colours_in_process_colours() {
        let colours = ["#000000", "#ffffff", "#ff0000", "#7a1f2b", "#808080"].map(converted);
        let expected =
            [[0, 0, 0, 100], [0, 0, 0, 0], [0, 100, 100, 0], [0, 75, 65, 52], [0, 0, 0, 50]];
        assert_eq!(colours, expected);
    }
}
