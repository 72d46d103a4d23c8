//! Which messages the templates ask for.
//!
//! Templates are searched as text. What is put together from parts, as in `"report.standing." + time`
//! or `"cond_omni" ~ better`, counts as a use of every message whose key begins with the first part.

use std::collections::BTreeSet;
use std::ops::Range;

/// What a template asks for by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// This message, or all of a table.
    Whole,
    /// The message for one and for other numbers.
    Counted,
    /// Some message whose key begins so.
    Stem,
}

/// A place where a template names a message.
pub(super) struct Wish {
    pub(super) key: String,
    pub(super) form: Form,
    pub(super) span: Range<usize>,
    /// Whether there must be such a message: a template may say what stands in its place, and a text
    /// may be no key at all.
    pub(super) sure: bool,
}

/// All messages that templates name, in any of them.
#[derive(Default)]
pub(super) struct Uses {
    whole: BTreeSet<String>,
    stems: BTreeSet<String>,
    /// Every word in quotes of documents' templates.
    quoted: BTreeSet<String>,
}

impl Uses {
    pub(super) fn add(&mut self, wish: &Wish) {
        let set = if wish.form == Form::Stem { &mut self.stems } else { &mut self.whole };
        if !set.contains(&wish.key) {
            set.insert(wish.key.clone());
        }
    }

    /// Remembers every word in quotes of a document's template.
    pub(super) fn add_quoted(&mut self, text: &str) {
        self.quoted.extend(quoted(text).map(|span| text[span].to_owned()));
    }

    /// Whether any template names a message, a table it is in, the pair of forms it is one of, or
    /// the beginning of its key.
    pub(super) fn has(&self, key: &str) -> bool {
        let above = || key.match_indices(['.', '_']).map(|(at, _)| at);
        let form = ["_one", "_other"].iter().find_map(|form| key.strip_suffix(form));
        self.whole.contains(key)
            || self.stems.contains(key)
            || form.is_some_and(|pair| self.whole.contains(pair))
            || above().any(|at| key[at..].starts_with('.') && self.whole.contains(&key[..at]))
            || above().any(|at| self.stems.contains(&key[..at]) || self.has_stem(key, at))
    }

    /// Whether a key is put together from what stands before the point at `at`, and what follows.
    /// Of a whole table, as in `"terms." + name`, the template names what it takes.
    fn has_stem(&self, key: &str, at: usize) -> bool {
        let next = key[at + 1..].split('.').next().unwrap_or_default();
        let named =
            key.starts_with("site.") || key[..at].contains('.') || self.quoted.contains(next);
        named && self.stems.contains(&key[..=at])
    }
}

/// What a document's template names. Keys are known by their first part, `tables`, or by the
/// function that they are given to.
pub(super) fn of_document(text: &str, tables: &BTreeSet<String>) -> Vec<Wish> {
    let mut wishes = Vec::new();
    for span in quoted(text) {
        let key = &text[span.clone()];
        let before = text[..span.start - 1].trim_end();
        let line = before.rsplit('\n').next().unwrap_or_default();
        if line.trim_start().starts_with("//") || line.contains(" // ") {
            continue;
        }
        let given_to = |function: &str| before.ends_with(function);
        let direct = ["words(", "counted(", "head-cell("].into_iter().any(given_to);
        let table = key.split_once('.').map(|(table, _)| table);
        let file = [".typ", ".toml", ".json", ".svg", ".png", ".jpg", ".csv"];
        let known = table.is_some_and(|table| tables.contains(table))
            && !file.iter().any(|end| key.ends_with(end));
        if !(direct || known) {
            continue;
        }
        let joined = key.ends_with('.') || text[span.end + 1..].trim_start().starts_with('+');
        let form = match (joined, given_to("counted(")) {
            (true, _) => Form::Stem,
            (false, true) => Form::Counted,
            (false, false) => Form::Whole,
        };
        let sure = !given_to("words-or(");
        wishes.push(Wish { key: key.to_owned(), form, span, sure });
    }
    wishes
}

/// What a page's template names: `t.key`, `t["key"]`, `<counted key="key" />`, and texts from which
/// a key may be put together.
pub(super) fn of_page(text: &str) -> Vec<Wish> {
    let mut wishes = Vec::new();
    for code in code(text) {
        wishes.extend(paths(text, &code));
        for span in quoted(&text[code.clone()]) {
            let span = code.start + span.start..code.start + span.end;
            let key = format!("site.{}", &text[span.clone()]);
            let before = text[..span.start - 1].trim_end_matches('{');
            let rest = text[span.end + 1..].trim_start();
            let indexed = [" t[", "(t["].iter().any(|start| before.ends_with(start));
            let (form, sure) = if rest.starts_with('~') {
                (Form::Stem, indexed)
            } else if before.ends_with("<counted key=") {
                // Of a choice, each is in quotes by itself.
                (Form::Counted, !rest.starts_with("if "))
            } else {
                (Form::Whole, indexed)
            };
            wishes.push(Wish { key, form, span, sure });
        }
    }
    wishes
}

/// `t.key` and `t.table[…]` in a part of a page.
fn paths(text: &str, code: &Range<usize>) -> Vec<Wish> {
    let wish = |(at, _): (usize, &str)| {
        let start = code.start + at + 2;
        let path = &text[start..code.end];
        let part = |c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.');
        let end = path.find(part).unwrap_or(path.len());
        let of_a_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '"' | '\'');
        if end == 0 || text[..start - 2].ends_with(of_a_word) {
            return None;
        }
        let sure = !path[end..].trim_start().starts_with("or ");
        let key = format!("site.{}", &path[..end]);
        Some(Wish { key, form: Form::Whole, span: start..start + end, sure })
    };
    text[code.clone()].match_indices("t.").filter_map(wish).collect()
}

/// What stands between `{{` and `}}` or `{%` and `%}`.
fn code(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find('{').map(|at| from + at) {
        let end = match text.as_bytes().get(at + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            _ => {
                from = at + 1;
                continue;
            }
        };
        let to = text[at..].find(end).map_or(text.len(), |length| at + length);
        found.push(at + 2..to.max(at + 2));
        from = to.max(at + 2);
    }
    found
}

/// Every word in quotes that could be a key.
fn quoted(text: &str) -> impl Iterator<Item = Range<usize>> {
    let part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    text.match_indices(['"', '\'']).filter_map(move |(at, quote)| {
        let rest = &text.as_bytes()[at + 1..];
        let length = rest.iter().take_while(|byte| part(byte)).count();
        let closed = rest.get(length) == Some(&quote.as_bytes()[0]);
        (closed && length > 0 && rest[0] != b'.').then_some(at + 1..at + 1 + length)
    })
}

#[cfg(test)]
mod tests {
    use super::{Form, Uses, of_document, of_page};

    #[test]
    fn a_message_that_no_template_names_is_found() {
        let tables = ["terms", "report", "certificate"].map(str::to_owned).into();
        let mut uses = Uses::default();
        let text = "for key in (\"stream\",) { words(\"terms.\" + key) } counted(\"report.rise\", n)\n// words(\"report.old\")";
        of_document(text, &tables).iter().for_each(|wish| uses.add(wish));
        uses.add_quoted(text);
        let page = "{{ t.skip }} {{ t.status[x] or x }} {{ <counted key={\"winners\"} n={n} /> }} \
                    {{ t[\"cond\" ~ better] }} don't.stop {# t.gone #}";
        let wishes = of_page(page);
        wishes.iter().for_each(|wish| uses.add(wish));
        for key in ["terms.stream", "report.rise.one", "site.skip", "site.status.valid"] {
            assert!(uses.has(key), "{key}");
        }
        for key in ["site.winners_one", "site.cond_better"] {
            assert!(uses.has(key), "{key}");
        }
        for key in ["terms.sector", "report.title", "report.old", "certificate.to", "site.gone"] {
            assert!(!uses.has(key), "{key}");
        }
        let sure = wishes.iter().filter(|wish| wish.sure);
        let sure: Vec<_> = sure.map(|wish| (wish.key.as_str(), wish.form)).collect();
        let skip = ("site.skip", Form::Whole);
        let winners = ("site.winners", Form::Counted);
        assert_eq!(sure, [skip, ("site.status", Form::Whole), winners, ("site.cond", Form::Stem)]);
    }
}
