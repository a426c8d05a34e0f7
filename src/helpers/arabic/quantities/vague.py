"""Amounts without a number: عشرات, عدة, أشهر, أكثر من عقد."""

from __future__ import annotations

from helpers.arabic.numerals import (
    Value,
    vague_amount,
)
from helpers.arabic.quantities.counting import plus_half
from helpers.arabic.quantities.nouns import counted_noun, leads_construct
from helpers.arabic.quantities.qualifiers import qualifier_before
from helpers.arabic.quantities.shapes import KINDS, Amount, Counted, add, in_years
from helpers.arabic.words import SPACE, Tokens

__all__ = ["bare_length", "vague_count"]


def vague_count(tokens: Tokens, place: int) -> Amount | None:
    """عشرات الهجمات, عدة مئات من القوات, بضعة أيام, الملايين."""
    word = tokens.words[place]
    found = vague_amount(tokens, place)
    if word is None or found is None:
        return None
    low, high, stop = found
    few = word.sense.few is not None
    only = few and stop == place + 1
    last, behind = tokens.words[stop - 1], tokens.at(stop)
    closed = last is not None and last.art and not (behind is not None and behind.full == "من")
    counted = None  # a scale word with the article takes its noun behind من: مئات الآلاف الصلاة
    if not closed:
        counted = counted_noun(tokens, stop, 3 if only else None, definite=not only)
    if few and stop == place + 1:
        if counted is None or counted.stop != stop + 1 or not tokens.joined(stop):
            return None
        noun = tokens.words[stop]
        if noun is not None and noun.sense.nouns and all(n.number == 1 for n in noun.sense.nouns):
            return None
        if counted.lemma == "month":
            high = 11
    end = tokens.end(stop - 1)
    amount = Amount(
        place, stop, tokens.begin(place), end, "count", ((low, high),), qualifier="vague"
    )
    if counted is not None:
        amount.kind, amount.unit = KINDS[counted.kind], counted.lemma
        amount.stop, amount.end = counted.stop, counted.end
        return in_years(amount)
    amount.bare = True
    return amount


def bare_length(tokens: Tokens, place: int, floor: int) -> Amount | None:
    """A bare plural length (منذ أشهر), a qualified single one (أكثر من عقد), ساعة ونصف."""
    word = tokens.words[place]
    if word is None or word.art or word.conj and word.prep:
        return None
    noun = next((noun for noun in word.sense.nouns if noun.kind == "time"), None)
    if noun is None or noun.number == 2:
        return None
    start, end = tokens.begin(place), tokens.end(place)
    if noun.number == 1:
        counted = Counted(noun.lemma, "time", place + 1, end)
        more = plus_half(tokens, counted)
        if more is None and (
            qualifier_before(tokens, place, floor) is None or word.prep or word.conj
        ):
            return None
        if noun.lemma in ("day", "night") and more is None and leads_construct(tokens, place + 1):
            return None
        value: Value = 1
        amount = Amount(place, place + 1, start, end, "duration", ((value, value),), noun.lemma)
        if more is not None:
            share, amount.stop, amount.end = more
            amount.ranges = ((add(1, share), add(1, share)),)
        return in_years(amount)
    before = tokens.at(place - 1)
    opened = (
        before is not None
        and "opens duration" in before.sense.roles
        and tokens.gap(place - 1) == SPACE
    )
    adverbial = not noun.sure and noun.lemma != "decade"  # استمر أياما
    described = tokens.at(place + 1)
    if described is not None and "length" in described.sense.roles and tokens.joined(place + 1):
        adverbial = True  # دام ساعات طويلة
    if not (opened or adverbial or word.prep in ("ل", "ب")) and noun.lemma != "year":
        return None
    if before is not None and before.sense.card is not None and tokens.gap(place - 1) == SPACE:
        return None
    follower = tokens.at(place + 1)
    if leads_construct(tokens, place + 1) or (
        follower is not None and follower.digits and tokens.joined(place + 1)
    ):
        return None
    high = 11 if noun.lemma == "month" else 9
    amount = Amount(place, place + 1, start, end, "duration", ((3, high),), noun.lemma, "vague")
    return in_years(amount)
