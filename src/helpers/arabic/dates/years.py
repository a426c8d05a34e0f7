"""Years in digits and words, with their era: 2003, سنة ألف وتسعمئة, 49 ق.م, 1445 هـ."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from helpers.arabic.dates.shapes import plain_number
from helpers.arabic.numerals import cardinal
from helpers.arabic.words import SOFT, SPACE, Tokens

__all__ = ["LAST_YEAR", "Year", "read_era", "year_behind", "year_number"]

LAST_YEAR = 2100


class Year(NamedTuple):
    """A year as found: its number, astronomical before Christ, and where it ends."""

    number: int
    stop: int
    end: int
    hijri: bool = False
    named: bool = False  # the word "year" or an era stands beside it


def year_number(tokens: Tokens, place: int, *, named: bool) -> Year | None:
    """A year in digits, or after the word for year also in words, with its era."""
    word = tokens.at(place)
    if word is None:
        return None
    value = plain_number(tokens, place)
    stop, end = place + 1, tokens.end(place)
    if value is None:
        if not named or word.sense.card is None:
            return None
        number = cardinal(tokens, place)
        if number is None or len(number.values) != 1 or not isinstance(number.values[0], int):
            return None
        value, stop, end = number.values[0], number.stop, number.end
        if not 1000 <= value <= LAST_YEAR:
            return None
    sign, hijri, stop, end = read_era(tokens, stop, end)
    era = sign < 0 or hijri
    if not era:
        lowest = 1 if named and len(word.digits) > 1 else 1000
        if not lowest <= value <= LAST_YEAR:
            return None
    return Year(1 - value if sign < 0 else value, stop, end, hijri, named or era)


def read_era(tokens: Tokens, stop: int, end: int) -> tuple[int, bool, int, int]:
    """م, هـ, ق.م or قبل الميلاد behind a year: sign, Hijri, and where it ends.

    Args:
        tokens: The words of the text.
        stop: Place after the year.
        end: Offset after the year.

    Returns:
        Sign of the year (-1 before Christ), whether it is of the Hijra, and place and offset after
        the era; ``stop`` and ``end`` where none is written.
    """
    raw = tokens.raw
    match = _BC.match(raw, end) if "ق" in raw[end : end + 3] else None
    if match:
        after = match.end()
        return -1, False, bisect_left(tokens.starts, after, stop), after
    word = tokens.at(stop)
    if word is None:
        return 1, False, stop, end
    roles = word.sense.roles
    if not roles or tokens.gap(stop - 1) not in (SPACE, SOFT):
        return 1, False, stop, end
    if "before" in roles and not word.prep:
        follower = tokens.at(stop + 1)
        if follower is not None and "christ" in follower.sense.roles and follower.art:
            return -1, False, stop + 2, tokens.end(stop + 1)
    if "ah" in roles or "ad" in roles:
        after = tokens.end(stop)
        if raw[after : after + 1] == "." and word.stem == "م":
            return 1, False, stop, end
        return 1, "ah" in roles, stop + 1, after
    return 1, False, stop, end


_BC = re.compile(r"[ \u00a0]?\(?ق[ .]{0,2}م\b(?:\.(?=[ \u00a0]?[^\s]))?\)?")


def year_behind(tokens: Tokens, place: int, *gaps: int) -> Year | None:
    """The year behind a month: 2024, عام 2024, من عام 2024."""
    if not tokens.joined(place, *gaps):
        return None
    word = tokens.at(place)
    if word is None:
        return None
    if word.full == "من" and tokens.joined(place + 1):
        place += 1
        word = tokens.at(place)
        if word is None or "year" not in word.sense.roles:
            return None
    if "year" in word.sense.roles and not word.conj:
        if word.prep and word.prep != "ل":
            return None
        if not tokens.joined(place + 1):
            return None
        return year_number(tokens, place + 1, named=True)
    if word.conj or word.prep:
        return None
    return year_number(tokens, place, named=False)
