//! What may have been meant by a name that is not known.

/// The longest that is compared: a name, and not a text in its place.
const LONGEST: usize = 200;

/// The known name that is most like what was written, if any is like it.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // `e014` is not a slip for `e041`: what differs in digits alone is another thing.
    let letters = |name: &str| name.replace(|c: char| c.is_ascii_digit(), "");
    if written.len() > LONGEST {
        return None;
    }
    // Capitals are a slip of their own.
    let small = written.to_lowercase();
    let small_letters = letters(&small);
    let likeness = |name: &str| {
        let name = name.to_lowercase();
        if name == small {
            return 1.0;
        }
        if letters(&name) == small_letters { 0.0 } else { strsim::jaro_winkler(&small, &name) }
    };
    known
        .into_iter()
        .map(|name| (likeness(name), name))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, name)| name)
}

/// "did you mean …?", or what may be written, where that is a short list.
pub fn advice<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<_> = known.into_iter().collect();
    if let Some(name) = nearest(written, known.iter().copied()) {
        return format!("did you mean `{name}`?");
    }
    let list: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
    match list.as_slice() {
        [] => "there is none yet".to_owned(),
        [only] => format!("write {only}, the only one there is"),
        [one, other] => format!("write {one} or {other}"),
        _ if list.len() > 12 => format!("correct it: it is none of the {} known", list.len()),
        _ => format!("write one of {}", list.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_near() {
        let known = ["listening", "knowledge", "resolution"];
        assert_eq!(nearest("listenning", known), Some("listening"));
        assert_eq!(nearest("price", known), None);
        assert_eq!(nearest("e014", ["e015", "e041"]), None);
        assert_eq!(nearest("STATUS", ["size", "status"]), Some("status"));
        assert_eq!(nearest("E014", ["e015", "e014", "e041"]), Some("e014"));
        assert_eq!(nearest("E016", ["e015", "e041"]), None);
    }
}
