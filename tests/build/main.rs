//! `plaudit build` on the sample seasons: what is written, that it is whole, repeatable, archival,
//! accessible, and that the public part keeps what is confidential.

mod assess;
mod card;
mod claims;
mod close;
#[path = "../references/document.rs"]
#[allow(dead_code, reason = "only the text is read here")]
mod document;
mod explain;
mod grounds;
mod honours;
mod output;
mod own;
mod pdf;
mod planned;
mod print;
mod proofs;
mod renewals;
mod reports;
mod run;
mod secretariat;
mod sheets;
mod site;
mod third;
mod values;
mod verification;
