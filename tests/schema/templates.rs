//! What the README of the templates says they receive is what they do receive.

use std::fmt::Write;
use std::{env, fs};

use serde_json::{Map, Value};

use super::{at, printed, read};

const README: &str = "templates/README.md";

#[test]
fn the_readme_of_the_templates_says_what_they_receive() {
    let old = read(README);
    let mut new = old.clone();
    for kind in ["setting", "report", "artwork", "logo", "proof", "card"] {
        let schema: Value = serde_json::from_str(&printed(kind)).expect("JSON");
        new = with_part(&new, kind, &described(kind, &schema));
    }
    if env::var_os("UPDATE_REFS").is_some() && new != old {
        fs::write(at(README), new).expect("the README is rewritten");
        panic!("{README} was rewritten: look at the change and run again");
    }
    assert!(
        new == old,
        "{README} is out of date: `UPDATE_REFS=1 cargo test --release --test schema`"
    );
}

/// The text with what stands between two marks replaced.
fn with_part(text: &str, kind: &str, part: &str) -> String {
    let (begin, end) = (format!("<!-- {kind} begins -->\n"), format!("<!-- {kind} ends -->"));
    let (before, rest) = text.split_once(&begin).expect("the mark where a part begins");
    let (_, after) = rest.split_once(&end).expect("the mark where a part ends");
    format!("{before}{begin}{part}{end}{after}")
}

/// A table for the value itself, then one for each type within it.
fn described(kind: &str, schema: &Value) -> String {
    let mut text = String::new();
    let title = match kind {
        "setting" => "`/setting.json`".to_owned(),
        "artwork" => "`/job.json` of trophy.typ, certificate.typ and decal.typ".to_owned(),
        _ => format!("`/job.json` of {kind}.typ"),
    };
    table(&mut text, &title, schema);
    for (name, definition) in schema["$defs"].as_object().expect("types") {
        if definition["properties"].is_object() {
            table(&mut text, &plain(name), definition);
        } else {
            let about = definition["description"].as_str().unwrap_or_default();
            writeln!(text, "\n**{}**: {about} {}", plain(name), choices(definition)).expect("text");
        }
    }
    text
}

fn table(text: &mut String, title: &str, schema: &Value) {
    let about = schema["description"].as_str().unwrap_or_default();
    writeln!(text, "\n**{title}**: {about}\n\n| key | what | type |\n|---|---|---|").expect("text");
    for (key, property) in properties(schema) {
        let what = property["description"].as_str().unwrap_or_else(|| panic!("{title}: {key}"));
        let what = what.replace(['\n', '|'], " ");
        writeln!(text, "| `{key}` | {what} | {} |", type_of(property)).expect("text");
    }
}

fn properties(schema: &Value) -> &Map<String, Value> {
    schema["properties"].as_object().expect("an object")
}

/// What a value may be, in words.
fn type_of(property: &Value) -> String {
    if let Some(target) = property["$ref"].as_str() {
        return plain(target.rsplit('/').next().expect("a name"));
    }
    if let Some(branches) = property["anyOf"].as_array() {
        let names: Vec<_> = branches.iter().map(type_of).collect();
        return names.join(" or ");
    }
    let one = |name: &str| match name {
        "null" => "none".to_owned(),
        "array" => format!("array of {}", type_of(&property["items"])),
        other => other.to_owned(),
    };
    match &property["type"] {
        Value::String(name) => one(name),
        Value::Array(names) => {
            let names: Vec<_> = names.iter().filter_map(Value::as_str).map(one).collect();
            names.join(" or ")
        }
        _ => choices(property),
    }
}

/// The words that a value is one of.
fn choices(schema: &Value) -> String {
    let mut words: Vec<_> = schema["enum"].as_array().into_iter().flatten().collect();
    words.extend(schema["oneOf"].as_array().into_iter().flatten().map(|one| &one["const"]));
    let words: Vec<_> = words.iter().filter_map(|word| word.as_str()).collect();
    if words.is_empty() { String::new() } else { format!("One of `{}`.", words.join("`, `")) }
}

/// A type's name as the field calls it: `RoundRow` is a round.
fn plain(name: &str) -> String {
    name.trim_end_matches("Value").to_owned()
}
