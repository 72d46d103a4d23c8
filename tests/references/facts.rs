//! What a document says of itself, and in which fonts it is set.

use lopdf::Object;

use crate::document;

/// A document as its reader opens it.
pub(crate) struct Facts {
    pub(crate) title: String,
    pub(crate) language: String,
}

/// Some characters in one font.
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) font: String,
}

/// The title and the language that a document says it has; empty where it says none.
pub(crate) fn facts(pdf: &[u8]) -> Facts {
    let document = document::open(pdf);
    let info = document.trailer.get(b"Info").and_then(|info| document.dereference(info));
    let title = info.and_then(|(_, info)| info.as_dict()?.get(b"Title"));
    let language = document.catalog().and_then(|catalog| catalog.get(b"Lang"));
    let string = |object: lopdf::Result<&Object>| {
        object.and_then(lopdf::decode_text_string).unwrap_or_default()
    };
    Facts { title: string(title), language: string(language) }
}

/// The runs of each page.
pub(crate) fn pages(pdf: &[u8]) -> Vec<Vec<Run>> {
    document::pages(pdf, |text, font, _| Run { text, font })
}
