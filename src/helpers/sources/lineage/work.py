"""Everything known about the articles while they are traced, and the origins set so far."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from helpers.arabic.lookup import words
from helpers.arabic.text import fold, sentences
from helpers.concepts import Vocabulary
from helpers.frame import Frame
from helpers.sources.fingerprints import Claim, article_claims, upstream_claims
from helpers.sources.lineage.settings import Settings
from helpers.sources.records import Article, first_and_last_day

__all__ = [
    "DAY",
    "Edge",
    "Origin",
    "Sentence",
    "Work",
    "folded",
    "prepare",
    "sentence_at",
    "set_origin",
    "spans_cell",
]

DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


@dataclass(slots=True)
class Edge:
    """One computed derivation: what of the source stands where in the target."""

    source: str
    target: str
    relation: str
    weight: float
    pairs: list[tuple[Claim, Claim]]
    share: float
    confidence: str
    note: str = ""


@dataclass(slots=True)
class Origin:
    """Where a sentence comes from: a text, a relay, a briefing or the article; and how that is known."""

    source: str
    basis: str
    confidence: str


@dataclass(slots=True)
class Sentence:
    """A sentence of an article while its origin is sought; offsets are code points of the article.

    Attributes:
        start: First code point.
        end: One past the last.
        key: Its words, `folded`.
        origin: Where it comes from, once that is known.
        taken: The article, and the start of the sentence there, that it is taken from.
    """

    start: int
    end: int
    key: str
    origin: Origin | None = None
    taken: tuple[str, int] | None = None


@dataclass(slots=True)
class Work:
    """Everything known about the articles while they are traced.

    Attributes:
        texts: Article texts by id.
        told: Rows of ``02_figures``, by article: numbers that somebody is said to have given.
        figures: Rows of ``02_figures`` for each article.
        records: Records of ``sources.toml`` by id.
        voices: Rows of the voices for each article that has any.
        settings: What counts as more than chance.
        upstream: Claims of each upstream text.
        addresses: Upstream text by address.
        controls: Upstream texts that no article derives from.
        claims: Claims of each article, by sentence.
        sentences: Sentences of each article, in order.
        edges: Derivations computed so far.
    """

    texts: Mapping[str, str]
    told: pd.DataFrame
    figures: dict[str, pd.DataFrame]
    records: dict[str, Article]
    voices: dict[str, pd.DataFrame]
    settings: Settings
    upstream: dict[str, list[Claim]]
    addresses: dict[str, str]
    controls: set[str]
    claims: dict[str, list[Claim]] = field(default_factory=dict)
    sentences: dict[str, list[Sentence]] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    def days(self, article: str) -> tuple[dt.date, dt.date]:
        """First and last possible day of publication; all time where nothing is known."""
        record = self.records.get(article)
        if record is None:
            return dt.date.min, dt.date.max
        return first_and_last_day(record.published.value)


def prepare(
    texts: Mapping[str, str],
    figures: pd.DataFrame,
    records: Sequence[Article],
    upstream: pd.DataFrame,
    voices: pd.DataFrame | None,
    settings: Settings,
    frame: Frame,
) -> Work:
    """Read claims and sentences of every article; nothing is traced yet.

    The arguments are those of `helpers.sources.lineage.trace`.
    """
    vocabulary = Vocabulary(frame)
    nobody = figures.iloc[:0]
    by_article = {str(article): rows for article, rows in figures.groupby("article", sort=True)}
    told = (
        (figures["kind"] != "date")
        & ~figures["speaker"].isin(["", "author"])
        & (figures["holder"] != "")
        & (figures["qualifier"] != "vague")
        & figures["low"].notna()
    )
    work = Work(
        texts=texts,
        told=figures[told].sort_values("article", kind="stable"),
        figures={article: by_article.get(article, nobody) for article in texts},
        records={record.id: record for record in records},
        voices={}
        if voices is None
        else {str(article): rows for article, rows in voices.groupby("article", sort=True)},
        settings=settings,
        upstream=upstream_claims(upstream, vocabulary),
        addresses={
            str(address): str(source)
            for source, address in zip(upstream["source"], upstream["address"], strict=True)
        },
        controls=set(upstream.loc[upstream["role"] == "control", "source"]),
    )
    for article in sorted(texts):
        text = texts[article]
        work.claims[article] = article_claims(article, text, work.figures[article], vocabulary)
        work.sentences[article] = [
            Sentence(start, end, folded(text[start:end])) for start, end in sentences(text)
        ]
    return work


def folded(sentence: str) -> str:
    """The words of a sentence, folded: the same for copies that differ in marks and spaces."""
    return " ".join(words(fold(sentence)))


def sentence_at(work: Work, article: str, place: int) -> Sentence:
    """The sentence that holds an offset; the nearest before it, if none does."""
    spans = work.sentences[article]
    inside = [sentence for sentence in spans if sentence.start <= place]
    return inside[-1] if inside else spans[0]


def set_origin(work: Work, article: str, place: int, origin: Origin, *, over: bool = False) -> None:
    """Set the origin of a sentence, and of those that repeat it, where none is set yet."""
    if not work.sentences[article]:
        return
    key = sentence_at(work, article, place).key
    for sentence in work.sentences[article]:
        if sentence.key == key and (over or sentence.origin is None):
            sentence.origin = origin


def spans_cell(spans: Iterable[tuple[str, object, object]]) -> str:
    """Spans as a cell of a table: ``article:start-end``, each once, in the order given."""
    return " ".join(dict.fromkeys(f"{article}:{start}-{end}" for article, start, end in spans))
