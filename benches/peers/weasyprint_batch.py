"""Prints the pages of some folders with WeasyPrint, in this one process: `weasyprint_batch.py LIST`."""

import sys
from pathlib import Path

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

fonts = FontConfiguration()
for line in Path(sys.argv[1]).read_text().split("\n"):
    HTML(Path(line) / "page.html").write_pdf(Path(line) / "weasyprint.pdf", font_config=fonts)
