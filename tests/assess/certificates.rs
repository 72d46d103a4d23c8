//! Rule 12: certificates and their renewal, day by day, and the leaders of a certification.

use crate::season::{Season, of, won};

pub(crate) fn certified() -> Season {
    Season::new()
        .with("kind = \"award\"", "kind = \"certification\"")
        .rules("[certification]\nvalidity_months = 12\nexpiring_days = 60\n")
        .overalls(&["90", "90"])
}

#[test]
fn a_certificate_passes_through_its_states() {
    let season = certified().certificates("e1,N1,2026-03-02,,,");
    for (day, status) in [
        ("2026-03-01", "pending"),
        ("2026-03-02", "valid"),
        ("2026-12-30", "valid"),
        ("2026-12-31", "expiring"),
        ("2027-03-01", "expiring"),
        ("2027-03-02", "expired"),
    ] {
        let expected = format!(
            "{{extras:[],issued:2026-03-02,number:N1,status:{status},valid_until:2027-03-01}}"
        );
        assert_eq!(of(&season.results_on(day), "e1", "certificate"), expected, "{day}");
    }
    assert_eq!(of(&season.results(), "e2", "certificate"), "null");
}

#[test]
fn a_revoked_certificate_is_revoked_from_its_day_on() {
    let season = certified().certificates("e1,N1,2026-03-02,2026-06-05,違規,Breach");
    for (day, status) in
        [("2026-06-04", "valid"), ("2026-06-05", "revoked"), ("2028-01-01", "revoked")]
    {
        let certificate = of(&season.results_on(day), "e1", "certificate");
        assert!(certificate.contains(&format!("status:{status},")), "{day}: {certificate}");
    }
}

#[test]
fn the_latest_certificate_of_the_day_is_the_one() {
    let season = certified().certificates("e1,OLD,2025-05-01,,,; e1,NEW,2026-04-20,,,");
    for (day, number) in [("2026-04-19", "OLD"), ("2026-04-20", "NEW"), ("2025-01-01", "OLD")] {
        let certificate = of(&season.results_on(day), "e1", "certificate");
        assert!(certificate.contains(&format!("number:{number},")), "{day}: {certificate}");
    }
}

/// Checks the certificate of `e1` on each day: its number and status.
#[track_caller]
fn on_each(season: &Season, days: &[(&str, &str)]) {
    for (day, expected) in days {
        let results = season.results_on(day);
        let certificate = &results["entries"][0]["certificate"];
        let text = |field: &str| certificate[field].as_str().unwrap_or("none").to_owned();
        assert_eq!(format!("{} {}", text("number"), text("status")), *expected, "{day}");
    }
}

#[test]
fn a_renewal_from_the_day_after_the_end_leaves_no_gap() {
    // N1 is valid to 2027-03-01, and would count as expiring from 2026-12-31.
    let season = certified().certificates("e1,N1,2026-03-02,,,; e1,N2,2027-03-02,,,");
    let days = [
        ("2026-03-01", "N1 pending"),
        ("2026-03-02", "N1 valid"),
        ("2026-12-31", "N1 valid"),
        ("2027-03-01", "N1 valid"),
        ("2027-03-02", "N2 valid"),
        // 2028 is a leap year: its 60 days before 1 March begin on 1 January.
        ("2027-12-31", "N2 valid"),
        ("2028-01-01", "N2 expiring"),
        ("2028-03-01", "N2 expiring"),
        ("2028-03-02", "N2 expired"),
    ];
    on_each(&season, &days);
    // Each keeps the dates of the rule.
    for (day, until) in [("2027-03-01", "2027-03-01"), ("2027-03-02", "2028-03-01")] {
        let certificate = of(&season.results_on(day), "e1", "certificate");
        assert!(certificate.ends_with(&format!("valid_until:{until}}}")), "{day}: {certificate}");
    }
}

#[test]
fn a_renewal_within_the_term_takes_over_on_its_own_first_day() {
    let season = certified().certificates("e1,N1,2026-03-02,,,; e1,N2,2027-02-20,,,");
    let days = [
        ("2026-12-31", "N1 valid"),
        ("2027-02-19", "N1 valid"),
        ("2027-02-20", "N2 valid"),
        ("2027-03-02", "N2 valid"),
        ("2028-02-19", "N2 expiring"),
        ("2028-02-20", "N2 expired"),
    ];
    on_each(&season, &days);
}

#[test]
fn a_renewal_on_the_last_day_continues() {
    let season = certified().certificates("e1,N1,2026-03-02,,,; e1,N2,2027-03-01,,,");
    on_each(&season, &[("2027-02-28", "N1 valid"), ("2027-03-01", "N2 valid")]);
}

#[test]
fn a_renewal_a_day_late_leaves_a_gap() {
    let season = certified().certificates("e1,N1,2026-03-02,,,; e1,N2,2027-03-03,,,");
    let days = [
        ("2026-12-30", "N1 valid"),
        ("2026-12-31", "N1 expiring"),
        ("2027-03-01", "N1 expiring"),
        ("2027-03-02", "N1 expired"),
        ("2027-03-03", "N2 valid"),
    ];
    on_each(&season, &days);
}

#[test]
fn renewals_at_the_ends_of_months_leave_no_gap() {
    // From 31 August, six months end on 27 February; in a leap year on the 28th.
    let season = || certified().with("validity_months = 12", "validity_months = 6");
    for (first, last, next) in [
        ("2026-08-31", "2027-02-27", "2027-02-28"),
        ("2027-08-31", "2028-02-28", "2028-02-29"),
        ("2026-06-30", "2026-12-29", "2026-12-30"),
    ] {
        let rows = format!("e1,N1,{first},,,; e1,N2,{next},,,");
        let season = season().certificates(&rows);
        on_each(&season, &[(first, "N1 valid"), (last, "N1 valid"), (next, "N2 valid")]);
    }
}

#[test]
fn a_revoked_certificate_is_continued_by_none() {
    let rows = "e1,N1,2026-03-02,2027-02-10,違規,Breach; e1,N2,2027-02-20,,,";
    let season = certified().certificates(rows);
    let days = [
        ("2026-12-31", "N1 expiring"),
        ("2027-02-09", "N1 expiring"),
        ("2027-02-10", "N1 revoked"),
        ("2027-02-19", "N1 revoked"),
        ("2027-02-20", "N2 valid"),
    ];
    on_each(&season, &days);
}

#[test]
fn a_revoked_renewal_does_not_bring_the_earlier_one_back() {
    let rows = "e1,N1,2026-03-02,,,; e1,N2,2027-02-20,2027-02-25,違規,Breach";
    let season = certified().certificates(rows);
    let days = [
        ("2027-02-19", "N1 valid"),
        ("2027-02-20", "N2 valid"),
        ("2027-02-25", "N2 revoked"),
        ("2027-03-01", "N2 revoked"),
    ];
    on_each(&season, &days);
    // One revoked on its own first day never was a renewal.
    let rows = "e1,N1,2026-03-02,,,; e1,N2,2027-02-20,2027-02-20,違規,Breach";
    on_each(&certified().certificates(rows), &[("2027-02-19", "N1 expiring")]);
}

#[test]
fn of_two_renewals_each_follows_the_other() {
    let rows = "e1,N1,2025-03-02,,,; e1,N2,2026-03-02,,,; e1,N3,2027-03-02,,,";
    let season = certified().certificates(rows);
    let days = [
        ("2026-03-01", "N1 valid"),
        ("2026-03-02", "N2 valid"),
        ("2027-03-01", "N2 valid"),
        ("2028-03-01", "N3 expiring"),
        ("2028-03-02", "N3 expired"),
    ];
    on_each(&season, &days);
}

#[test]
fn extras_are_those_of_the_certificate_and_last_as_long() {
    let extras = "extras = [{ id = \"eshop\", name = { zh = \"網\", en = \"E\" }, fees = [{ member = 1, non_member = 2 }] }]\n";
    let season = certified()
        .rules(extras)
        .certificates_with_extras("e1,N1,2026-03-02,eshop; e1,N2,2027-03-02,");
    for (day, held) in [("2026-03-02", "[eshop]"), ("2027-03-01", "[eshop]"), ("2027-03-02", "[]")]
    {
        let certificate = of(&season.results_on(day), "e1", "certificate");
        assert!(certificate.starts_with(&format!("{{extras:{held},")), "{day}: {certificate}");
    }
}

#[test]
fn only_a_pass_is_certified_and_leads() {
    let leader = |per: &str| {
        format!(
            "[[recognitions]]\nid = \"{per}\"\nname = {{ zh = \"先\", en = \"Leader\" }}\nrule = \"highest\"\n\
             per = [\"{per}\"]\nmin_entries = 3\nrequires_tier = \"bronze\"\n"
        )
    };
    let categories = "categories = [{ id = \"hot\", name = { zh = \"熱\", en = \"Hot\" } }, \
                      { id = \"cold\", name = { zh = \"冷\", en = \"Cold\" } }]\nchannels = [";
    // Three hot and two cold entries; three of tea, of which none reaches 70, and two of silk.
    let entries = "e1,p1,calls,phone,tea,A,,hot; e2,p2,calls,phone,tea,A,,hot; \
                   e3,p3,calls,phone,silk,A,,hot; e4,p4,calls,phone,silk,A,,cold; \
                   e5,p5,calls,phone,tea,A,,cold; e6,p6,calls,phone,jade,A,withdrawn,cold";
    let mut rounds = String::new();
    for (entry, score) in
        [("e1", "69.94"), ("e2", "60"), ("e3", "69.95"), ("e4", "99"), ("e5", "50"), ("e6", "98")]
    {
        for round in ["r1", "r2", "r3"] {
            rounds.push_str(&format!("{entry},{round},{score};"));
        }
    }
    let results = Season::new()
        .with("channels = [", categories)
        .rules(&leader("category"))
        .rules(&leader("sector"))
        .categorised(entries)
        .rounds(&rounds)
        .results();
    // A category of two has no leader, however high; a sector whose best did not pass has none.
    assert_eq!(won(&results, "category"), ["hot: e3 = 70.0"]);
    assert_eq!(won(&results, "sector"), Vec::<String>::new());
    assert_eq!(of(&results, "e1", "tier"), "null");
    assert_eq!(of(&results, "e3", "tier"), "bronze");
}
