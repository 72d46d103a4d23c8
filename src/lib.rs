//! From a season's assessment scores to bilingual reports, trophies, certificates and a site.
//!
//! Data flows one way: [`load`] reads a [`model::Dataset`], [`assess`] decides its results,
//! [`plan`] lists the jobs and the data each may see ([`proof`] signs some of it), [`render`] turns one job into bytes, and
//! [`mod@write`] is the only one to write them.

pub mod assess;
pub mod diagnostics;
pub mod load;
pub mod model;
pub mod plan;
pub mod proof;
pub mod render;
pub mod write;
