"""Dates in digits alone, and years: 31/01/2024, 2023, عام 2003, عامي 2004 و2005."""

from __future__ import annotations

import re
from bisect import bisect_left

from helpers.arabic.dates.edges import take_between, take_opener
from helpers.arabic.dates.shapes import DIGIT, Point, When, is_day, plain_number
from helpers.arabic.dates.years import LAST_YEAR, read_era, year_number
from helpers.arabic.text import to_western
from helpers.arabic.words import COMMA, DASH, SLASH, SOFT, SPACE, Tokens

__all__ = [
    "FIRST_YEAR",
    "NUMERIC_DATE",
    "bare_year",
    "before_christ",
    "dateline",
    "millennium",
    "named_year",
    "numeric_date",
    "short_date",
]

_GAP = "[\u200e\u200f\u061c ]?"

NUMERIC_DATE = re.compile(
    rf"([{DIGIT}]{{1,4}}){_GAP}([/.\-\\]){_GAP}([{DIGIT}]{{1,2}}){_GAP}\2{_GAP}([{DIGIT}]{{1,4}})(?![{DIGIT}])"
)

FIRST_YEAR = 1800  # what a bare number of four digits may mean as a year


def numeric_date(tokens: Tokens, place: int) -> When | None:
    """31/01/2024, 2024-01-31, 31.1.2024; the order may be open (``numbers``)."""
    word = tokens.at(place)
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
    _, hijri, after, after_end = read_era(tokens, stop, match.end())
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
    if not 1 <= year <= LAST_YEAR:
        return None
    hijri = hijri or 1300 <= year <= 1500
    when.point = Point(year, month, day, hijri)
    if not is_day(when.point):
        swapped = Point(year, day, month, hijri)
        if not is_day(swapped):
            return None
        when.point, when.order = swapped, "month first"
    elif day > 12 and len(match.group(1)) < 4:
        when.order = "day first"
    elif day != month and len(match.group(1)) < 4:
        when.numbers = (year, month, day)
    return when


_DATE_MARKS = frozenset("/.-\\ \u200e\u200f\u061c")

_IN_A_ROW = re.compile(r"\d[/.]$")  # a year glued to other numbers is no bare year


def bare_year(tokens: Tokens, place: int) -> When | None:
    """A year without the word for it, or two of them: 2023, 2015-2016, (1994)."""
    word = tokens.at(place)
    if word is None or len(word.digits) not in (4, 5) or not word.digits.isdecimal():
        return None
    if word.prep and word.prep not in ("ل", "ب"):
        return None
    begin = tokens.end(place) - len(word.digits)
    if _IN_A_ROW.search(tokens.raw, max(0, begin - 3), begin):
        return None
    year = year_number(tokens, place, named=False)
    if year is None:
        return None
    likely = year.named or FIRST_YEAR <= year.number <= LAST_YEAR
    twin = tokens.at(place - 1)  # 656 هـ / 1258 م
    twice = twin is not None and "ah" in twin.sense.roles and tokens.gap(place - 1) == SLASH
    if not likely and not twice and not _in_the_year(tokens, place):
        return None
    when = When(place, year.stop, tokens.begin(place), year.end)
    when.point = Point(year.number, hijri=year.hijri)
    gap = tokens.gap(year.stop - 1)
    if gap in (DASH, SLASH):
        last = tokens.at(year.stop)
        if last is not None and not year.named and plain_number(tokens, year.stop) is not None:
            value = int(last.digits)
            if len(last.digits) == 2 and gap == DASH:
                value += year.number // 100 * 100
            if year.number < value <= LAST_YEAR and len(last.digits) in (2, 4):
                after = year.stop
                when.until = Point(value)
                when.stop, when.end = after + 1, tokens.end(after)
                return when
    return when


def before_christ(tokens: Tokens, place: int) -> When | None:
    """Two years that run backwards before one قبل الميلاد: بين 800 و700 قبل الميلاد."""
    first, joiner = plain_number(tokens, place), tokens.at(place + 1)
    if first is None or joiner is None:
        return None
    last = place + 1
    if not joiner.digits:
        last += 1
    elif not joiner.conj and tokens.gap(place) != DASH:
        return None
    if not joiner.digits and joiner.full not in ("و", "الي", "حتي"):
        return None
    if tokens.gap(place) not in (SPACE, DASH) or not tokens.joined(last, DASH):
        return None
    year = year_number(tokens, last, named=True)
    if year is None or year.number > 0 or first <= 1 - year.number:
        return None
    when = When(place, year.stop, tokens.begin(place), year.end)
    when.point, when.until = Point(1 - first), Point(year.number)
    return take_opener(tokens, when)


def millennium(tokens: Tokens, place: int) -> When | None:
    """الألف الثالث قبل الميلاد: a thousand years before Christ."""
    word, rank = tokens.words[place], tokens.at(place + 1)
    if word is None or rank is None or not (word.art and rank.art and tokens.joined(place + 1)):
        return None
    number = rank.sense.ordinal
    if number is None or rank.conj or rank.prep:
        return None
    sign, _, stop, end = read_era(tokens, place + 2, tokens.end(place + 1))
    if sign > 0:
        return None
    when = When(place, stop, tokens.begin(place), end)
    when.fixed = f"-{number - 1}XXX"
    return when


_SHORT = re.compile(rf"([{DIGIT}]{{1,4}})[/-]([{DIGIT}]{{1,4}})(?![/.\-]?[{DIGIT}%٪])")


def short_date(tokens: Tokens, place: int) -> When | None:
    """A month of a year in digits (2/2013, 2015-03), or a day and month behind يوم (يوم 22/04)."""
    word, before = tokens.words[place], tokens.at(place - 1)
    if word is None or not word.digits.isdecimal() or tokens.gap(place) not in (SLASH, DASH):
        return None
    begin = tokens.end(place) - len(word.digits)
    match = _SHORT.match(tokens.raw, begin)
    if match is None or tokens.raw[begin - 1 : begin] in ("/", "-", ".") and begin:
        return None
    named = before is not None and tokens.gap(place - 1) in (SPACE, SOFT)
    if named and before is not None and not before.sense.roles.isdisjoint(("identifier", "rank")):
        return None
    first, second = (int(to_western(match.group(group))) for group in (1, 2))
    wide, long = len(match.group(1)) == 4, len(match.group(2)) == 4
    stop = bisect_left(tokens.starts, match.end(), place)
    when = When(place, stop, tokens.begin(place), match.end())
    year, month = (first, second) if wide else (second, first)
    if wide != long:
        zero = match.group(1 if long else 2).startswith(("0", "٠", "۰"))
        plain = named and before is not None and before.full in _IN_A_MONTH
        if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and (zero or plain)):
            return None
        when.point = Point(year, month)
        return when
    on = named and before is not None and before.stem in ("يوم", "بتاريخ", "تاريخ", "الموافق")
    if wide or not on or not (1 <= first <= 31 and 1 <= second <= 12):
        return None
    when.point = Point(None, second, first)
    return when


_IN_A_MONTH = frozenset({"في", "منذ", "حتي", "شهر"})

_DATELINE = re.compile(
    rf"([{DIGIT}]{{1,2}}) ?[-–/] ?([{DIGIT}]{{1,2}}) ?\([^\W\d][^()\d\n]{{1,24}}\) ?(?:[-–—:]|$)"
)
_PLACE = re.compile(r"(?:^|\n)[ \t]*[^\W\d][^\d\n().:]{1,40}[ ,،]$")


def dateline(tokens: Tokens, place: int) -> When | None:
    """The day and month of an agency's dateline: القاهرة 15-7 (اف ب)."""
    word = tokens.words[place]
    if word is None or not word.digits.isdecimal() or len(word.digits) > 2 or word.prep:
        return None
    begin = tokens.begin(place)
    match = _DATELINE.match(tokens.raw, begin)
    if match is None or not _PLACE.search(tokens.raw, max(0, begin - 50), begin):
        return None
    day, month = (int(to_western(match.group(group))) for group in (1, 2))
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    when = When(place, place + 2, begin, match.end(2))
    when.point = Point(None, month, day)
    return when


def _in_the_year(tokens: Tokens, place: int) -> bool:
    """Whether the words beside four digits make an early year of them: في 1492, من 1521 حتى."""
    word, before, behind = tokens.words[place], tokens.at(place - 1), tokens.at(place + 1)
    if word is None or word.prep or before is None or tokens.gap(place - 1) != SPACE:
        return False
    if before.full == "من" and behind is not None and tokens.joined(place + 1):
        last = tokens.at(place + 2)
        return behind.full == "حتي" and not (last is not None and last.digits)
    if before.full not in ("في", "منذ", "وفي", "ومنذ"):
        return False
    return (
        behind is None
        or not tokens.joined(place + 1)
        or not behind.sense.nouns
        and (behind.sense.card is None)
    )


def named_year(tokens: Tokens, place: int) -> When | None:
    """عام 2003, سنة ألف وتسعمئة, العام 2006, عامي 2004 و2005."""
    word = tokens.at(place)
    if word is None or "year" not in word.sense.roles:
        return None
    after = place + 1
    between = tokens.at(after)
    if between is not None and between.full in (
        "الدراسي",
        "الميلادي",
        "الهجري",
        "المالي",
        "الماليه",
    ):
        after += 1
    if not tokens.joined(after, SOFT):
        return None
    follower = tokens.at(after)
    if follower is None or follower.conj or follower.prep:
        return None
    nouns = word.sense.nouns
    plural = any(noun.number == 3 for noun in nouns) and not any(noun.number == 1 for noun in nouns)
    year = year_number(tokens, after, named=True)
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
    if follower.digits and not year.hijri and tokens.gap(year.stop - 1) in (DASH, SLASH):
        ranged = bare_year(tokens, after)
        if ranged is not None and ranged.until is not None:
            when.until, when.stop, when.end = ranged.until, ranged.stop, ranged.end
            return when
    if plural or any(noun.construct for noun in nouns):
        return _listed_years(tokens, when)
    return when


def _listed_years(tokens: Tokens, when: When) -> When:
    """The years joined by و behind the first one, as an interval to the last."""
    while tokens.joined(when.stop, COMMA):
        word = tokens.at(when.stop)
        place = when.stop
        if word is not None and word.stem == "و" and tokens.joined(place + 1):
            place += 1
            word = tokens.at(place)
        elif word is None or not word.conj:
            break
        year = year_number(tokens, place, named=True) if word is not None and word.digits else None
        if year is None or year.number <= (when.point.year or 0):
            break
        when.until, when.stop, when.end = Point(year.number, hijri=year.hijri), year.stop, year.end
    return take_between(tokens, when)
