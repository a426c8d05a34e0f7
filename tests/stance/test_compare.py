"""Groups compared under every choice. The topic is made up (conftest)."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import tables
from helpers.frame import Frame
from helpers.stance.compare import (
    choices,
    comparison_table,
    contrasts_table,
    robust_table,
    wire_copies,
)


def rows_of(*rows: tuple[str, str, int]) -> pd.DataFrame:
    """Statements by (article, proposition, stance), all in the narrator's voice."""
    return tables.as_frame(
        "03_statements",
        [
            {
                "article": article,
                "start": index * 10,
                "end": index * 10 + 5,
                "quote": "x",
                "voice": "author",
                "voice_group": "outlet",
                "mode": "own",
                "proposition": proposition,
                "stance": stance,
                "strength": "plain",
                "source": article,
                "origin": "reviewed",
            }
            for index, (article, proposition, stance) in enumerate(rows)
        ],
    )


def test_every_open_choice_is_made(sources: pd.DataFrame) -> None:
    found = {choice.name: dict(choice.group) for choice in choices(sources)}
    assert found == {
        "as labelled": {"north_1": "north", "south_1": "south", "south_2": "south"},
        "Anchor as north": {"north_1": "north", "south_1": "south", "south_2": "north"},
        "without wire copy": {"north_1": "north", "south_2": "south"},
        "Anchor as north, without wire copy": {"north_1": "north", "south_2": "north"},
    }


def test_without_doubts_there_is_one_choice(sources: pd.DataFrame) -> None:
    sure = sources[sources["article"] == "north_1"]
    assert [choice.name for choice in choices(sure)] == ["as labelled"]


@pytest.mark.parametrize(
    ("uncredited", "genre", "taken", "copy"),
    [
        ("Wave", "wire relay", 0, True),
        ("", "wire relay", 4, False),  # it credits what it takes
        ("Wave", "analysis", 4, True),
        ("Wave", "analysis", 2, True),
        ("Wave", "analysis", 1, False),  # a passage only
    ],
)
def test_wire_copy_is_mostly_anothers_words_without_credit(
    uncredited: str, genre: str, taken: int, copy: bool
) -> None:
    sources = tables.as_frame(
        "01_sources", [{"article": "a", "genre": genre, "uncredited": uncredited}]
    )
    origins = tables.as_frame(
        "02_origins",
        [
            {
                "article": "a",
                "start": place,
                "end": place + 1,
                "source": "Wave" if place < taken else "a",
                "basis": "computed" if place < taken else "own",
            }
            for place in range(4)
        ],
    )
    assert wire_copies(sources, origins) == (["a"] if copy else [])


def test_a_declared_relay_is_no_copy(sources: pd.DataFrame) -> None:
    origins = tables.as_frame(
        "02_origins",
        [{"article": "north_1", "start": 0, "end": 1, "source": "Ray", "basis": "declared"}],
    )
    assert "north_1" not in wire_copies(sources, origins)


def test_what_rests_on_wire_copy_or_a_label_does_not_hold(
    sources: pd.DataFrame, frame: Frame
) -> None:
    statements = rows_of(("north_1", "close", 1), ("south_1", "close", -1), ("south_2", "safe", 1))
    found = robust_table(statements, choices(sources), frame).set_index(["group", "proposition"])
    assert found["holds"].to_dict() == {
        ("north", "close"): "yes",
        ("south", "close"): "no",
        ("south", "safe"): "no",
    }
    assert found.loc[("south", "close"), "changes"] == (
        "without wire copy: no position left; Anchor as north, without wire copy: no text left"
    )


def test_one_origin_counts_once(sources: pd.DataFrame, frame: Frame) -> None:
    statements = rows_of(("south_1", "close", 1), ("south_2", "close", 1)).assign(source="Wave")
    found = comparison_table(statements, choices(sources)[:1], frame)
    assert list(zip(found["articles"], found["origins"], strict=True)) == [(2, 1)]


def test_a_contrast_holds_only_under_every_choice(sources: pd.DataFrame, frame: Frame) -> None:
    statements = rows_of(("north_1", "close", 1), ("south_1", "close", -1), ("south_2", "safe", -1))
    ways = choices(sources)
    row = contrasts_table(statements, ways, frame).iloc[0]
    assert (row["affirms"], row["denies"], row["holds"]) == ("north", "south", "no")
    assert row["fails"] == "without wire copy; Anchor as north, without wire copy"
    assert contrasts_table(statements, ways[:1], frame)["holds"].iloc[0] == "yes"


def test_no_statements_give_empty_tables(sources: pd.DataFrame, frame: Frame) -> None:
    none = tables.empty("03_statements", frame.closed())
    ways = choices(sources)
    assert comparison_table(none, ways, frame).empty
    assert robust_table(none, ways, frame).empty
    assert contrasts_table(none, ways, frame).empty
