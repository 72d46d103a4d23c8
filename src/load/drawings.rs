//! Drawings (SVG): that they ask for nothing beyond themselves, and are no more than a document can hold.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use data_url::DataUrl;
use roxmltree::{Document as Xml, Node, NodeId, ParsingOptions};
use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, SvgImage};

use super::pictures::{Fault, MOST_PIXELS, pixels, raster_fault};

/// The most elements of a drawing, as often as each is drawn.
const MOST_ELEMENTS: u64 = 300_000;

/// How deep drawings may lie within drawings.
const MOST_DEEP: u8 = 4;

/// Why no document can place a drawing, which is called so in messages.
pub(super) fn fault(name: &str, bytes: &[u8]) -> Option<Fault> {
    let unreadable = |error: String| {
        let message = format!("{name} is not readable as SVG: {error}");
        Some((message, "save it again as SVG, or call it what it is".to_owned()))
    };
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => return unreadable("not valid UTF-8".to_owned()),
    };
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let xml = match Xml::parse_with_options(text, options) {
        Ok(xml) => xml,
        Err(error) => return unreadable(error.to_string()),
    };
    if let Some((node, (what, help))) =
        xml.descendants().find_map(|node| Some((node, foreign(node)?)))
    {
        let line = xml.text_pos_at(node.range().start).row;
        return Some((format!("{name} {what}, in its line {line}"), help.to_owned()));
    }
    if elements(&xml, 0) > MOST_ELEMENTS {
        let message = format!(
            "{name} draws more than {MOST_ELEMENTS} elements, or pictures of more than {MOST_PIXELS} pixels"
        );
        let help = "simplify it: what it uses again and again is drawn as often";
        return Some((message, help.to_owned()));
    }
    if let Some(fault) = xml.descendants().find_map(|node| fault_within(name, node)) {
        return Some(fault);
    }
    SvgImage::new(Bytes::new(bytes.to_vec())).err()?;
    unreadable("its outermost element is no `svg` with a size".to_owned())
}

/// The pictures that are written out in an element itself.
fn embedded(node: Node) -> impl Iterator<Item = Vec<u8>> {
    let shows = node.tag_name().name() != "a";
    let links = node.attributes().filter(move |attribute| shows && attribute.name() == "href");
    links.filter_map(|link| {
        let url = DataUrl::process(link.value().trim_start()).ok()?;
        url.decode_to_vec().ok().map(|(bytes, _)| bytes)
    })
}

fn fault_within(name: &str, node: Node) -> Option<Fault> {
    embedded(node).find_map(|bytes| {
        let line = node.document().text_pos_at(node.range().start).row;
        let name = format!("the picture in line {line} of {name}");
        match ExchangeFormat::detect(&bytes) {
            Some(format) => raster_fault(&name, &bytes, format),
            None => fault(&name, &bytes),
        }
    })
}

/// How many elements a picture within a drawing counts for, so deep within others.
fn weight(bytes: &[u8], depth: u8) -> u64 {
    if let Ok(size) = imagesize::blob_size(bytes) {
        return pixels(size) / (MOST_PIXELS / MOST_ELEMENTS);
    }
    if depth > MOST_DEEP {
        return u64::MAX;
    }
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Xml::parse_with_options(text, options).map_or(0, |xml| elements(&xml, depth))
}

/// How many elements are drawn, those that others refer to as often as they do; a picture of pixels counts for
/// as many as may be drawn in its place. A drawing that refers to itself draws nothing there.
fn elements(xml: &Xml, depth: u8) -> u64 {
    let nodes: Vec<_> = xml.descendants().collect();
    let named = nodes.iter().filter_map(|node| Some((node.attribute("id")?, *node)));
    let named: HashMap<&str, Node> = named.collect();
    let mut counts: HashMap<NodeId, u64> = HashMap::new();
    // References lead anywhere in the drawing: what is counted waits here for what it is made of.
    let mut waiting = vec![(xml.root(), false)];
    while let Some((node, counted)) = waiting.pop() {
        let parts = || {
            let values = node.attributes().map(|attribute| attribute.value());
            let targets = values.flat_map(|value| value.split('#').skip(1));
            let target = |text: &str| {
                let end = text.find([')', '"', '\'', ' ']).unwrap_or(text.len());
                named.get(&text[..end]).copied()
            };
            node.children().chain(targets.filter_map(target)).collect::<Vec<_>>()
        };
        if counted {
            let count = |part: &Node| counts.get(&part.id()).copied().unwrap_or(0);
            let own = embedded(node).map(|bytes| weight(&bytes, depth + 1));
            let sum = parts().iter().map(count).chain(own).fold(1, u64::saturating_add);
            counts.insert(node.id(), sum);
        } else if let Entry::Vacant(empty) = counts.entry(node.id()) {
            empty.insert(0);
            waiting.push((node, true));
            waiting.extend(parts().into_iter().map(|part| (part, false)));
        }
    }
    counts[&xml.root().id()]
}

/// What an element asks for beyond the picture, and what to do instead.
fn foreign(node: Node) -> Option<(String, &'static str)> {
    let runs = node.attributes().any(|attribute| attribute.name().starts_with("on"));
    if node.tag_name().name() == "script" || runs {
        return Some(("holds a script".to_owned(), "take the script out"));
    }
    let own = |target: &str| {
        let target = target.trim_start().trim_start_matches(['"', '\'']);
        target.is_empty() || target.starts_with('#') || target.starts_with("data:")
    };
    let link = node.tag_name().name() != "a";
    let links = node.attributes().filter(|attribute| link && attribute.name() == "href");
    let named = links.map(|attribute| attribute.value()).find(|target| !own(target));
    // Styles name a file as `url(…)` or by `@import`.
    let words = node.text().filter(|_| node.tag_name().name() == "style");
    let styles = node.attributes().map(|attribute| attribute.value()).chain(words);
    let styled = styles.filter(|style| !style.starts_with("data:")).find_map(|style| {
        let urls = style.split("url(").skip(1);
        let imported = style.split("@import").nth(1);
        urls.chain(imported).find(|target| !own(target))
    });
    let target: String = named.or(styled)?.chars().take(60).collect();
    let target = target.split(['"', '\'', ')', ';']).find(|part| !part.trim().is_empty());
    let what = format!("refers to another file, `{}`", target.unwrap_or_default().trim());
    Some((what, "embed what it refers to, or take it out"))
}
