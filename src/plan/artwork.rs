//! Certificates and trophy texts: a piece for every claim, and none without.

use schemars::JsonSchema;
use serde::Serialize;

use super::values::{
    ACCENT, CertificateValue, Named, ProgrammeValue, TierValue, awarded_streak, json, languages,
    metal, scope_names, streak_text,
};
use super::{Cell, Content, Filled, Job, Rows, Selection, Target, Work, private};
use crate::assess::{Award, CertificateResult, CertificateStatus, Results, Value, Winner};
use crate::model::{Day, Id, Kind, Language, Text};

/// A certificate for each piece, and one table with the texts of all.
pub(super) fn jobs<'a>(results: &'a Results, selection: &Selection) -> Vec<Job<'a>> {
    let folder = format!("{}/artwork", private(results));
    let wanted = |piece: &Piece| selection.wants_entry(piece.holder);
    let pieces: Vec<_> = pieces(results).into_iter().filter(wanted).collect();
    let mut jobs: Vec<_> = pieces
        .iter()
        .map(|piece| {
            let path = format!("{folder}/certificates/{}.pdf", piece.name());
            let value = json(&certificate(results, piece));
            let content = Content::new(move || Filled::bare(value.clone()));
            let programme = &results.data.programme.id;
            let work = Work::Document { programme, template: "certificate.typ", content };
            Job { path, target: Target::Artwork, work }
        })
        .collect();
    // The table names every piece of the season; for one entry alone it would be torn.
    if selection.entry.is_none() {
        let path = format!("{folder}/trophy-text.csv");
        jobs.push(Job { path, target: Target::Artwork, work: text_table(results, pieces) });
    }
    jobs
}

/// A claim to be handed over on a stage.
struct Piece<'a> {
    kind: PieceKind,
    /// What is awarded.
    award: Named<'a>,
    /// Whose it is: an entry's id, or a participant's.
    holder: &'a Id,
    recipient: &'a Text,
    /// The entry of an organisation, or the organisation behind a brand, where the name differs.
    beside: Option<&'a Text>,
    tier: Option<usize>,
    scope: Vec<Text>,
    /// Seasons, and the words for them.
    streak: Option<(usize, Text)>,
    certificate: Option<CertificateValue<'a>>,
    /// Whether the certificate is a renewal, printed ahead of its first day.
    renewal: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum PieceKind {
    /// A tier of an award.
    Tier,
    /// A recognition.
    Recognition,
    /// Seasons in a row.
    Streak,
    /// A certification.
    Certification,
}

impl Piece<'_> {
    /// Its file name, without extension. A renewal that is still to come bears its first day:
    /// until then the plain name is that of the certificate in force.
    fn name(&self) -> String {
        let name = format!("{}-{}", self.holder, self.award.id);
        match self.certificate.as_ref().filter(|_| self.renewal) {
            Some(certificate) => format!("{name}-{}", certificate.issued),
            None => name,
        }
    }

    /// The day it is handed over: that of its certificate, else that of the results.
    fn date(&self, results: &Results) -> Option<Day> {
        let issued = self.certificate.as_ref().map(|certificate| certificate.issued);
        issued.or(results.data.season.dates.results)
    }

    /// The year it is of: a certificate is of the year it was issued in, which an earlier season
    /// may have done.
    fn year(&self, results: &Results) -> i16 {
        let issued = self.certificate.as_ref().map(|certificate| certificate.issued.0.year());
        issued.unwrap_or(results.data.season.year)
    }
}

/// Every piece in the order of the ceremony: recognitions, then tiers from the best down.
fn pieces<'a>(results: &'a Results) -> Vec<Piece<'a>> {
    let awards = results.awards.iter();
    let recognitions = awards.flat_map(|award| {
        award.winners.iter().map(|winner| recognition_piece(results, award, *winner))
    });
    let tiers = 0..results.data.programme.tiers.len();
    let entries = || 0..results.entries.len();
    let tier_pieces = tiers.flat_map(|tier| {
        entries().flat_map(move |at| match results.data.programme.kind {
            Kind::Award => tier_piece(results, at, tier).into_iter().collect(),
            // The one tier of a certification is to be certified; its holder is who has a
            // certificate.
            Kind::Certification if tier == 0 => certified_pieces(results, at),
            Kind::Certification => Vec::new(),
        })
    });
    recognitions.chain(tier_pieces).collect()
}

fn recognition_piece<'a>(results: &'a Results, award: &Award, winner: Winner) -> Piece<'a> {
    let programme = &results.data.programme;
    let recognition = &programme.recognitions[award.recognition];
    let named = Named { id: &recognition.id, name: &recognition.name };
    let scope = scope_names(results, award);
    let streak = match (award.value, &recognition.trophy_text) {
        (Value::Years(years), Some(text)) => Some((years, streak_text(programme, text, years))),
        _ => None,
    };
    let kind = match award.value {
        Value::Years(_) => PieceKind::Streak,
        Value::Figure(_) => PieceKind::Recognition,
    };
    match winner {
        Winner::Entry(at) => {
            let tier = results.entries[at].tier;
            Piece { kind, scope, streak, tier, ..entry_piece(results, at, named) }
        }
        Winner::Participant(at) => {
            let participant = &results.data.participants[at];
            Piece {
                kind,
                award: named,
                holder: &participant.id,
                recipient: &participant.name,
                beside: None,
                tier: None,
                scope,
                streak,
                certificate: None,
                renewal: false,
            }
        }
    }
}

/// The piece for the tier of an entry, if it is this one.
fn tier_piece<'a>(results: &'a Results, at: usize, tier: usize) -> Option<Piece<'a>> {
    let (data, result) = (results.data, &results.entries[at]);
    if result.tier != Some(tier) {
        return None;
    }
    let stream = data.stream_of(&data.entries[at]).name.clone();
    let piece = entry_piece(results, at, tier_name(results, tier));
    let streak = awarded_streak(results, at, Some(tier));
    let scope = vec![stream, result.sector.name.clone()];
    Some(Piece { tier: Some(tier), scope, streak, ..piece })
}

/// A certification hands over a certificate that is in force or about to be, and renewals ahead
/// of their first day.
fn certified_pieces<'a>(results: &'a Results, at: usize) -> Vec<Piece<'a>> {
    let result = &results.entries[at];
    let lapsed = |held: &CertificateResult| {
        matches!(held.status, CertificateStatus::Expired | CertificateStatus::Revoked)
    };
    if !results.is_active(at) {
        return Vec::new();
    }
    let current = result.certificate.iter().filter(|held| !lapsed(held)).map(|held| (held, false));
    let all = current.chain(result.renewals.iter().map(|held| (held, true)));
    let piece = |(held, renewal)| Piece {
        kind: PieceKind::Certification,
        tier: Some(0),
        scope: vec![result.sector.name.clone()],
        certificate: Some(CertificateValue::new(results, held)),
        renewal,
        ..entry_piece(results, at, tier_name(results, 0))
    };
    all.map(piece).collect()
}

fn tier_name<'a>(results: &'a Results, tier: usize) -> Named<'a> {
    let tier = &results.data.programme.tiers[tier];
    Named { id: &tier.id, name: &tier.name }
}

fn entry_piece<'a>(results: &'a Results, at: usize, award: Named<'a>) -> Piece<'a> {
    let entry = &results.data.entries[at];
    let participant = &results.data.participant_of(entry).name;
    // An award goes to the organisation for its entry, a certification to the brand itself.
    let (recipient, beside) = match results.data.programme.kind {
        Kind::Award => (participant, &entry.name),
        Kind::Certification => (&entry.name, participant),
    };
    Piece {
        kind: PieceKind::Tier,
        award,
        holder: &entry.id,
        recipient,
        beside: Some(beside).filter(|name| *name != recipient),
        tier: None,
        scope: Vec::new(),
        streak: None,
        certificate: None,
        renewal: false,
    }
}

/// The certificate of one award.
#[derive(Serialize, JsonSchema)]
pub(super) struct Certificate<'a> {
    /// The languages, the leading one first.
    languages: &'a [Language],
    /// The programme.
    programme: ProgrammeValue<'a>,
    /// The season, a year.
    season: i16,
    /// What it is awarded for.
    kind: PieceKind,
    /// The name of what is awarded.
    award: &'a Text,
    /// The tier that the recipient holds.
    tier: Option<TierValue<'a>>,
    /// `gold`, `silver`, `bronze`, or `accent` for the programme's accent colour.
    metal: &'static str,
    /// Who receives it.
    recipient: &'a Text,
    /// The name beside the recipient's.
    entry: Option<&'a Text>,
    /// The names of what it was won in.
    scope: &'a [Text],
    /// Seasons in a row at the tier, if awarded.
    streak: Option<StreakWords<'a>>,
    /// The day it is handed over.
    date: Option<Day>,
    /// Number and validity, of a certification.
    certificate: Option<CertificateValue<'a>>,
}

/// Seasons in a row, as they stand on the trophy.
#[derive(Serialize, JsonSchema)]
struct StreakWords<'a> {
    /// How many.
    years: usize,
    /// The words.
    text: &'a Text,
}

fn certificate<'a>(results: &'a Results, piece: &'a Piece) -> Certificate<'a> {
    let data = results.data;
    let tier = piece.tier.map(|at| &data.programme.tiers[at]);
    let of_tier = tier.filter(|_| piece.kind != PieceKind::Recognition);
    Certificate {
        languages: languages(&data.programme),
        programme: ProgrammeValue::new(&data.programme),
        season: piece.year(results),
        kind: piece.kind,
        award: piece.award.name,
        tier: tier.map(|tier| TierValue::new(&data.programme, tier)),
        metal: of_tier.map_or(ACCENT, metal),
        recipient: piece.recipient,
        entry: piece.beside,
        scope: &piece.scope,
        streak: piece.streak.as_ref().map(|(years, text)| StreakWords { years: *years, text }),
        date: piece.date(results),
        certificate: piece.certificate.clone(),
    }
}

/// One row a piece, every line of text as it shall stand.
fn text_table<'a>(results: &'a Results, pieces: Vec<Piece<'a>>) -> Work<'a> {
    let languages: Vec<_> = results.data.programme.language_ids().collect();
    let mut head = ["piece", "holder", "season"].map(str::to_owned).to_vec();
    for name in ["programme", "award", "scope", "recipient", "beside", "streak"] {
        head.extend(languages.iter().map(|id| format!("{name}_{id}")));
    }
    head.extend(["years", "date"].map(str::to_owned));
    let rows = Rows::new(move |take| {
        for piece in &pieces {
            let scope = Text::new(languages.iter().map(|id| {
                let names: Vec<_> = piece.scope.iter().filter_map(|text| text.get(id)).collect();
                ((*id).to_owned(), names.join(" · "))
            }));
            let streak = piece.streak.as_ref();
            let mut row = vec![Cell::text(piece.name()), Cell::text(piece.holder.as_str())];
            row.push(Cell::decimal(piece.year(results)));
            for text in [
                Some(&results.data.programme.name),
                Some(piece.award.name),
                Some(&scope),
                Some(piece.recipient),
                piece.beside,
                streak.map(|(_, text)| text),
            ] {
                let words = |id: &&str| text.and_then(|text| text.get(id)).unwrap_or_default();
                row.extend(languages.iter().map(|id| Cell::text(words(id))));
            }
            row.push(streak.map_or(Cell::Empty, |(years, _)| Cell::count(*years)));
            row.push(piece.date(results).map_or(Cell::Empty, Cell::Day));
            take(row);
        }
    });
    Work::Table { head, rows }
}
