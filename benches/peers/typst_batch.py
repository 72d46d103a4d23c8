"""Sets the reports of some folders with typst's own engine, in this one process: `typst_batch.py FONTS FOLDER...`."""

import sys
from pathlib import Path

import typst

fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[sys.argv[1]])
folders = [Path(line) for line in Path(sys.argv[2][1:]).read_text().split("\n")] if sys.argv[2].startswith("@") else map(Path, sys.argv[2:])
compiler = typst.Compiler(font_paths=fonts, ignore_system_fonts=True)
for folder in folders:
    # The root is the folder of each report, so that all of them find the templates at the same paths, and what the
    # engine remembers of one serves the next.
    compiler.compile(folder / "report.typ", root=folder, output=folder / "typst.pdf", pdf_standards=["a-3a", "ua-1"])
