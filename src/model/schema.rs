//! What an editor needs to complete and check a TOML file: its JSON Schema.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

/// The JSON Schema (draft 2020-12) of a file that holds a `T`, as text; `title` names the file.
pub fn json_schema<T: JsonSchema>(title: &str) -> String {
    schema::<T>(title, SchemaSettings::draft2020_12().for_deserialize(), as_toml)
}

/// The JSON Schema (draft 2020-12) of a `T` that a template receives, as text.
pub fn value_schema<T: JsonSchema>(title: &str) -> String {
    schema::<T>(title, SchemaSettings::draft2020_12().for_serialize(), run_on)
}

fn schema<T: JsonSchema>(title: &str, settings: SchemaSettings, edit: fn(&mut Schema)) -> String {
    let generator = settings.with_transform(RecursiveTransform(edit)).into_generator();
    let mut schema = generator.into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    let text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    text + "\n"
}

/// TOML has no null, so a key that may be left out is never null; and its numbers have no machine type.
fn as_toml(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(branches)) = schema.get_mut("anyOf") {
        branches.retain(|branch| branch["type"] != "null");
        if let [Value::Object(only)] = branches.as_slice() {
            let only = only.clone();
            schema.remove("anyOf");
            schema.ensure_object().extend(only);
        }
    }
    for (key, stray) in [("format", "int"), ("format", "uint"), ("default", "null")] {
        let written = schema.get(key).map(|value| value.to_string()).unwrap_or_default();
        if written.trim_matches('"').starts_with(stray) {
            schema.remove(key);
        }
    }
    // The default of a table or a number would be completed as something that nobody writes; the
    // description says it.
    if schema.get("default").is_some_and(Value::is_object) || schema.get("pattern").is_some() {
        schema.remove("default");
    }
    run_on(schema);
}

/// Lines of a docstring run on.
fn run_on(schema: &mut Schema) {
    if let Some(Value::String(text)) = schema.get_mut("description") {
        *text = text.replace("\n\n", "\r").replace('\n', " ").replace('\r', "\n\n");
    }
}

/// Implements [`JsonSchema`] for a type that checks what it reads: its schema stands in place wherever
/// the type is used, next to the description of the key.
macro_rules! inline_schema {
    ($type:ident, $schema:tt) => {
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!($schema)
            }
        }
    };
}

pub(super) use inline_schema;
