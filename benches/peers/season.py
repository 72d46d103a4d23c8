"""The reports that all peers make: what plaudit's own templates are given, a folder each."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
TEMPLATES = REPO / "templates"
FONTS = REPO / "fonts"
PROGRAMME = "hkcca-mca"
AS_OF = "2026-11-21"
# Of each entry, a report a round; some entries of the sample have left or miss a round.
REPORTS_AN_ENTRY = 284 / 96

# At the end of the report's template: everything it reads goes along as attachments, so that peers get the very same.
_ALONG = """
#import "parts/job.typ": job as _job
#let _along = (
  ("/job.json", "/setting.json") + _job.attached + if _job.rounds.len() > 1 { ("/charts/rounds.svg",) }
    + for name in ("criteria", "distribution") { if _job.charts.at(name) != none { ("/charts/" + name + ".svg",) } }
)
#for path in _along {
  pdf.attach("along" + path.replace("/", "+"), read(path, encoding: none), relationship: "data",
    mime-type: "application/octet-stream", description: path)
}
"""


def data_of(reports, work):
    """A folder of data with about so many reports: the sample itself, or a season by the sample's generator."""
    if reports is None:
        return REPO / "data"
    folder = work / f"data-{reports}"
    if not folder.exists():
        entries = round(reports / REPORTS_AN_ENTRY)
        unfinished = folder.with_suffix(".part")
        shutil.rmtree(unfinished, ignore_errors=True)
        subprocess.run(["cargo", "run", "--release", "--quiet", "--example", "sample_season", "--", "--out", unfinished,
                        "--entries", str(entries)], cwd=REPO, check=True, stdout=subprocess.DEVNULL)
        unfinished.rename(folder)
    return folder


def build(plaudit, data, output, *more):
    """The command that builds the reports of the award."""
    return [str(plaudit), "build", "reports", "--programme", PROGRAMME, "--as-of", AS_OF, "--data", str(data),
            "--output", str(output), *more]


def reports(plaudit, data, work):
    """Folders with all that each report is made from, in plaudit's own order, and the pages of plaudit's report."""
    templates, output, root = work / "templates", work / "along", work / "reports"
    for folder in (templates, output, root):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(TEMPLATES, templates)
    with open(templates / "report.typ", "a", encoding="utf-8") as template:
        template.write(_ALONG)
    subprocess.run(build(plaudit, data, output, "--templates", str(templates)), check=True, cwd=work,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    engine = _templates_for_peers(work)
    folders = []
    for report in sorted(output.glob("private/*/*/reports/*/*.pdf")):
        folder = root / report.parent.name / report.stem
        _unpack(report, folder)
        for name in ("parts", "messages"):
            (folder / name).symlink_to(engine / name)
        shutil.copy(engine / "report.typ", folder)
        folders.append(folder)
    return folders


def _templates_for_peers(work):
    """The templates as they are, but for a function that the PyPI package of typst has not switched on: the cell that
    heads a row, which there is a plain one."""
    engine = work / "engine"
    shutil.rmtree(engine, ignore_errors=True)
    shutil.copytree(TEMPLATES, engine)
    for path in engine.rglob("*.typ"):
        text = path.read_text("utf-8")
        plain = re.sub(r"^#let header-cell = pdf\.header-cell$", "#let header-cell(scope: none, body) = body", text, flags=re.M)
        if plain != text:
            path.write_text(plain, "utf-8")
    return engine


def _unpack(report, folder):
    folder.mkdir(parents=True)
    subprocess.run(["pdfdetach", "-saveall", "-o", folder, report], check=True, stderr=subprocess.DEVNULL)
    files = list(folder.iterdir())
    # What the report itself attaches has the same names as some of what went along.
    along = [file for file in files if file.name.startswith("along+")]
    for file in files:
        if file not in along:
            file.unlink()
    for file in along:
        place = folder / file.name.removeprefix("along+").replace("+", "/")
        place.parent.mkdir(exist_ok=True)
        os.rename(file, place)


def sample(folders, count):
    """So many of the folders, evenly spread over the sizes of their jobs, so that they stand for all."""
    if count >= len(folders):
        return folders
    by_size = sorted(folders, key=lambda folder: ((folder / "job.json").stat().st_size, str(folder)))
    return sorted(by_size[int((n + 0.5) * len(folders) / count)] for n in range(count))


def name_zh(folder):
    """The Chinese name that the report must show."""
    return json.loads((folder / "job.json").read_text("utf-8"))["entry"]["name"]["zh"]
