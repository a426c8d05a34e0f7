"""The words in front of a date that belong to it: منتصف, يوم, مساء, بين."""

from __future__ import annotations

from helpers.arabic.dates.shapes import When
from helpers.arabic.words import COMMA, SOFT, SPACE, Tokens

__all__ = ["take_between", "take_opener", "widen"]


def widen(tokens: Tokens, when: When, floor: int) -> When:
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
        elif (
            word.stem in ("ايام", "يومي") and when.until is not None and when.point.day is not None
        ):
            pass  # أيام 3 و4 و5 نوفمبر
        elif "month" in sense.roles and when.point.month is not None and when.point.day is None:
            pass
        elif (
            sense.part is not None
            and when.step != ("day", 0)
            or sense.day_part is not None
            and (when.weekday is not None or when.step or when.point.day)
        ):
            when.qualifier = "about"
            side = tokens.at(place - 1)
            if (  # بعد ظهر أمس
                word.stem == "ظهر"
                and side is not None
                and side.stem in ("بعد", "قبل")
                and place - 1 >= floor
                and tokens.gap(place - 1) == SPACE
            ):
                place -= 1
        else:
            break
        when.first, when.start = place, tokens.begin(place)
    return when


_SINGULAR_DAY = frozenset({"يوم", "نهار", "يومي"})


def take_opener(tokens: Tokens, when: When) -> When:
    """Take the word that opens an interval: بين, ما بين, من."""
    place = when.first - 1
    word = tokens.at(place)
    if word is None or tokens.gap(place) != SPACE:
        return when
    if "year" in word.sense.roles and word.sense.nouns and when.point.month is None:
        when.first, when.start, place = place, tokens.begin(place), place - 1
        word = tokens.at(place)
        if word is None or tokens.gap(place) != SPACE:
            return when
    if word.stem not in ("بين", "من", "مابين") or word.prep:
        return when
    when.first, when.start = place, tokens.begin(place)
    more = tokens.at(place - 1)
    if (
        more is not None
        and more.stem == "ما"
        and word.stem == "بين"
        and tokens.gap(place - 1) == SPACE
    ):
        when.first, when.start = place - 1, tokens.begin(place - 1)
    return when


def take_between(tokens: Tokens, when: When) -> When:
    """Take بين in front of years joined by و."""
    before = tokens.at(when.first - 1)
    here = tokens.words[when.first]
    if when.until is None or before is None or tokens.gap(when.first - 1) != SPACE:
        return when
    if here is not None and here.prep:
        return when
    return take_opener(tokens, when) if before.stem in ("بين", "مابين") else when
