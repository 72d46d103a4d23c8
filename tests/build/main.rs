//! `plaudit build` on the sample seasons: what is written, that it is whole, repeatable, archival,
//! accessible, and that the public part keeps what is confidential.

mod assess;
#[path = "../common/built.rs"]
mod built;
mod card;
mod claims;
mod close;
#[path = "../common/comparable.rs"]
mod comparable;
#[path = "../common/document.rs"]
mod document;
mod explain;
mod foreseen;
mod grounds;
mod honours;
mod incremental;
mod init;
mod long;
mod marks;
mod output;
mod own;
mod pdf;
mod places;
mod planned;
mod print;
mod proofs;
mod renewals;
mod reports;
mod roll;
#[path = "../common/run.rs"]
mod run;
mod secretariat;
mod shards;
mod sheets;
mod sign;
#[path = "../common/signed.rs"]
mod signed;
mod site;
mod third;
#[path = "../common/today.rs"]
mod today;
#[path = "../common/tool.rs"]
mod tool;
mod values;
mod verification;
mod watch;
