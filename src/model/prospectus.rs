//! What a programme tells those who may take part, for its page on the site.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Text;

/// How to reach the awarding body.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Telephone number, as it is to be printed.
    pub telephone: String,
    /// E-mail address.
    pub email: String,
    /// The awarding body's e-mail address, where the programme has one of its own. Default: none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub general_email: Option<String>,
    /// Address of the web site without `https://`, such as www.example.org.
    pub website: String,
    /// Postal address, in each language. Default: none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Text>,
}

/// An initial and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
pub struct Tagline {
    /// The initial.
    pub key: String,
    /// What it stands for, in one language or more.
    #[serde(flatten)]
    pub text: Text,
}

/// What sets a programme apart.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Feature {
    /// It in a few words, in each language.
    pub name: Text,
    /// What it means, in each language.
    pub text: Text,
}

/// What remains to be said of parts of a programme, a sentence each.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Remarks {
    /// Of the criteria. Default: nothing.
    #[serde(default)]
    pub criteria: Vec<Text>,
    /// Of the tiers. Default: nothing.
    #[serde(default)]
    pub tiers: Vec<Text>,
    /// Of the sectors and of how entries are put into them. Default: nothing.
    #[serde(default)]
    pub sectors: Vec<Text>,
    /// Of the fees. Default: nothing.
    #[serde(default)]
    pub fees: Vec<Text>,
    /// Of the validity of certificates. Default: nothing.
    #[serde(default)]
    pub validity: Vec<Text>,
    /// Of the extra recognitions. Default: nothing.
    #[serde(default)]
    pub extras: Vec<Text>,
}

/// Terms and conditions under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Conditions {
    /// The heading, in each language.
    pub name: Text,
    /// The terms, a sentence each.
    pub terms: Vec<Text>,
}
