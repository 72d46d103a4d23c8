//! Reads weights from the shipped programmes, so that the sample cannot disagree with them.

/// The two programmes, as shipped.
pub(crate) const AWARD: &str = include_str!("../../data/hkcca-mca/programme.toml");
pub(crate) const AWARD_SEASON: &str = include_str!("../../data/hkcca-mca/2026/season.toml");
pub(crate) const RETAIL: &str = include_str!("../../data/hkrma-cxr/programme.toml");
pub(crate) const RETAIL_SEASON: &str = include_str!("../../data/hkrma-cxr/2026/season.toml");

/// A criterion or round: what the generator must know of it.
pub(crate) struct Weighted {
    pub(crate) id: String,
    pub(crate) weight: i128,
    /// Channels it is marked in; empty means all.
    pub(crate) channels: Vec<String>,
}

/// The `[[name]]` tables of a programme with their id, weight and channels.
///
/// Not a TOML parser: it reads the plain `key = value` lines the shipped files consist of.
pub(crate) fn weighted(toml: &str, name: &str) -> Vec<Weighted> {
    let head = format!("[[{name}]]");
    let mut found: Vec<Weighted> = Vec::new();
    let mut inside = false;
    for line in toml.lines() {
        if line.starts_with('[') {
            inside = line.starts_with(&head);
            if inside {
                found.push(Weighted { id: String::new(), weight: 0, channels: Vec::new() });
            }
            continue;
        }
        let (true, Some((key, value)), Some(last)) =
            (inside, line.split_once('='), found.last_mut())
        else {
            continue;
        };
        let value = value.split('#').next().unwrap_or_default().trim();
        match key.trim() {
            "id" => last.id = value.trim_matches('"').to_owned(),
            "weight" => {
                last.weight = value.parse().expect("weights in the shipped programmes are whole")
            }
            "channels" => last.channels = quoted(value),
            _ => {}
        }
    }
    found
}

/// The strings of a TOML array.
fn quoted(array: &str) -> Vec<String> {
    array.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}
