//! Looks for words and figures in files of any kind.

use std::collections::BTreeSet;
use std::io::Cursor;

use crate::run::Files;

/// What a file says: its bytes as text, with what HTML and JSON write otherwise as it is meant, and the
/// text that a picture carries. What its points show is asked of the plan: packed, they say anything by
/// chance.
pub(crate) fn said(path: &str, bytes: &[u8]) -> String {
    let is_picture = path.ends_with(".png");
    let plain = if is_picture { without_points(bytes) } else { bytes.to_vec() };
    let mut said = String::from_utf8_lossy(&plain).into_owned();
    for (written, meant) in [
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&quot;", "\""),
        ("\\\"", "\""),
        ("&#x2F;", "/"),
        ("\\/", "/"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        said = said.replace(written, meant);
    }
    if is_picture {
        let reader = png::Decoder::new(Cursor::new(bytes)).read_info().expect("a picture");
        let info = reader.info();
        let plain = info.uncompressed_latin1_text.iter().map(|chunk| chunk.text.clone());
        let packed = info.compressed_latin1_text.iter().filter_map(|chunk| chunk.get_text().ok());
        let unicode = info.utf8_text.iter().filter_map(|chunk| chunk.get_text().ok());
        said.extend(plain.chain(packed).chain(unicode));
    }
    said
}

/// All chunks of a PNG but those of its points, and without their sums.
fn without_points(picture: &[u8]) -> Vec<u8> {
    let (mut said, mut rest) = (Vec::new(), picture.get(8..).expect("a picture"));
    while let Some((length, more)) = rest.split_first_chunk::<4>() {
        let (chunk, more) = more.split_at(4 + u32::from_be_bytes(*length) as usize);
        if !chunk.starts_with(b"IDAT") {
            said.extend(chunk);
            said.push(b' ');
        }
        rest = &more[4..];
    }
    said
}

/// The figures with a decimal point in a text, whatever stands around them.
pub(crate) fn figures(text: &str) -> BTreeSet<&str> {
    let tokens = text.split(|c: char| !c.is_ascii_digit() && c != '.');
    tokens.map(|token| token.trim_matches('.')).filter(|token| token.contains('.')).collect()
}

/// Whether a word stands in a text, and not as a part of a longer one.
pub(crate) fn has_word(text: &str, word: &str) -> bool {
    // Chinese words have nothing between them.
    let joins = |c: char| c.is_ascii_alphanumeric() || c == '-';
    text.match_indices(word).any(|(at, _)| {
        let (before, after) =
            (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
        let begins = word.starts_with(joins) && before.is_some_and(joins);
        let ends = word.ends_with(joins) && after.is_some_and(joins);
        !begins && !ends
    })
}

/// The figures of all files but stylesheets, which have their own, whatever the season.
pub(crate) fn all_figures(files: &Files) -> BTreeSet<String> {
    let texts = files.iter().filter(|(path, _)| is_read(path) && !path.ends_with(".css"));
    texts
        .flat_map(|(path, bytes)| {
            let said = said(path, bytes);
            figures(&said).into_iter().map(str::to_owned).collect::<Vec<_>>()
        })
        .collect()
}

/// Fonts hold outlines: which characters they have is asked of the plan.
pub(crate) fn is_read(path: &str) -> bool {
    !path.ends_with(".woff2")
}

#[test]
fn words_and_figures_are_found_whole() {
    assert_eq!(
        figures("87.3, M12.5 3.25z v1.2.3; 90. .5"),
        ["87.3", "12.5", "3.25", "1.2.3"].into()
    );
    assert!(has_word("<a href=\"p001/\">", "p001") && has_word("與某某合辦", "某某"));
    assert!(!has_word("e0010 xe001 cxr-e001", "e001"));
    assert_eq!(said("a.html", b"A &amp; B&#x27;s"), "A & B's");
}

#[test]
fn text_in_pictures_is_read() {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
    encoder.add_ztxt_chunk("Comment".to_owned(), "score 87.3".to_owned()).expect("text");
    let mut writer = encoder.write_header().expect("in memory");
    writer.write_image_data(&[0]).expect("in memory");
    drop(writer);
    assert!(figures(&said("card.png", &bytes)).contains("87.3"));
}
