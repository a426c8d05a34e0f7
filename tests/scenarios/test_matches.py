"""Evidence queries on made-up tables, and on the reviewed codes of the seeds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from helpers import tables
from helpers.scenarios import evidence
from helpers.scenarios.checks import read_settings
from helpers.scenarios.settings import Settings, Where

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
FEBRUARY, JUNE = date(2030, 2, 1), date(2030, 6, 1)

Row = tuple[str, int, str, int, str]
Build = Callable[[Sequence[Row]], dict[str, pd.DataFrame]]

TABLE = tables.as_frame(
    "02_figures",
    [
        # Made up: a count, a date, a relative date, a figure without a value.
        {"article": "n1", "start": 0, "unit": "lorry", "low": 40, "event": "", "date": ""},
        {"article": "n1", "start": 9, "event": "bridge opens", "date": "2030-06"},
        {"article": "n1", "start": 20, "event": "Bridge closes", "date": "relative"},
        {"article": "n1", "start": 30, "quote": "الأُولى", "unit": "lane", "low": None},
    ],
)

CONDITIONS = [
    ({"column": "unit", "is": "lorry"}, [0]),
    ({"column": "unit", "is": "lorries"}, []),
    ({"column": "low", "is": 40}, [0]),
    ({"column": "unit", "in": ["lorry", "lane"]}, [0, 30]),
    ({"column": "event", "contains": ["BRIDGE"]}, [9, 20]),
    ({"column": "event", "contains": ["opens", "closes"]}, [9, 20]),
    ({"column": "event", "lacks": ["bridge"]}, [0, 30]),
    ({"column": "quote", "contains": ["الاولي"]}, [30]),
    ({"column": "low", "least": 40}, [0]),
    ({"column": "low", "least": 41}, []),
    ({"column": "low", "most": 40}, [0]),
    ({"column": "date", "until": date(2030, 6, 30)}, [9]),
    ({"column": "date", "until": date(2030, 6, 29)}, []),
    ({"column": "date", "since": date(2030, 6, 1)}, [9]),
    ({"column": "date", "since": date(2030, 6, 2)}, []),
]


@pytest.mark.parametrize(("condition", "starts"), CONDITIONS)
def test_a_condition_holds_for_these_rows(condition: dict[str, object], starts: list[int]) -> None:
    held = evidence.select(TABLE, [Where.model_validate(condition)])
    assert list(TABLE[held]["start"]) == starts


def test_an_article_enters_on_its_latest_possible_day(sources: pd.DataFrame) -> None:
    assert evidence.entered(sources, date(2030, 1, 9)) == []
    assert evidence.entered(sources, date(2030, 1, 31)) == ["n1"]
    assert evidence.entered(sources, FEBRUARY) == ["n1", "n2"]
    assert evidence.entered(sources, JUNE) == ["n1", "n2", "n3"]


def test_uncertainty_marks_add_no_day() -> None:
    sources = pd.DataFrame({"article": ["n1"], "latest": ["2030-01-29/2030-02-01~"]})
    assert evidence.entered(sources, FEBRUARY) == ["n1"]


def test_an_article_after_the_as_of_date_cannot_enter(
    settings: Settings, statements: Build, sources: pd.DataFrame
) -> None:
    late = statements([("n3", 0, "works", 1, "n3"), ("n4", 0, "works", 1, "n4")])
    assert evidence.matches(late, settings, sources, FEBRUARY).empty
    assert list(evidence.matches(late, settings, sources, JUNE)["article"]) == ["n3"]


def test_matches_carry_span_origin_and_indicator(
    settings: Settings, statements: Build, sources: pd.DataFrame
) -> None:
    given = statements(
        [("n1", 0, "works", 1, "wire"), ("n1", 9, "works", -1, "wire"), ("n2", 0, "money", 0, "n2")]
    )
    found = evidence.matches(given, settings, sources, FEBRUARY)
    rows = list(found[["indicator", "article", "start", "source"]].itertuples(index=False))
    assert [tuple(row) for row in rows] == [
        ("money_short", "n2", 0, "n2"),
        ("works_begun", "n1", 0, "wire"),
    ]
    assert tables.check("04_matches", found, closed=settings.closed()) == []


def test_any_of_several_queries_matches_and_a_row_counts_once(
    settings: Settings, statements: Build, sources: pd.DataFrame
) -> None:
    works, money, _ = settings.indicator
    both = works.model_copy(update={"match": (*works.match, *money.match, *works.match)})
    model = settings.model_copy(update={"indicator": (both,)})
    given = statements([("n1", 0, "works", 1, "n1"), ("n1", 5, "money", -1, "n1")])
    assert list(evidence.matches(given, model, sources, FEBRUARY)["start"]) == [0, 5]


def test_a_query_for_a_table_that_is_not_given_is_refused(
    settings: Settings, sources: pd.DataFrame
) -> None:
    with pytest.raises(KeyError, match="works_begun asks for 03_statements"):
        evidence.matches({}, settings, sources, FEBRUARY)


def test_a_table_without_origins_counts_each_article_as_its_own(
    settings: Settings, sources: pd.DataFrame
) -> None:
    works = settings.indicator[0].model_dump(by_alias=True)
    works["match"] = [{"table": "03_voices", "where": [{"column": "actor", "is": "Mayor"}]}]
    model = Settings.model_validate(
        settings.model_dump(by_alias=True) | {"indicator": [works], "resolution": []}
    )
    voices = tables.as_frame(
        "03_voices", [{"article": "n2", "start": 3, "end": 8, "quote": "الجسر", "actor": "Mayor"}]
    )
    found = evidence.matches({"03_voices": voices}, model, sources, FEBRUARY)
    assert list(found["source"]) == ["n2"]


def test_evidence_shows_what_matched_nothing_with_no_weight(
    settings: Settings, statements: Build, sources: pd.DataFrame
) -> None:
    given = statements([("n1", 0, "works", 1, "wire"), ("n2", 7, "works", 1, "wire")])
    found = evidence.matches(given, settings, sources, FEBRUARY)
    table = evidence.evidence(found, settings, FEBRUARY)
    assert tables.check("04_evidence", table, closed=settings.closed()) == []
    idle = evidence.unmatched(table)
    assert list(idle["indicator"]) == ["money_short", "weather_fine"]
    assert set(table[table["indicator"] == "money_short"]["weight"]) == {0.0}
    works = table[(table["indicator"] == "works_begun") & (table["scenario"] == "A")].iloc[0]
    assert (works["rows"], works["origins"], works["weight"]) == (2, 1, 1.0)
    assert works["spans"] == "n1:0-5 n2:7-12"
    assert (works["ratio_low"], works["ratio_high"]) == (2.0, 2.0)


@pytest.mark.parametrize(
    ("doubt", "strength", "origins", "expected"),
    [
        (0.5, 1.0, 0, 0.0),
        (0.5, 1.0, 1, 0.5),
        (0.5, 1.0, 2, 0.75),
        (0.5, 0.5, 2, 0.375),
        (0.0, 1.0, 3, 1.0),
    ],
)
def test_further_origins_add_less_and_less(
    settings: Settings, doubt: float, strength: float, origins: int, expected: float
) -> None:
    model = settings.model_copy(update={"doubt": doubt, "strength": strength})
    assert model.weight(origins) == expected


def test_a_span_under_two_indicators_is_shown(
    settings: Settings, statements: Build, sources: pd.DataFrame
) -> None:
    given = statements(
        [("n1", 0, "works", 1, "n1"), ("n1", 0, "money", 0, "n1"), ("n2", 0, "works", 1, "n2")]
    )
    found = evidence.matches(given, settings, sources, FEBRUARY)
    (row,) = evidence.shared(found).to_dict("records")
    assert (row["article"], row["indicators"]) == ("n1", "money_short; works_begun")


def test_every_real_indicator_finds_something_among_the_reviewed_codes() -> None:
    settings = read_settings(SEEDS)
    given = {}
    for name, coded in (("02_figures", "figures"), ("03_statements", "statements")):
        rows = tables.read(f"coding/{coded}", SEEDS).to_dict("records")
        columns = tables.TABLES[name].columns
        kept = [{str(k): v for k, v in row.items() if k in columns} for row in rows]
        full = [row | {"source": row["article"], "origin": "reviewed"} for row in kept]
        given[name] = tables.as_frame(name, full)
    articles = sorted(set(given["03_statements"]["article"]))
    sources = pd.DataFrame({"article": articles, "latest": "2024-09-30"})
    day = settings.as_of[-1]
    found = evidence.matches(given, settings, sources, day)
    assert evidence.unmatched(evidence.evidence(found, settings, day)).empty
