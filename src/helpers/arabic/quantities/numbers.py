"""What a cardinal number turns out to be, by what stands around it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from decimal import Decimal

from helpers.arabic.dates import NUMERIC_DATE
from helpers.arabic.lexicon import lexicon
from helpers.arabic.numerals import (
    Number,
    cardinal,
)
from helpers.arabic.quantities.counting import amount_of
from helpers.arabic.quantities.idioms import is_idiom
from helpers.arabic.quantities.nouns import leads_construct
from helpers.arabic.quantities.numbered import definite_number, noun_before, numbered_noun
from helpers.arabic.quantities.ranges import join_range, range_opener
from helpers.arabic.quantities.shapes import Amount
from helpers.arabic.quantities.shares import (
    fraction_share,
    noun_of_every,
    one_of_every,
    slashed_share,
)
from helpers.arabic.words import SPACE, Tokens, Word

__all__ = ["number_amount"]


def number_amount(tokens: Tokens, place: int, floor: int, word: Word) -> Amount | None:
    """What the cardinal number that begins here turns out to be."""
    number = cardinal(tokens, place)
    if number is None:
        return None
    mark = tokens.raw[number.end : number.end + 1]
    if word.digits and mark in ("/", "-"):
        no_date = NUMERIC_DATE.match(tokens.raw, tokens.end(place) - len(word.digits))
        if no_date:
            stop = bisect_left(tokens.starts, no_date.end(), place)
            return Amount(place, stop, tokens.begin(place), no_date.end(), "date", ())
    if number.stop - place > 1:
        number = _first_of_two(tokens, place, number, floor)
    link, every = tokens.at(number.stop), tokens.at(place - 1)
    if link is not None and link.full == "من":
        shared = one_of_every(tokens, place, number)
        if shared is not None:
            return shared
    if every is not None and every.full == "كل":
        shared = noun_of_every(tokens, place, number, floor)
        if shared is not None:
            return shared
    if not word.digits:
        if number.stop == place + 1:
            fraction = _fraction_first(tokens, place, floor, word)
            if fraction is not None:
                return fraction
        before = noun_before(tokens, place, number)
        if before is not None:
            return before
        if is_idiom(tokens, place) or (word.art and number.values == (1,)):
            return None
        if number.stop == place + 1 and _wrote(tokens, place, word):
            return None
    elif (part := tokens.at(number.stop)) is not None and part.sense.fraction is not None:
        plural = not part.sense.fraction[0] and number.stop == place + 1  # 3 أرباع قيمته
        quotient = fraction_share(tokens, place, floor) if plural else None
        if quotient is not None:
            return quotient
    if mark == "/":
        quotient = slashed_share(tokens, place, number)
        if quotient is not None:
            return quotient
    if word.art:
        definite = definite_number(tokens, place, number)
        if definite is not None and definite.first >= floor:
            return definite
    amount = amount_of(tokens, place, number)
    if amount.kind == "count" and amount.unit is not None and _ranked_by(tokens, place, amount):
        amount = replace(amount, stop=number.stop, end=number.end, unit=None, bare=True)
    if amount.bare:
        named = numbered_noun(tokens, place, number, floor)
        if named is not None:
            return named
        if number.values == (1,) and not word.digits:
            return None
        if _animal_or_lady(tokens, word, number):
            return None
    if word.art and not word.digits and amount.bare and not number.scaled:
        kind = sense.card[1] if (sense := word.sense).card is not None else ""
        if number.values and kind == "unit" and number.values[0] in _ONE_AND_TENS:
            return replace(amount, kind="ordinal")  # الواحد والثلاثون
        if kind in ("unit", "ten") and not word.stem.endswith("ه"):
            return None
        return amount if number.values and number.values[0] not in (1, 2) else None
    joined = join_range(tokens, amount, number, floor)
    return joined


def _wrote(tokens: Tokens, place: int, word: Word) -> bool:
    """Whether ألف is the verb "wrote": before a subject with the article, or a name with ابن."""
    if word.full != "الف" or not tokens.joined(place + 1):
        return False
    plain = tokens.folded(place + 1)
    if plain in _NAME_OPENERS:
        return True
    follower = tokens.words[place + 1]
    trigger = follower is not None and follower.trigger
    return plain.startswith("ال") and len(plain) > 4 and not trigger


_NAME_OPENERS = frozenset({"ابن", "ابو", "ابي"})
_ONE_AND_TENS = frozenset(range(21, 100, 10))


def _ranked_by(tokens: Tokens, place: int, amount: Amount) -> bool:
    """Whether the noun in front takes the number, and what follows is no known noun: اللواء 55 مدرع."""
    before = tokens.at(place - 1)
    if before is None or tokens.gap(place - 1) != SPACE:
        return False
    if before.stem == "رقم" and not before.art:
        return True
    if not before.art:
        return False
    link = tokens.at(place + 1)
    known = amount.unit is not None and amount.unit.isascii()
    known = known and not (link is not None and link.full == "من")  # الجولة 23 من الدوري
    return not known and not before.sense.roles.isdisjoint(("identifier", "rank"))


def _animal_or_lady(tokens: Tokens, word: Word, number: Number) -> bool:
    """Whether سبع or ست before a definite word is a lion or a lady, not 7 or 6."""
    card = word.sense.card
    if card is None or card[1] != "unit" or word.stem.endswith("ه"):
        return False
    return leads_construct(tokens, number.stop)


def _first_of_two(tokens: Tokens, place: int, number: Number, floor: int) -> Number:
    """After بين, the lower number alone: مليونين وثلاثة ملايين are two numbers there."""
    opener = range_opener(tokens, place, floor)
    if opener is None or opener[0] != "between":
        return number
    for cut in range(place + 1, number.stop):
        word = tokens.words[cut]
        if word is None or not word.conj:
            continue
        low, high = cardinal(tokens, place, cut), cardinal(tokens, cut)
        if low is None or high is None or low.stop != cut or not low.values or not high.values:
            continue
        if Decimal(low.values[-1]) < Decimal(high.values[-1]):
            return low
    return number


def _fraction_first(tokens: Tokens, place: int, floor: int, word: Word) -> Amount | None:
    """Whether خمس or ثلاثة opens a fraction: خمس السكان, ثلاثة أرباع."""
    follower = tokens.at(place + 1)
    if not tokens.joined(place + 1) or word.art:
        return None
    if (
        follower is not None
        and follower.sense.fraction is not None
        and follower.sense.fraction[0] == 0
    ):
        if word.sense.fraction is not None:
            return _plural_fraction(tokens, place, floor, word)
        return fraction_share(tokens, place, floor)
    if word.sense.fraction is None:
        return None
    plain = tokens.folded(place + 1)
    definite = follower is not None and follower.art and bool(follower.sense.nouns)
    if tokens.text(place)[:4].count("\u064f") == 1:
        definite = True  # the vowel of خُمس, عُشر is written
    if word.stem == "خمس" and plain.startswith("ال") and len(plain) > 4 and follower is None:
        definite = True  # خمس الإنتاج: five would take an indefinite plural
    if definite or plain in lexicon().territories:
        return fraction_share(tokens, place, floor)
    if follower is not None and follower.sense.nouns and leads_construct(tokens, place + 2):
        behind = tokens.at(place + 2)
        if behind is None or not (
            behind.sense.weekday is not None
            or behind.sense.nouns[:1]
            and behind.sense.nouns[0].kind == "time"
        ):
            return fraction_share(tokens, place, floor)
    return None


def _plural_fraction(tokens: Tokens, place: int, floor: int, word: Word) -> Amount | None:
    """خمسة أسداس with a word that is a fraction itself."""
    plain = replace(word.sense, fraction=None)
    copy = Word(word.full, plain, stem=word.stem, body=word.body, end=word.end)
    tokens.words[place] = copy
    try:
        return fraction_share(tokens, place, floor)
    finally:
        tokens.words[place] = word
