"""The ordered tree: every state of the world is exactly one scenario.

EDGES holds states at and beside each threshold of the real tree, worked out from its five rules by
hand.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from helpers.scenarios import tree
from helpers.scenarios.checks import read_settings
from helpers.scenarios.settings import Settings

REAL = read_settings(Path(__file__).resolve().parents[2] / "seeds")

# A managed full exit: everything agreed, nobody left.
CALM: dict[str, Any] = {
    "federal_forced": False,
    "federal_days_early": 0,
    "kurdistan_forced": False,
    "kurdistan_days_early": 0,
    "mission_declared_ended": True,
    "mission_end": date(2026, 9, 30),
    "us_troops": 0,
    "us_personnel": 0,
    "at_federal_base": False,
}

EDGES: list[tuple[dict[str, Any], str]] = [
    ({}, "S1"),
    ({"us_personnel": 49}, "S1"),
    ({"us_personnel": 50}, "S3"),
    ({"us_personnel": 50, "at_federal_base": True}, "S2"),
    ({"us_personnel": 49, "at_federal_base": True}, "S1"),
    ({"us_troops": 2500, "us_personnel": 2500}, "S3"),
    ({"us_troops": 2501, "us_personnel": 2501}, "S5"),
    ({"mission_declared_ended": False}, "S5"),
    ({"mission_end": date(2026, 12, 31)}, "S1"),
    ({"mission_end": date(2027, 1, 1)}, "S5"),
    ({"mission_end": None}, "S1"),
    ({"federal_forced": True, "federal_days_early": 59}, "S1"),
    ({"federal_forced": True, "federal_days_early": 60}, "S4"),
    ({"federal_forced": True, "federal_days_early": None}, "S4"),
    ({"federal_forced": True, "federal_days_early": -100}, "S1"),
    ({"federal_forced": False, "federal_days_early": 400}, "S1"),
    ({"kurdistan_forced": True, "kurdistan_days_early": 60, "us_troops": 9000}, "S4"),
    ({"kurdistan_forced": True, "kurdistan_days_early": None}, "S4"),
]


@pytest.mark.parametrize(("change", "expected"), EDGES)
def test_edges_fall_where_the_rules_say(change: dict[str, Any], expected: str) -> None:
    assert tree.classify(CALM | change, REAL) == expected


def _value(kind: str, optional: bool) -> st.SearchStrategy[Any]:
    days = st.integers(-2000, 2000).map(lambda n: date(2026, 12, 31) + timedelta(days=n))
    values = {"flag": st.booleans(), "number": st.integers(-500, 10_000), "date": days}[kind]
    return st.none() | values if optional else values


STATES = st.fixed_dictionaries({v.id: _value(v.kind, v.optional) for v in REAL.variable})


@given(STATES)
@examples(deadline=None)
def test_every_state_of_the_world_is_exactly_one_scenario(state: dict[str, Any]) -> None:
    own = tree.classify(state, REAL)
    assert own in REAL.scenarios()
    states = {name: np.array([tree._number(value)]) for name, value in state.items()}
    index = int(tree.classify_all(states, REAL)[0])
    assert REAL.branch[index].scenario == own


def test_the_grid_reaches_every_scenario_and_leaves_no_state_out() -> None:
    taken = tree.classify_all(tree.grid(REAL), REAL)
    assert {REAL.branch[index].scenario for index in taken} == set(REAL.scenarios())


def test_a_threshold_moves_only_the_states_between_its_values(settings: Settings) -> None:
    (lanes,) = settings.threshold
    assert tree.moves(settings, lanes, 3) == {("A", "B")}
    assert tree.moves(settings, lanes, 1) == {("B", "A")}
    assert tree.moves(settings, lanes, 2) == set()


def test_another_value_of_a_threshold_changes_the_answer(settings: Settings) -> None:
    state = {"open_lanes": 2, "torn_down": False, "until": None}
    assert tree.classify(state, settings) == "A"
    assert tree.classify(state, settings, {"lanes": 3}) == "B"


def test_a_state_that_lacks_a_variable_is_refused(settings: Settings) -> None:
    with pytest.raises(ValueError, match="expected the variables open_lanes, torn_down, until"):
        tree.classify({"open_lanes": 2}, settings)


def test_a_state_that_no_branch_takes_is_refused(settings: Settings) -> None:
    torn = settings.model_copy(update={"branch": settings.branch[:1]})
    with pytest.raises(ValueError, match="no branch takes"):
        tree.classify({"open_lanes": 0, "torn_down": False, "until": None}, torn)


def test_a_tree_with_too_many_states_is_a_fault_and_not_a_hang(settings: Settings) -> None:
    many = [
        settings.variable[1].model_copy(update={"id": f"flag_{number}"}) for number in range(40)
    ]
    big = settings.model_copy(update={"variable": (*settings.variable, *many)})
    (fault,) = tree.faults(big)
    assert "a tree with at most" in str(fault)


def test_the_steps_are_there_for_drawing(settings: Settings) -> None:
    steps = tree.steps(settings)
    assert list(steps["scenario"]) == ["A", "B"]
    assert list(steps["otherwise"]) == [2, 0]
