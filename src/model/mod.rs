//! The field's words as types: what a programme, a season, an entry and a score *are*.
//!
//! Nothing here reads a file or decides a result. A value of these types has passed its checked
//! constructor, so later stages need not look again.

mod assets;
mod number;
mod programme;
mod recognition;
mod records;
mod season;
mod text;

pub use assets::{Assets, Bytes};
pub use number::{Exact, Figure, InvalidNumber, Number};
pub use programme::{
    Aggregate, BandGap, Category, Certification, Channel, Contact, CreditPoints, Criterion,
    DeductionRule, Disclosure, Extra, FeeBand, Fees, Group, Kind, Language, Mode, NeedsAwards,
    Programme, RankOn, Round, Rounding, Scale, Scoring, Sector, SitePolicy, Stream, Tagline, Theme,
    Tier, Weeks,
};
pub use recognition::{Field, OrderBy, Recognition, Rule};
pub use records::{
    Assessment, Certificate, Comment, CommentKind, Dataset, Deduction, Entry, GivenRound,
    HistoryRow, Origin, Participant, SeasonData, Status,
};
pub use season::{Dates, Encoding, MergedSector, Period, Season, SectorMerge};
pub use text::{Day, Id, InvalidId, Text};
