"""What a calendar expression states: its parts, and small tests on the words."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR
from typing import NamedTuple

from helpers.arabic.words import Tokens, Word

__all__ = ["DIGIT", "Point", "When", "is_day", "order_key", "plain_integer", "plain_number"]

DIGIT = "0-9٠-٩۰-۹"


class Point(NamedTuple):
    """A day, month or year as stated; what is not stated is ``None``. BC years are negative."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hijri: bool = False


_OPEN = Point()


@dataclass(slots=True)
class When:
    """A calendar expression as the words state it.

    Attributes:
        first, stop: The words it takes. start, end: Its offsets.
        point: The date; with ``until`` an interval; ``other`` the second reading.
        fixed: EDTF that needs no context (decades, centuries, clock times).
        step: For relative dates: the unit and how many of them from now.
        shift: Years from now, where the words say so (من العام الماضي).
        weekday, direction: What stands beside it (past, future, now).
        qualifier: exact, about or vague.
        numbers: A numeric date whose order of day and month is open.
        order: "day first" or "month first" where a numeric date shows it.
    """

    first: int
    stop: int
    start: int
    end: int
    point: Point = _OPEN
    until: Point | None = None
    other: Point | None = None
    fixed: str | None = None
    step: tuple[str, int] | None = None
    relative: bool = False
    weekday: int | None = None
    direction: str | None = None
    shift: int | None = None
    qualifier: str = "exact"
    numbers: tuple[int, int, int] | None = None
    order: str | None = None


def plain_integer(word: Word | None) -> int | None:
    """The value of a plain integer in digits, without و or a preposition in the way."""
    if word is None or not word.digits.isdecimal() or len(word.digits) > 6:
        return None
    return int(word.digits)


def plain_number(tokens: Tokens, place: int) -> int | None:
    """An integer that no separator carries on (not the 4 of 4.5)."""
    value = plain_integer(tokens.at(place))
    if value is None:
        return None
    end = tokens.end(place)
    behind = tokens.raw[end : end + 2]
    if behind[:1] in ".,٫٬:" and behind[1:2].isdigit():
        return None
    return None if behind[:1] in "%٪" and behind[:1] else value


def order_key(point: Point) -> tuple[int, int, int]:
    """A key that sorts points in time."""
    return point.year or 0, point.month or 0, point.day or 0


def is_day(point: Point) -> bool:
    """Whether a point is a day that exists; a Hijri one may be the 30th."""
    if point.month is None or point.day is None or point.year is None:
        return False
    if not 1 <= point.month <= 12:
        return False
    if point.hijri:
        return 1 <= point.day <= 30
    if not MINYEAR <= point.year <= MAXYEAR:
        return 1 <= point.day <= 31
    return 1 <= point.day <= monthrange(point.year, point.month)[1]
