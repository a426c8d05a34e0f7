"""Positions by voice. The topic is made up (conftest)."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import tables
from helpers.frame import Frame
from helpers.stance.positions import position_of, positions_table, span_cell
from helpers.stance.statements import statements_table


@pytest.mark.parametrize(
    ("stances", "position"),
    [
        ([1], "affirms"),
        ([-1], "denies"),
        ([0], "open"),
        ([1, 0], "affirms"),  # as many affirm as leave it open
        ([-1, -1, 0], "denies"),
        ([-1, 0, 0], "open"),  # one denial among more that leave it open
        ([1, -1], "mixed"),
        ([1, -1, 0, 0, 0], "mixed"),
    ],
)
def test_stances_add_up_to_a_position(stances: list[int], position: str) -> None:
    assert position_of(pd.Series(stances)) == position


@given(st.lists(st.sampled_from([-1, 0, 1]), min_size=1, max_size=12))
def test_turning_every_stance_round_turns_the_position_round(stances: list[int]) -> None:
    turned = {"affirms": "denies", "denies": "affirms"}
    position = position_of(pd.Series(stances))
    assert position_of(-pd.Series(stances)) == turned.get(position, position)


def test_narrator_and_voices_stand_apart(statements: pd.DataFrame, frame: Frame) -> None:
    found = positions_table(statements, frame).set_index(["article", "proposition", "level"])
    assert found.loc[("north_1", "close", "narrator"), "position"] == "affirms"
    assert found.loc[("north_1", "close", "quoted"), "voice_groups"] == "port"
    assert found.loc[("south_1", "close", "quoted"), "position"] == "denies"


def test_a_repeated_headline_counts_once(statements: pd.DataFrame, frame: Frame) -> None:
    found = positions_table(statements, frame).set_index(["article", "proposition", "level"])
    row = found.loc[("north_1", "close", "narrator")]
    assert (row["affirm"], row["spans"]) == (1, "north_1:0-36")


def test_ascribed_wishes_are_no_speech(make, texts: dict[str, str], frame: Frame) -> None:  # type: ignore[no-untyped-def]
    row = make.statement("south_2", "المجلس البلدي صامت", "town", "close", 0, mode="ascribed")
    coded = tables.as_frame("coding/statements", [row])
    found = positions_table(statements_table(texts, coded, None, frame), frame)
    assert list(found["level"]) == ["ascribed"]


def test_the_order_of_rows_changes_nothing(statements: pd.DataFrame, frame: Frame) -> None:
    shuffled = statements.sample(frac=1, random_state=3)
    assert positions_table(shuffled, frame).equals(positions_table(statements, frame))


def test_spans_are_listed_in_order_and_once() -> None:
    rows = pd.DataFrame({"article": ["b", "a", "b"], "start": [5, 9, 5], "end": [7, 12, 7]})
    assert span_cell(rows) == "a:9-12 b:5-7"


def test_no_statements_give_an_empty_table_with_its_columns(
    statements: pd.DataFrame, frame: Frame
) -> None:
    found = positions_table(statements.iloc[:0], frame)
    assert found.empty
    assert list(found.columns) == list(tables.TABLES["03_positions"].columns)


# What topic the seeds are about is said in seeds/frame.toml; the rows are read from the reviewed codes.
SEEDS_POSITIONS = [
    ("000_8a11570fac1b648f", "lawful", "narrator", "affirms"),
    ("000_8a11570fac1b648f", "lawful", "quoted", "denies"),
    ("000_8a11570fac1b648f", "mission_end", "quoted", "open"),
    ("001_d206cd8af255dd83", "resistance", "narrator", "denies"),
    ("001_d206cd8af255dd83", "resistance", "quoted", "affirms"),
    ("003_8fd323a46787b940", "leave", "quoted", "mixed"),
    ("004_d0a881a33f63421c", "full_exit", "narrator", "mixed"),
]


@pytest.mark.parametrize(("article", "proposition", "level", "position"), SEEDS_POSITIONS)
def test_the_seeds_positions_by_voice(  # type: ignore[no-untyped-def]
    article: str, proposition: str, level: str, position: str, seeds
) -> None:
    coded = statements_table(seeds.texts, seeds.coding("statements"), None, seeds.frame)
    found = positions_table(coded, seeds.frame).set_index(["article", "proposition", "level"])
    assert found.loc[(article, proposition, level), "position"] == position
