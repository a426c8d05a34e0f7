"""The stock-taking of notebook 1. The texts are made up, except where seeds/ are read."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import tables
from helpers.frame import read_frame
from helpers.sources.inventory import (
    InventoryError,
    count_quoted_words,
    count_words,
    inventory,
    word_spans,
)
from helpers.sources.load import load_articles
from helpers.sources.records import Article, read_records

SEEDS = Path(__file__).parents[2] / "seeds"

# text, words, of them quoted
WORDS = [
    ("", 0, 0),
    ("  \n – ● ", 0, 0),
    ("وصل القطار متأخرا", 3, 0),
    ("قال: “وصل القطار”.", 3, 2),
    ("وصل – القطار", 2, 0),
    ('قال "وصل" ثم "غادر القطار" اليوم', 6, 3),
    ("قال «وصل “القطار” أمس» ثم سكت", 6, 3),
    ("يوم 31/01/2024 في 5كم", 4, 0),
    ("قُطَارٌ سَرِيعٌ", 2, 0),
    ("قال “وصل القطار", 3, 2),
    ("كتب (“الصباح”)", 2, 1),
    ("سطر\u00a0آخر", 2, 0),
]


@pytest.mark.parametrize(("text", "words", "quoted"), WORDS)
def test_words_are_counted(text: str, words: int, quoted: int) -> None:
    assert (count_words(text), count_quoted_words(text)) == (words, quoted)


@settings(deadline=None)
@given(st.text(alphabet='اب "“”«» \n.1', max_size=60))
def test_no_more_words_are_quoted_than_there_are(text: str) -> None:
    assert 0 <= count_quoted_words(text) <= count_words(text) == len(word_spans(text))


@settings(deadline=None)
@given(st.text())
def test_words_are_what_white_space_parts(text: str) -> None:
    parts = [part for part in text.split() if any(char.isalnum() for char in part)]
    assert [text[a:b] for a, b in word_spans(text)] == parts


def made_up(name: str = "a", **changes: object) -> Article:
    claim = {"value": "x", "basis": "assigned", "confidence": "low"}
    fields = dict.fromkeys(("outlet", "group", "language", "genre"), claim)
    published = claim | {"value": "2031-02"}
    return Article.model_validate(
        {"id": name, "sha256": "0", **fields, "published": published, **changes}
    )


def test_an_uncoded_article_says_machine_and_takes_its_first_line_for_a_title() -> None:
    table = inventory([made_up()], {"a": "\n\n عنوان مصنوع \nنص."})
    (row,) = table.to_dict("records")
    assert (row["origin"], row["title"], row["short"]) == ("machine", "عنوان مصنوع", "x")
    assert (row["earliest"], row["latest"]) == ("2031-02-01", "2031-02-28")


def test_coded_rows_are_counted_and_make_it_reviewed() -> None:
    coded = pd.DataFrame({"article": ["b", "b", "a"]})
    table = inventory(
        [made_up("a"), made_up("b"), made_up("c")], dict.fromkeys("abc", "نص"), voices=coded
    )
    assert list(table["voices_coded"]) == [1, 2, 0]
    assert list(table["figures_coded"]) == [0, 0, 0]
    assert list(table["origin"]) == ["reviewed", "reviewed", "machine"]


def test_a_text_of_no_words_has_no_share() -> None:
    table = inventory([made_up()], {"a": "–"})
    assert table["quoted_share"].isna().all()


@pytest.mark.parametrize("texts", [{}, {"a": "نص", "b": "نص"}])
def test_records_and_texts_must_be_of_the_same_articles(texts: dict[str, str]) -> None:
    with pytest.raises(InventoryError, match="stands on one side only"):
        inventory([made_up()], texts)


def test_credited_and_uncredited_relays_stand_apart() -> None:
    claim = {"value": "x", "basis": "assigned", "confidence": "low"}
    relays = [claim, claim | {"value": "y", "uncredited": True}, claim | {"value": "z"}]
    (row,) = inventory([made_up(relays=relays)], {"a": "نص"}).to_dict("records")
    assert (row["relays"], row["uncredited"]) == ("x; z", "y")


def test_the_seeds_fit_the_schema_and_their_quoted_shares() -> None:
    """Two of the five quote about a quarter of their words, the others under a twentieth."""
    texts = load_articles(SEEDS)
    table = inventory(read_records(SEEDS), texts)
    closed = {"article": list(texts), "group": read_frame(SEEDS).closed()["group"]}
    assert tables.check("01_sources", table, closed=closed) == []
    shares = dict(zip(table["short"], table["quoted_share"], strict=True))
    for short, share in shares.items():
        low, high = (0.22, 0.26) if short in ("Hafryat", "Ukraine Gate") else (0.02, 0.05)
        assert low < share < high, short
