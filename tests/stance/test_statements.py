"""Statements with their origins and repeats. The topic is made up (conftest)."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest

from helpers import tables
from helpers.frame import Frame
from helpers.stance.statements import origin_of, statements_table

ORIGINS = tables.as_frame(
    "02_origins",
    [
        {"article": "a", "start": 0, "end": 10, "quote": "x", "source": "Wave 2031-03-01"},
        {"article": "a", "start": 11, "end": 40, "quote": "y", "source": "a"},
        {"article": "b", "start": 0, "end": 10, "quote": "x", "source": "Ray"},
    ],
)


@pytest.mark.parametrize(
    ("article", "start", "end", "source"),
    [
        ("a", 2, 9, "Wave 2031-03-01"),
        ("a", 5, 14, "Wave 2031-03-01"),  # five against three characters
        ("a", 8, 30, "a"),
        ("a", 50, 60, "a"),  # beyond every sentence: the article's own
        ("b", 0, 3, "Ray"),
        ("c", 0, 3, "c"),
    ],
)
def test_a_span_comes_from_the_sentence_it_shares_most_with(
    article: str, start: int, end: int, source: str
) -> None:
    assert origin_of(article, start, end, ORIGINS) == source


def test_without_origins_a_statement_is_its_articles_own(statements: pd.DataFrame) -> None:
    assert (statements["source"] == statements["article"]).all()


def test_a_coders_note_marks_the_repeat(statements: pd.DataFrame) -> None:
    assert list(statements["duplicate_of"].dropna()) == [0]


def echo(text: str) -> Iterator[dict[str, object]]:
    """A stand-in for the machine: every "إغلاق المرفأ" or "إغلاق الميناء" is a wish to close."""
    for words in ("إغلاق المرفأ", "إغلاق الميناء"):
        place = text.find(words)
        while place >= 0:
            yield {
                "start": place,
                "end": place + len(words),
                "quote": words,
                "voice": "author",
                "voice_group": "outlet",
                "mode": "own",
                "proposition": "close",
                "stance": 1,
                "strength": "plain",
                "why": f"close-1: {words}",
            }
            place = text.find(words, place + 1)


def test_the_machines_repeats_are_found_by_their_words(texts: dict[str, str], frame: Frame) -> None:
    found = statements_table(texts, None, echo, frame)
    north = found[found["article"] == "north_1"]
    assert len(north) == 3
    assert list(north["duplicate_of"].isna()) == [True, False, False]
    assert set(found["why"]) == {"close-1: إغلاق المرفأ", "close-1: إغلاق الميناء"}
    closed = frame.closed() | {"article": list(texts)}
    assert tables.check("03_statements", found, texts=texts, closed=closed) == []


def test_suggestions_never_mix_with_reviewed_rows_of_an_article(
    texts: dict[str, str], coded_statements: pd.DataFrame, frame: Frame
) -> None:
    found = statements_table(texts, coded_statements, echo, frame)
    assert found.groupby("article")["origin"].nunique().max() == 1
    assert set(found.loc[found["origin"] == "machine", "article"]) == {"south_2"}


def test_the_seeds_statements_keep_their_stances(seeds) -> None:  # type: ignore[no-untyped-def]
    coded = seeds.coding("statements")
    found = statements_table(seeds.texts, coded, None, seeds.frame)
    assert found["stance"].value_counts().to_dict() == coded["stance"].value_counts().to_dict()
    # Two headlines of 001, its two pull quotes, and the two rows of 004's repeated headline.
    assert int(found["duplicate_of"].notna().sum()) == 6
