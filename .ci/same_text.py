"""Whether two report folders hold the same text: same_text.py COMMITTED FRESH.

Bytes may differ between machines with other versions of pango or harfbuzz; the words may not.
"""

import difflib
import sys
from pathlib import Path

import pypdfium2
from bs4 import BeautifulSoup


def pdf_text(path: Path) -> list[str]:
    """The words of a PDF, page by page: where a line breaks depends on the machine's pango."""
    document = pypdfium2.PdfDocument(path)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def html_text(path: Path) -> list[str]:
    """The lines of text of a web page."""
    tree = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
    return [line for line in tree.get_text("\n").splitlines() if line.strip()]


def main() -> int:
    """Print the first differences; exit 1 if there are any."""
    committed, fresh = Path(sys.argv[1]), Path(sys.argv[2])
    code = 0
    for name, read in (("report.pdf", pdf_text), ("report.html", html_text)):
        if not (committed / name).is_file():
            print(f"{name}: not committed; run make report and commit report/")
            code = 1
            continue
        lines = [read(folder / name) for folder in (committed, fresh)]
        found = list(difflib.unified_diff(*lines, "committed", "fresh", lineterm="", n=0))
        if found:
            code = 1
            print(
                f"{name}: the committed text is not the fresh one; run make report and commit report/"
            )
            print("\n".join(line[:300] for line in found[:20]))
        else:
            print(f"{name}: the committed text is the fresh one")
    return code


sys.exit(main())
