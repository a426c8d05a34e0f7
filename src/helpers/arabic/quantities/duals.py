"""Dual nouns that state two, and those that only refer back to a pair."""

from __future__ import annotations

from helpers.arabic.lexicon import Noun, lexicon
from helpers.arabic.numerals import (
    Number,
)
from helpers.arabic.quantities.counting import plus_half
from helpers.arabic.quantities.numbered import numbering_roles
from helpers.arabic.quantities.ranges import join_range, range_opener
from helpers.arabic.quantities.shapes import KINDS, Amount, Counted, add, in_years
from helpers.arabic.quantities.shares import one_of_every
from helpers.arabic.words import SOFT, SPACE, Tokens, Word

__all__ = ["dual_count"]


def dual_count(tokens: Tokens, place: int, floor: int) -> Amount | None:
    """القاعدتين, عامين, محافظتي الأنبار وأربيل; not a pair that is only referred back to."""
    word = tokens.words[place]
    if word is None or word.digits:
        return None
    noun = next((noun for noun in word.sense.nouns if noun.number == 2), None)
    if noun is None or any(other.number == 3 for other in word.sense.nouns):
        return None
    if _is_numbered(tokens, place, word):
        return None
    follower = tokens.at(place + 1) if tokens.joined(place + 1) else None
    paired = follower is not None and follower.sense.card == (2, "unit") and not follower.conj
    if noun.construct:
        if noun.kind == "time" or not _construct_dual(tokens, place, noun):
            return None
    elif not noun.sure and not paired or word.art and _refers_back(word):
        return None
    before = tokens.at(place - 1)
    if before is not None and tokens.gap(place - 1) == SPACE and not word.conj:
        if any(other.number == 2 and not other.construct for other in before.sense.nouns):
            return None
        if before.sense.card is not None and before.sense.card[0] == 2:
            return None
    elif (
        before is None
        and place
        and tokens.gap(place - 1) == SPACE
        and noun.kind == "count"
        and tokens.folded(place - 1).endswith(("تين", "تان"))
    ):
        # An adjective in the dual behind a dual that the lexicon lacks.
        return None
    stop = place + 2 if paired else place + 1
    amount = Amount(
        place, stop, tokens.begin(place), tokens.end(stop - 1), KINDS[noun.kind], ((2, 2),)
    )
    amount.unit = noun.lemma
    shared = one_of_every(tokens, place, Number((2,), stop, amount.end))
    if shared is not None:  # طفلان من كل خمسة
        shared.unit = shared.unit or noun.lemma
        return shared
    counted = Counted(noun.lemma, noun.kind, stop, amount.end)
    more = plus_half(tokens, counted)
    if more is not None and (noun.kind != "count" or noun.lemma == "time"):
        share, amount.stop, amount.end = more
        amount.ranges = ((add(2, share), add(2, share)),)
    elif not paired and (one := _one_before(tokens, place, noun, floor)) is not None:
        amount.first, amount.start = one
        amount.ranges = ((1, 2),)
    elif not paired:
        amount = join_range(tokens, amount, Number((2,), amount.stop, amount.end), floor)
    return in_years(amount)


def _is_numbered(tokens: Tokens, place: int, word: Word) -> bool:
    """Whether two numbers behind a dual name its members: المادتان 5 و6."""
    first, second = tokens.at(place + 1), tokens.at(place + 2)
    if first is None or second is None or not (first.digits and second.digits and second.conj):
        return False
    return tokens.joined(place + 1) and tokens.joined(place + 2) and bool(numbering_roles(word))


def _one_before(tokens: Tokens, place: int, noun: Noun, floor: int) -> tuple[int, int] | None:
    """Where a range from one to two begins: بين متر ومترين, يوم أو يومين, من شهر إلى شهرين."""
    word = tokens.words[place]
    assert word is not None
    linked = word.conj and not word.prep
    link = None if linked else tokens.at(place - 1)
    at = place - 1 if linked else place - 2
    one = tokens.at(at)
    if one is None or at < floor or one.art or tokens.gap(place - 1) != SPACE:
        return None
    if link is None and not linked or (link is not None and tokens.gap(at) != SPACE):
        return None
    if not any(each.number == 1 and each.lemma == noun.lemma for each in one.sense.nouns):
        return None
    opener = range_opener(tokens, at, floor)
    named = opener[0] if opener is not None else ""
    if link is not None and link.full == "او" and named != "between":
        return at, tokens.begin(at)
    opens = "between" if linked else "from" if link is not None and link.full == "الي" else ""
    return opener[1:] if opener is not None and opener[0] == opens else None


def _refers_back(word: Word) -> bool:
    known = lexicon().forms
    stem = word.stem
    for ending, back in (("تين", "ه"), ("تان", "ه"), ("ين", ""), ("ان", "")):
        if stem.endswith(ending):
            sense = known.get(stem[: -len(ending)] + back)
            if sense is not None and "back reference" in sense.roles:
                return True
    return False


def _construct_dual(tokens: Tokens, place: int, noun: Noun) -> bool:
    """Whether a form without ن really is a dual: both members follow, or a definite noun."""
    word = tokens.words[place]
    if word is None or word.art or not tokens.joined(place + 1):
        return False
    follower = tokens.words[place + 1]
    if follower is not None and (follower.conj or follower.prep or follower.digits):
        return False
    if not noun.sure:
        if any(other.number == 1 for other in word.sense.nouns) or word.stem.endswith("ا"):
            return False
        before = tokens.folded(place - 1) if place and tokens.gap(place - 1) == SPACE else ""
        if before not in lexicon().prepositions and word.prep not in ("ل", "ب"):
            return False
    definite = tokens.folded(place + 1).startswith("ال")
    both = any(
        _carries_and(tokens, at)
        for at in range(place + 2, min(place + 6, tokens.size))
        if all(tokens.gap(step) in (SPACE, SOFT) for step in range(place, at))
    )
    if noun.sure:
        named = follower is not None and any(n.number != 2 for n in follower.sense.nouns)
        unmistakable = word.stem.endswith("تا") and (definite or named or follower is None)
        if both or unmistakable:
            return True
        pair = follower is not None and any(n.number == 2 for n in follower.sense.nouns)
        return word.stem.endswith("تي") and (pair or (named and not definite))
    temporal = follower is not None and (
        follower.sense.weekday is not None or any(n.kind == "time" for n in follower.sense.nouns)
    )
    return both and not temporal


def _carries_and(tokens: Tokens, place: int) -> bool:
    word = tokens.words[place]
    return tokens.folded(place).startswith("و") if word is None else word.conj
