//! Values that several templates receive.

use schemars::JsonSchema;
use serde::Serialize;

use crate::assess::{Award, CertificateResult, CertificateStatus, Results, Winner};
use crate::model::{
    Cmyk, Contact, Day, Exact, Field, Figure, Id, Kind, Language, Number, Programme, Tagline, Text,
    Theme, Tier,
};

/// A thing with an id and a name.
#[derive(Serialize, JsonSchema)]
pub(super) struct Named<'a> {
    /// Its id.
    pub(super) id: &'a Id,
    /// Its name.
    pub(super) name: &'a Text,
}

/// What all documents of a programme in the same languages share.
#[derive(Serialize, JsonSchema)]
pub(super) struct Setting<'a> {
    /// The languages of the document, the leading one first.
    languages: &'a [Language],
    /// All languages of the programme.
    all_languages: &'a [Language],
    /// What the document is made for, which decides its colours.
    medium: Medium,
    /// The programme.
    programme: ProgrammeValue<'a>,
}

/// What a document is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Medium {
    /// Screens, archives and the office's printer: RGB.
    Screen,
    /// A printing house: CMYK.
    Print,
    /// An engraver: one spot colour.
    Engraving,
}

impl<'a> Setting<'a> {
    pub(super) fn new(programme: &'a Programme, languages: &'a [Language], medium: Medium) -> Self {
        let all_languages = &programme.languages;
        Self { languages, all_languages, medium, programme: ProgrammeValue::new(programme, medium) }
    }
}

/// A programme in brief.
#[derive(Serialize, JsonSchema)]
pub(super) struct ProgrammeValue<'a> {
    /// Its id.
    id: &'a Id,
    /// `award` or `certification`.
    kind: Kind,
    /// Its name.
    name: &'a Text,
    /// The awarding body.
    organiser: &'a Text,
    /// How to reach it.
    contact: &'a Contact,
    /// Its colours and pictures.
    theme: ThemeValue<'a>,
    /// Its tiers, best first.
    tiers: Vec<Named<'a>>,
    /// Its channels.
    channels: Vec<Named<'a>>,
    /// Its initials and what they stand for.
    tagline: &'a [Tagline],
}

/// A programme's colours, and its pictures for what can place them.
#[derive(Serialize, JsonSchema)]
struct ThemeValue<'a> {
    #[serde(flatten)]
    colours: &'a Theme,
    /// The main colour for the printing house: cyan, magenta, yellow and black in percent.
    primary_cmyk: Cmyk,
    /// The metal for the printing house.
    accent_cmyk: Cmyk,
    #[serde(flatten)]
    pictures: Option<Pictures>,
}

/// The paths at which a document finds the programme's pictures.
#[derive(Serialize, JsonSchema)]
struct Pictures {
    /// That of its logo, if it has one in the colours of the medium.
    logo: Option<String>,
    /// That of its seal, if it has one in the colours of the medium.
    seal: Option<String>,
}

impl<'a> ProgrammeValue<'a> {
    /// As documents receive it.
    fn new(programme: &'a Programme, medium: Medium) -> Self {
        let Theme { logo, seal, print_logo, print_seal, .. } = &programme.theme;
        let path =
            |key, path: &Option<String>| path.as_ref().map(|path| Theme::virtual_path(key, path));
        let (logo, seal) = match medium {
            Medium::Screen => (path("logo", logo), path("seal", seal)),
            Medium::Print => (path("print_logo", print_logo), path("print_seal", print_seal)),
            Medium::Engraving => (None, None),
        };
        Self::with(programme, Some(Pictures { logo, seal }))
    }

    /// As pages of the site receive it, which have no use for pictures of print.
    pub(super) fn for_pages(programme: &'a Programme) -> Self {
        Self::with(programme, None)
    }

    fn with(programme: &'a Programme, pictures: Option<Pictures>) -> Self {
        let Programme { id, kind, name, organiser, contact, theme, tagline, .. } = programme;
        let [primary_cmyk, accent_cmyk] = theme.cmyk();
        let theme = ThemeValue { colours: theme, primary_cmyk, accent_cmyk, pictures };
        let tiers = programme.tiers.iter().map(|tier| Named { id: &tier.id, name: &tier.name });
        let channels = programme.channels.iter();
        let channels = channels.map(|channel| Named { id: &channel.id, name: &channel.name });
        let (tiers, channels) = (tiers.collect(), channels.collect());
        Self { id, kind: *kind, name, organiser, contact, theme, tiers, channels, tagline }
    }
}

/// A tier with its threshold as published.
#[derive(Serialize, JsonSchema)]
pub(super) struct TierValue<'a> {
    /// Its id.
    id: &'a Id,
    /// Its name.
    name: &'a Text,
    /// The least score that attains it.
    min: String,
    /// `gold`, `silver`, `bronze`, `platinum`, `diamond`, or `accent` for the programme's accent
    /// colour.
    metal: &'static str,
}

impl<'a> TierValue<'a> {
    pub(super) fn new(programme: &Programme, tier: &'a Tier) -> Self {
        let min = published(programme, tier.min).typeset();
        Self { id: &tier.id, name: &tier.name, min, metal: metal(tier) }
    }
}

/// The metal of a tier: its id where that names one, else the programme's accent colour.
pub(super) fn metal(tier: &Tier) -> &'static str {
    match tier.id.as_str() {
        "gold" => "gold",
        "silver" => "silver",
        "bronze" => "bronze",
        "platinum" => "platinum",
        "diamond" => "diamond",
        _ => ACCENT,
    }
}

/// The programme's accent colour, in place of a metal.
pub(super) const ACCENT: &str = "accent";

/// A certificate of a certification.
#[derive(Clone, Serialize, JsonSchema)]
pub(super) struct CertificateValue<'a> {
    /// Its number.
    pub(super) number: &'a str,
    /// The first day it is valid.
    pub(super) issued: Day,
    /// The last day.
    pub(super) valid_until: Day,
    /// Its state on the day of the build.
    pub(super) status: CertificateStatus,
    /// The names of its extra recognitions.
    pub(super) extras: Vec<&'a Text>,
}

impl<'a> CertificateValue<'a> {
    pub(super) fn new(results: &'a Results, held: &CertificateResult) -> Self {
        let certificate = &results.data.certificates[held.certificate];
        Self {
            number: &certificate.number,
            issued: certificate.recognised_on,
            valid_until: held.valid_until,
            status: held.status,
            extras: results.data.extras_of(certificate).map(|extra| &extra.name).collect(),
        }
    }
}

/// A number as it would be published.
pub(super) fn published(programme: &Programme, number: Number) -> Figure {
    Exact::from(number).publish(programme.scoring.places)
}

/// The names of a scope's fields. They are those of a winner, for an id alone does not tell: two
/// streams may have a mode of the same id, and a merged sector that of one of its parts.
pub(super) fn scope_names(results: &Results, award: &Award) -> Vec<Text> {
    let Some(Winner::Entry(at)) = award.winners.first() else {
        return Vec::new();
    };
    let (programme, entry) = (&results.data.programme, &results.data.entries[*at]);
    let name = |field: &(Field, String)| match field.0 {
        Field::Stream => results.data.stream_of(entry).name.clone(),
        Field::Mode => results.data.mode_of(entry).name.clone(),
        Field::Sector => results.entries[*at].sector.name.clone(),
        Field::Category => category_name(programme, &field.1),
        Field::Group => in_all(programme, &field.1),
    };
    award.scope.iter().map(name).collect()
}

/// The name of a category; where the programme lists none, its id in every language.
pub(super) fn category_name(programme: &Programme, id: &str) -> Text {
    let listed = programme.categories.iter().find(|category| category.id.as_str() == id);
    listed.map_or_else(|| in_all(programme, id), |category| category.name.clone())
}

fn in_all(programme: &Programme, words: &str) -> Text {
    Text::new(programme.language_ids().map(|language| (language.to_owned(), words.to_owned())))
}

/// A value as the JSON its template reads.
pub(super) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("text and maps with text keys")
}
