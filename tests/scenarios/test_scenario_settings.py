"""Faults of ``scenarios.toml``: each row of SPOILT breaks the made-up settings in one place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from helpers import tables
from helpers.faults import SeedsError
from helpers.frame import Frame, read_frame
from helpers.scenarios.checks import check_settings, internal, load_settings, read_settings
from helpers.scenarios.settings import Model, Settings

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

Spoil = Callable[[dict[str, Any]], object]

SPOILT: list[tuple[str, Spoil, str]] = [
    (
        "a range out of order",
        lambda s: s["indicator"][0]["likelihood"].update(A=[0.9, 0.8]),
        r"works_begun\.likelihood\.A: expected low <= high; got \[0\.9, 0\.8\]",
    ),
    (
        "a probability above one",
        lambda s: s["indicator"][0]["likelihood"].update(A=[0.9, 1.2]),
        r"works_begun\.likelihood\.A: expected probabilities above 0 and below 1",
    ),
    (
        "certainty",
        lambda s: s["question"][0]["given"][0]["chance"].update(B=[0.0, 0.2]),
        r"test_drive\.given 2030-02-01\.chance\.B: expected probabilities above 0",
    ),
    (
        "a scenario without a range",
        lambda s: s["prior"][0]["share"].pop("B"),
        r"reference class\.share: expected a range for B; got none",
    ),
    (
        "a range for an unknown scenario",
        lambda s: s["indicator"][1]["likelihood"].update(C=[0.1, 0.2]),
        r"money_short\.likelihood: expected one of A, B; got 'C'",
    ),
    (
        "a branch to an unknown scenario",
        lambda s: s["branch"][1].update(scenario="C"),
        r"branch\[2\]\.scenario: expected one of A, B; got 'C'",
    ),
    (
        "a scenario that no branch reaches",
        lambda s: s["scenario"].append({"id": "C", "name": "n", "text": "t"}),
        r"branch: expected a branch that ends in C; got none",
    ),
    (
        "an incomplete tree",
        lambda s: s["branch"][1].update(when={"variable": "torn_down", "is": True}),
        r"a branch for every state of the world; got none for open_lanes = 1, torn_down = 0",
    ),
    (
        "a branch hidden by those above it",
        lambda s: s["branch"].insert(
            1, {"scenario": "B", "text": "t", "when": s["branch"][0]["when"]}
        ),
        r"branch\[2\]: expected states of the world that only this branch takes",
    ),
    (
        "an unknown variable in the tree",
        lambda s: s["branch"][0].update(when={"variable": "ferries", "is": True}),
        r"branch\[1\]\.when: expected one of open_lanes, torn_down, until; got 'ferries'",
    ),
    (
        "an unknown threshold in the tree",
        lambda s: s["branch"][0].update(when={"variable": "open_lanes", "least": "lane"}),
        r"branch\[1\]\.when: expected one of lanes, horizon; got 'lane'",
    ),
    (
        "a flag compared as a number",
        lambda s: s["branch"][0].update(when={"variable": "torn_down", "least": 1}),
        r"torn_down \(flag\): is; got least",
    ),
    (
        "a date compared with a number",
        lambda s: s["branch"][0].update(when={"variable": "until", "above": 3}),
        r"until \(date\): a bound that is a date; got 3",
    ),
    (
        "a comparison without a test",
        lambda s: s["branch"][0].update(when={"variable": "open_lanes"}),
        r"open_lanes \(number\): one or more of below, most, least, above; got no test",
    ),
    (
        "a test that is a list and a comparison",
        lambda s: s["branch"][0]["when"].update(variable="torn_down"),
        r"expected one of all, any or variable in each test; got several",
    ),
    (
        "a threshold's move that cannot happen",
        lambda s: s["threshold"][0]["alternative"][0]["move"][0].update({"from": "B", "to": "A"}),
        r"lanes = 3: expected a move that the tree allows: A to B; got 'B to A'",
    ),
    (
        "a threshold's move that is left out",
        lambda s: s["threshold"][0]["alternative"][0].update(move=[]),
        r"lanes = 3: expected a share for each move; got 'A to B'",
    ),
    (
        "a share above one",
        lambda s: s["threshold"][0]["alternative"][0]["move"][0].update(share=[0.5, 1.5]),
        r"lanes = 3: expected a share from 0 to 1, low <= high",
    ),
    (
        "an unknown column",
        lambda s: s["indicator"][0]["match"][0]["where"][0].update(column="mood"),
        r"works_begun\.match: expected one of article, .* got 'mood'",
    ),
    (
        "text for a number",
        lambda s: s["indicator"][0]["match"][0]["where"][1].update({"is": "yes"}),
        r"stance: a number; got 'yes'",
    ),
    (
        "a number for text",
        lambda s: s["indicator"][0]["match"][0]["where"][0].update({"is": 3}),
        r"proposition: text; got 3",
    ),
    (
        "words looked for in a number",
        lambda s: s["indicator"][0]["match"][0]["where"].append(
            {"column": "stance", "contains": ["x"]}
        ),
        r"stance: is, in, least or most, as it is a number; got 'contains'",
    ),
    (
        "a day compared with a column that has no dates",
        lambda s: s["indicator"][0]["match"][0]["where"].append(
            {"column": "quote", "until": date(2030, 1, 1)}
        ),
        r"expected a column of dates; got 'quote'",
    ),
    (
        "two tests in one condition",
        lambda s: s["indicator"][0]["match"][0]["where"][0].update(lacks=["x"]),
        r"one of is, in, contains, lacks, least, most, since, until; got 'is, lacks'",
    ),
    (
        "the same indicator twice",
        lambda s: s["indicator"].append(s["indicator"][0]),
        r"indicator: expected each name once; got 'works_begun' 2 times",
    ),
    (
        "a question asked on the day it is settled",
        lambda s: s["question"][0].update(by=date(2030, 6, 1)),
        r"given\.as_of: expected an as-of date before 2030-06-01; got 2030-06-01",
    ),
    (
        "a question asked on another day",
        lambda s: s["question"][0]["given"][0].update(as_of=date(2030, 3, 1)),
        r"given\.as_of: expected one of 2030-02-01, 2030-06-01; got 2030-03-01",
    ),
    (
        "as-of dates out of order",
        lambda s: s["as_of"].reverse(),
        r"as_of: expected different dates in order; got 2030-06-01, 2030-02-01",
    ),
    (
        "an as-of date past the horizon",
        lambda s: s["as_of"].append(date(2031, 1, 1)),
        r"as_of: expected a day before 2030-12-31; got 2031-01-01",
    ),
    (
        "a resolution of no question",
        lambda s: s["resolution"][0].update(question="ride"),
        r"resolution\[1\]\.question: expected one of test_drive; got 'ride'",
    ),
    (
        "a watch-list line for no scenario",
        lambda s: s["watch"][0].update(favours="C"),
        r"watch\[1\]\.favours: expected one of A, B; got 'C'",
    ),
    (
        "a provisional scenario that is none",
        lambda s: s["provisional"].update(scenario="C"),
        r"provisional\.scenario: expected one of A, B; got 'C'",
    ),
    (
        "a second uniform prior",
        lambda s: s["prior"][0].update(id="uniform"),
        r"prior: expected each name once; got 'uniform' 2 times",
    ),
]


def _made_up_frame(*propositions: str) -> Frame:
    named = [{"id": name, "label": name, "text": name} for name in propositions]
    return Frame.model_validate(
        {
            "topic": {"title": "The bridge", "question": "Will it reopen?", "version": "1"},
            "group": [{"id": "north", "label": "North"}],
            "voice_group": [{"id": "outlet", "label": "the outlet itself"}],
            "proposition": named,
        }
    )


def test_the_made_up_settings_have_no_fault(settings: Settings) -> None:
    assert internal(settings) == []


@pytest.mark.parametrize(
    ("spoil", "message"), [pytest.param(s, m, id=name) for name, s, m in SPOILT]
)
def test_a_fault_is_named_with_its_place(
    raw: Callable[[], dict[str, Any]], spoil: Spoil, message: str
) -> None:
    spoilt = raw()
    spoil(spoilt)
    faults = internal(Settings.model_validate(spoilt))
    with pytest.raises(SeedsError, match=message):
        raise SeedsError(faults)


def test_all_faults_are_named_at_once(raw: Callable[[], dict[str, Any]]) -> None:
    spoilt = raw()
    spoilt["indicator"][0]["likelihood"]["A"] = [0.9, 0.8]
    spoilt["branch"][1]["scenario"] = "C"
    spoilt["watch"][0]["favours"] = "D"
    faults = "\n".join(map(str, internal(Settings.model_validate(spoilt))))
    assert "low <= high" in faults
    assert "'C'" in faults
    assert "'D'" in faults


def test_an_unknown_key_is_a_fault_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "scenarios.toml").write_text('horizon = 2030-12-31\nodds = "x"\n', encoding="utf-8")
    settings, faults = load_settings(tmp_path)
    assert settings is None
    assert any("odds" in str(fault) for fault in faults)
    with pytest.raises(SeedsError, match="odds"):
        read_settings(tmp_path)


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(SeedsError, match="no such file"):
        read_settings(tmp_path)


def test_what_the_settings_say_of_other_files_is_checked(
    settings: Settings, outcomes: pd.DataFrame
) -> None:
    texts = {"n1": "سيفتح الجسر قريبا."}  # made up
    frame = _made_up_frame("works", "money", "weather")
    assert check_settings(settings, texts, frame, outcomes) == []
    wrong = check_settings(
        settings,
        {"n1": "لن يفتح الجسر."},  # made up
        _made_up_frame("works", "money"),
        outcomes[outcomes["id"] == "flood"],
    )
    shown = "\n".join(map(str, wrong))
    assert "the characters 0–11 of n1" in shown
    assert "resolution[1].outcome: expected the id of a row of outcomes.csv; got 'drive'" in shown
    assert "proposition: one of works, money; got 'weather'" in shown
    assert "forecast[1].outcome_ids" in shown
    assert "provisional.outcomes" in shown


def test_a_forecast_of_an_unknown_article_is_a_fault(settings: Settings) -> None:
    (fault,) = check_settings(settings, {"n2": "نص"})
    assert "forecast[1].article: expected one of n2; got 'n1'" in str(fault)


def test_yes_cannot_rest_on_an_outcome_after_the_deadline(
    settings: Settings, outcomes: pd.DataFrame
) -> None:
    late = outcomes.assign(date=["2030-08-01", "2030-08"])
    (fault,) = check_settings(settings, outcomes=late)
    assert "an outcome by 2030-07-31 for the answer yes; got 2030-08-01" in str(fault)


def test_the_model_holds_nothing_that_was_learnt_afterwards() -> None:
    afterwards = set(Settings.model_fields) - set(Model.model_fields)
    assert afterwards == {"resolution", "provisional", "forecast", "watch", "hindsight"}


def test_the_real_settings_fit_the_articles_the_outcomes_and_the_frame() -> None:
    settings, faults = load_settings(SEEDS)
    assert faults == []
    assert settings is not None
    articles = (SEEDS / "articles").glob("*.txt")
    texts = {path.stem: path.read_bytes().decode("utf-8") for path in articles}
    outcomes = tables.read("outcomes", SEEDS)
    assert check_settings(settings, texts, read_frame(SEEDS), outcomes) == []


def test_the_real_settings_cover_every_theme_with_a_reason_each() -> None:
    settings = read_settings(SEEDS)
    assert len(settings.indicator) >= 15
    assert len({indicator.theme for indicator in settings.indicator}) >= 8
    assert len({indicator.reason for indicator in settings.indicator}) == len(settings.indicator)
    assert {forecast.own for forecast in settings.forecast} == {"own", "reported"}
