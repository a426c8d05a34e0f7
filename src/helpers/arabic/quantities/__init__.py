"""The grammar of amounts: what is counted, how exactly, and as what kind.

Starting from one word that can open an amount, `amount_at` reads the number with the noun
beside it, the qualifier before or behind, ranges, shares, ordinals, duals and vague
amounts. It looks a few words to each side and never further.
"""

from __future__ import annotations

from helpers.arabic.lexicon import lexicon
from helpers.arabic.quantities.duals import dual_count
from helpers.arabic.quantities.nouns import pick_noun
from helpers.arabic.quantities.numbered import product
from helpers.arabic.quantities.numbers import number_amount
from helpers.arabic.quantities.ordinals import ordinal_amount, rank_adverb
from helpers.arabic.quantities.qualifiers import qualifier_before, qualify
from helpers.arabic.quantities.shapes import Amount
from helpers.arabic.quantities.shares import fraction_share, majority_share
from helpers.arabic.quantities.signs import signed
from helpers.arabic.quantities.vague import bare_length, vague_count
from helpers.arabic.words import SOFT, SPACE, Tokens, Word

__all__ = ["Amount", "amount_at", "qualifier_before"]


def amount_at(tokens: Tokens, place: int, floor: int = 0) -> Amount | None:
    """The amount that begins or turns on this word, with its noun and qualifier.

    Args:
        tokens: The words of the text.
        place: A word that can trigger a figure.
        floor: First word that is still free; nothing before it is taken.
    """
    word = tokens.words[place]
    if word is None:
        return None
    amount = _amount(tokens, place, floor, word)
    if amount is None or amount.first < floor:
        return None
    if amount.kind not in ("ordinal", "identifier"):
        amount = qualify(tokens, amount, floor)
    elif amount.unit:
        amount.unit = lexicon().ranked.get(amount.unit, amount.unit)
    return _fill(tokens, signed(tokens, amount, floor))


def _amount(tokens: Tokens, place: int, floor: int, word: Word) -> Amount | None:
    sense = word.sense
    if word.digits:
        return number_amount(tokens, place, floor, word)
    if "product" in sense.roles:
        return product(tokens, place)
    if sense.adverb is not None:
        ranked = rank_adverb(tokens, place)
        if ranked is not None:
            return ranked
    if sense.ordinal is not None:
        return ordinal_amount(tokens, place, floor)
    if sense.majority:
        return majority_share(tokens, place)
    if sense.fraction is not None and sense.card is None:
        return fraction_share(tokens, place, floor)
    if sense.card is not None or sense.eleven:
        found = number_amount(tokens, place, floor, word)
        if found is not None:
            return found
    if sense.few is not None or sense.vague is not None:
        return vague_count(tokens, place)
    if sense.nouns:
        return dual_count(tokens, place, floor) or bare_length(tokens, place, floor)
    return None


def _fill(tokens: Tokens, amount: Amount) -> Amount:
    """Give a bare number the unit that words near it name."""
    before, behind = tokens.at(amount.first - 1), tokens.at(amount.stop)
    if before is not None and "back" in before.sense.roles:
        amount.points_back = tokens.gap(amount.first - 1) in (SPACE, SOFT)
    if behind is not None and "back" in behind.sense.roles and not amount.points_back:
        amount.points_back = tokens.gap(amount.stop - 1) in (SPACE, SOFT)
    if not amount.bare or amount.kind != "count" or amount.unit:
        return amount
    if before is not None and tokens.gap(amount.first - 1) == SPACE:
        for role in before.sense.roles:
            if role.startswith("fills "):
                amount.unit = role.removeprefix("fills ")
                return amount
    for place in range(amount.first - 1, max(0, amount.first - 7), -1):
        if tokens.gap(place) not in (SPACE, SOFT):
            break
        word = tokens.words[place]
        if word is not None and "tally" in word.sense.roles and place + 1 < amount.first:
            named = tokens.words[place + 1]
            noun = pick_noun(named.sense.nouns, None, definite=True) if named is not None else None
            amount.unit = noun.lemma if noun is not None else None
            break
    return amount
