"""The outlook on a made-up topic, where every number can be worked out by hand.

With ranges of no width Bayes' rule gives the numbers in HAND: the prior odds times the likelihood
ratio of each finding, raised to its weight.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from helpers import tables
from helpers.scenarios import draws, evidence, fragility, outlook
from helpers.scenarios.settings import Model, Settings

ROOM = Path(outlook.__file__).parent

Row = tuple[str, int, str, int, str]
Build = Callable[[Sequence[Row]], dict[str, pd.DataFrame]]

WORKS: Row = ("n1", 0, "works", 1, "n1")
WORKS_COPY: Row = ("n2", 0, "works", 1, "n1")
WORKS_TOO: Row = ("n2", 0, "works", 1, "n2")
MONEY: Row = ("n2", 30, "money", -1, "n2")
WEATHER: Row = ("n2", 60, "weather", 1, "n2")

# rows, doubt, strength, prior, run, P(A)
HAND: list[tuple[list[Row], float, float, str, str, float]] = [
    ([], 0.0, 1.0, "uniform", "main", 0.5),
    ([WORKS], 0.0, 1.0, "uniform", "main", 0.666667),
    ([WORKS, WORKS_COPY], 0.0, 1.0, "uniform", "main", 0.666667),
    ([WORKS, MONEY], 0.0, 1.0, "uniform", "main", 0.5),
    ([WORKS], 0.0, 1.0, "reference class", "main", 0.4),
    ([WORKS], 0.5, 1.0, "uniform", "main", 0.585786),
    ([WORKS, WORKS_COPY], 0.5, 1.0, "uniform", "main", 0.585786),
    ([WORKS, WORKS_TOO], 0.5, 1.0, "uniform", "main", 0.627115),
    ([WORKS], 0.0, 0.5, "uniform", "main", 0.585786),
    ([WORKS, WORKS_COPY], 0.0, 0.5, "uniform", "every mention in full", 0.8),
    ([WORKS], 0.0, 0.5, "uniform", "findings independent", 0.666667),
    ([WORKS], 0.0, 1.0, "uniform", "evidence at half strength", 0.585786),
    ([WORKS], 0.5, 1.0, "uniform", "origins beyond doubt", 0.666667),
    ([WORKS], 0.0, 1.0, "uniform", "flipped works_begun", 0.25),
    ([WORKS], 0.0, 1.0, "uniform", "lanes = 3", 0.5),
    ([WORKS, MONEY], 0.0, 1.0, "uniform", "without n1", 0.333333),
    ([WORKS, MONEY], 0.0, 1.0, "uniform", "without origin n2", 0.666667),
    ([WORKS, WORKS_COPY], 0.0, 1.0, "uniform", "without n2", 0.666667),
    ([WORKS, WORKS_COPY], 0.0, 1.0, "uniform", "without origin n1", 0.5),
    ([WORKS, MONEY], 0.0, 1.0, "uniform", "path 00 prior alone", 0.5),
    ([WORKS, MONEY], 0.0, 1.0, "uniform", "path 01 through n1", 0.666667),
    ([WORKS, MONEY], 0.0, 1.0, "uniform", "path 02 through n2", 0.5),
    ([WORKS], 0.0, 1.0, "uniform", "ranges doubled", 0.666667),
]


def _found(given: dict[str, pd.DataFrame], model: Model, sources: pd.DataFrame) -> pd.DataFrame:
    parts = [evidence.matches(given, model, sources, day) for day in model.as_of]
    return pd.concat(parts, ignore_index=True)


def _outlook(given: dict[str, pd.DataFrame], model: Model, sources: pd.DataFrame) -> pd.DataFrame:
    return outlook.outlook(_found(given, model, sources), model, sources)


def _wide(settings: Settings) -> Settings:
    """The made-up settings with ranges that have some width."""
    raw = settings.model_dump(by_alias=True)
    for item in raw["indicator"][:2]:
        item["likelihood"] = {k: (lo * 0.8, lo * 1.1) for k, (lo, _) in item["likelihood"].items()}
    raw["prior"][0]["share"] = {"A": (0.2, 0.3), "B": (0.6, 0.8)}
    return Settings.model_validate(raw)


@pytest.mark.parametrize(("rows", "doubt", "strength", "prior", "run", "expected"), HAND)
def test_the_numbers_are_those_worked_out_by_hand(
    settings: Settings,
    statements: Build,
    sources: pd.DataFrame,
    rows: list[Row],
    doubt: float,
    strength: float,
    prior: str,
    run: str,
    expected: float,
) -> None:
    model = settings.model_copy(update={"doubt": doubt, "strength": strength})
    table = _outlook(statements(rows), model, sources)
    own = table[
        (table["as_of"] == "2030-02-01")
        & (table["prior"] == prior)
        & (table["run"] == run)
        & (table["scenario"] == "A")
    ]
    assert list(own["probability"]) == [expected]
    assert list(own["low"]) == pytest.approx([expected], abs=1e-6)


def test_the_table_fits_its_schema(
    settings: Settings, statements: Build, sources: pd.DataFrame
) -> None:
    table = _outlook(statements([WORKS, MONEY, WEATHER]), settings, sources)
    assert tables.check("04_outlook", table, closed=settings.closed()) == []


def test_a_later_article_counts_only_on_the_later_date(
    settings: Settings, statements: Build, sources: pd.DataFrame
) -> None:
    table = _outlook(statements([("n3", 0, "works", 1, "n3")]), settings, sources)
    own = table[(table["run"] == "main") & (table["scenario"] == "A")]
    uniform = own[own["prior"] == "uniform"]
    assert dict(zip(uniform["as_of"], uniform["probability"], strict=True)) == {
        "2030-02-01": 0.5,
        "2030-06-01": 0.666667,
    }


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["n1", "n2", "n3", "n4"]),
        st.integers(0, 5).map(lambda n: 10 * n),
        st.sampled_from(["works", "money", "weather"]),
        st.sampled_from([-1, 0, 1]),
        st.sampled_from(["n1", "n2", "wire", "agency"]),
    ),
    max_size=8,
    unique_by=lambda row: row[:3],
)


@given(rows=ROWS)
@examples(max_examples=20, deadline=None)
def test_probabilities_sum_to_one_in_every_run(
    settings: Settings, statements: Build, sources: pd.DataFrame, rows: list[Row]
) -> None:
    table = _outlook(statements(rows), _wide(settings), sources)
    sums = table.groupby(["as_of", "prior", "run"])["probability"].sum()
    assert sums.to_numpy() == pytest.approx(1.0, abs=1e-9)
    assert (table["low"] <= table["high"]).all()


@given(rows=ROWS, data=st.data())
@examples(max_examples=15, deadline=None)
def test_the_order_of_the_evidence_does_not_matter(
    settings: Settings,
    statements: Build,
    sources: pd.DataFrame,
    rows: list[Row],
    data: st.DataObject,
) -> None:
    model = _wide(settings)
    mixed = model.model_copy(
        update={"indicator": tuple(data.draw(st.permutations(model.indicator)))}
    )
    shuffled = statements(data.draw(st.permutations(rows)))
    first = _outlook(statements(rows), model, sources)
    turned = sources.iloc[::-1].reset_index(drop=True)
    assert_frame_equal(first, _outlook(shuffled, mixed, turned))


@given(rows=ROWS)
@examples(max_examples=15, deadline=None)
def test_neutral_evidence_changes_nothing(
    settings: Settings, statements: Build, sources: pd.DataFrame, rows: list[Row]
) -> None:
    model = _wide(settings)
    plain = [row for row in rows if row[2] != "weather"]
    neutral = [*plain, ("n1", 90, "weather", 1, "agency"), ("n2", 90, "weather", 1, "wire")]
    first = _outlook(statements(plain), model, sources)
    assert_frame_equal(first, _outlook(statements(neutral), model, sources))


@given(rows=ROWS)
@examples(max_examples=15, deadline=None)
def test_doubling_the_articles_of_one_origin_changes_nothing(
    settings: Settings, statements: Build, sources: pd.DataFrame, rows: list[Row]
) -> None:
    model = _wide(settings)
    copies = [("n5", *row[1:]) for row in rows if row[0] == "n1"]
    more = pd.concat(
        [sources, pd.DataFrame({"article": ["n5"], "latest": ["2030-01-10"]})], ignore_index=True
    )
    first = _outlook(statements(rows), model, sources)
    second = _outlook(statements([*rows, *copies]), model, more)
    for table in (first, second):
        assert set(table["run"]) >= {"main", "origins beyond doubt"}
    names = ["main", "origins beyond doubt", "findings independent", "evidence at half strength"]
    one, two = (t[t["run"].isin(names)].reset_index(drop=True) for t in (first, second))
    assert_frame_equal(one, two)


def test_the_same_seed_gives_the_same_numbers_and_another_one_others(
    settings: Settings, statements: Build, sources: pd.DataFrame
) -> None:
    model = _wide(settings)
    rows = statements([WORKS, MONEY])
    first = _outlook(rows, model, sources)
    assert_frame_equal(first, _outlook(rows, model, sources))
    other = _outlook(rows, model.model_copy(update={"seed": 8}), sources)
    assert not first.equals(other)


def test_wider_ranges_give_wider_intervals(
    settings: Settings, statements: Build, sources: pd.DataFrame
) -> None:
    table = _outlook(statements([WORKS, MONEY]), _wide(settings), sources)
    own = table[(table["prior"] == "uniform") & (table["scenario"] == "A")]
    width = {
        row["run"]: row["high"] - row["low"]
        for row in own[own["as_of"] == "2030-02-01"].to_dict("records")
    }
    assert width["ranges halved"] < width["main"] < width["ranges doubled"]


def test_each_article_is_shown_with_what_it_moved(
    settings: Settings, statements: Build, sources: pd.DataFrame
) -> None:
    moved = outlook.moved(_outlook(statements([WORKS, MONEY]), settings, sources))
    own = moved[(moved["as_of"] == "2030-02-01") & (moved["prior"] == "uniform")]
    assert dict(zip(own["article"] + own["scenario"], own["change"], strict=True)) == {
        "n1A": 0.166667,
        "n1B": -0.166667,
        "n2A": -0.166667,
        "n2B": 0.166667,
    }


@given(rows=st.lists(st.lists(st.floats(0, 1), min_size=100, max_size=100), min_size=1, max_size=3))
@examples(max_examples=30, deadline=None)
def test_an_interval_is_made_of_the_quantiles_of_the_draws(rows: list[list[float]]) -> None:
    drawn = np.array(rows)
    lows, highs = np.quantile(drawn, draws.INTERVAL, axis=1)
    for summary, low, high in zip(draws.summarise(drawn, whole=False), lows, highs, strict=True):
        assert (summary.low, summary.high) == pytest.approx((low, high), abs=1e-6)


def test_the_same_ranges_are_drawn_once_and_cannot_be_changed(settings: Settings) -> None:
    ranges = {"A": (0.2, 0.4), "B": (0.1, 0.9)}
    first = draws.chances(settings, ranges, "works")
    assert draws.chances(settings, dict(ranges), "works") is first
    with pytest.raises(ValueError, match="read-only"):
        first[0, 0] = 0.5
    for other in ({"A": (0.2, 0.5), "B": (0.1, 0.9)}, {"A": (0.2, 0.4), "B": (0.1, 0.8)}):
        assert not np.array_equal(draws.chances(settings, other, "works"), first)


def test_questions_follow_from_the_scenarios(
    settings: Settings, statements: Build, sources: pd.DataFrame
) -> None:
    table = outlook.questions(_found(statements([WORKS]), settings, sources), settings)
    assert tables.check("04_questions", table, closed=settings.closed()) == []
    first = table[(table["as_of"] == "2030-02-01") & (table["prior"] == "uniform")].iloc[0]
    assert first["probability"] == pytest.approx(2 / 3 * 0.9 + 1 / 3 * 0.2, abs=1e-6)
    assert first["uniform"] == pytest.approx(0.55, abs=1e-6)
    assert first["words"] == "likely"


def test_what_was_learnt_afterwards_changes_no_forecast(
    settings: Settings, statements: Build, sources: pd.DataFrame
) -> None:
    later = ("resolution", "provisional", "forecast", "watch", "hindsight")
    bare = Model.model_validate(
        {k: v for k, v in settings.model_dump(by_alias=True).items() if k not in later}
    )
    rows = statements([WORKS, MONEY, WEATHER])
    found = _found(rows, settings, sources)
    assert_frame_equal(found, _found(rows, bare, sources))
    assert_frame_equal(
        outlook.outlook(found, settings, sources), outlook.outlook(found, bare, sources)
    )
    assert_frame_equal(outlook.questions(found, settings), outlook.questions(found, bare))


@pytest.mark.parametrize("name", ["draws", "evidence", "fragility", "outlook", "settings"])
def test_code_that_forecasts_cannot_reach_the_outcomes(name: str) -> None:
    """By construction: it imports neither the scorer nor a way to a file, and reads none."""
    module = ast.parse((ROOM / f"{name}.py").read_text(encoding="utf-8"))
    imported = set()
    called = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Attribute):
            called.add(node.attr)
        elif isinstance(node, ast.Name):
            called.add(node.id)
    forbidden = ("pathlib", "os", "io", "csv", "score", "checks", "urllib", "importlib")
    assert not [item for item in imported if set(item.split(".")) & set(forbidden)]
    assert not called & {"open", "read", "read_csv", "read_faults", "read_text", "read_bytes"}
    if name != "settings":
        names = ("Settings", "Resolution", "Provisional", "Forecast", "Hindsight")
        assert not [item for item in imported if item.split(".")[-1] in names]


FRAGILE: list[tuple[list[Row], str, int | None, str, str]] = [
    ([WORKS], "article", 1, "n1", "tie"),
    ([WORKS, WORKS_COPY], "article", 2, "n1; n2", "tie"),
    ([WORKS, WORKS_COPY], "origin", 1, "n1", "tie"),
    ([WORKS, WORKS_TOO], "origin", 2, "n1; n2", "tie"),
    ([WORKS, WORKS_TOO], "indicator", 1, "works_begun", "tie"),
    ([], "article", None, "", ""),
]


@pytest.mark.parametrize(("rows", "unit", "size", "members", "new"), FRAGILE)
def test_the_smallest_loss_that_changes_the_leader_is_found(
    settings: Settings,
    statements: Build,
    sources: pd.DataFrame,
    rows: list[Row],
    unit: str,
    size: int | None,
    members: str,
    new: str,
) -> None:
    table = fragility.smallest_sets(_found(statements(rows), settings, sources), settings)
    assert tables.check("04_fragility", table) == []
    (own,) = table[
        (table["as_of"] == "2030-02-01") & (table["prior"] == "uniform") & (table["unit"] == unit)
    ].to_dict("records")
    assert (None if pd.isna(own["size"]) else own["size"]) == size
    assert (own["members"], own["new_leader"]) == (members, new)


def test_beyond_the_limit_the_strongest_evidence_goes_first(
    settings: Settings,
    statements: Build,
    sources: pd.DataFrame,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fragility, "MOST_SETS", 2)
    found = _found(statements([WORKS, WORKS_TOO]), settings, sources)
    table = fragility.smallest_sets(found, settings)
    own = table[(table["unit"] == "origin") & (table["prior"] == "uniform")].iloc[0]
    assert (own["size"], own["members"]) == (2, "n1; n2")
    assert own["search"] == "strongest first"
