"""Which days and which values a figure allows, and whether two can both be true."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from helpers.days import span
from helpers.figures.conflicts.base import Row
from helpers.figures.measures import places_in

__all__ = ["allowed_days", "allowed_values", "days_meant", "disjoint", "places_of"]


def days_meant(row: Row) -> tuple[dt.date, dt.date] | None:
    """First and last day of the date in a figure; none where it cannot be read."""
    return span(str(row["resolved"] or row["date"]))


def allowed_days(row: Row) -> tuple[dt.date, dt.date] | None:
    """The days on which the dated event may lie: by a date means up to its end."""
    days = days_meant(row)
    if days is None:
        return None
    first, last = days
    if row["relation"] in ("by", "until"):
        return dt.date.min, last
    if row["relation"] == "before":
        return dt.date.min, first
    if row["relation"] == "after":
        return last, dt.date.max
    return first, last


def allowed_values(row: Row) -> tuple[float, float] | None:
    """The values that a count allows, by its bounds and qualifier."""
    if pd.isna(row["low"]) or pd.isna(row["high"]):
        return None
    low, high = float(row["low"]), float(row["high"])
    if row["qualifier"] in ("more_than", "at_least"):
        return low, float("inf")
    if row["qualifier"] == "less_than":
        return 0.0, high
    if row["qualifier"] == "about":
        return low * 0.9, high * 1.1
    return low, high


def disjoint(one: tuple[Any, Any] | None, two: tuple[Any, Any] | None) -> bool:
    """Whether two ranges, ends included, have nothing in common; an unknown one excludes nothing."""
    return one is not None and two is not None and (one[1] < two[0] or two[1] < one[0])


def places_of(row: Row) -> frozenset[str]:
    """The places that a figure is limited to."""
    return places_in(str(row["place"]))
