//! Which characters finished pages show in which face.
//!
//! The convention of the stylesheet, and the only one: `h1` to `h3` and the class `serif` are set in the
//! serif face, the classes `sans` and `other` in the other one again.

use std::collections::BTreeSet;

/// The characters of some pages by face; ASCII is not counted, which every font has.
#[derive(Debug, Default)]
pub(super) struct Letters {
    pub(super) sans: BTreeSet<char>,
    pub(super) serif: BTreeSet<char>,
}

/// Elements that have no end.
const EMPTY: [&str; 8] = ["area", "br", "hr", "img", "input", "link", "meta", "wbr"];

impl Letters {
    /// Adds the characters of a page. What stands in a tag, such as a label that a phone shows, counts as
    /// text around it.
    pub(super) fn read(&mut self, page: &str) {
        let body = page.find("<body").map_or(page, |at| &page[at..]);
        // The open elements, and whether they are in the serif face.
        let mut open: Vec<(&str, bool)> = Vec::new();
        for part in body.split('<') {
            let (tag, text) = part.split_once('>').unwrap_or((part, ""));
            let name_end = tag.find(|c: char| !(c.is_ascii_alphanumeric() || c == '/'));
            let name = &tag[..name_end.unwrap_or(tag.len())];
            let around = open.last().is_some_and(|(_, serif)| *serif);
            self.add(tag, around);
            if let Some(closed) = name.strip_prefix('/') {
                if let Some(at) = open.iter().rposition(|(name, _)| *name == closed) {
                    open.truncate(at);
                }
            } else if !(name.is_empty() || tag.ends_with('/') || EMPTY.contains(&name)) {
                open.push((name, face(name, tag).unwrap_or(around)));
            }
            // What scripts hold is not shown.
            if !matches!(open.last(), Some(("script", _))) {
                self.add(text, open.last().is_some_and(|(_, serif)| *serif));
            }
        }
    }

    fn add(&mut self, text: &str, serif: bool) {
        let face = if serif { &mut self.serif } else { &mut self.sans };
        face.extend(text.chars().filter(|c| !c.is_ascii()));
    }

    /// Adds the characters of other pages.
    pub(super) fn merge(&mut self, others: Self) {
        self.sans.extend(others.sans);
        self.serif.extend(others.serif);
    }
}

/// The face that an element is set in, if it says so: whether it is the serif one.
fn face(name: &str, tag: &str) -> Option<bool> {
    let classes = tag.split_once("class=\"").and_then(|(_, rest)| rest.split_once('"'));
    let mut classes = classes.map_or("", |(classes, _)| classes).split_ascii_whitespace();
    let of_class = classes.find_map(|class| match class {
        "serif" => Some(true),
        "sans" | "other" => Some(false),
        _ => None,
    });
    of_class.or_else(|| matches!(name, "h1" | "h2" | "h3").then_some(true))
}

#[cfg(test)]
mod tests {
    use super::Letters;

    fn letters(page: &str) -> [String; 2] {
        let mut letters = Letters::default();
        letters.read(page);
        [letters.sans.iter().collect(), letters.serif.iter().collect()]
    }

    #[test]
    fn each_face_has_what_is_set_in_it() {
        for (page, sans, serif) in [
            ("<title>甲</title><body><p>乙</p>", "乙", ""),
            ("<body><h1>乙<span class=\"other\">丙</span>丁</h1>戊", "丙戊", "丁乙"),
            (
                "<body><p class=\"name serif\">乙<br>丙<img src=\"a\"><i>丁</i></p>戊",
                "戊",
                "丁丙乙",
            ),
            ("<body><td data-label=\"乙\">丙</td>", "丙乙", ""),
            ("<body><h2><svg><path d=\"M0 0\"/></svg>乙</h2><h4>丙</h4>", "丙", "乙"),
            (
                "<body><script>乙</script><div class=\"serif\"><h2 class=\"sans\">丙</h2></div>",
                "丙",
                "",
            ),
            ("<body></p><b>乙</i></b> a &lt; b", "乙", ""),
        ] {
            assert_eq!(letters(page), [sans, serif], "{page}");
        }
    }
}
