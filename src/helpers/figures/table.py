"""The table of figures: reviewed codes where an article has them, else the machine's reading.

A reviewed article keeps its coders' rows. In an article that nobody has coded the finder says what
the figures are, and the frame's aliases in the clause say whose they are, where and of what; such
rows are marked ``machine``. Every figure carries the origin of its sentence.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from itertools import takewhile
from typing import Protocol, cast

import pandas as pd

from helpers import tables
from helpers.arabic.lexicon import lexicon
from helpers.arabic.lookup import Phrases
from helpers.arabic.origins import adjective_of, origin_of
from helpers.arabic.speech_lexicon import lexicon as speech_lexicon
from helpers.arabic.text import clauses, fold, normalise, sentences
from helpers.concepts import Vocabulary
from helpers.figures.dated import Dated, Days, folded_place
from helpers.figures.places import Places
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

_MARKS = ".,،؛;:!?؟…()[]«»“”\"'"
_SINCE = re.compile(r"\bو?(?:منذ|مع (?:بدء|بدايه|اندلاع|انطلاق))\b")


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
    reviewed = {str(article): rows for article, rows in coded.groupby("article", sort=False)}
    spoken = _spans(voices)
    context = _Context(frame)
    rows: list[dict[str, object]] = []
    for article in sorted(texts):
        found = list(read(texts[article], published.get(article)))
        if article in reviewed:
            rows += _reviewed(reviewed[article], found)
        else:
            rows += _machine(article, texts[article], found, context, spoken.get(article, []))
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


def _spans(voices: pd.DataFrame | None) -> dict[str, list[tuple[int, int, str]]]:
    """The reports of each article, with their actors."""
    if voices is None:
        return {}
    return {
        str(article): list(zip(rows["start"], rows["end"], rows["actor"], strict=True))
        for article, rows in voices.groupby("article", sort=False)
    }


class _Context:
    """Whose, where and of what a figure is, by the frame's aliases around it."""

    def __init__(self, frame: Frame) -> None:
        self.vocabulary = Vocabulary(frame)
        held = {alias: a.holder for a in frame.actor if a.holder for alias in a.aliases}
        self.holders = Phrases(held)
        self.places = Places(frame)
        #: Holders by the adjective of their state: American, Spanish.
        self._nations = {
            adjective_of(fold(alias)): actor.holder
            for actor in frame.actor
            if actor.kind == "state" and actor.holder
            for alias in actor.aliases
            if " " not in alias and adjective_of(fold(alias)) not in speech_lexicon().sets["trades"]
        }
        self._kinds: dict[frozenset[str], str] = {}
        for alias, holder in held.items():
            named = self.named(fold(alias))
            if len(named) > 1:
                self._kinds.setdefault(named, holder)
        self._counted = frozenset(frame.concepts).union(*self._kinds)

    def concepts(self, folded: str) -> list[str]:
        """The names of the concepts in a piece of text, in reading order, actors apart."""
        found = self.vocabulary.arabic(folded)
        return [name.strip("_") for _, name in found if not name.startswith("@")]

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
    places = [(folded_place(copy, item.start), folded_place(copy, item.end)) for item in found]
    narrow = [(folded_place(copy, a), folded_place(copy, b)) for a, b in clauses(text)]
    wide = [(folded_place(copy, a), folded_place(copy, b)) for a, b in sentences(text)]
    days = Days(text, copy)
    last: tuple[int, int] | None = None  # the date before
    rows: list[dict[str, object]] = []
    for index, item in enumerate(found):
        dated = days.of(item.start, item.end, last)
        last = (item.start, item.end) if item.kind == "date" else last
        around = _Around(
            copy.text,
            places[index],
            places[index - 1][1] if index else 0,
            places[index + 1][0] if index + 1 < len(found) else len(copy.text),
            _around(narrow, *places[index]),
            _around(wide, *places[index]),
        )
        is_date = item.kind == "date"
        unit = _unit(around, item.unit)
        if not unit and item.kind == "count" and rows and _and_only(around):
            unit = str(rows[-1]["unit"])  # forty boats in the north and thirty in the south
        holder = "" if is_date else _holder(context, around, unit)
        if not (is_date or holder) and _joined(around, rows, unit):
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
                "unit": unit,
                "qualifier": item.qualifier,
                "date": item.date,
                "resolved": item.resolved,
                "readings": _readings(getattr(item, "readings", None)),
                "status": item.status,
                "event": _event(context, copy.text, dated) if is_date else "",
                "relation": dated.relation if is_date else "",
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


def _around(spans: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """The span that holds the figure, as far as it is read, or the figure's own."""
    place = bisect_right(spans, start, key=lambda span: span[0]) - 1
    if place >= 0 and start < spans[place][1]:
        return max(spans[place][0], start - _FAR), max(end, min(spans[place][1], end + _FAR))
    return start, end


_PREPOSITIONS = frozenset({"في", "من", "الي", "علي", "ضد", "بين", "عن", "مع", "منذ", "حتى", "حتي"})
# A preposition of place or aim, with or without the noun that the name stands to: against posts of the guard.
_AT = re.compile(
    r"(?:^|\W)(?:و?(?:(?:علي|ضد|نحو|الي|في|بين)(?:\s+(?!ال)[^\W\d_]{3,})?|من)|\w*استهدف\w*)\s*$"
)
# Whoever blames, or suffers, is not the one whose number it is: attacks that the capital blames on the guard, the
# attacks that the guard came under.
_BLAMES = re.compile(
    r"(?:^|\W)[وف]?(?:[تي]?ت?تهم|اتهم|[تي]?حمل|نسب|[تي]نسب|[تي]?تعرض)(?:ت|وا|ون)?(?:ه|ها|هم)?\s+$"
)
# Those that are blamed are named before: factions, which the capital blames for …
_BLAMED = re.compile(r"(?<!\w)[وف]?(?:[تي]?ت?تهم|[تي]حمل)(?:ون)?(?:ها|هم|ه)\s")
_FROM = re.compile(r"(?:^|\W)من\s*$")
_ASIDE = re.compile(r"\W*و?(?:منذ|بعد|قبل|عقب|اثر|خلال|بحسب|وفقا|وفق|حسب)\b")
_REACH = 24  # code points before a name in which its preposition stands
_FAR = 1000  # code points from a figure beyond which nothing is read, however long the sentence
_NEXT = 30  # code points after a figure in which the name of its holder may follow


def _holder(context: _Context, around: _Around, unit: str | None) -> str:
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
        said = {place for place, _ in context.places.said(around.text, low, high)}
        hits = [(low + hit.start, hit.value) for hit in context.holders.find(around.text[low:high])]
        return [hit for hit in hits if hit[0] not in said]

    for place, holder in names(end, stop):
        if place - end <= _NEXT and not _aimed(around.text, place):
            return holder
        if around.text[end:place].strip() in ("من", "من بين"):
            return holder
    for place, holder in reversed(names(left, start)):
        if not _aimed(around.text, place):
            return holder
    if unit == "person":
        return ""  # people are counted for themselves
    blamed = _BLAMED.search(around.text, left, start)
    for low, high in _clauses_before(around):
        for place, holder in reversed(names(low, high)):
            if blamed and not _FROM.search(around.text, max(0, place - _REACH), place):
                return holder
            if not (blamed or _aimed(around.text, place)):
                return holder
        if blamed:
            break
    return ""


def _clauses_before(around: _Around) -> Iterator[tuple[int, int]]:
    """The clauses of the sentence before that of the figure, the last first, without asides of time."""
    low, high = around.sentence[0], around.clause[0]
    while high > low:
        begin = max(low, around.text.rfind("،", low, high - 1) + 1)
        if not _ASIDE.match(around.text, begin):
            yield begin, high
        high = begin if begin < high else low


_OUT_OF = re.compile(r"\s*من\s+(?:بين\s+)?(?:ال)?([^\W\d_]+)")


def _unit(around: _Around, unit: str | None) -> str | None:
    """What is counted: of persons the finer word that follows (a thousand persons of the sailors)."""
    after = _OUT_OF.match(around.text, around.figure[1]) if unit == "person" else None
    if after is None:
        return unit
    word = after.group(1)
    for form in (word, f"{word}ن"):  # in the construct a plural loses its nun
        sense = lexicon().forms.get(form)
        if sense and sense.nouns and sense.nouns[0].kind == "count":
            return sense.nouns[0].lemma
    return unit


_AND_THEN = re.compile(r"(?<!\w)و(?:\w{2,5}\s+)?$")


def _and_only(around: _Around) -> bool:
    """Whether the figure goes on a list in its clause: nothing but "and" parts it from the words before."""
    begins = around.before > around.clause[0]
    return begins and bool(_AND_THEN.search(around.text[around.before : around.figure[0]]))


def _joined(around: _Around, rows: list[dict[str, object]], unit: str | None) -> bool:
    """Whether the figure goes on a list: the one before it in the clause counts the same thing."""
    return bool(rows and unit and rows[-1]["unit"] == unit and around.before > around.clause[0])


def _aimed(text: str, place: int) -> bool:
    """Whether a preposition of place or aim stands before a name."""
    before = text[max(0, place - _REACH) : place]
    return bool(_AT.search(before) or _BLAMES.search(before))


def _place(context: _Context, around: _Around) -> str:
    """Where the figure holds, as `Places.of` reads it."""
    return context.places.of(
        around.text, around.figure, around.before, around.after, around.clause, around.sentence
    )


_SAYING = frozenset({"announce", "confirm", "report"})  # as the common vocabulary names them


def _event(context: _Context, text: str, dated: Dated) -> str:
    """The concepts that a date stands for, in reading order: what is dated, in words of the frame.

    A deadline is one of what is announced, and not of the announcement.
    """
    names = context.concepts(" ".join(text[a:b] for a, b in dated.event))
    if dated.relation in ("by", "until", "from"):
        names = [name for name in names if name not in _SAYING]
    return " ".join(dict.fromkeys(names))


def _as_of(around: _Around) -> str:
    """``since …`` where the sentence counts from a day on: a number that goes on growing."""
    said = _SINCE.search(around.text[slice(*around.sentence)])
    return "since a date in the text" if said else ""


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
