//! Random recognitions and credit points.

use std::fmt::Write;

use super::choices::{Choices, quoted};
use super::programme::{NAME, Plan};

/// Adds recognitions, and perhaps credit points.
pub(super) fn add(choices: &mut Choices, plan: &mut Plan) {
    let many = choices.below(7);
    let ids: Vec<String> = (1..=many).map(|at| format!("prize{at}")).collect();
    let ids = choices.shuffled(ids);
    let mut streak = false;
    let mut toml = String::new();
    for id in &ids {
        let rule = match choices.below(8) {
            0..=2 => highest(choices, plan),
            3 | 4 => improvement(choices),
            // The design knows one streak in a programme.
            5 if !streak => {
                streak = true;
                self::streak(choices, plan)
            }
            _ => omni_channel(choices, plan),
        };
        write!(toml, "[[recognitions]]\nid = \"{id}\"\n{NAME}\n{rule}").expect("memory");
    }
    if choices.yes(60) {
        toml.push_str(&credit_points(choices, plan, &ids));
    }
    plan.toml.push_str(&toml);
}

fn per(choices: &mut Choices) -> String {
    let fields = ["stream", "mode", "sector", "group", "category"].map(str::to_owned);
    let chosen = match choices.below(4) {
        0 => Vec::new(),
        1 => vec!["stream".to_owned(), "sector".to_owned()],
        2 => vec![choices.pick(&fields).clone()],
        _ => choices.some(&fields, 30),
    };
    quoted(&choices.shuffled(chosen))
}

fn same(choices: &mut Choices) -> String {
    let chosen = choices.some(&["stream", "group"].map(str::to_owned), 60);
    if chosen.is_empty() { String::new() } else { format!("same = {}\n", quoted(&chosen)) }
}

fn highest(choices: &mut Choices, plan: &Plan) -> String {
    let mut rule = format!("rule = \"highest\"\nper = {}\n", per(choices));
    if choices.yes(60) {
        writeln!(rule, "min_entries = {}", choices.between(1, 4)).expect("memory");
    }
    if choices.yes(50) {
        writeln!(rule, "requires_tier = \"{}\"", choices.pick(&plan.tiers)).expect("memory");
    }
    rule
}

fn improvement(choices: &mut Choices) -> String {
    let per = if choices.yes(70) { format!("per = {}\n", per(choices)) } else { String::new() };
    format!("rule = \"improvement\"\n{per}{}", same(choices))
}

fn streak(choices: &mut Choices, plan: &Plan) -> String {
    let tier = choices.pick(&plan.tiers).clone();
    let years = choices.between(1, 3);
    let text = "trophy_text = { zh = \"連續{years}年\", en = \"{years} in a Row\" }";
    format!("rule = \"streak\"\ntier = \"{tier}\"\nyears = {years}\n{text}\n{}", same(choices))
}

fn omni_channel(choices: &mut Choices, plan: &Plan) -> String {
    // Two at most, or nobody would cover them all.
    let modes = plan.streams.iter().flat_map(|stream| &stream.modes);
    let mut served: Vec<_> = modes.filter_map(|(_, channel)| channel.clone()).collect();
    served.sort();
    served.dedup();
    let mut channels = choices.shuffled(served);
    channels.truncate(choices.between(1, 2));
    // What nobody serves is refused.
    if channels.is_empty() {
        return improvement(choices);
    }
    let tier = choices.pick(&plan.tiers).clone();
    let order = *choices.pick(&[
        "order = [\"entries\", \"mean\"]\n",
        "",
        "order = [\"mean\", \"entries\"]\n",
        "order = [\"mean\"]\n",
    ]);
    let channels = quoted(&channels);
    format!("rule = \"omni-channel\"\nchannels = {channels}\ntier = \"{tier}\"\n{order}")
}

fn credit_points(choices: &mut Choices, plan: &Plan, recognitions: &[String]) -> String {
    let mut toml = format!("[credit_points]\nmax_entries = {}\n", choices.between(1, 3));
    let mut points = |choices: &mut Choices, key: &str, ids: &[String]| {
        let pairs = ids
            .iter()
            .map(|id| format!("{id} = {}", choices.pick(&["1", "2", "3", "0.5", "2.25", "10"])));
        let pairs: Vec<_> = pairs.collect();
        writeln!(toml, "{key} = {{ {} }}", pairs.join(", ")).expect("memory");
    };
    let tiers = choices.some(&plan.tiers, 80);
    points(choices, "tiers", &tiers);
    let counting = choices.some(recognitions, 75);
    points(choices, "recognitions", &counting);
    for key in ["highest_score", "functional"] {
        let chosen = choices.some(recognitions, 40);
        if !chosen.is_empty() {
            writeln!(toml, "{key} = {}", quoted(&chosen)).expect("memory");
        }
    }
    if choices.yes(40) {
        let (count, chosen) = (choices.between(1, 5), choices.some(recognitions, 50));
        writeln!(
            toml,
            "needs_corporate_awards = {{ count = {count}, recognitions = {} }}",
            quoted(&chosen)
        )
        .expect("memory");
    }
    if choices.yes(60) {
        // Each only those after it in some order, for a circle is refused.
        let order = choices.shuffled(recognitions.to_vec());
        let mut pairs = Vec::new();
        for (at, id) in order.iter().enumerate() {
            if choices.yes(50) {
                let superseded = choices.some(&order[at + 1..], 50);
                pairs.push(format!("{id} = {}", quoted(&superseded)));
            }
        }
        writeln!(toml, "supersedes = {{ {} }}", pairs.join(", ")).expect("memory");
    }
    toml
}
