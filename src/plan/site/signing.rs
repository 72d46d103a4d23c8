//! What was signed, held against what is public: what is still to be signed, and what is to be revoked.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::claims::{Claims, begin};
use crate::diagnostics::{Diagnostic, Place};
use crate::model::{Day, Signed};
use crate::proof::{PublicKey, SecretKey, check, decode, encode, is_set, sign};

/// What a key that has not signed before means for those that have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewKey {
    /// It must be the one that has signed.
    Refused,
    /// It signs from now on; what others have signed stands.
    Added,
    /// It signs everything; others are no longer believed.
    Alone,
}

/// How much was signed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Signatures {
    /// Credentials that were not there.
    pub new: usize,
    /// Credentials that are signed anew, for they say something else or their key is no longer believed.
    pub again: usize,
    /// Credentials that no longer stand, those among them that say something else now.
    pub revoked: usize,
    /// All that stand.
    pub all: usize,
}

/// A programme's claims beside what was signed of them.
pub(super) struct Signing<'a> {
    pub(super) claims: Claims<'a>,
    pub(super) before: Option<&'a Signed>,
    pub(super) as_of: Day,
}

/// How a signed credential stands to what is public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It says what the site says.
    Same,
    /// It says what the site no longer says.
    Stale,
    /// Its season is not read any more, or it has ended: it stands.
    Past,
}

impl<'a> Signing<'a> {
    pub(super) fn credentials(&self) -> impl Iterator<Item = (&'a String, &'a Value)> {
        self.before.into_iter().flat_map(|before| &before.credentials)
    }

    pub(super) fn standing(&self, name: &str, document: &Value) -> Standing {
        if let Some(claim) = self.claims.all.get(name) {
            let same = unsigned(document) == claim.document;
            return if same { Standing::Same } else { Standing::Stale };
        }
        let year = name.split_once("/awards/").and_then(|(year, _)| year.parse().ok());
        let unread = year.is_some_and(|year: i16| !self.claims.years.contains(&year));
        let until = document["validUntil"].as_str().and_then(|time| time.get(..10));
        let until = until.and_then(|day| day.parse::<Day>().ok());
        // As it was signed, and not as it was renamed since.
        let of_site = document["id"] == self.claims.address(name);
        let past = unread || until.is_some_and(|until| until < self.as_of);
        if past && of_site { Standing::Past } else { Standing::Stale }
    }

    /// Signs what is not signed as it should be; no record if there is nothing to do.
    ///
    /// # Errors
    /// The key is not the one that has signed, or the last signing was on a later day.
    pub(super) fn sign(
        &self,
        key: &SecretKey,
        new: NewKey,
    ) -> Result<(Option<Signed>, Signatures), Diagnostic> {
        let public = key.public();
        let keys = self.keys(&public.to_string(), new)?;
        let (method, created) = (self.claims.method(&public.to_string()), begin(self.as_of));
        let signed = |document: &Value| sign(document, key, (&method, &created));
        let signed = |document: &Value| signed(document).map_err(Diagnostic::error);
        let mut counts = Signatures::default();
        let mut credentials = BTreeMap::new();
        for (name, old) in self.credentials() {
            if self.standing(name, old) != Standing::Stale {
                let holds = self.holds(old, &keys).is_some();
                counts.again += usize::from(!holds);
                credentials.insert(name.clone(), if holds { old.clone() } else { signed(old)? });
            }
        }
        let mut places = self.before.map_or(0, |before| before.places);
        for (name, claim) in self.claims.all.iter().filter(|(_, claim)| !claim.revoked) {
            if !credentials.contains_key(name) {
                let known = self.before.is_some_and(|had| had.credentials.contains_key(name));
                *(if known { &mut counts.again } else { &mut counts.new }) += 1;
                let mut document = claim.document.clone();
                document["credentialStatus"] = self.claims.status_entry(places);
                credentials.insert(name.clone(), signed(&document)?);
                places += 1;
            }
        }
        counts.all = credentials.len();
        let revoked = self.revoked(&credentials, places);
        counts.revoked = revoked.difference(&self.listed()).count();
        let before = self.before.filter(|before| {
            self.holds(&before.status, &keys) == Some(public.clone()) && self.listed() == revoked
        });
        let status = match before {
            Some(before) => before.status.clone(),
            None => {
                let list = encode(revoked.iter().copied(), places);
                signed(&self.claims.status_document(&list, self.as_of))?
            }
        };
        let (file, signed_on) = match self.before {
            Some(before) => (before.file.clone(), before.signed_on),
            None => ("".into(), self.as_of),
        };
        let mut now = Signed { file, schema: 1, signed_on, keys, places, status, credentials };
        if self.before == Some(&now) {
            return Ok((None, counts));
        }
        now.signed_on = self.as_of;
        Ok((Some(now), counts))
    }

    /// The keys that are believed once this one has signed.
    fn keys(&self, key: &str, new: NewKey) -> Result<Vec<String>, Diagnostic> {
        let Some(before) = self.before else { return Ok(vec![key.to_owned()]) };
        let place = Place::file(before.file.clone());
        if self.as_of < before.signed_on {
            let message = format!("it was last signed as of {}, a later day", before.signed_on);
            let help = "leave --as-of out, or name that day or a later one";
            return Err(Diagnostic::error(message).at(place).help(help));
        }
        let same = before.keys.last().is_some_and(|last| last == key);
        match new {
            NewKey::Alone => Ok(vec![key.to_owned()]),
            _ if same => Ok(before.keys.clone()),
            NewKey::Added => {
                let others = before.keys.iter().filter(|other| *other != key).cloned();
                Ok(others.chain([key.to_owned()]).collect())
            }
            NewKey::Refused => {
                let message = format!("another key than `{key}` has signed before");
                let help = "name the file of that key; if it is lost or to be replaced, add \
                            --add-key; if it was stolen, --replace-key";
                Err(Diagnostic::error(message).at(place).help(help))
            }
        }
    }

    /// The key that has signed a document, if it is one of these and the document is as it was.
    pub(super) fn holds(&self, document: &Value, keys: &[String]) -> Option<PublicKey> {
        let key = |method: &str| {
            let key = keys.iter().find(|key| self.claims.method(key) == method)?;
            key.parse().ok()
        };
        check(document, key).ok()
    }

    /// The places that are revoked where these credentials stand: all others that were given out, and
    /// those of certificates that were revoked.
    pub(super) fn revoked(
        &self,
        credentials: &BTreeMap<String, Value>,
        places: usize,
    ) -> BTreeSet<usize> {
        let stands = |(name, _): &(&String, &Value)| {
            self.claims.all.get(*name).is_none_or(|claim| !claim.revoked)
        };
        let standing: BTreeSet<_> =
            credentials.iter().filter(stands).filter_map(|(_, document)| place(document)).collect();
        (0..places).filter(|at| !standing.contains(at)).collect()
    }

    /// The places that the list of the last signing says are revoked.
    pub(super) fn listed(&self) -> BTreeSet<usize> {
        let Some(before) = self.before else { return BTreeSet::new() };
        let list = before.status["credentialSubject"]["encodedList"].as_str();
        let bits = list.and_then(decode).unwrap_or_default();
        (0..before.places).filter(|at| is_set(&bits, *at) != Some(false)).collect()
    }
}

/// A credential without what signing adds.
fn unsigned(document: &Value) -> Value {
    let mut document = document.clone();
    if let Some(map) = document.as_object_mut() {
        map.remove("credentialStatus");
        map.remove("proof");
    }
    document
}

/// The place of a credential in the status list.
fn place(document: &Value) -> Option<usize> {
    document["credentialStatus"]["statusListIndex"].as_str()?.parse().ok()
}
