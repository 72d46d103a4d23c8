//! What a page may show, from JSON to the values of tera without another form between.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use tera::{Map, Value};

/// A value of tera, read as it stands.
pub(super) struct Shown(pub(super) Value);

impl<'de> Deserialize<'de> for Shown {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Shown;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Shown, E> {
        Ok(Shown(Value::none()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Shown, E> {
        Ok(Shown(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Shown, E> {
        Ok(Shown(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Shown, E> {
        Ok(Shown(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Shown, E> {
        Ok(Shown(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Shown, E> {
        Ok(Shown(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Shown, A::Error> {
        let mut list = Vec::new();
        while let Some(Shown(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Shown(list.into()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Shown, A::Error> {
        let mut map = Map::new();
        while let Some((key, Shown(value))) = entries.next_entry::<String, _>()? {
            map.insert(key.into(), value);
        }
        Ok(Shown(map.into()))
    }
}

#[cfg(test)]
mod tests {
    use tera::Value;

    use super::Shown;

    #[test]
    fn json_reads_as_tera_would_take_it() {
        let text = r#"{"a":[1,-2,0.5,true,null],"b":{"c":"甲 \"𨋢\""},"d":""}"#;
        let Shown(read) = serde_json::from_str(text).expect("JSON");
        let json: serde_json::Value = serde_json::from_str(text).expect("JSON");
        assert_eq!(read, Value::from_serializable(&json));
    }
}
