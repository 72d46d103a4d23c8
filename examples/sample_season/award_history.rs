//! Results of past seasons, from the cast's short notation.
//!
//! `gold*3`: Gold in each of the last three seasons. `walk*2`: two seasons not far from this one's result.
//! `2022:B:93.0;2025:C:92.8`: these seasons, groups and overalls and no others.

/// One past result.
#[derive(Clone, Debug)]
pub(crate) struct Past {
    pub(crate) season: u32,
    pub(crate) group: char,
    /// The published overall, in tenths.
    pub(crate) tenths: i128,
}

/// The season before this one.
const LAST: u32 = 2025;

/// The tier of a published overall, empty below the pass.
pub(crate) fn tier(tenths: i128) -> &'static str {
    match tenths {
        900.. => "gold",
        800.. => "silver",
        700.. => "bronze",
        _ => "",
    }
}

/// Reads the notation; `target` is this season's overall in thousandths.
pub(crate) fn read(
    notation: &str,
    group: char,
    target: i128,
    rng: &mut fastrand::Rng,
) -> Vec<Past> {
    let Some((kind, seasons)) = notation.split_once('*') else {
        return notation.split(';').filter(|season| !season.is_empty()).map(explicit).collect();
    };
    let seasons: u32 = seasons.parse().expect("the notation counts seasons");
    let mut level = target / 100;
    let mut past: Vec<Past> = (LAST + 1 - seasons..=LAST)
        .rev()
        .map(|season| {
            let tenths = if kind == "gold" {
                i128::from(rng.u32(900..966))
            } else {
                level = (level + i128::from(rng.i32(-28..=12))).clamp(601, 899);
                level
            };
            Past { season, group, tenths }
        })
        .collect();
    past.reverse();
    past
}

fn explicit(season: &str) -> Past {
    let parts: Vec<&str> = season.split(':').collect();
    Past {
        season: parts[0].parse().expect("the notation begins with a season"),
        group: parts[1].chars().next().expect("the notation names a group"),
        tenths: parts[2]
            .replace('.', "")
            .parse()
            .expect("the notation ends with an overall of one place"),
    }
}
