"""Charts of the PDF, drawn in a process of their own while something else is done.

WeasyPrint takes half a second over the outlined letters of one chart, as long as over six pages of
text, and a report draws its charts on one core while the other rests. So the charts of a chapter are
drawn (by WeasyPrint as well) as soon as the chapter is there. The page is set with a stand-in of the
same size for each, and in the finished PDF the drawing takes its stand-in's place.
"""

from __future__ import annotations

import base64
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pikepdf
from PIL import Image

__all__ = ["Drawings", "draw", "draw_beside", "put_in", "with_stand_ins"]

_CHART = re.compile(r"(?<=data:image/svg\+xml;base64,)[A-Za-z0-9+/=]+")
_HEAD = re.compile(
    r'<svg [^>]*?\bwidth="(?P<width>[\d.]+pt)" height="(?P<height>[\d.]+pt)"[^>]*>', re.DOTALL
)
#: A stand-in is one pixel high and so many wide, and one more for each chart before it.
WIDTH = 3000


@dataclass(frozen=True, slots=True)
class Drawings:
    """Charts as pages of a PDF.

    Attributes:
        charts: The charts: SVG in base64, as a page has them in its ``data:`` addresses.
        pdf: A PDF with a page of the chart's size for each, in their order.
    """

    charts: Sequence[str]
    pdf: bytes


def _size(chart: str) -> re.Match[str]:
    found = _HEAD.search(base64.b64decode(chart).decode())
    if found is None:
        msg = "expected an SVG chart with width and height in points, got none; draw it so"
        raise ValueError(msg)
    return found


def draw(charts: Sequence[str]) -> bytes:
    """Draw charts, each on a page of its size. Letters must be outlines: no font is loaded."""
    import weasyprint  # type: ignore[import-untyped]

    sizes = [_size(chart) for chart in charts]
    pages = [
        f"@page c{number} {{ size: {size['width']} {size['height']}; margin: 0 }} "
        f"#c{number} {{ page: c{number}; width: {size['width']}; height: {size['height']} }}"
        for number, size in enumerate(sizes)
    ]
    images = [
        f'<img id="c{number}" alt="" src="data:image/svg+xml;base64,{chart}">'
        for number, chart in enumerate(charts)
    ]
    html = f"<style>body {{ margin: 0 }} img {{ display: block }} {' '.join(pages)}</style>{''.join(images)}"
    drawn: bytes = weasyprint.HTML(string=html).write_pdf(uncompressed_pdf=True)
    return drawn


def draw_beside(html: str) -> Drawings:
    """Draw the charts of a page in another process, and wait for it."""
    charts = list(dict.fromkeys(_CHART.findall(html)))
    if not charts:
        return Drawings((), b"")
    command = [sys.executable, "-m", __name__]
    asked = json.dumps(charts).encode()
    done = subprocess.run(command, input=asked, stdout=subprocess.PIPE, check=True)
    return Drawings(charts, done.stdout)


def with_stand_ins(html: str, drawings: Iterable[Drawings]) -> str:
    """A page with a stand-in of the same size for each chart that is drawn already."""
    charts = [chart for drawn in drawings for chart in drawn.charts]
    numbers = {chart: number for number, chart in enumerate(charts)}

    def stand_in(chart: re.Match[str]) -> str:
        if chart[0] not in numbers:
            return chart[0]
        pixels = io.BytesIO()
        Image.new("L", (WIDTH + numbers[chart[0]], 1)).save(pixels, "png")
        image = base64.b64encode(pixels.getvalue()).decode("ascii")
        head = _size(chart[0])
        svg = (
            f'{head[0]}<image width="100%" height="100%" preserveAspectRatio="none" '
            f'xlink:href="data:image/png;base64,{image}"/></svg>'
        )
        return base64.b64encode(svg.encode()).decode("ascii")

    return _CHART.sub(stand_in, html)


def put_in(document: pikepdf.Pdf, drawings: Iterable[Drawings]) -> None:
    """Put the drawings into the PDF of a page in place of their stand-ins."""
    forms: list[pikepdf.Object] = []
    for drawn in drawings:
        if drawn.charts:
            with pikepdf.open(io.BytesIO(drawn.pdf)) as source:
                forms += [_form(document, page) for page in source.pages]
    for page in document.pages:
        resources: Any = page.obj.get("/Resources", {})
        images = resources.get("/XObject", {})
        for name, image in images.items():
            number = int(image.get("/Width", 0)) - WIDTH
            if image.get("/Height") == 1 and 0 <= number < len(forms):
                images[name] = forms[number]


def _form(document: pikepdf.Pdf, page: pikepdf.Page) -> pikepdf.Object:
    """A page as something to be drawn where an image was: an image is one unit wide and high."""
    # In decimals, which are written as they are; of a float six digits are, and the chart is blurred.
    _, _, width, height = (Decimal(str(edge)) for edge in page.mediabox)
    form = document.copy_foreign(page.as_form_xobject())
    form.Matrix = pikepdf.Array([1 / width, 0, 0, 1 / height, 0, 0])
    return form


if __name__ == "__main__":
    sys.stdout.buffer.write(draw(json.load(sys.stdin)))
