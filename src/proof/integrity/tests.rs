//! The vectors of the standard (W3C Data Integrity EdDSA Cryptosuites, `TestVectors/eddsa-jcs-2022`), and
//! that nothing can be changed.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{check, sign};
use crate::proof::json::{canonical, read};
use crate::proof::{Fault, PublicKey, SecretKey};

macro_rules! vector {
    ($name:literal) => {
        include_str!(concat!("../../../tests/fixtures/eddsa-jcs-2022/", $name))
    };
}

fn json(text: &str) -> Value {
    read(text.as_bytes()).expect("JSON")
}

fn keys() -> (SecretKey, PublicKey) {
    let pair = json(vector!("key.json"));
    let secret = pair["privateKeyMultibase"].as_str().and_then(SecretKey::read);
    let public = pair["publicKeyMultibase"].as_str().map(str::parse);
    (secret.expect("a key"), public.expect("a key").expect("a key"))
}

fn signed() -> Value {
    json(vector!("signed.json"))
}

#[test]
fn what_is_signed_is_that_of_the_standard() {
    let mut signed = signed();
    let mut proof = signed["proof"].take();
    signed.as_object_mut().expect("an object").remove("proof");
    proof.as_object_mut().expect("an object").remove("proofValue");
    assert_eq!(canonical(&signed).as_deref(), Ok(vector!("document.txt")));
    assert_eq!(canonical(&proof).as_deref(), Ok(vector!("proof.txt")));
}

#[test]
fn the_signature_is_that_of_the_standard() {
    let ((secret, public), signed) = (keys(), signed());
    assert_eq!(secret.public(), public);
    let word = |word: &str| signed["proof"][word].as_str().expect("the vector has it");
    let (method, created) = (word("verificationMethod"), word("created"));
    assert_eq!(sign(&signed, &secret, (method, created)).as_ref(), Ok(&signed));
    let asked = |named: &str| (named == method).then(|| public.clone());
    assert_eq!(check(&signed, asked), Ok(public.clone()));
}

#[test]
fn a_foreign_key_is_refused() {
    let foreign = SecretKey::new().expect("random").public();
    assert_eq!(check(&signed(), |_| Some(foreign)), Err(Fault::Changed));
    let method = signed()["proof"]["verificationMethod"].as_str().expect("text").to_owned();
    assert_eq!(check(&signed(), |_| None), Err(Fault::ForeignKey(method)));
}

#[test]
fn what_is_signed_otherwise_is_refused() {
    let (_, public) = keys();
    let refused = |change: &dyn Fn(&mut Value)| {
        let mut document = signed();
        change(&mut document);
        check(&document, |_| Some(public.clone())).expect_err("refused")
    };
    let form = |reason: &str| Fault::Form(reason.to_owned());
    assert_eq!(
        refused(&|it| drop(it.as_object_mut().map(|it| it.remove("proof")))),
        Fault::Unsigned
    );
    assert_eq!(refused(&|it| it["proof"] = json!([])), form("it has not one proof"));
    assert_eq!(refused(&|it| *it = json!([])), Fault::Unsigned);
    assert_eq!(
        refused(&|it| it["proof"]["expires"] = json!("2030-01-01T00:00:00Z")),
        form("its proof has `expires`, which plaudit does not know")
    );
    assert_eq!(
        refused(&|it| it["proof"]["cryptosuite"] = json!("ecdsa-jcs-2019")),
        form("the `cryptosuite` of its proof is \"ecdsa-jcs-2019\", not `eddsa-jcs-2022`")
    );
    // The standard would let this one pass.
    let more = json!("https://other.example/v1");
    let added = |it: &mut Value| it["@context"].as_array_mut().expect("a list").push(more.clone());
    assert_eq!(refused(&added), Fault::Changed);
    assert_eq!(refused(&|it| it["proof"]["proofValue"] = json!("z1")), Fault::Changed);
}

/// The texts in a value, each by the way to it.
fn texts(value: &Value, way: String, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| texts(value, format!("{way}/{key}"), found));
        }
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(at, one)| texts(one, format!("{way}/{at}"), found));
        }
        _ => found.push(way),
    }
}

proptest! {
    /// Whatever character of whatever text becomes another.
    #[test]
    fn any_change_is_found(which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), to in any::<char>()) {
        let (_, public) = keys();
        let mut document = signed();
        let mut ways = Vec::new();
        texts(&document, String::new(), &mut ways);
        let value = document.pointer_mut(&ways[which.index(ways.len())]).expect("there");
        let mut text: Vec<char> = value.as_str().expect("a text").chars().collect();
        let at = at.index(text.len());
        prop_assume!(text[at] != to);
        text[at] = to;
        *value = text.into_iter().collect::<String>().into();
        prop_assert!(check(&document, |_| Some(public)).is_err());
    }

    /// Whatever byte of the file becomes another: it is found, or it means the same.
    #[test]
    fn any_changed_byte_is_found(at in any::<prop::sample::Index>(), to in any::<u8>()) {
        let (_, public) = keys();
        let mut bytes = vector!("signed.json").as_bytes().to_vec();
        let at = at.index(bytes.len());
        bytes[at] = to;
        if let Ok(document) = read(&bytes) && document != signed() {
            prop_assert!(check(&document, |_| Some(public)).is_err());
        }
    }
}
