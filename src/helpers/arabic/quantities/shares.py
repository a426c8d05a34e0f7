"""Shares: fractions, majorities, one in so many."""

from __future__ import annotations

from decimal import Decimal

from helpers.arabic.lexicon import lexicon
from helpers.arabic.numerals import (
    Number,
    Value,
    cardinal,
    divide,
    times,
)
from helpers.arabic.quantities.counting import amount_of, plus_half, with_noun
from helpers.arabic.quantities.idioms import is_idiom, is_phrase
from helpers.arabic.quantities.nouns import counted_noun, follow_construct
from helpers.arabic.quantities.shapes import KINDS, Amount, Counted, add
from helpers.arabic.words import Tokens

__all__ = [
    "fraction_share",
    "majority_share",
    "noun_of_every",
    "one_of_every",
    "slashed_share",
]

_MAJORITY: tuple[Value, Value] = (Decimal("0.5"), 1)


def one_of_every(tokens: Tokens, place: int, number: Number) -> Amount | None:
    """واحد من كل ثلاثة, 3 من كل 10 أشخاص: one share."""
    link = number.stop
    of, every = tokens.at(link), tokens.at(link + 1)
    if of is None or every is None or of.full != "من" or every.full not in ("كل", "اصل"):
        return None
    if link + 2 >= tokens.size or not (tokens.joined(link) and tokens.joined(link + 1)):
        return None
    if every.full == "اصل" or not tokens.joined(link + 2):
        return None
    whole = cardinal(tokens, link + 2)
    if whole is None or len(whole.values) != 1 or len(number.values) != 1 or not whole.values[0]:
        return None
    share = divide(number.values[0], whole.values[0])
    amount = Amount(place, whole.stop, tokens.begin(place), whole.end, "share", ((share, share),))
    counted = counted_noun(tokens, whole.stop, whole.values[0], known_only=True)
    if counted is not None:
        amount.stop, amount.end, amount.unit = counted.stop, counted.end, counted.lemma
    return amount


def noun_of_every(tokens: Tokens, place: int, number: Number, floor: int) -> Amount | None:
    """طفل من كل خمسة أطفال: one noun, with the number behind من كل, as one share."""
    every, of, one = tokens.at(place - 1), tokens.at(place - 2), tokens.at(place - 3)
    if every is None or of is None or one is None or place - 3 < floor:
        return None
    if every.full != "كل" or of.full != "من" or one.art or len(number.values) != 1:
        return None
    if not (tokens.joined(place) and tokens.joined(place - 1) and tokens.joined(place - 2)):
        return None
    noun = next((noun for noun in one.sense.nouns if noun.number == 1), None)
    if noun is None or noun.kind != "count" or not number.values[0]:
        return None
    first = place - 3
    share = divide(1, number.values[0])
    amount = Amount(
        first, number.stop, tokens.begin(first), number.end, "share", ((share, share),), noun.lemma
    )
    counted = counted_noun(tokens, number.stop, number.values[0], known_only=True)
    if counted is not None:
        amount.stop, amount.end, amount.unit = counted.stop, counted.end, counted.lemma
    return amount


_USUAL_DENOMINATORS = frozenset({2, 3, 4, 5, 8, 10})


def slashed_share(tokens: Tokens, place: int, number: Number) -> Amount | None:
    """3/4 as a share; a score or a day and month are left alone."""
    word = tokens.at(number.stop)
    raw = tokens.raw
    if word is None or raw[number.end : number.end + 1] != "/" or not word.digits.isdecimal():
        return None
    begin = tokens.starts[number.stop]
    end = tokens.end(number.stop)
    behind = raw[end : end + 1]
    if begin != number.end + 1 or len(number.values) != 1 or behind in ("/", "-", ":") and behind:
        return None
    top, bottom = number.values[0], int(word.digits[:4])
    before = tokens.words[place - 1] if place else None
    dated = before is not None and (before.sense.weekday is not None or "day" in before.sense.roles)
    if bottom not in _USUAL_DENOMINATORS or not 0 < top < bottom or dated:
        return None
    share = divide(top, bottom)
    amount = Amount(place, number.stop + 1, tokens.begin(place), end, "share", ((share, share),))
    return amount


def _one_and_part(tokens: Tokens, place: int, floor: int) -> Amount | None:
    """A measure or a sum with a fraction behind it: طن ونصف, متر وربع المتر."""
    word, whole = tokens.words[place], tokens.at(place - 1)
    first = place - 1
    if word is not None and whole is not None and whole.full == "و" and tokens.joined(place):
        first, whole = place - 2, tokens.at(place - 2)
    elif word is not None and not word.conj:
        return None
    if word is None or whole is None or first < floor or word.art:
        return None
    noun = next((noun for noun in whole.sense.nouns if noun.number == 1), None)
    if noun is None or noun.kind not in ("measure", "money") or whole.art:
        return None
    counted = Counted(noun.lemma, noun.kind, first + 1, tokens.end(first))
    more = plus_half(tokens, counted)
    if more is None:
        return None
    share, stop, end = more
    value = add(1, share)
    kind = KINDS[noun.kind]
    amount = Amount(first, stop, tokens.begin(first), end, kind, ((value, value),))
    amount.unit = noun.lemma
    return amount


def fraction_share(tokens: Tokens, place: int, floor: int) -> Amount | None:
    """نصف السكان, ثلث مساحة العراق, ثلاثة أرباع, نصف مليون, ربع ساعة."""
    word = tokens.words[place]
    if word is None:
        return None
    stop = place + 1
    mixed = _one_and_part(tokens, place, floor)
    if mixed is not None:
        return mixed
    if word.sense.fraction is not None:
        numerator, denominator = word.sense.fraction
    else:
        follower = tokens.at(stop)
        top = int(word.digits) if word.digits.isdecimal() and len(word.digits) == 1 else 0
        top = word.sense.card[0] if word.sense.card is not None else top
        if not top or follower is None or follower.sense.fraction is None:
            return None
        numerator, denominator = top, follower.sense.fraction[1]
        if follower.sense.fraction[0] or follower.conj or follower.prep or not tokens.joined(stop):
            return None
        if not 2 <= numerator < denominator:
            return None
        stop += 1
    if numerator == 0:
        return None
    share = divide(numerator, denominator)
    end = tokens.end(stop - 1)
    amount = Amount(place, stop, tokens.begin(place), end, "share", ((share, share),))
    if "suffixed" in word.sense.roles:
        return amount
    follower = tokens.at(stop)
    if word.art:
        if (
            follower is not None
            and follower.art
            and tokens.joined(stop)
            and (follower.sense.ordinal is not None or follower.sense.relative is not None)
        ):
            return None
        if is_phrase(tokens, place, stop + 1) or is_phrase(tokens, place - 1, stop):
            return None
        before = tokens.at(place - 1)
        if before is not None and before.sense.nouns and before.art:
            return None
        return amount
    if not tokens.joined(stop):
        return amount
    if is_phrase(tokens, place, stop + 1) or is_idiom(tokens, place):
        return None
    if follower is not None and follower.sense.card is not None and not follower.conj:
        value, kind = follower.sense.card
        if kind in ("scale", "accusative") and not follower.prep:
            number = Number((times(share, value),), stop + 1, tokens.end(stop), "", True, value)
            return amount_of(tokens, place, number)
    if tokens.folded(stop) in lexicon().territories:
        amount.unit, amount.stop, amount.end = "territory", stop + 1, tokens.end(stop)
        return amount
    counted = counted_noun(tokens, stop, None, definite=True)
    if counted is None:
        return amount if stop - place > 1 or denominator in (2, 3) and numerator <= 2 else None
    if counted.kind != "count" and (
        counted.lemma == "hour" or follower is not None and not follower.art
    ):
        return with_noun(tokens, amount, counted, None)
    counted = follow_construct(tokens, counted)
    amount.stop, amount.end, amount.unit = counted.stop, counted.end, counted.lemma
    if counted.kind == "time":
        amount.unit = None
    if follower is not None and "land" in follower.sense.roles:
        amount.unit = "territory"
    return amount


def majority_share(tokens: Tokens, place: int) -> Amount | None:
    """غالبية السكان, معظم هذه الدول, الغالبية العظمى من المجتمع, معظمهم."""
    word = tokens.words[place]
    if word is None or not word.sense.majority:
        return None
    end = tokens.end(place)
    amount = Amount(
        place, place + 1, tokens.begin(place), end, "share", (_MAJORITY,), qualifier="vague"
    )
    if "suffixed" in word.sense.roles:
        amount.unit = "person" if word.stem.endswith("هم") else None
        return amount
    stop = place + 1
    follower = tokens.at(stop)
    if follower is not None and "intensifiers" in follower.sense.roles and tokens.joined(stop):
        stop += 1
        follower = tokens.at(stop)
    linked = follower is not None and follower.full == "من"
    if word.art and not linked:
        return None
    counted = counted_noun(tokens, stop, None, definite=True)
    if counted is None or not tokens.joined(stop):
        return None
    head = tokens.words[counted.stop - 1]
    if head is not None and "no_share" in head.sense.roles:
        return None
    counted = follow_construct(tokens, counted)
    amount.stop, amount.end, amount.unit = counted.stop, counted.end, counted.lemma
    return amount
