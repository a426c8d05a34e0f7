"""How little would have to be lost for another scenario to lead.

All sets of articles, origins or indicators are tried, the smallest first, up to `MOST_SETS`. The
middles of the ranges tell which sets come near to a change; those are settled by the draws. Where
that finds nothing, the evidence that favours the leader most against one rival is taken away piece
by piece, which may miss a smaller set by a member.
"""

from __future__ import annotations

from itertools import combinations
from math import comb

import numpy as np
import pandas as pd

from helpers import tables as schema
from helpers.scenarios.draws import Array, posterior, prior_draws, shares
from helpers.scenarios.outlook import Case
from helpers.scenarios.settings import Model

__all__ = ["TIE", "leader", "smallest_sets"]

UNITS = ("article", "origin", "indicator")
TIE = "tie"
MOST_SETS = 20_000
# Log-odds by which the middles may be wrong about the draws.
MARGIN = 0.4
_EQUAL = 1e-6


def leader(logs: Array, model: Model) -> str:
    """The scenario with the highest mean probability, or `TIE`."""
    means = shares(posterior(logs)).tolist()
    first, second = sorted(means, reverse=True)[:2]
    return TIE if first - second <= _EQUAL else model.scenarios()[int(np.argmax(means))]


def smallest_sets(found: pd.DataFrame, model: Model) -> pd.DataFrame:
    """The smallest set of evidence whose loss changes the leading scenario.

    Args:
        found: The table ``04_matches`` of all as-of dates.
        model: The settings.

    Returns:
        The table ``04_fragility``: a row for every as-of date, prior and unit. ``size`` is empty
        where the leader leads without any of the evidence.
    """
    rows = []
    for as_of in model.as_of:
        case = Case(found, model, as_of)
        main = case.total(case.main_weights)
        for name in model.priors():
            prior = prior_draws(model, name)
            first = leader(prior + main, model)
            for unit in UNITS:
                members, new, search = _smallest(case, unit, prior, main, first)
                rows.append(
                    {
                        "as_of": as_of.isoformat(),
                        "prior": name,
                        "unit": unit,
                        "leader": first,
                        "held": len(case.names(unit)),
                        "size": len(members) or None,
                        "members": "; ".join(members),
                        "new_leader": new,
                        "search": search,
                    }
                )
    return schema.as_frame("04_fragility", rows)


def _smallest(
    case: Case, unit: str, prior: Array, main: Array, first: str
) -> tuple[tuple[str, ...], str, str]:
    """The first of the smallest sets that change the leader, who leads then, and how it was found.

    Sets of one size are tried in order of how near their middles come to a change.
    """
    middles = case.logs.mean(axis=2)
    names = case.names(unit)
    tried = 0
    for size in range(1, len(names) + 1):
        tried += comb(len(names), size)
        if tried > MOST_SETS:
            break
        sets = list(combinations(names, size))
        weights = _weights_without(case, unit, names, size)
        sums = prior.mean(axis=1) + weights @ middles
        gaps = _leads(sums, case.model, first)
        near = sorted((gaps[row], sets[row], row) for row in np.flatnonzero(gaps <= MARGIN))
        for _, members, row in near:
            new = leader(prior + case.changed(main, weights[row]), case.model)
            if new != first:
                return members, new, "all sets"
    else:
        return (), "", "all sets"
    return *_strongest_first(case, unit, prior, main, first), "strongest first"


def _strongest_first(
    case: Case, unit: str, prior: Array, main: Array, first: str
) -> tuple[tuple[str, ...], str]:
    """The smallest of the sets that favour the leader most against one of its rivals."""
    middles = case.logs.mean(axis=2)
    names = case.names(unit)
    lost = {name: (case.main_weights - _without(case, unit, {name})) @ middles for name in names}
    row = case.model.scenarios().index(first) if first in case.model.scenarios() else 0
    orders = [
        sorted(names, key=lambda name, other=other: (lost[name][other] - lost[name][row], name))  # type: ignore[misc]
        for other in range(len(case.model.scenario))
        if other != row
    ]
    for size in range(1, len(names) + 1):
        for order in orders:
            members = tuple(sorted(order[:size]))
            weights = _without(case, unit, set(members))
            new = leader(prior + case.changed(main, weights), case.model)
            if new != first:
                return members, new
    return (), ""


def _without(case: Case, unit: str, lost: set[str]) -> Array:
    """Weights of the indicators when some articles, origins or indicators are lost."""
    if unit == "indicator":
        gone = [item.id in lost for item in case.indicators]
        return np.where(gone, 0.0, case.main_weights)
    place = {"article": 1, "origin": 2}[unit]
    return case.weights(lambda *found: found[place] not in lost)


def _weights_without(case: Case, unit: str, names: list[str], size: int) -> Array:
    """What `_without` gives for every set of so many members, in their order; sets × indicators."""
    picks = np.array(list(combinations(range(len(names)), size)))
    if unit == "indicator":
        weights = np.tile(case.main_weights, (len(picks), 1))
        np.put_along_axis(weights, picks, 0.0, axis=1)
        return weights
    if unit == "article":
        return np.stack([_without(case, unit, {names[pick] for pick in row}) for row in picks])
    # An origin is in or out whatever article carries it, so what is left can be counted.
    origins = [{source for _, source in case.pairs[item.id]} for item in case.indicators]
    held = np.array([[name in own for own in origins] for name in names], dtype=np.int64)
    left = held.sum(axis=0) - held[picks].sum(axis=1)
    by_count = np.array([case.model.weight(count) for count in range(len(names) + 1)])
    found: Array = by_count[left]
    return found


def _leads(sums: Array, model: Model, first: str) -> Array:
    """By how much log-odds the first scenario leads the best of the others; one value a set."""
    if first not in model.scenarios():
        return np.zeros(len(sums))
    row = model.scenarios().index(first)
    found: Array = sums[:, row] - np.delete(sums, row, axis=1).max(axis=1)
    return found
