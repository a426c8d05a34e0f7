"""How exactly a number is meant: نحو, أكثر من, على الأقل, تجاوز … and where they stand."""

from __future__ import annotations

from helpers.arabic.lexicon import lexicon
from helpers.arabic.quantities.shapes import Amount
from helpers.arabic.words import SOFT, SPACE, Tokens

__all__ = ["qualifier_before", "qualify"]


def qualifier_before(tokens: Tokens, first: int, floor: int) -> tuple[str, int, int] | None:
    """The qualifier directly in front: its name, first word and offset.

    Args:
        tokens: The words of the text.
        first: Place of the amount's first word.
        floor: First place that is still free; nothing before it is taken.

    Returns:
        The qualifier's name (``about``, ``at_least`` …), the place and the offset at which it begins.
    """
    last = tokens.at(first - 1)
    if last is None or first - 1 < floor:
        return None
    table = lexicon().before
    if last.full not in table and last.stem not in table:
        return None
    here = tokens.words[first]
    if here is not None and (here.conj or here.prep):
        return None
    if tokens.gap(first - 1) not in (SPACE, SOFT):
        return None
    earlier = tokens.at(first - 2)
    for key in (last.full, last.stem):
        by_earlier = table.get(key, {})
        phrases = by_earlier.get("", [])
        if earlier is not None:
            phrases = by_earlier.get(earlier.stem, []) + phrases
            if earlier.full != earlier.stem:
                phrases = by_earlier.get(earlier.full, []) + phrases
            elif earlier.full[:1] == "و":  # وأكثر من, which is a phrase of its own
                phrases = by_earlier.get(earlier.full[1:], []) + phrases
        for phrase, name in phrases:
            start = _match_back(tokens, first - 1, phrase, floor)
            if start is not None:
                opening = tokens.words[start]
                begin = tokens.begin(start)
                if opening is not None and opening.full == opening.stem == "و" + phrase[-1]:
                    begin += 1  # وأكثر من, which is a phrase of its own behind a number
                return name, start, begin
        if key == last.stem:
            break
    return None


def _match_back(tokens: Tokens, place: int, phrase: tuple[str, ...], floor: int) -> int | None:
    """Where a phrase given backwards begins, if it ends at this word."""
    for count, form in enumerate(phrase):
        at = place - count
        word = tokens.at(at)
        if word is None or at < floor or (count and tokens.gap(at) not in (SPACE, SOFT)):
            return None
        if word.full == form:
            needs = "needs preposition" in word.sense.roles
            if needs and not (at and tokens.folded(at - 1) == "في"):
                return None
            continue
        if count == len(phrase) - 1 and word.full == "و" + form and word.stem == word.full:
            continue
        if count == len(phrase) - 1 and word.stem == form and not word.art:
            if "needs preposition" in word.sense.roles and word.prep not in ("ب",):
                return None
            continue
        return None
    return place - len(phrase) + 1


def _parted(tokens: Tokens, first: int, floor: int) -> str | None:
    """A qualifying verb a few words back: تجاوز عددهم 500."""
    parted = lexicon().parted
    begin = max(floor, first - 5)
    for word in tokens.words[begin:first]:
        if word is not None and word.stem in parted:
            break
    else:  # most numbers
        return None
    here = tokens.words[first]
    if here is not None and here.prep == "ب":  # by how much: زادت السرعة بمرتين
        return None
    for place in range(first - 1, begin - 1, -1):
        if tokens.gap(place) != SPACE:
            return None
        word = tokens.words[place]
        if word is None:
            if tokens.folded(place) in _BY_HOW_MUCH:
                return None
            continue
        if word.trigger:
            return None
        name = parted.get(word.stem)
        if name is None:
            continue
        before = tokens.at(place - 1)
        grows = word.stem in _GROWS
        if (name == "less_than" or grows) and not _falls_short(tokens, place, first):
            return None
        if (
            before is not None
            and "negation" in before.sense.roles
            and tokens.gap(place - 1) == SPACE
        ):
            return {"more_than": "less_than", "less_than": "at_least"}.get(name, name)
        return name
    return None


def _falls_short(tokens: Tokens, place: int, first: int) -> bool:
    """Whether عن or على stands between يقل or يزيد and the number: "less than", "more than"."""
    return any(tokens.folded(at) in ("عن", "علي") for at in range(place + 1, first))


_GROWS = frozenset({"زاد", "زادت", "يزيد", "تزيد"})
_BY_HOW_MUCH = frozenset({"بنسبه", "بمقدار", "بواقع", "بفارق", "بقيمه", "بمعدل"})


# Other people, other things: they may stand between a number and its qualifier, وأصيب 34 آخرون على الأقل.
_OTHERS = frozenset({"اخرون", "اخرين", "اخري", "اخر", "اخران"})


def _after(tokens: Tokens, stop: int) -> tuple[str, int] | None:
    """The qualifier behind, directly or behind a word for others: its name and the place after it."""
    if tokens.joined(stop) and tokens.folded(stop) in _OTHERS:
        stop += 1
    word = tokens.at(stop)
    phrases = lexicon().after.get(word.full) if word is not None else None
    if phrases is None or not tokens.joined(stop):
        return None
    for phrase, name in phrases:
        if all(
            (found := tokens.at(stop + count)) is not None
            and found.full == form
            and tokens.joined(stop + count)
            for count, form in enumerate(phrase)
        ):
            return name, stop + len(phrase)
    return None


def qualify(tokens: Tokens, amount: Amount, floor: int) -> Amount:
    """Add the qualifier and its words to an amount."""
    before = qualifier_before(tokens, amount.first, floor)
    if before is not None:
        name, amount.first, amount.start = before
        if amount.qualifier == "exact" or name != "about":
            amount.qualifier = name
        return amount
    if amount.qualifier != "exact":
        return amount
    after = _after(tokens, amount.stop)
    if after is not None:
        amount.qualifier, amount.stop = after
        amount.end = tokens.end(amount.stop - 1)
        return amount
    amount.qualifier = _parted(tokens, amount.first, floor) or amount.qualifier
    return amount
