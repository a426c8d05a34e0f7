"""Read Arabic calendar expressions: dates, months, years, weekdays, clock times.

A date is read in two steps. `date_at` says what the words state (`When`); `settle` turns
that into EDTF once it is known when the article was published and what other dates it
holds. A date placed only by reference to now stays ``relative``; the day it falls on goes
into ``resolved`` where the publication date allows it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta

from hijridate import Gregorian, Hijri

from helpers.arabic.numerals import cardinal
from helpers.arabic.text import fold, to_western
from helpers.arabic.words import COMMA, DASH, SLASH, SOFT, SPACE, Tokens, Word

__all__ = ["NUMERIC_DATE", "Calendar", "Settled", "When", "date_at", "ordinal_value", "settle"]

_D = "0-9٠-٩۰-۹"
_GAP = "[\u200e\u200f\u061c ]?"
NUMERIC_DATE = re.compile(
    rf"([{_D}]{{1,4}}){_GAP}([/.\-\\]){_GAP}([{_D}]{{1,2}}){_GAP}\2{_GAP}([{_D}]{{1,4}})(?![{_D}])"
)
_CLOCK = re.compile(rf"([{_D}]{{1,2}}):([{_D}]{{2}})(?::([{_D}]{{2}}))?(?![:{_D}])")
_FIRST_YEAR, _LAST_YEAR = 1800, 2100  # what a bare number of four digits may mean as a year


@dataclass(frozen=True, slots=True)
class Point:
    """A day, month or year as stated; what is not stated is ``None``. BC years are negative."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hijri: bool = False


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
    point: Point = field(default_factory=Point)
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


def _word(tokens: Tokens, place: int) -> Word | None:
    return tokens.words[place] if 0 <= place < tokens.size else None


def _joined(tokens: Tokens, place: int, *kinds: int) -> bool:
    """Whether a word hangs on the one before it by a space, or one of these gaps."""
    gap = tokens.gap(place - 1)
    return gap == SPACE or gap in kinds


def _integer(word: Word | None) -> int | None:
    """The value of a plain integer in digits, without و or a preposition in the way."""
    if word is None or not word.digits.isdecimal() or len(word.digits) > 6:
        return None
    return int(word.digits)


def _plain_number(tokens: Tokens, place: int) -> int | None:
    """An integer that no separator carries on (not the 4 of 4.5)."""
    value = _integer(_word(tokens, place))
    if value is None:
        return None
    end = tokens.end(place)
    behind = tokens.raw[end : end + 2]
    if behind[:1] in ".,٫٬:" and behind[1:2].isdigit():
        return None
    return None if behind[:1] in "%٪" and behind[:1] else value


# --- months ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Month:
    number: int
    stop: int
    end: int
    hijri: bool = False
    other: int | None = None
    doubled: bool = False
    weak: bool = False


_SECOND_BY_DIGIT = {"1": "اول", "2": "ثاني"}


def _month_name(tokens: Tokens, place: int) -> _Month | None:
    word = _word(tokens, place)
    if word is None or (word.art and not word.sense.month):
        return None
    sense = word.sense
    follower = _word(tokens, place + 1)
    if follower is not None and _joined(tokens, place + 1) and not follower.conj:
        second = _SECOND_BY_DIGIT.get(follower.digits, follower.stem)
        for table, hijri in ((sense.month_first, False), (sense.hijri_first, True)):
            plain = bool(follower.digits) or follower.art or not hijri
            if second in table and plain and not follower.prep:
                return _Month(table[second], place + 2, tokens.end(place + 1), hijri)
    if sense.month is not None:
        return _Month(sense.month, place + 1, tokens.end(place), weak=sense.weak_month)
    if sense.hijri is not None:
        return _Month(sense.hijri, place + 1, tokens.end(place), hijri=True, weak=True)
    return None


def _month_at(tokens: Tokens, place: int) -> _Month | None:
    """A month name, with its second name behind a slash or in brackets."""
    month = _month_name(tokens, place)
    if month is None or month.hijri:
        return month
    gap = tokens.gap(month.stop - 1)
    if gap not in (SLASH, SOFT, SPACE, DASH):
        return month
    second = _month_name(tokens, month.stop)
    follower = _word(tokens, month.stop)
    if second is None or second.hijri or follower is None or follower.conj or follower.prep:
        return month
    if gap in (SPACE, DASH) and second.number != month.number:
        return month
    end = second.end
    between = tokens.raw[month.end : tokens.starts[month.stop]]
    if "(" in between and tokens.raw[end : end + 1] == ")":
        end += 1
    other = second.number if second.number != month.number else None
    return _Month(month.number, second.stop, end, other=other, doubled=True)


# --- years -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Year:
    number: int
    stop: int
    end: int
    hijri: bool = False
    named: bool = False  # the word "year" or an era stands beside it


def _year_number(tokens: Tokens, place: int, *, named: bool) -> _Year | None:
    """A year in digits, or after the word for year also in words, with its era."""
    word = _word(tokens, place)
    if word is None:
        return None
    value = _plain_number(tokens, place)
    stop, end = place + 1, tokens.end(place)
    if value is None:
        if not named or word.sense.card is None:
            return None
        number = cardinal(tokens, place)
        if number is None or len(number.values) != 1 or not isinstance(number.values[0], int):
            return None
        value, stop, end = number.values[0], number.stop, number.end
        if not 1000 <= value <= _LAST_YEAR:
            return None
    sign, hijri, stop, end = _era(tokens, stop, end)
    era = sign < 0 or hijri
    if not era:
        lowest = 1 if named and len(word.digits) > 1 else 1000
        if not lowest <= value <= _LAST_YEAR:
            return None
    return _Year(1 - value if sign < 0 else value, stop, end, hijri, named or era)


def _era(tokens: Tokens, stop: int, end: int) -> tuple[int, bool, int, int]:
    """م, هـ, ق.م or قبل الميلاد behind a year: sign, Hijri, and where it ends."""
    raw = tokens.raw
    match = _BC.match(raw, end)
    if match:
        after = match.end()
        return -1, False, bisect_left(tokens.starts, after, stop), after
    word = _word(tokens, stop)
    if word is None or tokens.gap(stop - 1) not in (SPACE, SOFT):
        return 1, False, stop, end
    roles = word.sense.roles
    if "before" in roles and not word.prep:
        follower = _word(tokens, stop + 1)
        if follower is not None and "christ" in follower.sense.roles and follower.art:
            return -1, False, stop + 2, tokens.end(stop + 1)
    if "ah" in roles or "ad" in roles:
        after = tokens.end(stop)
        if raw[after : after + 1] == "." and word.stem == "م":
            return 1, False, stop, end
        return 1, "ah" in roles, stop + 1, after
    return 1, False, stop, end


_BC = re.compile(r"[ \u00a0]?\(?ق[ .]{0,2}م\b\.?\)?")


def _year_behind(tokens: Tokens, place: int, *gaps: int) -> _Year | None:
    """The year behind a month: 2024, عام 2024, من عام 2024."""
    if not _joined(tokens, place, *gaps):
        return None
    word = _word(tokens, place)
    if word is None:
        return None
    if word.full == "من" and _joined(tokens, place + 1):
        place += 1
        word = _word(tokens, place)
        if word is None or "year" not in word.sense.roles:
            return None
    if "year" in word.sense.roles and not word.conj:
        if word.prep and word.prep != "ل":
            return None
        if not _joined(tokens, place + 1):
            return None
        return _year_number(tokens, place + 1, named=True)
    if word.conj or word.prep:
        return None
    return _year_number(tokens, place, named=False)


# --- days --------------------------------------------------------------------------------


def ordinal_value(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """Value of an ordinal in words and the place after it: الحادي والعشرون is 21.

    The tens alone (العشرون) are left to the caller: they are cardinals too.
    """
    word = _word(tokens, place)
    if word is None or word.sense.ordinal is None:
        return None
    value = word.sense.ordinal
    follower = _word(tokens, place + 1)
    if follower is not None and _joined(tokens, place + 1) and follower.sense.card is not None:
        number, kind = follower.sense.card
        if kind == "ten" and not follower.conj and not follower.prep and not follower.art:
            return value + 10, place + 2
        if kind in ("tens", "hundred") and follower.conj and follower.art == word.art:
            more = ordinal_hundred(tokens, place + 2)
            if kind == "tens" and more:
                return value + number + more[0], more[1]
            return value + number, place + 2
    if word.sense.eleventh:
        return None
    return value, place + 1


def ordinal_hundred(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """بعد المئة behind an ordinal: 100 and the place after it."""
    word, follower = _word(tokens, place), _word(tokens, place + 1)
    if word is None or follower is None or word.full != "بعد" or not follower.art:
        return None
    if follower.sense.card is None or not (_joined(tokens, place) and _joined(tokens, place + 1)):
        return None
    value, kind = follower.sense.card
    return (value, place + 2) if kind in ("hundred", "scale") else None


def _day_number(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """A day of the month at a word: 25, الخامس والعشرين, ال25."""
    word = _word(tokens, place)
    if word is None:
        return None
    value = _plain_number(tokens, place)
    if value is not None:
        return (value, place + 1) if 1 <= value <= 31 else None
    found = ordinal_value(tokens, place)
    if found is None and word.art and word.sense.card and word.sense.card[1] == "tens":
        found = word.sense.card[0], place + 1
    if found is None:
        number = cardinal(tokens, place) if word.sense.card or word.sense.eleven else None
        if number is None or number.scaled or len(number.values) != 1:
            return None
        first = number.values[0]
        found = (first, number.stop) if isinstance(first, int) else None
    return found if found and 1 <= found[0] <= 31 else None


def _month_behind(tokens: Tokens, place: int) -> tuple[_Month, int] | None:
    """The month behind a day: يناير, من يناير, من شهر يناير, -يناير."""
    if not _joined(tokens, place, DASH, SLASH, SOFT):
        return None
    word = _word(tokens, place)
    if word is None:
        return None
    if word.full == "من" or (word.full == "شهر" and not word.prep):
        if not _joined(tokens, place + 1):
            return None
        place += 1
        word = _word(tokens, place)
        if word is not None and word.full == "شهر" and _joined(tokens, place + 1):
            place += 1
            word = _word(tokens, place)
    if word is None or word.conj or word.prep:
        return None
    month = _month_at(tokens, place)
    return (month, place) if month else None


def _finish(tokens: Tokens, first: int, month: _Month, day: int | None, start: int) -> When:
    """A month and perhaps a day: take the year, era and الماضي behind them."""
    stop, end = month.stop, month.end
    behind_bracket = (SOFT,) if tokens.raw[end - 1 : end] == ")" else ()
    year = _year_behind(tokens, stop, COMMA, SLASH, DASH, *behind_bracket)
    point = Point(None, month.number, day, month.hijri)
    direction = None
    if year is not None and (month.hijri or not year.hijri):
        point = replace(point, year=year.number)
        stop, end = year.stop, year.end
    elif month.hijri:
        _, _hijri, stop, end = _era(tokens, stop, end)
    word = _word(tokens, stop)
    if (
        (
            word is not None
            and point.year is None
            and _joined(tokens, stop, *behind_bracket)
            and word.art
        )
        and word.sense.relative is not None
        and not word.conj
        and not word.prep
    ):
        direction = word.sense.relative
        stop, end = stop + 1, tokens.end(stop)
    other = replace(point, month=month.other) if month.other else None
    when = When(first, stop, start, end, point, other=other, direction=direction)
    if point.year is None and direction is None and not month.hijri:
        _year_from_now(tokens, when)
    return when


def _year_from_now(tokens: Tokens, when: When) -> None:
    """Take من العام الماضي, من هذا العام behind a date."""
    place = when.stop
    word = _word(tokens, place)
    if word is None or word.full != "من" or not _joined(tokens, place):
        return
    period = _word(tokens, place + 1)
    if period is None or not _joined(tokens, place + 1):
        return
    if "near" in period.sense.roles and _joined(tokens, place + 2):
        year = _word(tokens, place + 2)
        if year is not None and year.art and "year" in year.sense.roles:
            when.shift, when.stop, when.end = 0, place + 3, tokens.end(place + 2)
        return
    if not period.art or "year" not in period.sense.roles or not _joined(tokens, place + 2):
        return
    adjective = _word(tokens, place + 2)
    shift = {"past": -1, "now": 0, "future": 1}
    if adjective is not None and adjective.art and adjective.sense.relative in shift:
        when.shift = shift[adjective.sense.relative]
        when.stop, when.end = place + 3, tokens.end(place + 2)


def _day_date(tokens: Tokens, place: int) -> When | None:
    """A date that begins with the day: 25 يناير 2024, الثالث من مايو, 5 و6 مارس, 5-10 يونيو."""
    found = _day_number(tokens, place)
    if found is None:
        return None
    day, stop = found
    start = tokens.begin(place)
    behind = _month_behind(tokens, stop)
    if behind is not None:
        month, _ = behind
        if month.hijri and month.weak and not _hijri_sure(tokens, month):
            return None
        return _finish(tokens, place, month, day, start)
    last = _second_day(tokens, stop)
    if last is None or last[0] <= day:
        return None
    behind = _month_behind(tokens, last[1])
    if behind is None:
        return None
    when = _finish(tokens, place, behind[0], day, start)
    when.until = replace(when.point, day=last[0])
    return _opened(tokens, when)


def _second_day(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """The last day of a span of days: و10, -10, إلى 10."""
    word = _word(tokens, place)
    if word is None or not _joined(tokens, place, DASH):
        return None
    if tokens.gap(place - 1) != DASH and not word.conj:
        if word.full not in _JOINERS or not _joined(tokens, place + 1):
            return None
        place += 1
    elif word.stem == "و" and _joined(tokens, place + 1):
        place += 1
    return _day_number(tokens, place)


_JOINERS = frozenset({"الي", "حتي", "و", "لغايه"})


def _hijri_sure(tokens: Tokens, month: _Month) -> bool:
    year = _year_behind(tokens, month.stop, COMMA)
    if year is not None:
        return year.hijri or year.number < 1600
    word = _word(tokens, month.stop)
    if word is not None and ("ah" in word.sense.roles or word.sense.relative):
        return True
    return not (word is not None and word.sense.nouns and _joined(tokens, month.stop))


def _month_date(tokens: Tokens, place: int) -> When | None:
    """A date that begins with the month."""
    month = _month_at(tokens, place)
    if month is None:
        return None
    when = _finish(tokens, place, month, None, tokens.begin(place))
    if month.weak and not month.doubled and when.point.year is None and when.direction is None:
        before = _word(tokens, place - 1)
        word = _word(tokens, place)
        assert word is not None
        near = before is not None and tokens.gap(place - 1) == SPACE
        supported = (
            near
            and before is not None
            and (
                "month" in before.sense.roles
                or before.sense.part is not None
                or (before.full in _BEFORE_MONTH and not (month.hijri and before.full == "من"))
            )
        )
        if not supported and not (word.prep == "ل" and not month.hijri):
            return None
    if when.point.year is None and when.direction is None:
        follower = _word(tokens, when.stop)
        if follower is not None and follower.full in ("اول", "الاول") and place and not month.hijri:
            return when
    return when


_BEFORE_MONTH = frozenset(
    {"في", "منذ", "حتي", "بحلول", "خلال", "بعد", "قبل", "من", "الي", "بين", "عن"}
)


# --- left and right of a date ------------------------------------------------------------


def _widen(tokens: Tokens, when: When, floor: int) -> When:
    """Take the words in front: منتصف, يوم, شهر, weekday, part of the day."""
    while when.first - 1 >= floor:
        place = when.first - 1
        word = tokens.words[place]
        here = tokens.words[when.first]
        if word is None or (here is not None and (here.conj or here.prep)):
            break
        gap = tokens.gap(place)
        sense = word.sense
        if gap != SPACE and not (gap in (COMMA, SOFT) and sense.weekday is not None and word.art):
            break
        if sense.weekday is not None and word.art and when.point.day is not None:
            when.weekday = sense.weekday
        elif "day" in sense.roles and not word.sense.card and word.stem in _SINGULAR_DAY:
            if word.art and not (sense.day_word is not None or word.stem == "يوم"):
                break
        elif "month" in sense.roles and when.point.month is not None and when.point.day is None:
            pass
        elif (
            sense.part is not None
            and when.step != ("day", 0)
            or sense.day_part is not None
            and (when.weekday is not None or when.step or when.point.day)
        ):
            when.qualifier = "about"
        else:
            break
        when.first, when.start = place, tokens.begin(place)
    return when


_SINGULAR_DAY = frozenset({"يوم", "نهار", "يومي"})


def _opened(tokens: Tokens, when: When) -> When:
    """Take the word that opens an interval: بين, ما بين, من."""
    place = when.first - 1
    word = _word(tokens, place)
    if word is None or tokens.gap(place) != SPACE:
        return when
    if "year" in word.sense.roles and word.sense.nouns and when.point.month is None:
        when.first, when.start, place = place, tokens.begin(place), place - 1
        word = _word(tokens, place)
        if word is None or tokens.gap(place) != SPACE:
            return when
    if word.stem not in ("بين", "من", "مابين") or word.prep:
        return when
    when.first, when.start = place, tokens.begin(place)
    more = _word(tokens, place - 1)
    if (
        more is not None
        and more.stem == "ما"
        and word.stem == "بين"
        and tokens.gap(place - 1) == SPACE
    ):
        when.first, when.start = place - 1, tokens.begin(place - 1)
    return when


def _interval(tokens: Tokens, when: When) -> When:
    """Join two dates with the word that opens an interval in front: من … إلى, بين … و."""
    if when.until is not None or when.fixed or when.step or when.numbers or when.direction:
        return when
    point = when.point
    if point.year is None and point.month is None:
        return when
    joiner = _word(tokens, when.stop)
    gap = tokens.gap(when.stop - 1)
    if joiner is None or gap not in (SPACE, DASH):
        return when
    opener = _word(tokens, when.first - 1)
    opened = opener is not None and tokens.gap(when.first - 1) == SPACE
    if opened and opener is not None and "year" in opener.sense.roles:
        dual = any(noun.construct for noun in opener.sense.nouns)
        opener = _word(tokens, when.first - 2)
        opened = dual or (opener is not None and tokens.gap(when.first - 2) == SPACE)
        between = True
    else:
        between = opened and opener is not None and opener.stem in ("بين", "مابين")
    origin = opener is not None and opened and opener.stem == "من" and not opener.prep
    place = when.stop
    if gap == DASH:
        if not (point.month is None or point.day is None):
            return when
    elif joiner.conj and between:
        if joiner.stem == "و":
            place += 1
    elif joiner.full in ("الي", "حتي") and (origin or between) and _joined(tokens, place + 1):
        place += 1
    else:
        return when
    last = _plain_date(tokens, place)
    if last is None or last.until or last.fixed or last.step or last.numbers:
        return when
    begin, until = point, last.point
    if (begin.day is None) != (until.day is None) or (begin.month is None) != (until.month is None):
        return when
    if begin.year is None and until.year is not None:
        begin = replace(begin, year=until.year)
    if begin.year is not None and until.year is not None and _key(begin) >= _key(until):
        return when
    joined = replace(when, stop=last.stop, end=last.end, point=begin, until=until)
    joined.direction = last.direction
    return _opened(tokens, joined)


def _key(point: Point) -> tuple[int, int, int]:
    return point.year or 0, point.month or 0, point.day or 0


def _plain_date(tokens: Tokens, place: int) -> When | None:
    """A date with a day, a month or a year, with nothing around it."""
    word = _word(tokens, place)
    if word is None:
        return None
    if word.digits or word.sense.ordinal or word.sense.card:
        found = _numeric(tokens, place) or _day_date(tokens, place)
        if found is not None:
            return found
        year = _year_number(tokens, place, named=False)
        if year is not None and word.digits:
            when = When(place, year.stop, tokens.begin(place), year.end)
            when.point = Point(year.number, hijri=year.hijri)
            return when
        return None
    if "year" in word.sense.roles:
        return _named_year(tokens, place)
    return _month_date(tokens, place)


# --- dates in digits ---------------------------------------------------------------------


def _numeric(tokens: Tokens, place: int) -> When | None:
    """31/01/2024, 2024-01-31, 31.1.2024; the order may be open (``numbers``)."""
    word = _word(tokens, place)
    if word is None or not word.digits.isdecimal() or len(word.digits) > 4:
        return None
    end = tokens.starts[place] + word.end
    begin = end - len(word.digits)
    if tokens.raw[end : end + 1] not in _DATE_MARKS:
        return None
    match = NUMERIC_DATE.match(tokens.raw, begin)
    if match is None:
        return None
    first, second, third = (int(to_western(match.group(group))) for group in (1, 3, 4))
    stop = bisect_left(tokens.starts, match.end(), place)
    when = When(place, stop, tokens.begin(place), match.end())
    _, hijri, after, after_end = _era(tokens, stop, match.end())
    if hijri:
        when.stop, when.end = after, after_end
    if len(match.group(1)) == 4:
        year, month, day = first, second, third
    elif len(match.group(4)) == 4:
        year, month, day = third, second, first
    elif len(match.group(4)) == 2 and match.group(2) in "/-":
        year, month, day = 2000 + third if third < 70 else 1900 + third, second, first
    else:
        return None
    if not 1 <= year <= _LAST_YEAR:
        return None
    hijri = hijri or 1300 <= year <= 1500
    when.point = Point(year, month, day, hijri)
    if not _valid(when.point):
        swapped = Point(year, day, month, hijri)
        if not _valid(swapped):
            return None
        when.point, when.order = swapped, "month first"
    elif day > 12 and len(match.group(1)) < 4:
        when.order = "day first"
    elif day != month and len(match.group(1)) < 4:
        when.numbers = (year, month, day)
    return when


_DATE_MARKS = frozenset("/.-\\ \u200e\u200f\u061c")


def _valid(point: Point) -> bool:
    if point.month is None or point.day is None or point.year is None:
        return False
    if not 1 <= point.month <= 12:
        return False
    if point.hijri:
        return 1 <= point.day <= 30
    if not MINYEAR <= point.year <= MAXYEAR:
        return 1 <= point.day <= 31
    return 1 <= point.day <= monthrange(point.year, point.month)[1]


_IN_A_ROW = re.compile(r"\d[/.]$")  # a year glued to other numbers is no bare year


def _bare_year(tokens: Tokens, place: int) -> When | None:
    """A year without the word for it, or two of them: 2023, 2015-2016, (1994)."""
    word = _word(tokens, place)
    if word is None or len(word.digits) not in (4, 5) or not word.digits.isdecimal():
        return None
    if word.prep and word.prep not in ("ل", "ب"):
        return None
    begin = tokens.end(place) - len(word.digits)
    if _IN_A_ROW.search(tokens.raw, max(0, begin - 3), begin):
        return None
    year = _year_number(tokens, place, named=False)
    if year is None or (not year.named and not _FIRST_YEAR <= year.number <= _LAST_YEAR):
        return None
    when = When(place, year.stop, tokens.begin(place), year.end)
    when.point = Point(year.number, hijri=year.hijri)
    gap = tokens.gap(year.stop - 1)
    if gap in (DASH, SLASH):
        last = _word(tokens, year.stop)
        if last is not None and not year.named and _plain_number(tokens, year.stop) is not None:
            value = int(last.digits)
            if len(last.digits) == 2 and gap == DASH:
                value += year.number // 100 * 100
            if year.number < value <= _LAST_YEAR and len(last.digits) in (2, 4):
                after = year.stop
                when.until = Point(value)
                when.stop, when.end = after + 1, tokens.end(after)
                return when
    return when


def _named_year(tokens: Tokens, place: int) -> When | None:
    """عام 2003, سنة ألف وتسعمئة, العام 2006, عامي 2004 و2005."""
    word = _word(tokens, place)
    if word is None or "year" not in word.sense.roles:
        return None
    after = place + 1
    between = _word(tokens, after)
    if between is not None and between.full in (
        "الدراسي",
        "الميلادي",
        "الهجري",
        "المالي",
        "الماليه",
    ):
        after += 1
    if not _joined(tokens, after, SOFT):
        return None
    follower = _word(tokens, after)
    if follower is None or follower.conj or follower.prep:
        return None
    nouns = word.sense.nouns
    plural = any(noun.number == 3 for noun in nouns) and not any(noun.number == 1 for noun in nouns)
    year = _year_number(tokens, after, named=True)
    if year is None:
        return None
    if not follower.digits and (
        plural or any(noun.number == 2 and not noun.construct for noun in nouns)
    ):
        return None
    when = When(place, year.stop, tokens.begin(place), year.end)
    if tokens.gap(after - 1) == SOFT:
        if tokens.raw[year.end : year.end + 1] != ")":
            return None
        when.end = year.end + 1
    when.point = Point(year.number, hijri=year.hijri)
    ranged = _bare_year(tokens, after) if follower.digits and not year.hijri else None
    if ranged is not None and ranged.until is not None:
        when.until, when.stop, when.end = ranged.until, ranged.stop, ranged.end
        return when
    if plural or any(noun.construct for noun in nouns):
        return _listed_years(tokens, when)
    return when


def _listed_years(tokens: Tokens, when: When) -> When:
    """The years joined by و behind the first one, as an interval to the last."""
    while _joined(tokens, when.stop, COMMA):
        word = _word(tokens, when.stop)
        place = when.stop
        if word is not None and word.stem == "و" and _joined(tokens, place + 1):
            place += 1
            word = _word(tokens, place)
        elif word is None or not word.conj:
            break
        year = _year_number(tokens, place, named=True) if word is not None and word.digits else None
        if year is None or year.number <= (when.point.year or 0):
            break
        when.until, when.stop, when.end = Point(year.number, hijri=year.hijri), year.stop, year.end
    return _opened_between(tokens, when)


def _opened_between(tokens: Tokens, when: When) -> When:
    before = _word(tokens, when.first - 1)
    here = tokens.words[when.first]
    if when.until is None or before is None or tokens.gap(when.first - 1) != SPACE:
        return when
    if here is not None and here.prep:
        return when
    return _opened(tokens, when) if before.stem in ("بين", "مابين") else when


# --- weekdays, today, periods --------------------------------------------------------------


def _weekday(tokens: Tokens, place: int) -> When | None:
    """الخميس with what follows: a full date, الماضي, or nothing."""
    word = _word(tokens, place)
    if word is None or not word.art or word.sense.weekday is None:
        return None
    before = _word(tokens, place - 1)
    if (
        before is not None
        and "weekday name" in before.sense.roles
        and tokens.gap(place - 1) == SPACE
    ):
        return None
    for skip in (1, 2):
        after = place + skip
        if skip == 2:
            middle = _word(tokens, place + 1)
            if middle is None or middle.full != "الموافق":
                break
        if _joined(tokens, after, COMMA, SOFT) and after < tokens.size:
            found = _dated(tokens, after)
            if found is not None and found.point.day is not None and not found.until:
                if tokens.gap(after - 1) == SOFT:
                    if tokens.raw[found.end : found.end + 1] != ")":
                        break
                    found.end += 1
                found.first, found.start = place, tokens.begin(place)
                found.weekday = word.sense.weekday
                return found
    when = When(place, place + 1, tokens.begin(place), tokens.end(place), relative=True)
    when.weekday = word.sense.weekday
    follower = _word(tokens, place + 1)
    if follower is not None and _joined(tokens, place + 1) and follower.art and not follower.conj:
        if follower.sense.relative is not None and not follower.prep:
            when.direction = follower.sense.relative
            when.stop, when.end = place + 2, tokens.end(place + 1)
    elif follower is None or not _joined(tokens, place + 1):
        pass
    ordinal = follower.sense.ordinal if follower is not None and follower.art else None
    if (
        ordinal is not None
        and _joined(tokens, place + 1)
        and when.direction is None
        and not _month_behind(tokens, place + 2)
    ):
        return None
    return when


def _dated(tokens: Tokens, place: int) -> When | None:
    word = _word(tokens, place)
    if word is None or word.conj or word.prep:
        return None
    return _numeric(tokens, place) or _day_date(tokens, place)


def _day_word(tokens: Tokens, place: int) -> When | None:
    """أمس, غداً, اليوم, أول من أمس, بعد غد, and a weekday behind them."""
    word = _word(tokens, place)
    if word is None or word.sense.day_word is None:
        return None
    days = word.sense.day_word
    first, start, stop, end = place, tokens.begin(place), place + 1, tokens.end(place)
    before = _word(tokens, place - 1)
    if before is not None and tokens.gap(place - 1) == SPACE and not word.prep and not word.conj:
        if days == -1 and before.stem == "من" and not before.prep:
            further = _word(tokens, place - 2)
            if further is not None and further.stem == "اول" and tokens.gap(place - 2) == SPACE:
                days, first, start = -2, place - 2, tokens.begin(place - 2)
        elif days == -1 and before.stem == "اول":
            days, first, start = -2, place - 1, tokens.begin(place - 1)
        elif days == 1 and before.stem == "بعد":
            days, first, start = 2, place - 1, tokens.begin(place - 1)
    follower = _word(tokens, stop)
    if follower is not None and days == -1 and _joined(tokens, stop) and follower.full == "الاول":
        days, stop, end = -2, stop + 1, tokens.end(stop)
        follower = _word(tokens, stop)
    when = When(first, stop, start, end, relative=True, step=("day", days))
    return _with_weekday(tokens, when)


def _with_weekday(tokens: Tokens, when: When) -> When:
    follower = _word(tokens, when.stop)
    if follower is None or not _joined(tokens, when.stop, COMMA, SOFT):
        return when
    if follower.sense.weekday is None or not follower.art or follower.prep or follower.conj:
        return when
    found = _weekday(tokens, when.stop)
    if found is None or found.direction is not None:
        return when
    if tokens.gap(when.stop - 1) == SOFT:
        if tokens.raw[found.end : found.end + 1] != ")":
            return when
        found.end += 1
    found.first, found.start = when.first, when.start
    if found.relative:
        found.step = when.step
    return found


def _today(tokens: Tokens, place: int) -> When | None:
    """اليوم where it means today, and اليوم السابق, اليوم التالي."""
    word = tokens.words[place]
    if word is None or word.stem != "يوم" or not word.art:
        return None
    follower = _word(tokens, place + 1) if _joined(tokens, place + 1, COMMA) else None
    when = When(place, place + 1, tokens.begin(place), tokens.end(place), relative=True)
    if follower is not None and follower.art and not follower.prep and not follower.conj:
        roles = follower.sense.roles
        if "previous" in roles or "next" in roles:
            when.stop, when.end = place + 2, tokens.end(place + 1)
            return when
        if follower.sense.weekday is not None:
            when.step = ("day", 0)
            return _with_weekday(tokens, when)
        if follower.sense.relative is not None or follower.sense.ordinal or follower.sense.card:
            return None
    before = _word(tokens, place - 1) if tokens.gap(place - 1) == SPACE else None
    if word.prep or word.conj and word.prep:
        return None
    if before is not None and before.full in ("في", "من", "هذا", "ذلك", "طوال", "خلال", "مرات"):
        return None
    if _names_the_day(tokens, place + 1) or (follower is not None and follower.digits):
        return None
    when.step = ("day", 0)
    return when


def _names_the_day(tokens: Tokens, place: int) -> bool:
    """Whether the word behind اليوم says which day it is (اليوم الوطني, اليوم الذي)."""
    if place >= tokens.size or not _joined(tokens, place):
        return False
    text = fold(tokens.text(place))
    if text in ("نفسه", "ذاته", "عينه"):
        return True
    return text.startswith("ال") and text.endswith(("ي", "يه", "واحد"))


def _period(tokens: Tokens, place: int) -> When | None:
    """العام الماضي, الأيام المقبلة, هذا الأسبوع, قبل أعوام; a term that runs now."""
    word = tokens.words[place]
    if word is None:
        return None
    time = next((noun for noun in word.sense.nouns if noun.kind == "time"), None)
    roles = word.sense.roles
    if time is None and "term" not in roles:
        return None
    lemma = time.lemma if time is not None else "term"
    when = When(place, place + 1, tokens.begin(place), tokens.end(place), relative=True)
    when.qualifier = "vague"
    if time is not None and time.number == 3 and not word.art and not word.prep:
        before = _word(tokens, place - 1)
        if (
            before is not None
            and "before" in before.sense.roles
            and tokens.gap(place - 1) == SPACE
            and not _construct(tokens, place + 1)
        ):
            when.first, when.start = place - 1, tokens.begin(place - 1)
            return when
        return None
    if time is not None and time.number == 2:
        return None
    found = _placed(tokens, place + 1, term="term" in roles and time is None)
    if found is not None and (word.art or (time is None and found[1] > place + 2)):
        direction, stop = found
        when.stop, when.end, when.direction = stop, tokens.end(stop - 1), direction
        single = time is not None and time.number == 1
        if lemma == "day" and single:
            when.qualifier = "exact"
        fixed_elsewhere = {"previous", "next"} & tokens.words[stop - 1].sense.roles  # type: ignore[union-attr]
        if single and direction and not fixed_elsewhere:
            when.step = (lemma, {"past": -1, "future": 1, "now": 0}[direction])
        return when
    before = _word(tokens, place - 1)
    if before is None or tokens.gap(place - 1) != SPACE:
        return None
    if (
        "near" in before.sense.roles
        and word.art
        and not word.prep
        and (time is None or time.number == 1)
    ):
        if lemma in ("second", "minute", "hour"):
            return None
        when.first, when.start = place - 1, tokens.begin(place - 1)
        when.step = (lemma, 0)
        if lemma == "day":
            when.qualifier = "exact"
        return when
    part = before.sense.part is not None and before.sense.season is None
    if (
        part
        and word.art
        and not word.prep
        and lemma in ("year", "month", "week", "day")
        and lemma != "day"
        and not _joined_art(tokens, place + 1)
    ):
        when.step = (lemma, 0)
        return when
    return None


def _joined_art(tokens: Tokens, place: int) -> bool:
    """Whether a definite word follows directly (نهاية العام الدراسي)."""
    if place >= tokens.size or not _joined(tokens, place):
        return False
    word = tokens.words[place]
    return bool(word and word.digits)


def _construct(tokens: Tokens, place: int) -> bool:
    """Whether a definite noun hangs on the word before it (أيام الحرب)."""
    if place >= tokens.size or not _joined(tokens, place):
        return False
    return fold(tokens.text(place)).startswith("ال") and len(tokens.text(place)) > 4


def _placed(tokens: Tokens, place: int, *, term: bool) -> tuple[str, int] | None:
    """الماضي, المقبل, الجاري behind a period, perhaps behind القليلة or a possessor."""
    for skip in (0, 1):
        after = place + skip
        if after >= tokens.size or not _joined(tokens, after):
            return None
        word = tokens.words[after]
        if word is not None and word.art and word.sense.relative is not None and not word.prep:
            if word.conj or (skip == 1 and term and word.sense.relative != "now"):
                return None
            return word.sense.relative, after + 1
        if skip == 0 and not term and fold(tokens.text(after)) not in _FEW:
            return None
    return None


_FEW = frozenset({"القليله", "القلائل", "الطويله", "الدراسي", "المالي", "الماليه", "الدراسيه"})


def _season(tokens: Tokens, place: int) -> When | None:
    """صيف 2006, ربيع عام 2011, الصيف الماضي."""
    word = tokens.words[place]
    if word is None or word.sense.season is None:
        return None
    when = When(place, place + 1, tokens.begin(place), tokens.end(place))
    if not word.art:
        year = _year_behind(tokens, place + 1)
        if year is None or year.hijri or year.number < 1000:
            return None
        when.stop, when.end = year.stop, year.end
        when.fixed = f"{year.number:04d}-{word.sense.season}"
        return when
    found = _placed(tokens, place + 1, term=False)
    if found is None:
        return None
    when.stop, when.end, when.direction = found[1], tokens.end(found[1] - 1), found[0]
    when.relative, when.qualifier = True, "vague"
    return when


def _decade(tokens: Tokens, place: int) -> When | None:
    """التسعينيات, ثلاثينيات القرن التاسع عشر."""
    word = tokens.words[place]
    if word is None or word.sense.decade is None:
        return None
    when = When(place, place + 1, tokens.begin(place), tokens.end(place))
    decade, century = word.sense.decade // 10, 19
    before = _word(tokens, place - 1)
    if before is not None and before.full == "عقد" and tokens.gap(place - 1) == SPACE:
        when.first, when.start = place - 1, tokens.begin(place - 1)
    after = place + 1
    link = _word(tokens, after)
    if link is not None and link.full == "من" and _joined(tokens, after):
        after += 1
        link = _word(tokens, after)
        if link is None:
            text = fold(tokens.text(after)) if after < tokens.size else ""
            if text.startswith("عمر"):
                return None
    if link is not None and "century" in link.sense.roles and _joined(tokens, after):
        found = _century(tokens, after)
        if found is not None:
            if found.fixed and found.fixed[:2].isdigit():
                century = int(found.fixed[:2])
            when.stop, when.end = found.stop, found.end
        elif _placed(tokens, after + 1, term=False):
            when.stop, when.end = after + 2, tokens.end(after + 1)
    when.fixed = f"{century:02d}{decade}X"
    return when


def _century(tokens: Tokens, place: int) -> When | None:
    """القرن التاسع عشر, القرن العشرين, القرن ال19, القرن الخامس قبل الميلاد, القرن الماضي."""
    word = tokens.words[place]
    if word is None or "century" not in word.sense.roles or not word.art:
        return None
    after = place + 1
    follower = _word(tokens, after)
    if follower is None or not _joined(tokens, after) or follower.conj or follower.prep:
        return None
    found = ordinal_value(tokens, after)
    if found is None and follower.digits.isdecimal() and len(follower.digits) < 3:
        found = int(follower.digits), after + 1
    if found is None and follower.art and follower.sense.card and follower.sense.card[1] == "tens":
        found = follower.sense.card[0], after + 1
    if found is None or not 1 <= found[0] <= 30:
        return None
    number, stop = found
    sign, hijri, stop, end = _era(tokens, stop, tokens.end(stop - 1))
    behind = _word(tokens, stop)
    if (
        behind is not None
        and behind.art
        and _joined(tokens, stop)
        and not hijri
        and behind.sense.roles & {"ah", "ad"}
    ):
        hijri = "ah" in behind.sense.roles
        stop, end = stop + 1, tokens.end(stop)
    when = When(place, stop, tokens.begin(place), end)
    if hijri:
        begin, until = Hijri(1343, 1, 1).to_gregorian(), None
        when.fixed = f"{_hijri_year(number) // 100:02d}XX" if begin and until is None else None
    else:
        when.fixed = f"{'-' if sign < 0 else ''}{number - 1:02d}XX"
    return when


def _hijri_year(century: int) -> int:
    """A Gregorian year in the middle of a Hijri century, by arithmetic."""
    return round((century * 100 - 50) * 0.970224 + 621.5774)


# --- clock -------------------------------------------------------------------------------


def _clock(tokens: Tokens, place: int) -> When | None:
    """الساعة السادسة والنصف مساء, 10:30 صباحا, الثامنة مساء."""
    word = tokens.words[place]
    if word is None:
        return None
    after, named = place, False
    if "clock" in word.sense.roles and word.art and not word.digits:
        if not _joined(tokens, place + 1, SOFT):
            return None
        after, named = place + 1, True
        word = _word(tokens, after)
        if word is None or word.conj or word.prep:
            return None
    read = _hour(tokens, after, named=named)
    if read is None:
        return None
    hour, minute, stop, end = read
    part = None
    behind = _word(tokens, stop)
    if behind is not None and _joined(tokens, stop, COMMA) and not behind.conj:
        if behind.full == "من" and _joined(tokens, stop + 1):
            behind = _word(tokens, stop + 1)
            step = 1
        else:
            step = 0
        if behind is not None and behind.sense.day_part is not None and not behind.prep:
            bare = behind.stem in _ADVERBS or not behind.art
            if bare or step:
                part = "night" if behind.stem.startswith("ليل") else behind.sense.day_part
                stop, end = stop + step + 1, tokens.end(stop + step)
    if not named and part is None and ":" not in tokens.raw[tokens.starts[after] : end]:
        return None
    if part is None and ":" in tokens.raw[tokens.starts[after] : end]:
        half = _HALF.match(tokens.raw, end)
        if half:
            part, end = ("pm" if half.group(1) == "م" else "am"), half.end()
            stop = bisect_left(tokens.starts, end, stop)
    hour = _half_day(hour, part)
    if hour > 24 or minute > 59:
        return None
    when = When(place, stop, tokens.begin(place), end)
    when.fixed = f"T{hour % 24:02d}:{minute:02d}"
    return when


_HALF = re.compile(r" ?([مص])\b(?![.])")
_ADVERBS = frozenset({"صباحا", "مساء", "ظهرا", "عصرا", "فجرا", "ليلا"})


def _half_day(hour: int, part: str | None) -> int:
    if part == "am":
        return 0 if hour == 12 else hour
    if part == "pm":
        return hour + 12 if hour < 12 else hour
    if part == "noon":
        return hour + 12 if hour < 11 else hour
    if part == "night":
        return 0 if hour == 12 else hour + 12 if 6 <= hour < 12 else hour
    return hour


def _hour(tokens: Tokens, place: int, *, named: bool) -> tuple[int, int, int, int] | None:
    """Hour, minute, the place after them and the offset there."""
    word = _word(tokens, place)
    if word is None:
        return None
    if word.digits:
        end = tokens.starts[place] + word.end
        match = _CLOCK.match(tokens.raw, end - len(word.digits))
        if match:
            stop = bisect_left(tokens.starts, match.end(), place)
            hour, minute = int(to_western(match.group(1))), int(to_western(match.group(2)))
            return (hour, minute, stop, match.end()) if hour < 25 and minute < 60 else None
        value = _plain_number(tokens, place)
        if value is None or value > 24:
            return None
        stop = place + 1
        return _minutes(tokens, value, stop, tokens.end(place))
    value = word.sense.ordinal if word.art else None
    stop = place + 1
    if word.art and word.sense.card is not None and word.sense.card[0] == 1:
        value = 1
    follower = _word(tokens, stop)
    if (
        value is not None
        and follower is not None
        and _joined(tokens, stop)
        and not follower.conj
        and follower.sense.card == (10, "ten")
        and not follower.prep
    ):
        value, stop = value + 10, stop + 1
    if value is None or not 1 <= value <= 12 or not word.full.endswith(("ه", "ي")):
        return None
    if word.sense.eleventh and value == 1:
        return None
    return _minutes(tokens, value, stop, tokens.end(stop - 1))


def _minutes(tokens: Tokens, hour: int, stop: int, end: int) -> tuple[int, int, int, int]:
    """والنصف, والربع, إلا ربعا, و20 دقيقة behind an hour."""
    word = _word(tokens, stop)
    if word is None or not _joined(tokens, stop):
        return hour, 0, stop, end
    place, less = stop, False
    if word.full == "الا" and _joined(tokens, stop + 1):
        place, less = stop + 1, True
        word = _word(tokens, place)
    if word is None or not (less or word.conj):
        return hour, 0, stop, end
    minute = None
    after = place + 1
    fraction = word.sense.fraction or _FRACTION_ACCUSATIVE.get(word.stem)
    if fraction is not None and fraction[0] == 1 and fraction[1] in (2, 3, 4):
        minute = 60 // fraction[1]
    else:
        number = cardinal(tokens, place)
        unit = _word(tokens, number.stop) if number is not None else None
        if number is not None and len(number.values) == 1 and unit is not None:
            value = number.values[0]
            if any(noun.lemma == "minute" for noun in unit.sense.nouns) and isinstance(value, int):
                minute, after = value, number.stop + 1
    if minute is None or not 0 < minute < 60:
        return hour, 0, stop, end
    if less:
        return (hour - 1) % 24, 60 - minute, after, tokens.end(after - 1)
    return hour, minute, after, tokens.end(after - 1)


_FRACTION_ACCUSATIVE = {"ربعا": (1, 4), "ثلثا": (1, 3), "نصفا": (1, 2)}


# --- the door ----------------------------------------------------------------------------


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
    when = _core(tokens, place, word)
    if when is None:
        return None
    when = _interval(tokens, when)
    when = _widen(tokens, when, floor)
    return when if when.first >= floor else None


def _core(tokens: Tokens, place: int, word: Word) -> When | None:
    sense = word.sense
    if word.digits:
        return (
            _numeric(tokens, place)
            or _day_date(tokens, place)
            or _clock(tokens, place)
            or (_bare_year(tokens, place) if len(word.digits) in (4, 5) else None)
        )
    if sense.weekday is not None and word.art:
        found = _weekday(tokens, place)
        if found is not None:
            return found
    if sense.day_word is not None:
        return _day_word(tokens, place)
    if sense.month is not None or sense.month_first or sense.hijri is not None or sense.hijri_first:
        found = _month_date(tokens, place)
        if found is not None:
            return found
    if sense.season is not None:
        return _season(tokens, place)
    if sense.decade is not None:
        return _decade(tokens, place)
    if "clock" in sense.roles and word.art:
        found = _clock(tokens, place)
        if found is not None:
            return found
    if sense.nouns or sense.roles:
        if "year" in sense.roles:
            found = _named_year(tokens, place)
            if found is not None:
                return found
        if "century" in sense.roles:
            found = _century(tokens, place)
            if found is not None:
                return found
        found = _period(tokens, place)
        if found is not None:
            return found
        if "day" in sense.roles:
            found = _today(tokens, place)
            if found is not None:
                return found
    if (sense.ordinal is not None or sense.card is not None) and not sense.eleven:
        found = _day_date(tokens, place)
        if found is not None:
            return found
        if sense.ordinal is not None or sense.card == (1, "unit"):
            return _clock(tokens, place)
    return None


# --- from words to EDTF --------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class Settled:
    """A date in EDTF: the date, the day a relative one falls on, both readings of a doubtful one."""

    date: str | None
    resolved: str | None = None
    readings: tuple[str, ...] = ()
    status: str = "read"


def settle(when: When, calendar: Calendar) -> Settled:
    """Write what the words state as EDTF, as far as the calendar of the text allows."""
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
        until = replace(until, year=begin.year)
        if begin.year is not None and _key(until) < _key(begin):
            until = replace(until, year=begin.year + 1)
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
    return _as_day(point).weekday() if _valid(point) and not point.hijri else None


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
        return replace(point, year=anchor.year + when.shift)
    years = [anchor.year + shift for shift in (0, -1, 1) if MINYEAR < anchor.year + shift < MAXYEAR]
    candidates = [replace(point, year=year) for year in years]
    if when.weekday is not None and point.day is not None:
        wider = [replace(point, year=anchor.year + shift) for shift in (0, -1, 1, -2, 2, -3, 3)]
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
        return replace(point, year=anchor.year)
    if not candidates:
        return point
    return min(candidates, key=lambda day: abs((_as_day(day) - anchor).days))


def _last_day(point: Point) -> date:
    year, month = point.year or 1, point.month or 12
    return date(year, month, point.day if point.day else monthrange(year, month)[1])


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
        year = (point.year - 1) * 0.970224 + 621.5774
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
        text = _hijri_edtf(replace(when.point, year=number))
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
