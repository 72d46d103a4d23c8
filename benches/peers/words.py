"""The sentences of a report, chosen from plaudit's own catalogues as its templates choose them."""

import tomllib
from decimal import Decimal
from pathlib import Path

LANGUAGES = ("zh", "en")


def _flat(table, prefix=""):
    for key, value in table.items():
        if isinstance(value, str):
            yield prefix + key, value
        elif isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")


class Words:
    """Messages by key, in both languages."""

    def __init__(self, templates: Path):
        self._all = {
            language: dict(_flat(tomllib.loads((templates / "messages" / f"{language}.toml").read_text("utf-8"))))
            for language in LANGUAGES
        }

    def __contains__(self, key):
        return all(key in messages for messages in self._all.values())

    def __call__(self, key, **values):
        text = {}
        for language, messages in self._all.items():
            message = messages[key]
            for name, value in values.items():
                value = value[language] if isinstance(value, dict) else str(value)
                message = message.replace("{" + name.replace("_", "-") + "}", value)
            text[language] = message
        return text

    def counted(self, key, n, **values):
        return self(key + (".one" if str(n) == "1" else ".other"), n=n, **values)

    def listed(self, texts):
        between = self("report.method.separator")
        return {id: between[id].join(text[id] for text in texts) for id in LANGUAGES}


def number(figure):
    return Decimal(figure.replace("−", "-"))


def moved(change):
    """Up, down or level, and by how much."""
    amount = change.strip("+−")
    way = "level" if not amount.strip("0.") else "down" if change.startswith("−") else "up"
    return way, amount


def standing(words, job):
    if job["entry"]["status"] != "active":
        return words("report.standing." + job["entry"]["status"])
    final = job["overall"] is not None
    figure = job["overall"] if final else job["to_date"]
    if figure is None:
        return words("report.standing.no-score")
    key = "report.standing." + ("final" if final else "so-far")
    tier, following = job["tier"], job["next_tier"]
    values = {"figure": figure}
    if tier:
        values["tier"] = tier["name"]
    if not following:
        return words(key + (".top" if tier else ".below"), **values)
    values["next"] = following["name"]
    return words.counted(key + (".next" if tier else ".below-next"), following["gap"], **values)


def movement(words, job):
    here, before = job["round"]["name"], job["previous"]
    if job["score"] is None:
        return words("report.movement.none", round=here)
    if not before or before["change"] is None:
        return words("report.movement.first", round=here, score=job["score"])
    way, amount = moved(before["change"])
    if way == "level":
        return words("report.movement.level", round=here, previous=before["name"], score=job["score"])
    return words.counted("report.movement." + way, amount, round=here, previous=before["name"])


def outlook(words, job):
    if not job["outlook"]:
        return None
    said = []
    missed = [tier["name"] for tier in job["outlook"]["tiers"] if tier["state"] == "out-of-reach"]
    if missed:
        key = "report.outlook.out-of-reach" + (".one" if len(missed) == 1 else ".other")
        said.append(words(key, tiers=words.listed(missed)))
    for tier in job["outlook"]["tiers"]:
        if tier["state"] == "secured":
            said.append(words("report.outlook.secured", tier=tier["name"]))
            break
        if tier["state"] == "needs":
            one = job["outlook"]["round"]
            values = {"tier": tier["name"], "mean": tier["mean"]}
            said.append(words("report.outlook.needs-round", round=one, **values) if one
                        else words("report.outlook.needs", **values))
        if job["tier"] and tier["id"] == job["tier"]["id"]:
            break
    gap = words("report.outlook.gap")
    return {id: gap[id].join(text[id] for text in said) for id in LANGUAGES}


def last_season(words, job):
    last = job["last_season"]
    if not last:
        return None
    tier = last["tier"]["name"] if last["tier"] else words("terms.below-pass")
    values = {"season": last["season"], "figure": last["overall"], "tier": tier}
    if not last["comparable"]:
        return words("report.last-season.elsewhere", **values)
    if last["change"] is None:
        return words("report.last-season.overall", **values)
    return words("report.last-season.change", change=last["change"], **values)


def criteria_title(words, job):
    changed = [c for c in job["criteria"] if c["change"] and moved(c["change"])[0] != "level"]
    if not changed:
        return None
    changed.sort(key=lambda c: number(c["change"].lstrip("+")))
    worst, best = changed[0], changed[-1]
    up = {"up": best["name"], "gain": moved(best["change"])[1]} if moved(best["change"])[0] == "up" else {}
    down = {"down": worst["name"], "loss": moved(worst["change"])[1]} if moved(worst["change"])[0] == "down" else {}
    return words("report.criteria." + ("both" if up and down else "up" if up else "down"), **up, **down)


MONTHS = "January February March April May June July August September October November December".split()


def date(iso):
    year, month, day = map(int, iso.split("-"))
    return {"zh": f"{year}年{month}月{day}日", "en": f"{day} {MONTHS[month - 1]} {year}"}


def month(iso):
    number = int(iso.split("-")[1])
    return {"zh": f"{number}月", "en": MONTHS[number - 1]}


def span(first, last):
    first, last = date(first), date(last)
    return {"zh": f"{first['zh']}至{last['zh']}", "en": f"{first['en']} to {last['en']}"}
