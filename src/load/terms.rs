//! Whether what a programme file says of credit points, certificates and disclosure makes sense.

use super::programme::Check;
use crate::model::{CreditPoints, Id};

impl Check<'_> {
    /// Over one organisation besides the reader, a benchmark would be that one's score.
    pub(super) fn disclosure(&mut self) {
        let least = self.programme.disclosure.benchmark_min_contributors;
        let path = ["disclosure", "benchmark_min_contributors"];
        if least < 2 {
            let message = format!("benchmarks over {least} would tell what another one scored");
            self.error(&path, message, "write at least 2; 5 is usual");
        }
        if least > 10_000 {
            let message = format!("no season has {least} organisations");
            self.error(&path, message, "write at least 2; 5 is usual");
        }
    }

    pub(super) fn credit_points(&mut self) {
        let programme = self.programme;
        let Some(points) = &programme.credit_points else {
            return;
        };
        if points.max_entries == 0 {
            let help = "write how many entries of a participant count, at least 1";
            self.error(&["credit_points", "max_entries"], "`max_entries` is 0", help);
        }
        for tier in points.tiers.keys() {
            let known = programme.tiers.iter().map(|tier| &tier.id);
            self.known(&["credit_points", "tiers"], "tier", tier, known);
        }
        let needs = points.needs_corporate_awards.iter().flat_map(|needs| &needs.recognitions);
        let superseded = points.supersedes.iter().flat_map(|(id, ids)| ids.iter().chain([id]));
        let lists = [
            ("recognitions", points.recognitions.keys().collect::<Vec<_>>()),
            ("highest_score", points.highest_score.iter().collect()),
            ("functional", points.functional.iter().collect()),
            ("needs_corporate_awards", needs.collect()),
            ("supersedes", superseded.collect()),
        ];
        for (key, ids) in lists {
            for id in ids {
                let known = programme.recognitions.iter().map(|recognition| &recognition.id);
                self.known(&["credit_points", key], "recognition", id, known);
            }
        }
        if let Some(circle) = circle(points) {
            let message = match circle.as_slice() {
                [itself, _] => format!("recognition `{itself}` supersedes itself"),
                circle => {
                    let circle: Vec<_> = circle.iter().map(|id| format!("`{id}`")).collect();
                    format!("recognitions supersede each other: {}", circle.join(", "))
                }
            };
            let help = "take one step out, or none of them would count";
            self.error(&["credit_points", "supersedes"], message, help);
        }
    }

    /// Bounds beyond which a certificate's dates leave the calendar.
    pub(super) fn certification(&mut self) {
        let Some(certification) = &self.programme.certification else {
            return;
        };
        for (key, value, most) in [
            ("validity_months", certification.validity_months, 1200),
            ("expiring_days", certification.expiring_days, 3660),
        ] {
            if value > most || (key == "validity_months" && value == 0) {
                let message = format!("`{key}` is {value}");
                let least = u32::from(key == "validity_months");
                let help = format!("write a number from {least} to {most}");
                self.error(&["certification", key], message, help);
            }
        }
    }
}

/// A recognition that comes to supersede itself, with those between, in order.
fn circle(points: &CreditPoints) -> Option<Vec<&Id>> {
    points.supersedes.keys().find_map(|start| {
        // Each recognition that is reached, with the way to it; the first way is the shortest.
        let mut ways: Vec<Vec<&Id>> = vec![vec![start]];
        let mut at = 0;
        while let Some(way) = ways.get(at).cloned() {
            let last = way.last()?;
            for next in points.supersedes.get(*last).into_iter().flatten() {
                let longer: Vec<_> = way.iter().copied().chain([next]).collect();
                if next == start {
                    return Some(longer);
                }
                if !ways.iter().any(|known| known.last() == Some(&next)) {
                    ways.push(longer);
                }
            }
            at += 1;
        }
        None
    })
}
