"""A report as a list of plain blocks, which an emitter sets as HTML or LaTeX.

The same texts, tables and charts as plaudit's own templates show, from the same job, without their finer points: no
attachments, no outline, no alternative texts, no tier scale with markers that step aside. What is left out is in favour of the peers.
"""

from dataclasses import dataclass, field

import words as say


@dataclass
class Heading:
    text: dict
    level: int = 2


@dataclass
class Columns:
    """The languages side by side, row by row."""
    rows: list
    size: str = "body"


@dataclass
class Facts:
    """Values with their labels, so many a row."""
    cells: list
    a_row: int = 4
    large: bool = False


@dataclass
class Scale:
    """The tiers as coloured bands: name, figure it begins at, colour."""
    bands: list


@dataclass
class Chart:
    """A drawing, so many millimetres wide."""
    path: str
    width: int


@dataclass
class Table:
    """Columns have a width in millimetres, those of text None for what is left; a chart may stand beside it."""
    widths: list
    align: str
    head: list
    rows: list
    chart: Chart | None = None


@dataclass
class Report:
    masthead: list
    title: dict
    programme: dict
    confidential: dict
    primary: str
    blocks: list = field(default_factory=list)


TINTS = {"gold": "#f0e3bd", "silver": "#e4e7ea", "bronze": "#eed9c6", "platinum": "#dde6ee", "diamond": "#d8f1f8"}


def report(job, setting, words):
    """All that the report of a job shows."""
    made = Report(
        masthead=[setting["programme"]["name"],
                  words("report.edition.round", season=job["season"], round=job["round"]["name"])],
        title=job["entry"]["name"],
        programme=setting["programme"]["name"],
        confidential=words("report.foot.confidential"),
        primary=setting["programme"]["theme"]["primary"],
    )
    for part in (_cover, _over_time, _criteria, _benchmarks, _distribution, _deductions, _comments, _assessments,
                 _method, _glossary, _closing):
        made.blocks += part(job, setting, words)
    return made


def _cover(job, setting, words):
    entry, current = job["entry"], next(r for r in job["rounds"] if r["current"])
    alike = lambda value: {"zh": str(value), "en": str(value)}
    facts = [("terms.stream", entry["stream"]["name"]), ("terms.mode", entry["mode"]["name"]),
             ("terms.sector", entry["sector"]["name"])]
    if entry["group"]:
        facts.append(("terms.group", alike(entry["group"])))
    if job["round"]["period"]:
        facts.append(("report.facts.period", say.span(job["round"]["period"]["from"], job["round"]["period"]["to"])))
    if current["assessments"] is not None:
        count = alike(current["assessments"]) if current["quota"] is None else words(
            "report.facts.of-quota", n=current["assessments"], quota=current["quota"])
        facts.append(("report.facts.assessments", count))
    if job["issued"]:
        facts.append(("terms.issued", say.date(job["issued"])))
    final = job["overall"] is not None
    figures = [(words("report.facts.round-score", round=job["round"]["name"]), job["score"]),
               (words("terms.overall" if final else "terms.to-date"), job["to_date"]),
               (words("terms.tier" if final else "report.facts.tier-so-far"),
                job["tier"]["name"] if job["tier"] else words("terms.below-pass"))]
    if job["next_tier"]:
        figures.append((words("report.facts.gap", tier=job["next_tier"]["name"]), job["next_tier"]["gap"]))
    if job["previous"]:
        figures.append((words("report.facts.change", round=job["previous"]["name"]), job["previous"]["change"]))
    blocks = [Facts([(words(key), value) for key, value in facts]),
              Facts(figures, a_row=len(figures), large=True),
              Scale([(words("terms.below-pass"), job["scale"]["min"], "#f3f3f4")]
                    + [(t["name"], t["min"], TINTS[t["metal"]]) for t in reversed(job["tiers"])]),
              Columns([say.standing(words, job)], "head")]
    if job["deducted"]:
        blocks.append(Columns([words.counted("report.facts.deducted", job["deducted"], gross=job["gross"])], "note"))
    if said := say.outlook(words, job):
        blocks.append(Columns([said]))
    if job["recognitions"]:
        blocks.append(Columns([
            words("report.summary.of-recognition", name=won["name"], scope=words.listed(won["scope"])) if won["scope"] else won["name"]
            for won in job["recognitions"]]))
    for key, places in (("strengths", job["strengths"]), ("improvements", job["improvements"])):
        if places:
            blocks += [Heading(words("report.summary." + key), 3),
                       Table([15, None, 15], "llr", [], [
                           [job["criteria"][at]["mean"], job["criteria"][at]["name"], job["criteria"][at]["change"]] for at in places])]
    if len(job["rounds"]) > 1:
        blocks += [Columns([say.movement(words, job)], "strong"), Chart("charts/rounds.svg", 170)]
    return blocks


def _over_time(job, setting, words):
    if len(job["rounds"]) < 2:
        return []
    rows = []
    for r in job["rounds"]:
        rows.append([r["name"], r["weight"], r["assessments"], r["quota"], "−" + r["deducted"] if r["deducted"] else None,
                     r["score"], r["tier"]["name"] if r["tier"] else None, r["to_date"]])
        rows += [[say.month(m["month"]), "", m["assessments"], "", "", m["score"], "", ""] for m in r["months"]]
    notes = [say.last_season(words, job), words("report.over-time.key")]
    if any(r["months"] for r in job["rounds"]):
        notes.append(words("report.over-time.months"))
    keys = ("round", "weight-percent", "assessments", "quota", "deducted", "score", "tier", "to-date")
    return [Heading(words("report.over-time.heading")),
            Table([None, 17, 15, 15, 17, 15, 22, 15], "lrrrrrlr", [words("report.table." + k) for k in keys], rows),
            Columns([note for note in notes if note], "note")]


def _chart(job, name):
    """The chart that stands beside a table, where there is one."""
    frame = job["charts"][name]
    return Chart(f"charts/{name}.svg", frame["width"]) if frame else None


def _criteria(job, setting, words):
    blocks = [Heading(words("report.criteria.heading"))]
    if said := say.criteria_title(words, job):
        blocks.append(Columns([said]))
    keys = ("number", "criterion", "weight-percent", "mean", "change", "marks")
    scope = job["benchmarks"]["criteria_scope"]
    head = [words("report.table." + key) for key in keys] + [words("report.benchmarks.mean." + (scope or "programme"))]
    rows = [[str(n), c["name"], c["weight"], c["mean"], c["change"], c["marks"], c["benchmark"]]
            for n, c in enumerate(job["criteria"], 1)]
    blocks.append(Table([8, None, 15, 12, 12, 13, 17], "llrrrrr", head, rows, _chart(job, "criteria")))
    if len(job["channels"]) > 1:
        means = lambda own: "–" if own["mean"] is None else f"{own['mean']} ({own['marks']})"
        blocks += [Heading(words("report.channels.heading"), 3), Columns([words("report.channels.note")], "note"),
                   Table([None] + [26] * len(job["channels"]), "l" + "r" * len(job["channels"]),
                         [words("report.table.criterion")] + [c["channel"]["name"] for c in job["channels"]],
                         [[c["name"]] + [means(channel["criteria"][n]) for channel in job["channels"]]
                          for n, c in enumerate(job["criteria"])])]
    return blocks


def _benchmarks(job, setting, words):
    given = job["benchmarks"]
    if not given["scopes"]:
        return []
    shown = [s for s in given["scopes"] if s["withheld"] is None]
    blocks = [Heading(words("report.benchmarks.heading"))]
    if shown:
        rows = [[words("report.benchmarks.organisations"), ""] + [s["participants"] for s in shown],
                [words("report.benchmarks.score"), given["score"]] + [s["score"]["mean"] for s in shown]]
        if any(s["score"]["quartiles"] for s in shown):
            rows += [[words("report.benchmarks." + key), ""] + [(s["score"]["quartiles"] or [None] * 3)[n] for s in shown]
                     for n, key in enumerate(("lower", "median", "upper"))]
        if any(s["to_date"] for s in shown):
            rows.append([words("terms.to-date"), given["to_date"]] + [s["to_date"] for s in shown])
        blocks.append(Table([None, 18] + [26] * len(shown), "lr" + "r" * len(shown),
                            [words("report.benchmarks.figure"), words("report.benchmarks.own")]
                            + [words("report.benchmarks.mean." + s["scope"]) for s in shown], rows))
    notes = [words("report.benchmarks.withheld." + s["withheld"], scope=words("report.benchmarks.scope." + s["scope"]), n=given["needed"])
             for s in given["scopes"] if s["withheld"]]
    notes.append(words("report.benchmarks.rule", n=given["needed"], m=given["needed_for_quartiles"]))
    return blocks + [Columns(notes, "note")]


def _service(words, id):
    key = "terms.service-language." + id
    return words(key) if key in words else {"zh": id, "en": id}


def _distribution(job, setting, words):
    rows = job["distribution"]
    if not rows:
        return []
    name = lambda row: row["channel"] or (_service(words, row["language"]) if row["language"] else words("report.distribution.all"))
    whole = {"n": rows[0]["assessments"], "lowest": rows[0]["lowest"], "highest": rows[0]["highest"]}
    head = ["report.distribution.part", "report.table.assessments", "report.table.mean", "report.distribution.lowest",
            "report.distribution.median", "report.distribution.highest"]
    blocks = [Heading(words("report.distribution.heading")), Columns([words("report.distribution.title", **whole)]),
              Table([None, 12, 12, 12, 12, 12], "lrrrrr", [words(key) for key in head],
                    [[name(r), r["assessments"], r["mean"], r["lowest"], r["median"], r["highest"]] for r in rows],
                    _chart(job, "distribution"))]
    return blocks + [Columns([words("report.distribution.key")], "note")]


def _deductions(job, setting, words):
    if not job["deductions"]:
        return []
    return [Heading(words("report.deductions.heading")),
            Table([30, 15, None], "lrl", [words("report.table." + key) for key in ("round", "points", "reason")],
                  [[d["round"], "−" + d["points"], d["reason"]] for d in job["deductions"]])]


def _comments(job, setting, words):
    blocks = [Heading(words("report.comments.heading"))] if job["comments"] else []
    for kind in ("strength", "improvement", "general"):
        texts = [comment["text"] for comment in job["comments"] if comment["kind"] == kind]
        if texts:
            quoted = [{id: mark[0] + text[id] + mark[1] for id, mark in (("zh", "「」"), ("en", "‘’")) if text.get(id)}
                      for text in texts]
            blocks += [Heading(words("report.comments." + kind), 3), Columns(quoted)]
    return blocks


def _assessments(job, setting, words):
    rows = job["assessments"]
    if not rows:
        return []
    channels = any(a["channel"] for a in rows)
    services = any(a["language"] for a in rows)
    marks = len(job["marks_head"].split())
    room = 8
    widths = [29, 21] + [None] * channels + [None] * services + [room] * marks + [14]
    head = [words("report.table.ref"), words("report.table.date")]
    head += [words("report.table.channel")] * channels + [words("report.table.language")] * services
    head += job["marks_head"].split() + [words("report.table.score")]
    table, comments = [], []
    for a in rows:
        ref = a["ref"]
        if a["comment"]:
            comments.append(a)
            ref += f" ({len(comments)})"
        table.append([ref, a["date"]] + [a["channel"]] * channels
                     + ([_service(words, a["language"]) if a["language"] else None] if services else [])
                     + a["marks"].split() + [a["score"]])
    blocks = [Heading(words.counted("report.assessments.heading", len(rows))), Columns([words("report.assessments.note")], "note"),
              Table(widths, "ll" + "l" * (channels + services) + "r" * (marks + 1), head, table)]
    if comments:
        blocks += [Heading(words("report.assessments.comments"), 3),
                   Columns([{id: f"{n} {a['ref']}  {text}" for id, text in a["comment"].items()}
                            for n, a in enumerate(comments, 1)], "note")]
    return blocks


def _method(job, setting, words):
    tiers = words.listed([words("report.method.tier-item", tier=t["name"], min=t["min"]) for t in job["tiers"]])
    weights = words.listed([words("report.method.round-item", round=r["name"], weight=r["weight"]) for r in job["rounds"]])
    places = len(job["pass"].partition(".")[2])
    return [Heading(words("report.method.heading")), Columns([
        words("report.method." + job["aggregate"], assessments=job["assessment_word"]),
        words("report.method.rounds", rounds=weights),
        words.counted("report.method.rounding", places),
        words("report.method.tiers", tiers=tiers)], "note")]


def _glossary(job, setting, words):
    used = ["round", "score", "to-date", "overall", "tier", "pass", "criterion"]
    if job["deductions"]:
        used.append("deduction")
    if job["benchmarks"]["scopes"]:
        used.append("benchmark")
    if any(r["quota"] for r in job["rounds"]):
        used.append("quota")
    entries = []
    for key in used:
        term, text = words(f"report.glossary.{key}.term"), words(f"report.glossary.{key}.text")
        entries.append({id: f"{term[id]}  {text[id]}" for id in term})
    return [Heading(words("report.glossary.heading")), Columns(entries, "note")]


def _closing(job, setting, words):
    programme = setting["programme"]
    return [Columns([
        words("report.confidentiality", organiser=programme["organiser"], participant=job["participant"]["name"]),
        words("report.contact", organiser=programme["organiser"], **programme["contact"])], "note")]
