//! Lists of what was revoked: a bit for each credential (W3C Bitstring Status List).

use std::io::{Read, Write};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::read::GzDecoder;
use flate2::{Compression, GzBuilder};

/// The least bits of a list: with fewer, who asks for it would tell which credential he looks at.
const LEAST: usize = 131_072;

/// The most bytes of a list that is read: a small one may unpack to any size.
const MOST: u64 = 16 << 20;

/// A list in which these bits are set, as its credential holds it. It has room for `places`.
pub fn encode(set: impl IntoIterator<Item = usize>, places: usize) -> String {
    let mut bits = vec![0_u8; LEAST.max(places.next_power_of_two()) / 8];
    for at in set {
        bits[at / 8] |= 0x80 >> (at % 8);
    }
    // Without a time, so that the same bits are the same text.
    let mut packed = GzBuilder::new().write(Vec::new(), Compression::best());
    let packed = packed.write_all(&bits).and_then(|()| packed.finish());
    format!("u{}", URL_SAFE_NO_PAD.encode(packed.expect("in memory")))
}

/// The bits of a list; none if it is damaged or too long.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let packed = URL_SAFE_NO_PAD.decode(text.strip_prefix('u')?).ok()?;
    let mut bits = Vec::new();
    GzDecoder::new(packed.as_slice()).take(MOST + 1).read_to_end(&mut bits).ok()?;
    (bits.len() as u64 <= MOST).then_some(bits)
}

/// Whether a bit is set, counted from the left; none beyond the end.
pub fn is_set(bits: &[u8], at: usize) -> Option<bool> {
    bits.get(at / 8).map(|byte| byte & (0x80 >> (at % 8)) != 0)
}

#[cfg(test)]
mod tests {
    use super::{decode, encode, is_set};

    #[test]
    fn a_list_says_what_was_put_into_it() {
        let set = [0, 7, 8, 131_071];
        let text = encode(set, 5);
        let bits = decode(&text).expect("a list");
        assert_eq!((bits.len(), bits[0], bits[1], bits[16_383]), (16_384, 0x81, 0x80, 1));
        let found: Vec<_> = (0..131_072).filter(|at| is_set(&bits, *at) == Some(true)).collect();
        assert_eq!(found, set);
        assert_eq!(is_set(&bits, 131_072), None);
        assert_eq!(text, encode(set, 131_072), "of its bits alone");
        assert_eq!(decode(&encode([200_000], 200_001)).map(|bits| bits.len()), Some(32_768));
    }

    /// The example of the recommendation: 131,072 bits, none of them set.
    #[test]
    fn the_list_of_the_standard_is_read() {
        let text = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA";
        assert_eq!(decode(text), Some(vec![0; 16_384]));
        for text in ["", "u", "uH4sI", &text[1..], &text[..60]] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
