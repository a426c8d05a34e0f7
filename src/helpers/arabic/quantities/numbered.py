"""Numbers behind a noun: السنوات الخمس, المادة 140, شخص واحد."""

from __future__ import annotations

from helpers.arabic.lexicon import Noun, lexicon
from helpers.arabic.numerals import (
    Number,
)
from helpers.arabic.quantities.idioms import is_idiom, is_phrase
from helpers.arabic.quantities.nouns import (
    arabic_lemma,
    known_possessed,
    pick_noun,
    possessed_begin,
)
from helpers.arabic.quantities.ordinals import article_start
from helpers.arabic.quantities.shapes import KINDS, Amount, in_years
from helpers.arabic.words import DASH, SLASH, SOFT, SPACE, Tokens, Word

__all__ = ["definite_number", "noun_before", "numbered_noun", "numbering_roles", "product"]


def definite_number(tokens: Tokens, place: int, number: Number) -> Amount | None:
    """A number with the article behind its noun: السنوات الخمس, الذكرى ال20, العيد العشرون."""
    word = tokens.words[place]
    if word is None or not word.art or word.conj or word.prep or not place:
        return None
    if tokens.gap(place - 1) != SPACE or not number.values:
        return None
    before = tokens.words[place - 1]
    tally = tokens.at(place - 2)
    if tally is not None and "tally" in tally.sense.roles and tokens.gap(place - 2) == SPACE:
        return None  # تجاوز عدد المشتركين ال30 ألفا
    plain = tokens.folded(place - 1)
    owned = known_possessed(tokens, place - 1, 1)
    if owned is not None and before is None:
        start, unit, noun, singular = possessed_begin(tokens, place - 1), owned.lemma, None, True
    elif before is None:
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
    if gap == SLASH and len(tokens.folded(place - 1)) <= 2:
        return _lettered(tokens, place, number, floor)
    if gap == DASH:
        between = tokens.raw[tokens.end(place - 1) : tokens.starts[place]]
        if before is not None or between not in ("-", "–") or len(tokens.folded(place - 1)) > 12:
            return None
        start = tokens.starts[place - 1]
        return Amount(place - 1, number.stop, start, number.end, "identifier", ((value, value),))
    kind_of = tokens.at(place - 2)
    if (
        gap == SPACE
        and kind_of is not None
        and "make" in kind_of.sense.roles
        and tokens.gap(place - 2) == SPACE
        and not tokens.folded(place - 1).startswith("ال")
    ):
        start = tokens.starts[place - 1]
        return Amount(place - 1, number.stop, start, number.end, "identifier", ((value, value),))
    if before is None or gap not in (SPACE, SOFT):
        return None
    roles = numbering_roles(before)
    if not roles:
        return None
    noun = pick_noun(before.sense.nouns, 1, definite=False)
    first = place - 1
    named = _noun_of_number(tokens, first, floor)
    if named is not None:
        first, noun = named
    if gap == SOFT and tokens.raw[number.end : number.end + 1] != ")":
        return None
    end = number.end + (1 if gap == SOFT else 0)
    kind = "identifier" if "identifier" in roles and "rank" not in roles else "ordinal"
    begin = tokens.begin(first) if tokens.words[first] is not None else article_start(tokens, first)
    amount = Amount(first, number.stop, begin, end, kind, ((value, value),))
    amount.unit = noun.lemma if noun is not None else None
    model = tokens.at(number.stop)  # بوينغ 737-800
    if noun is None and model is not None and model.digits and tokens.raw[end : end + 1] == "-":
        amount.stop, amount.end = number.stop + 1, tokens.end(number.stop)
    return amount


def numbering_roles(word: Word) -> frozenset[str]:
    """Whether a number behind a noun names it (identifier) or ranks it; of a dual, its singular."""
    roles = word.sense.roles & _NUMBERED
    if roles or not any(noun.number == 2 and noun.sure for noun in word.sense.nouns):
        return roles
    forms, stem = lexicon().forms, word.stem
    for ending, back in (("تين", "ه"), ("تان", "ه"), ("ين", ""), ("ان", "")):
        one = forms.get(stem.removesuffix(ending) + back) if stem.endswith(ending) else None
        if one is not None and one.roles & _NUMBERED:
            return one.roles & _NUMBERED
    return roles


_NUMBERED = frozenset({"identifier", "rank"})


def product(tokens: Tokens, place: int) -> Amount | None:
    """A product named by Latin letters and a number, A320; not a part of an address."""
    text = tokens.text(place)
    begin, after = tokens.starts[place], tokens.end(place)
    if tokens.raw[begin - 1 : begin] in _ADDRESS and begin:
        return None
    behind = tokens.raw[after : after + 2]
    if behind[:1] in _ADDRESS and behind[1:].isalnum():
        return None
    value = int("".join(char for char in text if char.isdecimal()))
    return Amount(place, place + 1, begin, after, "identifier", ((value, value),))


_ADDRESS = frozenset("@/.&=?#:~_%")


def _noun_of_number(tokens: Tokens, place: int, floor: int) -> tuple[int, Noun | None] | None:
    """The noun in front of رقم: القرار رقم, القاعة رقم; not the end of a construct."""
    before = tokens.words[place]
    at = place - 1
    if before is None or before.stem != "رقم" or before.art or before.prep:
        return None
    if at < floor or tokens.gap(at) != SPACE:
        return None
    named = tokens.words[at]
    if named is not None and "identifier" in named.sense.roles:
        return at, pick_noun(named.sense.nouns, 1, definite=False)
    plain = tokens.folded(at)
    known = named is not None and any(noun.number == 1 for noun in named.sense.nouns)
    if not known and (named is not None or len(plain) < 5 or plain[:2] not in ("ال", "لل")):
        return None
    if at and tokens.gap(at - 1) == SPACE:
        head = tokens.words[at - 1]
        road = head is not None and head.art and "identifier" in head.sense.roles
        if road and head is not None and not known and at - 1 >= floor:
            noun = pick_noun(head.sense.nouns, 1, definite=False)
            if noun is not None and noun.number == 1:
                return at - 1, noun  # الطريق السريع رقم 1
        loose = head is not None and head.full in lexicon().prepositions
        construct = head is not None and bool(head.sense.nouns) and not head.art
        if construct and not loose and not (named is not None and named.prep):
            return None
    return at, pick_noun(named.sense.nouns, 1, definite=False) if named is not None else None


def _lettered(tokens: Tokens, place: int, number: Number, floor: int) -> Amount | None:
    """A number with a letter in front, behind رقم: المرسوم رقم م/55."""
    label = tokens.at(place - 2)
    if label is None or label.stem != "رقم" or place - 2 < floor or tokens.gap(place - 2) != SPACE:
        return None
    named = _noun_of_number(tokens, place - 2, floor)
    first, noun = named if named is not None else (place - 2, None)
    begin = tokens.begin(first) if tokens.words[first] is not None else article_start(tokens, first)
    value = number.values[0]
    amount = Amount(first, number.stop, begin, number.end, "identifier", ((value, value),))
    amount.unit = noun.lemma if noun is not None else None
    return amount


def noun_before(tokens: Tokens, place: int, number: Number) -> Amount | None:
    """شخص واحد, رجلان اثنان: the noun in front of one or two."""
    if number.values not in ((1,), (2,)) or number.numeral or not place:
        return None
    word, before = tokens.words[place], tokens.words[place - 1]
    if word is None or word.conj or word.prep or word.art or tokens.gap(place - 1) != SPACE:
        return None
    known = before is not None and any(noun.number == 1 for noun in before.sense.nouns)
    if is_idiom(tokens, place) and not (known and is_phrase(tokens, place, place + 2)):
        return None  # but كيلوغراما واحدا من الذهب
    value = number.values[0]
    if before is None:
        plain = tokens.folded(place - 1)
        if plain in lexicon().no_noun or plain.startswith("ال") or len(plain) < 3:
            return None
        if value == 2 and not (plain.endswith(("ين", "ان")) and len(plain) > 4):
            return None
        unit, kind, start = arabic_lemma(tokens.text(place - 1)), "count", tokens.starts[place - 1]
    else:
        noun = pick_noun(before.sense.nouns, 1, definite=False)
        if noun is None or before.art:
            return None
        unit, kind, start = noun.lemma, KINDS[noun.kind], tokens.begin(place - 1)
    amount = Amount(place - 1, number.stop, start, number.end, kind, ((value, value),), unit)
    return in_years(amount)
