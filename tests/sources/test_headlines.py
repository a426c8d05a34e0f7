"""Headlines against bodies.

Provenance: the first tests are made up; the last read ``seeds/``, where the positions are reviewed codes.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from helpers import tables
from helpers.figures.measures import measures_table
from helpers.frame import Frame, read_frame
from helpers.sources.headlines import COLUMNS, against_body, headline
from helpers.sources.load import load_articles
from helpers.sources.records import Article, read_records

SEEDS = Path(__file__).parents[2] / "seeds"
TEXT = "ينتهي الحظر في مايو\n\nقال الوزير إن الحظر باق. وقال أيضا إنه ينتهي."
FRAME = Frame.model_validate(
    {
        "topic": {"title": "made up", "question": "made up?", "version": "1"},
        "group": [{"id": "g", "label": "g"}],
        "voice_group": [{"id": "v", "label": "v"}],
        "proposition": [
            {
                "id": "ends",
                "label": "The ban ends",
                "text": "The ban ends.",
                "denied": "the ban stays",
            },
            {"id": "boats", "label": "The boats sail", "text": "The boats sail."},
        ],
        "tension": [
            {
                "a": "ends",
                "a_stance": 1,
                "b": "boats",
                "b_stance": -1,
                "type": "modality",
                "reason": "r",
            }
        ],
    }
)


def record(basis: str = "stated") -> Article:
    claim = {"value": "x", "basis": "assigned", "confidence": "low", "note": "made up"}
    title = {
        "value": "ينتهي الحظر في مايو",
        "basis": basis,
        "confidence": "high",
        "note": "made up",
        "evidence": [{"start": 0, "end": 19, "quote": "ينتهي الحظر في مايو"}],
    }
    return Article.model_validate(
        {
            "id": "a",
            "sha256": "0" * 64,
            "title": title,
            "outlet": claim,
            "group": claim,
            "published": {**claim, "value": "2033-04-03"},
            "language": {**claim, "value": "ar"},
            "genre": {**claim, "value": "news"},
        }
    )


def position(start: int, stance: int, proposition: str = "ends") -> dict[str, Any]:
    end = start + 5
    row = {"article": "a", "start": start, "end": end, "quote": TEXT[start:end], "voice": "x"}
    return row | {"voice_group": "v", "proposition": proposition, "stance": stance}


def verdicts(*rows: dict[str, Any]) -> list[tuple[str, str]]:
    found = against_body(
        {"a": TEXT}, [record()], pd.DataFrame(rows), tables.empty("02_measures"), FRAME
    )
    assert list(found.columns) == list(COLUMNS)
    return list(zip(found["says"], found["verdict"], strict=True))


CASES = [
    ([position(0, 1), position(60, 1)], "borne out"),
    ([position(0, 1), position(30, -1), position(60, 1)], "disputed"),
    ([position(0, 1), position(30, -1)], "not borne out"),
    ([position(0, 1), position(30, 0)], "not borne out"),
    ([position(0, 0), position(30, -1)], "answered"),
    ([position(0, 1)], "not taken up"),
    # A position in tension with the headline's takes it back too.
    ([position(0, 1), position(30, -1, "boats"), position(60, 1)], "disputed"),
    # Near miss: one that is not.
    ([position(0, 1), position(30, 1, "boats"), position(60, 1)], "borne out"),
]


@pytest.mark.parametrize(("rows", "verdict"), CASES)
def test_a_headline_is_held_against_what_stands_below(
    rows: list[dict[str, Any]], verdict: str
) -> None:
    assert {found for _, found in verdicts(*rows)} == {verdict}


def test_a_headline_that_takes_no_position_says_so() -> None:
    assert verdicts(position(30, 1)) == [("", "no position or figure")]


def test_a_sentence_that_stands_in_for_a_headline_is_none() -> None:
    assert headline(record("assigned"), TEXT) == []
    assert headline(record(), TEXT) == [(0, 19)]


LINES = [
    ("ينتهي الحظر\n\nقال الوزير ذلك.", [(0, 11)]),
    ("قال الوزير ذلك.\n\nوأضاف غيره.", []),
    ("قال الوزير ذلك", []),
    ("كلمة " * 30 + "\n\nنص.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "spans"), LINES)
def test_without_a_title_a_first_line_without_a_full_stop_is_the_headline(
    text: str, spans: list[tuple[int, int]]
) -> None:
    assert headline(record().model_copy(update={"title": None}), text) == spans


@cache
def own() -> pd.DataFrame:
    texts = load_articles(SEEDS)
    frame = read_frame(SEEDS)
    coded = tables.read("coding/figures", SEEDS, texts=texts)
    rows = [{**row, "status": "read", "origin": "reviewed"} for row in coded.to_dict("records")]
    figures = tables.as_frame("02_figures", [{str(k): v for k, v in row.items()} for row in rows])
    statements = tables.read("coding/statements", SEEDS, texts=texts)
    measures = measures_table(figures, frame, texts)
    return against_body(texts, read_records(SEEDS), statements, measures, frame)


def test_the_announced_end_is_disputed_below_its_own_headline() -> None:
    rows = own()[own()["article"].str.startswith("004")]
    disputed = rows[rows["verdict"] == "disputed"]
    assert {"US government"} <= set(disputed["voice"])
    assert "put more exactly" in set(rows["verdict"])


def test_the_text_without_a_headline_has_no_row() -> None:
    assert {article[:3] for article in own()["article"]} == {"001", "002", "003", "004"}
