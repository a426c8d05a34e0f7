"""Tables for a reader in a hurry, on the made-up topic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pandas as pd
import pytest

from helpers import tables
from helpers.scenarios import display, evidence, outlook, score
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


def test_the_short_name_stands_where_there_is_one(settings: Settings, table: pd.DataFrame) -> None:
    works, *others = settings.indicator
    named = settings.model_copy(
        update={"indicator": (works.model_copy(update={"short": "Works"}), *others)}
    )
    told = display.telling(table, named, DAY)
    assert list(told["name"]) == ["Works", "Money is short", "The weather is fine"]
    assert list(told["first"]) == ["n1:9-14 n2:0-5", "n2:9-14", "n1:0-5"]


def test_indicators_that_matched_nothing_are_named_for_each_day(
    settings: Settings, statements: Build, sources: pd.DataFrame
) -> None:
    given = statements([("n1", 9, "works", 1, "n1"), ("n3", 0, "money", 0, "n3")])
    both = pd.concat(
        [
            evidence.evidence(evidence.matches(given, settings, sources, day), settings, day)
            for day in settings.as_of
        ]
    )
    assert display.silent(both, settings).to_dict("records") == [
        {"as_of": "2030-02-01", "idle": "2 of 3", "which": "Money is short; The weather is fine"},
        {"as_of": "2030-06-01", "idle": "1 of 3", "which": "The weather is fine"},
    ]
    whole = settings.model_copy(update={"indicator": settings.indicator[:1]})
    one = evidence.evidence(
        evidence.matches(given, whole, sources, settings.as_of[0]), whole, settings.as_of[0]
    )
    assert list(display.silent(one, whole)["which"]) == ["none"]


@pytest.fixture
def expected(settings: Settings, statements: Build, sources: pd.DataFrame) -> pd.DataFrame:
    """Two papers carry one wire's word on the works, the second adds one of its own on money."""
    rows = [
        ("n1", 0, "works", 1, "wire"),
        ("n2", 0, "works", 1, "wire"),
        ("n2", 9, "money", 0, "n2"),
    ]
    model = settings.model_copy(update={"as_of": settings.as_of[:1], "doubt": 0.5})
    found = evidence.matches(statements(rows), model, sources, date(2030, 2, 1))
    return outlook.outlook(found, model, sources)


def test_the_outlook_stands_beside_other_priors_and_without_the_rule_on_copies(
    settings: Settings, expected: pd.DataFrame
) -> None:
    """Works 2:1 and money 1:2 at weight 1/2 cancel out; two mentions of the works weigh 3/4."""
    beside = display.ways(expected, settings)
    assert beside.to_dict("records") == [
        {
            "Scenario": "reopened",
            "2030-02-01: equal shares": "50% (50–50)",
            "2030-02-01: reference class": "25% (25–25)",
            "2030-02-01: every mention counted": "54% (54–54)",
        },
        {
            "Scenario": "closed",
            "2030-02-01: equal shares": "50% (50–50)",
            "2030-02-01: reference class": "75% (75–75)",
            "2030-02-01: every mention counted": "46% (46–46)",
        },
    ]


def test_what_an_article_adds_is_shown_with_its_sign(
    settings: Settings, expected: pd.DataFrame
) -> None:
    """Without the copy's paper the works stand alone, at 59 %; without the first nothing changes."""
    assert display.by_article(expected, settings).to_dict("records") == [
        {"as_of": "2030-02-01", "article": "n1", "A": "0", "B": "0"},
        {"as_of": "2030-02-01", "article": "n2", "A": "−9", "B": "+9"},
    ]


def test_each_rerun_says_who_leads_and_how_far_the_leader_moved(expected: pd.DataFrame) -> None:
    listed = display.leaders(expected)
    assert not set(listed["run"]) & {"main", "path 00 prior alone"}
    own = listed[(listed["prior"] == "reference class") & (listed["run"] == "flipped works_begun")]
    (row,) = own.to_dict("records")
    assert (row["main_leader"], row["leader"]) == ("B", "B")
    assert row["share"] == pytest.approx(0.88, abs=0.005)
    assert row["change"] == "+13"
    sizes = [abs(int(cell.replace("−", "-"))) for cell in own["change"]]
    assert sizes == sorted(sizes, reverse=True)


def test_the_smallest_losses_stand_in_one_row_a_day_and_prior() -> None:
    rows = [
        ("2030-02-01", prior, unit, leader, 3, size, "", new, "all sets")
        for prior, leader, unit, size, new in [
            ("other bridges", "B", "article", None, ""),
            ("other bridges", "B", "origin", 2, "tie"),
            ("uniform", "A", "article", 1, "B"),
        ]
    ]
    columns = list(tables.TABLES["04_fragility"].columns)
    shown = display.fragile(pd.DataFrame(rows, columns=columns))
    assert list(shown["prior"]) == ["equal shares", "other bridges"]
    assert list(shown["article"]) == ["1 of 3, then B", "none does"]
    assert shown["origin"].iloc[1] == "2 of 3, then tie"


def test_questions_show_the_range_that_each_scenario_gives_to_yes(settings: Settings) -> None:
    shown = display.asked(settings)
    assert list(shown["as_of"]) == ["2030-02-01", "2030-06-01"]
    assert (shown["A"].iloc[0], shown["B"].iloc[0]) == ("90%", "20%")


def test_scores_stand_beside_forecasts_that_know_nothing() -> None:
    row = {"as_of": "2030-02-01", "n": 2, "yes": 1, "brier": 0.4, "log_score": -0.9}
    row |= {"brier_coin": 0.25, "log_coin": -0.693, "brier_yes": 0.5, "log_yes": -2.3}
    row |= {"brier_uniform": 0.3, "log_uniform": -0.8}
    board = display.scoreboard(
        pd.DataFrame([row | {"prior": "other", "brier": 0.1}, row | {"prior": "uniform"}])
    )
    assert list(board.columns) == [
        "Forecast",
        "2030-02-01, n = 2: Brier",
        "2030-02-01, n = 2: log",
    ]
    assert [tuple(line) for line in board.itertuples(index=False)] == [
        ("the texts, equal shares", "0.40", "−0.90"),
        ("the texts, other", "0.10", "−0.90"),
        ("a coin", "0.25", "−0.69"),
        ("always yes (99% in the log score)", "0.50", "−2.30"),
        ("every scenario equally likely", "0.30", "−0.80"),
    ]


def test_no_scored_question_leaves_an_empty_board() -> None:
    nothing = score.totals(tables.empty("04_scores"))
    assert list(display.scoreboard(nothing).columns) == ["Forecast"]
    assert display.scoreboard(nothing).empty
