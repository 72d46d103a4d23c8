//! What is public of a programme, as credentials that can be signed: Open Badges 3.0. It says what the
//! pages say, of their own certificates and honours, and no more.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::OfProgramme;
use super::certificate::CertificatePage;
use super::honours::{Honour, Honours};
use super::names::announced;
use crate::model::{BaseUrl, Day, Programme, Text};
use crate::plan::verification;
use crate::proof::ZONE;

/// The words that a credential may use: the core, and those of Open Badges.
const CONTEXT: [&str; 2] = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
];

/// What is public of a programme.
pub(super) struct Claims<'a> {
    pub(super) programme: &'a Programme,
    base: &'a BaseUrl,
    /// The credentials by name: their paths below the programme's folder, without `.json`.
    pub(super) all: BTreeMap<String, Claim>,
    /// The years whose awards are known: those with a folder.
    pub(super) years: BTreeSet<i16>,
}

/// What is to be signed.
pub(super) struct Claim {
    /// The credential, without its place in the status list and its signature.
    pub(super) document: Value,
    /// Whether it was revoked.
    pub(super) revoked: bool,
}

/// The name of a certificate's credential.
pub(super) fn of_certificate(number: &str) -> String {
    format!("certificates/{}", verification::slug(number))
}

/// The name of an award's credential; `award` is the id of a tier or recognition, or `streak`.
pub(super) fn of_award(honour: &Honour, award: &str) -> String {
    let holder = honour.entry.map_or(honour.participant.0, |(entry, _)| entry);
    format!("{}/awards/{holder}-{award}", honour.year)
}

/// An award as it is written on its credential.
pub(super) struct Achievement<'t> {
    /// The id of a tier or recognition, or `streak`.
    pub(super) id: &'t str,
    pub(super) name: &'t Text,
    /// Where it was won.
    of: Vec<&'t Text>,
}

/// The awards of an honour: its tier, each recognition and its streak.
pub(super) fn awards<'t>(honours: &'t Honours, honour: &'t Honour) -> Vec<Achievement<'t>> {
    let stream = || honour.placed.map(|placed| &placed.stream.name).into_iter().collect();
    let tier = honour.tier.map(|tier| {
        let tier = &honours.programme.tiers[tier];
        Achievement { id: tier.id.as_str(), name: &tier.name, of: stream() }
    });
    let held = honour.recognitions.iter().map(|held| {
        let (id, name) = (held.recognition.id.as_str(), &held.recognition.name);
        Achievement { id, name, of: held.scope.iter().collect() }
    });
    let streak = honour.streak.as_ref();
    let streak = streak.map(|(_, text)| Achievement { id: STREAK, name: text, of: stream() });
    tier.into_iter().chain(held).chain(streak).collect()
}

impl<'a> Claims<'a> {
    /// Those of a programme; none where its site has no address.
    pub(super) fn new(of: &OfProgramme<'a>) -> Option<Self> {
        let programme = of.honours.programme;
        let base = programme.site.base_url.as_ref()?;
        let years = of.seasons.iter().map(|results| results.data.season.year).collect();
        let mut claims = Self { programme, base, all: BTreeMap::new(), years };
        for (_, page) in &of.certificates {
            claims.certificate(page);
        }
        for results in of.seasons.iter().filter(|results| announced(results)) {
            let day = results.data.season.dates.results;
            for honour in of.honours.of_year(results.data.season.year) {
                claims.honour(&of.honours, honour, day);
            }
        }
        Some(claims)
    }

    /// The address of a file of the programme.
    pub(super) fn address(&self, name: &str) -> String {
        format!("{}/{}/{name}.json", self.base, self.programme.id)
    }

    /// The address of a page of the programme, in the leading language.
    fn page(&self, rest: &str) -> String {
        let language = self.programme.language_ids().next().unwrap_or_default();
        format!("{}/{language}/{}/{rest}", self.base, self.programme.id)
    }

    /// The address by which its issuer is known.
    pub(super) fn issuer(&self) -> String {
        self.address("issuer")
    }

    /// The address of the key that signs.
    pub(super) fn method(&self, key: &str) -> String {
        format!("{}#{key}", self.issuer())
    }

    /// The issuer as it describes itself, with the keys by which it signs.
    pub(super) fn issuer_document(&self, keys: &[String]) -> Value {
        let methods = keys.iter().map(|key| {
            json!({
                "id": self.method(key),
                "type": "Multikey",
                "controller": self.issuer(),
                "publicKeyMultibase": key,
            })
        });
        let addresses: Vec<_> = keys.iter().map(|key| self.method(key)).collect();
        let mut document = self.profile();
        document["@context"] = json!(["https://www.w3.org/ns/cid/v1", CONTEXT[0], CONTEXT[1]]);
        document["verificationMethod"] = methods.collect();
        document["assertionMethod"] = addresses.into();
        document
    }

    /// A list of what was revoked, as of a day.
    pub(super) fn status_document(&self, encoded: &str, as_of: Day) -> Value {
        let id = self.address("status");
        json!({
            "@context": [CONTEXT[0]],
            "id": id,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": self.issuer(),
            "validFrom": begin(as_of),
            "credentialSubject": {
                "id": format!("{id}#list"),
                "type": "BitstringStatusList",
                "statusPurpose": "revocation",
                "encodedList": encoded,
            },
        })
    }

    /// The place of a credential in that list.
    pub(super) fn status_entry(&self, at: usize) -> Value {
        let list = self.address("status");
        json!({
            "id": format!("{list}#{at}"),
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": at.to_string(),
            "statusListCredential": list,
        })
    }

    fn profile(&self) -> Value {
        let name = self.said(&self.programme.organiser);
        json!({ "id": self.issuer(), "type": ["Profile"], "name": name })
    }

    /// A text in all languages of the programme, the leading one first.
    fn said(&self, text: &Text) -> String {
        let mut words: Vec<_> =
            self.programme.language_ids().filter_map(|id| text.get(id)).collect();
        words.dedup();
        words.join(" / ")
    }

    /// Whose it is: names alone, for an organisation has no address that all agree on.
    fn holder(&self, name: &Text, organisation: &Text) -> Value {
        let identity = |kind: &str, name: &str| {
            let hashed = false;
            json!({ "type": "IdentityObject", "identityType": kind, "identityHash": name, "hashed": hashed })
        };
        let mut names = Vec::new();
        for id in self.programme.language_ids() {
            names.extend(name.get(id).map(|name| identity("name", name)));
        }
        for id in self.programme.language_ids().filter(|_| organisation != name) {
            names.extend(organisation.get(id).map(|name| identity("ext:organisation", name)));
        }
        names.dedup();
        names.into()
    }

    fn document(&self, name: &str, subject: Value, (from, until): (Day, Option<Day>)) -> Value {
        let title = subject["achievement"]["name"].clone();
        let mut document = json!({
            "@context": CONTEXT,
            "id": self.address(name),
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "issuer": self.profile(),
            "name": title,
            "validFrom": begin(from),
            "credentialSubject": subject,
        });
        if let Some(until) = until {
            document["validUntil"] = format!("{until}T23:59:59{ZONE}").into();
        }
        document
    }

    fn certificate(&mut self, page: &CertificatePage) {
        let (brand, name) = (&page.brand, of_certificate(page.brand.number));
        let programme = self.said(&self.programme.name);
        let mut subject = json!({
            "type": ["AchievementSubject"],
            "identifier": self.holder(brand.name, brand.participant),
            "licenseNumber": brand.number,
            "achievement": {
                "id": format!("{}#certification", self.issuer()),
                "type": ["Achievement"],
                "achievementType": "Certification",
                "name": programme,
                "description": programme,
                "specialization": self.said(brand.sector),
                "criteria": { "id": self.page("") },
            },
        });
        let extra = |extra: &&Text| json!({ "type": ["Result"], "value": self.said(extra) });
        let extras: Vec<_> = brand.extras.iter().map(extra).collect();
        if !extras.is_empty() {
            subject["result"] = extras.into();
        }
        let term = (brand.issued, Some(brand.valid_until));
        let document = self.document(&name, subject, term);
        self.all.insert(name, Claim { document, revoked: page.is_revoked() });
    }

    /// Each award of an honour, given on the day of the results.
    fn honour(&mut self, honours: &Honours, honour: &Honour, day: Option<Day>) {
        let Some(day) = day else { return };
        for award in awards(honours, honour) {
            let name = of_award(honour, award.id);
            let subject = self.award(honour, &award);
            let document = self.document(&name, subject, (day, None));
            self.all.insert(name, Claim { document, revoked: false });
        }
    }

    fn award(&self, honour: &Honour, award: &Achievement) -> Value {
        let Achievement { id, name, of } = award;
        let (_, organisation) = honour.participant;
        let entry = honour.entry.map_or(organisation, |(_, name)| name);
        let programme = self.said(&self.programme.name);
        let mut subject = json!({
            "type": ["AchievementSubject"],
            "identifier": self.holder(entry, organisation),
            "achievement": {
                "id": format!("{}#{}-{id}", self.issuer(), honour.year),
                "type": ["Achievement"],
                "achievementType": "Award",
                "name": self.said(name),
                "description": format!("{programme} {}", honour.year),
                "criteria": { "id": self.page("") },
            },
        });
        if !of.is_empty() {
            let of: Vec<_> = of.iter().map(|of| self.said(of)).collect();
            subject["achievement"]["specialization"] = of.join(" · ").into();
        }
        subject
    }
}

/// What a streak's credential is called.
pub(super) const STREAK: &str = "streak";

/// The first moment of a day, in Hong Kong.
pub(super) fn begin(day: Day) -> String {
    format!("{day}T00:00:00{ZONE}")
}
