"""The ordered tree: which scenario a state of the world is, and whether every state is one.

A state gives each variable a flag, a number, a date, or ``None`` where the thing does not exist.
The tests in the tree only compare a variable with fixed bounds. So a finite grid with values below,
at and above each bound stands for every possible state, and a check over the grid is a proof.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.faults import Fault
from helpers.frame import repeats, unknown
from helpers.scenarios.settings import FILE, Bound, Condition, Model, Threshold

__all__ = ["classify", "classify_all", "faults", "grid", "moves", "steps"]

HORIZON = "horizon"
MOST_STATES = 2_000_000

Value = bool | int | float | date | None
Column = NDArray[np.float64]


def _number(value: Value) -> float:
    """A value on one scale: dates as days, flags as 0 and 1, what does not exist as NaN."""
    if value is None:
        return math.nan
    return float(value.toordinal()) if isinstance(value, date) else float(value)


def _bound(bound: Bound, model: Model, limits: Mapping[str, float]) -> float:
    if isinstance(bound, str):
        return _number(model.horizon) if bound == HORIZON else limits[bound]
    return _number(bound)


def _holds(
    condition: Condition, states: Mapping[str, Column], model: Model, limits: Mapping[str, float]
) -> NDArray[np.bool_]:
    inner = [_holds(part, states, model, limits) for part in (*condition.all, *condition.any)]
    if inner:
        joined = np.logical_and if condition.all else np.logical_or
        held: NDArray[np.bool_] = joined.reduce(np.stack(inner), axis=0)
        return held
    column = states[condition.variable]
    held = np.ones(column.shape, dtype=np.bool_)
    if condition.is_ is not None:
        held &= column == float(condition.is_)
    if condition.missing is not None:
        held &= np.isnan(column) == condition.missing
    for name, bound in condition.bounds().items():
        limit = _bound(bound, model, limits)
        if name == "below":
            held &= column < limit
        elif name == "most":
            held &= column <= limit
        elif name == "least":
            held &= column >= limit
        else:
            held &= column > limit
    return held


def classify_all(
    states: Mapping[str, Column], model: Model, limits: Mapping[str, float] | None = None
) -> NDArray[np.int64]:
    """Number of the branch that each state takes.

    Args:
        states: For every variable one column of equal length; NaN where the thing does not exist.
        model: The settings with the tree.
        limits: Values of the thresholds, if not the settings' own.

    Returns:
        One index into ``model.branch`` a state; -1 where no branch takes it.
    """
    used = model.limits() if limits is None else limits
    length = len(next(iter(states.values()))) if states else 1
    taken = np.full(length, -1, dtype=np.int64)
    for index, branch in enumerate(model.branch):
        free = taken == -1
        if branch.when is not None:
            free &= _holds(branch.when, states, model, used)
        taken[free] = index
    return taken


def classify(
    state: Mapping[str, Value], model: Model, limits: Mapping[str, float] | None = None
) -> str:
    """The scenario that a state of the world is.

    Args:
        state: Each variable's value; ``None`` for what does not exist.
        model: The settings with the tree.
        limits: Values of the thresholds, if not the settings' own.

    Returns:
        The scenario's id.

    Raises:
        ValueError: A variable is missing from the state, or no branch takes it.
    """
    names = {variable.id for variable in model.variable}
    if set(state) != names:
        msg = (
            f"expected the variables {', '.join(sorted(names))}; got {', '.join(sorted(state))}; "
            "give each of them once, None for what does not exist"
        )
        raise ValueError(msg)
    columns = {name: np.array([_number(value)]) for name, value in state.items()}
    index = int(classify_all(columns, model, limits)[0])
    if index < 0:
        msg = f"no branch takes {dict(state)!r}; end the tree with a branch that has no condition"
        raise ValueError(msg)
    return model.branch[index].scenario


def grid(model: Model, limits: Mapping[str, float] | None = None) -> dict[str, Column]:
    """One state of the world for each way in which the tree's tests can come out.

    Args:
        model: The settings with the tree.
        limits: Values of the thresholds to stand below, at and above, beside the settings' own.

    Returns:
        For every variable a column; rows are states. Flags are false and true, numbers and dates
        one below, at and one above each bound, and NaN where the variable may not exist.
    """
    sides = [model.limits(), *([] if limits is None else [limits])]
    values: dict[str, set[float]] = {}
    for variable in model.variable:
        values[variable.id] = {0.0, 1.0} if variable.kind == "flag" else set()
    for branch in model.branch:
        for leaf in [] if branch.when is None else branch.when.leaves():
            for bound in leaf.bounds().values():
                for side in sides:
                    limit = _bound(bound, model, side)
                    values[leaf.variable] |= {limit - 1, limit, limit + 1}
    axes = []
    for variable in model.variable:
        axis = sorted(values[variable.id]) or [0.0]
        axes.append(np.array([*axis, math.nan] if variable.optional else axis))
    meshes = np.meshgrid(*axes, indexing="ij") if axes else []
    return {
        variable.id: cast(Column, mesh.ravel())
        for variable, mesh in zip(model.variable, meshes, strict=True)
    }


def _states(model: Model) -> int:
    """About how many states the grid has, at most."""
    count = 1
    for variable in model.variable:
        bounds = 0
        for branch in model.branch:
            leaves = [] if branch.when is None else branch.when.leaves()
            bounds += sum(len(leaf.bounds()) for leaf in leaves if leaf.variable == variable.id)
        sides = 2 if variable.kind == "flag" else max(1, 6 * bounds)
        count *= sides + variable.optional
    return count


def moves(model: Model, threshold: Threshold, value: float) -> set[tuple[str, str]]:
    """Pairs of scenarios between which some state moves when a threshold takes another value."""
    limits = model.limits() | {threshold.id: value}
    states = grid(model, limits)
    old, new = classify_all(states, model), classify_all(states, model, limits)
    pairs = {(int(a), int(b)) for a, b in zip(old, new, strict=True) if a != b}
    named = {(model.branch[a].scenario, model.branch[b].scenario) for a, b in pairs}
    return {pair for pair in named if pair[0] != pair[1]}


def faults(model: Model) -> list[Fault]:
    """Everything that keeps the tree from giving each state of the world exactly one scenario."""
    found = _names(model)
    if found:
        return found
    if _states(model) > MOST_STATES:
        wanted = f"a tree with at most {MOST_STATES} kinds of states"
        return [Fault(FILE, "branch", wanted, f"about {_states(model)}", "use fewer variables")]
    states = grid(model)
    taken = classify_all(states, model)
    if (taken == -1).any():
        row = int(np.argmax(taken == -1))
        got = ", ".join(f"{name} = {_shown(column[row])}" for name, column in states.items())
        found.append(
            Fault(
                FILE,
                "branch",
                "a branch for every state of the world",
                f"none for {got}" if got else "none",
                "end the tree with a branch that has no condition",
            )
        )
    for index, branch in enumerate(model.branch):
        if not (taken == index).any():
            found.append(
                Fault(
                    FILE,
                    f"branch[{index + 1}]",
                    "states of the world that only this branch takes",
                    f"none: the branches above it take all that {branch.scenario} would",
                    "mend its condition or its place",
                )
            )
    return found


def _shown(value: float) -> str:
    return "missing" if math.isnan(value) else f"{value:g}"


def _names(model: Model) -> list[Fault]:
    """Faults of names and kinds, without which the tree cannot be walked."""
    scenarios, thresholds = model.scenarios(), list(model.limits())
    kinds = {variable.id: variable for variable in model.variable}
    found = repeats(FILE, "variable", [variable.id for variable in model.variable])
    found += repeats(FILE, "threshold", [threshold.id for threshold in model.threshold])
    reached = {branch.scenario for branch in model.branch}
    for name in scenarios:
        if name not in reached:
            found.append(Fault(FILE, "branch", f"a branch that ends in {name}", "none", "add one"))
    for index, branch in enumerate(model.branch, start=1):
        where = f"branch[{index}]"
        found += unknown(FILE, f"{where}.scenario", "scenario", [branch.scenario], scenarios)
        if branch.when is not None and not _single(branch.when):
            wanted = "one of all, any or variable in each test"
            found.append(Fault(FILE, f"{where}.when", wanted, "several", "nest them"))
        for leaf in [] if branch.when is None else branch.when.leaves():
            found += unknown(FILE, f"{where}.when", "variable", [leaf.variable], list(kinds))
            bounds = leaf.bounds()
            names = [bound for bound in bounds.values() if isinstance(bound, str)]
            found += unknown(FILE, f"{where}.when", "threshold", names, [*thresholds, HORIZON])
            if leaf.variable in kinds:
                found += _kind_faults(where, leaf, kinds[leaf.variable].kind)
    return found


def _single(condition: Condition) -> bool:
    """Whether a condition and all within it are either a list of others or one comparison."""
    parts = (*condition.all, *condition.any)
    given = bool(condition.all) + bool(condition.any) + bool(condition.variable)
    return given <= 1 and all(_single(part) for part in parts)


def _kind_faults(where: str, leaf: Condition, kind: str) -> list[Fault]:
    """Faults of a comparison that its variable's kind does not allow."""
    tests = [*leaf.bounds(), *(["is"] if leaf.is_ is not None else [])]
    wanted = "is" if kind == "flag" else "one or more of below, most, least, above"
    wrong = [test for test in tests if (test == "is") != (kind == "flag")]
    dated = [
        bound
        for bound in leaf.bounds().values()
        if (isinstance(bound, date) or bound == HORIZON) != (kind == "date")
    ]
    if not tests and leaf.missing is None:
        got = "no test"
    elif wrong:
        got = ", ".join(wrong)
    elif dated:
        wanted, got = f"a bound that is a {kind}", repr(dated[0])
    else:
        return []
    return [
        Fault(FILE, f"{where}.when", f"{leaf.variable} ({kind}): {wanted}", got, "mend the test")
    ]


def steps(model: Model) -> pd.DataFrame:
    """The tree for drawing, one row a branch in order.

    Returns:
        Columns ``step`` (from 1), ``test`` (in words, empty for the last), ``scenario``, ``name``
        and ``otherwise`` (the step that follows when the test fails, 0 for none).
    """
    names = {item.id: item.name for item in model.scenario}
    last = len(model.branch)
    return pd.DataFrame(
        [
            {
                "step": step,
                "test": branch.text,
                "scenario": branch.scenario,
                "name": names[branch.scenario],
                "otherwise": 0 if step == last else step + 1,
            }
            for step, branch in enumerate(model.branch, start=1)
        ]
    )
