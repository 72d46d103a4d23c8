//! Each way in which a credential may not hold has its own fault.

use serde_json::{Value, json};

use super::{Fault, Trust, verify};
use crate::model::Day;
use crate::proof::{SecretKey, encode, sign};

const ISSUER: &str = "https://clouds.example/mark/issuer.json";
const LIST: &str = "https://clouds.example/mark/status.json";

struct Office {
    key: SecretKey,
}

impl Office {
    fn new() -> Self {
        Self { key: SecretKey::new().expect("random") }
    }

    fn method(&self) -> String {
        format!("{ISSUER}#{}", self.key.public())
    }

    fn document(&self) -> Value {
        json!({
            "id": ISSUER,
            "verificationMethod": [{
                "id": self.method(), "type": "Multikey", "controller": ISSUER,
                "publicKeyMultibase": self.key.public().to_string(),
            }],
            "assertionMethod": [self.method()],
        })
    }

    fn trust(&self) -> Trust {
        Trust::issuer(&self.document()).expect("an issuer")
    }

    fn sign(&self, document: &Value) -> Value {
        sign(document, &self.key, (&self.method(), "2026-03-01T00:00:00+08:00")).expect("signed")
    }

    fn credential(&self) -> Value {
        self.sign(&json!({
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "issuer": { "id": ISSUER },
            "validFrom": "2026-03-01T00:00:00+08:00",
            "validUntil": "2027-02-28T23:59:59+08:00",
            "credentialStatus": {
                "statusPurpose": "revocation", "statusListIndex": "3", "statusListCredential": LIST,
            },
        }))
    }

    fn list(&self, revoked: &[usize]) -> Value {
        self.sign(&json!({
            "id": LIST,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": ISSUER,
            "validFrom": "2026-06-01T00:00:00+08:00",
            "credentialSubject": {
                "statusPurpose": "revocation", "encodedList": encode(revoked.iter().copied(), 5),
            },
        }))
    }
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

#[test]
fn a_credential_holds_from_its_first_day_to_its_last() {
    let office = Office::new();
    let on = |text: &str| {
        let list = office.list(&[2, 4]);
        verify(&office.credential(), &office.trust(), Some(&list), day(text))
    };
    for text in ["2026-03-01", "2026-11-21", "2027-02-28"] {
        let found = on(text).expect("it holds");
        assert_eq!((found.from, found.until), (Some(day("2026-03-01")), Some(day("2027-02-28"))));
        assert_eq!(found.listed, Some(day("2026-06-01")));
        assert_eq!(found.key, office.key.public());
    }
    assert_eq!(on("2026-02-28"), Err(Fault::Early(day("2026-03-01"))));
    assert_eq!(on("2027-03-01"), Err(Fault::Expired(day("2027-02-28"))));
}

#[test]
fn what_is_revoked_does_not_hold() {
    let (office, other) = (Office::new(), Office::new());
    let by = |list: &Value| {
        verify(&office.credential(), &office.trust(), Some(list), day("2026-11-21"))
            .map(|found| found.listed)
    };
    let list = |fault| Err(Fault::List(Box::new(fault)));
    assert_eq!(by(&office.list(&[3])), Err(Fault::Revoked(day("2026-06-01"))));
    assert_eq!(by(&other.list(&[])), list(Fault::ForeignKey(other.method())));
    // A list in which the bit was taken back.
    let mut mended = office.list(&[3]);
    mended["credentialSubject"]["encodedList"] = encode([], 5).into();
    assert_eq!(by(&mended), list(Fault::Changed));
    let mut another = office.list(&[]);
    another["id"] = json!("https://clouds.example/demo/status.json");
    assert_eq!(by(&another), Err(Fault::OtherList(LIST.to_owned())));
    let mut of_else = office.list(&[]);
    of_else["credentialSubject"]["statusPurpose"] = json!("suspension");
    let reason = "it is not of what was revoked".to_owned();
    assert_eq!(by(&office.sign(&of_else)), list(Fault::Form(reason)));
    // Without one, nothing is said of it.
    let found = verify(&office.credential(), &office.trust(), None, day("2026-11-21"));
    let found = found.expect("it holds");
    assert_eq!((found.listed, found.list.as_deref()), (None, Some(LIST)));
}

#[test]
fn only_who_is_trusted_is_believed() {
    let (office, other) = (Office::new(), Office::new());
    let (credential, today) = (office.credential(), day("2026-11-21"));
    let by = |trust: &Trust| verify(&credential, trust, None, today).map(drop);
    assert_eq!(by(&Trust::Key(office.key.public())), Ok(()));
    assert_eq!(by(&Trust::Key(other.key.public())), Err(Fault::ForeignKey(office.method())));
    assert_eq!(by(&other.trust()), Err(Fault::ForeignKey(office.method())));
    let mut elsewhere = office.document();
    let id = json!("https://other.example/issuer.json");
    (elsewhere["id"], elsewhere["verificationMethod"][0]["controller"]) = (id.clone(), id);
    let elsewhere = Trust::issuer(&elsewhere).expect("an issuer");
    assert_eq!(by(&elsewhere), Err(Fault::OtherIssuer(ISSUER.to_owned())));
    // Another's key under the name of one that is trusted.
    let mut forged = other.credential();
    forged["proof"]["verificationMethod"] = office.method().into();
    assert_eq!(verify(&forged, &office.trust(), None, today), Err(Fault::Changed));
}

#[test]
fn a_key_signs_only_where_its_issuer_lets_it() {
    let office = Office::new();
    let without = |key: &str| {
        let mut document = office.document();
        document.as_object_mut().expect("an object").remove(key);
        Trust::issuer(&document).map(drop).expect_err("no issuer")
    };
    assert_eq!(without("id"), "it has no `id`");
    let reason = "it names no key of Ed25519 by which the issuer signs";
    assert_eq!(without("verificationMethod"), reason);
    assert_eq!(without("assertionMethod"), reason);
    let mut lent = office.document();
    lent["verificationMethod"][0]["controller"] = json!("https://other.example/issuer.json");
    assert_eq!(Trust::issuer(&lent).map(drop), Err(reason.to_owned()));
}
