"""A number with what stands behind it: a percent sign, a currency, a noun, ونصف."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from helpers.arabic.lexicon import lexicon
from helpers.arabic.numerals import (
    Number,
    Value,
    divide,
)
from helpers.arabic.quantities.nouns import counted_noun, pick_noun
from helpers.arabic.quantities.shapes import KINDS, Amount, Counted, add, in_years
from helpers.arabic.words import SOFT, SPACE, Tokens

__all__ = ["amount_of", "plus_half", "with_noun"]


_PERCENT = frozenset("%٪")


def _percent(tokens: Tokens, stop: int, end: int) -> tuple[int, int] | None:
    """A percent sign or بالمئة behind a number: the place after it and the offset."""
    raw = tokens.raw
    if not _PERCENT.isdisjoint(raw[end : end + 4]):
        place = end
        while (
            raw[place : place + 1] in (" ", "\u00a0", "\u200f", "\u200e", ")") and place < end + 3
        ):
            place += 1
        if raw[place : place + 1] in ("%", "٪"):
            return stop, place + 1
    word = tokens.at(stop)
    if word is None or tokens.gap(stop - 1) not in (SPACE, SOFT):
        return None
    if word.prep in ("ب", "") and word.art and not word.conj and "percent" in word.sense.roles:
        return stop + 1, tokens.end(stop)
    if word.full == "في" and tokens.joined(stop + 1):
        follower = tokens.words[stop + 1]
        if follower is not None and follower.art and "percent" in follower.sense.roles:
            return stop + 2, tokens.end(stop + 1)
    return None


def _sign_before(raw: str, start: int) -> int | None:
    """The offset of a percent sign typed in front of a number: %50, ٪ ٥٠."""
    if _PERCENT.isdisjoint(raw[max(0, start - 2) : start]):
        return None
    for width in (1, 2):
        mark = raw[start - width : start].rstrip() if start >= width else ""
        if mark in ("%", "٪"):
            before = raw[start - width - 1 : start - width].strip() if start > width else ""
            return None if before.isdigit() else start - width
    return None


def _bracketed(tokens: Tokens, start: int, end: int) -> int:
    """The offset of the bracket around a number, if its noun stands beyond it."""
    raw = tokens.raw
    if start and raw[start - 1] in '([«“"' and raw[end : end + 1] in (")", "]", "»", "”", '"'):
        return start - 1
    return start


def _ranges(number: Number) -> tuple[tuple[Value, Value], ...]:
    values = number.values
    if len(values) == 1:  # the usual case
        return ((values[0], values[0]),)
    return tuple((value, value) for value in values)


def plus_half(tokens: Tokens, counted: Counted) -> tuple[Value, int, int] | None:
    """ونصف behind a counted noun (ساعة ونصف الساعة): the share, and where it ends.

    Returns:
        The share of one (½ for a half), the place and the offset after it.
    """
    word = tokens.at(counted.stop)
    stop = counted.stop
    if word is None or not word.conj and word.full != "و" or word.prep or not tokens.joined(stop):
        return None
    if word.full == "و":  # لتر و نصف
        stop += 1
        word = tokens.at(stop)
        if word is None or word.conj or word.prep or word.art or not tokens.joined(stop):
            return None
    fraction = word.sense.fraction
    if word.sense.card is not None and (parts := tokens.at(stop + 1)) is not None:
        of = parts.sense.fraction  # وثلاثة أرباع
        if of is None or of[0] or parts.conj or parts.prep or not tokens.joined(stop + 1):
            return None
        fraction = (word.sense.card[0], of[1]) if 1 < word.sense.card[0] < of[1] else None
        stop += 1
    elif word.sense.card is not None:
        return None
    if fraction is None or fraction[0] == 0:
        return None
    if "suffixed" in word.sense.roles:
        return None
    stop += 1
    follower = tokens.at(stop)
    if tokens.joined(stop):
        same = follower is not None and any(
            noun.lemma == counted.lemma for noun in follower.sense.nouns
        )
        if same and follower is not None and not follower.conj and not follower.prep:
            return divide(*fraction), stop + 1, tokens.end(stop)
        if tokens.folded(stop).startswith("ال"):
            return None
    return divide(*fraction), stop, tokens.end(stop - 1)


class _Marks(NamedTuple):
    """A currency's sign, code or abbreviation, and the characters next to the number there."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    last: frozenset[str]
    first: frozenset[str]


@cache
def _marks() -> _Marks:
    signs = sorted(lexicon().signs, key=len, reverse=True)
    codes = [sign for sign in signs if not _ABBREVIATED.search(sign)]
    short = [sign for sign in signs if _ABBREVIATED.search(sign)]
    either, abbreviated = ("|".join(map(re.escape, names)) for names in (codes, short))
    before = rf"(?<![A-Za-z\d])({either})[ \u00a0]?$"
    behind = rf"[ \u00a0]?({either})(?![A-Za-z\d])|[ \u00a0]?({abbreviated})\b"
    last, first = (frozenset(code[-1] for code in codes), frozenset(sign[0] for sign in signs))
    return _Marks(re.compile(before), re.compile(behind), last, first)


_ABBREVIATED = re.compile(r"[^\W\da-zA-Z]\.")


def _money_mark(tokens: Tokens, start: int, number: Number) -> tuple[str, int, int, int] | None:
    """The currency a mark names, with the amount's offsets and the place after it."""
    raw, end = tokens.raw, number.end
    marks = _marks()
    before = raw[max(0, start - 2) : start]
    if not marks.last.isdisjoint(before) and before.strip(" \u00a0")[-1:] in marks.last:
        found = marks.before.search(raw, max(0, start - 5), start)
        if found:
            return lexicon().signs[found.group(1)], found.start(), end, number.stop
    near = raw[end : end + 2].lstrip(" \u00a0")[:1]
    if near in marks.first:
        found = marks.behind.match(raw, end)
        if found:
            currency = lexicon().signs[found.group(1) or found.group(2)]
            stop = bisect_left(tokens.starts, found.end(), number.stop)
            return currency, start, found.end(), stop
    return None


def amount_of(tokens: Tokens, place: int, number: Number) -> Amount:
    """A number with what stands behind it: percent sign, noun, or nothing."""
    raw = tokens.raw
    start = tokens.begin(place)
    amount = Amount(
        place, number.stop, start, number.end, "count", _ranges(number), numeral=number.numeral
    )
    percent = _percent(tokens, number.stop, number.end)
    word = tokens.words[place]
    if number.numeral and word is not None:
        digits_at = tokens.starts[place] + word.end - len(word.digits)
        if number.numeral[0] in ".٫":
            digits_at -= 1
            amount.start = digits_at
        if number.scaled:
            amount.start = _bracketed(tokens, start, digits_at + len(number.numeral))
        sign_at = _sign_before(raw, digits_at) if percent is None else None
        if sign_at is not None:
            percent, amount.start = (number.stop, number.end), sign_at
    if percent is not None:
        amount.kind, (amount.stop, amount.end) = "share", percent
        amount.ranges = tuple(
            (divide(low, 100), divide(high, 100))
            for low, high in (amount.ranges if "ر" in number.numeral else amount.ranges[-1:])
        )
        amount.start = (
            _bracketed(tokens, start, number.end)
            if percent[1] > number.end + 1 and raw[number.end : number.end + 1] == ")"
            else amount.start
        )
        amount.unit = _whole_of(tokens, amount.stop)
        return amount
    value = number.values[0] if number.values else None
    marked = _money_mark(tokens, start, number) if number.numeral else None
    if marked is not None:
        amount.kind = "money"
        amount.unit, amount.start, amount.end, amount.stop = marked
        if amount.start < start and "," in number.numeral:
            amount.ranges = amount.ranges[:1]  # $1,250: the sign in front goes with its commas
        return amount
    if number.numeral and "°" in raw[number.end : number.end + 2]:
        amount.kind, amount.unit = "measure", "degree"
        amount.end = raw.index("°", number.end) + 1
        amount.stop = bisect_left(tokens.starts, amount.end, number.stop)
        return amount
    again = _repeated(tokens, number.stop, number)
    counted = counted_noun(tokens, again, value)
    if counted is None:
        amount.bare = True
        return amount
    return with_noun(tokens, amount, counted, number)


def _repeated(tokens: Tokens, stop: int, number: Number) -> int:
    """The place behind the same number given again in brackets: خمس (05) سنوات."""
    word = tokens.at(stop)
    if word is None or not word.digits.isdecimal() or tokens.gap(stop - 1) != SOFT:
        return stop
    end = tokens.end(stop)
    same = number.values == (int(word.digits),) if len(word.digits) < 19 else False
    return stop + 1 if same and tokens.raw[end : end + 1] == ")" else stop


def with_noun(tokens: Tokens, amount: Amount, counted: Counted, number: Number | None) -> Amount:
    """The amount with the noun behind it, and ونصف behind that."""
    if number is not None and tokens.gap(number.stop - 1) == SOFT:
        amount.start = _bracketed(tokens, amount.start, number.end)
    amount.kind, amount.unit = KINDS[counted.kind], counted.lemma
    amount.stop, amount.end = counted.stop, counted.end
    if number is not None:
        amount.stop = _repeated(tokens, counted.stop, number)
    behind = tokens.at(counted.stop)
    halved = behind is not None and behind.conj and (number is None or not number.scaled)
    more = plus_half(tokens, counted) if halved else None
    if more is not None:
        share, amount.stop, amount.end = more
        amount.ranges = tuple((add(low, share), add(high, share)) for low, high in amount.ranges)
    return in_years(amount) if counted.kind == "time" else amount


def _whole_of(tokens: Tokens, stop: int) -> str | None:
    """What a percentage is of: the noun behind من, which stays outside the span."""
    word = tokens.at(stop)
    if word is None or word.full != "من" or not tokens.joined(stop + 1):
        return None
    if tokens.raw[tokens.end(stop - 1) : tokens.starts[stop]].strip(" \u00a0%٪"):
        return None
    follower = tokens.words[stop + 1]
    if follower is not None and follower.sense.nouns and not follower.conj:
        noun = pick_noun(follower.sense.nouns, None, definite=True)
        return noun.lemma if noun is not None and noun.kind != "time" else None
    if tokens.folded(stop + 1) in lexicon().territories:
        return "territory"
    return None
