"""Read Arabic calendar expressions: dates, months, years, weekdays, clock times.

A date is read in two steps. `date_at` says what the words state (`When`); `settle` turns
that into EDTF once it is known when the article was published and what other dates it
holds. A date placed only by reference to now stays ``relative``; the day it falls on goes
into ``resolved`` where the publication date allows it.
"""

from __future__ import annotations

from helpers.arabic.dates.clock import clock_time
from helpers.arabic.dates.days import day_date, month_date, ordinal_value
from helpers.arabic.dates.edges import widen
from helpers.arabic.dates.intervals import join_interval
from helpers.arabic.dates.numeric import (
    NUMERIC_DATE,
    bare_year,
    before_christ,
    dateline,
    millennium,
    named_year,
    numeric_date,
    short_date,
)
from helpers.arabic.dates.periods import (
    century_date,
    day_of_this_month,
    day_word_date,
    decade_date,
    numbered_day,
    period_date,
    season_date,
    today_date,
    weekday_date,
)
from helpers.arabic.dates.settling import Calendar, Settled, settle
from helpers.arabic.dates.shapes import When
from helpers.arabic.words import DASH, SLASH, Tokens, Word

__all__ = ["NUMERIC_DATE", "Calendar", "Settled", "When", "date_at", "ordinal_value", "settle"]


def date_at(tokens: Tokens, place: int, floor: int = 0) -> When | None:
    """The calendar expression that turns on this word, with the words around it.

    Args:
        tokens: The words of the text.
        place: A word that can trigger a figure.
        floor: First word that is still free; nothing before it is taken.

    Returns:
        What the words state, or ``None`` where they state no date.
    """
    word = tokens.words[place]
    if word is None:
        return None
    when = _from_digits(tokens, place, word) if word.digits else _core(tokens, place, word)
    if when is None:
        return None
    when = join_interval(tokens, when)
    when = widen(tokens, when, floor)
    return when if when.first >= floor else None


def _month_ahead(tokens: Tokens, place: int) -> bool:
    """Whether a month is named in the next few words: a cheap test that spares most numbers."""
    # A loop: any() over a generator takes twice as long, and this is asked of every number.
    for word in tokens.words[place + 1 : place + _REACH]:
        if word is not None and word.month_like:
            return True
    return False


_REACH = 8  # words from a day to its month: من الحادي والثلاثين إلى … من شهر كانون


def _from_digits(tokens: Tokens, place: int, word: Word) -> When | None:
    end = tokens.starts[place] + word.end
    found = None
    if tokens.raw[end : end + 1] not in _ENDS_NUMBER:
        found = numeric_date(tokens, place) or clock_time(tokens, place)
    follower = tokens.at(place + 1)
    dashed = tokens.gap(place) in (DASH, SLASH)
    if follower is not None and found is None and (dashed or _carries_on(follower)):
        if _month_ahead(tokens, place):
            found = day_date(tokens, place)
        if found is None and len(word.digits) < 3:
            found = clock_time(tokens, place)
            if found is None and follower.full == "من":
                found = day_of_this_month(tokens, place)
    if found is None and dashed and len(word.digits) < 3:
        found = dateline(tokens, place)
    if found is None and dashed:
        found = short_date(tokens, place)
    elif found is None and len(word.digits) < 3:
        found = numbered_day(tokens, place)
    joined = follower is not None and (follower.digits or follower.full in _JOINS_YEARS)
    if found is None and joined and 1 < len(word.digits) < 5:
        found = before_christ(tokens, place)
    if found is None and len(word.digits) in (4, 5):
        found = bare_year(tokens, place)
    return found


_JOINS_YEARS = frozenset({"و", "الي", "حتي"})


def _carries_on(follower: Word) -> bool:
    """Whether a word can carry on a date or a time behind digits: it spares most numbers."""
    return (
        follower.conj
        or follower.month_like
        or follower.full in _LINKS
        or follower.sense.day_part is not None
    )


# Folded words that lead from a day to its month, or from an hour to its minutes.
_LINKS = frozenset(
    ("من", "شهر", "الي", "حتي", "لغايه", "و", "الا", "بعد", "قبل", "منتصف", "بتوقيت", "بالتوقيت")
)


_ENDS_NUMBER = frozenset(" ,،)\n") | {""}


def _core(tokens: Tokens, place: int, word: Word) -> When | None:
    if word.calendar:
        found = _from_calendar(tokens, place, word)
        if found is not None:
            return found
    sense = word.sense
    if sense.card == (1000, "scale") and word.art:
        found = millennium(tokens, place)
        if found is not None:
            return found
    if (sense.ordinal is not None or sense.card is not None) and not sense.eleven:
        found = day_date(tokens, place) if _month_ahead(tokens, place) else None
        if found is not None:
            return found
        if sense.ordinal is not None or sense.card == (1, "unit"):
            return clock_time(tokens, place) or day_of_this_month(tokens, place)
    return None


def _from_calendar(tokens: Tokens, place: int, word: Word) -> When | None:
    sense = word.sense
    if sense.weekday is not None and word.art:
        found = weekday_date(tokens, place)
        if found is not None:
            return found
    if sense.day_word is not None:
        return day_word_date(tokens, place)
    if sense.month is not None or sense.month_first or sense.hijri is not None or sense.hijri_first:
        found = month_date(tokens, place)
        if found is not None:
            return found
    if sense.season is not None:
        return season_date(tokens, place)
    if sense.decade is not None:
        return decade_date(tokens, place)
    if "clock" in sense.roles and word.art:
        found = clock_time(tokens, place)
        if found is not None:
            return found
    if sense.nouns or sense.roles:
        if "year" in sense.roles:
            found = named_year(tokens, place)
            if found is not None:
                return found
        if "century" in sense.roles:
            found = century_date(tokens, place)
            if found is not None:
                return found
        found = period_date(tokens, place)
        if found is not None:
            return found
        if "day" in sense.roles:
            found = today_date(tokens, place)
            if found is not None:
                return found
    return None
