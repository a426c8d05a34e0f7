"""The same quantity across outlets.

Figures that measure one thing are brought together by definitions in ``frame.toml``; a figure that
fits none is listed with an empty measure and never dropped. A claim that stands twice in one
article counts once, and what counts as agreement is the number of independent origins.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

import pandas as pd

from helpers import tables
from helpers.arabic.lookup import Phrases, Stems, words
from helpers.arabic.text import clauses, fold, sentences
from helpers.figures.dated import Days
from helpers.frame import Frame, Measure

__all__ = ["measures_table", "places_in", "same_value", "scope_of"]

_FAR = 1000  # code points from a figure beyond which its sentence is not read
_WORD = re.compile(r"[\w'-]+")


def measures_table(
    figures: pd.DataFrame, frame: Frame, texts: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Bring the figures of one quantity together.

    Args:
        figures: Table ``02_figures``.
        frame: The coding frame; its measures are tried in order, the first that fits is taken.
        texts: Article texts by id. Conditions on words of the clause, and what a count includes,
            can be read only with them.

    Returns:
        Table ``02_measures``: one row per figure, with ``measure`` empty where none fits.
    """
    definitions = [_Definition(measure) for measure in frame.measure]
    anonymous = {group.id for group in frame.voice_group if group.anonymous}
    articles = set(figures["article"])
    named = {actor.name for actor in frame.actor if actor.group not in anonymous}
    around = {article: _Around(text) for article, text in (texts or {}).items()}
    rows: list[dict[str, object]] = []
    for figure in figures.sort_values(["article", "start", "end"]).to_dict("records"):
        context = around.get(figure["article"])
        clause = _told(context, figure) if context else ""
        sentence = context.sentence(figure["start"], figure["end"]) if context else ""
        fits = next((d for d in definitions if d.fits(figure, clause)), None)
        rows.append(_row(figure, fits, sentence, named, articles))
    _mark_duplicates(rows)
    _count(rows)
    return tables.as_frame("02_measures", rows)


def _told(context: _Around, figure: Mapping[Any, object]) -> str:
    """The folded clause of a figure; of a date also the words that it dates, if they are in another."""
    start, end = int(str(figure["start"])), int(str(figure["end"]))
    clause = context.clause(start, end)
    return f"{clause} {context.dated(start, end)}" if figure["kind"] == "date" else clause


_COPIED_LIST = """
    article start end quote kind low high unit qualifier date resolved event relation holder place
    as_of speaker gloss origin
"""
_COPIED = _COPIED_LIST.split()


def _row(
    figure: Mapping[object, object],
    fits: _Definition | None,
    sentence: str,
    named: AbstractSet[str],
    articles: AbstractSet[str],
) -> dict[str, object]:
    row = {name: figure[name] for name in _COPIED}
    row["source"] = figure["source"] or figure["article"]
    told = figure["kind"] == "date" or figure["qualifier"] != "vague"
    if told and row["source"] in articles and figure["speaker"] in named:
        # Whoever gives a number of his own to two articles is one origin, not two.
        row["source"] = figure["speaker"]
    if fits is None:
        return {**row, "measure": "", "label": "", "scope": ""}
    measure = fits.measure
    if measure.issuer and figure["speaker"] in ("", "author"):
        # Nobody else can count it, so nobody else is its origin.
        row["source"] = measure.issuer
    return {**row, "measure": measure.id, "label": measure.label, "scope": fits.scope(sentence)}


class _Definition:
    """One measure, ready to be compared with figures."""

    def __init__(self, measure: Measure) -> None:
        self.measure = measure
        self._places = {places_in(place) for place in measure.places}
        self._event = [_english(phrase) for phrase in measure.event]
        self._without = [_english(phrase) for phrase in measure.without]
        self._words = _Forms(measure.words)
        self._also = _Forms(measure.also)
        self._unless = _Forms(measure.unless)
        self._scopes = [(scope.label, _Forms(scope.words)) for scope in measure.scopes]

    def fits(self, figure: Mapping[object, object], clause: str) -> bool:
        """Whether every given condition holds.

        A length has no event and a date with one no holder and no place: the event is asked of dates
        alone, holder and place of all else and of dates that are defined without an event.
        """
        measure, kind = self.measure, figure["kind"]
        if kind not in measure.kinds or self._unless.stand_in(clause):
            return False
        if kind == "date":
            event = _english(str(figure["event"]))
            if any(phrase <= event for phrase in self._without):
                return False
            if measure.relations and figure["relation"] not in measure.relations:
                return False
            if self._event:
                return any(phrase <= event for phrase in self._event) and self._said(clause)
        elif measure.units and figure["unit"] not in measure.units:
            return False
        if measure.holders and figure["holder"] not in measure.holders:
            return False
        if self._places and places_in(str(figure["place"])) not in self._places:
            return False
        return self._said(clause)

    def _said(self, clause: str) -> bool:
        """Whether the words that must stand in the clause do."""
        return all(not forms or forms.stand_in(clause) for forms in (self._words, self._also))

    def scope(self, sentence: str) -> str:
        """What the count includes, by the wordings in the sentence."""
        return "; ".join(label for label, forms in self._scopes if forms.stand_in(sentence))


class _Forms:
    """Arabic forms to look for in folded text: words with any endings, phrases as they stand."""

    def __init__(self, forms: Iterable[str]) -> None:
        listed = [fold(form) for form in forms]
        self._stems = Stems((form, True) for form in listed if " " not in form)
        self._phrases = Phrases({form: True for form in listed if " " in form})
        self._any = bool(listed)

    def __bool__(self) -> bool:
        return self._any

    def stand_in(self, folded: str) -> bool:
        return self._any and (
            any(self._stems.of(word) for word in words(folded)) or bool(self._phrases.find(folded))
        )


class _Around:
    """The folded clause and sentence around a place of a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._clauses = clauses(text)
        self._sentences = sentences(text)
        self._days: Days | None = None

    def clause(self, start: int, end: int) -> str:
        return self._cut(self._clauses, start, end)

    def sentence(self, start: int, end: int) -> str:
        return self._cut(self._sentences, start, end)

    def dated(self, start: int, end: int) -> str:
        """What the date at this place dates."""
        if self._days is None:
            self._days = Days(self._text)
        return self._days.words(start, end)

    def _cut(self, spans: list[tuple[int, int]], start: int, end: int) -> str:
        place = bisect_right(spans, start, key=lambda span: span[0]) - 1
        if place < 0 or start >= spans[place][1]:
            return fold(self._text[start:end])
        low, high = max(spans[place][0], start - _FAR), min(spans[place][1], end + _FAR)
        return fold(self._text[low : max(end, high)])


def scope_of(measure: Measure, text: str, start: int, end: int) -> str:
    """What a mention of a measure includes, by the wordings of the sentence that holds its span."""
    return _Definition(measure).scope(_Around(text).sentence(start, end))


def places_in(place: str) -> frozenset[str]:
    """Places named together, in any order."""
    return frozenset(part for part in re.split(r" and |[;,] ?", place) if part)


def _english(text: str) -> frozenset[str]:
    """The words of an English label in a plain form, so that ``ends`` meets ``end``."""
    found = set()
    for word in _WORD.findall(text.casefold()):
        for ending in ("ing", "ed", "s"):
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                word = word.removesuffix(ending)
                break
        found.add(word.removesuffix("e") if len(word) > 3 else word)
    return frozenset(found)


def same_value(a: Mapping[str, object], b: Mapping[str, object]) -> bool:
    """Whether two mentions of one measure.thing the same value.

    Numbers are the same with equal bounds; dates with the same EDTF, or, for relative ones, the
    same words resolved to the same day.
    """
    return _value(a) == _value(b)


def _value(row: Mapping[str, object]) -> tuple[object, ...]:
    if row["kind"] != "date":
        return (row["kind"], *_bounds(row), row["unit"])
    if row["date"] != "relative":
        return ("date", row["date"])
    words = "" if row["resolved"] else fold(str(row["quote"]))
    return ("date", "relative", row["resolved"], words)


def _bounds(row: Mapping[str, object]) -> tuple[object, object]:
    return tuple(None if pd.isna(cell) else cell for cell in (row["low"], row["high"]))  # type: ignore[call-overload, return-value]


def _mark_duplicates(rows: list[dict[str, object]]) -> None:
    """Note the start of the first mention where an article makes a claim again."""
    first: dict[tuple[object, ...], dict[str, object]] = {}
    for row in rows:
        row["duplicate_of"] = None
        other = first.setdefault(_told_again(row), row)
        if other is row:
            continue
        row["duplicate_of"] = other["start"]
        if row["source"] == row["article"]:
            row["source"] = other["source"]  # told again, it has the origin that it had


def _told_again(row: Mapping[str, object]) -> tuple[object, ...]:
    """What two mentions share that make one claim; outside measures they must match wholly."""
    claim = (row["article"], row["measure"], *_value(row))
    if row["measure"]:
        return claim
    # Without a measure only a full match of words tells a repeated claim from a chance one.
    alike = tuple(row[name] for name in ("event", "relation", "holder", "place"))
    return (*claim, *alike, fold(str(row["quote"])))


def _count(rows: list[dict[str, object]]) -> None:
    """Articles and independent origins behind each measure."""
    articles: dict[object, set[object]] = {}
    origins: dict[object, set[object]] = {}
    for row in rows:
        articles.setdefault(row["measure"], set()).add(row["article"])
        if row["duplicate_of"] is None:
            origins.setdefault(row["measure"], set()).add(row["source"])
    for row in rows:
        measured = bool(row["measure"])
        row["articles"] = len(articles[row["measure"]]) if measured else None
        row["origins"] = len(origins[row["measure"]]) if measured else None
