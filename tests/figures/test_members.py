"""Which of the things that are counted a text names, where it only places them, and where it is silent.

Provenance: frame and texts are made up; the last test reads ``seeds/``.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from helpers import tables
from helpers.figures.measures import measures_table
from helpers.figures.members import COLUMNS, matrix, members_table
from helpers.frame import Frame, read_frame
from helpers.sources.load import load_articles

SEEDS = Path(__file__).parents[2] / "seeds"
FRAME = Frame.model_validate(
    {
        "topic": {"title": "made up", "question": "made up?", "version": "1"},
        "group": [{"id": "g", "label": "g"}],
        "voice_group": [{"id": "v", "label": "v"}],
        "proposition": [{"id": "p", "label": "p", "text": "p"}],
        "measure": [
            {
                "id": "wharves",
                "label": "Wharves",
                "kinds": ["count"],
                "units": ["wharf"],
                "thing": ["رصيف", "أرصفة"],
                "areas": ["North Bay", "South Bay"],
                "members": [
                    {"name": "East Wharf", "place": "North Bay", "words": ["رصيف الشروق"]},
                    {"name": "West Wharf", "place": "South Bay", "words": ["رصيف الغروب"]},
                ],
            }
        ],
        "concepts": {
            "north": {"ar": ["الخليج الشمالي"], "place": "North Bay"},
            "south": {"ar": ["الخليج الجنوبي"], "place": "South Bay"},
        },
    }
)
TEXTS = {
    "a": "رسا القارب عند رصيف الشروق في الخليج الشمالي.",
    "b": "أغلقت الأرصفة في الخليج الجنوبي.",
    "c": "هدأ البحر في الخليج الجنوبي.",
    "d": "في الخليج الشمالي 2 رصيف.",
}


def table() -> pd.DataFrame:
    row = {
        "article": "d",
        "start": 18,
        "end": 24,
        "quote": "2 رصيف",
        "kind": "count",
        "low": 2,
        "high": 2,
    }
    row |= {"unit": "wharf", "qualifier": "exact", "speaker": "author", "place": "North Bay"}
    figures = tables.as_frame("02_figures", [row | {"status": "read", "origin": "machine"}])
    return members_table(measures_table(figures, FRAME, TEXTS), FRAME, TEXTS)


def test_a_text_names_places_counts_or_is_silent() -> None:
    found = {(r.article, r.how, r.member, r.place) for r in table().itertuples()}
    assert found == {
        ("a", "named", "East Wharf", "North Bay"),
        ("b", "area", "", "South Bay"),
        ("d", "area", "", "North Bay"),
        ("d", "counted", "", "North Bay"),
    }


def test_every_row_shows_its_characters() -> None:
    for row in table().to_dict("records"):
        assert TEXTS[row["article"]][row["start"] : row["end"]] == row["quote"]


def test_the_matrix_has_a_column_for_every_text_and_leaves_silence_empty() -> None:
    shown = matrix(table(), list(TEXTS))
    assert list(shown.columns) == ["what", "gloss", *TEXTS]
    assert set(shown["c"]) == {""}
    assert shown.loc[shown["what"] == "East Wharf (North Bay)", "a"].item().startswith("a:")
    assert shown.loc[shown["what"] == "East Wharf (North Bay)", "gloss"].item() == "East Wharf"


def test_a_frame_without_members_gives_no_rows() -> None:
    plain = Frame.model_validate(FRAME.model_dump() | {"measure": []})
    none = members_table(tables.empty("02_measures"), plain, TEXTS)
    assert none.empty
    assert list(none.columns) == list(COLUMNS)
    assert list(matrix(none, ["a"]).columns) == ["what", "gloss", "a"]


def test_the_own_texts_name_what_a_reader_finds_in_them() -> None:
    texts = load_articles(SEEDS)
    found = members_table(tables.empty("02_measures"), read_frame(SEEDS), texts)
    named = {(r.article[:3], r.member or r.place) for r in found.itertuples()}
    assert named == {
        ("000", "Green Zone"),
        ("000", "Baghdad airport"),
        ("000", "Harir"),
        ("002", "Kurdistan Region"),
        ("004", "Ain al-Asad"),
        ("004", "Baghdad"),
        ("004", "Erbil"),
    }
