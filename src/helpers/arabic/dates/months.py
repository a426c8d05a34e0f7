"""Month names: one word or two, Gregorian or Hijri, alone or doubled (يناير/كانون الثاني)."""

from __future__ import annotations

from typing import NamedTuple

from helpers.arabic.words import DASH, SLASH, SOFT, SPACE, Tokens

__all__ = ["Month", "month_at"]


class Month(NamedTuple):
    """A month name as found: its number, where it ends, and a second name that disagrees."""

    number: int
    stop: int
    end: int
    hijri: bool = False
    other: int | None = None
    doubled: bool = False
    weak: bool = False


_SECOND_BY_DIGIT = {"1": "اول", "2": "ثاني"}


def _month_name(tokens: Tokens, place: int) -> Month | None:
    word = tokens.at(place)
    if word is None or (word.art and not word.sense.month):
        return None
    sense = word.sense
    follower = tokens.at(place + 1)
    if follower is not None and tokens.joined(place + 1) and not follower.conj:
        second = _SECOND_BY_DIGIT.get(follower.digits, follower.stem)
        for table, hijri in ((sense.month_first, False), (sense.hijri_first, True)):
            plain = bool(follower.digits) or follower.art or not hijri
            if second in table and plain and not follower.prep:
                return Month(table[second], place + 2, tokens.end(place + 1), hijri)
    if sense.month is not None:
        return Month(sense.month, place + 1, tokens.end(place), weak=sense.weak_month)
    if sense.hijri is not None:
        return Month(sense.hijri, place + 1, tokens.end(place), hijri=True, weak=True)
    return None


def month_at(tokens: Tokens, place: int) -> Month | None:
    """A month name, with its second name behind a slash or in brackets."""
    month = _month_name(tokens, place)
    if month is None or month.hijri:
        return month
    gap = tokens.gap(month.stop - 1)
    if gap not in (SLASH, SOFT, SPACE, DASH):
        return month
    second = _month_name(tokens, month.stop)
    follower = tokens.at(month.stop)
    if second is None or second.hijri or follower is None or follower.conj or follower.prep:
        return month
    if gap in (SPACE, DASH) and second.number != month.number:
        return month
    end = second.end
    between = tokens.raw[month.end : tokens.starts[month.stop]]
    if "(" in between and tokens.raw[end : end + 1] == ")":
        end += 1
    other = second.number if second.number != month.number else None
    return Month(month.number, second.stop, end, other=other, doubled=True)
