"""Ordinals in words: الجولة الأولى, ثاني أكبر مدينة, أول زيارة."""

from __future__ import annotations

from helpers.arabic.dates import ordinal_value
from helpers.arabic.lexicon import Noun, lexicon
from helpers.arabic.quantities.idioms import is_idiom
from helpers.arabic.quantities.nouns import (
    arabic_lemma,
    follow_construct,
    known_possessed,
    pick_noun,
    possessed_begin,
)
from helpers.arabic.quantities.shapes import Amount, Counted
from helpers.arabic.text import shown
from helpers.arabic.words import SPACE, Tokens

__all__ = ["article_start", "ordinal_amount", "rank_adverb"]


def ordinal_amount(tokens: Tokens, place: int, floor: int) -> Amount | None:
    """الجولة الأولى, ثاني أكبر مدينة, أول زيارة, الحرب العالمية الثانية."""
    word = tokens.words[place]
    found = ordinal_value(tokens, place)
    if (
        word is None
        or found is None
        or is_idiom(tokens, place)
        or _per_second(tokens, place, floor)
    ):
        return None
    value, stop = found
    if place and place == floor and not word.conj and tokens.gap(place - 1) == SPACE:
        return None
    if value == 1 and word.stem == "اولي" and not _is_first(tokens, place):
        return None
    amount = Amount(
        place, stop, tokens.begin(place), tokens.end(stop - 1), "ordinal", ((value, value),)
    )
    if word.art:
        return _ranked(tokens, amount, place) if not word.conj and not word.prep else amount
    if word.conj or word.prep:
        return _ranking(tokens, amount)
    before = tokens.at(place - 1)
    if place and tokens.gap(place - 1) == SPACE:
        plain = tokens.folded(place - 1)
        if value == 1 and before is not None and "rank holder" in before.sense.roles:
            return _ranked(tokens, amount, place)
        noun = (
            before is not None and any(n.number == 1 for n in before.sense.nouns) and not before.art
        )
        if noun and value > 1 and word.stem not in ("ثاني",) and plain not in lexicon().no_noun:
            return _ranked(tokens, amount, place)
    return _ranking(tokens, amount)


def rank_adverb(tokens: Tokens, place: int) -> Amount | None:
    """حل السباح رابعا: an ordinal as an adverb, a few words behind a verb of ranking."""
    word = tokens.words[place]
    if word is None or word.sense.adverb is None or word.conj or word.prep or word.art:
        return None
    if tokens.joined(place + 1) and tokens.folded(place + 1).startswith("ال"):
        return None
    for at in range(place - 1, max(-1, place - _RANKED_WITHIN), -1):
        if tokens.gap(at) != SPACE:
            return None
        verb = tokens.words[at]
        if verb is not None and "ranks" in verb.sense.roles and not (verb.art or verb.prep):
            value = word.sense.adverb
            begin, end = tokens.begin(place), tokens.end(place)
            return Amount(place, place + 1, begin, end, "ordinal", ((value, value),))
    return None


_RANKED_WITHIN = 6  # words from the verb to the rank


def _owned(tokens: Tokens, place: int) -> tuple[int, str] | None:
    """The offset and lemma of a noun that its pronoun makes definite: لقبه الثامن عشر."""
    here = tokens.words[place + 1]
    counted = known_possessed(tokens, place, 1)
    if counted is None or here is None:
        return None
    text = tokens.folded(place)
    stem = text[: -2 if text.endswith(("ها", "هم", "هن", "نا")) else -1]
    feminine = here.stem.endswith("ه") or here.stem == "اولي"
    if feminine != (stem.endswith("ت") and stem not in lexicon().forms):
        return None
    return possessed_begin(tokens, place), counted.lemma


def _bears_title(tokens: Tokens, place: int) -> int | None:
    """Where the name of a ruler begins, behind its title: الملك محمد السادس."""
    for first in (place, place - 1):
        if first < 1 or tokens.gap(first) != SPACE or tokens.gap(first - 1) != SPACE:
            return None
        text = tokens.folded(first)
        word, title = tokens.words[first], tokens.words[first - 1]
        if text.startswith("ال") or (word is not None and (word.trigger or word.sense.nouns)):
            return None
        if title is not None and "title" in title.sense.roles:
            return first
    return None


def _ruler(tokens: Tokens, place: int) -> int | None:
    """Where the name of a ruler begins that has no title: لويس الرابع عشر, عبد الله الثاني."""
    text = tokens.folded(place)
    first, begin = place, 0
    if text in _SLAVE_OF and place and tokens.folded(place - 1) == "عبد":
        first = place - 1 if tokens.gap(place - 1) == SPACE else place
        return first if first < place else None
    names = lexicon().regnal
    if text not in names:
        begin = 1 if text[:1] in "ولب" and text[1:] in names else 0
        if not begin:
            return None
    before = tokens.folded(place - 1) if place and tokens.gap(place - 1) == SPACE else ""
    if not begin and before in names and before not in _GIVEN:
        return place - 1  # يوحنا بولس الثاني
    return first


_SLAVE_OF = frozenset({"الله", "العزيز", "الحميد", "المجيد", "الرحمن", "الملك"})
_GIVEN = frozenset({"محمد", "احمد", "محمود", "حسن", "حسين", "ابراهيم", "اسماعيل"})

_PARTS = {(1, 2): "half", (1, 3): "third", (1, 4): "quarter"}


def _per_second(tokens: Tokens, place: int, floor: int) -> bool:
    """Whether الثانية is the second of a rate: 300 كيلومتر في الثانية."""
    word, link, unit = tokens.words[place], tokens.at(place - 1), tokens.at(place - 2)
    if word is None or link is None or unit is None or word.full != "الثانيه":
        return False
    if link.full != "في" or tokens.gap(place - 1) != SPACE or tokens.gap(place - 2) != SPACE:
        return False
    if place - 1 == floor and any(noun.number != 2 for noun in unit.sense.nouns):
        return True  # مليون عملية في الثانية
    return any(noun.kind == "measure" for noun in unit.sense.nouns)


def _is_first(tokens: Tokens, place: int) -> bool:
    """Whether الأولى/أولى is the ordinal, not الأولي (preliminary) or a verb."""
    text = shown(tokens.text(place))
    word = tokens.words[place]
    if word is not None and word.art:
        if text.endswith("ى"):
            return True
        return bool(place) and tokens.folded(place - 1).endswith("ه")
    follower = tokens.at(place + 1)
    return (
        follower is not None
        and tokens.joined(place + 1)
        and any(noun.number == 3 for noun in follower.sense.nouns)
    )


def _ranked(tokens: Tokens, amount: Amount, place: int) -> Amount | None:
    """Take the noun in front of an ordinal, past an adjective."""
    at = place - 1
    if at < 0 or tokens.gap(at) != SPACE:
        return amount
    here = tokens.words[place]
    definite = here is not None and here.art
    owned = _owned(tokens, at) if definite else None
    if owned is not None:
        amount.first = at
        amount.start, amount.unit = owned
        return amount
    named = _bears_title(tokens, at) if definite and amount.ranges != ((1, 1),) else None
    if named is not None:
        amount.first, amount.start = named, tokens.starts[named]
        return amount
    ruler = _ruler(tokens, at) if definite else None
    if ruler is not None:
        owner = tokens.at(ruler - 1)
        text = tokens.folded(ruler)
        cut = text not in lexicon().regnal and ruler == at
        if owner is not None and "named after" in owner.sense.roles and not cut:
            return None  # ملعب محمد الخامس
        amount.first, amount.start = ruler, tokens.starts[ruler] + cut
        return amount
    if not _nominal(tokens, at, definite=definite):
        return amount
    apart = at and definite and _adjective(tokens, at) and tokens.gap(at - 1) == SPACE
    held = known_possessed(tokens, at - 1, 1) if apart else None
    if held is not None:  # يومها الوطني الرابع والتسعين
        amount.first, amount.start = at - 1, possessed_begin(tokens, at - 1)
        amount.unit = held.lemma
        return amount
    if (
        definite
        and _adjective(tokens, at)
        and at
        and tokens.gap(at - 1) == SPACE
        and _nominal(tokens, at - 1, definite=True)
    ):
        at -= 1
    word = tokens.words[at]
    noun = pick_noun(word.sense.nouns, 1, definite=False) if word is not None else None
    if noun is not None and noun.number == 1 and here is not None and word is not None:
        feminine = here.stem.endswith("ه") or here.stem == "اولي"
        marked = word.stem.endswith("ه") or "feminine" in word.sense.roles
        either = word.stem.endswith(("ا", "اء"))  # ذكرى, كهرباء, لواء
        if feminine != marked and not either and not (feminine and "ى" in tokens.text(at)[-2:]):
            return amount
    if noun is None and word is not None and word.sense.fraction in _PARTS:
        noun = Noun(_PARTS[word.sense.fraction], "count", 1)
    amount.first = at
    amount.start = tokens.begin(at) if word is not None else article_start(tokens, at)
    amount.unit = (
        noun.lemma if noun is not None else arabic_lemma(tokens.raw[amount.start : tokens.end(at)])
    )
    return amount


def article_start(tokens: Tokens, place: int) -> int:
    """Where an unknown definite word begins behind و ب ل ك ف."""
    plain = tokens.folded(place)
    for prefix in ("وبال", "وال", "بال", "فال", "كال"):
        if plain.startswith(prefix):
            return tokens.starts[place] + len(prefix) - 2
    return tokens.starts[place] + (1 if plain.startswith("لل") else 0)


def _nominal(tokens: Tokens, place: int, *, definite: bool) -> bool:
    word = tokens.words[place]
    if word is not None:
        if word.digits or word.sense.card or word.sense.ordinal or word.sense.month:
            return False
        if word.art:
            return definite
        return not definite and bool(word.sense.nouns)
    plain = tokens.folded(place)
    has = plain.startswith(("ال", "وال", "بال", "لل", "فال", "كال")) and len(plain) > 4
    return has and definite


def _adjective(tokens: Tokens, place: int) -> bool:
    word = tokens.words[place]
    if word is not None and word.sense.nouns:
        return False
    return tokens.folded(place).endswith(("يه", "ي", "ويه"))


def _ranking(tokens: Tokens, amount: Amount) -> Amount | None:
    """An ordinal in construct: أول زيارة, ثاني أكبر مدينة."""
    stop = amount.stop
    if not tokens.joined(stop):
        return None
    word = tokens.words[stop]
    plain = tokens.folded(stop)
    if word is not None and "superlatives" in word.sense.roles and tokens.joined(stop + 1):
        stop += 1
        word = tokens.words[stop]
        plain = tokens.folded(stop)
    if word is not None:
        if word.conj or word.prep or word.digits or word.art or word.full == "من":
            return None
        noun = pick_noun(word.sense.nouns, 1, definite=False)
        if noun is None:
            return None
        if noun.kind == "time" and noun.lemma not in ("day", "month", "year", "week"):
            return None
        amount.unit = noun.lemma
        if noun.number == 3:  # ثاني أيام المهرجان
            whole = Counted(noun.lemma, noun.kind, stop + 1, tokens.end(stop))
            _, _, amount.stop, amount.end, _ = follow_construct(tokens, whole)
            return amount
    else:
        if plain in lexicon().no_noun or plain.startswith("ال") or len(plain) < 3:
            return None
        if plain[0] in "يبل" or not plain.isalpha():
            return None
        amount.unit = arabic_lemma(tokens.text(stop))
    amount.stop, amount.end = stop + 1, tokens.end(stop)
    return amount
