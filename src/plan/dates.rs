//! Days in words, as `templates/parts/dates.typ` writes them: sheets and pieces must read the same.

use crate::model::{Day, Programme, Text};

/// A day in the formal style of each language: 二零二六年十一月六日, 6 November 2026.
pub(super) fn formal_date(programme: &Programme, day: Day) -> Text {
    Text::new(programme.languages.iter().map(|language| {
        let words = if language.tag.starts_with("zh") { chinese(day) } else { english(day) };
        (language.id.to_string(), words)
    }))
}

fn english(day: Day) -> String {
    day.0.strftime("%-d %B %Y").to_string()
}

fn chinese(day: Day) -> String {
    let year = day.0.year().to_string();
    let year: String = year.chars().map(|digit| DIGITS[digit as usize - '0' as usize]).collect();
    let [month, of_month] = [day.0.month(), day.0.day()].map(number);
    format!("{year}年{month}月{of_month}日")
}

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// 十一 for 11, 二十三 for 23. Of months and days two is 二, where a count of things has 兩.
fn number(number: i8) -> String {
    let (tens, ones) = (number / 10, number % 10);
    let digit = |digit: i8| DIGITS[usize::from(digit.unsigned_abs())];
    let mut words = String::new();
    words.extend((tens > 1).then(|| digit(tens)));
    words.extend((tens > 0).then_some('十'));
    words.extend((ones > 0).then(|| digit(ones)));
    words
}

#[cfg(test)]
mod tests {
    use super::{chinese, english};

    #[test]
    fn days_in_words() {
        let day = |text: &str| text.parse().expect("a day");
        assert_eq!(chinese(day("2026-11-06")), "二零二六年十一月六日");
        assert_eq!(chinese(day("2027-02-28")), "二零二七年二月二十八日");
        assert_eq!(chinese(day("2030-10-20")), "二零三零年十月二十日");
        assert_eq!(chinese(day("2101-12-31")), "二一零一年十二月三十一日");
        assert_eq!(english(day("2026-11-06")), "6 November 2026");
    }
}
