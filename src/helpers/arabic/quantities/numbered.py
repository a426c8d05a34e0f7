"""Numbers behind a noun: السنوات الخمس, المادة 140, شخص واحد."""

from __future__ import annotations

from helpers.arabic.lexicon import lexicon
from helpers.arabic.numerals import (
    Number,
)
from helpers.arabic.quantities.idioms import is_idiom
from helpers.arabic.quantities.nouns import arabic_lemma, pick_noun
from helpers.arabic.quantities.ordinals import article_start
from helpers.arabic.quantities.shapes import KINDS, Amount, in_years
from helpers.arabic.text import fold
from helpers.arabic.words import DASH, SOFT, SPACE, Tokens

__all__ = ["definite_number", "noun_before", "numbered_noun"]


def definite_number(tokens: Tokens, place: int, number: Number) -> Amount | None:
    """A number with the article behind its noun: السنوات الخمس, الذكرى ال20, العيد العشرون."""
    word = tokens.words[place]
    if word is None or not word.art or word.conj or word.prep or not place:
        return None
    if tokens.gap(place - 1) != SPACE or not number.values:
        return None
    before = tokens.words[place - 1]
    plain = fold(tokens.text(place - 1))
    if before is None:
        has = plain.startswith(("ال", "وال", "بال", "لل"))
        if not has or len(plain) < 5:
            return None
        noun, start = None, article_start(tokens, place - 1)
        unit = arabic_lemma(tokens.raw[start : tokens.end(place - 1)])
        small = number.values[0] in range(2, 11)
        singular = not small and not plain.endswith(("ات", "ين", "ون"))
    else:
        noun = pick_noun(before.sense.nouns, None, definite=True)
        if noun is None or not before.art:
            return None
        start, unit = tokens.begin(place - 1), noun.lemma
        singular = noun.number == 1
    if number.scaled and singular:
        return None
    value = number.values[0]
    amount = Amount(place - 1, number.stop, start, number.end, "count", ((value, value),), unit)
    amount.kind = KINDS[noun.kind] if noun is not None else "count"
    if singular:
        amount.kind = "ordinal"
    return in_years(amount)


def numbered_noun(tokens: Tokens, place: int, number: Number, floor: int) -> Amount | None:
    """A noun that a number names (المادة 140, رقم 7, إف-16) or ranks (الدقيقة 90)."""
    word = tokens.words[place]
    if word is None or not word.digits or word.conj or word.prep or place - 1 < floor:
        return None
    if number.scaled or len(number.values) != 1 or not isinstance(number.values[0], int):
        return None
    gap = tokens.gap(place - 1)
    before = tokens.words[place - 1]
    value = number.values[0]
    if gap == DASH:
        between = tokens.raw[tokens.end(place - 1) : tokens.starts[place]]
        if (
            before is not None
            or between not in ("-", "–")
            or len(fold(tokens.text(place - 1))) > 12
        ):
            return None
        start = tokens.starts[place - 1]
        return Amount(place - 1, number.stop, start, number.end, "identifier", ((value, value),))
    if before is None or gap not in (SPACE, SOFT):
        return None
    roles = before.sense.roles
    if not roles & {"identifier", "rank"}:
        return None
    noun = pick_noun(before.sense.nouns, 1, definite=False)
    first = place - 1
    if before.stem == "رقم" and first - 1 >= floor and tokens.gap(first - 1) == SPACE:
        named = tokens.words[first - 1]
        if named is not None and "identifier" in named.sense.roles and not before.art:
            first, noun = first - 1, pick_noun(named.sense.nouns, 1, definite=False)
    if gap == SOFT and tokens.raw[number.end : number.end + 1] != ")":
        return None
    end = number.end + (1 if gap == SOFT else 0)
    kind = "identifier" if "identifier" in roles and "rank" not in roles else "ordinal"
    amount = Amount(first, number.stop, tokens.begin(first), end, kind, ((value, value),))
    amount.unit = noun.lemma if noun is not None else None
    return amount


def noun_before(tokens: Tokens, place: int, number: Number) -> Amount | None:
    """شخص واحد, رجلان اثنان: the noun in front of one or two."""
    if number.values not in ((1,), (2,)) or number.numeral or not place:
        return None
    word, before = tokens.words[place], tokens.words[place - 1]
    if word is None or word.conj or word.prep or word.art or tokens.gap(place - 1) != SPACE:
        return None
    if is_idiom(tokens, place):
        return None
    value = number.values[0]
    if before is None:
        plain = fold(tokens.text(place - 1))
        if plain in lexicon().no_noun or plain.startswith("ال") or len(plain) < 3 or value == 2:
            return None
        unit, kind, start = arabic_lemma(tokens.text(place - 1)), "count", tokens.starts[place - 1]
    else:
        noun = pick_noun(before.sense.nouns, 1, definite=False)
        if noun is None or before.art:
            return None
        unit, kind, start = noun.lemma, KINDS[noun.kind], tokens.begin(place - 1)
    amount = Amount(place - 1, number.stop, start, number.end, kind, ((value, value),), unit)
    return in_years(amount)
