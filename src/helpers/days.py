"""First and last possible day of an EDTF date; ``~`` and ``?`` add nothing."""

from __future__ import annotations

from datetime import date
from functools import cache

from edtf import parse_edtf

__all__ = ["first_day", "last_day"]


@cache
def _day(text: str, end: str) -> date | None:
    try:
        found = getattr(parse_edtf(text), f"{end}_strict")()
        return date(*found[:3])
    except Exception:  # noqa: BLE001 - open ends, years before 1 and non-dates: no day to give
        return None


def first_day(text: str) -> date | None:
    """First possible day, or ``None`` where there is none (open, ``relative``, no date).

    >>> first_day("2024-01-29/2024-02-07~")
    datetime.date(2024, 1, 29)
    """
    return _day(text, "lower")


def last_day(text: str) -> date | None:
    """Last possible day, or ``None`` where there is none (open, ``relative``, no date).

    >>> last_day("2024-01-29/2024-02-07~")
    datetime.date(2024, 2, 7)
    >>> last_day("relative") is None
    True
    """
    return _day(text, "upper")
