//! The claims of a season, from what `plaudit assess --format json` says.

use plaudit::assess::{Results, json};
use plaudit::model::{Rule, Text};
use serde_json::Value;

use crate::planned::results;

/// What somebody may say of a season.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Claim {
    /// An entry, or a participant.
    pub(crate) holder: String,
    /// A tier or a recognition.
    pub(crate) award: String,
    pub(crate) kind: Kind,
    /// Seasons in a row.
    pub(crate) years: Option<u64>,
    /// The last day of its certificate.
    pub(crate) until: Option<String>,
    /// The first day of a certificate that is to take another's place.
    pub(crate) renewed: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Tier,
    Recognition,
    Streak,
    Certificate,
}

impl Claim {
    fn new(holder: &Value, award: &Value, kind: Kind) -> Self {
        let (holder, award) = (word(holder), word(award));
        Self { holder, award, kind, years: None, until: None, renewed: None }
    }

    /// What its files are called.
    pub(crate) fn piece(&self) -> String {
        let renewed = self.renewed.iter().map(|day| format!("-{day}")).collect::<String>();
        format!("{}-{}{renewed}", self.holder, self.award)
    }

    /// What its mark is called, which all who may make the claim share.
    pub(crate) fn mark(&self) -> String {
        match (self.kind, self.years, &self.until) {
            (Kind::Streak, Some(years), _) => format!("{}-{years}-years", self.award),
            (_, _, Some(until)) => format!("{}-{}", self.award, &until[..7]),
            _ => self.award.clone(),
        }
    }

    /// The name of what is claimed, as it is handed over, and the words for its years.
    pub(crate) fn words<'r>(&self, results: &'r Results) -> (&'r Text, Option<Text>) {
        let programme = &results.data.programme;
        let tier = programme.tiers.iter().find(|tier| tier.id.as_str() == self.award);
        let mut recognitions = programme.recognitions.iter();
        let recognition = recognitions.find(|one| one.id.as_str() == self.award);
        let handed = tier.map(|tier| tier.award.as_ref().unwrap_or(&tier.name));
        let name = handed.or(recognition.map(|one| &one.name));
        let years = self.years.map(|years| {
            let streak = recognition.filter(|one| one.trophy_text.is_some());
            let of_tier = programme.recognitions.iter().find(
                |one| matches!(&one.rule, Rule::Streak { tier, .. } if tier.as_str() == self.award),
            );
            let words = streak.or(of_tier).and_then(|one| one.trophy_text.as_ref());
            Text::new(words.expect("words for a streak").iter().map(|(language, words)| {
                let chinese = [(2, "兩"), (3, "三"), (4, "四"), (5, "五"), (6, "六"), (7, "七")];
                let chinese = chinese.iter().find(|(number, _)| *number == years);
                let number = match language {
                    "zh" => chinese.expect("a number of this list").1.to_owned(),
                    _ => years.to_string(),
                };
                (language.to_owned(), words.replace("{years}", &number))
            }))
        });
        (name.expect("a tier or a recognition"), years)
    }

    /// The names of its holder: who receives it, and the entry if it is one.
    pub(crate) fn names<'r>(&self, results: &'r Results) -> (&'r Text, Option<&'r Text>) {
        let data = results.data;
        let entry = data.entries.iter().find(|entry| entry.id.as_str() == self.holder);
        let mut participants = data.participants.iter();
        match entry {
            Some(entry) => (&data.participant_of(entry).name, Some(&entry.name)),
            None => {
                let own = participants.find(|one| one.id.as_str() == self.holder);
                (&own.expect("an entry or a participant").name, None)
            }
        }
    }
}

pub(crate) fn word(value: &Value) -> String {
    value.as_str().expect("a word").to_owned()
}

pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

/// Whether a certificate is in force or still to come.
fn stands(certificate: &Value) -> bool {
    ["pending", "valid", "expiring"].iter().any(|one| certificate["status"] == *one)
}

/// Every claim of a season, in order.
pub(crate) fn claims(results: &Results) -> Vec<Claim> {
    let season: Value = serde_json::from_str(&json(results)).expect("JSON");
    let mut claims = Vec::new();
    for award in list(&season["recognitions"]) {
        let id = &award["recognition"];
        let rules = results.data.programme.recognitions.iter();
        let rule = rules.clone().find(|one| *id == one.id.as_str()).expect("a recognition");
        let streak = matches!(rule.rule, Rule::Streak { .. });
        for winner in list(&award["winners"]) {
            // Who leads in a certification leads no more without a certificate.
            let entry = list(&season["entries"]).iter().find(|entry| entry["entry"] == *winner);
            let certifies = results.data.programme.certification.is_some();
            if certifies && !entry.is_some_and(|entry| stands(&entry["certificate"])) {
                continue;
            }
            let kind = if streak { Kind::Streak } else { Kind::Recognition };
            let years = streak.then(|| word(&award["value"]).parse().expect("a count"));
            claims.push(Claim { years, ..Claim::new(winner, id, kind) });
        }
    }
    for entry in list(&season["entries"]) {
        if entry["status"] != "active" {
            continue;
        }
        let certificate = &entry["certificate"];
        if results.data.programme.certification.is_none() {
            if !entry["tier"].is_null() {
                let streak = claims.iter().find(|claim| {
                    entry["entry"] == *claim.holder && of_tier(results, claim, &entry["tier"])
                });
                let years = streak.and_then(|claim| claim.years);
                let claim = Claim::new(&entry["entry"], &entry["tier"], Kind::Tier);
                claims.push(Claim { years, ..claim });
            }
        } else if stands(certificate) {
            let tier = Value::from(results.data.programme.tiers[0].id.as_str());
            let until = Some(word(&certificate["valid_until"]));
            let claim = Claim::new(&entry["entry"], &tier, Kind::Certificate);
            claims.push(Claim { until, ..claim });
        }
    }
    claims.sort();
    claims
}

/// Whether a claim is the streak of a tier.
fn of_tier(results: &Results, claim: &Claim, tier: &Value) -> bool {
    results.data.programme.recognitions.iter().any(|one| {
        let held = match &one.rule {
            Rule::Streak { tier: held, .. } => *tier == held.as_str(),
            _ => false,
        };
        held && claim.kind == Kind::Streak && one.id.as_str() == claim.award
    })
}

/// The seasons of the sample and of the fixtures, each with its claims.
pub(crate) fn each_season(mut look: impl FnMut(&Results, &[Claim])) {
    let mut looked_at = 0;
    for data in ["data", "tests/fixtures/hard", "tests/fixtures/third", "tests/fixtures/season"] {
        let dataset = crate::planned::dataset(crate::run::sample(data));
        for season in results(&dataset) {
            let claims = claims(&season);
            looked_at += claims.len();
            look(&season, &claims);
        }
    }
    assert!(looked_at > 200, "only {looked_at} claims");
}
