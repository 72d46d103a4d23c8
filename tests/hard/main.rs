//! What plaudit promises where things go wrong or are meant ill (`SECURITY.md`): that nothing is torn or
//! lost, that text is text, that what is confidential stays so, and that a build is the same anywhere.

mod accepted;
mod bombs;
#[path = "../common/comparable.rs"]
mod comparable;
mod confidential;
mod drawings;
mod fuzzed;
mod hostile;
mod hostile_built;
mod kills;
mod long;
mod machine;
mod reproducible;
#[path = "../common/run.rs"]
mod run;
mod sandbox;
mod season;
mod shards;
#[path = "../common/tool.rs"]
mod tool;
