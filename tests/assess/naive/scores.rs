//! Rules 1 to 5 and 11: what each entry scored, its group, sector and tier.

use toml::Table;

use super::Naive;
use super::files::{Row, cell, count, id, list, number, table, word, words};
use super::number::{Q, q, rounded, whole};

/// An entry with its scores.
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) participant: String,
    pub(super) stream: String,
    pub(super) mode: String,
    /// After the season's merges.
    pub(super) sector: String,
    /// As enrolled.
    pub(super) own_sector: String,
    pub(super) group: String,
    pub(super) category: String,
    pub(super) status: String,
    pub(super) rounds: Vec<Round>,
    pub(super) overall: Option<Q>,
    pub(super) tier: Option<String>,
}

/// A round of an entry.
pub(super) struct Round {
    pub(super) id: String,
    pub(super) assessments: usize,
    pub(super) score: Option<Q>,
    pub(super) deducted: Q,
    pub(super) to_date: Option<Q>,
}

impl Entry {
    pub(super) fn is_active(&self) -> bool {
        self.status == "active"
    }
}

impl Naive {
    /// All entries, by id.
    pub(super) fn entries(&self) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        for row in self.rows("entries") {
            entries.push(self.entry(row));
        }
        entries.sort_by(|a, b| a.id.cmp(&b.id));
        entries
    }

    fn entry(&self, row: &Row) -> Entry {
        let own = |column: &str| cell(row, column).to_owned();
        let status = if own("status").is_empty() { "active".to_owned() } else { own("status") };
        let rounds = self.entry_rounds(&own("entry"));
        let overall = self.overall(&rounds);
        let tier = overall.as_ref().filter(|_| status == "active").and_then(|o| self.tier_at(o));
        Entry {
            id: own("entry"),
            participant: own("participant"),
            stream: own("stream"),
            mode: own("mode"),
            sector: self.merged_sector(&own("stream"), &own("sector")),
            own_sector: own("sector"),
            group: self.group(row),
            category: own("category"),
            status,
            rounds,
            overall,
            tier,
        }
    }

    /// Rule 11.
    fn merged_sector(&self, stream: &str, sector: &str) -> String {
        for merge in list(&self.season, "sector_merges") {
            for in_stream in words(merge, "streams") {
                for from in words(merge, "from") {
                    if in_stream == stream && from == sector {
                        return id(table(merge, "into")).to_owned();
                    }
                }
            }
        }
        sector.to_owned()
    }

    /// Rule 4.
    fn group(&self, row: &Row) -> String {
        if !cell(row, "group").is_empty() {
            return cell(row, "group").to_owned();
        }
        let size: usize = cell(row, "size").parse().expect("a size");
        for group in self.groups(cell(row, "stream")) {
            let above = count(group, "min").expect("a min") <= size;
            let below = count(group, "max").is_none_or(|max| size <= max);
            if above && below {
                return id(group).to_owned();
            }
        }
        panic!("no group holds {size}")
    }

    fn groups(&self, stream: &str) -> Vec<&Table> {
        for other in list(&self.programme, "streams") {
            if id(other) == stream {
                return list(other, "groups");
            }
        }
        panic!("no stream {stream}")
    }

    /// How many assessments a round there should be.
    pub(super) fn quota(&self, entry: &Entry) -> Option<usize> {
        for group in self.groups(&entry.stream) {
            if id(group) == entry.group {
                return count(group, "quota");
            }
        }
        None
    }

    fn entry_rounds(&self, entry: &str) -> Vec<Round> {
        let mut rounds: Vec<Round> = Vec::new();
        for round in list(&self.programme, "rounds") {
            let of_round =
                |row: &&Row| cell(row, "entry") == entry && cell(row, "round") == id(round);
            let assessments: Vec<&Row> = self.rows("assessments").iter().filter(of_round).collect();
            let deducted = self.deducted(entry, id(round));
            let mut raw = self.assessed(&assessments);
            for given in self.rows("rounds").iter().filter(of_round) {
                assert!(raw.is_none(), "a round with both");
                raw = Some(q(cell(given, "score")));
            }
            let score = raw.map(|raw| self.less(&raw, &deducted));
            rounds.push(Round {
                id: id(round).to_owned(),
                assessments: assessments.len(),
                score,
                deducted,
                to_date: None,
            });
        }
        for k in 0..rounds.len() {
            rounds[k].to_date = self.weighted(&rounds[..=k]);
        }
        rounds
    }

    /// Rule 1, the deductions: never below the scale's minimum.
    fn less(&self, raw: &Q, deducted: &Q) -> Q {
        let scale = table(table(&self.programme, "scoring"), "scale");
        let min = number(scale, "min").expect("a min");
        let score = raw - deducted;
        if score < min {
            self.note("deduction clipped");
            return min;
        }
        score
    }

    fn deducted(&self, entry: &str, round: &str) -> Q {
        let mut points = whole(0);
        for row in self.rows("deductions") {
            if cell(row, "entry") != entry {
                continue;
            }
            if cell(row, "rule").is_empty() {
                if cell(row, "round") == round {
                    points += q(cell(row, "points"));
                    self.note("deduction of its own");
                }
            } else {
                for rule in list(&self.programme, "deductions") {
                    if id(rule) == cell(row, "rule") && word(rule, "round") == Some(round) {
                        points += number(rule, "points").expect("points");
                        self.note("standing deduction");
                    }
                }
            }
        }
        points
    }

    /// Rule 1, the marks.
    fn assessed(&self, assessments: &[&Row]) -> Option<Q> {
        if assessments.is_empty() {
            return None;
        }
        let aggregate = word(table(&self.programme, "scoring"), "aggregate");
        let criteria = list(&self.programme, "criteria");
        if aggregate == Some("by-assessment") {
            let mut sum = whole(0);
            for row in assessments {
                let (mut total, mut weight) = (whole(0), whole(0));
                for criterion in &criteria {
                    if cell(row, id(criterion)).is_empty() {
                        self.note("not applicable");
                    } else {
                        let w = number(criterion, "weight").expect("a weight");
                        total += &w * q(cell(row, id(criterion)));
                        weight += w;
                    }
                }
                sum += total / weight;
            }
            self.note("by assessment");
            return Some(sum / whole(assessments.len()));
        }
        let (mut total, mut weight) = (whole(0), whole(0));
        for criterion in &criteria {
            let (mut marks, mut marked) = (whole(0), 0);
            for row in assessments {
                if !cell(row, id(criterion)).is_empty() {
                    marks += q(cell(row, id(criterion)));
                    marked += 1;
                }
            }
            if marked > 0 {
                let w = number(criterion, "weight").expect("a weight");
                total += &w * (marks / whole(marked));
                weight += w;
            }
        }
        self.note("by criterion");
        Some(total / weight)
    }

    /// Rule 2: the weighted mean of those that have a score.
    fn weighted(&self, rounds: &[Round]) -> Option<Q> {
        let (mut total, mut weight) = (whole(0), whole(0));
        for round in rounds {
            for rule in list(&self.programme, "rounds") {
                if let (true, Some(score)) = (id(rule) == round.id, &round.score) {
                    let w = number(rule, "weight").expect("a weight");
                    total += &w * score;
                    weight += w;
                }
            }
        }
        if weight == whole(0) { None } else { Some(total / weight) }
    }

    fn overall(&self, rounds: &[Round]) -> Option<Q> {
        if rounds.iter().any(|round| round.score.is_none()) {
            self.note("without an overall");
            return None;
        }
        self.weighted(rounds)
    }

    /// Rule 3: on the published figure.
    pub(super) fn tier_at(&self, overall: &Q) -> Option<String> {
        let shown = rounded(overall, self.places());
        for tier in list(&self.programme, "tiers") {
            let min = number(tier, "min").expect("a min");
            if min <= shown {
                if *overall < min {
                    self.note("tier by rounding up");
                }
                if (overall - &shown) * whole(2) == -self.unit() {
                    self.note("overall on a half");
                }
                return Some(id(tier).to_owned());
            }
        }
        None
    }

    /// One of the last published place.
    fn unit(&self) -> Q {
        let mut unit = whole(1);
        for _ in 0..self.places() {
            unit /= whole(10);
        }
        unit
    }
}
