"""Set tables, charts and citations as the reader sees them.

Every function returns an `Html`, which a notebook shows and a template takes as it is. The markup is
light: elements, a few class names, no style of its own, so that one stylesheet dresses the whole
report. The same input gives the same bytes.

What a notebook writes with besides (text, numbers, citations) is made in `helpers.report.markup` and
`helpers.report.citations` and found here under the same names.
"""

from __future__ import annotations

import base64
import html
import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers.report.citations import anchor, cite, label, label_articles, short_labels, spans
from helpers.report.markup import (
    ARABIC,
    Caption,
    Html,
    arabic_inside,
    as_percent,
    number,
    text,
    visible,
)
from helpers.tables import missing

if TYPE_CHECKING:
    from bs4 import Tag
    from matplotlib.figure import Figure

__all__ = [
    "Caption",
    "Html",
    "anchor",
    "chart",
    "cite",
    "label_articles",
    "number",
    "short_labels",
    "spans",
    "table",
    "text",
    "visible",
    "wrote",
]

LONG_TABLE = 28  # lines; a longer table may be broken across pages, its head repeated
LETTERS = 105  # letters in a line as wide as the table, roughly
FORMATS = ("text", "number", "percent", "spans", "article")
_QUOTE_COLUMN = re.compile(r"(?:(?P<side>\w+)_)?quote")
_CITE_COLUMN = re.compile(r"(?:(?P<side>\w+)_)?cite")
_NUMBERED = re.compile(r"(Chart|Table) (?=\S*\d)(\w+(?:\.\w+)*)")


def table(
    frame: pd.DataFrame,
    columns: Mapping[str, str],
    caption: str | Html,
    *,
    rtl: Collection[str] | None = None,
    formats: Mapping[str, str] | None = None,
    widths: Mapping[str, float] | None = None,
    group: str = "",
    head: str = "",
    note: str | Html = "",
    labels: Mapping[str, str] | None = None,
) -> Html:
    """A table as a reader sees it.

    A quotation (column ``quote``, or ``a_quote`` beside ``a_start``, ``a_end``) carries a link to its
    characters. A column ``cite`` (``a_cite``) that the frame lacks is that link alone. Links of a column
    of spans carry the English of their words where the frame has it (column ``gloss``).

    Args:
        frame: The rows, in reading order.
        columns: Heading of each column shown, in order.
        caption: What the table says; one that begins ``Table 2.1`` or ``Chart 2.1`` can be linked to.
        rtl: Columns set right to left; without it, those that are mostly Arabic.
        formats: How to write a column: ``text``, ``number``, ``percent``, ``spans`` or ``article``.
            Without it, numbers are numbers, a column named ``spans`` is links, one named
            ``article`` (``a_article``) holds short labels, and all else is text.
        widths: Share of the table's width by column, in per cent.
        group: Column whose values head groups of rows.
        head: Column that heads each row for screen readers.
        note: A line under the table.
        labels: Short labels of articles, where they differ from those of `label_articles`.

    Raises:
        KeyError: A column is not in the frame.
        ValueError: An unknown format.
    """
    import great_tables

    frame = frame.reset_index(drop=True)
    shown = [*columns, *([group] if group and group not in columns else [])]
    _check(frame, shown, formats or {})
    kinds = {name: _kind(frame, name, rtl, formats or {}) for name in columns}
    cells = {name: _cells(frame, name, kinds[name], labels) for name in columns}
    if group:
        by = _kind(frame, group, rtl, formats or {})
        cells[group] = [cell or "\N{EM DASH}" for cell in _cells(frame, group, by, labels)]
    # Own names for the columns: whatever a frame calls them, the library finds them again.
    keys = {name: f"c{index}" for index, name in enumerate(cells)}
    body = pd.DataFrame({keys[name]: pd.Series(cells[name], dtype="object") for name in cells})
    heads: dict[str, Any] = {
        keys[name]: great_tables.html(text(heading)) for name, heading in columns.items()
    }
    built = great_tables.GT(
        body,
        id="t",
        rowname_col=keys[head] if head else None,
        groupname_col=keys[group] if group else None,
    ).fmt(fns=str, columns=list(keys.values()))
    if head:
        built = built.tab_stubhead(heads.pop(keys[head]))
    heads.pop(keys.get(group, ""), None)
    built = built.cols_label(cases=heads)
    order = [*([head] if head else []), *(c for c in columns if c not in (head, group))]
    return _dress(
        built.as_raw_html(inline_css=False),
        [kinds[name] for name in order],
        _caption(caption),
        [(widths or {}).get(name) for name in order],
        _caption(note),
        _lines_of([cells[name] for name in order], [(widths or {}).get(name) for name in order]),
    )


def _lines_of(columns: Sequence[Sequence[str]], widths: Sequence[float | None]) -> int:
    """About how many lines a table's body takes; 0 for an empty one."""
    given = [width for width in widths if width is not None]
    rest = max(100 - sum(given), 10) / max(len(widths) - len(given), 1)
    room = [max(LETTERS * (rest if width is None else width) / 100, 5) for width in widths]
    return sum(
        max(
            math.ceil(len(re.sub(r"<[^>]*>", "", cell)) / letters) or 1
            for cell, letters in zip(row, room, strict=True)
        )
        for row in zip(*columns, strict=True)
    )


def _check(frame: pd.DataFrame, shown: Sequence[str], formats: Mapping[str, str]) -> None:
    lacking = [c for c in shown if c not in frame and not _virtual(frame, c)]
    if lacking:
        msg = f"no column {', '.join(lacking)}; the table has {', '.join(map(str, frame.columns))}"
        raise KeyError(msg)
    wrong = [form for form in formats.values() if form not in FORMATS]
    if wrong:
        msg = f"expected a format among {', '.join(FORMATS)}, got {wrong[0]!r}"
        raise ValueError(msg)


def _where(frame: pd.DataFrame, side: str) -> tuple[str, str, str] | None:
    """The columns of a span (article, start, end) of one side of a row, if the frame has them."""
    prefix = f"{side}_" if side else ""
    article = f"{prefix}article" if f"{prefix}article" in frame else "article"
    found = (article, f"{prefix}start", f"{prefix}end")
    return found if set(found) <= set(frame.columns) else None


def _virtual(frame: pd.DataFrame, name: str) -> bool:
    match = _CITE_COLUMN.fullmatch(name)
    return match is not None and _where(frame, match["side"] or "") is not None


def _kind(
    frame: pd.DataFrame, name: str, rtl: Collection[str] | None, formats: Mapping[str, str]
) -> str:
    """How a column is written: one of `FORMATS`, or ``cite`` or ``ar``."""
    if name not in frame:
        return "cite"
    if name in formats and formats[name] != "text":
        return formats[name]
    if name == "spans" and name not in formats:
        return "spans"
    if re.fullmatch(r"(?:\w+_)?article", name) and name not in formats:
        return "article"
    if pd.api.types.is_numeric_dtype(frame[name]) and name not in formats:
        return "number"
    if rtl is not None:
        return "ar" if name in rtl else "text"
    letters = "".join(str(cell) for cell in frame[name] if not missing(cell))
    arabic = len(ARABIC.findall(letters))
    return "ar" if arabic > sum(c.isalpha() and c.isascii() for c in letters) else "text"


def _cells(
    frame: pd.DataFrame, name: str, kind: str, labels: Mapping[str, str] | None
) -> list[str]:
    if kind == "cite":
        match = _CITE_COLUMN.fullmatch(name)
        side = (match["side"] or "") if match else ""
        return _links(frame, side, labels)
    writers: dict[str, Callable[[Any], str]] = {
        "number": number,
        "percent": as_percent,
        "ar": text,
        "text": arabic_inside,
        "article": lambda cell: "" if missing(cell) else text(label(str(cell), labels)),
    }
    if kind == "spans":
        english = frame["gloss"] if "gloss" in frame else [""] * len(frame)
        return [
            "" if missing(cell) else str(spans(str(cell), labels, "" if missing(en) else str(en)))
            for cell, en in zip(frame[name], english, strict=True)
        ]
    cells = [writers[kind](value) for value in frame[name]]
    match = _QUOTE_COLUMN.fullmatch(name)
    if match and _where(frame, match["side"] or ""):
        links = _links(frame, match["side"] or "", labels)
        cells = [f"{cell} {link}" for cell, link in zip(cells, links, strict=True)]
    return cells


def _links(frame: pd.DataFrame, side: str, labels: Mapping[str, str] | None) -> list[str]:
    where = _where(frame, side)
    assert where is not None  # asked for only where `_virtual` or the caller found it
    rows = frame[list(where)].itertuples(index=False)
    return [
        "" if missing(start) or missing(end) else str(cite(str(article), start, end, labels))
        for article, start, end in rows
    ]


def _caption(caption: str | Html) -> str:
    return caption.html if isinstance(caption, Html) else arabic_inside(caption)


def _id(caption: str) -> str:
    """``table-2-1`` for a caption that begins ``Table 2.1``, else nothing."""
    match = _NUMBERED.match(re.sub(r"<[^>]*>", "", caption))
    return f"{match[1]}-{match[2]}".lower().replace(".", "-") if match else ""


def _dress(
    raw: str,
    kinds: Sequence[str],
    caption: str,
    widths: Sequence[float | None],
    note: str,
    lines: int,
) -> Html:
    """Take the library's table out of its own style and give it caption, widths and languages."""
    from bs4 import BeautifulSoup, Tag

    found = BeautifulSoup(raw, "html.parser").find("table")
    assert isinstance(found, Tag)  # the library always writes one
    for element in [found, *found.find_all(True)]:
        _strip(element)
    for row in found.find_all("tr"):
        cells = row.find_all(["td", "th"], recursive=False)
        if cells and cells[0].get("scope") == "colgroup":
            row["class"] = "group"
            continue
        for cell, kind in zip(cells, kinds, strict=True):
            _mark(cell, kind)
    _tidy(found)
    inner = found.decode_contents()
    if not lines:
        none = f'<tr><td class="none" colspan="{len(kinds)}">none</td></tr>'
        inner = inner.replace("</tbody>", f"{none}</tbody>")
    columns = "".join(
        f'<col style="width:{width:g}%"/>' if width is not None else "<col/>" for width in widths
    )
    shape = f"<colgroup>{columns}</colgroup>" if any(w is not None for w in widths) else ""
    length = "long" if lines > LONG_TABLE else "short"
    known = f' id="{_id(caption)}"' if _id(caption) else ""
    name = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", caption)).strip().replace('"', "&quot;")
    foot = f'<p class="note">{note}</p>' if note else ""
    # The box scrolls on a narrow screen, so the keyboard has to reach it.
    return Html(
        f'<div class="table" role="group" aria-label="{name}" tabindex="0">'
        f'<table class="{length}"{known}><caption>{caption}</caption>{shape}{inner}</table>'
        f"{foot}</div>"
    )


def _strip(element: Tag) -> None:
    """Remove the library's classes, ids and styles, but keep what belongs to our own cells."""
    if element.name in ("a", "span", "br"):
        return
    scope, wide = element.get("scope"), element.get("colspan")
    element.attrs.clear()
    if element.name == "th":
        element["scope"] = scope or "row"
    if wide and wide != "1":
        element["colspan"] = wide


def _mark(cell: Tag, kind: str) -> None:
    """Give a cell the class, language and direction of its column."""
    if kind in ("number", "percent"):
        cell["class"] = "num"
    elif kind == "cite":
        cell["class"] = "where"
    elif kind == "ar" and cell.get("scope") != "col":
        cell["class"] = "ar"
        cell["dir"] = "rtl"
        if ARABIC.search(cell.get_text()):
            cell["lang"] = "ar"
            for link in cell.find_all("a"):
                link["lang"] = "en"
                link["dir"] = "ltr"


def _tidy(found: Tag) -> None:
    """Drop the white space between the rows and cells; what stands inside a cell stays."""
    for element in [found, *found.find_all(["thead", "tbody", "tr"])]:
        for child in list(element.children):
            if isinstance(child, str) and not child.strip():
                child.extract()


def chart(figure: Figure, caption: str | Html, alt: str) -> Html:
    """A chart with its caption.

    The drawing is an image of its own (SVG, letters as outlines): it looks the same in browser and
    PDF, its ids cannot clash with the page's, and screen readers get the alternative text.

    Args:
        figure: The drawing.
        caption: What stands with it. Of a `Caption` the finding is the title over the drawing and the
            rest the line under it; any other text stands under it as a whole.
        alt: What the chart shows, for those who cannot see it; says the finding.

    Raises:
        ValueError: ``alt`` is empty.
    """
    from helpers.report.charts.style import svg

    if not alt.strip():
        msg = "expected an alternative text that says the finding, got none; pass alt="
        raise ValueError(msg)
    data = base64.b64encode(svg(figure).encode()).decode("ascii")
    over, under = _over_and_under(caption)
    name = f' id="{_id(over or under)}"' if _id(over or under) else ""
    width, height = (round(inches * 96) for inches in figure.get_size_inches())
    called = _called(_NUMBERED.match(re.sub(r"<[^>]*>", "", over or under)))
    # Only the drawing scrolls on a narrow screen, not its words; so the keyboard has to reach it.
    return Html(
        f'<figure class="chart"{name}>{over}'
        f'<div class="drawing" role="group" aria-label="{called}" tabindex="0">'
        f'<img src="data:image/svg+xml;base64,{data}" alt="{html.escape(visible(alt))}" '
        f'width="{width}" height="{height}"></div>'
        f"<figcaption>{under}</figcaption></figure>"
    )


def _called(numbered: re.Match[str] | None) -> str:
    """What a reading program calls the frame of a drawing."""
    return f"{numbered[1]} {numbered[2].rstrip('.')}" if numbered else "Chart"


def _over_and_under(caption: str | Html) -> tuple[str, str]:
    """A chart's finding, which stands over the drawing, and the small print under it."""
    if not isinstance(caption, Caption):
        return "", _caption(caption)
    head = f'<span class="name">{text(caption.name)}</span> {arabic_inside(caption.finding)}'
    return f'<p class="finding">{head}</p>', arabic_inside(caption.rest)


def wrote(*lines: str) -> Html:
    """The closing line of a notebook: what it wrote and how many rows.

    Args:
        lines: What `helpers.tables.write` said of each table, such as ``02_figures.csv: 92 rows``.
    """
    items = "".join(f"<li>{arabic_inside(line)}</li>" for line in lines)
    return Html(f'<div class="wrote"><p>Written:</p><ul>{items}</ul></div>')
