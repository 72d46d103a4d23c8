//! Whether a credential holds: whose it is, whether it was changed, and whether it is in force.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use serde_json::Value;

use super::{PublicKey, check, decode, is_set};
use crate::model::Day;

/// The hours of Hong Kong, which has no summer time, before those of Greenwich, as a time of day ends.
pub const ZONE: &str = "+08:00";

/// Whose signatures are believed.
#[derive(Debug)]
pub enum Trust {
    /// Those of an issuer: its address, and its keys by theirs.
    Issuer(String, BTreeMap<String, PublicKey>),
    /// Those by a key, whoever has it.
    Key(PublicKey),
}

/// Why a credential does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It has no signature.
    Unsigned,
    /// It is nothing that plaudit can check, and why.
    Form(String),
    /// It is of another issuer, at this address.
    OtherIssuer(String),
    /// It is signed by a key that is not believed, at this address.
    ForeignKey(String),
    /// It is not as it was signed.
    Changed,
    /// It is not in force before this day.
    Early(Day),
    /// It is not in force after this day.
    Expired(Day),
    /// It was revoked, as a list of this day says.
    Revoked(Day),
    /// The list of what was revoked is another than the one at this address, which it names.
    OtherList(String),
    /// The list of what was revoked does not hold itself.
    List(Box<Fault>),
}

/// What was found of a credential that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The key that signed it.
    pub key: PublicKey,
    /// The day on which it was signed, where it says so.
    pub signed: Option<Day>,
    /// Its first day.
    pub from: Option<Day>,
    /// Its last day; none if it ends never.
    pub until: Option<Day>,
    /// The day of the list by which it is not revoked; none if none was looked into.
    pub listed: Option<Day>,
    /// The address of the list that tells whether it was revoked.
    pub list: Option<String>,
}

impl Trust {
    /// That in an issuer, as it describes itself at its own address.
    ///
    /// # Errors
    /// The document is no such description; what is wrong, as a part of a sentence.
    pub fn issuer(document: &Value) -> Result<Self, String> {
        let text = |value: &Value, key: &str| value[key].as_str().map(str::to_owned);
        let id = text(document, "id").ok_or("it has no `id`")?;
        let list = |key: &str| document[key].as_array().cloned().unwrap_or_default();
        let may_assert = list("assertionMethod");
        let mut keys = BTreeMap::new();
        for method in list("verificationMethod") {
            let Some(address) = text(&method, "id") else { continue };
            let own = method["controller"] == document["id"];
            let allowed = may_assert.iter().any(|one| one.as_str() == Some(&address));
            let key = method["publicKeyMultibase"].as_str().and_then(|key| key.parse().ok());
            if let (Some(key), true) = (key, own && allowed && method["type"] == "Multikey") {
                keys.insert(address, key);
            }
        }
        if keys.is_empty() {
            return Err("it names no key of Ed25519 by which the issuer signs".to_owned());
        }
        Ok(Self::Issuer(id, keys))
    }

    /// The key at an address, if it is believed.
    fn key(&self, method: &str) -> Option<PublicKey> {
        match self {
            Self::Issuer(_, keys) => keys.get(method).cloned(),
            Self::Key(key) => {
                let (_, named) = method.split_once('#')?;
                (named == key.to_string()).then(|| key.clone())
            }
        }
    }

    /// Checks what is signed, and that its issuer signed it.
    fn check(&self, document: &Value) -> Result<PublicKey, Fault> {
        let issuer = &document["issuer"];
        let issuer = issuer["id"].as_str().or(issuer.as_str()).unwrap_or_default();
        if document.get("proof").is_none() {
            return Err(Fault::Unsigned);
        }
        if let Self::Issuer(id, _) = self
            && id != issuer
        {
            return Err(Fault::OtherIssuer(issuer.to_owned()));
        }
        check(document, |method| {
            let of_issuer = method.strip_prefix(issuer).is_some_and(|rest| rest.starts_with('#'));
            self.key(method).filter(|_| of_issuer)
        })
    }
}

/// Checks a credential as of a day, and by a list of what was revoked if there is one.
///
/// # Errors
/// It does not hold.
pub fn verify(
    credential: &Value,
    trust: &Trust,
    list: Option<&Value>,
    as_of: Day,
) -> Result<Found, Fault> {
    let key = trust.check(credential)?;
    let types = credential["type"].as_array().into_iter().flatten();
    if !types.clone().any(|one| one == "VerifiableCredential") {
        return Err(Fault::Form("its `type` is not that of a credential".to_owned()));
    }
    let status = &credential["credentialStatus"];
    let named = status["statusListCredential"].as_str().map(str::to_owned);
    let listed = match (list, &named) {
        (Some(list), Some(named)) => Some(not_revoked(status, (list, named), trust)?),
        _ => None,
    };
    let (from, until) = (day(&credential["validFrom"])?, day(&credential["validUntil"])?);
    match (from, until) {
        (Some(from), _) if as_of < from => Err(Fault::Early(from)),
        (_, Some(until)) if until < as_of => Err(Fault::Expired(until)),
        _ => {
            let signed = day(&credential["proof"]["created"])?;
            Ok(Found { key, signed, from, until, listed, list: named })
        }
    }
}

/// The day of a list, by which an entry of it is not revoked.
fn not_revoked(status: &Value, (list, named): (&Value, &str), trust: &Trust) -> Result<Day, Fault> {
    let faulty = |fault| Fault::List(Box::new(fault));
    let form = |reason: &str| faulty(Fault::Form(reason.to_owned()));
    if list["id"] != named {
        return Err(Fault::OtherList(named.to_owned()));
    }
    trust.check(list).map_err(faulty)?;
    let subject = &list["credentialSubject"];
    let purposes = [&status["statusPurpose"], &subject["statusPurpose"]];
    if purposes.iter().any(|purpose| **purpose != "revocation") {
        return Err(form("it is not of what was revoked"));
    }
    let bits = subject["encodedList"].as_str().and_then(decode);
    let at = status["statusListIndex"].as_str().and_then(|at| at.parse().ok());
    let set = bits.zip(at).and_then(|(bits, at)| is_set(&bits, at));
    let since = day(&list["validFrom"])?.ok_or_else(|| form("it has no day"))?;
    match set {
        Some(true) => Err(Fault::Revoked(since)),
        Some(false) => Ok(since),
        None => Err(form("it has no place for this credential")),
    }
}

/// The day of a time in Hong Kong; none if there is none.
fn day(time: &Value) -> Result<Option<Day>, Fault> {
    if time.is_null() {
        return Ok(None);
    }
    let read = time.as_str().and_then(|text| text.parse::<Timestamp>().ok());
    let read = read.ok_or_else(|| Fault::Form(format!("{time} is not a time")))?;
    let zone = TimeZone::fixed(Offset::constant(8));
    Ok(Some(Day(read.to_zoned(zone).date())))
}

#[cfg(test)]
mod tests;
