//! What the TOML parser says of a fault, in words for somebody who keeps a file and no program.

use super::cells::ID_HELP;
use super::columns::advice;
use super::slips::{CLOSED_OTHERWISE, WIDE, plain};

/// What is wrong, and what to do; `written` is the part of the file that is wrong.
pub(super) fn reword(said: &str, written: &str) -> (String, String) {
    let names: Vec<_> = said.split('`').skip(1).step_by(2).collect();
    let (first, known) = names.split_first().map_or(("", &[][..]), |(first, rest)| (*first, rest));
    let begins = |start: &str| said.starts_with(start);
    if begins("missing field") {
        (format!("the key `{first}` is missing"), format!("add `{first} = …`"))
    } else if begins("unknown field") {
        let help = match advice(first, known.iter().copied()) {
            question if question.ends_with('?') => question,
            list => format!("take it out, or {list}"),
        };
        (format!("the key `{first}` is not known here"), help)
    } else if begins("unknown variant") {
        (format!("`{first}` is not known here"), choice(first, known))
    } else if begins("invalid type") || begins("invalid value") {
        let expected = said.rsplit_once("expected ").map_or(said, |(_, expected)| expected);
        type_fault(expected, &shown(written), begins("invalid value"))
    } else if begins("wanted string or table") {
        type_fault("a string", &shown(written), false)
    } else if let (true, Some((_, most))) = (begins("invalid length"), said.rsplit_once("length "))
    {
        let message = format!("{} has more or fewer parts than belong here", shown(written));
        (message, format!("write a list of {most}"))
    } else if begins("data did not match") || said.contains("is not a date") {
        let help = "write it as 2026-11-06, without quotes or time of day";
        (format!("{} is not a date", shown(written)), help.to_owned())
    } else if said.contains("is not an id") {
        (format!("`{first}` is not an id"), ID_HELP.to_owned())
    } else if said.contains("is not the address of a site") {
        let help = "write where the site begins, such as https://results.example/awards";
        (said.to_owned(), help.to_owned())
    } else if said.contains("is not a plain decimal number") {
        type_fault("a number", &shown(written), false)
    } else if said.contains("has no use for the key") {
        (said.to_owned(), "take the key out, or correct `rule`".to_owned())
    } else if let ([key], true) = (known, said.contains("needs the key")) {
        (said.to_owned(), format!("add `{key} = …`, or correct `rule`"))
    } else {
        syntax(said, written)
    }
}

/// The word that was meant, and all there are: they are few, and in no other file.
fn choice(written: &str, known: &[&str]) -> String {
    let all: Vec<_> = known.iter().map(|word| format!("`{word}`")).collect();
    match advice(written, known.iter().copied()) {
        question if question.ends_with('?') && known.len() > 2 => {
            format!("{question} there are {}", all.join(", "))
        }
        advice => advice,
    }
}

/// A value of the wrong kind; `expected` as serde names a kind.
fn type_fault(expected: &str, written: &str, out_of_range: bool) -> (String, String) {
    let (kind, help) = match expected {
        "i16" => ("a year", "write four digits, such as 2026, without quotes"),
        "u8" | "u32" | "u64" | "usize" => {
            ("a whole number", "write digits only, such as 12, without quotes or sign")
        }
        "a number" => ("a number", "write digits and a point, such as 87.5, without quotes"),
        "a string" => ("a text", "put it in straight quotes: \"…\""),
        "a boolean" => ("`true` or `false`", "write true or false, without quotes"),
        "a sequence" => {
            ("a list", "put what belongs there in square brackets, with commas between")
        }
        "struct Scale" => ("a scale", "write it as { min = 0, max = 100 }"),
        "struct Period" => ("a period", "write it as { from = 2026-03-02, to = 2026-07-31 }"),
        "struct Language" => ("a language", "write it as { id = \"en\", tag = \"en-HK\" }"),
        "a map" => {
            ("a set of keys", "write keys and values in braces, such as { zh = \"…\", en = \"…\" }")
        }
        _ if expected.starts_with("struct") => {
            ("a set of keys", "write its keys and values in braces: { … = …, … = … }")
        }
        _ => ("what belongs here", "see the same key in a file that works"),
    };
    if out_of_range {
        return (format!("{written} is out of range"), help.to_owned());
    }
    (format!("{written} is not {kind}"), help.to_owned())
}

const NO_VALUE: &str = "this is neither a number, nor a date, nor a text in quotes";

/// What to do about a value that stands there as it is.
fn bare(written: &str) -> &'static str {
    match written.trim().to_lowercase().as_str() {
        "true" | "false" => "write `true` or `false` in small letters",
        value if value.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) => {
            "write a number as 87.5 and a day as 2026-03-09, or put a text in straight quotes: \"…\""
        }
        _ => "put a text in straight quotes, \"…\"; write a number in digits",
    }
}

/// The file is not TOML at this point.
fn syntax(said: &str, written: &str) -> (String, String) {
    if said == WIDE {
        let meant: String = written.chars().filter_map(plain).collect();
        let message = format!("`{written}` means nothing outside of quotes");
        let meant =
            if meant.trim().is_empty() { "a plain space".to_owned() } else { format!("`{meant}`") };
        return (message, format!("write {meant}, as a keyboard set to English types it"));
    }
    if said == CLOSED_OTHERWISE {
        let message = format!("`{written}` does not close a text that begins with `\"`");
        return (message, "write `\"` at its end too".to_owned());
    }
    let (message, help) = match said {
        "duplicate key" => (
            "this key is there twice",
            "take one of the two out; or a line such as `[[…]]` is missing above it",
        ),
        "string values must be quoted, expected literal string" => (NO_VALUE, bare(written)),
        // What begins as true, false, inf and nan do.
        _ if said.starts_with("invalid boolean") || said.starts_with("invalid float") => {
            (NO_VALUE, bare(written))
        }
        _ if said.starts_with("missing escaped value") => (
            "a `\\` within double quotes begins a sign that cannot be typed, and none is known here",
            "write `/` between folders, and `\\\\` for the sign itself",
        ),
        _ if said.starts_with("invalid basic string") => {
            ("this text has no closing quote", "put a text in straight quotes: \"…\"")
        }
        _ if said.starts_with("invalid date") => {
            let help = "write a day of the calendar, year, month and day as in 2026-03-09";
            return (format!("{} is not a date", shown(written)), help.to_owned());
        }
        _ => {
            let help = "texts stand in straight quotes, lists in [ ], tables in { }, with commas \
                        between their parts";
            return (format!("not readable as TOML: {said}"), help.to_owned());
        }
    };
    (message.to_owned(), help.to_owned())
}

/// What was written, if it is short enough to repeat.
fn shown(written: &str) -> String {
    let short = !written.is_empty() && !written.contains('\n') && written.chars().count() <= 40;
    if short { format!("`{written}`") } else { "this".to_owned() }
}
