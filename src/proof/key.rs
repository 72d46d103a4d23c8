//! Keys of Ed25519, written as Multikeys (W3C Controlled Identifiers).

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

/// What begins the bytes of a public key, and of a secret one.
const PUBLIC: [u8; 2] = [0xed, 0x01];
const SECRET: [u8; 2] = [0x80, 0x26];

/// A key to sign with. It is nowhere shown but in the file that holds it.
pub struct SecretKey(SigningKey);

/// A key to check signatures with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

/// The text was not a [`PublicKey`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidKey;

impl SecretKey {
    /// A new one, of the system's own randomness; none if the system has none to give.
    pub fn new() -> Option<Self> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).ok()?;
        Some(Self(SigningKey::from_bytes(&bytes)))
    }

    /// That of a file, which holds nothing else.
    pub fn read(text: &str) -> Option<Self> {
        let bytes = from_base58(text.trim())?;
        let bytes = bytes.strip_prefix(&SECRET)?;
        Some(Self(SigningKey::from_bytes(bytes.try_into().ok()?)))
    }

    /// As its file holds it.
    pub fn text(&self) -> String {
        base58(&[SECRET.as_slice(), self.0.as_bytes()].concat()) + "\n"
    }

    /// The key by which its signatures are checked.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    pub(super) fn sign(&self, bytes: &[u8]) -> String {
        base58(&self.0.sign(bytes).to_bytes())
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("SecretKey")
    }
}

impl PublicKey {
    /// Whether a signature is by this key and over these bytes.
    pub(super) fn signed(&self, bytes: &[u8], signature: &str) -> bool {
        let signature = from_base58(signature).and_then(|text| Signature::from_slice(&text).ok());
        signature.is_some_and(|signature| self.0.verify_strict(bytes, &signature).is_ok())
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&base58(&[PUBLIC.as_slice(), self.0.as_bytes()].concat()))
    }
}

impl fmt::Display for InvalidKey {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a public key of Ed25519 begins with `z6Mk`")
    }
}

impl std::error::Error for InvalidKey {}

impl FromStr for PublicKey {
    type Err = InvalidKey;

    fn from_str(text: &str) -> Result<Self, InvalidKey> {
        let key = || {
            let bytes = from_base58(text)?;
            let bytes = bytes.strip_prefix(&PUBLIC)?.try_into().ok()?;
            VerifyingKey::from_bytes(bytes).ok().map(Self)
        };
        key().ok_or(InvalidKey)
    }
}

/// Multibase: `z` says that base58 of Bitcoin's alphabet follows.
fn base58(bytes: &[u8]) -> String {
    format!("z{}", bs58::encode(bytes).into_string())
}

fn from_base58(text: &str) -> Option<Vec<u8>> {
    bs58::decode(text.strip_prefix('z')?).into_vec().ok()
}

#[cfg(test)]
mod tests {
    use super::{PublicKey, SecretKey};

    #[test]
    fn a_key_is_what_its_text_says_and_is_shown_nowhere_else() {
        let key = SecretKey::new().expect("the system is random");
        assert!(key.text().starts_with("z3u2") && key.public().to_string().starts_with("z6Mk"));
        let same = SecretKey::read(&key.text()).expect("a key");
        assert_eq!(same.public(), key.public());
        assert_ne!(SecretKey::new().expect("another").public(), key.public());
        assert_eq!(format!("{key:?}"), "SecretKey");
        let public = key.public().to_string();
        assert_eq!(public.parse(), Ok(key.public()));
        for text in ["", "z", "z6Mk", &public[1..], &public[..40], &key.text()] {
            assert!(text.parse::<PublicKey>().is_err(), "{text}");
        }
        for text in ["", "z3u2", &public, "-----BEGIN PRIVATE KEY-----"] {
            assert!(SecretKey::read(text).is_none(), "{text}");
        }
    }
}
