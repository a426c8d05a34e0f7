"""Numbers below zero: -5 درجات, ناقص 3, 5 درجات تحت الصفر."""

from __future__ import annotations

from helpers.arabic.numerals import (
    times,
)
from helpers.arabic.quantities.shapes import Amount
from helpers.arabic.words import SPACE, Tokens

__all__ = ["signed"]


def _is_minus(raw: str, amount: Amount) -> bool:
    """Whether the dash in front is a minus, not the mark of an item of a list or of a range."""
    at = amount.start - 1
    if raw[at - 1 : at].strip(" (\n") and at:
        return False
    before = raw[max(0, at - 3) : at].rstrip(" ")
    if before[-1:].isdigit():
        return False
    if amount.kind in ("measure", "share"):
        return True
    opens = not before or before.endswith("\n")
    alone = not raw[amount.end : amount.end + 2].strip()
    exact = any(mark in amount.numeral for mark in ".,٫")
    return amount.bare and (alone or (exact and not opens))


def signed(tokens: Tokens, amount: Amount, floor: int) -> Amount:
    """A minus sign or the words for one: -5 درجات, ناقص 3, 5 درجات تحت الصفر."""
    negative = False
    start = amount.start
    if amount.numeral and start and tokens.raw[start - 1] in "-−" and _is_minus(tokens.raw, amount):
        amount.start, negative = start - 1, True
    before = tokens.at(amount.first - 1)
    if before is not None and "negative" in before.sense.roles:
        at = amount.first - 1
        word = tokens.words[amount.first]
        if at >= floor and tokens.gap(at) == SPACE and word is not None and not word.conj:
            amount.first, amount.start, negative = at, tokens.begin(at), True
    behind = tokens.at(amount.stop)
    if behind is not None and behind.full == "تحت" and tokens.joined(amount.stop):
        zero = tokens.at(amount.stop + 1)
        if zero is not None and zero.full == "الصفر" and tokens.joined(amount.stop + 1):
            amount.stop, amount.end, negative = amount.stop + 2, tokens.end(amount.stop + 1), True
            if amount.kind == "count" and amount.unit is None:
                amount.kind, amount.unit = "measure", "degree"
    if negative:
        amount.ranges = tuple((times(high, -1), times(low, -1)) for low, high in amount.ranges)
    return amount
