"""Links to the exact characters of an article, and the short labels that articles go by."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import quote as percent

from helpers.report.markup import Html, text

__all__ = ["SPAN", "anchor", "cite", "glossed", "label", "label_articles", "short_labels", "spans"]

SPAN = re.compile(r"(\S.*?):(\d+)-(\d+)(?=\s|$)")

_labels: dict[str, str] = {}


def short_labels(articles: Iterable[str]) -> dict[str, str]:
    """A short label for each article: its id up to the first ``_``, or all of it where that repeats.

    >>> short_labels(["001_ab", "002_cd", "x_1", "x_2"])
    {'001_ab': '001', '002_cd': '002', 'x_1': 'x_1', 'x_2': 'x_2'}
    """
    ids = list(dict.fromkeys(articles))
    heads = {article: article.split("_", 1)[0] or article for article in ids}
    times = Counter(heads.values())
    return {article: head if times[head] == 1 else article for article, head in heads.items()}


def label_articles(articles: Iterable[str]) -> None:
    """Say which articles there are, so that `cite` knows whose short labels are unique.

    A notebook or page says it once, when it has read its sources. Unsaid, the id up to the first
    ``_`` is the label.
    """
    _labels.clear()
    _labels.update(short_labels(articles))


def label(article: str, labels: Mapping[str, str] | None) -> str:
    """What an article goes by: in ``labels``, else as `label_articles` said, else its id's head."""
    known = _labels if labels is None else labels
    return known.get(article) or next(iter(short_labels([article]).values()))


def anchor(article: str, start: int, end: int, labels: Mapping[str, str] | None = None) -> str:
    """The id of the marked words in the evidence pages, such as ``e-001-3345-3390``."""
    name = re.sub(r"[^\w.-]", "-", label(article, labels))
    return f"e-{name}-{int(start)}-{int(end)}"


def cite(article: str, start: int, end: int, labels: Mapping[str, str] | None = None) -> Html:
    """A link to the exact characters of an article.

    Args:
        article: The article's id.
        start: First code point.
        end: One past the last code point.
        labels: Short labels by id, where they differ from those of `label_articles`.
    """
    target = percent(anchor(article, start, end, labels), safe="-._~")
    return Html(
        f'<a class="cite" href="#{target}" '
        f'data-span="{html.escape(article)}:{int(start)}-{int(end)}">'
        f"{text(label(article, labels))}:{int(start)}</a>"
    )


def glossed(link: Html, english: str) -> Html:
    """A link of `cite` that carries the English of its words to the evidence pages."""
    if not english:
        return link
    said = html.escape(english)
    return Html(str(link).replace(" data-span=", f' data-gloss="{said}" data-span=', 1))


def spans(cell: str, labels: Mapping[str, str] | None = None, english: str = "") -> Html:
    """A cell of spans (``article:start-end article:start-end …``) as links.

    Args:
        cell: The spans, parted by spaces.
        labels: Short labels by id, where they differ from those of `label_articles`.
        english: What the words of each of them mean.

    Raises:
        ValueError: The cell holds anything else.
    """
    links, last = [], 0
    for found in SPAN.finditer(cell):
        if cell[last : found.start()].strip():
            break
        link = cite(found[1], int(found[2]), int(found[3]), labels)
        links.append(str(glossed(link, english)))
        last = found.end()
    if cell[last:].strip():
        msg = f"expected spans such as 001_ab:10-20, got {cell[last:].strip()!r}; mend the cell"
        raise ValueError(msg)
    return Html(" ".join(links))
