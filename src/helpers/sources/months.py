"""Months that are given two names which do not agree, such as ``يناير/كانون الأول``."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from babel.dates import get_month_names

from helpers.arabic.text import fold, normalise

__all__ = ["Disagreement", "disagreeing_months", "month_names"]

# One locale for each set of month names in use: international and Egyptian, Levantine and Iraqi,
# Moroccan, Tunisian and Algerian.
LOCALES = ("ar", "ar_EG", "ar_SA", "ar_SY", "ar_IQ", "ar_JO", "ar_LB", "ar_MA", "ar_TN", "ar_DZ")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A doubled month: its place, and the months (1 to 12) that each name means."""

    start: int
    end: int
    first: tuple[int, ...]
    second: tuple[int, ...]


def month_names() -> tuple[str, ...]:
    """Every name of a month, folded, longest first."""
    return tuple(sorted(_sets(), key=lambda name: (-len(name), name)))


@cache
def _sets() -> dict[str, frozenset[int]]:
    """Months by folded name: nearly always one, over all sets of names."""
    months: dict[str, set[int]] = defaultdict(set)
    for names in _calendars():
        for number, name in names.items():
            months[name].add(number)
    return {name: frozenset(numbers) for name, numbers in months.items()}


@cache
def _calendars() -> tuple[dict[int, str], ...]:
    return tuple(
        {number: fold(name) for number, name in get_month_names("wide", locale=locale).items()}
        for locale in LOCALES
    )


@cache
def _pattern() -> re.Pattern[str]:
    name = "|".join(name.replace(" ", r"\s+") for name in month_names())
    # An attached particle may stand in front; the second name stands after a stroke or in brackets.
    return re.compile(rf"(?<!\w)[وفبلك]{{0,2}}({name})\s*[/(\[]\s*({name})(?!\w)")


def disagreeing_months(text: str) -> list[Disagreement]:
    """Places where a month has two names that mean different months.

    Two names of one and the same set (``يونيو/يوليو``) are two months that the writer means, and no
    fault; so the names must come from different sets.

    Args:
        text: An article as published.

    Returns:
        The places, in reading order; offsets in ``text``, attached particles outside.
    """
    copy = normalise(text)
    found = []
    for hit in _pattern().finditer(copy.text):
        one, other = (" ".join(name.split()) for name in hit.groups())
        first, second = _sets()[one], _sets()[other]
        together = any({one, other} <= set(names.values()) for names in _calendars())
        if not together and not first & second:
            span = copy.raw_span(hit.start(1), hit.end(2))
            found.append(Disagreement(*span, tuple(sorted(first)), tuple(sorted(second))))
    return found
