"""EDTF dates as days and in words; ``~`` and ``?`` add no day.

The only code that asks the ``edtf`` library what an expression means.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import cache
from typing import NamedTuple

from babel.dates import format_date
from edtf import parse_edtf

__all__ = ["Span", "day_in_words", "first_day", "in_words", "is_edtf", "last_day", "span"]

LOCALES = {"en": "en_GB", "ar": "ar_EG"}


class Span(NamedTuple):
    """A period between two days, both included."""

    first: date
    last: date


_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[~?%]?")


def _plain(text: str) -> Span | None:
    """Years, months, days written in full, and intervals between them.

    They need not wait for the library's grammar, which takes milliseconds over each.
    """
    first, slash, last = text.partition("/")
    begin = _point(first)
    end = _point(last) if slash else begin
    return None if begin is None or end is None else Span(begin.first, end.last)


def _point(text: str) -> Span | None:
    found = _PLAIN.fullmatch(text)
    if not found:
        return None
    year, month, day = (None if part is None else int(part) for part in found.groups())
    try:
        first = date(year or 0, 1 if month is None else month, 1 if day is None else day)
        end = calendar.monthrange(first.year, 12 if month is None else first.month)[1]
        last = first.replace(
            month=12 if month is None else first.month, day=end if day is None else first.day
        )
    except ValueError:
        return None
    return Span(first, last)


@cache
def is_edtf(text: str) -> bool:
    """Whether ``text`` is a valid EDTF expression."""
    if _plain(text):
        return True
    try:
        parse_edtf(text)
    except Exception:  # noqa: BLE001 - the library raises several kinds; any means "not EDTF"
        return False
    return True


@cache
def _day(text: str, end: str) -> date | None:
    plain = _plain(text)
    if plain:
        return plain.first if end == "lower" else plain.last
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


def span(text: str) -> Span | None:
    """First and last possible day; nothing for clock times, ``relative`` and open ends."""
    first, last = first_day(text), last_day(text)
    return None if first is None or last is None else Span(first, last)


def day_in_words(day: date, language: str = "en") -> str:
    """A day in words, whatever the machine's language: ``7 February 2024``."""
    return format_date(day, "d MMMM y", locale=LOCALES[language])


def in_words(text: str, language: str = "en") -> str:
    """An EDTF date as a reader says it; what names no period stays as it is.

    Args:
        text: An EDTF date or interval.
        language: ``en`` or ``ar``.

    >>> in_words("2024-01-29/2024-02-07~"), in_words("2025-09"), in_words("2026")
    ('29 January–7 February 2024 (about)', 'September 2025', '2026')
    """
    found = span(text)
    if found is None:
        return text
    words = _period(found, LOCALES[language])
    about = {"en": " (about)", "ar": " (تقريباً)"}[language]
    return words + about if set("~%?") & set(text) else words


def _period(found: Span, locale: str) -> str:
    first, last = found
    whole = (first.day, last.day) == (1, calendar.monthrange(last.year, last.month)[1])
    if whole and (first.month, last.month) == (1, 12):
        pattern = "y"
    elif whole:
        pattern = "MMMM y"
    else:
        pattern = "d MMMM y"
    ends = [format_date(day, pattern, locale=locale) for day in found]
    if ends[0] == ends[1]:
        return ends[0]
    if pattern == "d MMMM y" and first.year == last.year:
        same = "d" if first.month == last.month else "d MMMM"
        ends[0] = format_date(first, same, locale=locale)
    return f"{ends[0]}–{ends[1]}"
