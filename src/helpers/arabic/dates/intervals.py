"""Two dates joined into an interval: من … إلى, بين … و, 2015-2016."""

from __future__ import annotations

from dataclasses import replace

from helpers.arabic.dates.days import day_date, month_date
from helpers.arabic.dates.edges import take_opener
from helpers.arabic.dates.numeric import named_year, numeric_date
from helpers.arabic.dates.shapes import Point, When, order_key
from helpers.arabic.dates.years import year_number
from helpers.arabic.words import DASH, SPACE, Tokens

__all__ = ["join_interval", "plain_date"]


def join_interval(tokens: Tokens, when: When) -> When:
    """Join two dates with the word that opens an interval in front: من … إلى, بين … و."""
    if when.until is not None or when.fixed or when.step or when.numbers or when.direction:
        return when
    point = when.point
    if point.year is None and point.month is None:
        return when
    joiner = tokens.at(when.stop)
    if joiner is None:
        return when
    gap = tokens.gap(when.stop - 1)
    joins = joiner.conj or joiner.full in ("الي", "حتي")
    if gap != DASH and not (joins and gap == SPACE):
        return when
    opener = tokens.at(when.first - 1)
    opened = opener is not None and tokens.gap(when.first - 1) == SPACE
    if opened and opener is not None and "year" in opener.sense.roles:
        dual = any(noun.construct for noun in opener.sense.nouns)
        opener = tokens.at(when.first - 2)
        opened = dual or (opener is not None and tokens.gap(when.first - 2) == SPACE)
        between = True
    else:
        between = opened and opener is not None and opener.stem in ("بين", "مابين")
    months = opener is not None and opened and opener.stem == "شهري" and point.day is None
    between = between or months
    origin = opener is not None and opened and opener.stem == "من" and not opener.prep
    place = when.stop
    if gap == DASH:
        if not (point.month is None or point.day is None):
            return when
    elif joiner.conj and between:
        if joiner.stem == "و":
            place += 1
    elif joiner.full in ("الي", "حتي") and (origin or between) and tokens.joined(place + 1):
        place += 1
    else:
        return when
    last = plain_date(tokens, place)
    if last is None or last.until or last.fixed or last.step or last.numbers:
        return when
    begin, until = point, last.point
    if (begin.day is None) != (until.day is None) or (begin.month is None) != (until.month is None):
        return when
    if begin.year is None and until.year is not None:
        begin = begin._replace(year=until.year)
    if begin.year is not None and until.year is not None and order_key(begin) >= order_key(until):
        return when
    joined = replace(when, stop=last.stop, end=last.end, point=begin, until=until)
    joined.direction = last.direction
    return joined if months else take_opener(tokens, joined)


def plain_date(tokens: Tokens, place: int) -> When | None:
    """A date with a day, a month or a year, with nothing around it."""
    word = tokens.at(place)
    if word is None:
        return None
    if word.digits or word.sense.ordinal or word.sense.card:
        found = numeric_date(tokens, place) or day_date(tokens, place)
        if found is not None:
            return found
        year = year_number(tokens, place, named=False)
        if year is not None and word.digits:
            when = When(place, year.stop, tokens.begin(place), year.end)
            when.point = Point(year.number, hijri=year.hijri)
            return when
        return None
    if "year" in word.sense.roles:
        return named_year(tokens, place)
    return month_date(tokens, place)
