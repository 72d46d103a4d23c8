"""A report as a LaTeX document, for XeLaTeX with xeCJK. Charts are PDFs beside it."""

from pages import Chart, Columns, Facts, Heading, Scale, Table

PREAMBLE = r"""\documentclass[10pt,a4paper]{article}
\usepackage[hmargin=20mm,top=24mm,bottom=21mm]{geometry}
\usepackage{fontspec,xeCJK,xcolor,graphicx,longtable,array,booktabs,colortbl,fancyhdr,lastpage}
\setmainfont{NotoSans_400Regular.ttf}[Path=@FONTS@/noto-sans/,BoldFont=NotoSans_700Bold.ttf]
\setCJKmainfont{NotoSansHK_400Regular.ttf}[Path=@FONTS@/noto-sans-hk/,BoldFont=NotoSansHK_700Bold.ttf]
\newfontfamily\serif{NotoSerif_700Bold.ttf}[Path=@FONTS@/noto-serif/]
\newCJKfontfamily\cjkserif{NotoSerifHK_700Bold.ttf}[Path=@FONTS@/noto-serif-hk/]
\definecolor{primary}{HTML}{@PRIMARY@}\definecolor{soft}{HTML}{5C5C62}\definecolor{hair}{HTML}{D2D2D6}
\newcommand\body{\fontsize{10.5}{15.5}\selectfont}\newcommand\note{\fontsize{9}{12.5}\selectfont}
\newcommand\head{\fontsize{16}{21}\selectfont\bfseries}\newcommand\bold{\fontsize{10.5}{15.5}\selectfont\bfseries}
\newcommand\half[1]{\begin{minipage}[t]{82mm}\raggedright#1\end{minipage}}
\newcommand\both[4]{\par\noindent\half{#1{}#2}\hfill\half{#1{}#3}\par\vspace{#4}}
\parindent0pt\arrayrulecolor{hair}\setlength\tabcolsep{1.2mm}\setlength\LTleft{0pt}\setlength\LTright{0pt}
\setlength\LTpre{1mm}\setlength\LTpost{1mm}
\pagestyle{fancy}\renewcommand\headrulewidth{0pt}
\lhead{\note\color{soft}@PROGRAMME@}\rhead{\note @TITLE@}
\lfoot{\note\color{soft}@CONFIDENTIAL@}\rfoot{\note\color{soft}\thepage\ / \pageref{LastPage}}\cfoot{}
\begin{document}\body
"""

SIZES = {"body": "body", "note": "note", "head": "head", "strong": "bold"}
_ESCAPED = {c: "\\" + c for c in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_ESCAPES = str.maketrans(_ESCAPED | {"−": "$-$"})


def document(report, fonts):
    """The whole document."""
    fill = {"FONTS": str(fonts), "PRIMARY": report.primary.lstrip("#").upper(), "PROGRAMME": _plain(report.programme["zh"]),
            "TITLE": _plain(report.title["zh"]), "CONFIDENTIAL": _plain(report.confidential["zh"])}
    preamble = PREAMBLE
    for name, value in fill.items():
        preamble = preamble.replace(f"@{name}@", value)
    left, right = report.masthead
    parts = [preamble, r"{\color{primary}\hrule height 2.4pt}\vspace{2mm}",
             rf"\both{{\bold}}{{\color{{primary}}{_lines(left)}}}{{{_lines(right)}}}{{4mm}}",
             rf"{{\cjkserif\serif\fontsize{{22}}{{28}}\selectfont {_plain(report.title['zh'])}\par",
             rf"\fontsize{{14}}{{18}}\selectfont\color{{soft}}{_plain(report.title['en'])}\par}}\vspace{{3mm}}"]
    parts += [_EMIT[type(block)](block) for block in report.blocks]
    return "\n".join(parts) + "\n\\end{document}\n"


def _plain(text):
    return str(text).translate(_ESCAPES)


def _lines(text):
    return r"\par ".join(_plain(said) for said in dict.fromkeys((text["zh"], text["en"])))


def _cell(value, beside=True):
    if value is None:
        return "–"
    if not isinstance(value, dict):
        return _plain(value)
    said = list(dict.fromkeys((value["zh"], value["en"])))
    rest = "".join((r"\ " if beside else r"\newline ") + r"{\color{soft}" + _plain(other) + "}" for other in said[1:])
    return _plain(said[0]) + rest


def _heading(block):
    size = r"\fontsize{16}{21}" if block.level == 2 else r"\fontsize{12}{16}"
    return (rf"\par\vspace{{{'6mm' if block.level == 2 else '3mm'}}}{{{size}\selectfont\bfseries {_plain(block.text['zh'])}\par"
            rf"\fontsize{{10.5}}{{14}}\selectfont\color{{soft}}{_plain(block.text['en'])}\par}}\nopagebreak\vspace{{2mm}}")


def _columns(block):
    pairs = [(_plain(row.get("zh", "")), _plain(row.get("en", ""))) for row in block.rows]
    return "\n".join(rf"\both{{\{SIZES[block.size]}}}{{{zh}}}{{{en}}}{{1.6mm}}" for zh, en in pairs)


def _facts(block):
    width = 164 / block.a_row - 3
    rows = [block.cells[at:at + block.a_row] for at in range(0, len(block.cells), block.a_row)]
    if block.large:
        first = lambda value: value["zh"] if isinstance(value, dict) else value
        cell = lambda label, value: (rf"{{\fontsize{{22}}{{30}}\selectfont\bfseries {_cell(first(value))}}}"
                                     rf"\newline {_cell(label, False)}")
    else:
        cell = lambda label, value: rf"{_cell(label)}\newline {{\bfseries {_cell(value, False)}}}"
    body = "\\\\[1.5mm]\n".join(" & ".join(cell(*fact) for fact in row) for row in rows)
    column = rf"*{{{block.a_row}}}{{>{{\raggedright\arraybackslash}}p{{{width:.1f}mm}}}}"
    return rf"{{\note\begin{{tabular}}{{@{{}}{column}@{{}}}}{body}\end{{tabular}}\par}}\vspace{{3mm}}"


def _scale(block):
    width = 170 / len(block.bands) - 4
    cells = [rf"\colorbox[HTML]{{{tint.lstrip('#').upper()}}}{{\parbox{{{width:.1f}mm}}{{\note\bfseries {_lines(name)}\par"
             rf"\mdseries {_plain(least)}}}}}" for name, least, tint in block.bands]
    return r"\par{\fboxsep1.5mm" + r"\hfill ".join(cells) + r"\par}\vspace{3mm}"


def _table(block):
    gaps = 2.4 * (len(block.widths) - 1)
    room = 170 - (block.chart.width + 3 if block.chart else 0)
    free = room - gaps - sum(width or 0 for width in block.widths)
    share = free / max(1, sum(width is None for width in block.widths))
    side = {"l": r"\raggedright", "r": r"\raggedleft"}
    columns = "".join(rf">{{{side[a]}\arraybackslash}}p{{{share if width is None else width:.1f}mm}}"
                      for width, a in zip(block.widths, block.align))
    head = " & ".join(r"\bfseries " + _cell(text, False) for text in block.head)
    body = "\\\\\\hline\n".join(" & ".join(_cell(value) for value in row) for row in block.rows)
    head += r"\\\midrule " if head else ""
    if block.chart:
        return (rf"\par{{\note\begin{{minipage}}[t]{{{room}mm}}\vspace{{0pt}}"
                rf"\begin{{tabular}}{{@{{}}{columns}@{{}}}}{head}{body}\\\hline\end{{tabular}}\end{{minipage}}"
                rf"\hfill\begin{{minipage}}[t]{{{block.chart.width}mm}}\vspace{{0pt}}"
                rf"{_image(block.chart)}\end{{minipage}}\par}}\vspace{{2mm}}")
    head += "\\endhead\n" if head else ""
    return rf"{{\note\begin{{longtable}}{{@{{}}{columns}@{{}}}}{head}{body}\\\hline\end{{longtable}}}}"


def _image(chart):
    return rf"\includegraphics[width={chart.width}mm]{{{chart.path.replace('.svg', '.pdf')}}}"


def _chart(block):
    return rf"\par {_image(block)}\par"


_EMIT = {Heading: _heading, Columns: _columns, Facts: _facts, Scale: _scale, Table: _table, Chart: _chart}
