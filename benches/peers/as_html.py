"""A report as one HTML page, for WeasyPrint and Chromium."""

from html import escape

from pages import Chart, Columns, Facts, Heading, Scale, Table

TAGS = {"zh": "zh-Hant-HK", "en": "en-HK"}

STYLE = """
@page { size: A4; margin: 28mm 20mm 21mm; font: 9pt "Noto Sans HK"; color: #5c5c62;
  @top-left { content: "@PROGRAMME@" } @top-right { content: "@TITLE@" }
  @bottom-left { content: "@CONFIDENTIAL@" } @bottom-right { content: counter(page) " / " counter(pages) } }
@page :first { margin-top: 12mm; @top-left { content: none } @top-right { content: none } }
body { margin: 0; font: 10.5pt/1.5 "Noto Sans HK"; color: #1d1d1f }
:lang(en) { font-family: "Noto Sans", "Noto Sans HK" }
.zh, .en { display: block } .rest { color: #5c5c62 }
.masthead { display: flex; justify-content: space-between; border-top: 2.4pt solid @PRIMARY@; padding-top: 2mm; }
.masthead { font-weight: 700; line-height: 1.35 }
.masthead .zh, h1 .zh { font-family: "Noto Serif HK" } .masthead .en, h1 .en { font-family: "Noto Serif" }
h1 { font-size: 22pt; line-height: 1.3; margin: 6mm 0 4mm } h1 .en { font-size: 14pt; color: #5c5c62 }
h2 { font-size: 16pt; line-height: 1.3; margin: 8mm 0 3mm; break-after: avoid } h2 .en { font-size: 11pt; color: #5c5c62 }
h3 { font-size: 12pt; margin: 4mm 0 2mm; break-after: avoid }
.columns { display: flex; gap: 6mm; margin: 1.6mm 0; break-inside: avoid } .columns > p { flex: 1; margin: 0 }
.note, .note p { font-size: 9pt; line-height: 1.5 } .strong { font-weight: 700 }
.head { font-size: 16pt; font-weight: 700; line-height: 1.35 }
table { width: 100%; table-layout: fixed; border-collapse: collapse; font-size: 9pt; line-height: 1.3 }
.facts { margin: 3mm 0 } .facts td { vertical-align: top; padding: 1mm 2mm 1mm 0 }
.large b { font-size: 22pt; line-height: 1.2 } .large td:first-child b { font-size: 40pt; color: @PRIMARY@ }
.scale { display: flex; margin: 4mm 0; font-size: 9pt; line-height: 1.35 } .scale div { flex: 1; padding: 2mm }
.data th { text-align: left; vertical-align: bottom; border-bottom: .6pt solid #1d1d1f; padding: .6mm 1.2mm }
.data td { border-bottom: .4pt solid #d2d2d6; padding: .2mm 1.2mm } .data tr { break-inside: avoid }
.data td span { display: inline } .data .en { color: #5c5c62 } .data .r { text-align: right }
.pair { display: flex; gap: 3mm; break-inside: avoid; align-items: flex-start }
"""


def page(report):
    """The whole page; charts are named by their path, beside it."""
    style = STYLE
    for name, value in {"PROGRAMME": report.programme["zh"], "TITLE": report.title["zh"], "CONFIDENTIAL": report.confidential["zh"],
                        "PRIMARY": report.primary}.items():
        style = style.replace(f"@{name}@", value.replace('"', '\\"'))
    parts = [f'<!doctype html><html lang="zh-Hant-HK"><meta charset="utf-8"><title>{escape(report.title["zh"])}</title>',
             f"<style>{style}</style>",
             '<div class="masthead">' + "".join(f"<div>{_both(text)}</div>" for text in report.masthead) + "</div>",
             f"<h1>{_both(report.title)}</h1>"]
    parts += [_EMIT[type(block)](block) for block in report.blocks]
    return "\n".join(parts)


def _both(text):
    return "".join(f'<span class="{id}" lang="{tag}">{escape(text[id])}</span> ' for id, tag in TAGS.items() if text.get(id))


def _cell(value):
    return _both(value) if isinstance(value, dict) else "–" if value is None else escape(str(value))


def _heading(block):
    return f"<h{block.level}>{_both(block.text)}</h{block.level}>"


def _columns(block):
    row = lambda text: "".join(f'<p lang="{TAGS[id]}">{escape(text.get(id, ""))}</p>' for id in TAGS)
    return "".join(f'<div class="columns {block.size}">{row(text)}</div>' for text in block.rows)


def _facts(block):
    rows = [block.cells[at:at + block.a_row] for at in range(0, len(block.cells), block.a_row)]
    if block.large:
        cell = lambda label, value: f'<td><b>{_cell(value["zh"] if isinstance(value, dict) else value)}</b><br>{_both(label)}</td>'
    else:
        cell = lambda label, value: f"<td>{_both(label)}<b>{_cell(value)}</b></td>"
    body = "".join("<tr>" + "".join(cell(*fact) for fact in row) + "</tr>" for row in rows)
    return f'<table class="facts{" large" if block.large else ""}">{body}</table>'


def _scale(block):
    return '<div class="scale">' + "".join(
        f'<div style="background:{tint}"><b>{_both(name)}</b>{escape(least)}</div>' for name, least, tint in block.bands) + "</div>"


def _table(block):
    columns = "".join("<col>" if width is None else f'<col style="width:{width}mm">' for width in block.widths)
    side = [' class="r"' if a == "r" else "" for a in block.align]
    head = "".join(f"<th{side[n]}>{_cell(text)}</th>" for n, text in enumerate(block.head))
    body = "".join("<tr>" + "".join(f"<td{side[n]}>{_cell(value)}</td>" for n, value in enumerate(row)) + "</tr>" for row in block.rows)
    head = f"<thead><tr>{head}</tr></thead>" if head else ""
    table = f'<table class="data"><colgroup>{columns}</colgroup>{head}<tbody>{body}</tbody></table>'

    if not block.chart:
        return table
    return f'<div class="pair"><div style="width:{167 - block.chart.width}mm">{table}</div>{_chart(block.chart)}</div>'


def _chart(block):
    return f'<img src="{block.path}" style="width:{block.width}mm" alt="">'


_EMIT = {Heading: _heading, Columns: _columns, Facts: _facts, Scale: _scale, Table: _table, Chart: _chart}
