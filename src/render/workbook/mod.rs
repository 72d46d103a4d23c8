//! Workbooks for spreadsheets: xlsx.
//!
//! What a cell is was decided when it was planned, so nothing here looks at words to find a
//! formula, a number or a link in them: words are written as a string, and their cell has the
//! format `@`, so that editing it leaves them words.

mod names;
mod style;

use names::Names;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Worksheet, XlsxError};
use style::Style;

use crate::model::Day;
use crate::plan::{Cell, Row, Sheet, Workbook};

/// The bytes of a workbook; the same each time.
///
/// # Errors
/// The library refuses something.
pub(super) fn workbook(book: &Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut file = rust_xlsxwriter::Workbook::new();
    let mut properties = DocProperties::new().set_title(&book.title);
    if let Some(day) = date(book.day) {
        properties = properties.set_creation_datetime(&day);
    }
    file.set_properties(&properties);
    let style = Style::new(&book.colour);
    let mut names = Names::default();
    for sheet in &book.sheets {
        for page in pages(sheet, &style, MOST_ROWS)? {
            file.push_worksheet(page.finish(&mut names)?);
        }
    }
    file.save_to_buffer()
}

/// How many rows a sheet may have.
const MOST_ROWS: u32 = 1_048_576;

/// How long the words of a cell may be, in units of UTF-16.
const LONGEST: usize = 32_767;

/// The width from which on a column does not grow with its words, which are wrapped instead.
const WIDEST: usize = 60;

/// One worksheet on its way: a sheet, or the part of it that has room.
struct Page<'s> {
    worksheet: Worksheet,
    sheet: &'s Sheet<'s>,
    /// The row to be written next; above stands the head.
    next: u32,
    /// How wide the content of each column is, in digits.
    widths: Vec<usize>,
    /// The last row that can be sorted and filtered.
    filtered: u32,
}

/// Sets a sheet; if it has more rows than a worksheet can, on several.
fn pages<'s>(sheet: &'s Sheet, style: &Style, most: u32) -> Result<Vec<Page<'s>>, XlsxError> {
    let mut pages = vec![Page::new(sheet, style)?];
    // Each worksheet has room for a total, wherever it will stand.
    let last = most - 1 - u32::from(sheet.total.is_some());
    let mut outcome = Ok(());
    sheet.rows.each(|row| {
        if outcome.is_ok() {
            outcome = add(&mut pages, sheet, style, last, &row);
        }
    });
    outcome?;
    if let (Some(total), Some(page)) = (&sheet.total, pages.last_mut()) {
        page.write(total, &style.of_total())?;
    }
    Ok(pages)
}

fn add<'s>(
    pages: &mut Vec<Page<'s>>,
    sheet: &'s Sheet,
    style: &Style,
    last: u32,
    row: &Row,
) -> Result<(), XlsxError> {
    if pages.last().is_none_or(|page| page.next > last) {
        pages.push(Page::new(sheet, style)?);
    }
    if let Some(page) = pages.last_mut() {
        page.write(row, style)?;
        page.filtered = page.next - 1;
    }
    Ok(())
}

impl<'s> Page<'s> {
    fn new(sheet: &'s Sheet, style: &Style) -> Result<Self, XlsxError> {
        let mut worksheet = Worksheet::new();
        let mut widths = Vec::new();
        for (column, head) in (0..).zip(&sheet.head) {
            worksheet.write_string_with_format(0, column, head, &style.head)?;
            // The button of the filter takes room too.
            widths.push(head.lines().map(width).max().unwrap_or(0) + 3);
        }
        let lines = sheet.head.iter().map(|head| head.lines().count()).max().unwrap_or(1);
        worksheet.set_row_height(0, 6 + 16 * u16::try_from(lines).unwrap_or(1))?;
        Ok(Self { worksheet, sheet, next: 1, widths, filtered: 0 })
    }

    fn write(&mut self, row: &Row, style: &Style) -> Result<(), XlsxError> {
        for ((column, cell), widest) in (0..).zip(row).zip(&mut self.widths) {
            let width = write(&mut self.worksheet, (self.next, column), cell, style)?;
            *widest = (*widest).max(width);
        }
        self.next += 1;
        Ok(())
    }

    /// Names the worksheet and sets how it is shown and printed.
    fn finish(mut self, names: &mut Names) -> Result<Worksheet, XlsxError> {
        const A4: u8 = 9;
        let last = u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or(0);
        for (column, width) in (0..).zip(&self.widths) {
            let width = u32::try_from(width + 1).unwrap_or(0);
            self.worksheet.set_column_width(column, f64::from(width.clamp(6, WIDEST as u32)))?;
        }
        self.worksheet.set_name(names.unique(&self.sheet.name))?;
        self.worksheet.set_freeze_panes(1, 1)?;
        self.worksheet.autofilter(0, 0, self.filtered, last)?;
        self.worksheet.set_repeat_rows(0, 0)?;
        self.worksheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
        self.worksheet.set_footer("&L&A&R&P / &N");
        Ok(self.worksheet)
    }
}

/// Writes a cell and returns how wide it is.
fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    style: &Style,
) -> Result<usize, XlsxError> {
    Ok(match cell {
        Cell::Empty | Cell::Digest(_) => {
            if let Some(format) = &style.blank {
                sheet.write_blank(row, column, format)?;
            }
            0
        }
        Cell::Text(words) => {
            let words = shortened(words);
            let width = words.lines().map(width).max().unwrap_or(0);
            let format = if width > WIDEST { &style.wrapped } else { &style.words };
            sheet.write_string_with_format(row, column, words, format)?;
            width
        }
        Cell::Decimal(number) => match number.parse::<f64>() {
            // Only here does a figure become a float, for a spreadsheet has no other numbers.
            Ok(value) => {
                sheet.write_number_with_format(row, column, value, style.decimal(number))?;
                number.len()
            }
            Err(_) => write(sheet, (row, column), &Cell::Text(number.as_str().into()), style)?,
        },
        Cell::Count(number) => {
            let format = style.decimal("0");
            sheet.write_number_with_format(row, column, *number as f64, format)?;
            number.to_string().len()
        }
        Cell::Money(amount) => {
            sheet.write_number_with_format(row, column, *amount as f64, &style.money)?;
            amount.to_string().len() * 4 / 3
        }
        Cell::Day(day) => match date(*day) {
            Some(date) => {
                sheet.write_datetime_with_format(row, column, &date, &style.day)?;
                day.to_string().len()
            }
            None => write(sheet, (row, column), &Cell::Text(day.to_string().into()), style)?,
        },
    })
}

/// A day as spreadsheets count them, which begins in 1900.
fn date(day: Day) -> Option<ExcelDateTime> {
    let (month, of_month) = (u8::try_from(day.0.month()).ok()?, u8::try_from(day.0.day()).ok()?);
    ExcelDateTime::from_ymd(u16::try_from(day.0.year()).ok()?, month, of_month).ok()
}

/// As much of a text as a cell can hold.
fn shortened(words: &str) -> &str {
    let mut units = 0;
    let end = words.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST
    });
    end.map_or(words, |(at, _)| &words[..at])
}

/// How wide words are, in digits: a Chinese character takes the room of two.
fn width(words: &str) -> usize {
    let wide = |c: &char| {
        matches!(c,
            '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}'
            | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3ffff}')
    };
    words.chars().map(|c| if wide(&c) { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Names, Style, pages, shortened, width};
    use crate::plan::{Cell, Rows, Sheet};

    #[test]
    fn a_sheet_of_too_many_rows_goes_on_in_another() {
        let sheet = Sheet {
            name: "Criteria".to_owned(),
            head: vec!["Number".to_owned()],
            rows: Rows::new(|take| (0..7).for_each(|number| take(vec![Cell::Count(number)]))),
            total: Some(vec![Cell::Count(21)]),
        };
        let pages = pages(&sheet, &Style::new("#7a1f2b"), 5).expect("written");
        // A head and three rows each, and room for the total.
        let rows: Vec<_> = pages.iter().map(|page| (page.filtered, page.next)).collect();
        assert_eq!(rows, [(3, 4), (3, 4), (1, 3)]);
        let mut names = Names::default();
        let names: Vec<_> = pages
            .into_iter()
            .map(|page| page.finish(&mut names).expect("finished").name())
            .collect();
        assert_eq!(names, ["Criteria", "Criteria 2", "Criteria 3"]);
    }

    #[test]
    fn words_are_measured_and_cut_as_spreadsheets_count() {
        assert_eq!((width("總評分"), width("Overall"), width("（a）")), (6, 7, 5));
        assert_eq!(shortened("總評分"), "總評分");
        let long = "\u{20000}".repeat(LONGEST);
        assert_eq!(shortened(&long).encode_utf16().count(), LONGEST - 1);
    }
}
