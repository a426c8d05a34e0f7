"""Charts drawn beside the page: in the PDF they are where, and as, WeasyPrint would have drawn them.

The charts are made up, with Latin and Arabic letters; one page holds both of them and a third image.
"""

from __future__ import annotations

import base64
import re

import numpy as np
import pypdfium2  # type: ignore[import-untyped]
import pytest
from matplotlib.figure import Figure

from helpers.report import pdf, show
from helpers.report.charts.style import new_figure, styled
from helpers.report.drawings import Drawings, draw, draw_beside, with_stand_ins
from helpers.report.page import single

DOT = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="


@styled
def _figure(height: float, words: str) -> Figure:
    figure = new_figure(height, words)
    figure.add_subplot().plot([1, 2, 3], [3, 1, 2], label=words)
    return figure


def _page() -> str:
    charts = [
        show.chart(_figure(height, words), f"Chart 1.{number}", "A made-up chart").html
        for number, (height, words) in enumerate([(1.5, "A line"), (2.25, "خط مصنوع")], start=1)
    ]
    return single("Made up", f'<h1>Made up</h1>{"".join(charts)}<img alt="a dot" src="{DOT}">')


@pytest.fixture(scope="module")
def page() -> str:
    return _page()


@pytest.fixture(scope="module")
def drawn(page: str) -> Drawings:
    return draw_beside(page)


def test_drawn_charts_look_as_if_drawn_with_the_page(page: str, drawn: Drawings) -> None:
    shown = [
        [sheet.render(scale=2).to_numpy().astype(int) for sheet in pypdfium2.PdfDocument(document)]
        for document in (pdf.render(page, [drawn]), pdf.render(page))
    ]
    beside, within = shown
    assert len(beside) == len(within)
    assert min(sheet.min() for sheet in within) < 100  # something is drawn
    # Places are rounded to a millionth at another step: edges differ by a shade at most.
    assert max(np.abs(a - b).max() for a, b in zip(beside, within, strict=True)) <= 4


def test_the_same_charts_give_the_same_bytes(page: str, drawn: Drawings) -> None:
    assert len(drawn.charts) == 2
    again = Drawings(drawn.charts, draw(drawn.charts))
    assert again.pdf == drawn.pdf
    assert pdf.render(page, [again]) == pdf.render(page, [drawn])


def test_only_charts_that_are_drawn_get_a_stand_in(page: str, drawn: Drawings) -> None:
    first = Drawings(drawn.charts[:1], drawn.pdf)
    standing = with_stand_ins(page, [first])
    assert drawn.charts[0] not in standing
    assert drawn.charts[1] in standing
    assert DOT in standing


def test_a_stand_in_has_the_size_of_its_chart(page: str, drawn: Drawings) -> None:
    charts = re.findall(r"svg\+xml;base64,([^\"]+)", with_stand_ins(page, [drawn]))
    for before, after in zip(drawn.charts, charts, strict=True):
        heads = [
            re.findall(r'(?:width|height|viewBox)="[^"]*"', base64.b64decode(chart).decode())[:3]
            for chart in (before, after)
        ]
        assert heads[0] == heads[1]


def test_a_page_without_charts_has_no_drawings() -> None:
    assert draw_beside(f'<p>Words</p><img alt="" src="{DOT}">') == Drawings((), b"")


def test_a_chart_without_a_size_in_points_is_refused() -> None:
    chart = base64.b64encode(
        b'<svg xmlns="http://www.w3.org/2000/svg" width="10em"></svg>'
    ).decode()
    with pytest.raises(ValueError, match="width and height in points"):
        draw([chart])
