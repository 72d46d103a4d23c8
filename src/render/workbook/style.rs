//! How the cells of a workbook look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// How cells look, by what they are.
pub(super) struct Style {
    pub(super) head: Format,
    /// Of an empty cell, where that is to be seen.
    pub(super) blank: Option<Format>,
    pub(super) words: Format,
    pub(super) wrapped: Format,
    /// By number of places.
    decimals: Vec<Format>,
    pub(super) money: Format,
    pub(super) day: Format,
}

impl Style {
    pub(super) fn new(colour: &str) -> Self {
        let base = Format::new().set_align(FormatAlign::Top);
        let words = base.clone().set_num_format_index(AS_TEXT);
        let decimal = |places: usize| match places {
            0 => base.clone().set_num_format("0"),
            places => base.clone().set_num_format(format!("0.{}", "0".repeat(places))),
        };
        Self {
            head: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_border_bottom(FormatBorder::Hair)
                .set_background_color(Color::RGB(tint(colour))),
            blank: None,
            wrapped: words.clone().set_text_wrap(),
            words,
            decimals: (0..=MOST_PLACES).map(decimal).collect(),
            money: base.clone().set_num_format("#,##0"),
            day: base.clone().set_num_format("yyyy-mm-dd"),
        }
    }

    /// The formats of a row that adds up the ones above.
    pub(super) fn of_total(&self) -> Self {
        let total = |format: &Format| format.clone().set_bold().set_border_top(FormatBorder::Hair);
        Self {
            head: total(&self.head),
            blank: Some(total(&self.words)),
            words: total(&self.words),
            wrapped: total(&self.wrapped),
            decimals: self.decimals.iter().map(total).collect(),
            money: total(&self.money),
            day: total(&self.day),
        }
    }

    pub(super) fn decimal(&self, number: &str) -> &Format {
        let places = number.split_once('.').map_or(0, |(_, places)| places.len());
        &self.decimals[places.min(MOST_PLACES)]
    }
}

/// The format that is `@` in every spreadsheet.
const AS_TEXT: u8 = 49;

/// No number here has more decimals; a spreadsheet's own have fifteen digits in all.
const MOST_PLACES: usize = 15;

/// A colour, `#rrggbb`, in a shade light enough for black words: a tenth of it in white.
fn tint(colour: &str) -> u32 {
    let colour = u32::from_str_radix(colour.trim_start_matches('#'), 16).unwrap_or(0x00ff_ffff);
    let light = |shift: u32| ((255 * 9 + ((colour >> shift) & 0xff)) / 10) << shift;
    light(16) | light(8) | light(0)
}

#[cfg(test)]
mod tests {
    use super::tint;

    #[test]
    fn a_tint_is_a_tenth_of_its_colour() {
        assert_eq!((tint("#000000"), tint("#ffffff")), (0x00e5_e5e5, 0x00ff_ffff));
        assert_eq!(tint("#ff0000"), 0x00ff_e5e5);
    }
}
