"""Scores on the made-up topic: worked out by hand, and "none" without outcomes."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import tables
from helpers.scenarios import evidence, outlook, score
from helpers.scenarios.settings import Settings

Row = tuple[str, int, str, int, str]
Build = Callable[[Sequence[Row]], dict[str, pd.DataFrame]]


@pytest.fixture
def found(settings: Settings, statements: Build, sources: pd.DataFrame) -> pd.DataFrame:
    rows = statements([("n1", 0, "works", 1, "n1")])
    parts = [evidence.matches(rows, settings, sources, day) for day in settings.as_of]
    return pd.concat(parts, ignore_index=True)


@pytest.fixture
def questions(settings: Settings, found: pd.DataFrame) -> pd.DataFrame:
    return outlook.questions(found, settings)


def test_a_forecast_is_scored_beside_the_plain_ones(
    settings: Settings, questions: pd.DataFrame, outcomes: pd.DataFrame
) -> None:
    table = score.scores(questions, settings, outcomes)
    assert tables.check("04_scores", table, closed=settings.closed()) == []
    (row,) = table[(table["as_of"] == "2030-02-01") & (table["prior"] == "uniform")].to_dict(
        "records"
    )
    assert (row["outcome"], row["resolved"], row["outcome_id"]) == ("yes", "2030-07-04", "drive")
    assert row["brier"] == pytest.approx(1 / 9, abs=1e-5)
    assert row["log_score"] == pytest.approx(math.log(2 / 3), abs=1e-5)
    assert row["brier_uniform"] == pytest.approx(0.45**2, abs=1e-5)
    assert row["log_uniform"] == pytest.approx(math.log(0.55), abs=1e-5)
    assert (row["brier_coin"], row["brier_yes"]) == (0.25, 0.0)
    assert row["log_yes"] == pytest.approx(math.log(0.99), abs=1e-5)


def test_the_totals_give_n_and_means(
    settings: Settings, questions: pd.DataFrame, outcomes: pd.DataFrame
) -> None:
    totals = score.totals(score.scores(questions, settings, outcomes))
    assert list(totals["n"]) == [1, 1, 1, 1]
    assert list(totals["yes"]) == [1, 1, 1, 1]
    own = totals[(totals["as_of"] == "2030-06-01") & (totals["prior"] == "uniform")]
    assert list(own["brier"]) == pytest.approx([1 / 9], abs=1e-5)


def test_a_forecast_made_when_the_question_was_settled_is_not_scored(
    settings: Settings, questions: pd.DataFrame, outcomes: pd.DataFrame
) -> None:
    early = outcomes.assign(date=["2030-05-30", "2030-08"])
    assert set(score.scores(questions, settings, early)["as_of"]) == {"2030-02-01"}
    on_the_day = outcomes.assign(date=["2030-06-01", "2030-08"])
    assert set(score.scores(questions, settings, on_the_day)["as_of"]) == {"2030-02-01"}
    day_after = outcomes.assign(date=["2030-06-02", "2030-08"])
    assert set(score.scores(questions, settings, day_after)["as_of"]) == {
        "2030-02-01",
        "2030-06-01",
    }


def test_no_is_settled_when_the_time_is_up(
    settings: Settings, questions: pd.DataFrame, outcomes: pd.DataFrame
) -> None:
    no = settings.resolution[0].model_copy(update={"answer": "no", "outcome": "flood"})
    table = score.scores(questions, settings.model_copy(update={"resolution": (no,)}), outcomes)
    assert set(table["resolved"]) == {"2030-07-31"}
    assert set(table["outcome"]) == {"no"}


def test_emptied_outcomes_leave_every_score_at_none(
    settings: Settings, found: pd.DataFrame, questions: pd.DataFrame, sources: pd.DataFrame
) -> None:
    nothing = tables.empty("outcomes")
    table = score.scores(questions, settings, nothing)
    assert set(table["outcome"]) == {"none"}
    assert table["brier"].isna().all()
    assert score.totals(table).empty
    assert len(table) == len(questions)
    assert tables.check("04_scores", table, closed=settings.closed()) == []
    told = score.forecasts(settings, nothing)
    assert list(told["verdict"]) == ["open"]
    assert list(told["outcome"]) == ["none"]
    assert score.hindsight(settings, nothing).empty
    main = outlook.outlook(found, settings, sources)
    assert set(score.scenario_scores(main, settings, nothing)["scenario"]) == {"none"}


def test_a_question_without_a_resolution_is_open(
    settings: Settings, questions: pd.DataFrame, outcomes: pd.DataFrame
) -> None:
    open_ = settings.model_copy(update={"resolution": ()})
    assert set(score.scores(questions, open_, outcomes)["outcome"]) == {"open"}


def test_the_provisional_scenario_is_scored_beside_the_uniform_forecast(
    settings: Settings, found: pd.DataFrame, sources: pd.DataFrame, outcomes: pd.DataFrame
) -> None:
    main = outlook.outlook(found, settings, sources)
    table = score.scenario_scores(main, settings, outcomes)
    own = table[(table["as_of"] == "2030-02-01") & (table["prior"] == "uniform")].iloc[0]
    assert own["scenario"] == "A"
    assert own["brier"] == pytest.approx(2 / 9, abs=1e-5)
    assert own["brier_uniform"] == 0.5
    assert own["log_uniform"] == pytest.approx(math.log(0.5), abs=1e-5)


def test_forecasts_name_the_origin_of_their_sentence(
    settings: Settings, outcomes: pd.DataFrame
) -> None:
    origins = tables.as_frame(
        "02_origins",
        [
            {"article": "n1", "start": 0, "end": 8, "source": "wire"},
            {"article": "n1", "start": 8, "end": 60, "source": "n1"},
        ],
    )
    assert list(score.forecasts(settings, outcomes, origins)["source"]) == ["wire"]
    assert list(score.forecasts(settings, outcomes)["source"]) == ["n1"]
    table = score.forecasts(settings, outcomes, origins)
    assert tables.check("04_forecasts", table, texts={"n1": "سيفتح الجسر قريبا"}) == []


def test_hindsight_marks_the_single_source(settings: Settings, outcomes: pd.DataFrame) -> None:
    table = score.hindsight(settings, outcomes)
    assert tables.check("04_hindsight", table) == []
    assert list(table["status"]) == ["single source"]


@given(st.floats(0, 1), st.booleans())
def test_a_score_never_beats_certainty_about_the_truth(p: float, happened: bool) -> None:
    assert 0 <= score.brier(p, happened) <= 1
    assert score.log_score(p, happened) <= 0
    assert math.isfinite(score.log_score(p, happened))


@given(st.floats(0, 1), st.floats(0, 1))
def test_brier_is_least_on_average_for_the_honest_probability(truth: float, said: float) -> None:
    def mean(p: float) -> float:
        return truth * score.brier(p, True) + (1 - truth) * score.brier(p, False)

    assert mean(truth) <= mean(said) + 2e-6
