"""Tables for a reader in a hurry, on the made-up topic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pandas as pd
import pytest

from helpers import tables
from helpers.scenarios import display, evidence
from helpers.scenarios.settings import Settings

Row = tuple[str, int, str, int, str]
Build = Callable[[Sequence[Row]], dict[str, pd.DataFrame]]
DAY = "2030-02-01"


@pytest.fixture
def table(settings: Settings, statements: Build, sources: pd.DataFrame) -> pd.DataFrame:
    rows = [
        ("n1", 0, "weather", 1, "n1"),
        ("n1", 9, "works", 1, "n1"),
        ("n2", 0, "works", 1, "n2"),
        ("n2", 9, "money", 0, "n2"),
    ]
    model = settings.model_copy(update={"doubt": 0.5})
    day = date(2030, 2, 1)
    found = evidence.matches(statements(rows), model, sources, day)
    return evidence.evidence(found, model, day)


def test_the_most_telling_evidence_comes_first(settings: Settings, table: pd.DataFrame) -> None:
    told = display.telling(table, settings, DAY)
    # Both tell the scenarios apart by 2:1; works stand on two origins, money on one.
    assert list(told["indicator"]) == ["works_begun", "money_short", "weather_fine"]
    assert list(told["tells"]) == pytest.approx([0.519860, 0.346574, 0.0], abs=1e-6)


def test_scenarios_stand_in_rows_and_evidence_in_columns(
    settings: Settings, table: pd.DataFrame
) -> None:
    matrix = display.matrix(table, settings, DAY)
    columns = ["scenario", "name", "works_begun", "money_short", "weather_fine"]
    assert list(matrix.columns) == columns
    assert [list(row) for row in matrix.itertuples(index=False)] == [
        ["A", "reopened", "++", "−−", "·"],
        ["B", "closed", "−−", "++", "·"],
    ]


def test_a_day_without_evidence_gives_an_empty_matrix(
    settings: Settings, table: pd.DataFrame
) -> None:
    assert list(display.matrix(table, settings, "2030-06-01").columns) == ["scenario", "name"]
    assert display.telling(table, settings, "2030-06-01").empty


def test_the_watch_list_has_a_date_and_a_threshold_a_line(settings: Settings) -> None:
    listed = display.watch_list(settings)
    assert tables.check("04_watch", listed, closed=settings.closed()) == []
    assert list(listed["date"]) == ["2030-09-01"]
