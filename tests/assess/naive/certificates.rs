//! Rule 12: until when a certificate is valid, and how it stands today.

use serde_json::{Value, json};

use super::Naive;
use super::calendar::Date;
use super::files::{Row, cell, count, id, list, table};

impl Naive {
    /// The certificate of an entry: the last recognised by today, else the first to come.
    pub(super) fn certificate(&self, entry: &str) -> Option<Value> {
        let mut shown: Option<&Row> = None;
        for row in self.rows("certificates").iter().filter(|row| cell(row, "entry") == entry) {
            let day = Date::parse(cell(row, "recognised_on"));
            let better = shown.is_none_or(|other| {
                let other = Date::parse(cell(other, "recognised_on"));
                match (day <= self.as_of, other <= self.as_of) {
                    (true, true) => day > other,
                    (true, false) => true,
                    (false, true) => false,
                    (false, false) => day < other,
                }
            });
            if better {
                shown = Some(row);
            }
        }
        shown.map(|row| self.certificate_json(row))
    }

    /// Whether another certificate of the entry begins before the validity of this one has ended,
    /// or the day after, and neither is revoked by then.
    fn renewed(&self, row: &Row, valid_until: Date) -> bool {
        let issued = Date::parse(cell(row, "recognised_on"));
        self.rows("certificates").iter().any(|other| {
            let begins = Date::parse(cell(other, "recognised_on"));
            let revoked_by_then = |row: &Row| {
                let day = cell(row, "revoked_on");
                !day.is_empty() && Date::parse(day) <= begins
            };
            cell(other, "entry") == cell(row, "entry")
                && begins > issued
                && begins.eve() <= valid_until
                && !revoked_by_then(row)
                && !revoked_by_then(other)
        })
    }

    fn certificate_json(&self, row: &Row) -> Value {
        let rules = table(&self.programme, "certification");
        let months = |key| u32::try_from(count(rules, key).expect("a number")).expect("small");
        let issued = Date::parse(cell(row, "recognised_on"));
        let anniversary = issued.months_on(months("validity_months"));
        if anniversary.to_string()[8..] != issued.to_string()[8..] {
            self.note("certificate from the end of a month");
        }
        let valid_until = anniversary.eve();
        let expiring = valid_until.days_before(months("expiring_days"));
        let revoked = cell(row, "revoked_on");
        let status = if !revoked.is_empty() && Date::parse(revoked) <= self.as_of {
            "revoked"
        } else if self.as_of < issued {
            "pending"
        } else if self.as_of > valid_until {
            "expired"
        } else if self.as_of >= expiring && self.renewed(row, valid_until) {
            self.note("certificate renewed");
            "valid"
        } else if self.as_of >= expiring {
            "expiring"
        } else {
            "valid"
        };
        self.note(format!("certificate {status}"));
        let held: Vec<&str> = cell(row, "extras").split(';').map(str::trim).collect();
        let mut extras: Vec<&str> = Vec::new();
        for extra in list(rules, "extras") {
            if held.contains(&id(extra)) {
                extras.push(id(extra));
            }
        }
        json!({
            "number": cell(row, "number"), "issued": issued.to_string(),
            "valid_until": valid_until.to_string(), "status": status, "extras": extras,
        })
    }
}
