"""The table of figures: reviewed codes where an article has them, else the machine's reading.

A reviewed article keeps its coders' rows. In an article that nobody has coded the finder says what
the figures are, and the frame's aliases in the clause say whose they are, where and of what; such
rows are marked ``machine``. Every figure carries the origin of its sentence.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from itertools import takewhile
from typing import Protocol, cast

import pandas as pd

from helpers import tables
from helpers.arabic.lookup import Phrases
from helpers.arabic.origins import adjective_of, origin_of
from helpers.arabic.speech_lexicon import lexicon
from helpers.arabic.text import Normalised, clauses, fold, normalise, sentences
from helpers.concepts import Vocabulary
from helpers.frame import Frame

__all__ = ["Finder", "Found", "figures_table", "with_origins"]


class Found(Protocol):
    """What a finder gives for one figure; see `helpers.figures.find`."""

    @property
    def start(self) -> int:
        """Offset of the first character."""

    @property
    def end(self) -> int:
        """Offset after the last."""

    @property
    def quote(self) -> str:
        """The characters."""

    @property
    def kind(self) -> str:
        """Count, share, date, …."""

    @property
    def low(self) -> object:
        """Least value."""

    @property
    def high(self) -> object:
        """Greatest value."""

    @property
    def unit(self) -> str | None:
        """What is counted."""

    @property
    def qualifier(self) -> str:
        """Exact, about, …."""

    @property
    def date(self) -> str | None:
        """EDTF, for dates."""

    @property
    def resolved(self) -> str | None:
        """The day a relative date resolves to."""

    @property
    def status(self) -> str:
        """Read, ambiguous or unreadable."""


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
_MARKS = ".,،؛;:!?؟…()[]«»“”\"'"
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
    """Whose, where and of what a figure is, by the frame's aliases around it."""

    def __init__(self, frame: Frame) -> None:
        self.vocabulary = Vocabulary(frame)
        held = {alias: a.holder for a in frame.actor if a.holder for alias in a.aliases}
        self.holders = Phrases(held)
        self.places = Phrases(
            {
                alias: item.place
                for item in frame.concepts.values()
                if item.place
                for alias in item.ar
            }
        )
        #: Holders by the adjective of their state: American, Spanish.
        self._nations = {
            adjective_of(fold(alias)): actor.holder
            for actor in frame.actor
            if actor.kind == "state" and actor.holder
            for alias in actor.aliases
            if " " not in alias and adjective_of(fold(alias)) not in lexicon().sets["trades"]
        }
        self._kinds: dict[frozenset[str], str] = {}
        for alias, holder in held.items():
            named = self.named(fold(alias))
            if len(named) > 1:
                self._kinds.setdefault(named, holder)
        self._counted = frozenset(frame.concepts).union(*self._kinds)

    def named(self, folded: str) -> frozenset[str]:
        """The concepts that a few words name, actors apart."""
        found = self.vocabulary.arabic(folded)
        return frozenset(name for _, name in found if not name.startswith("@"))

    def described(self, words: str) -> str:
        """The holder whose alias names what these words name: soldiers and American, US forces."""
        return self._kinds.get(self.named(words), "")

    def national(self, noun: str, adjective: str) -> str:
        """The holder that an adjective of a state gives to a noun of the frame.

        Things that the frame does not speak of may be anybody's of that nation, such as firms.
        """
        holder = self._nations.get(origin_of(adjective.strip(_MARKS)), "")
        return holder if holder and self.named(noun) & self._counted else ""


def _machine(
    article: str,
    text: str,
    found: list[Found],
    context: _Context,
    voices: list[tuple[int, int, str]],
) -> list[dict[str, object]]:
    copy = normalise(text)
    places = [(_folded(copy, item.start), _folded(copy, item.end)) for item in found]
    narrow = [(_folded(copy, a), _folded(copy, b)) for a, b in clauses(text)]
    wide = [(_folded(copy, a), _folded(copy, b)) for a, b in sentences(text)]
    rows: list[dict[str, object]] = []
    for index, item in enumerate(found):
        around = _Around(
            copy.text,
            places[index],
            places[index - 1][1] if index else 0,
            places[index + 1][0] if index + 1 < len(found) else len(copy.text),
            _around(narrow, *places[index]),
            _around(wide, *places[index]),
        )
        is_date = item.kind == "date"
        holder = "" if is_date else _holder(context, around)
        if not (is_date or holder) and _joined(around, rows, item.unit):
            holder = str(rows[-1]["holder"])
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
                "event": _event(context, around) if is_date else "",
                "relation": _relation(around) if is_date else "",
                "holder": holder,
                "place": _place(context, around),
                "as_of": "" if is_date else _as_of(around),
                "speaker": _speaker(voices, item.start, item.end),
                "origin": "machine",
            }
        )
    return rows


@dataclass(frozen=True, slots=True)
class _Around:
    """A figure in its folded text, and how far its context reaches.

    Attributes:
        text: The whole folded text.
        figure: Place of the figure.
        before: End of the figure before it.
        after: Start of the figure after it.
        clause: The clause around it.
        sentence: The sentence around it.
    """

    text: str
    figure: tuple[int, int]
    before: int
    after: int
    clause: tuple[int, int]
    sentence: tuple[int, int]


def _folded(copy: Normalised, raw: int) -> int:
    """Place in the folded copy of a raw offset."""
    if isinstance(copy.offsets, range):
        return raw
    return bisect_left(copy.offsets, raw)


def _around(spans: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """The span that holds the figure, or the figure's own."""
    place = bisect_right(spans, start, key=lambda span: span[0]) - 1
    if place >= 0 and start < spans[place][1]:
        return spans[place][0], max(end, spans[place][1])
    return start, end


_IN = re.compile(r"(?:^|\W)و?(?:في|ب|بين|داخل|عبر|ما بين)\s*(?:ال)?\s*$")
_AND = re.compile(r"^\s*(?:و|او|،)?\s*(?:و)?\s*$")
_PREPOSITIONS = frozenset({"في", "من", "الي", "علي", "ضد", "بين", "عن", "مع", "منذ", "حتى", "حتي"})
_AT = re.compile(r"(?:^|\W)(?:و?(?:علي|ضد|نحو|الي|من|في|بين)|\w*استهدف\w*)\s*$")
_REACH = 24  # code points before a name in which its preposition stands
_NEXT = 30  # code points after a figure in which the name of its holder may follow


def _holder(context: _Context, around: _Around) -> str:
    """Whose number it is.

    In this order: what the noun and the words after it name (2500 American soldiers); a name that
    follows; the nearest name before, in the clause and then in the sentence. A name behind a
    preposition of place or aim is not the holder: in the capital, against the guard.
    """
    start, end = around.figure
    left, right = around.clause
    stop = min(right, around.after)
    noun = around.text[start:end]
    tail = list(takewhile(lambda word: word not in _PREPOSITIONS, around.text[end:stop].split()))
    for count in (1, 2):
        described = context.described(" ".join([noun, *tail[:count]]))
        if described:
            return described
    for adjective in tail[:2]:
        if national := context.national(noun, adjective):
            return national

    def names(low: int, high: int) -> list[tuple[int, str]]:
        said = {place for place, _ in _said_places(context, around.text, low, high)}
        hits = [(low + hit.start, hit.value) for hit in context.holders.find(around.text[low:high])]
        return [hit for hit in hits if hit[0] not in said]

    for place, holder in names(end, stop):
        if place - end <= _NEXT and not _aimed(around.text, place):
            return holder
        if around.text[end:place].strip() in ("من", "من بين"):
            return holder
    for low in (left, around.sentence[0]):
        for place, holder in reversed(names(low, start)):
            if not _aimed(around.text, place):
                return holder
    return ""


def _joined(around: _Around, rows: list[dict[str, object]], unit: str | None) -> bool:
    """Whether the figure goes on a list: the one before it in the clause counts the same thing."""
    return bool(rows and unit and rows[-1]["unit"] == unit and around.before > around.clause[0])


def _aimed(text: str, place: int) -> bool:
    """Whether a preposition of place or aim stands before a name."""
    return bool(_AT.search(text[max(0, place - _REACH) : place]))


def _said_places(context: _Context, text: str, low: int, high: int) -> list[tuple[int, str]]:
    """Places behind a preposition of place, and those joined to such a one by "and"."""
    found = []
    last = -1
    for hit in context.places.find(text[low:high]):
        place = low + hit.start
        said = _IN.search(text[max(0, place - _REACH) : place])
        if said or (last >= 0 and _AND.match(text[last:place])):
            found.append((place, hit.value))
            last = low + hit.end
    return found


def _place(context: _Context, around: _Around) -> str:
    """Where the figure holds: the places said after it, else those said before it."""
    left, right = around.clause
    start, end = around.figure
    for low, high in ((end, min(right, around.after)), (max(left, around.before), start)):
        found = dict.fromkeys(name for _, name in _said_places(context, around.text, low, high))
        if found:
            return " and ".join(found)
    return ""


_WINDOW = 6  # words on each side of a date that say what it dates


def _event(context: _Context, around: _Around) -> str:
    """The concepts around the date in reading order: what is dated, in words of the frame.

    The clause says it, or the sentence where the date is a clause of its own.
    """
    start, end = around.figure
    for left, right in (around.clause, around.sentence):
        before = around.text[left:start].split()[-_WINDOW:]
        after = around.text[end:right].split()[:_WINDOW]
        found = context.vocabulary.arabic(" ".join([*before, *after]))
        names = [name.strip("_") for _, name in found if not name.startswith("@")]
        if names:
            return " ".join(dict.fromkeys(names))
    return ""


def _relation(around: _Around) -> str:
    start = around.figure[0]
    low = max(around.clause[0], start - _BEFORE_DATE)
    hits = _RELATIONS.find(around.text[low:start])
    return hits[-1].value if hits else "in"


def _as_of(around: _Around) -> str:
    """``since …`` where the clause counts from a day on: a number that goes on growing."""
    clause = around.text[slice(*around.clause)]
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
