//! A season's official results, and whether the table of past results holds them.

use super::Results;
use super::review::place;
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::model::{
    HistoryRow, Id, Number, OfficialResult, Recognition, Rule, SeasonBefore, SeasonData,
};

/// The official results: every active entry's overall as published, by id. What is withdrawn or
/// disqualified holds no tier (rule 5) and has none.
pub fn official(results: &Results) -> Vec<OfficialResult> {
    let data = results.data;
    let entries = data.entries.iter().zip(&results.entries).enumerate();
    let active = entries.filter(|(at, _)| results.is_active(*at));
    let official = active.filter_map(|(_, (entry, result))| {
        Some(OfficialResult {
            season: data.season.year,
            entry: entry.id.clone(),
            stream: entry.stream.clone(),
            group: entry.group.clone(),
            overall: result.published?,
            tier: result.tier.map(|at| data.programme.tiers[at].id.clone()),
        })
    });
    official.collect()
}

/// A row of past results that is not what the results say now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference<'a> {
    /// The entry.
    pub entry: Id,
    /// What history says; `None` if it has no row of it.
    pub past: Option<&'a HistoryRow>,
    /// What the results say; `None` if it has no official result.
    pub official: Option<OfficialResult>,
}

/// The rows of past results of this very season. Rules 7 and 8 never count them for it.
pub fn closed_rows<'a>(results: &Results<'a>) -> impl Iterator<Item = &'a HistoryRow> {
    let (data, year) = (results.data, results.data.season.year);
    data.history.iter().filter(move |row| row.season == year)
}

/// How history's rows of this season differ from the results, by entry. Before the season is
/// closed, every result is missing there.
pub fn differences<'a>(results: &Results<'a>) -> Vec<Difference<'a>> {
    let official = official(results);
    let past: Vec<_> = closed_rows(results).collect();
    let row_of = |id: &Id| past.iter().copied().find(|row| row.entry == *id);
    let gone = past.iter().filter(|row| !official.iter().any(|now| now.entry == row.entry));
    let gone = gone.map(|row| (row.entry.clone(), Some(*row), None));
    let now = official.iter().map(|now| (now.entry.clone(), row_of(&now.entry), Some(now.clone())));
    let different = now.filter(|(_, past, now)| {
        let (Some(past), Some(now)) = (past, now) else {
            return true;
        };
        ["stream", "group", "overall", "tier"]
            .iter()
            .any(|column| differs(results, past, now, column))
    });
    let mut all: Vec<_> = different
        .chain(gone)
        .map(|(entry, past, official)| Difference { entry, past, official })
        .collect();
    all.sort_by(|a, b| a.entry.cmp(&b.entry));
    all
}

/// What history's row says in a column.
fn said(results: &Results, row: &HistoryRow, column: &str) -> String {
    match column {
        "stream" => row.stream.to_string(),
        "group" => row.group.clone(),
        "overall" => row.overall.to_string(),
        "tier" => {
            row.tier.map(|at| results.data.programme.tiers[at].id.to_string()).unwrap_or_default()
        }
        _ => row.entry.to_string(),
    }
}

/// Whether a row and a result differ in a column; `90` and `90.0` are one figure.
fn differs(results: &Results, row: &HistoryRow, now: &OfficialResult, column: &str) -> bool {
    match column {
        "overall" => now.overall.to_string().parse() != Ok::<Number, _>(row.overall),
        _ => now.cell(column).is_some_and(|cell| cell != said(results, row, column)),
    }
}

impl Difference<'_> {
    /// The difference as a person reads it, with both figures: for who closes the season, and
    /// not for a log.
    pub fn describe(&self, results: &Results) -> Diagnostic {
        let (entry, year) = (&self.entry, results.data.season.year);
        match (self.past, &self.official) {
            (Some(past), Some(now)) => {
                let columns = ["stream", "group", "overall", "tier"];
                let columns: Vec<_> =
                    columns.into_iter().filter(|c| differs(results, past, now, c)).collect();
                let first = columns.first().copied().unwrap_or("entry");
                let says = columns.iter().map(|column| match now.cell(column) {
                    Some(cell) if !cell.is_empty() => format!("{column} `{cell}`"),
                    _ => format!("no {column}"),
                });
                let says = says.collect::<Vec<_>>().join(", ");
                let place = place(&past.origin, first, &said(results, past, first));
                Diagnostic::error(format!("`{entry}` has another result of {year} in history"))
                    .at(place)
                    .help(format!("the results say {says}"))
            }
            (Some(past), None) => {
                let message = format!("`{entry}` has a result of {year} in history alone");
                Diagnostic::error(message)
                    .at(place(&past.origin, "entry", entry.as_str()))
                    .help("the season has no active entry of this id with an overall")
            }
            (None, now) => {
                let overall = now.as_ref().map(|now| now.overall.to_string()).unwrap_or_default();
                let file = closed_rows(results).next().map(|row| &row.origin.file);
                let message = format!("`{entry}` has no result of {year} in history");
                let problem =
                    Diagnostic::error(message).help(format!("the results say overall `{overall}`"));
                match file {
                    Some(file) => problem.at(Place::file(file.clone())),
                    None => problem,
                }
            }
        }
    }
}

/// Warns where a closed season's results are no longer what was closed. The figures stay out of
/// the message, which may end up in a log.
pub(super) fn changed_since(results: &Results, problems: &mut Diagnostics) {
    let Some(first) = closed_rows(results).next() else {
        return;
    };
    const SHOWN: usize = 8;
    let differences = differences(results);
    let Some(more) = differences.len().checked_sub(1) else {
        return;
    };
    let mut entries: Vec<_> =
        differences.iter().take(SHOWN).map(|one| format!("`{}`", one.entry)).collect();
    if more >= SHOWN {
        entries.push(format!("{} more", more + 1 - SHOWN));
    }
    let data = results.data;
    let message = format!("history and the results of {} are not the same", data.season.year);
    let help = format!(
        "they differ for {}; `{} --dry-run` shows how, and with --replace in place of --dry-run it puts \
         history right",
        entries.join(", "),
        command(data, data.season.year)
    );
    let place = Place::file(first.origin.file.clone());
    problems.push(Diagnostic::warning(message).at(place).help(help));
}

/// Warns where the streaks (rule 8) and improvements (rule 7) of a season lack the season before,
/// which has a folder but no row in history. Before an entry has an overall, there is none to
/// count.
pub(super) fn unclosed_before(results: &Results, problems: &mut Diagnostics) {
    let data = results.data;
    let (year, before) = (data.season.year, data.season.year - 1);
    let counted = |recognition: &Recognition| {
        matches!(recognition.rule, Rule::Streak { .. } | Rule::Improvement { .. })
    };
    if data.season_before == SeasonBefore::Absent
        || !data.programme.recognitions.iter().any(counted)
        || data.history.iter().any(|row| row.season == before)
        || official(results).is_empty()
    {
        return;
    }
    let message = format!(
        "season {before} is not in history, so streaks and improvements of {year} do not count it"
    );
    let help = format!("run `{}`", command(data, before));
    let problem = Diagnostic::warning(message).help(help);
    problems.push(match data.history.first() {
        Some(row) => problem.at(Place::file(row.origin.file.clone())),
        None => problem,
    });
}

/// What closes a season of the programme.
fn command(data: &SeasonData, year: i16) -> String {
    format!("plaudit close --programme {} --season {year}", data.programme.id)
}

/// Reports what stands in the way of closing a season: rounds without a score of an active
/// entry. Warns if its assessments or its announcement are still to come.
pub fn review_closing(results: &Results, problems: &mut Diagnostics) {
    let (data, as_of) = (results.data, results.as_of);
    for (at, round) in data.programme.rounds.iter().enumerate() {
        let lacks = |entry: &usize| {
            results.is_active(*entry) && results.entries[*entry].rounds[at].score.is_none()
        };
        let lacking = (0..data.entries.len()).filter(lacks);
        let lacking: Vec<_> = lacking.map(|entry| data.entries[entry].id.to_string()).collect();
        let Some(file) = data.entries.first().filter(|_| !lacking.is_empty()) else {
            continue;
        };
        let count = match lacking.len() {
            1 => "1 active entry has".to_owned(),
            more => format!("{more} active entries have"),
        };
        let message = format!("{count} no score in round `{}`", round.id);
        let help = format!("give each its score, or withdraw it: {}", lacking.join(", "));
        let place = Place::file(file.origin.file.clone());
        problems.push(Diagnostic::error(message).at(place).help(help));
    }
    let year = data.season.year;
    let mut early = |what: &str, day: String| {
        let message = format!("season {year} is closed before {what} on {day}");
        let help = "if a result changes after that, close it again with --replace";
        problems.push(Diagnostic::warning(message).help(help));
    };
    if as_of <= data.season.assessment.to {
        early("its assessments end", data.season.assessment.to.to_string());
    }
    if let Some(day) = data.season.dates.results.filter(|day| as_of < *day) {
        early("its results are announced", day.to_string());
    }
}
