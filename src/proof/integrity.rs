//! Signatures of W3C Data Integrity by its cryptosuite `eddsa-jcs-2022`: over the hash of the proof's own
//! words and that of the document, each in its one form.

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::json::canonical;
use super::{Fault, PublicKey, SecretKey};

const SUITE: &str = "eddsa-jcs-2022";

/// The words of a proof that plaudit knows the meaning of; with any other it may not stand.
const KNOWN: [&str; 7] = [
    "@context",
    "type",
    "cryptosuite",
    "created",
    "verificationMethod",
    "proofPurpose",
    "proofValue",
];

/// Signs a document as of a time, `2026-11-06T00:00:00+08:00`, by a key that stands at the address
/// `method`. A proof that it has is replaced.
///
/// # Errors
/// It is no object, or has a number that is not signed.
pub fn sign(
    document: &Value,
    key: &SecretKey,
    (method, created): (&str, &str),
) -> Result<Value, String> {
    let mut document = document.as_object().ok_or("it is not an object")?.clone();
    document.remove("proof");
    let mut proof = Map::new();
    if let Some(context) = document.get("@context") {
        proof.insert("@context".to_owned(), context.clone());
    }
    for (word, said) in [
        ("type", "DataIntegrityProof"),
        ("cryptosuite", SUITE),
        ("created", created),
        ("verificationMethod", method),
        ("proofPurpose", "assertionMethod"),
    ] {
        proof.insert(word.to_owned(), said.into());
    }
    let signature = key.sign(&hashes(&proof, &document)?);
    proof.insert("proofValue".to_owned(), signature.into());
    document.insert("proof".to_owned(), proof.into());
    Ok(document.into())
}

/// Checks that a document is as it was signed, by a key that `trusted` gives for the address that the proof
/// names.
///
/// # Errors
/// It is not signed in a way that plaudit knows, by a foreign key, or was changed.
pub fn check(
    document: &Value,
    trusted: impl FnOnce(&str) -> Option<PublicKey>,
) -> Result<PublicKey, Fault> {
    let mut document = document.as_object().ok_or(Fault::Unsigned)?.clone();
    let mut proof = match document.remove("proof") {
        Some(Value::Object(proof)) => proof,
        Some(_) => return Err(Fault::Form("it has not one proof".to_owned())),
        None => return Err(Fault::Unsigned),
    };
    if let Some(word) = proof.keys().find(|word| !KNOWN.contains(&word.as_str())) {
        return Err(Fault::Form(format!("its proof has `{word}`, which plaudit does not know")));
    }
    for (word, known) in [
        ("type", "DataIntegrityProof"),
        ("cryptosuite", SUITE),
        ("proofPurpose", "assertionMethod"),
    ] {
        let said = proof.get(word).unwrap_or(&Value::Null);
        if *said != json!(known) {
            return Err(Fault::Form(format!("the `{word}` of its proof is {said}, not `{known}`")));
        }
    }
    let method = proof.get("verificationMethod").and_then(Value::as_str).unwrap_or_default();
    let key = trusted(method).ok_or_else(|| Fault::ForeignKey(method.to_owned()))?;
    // The standard lets a document have more contexts than were signed; they would change what it says.
    let same = proof.get("@context").is_none_or(|signed| document.get("@context") == Some(signed));
    let Some(Value::String(signature)) = proof.remove("proofValue") else {
        return Err(Fault::Changed);
    };
    let hashes = hashes(&proof, &document).map_err(Fault::Form)?;
    let signed = same && key.signed(&hashes, &signature);
    signed.then_some(key).ok_or(Fault::Changed)
}

fn hashes(proof: &Map<String, Value>, document: &Map<String, Value>) -> Result<Vec<u8>, String> {
    let hash = |part: &Map<String, Value>| {
        canonical(&part.clone().into()).map(|text| Sha256::digest(text).to_vec())
    };
    Ok([hash(proof)?, hash(document)?].concat())
}

#[cfg(test)]
mod tests;
