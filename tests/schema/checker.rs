//! As much of JSON Schema as ours use; a keyword that is not known here fails the test.

use serde_json::{Map, Value};

/// What is wrong with a TOML text by a schema: a line each, with the path of the value.
pub(crate) fn problems(schema: &Value, toml: &str) -> Vec<String> {
    let table: toml::Table = toml.parse().expect("TOML");
    let mut checker = Checker { root: schema, problems: Vec::new() };
    checker.check(schema, &as_json(toml::Value::Table(table)), "");
    checker.problems
}

/// TOML as an editor gives it to a schema: dates are strings.
fn as_json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(word) => word.into(),
        toml::Value::Datetime(day) => day.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(as_json).collect(),
        toml::Value::Table(table) => {
            table.into_iter().map(|(key, value)| (key, as_json(value))).collect()
        }
    }
}

struct Checker<'a> {
    root: &'a Value,
    problems: Vec<String>,
}

impl Checker<'_> {
    fn check(&mut self, schema: &Value, value: &Value, path: &str) {
        for (keyword, rule) in schema.as_object().expect("a schema is an object") {
            self.keyword(keyword, rule, (schema, value), path);
        }
    }

    fn keyword(&mut self, word: &str, rule: &Value, (schema, value): (&Value, &Value), path: &str) {
        let number = || rule.as_f64().expect("a number");
        match word {
            "$schema" | "$defs" | "title" | "description" | "default" | "writeOnly" => {}
            "properties" | "patternProperties" => {} // with `additionalProperties`, below
            "$ref" => {
                let place = rule.as_str().and_then(|place| place.strip_prefix('#'));
                let target = self.root.pointer(place.expect("in this file")).expect("defined");
                self.check(&target.clone(), value, path);
            }
            "type" => self.expect(is_of(rule, value), path, &format!("is not of type {rule}")),
            "const" => self.expect(value == rule, path, &format!("is not {rule}")),
            "enum" => {
                let known = rule.as_array().expect("a list").contains(value);
                self.expect(known, path, &format!("is none of {rule}"));
            }
            "oneOf" => self.one_of(rule.as_array().expect("a list"), value, path),
            "required" => {
                for key in rule.as_array().expect("a list").iter().filter_map(Value::as_str) {
                    let there = value.as_object().is_none_or(|table| table.contains_key(key));
                    self.expect(there, path, &format!("lacks `{key}`"));
                }
            }
            "additionalProperties" => {}
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    self.check(rule, item, &format!("{path}/{index}"));
                }
            }
            "minItems" => {
                let enough = value.as_array().is_none_or(|list| list.len() as f64 >= number());
                self.expect(enough, path, &format!("has fewer than {rule} items"));
            }
            "maxItems" => {
                let enough = value.as_array().is_none_or(|list| list.len() as f64 <= number());
                self.expect(enough, path, &format!("has more than {rule} items"));
            }
            "minimum" => {
                let enough = value.as_f64().is_none_or(|value| value >= number());
                self.expect(enough, path, &format!("is less than {rule}"));
            }
            "maximum" => {
                let within = value.as_f64().is_none_or(|value| value <= number());
                self.expect(within, path, &format!("is more than {rule}"));
            }
            "pattern" => {
                let pattern = rule.as_str().expect("a text");
                let fits = value.as_str().is_none_or(|text| fits(pattern, text));
                self.expect(fits, path, &format!("does not match {pattern}"));
            }
            "format" => {
                assert_eq!(rule, "date", "the format is not known to this checker");
                let fits =
                    |text: &str| text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok();
                self.expect(value.as_str().is_none_or(fits), path, "is not a date");
            }
            _ => panic!("the keyword `{word}` is not known to this checker"),
        }
        // Once for each schema of a table, whichever of the three keywords it has.
        let first = ["additionalProperties", "patternProperties", "properties"]
            .into_iter()
            .find(|key| schema.get(key).is_some());
        if let (true, Some(table)) = (first == Some(word), value.as_object()) {
            self.table(schema, table, path);
        }
    }

    fn table(&mut self, schema: &Value, table: &Map<String, Value>, path: &str) {
        for (key, value) in table {
            let path = format!("{path}/{key}");
            let patterns = schema["patternProperties"].as_object().into_iter().flatten();
            let by_pattern =
                patterns.filter(|(pattern, _)| fits(pattern, key)).map(|(_, rule)| rule);
            let rules: Vec<_> =
                schema["properties"].get(key).into_iter().chain(by_pattern).collect();
            match (rules.as_slice(), schema.get("additionalProperties")) {
                ([], Some(Value::Bool(false))) => self.expect(false, &path, "is not known"),
                ([], Some(rule @ Value::Object(_))) => self.check(rule, value, &path),
                ([], rest) => panic!("any key may stand at {path}: {rest:?}"),
                (rules, _) => rules.iter().for_each(|rule| self.check(rule, value, &path)),
            }
        }
    }

    fn one_of(&mut self, branches: &[Value], value: &Value, path: &str) {
        let fitting = branches.iter().filter(|branch| {
            let mut alone = Checker { root: self.root, problems: Vec::new() };
            alone.check(branch, value, path);
            alone.problems.is_empty()
        });
        let fitting = fitting.count();
        self.expect(fitting == 1, path, &format!("fits {fitting} of {}", branches.len()));
    }

    fn expect(&mut self, holds: bool, path: &str, otherwise: &str) {
        if !holds {
            self.problems.push(format!("{path} {otherwise}"));
        }
    }
}

fn is_of(types: &Value, value: &Value) -> bool {
    let is = |name: &str| match name {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => panic!("the type `{name}` is not known to this checker"),
    };
    match types {
        Value::String(name) => is(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(is),
        _ => panic!("{types} is no type"),
    }
}

/// The few patterns there are, by hand.
fn fits(pattern: &str, text: &str) -> bool {
    let digits = |text: &str| {
        (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    match pattern {
        "^[a-z0-9][a-z0-9-]{0,63}$" => {
            let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            (1..=64).contains(&text.len()) && text.chars().all(allowed) && !text.starts_with('-')
        }
        "^#[0-9A-Fa-f]{6}$" => text.strip_prefix('#').is_some_and(|digits| {
            digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        }),
        r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s\\/?#@][^\s\\?#@]*$" => {
            let rest = text.to_ascii_lowercase();
            let rest = rest.strip_prefix("https://").or_else(|| rest.strip_prefix("http://"));
            let strange = |c: char| c.is_whitespace() || "\\?#@".contains(c);
            rest.is_some_and(|rest| {
                !rest.is_empty() && !rest.starts_with('/') && !rest.contains(strange)
            })
        }
        r"^-?[0-9]{1,9}(\.[0-9]{1,9})?$" => {
            let text = text.strip_prefix('-').unwrap_or(text);
            text.split_once('.').map_or(digits(text), |(whole, part)| digits(whole) && digits(part))
        }
        _ => panic!("the pattern {pattern} is not known to this checker"),
    }
}
