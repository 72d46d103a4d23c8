//! What a printer or an engraver asks of a sheet.

use serde::Serialize;

/// What a printer or an engraver asks of a sheet; lengths in millimetres.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Demands {
    /// What is kept free of words along each edge.
    pub safe: f64,
    /// How far beyond the trim a ground that reaches it goes on.
    pub bleed: f64,
}
