"""Which mentions are compared: all of a few, and of a crowd one for each claim.

So the work grows with the number of articles, not with its square.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise

import pandas as pd

from helpers.figures.conflicts.base import Row
from helpers.figures.conflicts.ranges import days_meant

__all__ = ["FEW", "is_tally", "one_each", "pairs_of"]

FEW = 60  # mentions up to which every one is compared with every other
_SAID = (
    "kind",
    "low",
    "high",
    "unit",
    "qualifier",
    "date",
    "resolved",
    "relation",
    "place",
    "scope",
    "holder",
)


def _claim(row: Row) -> tuple[Hashable, ...]:
    """What a mention says, whoever says it."""
    return (
        row["measure"],
        *(None if pd.isna(row[name]) else row[name] for name in _SAID),
        is_tally(row),
    )


def pairs_of(mentions: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """The pairs of mentions to compare: all of a few, and of many one for each two claims.

    So that ten thousand articles are not compared each with each: in a crowd the first mention stands for
    all that say the same, and where even the claims are many, each meets its neighbours in order of value
    and the least and the greatest.
    """
    if len(mentions) <= FEW:
        yield from combinations(mentions, 2)
        return
    by_article: dict[Hashable, list[Row]] = {}
    first: dict[tuple[Hashable, ...], Row] = {}
    for row in mentions:
        by_article.setdefault(row["article"], []).append(row)
        first.setdefault(_claim(row), row)
    for inside in by_article.values():
        if len(inside) < len(mentions):
            yield from pairs_of(inside) if len(inside) > FEW else combinations(inside, 2)
    claims = list(first.values())
    place = {id(row): index for index, row in enumerate(claims)}
    if len(claims) <= FEW:
        near = list(combinations(claims, 2))
    else:
        ordered = sorted(claims, key=lambda row: (_size(row), place[id(row)]))
        near = [*pairwise(ordered)]
        near += [(ordered[0], row) for row in ordered[2:]]
        near += [(row, ordered[-1]) for row in ordered[1:-2]]
    for one, two in near:
        if one["article"] != two["article"] or len(by_article) == 1:
            yield (one, two) if place[id(one)] < place[id(two)] else (two, one)


def _size(row: Row) -> tuple[float, float]:
    """A number or a day, to sort by."""
    days = days_meant(row) if row["kind"] == "date" else None
    if days is not None:
        return float(days[0].toordinal()), float(days[1].toordinal())
    low, high = (row[name] for name in ("low", "high"))
    return (0.0 if pd.isna(low) else float(low)), (0.0 if pd.isna(high) else float(high))


def one_each(mentions: Iterable[Row]) -> list[Row]:
    """The mentions; of a crowd only the first of each claim."""
    rows = list(mentions)
    return rows if len(rows) <= FEW else list({_claim(row): row for row in reversed(rows)}.values())


def is_tally(row: Row) -> bool:
    """A count of events that goes on growing, told as a least number."""
    return row["qualifier"] in ("more_than", "at_least") and bool(
        re.search(r"\bsince\b|\bbegan\b", str(row["as_of"]))
    )
