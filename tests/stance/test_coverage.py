"""Claim × article. The topic is made up (conftest)."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import tables
from helpers.frame import Frame
from helpers.stance.coverage import (
    by_silence,
    coverage_table,
    first_known,
    silences_table,
)
from helpers.stance.statements import statements_table

EARLIEST = {"a": "2031-03-01", "b": "2031-06-01"}


def statement(article: str, source: str, stance: int = 1, **more: object) -> dict[str, object]:
    return {
        "article": article,
        "start": 0,
        "end": 5,
        "quote": "x",
        "voice": "p",
        "voice_group": "port",
        "mode": "indirect",
        "proposition": "close",
        "stance": stance,
        "strength": "plain",
        "source": source,
        "origin": "reviewed",
    } | more


def measure(article: str, low: float, source: str, **more: object) -> dict[str, object]:
    return {
        "measure": "boats",
        "label": "boats in the harbour",
        "article": article,
        "start": 0,
        "end": 5,
        "quote": "x",
        "kind": "count",
        "low": low,
        "high": low,
        "source": source,
        "origin": "reviewed",
    } | more


def cover(
    rows: list[dict[str, object]],
    sources: pd.DataFrame,
    frame: Frame,
    measures: list[dict[str, object]] | None = None,
) -> dict[tuple[str, str], str]:
    found = coverage_table(
        None if measures is None else tables.as_frame("02_measures", measures),
        tables.as_frame("03_statements", rows),
        sources,
        frame,
    )
    return {(row.claim, row.article): row.value for row in found.itertuples()}


@pytest.mark.parametrize(
    ("rows", "known"),
    [
        ([("a", "a")], "2031-03-01"),
        ([("b", "b"), ("a", "a")], "2031-03-01"),
        ([("b", "Wave 2031-02-20")], "2031-02-20"),  # the source's own day
        ([("b", "Wave, spring 2031")], "2031-06-01"),
    ],
)
def test_a_claim_is_known_from_its_first_carrier_or_its_sources_day(
    rows: list[tuple[str, str]], known: str
) -> None:
    assert first_known(pd.DataFrame(rows, columns=["article", "source"]), EARLIEST) == known


@pytest.mark.parametrize(
    ("date", "known"),
    [
        ("2030-10", "2030-10-31"),  # past when the article appeared
        ("2029/2030", "2030-12-31"),
        ("2033-09", "2031-03-01"),  # yet to come: known from the first who says it
        ("", "2031-03-01"),
        ("relative", "2031-03-01"),
        ("2030-10/..", "2031-03-01"),  # open: it may still go on
        ("-0048", "0000-12-31"),
    ],
)
def test_a_date_that_is_past_can_be_known(date: str, known: str) -> None:
    rows = pd.DataFrame([("a", "a", date)], columns=["article", "source", "date"])
    assert first_known(rows, EARLIEST) == known


@pytest.mark.parametrize("mode", ["own", "ascribed"])
def test_a_judgement_can_be_made_on_any_day(mode: str) -> None:
    rows = pd.DataFrame([("b", "b", mode)], columns=["article", "source", "mode"])
    assert first_known(rows, EARLIEST) == ""


def test_silence_needs_two_independent_origins(sources: pd.DataFrame, frame: Frame) -> None:
    both = [statement("north_1", "north_1"), statement("south_2", "south_2")]
    assert cover(both, sources, frame)[("close:+1:port", "south_1")] == "silent"
    copies = [statement("north_1", "Wave"), statement("south_2", "Wave")]
    assert ("close:+1:port", "south_1") not in cover(copies, sources, frame)


def test_what_came_later_is_no_omission(sources: pd.DataFrame, frame: Frame) -> None:
    rows = [statement("south_1", "south_1"), statement("south_2", "south_2")]
    assert cover(rows, sources, frame)[("close:+1:port", "north_1")] == "could not have known"
    dated = [statement("south_1", "Wave 2031-02-27"), statement("south_2", "south_2")]
    assert cover(dated, sources, frame)[("close:+1:port", "north_1")] == "silent"


def test_another_position_of_the_same_group_says_otherwise(
    sources: pd.DataFrame, frame: Frame
) -> None:
    rows = [
        statement("north_1", "north_1"),
        statement("south_2", "south_2"),
        statement("south_1", "south_1", stance=-1),
    ]
    assert cover(rows, sources, frame)[("close:+1:port", "south_1")] == "says otherwise"


def test_the_opposite_position_of_another_group_is_not_otherwise(
    sources: pd.DataFrame, frame: Frame
) -> None:
    rows = [
        statement("north_1", "north_1"),
        statement("south_2", "south_2"),
        statement("south_1", "south_1", stance=-1, voice_group="town"),
    ]
    assert cover(rows, sources, frame)[("close:+1:port", "south_1")] == "silent"


@pytest.mark.parametrize("stance", [1, -1])
def test_to_leave_it_open_is_not_to_say_otherwise(
    stance: int, sources: pd.DataFrame, frame: Frame
) -> None:
    claim = f"close:{stance:+d}:port"
    left_open = statement("south_1", "south_1", stance=0)
    rows = [
        statement("north_1", "north_1", stance=stance),
        statement("south_2", "south_2", stance=stance),
        left_open,
    ]
    assert cover(rows, sources, frame)[(claim, "south_1")] == "silent"
    copies = [
        statement("north_1", "Wave", stance=stance),
        statement("south_2", "Wave", stance=stance),
        left_open,
    ]
    assert cover(copies, sources, frame) == {(claim, "north_1"): "says", (claim, "south_2"): "says"}
    both = [*rows, statement("south_1", "south_1", stance=-stance, start=7, end=9)]
    assert cover(both, sources, frame)[(claim, "south_1")] == "says otherwise"


def test_what_is_left_open_is_no_claim(sources: pd.DataFrame, frame: Frame) -> None:
    rows = [statement(article, article, stance=0) for article in ("north_1", "south_1", "south_2")]
    assert cover(rows, sources, frame) == {}


@pytest.mark.parametrize("stance", [1, -1])
def test_a_position_of_the_outlets_own_is_no_claim(
    stance: int, sources: pd.DataFrame, frame: Frame
) -> None:
    own = [
        statement(article, article, stance=stance, voice_group="outlet", mode="own")
        for article in ("north_1", "south_2")
    ]
    assert cover(own, sources, frame) == {}


def test_a_claim_of_one_article_is_left_out(sources: pd.DataFrame, frame: Frame) -> None:
    assert cover([statement("north_1", "north_1")], sources, frame) == {}


def test_a_repeat_is_no_second_carrier(sources: pd.DataFrame, frame: Frame) -> None:
    rows = [
        statement("north_1", "north_1"),
        statement("south_2", "south_2", duplicate_of=0),
    ]
    assert cover(rows, sources, frame) == {}


def test_values_of_a_measure_are_claims(sources: pd.DataFrame, frame: Frame) -> None:
    rows = [
        measure("north_1", 12, "north_1"),
        measure("south_1", 30, "south_1"),
        measure("south_2", 12, "Wave"),
        measure("south_2", 12, "Wave", start=9, end=11, measure=""),
    ]
    assert cover([], sources, frame, rows) == {
        ("boats=12", "north_1"): "says",
        ("boats=12", "south_1"): "says otherwise",
        ("boats=12", "south_2"): "says",
    }


def test_ascribed_claims_say_so_in_their_label(sources: pd.DataFrame, frame: Frame) -> None:
    rows = [
        statement("north_1", "north_1", mode="ascribed"),
        statement("south_2", "south_2", mode="ascribed"),
    ]
    table = coverage_table(None, tables.as_frame("03_statements", rows), sources, frame)
    assert set(table["label"]) == {"port authority: the harbour should close (only ascribed)"}


def test_more_copies_of_one_source_add_no_silence(
    statements: pd.DataFrame, sources: pd.DataFrame, frame: Frame
) -> None:
    wave = [statement(article, "Wave 2031-02-01") for article in ("north_1", "south_1")]
    more = [*wave, statement("south_1", "Wave 2031-02-01", start=7, end=9)]
    assert cover(wave, sources, frame) == cover(more, sources, frame)
    assert "silent" not in cover(more, sources, frame).values()


def test_the_table_fits_its_schema(  # type: ignore[no-untyped-def]
    seeds, sources: pd.DataFrame
) -> None:
    statements = statements_table(seeds.texts, seeds.coding("statements"), None, seeds.frame)
    days = [
        {"article": article, "earliest": "2024-01-26", "latest": "2024-10-01"}
        for article in seeds.texts
    ]
    found = coverage_table(None, statements, tables.as_frame("01_sources", days), seeds.frame)
    assert tables.check("03_coverage", found, closed=seeds.closed) == []
    leave = found[found["claim"] == "leave:+1:Iraqi government"]
    assert list(leave["value"]) == ["says"] * 5
    assert not found["claim"].str.contains(":+0:", regex=False).any()
    assert not found["claim"].str.endswith(":outlet").any()


def told(claim: str, values: dict[str, str]) -> list[dict[str, object]]:
    """Rows of one made-up claim: its value by article."""
    return [
        {
            "claim": claim,
            "label": claim,
            "article": article,
            "value": value,
            "origins": 2,
            "spans": f"{article}:0-1",
            "origin": "reviewed",
        }
        for article, value in values.items()
    ]


ARTICLES = pd.DataFrame({"article": ["n", "s", "t"], "short": ["North", "South", "Third"]})
TOLD = tables.as_frame(
    "03_coverage",
    [
        *told("alike", {"n": "says", "s": "says", "t": "says"}),
        *told("only the third is silent", {"n": "says", "s": "says", "t": "silent"}),
        *told("two are silent", {"n": "silent", "s": "says", "t": "silent"}),
        *told("too early", {"n": "says", "s": "could not have known", "t": "says otherwise"}),
        *told("the first is silent", {"n": "silent", "s": "says", "t": "says"}),
    ],
)


def test_claims_stand_in_the_order_of_who_is_silent() -> None:
    assert list(dict.fromkeys(by_silence(TOLD)["claim"])) == [
        "two are silent",
        "the first is silent",
        "only the third is silent",
        "alike",
        "too early",
    ]
    assert len(by_silence(TOLD)) == len(TOLD)
    assert by_silence(TOLD.iloc[:0]).empty


def test_each_articles_silences_stand_together_and_name_who_tells() -> None:
    found = silences_table(TOLD, ARTICLES)
    rows = list(found[["article", "value", "label"]].to_numpy())
    assert [tuple(row) for row in rows] == [
        ("n", "silent", "the first is silent"),
        ("n", "silent", "two are silent"),
        ("s", "could not have known", "too early"),
        ("t", "silent", "only the third is silent"),
        ("t", "silent", "two are silent"),
        ("t", "says otherwise", "too early"),
    ]
    assert list(found["told_by"]) == [
        "South; Third",
        "South",
        "North",
        "North; South",
        "South",
        "North",
    ]
    assert list(found["spans"]) == [
        "s:0-1 t:0-1",
        "s:0-1",
        "n:0-1",
        "n:0-1 s:0-1",
        "s:0-1",
        "t:0-1",
    ]
    assert silences_table(TOLD.iloc[:0], ARTICLES).empty
