"""The record of every article: who published it, when, what it relays, and on what evidence.

``sources.toml`` holds one ``[[article]]`` table per text. A record makes claims; each claim says how
it is known (`Claim.basis`), how sure that is (`Claim.confidence`) and shows its evidence. Nothing
here decides what is true: it makes sure that a claim cannot stand without what it claims to rest on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from helpers.days import span
from helpers.faults import Fault, faultless
from helpers.frame import FILLED, Strict, load, repeats, unknown

__all__ = [
    "SOURCES",
    "Article",
    "Claim",
    "Evidence",
    "PublishedError",
    "Relay",
    "Sources",
    "check_records",
    "first_and_last_day",
    "load_records",
    "read_records",
]

SOURCES = "sources.toml"
REMEDY = "mend the record; seeds/README.md says how"


class Evidence(Strict):
    """A span of the article, or an address and what it says. Exactly one of the two."""

    start: int | None = Field(default=None, ge=0, strict=True)
    end: int | None = Field(default=None, gt=0, strict=True)
    quote: str = ""
    address: str = ""
    says: str = ""

    @model_validator(mode="after")
    def _is_one_of_two(self) -> Evidence:
        span = (self.start is not None, self.end is not None, self.quote != "")
        page = (self.address != "", self.says != "")
        if not ((all(span) and not any(page)) or (all(page) and not any(span))):
            msg = "either start, end and quote of a span, or an address and what it says"
            raise ValueError(msg)
        return self

    @property
    def is_span(self) -> bool:
        """Whether the evidence stands in the article itself."""
        return self.start is not None


class Claim(Strict):
    """One thing said about an article, with its grounds.

    Attributes:
        value: What is claimed.
        native: The same in the article's language and script, where that is useful.
        gloss: The same in English, for a value in another language.
        basis: ``stated`` by the text, ``inferred`` from marks, ``assigned`` by the reader.
        confidence: ``high``, ``medium`` or ``low``.
        evidence: Spans and addresses; a stated claim has a span, an inferred one has evidence.
        note: What speaks against the claim, and what was not found.
    """

    value: str = Field(pattern=FILLED)
    native: str = ""
    gloss: str = ""
    basis: Literal["stated", "inferred", "assigned"]
    confidence: Literal["high", "medium", "low"]
    evidence: tuple[Evidence, ...] = ()
    note: str = ""


class Relay(Claim):
    """A text or speaker that the article passes on; ``uncredited`` if it does not say so."""

    uncredited: bool = False


class Article(Strict):
    """The record of one article; ``id`` is the name of its file without ``.txt``.

    ``title`` may be left out (the first line of the text stands in), and so may ``short``, the
    label in tables and charts (the outlet's name stands in). ``alternatives`` are other groups
    under which the analysis is run again.
    """

    id: str = Field(pattern=r"^\w[\w.-]*$")
    sha256: str
    short: str = ""
    title: Claim | None = None
    outlet: Claim
    group: Claim
    alternatives: tuple[str, ...] = ()
    published: Claim
    language: Claim
    genre: Claim
    relays: tuple[Relay, ...] = ()

    @property
    def label(self) -> str:
        """The short name for tables and charts."""
        return self.short or self.outlet.value

    def claims(self) -> list[tuple[str, Claim]]:
        """Every claim with its key in the file, in the file's order."""
        named = [
            ("title", self.title),
            ("outlet", self.outlet),
            ("group", self.group),
            ("published", self.published),
            ("language", self.language),
            ("genre", self.genre),
        ]
        relays = [(f"relays[{i}]", relay) for i, relay in enumerate(self.relays, start=1)]
        return [(key, claim) for key, claim in named if claim is not None] + relays


class Sources(Strict):
    """All of ``sources.toml``."""

    article: tuple[Article, ...] = Field(min_length=1)


class PublishedError(ValueError):
    """A date of publication that names no first and last day."""


def first_and_last_day(published: str) -> tuple[dt.date, dt.date]:
    """The days between which a text was published.

    The strict ends of the interval: an approximate or uncertain end (``~``, ``?``) stays the day
    that is written.

    Args:
        published: An EDTF date or interval, such as ``2024-01`` or ``2024-01-29/2024-02-07~``.

    Returns:
        The first and the last possible day, both inclusive.

    Raises:
        PublishedError: Not EDTF, an open end, a span of time before year 1, or the ends reversed.

    >>> first_and_last_day("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    expected = (
        "an EDTF date, or an interval with both ends in order, such as 2024-01-29/2024-02-07~"
    )
    msg = f"expected {expected}; got {published!r}"
    # An interval that leaves one end unsaid would get an end by the library's guess.
    if published.startswith("/") or published.endswith("/"):
        raise PublishedError(msg)
    found = span(published)
    if found is None:
        raise PublishedError(msg)
    first, last = found
    if first > last:
        raise PublishedError(msg)
    return first, last


def load_records(seeds: Path) -> tuple[tuple[Article, ...] | None, list[Fault]]:
    """Read ``sources.toml`` of a seeds folder.

    Returns:
        The records in the order of the file, or ``None`` with every fault of its form.
    """
    sources, faults = load(seeds / SOURCES, Sources)
    return (None if sources is None else sources.article), faults


def read_records(seeds: Path) -> tuple[Article, ...]:
    """The records of a seeds folder that must be right in form.

    Raises:
        SeedsError: ``sources.toml`` is missing or faulty; the message lists every fault.
    """
    return faultless(*load_records(seeds))


def check_records(
    records: Sequence[Article], texts: Mapping[str, str], groups: Sequence[str]
) -> list[Fault]:
    """Name every claim that its own evidence, the texts or the frame do not support.

    Args:
        records: The records, from `load_records`.
        texts: Article texts by id; records of absent texts are checked without their spans.
        groups: The groups of ``frame.toml``.

    Returns:
        The faults, in the order of the file.
    """
    faults = repeats(SOURCES, "article.id", [record.id for record in records])
    for index, record in enumerate(records, start=1):
        where = f"article[{index}]"
        chosen = [record.group.value, *record.alternatives]
        faults += unknown(SOURCES, f"{where}.group", "group to frame.toml", chosen, groups)
        faults += repeats(SOURCES, f"{where}.alternatives", chosen)
        try:
            first_and_last_day(record.published.value)
        except PublishedError as error:
            expected, _, got = str(error).removeprefix("expected ").partition("; got ")
            faults.append(Fault(SOURCES, f"{where}.published.value", expected, got, REMEDY))
        for key, claim in record.claims():
            faults += _claim_faults(f"{where}.{key}", claim, texts.get(record.id))
    return faults


def _claim_faults(where: str, claim: Claim, text: str | None) -> list[Fault]:
    faults = []
    if claim.basis == "stated" and not any(item.is_span for item in claim.evidence):
        faults.append(
            Fault(
                SOURCES,
                f"{where}.evidence",
                "a span of the article, since the basis is 'stated'",
                "none",
                "quote the words that state it, or choose another basis",
            )
        )
    if claim.basis == "inferred" and not claim.evidence:
        faults.append(
            Fault(
                SOURCES,
                f"{where}.evidence",
                "a span or an address, since the basis is 'inferred'",
                "none",
                "add what it is inferred from, or choose 'assigned' and say why in the note",
            )
        )
    if text is None:
        return faults
    for number, item in enumerate(claim.evidence, start=1):
        if item.is_span and text[item.start : item.end] != item.quote:
            faults.append(
                Fault(
                    SOURCES,
                    f"{where}.evidence[{number}]",
                    f"the characters {item.start}–{item.end} of the article: "
                    f"{text[item.start : item.end]!r}",
                    repr(item.quote),
                    _offset_remedy(text, item.quote),
                )
            )
    return faults


def _offset_remedy(text: str, quote: str) -> str:
    start = text.find(quote)
    if start < 0:
        return "quote the article exactly; articles are never edited"
    return f"the words first stand at start = {start}, end = {start + len(quote)}"
