"""Two numbers joined into a range: ما بين … و, من … إلى, 3-5."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from helpers.arabic.dates import date_at
from helpers.arabic.numerals import (
    Number,
    cardinal,
    divide,
    times,
)
from helpers.arabic.quantities.counting import amount_of
from helpers.arabic.quantities.shapes import Amount
from helpers.arabic.words import DASH, OTHER, SOFT, SPACE, Tokens

__all__ = ["join_range", "range_opener"]


def range_opener(tokens: Tokens, first: int, floor: int) -> tuple[str, int, int] | None:
    """بين, ما بين or من in front of a number: its name, first word and offset.

    Args:
        tokens: The words of the text.
        first: Place of the number's first word.
        floor: First place that is still free; nothing before it is taken.

    Returns:
        ``between`` or ``from``, the place and the offset at which the words begin.
    """
    word = tokens.at(first - 1)
    here = tokens.words[first]
    if word is None or first - 1 < floor or tokens.gap(first - 1) not in (SPACE, SOFT):
        return None
    if here is not None and (here.conj or here.prep):
        return None
    if word.stem in ("بين", "مابين") and not word.art:
        more = tokens.at(first - 2)
        if (
            more is not None
            and more.stem == "ما"
            and tokens.gap(first - 2) == SPACE
            and first - 2 >= floor
        ):
            return "between", first - 2, tokens.begin(first - 2)
        return "between", first - 1, tokens.begin(first - 1)
    if word.full == "من" or (word.stem == "من" and word.conj and not word.prep):
        more = tokens.at(first - 2)
        if (
            more is not None
            and tokens.gap(first - 2) == SPACE
            and more.stem in ("اكثر", "اقل", "يقرب", "يقارب")
        ):
            return None
        return "from", first - 1, tokens.begin(first - 1)
    return None


_JOINERS = frozenset({"و", "الي", "حتي", "او"})


def _is_date(tokens: Tokens, place: int) -> bool:
    """Whether the number behind حتى is a day of a month: 6 أشهر حتى 30 يونيو."""
    when = date_at(tokens, place)
    return when is not None and when.point.month is not None


def _changes(tokens: Tokens, place: int) -> bool:
    """Whether a verb of change stands before من … إلى: ارتفع السعر من 5 إلى 7."""
    for at in range(place - 1, max(-1, place - 9), -1):
        if tokens.gap(at) not in (SPACE, SOFT):
            return False
        word = tokens.words[at]
        if word is not None and "changes" in word.sense.roles:
            return True
    return False


def join_range(tokens: Tokens, amount: Amount, number: Number, floor: int) -> Amount:
    """Read on to the second end of a range, if there is one."""
    stop = amount.stop
    if stop >= tokens.size or len(amount.ranges) != 1:
        return amount
    joiner = tokens.words[stop]
    if joiner is None or not (joiner.digits or joiner.conj or joiner.full in _JOINERS):
        return amount
    gap = tokens.gap(stop - 1)
    if amount.kind == "share" and gap == OTHER:  # the percent sign is no word: بين 5% و7%
        gap = SPACE if tokens.raw[amount.end : tokens.starts[stop]] == " " else gap
    opener = range_opener(tokens, amount.first, floor)
    place, needs_noun = stop, True
    if gap == DASH and joiner.digits:
        if number.scaled or amount.numeral == "":
            return amount
    elif gap not in (SPACE, SOFT):
        return amount
    elif opener is not None and opener[0] == "between" and joiner.full == "و":
        needs_noun, place = False, place + 1
    elif opener is not None and opener[0] == "between" and joiner.conj and not joiner.prep:
        needs_noun = False
    elif joiner.full in ("الي", "حتي", "او") and tokens.joined(place + 1):
        needs_noun = opener is None
        place += 1
    else:
        return amount
    second = tokens.at(place)
    if second is None or (second.prep and place == stop):
        return amount
    following = cardinal(tokens, place)
    if following is None or len(following.values) != 1:
        return amount
    if joiner.full in ("الي", "حتي") and _is_date(tokens, place):
        return amount
    last = amount_of(tokens, place, following)
    low, high = amount.ranges[0][0], last.ranges[0][1]
    if last.bare and needs_noun and amount.bare:
        return amount
    if (
        not amount.bare
        and (amount.kind != last.kind or amount.unit != last.unit)
        and not last.bare
        and not (amount.kind == last.kind == "share")
    ):
        return amount
    if last.kind == "share" and amount.kind == "count":
        low = divide(low, 100)
    if (
        following.scaled
        and not number.scaled
        and isinstance(low, int)
        and low < 1000
        and times(low, following.last_scale) < high
    ):
        low = times(low, following.last_scale)
    if opener is not None and opener[0] == "from" and _changes(tokens, opener[1]):
        if amount.bare and not last.bare:
            falls = following.scaled and not number.scaled and isinstance(low, int) and low < 100
            low = times(low, following.last_scale) if falls else low
            amount.kind, amount.unit, amount.ranges = last.kind, last.unit, ((low, low),)
            amount.bare = False
        return amount
    if Decimal(low) >= Decimal(high):
        return amount
    kind, unit = (amount.kind, amount.unit) if last.bare else (last.kind, last.unit)
    joined = replace(
        amount, stop=last.stop, end=last.end, kind=kind, unit=unit, ranges=((low, high),)
    )
    joined.bare = last.bare and amount.bare
    if last.kind == "duration" and last.unit == "year" and last.ranges[0][1] != following.values[0]:
        factor = divide(last.ranges[0][1], following.values[0])
        joined.ranges = ((times(amount.ranges[0][0], factor), high),)
    if opener is not None:
        _, joined.first, joined.start = opener
    return joined
