//! The pages of the public site: no score of anybody, and no name but those the programme
//! discloses (design, *What may be known by whom*).

use std::collections::BTreeSet;

use serde::Serialize;

use super::values::{
    Named, ProgrammeValue, awarded_streak, category_name, json, metal, scope_names,
};
use super::{Job, Target, Work};
use crate::assess::{Award, CertificateStatus, Results, Winner};
use crate::model::{
    Assets, Day, Language, Programme, Recognition, Season, SitePolicy, Text, Theme,
};

/// Every file of the site.
pub(super) fn jobs(all: &[Results], assets: &Assets) -> Vec<Job> {
    let Some(first) = all.first() else {
        return Vec::new();
    };
    let languages = &first.data.programme.languages;
    let mut site = Site { all, languages, jobs: Vec::new() };
    site.choice();
    for language in languages {
        site.language(language);
    }
    let themes: Vec<_> = site.latest().map(|results| theme(&results.data.programme)).collect();
    site.jobs.push(job(
        "assets/programmes.css",
        Work::Page {
            template: "programme.css",
            language: None,
            value: json(&Themes { programmes: themes }),
        },
    ));
    let characters = characters(&site.jobs, assets);
    for (name, family, weight) in WEB_FONTS {
        let work = Work::WebFont { family, weight, characters: characters.clone() };
        site.jobs.push(job(&format!("assets/{name}.woff2"), work));
    }
    for template in assets.templates.keys() {
        if let Some(path) = template.strip_prefix("site/assets/") {
            let work = Work::Asset { template: template.clone() };
            site.jobs.push(job(&format!("assets/{path}"), work));
        }
    }
    site.jobs
}

/// Every character that pages may show: those of their data, of templates and of messages.
fn characters(jobs: &[Job], assets: &Assets) -> String {
    let mut characters = BTreeSet::new();
    for job in jobs {
        if let Work::Page { value, .. } = &job.work {
            characters.extend(value.chars());
        }
    }
    for (path, bytes) in &assets.templates {
        if path.starts_with("site/") || path.starts_with("messages/") {
            characters.extend(String::from_utf8_lossy(bytes).chars());
        }
    }
    characters.into_iter().filter(|c| !c.is_control()).collect()
}

/// The faces of the site: file, family, weight.
const WEB_FONTS: [(&str, &str, u16); 3] = [
    ("sans-400", "Noto Sans HK", 400),
    ("sans-700", "Noto Sans HK", 700),
    ("serif-700", "Noto Serif HK", 700),
];

fn job(path: &str, work: Work) -> Job {
    Job { path: format!("site/{path}"), target: Target::Site, work }
}

#[derive(Serialize)]
struct Themes<'a> {
    programmes: Vec<ThemeOf<'a>>,
}

#[derive(Serialize)]
struct ThemeOf<'a> {
    id: &'a str,
    theme: &'a Theme,
}

fn theme(programme: &Programme) -> ThemeOf<'_> {
    ThemeOf { id: programme.id.as_str(), theme: &programme.theme }
}

/// What every page receives, and its own part.
#[derive(Serialize)]
struct Page<'a, T> {
    template: &'a str,
    lang: &'a str,
    tag: &'a str,
    languages: &'a [Language],
    /// From the page to the root of the site, `../../`.
    root: &'a str,
    /// From the root to the page.
    path: &'a str,
    twins: Vec<Twin<'a>>,
    nav: Vec<Link<'a>>,
    /// The day as seen from which the site was built.
    as_of: Day,
    #[serde(flatten)]
    own: T,
}

/// The same page in a language.
#[derive(Serialize)]
struct Twin<'a> {
    id: &'a str,
    tag: &'a str,
    href: String,
}

#[derive(Serialize)]
struct Link<'a> {
    id: &'a str,
    name: &'a Text,
    href: String,
}

/// Where a page stands.
struct Spot<'l> {
    /// From the root of the site to the page.
    folder: String,
    /// The part of it below the language.
    rest: &'l str,
    language: &'l Language,
}

struct Site<'a> {
    all: &'a [Results<'a>],
    languages: &'a [Language],
    jobs: Vec<Job>,
}

impl<'a> Site<'a> {
    /// The latest season of each programme; seasons stand by programme, then year.
    fn latest(&self) -> impl Iterator<Item = &'a Results<'a>> + use<'a> {
        let all = self.all;
        all.iter().enumerate().filter_map(|(at, results)| {
            let next = all.get(at + 1).map(|next| &next.data.programme.id);
            (next != Some(&results.data.programme.id)).then_some(results)
        })
    }

    /// Adds the page at the root, which leads to each language.
    fn choice(&mut self) {
        if let Some(leading) = self.languages.first() {
            self.add(Spot { folder: String::new(), rest: "", language: leading }, "index", ());
        }
    }

    /// Adds a page in a language; `rest`, which ends in `/` or is empty, is the same for all.
    fn page(
        &mut self,
        rest: &str,
        template: &'static str,
        language: &Language,
        own: impl Serialize,
    ) {
        let folder = format!("{}/{rest}", language.id);
        self.add(Spot { folder, rest, language }, template, own);
    }

    fn add(&mut self, spot: Spot, template: &'static str, own: impl Serialize) {
        let Spot { folder, rest, language } = spot;
        let root = "../".repeat(folder.matches('/').count());
        let twins = self.languages.iter().map(|twin| Twin {
            id: twin.id.as_str(),
            tag: &twin.tag,
            href: format!("{root}{}/{rest}", twin.id),
        });
        let nav = self.latest().map(|results| {
            let programme = &results.data.programme;
            let href = format!("{root}{}/{}/", language.id, programme.id);
            Link { id: programme.id.as_str(), name: &programme.name, href }
        });
        let value = Page {
            template,
            lang: language.id.as_str(),
            tag: &language.tag,
            languages: self.languages,
            root: &root,
            path: &folder,
            twins: twins.collect(),
            nav: nav.collect(),
            as_of: self.all[0].as_of,
            own,
        };
        let work = Work::Page {
            template: file_of(template),
            language: Some(language.id.to_string()),
            value: json(&value),
        };
        self.jobs.push(job(&format!("{folder}index.html"), work));
    }

    /// Adds all pages of a language.
    fn language(&mut self, language: &Language) {
        let latest: Vec<_> = self.latest().collect();
        let programmes = latest.iter().map(|results| home_item(results)).collect();
        self.page("", "home", language, Home { programmes });
        for results in latest {
            let programme = &*results.data.programme;
            let seasons = self.all.iter().filter(|other| other.data.programme.id == programme.id);
            let seasons = seasons.map(|season| SeasonLink::new(season, "")).rev().collect();
            let own = ProgrammePage { programme, season: &results.data.season, seasons };
            self.page(&format!("{}/", programme.id), "programme", language, own);
        }
        for results in self.all {
            let path = format!("{}/{}/", results.data.programme.id, results.data.season.year);
            if results.data.programme.disclosure.site == SitePolicy::Certified {
                self.page(&path, "directory", language, directory(results));
            } else {
                self.page(&path, "results", language, results_page(results));
            }
        }
    }
}

fn file_of(template: &str) -> &'static str {
    match template {
        "index" => "index.html",
        "home" => "home.html",
        "programme" => "programme.html",
        "directory" => "directory.html",
        _ => "results.html",
    }
}

#[derive(Serialize)]
struct Home<'a> {
    programmes: Vec<HomeItem<'a>>,
}

#[derive(Serialize)]
struct HomeItem<'a> {
    #[serde(flatten)]
    programme: ProgrammeValue<'a>,
    href: String,
    latest: SeasonLink,
}

#[derive(Serialize)]
struct SeasonLink {
    year: i16,
    /// From the programme's page, or from the home page.
    href: String,
    announced: bool,
    results_date: Option<Day>,
    /// How many entries the season's page names, once it does.
    count: Option<usize>,
}

impl SeasonLink {
    fn new(results: &Results, base: &str) -> Self {
        let season = &results.data.season;
        let announced = announced(results);
        let certified = results.data.programme.disclosure.site == SitePolicy::Certified;
        let named = |at: &usize| {
            if certified { in_force(results, *at) } else { disclosed(results, *at) }
        };
        Self {
            year: season.year,
            href: format!("{base}{}/", season.year),
            announced,
            results_date: season.dates.results,
            count: announced.then(|| (0..results.entries.len()).filter(named).count()),
        }
    }
}

fn home_item<'a>(results: &'a Results) -> HomeItem<'a> {
    let programme = &results.data.programme;
    HomeItem {
        programme: ProgrammeValue::new(programme),
        href: format!("{}/", programme.id),
        latest: SeasonLink::new(results, &format!("{}/", programme.id)),
    }
}

#[derive(Serialize)]
struct ProgrammePage<'a> {
    programme: &'a Programme,
    season: &'a Season,
    seasons: Vec<SeasonLink>,
}

/// Whether the day of the results has come; a certification has no such day, nor has a season
/// that names none.
fn announced(results: &Results) -> bool {
    results.data.season.dates.results.is_none_or(|day| day <= results.as_of)
}

/// Whether the site may name an entry for its tier or recognitions.
fn disclosed(results: &Results, at: usize) -> bool {
    match results.data.programme.disclosure.site {
        SitePolicy::Winners => results.is_winner(at),
        SitePolicy::Leaders => !results.entries[at].recognitions.is_empty(),
        SitePolicy::Certified => in_force(results, at),
    }
}

fn in_force(results: &Results, at: usize) -> bool {
    let certificate = results.entries[at].certificate.as_ref();
    certificate.is_some_and(|certificate| certificate.status.is_in_force())
}

/// The results of an award: before their day, nothing but that day.
#[derive(Serialize)]
struct ResultsPage<'a> {
    programme: ProgrammeValue<'a>,
    season: i16,
    announced: bool,
    results_date: Option<Day>,
    counts: Option<Counts<'a>>,
    recognitions: Vec<RecognitionValue<'a>>,
    streaks: Vec<StreakValue<'a>>,
    streams: Vec<StreamValue<'a>>,
}

#[derive(Serialize)]
struct Counts<'a> {
    winners: usize,
    participants: usize,
    tiers: Vec<TierCount<'a>>,
    recognitions: usize,
}

#[derive(Serialize)]
struct TierCount<'a> {
    #[serde(flatten)]
    tier: Named<'a>,
    metal: &'static str,
    count: usize,
}

/// A recognition and who won it where.
#[derive(Serialize)]
struct RecognitionValue<'a> {
    #[serde(flatten)]
    named: Named<'a>,
    rule: &'a Recognition,
    winners: Vec<ScopeWinners<'a>>,
}

#[derive(Serialize)]
struct ScopeWinners<'a> {
    scope: Vec<Text>,
    recipients: Vec<Recipient<'a>>,
}

#[derive(Clone, Copy, Serialize)]
struct Recipient<'a> {
    name: &'a Text,
    participant: &'a Text,
}

#[derive(Serialize)]
struct StreakValue<'a> {
    years: usize,
    text: Text,
    recipients: Vec<Recipient<'a>>,
}

#[derive(Serialize)]
struct StreamValue<'a> {
    #[serde(flatten)]
    named: Named<'a>,
    tiers: Vec<StreamTier<'a>>,
}

#[derive(Serialize)]
struct StreamTier<'a> {
    #[serde(flatten)]
    count: TierCount<'a>,
    sectors: Vec<SectorValue<'a>>,
}

#[derive(Serialize)]
struct SectorValue<'a> {
    #[serde(flatten)]
    named: Named<'a>,
    entries: Vec<EntryValue<'a>>,
}

#[derive(Serialize)]
struct EntryValue<'a> {
    entry: &'a str,
    name: &'a Text,
    participant: &'a Text,
    mode: &'a Text,
    group: &'a str,
    streak: Option<usize>,
    recognitions: Vec<&'a Text>,
}

fn results_page<'a>(results: &'a Results) -> ResultsPage<'a> {
    let data = results.data;
    let shown = announced(results);
    let tiers_shown = shown && data.programme.disclosure.site == SitePolicy::Winners;
    ResultsPage {
        programme: ProgrammeValue::new(&data.programme),
        season: data.season.year,
        announced: shown,
        results_date: data.season.dates.results,
        counts: shown.then(|| counts(results, tiers_shown)),
        recognitions: if shown { recognitions(results, |_| true) } else { Vec::new() },
        streaks: if shown { streaks(results) } else { Vec::new() },
        streams: if tiers_shown { streams(results) } else { Vec::new() },
    }
}

fn counts<'a>(results: &'a Results, tiers_shown: bool) -> Counts<'a> {
    let named: Vec<_> = (0..results.entries.len()).filter(|at| disclosed(results, *at)).collect();
    let participants: BTreeSet<_> =
        named.iter().map(|at| results.data.entries[*at].participant).collect();
    let tiers = 0..if tiers_shown { results.data.programme.tiers.len() } else { 0 };
    Counts {
        winners: named.len(),
        participants: participants.len(),
        tiers: tiers.map(|tier| tier_count(results, tier, |_| true)).collect(),
        recognitions: results.awards.iter().map(|award| award.winners.len()).sum(),
    }
}

fn tier_count<'a>(
    results: &'a Results,
    tier: usize,
    among: impl Fn(usize) -> bool,
) -> TierCount<'a> {
    let row = &results.data.programme.tiers[tier];
    let holders = (0..results.entries.len())
        .filter(|at| results.entries[*at].tier == Some(tier) && among(*at));
    TierCount {
        tier: Named { id: &row.id, name: &row.name },
        metal: metal(row),
        count: holders.count(),
    }
}

/// The recognitions in programme order, with those winners that may be named.
fn recognitions<'a>(
    results: &'a Results,
    named: impl Fn(&Winner) -> bool,
) -> Vec<RecognitionValue<'a>> {
    let programme = &results.data.programme;
    let mut list = Vec::new();
    for (at, recognition) in programme.recognitions.iter().enumerate() {
        let awards = results.awards.iter().filter(|award| award.recognition == at);
        let winners = awards.filter_map(|award| scope_winners(results, award, &named));
        let winners: Vec<_> = winners.collect();
        if !winners.is_empty() {
            let named = Named { id: &recognition.id, name: &recognition.name };
            list.push(RecognitionValue { named, rule: recognition, winners });
        }
    }
    list
}

fn scope_winners<'a>(
    results: &'a Results,
    award: &Award,
    named: &impl Fn(&Winner) -> bool,
) -> Option<ScopeWinners<'a>> {
    let winners = award.winners.iter().filter(|winner| named(winner));
    let recipients: Vec<_> = winners.map(|winner| recipient(results, *winner)).collect();
    let scope = scope_names(results, &award.scope);
    (!recipients.is_empty()).then_some(ScopeWinners { scope, recipients })
}

fn recipient<'a>(results: &'a Results, winner: Winner) -> Recipient<'a> {
    let data = results.data;
    match winner {
        Winner::Entry(at) => {
            let entry = &data.entries[at];
            Recipient { name: &entry.name, participant: &data.participant_of(entry).name }
        }
        Winner::Participant(at) => {
            let name = &data.participants[at].name;
            Recipient { name, participant: name }
        }
    }
}

/// The streaks that are awarded, the longest first.
fn streaks<'a>(results: &'a Results) -> Vec<StreakValue<'a>> {
    let mut list: Vec<StreakValue> = Vec::new();
    let long = (0..results.entries.len())
        .filter_map(|at| awarded_streak(results, at).map(|(years, text)| (at, years, text)));
    for (at, years, text) in long {
        let recipient = recipient(results, Winner::Entry(at));
        match list.iter_mut().find(|streak| streak.years == years) {
            Some(streak) => streak.recipients.push(recipient),
            None => list.push(StreakValue { years, text, recipients: vec![recipient] }),
        }
    }
    list.sort_by_key(|streak| std::cmp::Reverse(streak.years));
    list
}

/// Who holds a tier, by stream, tier and sector, in the programme's order.
fn streams<'a>(results: &'a Results) -> Vec<StreamValue<'a>> {
    let programme = &results.data.programme;
    let streams = programme.streams.iter().map(|stream| {
        let within = |at: usize| results.data.entries[at].stream == stream.id;
        let tiers = (0..programme.tiers.len()).map(|tier| StreamTier {
            count: tier_count(results, tier, within),
            sectors: sectors(results, |at| within(at) && results.entries[at].tier == Some(tier)),
        });
        StreamValue {
            named: Named { id: &stream.id, name: &stream.name },
            tiers: tiers.filter(|tier| tier.count.count > 0).collect(),
        }
    });
    streams.filter(|stream| !stream.tiers.is_empty()).collect()
}

fn sectors<'a>(results: &'a Results, among: impl Fn(usize) -> bool) -> Vec<SectorValue<'a>> {
    let mut list: Vec<SectorValue> = Vec::new();
    let order = |at: &usize| {
        let sectors = &results.data.programme.sectors;
        sectors.iter().position(|sector| sector.id == results.data.entries[*at].sector)
    };
    let mut entries: Vec<_> = (0..results.entries.len()).filter(|at| among(*at)).collect();
    entries.sort_by_key(order);
    for at in entries {
        let sector = results.entries[at].sector;
        match list.iter_mut().find(|value| value.named.id == sector.id) {
            Some(value) => value.entries.push(entry_value(results, at)),
            None => list.push(SectorValue {
                named: Named { id: sector.id, name: sector.name },
                entries: vec![entry_value(results, at)],
            }),
        }
    }
    list
}

fn entry_value<'a>(results: &'a Results, at: usize) -> EntryValue<'a> {
    let (programme, entry) = (&results.data.programme, &results.data.entries[at]);
    let stream = programme.stream(&entry.stream).expect("looked up while loading");
    let mode = stream.mode(&entry.mode).expect("looked up while loading");
    let held = results.entries[at].recognitions.iter();
    let held = held.filter(|at| {
        !matches!(programme.recognitions[**at].rule, crate::model::Rule::Streak { .. })
    });
    EntryValue {
        entry: entry.id.as_str(),
        name: &entry.name,
        participant: &results.data.participant_of(entry).name,
        mode: &mode.name,
        group: &entry.group,
        streak: awarded_streak(results, at).map(|(years, _)| years),
        recognitions: held.map(|at| &programme.recognitions[*at].name).collect(),
    }
}

/// The certified brands, and the leaders among them.
#[derive(Serialize)]
struct Directory<'a> {
    programme: ProgrammeValue<'a>,
    season: i16,
    counts: DirectoryCounts,
    leaders: Vec<RecognitionValue<'a>>,
    brands: Vec<Brand<'a>>,
}

#[derive(Serialize)]
struct DirectoryCounts {
    certified: usize,
}

#[derive(Serialize)]
struct Brand<'a> {
    name: &'a Text,
    participant: &'a Text,
    sector: &'a Text,
    category: Option<Text>,
    number: &'a str,
    issued: Day,
    valid_until: Day,
    status: CertificateStatus,
    extras: Vec<&'a Text>,
}

fn directory<'a>(results: &'a Results) -> Directory<'a> {
    let certified = |winner: &Winner| match winner {
        Winner::Entry(at) => in_force(results, *at),
        Winner::Participant(_) => false,
    };
    let mut brands: Vec<_> =
        (0..results.entries.len()).filter_map(|at| brand(results, at)).collect();
    brands.sort_by(|a, b| (a.status as u8, a.number).cmp(&(b.status as u8, b.number)));
    Directory {
        programme: ProgrammeValue::new(&results.data.programme),
        season: results.data.season.year,
        counts: DirectoryCounts {
            certified: brands.iter().filter(|b| b.status.is_in_force()).count(),
        },
        leaders: if announced(results) { recognitions(results, certified) } else { Vec::new() },
        brands,
    }
}

/// A certificate is public from the day it was recognised on.
fn brand<'a>(results: &'a Results, at: usize) -> Option<Brand<'a>> {
    let (data, result) = (results.data, &results.entries[at]);
    let current = result.certificate.as_ref()?;
    let certificate = &data.certificates[current.certificate];
    let extras: Vec<_> =
        data.programme.certification.iter().flat_map(|rules| &rules.extras).collect();
    let entry = &data.entries[at];
    (current.status != CertificateStatus::Pending).then(|| Brand {
        name: &entry.name,
        participant: &data.participant_of(entry).name,
        sector: result.sector.name,
        category: entry.category.as_ref().map(|id| category_name(&data.programme, id.as_str())),
        number: &certificate.number,
        issued: certificate.recognised_on,
        valid_until: current.valid_until,
        status: current.status,
        extras: certificate.extras.iter().map(|at| &extras[*at].name).collect(),
    })
}
