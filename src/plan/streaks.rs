//! Seasons in a row, in the words of the programme.

use crate::assess::{Results, Value, Winner};
use crate::model::{Numerals, Programme, Rule, Text};

/// "Gold Award for 4 Consecutive Years", in each language, from the programme's own words.
///
/// Chinese writes the number in Chinese numerals, unless the programme says otherwise; English agrees
/// with one (`RULES.md`, rule 8: the count is stated on the trophy and every communication).
pub(super) fn streak_text(programme: &Programme, template: &Text, years: usize) -> Text {
    Text::new(template.iter().map(|(language, words)| {
        let known = programme.languages.iter().find(|known| known.id.as_str() == language);
        let speaks = |tag: &str| known.is_some_and(|known| known.tag.starts_with(tag));
        let numeral = speaks("zh") && programme.artwork.numerals == Numerals::Chinese;
        let number = if numeral { chinese_numeral(years) } else { years.to_string() };
        let words = match years {
            1 if speaks("en") => words.replace(" Years", " Year").replace(" years", " year"),
            _ => words.to_owned(),
        };
        (language.to_owned(), words.replace("{years}", &number))
    }))
}

/// 1 to 99 in Chinese numerals; more, which no streak reaches, in digits.
fn chinese_numeral(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (number / 10, number % 10) {
        // Two of a thing that is counted is 兩, not 二.
        (0, 2) => "兩".to_owned(),
        (0, units) => DIGITS[units].to_owned(),
        (1, units) => format!("十{}", DIGITS[units]),
        (tens @ 2..=9, units) => format!("{}十{}", DIGITS[tens], DIGITS[units]),
        _ => number.to_string(),
    }
}

/// The streak that was awarded to an entry at a tier, with its text.
pub(super) fn awarded_streak(
    results: &Results,
    entry: usize,
    tier: Option<usize>,
) -> Option<(usize, Text)> {
    let programme = &results.data.programme;
    // Most entries hold none, and there may be thousands of awards.
    let held = &results.entries[entry].recognitions;
    let mut awards = results.awards.iter().filter(|award| held.contains(&award.recognition));
    awards.find_map(|award| {
        let recognition = &programme.recognitions[award.recognition];
        let (Rule::Streak { tier: held, .. }, Value::Years(years)) =
            (&recognition.rule, award.value)
        else {
            return None;
        };
        let mine = award.winners.contains(&Winner::Entry(entry)) && programme.tier(held) == tier;
        let template = recognition.trophy_text.as_ref().filter(|_| mine)?;
        Some((years, streak_text(programme, template, years)))
    })
}

#[cfg(test)]
mod tests {
    use super::{chinese_numeral, streak_text};
    use crate::model::{Numerals, Programme, Text};

    #[test]
    fn years_in_chinese_numerals() {
        let numerals = [2, 3, 4, 10, 12, 20, 21, 99].map(chinese_numeral);
        assert_eq!(numerals, ["兩", "三", "四", "十", "十二", "二十", "二十一", "九十九"]);
    }

    #[test]
    fn the_words_of_a_streak_agree_with_its_number() {
        let file = include_str!("../../data/hkcca-mca/programme.toml");
        let mut programme: Programme = toml::from_str(file).expect("the sample's rules");
        let words = [("zh", "連續{years}年金獎"), ("en", "Gold for {years} Consecutive Years")];
        let words = Text::new(words.map(|(id, words)| (id.to_owned(), words.to_owned())));
        let both = |programme: &Programme, years| {
            let text = streak_text(programme, &words, years);
            ["zh", "en"].map(|id| text.get(id).unwrap_or_default().to_owned())
        };
        assert_eq!(both(&programme, 1), ["連續一年金獎", "Gold for 1 Consecutive Year"]);
        assert_eq!(both(&programme, 12), ["連續十二年金獎", "Gold for 12 Consecutive Years"]);
        programme.artwork.numerals = Numerals::Arabic;
        assert_eq!(both(&programme, 4), ["連續4年金獎", "Gold for 4 Consecutive Years"]);
    }
}
