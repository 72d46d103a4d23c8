//! What was signed of a programme.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Day;

/// What was signed of a programme, as `credentials.json` keeps it beside its data. `plaudit sign` alone
/// writes it: without it nobody could say which credentials are to be revoked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// Its path as named in messages.
    #[serde(skip)]
    pub file: Arc<str>,
    /// The form of the file: 1.
    pub schema: u32,
    /// The day as of which it was last signed.
    pub signed_on: Day,
    /// The public keys, as Multikeys: that which signs, after those that signed before and still stand.
    pub keys: Vec<String>,
    /// How many places of the status list were given out; none is ever given out again.
    pub places: usize,
    /// The status list, signed.
    pub status: Value,
    /// The credentials, signed, by name: their paths below the programme's folder of the site, without
    /// `.json`.
    pub credentials: BTreeMap<String, Value>,
}
