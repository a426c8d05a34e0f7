"""The table of figures: reviewed codes where an article has them, else the machine's reading.

A reviewed article keeps its coders' rows. In an article that nobody has coded the finder says what
the figures are, and the frame's aliases in the clause say whose they are, where and of what; such
rows are marked ``machine``. Every figure carries the origin of its sentence.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Protocol, cast

import pandas as pd

from helpers import tables
from helpers.arabic.lookup import Hit, Phrases
from helpers.arabic.text import Normalised, clauses, normalise, sentences
from helpers.frame import Frame
from helpers.lexicon import Lexicon

__all__ = ["Finder", "Found", "figures_table", "with_origins"]


class Found(Protocol):
    """What a finder gives for one figure; see `helpers.figures.find`."""

    start: int
    end: int
    quote: str
    kind: str
    low: object
    high: object
    unit: str | None
    qualifier: str
    date: str | None
    resolved: str | None
    status: str


Finder = Callable[[str, str | None], Iterable[Found]]

# How a preposition before a date sets it against its event, on folded text.
_RELATION_WORDS = {
    "بحلول": "by",
    "قبل نهايه": "by",
    "في موعد اقصاه": "by",
    "منذ": "since",
    "حتى": "until",
    "لغايه": "until",
    "قبل": "before",
    "بعد": "after",
    "عقب": "after",
    "ابتداء من": "from",
    "اعتبارا من": "from",
    "بدءا من": "from",
}
_RELATIONS = Phrases(_RELATION_WORDS)
_SINCE = re.compile(r"\bو?منذ\b")
_BEFORE_DATE = 24  # code points before a date in which its preposition stands


def figures_table(
    texts: Mapping[str, str],
    coded: pd.DataFrame,
    sources: pd.DataFrame,
    frame: Frame,
    origins: pd.DataFrame | None = None,
    *,
    finder: Finder | None = None,
    voices: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """All figures of all articles.

    Args:
        texts: Article texts by id.
        coded: Reviewed rows (``coding/figures``); may be empty.
        sources: Table ``01_sources``; its dates of publication resolve relative dates.
        frame: The coding frame.
        origins: Table ``02_origins``; without it ``source`` stays empty (see `with_origins`).
        finder: Reads the figures of a text; `helpers.figures.find.find_figures` if not given.
        voices: Table ``03_voices``, to name the speakers of machine rows; ``author`` without it.

    Returns:
        Table ``02_figures``: one row per figure, in reading order.
    """
    read = finder or _finder()
    published = dict(zip(sources["article"], sources["published"], strict=True))
    reviewed = set(coded["article"])
    context = _Context(frame)
    rows: list[dict[str, object]] = []
    for article in sorted(texts):
        found = list(read(texts[article], published.get(article)))
        if article in reviewed:
            rows += _reviewed(coded[coded["article"] == article], found)
        else:
            rows += _machine(article, texts[article], found, context, _spans(voices, article))
    figures = tables.as_frame("02_figures", rows)
    return figures if origins is None else with_origins(figures, origins)


def with_origins(figures: pd.DataFrame, origins: pd.DataFrame) -> pd.DataFrame:
    """The figures with ``source`` set to the origin of the sentence that each stands in.

    A figure outside every sentence of ``origins`` goes back to its own article.
    """
    by_article = {
        article: sorted(zip(group["start"], group["end"], group["source"], strict=True))
        for article, group in origins.groupby("article", sort=True)
    }
    source = []
    for article, start in zip(figures["article"], figures["start"], strict=True):
        spans = by_article.get(article, [])
        place = bisect_right(spans, start, key=lambda span: span[0]) - 1
        inside = place >= 0 and start < spans[place][1]
        source.append(spans[place][2] if inside else article)
    return figures.assign(source=pd.Series(source, dtype="str", index=figures.index))


def _finder() -> Finder:
    return cast("Finder", import_module("helpers.figures.find").find_figures)


def _reviewed(coded: pd.DataFrame, found: list[Found]) -> list[dict[str, object]]:
    """Reviewed rows; a relative date without its day gets the one that arithmetic gives."""
    resolved = [(item.start, item.end, item.resolved) for item in found if item.resolved]
    rows = []
    for row in coded.to_dict("records"):
        if row["date"] == "relative" and not row["resolved"]:
            overlap = [
                (min(end, row["end"]) - max(start, row["start"]), day)
                for start, end, day in resolved
                if start < row["end"] and row["start"] < end
            ]
            row["resolved"] = max(overlap)[1] if overlap else ""
        rows.append({**row, "readings": "", "status": "read", "origin": "reviewed"})
    return cast("list[dict[str, object]]", rows)


def _spans(voices: pd.DataFrame | None, article: str) -> list[tuple[int, int, str]]:
    if voices is None:
        return []
    rows = voices[voices["article"] == article]
    return list(zip(rows["start"], rows["end"], rows["actor"], strict=True))


class _Context:
    """Whose, where and of what a figure is, by the frame's aliases in its clause."""

    def __init__(self, frame: Frame) -> None:
        self.holders = Phrases(
            {
                alias: actor.holder
                for actor in frame.actor
                if actor.holder
                for alias in actor.aliases
            }
        )
        self.places = Phrases(
            {
                alias: item.place
                for item in frame.concepts.values()
                if item.place
                for alias in item.ar
            }
        )
        self.lexicon = Lexicon(frame)


def _machine(
    article: str,
    text: str,
    found: list[Found],
    context: _Context,
    voices: list[tuple[int, int, str]],
) -> list[dict[str, object]]:
    copy = normalise(text)
    spans = clauses(text)
    wider = sentences(text)
    rows = []
    for item in found:
        start, end = _around(spans, item.start, item.end)
        left, right = _folded(copy, start), _folded(copy, end)
        clause = copy.text[left:right]
        at = _folded(copy, item.start) - left
        holder = _nearest(context.holders.find(clause), at)
        if not holder:
            begin, stop = _around(wider, item.start, item.end)
            low, high = _folded(copy, begin), _folded(copy, stop)
            holder = _nearest(
                context.holders.find(copy.text[low:high]), _folded(copy, item.start) - low
            )
        places = dict.fromkeys(hit.value for hit in context.places.find(clause))
        is_date = item.kind == "date"
        rows.append(
            {
                "article": article,
                "start": item.start,
                "end": item.end,
                "quote": item.quote,
                "kind": item.kind,
                "low": _number(item.low),
                "high": _number(item.high),
                "unit": item.unit,
                "qualifier": item.qualifier,
                "date": item.date,
                "resolved": item.resolved,
                "readings": _readings(getattr(item, "readings", None)),
                "status": item.status,
                "event": _event(context, clause) if is_date else "",
                "relation": _relation(clause, at) if is_date else "",
                "holder": "" if is_date else holder,
                "place": " and ".join(places),
                "as_of": "" if is_date else _as_of(clause),
                "speaker": _speaker(voices, item.start, item.end),
                "origin": "machine",
            }
        )
    return rows


def _folded(copy: Normalised, raw: int) -> int:
    """Place in the folded copy of a raw offset."""
    if isinstance(copy.offsets, range):
        return raw
    return bisect_right(copy.offsets, raw - 1) if raw else 0


def _around(spans: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """The span that holds the offset, or the figure's own."""
    place = bisect_right(spans, start, key=lambda span: span[0]) - 1
    if place >= 0 and start < spans[place][1]:
        return spans[place][0], max(end, spans[place][1])
    return start, end


def _nearest(hits: list[Hit[str]], at: int) -> str:
    """The nearest holder after the figure (its noun's complement), else the nearest before."""
    after = [hit for hit in hits if hit.start >= at]
    if after and after[0].start - at <= 30:
        return after[0].value
    before = [hit for hit in hits if hit.start < at]
    if before:
        return before[-1].value
    return after[0].value if after else ""


def _event(context: _Context, clause: str) -> str:
    """The concepts of the clause in reading order: what is dated, in words of the frame."""
    names = (name for _, name in context.lexicon.arabic(clause) if not name.startswith("@"))
    return " ".join(dict.fromkeys(name.strip("_") for name in names))


def _relation(clause: str, at: int) -> str:
    hits = _RELATIONS.find(clause[max(0, at - _BEFORE_DATE) : at])
    return hits[-1].value if hits else "in"


def _as_of(clause: str) -> str:
    """``since …`` where the clause counts from a day on: a number that goes on growing."""
    return "since a date in the text" if _SINCE.search(clause) else ""


def _speaker(voices: list[tuple[int, int, str]], start: int, end: int) -> str:
    """The actor of the narrowest report around the figure."""
    around = [
        (stop - begin, actor) for begin, stop, actor in voices if begin <= start < stop >= end
    ]
    return min(around)[1] if around else "author"


def _number(value: object) -> float | None:
    return None if value is None else float(value)  # type: ignore[arg-type]


def _readings(readings: object) -> str:
    if not readings:
        return ""
    return json.dumps(readings, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    """A reading's value as JSON can write it."""
    for name in ("_asdict", "as_dict"):
        if hasattr(value, name):
            return getattr(value, name)()
    if hasattr(value, "__slots__"):
        return {name: getattr(value, name) for name in value.__slots__}
    number = float(str(value))
    return int(number) if number.is_integer() else number
