#!/usr/bin/env python3
"""plaudit and other ways to make the same reports, side by side: `python3 benches/peers/run.py`.

Makes the reports of the sample award season, or of a season of `--reports N`, with plaudit and with each peer, and prints
a Markdown table of medians with ratios. Peers from PyPI go into environments of their own under `--work`; XeLaTeX, Chromium,
`pdftotext`, `pdfdetach` and `rsvg-convert` come from the system. A peer that is missing is left out and named.
"""

import argparse
import concurrent.futures
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass
from pathlib import Path

import as_html
import as_tex
import pages
import season
from chromium_batch import CHROMIUM, PROGRAM
from measure import become_reaper, measure, median
from words import Words

HERE = Path(__file__).resolve().parent
SYSTEM = {
    "XeLaTeX": "xelatex", "Chromium": PROGRAM, "pdftotext": "pdftotext", "pdfdetach": "pdfdetach", "rsvg-convert": "rsvg-convert",
}


@dataclass
class Peer:
    """A way to make reports."""
    key: str
    name: str
    # The reports it makes, and where the file of one lies.
    folders: list
    pdf: object
    # What is run: a function, so that it may clean up before, and how it is run.
    commands: object
    options: dict
    # Of one of its reports, on average: pages and bytes.
    pages: float = 0
    size: float = 0


def main():
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="plaudit-peers-") as temporary:
        work = Path(options.work or temporary).resolve()
        work.mkdir(parents=True, exist_ok=True)
        become_reaper()
        plaudit = Path(options.plaudit).resolve()
        data = season.data_of(options.reports, work)
        say(f"making the reports of {data} for the peers")
        folders = season.reports(plaudit, data, work)
        peers = [peer for peer in all_peers(options, plaudit, data, folders, work) if not options.only or peer.key in options.only]
        pages_of = [peer for peer in peers if peer.key.startswith(("weasyprint", "xelatex", "chromium"))]
        prepare({folder for peer in pages_of for folder in peer.folders}, fonts_of(work))
        usages = {peer.key: [] for peer in peers}
        for run in range(options.runs):
            for peer in peers:
                usages[peer.key].append(measure(peer.commands(), **peer.options))
                last = usages[peer.key][-1]
                say(f"run {run + 1} of {options.runs}: {peer.name}: {last.cpu:.2f} s of CPU, {last.wall:.2f} s, "
                    f"load {os.getloadavg()[0]:.1f}")
                if run == 0:
                    check(peer)
        print(table(peers, usages))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    target = os.environ.get("CARGO_TARGET_DIR", str(season.REPO / "target"))
    parser.add_argument("--plaudit", default=f"{target}/release/plaudit", help="the binary [default: that of the release build]")
    parser.add_argument("--reports", type=int, help="make a season of about so many reports [default: the sample, 284]")
    parser.add_argument("--engine-reports", type=int, default=10_000, help="most reports for typst in one process")
    parser.add_argument("--slow-reports", type=int, default=20,
                        help="reports for each peer that takes a tenth of a second or more a report")
    parser.add_argument("--runs", type=int, default=5, help="how often each is run")
    parser.add_argument("--only", nargs="+", metavar="PEER",
                        help="some of: plaudit, plaudit-1, typst, typst-each, weasyprint, xelatex-once, xelatex, chromium-each, chromium")
    parser.add_argument("--work", help="a folder to keep environments and files in [default: a temporary one]")
    return parser.parse_args()


def say(text):
    print(text, file=sys.stderr, flush=True)


# --- the peers -------------------------------------------------------------------------------------


def all_peers(options, plaudit, data, folders, work):
    """plaudit first, which the others are compared with."""
    few = season.sample(folders, options.slow_reports)
    many = season.sample(folders, options.engine_reports)
    fonts = fonts_of(work)
    found = {name for name, program in SYSTEM.items() if shutil.which(program)}
    for name in sorted(SYSTEM.keys() - found):
        say(f"{name} is not installed: what needs it is left out")
    if not {"pdftotext", "pdfdetach"} <= found:
        raise SystemExit("without pdftotext and pdfdetach (Debian: poppler-utils) nothing can be checked")
    yield ours("plaudit", "plaudit", [], plaudit, data, folders, work)
    yield ours("plaudit-1", "plaudit `--jobs 1`", ["--jobs", "1"], plaudit, data, folders, work)
    typst = environment(work, "typst", "typst>=0.15")
    yield peer("typst", f"typst {version(typst, 'typst')} (PyPI), one process", many, "typst.pdf",
               [[typst, HERE / "typst_batch.py", season.FONTS, "@" + listed(many, work / "typst.list")]])
    yield peer("typst-each", "typst, a process for each", few, "typst.pdf",
               [[typst, HERE / "typst_batch.py", season.FONTS, folder] for folder in few])
    weasyprint = environment(work, "weasyprint", "weasyprint")
    yield peer("weasyprint", f"WeasyPrint {version(weasyprint, 'weasyprint')}, one process", few, "weasyprint.pdf",
               [[weasyprint, HERE / "weasyprint_batch.py", listed(few, work / "weasyprint.list")]], env=fonts)
    if "XeLaTeX" in found and "rsvg-convert" in found:
        # With one pass, "page 2 of ??" stands at the foot.
        release = said("xelatex", "--version").split(" (")[1].rstrip(")")
        command = ["xelatex", "-interaction=batchmode", "-halt-on-error", "report.tex"]
        for passes, key, name in ((1, "xelatex-once", "one pass"), (2, "xelatex", "two passes")):
            script = 'cd "$0"' + ' && "$@"' * passes
            yield peer(key, f"XeLaTeX ({release}), a process for each, {name}", few, "report.pdf",
                       [["sh", "-c", script, folder, *command] for folder in few], env=fonts)
    if "Chromium" in found:
        yield peer("chromium-each", f"{said(PROGRAM, '--version')} ({Path(PROGRAM).name}), a process for each", few, "chromium.pdf",
                   [[*CHROMIUM, f"--user-data-dir={work / 'profile'}", "--no-pdf-header-footer",
                     f"--print-to-pdf={folder / 'chromium.pdf'}", (folder / "page.html").as_uri()] for folder in few], env=fonts)
        yield peer("chromium", "Chromium, one process", few, "chromium.pdf",
                   [[sys.executable, HERE / "chromium_batch.py", listed(few, work / "chromium.list")]], env=fonts)


def ours(key, name, more, plaudit, data, folders, work):
    output = work / "output"

    def commands():
        # A build from nothing, as all others are.
        shutil.rmtree(output, ignore_errors=True)
        return [season.build(plaudit, data, output, *more)]

    made = lambda folder: next(output.glob(f"private/*/*/reports/{folder.parent.name}/{folder.name}.pdf"))
    return Peer(key, name, folders, made, commands, {"cwd": work})


def peer(key, name, folders, file, commands, env=None):
    """A peer that writes `file` in the folder of each report."""
    def cleaned():
        for folder in folders:
            (folder / file).unlink(missing_ok=True)
            # What LaTeX remembers of the last run.
            (folder / file).with_suffix(".aux").unlink(missing_ok=True)
        return commands

    environ = os.environ | (env or {})
    return Peer(key, name, folders, lambda folder: folder / file, cleaned, {"env": environ})


def environment(work, name, requirement):
    """The interpreter of an environment with a package of PyPI."""
    folder = work / f"env-{name}"
    python = folder / "bin" / "python"
    if not python.exists():
        say(f"installing {requirement}")
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--upgrade", requirement], check=True, stdout=subprocess.DEVNULL)
    return python


def version(python, package):
    code = f"import importlib.metadata as m; print(m.version({package!r}))"
    return subprocess.run([python, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def said(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[0].strip().split(" built ")[0]


def listed(folders, path):
    path.write_text("\n".join(map(str, folders)))
    return str(path)


def fonts_of(work):
    """The environment in which the system's fonts are plaudit's own and no others: no peer has to look through more."""
    settings = work / "fonts.conf"
    settings.write_text(f"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{season.FONTS}</dir><cachedir>{work}/font-cache</cachedir></fontconfig>""")
    return {"FONTCONFIG_FILE": str(settings)}


# --- what is made beforehand, and checked after ------------------------------------------------------


def prepare(folders, fonts):
    """HTML and LaTeX of each report, and its charts as PDF: LaTeX cannot place SVG. None of it is timed."""
    words = Words(season.TEMPLATES)
    for folder in folders:
        job, setting = (json.loads((folder / name).read_text("utf-8")) for name in ("job.json", "setting.json"))
        report = pages.report(job, setting, words)
        (folder / "page.html").write_text(as_html.page(report), "utf-8")
        (folder / "report.tex").write_text(as_tex.document(report, season.FONTS), "utf-8")
        for chart in folder.glob("charts/*.svg") if shutil.which("rsvg-convert") else ():
            subprocess.run(["rsvg-convert", "--format", "pdf", "--output", chart.with_suffix(".pdf"), chart], check=True,
                           env=os.environ | fonts)


def check(peer):
    """A report counts only if it came out: every file has pages and shows the entry's Chinese name."""
    def pages_of(folder):
        path = peer.pdf(folder)
        text = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True).stdout
        if "".join(season.name_zh(folder).split()) not in "".join(text.split()):
            raise SystemExit(f"{peer.name}: {path} does not show {season.name_zh(folder)}")
        return text.count("\f"), path.stat().st_size

    with concurrent.futures.ThreadPoolExecutor() as pool:
        found = list(pool.map(pages_of, peer.folders))
    if min(count for count, _ in found) == 0:
        raise SystemExit(f"{peer.name}: a file without pages")
    peer.pages = sum(count for count, _ in found) / len(found)
    peer.size = sum(size for _, size in found) / len(found)


# --- the table ---------------------------------------------------------------------------------------


def table(peers, usages):
    medians = {peer.key: median(usages[peer.key]) for peer in peers}
    first = medians[peers[0].key].cpu / len(peers[0].folders)
    lines = [machine(), "",
             "| | reports | pages each | CPU a report | CPU a page | against plaudit | wall a report "
             "| memory, largest process | kB a report |",
             "|---|---:|---:|---:|---:|---:|---:|---:|---:|"]
    for peer in peers:
        used, count = medians[peer.key], len(peer.folders)
        cpu = used.cpu / count
        lines.append(f"| {peer.name} | {count} | {peer.pages:.1f} | {1000 * cpu:.1f} ms | {1000 * cpu / peer.pages:.1f} ms "
                     f"| {cpu / first:.2f} × | {1000 * used.wall / count:.1f} ms | {used.peak:.0f} MB | {peer.size / 1000:.0f} |")
    return "\n".join(lines)


def machine():
    """What all this ran on."""
    field = lambda path, name: next((line.split(":", 1)[1].strip() for line in open(path) if line.startswith(name)), "unknown")
    memory = int(field("/proc/meminfo", "MemTotal").split()[0]) / 1024**2
    return (f"{os.cpu_count()} cores of {field('/proc/cpuinfo', 'model name')}, {memory:.0f} GiB, "
            f"{platform.system()} {platform.release()}, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f} at the end.")


if __name__ == "__main__":
    main()
