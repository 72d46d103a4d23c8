//! A random programme.

use std::fmt::Write;

use super::choices::{Choices, decimal, quoted};
use super::recognitions;
use super::scoring::{Scale, marks, scoring, thresholds, weights};

/// A programme's file, and what its seasons have to know of it.
pub(super) struct Plan {
    pub(super) toml: String,
    pub(super) certifies: bool,
    pub(super) rounds: Vec<String>,
    pub(super) tiers: Vec<String>,
    pub(super) rules: Vec<String>,
    pub(super) channels: Vec<String>,
    pub(super) streams: Vec<Stream>,
    pub(super) sectors: Vec<String>,
    pub(super) categories: Vec<String>,
    pub(super) criteria: Vec<Criterion>,
    pub(super) validity: (u32, u32),
    /// Marks that seasons choose from: few, so that ties are common, and near boundaries.
    pub(super) marks: Vec<String>,
}

pub(super) struct Stream {
    pub(super) id: String,
    pub(super) modes: Vec<(String, Option<String>)>,
    pub(super) groups: Vec<Group>,
}

pub(super) struct Group {
    pub(super) id: String,
    pub(super) min: usize,
    pub(super) max: Option<usize>,
}

/// A criterion, and what it is limited to; nothing: not limited.
pub(super) struct Criterion {
    pub(super) id: String,
    pub(super) streams: Vec<String>,
    pub(super) modes: Vec<String>,
    pub(super) channels: Vec<String>,
}

const HEAD: &str = r##"schema = 1
id = "demo"
name = { zh = "示範獎", en = "Demo" }
organiser = { zh = "示範會", en = "Demo Body" }
contact = { telephone = "1", email = "a@b.example", website = "b.example" }
theme = { primary = "#000000", accent = "#ffffff" }
languages = [{ id = "zh", tag = "zh-Hant-HK" }, { id = "en", tag = "en-HK" }]
"##;

/// A name that nothing depends on.
pub(super) const NAME: &str = "name = { zh = \"名\", en = \"Name\" }";

/// So many ids that begin with a letter.
fn ids(letter: &str, many: usize) -> Vec<String> {
    (1..=many).map(|at| format!("{letter}{at}")).collect()
}

pub(super) fn plan(choices: &mut Choices) -> Plan {
    let places = *choices.pick(&[1, 0, 2, 3]);
    let (min, max) = *choices.pick(&[(0, 100), (0, 100), (0, 5), (1, 10), (-5, 5), (20, 80)]);
    let scale = Scale { min, max, places };
    let mut toml = HEAD.to_owned();
    let certifies = choices.yes(35);
    let kind = if certifies { "certification" } else { "award" };
    writeln!(toml, "kind = \"{kind}\"").expect("memory");

    // In no alphabetical order, since results go by the order of the programme.
    let rounds = choices.between(1, 4);
    let rounds = choices.shuffled(ids("r", rounds));
    let channels = choices.between(1, 3);
    let channels = choices.shuffled(ids("ch", channels));
    let sectors = choices.between(1, 4);
    let sectors = choices.shuffled(ids("sector", sectors));
    let categories = choices.below(4);
    let categories = choices.shuffled(ids("cat", categories));
    let streams = streams(choices, &channels);
    for (list, ids) in [("channels", &channels), ("sectors", &sectors), ("categories", &categories)]
    {
        let items = ids.iter().map(|id| format!("  {{ id = \"{id}\", {NAME} }},\n"));
        writeln!(toml, "{list} = [\n{}]", items.collect::<String>()).expect("memory");
    }
    let scoring = scoring(choices, scale, &rounds);
    let thresholds = thresholds(choices, scale);
    let tiers = ids("tier", thresholds.len());
    let rules = deductions(choices, &mut toml, &rounds);
    toml.push_str(&scoring);
    writeln!(toml, "pass = {}", decimal(thresholds[thresholds.len() - 1], places)).expect("memory");
    toml.push_str("[disclosure]\nsite = \"winners\"\nbenchmark_min_contributors = 5\n");
    weighted_rounds(choices, &mut toml, &rounds);
    for (id, min) in tiers.iter().zip(&thresholds) {
        let min = decimal(*min, places);
        writeln!(toml, "[[tiers]]\nid = \"{id}\"\n{NAME}\nmin = {min}").expect("memory");
    }
    write_streams(choices, &mut toml, &streams);
    let criteria = criteria(choices, &mut toml, &streams, &channels);
    let validity = certification(choices, &mut toml, certifies);
    let marks = marks(choices, scale, &thresholds);
    let mut plan = Plan {
        toml,
        certifies,
        rounds,
        tiers,
        rules,
        channels,
        streams,
        sectors,
        categories,
        criteria,
        validity,
        marks,
    };
    recognitions::add(choices, &mut plan);
    plan
}

fn weighted_rounds(choices: &mut Choices, toml: &mut String, rounds: &[String]) {
    let weights = weights(choices, 100, rounds.len());
    for (id, weight) in rounds.iter().zip(weights) {
        writeln!(toml, "[[rounds]]\nid = \"{id}\"\n{NAME}\nweight = {weight}").expect("memory");
    }
}

fn deductions(choices: &mut Choices, toml: &mut String, rounds: &[String]) -> Vec<String> {
    let many = choices.below(3);
    let rules = ids("late", many);
    let items = rules.iter().map(|id| {
        let (round, points) = (choices.pick(rounds).clone(), *choices.pick(&["1", "0.5", "0.05"]));
        format!("  {{ id = \"{id}\", {NAME}, round = \"{round}\", points = {points} }},\n")
    });
    let items: String = items.collect();
    writeln!(toml, "deductions = [\n{items}]").expect("memory");
    rules
}

fn streams(choices: &mut Choices, channels: &[String]) -> Vec<Stream> {
    let many = choices.between(1, 3);
    let names = choices.shuffled(ids("stream", many));
    let mut streams = Vec::new();
    for id in names {
        let many = choices.between(1, 2);
        let modes = ids(&format!("{id}-mode"), many);
        let channel = |choices: &mut Choices| Some(choices.pick(channels).clone());
        let modes = modes.into_iter().map(|mode| {
            let channel = if choices.yes(15) { None } else { channel(choices) };
            (mode, channel)
        });
        let modes = modes.collect();
        let many = choices.between(1, 3);
        let letters = choices.shuffled(vec!["A", "B", "C"]);
        let mut min = 1;
        let mut groups = Vec::new();
        for (at, id) in letters.into_iter().take(many).enumerate() {
            let max = min + choices.below(5);
            let open = at + 1 == many && choices.yes(50);
            groups.push(Group { id: id.into(), min, max: (!open).then_some(max) });
            // Now and then a size is left in neither.
            min = max + 1 + usize::from(choices.yes(25));
        }
        streams.push(Stream { id, modes, groups });
    }
    streams
}

fn write_streams(choices: &mut Choices, toml: &mut String, streams: &[Stream]) {
    const WORDS: &str = "unit = { zh = \"間\", en = \"shops\" }\n\
                         assessment = { zh = \"訪\", en = \"visits\" }";
    for stream in streams {
        writeln!(toml, "[[streams]]\nid = \"{}\"\n{NAME}\n{WORDS}\nmodes = [", stream.id)
            .expect("memory");
        for (id, channel) in &stream.modes {
            let channel = channel.as_ref().map(|channel| format!(", channel = \"{channel}\""));
            let channel = channel.unwrap_or_default();
            writeln!(toml, "  {{ id = \"{id}\", {NAME}{channel} }},").expect("memory");
        }
        toml.push_str("]\ngroups = [\n");
        for Group { id, min, max } in &stream.groups {
            let max = max.map(|max| format!(", max = {max}")).unwrap_or_default();
            let quota = if choices.yes(50) {
                format!(", quota = {}", choices.below(9))
            } else {
                String::new()
            };
            let fee = "fee = { member = 1, non_member = 2 }";
            writeln!(toml, "  {{ id = \"{id}\", min = {min}{max}{quota}, {fee} }},")
                .expect("memory");
        }
        toml.push_str("]\n");
    }
}

/// Criteria for all; beside them, for a part of the weight, some for each stream or mode.
fn criteria(
    choices: &mut Choices,
    toml: &mut String,
    streams: &[Stream],
    channels: &[String],
) -> Vec<Criterion> {
    let limited_by = *choices.pick(&["nothing", "nothing", "streams", "modes"]);
    let for_all = if limited_by == "nothing" { 100 } else { *choices.pick(&[50, 80, 25]) };
    let mut found = Vec::new();
    let many = choices.between(1, 4);
    let mut partitions = vec![(for_all, many, Vec::new(), Vec::new())];
    for stream in streams {
        if limited_by == "streams" {
            let many = choices.between(1, 2);
            partitions.push((100 - for_all, many, vec![stream.id.clone()], Vec::new()));
        }
        for (mode, _) in stream.modes.iter().filter(|_| limited_by == "modes") {
            let many = choices.between(1, 2);
            partitions.push((100 - for_all, many, Vec::new(), vec![mode.clone()]));
        }
    }
    let by_channel = choices.yes(40);
    for (weight, many, streams, modes) in partitions {
        for weight in weights(choices, weight, many) {
            let id = format!("crit{}", found.len() + 1);
            writeln!(toml, "[[criteria]]\nid = \"{id}\"\n{NAME}\nweight = {weight}")
                .expect("memory");
            // The first is marked through every channel, so that each assessment has a mark.
            let limited = by_channel && !found.is_empty();
            let channels = if limited { choices.some(channels, 50) } else { Vec::new() };
            for (key, ids) in [("streams", &streams), ("modes", &modes), ("channels", &channels)] {
                if !ids.is_empty() {
                    writeln!(toml, "{key} = {}", quoted(ids)).expect("memory");
                }
            }
            let (streams, modes) = (streams.clone(), modes.clone());
            found.push(Criterion { id, streams, modes, channels });
        }
    }
    found
}

/// Months and days of validity.
fn certification(choices: &mut Choices, toml: &mut String, certifies: bool) -> (u32, u32) {
    let validity = (*choices.pick(&[12, 6, 1, 18, 36]), *choices.pick(&[60, 30, 0, 7]));
    if certifies {
        let (months, days) = validity;
        writeln!(
            toml,
            "[certification]\nvalidity_months = {months}\nexpiring_days = {days}\nextras = [\n  \
             {{ id = \"zest\", {NAME}, fees = [] }},\n  {{ id = \"calm\", {NAME}, fees = [] }},\n]"
        )
        .expect("memory");
    }
    validity
}
