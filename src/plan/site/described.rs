//! Pages as search engines read them: JSON-LD in the words of schema.org. It says what the page says.

use serde_json::{Value, json};

use super::honours::{Holder, Honours};
use crate::model::{Language, Programme, Season, Text};

/// The programme's organiser.
pub(super) fn organiser(programme: &Programme, language: &Language) -> String {
    let mut value = organisation(programme, &programme.organiser, language);
    let contact = &programme.contact;
    for (key, said) in [("telephone", &contact.telephone), ("email", &contact.email)] {
        if !said.is_empty() {
            value[key] = said.as_str().into();
        }
    }
    if !contact.website.is_empty() {
        value["url"] = website(&contact.website).into();
    }
    script(value)
}

/// The presentation of a season's results, on their day; none where it is not known.
pub(super) fn presentation(
    (programme, season): (&Programme, &Season),
    language: &Language,
    address: Option<String>,
) -> Option<String> {
    let day = season.dates.results?;
    let name = format!("{} {}", said(programme, &programme.name, language), season.year);
    let mut value = json!({
        "@type": "Event",
        "name": name,
        "startDate": day,
        "organizer": organisation(programme, &programme.organiser, language),
    });
    if let Some(address) = address {
        value["url"] = address.into();
    }
    Some(script(value))
}

/// A participant with all its awards, the latest first.
pub(super) fn holder(
    honours: &Honours,
    holder: &Holder,
    language: &Language,
    address: Option<String>,
) -> String {
    let mut value = organisation(honours.programme, holder.name, language);
    value["award"] = awards(honours, holder, language).into();
    // Its page here is about it, not its own.
    if let Some(address) = address {
        value["mainEntityOfPage"] = address.into();
    }
    script(value)
}

fn awards(honours: &Honours, holder: &Holder, language: &Language) -> Vec<String> {
    let programme = honours.programme;
    let say = |text: &Text| said(programme, text, language).to_owned();
    let mut awards = Vec::new();
    for honour in &holder.honours {
        let mut add = |name: String, scope: Vec<String>| {
            let season = format!("{} {}", say(&programme.name), honour.year);
            awards.push([vec![season, name], scope].concat().join(" · "));
        };
        if let Some(tier) = honour.tier {
            let stream = honour.placed.map(|placed| say(&placed.stream.name));
            add(say(&programme.tiers[tier].name), stream.into_iter().collect());
        }
        for held in &honour.recognitions {
            add(say(&held.recognition.name), held.scope.iter().map(say).collect());
        }
        if let Some((_, text)) = &honour.streak {
            add(say(text), Vec::new());
        }
    }
    awards
}

/// An organisation by its name in the language of the page, and in the others.
fn organisation(programme: &Programme, name: &Text, language: &Language) -> Value {
    let own = said(programme, name, language);
    let others: Vec<_> = name.iter().map(|(_, text)| text).filter(|text| *text != own).collect();
    let mut value = json!({ "@type": "Organization", "name": own });
    if !others.is_empty() {
        value["alternateName"] = others.into();
    }
    value
}

/// A text in a language, else in the first of the programme that has it.
fn said<'t>(programme: &Programme, text: &'t Text, language: &Language) -> &'t str {
    let first = || programme.language_ids().find_map(|id| text.get(id));
    text.get(language.id.as_str()).or_else(first).unwrap_or_default()
}

/// The address of a web site that may be written without its scheme.
fn website(website: &str) -> String {
    let lower = website.to_lowercase();
    let schemed = ["https://", "http://"].iter().any(|scheme| lower.starts_with(scheme));
    if schemed { website.to_owned() } else { format!("https://{website}") }
}

/// The text of a `<script>`, which no name in it can end.
fn script(mut value: Value) -> String {
    value["@context"] = "https://schema.org".into();
    value.to_string().replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::script;

    #[test]
    fn no_name_ends_the_script_and_every_name_is_itself() {
        let name = "</script><script>alert(1)</script> & <!-- \"Ha\" 𨋢";
        let text = script(json!({ "name": name }));
        assert!(!text.contains('<'), "{text}");
        let read: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(read["name"], name);
    }
}
