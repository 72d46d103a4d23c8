//! Pages as tags and attributes: as much of HTML as the site's own templates write.

use std::collections::BTreeMap;

/// A start tag.
pub(crate) struct Tag<'p> {
    pub(crate) name: &'p str,
    attributes: BTreeMap<&'p str, &'p str>,
}

impl<'p> Tag<'p> {
    /// The value of an attribute as it is written; empty for one that is only named.
    pub(crate) fn get(&self, attribute: &str) -> Option<&'p str> {
        self.attributes.get(attribute).copied()
    }

    /// The names of its attributes.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = &'p str> {
        self.attributes.keys().copied()
    }
}

/// The start tags of a page, in order.
pub(crate) fn tags(page: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (tag, after) = tag(rest);
            // What a script holds, such as data for machines, has no tags.
            rest = match tag.name {
                "script" => after.split_once("</script>").map_or("", |(_, after)| after),
                _ => after,
            };
            tags.push(tag);
        }
    }
    tags
}

/// The tag that a text begins with, and what follows it.
fn tag(text: &str) -> (Tag<'_>, &str) {
    let end = |c: char| c.is_whitespace() || c == '>' || c == '/';
    let (name, mut rest) = text.split_at(text.find(end).unwrap_or(text.len()));
    let mut attributes = BTreeMap::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return (Tag { name, attributes }, rest.get(1..).unwrap_or_default());
        }
        let stop = |c: char| c == '=' || end(c);
        let (key, after) = rest.split_at(rest.find(stop).unwrap_or(rest.len()));
        let quoted = after.strip_prefix("=\"").and_then(|after| after.split_once('"'));
        let (value, after) = quoted.unwrap_or(("", after));
        assert!(!after.starts_with('='), "`{key}` has a value in quotes");
        attributes.insert(key, value);
        rest = after;
    }
}

#[test]
fn tags_are_read_with_what_they_hold() {
    let page = "<!doctype html><a href=\"x>y\" hidden\nclass=\"b\"/><!-- <i> --> 1 < 2 <br/>\
                <script type=\"application/ld+json\">{\"a\":\"<b>\"}</script></a><p>";
    let tags = tags(page);
    assert_eq!(tags.iter().map(|tag| tag.name).collect::<Vec<_>>(), ["a", "br", "script", "p"]);
    assert_eq!(tags[0].attributes().collect::<Vec<_>>(), ["class", "hidden", "href"]);
    assert_eq!(tags[0].get("href"), Some("x>y"));
    assert_eq!(tags[0].get("hidden"), Some(""));
    assert_eq!(tags[0].get("id"), None);
}
