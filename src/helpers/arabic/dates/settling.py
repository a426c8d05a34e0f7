"""From what the words state to EDTF, with what is known of the text's own time."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

from hijridate import Gregorian, Hijri

from helpers.arabic.dates.shapes import Point, When, is_day, order_key

__all__ = ["Calendar", "Settled", "settle"]


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is known about when a text was written.

    Attributes:
        day: The day of publication, if it is known to the day.
        anchor: A day near it, for dates without a year.
        month_first: The text writes the month before the day in numeric dates.
    """

    day: date | None = None
    anchor: date | None = None
    month_first: bool = False

    @classmethod
    def of(cls, published: str | None, month_first: bool = False) -> Calendar:
        """From an EDTF date or interval; anything else leaves all open.

        A day serves as it is. Of an open interval the stated end serves as anchor; a
        closed one must not be longer than a year.
        """
        if not published:
            return cls(month_first=month_first)
        begin, _, until = published.partition("/")
        if begin in ("", "..") and until not in ("", ".."):
            begin, until = until, ".."
        first, last = _bounds(begin), _bounds(until or begin)
        if first is None:
            return cls(month_first=month_first)
        exact = first[0] if not until and first[0] == first[1] else None
        end = last[1] if last is not None else first[1]
        if (end - first[0]).days > 366:
            return cls(month_first=month_first)
        middle = first[0] + (end - first[0]) / 2
        return cls(exact, exact or (first[0] if until else middle), month_first)


_EDTF_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[~?%]?")


def _bounds(text: str) -> tuple[date, date] | None:
    match = _EDTF_PLAIN.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or not MINYEAR <= year <= MAXYEAR or (month and not 1 <= month <= 12):
        return None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    last = monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, last)
    return (date(year, month, day), date(year, month, day)) if 1 <= day <= last else None


class Settled(NamedTuple):
    """A date in EDTF: the date, the day a relative one falls on, both readings of a doubtful one."""

    date: str | None
    resolved: str | None = None
    readings: tuple[str, ...] = ()
    status: str = "read"


def settle(when: When, calendar: Calendar) -> Settled:
    """Write what the words state as EDTF, as far as the calendar of the text allows.

    A day that no calendar has (31 April) or a year that EDTF cannot write is unreadable. An interval
    with an end that no year is known for is relative.
    """
    found = _settle(when, calendar)
    if found.date and found.date.startswith("relative/"):
        return Settled("relative")
    written = (found.date, found.resolved, *found.readings)
    if all(_exists(end) for text in written if text for end in text.split("/")):
        return found
    return Settled(None, status="unreadable")


_WRITTEN = re.compile(r"-?([\dX]+)(?:-(\d\d)(?:-(\d\d))?)?[~?%]?")


def _exists(text: str) -> bool:
    """Whether an end of a date has a year of four places and a day that its month has."""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return not re.match(r"Y.+-\d\d$|relative/", text)  # a long year has no months
    year, month, day = match.groups()
    if len(year) != 4:
        return False
    if month is None or day is None or not 1 <= int(month) <= 12:
        return True
    known = 0 if "X" in year else -int(year) if text.startswith("-") else int(year)
    return 1 <= int(day) <= _month_length(known, int(month))


def _month_length(year: int, month: int) -> int:
    return monthrange(2000 + year % 400, month)[1]  # the calendar repeats; years may be before 1


def _in_calendar(point: Point) -> bool:
    return point.day is None or point.day <= _month_length(point.year or 0, point.month or 1)


def _settle(when: When, calendar: Calendar) -> Settled:
    if when.fixed is not None:
        return Settled(when.fixed)
    if when.relative:
        return Settled("relative", _resolve(when, calendar))
    if when.numbers is not None:
        return _settle_numeric(when, calendar)
    if when.other is not None:
        return _settle_doubled(when, calendar)
    if when.until is not None:
        return Settled(_interval_edtf(when, calendar))
    if when.point.hijri and when.point.year is None:
        return Settled("relative", _near_hijri(when, calendar))
    return Settled(_edtf(_with_year(when.point, when, calendar)))


def _interval_edtf(when: When, calendar: Calendar) -> str:
    until = when.until or when.point
    begin = when.point
    if begin.year is None:
        begin = _with_year(begin, when, calendar)
    if until.year is None:
        until = until._replace(year=begin.year)
        if begin.year is not None and order_key(until) < order_key(begin):
            until = until._replace(year=begin.year + 1)
    first, last = _edtf(begin), _edtf(until)
    return f"{first.partition('/')[0]}/{last.rpartition('/')[2]}"


def _settle_numeric(when: When, calendar: Calendar) -> Settled:
    year, month, day = when.numbers or (0, 0, 0)
    usual, swapped = (
        Point(year, month, day, when.point.hijri),
        Point(year, day, month, when.point.hijri),
    )
    if when.weekday is not None:
        fits = [point for point in (usual, swapped) if _weekday_of(point) == when.weekday]
        if len(fits) == 1:
            return Settled(_edtf(fits[0]))
    return Settled(_edtf(swapped if calendar.month_first else usual))


def _settle_doubled(when: When, calendar: Calendar) -> Settled:
    """Two month names that disagree: both readings, the one that the weekday fits first."""
    assert when.other is not None
    both = (when.point, when.other)
    plain = replace(when, weekday=None)
    points = [_with_year(point, plain, calendar) for point in both]
    if when.weekday is not None and not any(_weekday_of(day) == when.weekday for day in points):
        points = [_with_year(point, when, calendar) for point in both]
    readings = tuple(_edtf(point) for point in points)
    preferred: str | None = None
    if when.weekday is not None:
        fits = [point for point in points if _weekday_of(point) == when.weekday]
        if len(fits) == 1:
            preferred = _edtf(fits[0])
    if preferred is None and calendar.anchor is not None and when.point.year is None:
        near = [
            (abs((_as_day(point) - calendar.anchor).days), text)
            for point, text in zip(points, readings, strict=True)
            if point.year is not None
        ]
        if len(near) == 2 and min(near)[0] + 45 < max(near)[0]:
            preferred = min(near)[1]
    return Settled(preferred, None, readings, "ambiguous")


def _weekday_of(point: Point) -> int | None:
    return _as_day(point).weekday() if is_day(point) and not point.hijri else None


def _as_day(point: Point) -> date:
    year = min(max(point.year or 1, MINYEAR), MAXYEAR)
    month = point.month or 1
    day = min(point.day or 1, monthrange(year, month)[1])
    return date(year, month, day)


def _with_year(point: Point, when: When, calendar: Calendar) -> Point:
    """Fill in the year of a day or month from the text's own calendar."""
    if point.year is not None or point.month is None or point.hijri:
        return point
    anchor = calendar.anchor
    if anchor is None:
        return point
    if when.shift is not None:
        return point._replace(year=anchor.year + when.shift)
    years = [anchor.year + shift for shift in (0, -1, 1) if MINYEAR < anchor.year + shift < MAXYEAR]
    candidates = [point._replace(year=year) for year in years]
    candidates = [day for day in candidates if _in_calendar(day)] or candidates
    if when.weekday is not None and point.day is not None:
        wider = [point._replace(year=anchor.year + shift) for shift in (0, -1, 1, -2, 2, -3, 3)]
        fitting = [day for day in wider if _weekday_of(day) == when.weekday]
        if fitting:
            later = (
                [day for day in fitting if _as_day(day) >= anchor] if calendar.day is None else []
            )
            return (later or fitting)[0]
    if when.direction == "past":
        candidates = [day for day in candidates if _as_day(day) <= anchor]
    elif when.direction == "future":
        candidates = [day for day in candidates if _last_day(day) >= anchor]
    elif when.direction == "now":
        return point._replace(year=anchor.year)
    if not candidates:
        return point
    return min(candidates, key=lambda day: abs((_as_day(day) - anchor).days))


def _last_day(point: Point) -> date:
    year, month = point.year or 1, point.month or 12
    last = monthrange(year, month)[1]
    return date(year, month, min(point.day or last, last))


def _edtf(point: Point) -> str:
    if point.hijri:
        return _hijri_edtf(point)
    if point.year is None:
        text = "XXXX"
    elif point.year < -9999:
        text = f"Y{point.year}"
    elif point.year < 0:
        text = f"-{-point.year:04d}"
    else:
        text = f"{point.year:04d}"
    if point.month is not None:
        text += f"-{point.month:02d}"
        if point.day is not None:
            text += f"-{point.day:02d}"
    return text


def _hijri_edtf(point: Point) -> str:
    """A Hijri date as Gregorian EDTF: a day, or the interval of days of its month or year."""
    if point.year is None:
        return "relative"
    first_month, last_month = (point.month, point.month) if point.month else (1, 12)
    try:
        if point.day is not None and point.month is not None:
            return Hijri(point.year, point.month, point.day).to_gregorian().isoformat()
        begin = Hijri(point.year, first_month, 1)
        last = Hijri(point.year, last_month, 1)
        until = Hijri(point.year, last_month, last.month_length())
        return f"{begin.to_gregorian().isoformat()}/{until.to_gregorian().isoformat()}"
    except (ValueError, OverflowError):
        # The library knows 1343 to 1500; outside, the year alone by arithmetic.
        year = point.year * 0.970224 + 621.5774
        first, last_year = int(year), int(year + 0.970224)
        return f"{first:04d}" if first == last_year else f"{first:04d}/{last_year:04d}"


def _near_hijri(when: When, calendar: Calendar) -> str | None:
    """A Hijri month or day without a year, next to the anchor or on the side stated."""
    anchor = calendar.anchor
    if anchor is None or not date(1925, 1, 1) < anchor < date(2075, 1, 1):
        return None
    year = Gregorian(anchor.year, anchor.month, anchor.day).to_hijri().year
    found = []
    for number in (year - 1, year, year + 1):
        text = _hijri_edtf(when.point._replace(year=number))
        if len(text) < len("2014-05-07"):
            continue  # that year's month has no 30th day, or the library does not know the year
        first, last = date.fromisoformat(text[:10]), date.fromisoformat(text[-10:])
        if (when.direction == "past" and first > anchor) or (
            when.direction == "future" and last < anchor
        ):
            continue
        found.append((abs((first - anchor).days), text))
    return min(found)[1] if found else None


def _resolve(when: When, calendar: Calendar) -> str | None:
    """The day, week, month or year that a relative date falls on."""
    now = calendar.day
    if now is None:
        return None
    try:
        if when.weekday is not None:
            return _near_weekday(now, when).isoformat()
        if when.step is None:
            return None
        unit, count = when.step
        if unit == "day":
            return (now + timedelta(days=count)).isoformat()
        if unit == "week":
            monday = now - timedelta(days=now.weekday()) + timedelta(weeks=count)
            return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
        if unit == "month":
            months = now.year * 12 + now.month - 1 + count
            return f"{months // 12:04d}-{months % 12 + 1:02d}"
        if unit == "year":
            return f"{now.year + count:04d}"
        if unit == "decade":
            return f"{now.year // 10 + count:03d}X"
        if unit == "century":
            return f"{now.year // 100 + count:02d}XX"
    except (OverflowError, ValueError):
        return None
    return None


def _near_weekday(now: date, when: When) -> date:
    assert when.weekday is not None
    if when.step is not None and when.step[0] == "day":
        named = now + timedelta(days=when.step[1])
        if named.weekday() == when.weekday:
            return named
    back = (now.weekday() - when.weekday) % 7
    if when.direction == "future":
        return now + timedelta(days=7 - back if back else 7)
    if when.direction == "past" and back == 0:
        back = 7
    return now - timedelta(days=back)
