"""``outcomes.csv``: every event has a date, a status and a source. Reads seeds/ only."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from helpers import tables
from helpers.sources.records import first_and_last_day

SEEDS = Path(__file__).parents[2] / "seeds"
AREAS = {"federal", "kurdistan", "syria", "coalition", "attacks", "politics", "troops"}
RESOLVING = [
    ("postponed-2024-08-15", "2024-08-15"),
    ("joint-statement-2024-09-27", "2024-09-27"),
    ("convoys-2025-08-18", "2025-08-18/2025-08-30"),
    ("ain-al-asad-handover-2026-01-17", "2026-01-17"),
    ("hmc-federal-vacated-2026-01-18", "2026-01-18"),
    ("kurdistan-forces-2026-01-18", "2026-01-18"),
    ("withdrawal-complete-2026-09-30", "2026-09-30"),
]


@pytest.fixture(scope="module")
def outcomes() -> pd.DataFrame:
    return tables.read("outcomes", SEEDS)


def test_events_stand_in_the_order_of_their_days(outcomes: pd.DataFrame) -> None:
    days = [first_and_last_day(date)[0] for date in outcomes["date"]]
    assert days == sorted(days)


def test_every_source_is_an_address_or_a_named_record(outcomes: pd.DataFrame) -> None:
    for cell in outcomes["sources"]:
        for source in cell.split(" ; "):
            assert source == source.strip()
            named = " " in source or source == "Shafaq"
            assert named or source.startswith(("https://", "http://")), source


def test_areas_are_of_the_closed_set(outcomes: pd.DataFrame) -> None:
    assert {area for cell in outcomes["about"] for area in cell.split("; ")} == AREAS


def test_a_confirmed_event_that_is_no_public_record_names_two_sources(
    outcomes: pd.DataFrame,
) -> None:
    """Or says in its note what confirms it; the long-standing strength names several agencies."""
    own = outcomes[(outcomes["status"] == "confirmed") & (outcomes["record"] == "")]
    alone = own[~own["sources"].str.contains(" ; ", regex=False)]
    assert set(alone["id"]) <= {"troops-2020-01", "troops-2020-09", "troops-2020-2024"}


def test_events_since_july_2026_are_marked_as_public_records(outcomes: pd.DataFrame) -> None:
    late = outcomes["date"] >= "2026-07"
    assert set(outcomes.loc[late, "record"]) == {"public record"}
    assert set(outcomes.loc[~late, "record"]) == {""}


def test_troop_numbers_are_ranges_in_order(outcomes: pd.DataFrame) -> None:
    given = outcomes.dropna(subset=["amount_high"])
    assert len(given) >= 8
    assert (given["amount_low"].fillna(0) <= given["amount_high"]).all()
    assert set(given["about"]) == {"troops"}


@pytest.mark.parametrize(("event", "date"), RESOLVING)
def test_the_events_that_settle_questions_keep_their_names(
    outcomes: pd.DataFrame, event: str, date: str
) -> None:
    assert list(outcomes.loc[outcomes["id"] == event, "date"]) == [date]
