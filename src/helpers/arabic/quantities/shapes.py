"""An amount, and the counted noun beside it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from helpers.arabic.numerals import (
    Value,
    times,
)

__all__ = ["KINDS", "Amount", "Counted", "add", "in_years"]

_YEARS = {"decade": 10, "century": 100, "millennium": 1000}


@dataclass(slots=True)
class Amount:
    """An amount as found.

    Attributes:
        first, stop: The words it takes. start, end: Its offsets.
        kind: count, share, duration, money, measure, ordinal or identifier.
        ranges: (low, high) of each reading; none where nobody can read it.
        unit: English lemma, or the Arabic noun; ``None`` without a noun.
        qualifier: exact, about, at_least, more_than, less_than or vague.
        numeral: The digits as printed, for the habits of the text.
        bare: No noun was found, so a unit may still come from the figure before.
        points_back: "of them" stands beside it.
    """

    first: int
    stop: int
    start: int
    end: int
    kind: str
    ranges: tuple[tuple[Value, Value], ...]
    unit: str | None = None
    qualifier: str = "exact"
    numeral: str = ""
    bare: bool = False
    points_back: bool = False


class Counted(NamedTuple):
    """A counted noun: what it is, and where it ends."""

    lemma: str
    kind: str
    stop: int
    end: int
    known: bool = True


def add(value: Value, more: Value) -> Value:
    """The sum of two values, exact; whole results are ``int``."""
    total = Decimal(value) + Decimal(more)
    return int(total) if total == total.to_integral_value() else total


def in_years(amount: Amount) -> Amount:
    """Decades and centuries as years."""
    factor = _YEARS.get(amount.unit or "")
    if factor and amount.kind == "duration":
        amount.unit = "year"
        amount.ranges = tuple(
            (times(low, factor), times(high, factor)) for low, high in amount.ranges
        )
    return amount


KINDS = {"time": "duration", "money": "money", "measure": "measure", "count": "count"}
