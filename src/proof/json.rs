//! JSON as it is signed: read so that it has one meaning, written so that it has one form.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// The whole number up to which every reader of JSON agrees with every other.
const SAFE: u64 = (1 << 53) - 1;

/// Reads JSON in which no object has a key twice: readers differ in which of the two they take.
///
/// # Errors
/// It is not such JSON; what is wrong, as a part of a sentence.
pub fn read(bytes: &[u8]) -> Result<Value, String> {
    let read: Result<Strict, _> = serde_json::from_slice(bytes);
    read.map(|Strict(value)| value).map_err(|error| error.to_string())
}

/// A value whose objects have each key once.
struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader).map(Self)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Strict(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(list.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some((key, Strict(value))) = items.next_entry::<String, _>()? {
            if map.contains_key(&key) {
                return Err(Error::custom(format!("it has `{key}` twice in one object")));
            }
            map.insert(key, value);
        }
        Ok(map.into())
    }
}

/// The one form of a value (RFC 8785, JSON Canonicalization Scheme), without the numbers that plaudit
/// never signs. The crates that write those too have the typesetter's JSON reader built anew.
///
/// # Errors
/// It has a number that is not whole, or not below 2⁵³.
pub(super) fn canonical(value: &Value) -> Result<String, String> {
    let mut text = String::new();
    write(value, &mut text)?;
    Ok(text)
}

fn write(value: &Value, text: &mut String) -> Result<(), String> {
    match value {
        Value::Array(items) => {
            text.push('[');
            for (at, item) in items.iter().enumerate() {
                text.push_str(if at == 0 { "" } else { "," });
                write(item, text)?;
            }
            text.push(']');
        }
        Value::Object(map) => {
            // By units of UTF-16, as JavaScript sorts.
            let mut keys: Vec<_> = map.iter().collect();
            keys.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            text.push('{');
            for (at, (key, value)) in keys.into_iter().enumerate() {
                text.push_str(if at == 0 { "" } else { "," });
                text.push_str(&Value::from(key.as_str()).to_string());
                text.push(':');
                write(value, text)?;
            }
            text.push('}');
        }
        Value::Number(number) => {
            let whole = number.as_i64().map(i64::unsigned_abs).or(number.as_u64());
            if whole.is_none_or(|whole| whole > SAFE) {
                return Err(format!("it has the number {number}, which plaudit does not sign"));
            }
            text.push_str(&number.to_string());
        }
        // As JavaScript does: what has to be escaped, and nothing else.
        Value::Null | Value::Bool(_) | Value::String(_) => text.push_str(&value.to_string()),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{canonical, read};

    /// RFC 8785, 3.2.2 and 3.2.3, without its fractions.
    #[test]
    fn the_form_is_that_of_the_standard() {
        let value = json!({
            "string": "\u{20ac}$\u{f}\nA'\u{42}\u{22}\u{5c}\u{5c}\"/",
            "literals": [null, true, false],
            "numbers": [1, -1, 9007199254740991u64],
        });
        let form = "{\"literals\":[null,true,false],\"numbers\":[1,-1,9007199254740991],\
                    \"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
        assert_eq!(canonical(&value).as_deref(), Ok(form));
        // The last two differ in UTF-16 from how they stand in Unicode.
        let keys = ["\r", "1", "\u{80}", "\u{f6}", "\u{20ac}", "\u{1f600}", "\u{fb33}"];
        let map: serde_json::Map<_, _> =
            keys.iter().rev().map(|key| ((*key).to_owned(), json!(0))).collect();
        let form = canonical(&map.into()).expect("no fraction");
        let places = keys.map(|key| form.find(&json!(key).to_string()).expect("there"));
        assert!(places.is_sorted(), "{form}");
    }

    #[test]
    fn what_has_no_one_form_is_refused() {
        for number in [json!(0.5), json!(1e30), json!(9007199254740992u64)] {
            assert!(canonical(&json!({ "a": [number] })).is_err(), "{number}");
        }
        assert_eq!(read(br#"{"a":[{"b":1}],"b":2}"#), Ok(json!({"a": [{"b": 1}], "b": 2})));
        for text in [r#"{"a":1,"a":1}"#, r#"[{"b":{"a":1,"\u0061":2}}]"#] {
            let error = read(text.as_bytes()).expect_err("twice");
            assert!(error.starts_with("it has `a` twice in one object"), "{error}");
        }
        for text in ["", "{", "{} {}", "\u{feff}{}", &"[".repeat(99_999)] {
            assert!(read(text.as_bytes()).is_err(), "{:.9}", text);
        }
    }
}
