//! The field's words as types: what a programme, a season, an entry and a score *are*.
//!
//! Nothing here reads a file or decides a result. A value of these types has passed its checked
//! constructor, so later stages need not look again.

mod artwork;
mod assets;
mod dataset;
mod exact;
mod figure;
mod marks;
mod number;
mod programme;
mod prospectus;
mod recognition;
mod records;
mod schema;
mod scoring;
mod season;
mod signed;
mod site;
mod stream;
mod terms;
mod text;

pub use artwork::{
    A4_LANDSCAPE, Artwork, CUT_CONTOUR, CertificateSheet, DecalSheet, Numerals, TrophySheet,
};
pub use assets::{Assets, Bytes, Own};
pub use dataset::{Dataset, SeasonBefore, SeasonData};
pub use exact::Exact;
pub use figure::Figure;
pub use marks::Marks;
pub use number::{InvalidNumber, Number};
pub use programme::{Category, Channel, Cmyk, Kind, Language, Programme, Sector, Theme, Weeks};
pub use prospectus::{Conditions, Contact, Feature, Remarks, Tagline};
pub use recognition::{Field, OrderBy, Recognition, Rule};
pub use records::{
    Assessment, At, Certificate, Comment, CommentKind, Deduction, Entry, GivenRound, HistoryRow,
    OfficialResult, Origin, Participant, Status,
};
pub use schema::{json_schema, value_schema};
pub use scoring::{
    Aggregate, Criterion, DeductionRule, RankOn, Round, Rounding, Scale, Scoring, Tier,
};
pub use season::{
    Dates, Deadline, Encoding, MergedSector, Period, ReportLanguages, ReportSettings, Season,
    SectorMerge,
};
pub use signed::Signed;
pub use site::{BaseUrl, InvalidBaseUrl, SiteSettings};
pub use stream::{BandGap, Fees, Group, Mode, Stream};
pub use terms::{
    Artefact, Certification, CreditPoints, Disclosure, Extra, FeeBand, NeedsAwards, SitePolicy,
};
pub use text::{Day, Id, InvalidDay, InvalidId, Text, begins_formula, is_han};
