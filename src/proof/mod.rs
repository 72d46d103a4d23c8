//! Signatures: what is said of somebody can be checked by anybody, without asking and without a network.
//!
//! Credentials are W3C Verifiable Credentials 2.0 in the form of Open Badges 3.0. The cryptography is that
//! of crates; nothing here reads a file or a clock.

mod credential;
mod integrity;
mod json;
mod key;
mod status;

pub use credential::{Fault, Found, Trust, ZONE, verify};
pub use integrity::{check, sign};
pub use json::read;
pub use key::{InvalidKey, PublicKey, SecretKey};
pub use status::{decode, encode, is_set};
