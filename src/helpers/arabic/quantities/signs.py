"""Numbers below zero: -5 درجات, ناقص 3, 5 درجات تحت الصفر."""

from __future__ import annotations

from helpers.arabic.numerals import (
    times,
)
from helpers.arabic.quantities.shapes import Amount
from helpers.arabic.words import SPACE, Tokens

__all__ = ["signed"]


def signed(tokens: Tokens, amount: Amount, floor: int) -> Amount:
    """A minus sign or the words for one: -5 درجات, ناقص 3, 5 درجات تحت الصفر."""
    raw, start = tokens.raw, amount.start
    word = tokens.words[amount.first]
    negative = False
    if (
        amount.kind in ("measure", "share")
        and amount.numeral
        and (
            raw[start - 1 : start] in ("-", "−")
            and start
            and raw[start - 2 : start - 1] in ("", " ", "(", "\n")
        )
    ):
        amount.start, negative = start - 1, True
    before = tokens.at(amount.first - 1)
    if (
        before is not None
        and "negative" in before.sense.roles
        and amount.first - 1 >= floor
        and tokens.gap(amount.first - 1) == SPACE
        and word is not None
        and not word.conj
    ):
        amount.first, amount.start, negative = (
            amount.first - 1,
            tokens.begin(amount.first - 1),
            True,
        )
    behind, zero = tokens.at(amount.stop), tokens.at(amount.stop + 1)
    if (
        behind is not None
        and zero is not None
        and behind.full == "تحت"
        and zero.full == "الصفر"
        and tokens.joined(amount.stop)
        and tokens.joined(amount.stop + 1)
    ):
        amount.stop, amount.end, negative = amount.stop + 2, tokens.end(amount.stop + 1), True
    if negative:
        amount.ranges = tuple((times(high, -1), times(low, -1)) for low, high in amount.ranges)
    return amount
